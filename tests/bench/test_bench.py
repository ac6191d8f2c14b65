"""The benches run, on a list of their own; how long they take is not judged."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from awesome_lint import listing
from awesome_lint.markdown import parse

BENCH = Path(__file__).parents[2] / "bench"

pytestmark = pytest.mark.skipif(not BENCH.is_dir(), reason="the benches are not part of this copy")


def bench(name: str, *arguments: str) -> str:
    command = [sys.executable, str(BENCH / f"{name}.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def test_the_made_up_list_is_read_as_one_and_is_the_same_every_time() -> None:
    text = bench("make_list", "--entries", "90")
    read = listing.read(text)
    papers = [entry for entry in read.entries if entry.arxiv_id]
    assert len(papers) == 90
    assert len({entry.arxiv_id for entry in papers}) == 90
    assert len(read.tocs) == 1
    assert text == bench("make_list", "--entries", "90")
    assert text != bench("make_list", "--entries", "90", "--seed", "2")


def test_copies_share_no_id_title_or_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    text = import_module("make_list").readme(60)
    copies = import_module("growth").Copies(text)
    first, second = (listing.read(copies.copy(number)) for number in (0, 1))
    assert len(first.entries) == len(second.entries) == len(listing.read(text).entries)
    for left, right in zip(first.entries, second.entries, strict=True):
        assert left.arxiv_id is None or left.arxiv_id != right.arxiv_id
        assert left.code_repo is None or left.code_repo != right.code_repo
        assert left.title is not None
        assert right.title is not None
        assert left.title.text != right.title.text
    for read in (first, second):
        slugs = {heading.slug for heading in parse(read.text).headings}
        assert {item.anchor for contents in read.tocs for item in contents.items} <= slugs
    assert {heading.slug for heading in first.tree.headings}.isdisjoint(
        heading.slug for heading in second.tree.headings
    )


@pytest.mark.nightly
def test_growth_prints_a_line_for_each_size() -> None:
    assert [line.split()[0] for line in bench("growth", "--times", "1", "2", "--runs", "1").splitlines()] == [
        "times",
        "1",
        "2",
    ]


@pytest.mark.nightly
def test_hostile_texts_come_to_an_end() -> None:
    shown = bench(
        "hostile", "links on one line", "nested quotes", "--scale", "0.02", "--limit", "60", "--fix"
    )
    assert "DIED" not in shown
    assert len(shown.splitlines()) == 2


@pytest.mark.nightly
def test_the_comparison_leaves_out_what_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("# Seas\n\n- [Kelp](https://example.org/kelp)\n", encoding="utf-8")
    shown = bench("run", str(path), "--rounds", "1")
    assert "ours, fixing" in shown
    assert "npm awesome-lint" not in shown
