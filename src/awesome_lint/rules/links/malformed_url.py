"""LK001 malformed-url."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineIndex
from awesome_lint.bibliography import urls
from awesome_lint.edits import Edit, Span, smallest_edit
from awesome_lint.findings import Batch, Finding, Habit, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.links._tracked_paths import find_defect_unless_tracked, tracked_paths
from awesome_lint.structs import record

_SPACE = lazy(r"[ \t]*(?:\r?\n[ \t]*)?")
_CUT = lazy(r"\]\((?!https?://\w)[ \t]*(?P<url>https?:?/{0,2})[ \t]*(?=[\r\n|\]]|\Z)")
_TAILS = Habit("tail", 3, "{count} URLs end in a character that is no part of them; remove it")
_SPACED = Habit("spaces", 0, "Whitespace between the parentheses and the URL in {count} places; remove it")
_OF_ONE_READER = Habit(
    "reader", 0, "{count} URLs have a part that only tracks or identifies one reader; remove it"
)
_REDIRECTED = Habit(
    "redirected", 3, "{count} links lead through pages that only redirect; link the pages themselves"
)
_PROXIED = Habit(
    "proxied",
    3,
    "{count} links lead through the proxy of a library, which only its members can use; link the pages themselves",
)
_READER_PARAMETERS = frozenset(("fbclid", "gclid", "igshid", "casa_token"))
"""Click ids of social networks, and the session of a library."""
_SHARE_ID = lazy(r"#\.(?=\S*[\dA-Z])(?:[a-z\d]{9}|[\w-]{11})$")
"""The id of who shared a page, as Medium and AddThis wrote it (`#.s0a3uy4cc`)."""


class MalformedUrl(Rule):
    """A URL that cannot work, whatever page it was meant for.

    ## What it does

    `hhttps://`, `http:/x`, `https://https://`, a missing scheme (`github.com/x` and `keras.io` lead to a file of
    the repository), an e-mail without `mailto:`, a path on one computer (`file:///x`, `C:\\x`), a port above
    65535, a bare arXiv id, a misspelt host (`arvix.org`), a host without a dot, two URLs in one, two question marks,
    a truncated URL, spaces and look-alike letters in it, a comma, full stop or bracket at its end that is not part of
    it (more than three are one finding), and a bare URL directly before full-width punctuation; in links, images,
    badges and HTML. A badge with the same query parameter twice is a warning, and so is a link through a page that only
    redirects, as a search engine, a chat or a mail program writes it, or through the proxy of a library. Spaces or a
    line break between the parentheses and the URL are one advice a file, and so are parameters that only track or
    identify one reader: the click id of a social network, a session (`casa_token`), or the id of who shared a page
    (`#.s0a3uy4cc`).

    ## Why it matters

    The link does not work for any reader.

    ## Fix

    Safe where the URL can be read in only one way; otherwise none. Unsafe for the proxy of a library, which writes the
    full stops of a host as hyphens.
    """

    code = "LK001"
    name = "malformed-url"
    summary = "a URL that cannot work"
    severity = Severity.ERROR
    fix = Safety.SAFE
    batch = Batch.LINKS
    removes = frozenset({Removal.LINKS})
    supersedes = ("AX002",)
    examples = (
        Example(
            title="Typing errors at the start",
            before="""
                - [Earley](hhttps://example.org/earley) and [CYK](https:/example.org/cyk)
                - [GLR](https://https://example.org/glr), ![](http://http://example.org/glr.png)
                - <a href="htps://example.org/ll">LL</a>
                """,
            lines=(1, 1, 2, 2, 3),
            after="""
                - [Earley](https://example.org/earley) and [CYK](https://example.org/cyk)
                - [GLR](https://example.org/glr), ![](http://example.org/glr.png)
                - <a href="https://example.org/ll">LL</a>
                """,
        ),
        Example(
            title="Without a scheme it is a path in the repository",
            before="""
                - [Attention](arxiv.org/abs/1706.03762) [[code]](github.com/tensorflow/tensor2tensor)
                - [Short](bit.ly/3loom), [author](linkedin.com/in/ada), [course](www.cs.example.edu/~ada)
                - [Page](ada.github.io/looms/) and [mail](ada@example.org)
                """,
            lines=(1, 1, 2, 2, 2, 3, 3),
            after="""
                - [Attention](https://arxiv.org/abs/1706.03762) [[code]](https://github.com/tensorflow/tensor2tensor)
                - [Short](https://bit.ly/3loom), [author](https://linkedin.com/in/ada), [course](https://www.cs.example.edu/~ada)
                - [Page](https://ada.github.io/looms/) and [mail](mailto:ada@example.org)
                """,
        ),
        Example(
            title="A host alone",
            before="- [Tern](tern.info), [slides](slides.looms.io)\n",
            lines=(1, 1),
            after="- [Tern](https://tern.info), [slides](https://slides.looms.io)\n",
        ),
        Example(
            title="A link through a page that only redirects",
            before="""
                - [Tern](https://link.zhihu.com/?target=https%3A//tern.example.org/docs)
                - [Wren](https://urldefense.com/v3/__https://wren.example.org/a*b__;Iw!!Kk)
                """,
            lines=(1, 2),
            after="""
                - [Tern](https://tern.example.org/docs)
                - [Wren](https://urldefense.com/v3/__https://wren.example.org/a*b__;Iw!!Kk)
                """,
        ),
        Example(
            title="A link through the proxy of a library",
            before="- [Tern](https://dl-acm-org.ezproxy.example.edu/doi/10.1145/3477495)\n",
            lines=(1,),
            after="- [Tern](https://dl.acm.org/doi/10.1145/3477495)\n",
        ),
        Example(
            title="A full stop at the end",
            before="- Earley (1970) [[code]](https://example.org/earley.)\n",
            lines=(1,),
            after="- Earley (1970) [[code]](https://example.org/earley)\n",
        ),
        Example(
            title="A session (advice)",
            before="- [Earley](https://example.org/earley?id=7&casa_token=Aa0:b-C) [CYK](https://example.org/cyk#.x0aBcDeFgHi)\n",
            lines=(1, 1),
            after="- [Earley](https://example.org/earley?id=7) [CYK](https://example.org/cyk)\n",
        ),
        Example(
            title="Only the author can open it (not fixed)",
            before="[a](file:///home/ada/a.pdf) [b](C:\\papers\\b.pdf) [c](https://example.org:80800/c)\n",
            lines=(1, 1, 1),
        ),
        Example(
            title="Typed with a Chinese or Japanese input method",
            before="[Earley](https：//example.org/earley)\n",
            lines=(1,),
            after="[Earley](https://example.org/earley)\n",
        ),
        Example(
            title="Whitespace inside the parentheses: one advice a file",
            before="- [Earley]( https://example.org/earley) and [CYK](https://example.org/cyk )\n- ![star](https://example.org/s.svg\n  )\n",
            lines=(1, 1, 2),
            after="- [Earley](https://example.org/earley) and [CYK](https://example.org/cyk)\n- ![star](https://example.org/s.svg)\n",
        ),
        Example(
            title="A query parameter twice",
            before="![](https://img.shields.io/badge/a-b?logo=github&color=red&logo=x)\n",
            lines=(1,),
            after="![](https://img.shields.io/badge/a-b?color=red&logo=x)\n",
        ),
        Example(
            title="Full-width punctuation after a bare URL",
            before="""
                - 看 https://example.org/earley，代码已开源。
                - 项目（https://example.org/cyk）已开源
                """,
            lines=(1, 2),
            after="""
                - 看 <https://example.org/earley>，代码已开源。
                - 项目（<https://example.org/cyk>）已开源
                """,
        ),
        Example(
            title="Two URLs that GitHub renders as one link",
            before="- https://example.org/glr、https://example.org/ll\n",
            lines=(1,),
        ),
        Example(
            title="A truncated URL (not fixed)",
            before="- Earley [[pdf]](https://\n- [CYK](https://)\n",
            lines=(1, 2),
        ),
    )
    valid = (
        """
        - [Here](docs/parsers.md) [up](../readme.md) [there](#there) [me](mailto:me@example.org) [x](/x.pdf)
        - [Wiki](https://en.wikipedia.org/wiki/LR_(parser)) [a](https://web.archive.org/web/2020/https://example.org)
        - [HAProxy](https://www-haproxy.example.org/docs) [proxies](https://haproxy.github.io/a-org)
        - [Node](node.js) [Vue](vue.js/core.md) [Org](todo.org) [it](socket.io/readme.md) [folder](looms.v2.md/x) [2x](logo@2x.png), `hhttps://example.org`, <!-- [x](http:/x) -->
        - [With title]( https://example.org/a "space" ) is seldom written, [b](<https://example.org/b>)
        - [Slides](<https://example.org/My Slides.pdf>) <a href="https://example.org/My Slides.pdf">again</a>
        - [git](git@github.com:ada/looms.git), [port](https://example.org:8443/x)
        """,
        """
        - [Inc.](https://example.org/Reed_Inc.) [et al.](https://example.org/reed_et_al.) [E.T.](https://example.org/E.T.)
        - <https://example.org/?u=https://example.org> https://example.org/a(b), (https://example.org/c).
        - [q](https://example.org/?a=1&a=2) [r](http://localhost:8000/) [s](//example.org/s) [t](ftp://example.org)

        ```
        [x](hhttps://example.org)
        ```
        """,
        """
        [reader]: https://example.org/reader?utm_source=awesome

        url = {https://example.org/doi},

        Visit www.example.org or (www.example.org/reader).

        - [reader] and ![logo](assets/logo.png) <img src="./logo.svg"> [一](https://zh.wikipedia.org/wiki/语法)

        维基 https://zh.wikipedia.org/wiki/语法 和 <https://example.org/doc>，好
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each place of a URL; a definition counts once, however many references use it."""
        text = context.text
        verdicts: dict[str, _UrlVerdict | None] = {}
        seen: set[Span] = set()
        for link in context.listing.links:
            if link.form is tree.LinkForm.BARE:
                if (end := urls.end_of_bare_url(link.url)) is not None:
                    yield self._overlong_url_finding(link, end)
                    continue
                if link.url[:4].lower() == "www." or text[link.target.start - 1 : link.target.start] == "{":
                    continue  # GitHub adds the scheme; a field of BibTeX has braces of its own.
            url = _url_as_sent_by_browser(link, text)
            if url not in verdicts:
                verdicts[url] = _find_defect(url, context.cached(tracked_paths))
            if link.target not in seen:
                seen.add(link.target)
                yield from self._check_link(link, verdicts[url], text)
        yield from self._find_truncated(context)

    def _check_link(
        self, link: tree.Link | tree.Image, verdict: _UrlVerdict | None, text: str
    ) -> Iterator[Finding]:
        if verdict is not None:
            # After a bare URL there is text, which must not be removed with the end of the URL.
            bare = link.form is tree.LinkForm.BARE and link.url.startswith(verdict.repaired or "\0")
            yield self._malformed_finding(link, verdict, text, fixable=link.is_exact and not bare)
        elif spaces := _spaces_around(link, text):
            yield self.finding(
                Span(spaces[0].start, max(spaces[-1].end, link.target.end)),
                "Whitespace between the parentheses and the URL; remove it",
                severity=Severity.ADVICE,
                edits=[Edit(space, "") for space in spaces],
                habit=_SPACED,
            )

    def _find_truncated(self, context: Context) -> Iterator[Finding]:
        """The findings for `[x](https://` at the end of a line."""
        inline_index = InlineIndex.of_document(context.listing.tree)
        for match in _CUT.finditer(context.text):
            span = Span(*match.span("url"))
            if not inline_index.is_hidden(span):
                yield self.finding(span, "The URL is truncated after its scheme; write the whole URL")

    def _overlong_url_finding(self, link: tree.Link | tree.Image, end: int) -> Finding:
        """The finding for a bare URL whose link on GitHub includes the text after it: the URL ends at full-width
        punctuation, the link only at the next space."""
        url, start = link.url[:end], link.target.start
        wrapped = [Edit(Span(start, start), "<"), Edit(Span(start + end, start + end), ">")]
        return self.finding(
            link.target,
            f"The text after {_shorten_url(url)} is part of the link, since no space is between them; write <{_shorten_url(url)}>",
            edits=wrapped if link.is_exact and link.url.find("://", end) < 0 < link.url.find("://") else (),
        )

    def _malformed_finding(
        self, link: tree.Link | tree.Image, verdict: _UrlVerdict, text: str, *, fixable: bool
    ) -> Finding:
        raw, repaired = text[slice(*link.target)], verdict.repaired
        shown = f"; write {repaired}" if repaired is not None else ""
        return self.finding(
            link.target,
            f"The URL {_shorten_url(link.url)} {verdict.explanation}{shown}",
            severity=verdict.severity,
            edits=[smallest_edit(link.target, raw, repaired)]
            if fixable and repaired is not None and raw == link.url
            else (),
            safety=verdict.safety,
            habit=verdict.habit,
        )


@record(frozen=True)
class _UrlVerdict:
    """What is wrong with a URL, as a clause with the URL as subject, and the correct URL, if it is certain
    (`repaired`)."""

    explanation: str
    repaired: str | None
    severity: Severity
    habit: Habit | None = None
    safety: Safety = Safety.SAFE


def _url_as_sent_by_browser(link: tree.Link | tree.Image, text: str) -> str:
    """The URL as a browser sends it: in `<…>` and in HTML a space within it becomes `%20`."""
    angled = text[link.target.start - 1 : link.target.start] == "<"
    if " " not in link.url or not (angled or link.form is tree.LinkForm.HTML):
        return link.url
    head, slashes, rest = link.url.strip().partition("://")
    host, slash, path = rest.partition("/")
    return f"{head}{slashes}{host}{slash}{path.replace(' ', '%20')}"


def _find_defect(url: str, paths: frozenset[str]) -> _UrlVerdict | None:
    """The defect of a URL; None if there is none, or if it may be one of these paths of tracked files."""
    defect = find_defect_unless_tracked(url, paths)
    if defect is not None:
        habit = _TAILS if defect.kind == "tail" else None
        return _UrlVerdict(defect.explanation, defect.repaired, Severity.ERROR, habit)
    if (redirect := urls.find_redirect_defect(url)) is not None:
        page = redirect.repaired and _without_reader_parameters(redirect.repaired)
        return _UrlVerdict(redirect.explanation, page, Severity.WARNING, _REDIRECTED)
    if (proxied := urls.find_proxy_defect(url)) is not None:
        return _UrlVerdict(
            proxied.explanation, proxied.repaired, Severity.WARNING, _PROXIED, safety=Safety.UNSAFE
        )
    if repeated := urls.repeated_parameters(url):
        names = ", ".join(f"`{name}`" for name in repeated)
        what = f"has the query parameter {names} twice; only the last one is used"
        return _UrlVerdict(what, _without_useless_parameters(url), Severity.WARNING)
    clean = _SHARE_ID.sub("", _without_reader_parameters(url))
    if clean != url:
        what = "has a part that only tracks or identifies one reader"
        return _UrlVerdict(what, clean, Severity.ADVICE, _OF_ONE_READER)
    return None


def _spaces_around(link: tree.Link | tree.Image, text: str) -> list[Span]:
    """The whitespace between the parentheses and the URL; empty if there is none, or if a title or angle brackets are
    there too."""
    if link.form is not tree.LinkForm.INLINE or not link.is_exact or not link.url:
        return []
    sides = (Span(link.label.end + 2, link.target.start), Span(link.target.end, link.span.end - 1))
    gaps = [side for side in sides if side.end > side.start]
    return gaps if all(_SPACE.fullmatch(text, *gap) for gap in gaps) else []


def _without_reader_parameters(url: str) -> str:
    """The URL without the parameters that only identify one reader."""
    return _without_useless_parameters(url) if any(f"{name}=" in url for name in _READER_PARAMETERS) else url


def _without_useless_parameters(url: str) -> str:
    """The URL without the parameters of one reader, and with the last one of repeated parameters."""
    page, mark, query = url.partition("?")
    query, hash_mark, fragment = query.partition("#")
    parts = [(part.partition("=")[0], part) for part in query.split("&")]
    last = {name: index for index, (name, _) in enumerate(parts)}
    kept = [
        p for index, (name, p) in enumerate(parts) if last[name] == index and name not in _READER_PARAMETERS
    ]
    return f"{page}{mark if kept else ''}{'&'.join(kept)}{hash_mark}{fragment}"


def _shorten_url(url: str) -> str:
    """The URL, cut to 60 characters."""
    return url if len(url) <= 60 else f"{url[:57]}…"
