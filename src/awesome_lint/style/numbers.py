"""The numbers of the items of numbered lists."""

from __future__ import annotations

from itertools import pairwise

from awesome_lint.listing.model import Listing
from awesome_lint.markdown import tree


def find_wrong_item_numbers(listing: Listing) -> dict[int, int]:
    """The items whose written number differs from the one that readers see: the number that readers see by the offset
    of the item's marker. A browser reads only the first number of a list.

    A list of which fewer than half the items have the number after the one before does not count, such as one
    of `1.` alone. Lists with items that are no entries are left out, since their numbers would not be written.
    """
    entries = {entry.node.marker.start for entry in listing.entries if isinstance(entry.node, tree.Item)}
    shown: dict[int, int] = {}
    for block in tree.walk_blocks(listing.tree):
        if not isinstance(block, tree.List) or not block.ordered:
            continue
        written = [item.number or 0 for item in block.items]
        counting = [after - before == 1 for before, after in pairwise(written)]
        starts = [item.marker.start for item in block.items]
        if counting.count(True) >= max(2, len(counting) / 2) and entries.issuperset(starts):
            counted = zip(starts, written, range(written[0], written[0] + len(written)), strict=True)
            shown |= {start: number for start, own, number in counted if own != number}
    return shown
