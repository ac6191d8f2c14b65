"""The same reading as cmark-gfm, by which GitHub's dialect is defined; left out where it is not installed."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_outline import links

from awesome_lint.markdown import parse
from awesome_lint.markdown import tree as t

cmarkgfm = pytest.importorskip("cmarkgfm")

LISTS = sorted(Path(os.environ.get("AWESOME_LINT_LISTS", os.devnull)).glob("**/README.md"))
"""READMEs of the folder that this variable names; without it only own texts are compared."""
EXTENSIONS = ["table", "strikethrough", "autolink", "tasklist"]


class _Page(HTMLParser):
    """The links (with text), images (with alternative text) and the number of list items of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: Counter[tuple[str, str]] = Counter()
        self.images: Counter[tuple[str, str]] = Counter()
        self.items = 0
        self.quotes = 0
        self._open: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" and values.get("href") and "data-footnote-ref" not in values:
            self._close()
            self._open = (values["href"] or "", [])
        elif tag == "img" and values.get("src"):
            self.images[_address(values["src"] or ""), _words(values.get("alt") or "")] += 1
        self.items += tag == "li"
        self.quotes += tag == "blockquote"

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._close()

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open[1].append(data)

    def _close(self) -> None:
        if self._open is not None and not self._open[0].startswith("mailto:"):
            self.links[_address(self._open[0]), _words("".join(self._open[1]))] += 1
        self._open = None


def _address(url: str) -> str:
    return unquote(url.strip())


def _words(text: str) -> str:
    return " ".join(text.split())


def _page(text: str) -> _Page:
    options = cmarkgfm.Options.CMARK_OPT_FOOTNOTES | cmarkgfm.Options.CMARK_OPT_UNSAFE
    page = _Page()
    page.feed(cmarkgfm.markdown_to_html_with_extensions(text, options=options, extensions=EXTENSIONS))
    page.close()
    page._close()
    return page


def _shown(children: list[t.Inline], *, images: bool) -> Iterator[str]:
    for node in children:
        if isinstance(node, t.Text | t.CodeSpan):
            yield node.value
        elif isinstance(node, t.Math):
            yield f"${node.value}$"
        elif isinstance(node, t.Break):
            yield " "
        elif isinstance(node, t.Container) and (images or not isinstance(node, t.Image)):
            yield from _shown(node.children, images=images)


def _assert_like_github(text: str) -> None:
    document = parse(text)
    page = _page(text)
    beyond = _beyond_the_header(document)
    found: Counter[tuple[str, str]] = Counter()
    images: Counter[tuple[str, str]] = Counter()
    for node in links(document):
        if (
            any(cell.span.covers(node.span) for cell in beyond)
            or not node.url
            or node.url.startswith("mailto:")
        ):
            continue
        words = _words("".join(_shown(node.children, images=isinstance(node, t.Image))))
        if isinstance(node, t.Image):
            images[_address(node.url), words] += 1
        else:
            www = node.form is t.LinkForm.BARE and node.url.startswith("www.")
            found[_address("http://" + node.url if www else node.url), words] += 1
    assert found == page.links
    assert images == page.images
    quotes = sum(isinstance(block, t.Quote) for block in t.walk_blocks(document))
    items = sum(len(block.items) for block in t.walk_blocks(document) if isinstance(block, t.List))
    if "<li" not in text and "[^" not in text:
        assert (items, quotes) == (page.items, page.quotes)


def _beyond_the_header(document: t.Document) -> list[t.Cell]:
    """Cells that GitHub does not show, as their row has more than the header."""
    tables = [block for block in t.walk_blocks(document) if isinstance(block, t.Table)]
    return [cell for table in tables for row in table.rows for cell in row.cells[len(table.header.cells) :]]


WORDS = """[a](https://a.b) ![i](p.png) [![i](p)](u) `c` ``a`b`` *e* **s** ~~x~~ https://a.b/c_d www.a.b
    <https://a.b> </a> <br> <!--c--> [r] [r][] [t][r] \\[ \\* &amp; | |a|b| |---|---| -|- - * + 1. > # ##
    --- === ``` ~~~ <div> </div> ( ) [ ] ]( ! " ' _ < \\ é [x] : . \\| a b""".split()
BLANKS = [" ", " ", " ", "  ", "    ", "\n", "\n", "\n\n", "  \n", "\\\n", "\t", "- [ ] ", "[r]: u\n"]


@given(st.lists(st.sampled_from(WORDS + BLANKS), max_size=25).map("".join))
def test_links_of_any_markdown(text: str) -> None:
    # cmark-gfm takes `[a]((b "t")`, against CommonMark, and a definition after a task's box.
    assume("]((" not in text.replace(" ", "").replace("\n", ""))
    assume(not re.search(r"\[[ x]\]\s+\[", text))
    # Python's HTML parser gives up at `<![`.
    assume("<![" not in text)
    # A browser ends a link where the next begins; the tree keeps one in the other.
    inside = [node for link in links(parse(text)) for node in t.walk_inlines(link.children)]
    assume(not any(isinstance(node, t.Link) for node in inside))
    _assert_like_github(text)


@pytest.mark.nightly
@pytest.mark.skipif(not LISTS, reason="AWESOME_LINT_LISTS is not set")
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.parent.name)
def test_links_of_real_lists(path: Path) -> None:
    _assert_like_github(path.read_text(encoding="utf-8"))
