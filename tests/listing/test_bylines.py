"""Authors in front of a title, and titles that only look like authors."""

from __future__ import annotations

import pytest

from awesome_lint.listing import read

TAG = "[[pdf](https://arxiv.org/abs/2405.00001)]"


@pytest.mark.parametrize(
    ("line", "title", "names"),
    [
        (f"Moss, A., Fern, B. C., & Oak, D. (2021). Growing Moss in the Shade. Plants, 3(5), 1-9. {TAG}",
         "Growing Moss in the Shade", ("Moss, A.", "Fern, B. C.", "Oak, D.")),
        (f"Moss, A. (2009). Growing moss: An overview. Plants, 3, 96-146. {TAG}",
         "Growing moss: An overview", ("Moss, A.",)),
        (f"Moss et al. (2024) Growing Moss in the Shade. {TAG}", "Growing Moss in the Shade", ("Moss et al.",)),
        (f"Moss & Fern (2023). Growing Moss in the Shade. ICML. {TAG}",
         "Growing Moss in the Shade", ("Moss", "Fern")),
        (f"Ann Moss, Bo Fern, Cy Oak. Growing Moss in the Shade. ICML 2024. {TAG}",
         "Growing Moss in the Shade", ("Ann Moss", "Bo Fern", "Cy Oak")),
        (f"Ann Moss, Bo Fern. 2019. Growing Moss in the Shade. In ICML. {TAG}",
         "Growing Moss in the Shade", ("Ann Moss", "Bo Fern")),
        (f'A. Moss and B. Fern, "Growing Moss in the Shade," ICML, 2024. {TAG}',
         "Growing Moss in the Shade", ("A. Moss", "B. Fern")),
        (f'Moss, Ann, and Bo Fern. "Growing Moss." ICML 2024. {TAG}', "Growing Moss", ("Moss, Ann", "Bo Fern")),
        (f'Moss, Ann, et al. "Growing Moss." ICML (2024). {TAG}', "Growing Moss", ("Moss, Ann et al.",)),
        (f"Ann Moss, Bo Fern. **Growing Moss**. ICML 2024. {TAG}", "Growing Moss", ("Ann Moss", "Bo Fern")),
        ("Ann Moss, Bo Fern: [Growing Moss](https://arxiv.org/abs/2405.00001). ICML 2024.",
         "Growing Moss", ("Ann Moss", "Bo Fern")),
        ("A. Moss, [Growing Moss](https://arxiv.org/abs/2405.00001), May 2024.", "Growing Moss", ("A. Moss",)),
        ("Ann B. Moss, [Growing Moss in the Shade](https://arxiv.org/abs/2405.00001), arXiv:2405.00001",
         "Growing Moss in the Shade", ("Ann B. Moss",)),
    ],
)  # fmt: skip
def test_names_in_front_are_the_authors(line: str, title: str, names: tuple[str, ...]) -> None:
    (entry,) = read(f"# Plants\n\n- {line}\n").entries
    assert entry.title is not None
    assert entry.authors is not None
    assert (entry.title.text, entry.authors.names) == (title, names)
    assert not entry.is_fully_parsed


def test_a_name_before_a_page_that_is_no_paper_is_the_title() -> None:
    line = f"Moss Studio, [The Workshop for Plants in Shade](https://moss.example) {TAG}"
    (entry,) = read(f"# Plants\n\n- {line}\n").entries
    assert entry.title is not None
    assert (entry.title.text, entry.authors) == ("Moss Studio", None)


@pytest.mark.parametrize(
    "title",
    [
        "Think Global, Act Local: Dual-scale Graphs of Moss in the Shade",
        "Predict, Prevent, and Evaluate: Disentangled Moss",
        "Show, Interpret and Tell: Moss-aware Captions",
        "Fragile Moss, Robust Fern: The Width of Oaks",
    ],
)
def test_titles_that_look_like_names_stay_titles(title: str) -> None:
    (entry,) = read(f"# Plants\n\n- {title}, Ann Moss, Bo Fern. ICML 2024. {TAG}\n").entries
    assert entry.title is not None
    assert entry.title.text.startswith(title)


def test_a_title_before_its_authors_stays_the_title() -> None:
    (entry,) = read(f"# Plants\n\n- Graph Moss, Sparse Shade. A. Fern, B. Oak. ICML 2024. {TAG}\n").entries
    assert entry.title is not None
    assert entry.title.text == "Graph Moss, Sparse Shade"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("A. Fern, B. Oak, C. Moss", ("A. Fern", "B. Oak", "C. Moss")),
        ("M. Fern", ("M. Fern",)),
        ("Fern, A. S., Oak, B.", ("Fern, A. S.", "Oak, B.")),
        ("Ann Fern, Bo Greta", ("Ann Fern", "Bo Greta")),
        ("Ann Fern, Bo Greta et al.", ("Ann Fern", "Bo Greta et al.")),
        ("A. Strand et al.", ("A. Strand et al.",)),
    ],
)
def test_names_after_a_title_are_the_authors(written: str, names: tuple[str, ...]) -> None:
    (entry,) = read(
        f"# Plants\n\n- [Growing Moss](https://arxiv.org/abs/2405.00001), {written}, *ICML*, 2024.\n"
    ).entries
    assert entry.authors is not None
    assert entry.authors.names == names


def test_long_lists_of_half_a_reference_are_read_in_a_moment() -> None:
    names = ", ".join(f"Moss{'s' * (number % 7)}, A. B." for number in range(4000))
    assert (
        read(f"# Plants\n\n- {names} (no year) [[pdf](https://arxiv.org/abs/2405.00001)]\n").entries
        is not None
    )
