"""Text that is data, not Markdown: no rule reports it and no fix changes it."""

from __future__ import annotations

from datetime import date

import pytest

from awesome_lint.fixing import fix_text
from awesome_lint.linting import lint
from awesome_lint.markdown import parse, tree
from awesome_lint.settings import Settings

_SETTINGS = Settings(today=date(2026, 1, 1), select=("TX", "MD", "LK", "AX", "DU", "EN", "SE", "TB", "BI"))
_LIST = "# Awesome parsers\n\n- [Earley](https://example.org/earley) - A chart parser.\n"
_SLIPS = "[Packrat] (https://example.org/packrat)  \nﬁne\u00a0text **bold\n\n\n\u200bJosÃ©\n"

_FRONT_MATTER = {
    "YAML with a link and blank lines": "---\ntitle: LL\nnote: |\n  [a] (https://example.org)  \n\n\n  more\n---\n",
    "YAML closed by dots": "---\ntitle: Parsers\nabout: '[LL] (https://example.org/ll)'\n...\n",
    "YAML with a comment, a list and a heading in it": "---\n## Data\ntags:\n- [a] (https://example.org/a)\n---\n",
    "TOML": '+++\ntitle = "[Packrat] (https://example.org/packrat)"\n\n\n[params]\nx = 1\n+++\n',
    "with Windows line ends": "---\r\ntitle: '[LL] (https://example.org/ll)'\r\n---\r\n",
}


@pytest.mark.parametrize("matter", _FRONT_MATTER.values(), ids=_FRONT_MATTER.keys())
def test_front_matter_is_one_block_and_left_alone(matter: str) -> None:
    text = matter + "\n" + _LIST
    document = parse(text)
    assert isinstance(document.children[0], tree.FrontMatter)
    assert document.children[0].span == (0, len(matter.rstrip()))
    assert [heading.slug for heading in document.headings] == ["awesome-parsers"]
    _assert_untouched(text)


def test_front_matter_may_follow_a_byte_order_mark() -> None:
    document = parse("\ufeff---\ntitle: x\n---\n\n" + _LIST)
    assert isinstance(document.children[0], tree.FrontMatter)


@pytest.mark.parametrize(
    "text",
    [
        "---\n\n# Parsers\n\n- [Earley](https://example.org/earley)\n\n---\n",
        "---\n- [Earley](https://example.org/earley)\n---\n",
        "---\ntitle: never closed\n\n# Parsers\n",
        "\n---\ntitle: x\n---\n",
        "---\nParsers: a list\nwith prose below it\n---\n",
        "+++\nplain text\n+++\n",
        "---\n---\n",
    ],
)
def test_thematic_breaks_are_no_front_matter(text: str) -> None:
    assert not any(isinstance(block, tree.FrontMatter) for block in parse(text).children)


@pytest.mark.parametrize("name", ["pre", "script", "style", "textarea"])
@pytest.mark.parametrize("attributes", ["", ' class="x"'])
def test_raw_text_elements_are_left_alone(name: str, attributes: str) -> None:
    _assert_untouched(f"{_LIST}\n<{name}{attributes}>\n{_SLIPS}</{name}>\n")


def test_preformatted_text_inside_another_block_of_html_is_left_alone() -> None:
    _assert_untouched(
        f"{_LIST}\n<div>\n<pre>\n[Packrat] (https://example.org)  \nﬁne\u00a0text\n</pre>\n</div>\n"
    )


@pytest.mark.parametrize("name", ["code", "kbd", "samp"])
def test_code_like_elements_are_left_alone(name: str) -> None:
    _assert_untouched(
        f"{_LIST}\nPress <{name}>[Ctrl]\u00a0(https://example.org/x)\ufb01</{name}> to parse.\n"
    )


def test_an_element_that_never_closes_hides_nothing() -> None:
    linted = lint(f"{_LIST}- <code>[CYK] (https://example.org/cyk)\n", "README.md", _SETTINGS)
    assert "MD001" in [finding.code for finding in linted.findings]


def _assert_untouched(text: str) -> None:
    linted = lint(text, "README.md", _SETTINGS)
    assert [(finding.code, finding.message) for finding in linted.findings] == []
    assert fix_text(text, "README.md", _SETTINGS, unsafe=True).text == text
