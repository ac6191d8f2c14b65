"""The entries of a list as the works that they name, and which of them name the same one.

Nothing here is a finding: the rules on shared ids, duplicates and dates each look at a part of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import arxiv, hosts, titles, urls
from awesome_lint.bibliography.names import squeezed
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import role_of_label
from awesome_lint.listing.model import Entry, Layout, LinkField, Role, Section
from awesome_lint.markdown import plain, tree
from awesome_lint.structs import record

_PAPER_LABEL = lazy(
    r"(?i)\W*(?:read |full |the )?(?:arxiv|paper|pdf|abs|abstract|html|preprint|link|page)"
    r"(?:[ -]?(?:pdf|link|paper))?\W*"
)
_WORD = lazy(r"[^\W_]+")
_QUOTED = lazy(r'"((?:[^"\s]+\s+){2,}[^"\s]+)"|“((?:[^”\s]+\s+){2,}[^”\s]+)”')
"""Three words and more in quotes."""
_FULL_NAME = lazy(r"\W*[^\W\d_]{2,}\W+[^\W\d_]")
_PAPER_WORDS = ("arxiv", "paper", "pdf", "abs", "html", "preprint", "link", "page")
"""One of these is in whatever `_PAPER_LABEL` matches."""
_RESOURCES = lazy(
    r"(?i)\b(?:data ?sets?|benchmarks?|environments|simulators?|tools|toolbox(?:es)?|libraries|codebases)\b"
)
_RESOURCE_WORDS = ("data", "benchmark", "environments", "simulator", "tool", "libraries", "codebases")
"""One of these is in whatever `_RESOURCES` finds."""
_REFERENCE_WORKS = ("wikipedia.org", "wikidata.org")
_TELLING = (Role.TITLE, Role.PAPER, Role.CODE, Role.PROJECT)
_FULL_TITLE = 4
"""Words from which on a title is taken for a paper's, not for the mere name of a method or data set."""


@record(eq=False)
class Work:
    """One entry with what identifies its work.

    `ids` are the arXiv ids of the links that stand for the entry's own paper, by identity, each with those
    links; `own` is the one that its title (or first paper link) leads to. `addresses` are the canonical
    addresses of its title's link and of its links to papers elsewhere. `place` tells entries of one list
    under one heading from others; `run` tells those that no other block separates from others. `full` is set where
    the title is a paper's title rather than a name, `paper` where the entry, or most of its kind, name a paper
    rather than a tool or a course.
    """

    entry: Entry
    number: int
    title: str
    key: str
    words: int
    """How many words the title has, numbers and single letters aside."""
    place: tuple[int, int]
    run: int
    ids: dict[str, list[LinkField]]
    addresses: dict[str, LinkField]
    repositories: dict[str, LinkField]
    pages: dict[str, LinkField]
    own: str | None = None
    full: bool = False
    paper: bool = False

    @property
    def section(self) -> Section:
        """The section of the entry's innermost heading."""
        return self.entry.section

    @property
    def people(self) -> frozenset[str]:
        """The last words of the authors' names, squeezed; names with `et al.` count as far as they go."""
        authors = self.entry.authors
        return frozenset(filter(None, map(_last, authors.names))) if authors is not None else frozenset()

    @property
    def full_names(self) -> frozenset[str]:
        """The authors' names of two words and more, squeezed."""
        names = self.entry.authors.names if self.entry.authors is not None else ()
        whole = (name.partition("et al")[0] for name in names)
        return frozenset(squeezed(name) for name in whole if _FULL_NAME.match(name))

    @property
    def shown(self) -> str:
        """The title for a message: the quoted part where authors or remarks surround it."""
        quoted = _QUOTED.search(self.title)
        return (quoted[1] or quoted[2]).strip(" .,") if quoted is not None else self.title

    @property
    def among_resources(self) -> bool:
        """Whether the entry is listed among data sets, benchmarks, tools and the like."""
        table = self.entry.kind if self.entry.layout is Layout.TABLE else ""
        return any(map(_names_resources, (*self.entry.section.path[1:], table)))


@lru_cache(maxsize=1024)
def _names_resources(title: str) -> bool:
    lowered = title.lower()
    return any(word in lowered for word in _RESOURCE_WORDS) and _RESOURCES.search(title) is not None


@lru_cache(maxsize=16384)
def _last(name: str) -> str:
    words: list[str] = _WORD.findall(name.partition("et al")[0])
    return words[-1].casefold() if words and len(words[-1]) > 1 else ""


def works(context: Context) -> list[Work]:
    """The entries of the list that have a title, in order, each with what identifies it."""
    places = _places(context)
    found = [
        _work(entry, number, places.get(id(entry.node), (0, id(entry.node))))
        for number, entry in enumerate(context.listing.entries)
        if entry.title is not None and entry.title.text.strip() and role_of_label(entry.title.text) is None
    ]
    lengths: dict[str, list[int]] = defaultdict(list)
    for work in found:
        lengths[work.entry.kind].append(work.words)
    usual = {kind: _median(counts) for kind, counts in lengths.items()}
    for work in found:
        work.paper = _names_paper(work)
    papers = Counter(work.entry.kind for work in found if work.paper)
    for work in found:
        kind = work.entry.kind
        work.full = work.words >= _FULL_TITLE or (work.words >= 2 and usual[kind] > _FULL_TITLE)
        work.paper = work.paper or 2 * papers[kind] >= len(lengths[kind])
    return found


def _median(counts: list[int]) -> float:
    # `statistics` would bring fractions and decimals into every start.
    ordered = sorted(counts)
    return (ordered[(len(counts) - 1) // 2] + ordered[len(counts) // 2]) / 2


def _names_paper(work: Work) -> bool:
    """Whether an entry's own fields tell that it is a paper."""
    entry = work.entry
    return (
        bool(work.ids)
        or entry.doi is not None
        or entry.openreview_id is not None
        or entry.venue is not None
        or any(link.role is Role.PAPER for link in entry.links)
    )


def _work(entry: Entry, number: int, where: tuple[int, int]) -> Work:
    assert entry.title is not None
    title = entry.title.text
    place = (id(entry.section), where[0])
    words = len([word for word in titles.title_words(title) if len(word) > 1 and not word.isdigit()])
    work = Work(entry, number, title, titles.title_key(title), words, place, where[1], {}, {}, {}, {})
    for link in entry.links:
        _sort(work, link)
    if entry.arxiv_id is not None and arxiv.identity(entry.arxiv_id) in work.ids:
        work.own = arxiv.identity(entry.arxiv_id)
    elif work.ids:
        work.own = next(iter(work.ids))
    return work


def _sort(work: Work, link: LinkField) -> None:
    """Put a link where it helps to tell the entry's work."""
    if link.role not in _TELLING or type(link.node) is not tree.Link:
        return
    paper = arxiv.link_in(link.url)
    if paper is not None:
        if link.role is Role.TITLE or _stands_for_entry(link):
            work.ids.setdefault(arxiv.identity(paper.id), []).append(link)
        return
    repository = hosts.github_repository(link.url)
    if repository is not None:
        if repository.whole:
            work.repositories.setdefault(repository.key, link)
        elif link.role in (Role.TITLE, Role.PAPER):
            fragment = link.url.partition("#")[2]
            work.addresses.setdefault(f"{urls.identity(link.url)}#{fragment}", link)
        return
    identity = urls.identity(link.url)
    if not identity or hosts.host_of(link.url).endswith(_REFERENCE_WORKS):
        return
    if link.role in (Role.TITLE, Role.PAPER):
        work.addresses.setdefault(identity, link)
    if link.role is Role.PROJECT or (link.role is Role.TITLE and hosts.kind_of(link.url) is None):
        work.pages.setdefault(identity, link)


def _stands_for_entry(link: LinkField) -> bool:
    """Whether a link to a paper means the entry's own: a badge, or a label that says no more than `paper`."""
    if link.role is Role.PAPER and link.badge is not None:
        return True
    if link.role not in (Role.PAPER, Role.PROJECT):
        return False
    lowered = link.label.lower()
    return any(word in lowered for word in _PAPER_WORDS) and _PAPER_LABEL.fullmatch(link.label) is not None


def _places(context: Context) -> dict[int, tuple[int, int]]:
    """For the node of each entry, a number that those of one list have in common: a heading in bold, a
    topic's item, a fold or a table with other columns begins another list, if under the same heading. The
    second number is common to those that nothing else separates."""
    groups: dict[object, int] = {}
    found: dict[int, tuple[int, int]] = {}
    own = {id(entry.node) for entry in context.listing.entries}
    runs = 0
    stack: list[tuple[list[tree.Block], object]] = [(context.listing.tree.children, 0)]
    while stack:
        blocks, label = stack.pop()
        runs += 1
        for block in blocks:
            if id(block) in own:
                found[id(block)] = groups.setdefault(label, len(groups)), runs
            elif isinstance(block, tree.Table):
                columns = plain(block.header.cells[0].children) if block.header.cells else ""
                table = (label, len(block.header.cells), squeezed(columns))
                runs += 1
                found.update((id(row), (groups.setdefault(table, len(groups)), runs)) for row in block.rows)
                runs += 1
            elif isinstance(block, tree.List):
                found.update(
                    (id(item), (groups.setdefault(label, len(groups)), runs)) for item in block.items
                )
                stack.extend((item.children, id(item)) for item in block.items)
            else:
                runs += not isinstance(block, tree.Comment)
                if isinstance(block, tree.Quote):
                    stack.append((block.children, label))
                elif _opens_list(block):
                    label = id(block)
    return found


def _opens_list(block: tree.Block) -> bool:
    """Whether a block that is no entry separates what follows from what is before it."""
    if isinstance(block, tree.Paragraph):
        seen = (node for node in block.children if type(node) is not tree.Text or node.value.strip(" :："))
        return isinstance(next(seen, None), tree.Strong | tree.Emphasis) and len(list(seen)) <= 2
    if isinstance(block, tree.HtmlBlock):
        return any(
            isinstance(node, tree.HtmlTag) and node.name.lower() in ("details", "summary")
            for node in block.children
        )
    return isinstance(block, tree.Heading)
