"""Blocks: how lines become headings, lists, tables, fences and the rest."""

from __future__ import annotations

import pytest
from markdown_outline import assert_placed, outline

from awesome_lint.markdown import html_comments, parse, visible_text
from awesome_lint.markdown import tree as t

EXAMPLES = [
    ("", ""),
    ("\n \n", ""),
    ("# a #\n## b ##c\n####### d\n#e", "h1-atx(a) h2-atx(b ##c) p(####### d|#e)"),
    ("a\nb\n===\nc\n---", "h1-setext(a|b) h2-setext(c)"),
    ("\ufeff# a", "h1-atx(a)"),
    ("***\n* * *\n---", "rule rule rule"),
    ("- a\n- b\n\n* c\n+ d", "list-(p(a); p(b)) list*(p(c)) list+(p(d))"),
    ("- a\n\n- b", "list-(p(a); p(b))"),
    ("- a\n\n  b", "list-(p(a) p(b))"),
    ("- a\n  - b\n    - c\n- d", "list-(p(a) list-(p(b) list-(p(c))); p(d))"),
    ("-\n  a\n-\n\n  b", "list-(p(a); ) p(b)"),
    ("1. a\n2. b\n3) c", "list.(p(a); p(b)) list)(p(c))"),
    (". a", "p(. a)"),
    ("a\n2. b", "p(a|2. b)"),
    ("a\n- b", "p(a) list-(p(b))"),
    ("- a\nb", "list-(p(a|b))"),
    ("- # a\nb", "list-(h1-atx(a)) p(b)"),
    ("- ```\n  a\nb", "list-(fence(…)) p(b)"),
    ("- [ ] a\n- [x] b\n- [y] c", "list-(p(a); p(b); p([y] c))"),
    ("-\ta\n\n\tb", "list-(p(a) p(b))"),
    ("> a\nb\n\nc", "quote(p(a|b)) p(c)"),
    ("> a\n> ===\n> - b", "quote(h1-setext(a) list-(p(b)))"),
    ("> a\n===", "quote(p(a|===))"),
    ("> ```\na", "quote(fence(…)) p(a)"),
    ("> [!NOTE]\n> a", "quote(p([!NOTE]|a))"),
    ("```py\n[a](b)\n```\nc", "fence() p(c)"),
    ("````\n```\n````", "fence()"),
    ("```\na", "fence(…)"),
    ("~~~ a`b\n~~~~", "fence()"),
    ("```a`b", "p(```a`b)"),
    ("    a\n\n    b\n\nc", "indented p(c)"),
    ("a\n    b", "p(a|b)"),
    # tables
    ("|a|b|\n|-|-|\n|c|d|", "table(a,b / c,d)"),
    ("a | b\n--- | :-:\nc", "table(a,b / c)"),
    ("| x |\n|---|\n| x || z |", "table(x / x,,z)"),
    ("| a\\|b | `c\\|d` |\n|---|---|", "table(a|b,code(c|d))"),
    ("|a|\n|-|\n|b|\n# c\n|d|", "table(a / b) h1-atx(c) p(|d|)"),
    ("|a|\n|-|\n- b | c", "table(a) list-(p(b | c))"),
    ("|a|b|\n|-|", "p(|a|b|||-|)"),
    ("a | b\n---", "h2-setext(a | b)"),
    ("x\n|a|\n|-|\n|b|", "p(x) table(a / b)"),
    ("- |a|\n  |-|\n  |b|", "list-(table(a / b))"),
    # HTML
    (
        '<p align="center">\n<a href="u"><img src="i" width=5></a>\n</p>\n\nb',
        "html(tag(p)|html-link[html-image[]<i>]<u>|tag(/p)) p(b)",
    ),
    ("<div>\n[a](b)\n</div>", "html(tag(div)|[a](b)|tag(/div))"),
    ("<details>\n\n[a](b)\n\n</details>", "html(tag(details)) p(inline-link[a]<b>) html(tag(/details))"),
    ("<h1>a <b>b</b></h1>", "html(tag(h1)a tag(b)btag(/b)tag(/h1))"),
    ("<!-- a -->", "comment( a )"),
    ("<!-- a\n\n[b](c)\n\n--> d\ne", "html(comment( a\n\n[b](c)\n\n) d) p(e)"),
    ("<!-- a\n\n- b", "comment( a\n\n- b…)"),
    ("- a\n  <!-- b\n\n  c -->\n- d", "list-(p(a) comment( b\n\nc ); p(d))"),
    ("<script>\n<a href='u'>\n\n</script>", "html(tag(script)tag(/script))"),
    ("a\n<div>", "p(a) html(tag(div))"),
    # definitions and footnotes
    ("[a]: b\n[c]: <d> 'e'\nf", "definition(a)<b> definition(c)<d> p(f)"),
    ("a\n[b]: c", "p(a|[b]: c)"),
    ("[^a]: b\n\n    c\n\nd", "footnote(a: p(b) p(c)) p(d)"),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_block_example(text: str, expected: str) -> None:
    document = parse(text)
    assert outline(document) == expected
    assert_placed(text, document)


def test_item_knows_marker_indent_content_number() -> None:
    (found,) = parse("  7.  x\n").children
    assert isinstance(found, t.List)
    item = found.items[0]
    assert (item.indent, item.number, item.content, item.marker) == (2, 7, 6, (2, 4))
    (outer,) = parse("- a\n\t+ b\n").children
    assert isinstance(outer, t.List)
    inner = outer.items[0].children[1]
    assert isinstance(inner, t.List)
    item = inner.items[0]
    assert (item.indent, item.number, item.content, item.marker) == (4, None, 7, (5, 6))


def test_empty_item_has_its_content_at_the_markers_end() -> None:
    (found,) = parse("-\n").children
    assert isinstance(found, t.List)
    assert found.items[0].content == found.items[0].marker.end == 1


def test_cells_are_placed() -> None:
    text = "> |  a | [b](c) |\n> |:---|---:|\n> | d ||"
    (quote,) = parse(text).children
    assert isinstance(quote, t.Quote)
    (table,) = quote.children
    assert isinstance(table, t.Table)
    rows = [[text[c.span.start : c.span.end] for c in row.cells] for row in (table.header, *table.rows)]
    assert rows == [["a", "[b](c)"], ["d", ""]]


def test_fence_content_is_the_lines_between() -> None:
    text = "- ```py\r\n  a\r\n\r\n  b\r\n  ```\r\n"
    (found,) = parse(text).children
    assert isinstance(found, t.List)
    (fence,) = found.items[0].children
    assert isinstance(fence, t.Fence)
    assert text[fence.content.start : fence.content.end] == "  a\r\n\r\n  b\r\n"


def test_headings_of_every_form_are_listed_in_order() -> None:
    text = "# a\n\n> ## b\n\n<h3>c <em>d</em></h3>\n\ne\n=\n\n- #### f\n"
    document = parse(text)
    found = [(h.level, h.form, text[h.content.start : h.content.end], h.slug) for h in document.headings]
    assert found == [
        (1, "atx", "a", "a"),
        (2, "atx", "b", "b"),
        (3, "html", "c <em>d</em>", "c-d"),
        (1, "setext", "e", "e"),
        (4, "atx", "f", "f"),
    ]


def test_html_heading_around_markdown() -> None:
    text = '<h2 align="center">\n\n**a** [b](c)\n\n</h2>\n\n<h3>\n\n# d\n\n</h3>\n\ne <h4>f</h4>\n'
    found = [(h.level, h.form, h.slug) for h in parse(text).headings]
    assert found == [(2, "html", "a-b"), (1, "atx", "d"), (4, "html", "f")]


def test_anchors_are_the_live_names_and_ids() -> None:
    text = '<a name="n"></a> <a id=i>x</a>\n\n<div id="d">\n\n<!-- <a name="c"> -->\n\n`<a name="k">`\n'
    document = parse(text)
    assert set(document.anchors) == {"n", "i", "d"}
    assert text[document.anchors["i"].start : document.anchors["i"].end] == "i"


def test_comments_and_plain() -> None:
    document = parse("<!-- a -->\n\nb <!--c--> *d* `e` ![f](g)\nh\n\n|<!--i-->|\n|-|\n")
    assert [comment.value for comment in html_comments(document)] == [" a ", "c", "i"]
    paragraph = document.children[1]
    assert isinstance(paragraph, t.Paragraph)
    assert visible_text(paragraph.children) == "b  d e f h"
