"""AX001: URLs of arXiv papers that are not in the form they should have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from awesome_lint.analysis.arxiv_links import PaperLink, are_versions_usual, group_links_by_paper
from awesome_lint.analysis.context import Context
from awesome_lint.analysis.duplicates import identical_copy_spans
from awesome_lint.bibliography import arxiv
from awesome_lint.edits import Edit, smallest_edit
from awesome_lint.findings import Batch, Finding, Habit, Related, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import role_of_label
from awesome_lint.markdown import tree, visible_text
from awesome_lint.rules.base import Example
from awesome_lint.rules.form import FOLD_ABOVE, Deviation, FormRule, describe_agreement

_SLASHES = lazy(r"(?<!:)/{2,}")
_LEFT_TO_OTHERS = frozenset(("no-scheme", "host", "tail"))
"""Defects of URLs that other rules report; what is left can be judged once they are fixed."""
_BARE = (tree.LinkForm.BARE, tree.LinkForm.AUTOLINK)
_FEW = 5
"""With fewer links to arXiv than this, a version is taken for intended."""


class _ArxivUrlDefect(NamedTuple):
    """A defect of the URL of an arXiv paper: its description, after "URL" or "URLs", and the URL without it."""

    what: str
    without: Callable[[PaperLink], str]
    severity: Severity = Severity.WARNING
    safety: Safety = Safety.SAFE


def _url_without_version(link: PaperLink) -> str:
    url, end = link.arxiv.url, link.arxiv.end
    return url[:end] + url[end:].removeprefix(f"v{link.arxiv.version}")


def _url_of_one_page(link: PaperLink) -> str:
    """The URL of the PDF, in place of `/abs/ID.pdf`, if the link's text is a label that names the PDF; else that of the
    abstract."""
    url, end = link.arxiv.url, link.arxiv.end
    label = visible_text(link.node.children) if link.node.form not in _BARE else ""
    if role_of_label(label) is not None and "pdf" in label.casefold():
        return url.replace("/abs/", "/pdf/", 1)
    return url[:end] + url[end:].replace(".pdf", "", 1)


_DEFECTS = {
    "slashes": _ArxivUrlDefect("with a doubled slash", lambda link: _SLASHES.sub("/", link.arxiv.url)),
    "pdf-after-abs": _ArxivUrlDefect("with `.pdf` after the id of an abstract page", _url_of_one_page),
    "empty-query": _ArxivUrlDefect(
        "with a bare `?` at its end", lambda link: link.arxiv.url.replace("?", "", 1)
    ),
    "bare": _ArxivUrlDefect(
        "without `/abs/`",
        lambda link: f"{link.arxiv.url[: link.arxiv.start]}abs/{link.arxiv.url[link.arxiv.start :]}",
    ),
    "ftp": _ArxivUrlDefect("in the old form of a PDF's URL", lambda link: arxiv.paper_url(link.arxiv, "pdf")),
    "http": _ArxivUrlDefect(
        "with `http`; arXiv redirects to `https`",
        lambda link: re.sub(r"(?i)^http:", "https:", link.arxiv.url),
        Severity.ADVICE,
    ),
    "www": _ArxivUrlDefect(
        "with a needless `www.`",
        lambda link: re.sub(r"(?i)//www\.", "//", link.arxiv.url, count=1),
        Severity.ADVICE,
    ),
    "version": _ArxivUrlDefect(
        "with a version, unlike nearly all others here", _url_without_version, Severity.ADVICE, Safety.UNSAFE
    ),
}
"""By the names that `arxiv.ArxivLink` uses for odd parts and forms."""


class ArxivUrlForm(FormRule):
    """An arXiv URL that is not in the usual form, or not in the list’s own.

    ## What it does

    - URLs of arXiv papers with a doubled slash, `.pdf` after `/abs/ID`, a bare `?` at the end, without `/abs/`, or
      in a form that arXiv has given up.
    - Links to the PDF where nine in ten entries of the list link the abstract page; where fewer agree, from six in ten
      on, that is one advice for the file, and so are links to the abstract page among links to PDFs. `/pdf/ID` and
      `/pdf/ID.pdf` are one form. A link whose text names the PDF, the abstract or arXiv, a link in a sentence and a link
      to a page of the PDF are left alone.
    - `http:`, `www.`, and a version (`v1`) in a list that hardly ever names one: one advice for the file each.

    ## Why it matters

    One form makes an entry easy to compare, to search and to copy. Abstract pages name title, versions and
    where the paper appeared, and load at once on a phone.

    ## Fix

    Safe: the reader reaches the same paper. `/abs/ID.pdf` becomes `/pdf/ID.pdf` if the link's text is a label such as
    `PDF`, else `/abs/ID`. Between abstract and PDF it is safe where nine in ten agree and no neighbor
    links the other page too, else shown only. Dropping a version is unsafe, since that very version may be meant.
    """

    code = "AX001"
    name = "arxiv-url-form"
    summary = "URL of an arXiv paper against the usual form and the list’s own"
    batch = Batch.LINKS
    removes = frozenset({Removal.LINKS})
    examples = (
        Example(
            "# List\n\n- [On Engines](http://www.arxiv.org/abs/2402.01234.pdf)\n- [Looms](https://arxiv.org/abs//2402.01235)\n",
            (3, 3, 3, 4),
            "# List\n\n- [On Engines](https://arxiv.org/abs/2402.01234)\n- [Looms](https://arxiv.org/abs/2402.01235)\n",
            title="Odd URLs",
        ),
        Example(
            "# List\n\n- Engines [[PDF]](https://arxiv.org/abs/2402.01234.pdf)\n"
            "- [PDFEngine: Reading PDF Files](https://arxiv.org/abs/2402.01235.pdf)\n",
            (3, 4),
            "# List\n\n- Engines [[PDF]](https://arxiv.org/pdf/2402.01234.pdf)\n"
            "- [PDFEngine: Reading PDF Files](https://arxiv.org/abs/2402.01235)\n",
            title="The end of a PDF's URL after that of an abstract",
        ),
        Example(
            "# List\n\n"
            + "".join(f"- [Engine number {n}](https://arxiv.org/abs/2402.012{n:02})\n" for n in range(19))
            + "- [Looms](https://arxiv.org/pdf/2402.01299.pdf)\n",
            (22,),
            "# List\n\n"
            + "".join(f"- [Engine number {n}](https://arxiv.org/abs/2402.012{n:02})\n" for n in range(19))
            + "- [Looms](https://arxiv.org/abs/2402.01299)\n",
            title="A PDF among abstracts",
        ),
    )
    valid = (
        "# List\n\n- Looms [[pdf]](https://arxiv.org/pdf/2402.01236.pdf) [[abs]](https://arxiv.org/abs/2402.01236)\n",
        "# List\n\n"
        + "".join(f"- [Engine number {n}](https://arxiv.org/pdf/2402.0123{n}.pdf)\n" for n in range(8)),
        "# List\n\n"
        + "".join(f"- [Engine number {n}](https://arxiv.org/abs/2402.0123{n}v2)\n" for n in range(8)),
        # Six links to PDFs, half of them with `.pdf`, are one form.
        "# List\n\n"
        + "".join(
            f"- [Engine number {n}](https://arxiv.org/pdf/2402.0123{n}{'.pdf' if n % 2 else ''})\n"
            for n in range(6)
        ),
        # Nearly all entries of one kind link the abstract, but not nearly all of the list.
        "# List\n\n"
        + "".join(
            f"**Engine number {n}** [[paper]](https://arxiv.org/abs/2402.0123{n})\n\n" for n in range(9)
        )
        + "**Looms that count** [[paper]](https://arxiv.org/pdf/2402.01239)\n\n"
        + "".join(
            f"{n}. **Cards of kind {n}** [[paper]](https://arxiv.org/{form}/2403.0123{n})\n"
            for n, form in enumerate(("abs", "pdf", "pdf", "pdf", "abs", "pdf", "pdf", "pdf"), start=1)
        ),
        # A page of the PDF has no place in the abstract.
        "# List\n\n"
        + "".join(f"- [Engine number {n}](https://arxiv.org/abs/2402.0123{n})\n" for n in range(9))
        + "- [The proof](https://arxiv.org/pdf/2402.01239v1#page=7)\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a paper of an entry and defect: the title's link and its badges go together."""
        yield from super().check(context)
        copies = context.cached(identical_copy_spans)
        groups = [
            [link for link in group if _LEFT_TO_OTHERS.isdisjoint(link.arxiv.deviations)]
            for group in context.cached(group_links_by_paper)
            if group[0].arxiv.is_on_arxiv
            and arxiv.is_valid(group[0].arxiv.id)
            and (group[0].entry is None or group[0].entry.span not in copies)
        ]
        versions_intended = sum(map(len, groups)) < _FEW or context.cached(are_versions_usual)
        for group in groups:
            for name, defect in _DEFECTS.items():
                links = [link for link in group if _has_defect(link, name)]
                if links and not (name == "version" and versions_intended):
                    yield self._defect_finding(name, defect, links)

    def _defect_finding(self, name: str, defect: _ArxivUrlDefect, links: list[PaperLink]) -> Finding:
        first, *others = (link.node.target for link in links)
        above = 0 if defect.severity is Severity.ADVICE else FOLD_ABOVE
        return self.finding(
            first,
            f"URL of an arXiv paper {defect.what}: write {defect.without(links[0])}",
            severity=defect.severity,
            related=[Related(target, "the same paper's URL again") for target in others],
            edits=[_url_edit(link, defect.without(link)) for link in links],
            safety=defect.safety,
            habit=Habit(name, above, f"{{count}} URLs of arXiv papers {defect.what}"),
        )

    def message_for_one(self, deviation: Deviation) -> str:
        """The message for one link; it names the page that the link leads to instead of quoting the URL."""
        if deviation.form.pinned:
            return f"arXiv link is not in the configured form: write {deviation.expected}"
        return f"arXiv link leads to {_page_name(deviation.current)}; {describe_agreement(deviation.form)} link {_page_name(deviation.expected)}"

    def message_for_many(self, deviation: Deviation) -> str:
        """The message for a folded finding."""
        if deviation.form.pinned:
            return "arXiv links are not in the configured form"
        return f"arXiv links lead to {_page_name(deviation.current)}; {describe_agreement(deviation.form)} link {_page_name(deviation.expected)}"


def _page_name(url: str) -> str:
    """The page that an arXiv URL leads to, in words."""
    return "the PDF" if "/pdf/" in url else "the abstract page"


def _has_defect(link: PaperLink, defect: str) -> bool:
    """Whether the link has the defect of this name (a key of `_DEFECTS`)."""
    found = link.arxiv
    if defect == "version":
        return found.version is not None and found.form != "html" and not found.fragment and link.verbatim
    return defect in found.deviations or defect == found.form


def _url_edit(link: PaperLink, new: str) -> Edit:
    """The edit that replaces the URL of a link."""
    target = link.node.target
    return smallest_edit(target, link.arxiv.url, new) if link.verbatim else Edit(target, new)
