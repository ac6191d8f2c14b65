"""What becomes of two entries of one work: which stays, and what it takes over from the other."""

from __future__ import annotations

import re
from bisect import bisect_left

from awesome_lint.bibliography import arxiv, urls
from awesome_lint.listing.model import Layout, LinkField, Role
from awesome_lint.markdown import plain, tree
from awesome_lint.model import Edit, Span
from awesome_lint.patterns import lazy
from awesome_lint.records import record
from awesome_lint.rules.base import Context
from awesome_lint.rules.conflicts import months_apart
from awesome_lint.rules.repeats import Repeat
from awesome_lint.rules.works import Work

_WORD = lazy(r"[^\W_]{2,}")
_BLANK_BEHIND = lazy(r"\n[ \t\r]*\n\Z")
_BLANKS = lazy(r"(?:[ \t\r]*\n)+")


@record(frozen=True)
class Merger:
    """`kept` stays, `gone` goes; `why` says in words why, `edits` do it (none where a person has to)."""

    kept: Work
    gone: Work
    why: str
    edits: tuple[Edit, ...]


def removal(context: Context, work: Work) -> Edit | None:
    """The edit that takes an entry's lines away, with the blank lines behind it where one stands before it too.
    None where something else stands on those lines, or another entry within them."""
    text, span = context.text, work.entry.span
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end + 1
    if text[start : span.start].strip() or text[span.end : end].strip():
        return None
    begun = context.once(_beginnings)
    if bisect_left(begun, end) - bisect_left(begun, start) > 1:
        return None
    before = text[max(0, start - 80) : start]
    if not before or _BLANK_BEHIND.search(before):
        blank = _BLANKS.match(text, end)
        end = blank.end() if blank is not None else end
        if end == len(text):
            start = len(text[:start].rstrip()) + 1
    return Edit(Span(min(start, end), end), "")


def _beginnings(context: Context) -> list[int]:
    """Where the entries begin, in order."""
    return sorted(entry.span.start for entry in context.listing.entries)


def merge(context: Context, repeat: Repeat) -> Merger:
    """Which of two unlike entries stays. It keeps the union: links that only the other has are moved to it;
    where the other says more than links, nothing is proposed."""
    first, second = _rank(context, repeat.first), _rank(context, repeat.second)
    kept, gone = (repeat.second, repeat.first) if second > first else (repeat.first, repeat.second)
    why = _why(context, kept, gone)
    missing = _missing_links(kept, gone)
    taken = removal(context, gone)
    # Of two titles' links a person has to choose one.
    choice = any(link.role is Role.TITLE for link in missing)
    if taken is None or choice or not _only_links_differ(context, kept, gone, missing):
        return Merger(kept, gone, why, ())
    moved = _moved(context, kept, missing)
    if missing and moved is None:
        return Merger(kept, gone, why, ())
    return Merger(kept, gone, why, (taken, moved) if moved is not None else (taken,))


def _rank(context: Context, work: Work) -> tuple[int, int, int, int]:
    """What an entry has: a date that fits its id, its links, a venue, the house's form of its address."""
    apart = months_apart(work.entry, work.own) if work.own is not None else None
    fits = 0 if apart is None else 1 if abs(apart) <= 1 else -1
    entry = work.entry
    fields = sum(part is not None for part in (entry.venue, entry.authors, entry.date)) + len(entry.keywords)
    links = len({_identity(link) for link in entry.links})
    style = context.house.of(entry.kind)
    form = style.part("arxiv_link").value if style is not None else None
    papers = [arxiv.link_in(link.url) for link in entry.links]
    usual = sum(paper is not None and paper.form == (form or "abs") and not paper.odd for paper in papers)
    return fits, links + fields, fields, usual


def _why(context: Context, kept: Work, gone: Work) -> str:
    one, other = _rank(context, kept), _rank(context, gone)
    if one[0] != other[0]:
        return "its date fits the id"
    if one[1] != other[1]:
        return "it has more fields"
    return "it stands in the usual form" if one != other else "it stands first"


def _identity(link: LinkField) -> str:
    return urls.identity(link.url) or link.url


def _missing_links(kept: Work, gone: Work) -> list[LinkField]:
    have = {_identity(link) for link in kept.entry.links}
    return [link for link in gone.entry.links if _identity(link) not in have]


def _only_links_differ(context: Context, kept: Work, gone: Work, missing: list[LinkField]) -> bool:
    """Whether all that a reader sees in `gone`, a date aside that the id contradicts, stands in `kept` or in the
    links that move there."""
    here = set(_words(context, kept))
    for link in missing:
        here.update(word.casefold() for word in _WORD.findall(link.label))
    date = gone.entry.date
    said = (
        set(_WORD.findall(date.text.casefold()))
        if date is not None and kept.entry.date is not None
        else set()
    )
    return all(word in here or word in said for word in _words(context, gone)) and _agree(kept, gone)


def _agree(kept: Work, gone: Work) -> bool:
    """Whether the two say nothing that a person would have to choose from: titles and venues are alike."""
    if kept.key != gone.key:
        return False
    venues = [
        work.entry.venue.mention.name if work.entry.venue is not None else None for work in (kept, gone)
    ]
    return venues[1] is None or venues[0] == venues[1]


def _words(context: Context, work: Work) -> list[str]:
    nodes = work.entry.node
    parts: list[str] = []
    if isinstance(nodes, tree.Row):
        parts = [plain(cell.children) for cell in nodes.cells]
    elif isinstance(nodes, tree.Item):
        for block in tree.walk_blocks(nodes):
            parts.append(plain(tree.inlines_of(block)))
    else:
        # Every line of a paragraph may be an entry.
        inside = work.entry.span
        first, last = (bisect_left(nodes.children, end, key=lambda child: child.span.start) for end in inside)
        parts = [plain(nodes.children[first:last])]
    return [word.casefold() for part in parts for word in _WORD.findall(part)]


def _moved(context: Context, kept: Work, missing: list[LinkField]) -> Edit | None:
    """The edit that adds links to the end of an entry: on lines of their own where its links stand so."""
    if not missing:
        return None
    if kept.entry.layout is Layout.TABLE or any(not link.node.mapped for link in missing):
        return None
    text, entry = context.text, kept.entry
    sources = [text[link.outer.start : link.outer.end] for link in missing]
    last = text.rfind("\n", entry.span.start, entry.span.end) + 1
    line = text[last : entry.span.end]
    own_line = last > 0 and re.match(r"\s*!?\[", line)
    if own_line:
        indent = line[: len(line) - len(line.lstrip())]
        return Edit(
            Span(entry.span.end, entry.span.end), "".join(f"\n{indent}{source}" for source in sources)
        )
    return Edit(Span(entry.span.end, entry.span.end), "".join(f" {source}" for source in sources))
