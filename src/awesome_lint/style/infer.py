"""The list style of each kind of entry, inferred from the entries themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from awesome_lint.listing.model import Entry, Layout, Listing, Role, Section
from awesome_lint.structs import replace
from awesome_lint.style import forms
from awesome_lint.style.model import LEAST, Form, KindStyle, ListStyle, Spread

SHARE = 0.6
"""Share of those that have the part at all which must write it so."""
LEAD = 2
"""How many times as many as the next form."""
OWN_SHARE = 0.75
"""Share of a section's entries that must agree for the section to have a form of its own."""
BADGE_SHARE = 0.15
"""Share of entries with badges that must have one for it to belong to the list’s set."""

LOCAL = frozenset({"bullet", "date_frame", "blank_between"})
"""Parts that are judged within the section alone, where it has entries enough."""
PINNABLE = ("layout", "bullet", "blank_between", "title", "arxiv_link", "date", "venue")
"""Parts that the configuration can set and `init` prints, in its order."""


def infer(listing: Listing, pinned: Mapping[str, object] = {}) -> ListStyle:
    """The list style of every kind of entry in the listing, the kind with most entries first.

    `pinned` maps names of parts to the form that the configuration wants; such a part is the list’s whatever
    the entries do.
    """
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in listing.entries:
        groups[entry.kind].append(entry)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return ListStyle(tuple(_style(kind, group, listing, pinned) for kind, group in ordered))


def decide(counts: Mapping[object, int]) -> Form[object]:
    """The form of the list among counted forms, by the rule of the module's three numbers."""
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
            counted = tally.counts(name)
            agree = counted.get(value, 0) if isinstance(value, Hashable) else 0
            parts[name] = Form(value, agree, sum(counted.values()), pinned=True)
    spreads = {part: spread for part, spread in tally.spreads().items() if not parts[part].pinned}
    return KindStyle(kind, len(group), parts, spreads)


class _Tally:
    """What the entries of one kind write, part by part, each entry counted once; None stands for an entry that
    writes the part in several ways."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self.seen: dict[str, list[tuple[Section, object]]] = defaultdict(list)
        self.dates: list[tuple[Section, tuple[str, ...]]] = []
        self.months: list[tuple[Section, tuple[str, ...]]] = []
        self.badges: list[tuple[str, ...]] = []

    def add(self, entry: Entry) -> None:
        listing, section = self.listing, entry.section
        for part, form in (
            ("layout", entry.layout.value),
            ("title", forms.title_form(entry)),
            ("bullet", forms.bullet(entry, listing)),
            ("blank_between", forms.blank_before(entry, listing)),
            ("arxiv_link", forms.arxiv_form(entry)),
            ("date_frame", forms.date_frame(entry, listing)),
            ("venue", forms.venue_pattern(entry, listing)),
            ("has_authors", entry.authors is not None),
            ("author_line", forms.author_line(entry, listing.text)),
        ):
            if form is not None:
                self.seen[part].append((section, form))
        if written := forms.date_forms(entry):
            self.dates.append((section, written))
            if entry.date is not None and entry.date.date.month is not None:
                self.months.append((section, written))
                self._count("may", section, [forms.may(entry.date)])
        self._count_links(entry)
        self._count_fields(entry)

    def _count_links(self, entry: Entry) -> None:
        listing, section = self.listing, entry.section
        self._count("arxiv_family", section, [family for *_, family in forms.arxiv_families(entry, listing)])
        seen: set[Role] = set()
        tags = forms.tags(entry)
        self._count("link_brackets", section, [forms.tag_brackets(link, listing) for link in tags])
        for link in tags:
            if link.role not in seen:
                self._count(f"link_label:{link.role.value}", section, [forms.bare_label(link) or None])
                seen.add(link.role)
        gaps = list(forms.gaps_between(tags, listing))
        self._count("tag_separator", section, [listing.text[gap.start : gap.end] for gap in gaps])
        if (gap := forms.title_gap(entry, listing)) is not None:
            self._count("title_gap", section, [listing.text[gap.start : gap.end]])
        badges = tuple(dict.fromkeys(badge.label for badge in entry.badges if badge.label and badge.url))
        if badges:
            self.badges.append(badges)

    def _count_fields(self, entry: Entry) -> None:
        text, section = self.listing.text, entry.section
        named = False
        labels: list[str] = []
        separators: list[str] = []
        for kind, each in forms.labelled(entry):
            self._count(f"field_label:{kind}", section, [each.label])
            named = named or kind == "authors"
            labels.append(text[each.label_span.end : each.value_span.start])
            if kind == "keywords":
                separators += [text[start:end] for start, end in forms.separators_in(each, self.listing)]
        self._count("label_separator", section, labels)
        self._count("list_separator", section, separators)
        if entry.authors is not None:
            self._count("authors_label", section, ["labelled" if named else "plain"])
        items = forms.field_items(entry)
        self._count("field_bullet", section, [text[item.marker.start : item.marker.end] for item in items])
        self._count("field_indent", section, [forms.field_indent(item, entry) for item in items])

    def _count(self, part: str, section: Section, written: Sequence[object]) -> None:
        """One entry's form of a part: the one that it writes wherever it has the part."""
        different = {form for form in written if form is not None}
        if different:
            self.seen[part].append((section, different.pop() if len(different) == 1 else None))

    def counts(self, part: str) -> Counter[object]:
        """How many entries write each form of a part."""
        return Counter(form for _, form in self.seen.get(part, ()))

    def parts(self) -> dict[str, Form[object]]:
        """The list's form of every part."""
        self.seen["date"] = _resolved(self.dates)
        if decide(self.counts("date")).value is None and len(self.months) >= LEAST:
            # Papers with a venue give its year, the others their month: the months may have a form of their own.
            self.seen["date"] = _resolved(self.months)
        parts = {part: decide(self.counts(part)) for part in self.seen}
        parts["arxiv_link"] = _arxiv_form(self.counts("arxiv_link"))
        parts["badges"] = _badges(self.badges)
        return parts

    def spreads(self) -> dict[str, Spread]:
        """How the parts on which the entries differ are spread over the sections."""
        return {
            part: spread_of(seen, local=part in LOCAL)
            for part, seen in self.seen.items()
            if any(form != seen[0][1] for _, form in seen)
        }


def spread_of(seen: Sequence[tuple[Section, object]], *, local: bool = False) -> Spread:
    """Which sections have a form of their own: one that three in four of its entries write (five at least) and
    that is not the list's. With `local` every section with entries enough is judged by itself."""
    whole = decide(Counter(form for _, form in seen)).value
    here: dict[int, Counter[object]] = defaultdict(Counter)
    below: dict[int, Counter[object]] = defaultdict(Counter)
    for section, form in seen:
        here[section.span.start][form] += 1
        for start in _chain(section):
            below[start][form] += 1
    own = {start: form for start, counts in below.items() if (form := _own_form(counts, local)) is not None}
    rest: Counter[object] = Counter()
    for section, form in seen:
        nearest = next((own[start] for start in _chain(section) if start in own), None)
        if nearest is None or nearest.value == whole:
            rest[form] += 1
    elsewhere = decide(rest)
    sections = {start: form if local or form.value != whole else elsewhere for start, form in own.items()}
    return Spread(elsewhere, sections, here, local)


def _chain(section: Section) -> Iterator[int]:
    """The starts of the section and those around it, the innermost first."""
    place: Section | None = section
    while place is not None:
        yield place.span.start
        place = place.parent


def _own_form(counts: Counter[object], local: bool) -> Form[object] | None:
    total = sum(counts.values())
    value, agree = counts.most_common(1)[0]
    if agree >= LEAST and agree >= OWN_SHARE * total:
        return Form(value, agree, total)
    return decide(counts) if local and total >= LEAST else None


def _arxiv_form(counts: Counter[object]) -> Form[object]:
    """The form of arXiv links: first abstract or PDF, then, for PDFs, whether most end in `.pdf`."""
    families: Counter[object] = Counter()
    for form, number in counts.items():
        families["pdf" if form == "pdf-suffix" else form] += number
    decided = decide(families)
    suffix = decided.value == "pdf" and counts["pdf-suffix"] > counts["pdf"]
    return replace(decided, value="pdf-suffix") if suffix else decided


def _resolved(dates: Sequence[tuple[Section, tuple[str, ...]]]) -> list[tuple[Section, object]]:
    """Each date with the one pattern that it is counted for."""
    patterns = _patterns([written for _, written in dates])
    return [(section, patterns[written]) for section, written in dates]


def _patterns(dates: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], object]:
    """The pattern of each date. One that fits several (`2023.10`) goes to the pattern most plain dates have, and
    to none where the plain dates are at odds (`05 May` next to `5 May`)."""
    kinds = Counter(dates)
    plain: Counter[str] = Counter(each[0] for each in dates if len(each) == 1)
    open_to: Counter[str] = Counter(form for each in dates for form in each)
    patterns: dict[tuple[str, ...], object] = {}
    for each in kinds:
        best = max(each, key=lambda form: (plain[form], open_to[form]))
        at_odds = any(
            _only(form, best, kinds) * LEAD > _only(best, form, kinds) for form in each if form != best
        )
        patterns[each] = None if at_odds else best
    return patterns


def _only(form: str, other: str, kinds: Mapping[tuple[str, ...], int]) -> int:
    """How many dates are written in the one form and cannot be in the other."""
    return sum(number for each, number in kinds.items() if form in each and other not in each)


def _badges(sets: Sequence[tuple[str, ...]]) -> Form[object]:
    """The badges that belong to the list’s set, in the order that most entries give them."""
    total = len(sets)
    if total < LEAST:
        return Form(None, 0, total)
    having = Counter(label for labels in sets for label in labels)
    common = [label for label, count in having.items() if count >= BADGE_SHARE * total and count >= LEAST]
    if not common:
        return Form(None, 0, total, mixed=True)
    places: dict[str, int] = {}
    for label in common:
        lead: Counter[str] = Counter()
        for labels in sets:
            if label in labels:
                at = labels.index(label)
                lead.update(labels[:at])
                lead.subtract(labels[at + 1 :])
        places[label] = sum(lead[other] > 0 for other in common)
    order = sorted(common, key=lambda label: (places[label], -having[label]))
    shared = [[label for label in labels if label in order] for labels in sets]
    agree = sum(bool(labels) and labels == sorted(labels, key=order.index) for labels in shared)
    if agree < SHARE * total:
        return Form(None, agree, total, mixed=True)
    return Form(order, agree, total)
