"""The kinds of entries of a list; each kind has a list style of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from awesome_lint.bibliography import hosts
from awesome_lint.listing.model import Entry, Layout, Role, Section

_FEW = 0.1
"""Share of a section's items that may have another marker and are still of the kind of the others."""
_ITEMS = (Layout.BULLET, Layout.NUMBERED)


def name_kinds(entries: Sequence[Entry]) -> None:
    """Give every entry its kind: tables by their columns (as read), others by layout and by whether most of
    their section are papers or resources. A few items with bullets among numbered ones, or the other way round, are of
    the kind of the others."""
    groups: dict[tuple[Section, Layout], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.layout is not Layout.TABLE:
            groups[entry.section, entry.layout].append(entry)
    for section in dict.fromkeys(section for section, _ in groups):
        many, few = sorted(_ITEMS, key=lambda layout: -len(groups.get((section, layout), ())))
        if 0 < len(groups.get((section, few), ())) <= _FEW * len(groups.get((section, many), ())):
            groups[section, many] += groups.pop((section, few))
    for (_, layout), group in groups.items():
        papers = sum(_is_paper(entry) for entry in group)
        family = "papers" if papers * 2 >= len(group) else "resources"
        for entry in group:
            entry.kind = f"{layout.value} {family}"


def _is_paper(entry: Entry) -> bool:
    """Whether an entry is a paper by its ids, its venue or a link that a host of papers has."""
    if entry.arxiv_id or entry.doi or entry.openreview_id or entry.venue is not None:
        return True
    if any(link.role is Role.PAPER and link.url for link in entry.links):
        return True
    return entry.url is not None and hosts.is_paper(entry.url)
