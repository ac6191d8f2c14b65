"""What a fix takes away is what its rule may take away."""

from __future__ import annotations

import pytest

from awesome_lint.edits import Edit, Span, sort_edits
from awesome_lint.findings import Finding, Fix, Removal, Safety, Severity
from awesome_lint.fixing.fix_checker import FixChecker
from awesome_lint.fixing.ledger import find_loss

ENTRY = (
    "- :zap: [Kelp & Coral](https://arxiv.org/abs/2104.01234), FAT* 2020; `ICML 2021` 👩‍💻 "
    '![new](https://e.org/new.gif) <a name="kelp"></a> [[code](https://github.com/ocean/kelp)] (best paper!)\n'
)
BLOCKS = (
    "---\ntitle: kelp\n---\n\n# Kelp\n\n<pre>\na\n\n\nb\u00a0c\n</pre>\n\n```sh\nls  -l\n```\n\n"
    "- <code>a  b</code> and [Kelp](https://e.org/kelp)\n- [Kelp](https://e.org/kelp)\n"
)

Change = tuple[str, str]


def lost(
    text: str, *changes: Change, removes: frozenset[Removal] = frozenset(), message: str = ""
) -> str | None:
    edits = []
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times"
        start = text.index(old)
        edits.append(Edit(Span(start, start + len(old)), new))
    reason = find_loss(text, Fix(Safety.SAFE, tuple(sort_edits(edits)), removes=removes), message)
    return reason.split("“")[1].split("”")[0] if reason is not None else None


@pytest.mark.parametrize(
    ("changes", "sign"),
    [
        ([(":zap: ", "")], ":zap:"),
        ([(":zap: [", "zap: - [")], ":zap:"),
        ([("FAT* 2020", "2020 FAT")], "*"),
        ([("FAT* 2020", "FAT*")], "2020"),
        ([("👩‍💻 ", "")], "👩‍💻"),
        ([("👩‍💻", "👩💻")], "👩‍💻"),
        ([("![new](https://e.org/new.gif) ", "")], "!"),
        ([("![new]", "[new]")], "!"),
        ([("kelp)]", "kelp2)]")], "https://github.com/ocean/kelp"),
        ([("&", "and")], "&"),
        ([("paper!", "paper")], "!"),
        ([("best paper", "bestpaper")], "best"),
        ([('<a name="kelp"></a> ', "")], "kelp"),
        ([("ICML 2021", "ICML")], "`ICML 2021`"),
        ([("(best paper!)", "best paper!)")], "("),
        ([("01234)", "01234#")], None),
    ],
)  # fmt: skip
def test_a_loss_that_is_not_announced_is_named(changes: list[Change], sign: str | None) -> None:
    if sign is None:
        assert lost(ENTRY, *changes) is not None
    else:
        assert lost(ENTRY, *changes) == sign


def test_an_asterisk_does_not_come_alone() -> None:
    assert lost("- *Kelp* 2020\n", ("*Kelp*", "*Kelp*.*")) == "*"
    assert lost("- *Kelp* 2020\n", ("*Kelp*", "**Kelp**")) is None


def test_the_reason_says_whether_a_bracket_is_deleted_or_unpaired() -> None:
    for new, reason in (("Kelp]", "a matching “[” would be missing"), ("", "it would lose “kelp”")):
        fix = Fix(Safety.SAFE, (Edit(Span(2, 6), new),))
        finding = Finding("EN900", "kelp", Severity.WARNING, "", Span(2, 6), fix=fix)
        assert FixChecker().refusal_reason(finding, "- Kelp 2020\n") == reason


@pytest.mark.parametrize(
    "changes",
    [
        [("FAT* 2020;", "2020 FAT*,")],
        [(", FAT* 2020", ""), ("(best", "FAT* 2020 (best")],
        [("[[code](https://github.com/ocean/kelp)]", "[code](https://github.com/ocean/kelp)")],
        [("[[code](", "**[CODE]("), ("kelp)]", "kelp)**")],
        [("(best paper!)", "– *Best paper!*")],
        [("- :zap:", "* :zap:")],
    ],
)
def test_form_may_change(changes: list[Change]) -> None:
    assert lost(ENTRY, *changes) is None


@pytest.mark.parametrize(
    ("changes", "removal"),
    [
        ([("FAT* 2020", "FAccT 2020")], Removal.WORDS),
        ([("FAT* 2020", "FAT* '20")], Removal.DATES),
        ([("https://arxiv.org/abs/2104.01234", "https://arxiv.org/pdf/2104.01234")], Removal.LINKS),
        ([("ICML 2021", "ICML Jan 2021")], Removal.DATES),
    ],
)
def test_what_a_rule_may_remove_goes(changes: list[Change], removal: Removal) -> None:
    assert lost(ENTRY, *changes) is not None
    assert lost(ENTRY, *changes, removes=frozenset({removal})) is None


def test_a_link_that_is_replaced_by_none_goes_only_where_the_message_names_it() -> None:
    removes = frozenset({Removal.LINKS, Removal.WORDS})
    change = (" [[code](https://github.com/ocean/kelp)]", "")
    assert lost(ENTRY, change, removes=removes) == "https://github.com/ocean/kelp"
    assert lost(ENTRY, change, removes=removes, message="Drop https://github.com/ocean/kelp") is None


@pytest.mark.parametrize("code", [":100:", ":1234:", ":8ball:", ":+1:"])
def test_emoji_codes_may_begin_with_a_digit(code: str) -> None:
    assert lost(f"- [Kelp](https://e.org/kelp) {code}\n", (f" {code}", f" - {code[1:]}")) == code


def test_words_of_a_rule_are_no_emoji() -> None:
    assert lost(ENTRY, (":zap: ", ""), removes=frozenset({Removal.WORDS})) == ":zap:"


@pytest.mark.parametrize(
    "change",
    [("\n\n\nb", "\n\nb"), ("\u00a0", " "), ("ls  -l", "ls -l"), ("a  b", "a b"), ("title: ", "title:  ")],
)
def test_code_stays_as_it_is(change: Change) -> None:
    for removes in (frozenset[Removal](), frozenset(Removal) - {Removal.CODE}):
        assert lost(BLOCKS, change, removes=removes) is not None


def test_a_copy_may_go_and_nothing_else() -> None:
    removes = frozenset({Removal.COPIES})
    assert lost(BLOCKS, ("\n- [Kelp](https://e.org/kelp)", ""), removes=removes) is None
    assert (
        lost(BLOCKS, ("- <code>a  b</code> and [Kelp](https://e.org/kelp)\n", ""), removes=removes)
        is not None
    )


def test_a_copy_is_found_among_entries_that_share_most_of_it() -> None:
    badge = "[![arXiv](https://img.shields.io/badge/arXiv-b31b1b.svg)](https://arxiv.org/abs/2104.010{:02})"
    lines = [f"- [Reinforcement of Loom {number}] {badge.format(number)}\n" for number in range(40)]
    text = "# Looms\n\n" + "".join([*lines, lines[30]])
    fix = Fix(
        Safety.SAFE,
        (Edit(Span(len(text) - len(lines[30]), len(text)), ""),),
        removes=frozenset({Removal.COPIES}),
    )
    assert find_loss(text, fix) is None
    assert find_loss(text.replace("Loom 30]", "Silk 30]", 1), fix) is not None


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("- see `a` and [Kelp]  (https://e.org/a)\n", ("]  (", "](")),
        ("- 【Kelp】（https://e.org/k）\n", ("【Kelp】（https://e.org/k）", "[Kelp](https://e.org/k)")),
        ("- e\ufb03cient Kelp\n", ("\ufb03", "ffi")),
        ("- Kelp\u00a0and\u200b Coral &amp; more\n", ("\u00a0and\u200b", " and")),
        ("see https://e.org/a_(b)), and\n", (")),", ");")),
        ("\ufeff# Kelp\n", ("\ufeff", "")),
        ("1. Kelp\n2. Coral\n", ("2. Coral", "3. Coral")),
    ],
)
def test_a_repair_is_no_loss(text: str, change: Change) -> None:
    assert lost(text, change) is None
