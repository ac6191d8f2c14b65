"""DU003: one repository or page under two different works."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from awesome_lint.bibliography import hosts, titles
from awesome_lint.listing.labels import role_of_label
from awesome_lint.listing.model import Layout, LinkField, Role
from awesome_lint.markdown import tree
from awesome_lint.model import Finding, Related, Severity
from awesome_lint.patterns import lazy
from awesome_lint.records import record
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.naming import belongs, head_of, owner_of
from awesome_lint.rules.repeats import twins
from awesome_lint.rules.works import Work, works

LEAST_FRAGMENT = 8
_WORDS = lazy(r"[\W_]+")
_MANY = 3
"""Works from which on a resource is plainly meant to be shared."""


@record(frozen=True)
class _Holder:
    work: Work
    link: LinkField


class SharedResource(Rule):
    """One repository or page that two different works link.

    ## What it finds

    One repository, project page or paper's page under two different works. It is a warning where the page bears
    the name of one and the other has pages of its own name, so that the link was surely copied; else advice,
    since works of one group share a repository. Not judged: resources of three works or more, environments, data
    sets and benchmarks, the list's own repository, and repositories known to hold the code of many works.

    ## Why it matters

    A link copied along with an entry sends readers of one paper to another one's code.

    ## The fix

    None: the right page has to be looked up.
    """

    code = "DU003"
    name = "shared-resource"
    summary = "One repository or page under two different works"
    pairs = True
    examples = (
        Example(
            "# List\n\n- [Loom: Weaving by Cards](https://arxiv.org/abs/2402.01234) [[code](https://github.com/jacquard/Loom)]\n"
            "- [Engine: Notes on Computing](https://arxiv.org/abs/2310.04321) [[code](https://github.com/jacquard/Loom)] "
            "[[project](https://byron.example.org/engine)]\n",
            (4,),
            title="code that was copied along",
        ),
    )
    noop = (
        "# List\n\n"
        + "".join(
            f"- [{name}: A Study of Its Own](https://arxiv.org/abs/2402.0123{n}) [[code](https://github.com/jacquard/frames)]\n"
            for n, name in enumerate(("Loom", "Engine", "Spindle"))
        ),
        "# List\n\n- [Loom: Weaving by Cards](https://arxiv.org/abs/2402.01234) [[code](https://github.com/jacquard/Loom)]\n"
        "- [Loom++: Weaving Faster by Cards](https://arxiv.org/abs/2402.01235) [[code](https://github.com/jacquard/Loom)]\n",
        # A part of another work's repository that bears this one's name.
        "# List\n\n- [Loom: Weaving by Cards](https://arxiv.org/abs/2402.01234) [[code](https://github.com/jacquard/loom)]\n"
        "- [Spindle Spinning for All](https://arxiv.org/abs/2402.01235) "
        "[[code](https://github.com/jacquard/loom/#spindle-spinning-for-all)]\n",
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
            different = _different(group)
            if not 2 <= len(different) < _MANY:
                continue
            one, other = different
            if _is_meant(one, other):
                continue
            wrong, right, sure = _blamed(one, other, kind)
            pair = {frozenset((one.work.number, other.work.number)), id(wrong.link)}
            if not pair & reported:
                yield self._of(wrong, right, sure)
            reported |= pair

    def _of(self, wrong: _Holder, right: _Holder, sure: bool) -> Finding:
        url = wrong.link.url
        names = ", whose name it bears" if belongs(url, right.work.title) else ""
        return self.finding(
            wrong.link.node.span,
            f"“{wrong.work.title}” leads to {url}, and so does “{right.work.title}” "
            f"(line {right.work.entry.lines[0]}){names}",
            severity=None if sure else Severity.ADVICE,
            related=[Related(right.link.node.span, "the same page")],
        )


def _holders(context: Context) -> dict[tuple[str, str], list[_Holder]]:
    """The entries that link each repository, page and paper's page, identical copies left out."""
    copies = context.once(twins)
    holders: dict[tuple[str, str], list[_Holder]] = defaultdict(list)
    for work in context.once(works):
        if id(work.entry) in copies:
            continue
        kinds = (("repository", work.repositories), ("page", work.pages), ("paper", work.addresses))
        for kind, links in kinds:
            for key, link in links.items():
                if _is_field(work, link):
                    holders[kind, key].append(_Holder(work, link))
    return holders


def _is_field(work: Work, link: LinkField) -> bool:
    """Whether a link is a field of its entry, not a mention of another work in a description."""
    return (
        link.role in (Role.TITLE, Role.PAPER)
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
    if set(one.ids) & set(other.ids) or one.people & other.people:
        return True
    names = [head_of(work.title) or work.key for work in (one, other)]
    short = min(names, key=len)
    return len(short) >= 3 and all(short in name for name in names)


def _is_meant(one: _Holder, other: _Holder) -> bool:
    """Whether two works may share the page by their nature: one of them stands among data sets and tools, or is
    the very repository that the other gives as its code, or a part of the other, as an item below it."""
    if _holds(one.work, other.work) or _holds(other.work, one.work):
        return True
    entitled = [holder.link.role is Role.TITLE for holder in (one, other)]
    if all(entitled):
        return False
    if one.work.among_resources or other.work.among_resources:
        return True
    if _is_part(one) or _is_part(other):
        return True
    return any(
        title and belongs(holder.link.url, holder.work.title)
        for title, holder in zip(entitled, (one, other), strict=True)
    )


def _is_part(holder: _Holder) -> bool:
    """Whether the address points at a part of a page that bears the work's own name: `#clay-at-rest`."""
    fragment = _WORDS.sub("", holder.link.url.partition("#")[2].casefold())
    return len(fragment) >= LEAST_FRAGMENT and fragment in _WORDS.sub("", holder.work.title.casefold())


def _holds(outer: Work, inner: Work) -> bool:
    """Whether an entry's item holds the other entry as an item below it."""
    node, span = outer.entry.node, inner.entry.span
    return isinstance(node, tree.Item) and node.span.start < span.start and span.end <= node.span.end


def _blamed(one: _Holder, other: _Holder, kind: str) -> tuple[_Holder, _Holder, bool]:
    """The holder that the link seems wrong for, the other, and whether that is sure: the page bears the other's
    name, and this one has pages of its own name that belong to other people."""
    fits = [belongs(holder.link.url, holder.work.title) for holder in (one, other)]
    full = one.work.full and other.work.full
    if kind == "paper" and full and hosts.kind_of(one.link.url) == "paper":
        # A paper's page is one paper's.
        return (one, other, True) if fits[1] and not fits[0] else (other, one, True)
    if fits[0] == fits[1]:
        return other, one, False
    wrong, right = (other, one) if fits[0] else (one, other)
    others = [
        link.url
        for links in (wrong.work.repositories, wrong.work.pages)
        for link in links.values()
        if link.url != wrong.link.url
    ]
    has_own = any(belongs(url, wrong.work.title) for url in others)
    same_group = owner_of(wrong.link.url) in {owner_of(url) for url in others} - {""}
    return wrong, right, has_own and not same_group and full


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
