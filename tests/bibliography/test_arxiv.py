"""arXiv ids and addresses, against the rules of arXiv's identifier page."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.bibliography import arxiv

TODAY = date(2025, 6, 11)


@pytest.mark.parametrize(
    ("url", "form", "odd"),
    [
        ("https://arxiv.org/abs/2305.18290", "abs", ()),
        ("https://arxiv.org/pdf/2305.18290", "pdf", ()),
        ("https://arxiv.org/pdf/2305.18290.pdf", "pdf-suffix", ()),
        ("https://arxiv.org/html/2305.18290v1", "html", ("version",)),
        (
            "http://www.arxiv.org/abs//2305.18290v2?",
            "abs",
            ("http", "www", "slashes", "version", "empty-query"),
        ),
        ("https://arxiv.org/abs/2305.18290.pdf", "abs", ("pdf-after-abs",)),
        ("https://arxiv.org/abs/2305.18290?context=cs", "abs", ("query",)),
        ("https://arxiv.org/abs/2305.18290/", "abs", ("trailing-slash",)),
        ("https://arxiv.org/2305.18290", "bare", ()),
        ("arxiv.org/abs/2305.18290", "abs", ("no-scheme",)),
        ("https://browse.arxiv.org/abs/2305.18290", "abs", ("host",)),
        ("https://export.arxiv.org/pdf/2305.18290.pdf", "pdf-suffix", ("host",)),
        ("https://arxiv.org/ftp/arxiv/papers/2305/2305.18290.pdf", "ftp", ()),
        ("https://doi.org/10.48550/arXiv.2305.18290", "doi", ()),
        ("https://www.alphaxiv.org/abs/2305.18290", "mirror", ()),
        ("https://ar5iv.labs.arxiv.org/html/2305.18290", "mirror", ()),
        ("https://huggingface.co/papers/2305.18290", "mirror", ()),
    ],
)
def test_every_form_of_one_paper(url: str, form: str, odd: tuple[str, ...]) -> None:
    link = arxiv.parse_arxiv_url(url)
    assert link is not None
    assert (link.id, link.form, link.deviations) == ("2305.18290", form, odd)
    assert url[link.start : link.end] == "2305.18290"


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/",
        "https://arxiv.org/list/cs.CL/recent",
        "https://arxiv.org/a/lecun_y_1",
        "https://huggingface.co/papers",
        "https://github.com/someone/arxiv.org/blob/main/2305.18290",
        "https://example.org/abs/2305.18290",
        "https://blog.arxiv.org/2023/10/10/a-post/",
        "#arxiv",
        "",
    ],
)
def test_addresses_of_no_paper(url: str) -> None:
    assert arxiv.parse_arxiv_url(url) is None


@pytest.mark.parametrize("ident", ["cs/0112017", "hep-th/9901001", "math.GT/0309136", "cond-mat/0703470"])
def test_the_old_scheme(ident: str) -> None:
    link = arxiv.parse_arxiv_url(f"https://arxiv.org/pdf/{ident}v2.pdf")
    assert link is not None
    assert (link.id, link.version, link.form) == (ident, 2, "pdf-suffix")
    assert arxiv.id_problem(ident, TODAY) is None


@pytest.mark.parametrize(
    ("ident", "word"),
    [
        ("2313.12345", "month"),
        ("2400.12345", "month"),
        ("2305.1829", "4 digits"),
        ("2305.182901", "6 digits"),
        ("1412.12345", "5 digits"),
        ("1501.1234", "4 digits"),
        ("0703.1234", "0704"),
        ("2507.00001", "future"),
        ("9901.12345", "future"),
        ("230.12345", "3 digits"),
        ("2305.00000", "counts from 1"),
        ("24o1.12345", "YYMM"),
        ("2401.xxxxx", "YYMM"),
        ("cs/0704001", "another date"),
        ("cs/0113001", "month"),
        ("poetry/0101001", "archive"),
    ],
)
def test_faults_are_named(ident: str, word: str) -> None:
    problem = arxiv.id_problem(ident, TODAY)
    assert problem is not None
    assert word in problem


def test_malformed_ids_are_still_recognised_in_addresses() -> None:
    for ident in ("2305.182901", "2305.182", "2401.xxxxx", "24o1.12345", "2313.12345"):
        link = arxiv.parse_arxiv_url(f"https://arxiv.org/pdf/{ident}v1.pdf")
        assert link is not None
        assert (link.id, link.version) == (ident, 1)


def test_next_months_ids_are_given_out_in_a_months_last_days() -> None:
    assert arxiv.id_problem("2507.00012", date(2025, 6, 30)) is None
    assert arxiv.id_problem("2601.00012", date(2025, 12, 31)) is None
    assert arxiv.id_problem("2507.00012", date(2025, 6, 10)) is not None
    assert arxiv.id_problem("2608.00012", None) is None


@pytest.mark.parametrize(
    ("ident", "when"),
    [
        ("2305.18290", (2023, 5)),
        ("0704.0001", (2007, 4)),
        ("hep-th/9108001", (1991, 8)),
        ("2313.00001", None),
    ],
)
def test_submitted(ident: str, when: tuple[int, int] | None) -> None:
    assert arxiv.submission_month(ident) == when


def test_months_after_submission() -> None:
    assert arxiv.months_after_submission("2305.18290", 2024, 1) == 8
    assert arxiv.months_after_submission("2305.18290", 2022, 12) == -5
    assert arxiv.months_after_submission("2313.18290", 2024, 1) is None


def test_canonical_keeps_version_and_fragment() -> None:
    link = arxiv.parse_arxiv_url("http://www.arxiv.org/abs//2305.18290v3#S2")
    assert link is not None
    assert arxiv.paper_url(link) == "https://arxiv.org/abs/2305.18290v3#S2"
    assert arxiv.paper_url(link, "pdf") == "https://arxiv.org/pdf/2305.18290v3#S2"
    assert arxiv.paper_url(link, "pdf-suffix") == "https://arxiv.org/pdf/2305.18290v3.pdf#S2"


def test_ids_in_text() -> None:
    text = "In arXiv preprint arXiv:2305.18290v2, see arXiv:cs/0112017, not version 2305.1."
    assert [text[start:end] for start, end, _ in arxiv.find_ids(text)] == ["2305.18290", "cs/0112017"]
    assert arxiv.parse_bare_id(" 2305.18290v2 ") == "2305.18290"
    assert arxiv.parse_bare_id("docs/0112017") is None
    assert arxiv.parse_bare_id("2305.18290 and more") is None


def test_identity_folds_version_case_and_subject_class() -> None:
    assert arxiv.id_key("math.GT/0309136v2") == arxiv.id_key("Math/0309136")


@given(
    year=st.integers(7, 99),
    month=st.integers(1, 12),
    number=st.integers(1, 99999),
    version=st.one_of(st.none(), st.integers(1, 40)),
    form=st.sampled_from(["abs", "pdf", "pdf-suffix", "html"]),
)
def test_canonical_addresses_read_back(
    year: int, month: int, number: int, version: int | None, form: str
) -> None:
    width = 4 if year < 15 else 5
    ident = f"{year:02d}{month:02d}.{number % 10**width:0{width}d}"
    suffix = "" if version is None else f"v{version}"
    link = arxiv.parse_arxiv_url(f"https://arxiv.org/abs/{ident}{suffix}")
    assert link is not None
    again = arxiv.parse_arxiv_url(arxiv.paper_url(link, form))
    assert again is not None
    assert (again.id, again.version, again.form) == (ident, version, form)
    assert arxiv.paper_url(again, form) == again.url


@given(st.text(alphabet="arxiv.og/:pdfbs0123456789v?# ", max_size=60))
def test_any_text_is_read_without_error_and_spans_hold(text: str) -> None:
    link = arxiv.parse_arxiv_url(text)
    if link is not None:
        assert text[link.start : link.end] == link.id
        arxiv.id_problem(link.id, TODAY)
        arxiv.submission_month(link.id)
