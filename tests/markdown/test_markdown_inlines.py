"""Inline content: what each piece of Markdown is to a reader of GitHub."""

from __future__ import annotations

import pytest
from markdown_outline import assert_placed, links, outline

from awesome_lint.markdown import parse

EXAMPLES = [
    # links and images
    ("[a](b)", "p(inline-link[a]<b>)"),
    ('[a](b "t")', "p(inline-link[a]<b>'t')"),
    ("[a](<b c> 't')", "p(inline-link[a]<b c>'t')"),
    ("[a](b(c)d)", "p(inline-link[a]<b(c)d>)"),
    ("[a](b\\)c)", "p(inline-link[a]<b)c>)"),
    ("[a](b?x&amp;y&z)", "p(inline-link[a]<b?x&y&z>)"),
    ("[a]( b )", "p(inline-link[a]<b>)"),
    ("[a]()", "p(inline-link[a]<>)"),
    ("[a] (b)", "p([a] (b))"),
    ("[a](b", "p([a](b)"),
    ("[a](b c)", "p([a](b c))"),
    ("[a\nb](c)", "p(inline-link[a|b]<c>)"),
    ("![a](b)", "p(inline-image[a]<b>)"),
    ("[![a](b)](c)", "p(inline-link[inline-image[a]<b>]<c>)"),
    ("![[a](b)](c)", "p(inline-image[a]<c>)"),
    ("[a [b](c) d](e)", "p([a inline-link[b]<c> d](e))"),
    ("[[code]](u)", "p(inline-link[[code]]<u>)"),
    ("[**[arXiv]**](u)", "p(inline-link[strong([arXiv])]<u>)"),
    ("\\[a](b)", "p([a](b))"),
    ("\\[Doe et al., 2024]", "p([Doe et al., 2024])"),
    ("!\\[a](b)", "p(![a](b))"),
    # references
    ("[a][r]\n\n[R]: u 't'", "p(reference-link[a]<u>'t') definition(R)<u>"),
    ("[r][] ![r]\n\n[r]: u", "p(reference-link[r]<u> reference-image[r]<u>) definition(r)<u>"),
    ("[r]: u\n[r]: v\n[r]", "definition(r)<u> definition(r)<v> p(reference-link[r]<u>)"),
    ("[a][b]", "p([a][b])"),
    ("[a]: u 'not\n\na title'", "p([a]: u 'not) p(a title')"),
    ("> [a]: u\n\n[a]", "quote(definition(a)<u>) p(reference-link[a]<u>)"),
    # autolinks
    ("<https://a.b/c?d>", "p(autolink-link[https://a.b/c?d]<https://a.b/c?d>)"),
    ("<me@a.org>", "p(autolink-link[me@a.org]<mailto:me@a.org>)"),
    ("see https://a.b/c_d_e.", "p(see bare-link[https://a.b/c_d_e]<https://a.b/c_d_e>.)"),
    ("(https://a.b/c(d))", "p((bare-link[https://a.b/c(d)]<https://a.b/c(d)>))"),
    ("www.a.org/x, y", "p(bare-link[www.a.org/x]<www.a.org/x>, y)"),
    ("https://a.b/?c&copy;", "p(bare-link[https://a.b/?c]<https://a.b/?c>©)"),
    ("**https://a.b**", "p(strong(bare-link[https://a.b]<https://a.b>))"),
    ("xhttps://a.b awww.a.b", "p(xhttps://a.b awww.a.b)"),
    ("https://a_b.c d", "p(https://a_b.c d)"),
    ("http://a", "p(bare-link[http://a]<http://a>)"),
    ("www.a.b_ www.", "p(www.a.b_ www.)"),
    ("[https://a.b](c)", "p(inline-link[https://a.b]<c>)"),
    ("[x https://a.b", "p([x https://a.b)"),
    ("https://a.b<br>", "p(bare-link[https://a.b]<https://a.b>tag(br))"),
    ("`https://a.b`", "p(code(https://a.b))"),
    # code, emphasis, strike
    ("`a` ``b`c``", "p(code(a) code(b`c))"),
    ("`` ` ``", "p(code(`))"),
    ("`a [b](c)", "p(`a inline-link[b]<c>)"),
    ("*a* _b_ **c** __d__ ***e***", "p(em(a) em(b) strong(c) strong(d) em(strong(e)))"),
    ("snake_case_name", "p(snake_case_name)"),
    ("*a [b*](c)", "p(*a inline-link[b*]<c>)"),
    ("~~a~~ ~b~ ~~~c~~~", "p(strike(a) strike(b) ~~~c~~~)"),
    # footnotes
    ("a[^1]\n\n[^1]: b", "p(anote(1)) footnote(1: p(b))"),
    ("a[^1]", "p(a[^1])"),
    # HTML
    ('<a href="u">a *b*</a> c', "p(html-link[a em(b)]<u> c)"),
    ("x <a href=u>y</a>", "p(x html-link[y]<u>)"),
    ("x <a href='u&amp;v' title=t>y</a>", "p(x html-link[y]<u&v>'t')"),
    ('x <img alt="p q" src="i.png" />', "p(x html-image[p q]<i.png>)"),
    ('x <a href="u"><img src="i"></a>', "p(x html-link[html-image[]<i>]<u>)"),
    ('x <a href="u">y', "p(x html-link[]<u>y)"),
    ('x <a name="n"></a>y', "p(x tag(a)tag(/a)y)"),
    ("a <!-- b -- [c](d) --> e", "p(a comment( b -- [c](d) ) e)"),
    ("a <!-- b\n[c](d) --> e", "p(a comment( b\n[c](d) ) e)"),
    ("a <!-- b", "p(a <!-- b)"),
    ("a \\<!-- [c](d) -->", "p(a <!-- inline-link[c]<d> -->)"),
    # math and money
    ("the $\\pi_l$ and $x_1 * y * z$", "p(the math(\\pi_l) and math(x_1 * y * z))"),
    ("$`a_b`$", "p(math(a_b))"),
    ("$$a_b_c$$", "p(math(a_b_c))"),
    ("from $5 to $10", "p(from $5 to $10)"),
    ("$5 [a](b) and 6$", "p($5 inline-link[a]<b> and 6$)"),
    ("US$5 or A$6", "p(US$5 or A$6)"),
    # lines
    ("a  \nb\\\nc\nd", "p(a|hard|b|hard|c|d)"),
    ("a\\", "p(a\\)"),
    ("a\u2028b\x0cc\x85d", "p(a\u2028b\x0cc\x85d)"),
    ("a\r\nb\rc", "p(a|b|c)"),
    ("&amp; &copy; &nope; &#65; \\& \\a", "p(& © &nope; A & \\a)"),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_inline_example(text: str, expected: str) -> None:
    document = parse(text)
    assert outline(document) == expected
    assert_placed(text, document)


TARGETS = [
    ("[a](  <b c>  't')", "a", "b c"),
    ("x ![a b](c\\_d)", "a b", "c\\_d"),
    ("> - [a](b)", "a", "b"),
    ("| x | [a](b) |\n|---|---|\n| [c](d\\|e) | f |", "a", "b"),
    ("1.\t[a](b)", "a", "b"),
    ("- x\n\n     [a](b)", "a", "b"),
    ("# [a](b) #", "a", "b"),
    ("[a][r]\n\n[r]: <u v>", "a", "u v"),
    ("<p>\n  <a class=x href = 'u v'>a</a>", "a", "u v"),
    ("<img src=u/v.png alt=a>", "a", "u/v.png"),
    ("\ufeff[a](b)", "a", "b"),
    ("x\r\n[a](b)\r\n", "a", "b"),
    ("<https://a.b>", "https://a.b", "https://a.b"),
]


@pytest.mark.parametrize(("text", "label", "target"), TARGETS)
def test_label_and_target_stand_where_they_say(text: str, label: str, target: str) -> None:
    link = links(parse(text))[0]
    assert link.is_exact
    assert text[link.label.start : link.label.end] == label
    assert text[link.target.start : link.target.end] == target


def test_reference_target_stands_in_the_definition() -> None:
    text = "[a][r]\n\n[r]: https://a.b 'T'\n"
    document = parse(text)
    (link,) = links(document)
    assert link.target == document.definitions["r"].target
    assert link.title == "T"
    assert link.reference == "r"
    assert text[link.span.start : link.span.end] == "[a][r]"


def test_live_links_are_listed_in_the_order_of_the_text() -> None:
    text = (
        "# [a](u1)\n\n[![b](i1)](u2) https://u.v3 <code>https://u.v</code> ![c [d](x)](i2)\n\n"
        '| [e](u4) |\n|---|\n| <a href="u5">f</a> |\n\n- > [g][r]\n\n<a href="u7"><img src="i3"></a>\n\n[r]: u6\n\n'
        "<!-- [h](x) --> `[i](x)`\n"
    )
    document = parse(text)
    found = ["u1", "u2", "i1", "https://u.v3", "i2", "u4", "u5", "u6", "u7", "i3"]
    assert [node.url for node in document.links] == found
    assert set(document.links) == set(links(document)) - {
        node for node in links(document) if node.url == "https://u.v"
    }
