"""AX001: addresses of arXiv papers that are not in the form they should have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from awesome_lint.bibliography import arxiv
from awesome_lint.listing.model import Role
from awesome_lint.markdown.tree import LinkForm
from awesome_lint.model import Batch, Edit, Finding, Related, Removal, Safety, Severity
from awesome_lint.patterns import lazy
from awesome_lint.records import record
from awesome_lint.rules.arxiv._links import PaperLink, by_paper
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.edits import smallest
from awesome_lint.rules.repeats import twins

_ODDITIES = {
    "http": "is not https",
    "www": "has a needless “www.”",
    "slashes": "has a doubled slash",
    "pdf-behind-abs": "has .pdf behind the address of an abstract",
    "empty-query": "ends in a bare “?”",
    "bare": "lacks /abs/",
    "ftp": "is the old form of a PDF's address",
}
"""What is mended by itself, in the form that the link has, by the names that `arxiv.ArxivLink.odd` uses."""

_FAMILY = {"abs": "abs", "pdf": "pdf", "pdf-suffix": "pdf"}
_FORMER = {"bare": "abs", "ftp": "pdf"}
_NAMED = lazy(r"(?i)\b(?:pdf|html|abs|abstract)\b")
_LEFT_TO_OTHERS = frozenset(("no-scheme", "host", "tail"))
"""Faults of addresses that other rules speak of; what is left can be judged once they are mended."""


_FEW = 5
"""Links below which nothing can be said of a habit."""


@record(frozen=True)
class _Target:
    """The house's form, `abs`, `pdf` or `pdf-suffix`, and the words that say why."""

    form: str
    because: str
    severity: Severity | None


class ArxivUrlForm(Rule):
    """An arXiv address that is not in the usual form, or not in the list's own.

    ## What it finds

    - Addresses of arXiv papers with `http:`, `www.`, a doubled slash, `.pdf` behind `/abs/`, an empty query, or
      in a form that arXiv has given up. Where the list writes so as its way, that is one piece of advice.
    - `/pdf/` against `/abs/`: where the list has a house form, links in the other one; where it mixes them
      without one, links to the PDF. Only titles and links that do not say what they lead to are judged: a link
      whose text or badge says pdf, html or abs leads to what it says.
    - A version (`v1`), in a list that hardly ever names one.

    ## Why it matters

    One form makes an entry easy to compare, to search and to copy. Abstract pages name title, versions and
    where the paper appeared, and load at once on a phone.

    ## The fix

    Safe: the reader reaches the same paper. Dropping a version is unsafe, since that very version may be meant.
    """

    code = "AX001"
    name = "arxiv-url-form"
    summary = "The address of an arXiv paper against the usual form and the list's own"
    fix = Safety.SAFE
    batch = Batch.LINKS
    removes = frozenset({Removal.LINKS})
    examples = (
        Example(
            "# List\n\n- [On Engines](http://www.arxiv.org/abs/2402.01234)\n- [Looms](https://arxiv.org/abs//2402.01235?)\n",
            (3, 4),
            "# List\n\n- [On Engines](https://arxiv.org/abs/2402.01234)\n- [Looms](https://arxiv.org/abs/2402.01235)\n",
            title="odd addresses",
        ),
        Example(
            "# List\n\n"
            + "".join(f"- [Engine number {n}](https://arxiv.org/abs/2402.0123{n})\n" for n in range(6))
            + "- [Looms](https://arxiv.org/pdf/2402.01236)\n",
            (9,),
            "# List\n\n"
            + "".join(f"- [Engine number {n}](https://arxiv.org/abs/2402.0123{n})\n" for n in range(6))
            + "- [Looms](https://arxiv.org/abs/2402.01236)\n",
            title="a PDF among abstracts",
        ),
    )
    noop = (
        "# List\n\n- Looms [[pdf]](https://arxiv.org/pdf/2402.01236.pdf) [[abs]](https://arxiv.org/abs/2402.01236)\n",
        "# List\n\n"
        + "".join(f"- [Engine number {n}](https://arxiv.org/pdf/2402.0123{n}.pdf)\n" for n in range(8)),
        "# List\n\n"
        + "".join(f"- [Engine number {n}](https://arxiv.org/abs/2402.0123{n}v2)\n" for n in range(8)),
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a paper of an entry and kind of fault: the title's link and its badges go together. An
        oddity that is the list's own way is one finding for the whole list."""
        copies = context.once(twins)
        groups = [
            group
            for group in context.once(by_paper)
            if group[0].arxiv.own_site
            and arxiv.is_valid(group[0].arxiv.id)
            and id(group[0].entry) not in copies
        ]
        habits = _habits(groups)
        targets: dict[str, _Target | None] = {}
        usual: list[PaperLink] = []
        for group in groups:
            faulty = [link for link in group if _LEFT_TO_OTHERS.isdisjoint(link.arxiv.odd)]
            wanted = [(link, *self._wanted(context, link, targets)) for link in faulty]
            odd = [link for link, form, target in wanted if target is None and _oddities(link)]
            if len(odd) == len(wanted) and all(habits.issuperset(_oddities(link)) for link in odd):
                usual += odd
            else:
                yield from self._of_form(wanted)
            yield from self._of_version(faulty, habits)
        if usual:
            yield self._of_habit(usual, sum(len(group) for group in groups))

    def _wanted(
        self, context: Context, link: PaperLink, targets: dict[str, _Target | None]
    ) -> tuple[str, _Target | None]:
        """The form that the link should have, and the house's word on it where that is what changes it."""
        form, own = link.arxiv.form, _own_form(link)
        entry = link.entry
        if entry is None or (form not in _FAMILY and form != "bare") or not _generic(link):
            return own, None
        if entry.kind not in targets:
            targets[entry.kind] = _target(context, entry.kind)
        target = targets[entry.kind]
        if target is None or _FAMILY[own] == _FAMILY[target.form]:
            return own, None
        return target.form, target

    def _of_form(self, wanted: list[tuple[PaperLink, str, _Target | None]]) -> Iterator[Finding]:
        edits: list[Edit] = []
        places: list[PaperLink] = []
        faults: list[str] = []
        house: _Target | None = None
        for link, form, target in wanted:
            odd = _oddities(link)
            if not odd and target is None:
                continue
            edits.append(_edit(link, form))
            places.append(link)
            faults += [name for name in odd if name not in faults]
            house = house or target
        if not places:
            return
        words = [f"the address {_told(faults)}"] if faults else []
        if house is not None:
            words.append(house.because)
        sentence = "; ".join(words)
        yield self.finding(
            places[0].node.target,
            f"{sentence[0].upper()}{sentence[1:]}",
            severity=house.severity if house is not None and not faults else None,
            related=[Related(link.node.target, "the same paper's address again") for link in places[1:]],
            edits=edits,
        )

    def _of_habit(self, links: list[PaperLink], total: int) -> Finding:
        names = list(dict.fromkeys(name for link in links for name in _oddities(link)))
        return self.finding(
            links[0].node.target,
            f"The address {_told(names)}, as in {len(links)} of {total} arXiv links here",
            severity=Severity.ADVICE,
            related=[Related(link.node.target, "here too") for link in links[1:4]],
            edits=[_edit(link, _own_form(link)) for link in links],
        )

    def _of_version(self, links: list[PaperLink], habits: frozenset[str]) -> Iterator[Finding]:
        if "version" in habits:
            return
        named = [link for link in links if link.arxiv.version is not None and link.arxiv.form != "html"]
        if not named:
            return
        first = named[0]
        version = f"v{first.arxiv.version}"
        yield self.finding(
            first.node.target,
            f"The address names a version, {version}; nearly all other arXiv links here lead to the latest",
            safety=Safety.UNSAFE,
            related=[Related(link.node.target, "the same paper's address again") for link in named[1:]],
            edits=[edit for link in named for edit in _without_version(link)],
        )


def _oddities(link: PaperLink) -> list[str]:
    """What is odd about the address whatever the house's form, in the order of the table."""
    found = link.arxiv
    if not found.odd and found.form not in _ODDITIES:
        return []  # nearly all
    return [name for name in _ODDITIES if name in found.odd or name == found.form]


def _own_form(link: PaperLink) -> str:
    """The usual form that leads where the link leads."""
    form = link.arxiv.form
    return _FORMER.get(form, form)


def _generic(link: PaperLink) -> bool:
    """Whether the link may lead to either form: a title, or a link that does not say what it leads to."""
    if link.node.form in (LinkForm.BARE, LinkForm.AUTOLINK):
        return False
    if link.role is Role.TITLE:
        return True
    return link.role is Role.PAPER and not _names_page(link.label)


@lru_cache(maxsize=1024)
def _names_page(label: str) -> bool:
    lowered = label.lower()
    return any(word in lowered for word in ("pdf", "html", "abs")) and _NAMED.search(label) is not None


def _target(context: Context, kind: str) -> _Target | None:
    """What the house says of the form of a kind's arXiv links; None where it says nothing."""
    style = context.house.of(kind)
    if style is None:
        return None
    part = style.part("arxiv_link")
    if isinstance(part.value, str) and (family := _FAMILY.get(part.value)):
        page = "the abstract" if family == "abs" else "the PDF"
        if part.pinned:
            return _Target(part.value, f"arXiv links lead to {page} here, as the configuration says", None)
        return _Target(part.value, f"{part.agree} of {part.total} arXiv links lead to {page}", None)
    if part.mixed:
        return _Target("abs", "this list mixes links to the PDF and to the abstract", Severity.ADVICE)
    return None


def _habits(groups: list[list[PaperLink]]) -> frozenset[str]:
    """The oddities that at least half of the list's arXiv links share, and `version` where several have it, one
    in ten or more: those are the list's own way. In a list of fewer than five such links a version is taken
    for meant."""
    total = sum(len(group) for group in groups)
    if total < _FEW:
        return frozenset(("version",))
    counts = Counter(
        name for group in groups for link in group for name in {*link.arxiv.odd, link.arxiv.form}
    )
    shared = {name for name, count in counts.items() if 2 * count >= total}
    if counts["version"] > 1 and 10 * counts["version"] >= total:
        shared.add("version")
    return frozenset(shared)


def _edit(link: PaperLink, form: str) -> Edit:
    """The edit that gives the link's address its form, version and query kept."""
    found = link.arxiv
    new = arxiv.canonical(found, form)
    if "query" in found.odd:
        query = found.url.partition("?")[2].partition("#")[0]
        new = new.removesuffix(found.fragment) + "?" + query + found.fragment
    return smallest(link.node.target, found.url, new) if link.verbatim else Edit(link.node.target, new)


def _told(faults: list[str]) -> str:
    """What is odd about an address, as one sentence says it."""
    *most, last = (_ODDITIES[name] for name in faults)
    return f"{', '.join(most)} and {last}" if most else last


def _without_version(link: PaperLink) -> Iterator[Edit]:
    if link.verbatim:
        at = link.node.target.start + link.arxiv.end
        version = f"v{link.arxiv.version}"
        yield Edit(type(link.node.target)(at, at + len(version)), "")
