"""What a reader sees of a stretch of text, and of a title."""

from __future__ import annotations

from collections.abc import Sequence

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree

_ABBREVIATIONS = ("et al.", "etc.", " vs.", " al.", "...", " i.e.", " e.g.", " St.", " Jr.", " Inc.", " Ltd.")
_INITIAL = lazy(r"\b[A-Z]\.$")
_ESCAPED = lazy(r"\\([!-/:-@\[-`{-~])")


def visible(nodes: Sequence[tree.Inline], span: Span, text: str) -> str:
    """What a reader sees of the part of `nodes` that lies in `span`; links and images are left out."""
    parts: list[str] = []
    for node in nodes:
        if node.span.end <= span.start or node.span.start >= span.end:
            continue
        if isinstance(node, tree.Text):
            inside = span.covers(node.span)
            part = text[max(node.span.start, span.start) : min(node.span.end, span.end)]
            parts.append(node.value if inside else _ESCAPED.sub(r"\1", part))
        elif isinstance(node, tree.Link | tree.Image):
            continue
        elif isinstance(node, tree.Container):
            parts.append(visible(node.children, span, text))
        elif isinstance(node, tree.CodeSpan):
            parts.append(node.value)
        elif isinstance(node, tree.Math):
            parts.append(text[node.span.start : node.span.end])
        elif isinstance(node, tree.Break):
            parts.append(" ")
    return "".join(parts)


def clean_title(shown: str) -> tuple[str, int]:
    """The title without a closing stop, comma or colon, and how many characters went."""
    bare = shown.rstrip(" ,;:，；：")
    if bare.endswith(".") and not bare.endswith(_ABBREVIATIONS) and not _INITIAL.search(bare):
        bare = bare[:-1].rstrip()
    return bare, len(shown) - len(bare)


def begins_sentence(letter: str) -> bool:
    """Whether a letter is a capital or an ideograph, which has no case. (In a pattern, so wide a range takes a
    millisecond to compile.)"""
    return "A" <= letter <= "Z" or "\u3400" <= letter <= "\u9fff"
