# ruff: noqa: E501 (pieces of text stand side by side)
"""Whatever is fixed, nothing is lost, nothing is left, and fixing again changes nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from awesome_lint import listing, source
from awesome_lint.findings import Removal, Safety
from awesome_lint.fixing import FixResult, drop_harmful_fixes, fix_text
from awesome_lint.fixing.fix_checker import FixKey, fix_key
from awesome_lint.fixing.fixer import Fixer
from awesome_lint.formatting.formatter import format_text
from awesome_lint.linting import LintedText, lint, select_rules
from awesome_lint.listing.entry_record import entry_record
from awesome_lint.rules import catalogue
from awesome_lint.settings import Settings

from .lists import lists

SETTINGS = Settings(today=date(2026, 1, 1), advice=True)
FIXABLE = select_rules(SETTINGS, "README.md").fixable
REMOVES = {rule.code: rule.removes for rule in catalogue.rules()}
IDENT = re.compile(r"(?<!\d)\d{4}\.\d{4,5}(?!\d)")
REPOSITORY = re.compile(r"github\.com/[\w.-]+/[\w.-]+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
LOOKED_AT: tuple[tuple[re.Pattern[str], frozenset[Removal]], ...] = (
    (
        re.compile(r":[a-z_]+:|[\u2600-\u27bf\U0001f300-\U0001faff]"),
        frozenset({Removal.COPIES, Removal.CHARSET}),
    ),
    (
        re.compile(r"[\w./-]+\.(?:org|com)/[\w./-]*\w"),
        frozenset({Removal.COPIES, Removal.CHARSET, Removal.LINKS}),
    ),
    (re.compile(r"[a-zA-Z0-9]"), frozenset(Removal) - {Removal.CODE}),
    (re.compile(r"[!?%&@$]"), frozenset({Removal.COPIES, Removal.CHARSET, Removal.LINKS})),
    (re.compile(r"<pre>.*?</pre>|<code>.*?</code>", re.DOTALL), frozenset({Removal.COPIES})),
)
"""What must not go, and what fixes may remove with which it may."""
FEW, MANY = 60, 20_000


def cases(number: int) -> settings:
    """So many cases, however long each takes."""
    return settings(max_examples=number, deadline=None, suppress_health_check=list(HealthCheck))


fragments = st.lists(
    st.sampled_from(
        [
            "- [Clay](https://arxiv.org/abs/2401.00001)", "- ", "* ", "1. ", "  ", "\n", "\n", "\r\n", "\t", "|", "||", "---",
            "[", "]", "(", ")", "](", "[x](", "![", "<!--", "-->", "```", "`", "**", "*", "_", "~~", "#", "# A", "<a href=\"#x\">",
            "</a>", "<details>", "https://arxiv.org/pdf/2401.00002v1.pdf", "http:/x", "2401.00003", "(Jan. 2024)", "Neurips 2024",
            "\u00a0", "\ufeff", "\u200b", "â€™", "Ã©", "é", "\U0001f680", "[^1]", "[^1]: ", "> ", "$x$", "\\", "&amp;", "\x0b", "\u2028",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip


def holds(text: str, *, unsafe: bool) -> None:
    """What is true of every fixed text."""
    refused: list[set[FixKey]] = []

    def lint_version(version: str) -> LintedText:
        refused.append(set(fixing.checker.refused))  # those of the version before
        return lint(version, "README.md", SETTINGS)

    fixing = Fixer(lint_version, FIXABLE, unsafe=unsafe)
    done = fixing.run(text)
    refused.append(set(fixing.checker.refused))
    for version, keys in ((text, refused[1]), (done.text, refused[-1])):
        shown = drop_harmful_fixes(lint(version, "README.md", SETTINGS).findings, version)
        assert not {fix_key(each) for each in shown if each.fix} & keys
    assert done.linted.failures == ()
    assert fix_text(done.text, "README.md", SETTINGS, unsafe=unsafe).text == done.text
    if not unsafe:
        assert not lost(text, done.text, {removal for code in done.counts for removal in REMOVES[code]})
        assert set(IDENT.findall(text)) <= set(IDENT.findall(done.text))
        assert set(REPOSITORY.findall(text)) <= set(REPOSITORY.findall(done.text))
        assert not _left(done)


def _left(done: FixResult) -> list[str]:
    """The codes of safe fixes that were neither made nor withheld."""
    withheld = " ".join(finding.message for finding in done.withheld)
    return [
        finding.code
        for finding in done.linted.findings
        if finding.fix and finding.fix.safety is Safety.SAFE and finding.code not in withheld
    ]


def lost(before: str, after: str, removed: Collection[Removal]) -> Counter[str]:
    """What is gone that fixes which remove such things may not have taken. Cut from the raw text, by other means than
    the ledger's."""
    gone: Counter[str] = Counter()
    for pattern, freeing in LOOKED_AT:
        if freeing.isdisjoint(removed):
            old, new = (pattern.findall(INVISIBLE.sub("", text)) for text in (before, after))
            gone += Counter(old) - Counter(new)
    return gone


ARXIV_PAGE = re.compile(r"(?<=arxiv\.org/)(?:abs|pdf)(?=/)|(?<=\d)\.pdf\b")
"""What differs between links to the abstract and the PDF of a paper, of which `format` writes the usual one."""


def records(text: str) -> list[dict[str, object]]:
    """What the entries say, however they are written."""
    read = listing.read(text)
    facts: list[dict[str, object]] = [dict(entry_record(entry, "")) for entry in read.entries]
    for each in facts:
        for key in ("line", "end_line", "date_text", "badges"):
            del each[key]
        each["url"] = ARXIV_PAGE.sub("", str(each["url"]))
        each["links"] = ARXIV_PAGE.sub("", str(each["links"]))
    return facts


def keeps_its_records(text: str) -> None:
    """What is true of every formatted text."""
    done = format_text(text, "README.md", SETTINGS)
    assert records(done.text) == records(text)
    before, after = (ARXIV_PAGE.sub("", one) for one in (text, done.text))
    assert not lost(before, after, (Removal.DATES, Removal.WORDS))
    assert format_text(done.text, "README.md", SETTINGS).text == done.text


@cases(FEW)
@given(lists(), st.booleans())
def test_lists_are_mended_without_loss(text: str, unsafe: bool) -> None:
    holds(text, unsafe=unsafe)


@cases(FEW)
@given(fragments, st.booleans())
def test_any_text_is_mended_without_loss(text: str, unsafe: bool) -> None:
    holds(text, unsafe=unsafe)


@cases(2 * FEW)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_or_fixed(data: bytes) -> None:
    try:
        text = source.decode_source(data, "README.md").text
    except source.SourceError:
        return
    holds(text, unsafe=False)


@cases(FEW)
@given(lists())
def test_formatting_keeps_every_record(text: str) -> None:
    keeps_its_records(text)


@pytest.mark.nightly
@cases(MANY)
@given(lists(), st.booleans())
def test_many_lists_are_mended_without_loss(text: str, unsafe: bool) -> None:
    holds(text, unsafe=unsafe)


@pytest.mark.nightly
@cases(MANY)
@given(fragments, st.booleans())
def test_many_texts_are_mended_without_loss(text: str, unsafe: bool) -> None:
    holds(text, unsafe=unsafe)


@pytest.mark.nightly
@cases(MANY)
@given(lists())
def test_formatting_many_lists_keeps_every_record(text: str) -> None:
    keeps_its_records(text)
