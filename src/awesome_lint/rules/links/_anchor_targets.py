"""The headings and anchors of a file, and which of them a broken link means."""

from __future__ import annotations

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.headings import make_section_register
from awesome_lint.analysis.mojibake import find_mojibake
from awesome_lint.bibliography.casing import alphanumeric
from awesome_lint.edits import within
from awesome_lint.findings import Safety
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree

_LEAST_TEXT = 5
"""A text with fewer letters does not identify a heading."""
_LEAST_SLUG = 6
"""Shorter slugs are so similar that one letter is no typing error."""
_NUMBERED = lazy(r"(?P<base>.+)-\d{1,2}")
"""The anchor of a repeated heading."""


class AnchorTargets:
    """The headings and anchors that a link within the file can lead to; `names` are their anchors. Finds the most
    likely one for a broken link.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._sections = context.cached(make_section_register)
        self._headings = {heading.slug: heading for heading in context.listing.tree.headings}
        self._spans = sorted(heading.span for heading in self._headings.values())
        anchors = {name.removeprefix("user-content-") for name in context.listing.tree.anchors}
        self.names = anchors.union(self._headings)

    def meant(self, anchor: str, text: str, link: tree.Link | None = None) -> tuple[str | None, Safety]:
        """The slug that a broken link most likely means, None where there is no single one, and the fix's safety."""
        same = self._slugs_of_headings_named(text)
        # A heading that is a link has its own text, and leads elsewhere: to the top, to the table of contents.
        if len(same) == 1 and not (link is not None and self.is_heading(link)):
            numbered = _NUMBERED.fullmatch(anchor)
            # `#x-1` is the second heading `X`: another heading may be missing.
            repeated = numbered is not None and alphanumeric(numbered["base"]) == alphanumeric(same[0])
            return same[0], Safety.DISPLAY if repeated else Safety.SAFE
        folded = alphanumeric(anchor)
        slugs = {slug: alphanumeric(slug) for slug in self._headings} if folded else {}
        near = [slug for slug, other in slugs.items() if other == folded] or [
            slug for slug, other in slugs.items() if _differs_by_one_letter(folded, other)
        ]
        return (near[0] if len(near) == 1 else None), Safety.DISPLAY

    def elsewhere(self, anchor: str, text: str) -> str | None:
        """The slug of the only heading with the link's text, where the link leads to a heading with another text."""
        if anchor not in self._headings or len(alphanumeric(text)) < _LEAST_TEXT:
            return None
        same = self._slugs_of_headings_named(text)
        return same[0] if len(same) == 1 and same[0] != anchor else None

    def _slugs_of_headings_named(self, text: str) -> list[str]:
        found = self._sections.named(text) if alphanumeric(text) else []
        return [section.heading.slug for section in found if section.heading is not None]

    def is_heading(self, link: tree.Link) -> bool:
        """Whether the link is in a heading."""
        return within(link.span.start, self._spans)

    def is_damaged(self, slug: str) -> bool:
        """Whether the heading's text was read in the wrong charset: its slug changes when that is fixed."""
        heading = self._headings.get(slug)
        return heading is not None and any(
            heading.span.overlaps(place.span) for place in self._context.cached(find_mojibake)
        )


def _differs_by_one_letter(slug: str, other: str) -> bool:
    """Whether two folded slugs differ in one letter: added, missing, replaced or swapped with the next."""
    if min(len(slug), len(other)) < _LEAST_SLUG or abs(len(slug) - len(other)) > 1:
        return False
    start = next(
        (at for at, pair in enumerate(zip(slug, other, strict=False)) if pair[0] != pair[1]),
        min(len(slug), len(other)),
    )
    left, right = slug[start:], other[start:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    if not (swapped or left[1:] == right or left == right[1:] or left[1:] == right[1:]):
        return False
    return (left[:1] + right[:1]).isalpha()
