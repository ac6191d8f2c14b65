"""LK003 broken-anchor."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import unquote

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineIndex
from awesome_lint.bibliography import hosts
from awesome_lint.bibliography.casing import letters_and_digits
from awesome_lint.bibliography.urls import url_key
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Batch, Finding, Habit, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.markdown.slugs import rendered_text, slug
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.links._anchor_targets import AnchorTargets, find_toc_links_without_hash
from awesome_lint.rules.links._announced import announces_page

PAGE_ANCHORS = lazy(
    r"(?:top|readme|start-of-content|.*-ov-file|(?:user-content-)?fn(?:ref)?-.*|-+)?", re.IGNORECASE
)
"""The anchors of a browser and of GitHub's page: the top, the box of the README, its tabs, footnotes; and that of a
heading that is a picture."""

_TOP = lazy(r"(?i)\b(?:top|up|back|home|contents?|toc|index|menu)\b|[↑⬆🔝▲顶頂返回上目]")
"""What the text of a link to the top of the page says."""
_CASE = Habit(
    "case",
    0,
    "The anchors of {count} links differ in case from the anchors of their headings; write them in lower case",
)
_WITH_SPACES = lazy(r"\[[^\[\]\n]+\]\((?P<anchor>#[^()\s\"']+(?: +[^()\s\"']+)+)\)")
_LEAST_OWN = 5
"""The number of links to the README of one repository from which it may be the list's own."""
_VARIATION_SELECTOR = "\ufe0f"
_HEADING_LINE = lazy(r"^ {0,3}#{1,6}(?P<text>[^\n]+)", re.MULTILINE)
_SPACES = Habit("spaces", 3, "{count} anchors have spaces, which make no links; write hyphens for the spaces")
_WITHOUT_HASH = Habit(
    "hash", 3, "{count} lines of the table of contents lack the # of their anchors; write it"
)
_FOLDED_ABOVE = 5
"""Broken links of a file, with or without a heading that they may mean, above which they are one finding."""


def _own_toc(anchor: str) -> str:
    """An example's list whose table of contents has URLs of the repository, one of them with this anchor."""
    titles = ("Cards", "Cloth", "Looms", "Nets", "Silk")
    anchors = ["cards", "cloth", "looms", anchor, "silk"]
    lines = [f"- [{t}](https://github.com/ada/looms#{a})\n" for t, a in zip(titles, anchors, strict=True)]
    return "".join([*lines, *(f"\n## {title}\n" for title in titles)])


class BrokenAnchor(Rule):
    """A link within the page to a heading that does not exist.

    ## What it does

    Links to `#x` where no heading has the slug `x` and the file has no `<a name="x">` or `id="x"`. Slugs are GitHub's:
    lower case, punctuation dropped, each space a hyphen, an emoji dropped but not the space after it (`## 📊 Datasets`
    is `#-datasets`), `-1`, `-2` … for repeats. More than five links that may mean a heading are one finding, and so
    are more than five others. Where only case differs it is one advice a file: GitHub ignores case, other renderers do
    not. A link that announces its heading (`Datasets (coming soon)`) is advice. A link to `#` is reported where its
    text is neither `top` nor the like, nor a badge. `[x](#two words)` is reported too, though it renders as text. A
    line of the table of contents that leads to another heading is SE001's.

    A line of the table of contents without a `#` (`[Games](games)`) leads to a file. It is reported where a heading has
    its text, or its URL as slug, and the repository has no such file.

    Links such as `https://github.com/ada/looms#x` count as well where at least five of them name one repository and
    more than half of these have the text and the anchor of a heading: the repository is the list's own.

    ## Why it matters

    A click on such a line of the table of contents does nothing. It happens when a heading is reworded.

    ## Fix

    Safe where only case differs, and where the link's text is the text of exactly one heading (emoji, punctuation and
    case aside). A slug that differs in punctuation or one letter is suggested and never applied. None for
    `#games-1` where only `#games` exists, since the second heading is missing, and none where the text of the heading
    is damaged (TX001), since its slug changes when that is fixed.
    """

    code = "LK003"
    name = "broken-anchor"
    summary = "link to a heading that does not exist"
    depends_on_other_lines = True
    severity = Severity.ERROR
    fix = Safety.SAFE
    batch = Batch.LINKS
    removes = frozenset({Removal.LINKS})
    supersedes = ("SE001", "LK004")
    examples = (
        Example(
            title="An emoji was put before the heading",
            before="""
                - [Datasets](#datasets)

                ## 📊 Datasets
                """,
            lines=(1,),
            after="""
                - [Datasets](#-datasets)

                ## 📊 Datasets
                """,
        ),
        Example(
            title="Slugs are in lower case",
            before="""
                - [Tree Search](#Tree-Search)

                ## Tree Search
                """,
            lines=(1,),
            after="""
                - [Tree Search](#tree-search)

                ## Tree Search
                """,
        ),
        Example(
            title="Punctuation or a letter differs: only a suggestion",
            before="""
                - [Charts](#chart-parser)
                - [To parse](#tree_search)

                ## Chart-Parsers

                ## Tree Search
                """,
            lines=(1, 2),
        ),
        Example(
            title="A space in an anchor",
            before="- [Board games](#Board games)\n- [Cards](#Card games)\n\n## Board games\n",
            lines=(1, 2),
            after="- [Board games](#board-games)\n- [Cards](#Card games)\n\n## Board games\n",
        ),
        Example(
            title="A heading that leads back to the top, without the hyphen of the badge (a suggestion)",
            before="""
                # Parsers ![stars](https://example.org/s.svg)

                ## [Tree Search](#parsers)
                """,
            lines=(3,),
        ),
        Example(
            title="The second heading of this text does not exist",
            before="""
                - [Tree Search](#tree-search)
                - [Tree Search](#tree-search-1)

                ## Tree Search
                """,
            lines=(2,),
        ),
        Example(
            title="Links by the URL of the list's own repository",
            before=_own_toc("nets-of-trees"),
            lines=(4,),
            after=_own_toc("nets"),
        ),
        Example(
            title="No similar heading",
            before="""
                - [Glossary](#glossary)

                ## Tree Search
                """,
            lines=(1,),
        ),
        Example(
            title="An empty anchor",
            before="- [Tree Search](#)\n- [Chart Parsing](#chart-parsing)\n\n## Tree Search\n\n## Chart Parsing\n",
            lines=(1,),
            after="- [Tree Search](#tree-search)\n- [Chart Parsing](#chart-parsing)\n\n## Tree Search\n\n## Chart Parsing\n",
        ),
        Example(
            title="Anchors without their `#`, and a file",
            before="- [Chess](chess)\n- [Go](Games-of-go)\n- [Cards](#cards)\n- [Dice](dice)\n- [Maps](#maps)\n- [Nets](#nets)\n- [Sets](#sets)\n- [Wars](#wars)\n- [Yams](#yams)\n"
            "\n# Chess\n\n# Go\n\n# Cards\n\n# Maps\n\n# Nets\n\n# Sets\n\n# Wars\n\n# Yams\n",
            lines=(1, 2),
            after="- [Chess](#chess)\n- [Go](#go)\n- [Cards](#cards)\n- [Dice](dice)\n- [Maps](#maps)\n- [Nets](#nets)\n- [Sets](#sets)\n- [Wars](#wars)\n- [Yams](#yams)\n"
            "\n# Chess\n\n# Go\n\n# Cards\n\n# Maps\n\n# Nets\n\n# Sets\n\n# Wars\n\n# Yams\n",
            tracked_files=frozenset(("README.md", "dice")),
        ),
        Example(
            title="A section that is announced (advice)",
            before="## Contents\n\n- [Papers](#papers)\n- [Datasets (coming soon)](#datasets)\n\n## Papers\n",
            lines=(4,),
        ),
    )
    valid = (
        # The anchor of a heading that is a picture.
        "# ![Soil](https://soil.example/wide.png)\n\n[Back to top](#----)\n",
        """
        - [Games](#games) · [Again](#games-1) · [A & B](#a--b) · [Up](#top) · [Here](#spot) · [中文](#%E4%B8%AD%E6%96%87)
        - [Readme](#readme) · [Games](#user-content-games) · <a href="#spot">spot</a>

        <a name="spot"></a>

        ## Games

        ## A & B

        ## Games

        ## 中文

        <!-- [gone](#gone) and `[gone](#gone)` -->
        """,
        """
        See [the games](#games), [Chess](#games) and [More](#games); [issue](https://example.org/x#gone).

        `[two words](#two words)` (#two words) [x]: #hash, [2024](#year-2024), [2025](#year-2025)

        ## Year 2024

        ## Year 2025

        ## Games

        ## More
        """,
        """
        ## Contents

        ## [Tree Search](#contents)

        ## [Chart Parsing](#contents)
        """,
        """
        - [Search [![star](https://example.org/s.svg)](https://example.org/s)](#search-) and [Top](#)

        ## Search ![star](https://example.org/s.svg)
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each live link to an anchor that the file does not have."""
        links = [
            (link, repository)
            for link in context.listing.links
            if isinstance(link, tree.Link) and (repository := _repository_of_readme(link.url)) is not None
        ]
        spaced = [Span(*match.span("anchor")) for match in _WITH_SPACES.finditer(context.text)]
        if not links and not spaced:
            return
        targets = AnchorTargets(context)
        inline_index = InlineIndex.of_document(context.listing.tree)
        broken = [
            (link, anchor)
            for link, anchor in _anchors_of_links(links, targets.names)
            if anchor not in targets.names
            and (_is_placeholder(link) if link.url == "#" else not PAGE_ANCHORS.fullmatch(anchor))
            and not targets.is_in_main_heading(link)
        ]
        suggested = {anchor: targets.suggest_slug(anchor, link) for link, anchor in broken}
        uses = Counter(name for name, _ in suggested.values())
        raw = _slugs_of_raw_headings(context.text, inline_index) if broken else set()
        for link, anchor in broken:
            if anchor not in raw:
                meant, safety = suggested[anchor]
                # One heading is not what several anchors mean (`#agents-in-games`, `#agents-in-law`).
                yield self._broken_anchor_finding(
                    link, anchor, targets, meant if uses[meant] == 1 else None, safety
                )
        for span in spaced:
            if not inline_index.is_hidden(span):
                yield self._anchor_with_spaces_finding(span, context.text, targets)
        for link in find_toc_links_without_hash(context):
            slug_of_heading, safety = targets.suggest_slug(link.url.lower(), link)
            if safety is Safety.SAFE or link.url.lower() in targets.names:
                yield self._missing_hash_finding(link, slug_of_heading or link.url.lower())

    def _anchor_with_spaces_finding(self, span: Span, text: str, targets: AnchorTargets) -> Finding:
        anchor = slug(text[span.start + 1 : span.end])
        return self.finding(
            span,
            f"A space in the anchor, so this is no link; write #{anchor}",
            edits=[Edit(span, f"#{anchor}")] if anchor in targets.names else (),
            habit=_SPACES,
        )

    def _missing_hash_finding(self, link: tree.Link, anchor: str) -> Finding:
        return self.finding(
            link.span,
            f"This line of the table of contents leads to a file named {link.url}: it lacks its #; write #{anchor}",
            edits=[Edit(link.target, f"#{anchor}")] if link.is_exact else (),
            habit=_WITHOUT_HASH,
        )

    def _broken_anchor_finding(
        self, link: tree.Link, anchor: str, targets: AnchorTargets, meant: str | None, safety: Safety
    ) -> Finding:
        lowered = anchor.lower()
        if lowered in targets.names:
            return self.finding(
                link.span,
                f"The anchor #{anchor} differs in case from that of the heading; write #{lowered}",
                severity=Severity.ADVICE,
                edits=_replace_anchor(link, lowered),
                habit=_CASE,
            )
        message = f"No heading or HTML anchor is named #{anchor}"
        many = f"{{count}} links lead to anchors that do not exist, such as #{anchor}"
        if not anchor:
            message, many = "This anchor is empty: it leads to the top", "{count} links have empty anchors"
        hint = (
            f"; did you mean #{meant}?{_explain_difference(link, anchor, meant)}" if meant is not None else ""
        )
        advice = "add the headings, or correct the links" if meant is None else f"the first may mean #{meant}"
        is_announced = meant is None and announces_page(link)
        is_in_heading = targets.is_in_heading(link)
        if is_in_heading:
            part = "in heading"
        elif is_announced:
            part = "announced"
        else:
            part = "missing" if meant is None else "similar"
        return self.finding(
            link.span,
            f"{message}{hint}",
            severity=Severity.ADVICE if is_announced or is_in_heading else None,
            edits=_replace_anchor(link, meant) if meant is not None else (),
            safety=safety,
            habit=Habit(part if anchor else f"{part} empty", _FOLDED_ABOVE, f"{many}; {advice}"),
        )


def _repository_of_readme(url: str) -> str | None:
    """The GitHub repository (`owner/name`) to whose README a URL with an anchor leads; "" for an anchor alone (`#x`),
    None for any other URL."""
    page, mark, anchor = url.partition("#")
    if not page:
        return "" if mark else None
    repository = hosts.github_repository(page) if anchor else None
    if repository is None or url_key(page) != f"github:{repository.key}":
        return None
    return repository.key


def _anchors_of_links(links: list[tuple[tree.Link, str]], names: set[str]) -> Iterator[tuple[tree.Link, str]]:
    """The links to anchors of this page, each with the anchor, given the links with the repositories of their URLs. A
    repository is the list's own if at least five links name it, more than half of them with the text and the anchor of
    a heading."""
    anchors_by_repository: dict[str, list[tuple[tree.Link, str]]] = defaultdict(list)
    for link, repository in links:
        anchor = unquote(link.url.partition("#")[2]).removeprefix("user-content-")
        anchors_by_repository[repository].append((link, anchor))
    for repository, anchors in anchors_by_repository.items():
        known = sum(
            anchor in names and slug(rendered_text(link.children)) == anchor for link, anchor in anchors
        )
        if not repository or (len(anchors) >= _LEAST_OWN and 2 * known > len(anchors)):
            yield from anchors


def _is_placeholder(link: tree.Link) -> bool:
    """Whether the text of a link to `#` names something else than the top of the page."""
    text = rendered_text(link.children)
    return any(map(str.isalpha, text)) and not _TOP.search(text)


def _slugs_of_raw_headings(text: str, inline_index: InlineIndex) -> set[str]:
    """The slugs of lines that look like headings, outside comments and code. A heading that is shown as raw text has no
    anchor; MD005 reports it."""
    return {
        slug(match["text"].strip(" \t\r#"))
        for match in _HEADING_LINE.finditer(text)
        if not inline_index.is_hidden(Span(*match.span("text")))
    }


def _explain_difference(link: tree.Link, anchor: str, suggested_slug: str) -> str:
    """What a reader cannot see from the two anchors: why there is a hyphen or an invisible character at an end, or that
    the heading may be the one that is misspelt, since the text of the link agrees with its anchor; "" otherwise."""
    words = suggested_slug.strip(f"-{_VARIATION_SELECTOR}")
    if anchor.strip("#-") != words:
        own, other = letters_and_digits(anchor), letters_and_digits(words)
        has_typo = own not in other and other not in own and slug(rendered_text(link.children)) == anchor
        return " Or is the heading misspelt?" if has_typo else ""
    if _VARIATION_SELECTOR in suggested_slug:
        return (
            " The emoji of the heading ends with the invisible character U+FE0F, which is part of the anchor"
        )
    if suggested_slug == words:
        return ""
    end = "begins" if suggested_slug.startswith("-") else "ends"
    return f" The heading {end} with a badge or an emoji, and GitHub writes the space next to it as “-”"


def _replace_anchor(link: tree.Link, anchor: str) -> tuple[Edit, ...]:
    """The edit that changes the anchor of a link; none if the link is a reference."""
    page = link.url.partition("#")[0]
    return (Edit(link.target, f"{page}#{anchor}"),) if link.is_exact else ()
