"""The text of a block that the parser left as plain text; links, code and other nodes are replaced by placeholders.

The placeholders keep every offset, so patterns can be searched for in the remaining text."""

from __future__ import annotations

from awesome_lint.analysis.inline_index import InlineBlock
from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.structs import record

HIDDEN, TAG, LINK, IMAGE, ESCAPE = "\ue000\ue001\ue002\ue003\ue004"
"""The placeholder characters of code, comments and math, of HTML tags, links, images, and escaped characters."""

_ESCAPED = lazy(r"\\[!-/:-@\[-`{-~]")
_ESCAPED_BRACKETS = {"[": "\ue005", "]": "\ue006"}
"""Escaped brackets make no link, but they pair with those that are not escaped."""
_ROUND = lazy("[()（）]")
_BRACKETS = lazy("[\\[-\\]\ue005\ue006]")
"""With the backslash between the two: a third range would make this class far slower to compile."""


@record
class MaskedBlock:
    """A block whose links, code and other nodes are replaced by placeholders of the same length. `start` is its
    offset in the document. `links_by_end` has its links and images by the offset of their end in `masked_text`.
    `bracket_pairs` maps each closing square bracket to its opening one; `unmatched_brackets` has the square brackets
    without a partner, `unopened_parentheses` each `)` without a `(`."""

    masked_text: str
    start: int
    leaf: InlineBlock
    links_by_end: dict[int, tree.Link | tree.Image]
    bracket_pairs: dict[int, int]
    unmatched_brackets: frozenset[int]
    unopened_parentheses: frozenset[int]

    @classmethod
    def of_block(cls, leaf: InlineBlock, document_text: str) -> MaskedBlock:
        """A block of the document with this text, with its links, code and other nodes replaced by placeholders."""
        span = leaf.node.span
        links = [link for link in leaf.links if link.form is not tree.LinkForm.BARE]
        masks = [(place, HIDDEN) for place in leaf.hidden_spans] + [(tag.span, TAG) for tag in leaf.tags]
        masks += [(link.span, IMAGE if isinstance(link, tree.Image) else LINK) for link in links]
        parts = []
        at = span.start
        for place, placeholder in sorted(masks):
            if place.end <= at:
                continue
            parts += [document_text[at : place.start], placeholder * (place.end - max(at, place.start))]
            at = place.end
        parts.append(document_text[at : span.end])
        masked_text = _ESCAPED.sub(
            lambda match: ESCAPE + _ESCAPED_BRACKETS.get(match[0][1], ESCAPE), "".join(parts)
        )
        ends = {link.span.end - span.start: link for link in links}
        return cls(
            masked_text,
            span.start,
            leaf,
            ends,
            *_pair_square_brackets(masked_text),
            _unopened_parentheses(masked_text),
        )

    def span(self, start: int, end: int) -> Span:
        """The span in the document of a range of `masked_text`."""
        return Span(self.start + start, self.start + end)

    def edit(self, start: int, end: int, text: str) -> Edit:
        """The edit of the document that replaces a range of `masked_text` by this text."""
        return Edit(self.span(start, end), text)


def _pair_square_brackets(masked_text: str) -> tuple[dict[int, int], frozenset[int]]:
    """The pairs of square brackets (closing to opening offset), and the offsets of unescaped brackets without a
    partner."""
    opened: list[int] = []
    pairs: dict[int, int] = {}
    closing: list[int] = []
    for match in _BRACKETS.finditer(masked_text):
        at = match.start()
        if match[0] in "[\ue005":
            opened.append(at)
        elif match[0] == "\\":
            continue
        elif opened:
            pairs[at] = opened.pop()
        elif match[0] == "]":
            closing.append(at)
    return pairs, frozenset([at for at in opened if masked_text[at] == "["] + closing)


def _unopened_parentheses(masked_text: str) -> frozenset[int]:
    """The offsets of each `)` without an opening one; full-width parentheses pair with ASCII ones."""
    offsets = []
    depth = 0
    for match in _ROUND.finditer(masked_text):
        if match[0] in "(（":
            depth += 1
        elif depth:
            depth -= 1
        elif match[0] == ")":
            offsets.append(match.start())
    return frozenset(offsets)
