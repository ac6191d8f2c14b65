"""GitHub's anchors of headings.

The rule (html-pipeline's table of contents filter, observed on github.com): the rendered text in lower case, with
letters, marks, numbers, `-`, `_` and spaces only, and `-` for each space. A slug that is in use gets the first free
suffix of `-1`, `-2`, …"""

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

_REMOVED_ASCII = lazy(r"[\x00-\x1f!-,./:-@\[-^`{-\x7f]")
_KEPT = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"))
_ENCLOSED_LETTERS = lazy("[\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]")
"""Letters in circles or squares: by category symbols, by property alphabetic."""


def slug(heading_text: str) -> str:
    """The anchor of a heading with this rendered text, without the number for repeated headings."""
    name = _REMOVED_ASCII.sub("", heading_text.lower())
    if not name.isascii():
        name = "".join(c for c in name if c in " -_" or category(c) in _KEPT or _ENCLOSED_LETTERS.match(c))
    return name.replace(" ", "-")


def unique_slug(slug_without_number: str, last_numbers: dict[str, int]) -> str:
    """The slug with the first free number if it is already used. `last_numbers` has the last number tried for each used
    slug; the result is added to it."""
    result = slug_without_number
    while result in last_numbers:
        last_numbers[slug_without_number] += 1
        result = f"{slug_without_number}-{last_numbers[slug_without_number]}"
    last_numbers[result] = 0
    return result


def rendered_text(children: list[Inline]) -> str:
    """The rendered text of a heading, without images and comments."""
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
