"""The form of an existing entry as a template that the facts of another paper fill."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from itertools import pairwise

from awesome_lint.bibliography import arxiv, hosts, venues
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, Layout, LinkField, Listing, Role, TitleField, VenueField
from awesome_lint.markdown import tree
from awesome_lint.source import whole_lines
from awesome_lint.structs import record, replace
from awesome_lint.style import forms
from awesome_lint.style.aspect import FINAL

_NUMBER = lazy(r"\d+(?=[.)])")
_LITERAL_YEAR = lazy(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<=[ '’-])[0-2]\d(?=[\])])")
_PICTURE = lazy(r":\w+:|[\u2190-\u2bff\U0001f000-\U0001faff]")
_WORD = lazy(r"[^\W_]+")
_CELL_NUMBER = lazy(r"\|\s*\d[\d,.]*k?\s*\|")
_MARKUP = lazy(r"[*`\[\]<]|(?<!\w)_|_(?!\w)")
_IN_LINK = lazy(r"\[[^\[\]]*\]+\([^()]*\)|<a\b.*?</a>|<[^<>]*>", re.I | re.S)
_CELL = lazy(r"(?<=\|)[^|]*(?=\|)")
_PUNCTUATION_APART = lazy(r"\s+[.,;:]+\s*$")
_TRACK = lazy(r"\b(?:findings|workshop)\b", re.I)
_PRESENTED = lazy(r"oral|spotlight|poster|highlight|award|best|outstanding|notable|top|demo", re.I)


@record(frozen=True)
class TemplatePiece:
    """A place of a template where a fact of a paper is written: `field` names the fact, `form` is how it is written
    (`%Y.%m`, `abs`, …)."""

    field: str
    form: str
    span: Span


@record(frozen=True)
class EntryTemplate:
    """The text of an entry, from the start of its first line to the end of its last, with the places of its facts
    (`pieces`). `literals` are the texts between them, one more than there are pieces."""

    entry: Entry
    pieces: tuple[TemplatePiece, ...]
    literals: tuple[str, ...]

    @property
    def field_names(self) -> frozenset[str]:
        """The names of the facts that the template writes, without number and indents."""
        return frozenset(piece.field for piece in self.pieces) - {"number", "indent"}

    @property
    def arxiv_forms(self) -> tuple[str, ...]:
        """The forms of the links to arXiv."""
        return tuple(piece.form for piece in self.pieces if piece.field == "arxiv")

    @property
    def marks(self) -> frozenset[str]:
        """The words and pictures (`🔥`, `:fire:`) that the template writes outside links for every paper, and the
        venues that it names anywhere. If few entries with the same facts have one, it says something about its
        paper."""
        text = "\0".join(self.literals)
        return _find_marks(_IN_LINK.sub(" ", text)) | _find_venue_names(text)

    def with_empty_cells(self, usual_marks: Set[str]) -> EntryTemplate:
        """The template with these table cells emptied: those without a fact that have another mark than these."""
        literals = tuple(
            _CELL.sub(lambda cell: " " if _find_marks(cell[0]) - usual_marks else cell[0], literal)
            for literal in self.literals
        )
        return replace(self, literals=literals)

    @property
    def words(self) -> frozenset[str]:
        """The words that the template writes for every paper, in lower case."""
        return frozenset(_WORD.findall(" ".join(self.literals).casefold()))

    @property
    def skeleton(self) -> tuple[str, ...]:
        """The fields and the texts between them. Entries in one form have the same, whatever the forms of their links
        and dates."""
        return (*(piece.field for piece in self.pieces), *self.literals)

    def fill(self, values: Iterable[str]) -> str:
        """The text of an entry with these values, one for each piece."""
        parts = [self.literals[0]]
        for value, literal in zip(values, self.literals[1:], strict=True):
            parts += [value, literal[1:] if literal[:1] == "." and value[-1:] in f".{FINAL}" else literal]
        return "".join(parts)


def _find_marks(text: str) -> frozenset[str]:
    """The pictures and words of a text, words in lower case."""
    return frozenset((*_PICTURE.findall(text), *_WORD.findall(text.casefold())))


@lru_cache(maxsize=1024)
def _find_venue_names(text: str) -> frozenset[str]:
    """The names of the known venues in a text, without preprint servers."""
    found = (item.mention for item in venues.find_venues(text))
    return frozenset(venue.name for venue in found if venue.is_known and not venue.is_preprint)


def make_template(entry: Entry, listing: Listing) -> EntryTemplate | None:
    """The entry as a template; None if it has a fact that cannot be replaced, or shares its lines with other text."""
    text = listing.text
    start, end = whole_lines(text, entry.span)
    if text[start : entry.span.start].strip(" \t>|") or text[entry.span.end : end].strip(" \t|\\"):
        return None
    if entry.title is None or entry.description is not None or entry.keywords or entry.environments:
        return None
    try:
        pieces = sorted(_find_pieces(entry, entry.title, text), key=lambda piece: piece.span.start)
    except _UnknownFactError:
        return None
    if pieces[0].span.start < start or pieces[-1].span.end > end:
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
    return EntryTemplate(entry, tuple(pieces), literals)


class _UnknownFactError(Exception):
    """Raised for an entry with a fact that is not understood."""


def _find_pieces(entry: Entry, title: TitleField, text: str) -> Iterator[TemplatePiece]:
    """The facts of an entry with their places, in no order. _UnknownFactError for a fact that is not understood."""
    if _MARKUP.search(text, *title.span) is not None:
        raise _UnknownFactError
    yield TemplatePiece("title", "", title.span)
    if entry.layout is Layout.NUMBERED:
        match = _NUMBER.search(text, entry.span.start, title.span.start)
        if match is not None:
            yield TemplatePiece("number", "", Span(*match.span()))
            # Further lines are indented to the column of the entry's text, which depends on the digits of its number.
            column = forms.content_column(entry)
            for indent in re.compile(rf"(?<=\n) {{{column}}}(?=\S)").finditer(text, *entry.span):
                yield TemplatePiece("indent", str(column - len(match[0])), Span(*indent.span()))
    if entry.authors is not None:
        if "(" in text[entry.authors.span.start : entry.authors.span.end]:
            raise _UnknownFactError  # affiliations
        start, end = entry.authors.span
        apart = _PUNCTUATION_APART.search(text, start, end)  # `Ada Blom .[Title](u)`
        if apart is not None:
            end = apart.start()
        elif text.startswith(". ", end - 1):  # `Blom et al. CVPR 2023`, `A. Blom, Ash B. CVPR 2023`
            end -= 1
        yield TemplatePiece("authors", "", Span(start, end))
    venue, date = entry.venue, entry.date
    if venue is not None:
        yield from _venue_pieces(venue, entry, text)
    # A year next to a venue is the venue's.
    if date is not None and (venue is None or date.date.month or not venue.outer.overlaps(date.span)):
        precision = "day" if date.date.day else "month" if date.date.month else "year"
        yield TemplatePiece(precision, date.date.form, date.span)
    for link in entry.links:
        yield from _link_pieces(link, entry, text)


def find_track(venue: VenueField, text: str) -> Span | None:
    """The span of a venue's track after its name (`ACL'24 Findings`); None if there is none."""
    match = _TRACK.search(text, venue.span.end, venue.outer.end)
    return Span(*match.span()) if match is not None else None


def _venue_pieces(venue: VenueField, entry: Entry, text: str) -> Iterator[TemplatePiece]:
    """The places of a venue, its year and its track. _UnknownFactError for a presentation (`Oral`) or a month."""
    date = entry.date
    field, year = ("venue", "venue_year")
    if venue.mention.is_preprint and entry.arxiv_id is not None:
        field, year = ("preprint", "preprint-year")
    shown = text[venue.outer.start : venue.outer.end].replace(venue.text, "", 1)
    if entry.presentation is not None or _PRESENTED.search(shown):
        raise _UnknownFactError
    track = find_track(venue, text)
    if track is not None:
        yield TemplatePiece("track", text[track.start : track.end], track)
    for name, span in forms.venue_pieces(entry, text):
        if name == "{venue}":
            yield TemplatePiece(field, venue.text, span)
        elif date is not None and date.date.month and date.span.covers(span):
            continue  # `arXiv 2025.03`
        elif name == "{month}":
            raise _UnknownFactError
        elif name in ("{year}", "{yy}"):
            yield TemplatePiece(year, name.strip("{}"), span)


def _link_pieces(link: LinkField, entry: Entry, text: str) -> Iterator[TemplatePiece]:
    """The place of a link's URL. _UnknownFactError for a link that leads to no known fact."""
    target = link.node.target if isinstance(link.node, tree.Link) else None
    if target is None or not entry.span.covers(target):
        if link.badge is None or link.url:
            raise _UnknownFactError
        return
    at = text.find(link.url, *target) if link.url else -1
    if at < 0:
        raise _UnknownFactError
    yield TemplatePiece(*_link_field(link, entry), Span(at, at + len(link.url)))


def _link_field(link: LinkField, entry: Entry) -> tuple[str, str]:
    """The fact that a link leads to (`arxiv`, `code`, `page`, `project`), and the form of its URL. _UnknownFactError
    for other links."""
    found = arxiv.parse_arxiv_url(link.url)
    is_paper = link.role in (Role.TITLE, Role.PAPER)
    if found is not None:
        plain = found.form in ("abs", "pdf", "pdf-suffix", "html") and not found.fragment
        own = entry.arxiv_id is not None and arxiv.id_key(found.id) == arxiv.id_key(entry.arxiv_id)
        if plain and own and is_paper:
            return "arxiv", f"http:{found.form}" if found.scheme == "http" else found.form
    elif link.url == entry.code_repo or link.role is Role.CODE:
        repository = hosts.github_repository(link.url)
        same = entry.code_repo is not None and link.url.rstrip("/") == entry.code_repo.rstrip("/")
        if repository is not None and repository.is_whole_repository and same:
            return "code", ""
    elif is_paper:
        return "page", ""
    elif link.url == entry.project_page:
        return "project", ""
    raise _UnknownFactError


def _add_name_pieces(
    pieces: list[TemplatePiece], entry: Entry, text: str, whole: Span
) -> Iterator[TemplatePiece]:
    """The pieces, in order with further ones for the entry's arXiv id and repository name in the text between them
    (labels, badges)."""
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
            for match in re.finditer(
                rf"(?<![\w.]){re.escape(name)}(?![\w-])(?!\.(?!svg\b)\w)", text[at:limit], re.I
            )
        )
        for start, end, field in found:
            yield TemplatePiece(field, "", Span(at + start, at + end))
        if piece is not None:
            yield piece
            at = piece.span.end
