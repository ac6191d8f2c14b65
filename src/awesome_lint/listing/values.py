"""Splits the values of labelled fields: `Keyword: a, b`, `ExpEnv: [x](u), [y](v)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from awesome_lint.lazy_re import lazy
from awesome_lint.listing.lines import Line
from awesome_lint.listing.mentions import LINK_PLACEHOLDER
from awesome_lint.listing.model import LinkField

_BOUND = lazy(r"[,;，；、()（）]")
_JOINT = lazy(r"[,;，；、|/]|\band\b")
_NO_VALUE = lazy(r"(?:none|n/?a|null|tbd|todo|tba|not available|-+|–|—|/|\?)?\.?", re.I)
_NUMBERED_PLACEHOLDER = lazy(rf"{LINK_PLACEHOLDER}(\d+){LINK_PLACEHOLDER}")


def split_field_value(
    line: Line, value_start: int, value_end: int, link_fields: Sequence[LinkField]
) -> list[tuple[str, str]]:
    """The parts of the value of a field, each with its URL ("" without a link). The value is between two offsets of a
    masked line; one such as `None` or `-` has no parts."""
    links_by_offset = {
        line.mask_offset(link.node.span.start): link
        for link in link_fields
        if line.span.covers(link.node.span)
        and value_start <= line.mask_offset(link.node.span.start) < value_end
    }
    value_parts: list[str] = []
    value_links: list[LinkField] = []
    at = value_start
    for start in sorted(links_by_offset):
        between = line.mask[at:start]
        value_parts.append(between)
        if value_links and not _JOINT.search(between):
            value_parts.append(",")
        value_parts.append(f"{LINK_PLACEHOLDER}{len(value_links)}{LINK_PLACEHOLDER}")
        value_links.append(links_by_offset[start])
        at = line.mask_offset(links_by_offset[start].node.span.end)
    value_parts.append(line.mask[at:value_end])
    parts: list[tuple[str, str]] = []
    for part in _split_outside_parentheses("".join(value_parts)):
        part_links = [value_links[int(number)] for number in _NUMBERED_PLACEHOLDER.findall(part)]
        words = " ".join(_NUMBERED_PLACEHOLDER.sub(" ", part).strip(" .[]*_").split())
        if part_links:
            parts.extend((each.label, each.url) for each in part_links)
        elif words and not _NO_VALUE.fullmatch(words):
            parts.append((words, ""))
    return parts


def _split_outside_parentheses(value: str) -> list[str]:
    """The parts of a value between commas and semicolons that are not in parentheses."""
    parts: list[str] = []
    depth = at = 0
    for match in _BOUND.finditer(value):
        if match[0] in "(（":
            depth += 1
        elif match[0] in ")）":
            depth = max(0, depth - 1)
        elif not depth:
            parts.append(value[at : match.start()])
            at = match.end()
    return [*parts, value[at:]]
