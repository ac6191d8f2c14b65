"""The links of a document that lead to arXiv papers, with the entry that each belongs to."""

from __future__ import annotations

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import arxiv
from awesome_lint.edits import Span
from awesome_lint.listing.model import Entry, LinkField
from awesome_lint.markdown import tree
from awesome_lint.structs import record


@record(frozen=True)
class PaperLink:
    """A link to an arXiv paper. `entry` is the entry that contains it, or None. `verbatim` says whether the text has
    the URL without escapes and entities: only then offsets in the URL are offsets in the text."""

    node: tree.Link
    arxiv: arxiv.ArxivLink
    entry: Entry | None
    verbatim: bool

    @property
    def id_span(self) -> Span:
        """The span of the arXiv id in the text; the span of the whole URL if the URL is not verbatim."""
        if not self.verbatim:
            return self.node.target
        start = self.node.target.start
        return Span(start + self.arxiv.start, start + self.arxiv.end)


def find_paper_links(context: Context) -> list[PaperLink]:
    """All links to arXiv papers outside code and comments, in order. Links with the same definition count as one."""
    entries = context.listing.entries
    owners = {link.node.span: entry for entry in entries for link in entry.links}
    for entry in entries:
        if entry.title is not None and entry.title.link is not None:
            owners.setdefault(entry.title.link.span, entry)
    links: dict[Span, PaperLink] = {}
    for node in context.listing.links:
        if not isinstance(node, tree.Link) or not node.is_exact or node.target in links:
            continue
        paper = arxiv.parse_arxiv_url(node.url)
        if paper is not None:
            verbatim = context.text[slice(*node.target)] == node.url
            links[node.target] = PaperLink(node, paper, owners.get(node.span), verbatim)
    return list(links.values())


def are_versions_usual(context: Context) -> bool:
    """Whether the list has links with a version (`v2`) on purpose: several have one, at least one in ten."""
    links = context.cached(find_paper_links)
    with_version = sum(link.arxiv.version is not None for link in links)
    return with_version > 1 and 10 * with_version >= len(links)


def linked_versions(links: list[LinkField]) -> list[int | None]:
    """The versions in the links to arXiv (`v2`: 2), in order; None for a link without version."""
    return [paper.version for link in links if (paper := arxiv.parse_arxiv_url(link.url)) is not None]


def group_links_by_paper(context: Context) -> list[list[PaperLink]]:
    """The links to arXiv papers, grouped by entry and arXiv id, in the order of their first links."""
    groups: dict[tuple[Span, str], list[PaperLink]] = {}
    for link in context.cached(find_paper_links):
        owner = link.entry.span if link.entry is not None else link.node.target
        groups.setdefault((owner, arxiv.id_key(link.arxiv.id)), []).append(link)
    return list(groups.values())
