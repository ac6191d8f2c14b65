"""When two titles are one, nearly one, or two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.bibliography import titles


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Seeing the Unseen.", "seeing the unseen"),
        ("Vision–Language  Models", "Vision-Language Models"),
        ("“Seeing” is Believing", '"Seeing" is Believing'),
        (r"$\pi_0$: A Policy", "π0: A Policy"),
        (r"Daum\'{e} on $O(n^2)$ Search", "Daumé on O(n2) Search"),
        ("MIND ’S Eye", "Mind's Eye"),
        ("Clubs &amp; Rings & Plates", "Clubs and Rings and Plates"),
    ],
)
def test_spellings_of_one_title(one: str, other: str) -> None:
    assert titles.title_key(one) == titles.title_key(other)
    assert titles.may_be_same_work(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Learning to Juggle Many Clubs", "Juggler: Learning to Juggle Many Clubs"),
        ("Juggler: Learning to Juggle Many Clubs", "Juggler: Learning How to Juggle Many Clubs"),
        ("JuggleNet", "JuggleNet: A Network That Juggles"),
        ("Plate Spinning", "Plate spinning: keeping many objects aloft by reducing internal drag"),
        ("On the Art of Making Jugglers Better Catchers", "Making Large Jugglers Better Catchers with Art"),
        (
            "Learning Dexterous Juggling of Clubs from Video",
            "Learning Dexterous Juggling of Clubs from Web Videos",
        ),
    ],
)
def test_one_work_under_two_titles(one: str, other: str) -> None:
    assert titles.may_be_same_work(one, other)
    assert titles.may_be_same_work(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Juggling by Machines, Part 1", "Juggling by Machines, Part 2"),
        ("Juggler 2: Open Clubs for All", "Juggler 3: Open Clubs for All"),
        ("Clubs-R1: Juggling with Reinforced Reasoning", "Rings-R1: Juggling with Reinforced Reasoning"),
        ("Learning to Juggle", "A Survey of Marine Biology"),
        ("", "Learning to Juggle"),
    ],
)
def test_different_works(one: str, other: str) -> None:
    assert not titles.may_be_same_work(one, other)
    assert titles.similar_title_pairs([one, other]) == []


def test_similar_titles_finds_slips_and_lost_names() -> None:
    several = [
        "Learning Dexterous Juggling of Clubs from Unlabelled Video",
        "A Network That Catches Every Falling Plate",
        "Learning Dexterous Juggling of Clubs from Unlabeled Videos",
        "PlateNet: A Network That Catches Every Falling Plate",
        "An Entirely Different Matter of Marine Biology",
    ]
    assert {(pair.first, pair.second) for pair in titles.similar_title_pairs(several)} == {(0, 2), (1, 3)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Supervised Hand Pose Estimation from Clips", "Unsupervised Hand Pose Estimation from Clips"),
        ("Hand Pose Estimation from Sparse Clips", "Human Pose Estimation from Sparse Clips"),
        ("6D Pose Estimation from Sparse Clips", "3D Pose Estimation from Sparse Clips"),
        ("Plate: Catching Every Falling Object Early", "Plate++: Catching Every Falling Object Early"),
        ("Spiking Models for Catching Falling Plates", "Models for Catching Falling Plates"),
    ],
)
def test_words_of_weight_tell_works_apart(one: str, other: str) -> None:
    assert titles.similar_title_pairs([one, other]) == []


def test_the_same_title_twice_is_no_similar_pair() -> None:
    assert (
        titles.similar_title_pairs(["Learning to Juggle Many Clubs", "Learning to juggle many clubs."]) == []
    )


def test_many_titles_of_one_family_stay_cheap_and_silent() -> None:
    family = [f"Method{i}X: A General Recipe for Learning Number {i}" for i in range(2000)]
    assert titles.similar_title_pairs(family) == []


def test_typography() -> None:
    assert titles.is_all_caps("LEARNING DEXTEROUS JUGGLING FROM VIDEO")
    assert not titles.is_all_caps("BERT, GPT-2 and LLMs in Court")
    assert titles.is_sentence_case("Learning dexterous juggling from unlabelled videos")
    assert titles.is_title_case("Learning Dexterous Juggling from Unlabelled Videos")
    assert not titles.is_sentence_case("Learning Dexterous Juggling from Unlabelled Videos")
    assert not titles.is_title_case("LEARNING DEXTEROUS JUGGLING FROM VIDEO")


@given(st.text(max_size=60), st.text(max_size=60))
def test_same_work_is_symmetric(one: str, other: str) -> None:
    assert titles.may_be_same_work(one, other) == titles.may_be_same_work(other, one)


@given(st.text(alphabet="abcdeé $\\{}'-ABC", min_size=1, max_size=40))
def test_case_and_blanks_never_matter(text: str) -> None:
    assert titles.title_key(text) == titles.title_key(text.replace(" ", "  ").strip() + " .")
