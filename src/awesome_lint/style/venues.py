"""The group of a venue and its year as a pattern, and written in another pattern."""

from __future__ import annotations

import re
from collections import Counter

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry
from awesome_lint.style import forms

_FIELD = lazy(r"\{(\w+)\}")
_WORD_AFTER = lazy(r"[ \t]+[^\W_]")
_WORD = lazy(r"[^\W\d_]+")
_EMPHASIS = tuple("*_`")
_FRAME = frozenset([*" ,.()[]{}'’（）【】\t", *_EMPHASIS])
"""Characters of a group that say nothing; all others have to stay."""
_OPENING, _CLOSING = tuple("([（【"), tuple(")]）】")
_SEPARATORS = tuple("'’‘`´,;:|/-–—")
"""What separates a venue from its year: a venue's text that ends in one was read too far."""


def reorders_fields(own_pattern: str, new_pattern: str) -> bool:
    """Whether the fields of two patterns are in different orders."""
    return _field_names(own_pattern) != _field_names(new_pattern)


def _count_words_to_keep(pattern: str) -> Counter[str]:
    """The words and characters of a pattern, besides its fields, that may not be lost."""
    literal = _FIELD.sub(" ", pattern)
    signs = [char for char in literal if char not in _FRAME and not char.isalpha()]
    return Counter([*signs, *_WORD.findall(literal)])


def _has_balanced_marks(pattern: str) -> bool:
    """Whether the brackets and the emphasis marks of a pattern are in pairs."""
    if any(pattern.count(char) % 2 for char in _EMPHASIS):
        return False
    return all(
        pattern.count(one) == pattern.count(other) for one, other in zip(_OPENING, _CLOSING, strict=True)
    )


def _adds_marks(marks: tuple[str, ...], own_pattern: str, new_pattern: str) -> bool:
    return sum(map(new_pattern.count, marks)) > sum(map(own_pattern.count, marks))


def _field_names(pattern: str) -> list[str]:
    """The names of a pattern's fields in order; `yy` is called `year`."""
    return [{"yy": "year"}.get(name, name) for name in _FIELD.findall(pattern)]


def _fill_pattern(pattern: str, entry: Entry, text: str, group: Span) -> str | None:
    """The pattern filled with the entry's own venue, year, month and presentation; None if one of them is missing or
    occurs twice."""
    assert entry.venue is not None
    values: dict[str, str] = {}
    shown = ""
    for piece, span in forms.venue_pieces(entry, text, group):
        match = _FIELD.fullmatch(piece)
        raw = text[span.start : span.end]
        if match is not None:
            if match[1] in values:
                return None
            values[match[1]] = raw
        elif lost := _split_words(raw)[len(_split_words(piece)) :]:
            match = re.search(re.escape(entry.presentation), raw, re.I) if entry.presentation else None
            shown = match[0] if match is not None else ""
            if _split_words(shown) != lost:
                return None
    if "yy" in values and "year" not in values:
        values["year"] = str(entry.venue.mention.year or "")
    elif "year" in values:
        values.setdefault("yy", values["year"][-2:])
    if entry.presentation is not None and not shown:
        return None
    if _damages_name(pattern, values.get("venue", ""), text[entry.venue.span.end :][:1]):
        return None
    if shown:
        values["venue" if pattern.rfind("{venue}") > pattern.rfind("{y") else "year"] += f" {shown}"
    if any(not values.get(name) for name in _FIELD.findall(pattern)):
        return None
    return _FIELD.sub(lambda match: values[match[1]], pattern)


def _damages_name(pattern: str, name: str, next_character: str) -> bool:
    """Whether the pattern would double the last character of a venue's name, or drop a full stop that follows the name
    as `next_character` and belongs to its abbreviation (`Expert Syst. Appl., 2017`)."""
    if name.endswith(_SEPARATORS):
        return True
    followed = "{venue}." in pattern
    if name.endswith("."):
        return followed
    return next_character == "." and not followed and ("." in name or name[-1:].islower())


def _split_words(text: str) -> list[str]:
    """The words of a text or a pattern, without the fields."""
    return _WORD.findall(_FIELD.sub(" ", text))


def venue_pattern(entry: Entry, text: str, span: Span) -> tuple[str, tuple[str, ...]] | None:
    """The text of a venue and its year in this span as a pattern, and the names of its fields; None if its form cannot
    be compared."""
    if not forms.has_venue_form(entry):
        return None
    pattern = "".join(piece for piece, _ in forms.venue_pieces(entry, text, span))
    return pattern, tuple(sorted(_field_names(pattern)))


def write_in_pattern(own_pattern: str, new_pattern: str, entry: Entry, text: str, span: Span) -> str | None:
    """The text of the venue and its year in the pattern `new_pattern`; None if a word would be lost."""
    if _count_words_to_keep(own_pattern) != _count_words_to_keep(new_pattern):
        return None
    if not (_has_balanced_marks(own_pattern) and _has_balanced_marks(new_pattern)):
        return None
    assert entry.venue is not None
    several = " " in entry.venue.text
    if several and " " in own_pattern and " " not in new_pattern:
        return None  # `SIGGRAPH Asia2020`: two words and a year would become one
    if several and own_pattern.replace(",", "") == new_pattern.replace(",", ""):
        return None  # `(2018, National Science Review)` among `(2018 ICML)`: a comma keeps a long name apart
    if sorted(_field_names(own_pattern)) != sorted(_field_names(new_pattern)):
        return None
    is_word_next = own_pattern.endswith("}") and _WORD_AFTER.match(text, span.end) is not None
    if is_word_next and not new_pattern.endswith("}"):
        return None  # venue and year may be part of a sentence
    expected = _fill_pattern(new_pattern, entry, text, span)
    if expected is None or expected == text[span.start : span.end]:
        return None
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if (before.isalnum() and expected[0].isalnum()) or (after.isalnum() and expected[-1].isalnum()):
        return None  # `IEEE(RA-L)`: the brackets are all that keeps two names apart
    # `(ECCV 2018 (Oral))`, `*ICML, 2022.`: the group has marks, which contain more than it or are never closed.
    if (before in _OPENING or after in _CLOSING) and _adds_marks(_OPENING, own_pattern, new_pattern):
        return None
    if (before in _EMPHASIS or after in _EMPHASIS) and _adds_marks(_EMPHASIS, own_pattern, new_pattern):
        return None
    return expected
