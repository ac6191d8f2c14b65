"""Titles in title case, with acronyms as a field writes them."""

from __future__ import annotations

import pytest

from awesome_lint.bibliography.casing import Vocabulary, title_case


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("soil grains: learning from sft and rl", "Soil Grains: Learning from SFT and RL"),
        ("reasoning in mllms and gpus", "Reasoning in MLLMs and GPUs"),
        ("text-to-3d soil in 4d", "Text-to-3D Soil in 4D"),
        ("a gui agent on the web by myth", "A GUI Agent on the Web by Myth"),
        ("MIND THE GAP", "Mind the Gap"),
    ],
)
def test_acronyms_that_no_title_of_the_list_shows(title: str, wanted: str) -> None:
    assert title_case(title, Vocabulary(())) == wanted


def test_the_lists_own_spelling_wins() -> None:
    vocabulary = Vocabulary(["On the Rag of Soil"] * 4)
    assert title_case("soil in a rag", vocabulary) == "Soil in a Rag"
