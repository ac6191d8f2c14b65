"""EN012: links and badges that do not lead to what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.id_conflicts import find_id_conflicts
from awesome_lint.bibliography import arxiv, hosts, urls
from awesome_lint.bibliography.names import matches_title
from awesome_lint.edits import Edit, Span, smallest_edit
from awesome_lint.findings import Batch, Finding, Habit, Related, Removal, Safety, Severity
from awesome_lint.listing.model import Entry, LinkField, Role
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.entries._field_links import find_badge_repository, promised_target

_BUTTON = Habit("button", 0, "{count} links say arXiv and lead to the page of the title")
_STAR = "https://img.shields.io/github/stars"
_DEFAULT_BRANCHES = frozenset(("main", "master"))


class WrongFieldLink(Rule):
    """A link or badge that does not lead to what it says.

    ## What it does

    - A badge that shows the stars (forks, watchers) of one repository and leads to another.
    - A link that says arXiv and leads elsewhere, where nine in ten such links of the list lead to arXiv (once for
      the file where it leads to the page of the title: the list uses it as the button of the paper).
    - A link that says code and leads to a paper's page; one that says paper and leads to a repository or a
      video (advice from two on: the list then writes so where there is no paper).
    - As advice, once for the file: links that say website and lead to the repository that the entry gives as its
      code, and badges of a repository that lead to its `/tree/main`.
    - In a review, as advice: a badge without a link that shows a repository which the added entry does not link.

    ## Why it matters

    Entries are made by copying the one above: what was not changed sends readers to another work.

    ## Fix

    Safe where the entry itself holds the answer: the repository without its branch, the repository of the link where
    the title has its name. Unsafe where neither fits the title, and for an arXiv label. None where the title has the
    name of the repository in the image, and for an arXiv label on the entry's only link to a page.
    """

    code = "EN012"
    name = "wrong-field-link"
    summary = "A link or badge that does not lead to what it says"
    fix = Safety.SAFE
    batch = Batch.ENTRIES
    removes = frozenset({Removal.LINKS})
    examples = (
        Example(
            f"# List\n\n- [Loom: Weaving Fast](https://arxiv.org/abs/2402.01234) [![Star]({_STAR}/jacquard/Engine.svg)]"
            f"(https://github.com/jacquard/Loom)\n",
            (3,),
            f"# List\n\n- [Loom: Weaving Fast](https://arxiv.org/abs/2402.01234) [![Star]({_STAR}/jacquard/Loom.svg)]"
            f"(https://github.com/jacquard/Loom)\n",
            title="the image shows another repository",
        ),
        Example(
            f"# List\n\n- [Loom: Weaving Fast](https://arxiv.org/abs/2402.01234) [![Star]({_STAR}/jacquard/Loom.svg)]"
            f"(https://github.com/jacquard/Loom/tree/main)\n",
            (3,),
            f"# List\n\n- [Loom: Weaving Fast](https://arxiv.org/abs/2402.01234) [![Star]({_STAR}/jacquard/Loom.svg)]"
            f"(https://github.com/jacquard/Loom)\n",
            title="a branch in the link of a repository's badge",
        ),
        Example(
            "# List\n\n- [Loom: Weaving Fast](https://arxiv.org/abs/2402.01234) [[Project](https://loom.example.org/)]\n"
            "  [![arXiv](https://img.shields.io/badge/arXiv-b31b1b.svg)](https://loom.example.org/)\n",
            (4,),
            "# List\n\n- [Loom: Weaving Fast](https://arxiv.org/abs/2402.01234) [[Project](https://loom.example.org/)]\n"
            "  [![arXiv](https://img.shields.io/badge/arXiv-b31b1b.svg)](https://arxiv.org/abs/2402.01234)\n",
            title="an arXiv badge that leads elsewhere",
        ),
        Example(
            "# List\n\n- [Loom: Weaving Fast](https://arxiv.org/abs/2402.01234)\n"
            "  [![arXiv](https://img.shields.io/badge/arXiv-b31b1b.svg)](https://loom.example.org/)\n",
            (4,),
            title="an arXiv badge that is the only link to the project page",
        ),
        Example(
            "# List\n\n- Card: Punching Fast [[pdf](https://www.youtube.com/watch?v=aBcDeFgHiJk)]\n",
            (3,),
            title="a paper that is a video",
        ),
        Example(
            "# List\n\n- Loom: Weaving Fast [[Paper](https://github.com/jacquard/Loom)] "
            "[[Code](https://github.com/jacquard/Loom)]\n"
            "- Card: Punching Fast [[pdf](https://www.youtube.com/watch?v=aBcDeFgHiJk)]\n",
            (3, 4),
            title="papers that are a repository and a video (one advice)",
        ),
        Example(
            "# List\n\n- [Loom: Weaving Fast](https://arxiv.org/abs/2402.01234) [[Code](https://github.com/jacquard/Loom)] "
            "[[Website](https://github.com/jacquard/Loom?tab=readme-ov-file)]\n",
            (3,),
            title="a website that is the repository",
        ),
    )
    valid = (
        f"# List\n\n- [Loom: Weaving Fast](https://arxiv.org/abs/2402.01234) [![Star]({_STAR}/Jacquard/loom)]"
        f"(https://github.com/jacquard/Loom) [[Project](https://jacquard.github.io/loom)]\n",
        "# List\n\n- [Loom: Weaving Fast](https://arxiv.org/abs/2402.01234) [[Project](https://github.com/jacquard/Loom)]\n",
        "# List\n\n- [Loom](https://openreview.net/forum?id=abc) [[arXiv](https://www.alphaxiv.org/abs/2402.01234)] "
        "[[Code](https://openreview.net/attachment?id=abc&name=supplementary_material)]\n",
        # A tool of this name, and a paper in a repository.
        "# List\n\n- [Paper](https://github.com/jacquard/paper) - Weaves.\n"
        "- Loom: Weaving Fast [[paper](https://github.com/jacquard/loom/blob/main/loom.pdf)]\n",
        # A build badge leads where it likes, and a site's home in a sentence is no paper.
        "# List\n\n- [Loom](https://github.com/jacquard/loom) - Weaves. [![Build]"
        "(https://img.shields.io/github/actions/workflow/status/jacquard/loom-ci/test.yml)](https://github.com/jacquard/loom)\n"
        "- [Citing](https://cite.example.org) - To export a citation, look at [arXiv](https://arxiv.org/) or "
        "[the wiki](https://wiki.example.org/).\n",
        # "arXiv" is this list's word for any paper.
        "# List\n\n- [Loom: Weaving Fast](https://a.example.org) [[arXiv](https://a.example.org/a.pdf)]\n"
        "- [Card: Punching Fast](https://b.example.org) [[arXiv](https://b.example.org/b.pdf)]\n"
        "- [Silk: Spinning Fast](https://arxiv.org/abs/2402.01234) [[arXiv](https://arxiv.org/abs/2402.01234)]\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """At most one finding a link."""
        any_paper = _arxiv_means_any_paper(context)
        wrong_paper_links = sum(
            promised_target(link.label) == "paper" and _kind_of_other_page(link) is not None
            for entry in context.listing.entries
            for link in entry.links
        )
        for entry in context.listing.entries:
            for link in entry.links:
                if isinstance(link.node, tree.Link) and link.node.is_exact:
                    promised = promised_target(link.label)
                    finding = (
                        self._check_repository_badge(context, entry, link)
                        or (self._check_arxiv_link(context, entry, link) if not any_paper else None)
                        or (self._check_site_link(entry, link) if promised == "site" else None)
                        or (self._check_code_link(link) if promised == "code" else None)
                        or (self._check_paper_link(link, wrong_paper_links) if promised == "paper" else None)
                    )
                    if finding is not None:
                        yield finding

    def review_remarks(self, context: Context, added_spans: Collection[Span]) -> Iterator[Finding]:
        """Findings for badges without a link that show another repository than those that the added entry links."""
        for entry in context.listing.entries:
            if entry.span not in added_spans:
                continue
            repositories = [hosts.github_repository(link.url) for link in entry.links]
            keys = [repository.key for repository in repositories if repository is not None]
            badges = [link for link in entry.links if isinstance(link.node, tree.Image)]
            for image in (find_badge_repository(link, context.text) for link in badges):
                if image is not None and keys and image.path.lower() not in keys:
                    message = f"The badge shows {image.path}, and the entry links {keys[0]}"
                    yield self.finding(image.span, message, severity=Severity.ADVICE)

    def _check_repository_badge(self, context: Context, entry: Entry, link: LinkField) -> Finding | None:
        """The finding for a badge that shows one repository and leads to another one, or to a branch; None for other
        links."""
        image = find_badge_repository(link, context.text)
        target = hosts.github_repository(link.url)
        if image is None or target is None:
            return None
        if image.path.lower() == target.key:
            return self._check_branch_badge(context.text, link, target)
        if not target.is_whole_repository:
            return None
        link_fits = _has_repository_name(entry, target.full_name)
        image_fits = _has_repository_name(entry, image.path)
        agreeing = target.full_name if link_fits else image.path if image_fits else None
        hint = f"; the title agrees with {agreeing}" if agreeing else ""
        return self.finding(
            image.span,
            f"The badge shows {image.path} and leads to {target.full_name}{hint}",
            edits=[Edit(image.span, target.full_name)] if link_fits or not image_fits else (),
            safety=Safety.SAFE if link_fits and not image_fits else Safety.UNSAFE,
        )

    def _check_branch_badge(self, text: str, link: LinkField, target: hosts.RepositoryUrl) -> Finding | None:
        if target.branch not in _DEFAULT_BRANCHES:
            return None
        place = link.node.target
        return self.finding(
            place,
            f"The badge of {target.full_name} leads to its branch {target.branch} instead of the repository",
            severity=Severity.ADVICE,
            edits=[smallest_edit(place, text[slice(*place)], target.url)],
            habit=Habit("branch", 0, "{count} repository badges lead to a branch instead of the repository"),
        )

    def _check_arxiv_link(self, context: Context, entry: Entry, link: LinkField) -> Finding | None:
        """The finding for a link that says arXiv and leads elsewhere; None for other links."""
        if arxiv.parse_arxiv_url(link.url) is not None or not _claims_arxiv(link):
            return None
        same = [other for other in entry.links if other is not link and _is_same_page(other, link)]
        button = any(other.role is Role.TITLE for other in same)
        doubtful = entry.span in context.cached(find_id_conflicts).doubtful_entries
        known = entry.arxiv_id is not None and arxiv.is_valid(entry.arxiv_id) and not doubtful
        return self.finding(
            link.node.target,
            f"The link says arXiv and leads to {hosts.host_of(link.url)}"
            + (f"; the entry's paper is arXiv {entry.arxiv_id}" if known else ""),
            # The entry must not lose its only link to a page.
            edits=[Edit(link.node.target, f"https://arxiv.org/abs/{entry.arxiv_id}")]
            if known and same
            else (),
            safety=Safety.UNSAFE,
            habit=_BUTTON if button else None,
        )

    def _check_site_link(self, entry: Entry, link: LinkField) -> Finding | None:
        repository = hosts.github_repository(link.url)
        if repository is None or not _is_front_page(repository):
            return None
        for other in entry.links:
            if other is link or other.role is not Role.CODE:
                continue
            code = hosts.github_repository(other.url)
            if code is not None and code.is_whole_repository and code.key == repository.key:
                return self.finding(
                    link.node.target,
                    f"The link says “{link.label.strip()}” and leads to the repository that the entry gives as its code",
                    severity=Severity.ADVICE,
                    related=[Related(other.node.span, "the same repository")],
                    habit=Habit("site", 0, "{count} links say website and lead to the entry's repository"),
                )
        return None

    def _check_code_link(self, link: LinkField) -> Finding | None:
        if arxiv.parse_arxiv_url(link.url) is None and not _is_paper_page(link.url):
            return None
        return self.finding(
            link.node.target,
            f"The link says “{link.label.strip()}” and leads to a paper on {hosts.host_of(link.url)}",
        )

    def _check_paper_link(self, link: LinkField, count: int) -> Finding | None:
        """The finding for a link that says paper and leads to a repository or a video; advice if `count`, the number of
        such links, shows that the list writes this for works without a paper. None for other links."""
        page = _kind_of_other_page(link)
        if page is None:
            return None
        return self.finding(
            link.node.target,
            f"The link says “{link.label.strip()}” and leads to a {page} on {hosts.host_of(link.url)}",
            severity=Severity.ADVICE if count > 1 else None,
            habit=Habit("paper", 1, "{count} links say paper and lead to repositories or videos"),
        )


def _kind_of_other_page(link: LinkField) -> str | None:
    """`repository` or `video` if the link leads to one and is not the title, else None."""
    if link.role is Role.TITLE:
        return None
    repository = hosts.github_repository(link.url)
    if repository is not None:
        return "repository" if _is_front_page(repository) else None
    return "video" if hosts.page_kind(link.url) == "video" else None


def _is_front_page(repository: hosts.RepositoryUrl) -> bool:
    """Whether a URL leads to a repository itself, not to a part of it (`…/blob/…`, `#usage`)."""
    return repository.is_whole_repository and not repository.fragment


def _has_repository_name(entry: Entry, repository: str) -> bool:
    """Whether a path is `owner/name`, and the entry's title has that name."""
    owner, _, name = repository.partition("/")
    return (
        bool(owner) and "/" not in name and entry.title is not None and matches_title(name, entry.title.text)
    )


def _claims_arxiv(link: LinkField) -> bool:
    """Whether a link says that it leads to arXiv and is neither a title nor another page of arXiv."""
    if promised_target(link.label) != "arxiv" or link.role is Role.TITLE or not link.url.startswith("http"):
        return False
    return arxiv.parse_arxiv_url(link.url) is not None or not hosts.host_of(link.url).endswith("arxiv.org")


def _is_same_page(link: LinkField, other: LinkField) -> bool:
    return (urls.url_key(link.url) or link.url) == (urls.url_key(other.url) or other.url)


def _arxiv_means_any_paper(context: Context) -> bool:
    """Whether the list writes "arXiv" also on links to other pages: on at least two, and more than one in ten."""
    counts = Counter(
        arxiv.parse_arxiv_url(link.url) is not None
        for entry in context.listing.entries
        for link in entry.links
        if _claims_arxiv(link)
    )
    return counts[False] >= 2 and counts[False] * 10 > counts.total()


def _is_paper_page(url: str) -> bool:
    """Whether a URL is a paper's page (not the page of its code or other material)."""
    return hosts.page_kind(url) == "paper" and not any(
        word in url.lower() for word in ("attachment", "supplement", "code", "software", "material")
    )
