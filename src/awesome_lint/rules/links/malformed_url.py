"""LK001 malformed-url."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.bibliography import hosts, urls
from awesome_lint.markdown import tree
from awesome_lint.model import Batch, Edit, Finding, Removal, Safety, Severity, Span
from awesome_lint.patterns import lazy
from awesome_lint.records import record
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.edits import smallest
from awesome_lint.rules.survey import Survey

_PLAIN = lazy(
    r"https?://(?P<host>(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,})(?:/[\w./%~+@=-]*)?"
    r"(?P<query>\?[\w-]+=[\w.%+-]*(?:&[\w-]+=[\w.%+-]*)*)?(?<=[\w/])\Z",
    re.I | re.A,
)
"""Most addresses; only the host, and the choice of parameters, can be wrong in these."""
_HOST = lazy(r"(?:[a-z0-9-]+\.)+(?:com|net|edu|gov)(?:/\S*)?|(?:[a-z0-9-]+\.){2,}org(?:/\S*)?", re.I | re.A)
"""What is no file's name, whatever stands in the folder."""
_DOMAINS = frozenset(("com", "net", "edu", "gov", "org"))
_CUT = lazy(r"\]\((?!https?://\w)[ \t]*(?P<url>https?:?/{0,2})[ \t]*(?=[\r\n|\]]|\Z)")
_NO_WORDS = lazy(r"[ \t]+")
_ESCAPES = lazy(r"\\[!-/:-@\[-`{-~]|&[#\w]+;")
_CLICK_IDS = frozenset(("fbclid", "gclid", "igshid"))


class MalformedUrl(Rule):
    """An address that cannot be right, whatever page it was to lead to.

    ## What it finds

    `hhttps://`, `http:/x`, `https://https://`, a scheme that is missing (`github.com/x` leads to a file beside
    the README), a bare arXiv id, a misspelt host (`arvix.org`), two addresses in one, one cut short, blanks and
    look-alike letters in it, a stray comma or bracket at its end; in links, pictures, badges, HTML and
    definitions. As a warning: blanks between the round brackets and the address, and a badge that is given the
    same parameter twice. As advice: the number that a social network has added to follow its readers.

    ## Why it matters

    The link is dead for every reader, and has been since it was written.

    ## The fix

    Safe where the address can be read in one way only; otherwise none.
    """

    code = "LK001"
    name = "malformed-url"
    summary = "an address that cannot be right"
    severity = Severity.ERROR
    fix = Safety.SAFE
    batch = Batch.LINKS
    removes = frozenset({Removal.LINKS})
    examples = (
        Example(
            title="A slip at the start",
            bad="""
                - [Earley](hhttps://example.org/earley) and [CYK](https:/example.org/cyk)
                - [GLR](https://https://example.org/glr), ![](http://http://example.org/glr.png)
                - <a href="htps://example.org/ll">LL</a>
                """,
            lines=(1, 1, 2, 2, 3),
            mended="""
                - [Earley](https://example.org/earley) and [CYK](https://example.org/cyk)
                - [GLR](https://example.org/glr), ![](http://example.org/glr.png)
                - <a href="https://example.org/ll">LL</a>
                """,
        ),
        Example(
            title="A reader's browser takes it for a file here",
            bad="- [Attention](arxiv.org/abs/1706.03762) [[code]](github.com/tensorflow/tensor2tensor)\n",
            lines=(1, 1),
            mended="- [Attention](https://arxiv.org/abs/1706.03762) [[code]](https://github.com/tensorflow/tensor2tensor)\n",
        ),
        Example(
            title="Blanks inside the brackets",
            bad="- [Earley]( https://example.org/earley) and [CYK](https://example.org/cyk )\n",
            lines=(1, 1),
            mended="- [Earley](https://example.org/earley) and [CYK](https://example.org/cyk)\n",
        ),
        Example(
            title="Only one of them can win",
            bad="![](https://img.shields.io/badge/a-b?logo=github&color=red&logo=x)\n",
            lines=(1,),
            mended="![](https://img.shields.io/badge/a-b?color=red&logo=x)\n",
        ),
        Example(
            title="Text that touches a bare URL becomes a part of it; the comma is not taken away",
            bad="看 https://example.org/earley，\n",
            lines=(1,),
        ),
        Example(
            title="Cut short: nobody can tell what it was",
            bad="- Earley [[pdf]](https://\n- [CYK](https://)\n",
            lines=(1, 2),
        ),
    )
    noop = (
        """
        - [Here](docs/parsers.md) [up](../readme.md) [there](#there) [me](mailto:me@example.org) [x](/x.pdf)
        - [Wiki](https://en.wikipedia.org/wiki/LR_(parser)) [a](https://web.archive.org/web/2020/https://example.org)
        - [Node](node.js) [asp.net](https://example.org/asp.net), `hhttps://example.org`, <!-- [x](http:/x) -->
        - [With title]( https://example.org/a "blank" ) is seldom written, [b](<https://example.org/b>)
        """,
        """
        - <https://example.org/?u=https://example.org> https://example.org/a(b), (https://example.org/c).
        - [q](https://example.org/?a=1&a=2) [r](http://localhost:8000/) [s](//example.org/s) [t](ftp://example.org)

        ```
        [x](hhttps://example.org)
        ```
        """,
        """
        [reader]: https://example.org/reader?utm_source=awesome

        Visit www.example.org or (www.example.org/reader).

        - [reader] and ![logo](assets/logo.png) <img src="./logo.svg"> [一](https://zh.wikipedia.org/wiki/语法)
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each address, however often a definition of it is used."""
        text = context.text
        judged: dict[str, _Verdict | None] = {}
        seen: set[Span] = set()
        for link in context.listing.links:
            if link.form is tree.LinkForm.BARE and link.url[:4].lower() == "www.":
                continue  # GitHub puts the scheme in front of it
            if link.url not in judged:
                judged[link.url] = _verdict(link.url, context.siblings)
            verdict = judged[link.url]
            if verdict is None and _is_tight(link):
                continue
            if link.target not in seen:
                seen.add(link.target)
                yield from self._link(link, verdict, text)
        for definition in context.listing.tree.definitions.values():
            verdict = _verdict(definition.url, context.siblings)
            if verdict is not None and definition.target not in seen:
                yield self._malformed(definition.target, definition.url, verdict, definition.mapped, text)
        yield from self._cut_short(context)

    def _link(self, link: tree.Link | tree.Image, verdict: _Verdict | None, text: str) -> Iterator[Finding]:
        if verdict is not None:
            # What stands behind a bare URL is text: it may not be taken away with the URL's end.
            bare = link.form is tree.LinkForm.BARE and link.url.startswith(verdict.repaired or "\0")
            yield self._malformed(link.target, link.url, verdict, link.mapped and not bare, text)
        elif blanks := _blanks_around(link, text):
            yield self.finding(
                Span(blanks[0].start, max(blanks[-1].end, link.target.end)),
                "Blanks between the round brackets and the address; they should touch",
                severity=Severity.WARNING,
                edits=[Edit(blank, "") for blank in blanks],
            )

    def _malformed(self, target: Span, url: str, verdict: _Verdict, mapped: bool, text: str) -> Finding:
        raw, repaired = text[target.start : target.end], verdict.repaired
        # What is escaped in the source would have to be escaped again.
        escaped = ("\\" in raw or "&" in raw) and _ESCAPES.search(raw) is not None
        fixable = mapped and raw == url and not escaped
        shown = f"; write {repaired}" if repaired is not None else ""
        return self.finding(
            target,
            f"The address {_short(url)} {verdict.explanation}{shown}",
            severity=verdict.severity,
            edits=[smallest(target, raw, repaired)] if fixable and repaired is not None else (),
        )

    def _cut_short(self, context: Context) -> Iterator[Finding]:
        """`[x](https://` at a line's end: no link, and no address to make one of."""
        text = context.text
        if "://" not in text:
            return
        hits = list(_CUT.finditer(text))
        survey = Survey.of(context.listing.tree) if hits else None
        for match in hits:
            span = Span(*match.span("url"))
            if survey is not None and not survey.hides(span):
                yield self.finding(span, "The address is cut short: nothing follows the scheme")


@record(frozen=True)
class _Verdict:
    """What is wrong with an address, as a clause that follows it, and the address put right."""

    explanation: str
    repaired: str | None
    severity: Severity


def _verdict(url: str, siblings: frozenset[str] | None) -> _Verdict | None:
    plain = _PLAIN.match(url)
    if plain is not None and hosts.meant_host(plain["host"].lower()) is None and "//" not in url[8:]:
        if not plain["query"]:
            return None
    elif (fault := urls.fault(url)) is not None:
        return _Verdict(fault.explanation, fault.repaired, Severity.ERROR)
    if _is_host(url) and url.partition("/")[0] not in (siblings or ()):
        return _Verdict("has no https://, so it leads to a file here", f"https://{url}", Severity.ERROR)
    if repeated := urls.repeated_parameters(url):
        what = f"is given {', '.join(repeated)} twice; only one can win"
        return _Verdict(what, _without_repeats(url), Severity.WARNING)
    clean = _without_click_ids(url)
    if clean is not None:
        return _Verdict("carries a number that follows its readers", clean, Severity.ADVICE)
    return None


def _is_host(url: str) -> bool:
    """Whether an address begins with its host."""
    return url.partition("/")[0].rpartition(".")[2].lower() in _DOMAINS and _HOST.fullmatch(url) is not None


def _is_tight(link: tree.Link | tree.Image) -> bool:
    """Whether nothing stands between the round brackets and the address, or there are none."""
    return (
        link.form is not tree.LinkForm.INLINE
        or not link.mapped
        or (link.label.end + 2 == link.target.start and link.target.end + 1 == link.span.end)
    )


def _blanks_around(link: tree.Link | tree.Image, text: str) -> list[Span]:
    before = Span(link.label.end + 2, link.target.start)
    after = Span(link.target.end, link.span.end - 1)
    places = [place for place in (before, after) if _NO_WORDS.fullmatch(text, place.start, place.end)]
    # With a title or angle brackets, a blank is part of the form.
    plain = all(_NO_WORDS.fullmatch(text[place.start : place.end] or " ") for place in (before, after))
    return places if plain and link.url else []


def _without_repeats(url: str) -> str:
    head, _, query = url.partition("?")
    query, mark, fragment = query.partition("#")
    parts = query.split("&")
    last = {part.partition("=")[0]: index for index, part in enumerate(parts)}
    kept = [part for index, part in enumerate(parts) if last[part.partition("=")[0]] == index]
    return f"{head}?{'&'.join(kept)}{mark}{fragment}"


def _without_click_ids(url: str) -> str | None:
    if "fbclid=" not in url and "gclid=" not in url and "igshid=" not in url:
        return None
    head, _, query = url.partition("?")
    query, mark, fragment = query.partition("#")
    kept = [part for part in query.split("&") if part.partition("=")[0] not in _CLICK_IDS]
    tail = f"?{'&'.join(kept)}" if kept else ""
    clean = f"{head}{tail}{mark}{fragment}"
    return clean if clean != url else None


def _short(url: str) -> str:
    return url if len(url) <= 60 else f"{url[:57]}…"
