"""Any text parses; nested, huge and malicious ones are parsed or refused in words, and leave no trace."""

from __future__ import annotations

import copy
import gc
import pickle
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_outline import assert_placed, links, outline

from awesome_lint.markdown import parse
from awesome_lint.markdown import tree as t
from awesome_lint.markdown.source_lines import MAX_LINE_LENGTH, MAX_TEXT_LENGTH, split_lines

WORDS = """[a](https://a.b) ![i](p.png) [![i](p)](u) `c` ``a`b`` *e* **s** ~~x~~ https://a.b/c_d
    www.a.b <https://a.b> <ahref="u"> </a> <imgsrc="i"alt="x"> <br> <!--c--> <!-- --> [^1] [r] [r][] [t][r]
    [r]:https://r.s [^1]:n \\[ \\* &amp; $x$ $5 | |a|b| |---|---| -|- - * + 1. > # ## --- === ``` ~~~ <div>
    </div> <h2> </h2> ( ) [ ] ]( ! " ' _ ` < \\ é 🔥 [x] : . x@y.z \\| a b"""
SPACED = ('<a href="u">', '<img src="i" alt="x">', '[a](u "t")', "<!-- ", "- [ ] ", "[^1]: n", "[r]: u")
BLANKS = (
    " ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "  \n",
    "\\\n",
    "\x0c",
    "\x85",
    "\u2028",
    "\ufeff",
)
PIECES = st.sampled_from([*WORDS.split(), *SPACED, *BLANKS])
MARKDOWN = st.lists(PIECES, max_size=40).map("".join)


@given(MARKDOWN)
def test_any_markdown_is_placed(text: str) -> None:
    assert_placed(text, parse(text))


@given(st.text(max_size=200))
def test_any_text_parses(text: str) -> None:
    assert_placed(text, parse(text))


@given(MARKDOWN)
def test_inline_link_read_alone_is_the_same(text: str) -> None:
    for node in links(parse(text)):
        if node.form is not t.LinkForm.INLINE or not node.is_exact:
            continue
        raw = text[node.span.start : node.span.end]
        if "\n" in raw or "\r" in raw or "\\|" in raw:
            continue
        # Behind a letter no block can start on the line.
        (again, *_) = links(parse("x " + raw))
        assert (again.url, again.title) == (node.url, node.title)
        assert again.label.start - 2 == node.label.start - node.span.start
        assert again.label.end - 2 == node.label.end - node.span.start


@given(MARKDOWN, MARKDOWN)
def test_documents_do_not_influence_each_other(first: str, second: str) -> None:
    alone = repr(parse(second))
    parse(first)
    assert repr(parse(second)) == alone


@given(MARKDOWN)
def test_newlines_make_no_difference(text: str) -> None:
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    assert outline(parse(unix.replace("\n", "\r\n"))) == outline(parse(unix))
    assert outline(parse(unix.replace("\n", "\r"))) == outline(parse(unix))


@given(MARKDOWN)
def test_quoting_keeps_what_stands_inside(text: str) -> None:
    lines = split_lines(text)
    quoted = "".join(f"> {line}" for line in lines)
    if not lines:
        assert parse(quoted).children == []
        return
    (quote,) = parse(quoted).children
    assert isinstance(quote, t.Quote)
    # A quote's own lines read as the text alone does, except for what tab stops do.
    if "\t" not in text and "\ufeff" not in text[:1]:
        assert " ".join(map(outline, quote.children)) == outline(parse("".join(lines)))


NESTED = {
    "quotes": ">" * 5000 + "a",
    "bullets": "- " * 5000 + "a",
    "items": "".join("  " * depth + "- a\n" for depth in range(300)),
    "lazy lines": "> " * 90 + "a\n" + "b\n" * 5000,
}


@pytest.mark.parametrize("name", NESTED)
def test_too_deep_is_refused_in_words(name: str) -> None:
    document = parse(NESTED[name])
    assert document.children == []
    assert document.refusal is not None
    assert "lists and quotes" in document.refusal


def test_ninety_levels_are_read() -> None:
    document = parse("> " * 90 + "[a](b)")
    assert document.refusal is None
    assert len(links(document)) == 1


def test_refusal_also_when_the_stack_is_nearly_used_up() -> None:
    def down(left: int) -> t.Document:
        return parse("- " * 95 + "a") if left == 0 else down(left - 1)

    limit = sys.getrecursionlimit()
    frame, used = sys._getframe(), 0
    while frame.f_back is not None:
        frame, used = frame.f_back, used + 1
    assert down(limit - used - 150).refusal is not None


# On these a careless parser takes quadratic or cubic time: here they only have to come to the right end.
HOSTILE = [
    ("[a](" * 5000, 0),
    ("[a](https://a.b/c) " * 4000, 4000),
    ("[[a](b)" * 3000, 3000),
    ("[a] b\n" * 5000, 0),
    ("".join(f"[a{n}]: b{n}\n" for n in range(3000)) + "\n[a7]", 1),
    ("[" * 20000, 0),
    ("![" * 9000 + "a" + "](b)" * 9000, 1),
    ("[" * 5000 + "]" * 5000, 0),
    ("".join("`" * n + " " for n in range(300)), 0),
    ("`" * 20000 + "a", 0),
    ("*a **b " * 4000, 0),
    ("*a_ " * 5000, 0),
    ("a <!-- " * 5000, 0),
    ('x <a b="' * 5000, 0),
    ("<div>\n" + '<a "' * 5000, 0),
    ("$a " * 5000, 0),
    ("https://a.b/" + "(" * 9000 + ")" * 9000 + ";" * 9000, 1),
    ("|a" * 3000 + "\n" + "|-" * 3000, 0),
    ("- a\nb\n  c\n" * 3000, 0),
    ('[a](b "c' * 4000, 0),
    ("# a" + " #" * 9000, 0),
    ("-" * 9000 + " " * 9000 + "x", 0),
]


@pytest.mark.parametrize(("text", "count"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_ends(text: str, count: int) -> None:
    document = parse(text)
    assert document.refusal is None
    assert len(links(document)) == count


def test_a_tree_is_copied_and_pickled() -> None:
    document = parse(
        "# a\n\n- b [c](d)\n  > e\n\n<p>\nf\n</p>\n\n|g|\n|-|\n\n<!-- h -->\n\ni\n=\n\n[j]: k\n\n```\nl\n"
    )
    assert repr(copy.deepcopy(document)) == repr(document)
    assert repr(pickle.loads(pickle.dumps(document))) == repr(document)  # noqa: S301


def test_collector_is_left_as_it_was() -> None:
    parse("a")
    assert gc.isenabled()
    gc.disable()
    try:
        parse("> " * 500)
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "text",
    ["# A\n\n" + "x " * (MAX_LINE_LENGTH // 2 + 1), "- [a](b)\n" * (MAX_TEXT_LENGTH // 9 + 1)],
    ids=["line", "text"],
)
def test_a_text_longer_than_any_list_is_refused_at_once(text: str) -> None:
    document = parse(text)
    assert document.children == []
    assert document.refusal is not None
    assert "characters" in document.refusal
