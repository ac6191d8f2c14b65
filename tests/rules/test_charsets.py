"""Damage is found and undone exactly; text that is not damaged is never touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.analysis.mojibake import CHARSETS, find_mojibake_in_text

SIGN = "🚀 ✅"
"""Damaged, these show what no language writes."""


def damaged(text: str, charset: str) -> str:
    data = text.encode()
    if charset != "cp1252":
        return data.decode(charset)
    return "".join(
        bytes([byte]).decode(charset, "replace") if byte not in HOLES else chr(byte) for byte in data
    )


HOLES = (0x81, 0x8D, 0x8F, 0x90, 0x9D)


def repaired(text: str) -> str:
    for found in reversed(find_mojibake_in_text(text)):
        text = text[: found.span.start] + found.original + text[found.span.end :]
    return text


@pytest.mark.parametrize("charset", sorted(CHARSETS))
@given(
    words=st.lists(
        st.sampled_from(["Earley", "José", "3×4", "naïve", "✓", "中文", "🧠", "Ünal", "π"]), max_size=8
    )
)
def test_damaged_text_is_restored(charset: str, words: list[str]) -> None:
    text = f"{SIGN} {' '.join(words)}"
    assert repaired(damaged(text, charset)) == text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co")), max_size=80))
def test_only_utf8_is_restored(text: str) -> None:
    for found in find_mojibake_in_text(text):
        run = text[found.span.start : found.span.end]
        assert found.original != run
        assert len(found.original) < len(run)


@pytest.mark.parametrize(
    "text",
    [
        "Daumé, Cuayáhuitl, Kügelgen, Åkerman, Žižek, Þór, Łukasz",
        "“Écoute… l’été”… — « voilà », café”… À ÉTÉ « CAFÉ »",
        "语法分析 構文解析 구문 분석 Разбор تحليل",
        "✅ 🚀 ⚠️ 🧑‍🎨 → ≤ ∑ √π",
        "90 °C, 1½, ©2024, §3, ±2, µm, Ã”, Â",
    ],
)
def test_undamaged_text_has_no_finding(text: str) -> None:
    assert find_mojibake_in_text(text) == []


def test_undamaged_text_next_to_damage_has_no_finding() -> None:
    text = damaged("✅ ready", "mac_roman") + "\n“Écoute”, l’été, Daumé"
    assert [found.original for found in find_mojibake_in_text(text)] == ["✅"]
