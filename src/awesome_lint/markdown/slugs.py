"""The anchors that GitHub gives to headings.

Its rule (html-pipeline's table of contents filter, observed on github.com): the heading's rendered text in
lower case, without any character that is no letter, mark, number, `-`, `_` or blank, each blank then a `-`;
a slug that was given before gets `-1`, `-2`, …
"""

from __future__ import annotations

from unicodedata import category

from awesome_lint.markdown.tree import (
    Break,
    CodeSpan,
    Container,
    Image,
    Inline,
    Math,
    Text,
)
from awesome_lint.patterns import lazy

_ASCII_DROPPED = lazy(r"[\x00-\x1f!-,./:-@\[-^`{-\x7f]")
_KEPT = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"))


def slug(text: str) -> str:
    """The anchor for a heading that renders as `text`, before repeats are told apart."""
    lowered = _ASCII_DROPPED.sub("", text.lower())
    if not lowered.isascii():
        lowered = "".join(c for c in lowered if c in " -_" or category(c) in _KEPT)
    return lowered.replace(" ", "-")


def unique(name: str, seen: dict[str, int]) -> str:
    """The slug with a number when it was given before; `seen` counts how often each was."""
    count = seen.get(name, 0)
    seen[name] = count + 1
    return f"{name}-{count}" if count else name


def rendered(children: list[Inline]) -> str:
    """The text that a heading's children render; images and comments give none."""
    pieces: list[str] = []
    stack = list(reversed(children))
    while stack:
        node = stack.pop()
        if isinstance(node, Text | CodeSpan):
            pieces.append(node.value)
        elif isinstance(node, Math):
            pieces.append(f"${node.value}$")
        elif isinstance(node, Break):
            pieces.append("\n")
        elif isinstance(node, Container) and not isinstance(node, Image):
            stack.extend(reversed(node.children))
    return "".join(pieces)
