"""The part of a block that the parser left as text: its source, with all that rendered painted over.

The painting keeps every offset, so patterns can be searched for in what is left.
"""

from __future__ import annotations

from awesome_lint.analysis.inline_index import Leaf
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.structs import record

HIDDEN, TAG, LINK, IMAGE, ESCAPE = "\ue000\ue001\ue002\ue003\ue004"
"""What code, comments and math, HTML tags, links, pictures, and escaped characters are painted with."""

_ESCAPED = lazy(r"\\[!-/:-@\[-`{-~]")
_WEAK = {"[": "\ue005", "]": "\ue006"}
"""Escaped brackets: they make no link, but they pair with those that are not escaped."""
_ROUND = lazy("[()（）]")
_BRACKETS = lazy("[\\[-\\]\ue005\ue006]")
"""With the backslash between the two: a third range would make this class far dearer to compile."""


@record
class Residue:
    """A block's painted source. `start` is where it begins in the text; `links` are the block's links and
    pictures by their end, counted within `painted` and in order; `unmatched` the square brackets that nothing
    closes or opens, `unopened` the `)` that nothing opens."""

    painted: str
    start: int
    leaf: Leaf
    links: dict[int, tree.Link | tree.Image]
    unmatched: frozenset[int]
    unopened: frozenset[int]
    ends: list[int]
    """Where the links end, in order."""

    @classmethod
    def of(cls, leaf: Leaf, text: str) -> Residue:
        """The residue of a block of this text."""
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
        painted = _ESCAPED.sub(lambda match: ESCAPE + _WEAK.get(match[0][1], ESCAPE), "".join(parts))
        ends = {link.span.end - span.start: link for link in links}
        return cls(painted, span.start, leaf, ends, _unmatched(painted), _unopened(painted), sorted(ends))

    def span(self, start: int, end: int) -> Span:
        """A range of the painted text as a span of the whole text."""
        return Span(self.start + start, self.start + end)

    def opening(self, at: int) -> int | None:
        """Where the bracket opens that the `]` at `at` closes."""
        depth = 0
        floor = max(at - 1200, 0)
        while at >= floor:
            char = self.painted[at]
            if char == "]":
                depth += 1
            elif char == "[":
                depth -= 1
                if depth == 0:
                    return at
            at -= 1
        return None


def _unmatched(painted: str) -> frozenset[int]:
    """The `[` that nothing closes and the `]` that nothing opens."""
    opened: list[int] = []
    closing: list[int] = []
    for match in _BRACKETS.finditer(painted):
        if match[0] in "[\ue005":
            opened.append(match.start())
        elif match[0] == "\\":
            continue
        elif opened:
            opened.pop()
        elif match[0] == "]":
            closing.append(match.start())
    return frozenset([at for at in opened if painted[at] == "["] + closing)


def _unopened(painted: str) -> frozenset[int]:
    """The `)` that nothing opens; full-width brackets pair with the others."""
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
