"""The part of a block that the parser left as text: its source, with all that rendered painted over.

The paint keeps every offset, so patterns can be searched for in what is left.
"""

from __future__ import annotations

from awesome_lint.analysis.inline_index import InlineBlock
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.structs import record

HIDDEN, TAG, LINK, IMAGE, ESCAPE = "\ue000\ue001\ue002\ue003\ue004"
"""The paint of code, comments and math, of HTML tags, links, images, and escaped characters."""

_ESCAPED = lazy(r"\\[!-/:-@\[-`{-~]")
_ESCAPED_BRACKETS = {"[": "\ue005", "]": "\ue006"}
"""Escaped brackets make no link, but they pair with those that are not escaped."""
_ROUND = lazy("[()（）]")
_BRACKETS = lazy("[\\[-\\]\ue005\ue006]")
"""With the backslash between the two: a third range would make this class far slower to compile."""


@record
class PaintedBlock:
    """A block whose links, code and the like are replaced by placeholders. `start` is its offset in the
    text. `links` are the block's links and images by their end, an offset of `painted`. `pairs` maps each
    closing square bracket to its opening one; `unmatched` has the square brackets without a partner,
    `unopened` each `)` without an opening one.
    """

    painted: str
    start: int
    leaf: InlineBlock
    links: dict[int, tree.Link | tree.Image]
    pairs: dict[int, int]
    unmatched: frozenset[int]
    unopened: frozenset[int]

    @classmethod
    def of(cls, leaf: InlineBlock, text: str) -> PaintedBlock:
        """The painted form of a block."""
        span = leaf.node.span
        links = [link for link in leaf.links if link.form is not tree.LinkForm.BARE]
        paints = [(place, HIDDEN) for place in leaf.hidden] + [(tag.span, TAG) for tag in leaf.tags]
        paints += [(link.span, IMAGE if isinstance(link, tree.Image) else LINK) for link in links]
        parts = []
        at = span.start
        for place, paint in sorted(paints):
            if place.end <= at:
                continue
            parts += [text[at : place.start], paint * (place.end - max(at, place.start))]
            at = place.end
        parts.append(text[at : span.end])
        painted = _ESCAPED.sub(
            lambda match: ESCAPE + _ESCAPED_BRACKETS.get(match[0][1], ESCAPE), "".join(parts)
        )
        ends = {link.span.end - span.start: link for link in links}
        return cls(
            painted, span.start, leaf, ends, *_pair_square_brackets(painted), _unopened_parentheses(painted)
        )

    def span(self, start: int, end: int) -> Span:
        """The span in the whole text of a range of `painted`."""
        return Span(self.start + start, self.start + end)


def _pair_square_brackets(painted: str) -> tuple[dict[int, int], frozenset[int]]:
    """The pairs of square brackets, and the unescaped ones without a partner."""
    opened: list[int] = []
    pairs: dict[int, int] = {}
    closing: list[int] = []
    for match in _BRACKETS.finditer(painted):
        at = match.start()
        if match[0] in "[\ue005":
            opened.append(at)
        elif match[0] == "\\":
            continue
        elif opened:
            pairs[at] = opened.pop()
        elif match[0] == "]":
            closing.append(at)
    return pairs, frozenset([at for at in opened if painted[at] == "["] + closing)


def _unopened_parentheses(painted: str) -> frozenset[int]:
    """The offsets of each `)` without an opening one; full-width brackets pair with the others."""
    found = []
    depth = 0
    for match in _ROUND.finditer(painted):
        if match[0] in "(（":
            depth += 1
        elif depth:
            depth -= 1
        elif match[0] == ")":
            found.append(match.start())
    return frozenset(found)
