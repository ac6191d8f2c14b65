"""Tables of contents compared with the headings that they list."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from awesome_lint.bibliography.casing import alphanumeric
from awesome_lint.bibliography.percent import unquote
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Contents, ContentsItem, Listing, Section
from awesome_lint.structs import record

_NOTHING = lazy(r"(?:\s|<!--(?:(?!-->)[^\0])*-->|<[^!<>][^<>]*>)*")
"""Text that a reader does not see between an anchor and its heading."""


@record(frozen=True)
class Listed:
    """One line of a table of contents with the section it leads to.

    `section` is found by the anchor, or, where nothing has that anchor, by the text when exactly one heading has
    it (`by_anchor` is False then); None where neither finds one. `meant` is another section that the line's text
    or nesting names, None where there is none.
    """

    item: ContentsItem
    section: Section | None
    by_anchor: bool
    meant: Section | None = None


def _without_decoration(title: str) -> str:
    """The title without a first word that holds no ASCII letter or digit: what is left of a damaged emoji."""
    first, _, rest = title.partition(" ")
    return rest if rest and not any(char.isascii() and char.isalnum() for char in first) else title


class Register:
    """The sections of a list by their slugs, by the HTML anchors at their headings, and by their words."""

    def __init__(self, listing: Listing) -> None:
        self._by_slug: dict[str, Section] = {}
        self._by_text: dict[str, list[Section]] = {}
        headed = [section for section in listing.sections if section.heading is not None]
        for section in headed:
            if section.heading is not None:
                self._by_slug.setdefault(section.heading.slug.casefold(), section)
                for text in {alphanumeric(section.title), alphanumeric(_without_decoration(section.title))}:
                    self._by_text.setdefault(text, []).append(section)
        for name, span in listing.tree.anchors.items():
            anchored = _section_at_anchor(span, headed, listing.text)
            if anchored is not None:
                self._by_slug.setdefault(name.removeprefix("user-content-").casefold(), anchored)

    def section(self, anchor: str) -> Section | None:
        """The section that a link to `#anchor` leads to."""
        return self._by_slug.get(unquote(anchor).removeprefix("user-content-").casefold())

    def named(self, text: str) -> list[Section]:
        """The sections whose heading has this text."""
        return self._by_text.get(alphanumeric(text), [])

    def resolve(self, contents: Contents) -> list[Listed]:
        """Each line of `contents` with its section, in order."""
        listed = [self._find_listed_section(item) for item in contents.items]
        reached = {entry.section for entry in listed}
        return [self._with_meant(number, listed, reached) for number in range(len(listed))]

    def _find_listed_section(self, item: ContentsItem) -> Listed:
        found = self.section(item.anchor)
        if found is not None:
            return Listed(item, found, by_anchor=True)
        same = self.named(item.text)
        return Listed(item, same[0] if len(same) == 1 else None, by_anchor=False)

    def _with_meant(self, number: int, listed: list[Listed], reached: set[Section | None]) -> Listed:
        entry = listed[number]
        named = self.named(entry.item.text)
        if not entry.by_anchor or entry.section is None or not alphanumeric(entry.item.text):
            return entry
        if not any(section is entry.section for section in named):
            meant = named[0] if len(named) == 1 else None
        elif len(named) > 1:
            meant = _choose_section(number, listed, named)
            if meant in reached:
                meant = None
        else:
            return entry
        return Listed(entry.item, entry.section, entry.by_anchor, meant)


def _section_at_anchor(anchor: Span, headed: list[Section], text: str) -> Section | None:
    """The section whose heading has an HTML anchor in it, right before it or right after it."""
    after = bisect_left(headed, anchor.start, key=lambda section: section.span.start)
    end = text.find(">", anchor.end) + 1
    before = headed[after - 1] if after else None
    if before is not None and before.heading is not None and anchor.end <= before.heading.span.end:
        return before
    if after < len(headed) and _NOTHING.fullmatch(text, end, headed[after].span.start):
        return headed[after]
    opening = text.rfind("<", 0, anchor.start)
    if before is not None and before.heading is not None:
        return before if _NOTHING.fullmatch(text, before.heading.span.end, opening) else None
    return None


def _choose_section(number: int, listed: list[Listed], named: list[Section]) -> Section | None:
    """The section that a line means whose text several headings have: the one with its emoji, the one below the
    line's own parent, or, where as many lines lead to one of them, the one of its own rank."""
    entry = listed[number]
    exact = [section for section in named if section.title == entry.item.text]
    if len(exact) == 1 and not entry.item.text[0].isalnum():
        return _other_section(exact[0], entry)
    above = next((one for one in listed[number::-1] if one.item.depth < entry.item.depth), None)
    if above is not None and above.section is not None:
        below = [section for section in named if _is_below(section, above.section)]
        return _other_section(below[0], entry) if len(below) == 1 else None
    lines = [place for place, one in enumerate(listed) if one.section is entry.section]
    return _other_section(named[lines.index(number)], entry) if len(lines) == len(named) else None


def _other_section(section: Section, entry: Listed) -> Section | None:
    return None if section is entry.section else section


def _is_below(section: Section, above: Section) -> bool:
    """Whether a section is nested in another one, at any depth."""
    parent = section.parent
    while parent is not None and parent is not above:
        parent = parent.parent
    return parent is not None


def contents_section(contents: Contents, listing: Listing) -> Section | None:
    """The section that contains the table of contents."""
    before = bisect_right(listing.sections, contents.span.start, key=lambda section: section.span.start) - 1
    return listing.sections[before] if before >= 0 else None


def main_contents(listing: Listing) -> Contents | None:
    """The list's own table of contents: the longest of at least three lines. Shorter rows of links between
    sections (“see also”) are none."""
    longest = max(listing.contents, key=lambda contents: len(contents.items), default=None)
    return longest if longest is not None and len(longest.items) >= 3 else None
