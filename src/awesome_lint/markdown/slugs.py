"""The anchors that GitHub gives to headings.

Its rule (html-pipeline's table of contents filter, observed on github.com): the heading's rendered text in
lower case, without any character that is no letter, mark, number, `-`, `_` or space, each space then a `-`;
a slug that is in use gets the first free one of `-1`, `-2`, …
"""

from __future__ import annotations

from unicodedata import category

from awesome_lint.lazy_re import lazy
from awesome_lint.markdown.nodes import (
    Break,
    CodeSpan,
    Container,
    Image,
    Inline,
    Math,
    Text,
)

_ASCII_DROPPED = lazy(r"[\x00-\x1f!-,./:-@\[-^`{-\x7f]")
_KEPT = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"))
_ENCLOSED_LETTERS = lazy("[\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]")
"""Circled and squared letters, which are symbols by category and alphabetic by property."""


def slug(text: str) -> str:
    """The anchor of a heading that renders as `text`, before repeated ones get numbers."""
    lowered = _ASCII_DROPPED.sub("", text.lower())
    if not lowered.isascii():
        lowered = "".join(
            c for c in lowered if c in " -_" or category(c) in _KEPT or _ENCLOSED_LETTERS.match(c)
        )
    return lowered.replace(" ", "-")


def unique_slug(name: str, numbers: dict[str, int]) -> str:
    """The slug, followed by the first free number if it is already used. `numbers` maps each used slug to
    the last number that was tried for it.
    """
    result = name
    while result in numbers:
        numbers[name] += 1
        result = f"{name}-{numbers[name]}"
    numbers[result] = 0
    return result


def rendered_text(children: list[Inline]) -> str:
    """The rendered text of a heading's children, without images and comments."""
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
