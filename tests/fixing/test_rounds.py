"""Fixes are applied group by group and round by round; what would do harm or never end is taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint import listing
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Batch, Finding, Fix, Habit, Removal, Safety, Severity
from awesome_lint.fixing import drop_harmful_fixes, fix_text
from awesome_lint.fixing.fixer import Fixer
from awesome_lint.linting import LintedText, lint
from awesome_lint.rules import catalogue
from awesome_lint.settings import Settings
from awesome_lint.structs import replace

SETTINGS = Settings(today=date(2026, 11, 20), advice=True)

Check = Callable[[str], list[Finding]]


def swap(code: str, old: str, new: str, safety: Safety = Safety.SAFE) -> Check:
    """A rule that finds a pattern and replaces it."""

    def check(text: str) -> list[Finding]:
        return [
            finding(code, Edit(Span(*match.span()), match.expand(new)), safety=safety)
            for match in re.finditer(old, text)
        ]

    return check


BATCHES = {"TX": Batch.TEXT, "LK": Batch.LINKS, "EN": Batch.ENTRIES}


def finding(code: str, *edits: Edit, safety: Safety = Safety.SAFE) -> Finding:
    fix = Fix(safety, edits, BATCHES.get(code[:2], Batch.SECTIONS), frozenset(Removal))
    return Finding(code, f"rule-{code}", Severity.WARNING, "", edits[0].span, fix=fix)


def linting(*checks: Check) -> Callable[[str], LintedText]:
    def lint(text: str) -> LintedText:
        found = (finding for check in checks for finding in check(text))
        return LintedText(listing.read(text), tuple(sorted(found, key=lambda item: item.span)))

    return lint


def run(text: str, *checks: Check, unsafe: bool = False) -> tuple[str, Fixer]:
    codes = {finding.code for check in checks for finding in check(text)} | {"TX900", "EN900", "EN901"}
    fixing = Fixer(linting(*checks), codes, unsafe=unsafe)
    return fixing.run(text).text, fixing


LINKS = (
    "- [Kelp](https://e.org/kelp) a b\n- [Coral](https://e.org/coral) a b\n- [Reef](https://e.org/reef) a\n"
)


def test_text_is_mended_before_what_reads_it() -> None:
    seen: list[str] = []

    def slug(text: str) -> list[Finding]:
        seen.extend(re.findall("#(\\w+)", text))
        return swap("LK900", r"(?<=\(#)x(?=\))", "kelp" if "Kelp" in text else "damaged")(text)

    text, _ = run("## K3lp\n\n[go](#x)\n", swap("TX900", "K3lp", "Kelp"), slug)
    assert text == "## Kelp\n\n[go](#kelp)\n"
    assert seen.count("x") == 3  # gathered by `run`, then before and after the first round


def test_later_groups_need_no_lint_of_their_own() -> None:
    lints = []
    check = linting(
        swap("LK900", "//e\\.", "//example."), swap("EN900", "a b", "ab"), swap("SE900", r"Reef\b", "Reefs")
    )

    def counted(text: str) -> LintedText:
        lints.append(text)
        return check(text)

    fixed = Fixer(counted, {"LK900", "EN900", "SE900"}).run(LINKS)
    assert fixed.text == LINKS.replace("e.org", "example.org").replace("a b", "ab").replace("[Reef", "[Reefs")
    assert fixed.counts == {"LK900": 3, "EN900": 2, "SE900": 1}
    assert len(lints) == 2
    assert fixed.changed


def test_overlapping_fixes_wait_for_the_next_round() -> None:
    text, _ = run(
        "alga beta gamma\n",
        swap("EN900", "alga beta", "alga, beta"),
        swap("EN901", "beta gamma", "beta; gamma"),
    )
    assert text == "alga, beta; gamma\n"


def test_a_fix_is_all_its_edits_or_none() -> None:
    def check(text: str) -> list[Finding]:
        if "Kelp" not in text:
            return []
        ends = [Edit(Span(0, 0), "\n"), Edit(Span(text.index("Kelp"), text.index("Kelp") + 4), "Algae")]
        return [
            finding("EN900", *ends),
            finding("EN901", Edit(Span(text.index("Kelp"), text.index("Kelp") + 1), "k")),
        ]

    fixed = Fixer(linting(check), {"EN900", "EN901"}).run("A [Kelp](https://e.org/k)\n")
    assert fixed.text == "\nA [Algae](https://e.org/k)\n"


def test_a_harmful_fix_is_withheld_and_its_neighbours_stay() -> None:
    fixed = Fixer(
        linting(swap("EN900", r"Coral\]\(", "Coral] ("), swap("EN901", "a b", "ab")), {"EN900", "EN901"}
    ).run(LINKS)
    assert fixed.text == LINKS.replace("a b", "ab")
    assert fixed.counts == {"EN901": 2}
    assert [(item.code, item.span) for item in fixed.withheld] == [
        ("XX003", Span(LINKS.index("Coral") - 1, LINKS.index("Coral") + 6))
    ]
    assert (
        fixed.withheld[0].message
        == "the fix of EN900 (rule-EN900) is withheld: it would change a link on line 2 (and 1 more)"
    )
    assert [item.code for item in fixed.findings] == ["EN900", "XX003"]


def test_many_harmful_fixes_cost_a_bounded_number_of_comparisons() -> None:
    text = "".join(f"- [Paper {number}](https://e.org/{number}) a b\n" for number in range(80))
    fixed = Fixer(
        linting(swap("EN900", r"Paper (\d+)\]\(", r"Paper \1] ("), swap("EN901", "a b", "ab")),
        {"EN900", "EN901"},
    ).run(text)
    assert "] (" not in fixed.text
    assert "a b" not in fixed.text
    assert "too many" in fixed.withheld[-1].message


@pytest.mark.parametrize(
    "edits",
    [
        (Edit(Span(0, 3), "x"), Edit(Span(2, 4), "y")),
        (Edit(Span(0, 999), "x"),),
        (Edit(Span(3, 2), "x"),),
        (Edit(Span(0, 1), "\ud800"),),
    ],
)
def test_a_fix_that_cannot_be_applied_is_withheld(edits: tuple[Edit, ...]) -> None:
    fixed = Fixer(linting(lambda text: [finding("EN900", *edits)]), {"EN900"}).run("abcdef\n")
    assert fixed.text == "abcdef\n"
    assert "outside the text" in fixed.withheld[0].message


def test_fixes_that_undo_each_other_are_taken_back_and_the_others_stay() -> None:
    checks = [swap("EN900", "salt", "sea"), swap("EN901", "sea", "salt"), swap("TX900", "teh", "the")]
    fixed = Fixer(linting(*checks), {"EN900", "EN901", "TX900"}).run("teh salt\n")
    assert fixed.text == "the salt\n"
    assert fixed.counts == {"TX900": 1}
    assert "do not end" in fixed.withheld[0].message


def test_a_fix_that_never_ends_is_taken_back() -> None:
    fixed = Fixer(linting(swap("EN900", "x$", "xx"), swap("TX900", "teh", "the")), {"EN900", "TX900"}).run(
        "teh x"
    )
    assert fixed.text == "the x"


def test_unsafe_fixes_wait_to_be_asked_for() -> None:
    check = swap("EN900", "Kelp", "Algae", Safety.UNSAFE)
    assert run(LINKS, check)[0] == LINKS
    assert run(LINKS, check, unsafe=True)[0] == LINKS.replace("Kelp", "Algae")


def test_only_fixable_rules_mend() -> None:
    fixed = Fixer(linting(swap("EN900", "Kelp", "Algae"), swap("EN901", r"Reef\b", "Reefs")), {"EN901"}).run(
        LINKS
    )
    assert fixed.counts == {"EN901": 1}
    assert [item.code for item in fixed.findings] == ["EN900"]


# --- With the rules there are --------------------------------------------------------------------------------

EXAMPLES = [example for rule in catalogue.rules() for example in rule.examples if not rule.online]
VALID = [text for rule in catalogue.rules() for text in rule.valid]


def test_settings_name_the_rules_whose_fixes_are_applied() -> None:
    text = "# Seas\n\n- [Kelp](http://arxiv.org/abs/2104.01234)\n"
    assert fix_text(text, "README.md", SETTINGS).counts == {"AX001": 1}
    unfixable = Settings(today=SETTINGS.today, unfixable=("AX",), advice=True)
    fixed = fix_text(text, "README.md", unfixable)
    assert not fixed.changed
    assert "AX001" in {item.code for item in fixed.findings}


@pytest.mark.parametrize("unsafe", [False, True])
@given(
    texts=st.lists(
        st.sampled_from([*(example.before for example in EXAMPLES), *VALID]), min_size=1, max_size=3
    )
)
@settings(max_examples=25, deadline=None)
def test_mending_twice_is_mending_once(unsafe: bool, texts: list[str]) -> None:
    once = fix_text("\n".join(texts), "README.md", SETTINGS, unsafe=unsafe)
    twice = fix_text(once.text, "README.md", SETTINGS, unsafe=unsafe)
    assert twice.text == once.text


def test_a_fix_that_waited_for_one_taken_back_is_still_made() -> None:
    text = (
        "# Awesome Soil\n\n## Clay\n\n-\u00a0[Clay\u00a0at\u00a0Rest](http://www.arxiv.org/pdf/1501.00010) (Jan. 2015) "
        "[[code](https://github.com/soil/clay)]\n"
    )
    fixed = fix_text(text, "README.md", SETTINGS)
    assert "(https://arxiv.org/pdf/1501.00010)" in fixed.text
    assert [finding.code for finding in fixed.withheld] == ["XX003"]


def test_a_fix_that_would_be_taken_back_is_not_offered() -> None:
    text = "- :zap: [Kelp](https://e.org/kelp) a\n- [Coral](https://e.org/coral) b\n"
    spoiling = finding("EN900", Edit(Span(text.index("]"), text.index("]") + 1), ""))
    losing = replace(
        finding("EN901", Edit(Span(2, 8), "")), fix=Fix(Safety.SAFE, (Edit(Span(2, 8), ""),), Batch.ENTRIES)
    )
    good = finding("EN902", Edit(Span(text.index(" a\n"), text.index(" a\n") + 2), " c"))
    shown = replace(spoiling, fix=replace(spoiling.fix, safety=Safety.DISPLAY))
    left = drop_harmful_fixes([spoiling, losing, good, shown], text)
    assert [each.fix is not None for each in left] == [False, False, True, True]
    assert left[2] is good


def test_a_rewrite_that_loses_an_entry_is_refused() -> None:
    names = ("Clay", "Loam", "Silt", "Sand")
    text = "# Awesome soil\n\n## 2023\n\n" + "".join(
        f"- [[CVPR](https://soil.example/{name}.pdf)] {name} at Rest and in Motion\n" for name in names
    )
    assert len(listing.read(text).entries) == len(names)

    def relabel(version: str) -> LintedText:
        fixes = [
            Fix(Safety.SAFE, (Edit(Span(*match.span()), "Slides"),), Batch.ENTRIES, frozenset(Removal))
            for match in re.finditer("CVPR", version)
        ]
        found = tuple(
            replace(finding("EN013", *fix.edits), fix=fix, habit=Habit("label", 9, "")) for fix in fixes
        )
        return LintedText(listing.read(version), found)

    fixed = Fixer(relabel).run(text)
    assert fixed.text == text
    assert "its entry would not be read as an entry" in fixed.withheld[0].message


def test_a_line_with_thousands_of_fixes_is_not_compared_for_each() -> None:
    text = "# Awesome soil\n\n- [Clay](https://clay.example)\n\n" + "[[a](b)" * 3000 + "\n"
    findings = lint(text, "README.md", SETTINGS).findings
    offered = [found for found in drop_harmful_fixes(findings, text) if found.fix is not None]
    assert 0 < len(offered) < len([found for found in findings if found.fix is not None])
