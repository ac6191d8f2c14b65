"""Classes that hold values, made cheaply.

`record` makes of a class with annotations what `dataclasses.dataclass(slots=True)` makes of it, as far as this
project needs it. It is here for the start of the program: a dataclass costs half a millisecond to a whole one,
since each of its methods is compiled when the class is made, and a hundred of them cost a fifth of a run over
an ordinary list. Here the comparisons are shared by all records, and `__init__` is compiled when the first
object of the class is made. mypy checks records as it checks dataclasses, `frozen` included, which at run time
only makes them hashable.

This module imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from types import FunctionType
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")

_NONE: Any = object()
"""Stands for "no value given"; None is one."""


class _Field:
    """How a field is filled where the call says nothing."""

    __slots__ = ("default", "factory", "hidden", "keyword")

    def __init__(
        self,
        default: Any,
        factory: Callable[[], Any] | None = None,
        keyword: bool = False,
        hidden: bool = False,
    ) -> None:
        self.default = default
        self.factory = factory
        self.keyword = keyword
        self.hidden = hidden

    @property
    def required(self) -> bool:
        """Whether each call has to give it."""
        return self.default is _NONE and self.factory is None


_REQUIRED = _Field(_NONE)


def field(
    *,
    default: Any = _NONE,
    default_factory: Callable[[], Any] | None = None,
    kw_only: bool = False,
    hidden: bool = False,
) -> Any:
    """A field that a plain default does not say enough of: with a fresh value for each object
    (`default_factory`), given by its name alone (`kw_only`), or neither compared nor shown (`hidden`)."""
    return _Field(default, default_factory, kw_only, hidden)


@overload
def record(cls: type[T], /) -> type[T]: ...


@overload
def record(*, frozen: bool = False, eq: bool = True) -> Callable[[type[T]], type[T]]: ...


@dataclass_transform(field_specifiers=(field,))
def record(cls: type[T] | None = None, /, *, frozen: bool = False, eq: bool = True) -> Any:
    """The class with slots, `__init__`, `__repr__` and, unless `eq` is false, equality by all fields; a `frozen`
    one can be hashed. Fields of base classes come first."""
    if cls is None:
        return lambda given: _made(given, frozen, eq)
    return _made(cls, frozen, eq)


def replace(record: T, **changes: Any) -> T:
    """A copy of the record with other values in some fields."""
    return type(record)(**{**values(record), **changes})


def values(record: object) -> dict[str, Any]:
    """The record's fields by name; records in them stay records."""
    return {name: getattr(record, name) for name in type(record)._fields}  # type: ignore[attr-defined]


def _made(cls: type[T], frozen: bool, eq: bool) -> type[T]:
    namespace = dict(cls.__dict__)
    fields: dict[str, _Field] = {}
    for base in reversed(cls.__mro__[1:]):
        fields.update(base.__dict__.get("_fields", {}))
    own = namespace.get("__annotations__", {})
    for name in own:
        default = namespace.pop(name, _NONE)
        if default is _NONE:
            fields[name] = _REQUIRED
        else:
            fields[name] = default if isinstance(default, _Field) else _Field(default)
    for name in ("__dict__", "__weakref__"):
        namespace.pop(name, None)
    namespace["_fields"] = fields
    namespace["__slots__"] = tuple(own)
    namespace["__match_args__"] = tuple(name for name, field in fields.items() if not field.keyword)
    namespace["__init__"] = _first_init
    namespace.setdefault("__repr__", _repr)
    if eq:
        # One name gives a bare value and not a tuple: that compares and hashes as well.
        compared = [name for name, field in fields.items() if not field.hidden]
        namespace["_values"] = property(attrgetter(*compared) if compared else lambda _: ())
        namespace["__eq__"] = _eq
        namespace["__hash__"] = _hash if frozen else None
    metaclass: Any = type(cls)
    return metaclass(cls.__name__, cls.__bases__, namespace)  # type: ignore[no-any-return]


def _first_init(self: Any, *args: Any, **kwargs: Any) -> None:
    """The `__init__` of every record until its first object is made, which gets it one of its own."""
    cls = type(self)
    cls.__init__ = _init(cls._fields)
    cls.__init__(self, *args, **kwargs)


def _init(fields: dict[str, _Field]) -> Any:
    """An `__init__` that fills these fields: the code for as many fields, with their names put in."""
    placed = {name: field for name, field in fields.items() if not field.keyword}
    named = {name: field for name, field in fields.items() if field.keyword}
    ordered = (*placed, *named)
    code = _filler(len(ordered)).__code__.replace(
        co_argcount=1 + len(placed),
        co_kwonlyargcount=len(named),
        co_varnames=("self", *ordered),
        co_names=ordered,
        co_qualname="__init__",
    )
    function = FunctionType(code, {}, "__init__")
    optional = [name for name, field in placed.items() if not field.required]
    if optional != list(placed)[len(placed) - len(optional) :]:
        raise TypeError(f"a field without a value to fall back on is after {optional[0]!r}, which has one")
    function.__defaults__ = tuple(placed[name].default for name in optional)
    function.__kwdefaults__ = {name: field.default for name, field in named.items() if not field.required}
    makers = [(name, field.factory) for name, field in fields.items() if field.factory is not None]
    return _making(function, makers) if makers else function


def _making(fill: Callable[..., None], makers: list[tuple[str, Callable[[], Any]]]) -> Callable[..., None]:
    """An `__init__` that fills the fields and makes the values that nobody gave."""

    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        fill(self, *args, **kwargs)
        for name, make in makers:
            if getattr(self, name) is _NONE:
                setattr(self, name, make())

    return init


@cache
def _filler(size: int) -> Any:
    """A function that fills so many fields. To compile it costs a tenth of a millisecond or two, so records of one
    size share it, and values that are made for each object are left to `_making`."""
    names = [f"field_{number}" for number in range(1, size + 1)]
    namespace: dict[str, Any] = {}
    body = "\n".join(f" self.{name} = {name}" for name in names) or " pass"
    exec(f"def fill(self, {', '.join(names)}):\n{body}", namespace)  # noqa: S102
    return namespace["fill"]


def _repr(self: Any) -> str:
    shown = (name for name, field in self._fields.items() if not field.hidden)
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def _eq(self: Any, other: object) -> Any:
    return self._values == other._values if type(other) is type(self) else NotImplemented  # type: ignore[attr-defined]


def _hash(self: Any) -> int:
    return hash(self._values)
