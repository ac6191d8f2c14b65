"""Value classes that cost little when the program starts.

`record` does what `dataclasses.dataclass(slots=True)` does, as far as this project needs it. A dataclass costs
0.6 ms when it is defined, since each of its methods is compiled then, and a record 0.04 ms; the program defines a
hundred of them, so dataclasses would add 50 ms to a run of 100 ms. (A NamedTuple costs 0.2 ms: it is used where a
value is a tuple anyway.) Records share their methods, and `__init__` is compiled when the first object is made.
mypy checks records as it checks dataclasses.

A frozen record refuses assignment, and is hashable where its values are. `eq=False` makes a record whose objects
are equal only to themselves: they are keys of dictionaries and members of sets, in place of their `id`.

This module imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from types import FunctionType
from typing import Any, NamedTuple, TypeVar, dataclass_transform

T = TypeVar("T")

_NONE: Any = object()
"""No value; None is a value."""


class _Field(NamedTuple):
    """The default of a field, or the function that makes it for each object; and how the field is used."""

    default: Any
    factory: Callable[[], Any] | None = None
    keyword: bool = False
    hidden: bool = False

    @property
    def required(self) -> bool:
        """Whether each call has to give a value for the field."""
        return self.default is _NONE and self.factory is None


def field(
    *,
    default: Any = _NONE,
    default_factory: Callable[[], Any] | None = None,
    kw_only: bool = False,
    hidden: bool = False,
) -> Any:
    """A field with more than a plain default: a new value for each object (`default_factory`), given by name only
    (`kw_only`), left out of comparison and representation (`hidden`)."""
    return _Field(default, default_factory, kw_only, hidden)


@dataclass_transform(field_specifiers=(field,))
def record(cls: type[T] | None = None, /, *, frozen: bool = False, eq: bool = True) -> Any:
    """The class with slots, `__repr__`, an `__init__` unless it has one, and unless `eq` is false, equality by all
    fields. A `frozen` one refuses assignment and is hashable. Fields of base classes come first."""
    if cls is None:
        return lambda given: _add_methods(given, frozen, eq)
    return _add_methods(cls, frozen, eq)


def replace(record: T, **changes: Any) -> T:
    """A copy of the record with other values in some fields."""
    return type(record)(**{**values(record), **changes})


def values(record: object) -> dict[str, Any]:
    """The record's fields by name; records in them stay records."""
    return {name: getattr(record, name) for name in type(record)._fields}  # type: ignore[attr-defined]


def _add_methods(cls: type[T], frozen: bool, eq: bool) -> type[T]:
    """The class as a record: with slots and the methods of a record."""
    namespace = dict(cls.__dict__)
    fields: dict[str, _Field] = {}
    for base in reversed(cls.__mro__[1:]):
        fields.update(base.__dict__.get("_fields", {}))
    own = namespace.get("__annotations__", {})
    for name in own:
        default = namespace.pop(name, _NONE)
        fields[name] = default if isinstance(default, _Field) else _Field(default)
        if isinstance(fields[name].default, list | dict | set):
            raise TypeError(f"all objects would share the default of {name!r}: use default_factory")
    for name in ("__dict__", "__weakref__"):
        namespace.pop(name, None)
    namespace["_fields"] = fields
    namespace["__slots__"] = tuple(own)
    namespace["__match_args__"] = tuple(name for name, field in fields.items() if not field.keyword)
    namespace.setdefault("__init__", _lazy_init)
    namespace.setdefault("__repr__", _repr)
    if eq:
        # One name gives a bare value and not a tuple: that compares and hashes as well.
        compared = [name for name, field in fields.items() if not field.hidden]
        namespace["_values"] = property(attrgetter(*compared) if compared else lambda _: ())
        namespace["__eq__"] = _eq
        namespace["__hash__"] = _hash if frozen else None
    if frozen:
        namespace["__setattr__"] = namespace["__delattr__"] = _refuse_assignment
        namespace["__setstate__"] = _set_state
    metaclass: Any = type(cls)
    return metaclass(cls.__name__, cls.__bases__, namespace)  # type: ignore[no-any-return]


def _lazy_init(self: Any, *args: Any, **kwargs: Any) -> None:
    """The `__init__` of every record until its first object is made, which gives the class its own."""
    cls = type(self)
    cls.__init__ = _make_init(cls)
    cls.__init__(self, *args, **kwargs)


def _make_init(cls: Any) -> Any:
    """The `__init__` of the record class `cls`: a copy of the code of `_make_filler` with the names of its fields."""
    fields: dict[str, _Field] = cls._fields
    by_position = {name: field for name, field in fields.items() if not field.keyword}
    by_name = {name: field for name, field in fields.items() if field.keyword}
    ordered = (*by_position, *by_name)
    frozen = cls.__setattr__ is _refuse_assignment
    code = _make_filler(len(ordered), frozen).__code__
    code = code.replace(
        co_argcount=1 + len(by_position),
        co_kwonlyargcount=len(by_name),
        co_varnames=("self", *ordered),
        co_names=code.co_names if frozen else ordered,
        co_qualname="__init__",
    )
    # What a frozen record refuses to its users, its slots do.
    setters = {
        f"set_{number}": getattr(cls, name).__set__ for number, name in enumerate(ordered, 1) if frozen
    }
    function = FunctionType(code, setters, "__init__")
    function.__defaults__ = tuple(field.default for field in by_position.values() if not field.required)
    function.__kwdefaults__ = {name: field.default for name, field in by_name.items() if not field.required}
    makers = [(name, field.factory) for name, field in fields.items() if field.factory is not None]
    return _make_init_with_factories(function, makers) if makers else function


def _make_init_with_factories(
    fill: Callable[..., None], makers: list[tuple[str, Callable[[], Any]]]
) -> Callable[..., None]:
    """An `__init__` that calls `fill` and then makes the values that the call did not give."""

    def init_with_factories(self: Any, *args: Any, **kwargs: Any) -> None:
        fill(self, *args, **kwargs)
        for name, make in makers:
            if getattr(self, name) is _NONE:
                object.__setattr__(self, name, make())

    return init_with_factories


@cache
def _make_filler(size: int, frozen: bool) -> Any:
    """A function that sets `size` fields. Compiling it takes 0.1 to 0.2 ms, so records of one size share it, and values
    that are made for each object are left to `_make_init_with_factories`."""
    names = [f"field_{number}" for number in range(1, size + 1)]
    namespace: dict[str, Any] = {}
    line = " set_{0}(self, field_{0})" if frozen else " self.field_{0} = field_{0}"
    body = "\n".join(line.format(number) for number in range(1, size + 1)) or " pass"
    exec(f"def fill(self, {', '.join(names)}):\n{body}", namespace)  # noqa: S102
    return namespace["fill"]


def _repr(self: Any) -> str:
    shown = (name for name, field in self._fields.items() if not field.hidden)
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def _eq(self: Any, other: object) -> Any:
    return self._values == other._values if type(other) is type(self) else NotImplemented  # type: ignore[attr-defined]


def _hash(self: Any) -> int:
    try:
        return hash(self._values)
    except TypeError as error:
        raise TypeError(f"{type(self).__qualname__} is not hashable: {error}") from None


def _refuse_assignment(self: Any, name: str, value: Any = None) -> None:
    raise AttributeError(f"{type(self).__qualname__} is frozen: {name!r} cannot be changed; use replace()")


def _set_state(self: Any, state: tuple[None, dict[str, Any]]) -> None:
    """Sets the slots of a copy, which `pickle` and `copy` do by assignment otherwise."""
    for name, value in state[1].items():
        object.__setattr__(self, name, value)
