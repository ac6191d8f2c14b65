"""How often a list writes each form of each part, and which form others should have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from awesome_lint.style.anatomy import END
from awesome_lint.style.list_style import LEAST, Form

SHARE = 0.75
"""Share of the entries with a part that must write it so before others are written so too."""
OWN_SHARE = 0.9
"""Share of a section's entries that must agree on a form which is not the list's."""

SEVERAL = "\0several"
"""The form of a part that an entry writes in several forms."""
LEAST_HERE = 3
"""Entries of a section that must agree before a mark at the end, or the number of lines, is changed."""
_OF_ALL = frozenset({"any_marker", "arxiv_link"})
"""Keys that are counted for entries of all kinds together."""


class Usage:
    """The number of entries with each form of each part, in the list and in each section."""

    def __init__(self) -> None:
        self._whole: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        self._here: dict[tuple[int, tuple[str, ...]], Counter[str]] = defaultdict(Counter)

    def count(self, kind: str, key: tuple[str, ...], form: str, section: int) -> None:
        """Count one form of a part in an entry of this kind and section."""
        key = _counting_key(kind, key)
        self._whole[key][form] += 1
        self._here[section, key][form] += 1

    def counts(self, kind: str, *prefix: str) -> Counter[str]:
        """The number of entries for each form of the parts whose keys begin with `prefix`."""
        counts: Counter[str] = Counter()
        for name in self.keys_with_prefix(kind, *prefix):
            counts.update(self._whole[_counting_key(kind, name)])
        return counts

    def keys_with_prefix(self, kind: str, *prefix: str) -> list[tuple[str, ...]]:
        """The keys of parts that begin with `prefix`, for one kind of entry."""
        start = _counting_key(kind, prefix)
        return [key[1:] for key in self._whole if key[: len(start)] == start]

    def has_own_forms(self, kind: str, *prefix: str) -> bool:
        """Whether sections differ in the form of one of these parts."""
        start = _counting_key(kind, prefix)
        own = {_section_form(here) for (_, key), here in self._here.items() if key[: len(start)] == start}
        return len(own - {None}) > 1

    def expected_form(
        self, kind: str, key: tuple[str, ...], own_form: str, section: int | None, share: float = SHARE
    ) -> Form[str]:
        """The form that an entry with the form `own_form` should have; without a value if fewer than `share` of the
        entries agree, or if its section has another form."""
        key = _counting_key(kind, key)
        whole = self._whole[key]
        here = self._here[section, key] if section is not None else whole
        if not whole:
            return Form(None)
        form, agree = whole.most_common(1)[0]
        total = whole.total()
        mine = _section_form(here)
        if mine is not None and mine != form:
            # What is counted in the whole list has no form of its own in a section.
            return Form(mine if key[0] and mine != own_form else None, here[mine], here.total())
        if form == own_form or agree < LEAST or agree < share * total:
            return Form(None)
        others = here.total() - (own_form in here)
        if here[form] < 0.7 * others or (key[-2] == END and here[form] < LEAST_HERE):
            return Form(None)
        return Form(form, agree, total)

    def usual_form(
        self, kind: str, key: tuple[str, ...], own_form: str, section: int, share: float
    ) -> Form[str]:
        """The form of at least `share` of the entries and of twice as many as have the next form; without a value if it
        is `own_form`, or if three in four entries of the section have another one."""
        whole, here = self.whole(kind, key), self.here(kind, key, section)
        (form, agree), *others = whole.most_common(2)
        # A section whose entries were not counted has no form of its own.
        mine, mine_agree = here.most_common(1)[0] if here else (form, 0)
        if mine != form and mine_agree >= max(LEAST, SHARE * here.total()):
            return Form(None)
        if form == own_form or agree < max(LEAST, share * whole.total()):
            return Form(None)
        if any(agree < 2 * number for _, number in others):
            return Form(None)
        return Form(form, agree, whole.total())

    def marker_gap(self, marker: str, section: int | None) -> str | None:
        """The spaces after this marker that most items of the section (None: of the list) have; None if most items have
        another marker."""
        form = marker if len(marker) == 1 else f"N{marker[-1]}"
        counts: Mapping[tuple[str, ...], Counter[str]] = self._whole
        if section is not None:
            counts = {key: forms for (place, key), forms in self._here.items() if place == section}
        markers: Counter[str] = Counter()
        gaps: Counter[str] = Counter()
        for key, forms in counts.items():
            if key[-1:] == ("any_marker",):
                markers.update(forms)
            elif key[1:2] == ("marker_gap",):
                gaps.update(forms)
        if not gaps or markers[form] < SHARE * markers.total():
            return None
        return gaps.most_common(1)[0][0]

    def recurs(self, kind: str, key: tuple[str, ...], form: str) -> bool:
        """Whether so many entries have this form that its words belong to the form of the list."""
        whole = self.whole(kind, key)
        return whole[form] + whole[SEVERAL] >= max(LEAST, 0.02 * whole.total())

    def whole(self, kind: str, key: tuple[str, ...]) -> Counter[str]:
        """The number of entries of the list with each form of a part."""
        return self._whole[_counting_key(kind, key)]

    def here(self, kind: str, key: tuple[str, ...], section: int) -> Counter[str]:
        """The number of entries of a section with each form of a part."""
        return self._here[section, _counting_key(kind, key)]

    def is_rare(self, kind: str, key: tuple[str, ...], form: str, section: int | None = None) -> bool:
        """Whether at most one entry, or 3 % of them, have this form, in the list or in one section."""
        counts = self.whole(kind, key) if section is None else self.here(kind, key, section)
        return counts[form] <= max(1, 0.03 * counts.total())


def _section_form(counts: Counter[str]) -> str | None:
    """The form that nearly all entries of a section have; None if there is none. `counts` is their number by form."""
    form, agree = counts.most_common(1)[0] if counts else ("", 0)
    return form if agree >= LEAST and agree >= OWN_SHARE * counts.total() else None


def _counting_key(kind: str, key: tuple[str, ...]) -> tuple[str, ...]:
    """The key under which a form is counted: with the kind of entry, or without it for parts that depend on the kind
    themselves."""
    return ("", *key) if key[0] in _OF_ALL else (kind, *key)
