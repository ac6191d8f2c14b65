"""Venues in all the ways that lists write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.bibliography import venues
from awesome_lint.bibliography.venue_suffix import find_presentations
from awesome_lint.bibliography.venue_table import find_spelling, spelling_index


@pytest.mark.parametrize(
    ("text", "name", "year", "presentation", "span", "outer"),
    [
        ("CVPR 2024", "CVPR", 2024, None, "CVPR", "CVPR 2024"),
        ("CVPR'24", "CVPR", 2024, None, "CVPR", "CVPR'24"),
        ("CVPR' 16", "CVPR", 2016, None, "CVPR", "CVPR' 16"),
        ("(2024, CVPR)", "CVPR", 2024, None, "CVPR", "2024, CVPR"),
        ("CVPR2024", "CVPR", 2024, None, "CVPR", "CVPR2024"),
        ("ICRA, 2023 (*Somewhere*)", "ICRA", 2023, None, "ICRA", "ICRA, 2023"),
        ("ICML 24 Oral", "ICML", 2024, "Oral", "ICML", "ICML 24 Oral"),
        ("ICLR oral", "ICLR", None, "Oral", "ICLR", "ICLR oral"),
        ("ICLR 2024 (Spotlight)", "ICLR", 2024, "Spotlight", "ICLR", "ICLR 2024 (Spotlight"),
        ("ICLR 2023 notable top 5%", "ICLR", 2023, "Notable top 5%", "ICLR", "ICLR 2023 notable top 5%"),
        (
            "CVPR 2024, Best Paper Award",
            "CVPR",
            2024,
            "Best Paper Award",
            "CVPR",
            "CVPR 2024, Best Paper Award",
        ),
        (
            "NeurIPS Workshop 2022",
            "NeurIPS Workshop",
            2022,
            None,
            "NeurIPS Workshop",
            "NeurIPS Workshop 2022",
        ),
        ("NIPS Deep RL Workshop, 2016", "NIPS Workshop", 2016, None, "NIPS Deep RL Workshop", None),
        ("ICCVW 2021", "ICCV Workshop", 2021, None, "ICCVW", "ICCVW 2021"),
        ("NAACL 2024 Findings", "NAACL Findings", 2024, None, "NAACL", "NAACL 2024 Findings"),
        ("Findings of EMNLP 2022", "EMNLP Findings", 2022, None, "Findings of EMNLP", None),
        (
            "Findings of the Association for Computational Linguistics: EMNLP 2020",
            "EMNLP Findings",
            2020,
            None,
            "Findings of the Association for Computational Linguistics: EMNLP",
            None,
        ),
        ("NeurIPS 2021 D&B", "NeurIPS", 2021, None, "NeurIPS", "NeurIPS 2021 D&B"),
        ("TMLR2025", "TMLR", 2025, None, "TMLR", "TMLR2025"),
        ("IEEE TPAMI", "TPAMI", None, None, "IEEE TPAMI", "IEEE TPAMI"),
        (
            "Proceedings of the IEEE conference on computer vision and pattern recognition. 2016",
            "CVPR",
            2016,
            None,
            "Proceedings of the IEEE conference on computer vision and pattern recognition",
            None,
        ),
        (
            "Proceedings of the IEEE/CVF International Conference on Computer Vision, 2019",
            "ICCV",
            2019,
            None,
            "Proceedings of the IEEE/CVF International Conference on Computer Vision",
            None,
        ),
        (
            "Proceedings of the IEEE 2019",
            "Proceedings of the IEEE",
            2019,
            None,
            "Proceedings of the IEEE",
            None,
        ),
        ("arXiv 2024.6", "arXiv", 2024, None, "arXiv", "arXiv 2024"),
        ("arXiv 2005.18290", "arXiv", None, None, "arXiv", "arXiv"),
        ("NIPS 2015", "NIPS", 2015, None, "NIPS", "NIPS 2015"),
        ("NIPS 2019", "NeurIPS", 2019, None, "NIPS", "NIPS 2019"),
        ("ACMMM, 2021", "ACM MM", 2021, None, "ACMMM", "ACMMM, 2021"),
        ("SIGGRAPH Asia 2023", "SIGGRAPH Asia", 2023, None, "SIGGRAPH Asia", None),
        (
            "Conference on Robot Learning (CoRL) 2023",
            "CoRL",
            2023,
            None,
            "Conference on Robot Learning",
            None,
        ),
        ("*Nature*", "Nature", None, None, "Nature", "Nature"),
        ("Nature, 2015", "Nature", 2015, None, "Nature", "Nature, 2015"),
        ("3DV 2025", "3DV", 2025, None, "3DV", "3DV 2025"),
    ],
)
def test_one_venue(
    text: str, name: str, year: int | None, presentation: str | None, span: str, outer: str | None
) -> None:
    (found,) = venues.find_venues(text)
    assert (found.mention.name, found.mention.year, found.mention.presentation) == (name, year, presentation)
    assert text[found.start : found.end] == span
    if outer is not None:
        assert text[found.outer[0] : found.outer[1]] == outer
    if found.year_span is not None:
        digits = text[slice(*found.year_span)]
        assert str(year).endswith(digits)


@pytest.mark.parametrize(
    "text",
    [
        "In nature, the cell is a science of its own",
        "Nature inspires us",
        "social media 2024",
        "a date with fate, a case for sat",
        "CHI squared tests",
        "https://acl.example.org/acl/",
        "the fast and the slow, www and mm",
        "EC2 and 3D SC",
        "",
    ],
)
def test_no_venue(text: str) -> None:
    assert venues.find_venues(text) == []


def test_several_in_one_text() -> None:
    text = "arXiv 2023, CVPR 2024, ICML Workshop 2024"
    names = [(each.mention.name, each.mention.year) for each in venues.find_venues(text)]
    assert names == [("arXiv", 2023), ("CVPR", 2024), ("ICML Workshop", 2024)]
    mention = venues.find_venue(text)
    assert mention is not None
    assert mention.name == "CVPR", "a real venue goes before a preprint server"


@pytest.mark.parametrize(
    ("written", "year", "right"),
    [
        ("Neurips", 2024, "NeurIPS"),
        ("NEURIPS", None, "NeurIPS"),
        ("NIPS", 2024, "NeurIPS"),
        ("NIPS", 2017, None),
        ("NIPS", None, None),
        ("Nips", 2015, "NIPS"),
        ("ACMMM", 2021, "ACM MM"),
        ("Arxiv", 2021, "arXiv"),
        ("ieee Tpami", 2021, "ieee TPAMI"),
        ("Neurips Workshop", 2022, "NeurIPS Workshop"),
        ("CVPR", 2024, None),
        ("CVPRW", 2024, None),
        ("T-PAMI", 2020, None),
        ("Interspeech", 2020, None),
        ("Transactions on Machine Learning Research", 2023, None),
        ("nature", 2020, None),
        ("Some Unknown Place", 2020, None),
    ],
)
def test_what_the_venue_writes(written: str, year: int | None, right: str | None) -> None:
    assert venues.correct_venue_name(written, year) == right


def test_present_names() -> None:
    assert venues.current_venue_name("nips") == "NeurIPS"
    assert venues.current_venue_name("Findings of EMNLP") == "EMNLP"
    assert venues.current_venue_name("nowhere") is None


def test_presentations_alone() -> None:
    text = "(**Oral**), notable-top-25%, laboral"
    assert [(text[a:b], word) for a, b, word in find_presentations(text)] == [
        ("Oral", "Oral"),
        ("notable-top-25%", "Notable top 25%"),
    ]


def test_every_spelling_of_the_table_is_found_with_a_year() -> None:
    spellings = [find_spelling(each) for each in spelling_index()[0]]
    for spelling in spellings:
        assert spelling is not None
        text = f"({spelling.text} 2010)"
        found = venues.find_venues(text)
        assert any(each.mention.year == 2010 for each in found), text


@given(st.text(alphabet="CVPRNeurIPSacl 20'2,()WorkshpFindgs&İ", max_size=40))
def test_spans_are_ordered_and_inside(text: str) -> None:
    end = 0
    for found in venues.find_venues(text):
        assert end <= found.start < found.end <= len(text)
        assert found.outer[0] <= found.start
        assert found.end <= found.outer[1] <= len(text)
        end = found.end
