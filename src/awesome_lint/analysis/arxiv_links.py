"""The links of a document that lead to arXiv papers, with the entry that each belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import arxiv
from awesome_lint.edits import Span
from awesome_lint.listing.model import Entry, Role
from awesome_lint.markdown import plain, tree
from awesome_lint.structs import record


@record(frozen=True)
class PaperLink:
    """A live link to an arXiv paper. `role` and `label` are those of the entry's link; `label` is what a reader
    sees where the link belongs to no entry (`entry` and `role` are then None)."""

    node: tree.Link
    arxiv: arxiv.ArxivLink
    entry: Entry | None
    role: Role | None
    label: str
    verbatim: bool
    """Whether the address is in the text as it is (no escapes, no entities): offsets in it are offsets in
    the text."""

    @property
    def id_span(self) -> Span:
        """Where the id is, or the whole address where that cannot be told."""
        if not self.verbatim:
            return self.node.target
        start = self.node.target.start
        return Span(start + self.arxiv.start, start + self.arxiv.end)


def paper_links(context: Context) -> list[PaperLink]:
    """Every live link to an arXiv paper, in the order of the text; an address in a definition counts once."""
    return list(_paper_links(context))


def _paper_links(context: Context) -> Iterator[PaperLink]:
    owners: dict[int, tuple[Entry | None, Role | None, str]] = {
        id(link.node): (entry, link.role, link.label)
        for entry in context.listing.entries
        for link in entry.links
    }
    for entry in context.listing.entries:
        if entry.title is not None and entry.title.link is not None:
            owners.setdefault(id(entry.title.link), (entry, Role.TITLE, entry.title.text))
    seen: set[Span] = set()
    for node in context.listing.links:
        if not isinstance(node, tree.Link) or not node.mapped or node.target in seen:
            continue
        found = arxiv.link_in(node.url)
        if found is None:
            continue
        seen.add(node.target)
        owner, role, label = owners.get(id(node)) or (None, None, plain(node.children))
        verbatim = context.text[node.target.start : node.target.end] == node.url
        yield PaperLink(node, found, owner, role, label, verbatim)


def by_paper(context: Context) -> list[list[PaperLink]]:
    """The links to arXiv papers, those of one entry to one id together, in the order of their first."""
    groups: dict[tuple[int, str], list[PaperLink]] = {}
    for number, link in enumerate(context.cached(paper_links)):
        owner = id(link.entry) if link.entry is not None else -number - 1
        groups.setdefault((owner, arxiv.identity(link.arxiv.id)), []).append(link)
    return list(groups.values())
