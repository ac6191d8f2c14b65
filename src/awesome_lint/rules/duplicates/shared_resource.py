"""DU003: one repository or page under two different works."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.duplicates import duplicates
from awesome_lint.analysis.entry_keys import Work, works
from awesome_lint.bibliography import hosts, titles
from awesome_lint.bibliography.names import belongs, has_short_name, head_of, names_in, owner_of, squeezed
from awesome_lint.findings import Finding, Habit, Related, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import role_of_label
from awesome_lint.listing.model import Layout, LinkField, Role
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule
from awesome_lint.structs import record

LEAST_FRAGMENT = 8
_WORDS = lazy(r"[\W_]+")
_HABIT = Habit("shared", 0, "{count} repositories and pages are linked by two different works each")
_IDS = ("doi:", "openreview:", "acl:")
"""Papers' pages that have ids: AX004 reports those."""
_MAIN = (None, "main", "master")
_COMMON = 3
_MANY = 3
"""Works from which on a resource is plainly meant to be shared."""


@record(frozen=True)
class _Holder:
    work: Work
    link: LinkField


class SharedResource(Rule):
    """One repository or page that two different works link.

    ## What it does

    One repository, project page or paper's page that two different works link. It is a warning where a project page
    has the short name of the other work, where a repository has it and other authors or pages of its own speak
    against this one, and where it is a paper's page. All others are one advice for the file: the works of a group
    share repositories.

    Not reported: pages of three works or more, environments, data sets and benchmarks, follow-up papers (two
    authors in common, or one with the full name), pages of two works that share a repository as well, branches and parts of a repository, a link whose text is the
    name of the repository or of the other work, the list's own repository, and repositories known to hold the code
    of many works.

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
        # A part of another work's repository that has this one's name.
        "# List\n\n- [Loom: Weaving by Cards](https://arxiv.org/abs/2402.01234) [[code](https://github.com/jacquard/loom)]\n"
        "- [Spindle Spinning for All](https://arxiv.org/abs/2402.01235) "
        "[[code](https://github.com/jacquard/loom/#spindle-spinning-for-all)]\n",
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
        # Two papers of one project, with its page and its repository.
        "# List\n\n- [Loom: Weaving Patterns by Punched Cards](https://arxiv.org/abs/2402.01234) "
        "[[project](https://jacquard.github.io/Loom/)] [[code](https://github.com/jacquard/Loom)]\n"
        "- [Learned Patterns for Dyed Silk on Machines with Punched Cards](https://arxiv.org/abs/2310.04321) "
        "[[project](https://jacquard.github.io/Loom/)] [[code](https://github.com/jacquard/Loom)]\n",
        # A data set and the paper that brought it.
        "# List\n\n## Papers\n\n- [Judging Looms by Their Cloth](https://arxiv.org/abs/2308.03001) "
        "[[code](https://github.com/liu/LoomBench)]\n\n## Comparison\n\n| Dataset | Size | Link |\n| --- | --- | --- |\n"
        "| LoomBench | 5000 | [code](https://github.com/liu/LoomBench) |\n",
        # An entry's own parts, as items below it.
        "# List\n\n- [Weaving 101](https://weaving.example.org/101) - A course.\n"
        "  - [Lecture notes](https://weaving.example.org/101)\n  - [Looms](https://weaving.example.org/looms)\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for two entries, at the one that the name speaks against, else at the later one."""
        own = _own_repositories(context)
        reported: set[object] = set()
        for (kind, key), group in _holders(context).items():
            if len(group) < 2 or (kind == "repository" and key in own):
                continue
            # Of a work's entries the one among data sets and tools says least.
            different = _different(sorted(group, key=lambda holder: holder.work.among_resources))
            if not 2 <= len(different) < _MANY:
                continue
            one, other = different
            if _is_meant(one, other) or (kind == "page" and _is_one_project(one.work, other.work)):
                continue
            wrong, right, sure = _blamed(one, other, kind)
            if kind == "repository" and not sure and _on_one_subject(one.work, other.work):
                continue
            pair = {frozenset((one.work.number, other.work.number)), id(wrong.link)}
            if not pair & reported:
                yield self._of(wrong, right, sure)
            reported |= pair

    def _of(self, wrong: _Holder, right: _Holder, sure: bool) -> Finding:
        related = [Related(right.link.node.span, f"the link of “{right.work.shown}”")]
        if sure and not belongs(right.link.url, right.work.title):
            return self.finding(
                wrong.link.node.span,
                f"“{wrong.work.shown}” and “{right.work.shown}” (line {right.work.entry.lines[0]}) link one paper, "
                f"{wrong.link.url}: one of the two links is wrong",
                related=related,
            )
        if sure:
            return self.finding(
                wrong.link.node.span,
                f"“{wrong.work.shown}” links {wrong.link.url}, the page of “{right.work.shown}” "
                f"(line {right.work.entry.lines[0]}): link this work's own page",
                related=related,
            )
        return self.finding(
            wrong.link.node.span,
            _shared(wrong, right),
            severity=Severity.ADVICE,
            related=related,
            habit=_HABIT,
            mirror=_shared(right, wrong),
        )


def _shared(here: _Holder, there: _Holder) -> str:
    return (
        f"“{here.work.shown}” and “{there.work.shown}” (line {there.work.entry.lines[0]}) link the same page, "
        f"{here.link.url}: check whether it is of both"
    )


def _holders(context: Context) -> dict[tuple[str, str], list[_Holder]]:
    """The entries that link each repository, page and paper's page, identical copies left out."""
    copies = context.cached(duplicates)
    holders: dict[tuple[str, str], list[_Holder]] = defaultdict(list)
    for work in context.cached(works):
        if id(work.entry) in copies:
            continue
        kinds = (("repository", work.repositories), ("page", work.pages), ("paper", work.addresses))
        for kind, links in kinds:
            for key, link in links.items():
                if _is_field(work, link) and not (kind == "paper" and key.startswith(_IDS)):
                    holders[kind, key].append(_Holder(work, link))
    return holders


def _is_field(work: Work, link: LinkField) -> bool:
    """Whether a link is a field of its entry: not a mention of another work in a description, a link that names the
    repository, or a branch."""
    repository = hosts.github_repository(link.url)
    if repository is not None and repository.branch not in _MAIN:
        return False
    if link.role is Role.TITLE:
        return True
    if link.badge is None and squeezed(link.label) in map(squeezed, names_in(link.url)):
        return False
    return (
        link.role is Role.PAPER
        or link.badge is not None
        or link.outer != link.node.span
        or work.entry.layout is Layout.TABLE
        or role_of_label(link.label) is not None
    )


def _different(group: list[_Holder]) -> list[_Holder]:
    """One holder for each work: entries of one paper, or of one series, count once."""
    found: list[_Holder] = []
    for holder in group:
        if not any(_kin(holder.work, other.work) for other in found):
            found.append(holder)
            if len(found) >= _MANY:
                break
    return found


def _kin(one: Work, other: Work) -> bool:
    """Whether two entries are of one paper, or of works that may well share their pages: the same people, names
    that begin alike (`Loom`, `Loom++`)."""
    if one.key == other.key or titles.same_work(one.title, other.title):
        return True
    if set(one.ids) & set(other.ids) or _same_people(one, other):
        return True
    names = [head_of(work.title) or work.key for work in (one, other)]
    short = min(names, key=len)
    return len(short) >= 3 and all(short in name for name in names)


def _same_people(one: Work, other: Work) -> bool:
    """Whether two works have an author in common: by the full name, by two surnames, or by the only one given."""
    shared = one.people & other.people
    return (
        bool(one.full_names & other.full_names)
        or len(shared) >= 2
        or (bool(shared) and min(len(one.people), len(other.people)) == 1)
    )


def _is_one_project(one: Work, other: Work) -> bool:
    """Whether two works that share a page share a repository as well."""
    return not one.repositories.keys().isdisjoint(other.repositories)


def _on_one_subject(one: Work, other: Work) -> bool:
    """Whether two titles have so many words in common that they may be papers of one project."""
    return len(titles.words_in_common(one.title, other.title)) >= _COMMON


def _is_meant(one: _Holder, other: _Holder) -> bool:
    """Whether two works may share the page by their nature: one of them is listed among data sets and tools, or is
    the very repository that the other gives as its code, or a part of the other, as an item below it, or a link
    names the other work."""
    if _holds(one.work, other.work) or _holds(other.work, one.work):
        return True
    if _names(one.link, other.work) or _names(other.link, one.work):
        return True
    entitled = [holder.link.role is Role.TITLE for holder in (one, other)]
    if all(entitled):
        return False
    if one.work.among_resources or other.work.among_resources:
        return True
    if _is_part(one) or _is_part(other):
        return True
    if one.work.entry.layout is other.work.entry.layout is Layout.TABLE:
        return False  # rows are works of one kind
    return any(
        title and belongs(holder.link.url, holder.work.title)
        for title, holder in zip(entitled, (one, other), strict=True)
    )


def _names(link: LinkField, other: Work) -> bool:
    """Whether the text of a link is the name of the other work."""
    label = squeezed(link.label)
    return link.role is not Role.TITLE and bool(label) and label in (head_of(other.title), other.key)


def _is_part(holder: _Holder) -> bool:
    """Whether the address points at a part of a page that has the work's own name: `#clay-at-rest`."""
    fragment = _WORDS.sub("", holder.link.url.partition("#")[2].casefold())
    return len(fragment) >= LEAST_FRAGMENT and fragment in _WORDS.sub("", holder.work.title.casefold())


def _holds(outer: Work, inner: Work) -> bool:
    """Whether an entry's item holds the other entry as an item below it."""
    node, span = outer.entry.node, inner.entry.span
    return isinstance(node, tree.Item) and node.span.start < span.start and span.end <= node.span.end


def _blamed(one: _Holder, other: _Holder, kind: str) -> tuple[_Holder, _Holder, bool]:
    """The holder that the link seems wrong for, the other, and whether that is sure: the page is named as the other
    work and not as this one; a repository also needs other people, or pages of its own that other people own."""
    fits = [belongs(holder.link.url, holder.work.title) for holder in (one, other)]
    full = one.work.full and other.work.full
    if kind == "paper" and full and hosts.kind_of(one.link.url) == "paper":
        # A paper's page is one paper's.
        return (one, other, True) if fits[1] and not fits[0] else (other, one, True)
    if fits[0] == fits[1]:
        return other, one, False
    wrong, right = (other, one) if fits[0] else (one, other)
    named = full and has_short_name(right.link.url, right.work.title)
    if kind == "page":
        return wrong, right, named and hosts.kind_of(wrong.link.url) is None
    strangers = bool(wrong.work.people and right.work.people)
    return wrong, right, (named and strangers) or (full and _has_own(wrong))


def _has_own(wrong: _Holder) -> bool:
    """Whether a work links pages of its own name, none of which has the owner of this one."""
    others = [
        link.url
        for links in (wrong.work.repositories, wrong.work.pages)
        for link in links.values()
        if link.url != wrong.link.url
    ]
    owners = {owner_of(url) for url in others} - {""}
    return any(belongs(url, wrong.work.title) for url in others) and owner_of(wrong.link.url) not in owners


def _own_repositories(context: Context) -> frozenset[str]:
    """The repositories that the text links outside its entries (the list's own, its relatives), and those that
    are known to be shared."""
    belonging = {id(link.node) for entry in context.listing.entries for link in entry.links}
    keys = set()
    for node in context.listing.links:
        repository = hosts.github_repository(node.url)
        if repository is None:
            continue
        if hosts.is_shared(repository) or (isinstance(node, tree.Link) and id(node) not in belonging):
            keys.add(repository.key)
    return frozenset(keys)
