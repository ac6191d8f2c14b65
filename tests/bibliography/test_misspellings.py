"""Which words are misspelt, and which are words of their own."""

import pytest

from awesome_lint.bibliography.misspellings import corrections_of


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("enviroments", ["environments"]),
        ("reveiws", ["reviews"]),
        ("langauge", ["language"]),
        ("simutaneously", ["simultaneously"]),
        ("adversarail", ["adversarial"]),
        ("aceptance", ["acceptance"]),
        ("suveillance", ["surveillance"]),
        # A title that was cut off, a doubled letter and a stray one at the end.
        ("recognitio", ["recognition"]),
        ("contextss", ["contexts"]),
        ("learningn", ["learning"]),
        # Two words are equally near.
        ("interative", ["interactive", "iterative"]),
    ],
)
def test_a_slip_is_corrected(word: str, right: list[str]) -> None:
    assert sorted(corrections_of(word)) == right


@pytest.mark.parametrize(
    "word",
    "learning affective encodings softwares regularizations quantisation modelling defence focalized ecommerce "
    "parameterize ensembled pretrainer sharding perceptron multipole planform sparsify updaters texting "
    "counties professors systemis".split(),
)
def test_a_word_of_its_own_stays(word: str) -> None:
    assert corrections_of(word) == []
