"""The headings and anchors of a file, which of them a broken link means, and links that lack the `#` of an anchor."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.headings import make_section_index
from awesome_lint.analysis.mojibake import find_mojibake
from awesome_lint.bibliography.casing import letters_and_digits
from awesome_lint.bibliography.titles import text_similarity
from awesome_lint.edits import is_in_spans
from awesome_lint.findings import Safety
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.markdown.slugs import rendered_text
from awesome_lint.rules.links._tracked_paths import tracked_paths

_TYPO = 0.93
"""Likeness from which on two slugs are one and a typing error."""
_FILE_NAME = lazy(r"[^\s#?:/.\\]+")
"""A URL that may be an anchor without its `#`."""
_NUMBERED = lazy(r"(?P<base>.+)-\d{1,2}")
"""The anchor of a repeated heading."""


class AnchorTargets:
    """The headings and anchors to which a link within the file can lead; `names` are their anchors. Suggests one for a
    broken link."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._sections = context.cached(make_section_index)
        self._headings = {heading.slug: heading for heading in context.listing.tree.headings}
        main = [heading for heading in self._headings.values() if heading.level == 1]
        self._main_heading = main[0] if len(main) == 1 else None
        self._spans = sorted(heading.span for heading in self._headings.values())
        anchors = {name.removeprefix("user-content-") for name in context.listing.tree.anchors}
        self.names = anchors.union(self._headings)

    def suggest_slug(self, anchor: str, link: tree.Link) -> tuple[str | None, Safety]:
        """The slug that a broken link probably means, and the safety of writing it. The slug is None if several are
        possible, if it is that of the main heading above the link, or if it changes when the charset of its heading is fixed
        (TX001)."""
        slug, safety = self._similar_slug(anchor, link)
        if slug is None or self._is_mojibake(slug) or self._is_linked_with_other_text(slug, link):
            return None, safety
        heading = self._headings[slug]
        is_title_of_page = heading is self._main_heading and heading.span.start < link.span.start
        return (None if is_title_of_page else slug), safety

    def is_in_main_heading(self, link: tree.Link) -> bool:
        """Whether a link is in the main heading, where a badge only leads to the top."""
        return self._main_heading is not None and self._main_heading.span.covers(link.span)

    def is_in_heading(self, link: tree.Link) -> bool:
        """Whether a link is in a heading: its reader is already at the place that it names."""
        return is_in_spans(link.span.start, self._spans)

    def _is_linked_with_other_text(self, slug: str, link: tree.Link) -> bool:
        """Whether a link with another text leads to this heading, as `[C](#c)` if `[C++](#cpp)` is broken."""
        text = rendered_text(link.children).casefold()
        return any(
            rendered_text(other.children).casefold() != text
            for other in self._context.listing.links
            if isinstance(other, tree.Link) and other.url == f"#{slug}"
        )

    def _similar_slug(self, anchor: str, link: tree.Link) -> tuple[str | None, Safety]:
        """The slug of the only heading with the link's text, else of the only one with a similar anchor (None if there
        is none), and the safety of writing it."""
        numbered = _NUMBERED.fullmatch(anchor)
        if numbered is not None and numbered["base"] in self.names:
            return None, Safety.DISPLAY  # `#x-1` is the second heading `X`, which is missing
        same = self._slugs_of_headings_with_text(rendered_text(link.children))
        # A heading that is a link has its own text, and leads elsewhere: to the top, to the table of contents.
        if len(same) == 1 and not self.is_in_heading(link):
            return same[0], Safety.SAFE
        folded = letters_and_digits(anchor)
        slugs = {slug: letters_and_digits(slug) for slug in self._headings} if folded else {}
        near = [slug for slug, other in slugs.items() if other == folded] or [
            slug
            for slug, other in slugs.items()
            if not _have_other_numbers(folded, other)
            and (text_similarity(folded, other) >= _TYPO or _differ_in_one_letter(folded, other))
        ]
        near = near or [slug for slug in slugs if anchor and slug.startswith(f"{anchor}-")]
        return (near[0] if len(near) == 1 else None), Safety.DISPLAY

    def _slugs_of_headings_with_text(self, text: str) -> list[str]:
        found = self._sections.sections_with_heading(text) if letters_and_digits(text) else []
        return [section.heading.slug for section in found if section.heading is not None]

    def _is_mojibake(self, slug: str) -> bool:
        """Whether the heading's text was decoded with the wrong charset: its slug changes when that is fixed."""
        heading = self._headings.get(slug)
        return heading is not None and any(
            heading.span.overlaps(place.span) for place in self._context.cached(find_mojibake)
        )


def _differ_in_one_letter(first: str, second: str) -> bool:
    """Whether two texts of at least eight letters have the same length and differ in one letter."""
    return len(first) == len(second) >= 8 and sum(map(str.__ne__, first, second)) == 1


def _have_other_numbers(first: str, second: str) -> bool:
    """Whether both texts have digits, which differ (`2d…`, `3d…`)."""
    one, other = ("".join(filter(str.isdigit, text)) for text in (first, second))
    return bool(one) and bool(other) and one != other


def find_toc_links_without_hash(context: Context) -> Iterator[tree.Link]:
    """The links in tables of contents whose URLs may be anchors without their `#`, and are no files of the
    repository."""
    paths = context.cached(tracked_paths)
    spans = [toc.span for toc in context.listing.tocs]
    for link in context.listing.links if spans else ():
        if (
            isinstance(link, tree.Link)
            and _FILE_NAME.fullmatch(link.url)
            and link.url not in paths
            and any(span.covers(link.span) for span in spans)
        ):
            yield link
