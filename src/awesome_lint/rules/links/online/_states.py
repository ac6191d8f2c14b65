"""The links of a document that are looked up, each with its state."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import arxiv, badges, urls
from awesome_lint.edits import Span
from awesome_lint.facts import AskLink, LinkState
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.settings.link_patterns import is_ignored_link
from awesome_lint.structs import record

_LOCAL = lazy(
    r"https?://(?:localhost|[^/?#]*\.(?:localhost|local|test|example|invalid|internal))(?=[:/?#]|$)"
)


@record(frozen=True)
class CheckedLink:
    """One URL on one line, with all links to it on that line (such as a title and a badge)."""

    url: str
    nodes: tuple[tree.Link | tree.Image, ...]

    @property
    def url_span(self) -> Span:
        """The span of the URL in the first of these links."""
        return self.nodes[0].target

    @property
    def question(self) -> AskLink:
        """The question for the state of the URL."""
        return AskLink(self.url)


def links_to_check(context: Context) -> list[CheckedLink]:
    """The URLs of links and images that are looked up, in order.

    Left out are badges (a service draws them), URLs that are malformed (LK001, AX002), those
    that exist on the writer's machine alone, and those that the configuration says to leave alone.
    """
    found: dict[tuple[str, int], list[tree.Link | tree.Image]] = {}
    starts = context.listing.line_starts
    targets: set[Span] = set()
    for node in context.listing.links:
        if node.target in targets or not node.is_exact or not _can_be_checked(context, node):
            continue
        targets.add(node.target)
        found.setdefault((node.url.strip(), bisect_right(starts, node.target.start)), []).append(node)
    return [CheckedLink(url, tuple(nodes)) for (url, _), nodes in found.items()]


def links_with_known_state(context: Context) -> Iterator[tuple[CheckedLink, LinkState]]:
    """The links whose state is known, each with its state, in order."""
    for link in context.cached(links_to_check):
        state = context.facts.get(link.question)
        if isinstance(state, LinkState):
            yield link, state


def _can_be_checked(context: Context, node: tree.Link | tree.Image) -> bool:
    """Whether a link leads to a page that can be looked up: no badge, malformed URL, local host or ignored link."""
    url = node.url.strip()
    if not url.lower().startswith(("http://", "https://")) or _LOCAL.match(url.lower()):
        return False
    if isinstance(node, tree.Image) and badges.parse_badge(url) is not None:
        return False
    if urls.find_url_defect(url) is not None:
        return False
    paper = arxiv.parse_arxiv_url(url)
    if paper is not None and arxiv.id_problem(paper.id, context.settings.today) is not None:
        return False
    return not is_ignored_link(url, context.settings)
