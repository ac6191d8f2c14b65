"""Which brackets are links that were meant, what they become, and which are how people write."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.findings import Severity
from awesome_lint.fixing import fix_text
from awesome_lint.linting import lint
from awesome_lint.settings import Settings

U = "https://example.org/a"
V = "https://example.org/b"
SETTINGS = Settings(today=date(2026, 1, 1), select=("MD001",))


def reported(text: str) -> list[str]:
    return [finding.message for finding in lint(text, "README.md", SETTINGS).findings]


@pytest.mark.parametrize(
    ("broken", "fixed"),
    [
        (f"[doc] ({U})", f"[doc]({U})"),
        (f"[doc]\t({U})", f"[doc]({U})"),
        (f"[doc]\n({U})", f"[doc]({U})"),
        (f"[doc]({U}", f"[doc]({U})"),
        (f"[doc]({U} by someone", f"[doc]({U}) by someone"),
        (f"[[doc]({U}]", f"[[doc]({U})]"),
        (f"[doc]{U})", f"[doc]({U})"),
        (f"[doc]](({U}))", f"[doc]({U})"),
        (f"[doc](({U}))", f"[doc]({U})"),
        (f"[doc](({U})", f"[doc]({U})"),
        (f"[doc](){U})", f"[doc]({U})"),
        (f"[doc]（{U}）", f"[doc]({U})"),
        (f"[doc]({U}）", f"[doc]({U})"),
        (f"[a doc）]({U})", f"[a doc]({U})"),
        (f"【doc】({U})", f"[doc]({U})"),
        (f"[[doc[[({U})", f"[[doc]]({U})"),
        (f"doc]({U})", f"[doc]({U})"),
        (f"[doc]([{U.replace('https://', 'http://www.')}/]({U}))", f"[doc]({U})"),
        (f"[doc]([source]({U}))", f"[doc]({U})"),
        (f"[doc]([{U}]({U}))", f"[doc]({U})"),
        (f"[doc]([{U})", f"[doc]({U})"),
        (f"![doc] ({U}.svg)", f"![doc]({U}.svg)"),
        (f"![]({U}.svg", f"![]({U}.svg)"),
        (f"[doc](https: //example.org/a) [y]({V})", f"[doc]({U}) [y]({V})"),
        (f"[doc]({U})) [y]({V})", f"[doc]({U}) [y]({V})"),
        (f"[code)]({U})", f"[code]({U})"),
        (f"[[code]({U})][[doc]({V})", f"[[code]({U})][doc]({V})"),
        (f"[doc]({U}[)]({V})", f"[doc]({U})"),
    ],
)
def test_a_broken_link_is_fixed(broken: str, fixed: str) -> None:
    text = f"- {broken}\n"
    assert reported(text)
    assert fix_text(text, "README.md", SETTINGS, unsafe=True).text == f"- {fixed}\n"


LINKED = "".join(f"- [Parser {n}]({U}/{n}) - Reads text.\n" for n in range(4))
LABELS = f"\n[Packrad]: {U}\n[LL1]: {V}\n"


@pytest.mark.parametrize(
    ("item", "evidence"),
    [
        ("[Packrat] - A parser.", "only one of [Packrad]"),
        ("the parser [Packrat][]", "only one of [Packrad]"),
        ("[LL(1)] - A parser.", "only one of [LL1]"),
        ("[Earley] - A parser.", "the titles of 4 other items of this list are links"),
        ("**[Earley]**", "the titles of 4 other items of this list are links"),
        ("[Parsing in Cubic Time] by A. Earley", "the titles of 4 other items of this list are links"),
    ],
)
def test_text_in_brackets_is_reported_with_evidence_that_a_link_was_meant(item: str, evidence: str) -> None:
    first, *others = reported(f"{LINKED}- {item}\n{LABELS}")
    assert evidence in first
    assert all(message.startswith("No reference uses the definition") for message in others)
    assert len(others) == (1 if "only one of" in evidence else 2)


@pytest.mark.parametrize(
    "item",
    [
        "[2021] - Old.",
        "[WIP] - Soon.",
        "[CVPR 2021]",
        "[Code]",
        "[Old] A parser",
        "[x] - Done.",
        "a [parser] - b",
        "[LL2] or",
    ],
)
def test_text_in_brackets_without_evidence_is_text(item: str) -> None:
    messages = reported(f"{LINKED}- {item}\n- [Old] B\n{LABELS}")
    assert all(message.startswith("No reference uses the definition") for message in messages)


@pytest.mark.parametrize(
    "text",
    [
        f"- [[x]]({U}) [[y]({V})] [**[z]**]({V})",
        f"- \\[x\\] ({U}) \\[[y]({V})]",
        f"- [x] ({U})",
        f"- [ ] [task]({U})",
        f"- [1] ({U}) and [2] (see {V})",
        f"- [x]: {U}",
        f"- name[0] (first), f(x)[1]({'{'}y{'}'})",
        f"- [x] {U} and [y] <{V}>",
        f"- see [the note (at {U}) of 2024]",
        f"- [x]({U})(2024) and [y]({V}) (ICML 2024)",
        f"- ([x]({U})), (see [y]({V}))",
        f"- a) [x]({U}) b) [y]({V})",
        f"- [a) first]({U}) :) [smile :)]({V})",
        f"- [x]({U}_(b)) [y]( {V} 'title')",
        f'- [x](<{U} b>) [y]({V}\n  "title")',
        f"- <a href='{U}'>[x]</a> ({V})",
        "- half-open [0, 1) and `[x] (https://example.org)` and $[0, 1)$",
        "- 2**3 is 8, `**x`, **kwargs, src/**/*.md and \\*\\*x",
        "- Jay Earley*, Don Knuth**, and others",
        f"Text [^1] ({U})\n\n[^1]: {V}",
    ],
)
def test_an_idiom_has_no_finding(text: str) -> None:
    assert reported(text + "\n") == []


@pytest.mark.parametrize(
    "text",
    [
        f"- [x]({U})({V})",
        "- [x](https://example.org/pap...",
        f"- [[x]({U})]({V})",
        f"- [x]([{V}]({U}))",
    ],
)
def test_an_ambiguous_link_is_not_fixed(text: str) -> None:
    assert reported(text + "\n")
    assert fix_text(text + "\n", "README.md", SETTINGS, unsafe=True).text == text + "\n"


def test_an_uncertain_fix_is_unsafe() -> None:
    text = f"- **Charts**. A text](https://example.org/a) and [x]([source]({U}))\n"
    assert fix_text(text, "README.md", SETTINGS, unsafe=False).text == text


def test_a_joined_url_is_an_unsafe_fix_with_the_url_in_its_message() -> None:
    text = "- [x](https://example.org/notes/ earley.pdf)\n"
    (message,) = reported(text)
    assert "open https://example.org/notes/earley.pdf" in message
    assert fix_text(text, "README.md", SETTINGS, unsafe=False).text == text
    assert "open" not in reported("- [x](https://arxiv.org/abs/1706. 03762)\n")[0]


@given(st.text(alphabet="[]()!ab \n*`<>{}\\【】（）:/", max_size=60), st.sampled_from([U, "", V]))
def test_any_brackets_are_checked_without_a_failure(noise: str, url: str) -> None:
    linted = lint(f"- {noise}{url}{noise}\n", "README.md", SETTINGS)
    assert linted.failures == ()
    for finding in linted.findings:
        assert 0 <= finding.span.start <= finding.span.end


@given(st.lists(st.text(alphabet="ab ,.;-", max_size=20), max_size=6))
def test_text_with_paired_parentheses_has_no_finding(parts: list[str]) -> None:
    assert reported(f"- {' '.join(f'{part} ({part})' for part in parts)}\n") == []


@given(
    st.text(alphabet="ab ,.;-", max_size=30), st.text(alphabet="ab ,.;-", max_size=30), st.sampled_from("()")
)
def test_a_parenthesis_without_a_partner_is_one_warning_at_most(before: str, after: str, sign: str) -> None:
    linted = lint(f"- Parsers{before}{sign}{after}\n", "README.md", SETTINGS)
    assert [finding.severity for finding in linted.findings] in ([], [Severity.WARNING])


@pytest.mark.parametrize(
    "broken", ["[Earley])(https://example.org/earley)", "[Earley)(https://example.org/earley)"]
)
def test_a_bracket_that_closes_the_text_twice_or_wrongly_is_fixed(broken: str) -> None:
    text = f"- {broken} - The first one.\n"
    assert len(reported(text)) == 1
    assert (
        fix_text(text, "README.md", SETTINGS).text
        == "- [Earley](https://example.org/earley) - The first one.\n"
    )
