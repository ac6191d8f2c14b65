"""The entries of a list with the keys that say which work each of them is: ids, URLs and title.

Nothing here is a finding: the rules on shared ids, duplicates and dates read it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import NamedTuple

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import arxiv, hosts, titles, urls
from awesome_lint.bibliography.casing import alphanumeric
from awesome_lint.bibliography.names import surnames
from awesome_lint.bibliography.venues import VenueMention
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import role_of_label
from awesome_lint.listing.model import Entry, Layout, LinkField, Role, Section
from awesome_lint.markdown import tree, visible_text
from awesome_lint.structs import record

_PAPER_LABEL = lazy(
    r"(?i)\W*(?:read |full |the )?(?:arxiv|paper|pdf|abs|abstract|html|preprint|link|page)"
    r"(?:[ -]?(?:pdf|link|paper))?\W*"
)
_QUOTED = lazy(r'"((?:[^"\s]+\s+){2,}[^"\s]+)"|“((?:[^”\s]+\s+){2,}[^”\s]+)”')
"""Three words and more in quotes."""
_RESOURCES = lazy(
    r"(?i)\b(?:data ?sets?|benchmarks?|environments|simulators?|tools|toolbox(?:es)?|libraries|codebases)\b"
)
_PAPERS = lazy(r"(?i)\b(?:papers?|surveys?|reviews?)\b")
_VENUE_TAIL = lazy(r"\s+[-–—|]\s+[^\W\d_][\w ]{1,24}\s+[-–—|]\s+(?:19|20)\d\d\W*\Z")
"""A venue and a year within the text of a title's link (`Notes on Looms - CVPR - 2019`)."""
_REFERENCE_WORKS = ("wikipedia.org", "wikidata.org")
_FULL_TITLE = 4
"""Words from which on a title is taken for a paper's, not for the mere name of a method or data set."""


@record(eq=False)
class EntryKeys:
    """An entry with the keys by which it is compared with others: title, ids, links and authors.

    `arxiv_links` are the links to the entry's own paper by arXiv id; `arxiv_id` is the id that its title (or first
    paper link) leads to. `paper_pages` are the title's link and the links to papers elsewhere, by canonical URL;
    `repositories` and `pages` the entry's repositories and project pages. Entries of one list under one heading have
    the same `list_key`, and the same `run` where no other block is between them; `in_quote` is set in a block
    quote. `has_full_title` is set where the title is a paper's rather than a name, `is_paper` where the
    entry, or most of its kind, are papers rather than tools or courses.
    """

    entry: Entry
    number: int
    title: str
    title_key: str
    word_count: int
    """How many words the title has, numbers and single letters aside."""
    list_key: object
    run: int
    in_quote: bool
    arxiv_links: dict[str, list[LinkField]]
    paper_pages: dict[str, LinkField]
    repositories: dict[str, LinkField]
    pages: dict[str, LinkField]
    arxiv_id: str | None = None
    has_full_title: bool = False
    is_paper: bool = False

    @property
    def section(self) -> Section:
        """The section that contains the entry."""
        return self.entry.section

    @property
    def line(self) -> int:
        """The entry's first line."""
        return self.entry.lines[0]

    @property
    def published_venue(self) -> VenueMention | None:
        """The venue of the entry; None where it names none, or only a preprint server."""
        venue = self.entry.venue
        return venue.mention if venue is not None and not venue.mention.is_preprint else None

    @property
    def surnames(self) -> frozenset[str]:
        """The authors' surnames, in lower case and without accents."""
        authors = self.entry.authors
        return surnames(authors.names) if authors is not None else frozenset()

    @property
    def short_title(self) -> str:
        """The title as messages show it: only the quoted part where authors or remarks surround it."""
        quoted = _QUOTED.search(self.title)
        return (quoted[1] or quoted[2]).strip(" .,") if quoted is not None else self.title

    @property
    def is_resource(self) -> bool:
        """Whether the entry is listed among data sets, benchmarks, tools and the like."""
        table = self.entry.kind if self.entry.layout is Layout.TABLE else ""
        return any(map(_is_resource_heading, (*self.entry.section.path[1:], table)))


@lru_cache(maxsize=1024)
def _is_resource_heading(title: str) -> bool:
    """Whether a heading names data sets, benchmarks, tools and the like, and no papers next to them."""
    return _RESOURCES.search(title) is not None and _PAPERS.search(title) is None


def compute_entry_keys(context: Context) -> list[EntryKeys]:
    """The keys of all entries that have a title, in order."""
    positions = _entry_positions(context)
    every = [
        _keys_of_entry(
            entry, number, positions.get(entry.node.span, _EntryPosition(None, -number - 1, in_quote=False))
        )
        for number, entry in enumerate(context.listing.entries)
        if entry.title is not None and entry.title.text.strip() and role_of_label(entry.title.text) is None
    ]
    word_counts: dict[str, list[int]] = defaultdict(list)
    for keys in every:
        word_counts[keys.entry.kind].append(keys.word_count)
    usual = {kind: _median(counts) for kind, counts in word_counts.items()}
    papers = Counter(keys.entry.kind for keys in every if keys.is_paper)
    for keys in every:
        kind, count = keys.entry.kind, keys.word_count
        keys.has_full_title = count >= _FULL_TITLE or (count >= 2 and usual[kind] > _FULL_TITLE)
        keys.is_paper = keys.is_paper or 2 * papers[kind] >= len(word_counts[kind])
    return every


def _median(counts: list[int]) -> float:
    # `statistics` would bring fractions and decimals into every start.
    """The median of the counts."""
    ordered = sorted(counts)
    return (ordered[(len(counts) - 1) // 2] + ordered[len(counts) // 2]) / 2


def _keys_of_entry(entry: Entry, number: int, position: _EntryPosition) -> EntryKeys:
    """The keys of one entry."""
    assert entry.title is not None
    title = _VENUE_TAIL.sub("", entry.title.text)
    words = [word for word in titles.title_words(title) if len(word) > 1 and not word.isdigit()]
    list_key = (entry.section.span, position.begun_by)
    where = (list_key, position.run, position.in_quote)
    keys = EntryKeys(entry, number, title, titles.title_key(title), len(words), *where, {}, {}, {}, {})
    for link in entry.links:
        _add_link_keys(keys, link)
    if entry.arxiv_id is not None and arxiv.id_key(entry.arxiv_id) in keys.arxiv_links:
        keys.arxiv_id = arxiv.id_key(entry.arxiv_id)
    else:
        keys.arxiv_id = next(iter(keys.arxiv_links), None)
    ids = (keys.arxiv_id, entry.doi, entry.openreview_id, entry.venue)
    keys.is_paper = any(part is not None for part in ids) or any(
        link.role is Role.PAPER for link in entry.links
    )
    return keys


def _add_link_keys(keys: EntryKeys, link: LinkField) -> None:
    """Add a link to the ids, repositories or pages of its entry."""
    if type(link.node) is not tree.Link:
        return
    if link.role not in (Role.TITLE, Role.PAPER, Role.CODE, Role.PROJECT):
        return
    paper = arxiv.parse_arxiv_url(link.url)
    if paper is not None:
        if link.role is Role.TITLE or _links_own_paper(link):
            keys.arxiv_links.setdefault(arxiv.id_key(paper.id), []).append(link)
        return
    repository = hosts.github_repository(link.url)
    if repository is not None:
        if repository.whole:
            keys.repositories.setdefault(repository.key, link)
        elif link.role in (Role.TITLE, Role.PAPER):
            fragment = link.url.partition("#")[2]
            keys.paper_pages.setdefault(f"{urls.url_key(link.url)}#{fragment}", link)
        return
    identity = urls.url_key(link.url)
    if not identity or hosts.host_of(link.url).endswith(_REFERENCE_WORKS):
        return
    if link.role in (Role.TITLE, Role.PAPER):
        keys.paper_pages.setdefault(identity, link)
    if link.role is Role.PROJECT or (link.role is Role.TITLE and hosts.kind_of(link.url) is None):
        keys.pages.setdefault(identity, link)


def _links_own_paper(link: LinkField) -> bool:
    """Whether the link leads to the entry's own paper: it is a badge, or its label is just `paper` or the
    like.
    """
    if link.role is Role.PAPER and link.badge is not None:
        return True
    return link.role in (Role.PAPER, Role.PROJECT) and _PAPER_LABEL.fullmatch(link.label) is not None


class _EntryPosition(NamedTuple):
    """Where an entry is in the document. `begun_by` is the block that begins its list; `run` counts the
    blocks before it that separate lists.
    """

    begun_by: object
    run: int
    in_quote: bool


def _entry_positions(context: Context) -> dict[Span, _EntryPosition]:
    """The positions of the nodes of all entries, by span. A new list begins at a heading (also one in
    bold), at an item with nested items, at `<details>` and at a table with other columns.
    """
    positions: dict[Span, _EntryPosition] = {}
    entry_nodes = {entry.node.span for entry in context.listing.entries}
    run = 0
    stack: list[tuple[list[tree.Block], object, bool]] = [(context.listing.tree.children, None, False)]
    while stack:
        blocks, begun_by, in_quote = stack.pop()
        run += 1
        for block in blocks:
            if isinstance(block, tree.Table):
                run += 1
                first_cell = visible_text(block.header.cells[0].children) if block.header.cells else ""
                table = (begun_by, len(block.header.cells), alphanumeric(first_cell))
                positions.update((row.span, _EntryPosition(table, run, in_quote)) for row in block.rows)
                run += 1
            elif isinstance(block, tree.List):
                here = _EntryPosition(begun_by, run, in_quote)
                positions.update((item.span, here) for item in block.items)
                stack.extend((item.children, item.span, in_quote) for item in block.items)
            elif block.span in entry_nodes:
                positions[block.span] = _EntryPosition(begun_by, run, in_quote)
            else:
                run += not isinstance(block, tree.Comment)
                if isinstance(block, tree.Quote):
                    stack.append((block.children, begun_by, True))
                elif _separates_lists(block):
                    begun_by = block.span
    return positions


def _separates_lists(block: tree.Block) -> bool:
    """Whether a block that is no entry separates the entries before it from those after it."""
    if isinstance(block, tree.Paragraph):
        seen = (node for node in block.children if type(node) is not tree.Text or node.value.strip(" :："))
        return isinstance(next(seen, None), tree.Strong | tree.Emphasis) and len(list(seen)) <= 2
    if isinstance(block, tree.HtmlBlock):
        return any(
            isinstance(node, tree.HtmlTag) and node.name.lower() in ("details", "summary")
            for node in block.children
        )
    return isinstance(block, tree.Heading)
