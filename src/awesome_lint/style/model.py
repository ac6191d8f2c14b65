"""The list style: how this list writes, part by part, with the numbers that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Generic, TypeVar

from awesome_lint.edits import Edit, Span
from awesome_lint.listing.model import Section
from awesome_lint.structs import field, record

T = TypeVar("T", covariant=True)

NEARLY_ALL = 0.9
"""Share of the entries with a part that must agree before another form is wrong, and not only unusual."""
LEAST = 5
"""Entries that must share a form before it is the list's, or a section's."""


@record(frozen=True)
class Form(Generic[T]):
    """One part of the style. `value` is the form of the list, None where the kind has no such part or no form of it
    is the list’s (`mixed` tells which). `agree` of `total` entries that have the part write it so; `pinned`
    when the configuration says it."""

    value: T | None
    agree: int = 0
    total: int = 0
    mixed: bool = False
    pinned: bool = False

    def is_shared_by(self, share: float) -> bool:
        """Whether this share of the entries agree, or the configuration says so."""
        return self.value is not None and (self.pinned or self.agree >= share * self.total)

    @property
    def nearly_all(self) -> bool:
        """Whether nine in ten of the entries agree, or the configuration says so."""
        return self.is_shared_by(NEARLY_ALL)


UNKNOWN: Form[object] = Form(None)
"""The form of a part of which nothing is known."""


@record(frozen=True)
class Spread:
    """How the form of one part is spread over the sections, for a part on which the entries differ.

    `sections` maps the start of each section with a form of its own to that form; sections whose form is the
    list's map to `rest`, the form of all entries outside sections with another one. `here` counts the forms of
    the entries directly in each section. With `local` even a section of few entries can leave the list's form.
    """

    rest: Form[object]
    sections: Mapping[int, Form[object]]
    here: Mapping[int, Mapping[object, int]]
    local: bool

    def at(self, section: Section) -> Form[object]:
        """The form that an entry of this section is compared with; with `local`, empty where most of the section's
        own entries do not write it."""
        form: Form[object] | None = None
        place: Section | None = section
        while form is None and place is not None:
            form, place = self.sections.get(place.span.start), place.parent
        form = form or self.rest
        here = self.here.get(section.span.start, {})
        if self.local and 2 * here.get(form.value, 0) <= sum(here.values()):
            return UNKNOWN
        return form


@record(frozen=True)
class KindStyle:
    """How one kind of entry is written. The parts are those of the `init` contract: `layout`, `bullet`,
    `blank_between`, `title`, `arxiv_link`, `date`, `venue`, `link_labels`, `field_labels`, `badges`, and
    finer ones that form rules compare with (`title_gap`, `tag_separator`, `field_indent`, `date_frame` …).
    `spreads` tells, for parts on which the entries differ, which sections have a form of their own."""

    kind: str
    count: int
    parts: dict[str, Form[object]]
    spreads: Mapping[str, Spread] = field(default_factory=dict)

    def part(self, name: str) -> Form[object]:
        """The form of a part, empty where nothing is known of it."""
        return self.parts.get(name, UNKNOWN)

    def expected(self, name: str, section: Section) -> Form[object]:
        """The form of a part that the entries of a section are compared with; empty where all entries agree."""
        spread = self.spreads.get(name)
        if spread is not None:
            return spread.at(section)
        form = self.part(name)
        return form if form.pinned else UNKNOWN


@record(frozen=True)
class ListStyle:
    """The styles of all kinds of entry of one list, the main kind first."""

    kinds: tuple[KindStyle, ...] = field(default=())

    def of(self, kind: str) -> KindStyle | None:
        """The style of one kind."""
        for style in self.kinds:
            if style.kind == kind:
                return style
        return None

    def counts(self, name: str) -> Counter[object]:
        """How many entries of all kinds write each form of a part."""
        counts: Counter[object] = Counter()
        for style in self.kinds:
            spread, form = style.spreads.get(name), style.part(name)
            for here in spread.here.values() if spread is not None else ({form.value: form.total},):
                counts.update(here)
        return counts


@record(frozen=True)
class Deviation:
    """One part of an entry that is not in the list's form.

    `part` is a key of `rules.form.PARTS`. `span` is the deviating text, `current` what it says, `expected` what
    the list writes there (for `blank_between`, in words); `also` are further places of the same deviation.
    `edits` fix it, None where no edit is safe. `form` is the form that the list has for this part.
    """

    part: str
    span: Span
    current: str
    expected: str
    edits: tuple[Edit, ...] | None
    form: Form[object]
    also: tuple[Span, ...] = ()
