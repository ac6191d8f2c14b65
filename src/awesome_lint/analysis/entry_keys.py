"""The keys that identify the works of entries: ids, URLs and titles.

Nothing here is a finding: the rules on shared ids, duplicates and dates use the keys."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import NamedTuple

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import arxiv, hosts, titles, urls
from awesome_lint.bibliography.casing import letters_and_digits
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
"""At least three words in quotation marks."""
_RESOURCES = lazy(
    r"(?i)\b(?:data ?sets?|benchmarks?|environments|simulators?|tools|toolbox(?:es)?|libraries|codebases)\b"
)
_PAPERS = lazy(r"(?i)\b(?:papers?|surveys?|reviews?)\b")
_VENUE_TAIL = lazy(r"\s+[-–—|]\s+[^\W\d_][\w ]{1,24}\s+[-–—|]\s+(?:19|20)\d\d\W*\Z")
"""A venue and a year at the end of a link text (`Notes on Looms - CVPR - 2019`)."""
_REFERENCE_WORKS = ("wikipedia.org", "wikidata.org")
_MIN_FULL_TITLE_WORDS = 4
"""The number of words from which a title is probably that of a paper, not the name of a method or data set."""


@record(eq=False)
class EntryKeys:
    """An entry with the keys that identify its work: title, ids and links.

    `number` is its index among the entries. `arxiv_links` are the links to its own paper, by arXiv id; `arxiv_id` is
    the id in the link of its title or, if there is none, in the first link to the paper. `paper_pages` are the link
    of the title and the links to papers outside arXiv, by canonical URL; `repositories` and `pages` are its
    repositories and project pages. Entries of one list under one heading have the same `list_key`, and the same
    `run` if no other block is between them. `in_quote`: the entry is in a block quote. `has_full_title`: the title
    is that of a paper, not a short name. `is_paper`: the entry or most entries of its kind are papers, not tools or
    courses."""

    entry: Entry
    number: int
    title: str
    title_key: str
    word_count: int
    """The number of words in the title, without numbers and single letters."""
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
        """The number of the entry's first line."""
        return self.entry.lines[0]

    @property
    def published_venue(self) -> VenueMention | None:
        """The venue of the entry; None if it has none or only a preprint server."""
        venue = self.entry.venue
        return venue.mention if venue is not None and not venue.mention.is_preprint else None

    @property
    def surnames(self) -> frozenset[str]:
        """The authors' surnames, in lower case and without accents."""
        authors = self.entry.authors
        return surnames(authors.names) if authors is not None else frozenset()

    @property
    def short_title(self) -> str:
        """The title for messages: only the part in quotation marks if authors or remarks surround it."""
        quoted = _QUOTED.search(self.title)
        return (quoted[1] or quoted[2]).strip(" .,") if quoted is not None else self.title

    @property
    def is_resource(self) -> bool:
        """Whether the entry is listed under data sets, benchmarks, tools or the like."""
        table = self.entry.kind if self.entry.layout is Layout.TABLE else ""
        return any(map(_is_resource_heading, (*self.entry.section.path[1:], table)))


@lru_cache(maxsize=1024)
def _is_resource_heading(heading: str) -> bool:
    """Whether a heading contains a word for data sets, benchmarks, tools or the like, and none for papers."""
    return _RESOURCES.search(heading) is not None and _PAPERS.search(heading) is None


def compute_entry_keys(context: Context) -> list[EntryKeys]:
    """The keys of all entries with a title, in the order of the text."""
    positions = _entry_positions(context)
    all_keys = [
        _keys_of_entry(
            entry, number, positions.get(entry.node.span, _EntryPosition(None, -number - 1, in_quote=False))
        )
        for number, entry in enumerate(context.listing.entries)
        if entry.title is not None and entry.title.text.strip() and role_of_label(entry.title.text) is None
    ]
    word_counts: dict[str, list[int]] = defaultdict(list)
    for keys in all_keys:
        word_counts[keys.entry.kind].append(keys.word_count)
    median_counts = {kind: _median(counts) for kind, counts in word_counts.items()}
    papers = Counter(keys.entry.kind for keys in all_keys if keys.is_paper)
    for keys in all_keys:
        kind = keys.entry.kind
        least = 2 if median_counts[kind] > _MIN_FULL_TITLE_WORDS else _MIN_FULL_TITLE_WORDS
        keys.has_full_title = keys.word_count >= least
        keys.is_paper = keys.is_paper or 2 * papers[kind] >= len(word_counts[kind])
    return all_keys


def _median(counts: list[int]) -> float:
    """The median of the counts."""
    # `statistics` would bring fractions and decimals into every start.
    ordered = sorted(counts)
    return (ordered[(len(counts) - 1) // 2] + ordered[len(counts) // 2]) / 2


def _keys_of_entry(entry: Entry, entry_index: int, position: _EntryPosition) -> EntryKeys:
    """The keys of an entry; `entry_index` is its index among the entries."""
    assert entry.title is not None
    title = _VENUE_TAIL.sub("", entry.title.text)
    words = [word for word in titles.title_words(title) if len(word) > 1 and not word.isdigit()]
    list_key = (entry.section.span, position.list_start)
    where = (list_key, position.run, position.in_quote)
    keys = EntryKeys(entry, entry_index, title, titles.title_key(title), len(words), *where, {}, {}, {}, {})
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


def _add_link_keys(entry_keys: EntryKeys, link: LinkField) -> None:
    """Adds a link to the ids, repositories or pages of its entry."""
    if type(link.node) is not tree.Link:
        return
    if link.role not in (Role.TITLE, Role.PAPER, Role.CODE, Role.PROJECT):
        return
    paper = arxiv.parse_arxiv_url(link.url)
    if paper is not None:
        if link.role is Role.TITLE or _links_own_paper(link) or _links_first_paper_by_id(entry_keys, link):
            entry_keys.arxiv_links.setdefault(arxiv.id_key(paper.id), []).append(link)
        return
    repository = hosts.github_repository(link.url)
    if repository is not None:
        if repository.is_whole_repository:
            entry_keys.repositories.setdefault(repository.key, link)
        elif link.role in (Role.TITLE, Role.PAPER):
            fragment = link.url.partition("#")[2]
            entry_keys.paper_pages.setdefault(f"{urls.url_key(link.url)}#{fragment}", link)
        return
    identity = urls.url_key(link.url)
    if not identity or hosts.host_of(link.url).endswith(_REFERENCE_WORKS):
        return
    if link.role in (Role.TITLE, Role.PAPER):
        entry_keys.paper_pages.setdefault(identity, link)
    if link.role is Role.PROJECT or (link.role is Role.TITLE and hosts.page_kind(link.url) is None):
        entry_keys.pages.setdefault(identity, link)


def _links_own_paper(link: LinkField) -> bool:
    """Whether the link leads to the entry's own paper: it is a badge, or its label is a word such as `paper`."""
    if link.role is Role.PAPER and link.badge is not None:
        return True
    return link.role in (Role.PAPER, Role.PROJECT) and _PAPER_LABEL.fullmatch(link.label) is not None


def _links_first_paper_by_id(entry_keys: EntryKeys, link: LinkField) -> bool:
    """Whether the link text is an arXiv id (`arXiv:2402.01234 [cs]`) and the entry links no paper before it."""
    is_first = not entry_keys.arxiv_links and not entry_keys.paper_pages
    return is_first and arxiv.is_id_label(link.label)


class _EntryPosition(NamedTuple):
    """The position of an entry. `list_start` identifies the block that begins its list; `run` is the number of
    earlier blocks that separate lists."""

    list_start: object
    run: int
    in_quote: bool


def _entry_positions(context: Context) -> dict[Span, _EntryPosition]:
    """The positions of entries, by the spans of their nodes. A new list begins at a heading (also one in bold), an
    item with nested items, `<details>`, and a table with other columns."""
    positions: dict[Span, _EntryPosition] = {}
    entry_nodes = {entry.node.span for entry in context.listing.entries}
    run = 0
    stack: list[tuple[list[tree.Block], object, bool]] = [(context.listing.tree.children, None, False)]
    while stack:
        blocks, list_start, in_quote = stack.pop()
        run += 1
        for block in blocks:
            if isinstance(block, tree.Table):
                run += 1
                first_cell = visible_text(block.header.cells[0].children) if block.header.cells else ""
                table = (list_start, len(block.header.cells), letters_and_digits(first_cell))
                positions.update((row.span, _EntryPosition(table, run, in_quote)) for row in block.rows)
                run += 1
            elif isinstance(block, tree.List):
                position = _EntryPosition(list_start, run, in_quote)
                positions.update((item.span, position) for item in block.items)
                stack.extend((item.children, item.span, in_quote) for item in block.items)
            elif block.span in entry_nodes:
                positions[block.span] = _EntryPosition(list_start, run, in_quote)
            else:
                run += not isinstance(block, tree.Comment)
                if isinstance(block, tree.Quote):
                    stack.append((block.children, list_start, True))
                elif _separates_lists(block):
                    list_start = block.span
    return positions


def _separates_lists(block: tree.Block) -> bool:
    """Whether a block that is not an entry separates the entries before it from those after it."""
    if isinstance(block, tree.Paragraph):
        nodes = (node for node in block.children if type(node) is not tree.Text or node.value.strip(" :："))
        return isinstance(next(nodes, None), tree.Strong | tree.Emphasis) and len(list(nodes)) <= 2
    if isinstance(block, tree.HtmlBlock):
        return any(
            isinstance(node, tree.HtmlTag) and node.name.lower() in ("details", "summary")
            for node in block.children
        )
    return isinstance(block, tree.Heading)
