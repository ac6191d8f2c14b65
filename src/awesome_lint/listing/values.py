"""Splits the values of labelled fields: `Keyword: a, b`, `ExpEnv: [x](u), [y](v)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from awesome_lint.lazy_re import lazy
from awesome_lint.listing.lines import Line
from awesome_lint.listing.mentions import LINK_PLACEHOLDER
from awesome_lint.listing.model import LinkField

_BOUND = lazy(r"[,;，；、()（）]")
_NO_VALUE = lazy(r"(?:none|n/?a|null|tbd|todo|tba|not available|-+|–|—|/|\?)?\.?", re.I)


def split_field_value(
    line: Line, value_start: int, value_end: int, link_fields: Sequence[LinkField]
) -> list[tuple[str, str]]:
    """The parts of the value of a field, each with its URL ("" without a link). The value is between two offsets of a
    masked line; one such as `None` or `-` has no parts."""
    parts: list[tuple[str, str]] = []
    for start, end in _ranges_outside_parentheses(line.mask, value_start, value_end):
        words = " ".join(line.mask[start:end].replace(LINK_PLACEHOLDER, " ").strip(" .[]*_").split())
        links = [each for each in link_fields if start <= line.mask_offset(each.node.span.start) < end]
        if links:
            parts.extend((each.label, each.url) for each in links)
        elif words and not _NO_VALUE.fullmatch(words):
            parts.append((words, ""))
    return parts


def _ranges_outside_parentheses(masked_line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of a masked line between commas and semicolons that are not in parentheses."""
    depth = 0
    for match in _BOUND.finditer(masked_line, start, end):
        if match[0] in "(（":
            depth += 1
        elif match[0] in ")）":
            depth = max(0, depth - 1)
        elif not depth:
            yield start, match.start()
            start = match.end()
    yield start, end
