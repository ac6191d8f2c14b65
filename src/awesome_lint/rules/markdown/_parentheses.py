"""Parentheses in sentences and titles that are not opened, or not closed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from awesome_lint.analysis.inline_index import InlineBlock
from awesome_lint.edits import Span
from awesome_lint.findings import Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.markdown._broken import BrokenLink

_NOT_JUDGED = lazy(r"[（）$\\]|https?:|[(\[]-?[\d.]*,[ ]?-?[\d.∞]+[)\]]")
"""Text with full-width parentheses, math, escapes, a bare URL or an interval: `[0, 1)`."""
_SMILEY = lazy(r"[:;=][’'o-]?[()]")
_ITEM = lazy(r"(?:\A|[\s,;:.*_>])(?:\d{1,3}\.?|[A-Za-z]{1,4})\)")
"""The sign of an item in a sentence: `a)`, `2)`, `iii)`."""


def find_unpaired_parentheses(leaves: list[InlineBlock], text: str) -> Iterator[BrokenLink]:
    """The parentheses without a partner in blocks that have only one such parenthesis. A parenthesis that is opened in
    one block and closed in the next one is valid."""
    unpaired = [_find_unpaired_parenthesis(leaf, text) for leaf in leaves]
    closed_later = {
        at
        for one, other in pairwise(unpaired)
        if one is not None and other is not None and text[one] == "(" and text[other] == ")"
        for at in (one, other)
    }
    for at in unpaired:
        if at is not None and at not in closed_later:
            what = "is not closed; add “)”" if text[at] == "(" else "has no opening one before it; add “(”"
            message = f"The parenthesis “{text[at]}” {what}, or remove “{text[at]}”"
            yield BrokenLink(Span(at, at + 1), message, severity=Severity.WARNING)


def _find_unpaired_parenthesis(leaf: InlineBlock, text: str) -> int | None:
    """The offset of the only parenthesis of a block without a partner; None if it has none or several."""
    if not isinstance(leaf.node, tree.Paragraph | tree.Heading):
        return None
    spans = [node.span for node in tree.walk_inlines(leaf.node.children) if isinstance(node, tree.Text)]
    if any(_NOT_JUDGED.search(text, *span) for span in spans):
        return None
    opened: list[int] = []
    unopened: list[int] = []
    for start, end in spans:
        words = text[start:end]
        signs = {start + match.end() - 1 for each in (_SMILEY, _ITEM) for match in each.finditer(words)}
        for at, char in enumerate(words, start):
            if char == "(" and at not in signs:
                opened.append(at)
            elif char == ")" and opened:
                opened.pop()
            elif char == ")" and at not in signs:
                unopened.append(at)
    found = unopened + opened
    return found[0] if len(found) == 1 else None
