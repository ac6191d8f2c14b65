"""The values of labelled fields: `Keyword: a, b`, `ExpEnv: [x](u), [y](v)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from awesome_lint.lazy_re import lazy
from awesome_lint.listing.lines import Line
from awesome_lint.listing.mentions import OBJECT
from awesome_lint.listing.model import LinkField

_BOUND = lazy(r"[,;，；、()（）]")
_JOINT = lazy(r"[,;，；、|/]|\band\b")
_NOTHING = lazy(r"(?:none|n/?a|null|tbd|todo|tba|not available|-+|–|—|/|\?)?\.?", re.I)
_PLACE = lazy(rf"{OBJECT}(\d+){OBJECT}")


def split_value(line: Line, begin: int, stop: int, links: Sequence[LinkField]) -> list[tuple[str, str]]:
    """The parts of the value that is from `begin` to `stop` in a line's mask, each with the URL that it
    links to ("" for none). A value such as `None` or `-` has no parts."""
    named = {
        line.at(link.node.span.start): link
        for link in links
        if line.span.covers(link.node.span) and begin <= line.at(link.node.span.start) < stop
    }
    plain: list[str] = []
    placed: list[LinkField] = []
    at = begin
    for start in sorted(named):
        between = line.mask[at:start]
        plain.append(between)
        if placed and not _JOINT.search(between):
            plain.append(",")
        plain.append(f"{OBJECT}{len(placed)}{OBJECT}")
        placed.append(named[start])
        at = line.at(named[start].node.span.end)
    plain.append(line.mask[at:stop])
    parts: list[tuple[str, str]] = []
    for part in _split_value("".join(plain)):
        linked = [placed[int(number)] for number in _PLACE.findall(part)]
        words = " ".join(_PLACE.sub(" ", part).strip(" .[]*_").split())
        if linked:
            parts.extend((each.label, each.url) for each in linked)
        elif words and not _NOTHING.fullmatch(words):
            parts.append((words, ""))
    return parts


def _split_value(value: str) -> list[str]:
    """A value cut at its commas and semicolons, those in brackets aside."""
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
