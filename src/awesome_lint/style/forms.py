"""How one entry writes each part: the observations that the list style is inferred from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from awesome_lint.bibliography import arxiv, dates
from awesome_lint.bibliography.venue_suffix import PRESENTATION
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import field_kind, role_of_label
from awesome_lint.listing.model import (
    Entry,
    LabelledField,
    Layout,
    LinkField,
    Role,
)
from awesome_lint.markdown import tree

BLANK, NO_BLANK = "a blank line", "no blank line"
_ONE_MEANING = frozenset(
    {"keywords", "environments", "authors", "code", "venue", "affiliation", "openreview"}
)
"""Kinds of field whose labels mean one thing, so that one spelling can stand for another."""

_SEPARATOR = lazy(r"(?:(?<![ \t])[ \t]+)?[,;，；][ \t]*|[\[\]()]")
_BRACKETS = {"[": 1, "(": 1, "]": -1, ")": -1}
_MOST_WORDS = 4
"""Words of an item of a list of keywords; longer ones may be clauses of a sentence."""
_OTHER_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007", " "))
_SAID_FORMS = ("pdf", "abs", "html")
FAMILIES = {"abs": "abs", "pdf": "pdf", "pdf-suffix": "pdf"}
"""The forms of arXiv links that can stand for each other, by what they lead to."""
_UNSETTLED = frozenset({"slashes", "pdf-after-abs", "query", "tail", "no-scheme", "host", "case"})
"""Defects of URLs that are fixed first."""
_BARE = (tree.LinkForm.BARE, tree.LinkForm.AUTOLINK)
_SAYS_FORM = lazy(rf"\b(?:{'|'.join(_SAID_FORMS)})\b", re.I)


def plain_whitespace(text: str) -> str:
    """The text with ordinary spaces instead of no-break and thin ones."""
    return text if text.isascii() else text.translate(_OTHER_SPACES)


def gap_before(entry: Entry, text: str) -> Span | None:
    """The span between an entry and the one before it in its section; None if there is none, or if it contains more
    than whitespace. None in tables."""
    previous = entry.previous
    if previous is None or previous.layout is not entry.layout or entry.layout is Layout.TABLE:
        return None
    between = Span(previous.span.end, entry.span.start)
    if between.end < between.start or text[between.start : between.end].strip():
        return None
    return between


def arxiv_links(entry: Entry) -> Iterator[tuple[LinkField, arxiv.ArxivLink]]:
    """The entry's links to its paper on arXiv itself (not on a mirror), each with its parsed URL."""
    for link in entry.links:
        if link.role not in (Role.TITLE, Role.PAPER) or not link.url:
            continue
        found = arxiv.parse_arxiv_url(link.url)
        if found is not None and found.is_on_arxiv:
            yield link, found


def arxiv_families(entry: Entry) -> Iterator[tuple[LinkField, arxiv.ArxivLink, str]]:
    """The entry's links to its paper on arXiv that could lead to the abstract as well as to the PDF, each with its
    parsed URL and the page that it leads to, "abs" or "pdf". Links that name their target, links in a sentence, and
    links to a place in the PDF are left out."""
    for link, found in arxiv_links(entry):
        family = FAMILIES.get(found.form)
        if family is None or found.fragment or not _UNSETTLED.isdisjoint(found.deviations):
            continue
        if not isinstance(link.node, tree.Link) or link.node.form in _BARE or names_its_target(link):
            continue
        if entry.description is None or not entry.description.covers(link.node.span):
            yield link, found, family


def names_its_target(link: LinkField) -> bool:
    """Whether a link's own text or badge names the form or the site that it leads to (`[[pdf](u)]`)."""
    if link.role is Role.TITLE and role_of_label(link.label) is None:
        return False
    badge = link.badge
    if badge is None and "arxiv" in link.label.lower():
        return True
    shown = link.label if badge is None else f"{link.label} {badge.url.rpartition('/')[2]}"
    lowered = shown.lower()
    return any(form in lowered for form in _SAID_FORMS) and _SAYS_FORM.search(shown) is not None


def author_line_form(entry: Entry, text: str) -> str | None:
    """What follows the authors on their line: `venue`, `apart` for a venue after authors in italics, or `alone` if
    nothing does. None if the authors are not on a line below the title."""
    if entry.authors is None or entry.title is None:
        return None
    authors = entry.authors.span
    if "\n" not in text[entry.title.outer.end : authors.start]:
        return None
    if entry.venue is None or entry.venue.in_badge:
        return "alone"
    between = text[authors.end : entry.venue.outer.start]
    if entry.venue.outer.start < authors.end or "\n" in between:
        return "alone"
    # Authors in italics and a venue that is not: nobody takes it for one of them.
    return "apart" if "*" in between or "_" in between else "venue"


def date_forms(entry: Entry) -> tuple[str, ...]:
    """All patterns that the entry's date fits; empty if it has no date or an unknown pattern."""
    if entry.date is None or not entry.date.date.form:
        return ()
    date = entry.date.date
    if date.day is None and (date.month is None or (date.month < 10 and date.month != 5)):
        return (date.form,)
    return _patterns_of_date_text(plain_whitespace(entry.date.text).strip()) or (entry.date.date.form,)


_patterns_of_date_text = lru_cache(maxsize=1024)(dates.date_patterns)


def has_venue_form(entry: Entry) -> bool:
    """Whether the entry has a venue whose form can be compared: not a preprint server without a year, and not a group
    with a whole date (`(Mar. 2025 | CVPR 2025)`), whose form is that of both."""
    venue, date = entry.venue, entry.date
    if venue is None or venue.in_badge:
        return False
    within = date is not None and venue.outer.overlaps(date.span)
    if (
        date is not None
        and within
        and date.date.month is not None
        and "%m" not in date.date.form.replace("-", "")
    ):
        return False
    return not venue.mention.is_preprint or venue.mention.year is not None or within


_YEAR = lazy(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:(?P<gap>[./-])(?P<month>\d{1,2})(?!\d))?|"
    r"(?:(?<=['`´])|(?<=[’‘]))(?P<yy>\d\d)(?!\d)"
)
_SHORTEST_SHOWN = len("oral")
_SHOWN = lazy(
    rf"[\s,/|-]*(?:(?P<open>\(\s*)|(?<![\w-]))(?:{PRESENTATION}|(?:demo|findings|main|workshops?)(?![\w-]))"
    r"(?(open)[\s!]*\))",
    re.I,
)


def venue_pieces(entry: Entry, text: str, group: Span | None = None) -> list[tuple[str, Span]]:
    """The text of a venue and its year as pieces: each is `{venue}`, `{year}`, `{yy}`, `{month}` or the text between,
    with its span. `group` is the span of that text, if it is not the one in the entry."""
    assert entry.venue is not None
    outer, own = group or entry.venue.outer, entry.venue.span
    before = _pattern_pieces(text, Span(outer.start, max(outer.start, own.start)))
    after = _pattern_pieces(text, Span(min(outer.end, own.end), outer.end))
    return [*before, ("{venue}", own), *after]


def _pattern_pieces(text: str, span: Span) -> list[tuple[str, Span]]:
    """The text before or after the name of a venue as pieces of a pattern (`{year}`, `{yy}`, `{month}`, and the text
    between), each with its span."""
    if span.start == span.end:
        return []
    pieces: list[tuple[str, Span]] = []
    at = span.start

    def add_text_before(end: int) -> None:
        if end > at:
            kept = plain_whitespace(text[at:end])
            if len(kept) >= _SHORTEST_SHOWN:
                kept = _SHOWN.sub("", kept)
            pieces.append((kept, Span(at, end)))

    for match in _YEAR.finditer(text, span.start, span.end):
        add_text_before(match.start())
        if match["yy"]:
            pieces.append(("{yy}", Span(*match.span("yy"))))
        else:
            pieces.append(("{year}", Span(*match.span("year"))))
            if match["month"]:
                pieces.append((match["gap"], Span(*match.span("gap"))))
                pieces.append(("{month}", Span(*match.span("month"))))
        at = match.end()
    add_text_before(span.end)
    return pieces


def tag_links(entry: Entry) -> list[LinkField]:
    """The links with text labels that are tags of the entry: not its title, badges, or links in its description and
    fields."""
    inside = [each.value_span for each in entry.labelled_fields]
    return [
        link
        for link in entry.links
        if link.role is not Role.TITLE
        and link.url
        and link.badge is None
        and not any(span.covers(link.node.span) for span in inside)
        and not (entry.description is not None and entry.description.covers(link.node.span))
    ]


def bare_label(link: LinkField) -> str:
    """The label of a tag without a remark in brackets at its end."""
    return link.label.partition(" (")[0].strip()


def separators_in(labelled_field: LabelledField, text: str) -> list[Span]:
    """The spans of the separators in a labelled field's value, whitespace included; empty if an item has more than four
    words, since it may be a sentence."""
    value = labelled_field.value_span
    raw = text[value.start : value.end]
    found: list[Span] = []
    items, depth, at = [], 0, 0
    for match in _SEPARATOR.finditer(raw):
        if match[0] in _BRACKETS:
            depth = max(0, depth + _BRACKETS[match[0]])
        elif depth == 0 and match.start() > 0 and match.end() < len(raw):
            items.append(raw[at : match.start()])
            at = match.end()
            found.append(Span(value.start + match.start(), value.start + match.end()))
    items.append(raw[at:])
    return found if all(len(item.split()) <= _MOST_WORDS for item in items) else []


def fields_of_one_meaning(entry: Entry) -> Iterator[tuple[str, LabelledField]]:
    """The labelled fields of kinds whose labels have only one meaning, as pairs of kind and field; not if the label
    ends with a remark in brackets."""
    for each in entry.labelled_fields:
        kind = field_kind(each.label)
        if kind in _ONE_MEANING and not each.label.endswith((")", "）")):
            yield kind, each


def field_items(entry: Entry) -> Sequence[tree.Item]:
    """The items of the bullet lists directly below an entry that belong to it."""
    if not isinstance(entry.node, tree.Item):
        return ()
    return [
        item
        for child in entry.node.children
        if isinstance(child, tree.List) and not child.ordered
        for item in child.items
        if entry.span.covers(item.marker)
    ]


def content_column(entry: Entry) -> int:
    """The column, from 0, in which the content of the entry's item begins; 0 if it is no item."""
    node = entry.node
    return node.indent + node.content - node.marker.start if isinstance(node, tree.Item) else 0
