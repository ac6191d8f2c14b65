"""`awesome-lint export`: BibTeX, CSV and JSON that other programs read."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
from pathlib import Path
from types import ModuleType

import pytest

from awesome_lint import extract
from awesome_lint.cli.main import run
from awesome_lint.reports import bibtex, entry_csv

ROOT = Path(__file__).parents[2]
FIXTURES = sorted((ROOT / "tests" / "fixtures").rglob("*.md"))
LIST = """\
# Awesome tides

## Models

- [TideNet: 50% of {B}asins & Kelvin_waves](https://arxiv.org/abs/2401.00001), Ada Reed, José Núñez, et al. ICLR 2024.
- [Ebb -- a 'dry' ``run''](https://example.org/a{b}), 2020-05.

## Data

- [=cmd|' /C calc'!A0](https://example.org/x), 2021.
- ['s Gravenzande gauges](https://example.org/y), 2021.
"""


@pytest.fixture(scope="module")
def roundtrip() -> ModuleType:
    pytest.importorskip("bibtexparser")
    spec = importlib.util.spec_from_file_location("export_roundtrip", ROOT / "bench" / "export_roundtrip.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_fixtures_are_the_same_when_they_are_read_back(path: Path, roundtrip: ModuleType) -> None:
    assert list(roundtrip.differences(extract(path.read_text(encoding="utf-8", errors="replace")))) == []


def test_special_characters_are_the_same_when_they_are_read_back(roundtrip: ModuleType) -> None:
    assert list(roundtrip.differences(extract(LIST))) == []


def test_a_paper_as_bibtex() -> None:
    assert bibtex.render(extract(LIST)[:1]) == (
        "@inproceedings{reed2024tidenet,\n"
        "  title = {{TideNet:} 50\\% of {\\lbrace{}B\\rbrace{}asins} \\& Kelvin\\_waves},\n"
        "  author = {Ada Reed and José Núñez and others},\n"
        "  year = {2024},\n"
        "  booktitle = {ICLR},\n"
        "  eprint = {2401.00001},\n"
        "  archivePrefix = {arXiv},\n"
        "  url = {https://arxiv.org/abs/2401.00001},\n"
        "}\n"
    )


def test_keys_are_unique_and_do_not_depend_on_the_order() -> None:
    ids = ("2401.00003", "2401.00001", "2401.00002", "2401.00002")
    entries = extract("".join(f"- [Tides](https://arxiv.org/abs/{paper}), 2024.\n" for paper in ids))
    keys = bibtex.citation_keys(entries)
    assert keys == ["2024tides-240100003", "2024tides", "2024tides-240100002", "2024tides-240100002-2"]
    assert bibtex.citation_keys(entries[1:3]) == keys[1:3]


def test_no_cell_is_a_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(entry_csv.render(extract(LIST)), newline="")))
    assert [row["title"] for row in rows][2:] == ["'=cmd|' /C calc'!A0", "''s Gravenzande gauges"]


def test_one_section_is_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README.md").write_text(LIST, encoding="utf-8")
    assert run(["export", "--isolated", "--format", "json", "--section", "data"]) == 0
    assert json.loads(capfd.readouterr().out) == extract(LIST)[2:]
    assert run(["export", "--isolated", "--section", "Modles"]) == 2
    assert "did you mean 'Models'?" in capfd.readouterr().err
    assert run(["export", "--isolated", "--section", "#models-1"]) == 2


@pytest.mark.parametrize(
    ("section", "titles"),
    [
        ("Clay / Papers", ["Clay at Rest"]),
        ("loam / papers", ["Loam at Rest"]),
        ("Papers", ["Clay at Rest", "Loam at Rest"]),
        ("Survey", ["Silt at Rest", "Peat at Rest"]),
        ("#-survey", ["Silt at Rest"]),
        ("#-survey-1", ["Peat at Rest"]),
        ("#loam", ["Loam at Rest"]),
    ],
)
def test_a_section_is_named_by_its_heading_or_path(
    section: str,
    titles: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README.md").write_text(
        "# Soil\n\n## Clay\n\n### Papers\n\n- [Clay at Rest](https://arxiv.org/abs/2401.00001)\n\n"
        "## Loam\n\n### Papers\n\n- [Loam at Rest](https://arxiv.org/abs/2401.00002)\n\n"
        "## 📝 Survey\n\n- [Silt at Rest](https://arxiv.org/abs/2401.00003)\n\n"
        "## 📝 Survey\n\n- [Peat at Rest](https://arxiv.org/abs/2401.00004)\n",
        encoding="utf-8",
    )
    assert run(["export", "--isolated", "--format", "json", "--section", section]) == 0
    assert [entry["title"] for entry in json.loads(capfd.readouterr().out)] == titles


@pytest.mark.parametrize(
    ("authors", "written", "key"),
    [
        ("Liu Z, Fu GH, et al.", "Liu, Z and Fu, GH and others", "liu"),
        ("Wei XU, Ann LI", "Wei XU and Ann LI", "xu"),
        ("Lee, A., Ray, B. C., & Dee, D.", "Lee, A. and Ray, B. C. and Dee, D.", "lee"),
        ("Ann Lee, Bo Ray", "Ann Lee and Bo Ray", "lee"),
    ],
)
def test_the_surname_of_an_author(authors: str, written: str, key: str) -> None:
    entries = extract(
        f"# Soil\n\n- **Soil at Rest and in Motion.** {authors}. 2024. [[paper](https://arxiv.org/abs/2401.00001)]\n"
    )
    text = bibtex.render(entries)
    assert f"  author = {{{written}}},\n" in text
    assert text.startswith(f"@misc{{{key}2024soil,") or f"{{{key}2024soil," in text
