"""Edits as small as they can be."""

from __future__ import annotations

from awesome_lint.model import Edit, Span


def smallest(span: Span, old: str, new: str) -> Edit:
    """The edit that turns `old`, the text at `span`, into `new`, without the characters that both begin or
    end with."""
    limit = min(len(old), len(new))
    head = 0
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Edit(Span(span.start + head, span.end - tail), new[head : len(new) - tail])
