"""SE009: a heading that touches the text around it."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.markdown.generated import generated_spans
from awesome_lint.markdown.tree import Block, Comment, Heading, HtmlBlock, HtmlTag, Paragraph
from awesome_lint.model import Edit, Finding, Safety, Severity, Span, within
from awesome_lint.rules.base import Context, Example, Rule


class HeadingSpacing(Rule):
    """Heading without a blank line around it.

    ## What it finds
    A heading that touches the line before or behind it, in a list whose other headings mostly have a blank
    line there. Where touching is the list's habit, nothing is said. Advice, since most renderers show the
    same.

    ## Why it matters
    Some renderers join a heading to the text before it, and the next one who edits the list copies what he
    sees.

    ## The fix
    Safe: one blank line.
    """

    code = "SE009"
    name = "heading-spacing"
    summary = "heading that touches the text around it"
    severity = Severity.ADVICE
    fix = Safety.SAFE
    examples = (
        Example(
            title="No blank line behind",
            bad="# Soil\n\n## Clay\n\nHeavy.\n\n## Loam\nMixed.\n\n## Sand\n\nLight.\n",
            lines=(7,),
            mended="# Soil\n\n## Clay\n\nHeavy.\n\n## Loam\n\nMixed.\n\n## Sand\n\nLight.\n",
        ),
        Example(
            title="No blank line before",
            bad="# Soil\n\n## Clay\n\nHeavy.\n## Loam\n\nMixed.\n\n## Sand\n\nLight.\n\n## Silt\n\nFine.\n",
            lines=(6,),
            mended="# Soil\n\n## Clay\n\nHeavy.\n\n## Loam\n\nMixed.\n\n## Sand\n\nLight.\n\n## Silt\n\nFine.\n",
        ),
    )
    noop = (
        # The habit of this list.
        "# Soil\n## Clay\nHeavy.\n\n## Loam\nMixed.\n\n## Sand\nLight.\n",
        # The text of the heading is a fence's.
        "# Soil\n\n## Clay\n\n```\n## not a heading\nx\n```\n\n## Loam\n\nx\n",
        # A heading that a program writes.
        "# Soil\n\n<!-- START doctoc -->\n## Contents\n\n- [Clay](#clay)\n\n<!-- END doctoc -->\n\n## Clay\n\nx\n\n"
        "## Loam\n\nx\n",
        # A note that belongs to the heading.
        "# Soil\n\n<!-- keep -->\n## Clay\n<!-- #clay anchor -->\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n",
        # An anchor for links to the heading.
        '# Soil\n\nx\n\n<a name="clay"></a>\n## Clay\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n',
        # At the very start and the very end.
        "# Soil\n\n## Clay\n\nx\n\n## Loam\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        text = context.text
        generated = generated_spans(text)
        blocks = context.listing.tree.children
        before: list[tuple[Heading, bool]] = []
        after: list[tuple[Heading, bool]] = []
        for index, block in enumerate(blocks):
            if not isinstance(block, Heading) or block.form != "atx" or within(block.span.start, generated):
                continue
            if index and not _belongs(blocks[index - 1]):
                before.append((block, _blank(text, blocks[index - 1].span.end, block.span.start)))
            if index + 1 < len(blocks) and not isinstance(blocks[index + 1], HtmlBlock | Comment):
                after.append((block, _blank(text, block.span.end, blocks[index + 1].span.start)))
        line_end = "\r\n" if "\r\n" in text else "\n"
        for heading, side in [*_odd(before, "before"), *_odd(after, "behind")]:
            at = heading.span.start if side == "before" else _line_end(text, heading.span.end)
            yield self.finding(
                heading.span,
                f"No blank line {side} this heading, as the list’s other headings have one",
                edits=[Edit(Span(at, at), line_end)],
            )


def _belongs(block: Block) -> bool:
    """Whether what stands before a heading may belong to it: another heading, a note, an anchor."""
    if isinstance(block, Paragraph):
        return all(isinstance(node, HtmlTag) for node in block.children)
    return isinstance(block, Heading | Comment)


def _blank(text: str, start: int, end: int) -> bool:
    """Whether an empty line lies between two blocks."""
    between = text[start:end].replace("\r\n", "\n")
    line_end = "\n" if start and text[start - 1] == "\n" else ""
    return (line_end + between).count("\n") >= 2


def _odd(sides: list[tuple[Heading, bool]], side: str) -> Iterator[tuple[Heading, str]]:
    """The headings that touch, where at least three in five do not."""
    spaced = sum(blank for _, blank in sides)
    if spaced * 5 >= 3 * len(sides) and spaced >= 2:
        for heading, blank in sides:
            if not blank:
                yield heading, side


def _line_end(text: str, offset: int) -> int:
    """The offset behind the line end that follows."""
    found = text.find("\n", offset)
    return len(text) if found < 0 else found + 1
