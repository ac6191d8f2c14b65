"""EN012: links and badges against what they say."""

from __future__ import annotations

from datetime import date

import pytest

from awesome_lint.findings import Finding, Safety, Severity
from awesome_lint.fixing import fix_text
from awesome_lint.linting import lint
from awesome_lint.linting.folding import fold_habits
from awesome_lint.settings import Settings

GITHUB = "https://github.com"
PAPER = "[Loom: Weaving Patterns by Cards](https://arxiv.org/abs/2402.01234)"
SETTINGS = Settings(today=date(2026, 1, 1), select=("EN012",), fixable=("EN012",))


def star(image: str, target: str) -> str:
    return f"[![Star](https://img.shields.io/github/stars/{image}.svg?style=social)]({GITHUB}/{target})"


def found(*entries: str) -> list[Finding]:
    text = "# List\n\n" + "\n".join(f"- {entry}" for entry in entries) + "\n"
    return list(lint(text, "README.md", SETTINGS).findings)


def fixed(*entries: str, unsafe: bool = False) -> list[str]:
    text = "# List\n\n" + "\n".join(f"- {entry}" for entry in entries) + "\n"
    lines = fix_text(text, "README.md", SETTINGS, unsafe=unsafe).text.removesuffix("\n").split("\n")[2:]
    return [line[2:] for line in lines]


@pytest.mark.parametrize(
    "image", ["byron/engine", "loom", "byron/jacquard/loom", "jacquard/loom/tree/main", "loom/"]
)
def test_the_image_gets_the_repository_with_the_name_of_the_title(image: str) -> None:
    (finding,) = found(f"{PAPER} {star(image, 'jacquard/loom')}")
    assert finding.fix is not None
    assert finding.fix.safety is Safety.SAFE
    assert fixed(f"{PAPER} {star(image, 'jacquard/loom')}") == [
        f"{PAPER} {star('jacquard/loom', 'jacquard/loom')}"
    ]


def test_an_image_with_the_name_of_the_title_is_not_changed() -> None:
    entry = f"{PAPER} {star('jacquard/loom', 'byron/engine')}"
    assert found(entry)
    assert fixed(entry, unsafe=True) == [entry]


@pytest.mark.parametrize(
    "link",
    [
        star("Jacquard/Loom", "jacquard/loom"),
        star("jacquard/loom", "jacquard/loom/"),
        star("jacquard/Wan2.1", "jacquard/Wan2.1"),
        star("jacquard/loom", "jacquard/loom/tree/main/weave"),
        star("jacquard/loom", "jacquard/loom/tree/v2"),
        "[![Star](https://img.shields.io/github/stars/jacquard/loom)](https://jacquard.github.io/loom)",
    ],
)
def test_badges_that_lead_to_the_repository_of_their_image(link: str) -> None:
    assert not found(f"{PAPER} {link}")


def test_a_branch_is_removed_from_a_badge_and_kept_in_a_link() -> None:
    entry = f"{PAPER} {star('jacquard/loom', 'jacquard/loom/tree/master')}"
    assert fixed(entry) == [f"{PAPER} {star('jacquard/loom', 'jacquard/loom')}"]
    assert not found(f"{PAPER} [[code]({GITHUB}/jacquard/loom/tree/master)]")


@pytest.mark.parametrize("image", ["forks/byron/engine", "watchers/byron/engine.svg"])
def test_badges_of_other_kinds_that_name_a_repository(image: str) -> None:
    badge = f"[![x](https://img.shields.io/github/{image})]({GITHUB}/jacquard/loom)"
    (finding,) = found(f"{PAPER} {badge}")
    assert fixed(f"{PAPER} {badge}") == [f"{PAPER} {badge.replace('byron/engine', 'jacquard/loom')}"]
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "image",
    [
        "actions/workflow/status/byron/engine/test.yml",
        "workflow/status/byron/engine/CI",
        "v/release/byron/engine",
        "downloads/byron/engine/total",
        "last-commit/jacquard/loom/main",
    ],
)
def test_badges_that_name_no_repository_or_the_same(image: str) -> None:
    assert not found(f"{PAPER} [![x](https://img.shields.io/github/{image})]({GITHUB}/jacquard/loom)")


def test_an_arxiv_link_gets_the_arxiv_url_of_the_entry_or_no_fix() -> None:
    page = "[[Project](https://loom.example.org)]"
    entry = f"{PAPER} {page} [[arXiv](https://loom.example.org)]"
    assert fixed(entry) == [entry]
    assert fixed(entry, unsafe=True) == [f"{PAPER} {page} [[arXiv](https://arxiv.org/abs/2402.01234)]"]
    entry = f"{PAPER} [[arXiv](https://loom.example.org)]"
    assert fixed(entry, unsafe=True) == [entry], "the only link to the project page"
    (finding,) = found(
        "[Loom: Weaving Patterns](https://loom.example.org) [[arXiv](https://loom.example.org)]"
    )
    assert finding.habit is not None, "the button of the paper that the title links"
    (finding,) = found(
        "[Loom: Weaving Patterns by Cards](https://example.org/1) [[arXiv](https://ieeexplore.ieee.org/document/1)]"
    )
    assert finding.severity is Severity.WARNING
    assert finding.fix is None


@pytest.mark.parametrize(("right", "wrong", "reported"), [(18, 2, 2), (17, 2, 0), (0, 1, 1), (3, 3, 0)])
def test_arxiv_labels_are_judged_where_nine_in_ten_lead_to_arxiv(
    right: int, wrong: int, reported: int
) -> None:
    entries = [f"{PAPER} [[arXiv](https://arxiv.org/abs/2402.01234)]"] * right
    entries += [f"{PAPER} [[arXiv](https://loom.example.org/{n}.pdf)]" for n in range(wrong)]
    assert len(found(*entries)) == reported


@pytest.mark.parametrize(
    "link",
    [
        "[[arXiv](https://www.alphaxiv.org/abs/2402.01234)]",
        "[[arXiv](https://doi.org/10.48550/arXiv.2402.01234)]",
        "[[arXiv version of the code](https://loom.example.org)]",
        "[[code](https://openreview.net/attachment?id=x&name=supplementary_material)]",
        f"[[project]({GITHUB}/jacquard/loom)]",
        f"[[code]({GITHUB}/jacquard/loom)] [[project](https://jacquard.github.io/loom)]",
        f"[[code]({GITHUB}/jacquard/loom)] [[website]({GITHUB}/jacquard/loom/wiki)]",
    ],
)
def test_links_that_lead_to_what_they_say(link: str) -> None:
    assert not found(f"{PAPER} {link}")


def test_websites_that_are_the_repository_are_one_advice() -> None:
    entries = [
        f"{PAPER} {star(f'jacquard/loom{n}', f'jacquard/loom{n}')} [[website]({GITHUB}/jacquard/loom{n})]"
        for n in range(3)
    ]
    (finding,) = fold_habits(found(*entries))
    assert finding.severity is Severity.ADVICE
    badge = "[![Website](https://img.shields.io/badge/Website-9cf)](https://zhuanlan.zhihu.com/p/1)"
    assert not found(f"{PAPER} {badge}")


def test_code_that_is_a_paper() -> None:
    (finding,) = found(f"{PAPER} [[code](https://openreview.net/forum?id=abcdefghij)]")
    assert finding.severity is Severity.WARNING
