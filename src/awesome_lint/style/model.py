"""The house style: how this list writes, part by part, with the numbers that say so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from awesome_lint.records import field, record

T = TypeVar("T")


@record(frozen=True)
class Form(Generic[T]):
    """One part of the style. `value` is the house form, None where the kind has no such part or no form of it
    is the house's (`mixed` tells which). `agree` of `total` entries that have the part write it so; `pinned`
    when the configuration says it."""

    value: T | None
    agree: int = 0
    total: int = 0
    mixed: bool = False
    pinned: bool = False


_UNKNOWN: Form[object] = Form(None)


@record(frozen=True)
class KindStyle:
    """How one kind of entry is written. The parts are those of the `init` contract: `layout`, `bullet`,
    `blank_between`, `title`, `arxiv_link`, `date`, `venue`, `link_labels`, `field_labels`, `badges`, and
    finer ones that form rules compare with (`title_gap`, `tag_separator`, `field_indent`, `date_frame` …).
    `regions` counts the forms of layout in each section (by the section's start) and part."""

    kind: str
    count: int
    parts: dict[str, Form[object]]
    regions: Mapping[tuple[int, str], Mapping[object, int]] = field(default_factory=dict)

    def part(self, name: str) -> Form[object]:
        """The form of a part, empty where nothing is known of it."""
        return self.parts.get(name, _UNKNOWN)

    def departed(self, name: str) -> bool:
        """Whether a part has a form that is the house's and that not all entries have."""
        form = self.parts.get(name, _UNKNOWN)
        return form.value is not None and form.agree < form.total


@record(frozen=True)
class House:
    """The styles of all kinds of entry of one list, the main kind first."""

    kinds: tuple[KindStyle, ...] = field(default=())

    def of(self, kind: str) -> KindStyle | None:
        """The style of one kind."""
        for style in self.kinds:
            if style.kind == kind:
                return style
        return None
