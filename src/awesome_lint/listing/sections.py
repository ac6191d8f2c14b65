"""The sections of a document, nested by the levels of their headings."""

from __future__ import annotations

from bisect import bisect_right

from awesome_lint.edits import Span
from awesome_lint.listing.model import Section
from awesome_lint.markdown import tree, visible_text


class Outline:
    """The sections of a document, in order."""

    def __init__(self, document: tree.Document, text: str, line_starts: tuple[int, ...]) -> None:
        headings = sorted(document.headings, key=lambda heading: heading.span.start)
        starts = [heading.span.start for heading in headings]
        self.sections: list[Section] = []
        if not starts or text[: starts[0]].strip():
            self.sections.append(Section(None, "", 0, Span(0, starts[0] if starts else len(text)), 1, 0))
        open_sections: list[Section] = []
        # Without headings, the list of ends still has one.
        for heading, start, end in zip(headings, starts, [*starts[1:], len(text)], strict=bool(starts)):
            while open_sections and open_sections[-1].level >= heading.level:
                open_sections.pop()
            parent = open_sections[-1] if open_sections else None
            line = bisect_right(line_starts, start)
            title, number = heading_text(heading), len(self.sections)
            section = Section(heading, title, heading.level, Span(start, end), line, number, parent)
            if parent is not None:
                parent.children.append(section)
            open_sections.append(section)
            self.sections.append(section)
        self._starts = [section.span.start for section in self.sections]

    def section_at(self, offset: int) -> Section:
        """The innermost section that contains the offset."""
        return self.sections[max(0, bisect_right(self._starts, offset) - 1)]


def heading_text(heading: tree.Heading) -> str:
    """The visible text of a heading without images and without links to the top of the page."""
    title_nodes = [node for node in heading.children if not _is_image_or_top_link(node)]
    words = visible_text(title_nodes).split() or visible_text(heading.children).split()
    return " ".join(words)


def _is_image_or_top_link(node: tree.Inline) -> bool:
    """Whether a node of a heading is an image, a link with only images, or a link to the top of the page."""
    if isinstance(node, tree.Image):
        return True
    if isinstance(node, tree.Link):
        return all(isinstance(child, tree.Image) for child in node.children) or node.url.startswith("#top")
    return False
