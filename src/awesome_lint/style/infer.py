"""The house style of each kind of entry, inferred from the entries themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence

from awesome_lint.listing.model import Entry, Layout, Listing, Role
from awesome_lint.style import forms
from awesome_lint.style.model import Form, House, KindStyle

LEAST = 5
"""Entries that must share a form before it is the house's."""
SHARE = 0.6
"""Share of those that have the part at all which must write it so."""
LEAD = 2
"""How many times as many as the next form."""
BADGE_SHARE = 0.15
"""Share of entries with badges that must bear one for it to belong to the house's set."""

_REGIONAL: tuple[tuple[str, Callable[[Entry, Listing], object]], ...] = (
    ("bullet", forms.bullet),
    ("date_frame", forms.date_frame),
    ("blank_between", forms.blank_before),
)
PINNABLE = ("layout", "bullet", "blank_between", "title", "arxiv_link", "date", "venue")


def infer(listing: Listing, pinned: Mapping[str, object] = {}) -> House:
    """The house style of every kind of entry in the listing, the kind with most entries first.

    `pinned` maps names of parts to the form that the configuration wants; such a part is the house's whatever
    the entries do.
    """
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in listing.entries:
        groups[entry.kind].append(entry)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return House(tuple(_style(kind, group, listing, pinned) for kind, group in ordered))


def decide(counts: Mapping[object, int]) -> Form[object]:
    """The house form among counted forms, by the rule of the module's three numbers."""
    total = sum(counts.values())
    if not total:
        return Form(None)
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    value, agree = ranked[0]
    following = ranked[1][1] if len(ranked) > 1 else 0
    if agree >= LEAST and agree >= SHARE * total and agree >= LEAD * following:
        return Form(value, agree, total)
    return Form(None, agree, total, mixed=total >= LEAST)


def _style(kind: str, group: Sequence[Entry], listing: Listing, pinned: Mapping[str, object]) -> KindStyle:
    tally = _Tally(listing)
    for entry in group:
        tally.add(entry)
    parts = tally.parts()
    if group[0].layout is Layout.TABLE:
        parts["columns"] = Form(kind.partition(": ")[2].split(" | "), len(group), len(group))
        parts["blank_between"] = Form(False, len(group), len(group))
    for name, value in pinned.items():
        if name in PINNABLE or name in parts:
            counted = tally.counts.get(name, Counter())
            agree = counted.get(value, 0) if isinstance(value, Hashable) else 0
            parts[name] = Form(value, agree, sum(counted.values()), pinned=True)
    return KindStyle(kind, len(group), parts, tally.regions)


class _Tally:
    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self.counts: dict[str, Counter[object]] = defaultdict(Counter)
        self.regions: dict[tuple[int, str], Counter[object]] = defaultdict(Counter)
        self.dates: list[tuple[str, ...]] = []
        self.months: list[tuple[str, ...]] = []
        self.badges: list[tuple[str, ...]] = []

    def add(self, entry: Entry) -> None:
        listing = self.listing
        self._count("layout", entry.layout.value)
        self._count("title", forms.title_form(entry))
        self._count("arxiv_link", forms.arxiv_form(entry))
        self._count("venue", forms.venue_pattern(entry, listing))
        for part, observe in _REGIONAL:
            form = observe(entry, listing)
            if form is not None:
                self.counts[part][form] += 1
                self.regions[entry.section.span.start, part][form] += 1
        if written := forms.date_forms(entry):
            self.dates.append(written)
            if entry.date is not None and entry.date.date.month is not None:
                self.months.append(written)
                self._count("may", forms.may(entry.date))
        self._count_links(entry)
        self._count_fields(entry)

    def _count_links(self, entry: Entry) -> None:
        listing = self.listing
        seen: set[Role] = set()
        tags = forms.tags(entry)
        for link in tags:
            self._count("link_brackets", forms.tag_brackets(link, listing))
            if link.role not in seen:
                self._count(f"link_label:{link.role.value}", forms.bare_label(link) or None)
                seen.add(link.role)
        for span in forms.gaps_between(tags, listing):
            self._count("tag_separator", listing.text[span.start : span.end])
        if (gap := forms.title_gap(entry, listing)) is not None:
            self._count("title_gap", listing.text[gap.start : gap.end])
        badges = tuple(dict.fromkeys(badge.label for badge in entry.badges if badge.label and badge.url))
        if badges:
            self.badges.append(badges)

    def _count_fields(self, entry: Entry) -> None:
        text = self.listing.text
        named = False
        for kind, each in forms.labelled(entry):
            self._count(f"field_label:{kind}", each.label)
            named = named or kind == "authors"
            self._count("label_separator", text[each.label_span.end : each.value_span.start])
            for span in forms.separators_in(each, self.listing):
                self._count("list_separator", text[span.start : span.end])
        if entry.authors is not None:
            self._count("authors_label", "labelled" if named else "plain")
        for item in forms.field_items(entry):
            self._count("field_bullet", text[item.marker.start : item.marker.end])
            self._count("field_indent", forms.field_indent(item, entry))

    def _count(self, part: str, form: object) -> None:
        if form is not None:
            self.counts[part][form] += 1

    def parts(self) -> dict[str, Form[object]]:
        parts = {part: decide(counts) for part, counts in self.counts.items()}
        self.counts["date"] = _count_dates(self.dates)
        parts["date"] = decide(self.counts["date"])
        if parts["date"].value is None and len(self.months) >= LEAST:
            # Papers with a venue give its year, the others their month: the months may have a form of their own.
            self.counts["date"] = _count_dates(self.months)
            parts["date"] = decide(self.counts["date"])
        parts["badges"] = _badges(self.badges)
        return parts


def _count_dates(written: Sequence[tuple[str, ...]]) -> Counter[object]:
    """Each date counted once; one that fits several patterns (`2023.10`) goes to the pattern most plain dates
    have, and to none where the plain dates are at odds (`05 May` beside `5 May`)."""
    kinds = Counter(written)
    plain: Counter[str] = Counter(each[0] for each in written if len(each) == 1)
    open_to: Counter[str] = Counter(form for each in written for form in each)
    counts: Counter[object] = Counter()
    for each, number in kinds.items():
        best = max(each, key=lambda form: (plain[form], open_to[form]))
        at_odds = any(
            _only(form, best, kinds) * LEAD > _only(best, form, kinds) for form in each if form != best
        )
        counts[None if at_odds else best] += number
    return counts


def _only(form: str, other: str, kinds: Mapping[tuple[str, ...], int]) -> int:
    """How many dates are written in the one form and cannot be in the other."""
    return sum(number for each, number in kinds.items() if form in each and other not in each)


def _badges(sets: Sequence[tuple[str, ...]]) -> Form[object]:
    """The badges that belong to the house's set, in the order that most entries give them."""
    total = len(sets)
    if total < LEAST:
        return Form(None, 0, total)
    bearing = Counter(label for labels in sets for label in labels)
    common = [label for label, count in bearing.items() if count >= BADGE_SHARE * total and count >= LEAST]
    if not common:
        return Form(None, 0, total, mixed=True)
    places: dict[str, float] = {}
    for label in common:
        before = Counter(
            other
            for labels in sets
            if label in labels
            for other in labels[: labels.index(label)]
            if other in common
        )
        behind = Counter(
            other
            for labels in sets
            if label in labels
            for other in labels[labels.index(label) + 1 :]
            if other in common
        )
        places[label] = sum(before[other] > behind[other] for other in common)
    order = sorted(common, key=lambda label: (places[label], -bearing[label]))
    shared = [[label for label in labels if label in order] for labels in sets]
    agree = sum(bool(labels) and labels == sorted(labels, key=order.index) for labels in shared)
    if agree < SHARE * total:
        return Form(None, agree, total, mixed=True)
    return Form(order, agree, total)
