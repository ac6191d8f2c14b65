"""The list style: how this list writes, part by part, with the numbers that say so."""

from __future__ import annotations

from typing import Generic, TypeVar

from awesome_lint.structs import field, record

T = TypeVar("T", covariant=True)

NEARLY_ALL = 0.9
"""Share of the entries with a part that must agree before another form is wrong, and not only unusual."""
LEAST = 5
"""Entries that must share a form before it is the list's, or a section's."""


@record(frozen=True)
class Form(Generic[T]):
    """The form of one part of the style. `value` is None if the kind of entry has no such part, or if its entries have
    several forms (`mixed`). `agree` of the `total` entries with the part have this form; `pinned` if the configuration
    sets it."""

    value: T | None
    agree: int = 0
    total: int = 0
    mixed: bool = False
    pinned: bool = False

    @property
    def is_nearly_unanimous(self) -> bool:
        """Whether at least nine in ten of the entries have the form, or the configuration sets it."""
        return self.value is not None and (self.pinned or self.agree >= NEARLY_ALL * self.total)


@record(frozen=True)
class KindStyle:
    """How one kind of entry is written. The parts are `layout`, `bullet`, `blank_between`, `title`, `arxiv_link`,
    `date`, `venue`, `columns`, `badges`, and `link_label:ROLE` and `field_label:KIND`. `varied` names the parts of
    which a section has a form of its own."""

    kind: str
    count: int
    parts: dict[str, Form[object]]
    varied: frozenset[str] = frozenset()

    def part(self, name: str) -> Form[object]:
        """The form of a part; without a value if nothing is known of it."""
        return self.parts.get(name, Form(None))


@record(frozen=True)
class ListStyle:
    """The styles of all kinds of entry of one list, the main kind first."""

    kinds: tuple[KindStyle, ...] = field(default=())

    def of_kind(self, kind: str) -> KindStyle | None:
        """The style of one kind of entry; None if the list has no such entries."""
        return next((style for style in self.kinds if style.kind == kind), None)
