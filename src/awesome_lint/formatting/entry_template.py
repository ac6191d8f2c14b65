"""The form of an existing entry as a template that the facts of another paper fill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from awesome_lint.bibliography import arxiv, hosts
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, Layout, LinkField, Listing, Role
from awesome_lint.markdown import tree
from awesome_lint.source import whole_lines
from awesome_lint.structs import record
from awesome_lint.style import forms

_NUMBER = lazy(r"\d+(?=[.)])")
_LITERAL_YEAR = lazy(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CELL_NUMBER = lazy(r"\|\s*\d[\d,.]*k?\s*\|")
_WORD = lazy(r"[^\W\d_]{2,}")
_PRESENTED = lazy(r"oral|spotlight|poster|highlight|award|best|outstanding|notable|top|demo|workshop", re.I)
_ET_AL = lazy(r"[\s,]*(?:\bet[\s.]*al\b\.?|等|and others|\.\.\.|…)")


@record(frozen=True)
class Piece:
    """A part of a template: `field` names the fact that is written there, `form` how (`%Y.%m`, `abs`, …)."""

    field: str
    form: str
    span: Span


@record(frozen=True)
class EntryTemplate:
    """The text of an entry, from the start of its first line to the end of its last, with the places of its facts.
    `literals` are the texts between them, one more than there are pieces."""

    entry: Entry
    start: int
    end: int
    pieces: tuple[Piece, ...]
    literals: tuple[str, ...]

    @property
    def fields(self) -> frozenset[str]:
        """The names of the facts that the template writes."""
        return frozenset(piece.field for piece in self.pieces) - {"number"}

    @property
    def skeleton(self) -> tuple[str, ...]:
        """The same for all entries in this form."""
        names = [f"{piece.field}:{piece.form}" for piece in self.pieces]
        return (*names, *self.literals)

    def written(self, values: Mapping[tuple[str, str], str]) -> str:
        """The text with the values, by field and form."""
        parts = [self.literals[0]]
        for piece, literal in zip(self.pieces, self.literals[1:], strict=True):
            parts += [values[piece.field, piece.form], literal]
        return "".join(parts)


def make_template(entry: Entry, listing: Listing) -> EntryTemplate | None:
    """The template that an entry is; None where it has a fact that cannot be taken out, or shares its lines."""
    text = listing.text
    start, end = whole_lines(text, entry.span)
    if text[start : entry.span.start].strip(" \t>|") or text[entry.span.end : end].strip(" \t|\r\\"):
        return None
    if entry.title is None or entry.description is not None or entry.keywords or entry.environments:
        return None
    pieces = sorted(_find_pieces(entry, listing) or (), key=lambda piece: piece.span.start)
    if not pieces or pieces[0].span.start < start or pieces[-1].span.end > end:
        return None
    if any(one.span.end > other.span.start for one, other in pairwise(pieces)):
        return None
    pieces = list(_add_name_pieces(pieces, entry, text, Span(start, end)))
    ends = [start, *(piece.span.end for piece in pieces)]
    starts = [*(piece.span.start for piece in pieces), end]
    literals = tuple(text[a:b] for a, b in zip(ends, starts, strict=True))
    if any(map(_LITERAL_YEAR.search, literals)):
        return None  # part of a fact that is not understood
    if entry.layout is Layout.TABLE and any(map(_CELL_NUMBER.search, literals)):
        return None
    return EntryTemplate(entry, start, end, tuple(pieces), literals)


def literal_words(template: EntryTemplate) -> set[str]:
    """The words that a template writes whatever the paper is."""
    return {word.casefold() for literal in template.literals for word in _WORD.findall(literal)}


def _find_pieces(entry: Entry, listing: Listing) -> list[Piece] | None:
    """The facts of an entry with their places; None where one is not understood."""
    assert entry.title is not None
    pieces = [Piece("title", "", entry.title.span)]
    if entry.layout is Layout.NUMBERED:
        match = _NUMBER.search(listing.text, entry.span.start)
        if match is not None and match.start() < entry.title.span.start:
            pieces.append(Piece("number", "", Span(*match.span())))
    if entry.authors is not None:
        span = entry.authors.span
        if "(" in listing.text[span.start : span.end]:
            return None  # affiliations
        rest = _ET_AL.match(listing.text, span.end)
        pieces.append(Piece("authors", "", Span(span.start, rest.end()) if rest else span))
    for found in (_venue_pieces(entry, listing), _date_pieces(entry), _link_pieces(entry, listing.text)):
        if found is None:
            return None
        pieces += found
    return pieces


def _venue_pieces(entry: Entry, listing: Listing) -> list[Piece] | None:
    venue = entry.venue
    if venue is None:
        return []
    field = "preprint" if venue.mention.is_preprint else "venue"
    pieces = [Piece(field, venue.text if venue.mention.is_preprint else "", venue.span)]
    for name, span in forms.venue_pieces(entry, listing.text):
        if name in ("{year}", "{yy}"):
            pieces.append(Piece(f"{field}-year", name.strip("{}"), span))
        elif name == "{month}":
            return None
    shown = listing.text[venue.outer.start : venue.outer.end].replace(venue.text, "", 1)
    if entry.presentation is not None or _PRESENTED.search(shown):
        return None
    return pieces


def _date_pieces(entry: Entry) -> list[Piece] | None:
    date, venue = entry.date, entry.venue
    if date is None:
        return []
    if venue is not None and venue.outer.overlaps(date.span) and date.date.month is None:
        return []  # the year of the venue
    return [Piece("date", date.date.form, date.span)]


def _link_pieces(entry: Entry, text: str) -> list[Piece] | None:
    pieces: list[Piece] = []
    for link in entry.links:
        target = link.node.target if isinstance(link.node, tree.Link) else None
        if target is None or not entry.span.covers(target):
            if link.badge is None or link.url:
                return None
            continue
        field = _field_of(link, entry)
        if field is None:
            return None
        raw = text[target.start : target.end]
        at = raw.find(link.url) if link.url else -1
        if at < 0:
            return None
        pieces.append(Piece(*field, Span(target.start + at, target.start + at + len(link.url))))
    return pieces


def _field_of(link: LinkField, entry: Entry) -> tuple[str, str] | None:
    """The fact that a link leads to, and the form of its URL."""
    found = arxiv.parse_arxiv_url(link.url)
    if found is not None:
        plain = found.form in ("abs", "pdf", "pdf-suffix", "html") and not found.fragment
        own = entry.arxiv_id is not None and arxiv.id_key(found.id) == arxiv.id_key(entry.arxiv_id)
        form = f"http:{found.form}" if found.scheme == "http" else found.form
        return ("arxiv", form) if plain and own and link.role in (Role.TITLE, Role.PAPER) else None
    if link.url == entry.code_repo or link.role is Role.CODE:
        repository = hosts.github_repository(link.url)
        same = entry.code_repo is not None and link.url.rstrip("/") == entry.code_repo.rstrip("/")
        return ("code", "") if repository is not None and repository.whole and same else None
    if link.role in (Role.TITLE, Role.PAPER):
        return "page", ""
    return ("project", "") if link.url == entry.project_page else None


def _add_name_pieces(pieces: list[Piece], entry: Entry, text: str, whole: Span) -> Iterator[Piece]:
    """The pieces, with those for the entry's arXiv id and repository in the text between (labels, badges)."""
    names = []
    if entry.arxiv_id:
        names.append((entry.arxiv_id, "arxiv-id"))
    repository = hosts.github_repository(entry.code_repo or "")
    if repository is not None:
        names.append((repository.full_name, "code-name"))
    at = whole.start
    for piece in (*pieces, None):
        limit = piece.span.start if piece is not None else whole.end
        found = sorted(
            (match.start(), match.end(), field)
            for name, field in names
            for match in re.finditer(rf"(?<![\w.]){re.escape(name)}(?![\w.]*\w)", text[at:limit], re.I)
        )
        for start, end, field in found:
            yield Piece(field, "", Span(at + start, at + end))
        if piece is not None:
            yield piece
            at = piece.span.end
