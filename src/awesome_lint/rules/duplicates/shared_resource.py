"""DU003: one repository or page under two different works."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.entry_keys import EntryKeys, compute_entry_keys
from awesome_lint.bibliography import hosts, titles, urls
from awesome_lint.bibliography.casing import letters_and_digits
from awesome_lint.bibliography.names import (
    name_at_start_of_title,
    names_in_url,
    url_has_first_words,
    url_has_short_name,
    url_has_title,
)
from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Habit, Related, Severity
from awesome_lint.listing.labels import role_of_label
from awesome_lint.listing.model import Layout, LinkField, Role
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule
from awesome_lint.structs import record

_HABIT = Habit("shared", 0, "{count} repositories and pages are linked by two different works each")
_IDS = ("doi:", "openreview:", "acl:")
"""Papers' pages that have ids: AX004 reports those."""
_MAIN = (None, "main", "master")
_MAX_WORKS = 2
"""A page of three works or more is shared on purpose."""
_COMMON = 3
"""Words that titles of one project have in common."""


@record(frozen=True)
class _ResourceUse:
    """A link of an entry to a repository or page."""

    keys: EntryKeys
    link: LinkField


class SharedResource(Rule):
    """One repository or page that two different works link.

    ## What it does

    One repository, project page or paper's page that two different works link. It is a warning where a project page
    has the short name of the other work; where a repository has it, and the authors differ or this work has pages of
    its own; and for a paper's page. All others are one advice for the file: the works of a group share repositories.
    In a review, an added entry is reported for each page of its own that one or two other works link (advice).

    Not reported: pages of three works or more, environments, data sets and benchmarks, follow-up papers (two
    authors in common, or the only one given), branches of a repository, a link whose text is the name of the
    repository or of the other work, the list's own repository, and repositories known to hold the code of many works.

    ## Why it matters

    A link that was copied with an entry leads readers of one paper to the code of another one.

    ## Fix

    None: only a search for the work finds the right page.
    """

    code = "DU003"
    name = "shared-resource"
    summary = "One repository or page under two different works"
    examples = (
        Example(
            "# List\n\n- [Loom: Weaving by Cards](https://arxiv.org/abs/2402.01234) [[code](https://github.com/jacquard/Loom)]\n"
            "- [Engine: Notes on Computing](https://arxiv.org/abs/2310.04321) [[code](https://github.com/jacquard/Loom)] "
            "[[project](https://byron.example.org/engine)]\n",
            (4,),
            title="code that was copied with the entry",
        ),
        Example(
            "# List\n\n- [Loom: Weaving by Cards](https://arxiv.org/abs/2402.01234) "
            "[[project](https://jacquard.github.io/Loom/)]\n"
            "- [A Study of Thinking Engines](https://arxiv.org/abs/2310.04321) "
            "[[project](https://jacquard.github.io/Loom/)]\n",
            (4,),
            title="a project page with the name of the other work",
        ),
        Example(
            "# List\n\n- **Loom: Weaving by Cards**, *Ann Jones, Tom Wang, Lu Li*. "
            "[[paper](https://arxiv.org/abs/2402.01234)] [[code](https://github.com/jacquard/Loom)]\n"
            "- **Thinking Engines Are Weavers of Numbers**, *Dora Weiss, Kim Wang, Otto Ey*. "
            "[[paper](https://arxiv.org/abs/2310.04321)] [[code](https://github.com/jacquard/Loom)]\n",
            (4,),
            title="one common surname is chance",
        ),
    )
    valid = (
        "# List\n\n"
        + "".join(
            f"- [{name}: A Study of Its Own](https://arxiv.org/abs/2402.0123{n}) [[code](https://github.com/jacquard/frames)]\n"
            for n, name in enumerate(("Loom", "Engine", "Spindle"))
        ),
        "# List\n\n- [Loom: Weaving by Cards](https://arxiv.org/abs/2402.01234) [[code](https://github.com/jacquard/Loom)]\n"
        "- [Loom++: Weaving Faster by Cards](https://arxiv.org/abs/2402.01235) [[code](https://github.com/jacquard/Loom)]\n",
        # The link's text is the name of the repository.
        "# List\n\n- **LoomBench: Judging Looms**, *Liu et al.*, ICLR 2024. [[paper](https://arxiv.org/abs/2308.03001)]"
        "[[code](https://github.com/liu/LoomBench)][[LoomGym](https://github.com/woo/LoomGym)]\n"
        "- **LoomGym: Training Looms**, *Xi et al.*, arXiv 2024. [[paper](https://arxiv.org/abs/2406.04002)]"
        "[[code](https://github.com/woo/LoomGym)]\n",
        # A branch of its own.
        "# List\n\n- [Loom: Weaving by Cards](https://arxiv.org/abs/2402.01234) [[code](https://github.com/jacquard/frames)]\n"
        "- [Spindle Spinning for All](https://arxiv.org/abs/2402.01235) "
        "[[code](https://github.com/jacquard/frames/tree/spindle)]\n",
        # A follow-up paper of the same authors.
        "# List\n\n- **Loom: Weaving by Cards**, *Ann Jones, Lu Li*. [[paper](https://arxiv.org/abs/2402.01234)] "
        "[[code](https://github.com/jacquard/Loom)]\n"
        "- **Faster Patterns on Fewer Threads**, *Lu Li, Ann Jones*. [[paper](https://arxiv.org/abs/2402.01235)] "
        "[[code](https://github.com/jacquard/Loom)]\n",
        # A data set and the paper that brought it.
        "# List\n\n## Papers\n\n- [Judging Looms by Their Cloth](https://arxiv.org/abs/2308.03001) "
        "[[code](https://github.com/liu/LoomBench)]\n\n## Comparison\n\n| Dataset | Size | Link |\n| --- | --- | --- |\n"
        "| LoomBench | 5000 | [code](https://github.com/liu/LoomBench) |\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for two entries, at the one that the name of the page does not fit, else at the later one."""
        excluded = _shared_repositories(context)
        reported: set[object] = set()
        for (kind, key), group in _uses_by_resource(context).items():
            if key in excluded:
                continue
            # Of the entries of one work, compare one that is not among data sets and tools.
            different = _uses_of_different_works(sorted(group, key=lambda use: use.keys.is_resource))
            if len(different) != _MAX_WORKS:
                continue
            one, other = different
            if _may_share_page(one, other):
                continue
            wrong, right, certain = _find_wrong_use(one, other, kind)
            if kind == "repository" and not certain and _have_similar_titles(wrong.keys, right.keys):
                continue
            places = {frozenset((wrong.keys.number, right.keys.number)), wrong.link.node.span}
            if places.isdisjoint(reported):
                yield self._shared_resource_finding(wrong, right, certain)
            reported |= places

    def review_remarks(self, context: Context, added_spans: Collection[Span]) -> Iterator[Finding]:
        """Findings for links of an added entry that one or two other works also have, anywhere in their entries. A
        table row may have the short name of a paper whose title is elsewhere in the list."""
        entries = context.cached(compute_entry_keys)
        uses: dict[str, list[_ResourceUse]] = defaultdict(list)
        for keys in entries:
            for link in keys.entry.links:
                uses[urls.url_key(link.url)].append(_ResourceUse(keys, link))
        for keys in entries:
            if keys.entry.span in added_spans:
                yield from self._find_links_shared_with_other_works(keys, uses)

    def _find_links_shared_with_other_works(
        self, keys: EntryKeys, uses: Mapping[str, list[_ResourceUse]]
    ) -> Iterator[Finding]:
        """The findings for the links of one entry that one or two other works also have."""
        papers = {urls.url_key(link.url) for links in keys.arxiv_links.values() for link in links}
        pages = {
            urls.url_key(link.url)
            for links in (keys.paper_pages, keys.repositories, keys.pages)
            for link in links.values()
            if hosts.host_of(link.url) != "github.com" or hosts.github_repository(link.url)
        }
        for identity in sorted(papers | pages):
            own = next(use for use in uses[identity] if use.keys is keys)
            others: dict[int, _ResourceUse] = {}
            for use in uses[identity]:
                if (
                    not titles.may_be_same_work(use.keys.title, keys.title)
                    and not _are_named_alike(use.keys, keys)
                    and not _is_name_of_work(own.link, use.keys)
                    and (identity not in papers or _may_be_two_papers(use.keys, keys))
                ):
                    others[use.keys.number] = use
                if len(others) > _MAX_WORKS:
                    break
            if 1 <= len(others) <= _MAX_WORKS:
                yield self._shared_resource_finding(own, next(iter(others.values())), certain=False)

    def _shared_resource_finding(self, wrong: _ResourceUse, right: _ResourceUse, certain: bool) -> Finding:
        related = [Related(right.link.node.span, f"the link of “{right.keys.short_title}”")]
        if not certain:
            return self.finding(
                wrong.link.node.span,
                _shared_message(wrong, right),
                severity=Severity.ADVICE,
                related=related,
                habit=_HABIT,
                mirror=_shared_message(right, wrong),
            )
        if not _has_name_of_work(right):
            message = (
                f"“{wrong.keys.short_title}” and “{right.keys.short_title}” (line {right.keys.line}) link the same "
                f"paper, {wrong.link.url}: correct the link that is wrong"
            )
        else:
            message = (
                f"“{wrong.keys.short_title}” links {wrong.link.url}, the page of “{right.keys.short_title}” "
                f"(line {right.keys.line}): link this work's own page"
            )
        return self.finding(wrong.link.node.span, message, related=related)


def _shared_message(here: _ResourceUse, there: _ResourceUse) -> str:
    return (
        f"“{here.keys.short_title}” and “{there.keys.short_title}” (line {there.keys.line}) link the same page, "
        f"{here.link.url}: check whether it belongs to both"
    )


def _uses_by_resource(context: Context) -> dict[tuple[str, str], list[_ResourceUse]]:
    """The links of entries to each repository, project page and paper's page, by its kind and key."""
    uses: dict[tuple[str, str], list[_ResourceUse]] = defaultdict(list)
    for keys in context.cached(compute_entry_keys):
        kinds = {"repository": keys.repositories, "page": keys.pages, "paper": keys.paper_pages}
        for kind, links in kinds.items():
            for key, link in links.items():
                if _is_own_link(keys, link) and not (kind == "paper" and key.startswith(_IDS)):
                    uses[kind, key].append(_ResourceUse(keys, link))
    return uses


def _is_own_link(keys: EntryKeys, link: LinkField) -> bool:
    """Whether a link is a field of its entry, not a mention of another work in a description."""
    repository = hosts.github_repository(link.url)
    if repository is not None and repository.branch not in _MAIN:
        return False
    if link.role is Role.TITLE:
        return True
    if letters_and_digits(link.label) in map(letters_and_digits, names_in_url(link.url)):
        return False
    return (
        link.role is Role.PAPER
        or link.badge is not None
        or link.outer != link.node.span
        or keys.entry.layout is Layout.TABLE
        or role_of_label(link.label) is not None
    )


def _uses_of_different_works(group: list[_ResourceUse]) -> list[_ResourceUse]:
    """One link for each of the first three works; entries of one paper or one series count once."""
    different: list[_ResourceUse] = []
    for use in group:
        if not any(_are_related_works(use.keys, other.keys) for other in different):
            different.append(use)
            if len(different) > _MAX_WORKS:
                break  # Each link is compared with three others at most, and not with all of a group.
    return different


def _are_related_works(first: EntryKeys, second: EntryKeys) -> bool:
    """Whether two works may share a page: they are one paper, have the same authors, or their names begin in the same
    way (`Loom`, `Loom++`)."""
    if titles.may_be_same_work(first.title, second.title):
        return True
    if not first.arxiv_links.keys().isdisjoint(second.arxiv_links) or _share_authors(first, second):
        return True
    return _are_named_alike(first, second)


def _may_be_two_papers(first: EntryKeys, second: EntryKeys) -> bool:
    """Whether two entries with the id of one paper may be two papers, and not its title and its short name."""
    return first.has_full_title == second.has_full_title or first.entry.kind == second.entry.kind


def _are_named_alike(first: EntryKeys, second: EntryKeys) -> bool:
    """Whether the name of one work contains the other's."""
    names = [name_at_start_of_title(keys.title) or keys.title_key for keys in (first, second)]
    short = min(names, key=len)
    return len(short) >= 3 and all(short in name for name in names)


def _share_authors(first: EntryKeys, second: EntryKeys) -> bool:
    """Whether two works have two surnames of authors in common, or the only one given."""
    shared = first.surnames & second.surnames
    return bool(shared) and len(shared) >= min(2, len(first.surnames), len(second.surnames))


def _have_similar_titles(first: EntryKeys, second: EntryKeys) -> bool:
    """Whether two titles have so many words in common that the papers may be of one project."""
    return len(titles.common_content_words(first.title, second.title)) >= _COMMON


def _may_share_page(first: _ResourceUse, second: _ResourceUse) -> bool:
    """Whether two works may share a page because of what they are: one is a data set or tool, the page has the name of
    the work whose title links it, or the text of one link is the name of the other work."""
    uses = (first, second)
    if _is_name_of_work(first.link, second.keys) or _is_name_of_work(second.link, first.keys):
        return True
    entitled = [use for use in uses if use.link.role is Role.TITLE]
    if len(entitled) == 2:
        return False
    if any(use.keys.is_resource for use in uses):
        return True
    if all(use.keys.entry.layout is Layout.TABLE for use in uses):
        return False  # rows are works of one kind
    return any(map(_has_name_of_work, entitled))


def _has_name_of_work(use: _ResourceUse) -> bool:
    """Whether the page has the name of the entry's work."""
    return url_has_title(use.link.url, use.keys.title)


def _fits_page(use: _ResourceUse) -> bool:
    """Whether the page has the name of the entry's work, or its URL the first words of the title."""
    return _has_name_of_work(use) or url_has_first_words(use.link.url, use.keys.title)


def _is_name_of_work(link: LinkField, other: EntryKeys) -> bool:
    """Whether the text of a link is the name of another entry's work."""
    label = letters_and_digits(link.label)
    return (
        link.role is not Role.TITLE
        and bool(label)
        and label in (name_at_start_of_title(other.title), other.title_key)
    )


def _find_wrong_use(
    first: _ResourceUse, second: _ResourceUse, kind: str
) -> tuple[_ResourceUse, _ResourceUse, bool]:
    """The link that is probably wrong, the other one, and whether this is certain: the page has the name of the other
    work, and for a repository the authors differ too, or the first work links another page with its own name."""
    full = first.keys.has_full_title and second.keys.has_full_title
    if kind == "paper" and full and hosts.page_kind(first.link.url) == "paper":
        # A paper's page is one paper's.
        named = _fits_page(second) and not _fits_page(first)
        return (first, second, True) if named else (second, first, True)
    if _has_name_of_work(first) == _has_name_of_work(second):
        return second, first, False
    wrong, right = (second, first) if _has_name_of_work(first) else (first, second)
    named = full and url_has_short_name(right.link.url, right.keys.title)
    if kind == "page":
        return wrong, right, named
    other_authors = bool(wrong.keys.surnames and right.keys.surnames)
    return wrong, right, (named and other_authors) or (full and _has_other_page(wrong))


def _has_other_page(use: _ResourceUse) -> bool:
    """Whether a work links another page that has its own name."""
    links = [*use.keys.repositories.values(), *use.keys.pages.values()]
    return any(link.url != use.link.url and url_has_title(link.url, use.keys.title) for link in links)


def _shared_repositories(context: Context) -> frozenset[str]:
    """The repositories that may be linked by several entries: those linked outside entries (the list's own, related
    lists), and those known to contain many works."""
    of_entries = {link.node.span for entry in context.listing.entries for link in entry.links}
    return frozenset(
        repository.key
        for node in context.listing.links
        if (repository := hosts.github_repository(node.url)) is not None
        and (
            hosts.has_many_works(repository) or (isinstance(node, tree.Link) and node.span not in of_entries)
        )
    )
