"""The root of the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.edits import Span
from awesome_lint.markdown import slugs
from awesome_lint.markdown.containers import make_blocks, read_block_tokens, start_of_node
from awesome_lint.markdown.leaves import FrontMatter, Heading, front_matter_span
from awesome_lint.markdown.mistletoe_import import block_token
from awesome_lint.markdown.nodes import Image, Link, Node
from awesome_lint.markdown.paragraphs import Definition
from awesome_lint.markdown.source_lines import RefusedError, SourceLines, split_lines
from awesome_lint.source import line_starts
from awesome_lint.structs import field, record

if TYPE_CHECKING:
    from awesome_lint.markdown.tree import Block


@record(eq=False)
class Document(Node, block_token.Document):
    """The tree of a parsed Markdown text.

    `headings` are all headings in order, also HTML and nested ones, with their slugs. `links` are all links and
    images that render, in order, also those in links. `anchors` are the values of `<a name>` and of all `id`
    attributes that render. The keys of `definitions` are labels as `references.normalize_label` returns them.
    `refusal` says why a text was not parsed (nesting, size); `children` is then empty. A comment or code block that
    contains the rest of the text has `closed=False`."""

    children: list[Block]
    headings: list[Heading]
    anchors: dict[str, Span]
    definitions: dict[str, Definition]
    refusal: str | None
    links: list[Link | Image] = field(hidden=True)
    text: str = field(hidden=True)
    footnote_labels: set[str] = field(hidden=True)
    has_html_headings: bool = field(hidden=True)
    lines_left: int = field(hidden=True)

    def __init__(self, text: str) -> None:
        self.span = Span(0, len(text))
        self.text = text
        self.is_exact = True
        self.has_html_headings = "<h" in text or "<H" in text
        self._clear_tree()
        try:
            self._parse_text()
        except RefusedError as refused:
            self._clear_tree(str(refused))
        except RecursionError:
            self._clear_tree("lists and quotes are nested too deep")

    def _clear_tree(self, refusal: str | None = None) -> None:
        self.children, self.headings, self.links = [], [], []
        self.anchors, self.definitions = {}, {}
        self.footnote_labels = set()
        self.refusal = refusal

    def _parse_text(self) -> None:
        matter = front_matter_span(self.text)
        start = matter.end if matter else 0
        lines = SourceLines(split_lines(self.text, start))
        lines.document = self
        self.lines_left = 5 * len(lines) + 20_000
        lines.number = len(line_starts(self.text[:start]))
        tokens = read_block_tokens(lines)
        self.children = make_blocks(tokens, lines)
        if matter is not None:
            self.children.insert(0, FrontMatter(matter))
        slug_numbers: dict[str, int] = {}
        self.headings.sort(key=start_of_node)
        self.links.sort(key=start_of_node)
        for heading in self.headings:
            heading.slug = slugs.unique_slug(slugs.slug(slugs.rendered_text(heading.children)), slug_numbers)
