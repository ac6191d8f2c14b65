"""The surnames of authors."""

from __future__ import annotations

import pytest

from awesome_lint.bibliography.names import surnames


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Ann Ames", "ames"),
        ("A. Ames et al.", "ames"),
        ("Ames A", "ames"),
        ("Cy Cole Jr.", "cole"),
        ("Violet al-Sayed", "sayed"),
        ("A. B.", ""),
    ],
)
def test_the_surname_is_the_last_word_that_is_no_initial(name: str, surname: str) -> None:
    assert surnames([name]) == ({surname} if surname else frozenset())
