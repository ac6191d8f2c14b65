"""Tables of contents held against the headings that they speak of."""

from __future__ import annotations

from bisect import bisect_right

from awesome_lint.bibliography.percent import unquote
from awesome_lint.listing.model import Contents, ContentsItem, Listing, Section
from awesome_lint.records import record


@record(frozen=True)
class Listed:
    """One line of a table of contents with the section it means.

    `section` is found by the anchor, or, where no heading has that anchor, by the text when exactly one
    heading bears it (`by_anchor` is False then); None where neither finds one.
    """

    item: ContentsItem
    section: Section | None
    by_anchor: bool


def fold(text: str) -> str:
    """A heading's words alone: no case, punctuation, emoji or blanks, so that texts compare as readers do."""
    return "".join(filter(str.isalnum, text.casefold()))


def _undecorated(title: str) -> str:
    """The title without a first word that holds no ASCII letter or digit: what is left of a damaged emoji."""
    first, _, rest = title.partition(" ")
    return rest if rest and not any(char.isascii() and char.isalnum() for char in first) else title


class Register:
    """The sections of a list by their headings' slugs, and by their words."""

    def __init__(self, listing: Listing) -> None:
        self._by_slug: dict[str, Section] = {}
        self._by_text: dict[str, list[Section]] = {}
        for section in listing.sections:
            if section.heading is not None:
                self._by_slug.setdefault(section.heading.slug.casefold(), section)
                for text in {fold(section.title), fold(_undecorated(section.title))}:
                    self._by_text.setdefault(text, []).append(section)

    def resolve(self, contents: Contents) -> list[Listed]:
        """Each line of `contents` with its section, in order."""
        return [self._meant(item) for item in contents.items]

    def _meant(self, item: ContentsItem) -> Listed:
        found = self._by_slug.get(unquote(item.anchor).removeprefix("user-content-").casefold())
        if found is not None:
            return Listed(item, found, by_anchor=True)
        same = self._by_text.get(fold(item.text), [])
        return Listed(item, same[0] if len(same) == 1 else None, by_anchor=False)


def contents_section(contents: Contents, listing: Listing) -> Section | None:
    """The section whose heading announces the table of contents, if it stands under one."""
    place = contents.span.start
    before = bisect_right(listing.sections, place, key=lambda section: section.span.start) - 1
    holder = listing.sections[before] if before >= 0 else None
    while holder is not None and place >= holder.span.end:
        holder = holder.parent
    return holder


def main_contents(listing: Listing) -> Contents | None:
    """The list's own table of contents: the longest of at least three lines. Shorter rows of links between
    sections (“see also”) are none."""
    longest = max(listing.contents, key=lambda contents: len(contents.items), default=None)
    return longest if longest is not None and len(longest.items) >= 3 else None
