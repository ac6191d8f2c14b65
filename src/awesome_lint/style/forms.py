"""How one entry writes each part: the observations that the list style is inferred from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from awesome_lint.bibliography import arxiv, dates
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import field_of, role_of_label
from awesome_lint.listing.model import (
    DateField,
    Entry,
    LabelledField,
    Layout,
    LinkField,
    Listing,
    Role,
    TitleForm,
)
from awesome_lint.markdown import tree

_ONE_MEANING = frozenset(
    {"keywords", "environments", "authors", "code", "venue", "affiliation", "openreview"}
)
"""Kinds of field whose labels mean one thing, so that one spelling can stand for another."""

_SEPARATOR = lazy(r"[ \t]*[,;，；][ \t]*|[\[\]()]")
_BRACKETS = {"[": 1, "(": 1, "]": -1, ")": -1}
_MOST_WORDS = 4
"""Words of an item of a list of keywords; longer ones may be clauses of a sentence."""
_BLANK_LINE = lazy(r"\n[ \t]*\r?\n|\r[ \t]*\r(?!\n)")
_OTHER_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007", " "))
_SAID_FORMS = ("pdf", "abs", "html")
FAMILIES = {"abs": "abs", "pdf": "pdf", "pdf-suffix": "pdf"}
"""The forms of arXiv links that can stand for each other, by what they lead to."""
_UNSETTLED = frozenset({"slashes", "pdf-after-abs", "query", "tail", "no-scheme", "host", "case"})
"""Defects of URLs that are fixed first."""
_BARE = (tree.LinkForm.BARE, tree.LinkForm.AUTOLINK)
_SAYS_FORM = lazy(rf"\b(?:{'|'.join(_SAID_FORMS)})\b", re.I)


def plain_whitespace(text: str) -> str:
    """The text with ordinary spaces for those of other widths and those that do not break a line."""
    return text if text.isascii() else text.translate(_OTHER_SPACES)


def title_form(entry: Entry) -> str | None:
    """The mark of the title, as the `init` contract names it."""
    return entry.title.form.value if entry.title is not None else None


def bullet(entry: Entry, listing: Listing) -> str | None:
    """`-`, `+` or `*`; None for entries without a bullet."""
    if entry.layout is not Layout.BULLET or not isinstance(entry.node, tree.Item):
        return None
    marker = entry.node.marker
    return listing.text[marker.start : marker.end] or None


def neighbor_has_bullet(entry: Entry, listing: Listing, wanted: str) -> bool:
    """Whether the entry before or after has this bullet at the same depth: one below a topic is another list."""
    following = (other for other in entry.section.entries if other.previous is entry)
    return any(
        other is not None
        and isinstance(other.node, tree.Item)
        and isinstance(entry.node, tree.Item)
        and other.node.indent == entry.node.indent
        and bullet(other, listing) == wanted
        for other in (entry.previous, *following)
    )


def gap_before(entry: Entry, listing: Listing) -> Span | None:
    """What is between an entry and the one before it in its section, where that is only whitespace."""
    previous = entry.previous
    if previous is None or previous.layout is not entry.layout or entry.layout is Layout.TABLE:
        return None
    between = Span(previous.span.end, entry.span.start)
    if between.end < between.start or listing.text[between.start : between.end].strip():
        return None
    return between


def blank_before(entry: Entry, listing: Listing) -> bool | None:
    """Whether an empty line is before the entry; None where something else does."""
    gap = gap_before(entry, listing)
    return has_blank_line(listing.text[gap.start : gap.end]) if gap is not None else None


def has_blank_line(gap: str) -> bool:
    """Whether an empty line is in the gap."""
    if gap.count("\n") + gap.count("\r") < 2:
        return False
    return "\n\n" in gap or _BLANK_LINE.search(gap) is not None


def arxiv_links(entry: Entry) -> Iterator[tuple[LinkField, arxiv.ArxivLink]]:
    """The entry's links to its paper on arXiv in the forms that stand for each other."""
    for link in entry.links:
        if link.role not in (Role.TITLE, Role.PAPER) or not link.url:
            continue
        found = arxiv.link_in(link.url)
        if found is not None and found.own_site:
            yield link, found


def arxiv_form(entry: Entry) -> str | None:
    """`abs`, `pdf`, `pdf-suffix` or another form of the first link to arXiv."""
    return next((found.form for _, found in arxiv_links(entry)), None)


def arxiv_families(entry: Entry, listing: Listing) -> Iterator[tuple[LinkField, arxiv.ArxivLink, str]]:
    """The entry's links to its paper on arXiv that may lead to either the abstract or the PDF, with which of
    the two they lead to. A link that names what it leads to, one in a sentence, and one to a place in the PDF
    are none of these."""
    for link, found in arxiv_links(entry):
        family = FAMILIES.get(found.form)
        if family is None or found.fragment or not _UNSETTLED.isdisjoint(found.odd):
            continue
        if not isinstance(link.node, tree.Link) or link.node.form in _BARE or says_its_form(link, listing):
            continue
        if entry.description is None or not entry.description.covers(link.node.span):
            yield link, found, family


def says_its_form(link: LinkField, listing: Listing) -> bool:
    """Whether a link's own text or badge names the form or the site it leads to (`[[pdf](u)]`)."""
    if link.role is Role.TITLE and role_of_label(link.label) is None:
        return False
    badge = link.badge
    if badge is None and "arxiv" in link.label.lower():
        return True
    shown = link.label if badge is None else f"{link.label} {badge.url.rpartition('/')[2]}"
    lowered = shown.lower()
    return any(form in lowered for form in _SAID_FORMS) and _SAYS_FORM.search(shown) is not None


def author_line(entry: Entry, text: str) -> str | None:
    """What follows the authors on their line: `venue`, `apart` for a venue after authors in italics, or nothing
    (`alone`); None where the authors have no line of their own below the title."""
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
    """All patterns that the entry's date fits; empty where it has none or an odd one."""
    if entry.date is None or not entry.date.date.form:
        return ()
    date = entry.date.date
    if date.day is None and (date.month is None or (date.month < 10 and date.month != 5)):
        return (date.form,)
    return _forms_of(plain_whitespace(entry.date.text).strip()) or (entry.date.date.form,)


@lru_cache(maxsize=1024)
def _forms_of(written: str) -> tuple[str, ...]:
    return dates.forms(written)


def may(date: DateField) -> str | None:
    """How a date in May names the month: `May.` or `May`, which many write among `Apr.` and `Jun.` since it is no
    abbreviation. None for other dates."""
    if date.date.month != 5 or "may" not in date.text.casefold():
        return None
    return "May." if "may." in date.text.casefold() else "May"


def date_frame(entry: Entry, listing: Listing) -> str | None:
    """What is around a date that is alone in its brackets: `({})`."""
    date = entry.date
    if date is None or date.in_badge or date.in_citation or entry.layout is Layout.TABLE:
        return None
    if entry.venue is not None and entry.venue.outer.overlaps(date.outer):
        return None
    text = listing.text
    frame = text[date.outer.start : date.span.start] + "{}" + text[date.span.end : date.outer.end]
    return frame if len(frame) <= 8 else None


def venue_pattern(entry: Entry, listing: Listing) -> str | None:
    """The venue's group with its parts replaced by `{venue}`, `{year}`, `{yy}`, `{month}`; a presentation is
    left out. None where there is no venue, a preprint's name without a year, or a month named next to it."""
    venue = entry.venue
    if venue is None or venue.in_badge:
        return None
    if venue.mention.is_preprint and venue.mention.year is None and not _year_within(entry):
        return None
    if _names_month(entry):
        return None
    return "".join(piece for piece, _ in venue_pieces(entry, listing))


def _names_month(entry: Entry) -> bool:
    """Whether a whole date is in the venue's group (`(Mar. 2025 | CVPR 2025)`): then the group is of date and
    venue, and its form no venue's."""
    if entry.date is None or entry.venue is None or entry.date.date.month is None:
        return False
    return entry.venue.outer.overlaps(entry.date.span) and "%m" not in entry.date.date.form.replace("-", "")


def _year_within(entry: Entry) -> bool:
    return entry.date is not None and entry.venue is not None and entry.venue.outer.overlaps(entry.date.span)


_YEAR = lazy(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:(?P<gap>[./-])(?P<month>\d{1,2})(?!\d))?|"
    r"(?:(?<=['`´])|(?<=[’‘]))(?P<yy>\d\d)(?!\d)"
)
_WORDS = (
    r"(?:oral|spotlights?|posters?|highlights?|(?:best|outstanding) paper[\w ]*|notable[\w -]*%?|top[- ]?\d+\s?%|"
    r"honou?rable mention|demo|findings|main|workshops?)(?![\w-])"
)
_SHORTEST_SHOWN = len("oral")
_SHOWN = lazy(rf"[\s,/|-]*(?:(?P<open>\(\s*)|(?<![\w-])){_WORDS}(?(open)[\s!]*\))", re.I)


def venue_pieces(entry: Entry, listing: Listing, group: Span | None = None) -> list[tuple[str, Span]]:
    """The group of a venue cut up: each piece is `{venue}`, `{year}`, `{yy}`, `{month}` or the text between, with
    its span. `group` is where it is, if not where the venue's reader says."""
    assert entry.venue is not None
    outer, own = group or entry.venue.outer, entry.venue.span
    text = listing.text
    before = _pieces_of(text, Span(outer.start, max(outer.start, own.start)))
    after = _pieces_of(text, Span(min(outer.end, own.end), outer.end))
    return [*before, ("{venue}", own), *after]


def _pieces_of(text: str, span: Span) -> list[tuple[str, Span]]:
    if span.start == span.end:
        return []
    pieces: list[tuple[str, Span]] = []
    at = span.start

    def between(end: int) -> None:
        if end > at:
            kept = plain_whitespace(text[at:end])
            if len(kept) >= _SHORTEST_SHOWN:
                kept = _SHOWN.sub("", kept)
            pieces.append((kept, Span(at, end)))

    for match in _YEAR.finditer(text, span.start, span.end):
        between(match.start())
        if match["yy"]:
            pieces.append(("{yy}", Span(*match.span("yy"))))
        else:
            pieces.append(("{year}", Span(*match.span("year"))))
            if match["month"]:
                pieces.append((match["gap"], Span(*match.span("gap"))))
                pieces.append(("{month}", Span(*match.span("month"))))
        at = match.end()
    between(span.end)
    return pieces


def tags(entry: Entry) -> list[LinkField]:
    """The links in words that are tags of the entry."""
    inside = [each.value_span for each in entry.labelled]
    return [
        link
        for link in entry.links
        if link.role is not Role.TITLE
        and link.url
        and link.badge is None
        and not any(span.covers(link.node.span) for span in inside)
        and not (entry.description is not None and entry.description.covers(link.node.span))
    ]


def tag_brackets(link: LinkField, listing: Listing) -> str:
    """`[[x](u)]`, `[[x]](u)` or `[x](u)`."""
    if link.outer != link.node.span and listing.text[link.outer.start] in "[\\":
        return "[[x](u)]"
    label = listing.text[link.node.label.start : link.node.label.end].strip(" `*_\\")
    return "[[x]](u)" if label.startswith("[") else "[x](u)"


def bare_label(link: LinkField) -> str:
    """The tag's words without a remark in brackets after them."""
    return link.label.partition(" (")[0].strip()


def gaps_between(tags: Sequence[LinkField], listing: Listing) -> Iterator[Span]:
    """The stretches between neighbouring tags on one line, which contain only whitespace and commas."""
    for first, second in pairwise(tags):
        gap = Span(first.outer.end, second.outer.start)
        if gap.end < gap.start:
            continue
        between = listing.text[gap.start : gap.end]
        if "\n" not in between and not between.strip(" ,;|/\t"):
            yield gap


def title_gap(entry: Entry, listing: Listing) -> Span | None:
    """The whitespace between a linked or marked title and the bracket after it on the same line."""
    title = entry.title
    if title is None or entry.layout is Layout.TABLE or title.form in (TitleForm.PLAIN, TitleForm.ITALIC):
        return None
    text, at, end = listing.text, title.outer.end, entry.span.end
    while at < end and text[at] in " \t":
        at += 1
    return Span(title.outer.end, at) if at < end and text[at] == "(" else None


def separators_in(each: LabelledField, listing: Listing) -> list[Span]:
    """Where the parts of a labelled field's value are separated, whitespace included; nowhere in a field with an
    item of more than four words, which may be a sentence."""
    value = each.value_span
    raw = listing.text[value.start : value.end]
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


def labelled(entry: Entry) -> Iterator[tuple[str, LabelledField]]:
    """The labelled fields whose labels mean one thing, with their kind; a label with a remark in brackets is
    no mere label."""
    for each in entry.labelled:
        kind = field_of(each.label)
        if kind in _ONE_MEANING and not each.label.endswith((")", "）")):
            yield kind, each


def field_items(entry: Entry) -> Sequence[tree.Item]:
    """The nested bullets directly below the entry that lie in it."""
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
    """The column from 0 in which an item's content begins."""
    node = entry.node
    return node.indent + node.content - node.marker.start if isinstance(node, tree.Item) else 0


def field_indent(item: tree.Item, entry: Entry) -> int:
    """How far a nested bullet is to the right of its entry's text."""
    return item.indent - content_column(entry)
