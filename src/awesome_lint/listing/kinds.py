"""The kinds of entries; each kind has its own list style."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from awesome_lint.bibliography import hosts
from awesome_lint.listing.model import Entry, Layout, Role, Section

_MINORITY = 0.1
"""The share of a section's items that may have another list marker and still be of the kind of the others."""
_ITEM_LAYOUTS = (Layout.BULLET, Layout.NUMBERED)


def set_kinds(entries: Sequence[Entry]) -> None:
    """Sets the kind of every entry. It consists of the layout and of whether most entries of the section are papers or
    resources; a table row has its kind already. A few bulleted items among numbered ones, or the reverse, get the kind
    of the others."""
    groups: dict[tuple[Section, Layout], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.layout is not Layout.TABLE:
            groups[entry.section, entry.layout].append(entry)
    for section in dict.fromkeys(section for section, _ in groups):
        major, minor = sorted(_ITEM_LAYOUTS, key=lambda layout: -len(groups.get((section, layout), ())))
        if 0 < len(groups.get((section, minor), ())) <= _MINORITY * len(groups.get((section, major), ())):
            groups[section, major] += groups.pop((section, minor))
    for (_, layout), group in groups.items():
        papers = sum(_is_paper(entry) for entry in group)
        family = "papers" if papers * 2 >= len(group) else "resources"
        for entry in group:
            entry.kind = f"{layout.value} {family}"


def _is_paper(entry: Entry) -> bool:
    """Whether an entry is a paper: it has an id, a venue, or a link to a host of papers."""
    if entry.arxiv_id or entry.doi or entry.openreview_id or entry.venue is not None:
        return True
    if any(link.role is Role.PAPER and link.url for link in entry.links):
        return True
    return entry.url is not None and hosts.is_paper(entry.url)
