"""The list style of each kind of entry: the forms that most of its entries share, for `init` and `config show`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from awesome_lint.listing.model import Entry, Layout, Listing, Role
from awesome_lint.structs import replace
from awesome_lint.style import forms
from awesome_lint.style.date_patterns import DatePatterns
from awesome_lint.style.list_style import LEAST, Form, KindStyle, ListStyle
from awesome_lint.style.usage import Usage

SHARE = 0.6
"""Share of the entries with a part that must write a form before it is shown as the list's."""
LEAD = 2
"""How many times as many as the next form."""
BADGE_SHARE = 0.15
"""Share of entries with badges that must have one for it to belong to the list’s set."""

_KEYS = {
    "layout": "layout",
    "bullet": "marker",
    "blank_between": "blank_between",
    "title": "title_form",
    "arxiv_link": "arxiv_form",
    "date": "date_form",
    "venue": "venue_form",
}
"""The parts that the configuration can set and `init` prints, with what they are counted under in `Usage`."""
PINNABLE = tuple(_KEYS)


def entry_observations(
    entry: Entry, text: str, patterns: DatePatterns
) -> Iterator[tuple[tuple[str, ...], str]]:
    """The forms of an entry that are counted besides those of `find_aspects`, as pairs of key and form."""
    yield ("layout",), entry.layout.value
    yield ("authors",), "yes" if entry.authors is not None else "no"
    if entry.title is not None:
        yield ("title_form",), entry.title.form.value
    if (first := next(forms.arxiv_links(entry), None)) is not None:
        yield ("arxiv_form",), first[1].form
    if (form := forms.author_line_form(entry, text)) is not None:
        yield ("author_line",), form
    if forms.has_venue_form(entry):
        yield ("venue_form",), "".join(piece for piece, _ in forms.venue_pieces(entry, text))
    pattern = patterns.get((entry.kind, forms.date_forms(entry)))
    if pattern is not None and entry.date is not None:
        yield ("date_form", "year" if entry.date.date.month is None else "month"), pattern
    labels: dict[Role, str] = {}
    for link in forms.tag_links(entry):
        labels.setdefault(link.role, forms.bare_label(link))
    for role, label in labels.items():
        if label:
            yield ("link_label", role.value), label
    badges = tuple(dict.fromkeys(badge.label for badge in entry.badges if badge.label and badge.url))
    if badges:
        yield ("badges",), "\0".join(badges)


def decide_form(counts: Mapping[Any, int]) -> Form[object]:
    """The form that enough entries write: at least five, 60 % of all, and twice as many as the next form. Without a
    value if there is none."""
    total = sum(counts.values())
    if not total:
        return Form(None)
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    value, agree = ranked[0]
    following = ranked[1][1] if len(ranked) > 1 else 0
    if agree >= LEAST and agree >= SHARE * total and agree >= LEAD * following:
        return Form(value, agree, total)
    return Form(None, agree, total, mixed=total >= LEAST)


def infer_list_style(listing: Listing, usage: Usage, pinned: Mapping[str, object]) -> ListStyle:
    """The list style of every kind of entry in the listing, the kind with most entries first.

    `pinned` maps names of parts to the form that the configuration wants; such a part is the list’s whatever
    the entries do.
    """
    kinds = Counter(entry.kind for entry in listing.entries).most_common()
    return ListStyle(tuple(_kind_style(kind, count, usage, pinned) for kind, count in kinds))


def _kind_style(kind: str, count: int, usage: Usage, pinned: Mapping[str, object]) -> KindStyle:
    """The style of one kind of entry, of which there are `count`."""
    counted = {part: _count_forms(kind, part, usage) for part in PINNABLE}
    parts: dict[str, Form[object]] = {part: decide_form(counts) for part, counts in counted.items()}
    if parts["date"].value is None:
        # Papers with a venue give its year, the others their month: the months may have a form of their own.
        months = usage.counts(kind, "date_form", "month")
        parts["date"] = decide_form(months) if months.total() >= LEAST else parts["date"]
    parts["arxiv_link"] = _decide_arxiv_form(counted["arxiv_link"])
    for key in usage.keys_with_prefix(kind, "link_label") + usage.keys_with_prefix(kind, "field_label"):
        parts[":".join(key)] = decide_form(usage.counts(kind, *key))
    parts["badges"] = _decide_badges(usage.counts(kind, "badges"))
    if parts["layout"].value == Layout.TABLE.value:
        parts["columns"] = Form(kind.partition(": ")[2].split(" | "), count, count)
        parts["blank_between"] = Form(False, count, count)
    for name in PINNABLE:
        if name in pinned:
            value, counts = pinned[name], counted[name]
            parts[name] = Form(value, counts[value], counts.total(), pinned=True)
    varied = frozenset(part for part, key in _KEYS.items() if usage.has_own_forms(kind, key))
    return KindStyle(kind, count, parts, varied)


def _count_forms(kind: str, part: str, usage: Usage) -> Counter[object]:
    """The number of entries that write each form of a part, by the value that the configuration has for the form."""
    counts: Counter[object] = Counter()
    for form, number in usage.counts(kind, _KEYS[part]).items():
        if part == "blank_between":
            counts[form == forms.BLANK] += number
        elif part != "bullet" or not form.startswith("N"):
            counts[form] += number
    return counts


def _decide_arxiv_form(counts: Counter[object]) -> Form[object]:
    """The form of arXiv links: first abstract or PDF, then, for PDFs, whether most end in `.pdf`."""
    families: Counter[object] = Counter()
    for form, number in counts.items():
        families[forms.FAMILIES.get(str(form), form)] += number
    decided = decide_form(families)
    has_suffix = decided.value == "pdf" and counts["pdf-suffix"] > counts["pdf"]
    return replace(decided, value="pdf-suffix") if has_suffix else decided


def _decide_badges(counted: Counter[str]) -> Form[object]:
    """The badges that belong to the list's usual set, in the order of most entries."""
    sets = [form.split("\0") for form in counted.elements()]
    total = len(sets)
    if total < LEAST:
        return Form(None, 0, total)
    having = Counter(label for labels in sets for label in labels)
    common = [label for label, count in having.items() if count >= BADGE_SHARE * total and count >= LEAST]
    if not common:
        return Form(None, 0, total, mixed=True)
    order = _badge_order(common, sets, having)
    shared = [[label for label in labels if label in order] for labels in sets]
    agree = sum(bool(labels) and labels == sorted(labels, key=order.index) for labels in shared)
    if agree < SHARE * total:
        return Form(None, agree, total, mixed=True)
    return Form(order, agree, total)


def _badge_order(common: Sequence[str], sets: Sequence[Sequence[str]], having: Counter[str]) -> list[str]:
    """The labels in the order of most entries."""
    places: dict[str, int] = {}
    for label in common:
        lead: Counter[str] = Counter()
        for labels in sets:
            if label in labels:
                at = labels.index(label)
                lead.update(labels[:at])
                lead.subtract(labels[at + 1 :])
        places[label] = sum(lead[other] > 0 for other in common)
    return sorted(common, key=lambda label: (places[label], -having[label]))
