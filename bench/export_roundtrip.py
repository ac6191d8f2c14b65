"""Reads the exports of lists back, and compares them with `extract` in every field that the format has.

    python bench/export_roundtrip.py FOLDER

BibTeX is read by bibtexparser, with TeX decoded by pylatexenc; CSV by the csv module.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import bibtexparser
from bibtexparser import middlewares
from bibtexparser.middlewares.names import split_multiple_persons_names
from pylatexenc.latex2text import LatexNodes2Text

from awesome_lint import extract
from awesome_lint.listing.entry_record import EntryRecord
from awesome_lint.reports import bibtex, entry_csv

_URLS = {"eprint": "arxiv_id", "doi": "doi", "url": "url", "code": "code_repo"}
_ET_AL = re.compile(r"[\s,，]*(?:\bet\.?\s*at?l?s?\b\.?|\bet\s+alia|等人?)$", re.IGNORECASE)


def differences(entries: Sequence[EntryRecord]) -> Iterator[str]:
    """One line for each field that is not the same after writing and reading."""
    yield from _bibtex_differences(entries)
    yield from _csv_differences(entries)
    if json.loads(json.dumps(entries)) != list(entries):
        yield "json"


def _bibtex_differences(entries: Sequence[EntryRecord]) -> Iterator[str]:
    library = bibtexparser.parse_string(
        bibtex.render(entries),
        parse_stack=[
            middlewares.ResolveStringReferencesMiddleware(),
            middlewares.RemoveEnclosingMiddleware(),
        ],
    )
    if library.failed_blocks or len(library.entries) != len(entries):
        yield f"bibtex: {len(library.entries)} of {len(entries)} entries read"
        return
    for entry, read in zip(entries, library.entries, strict=True):
        fields = {field.key: str(field.value) for field in read.fields}
        for name, (before, after) in _bibtex_fields(entry, fields).items():
            if before != after:
                yield f"bibtex {name}: {before!r} {after!r}"


def _bibtex_fields(entry: EntryRecord, fields: Mapping[str, str]) -> dict[str, tuple[object, object]]:
    """The value of each field before and after."""
    venue = next((fields[name] for name in ("booktitle", "journal", "howpublished") if name in fields), "")
    month = fields.get("month")
    date = [fields.get("year"), month and f"{bibtex.MONTHS.index(month) + 1:02}", fields.get("day")]
    authors = [_text(name) for name in split_multiple_persons_names(fields.get("author", ""))]
    return {
        "title": (_line(entry["title"]), _text(fields.get("title", ""))),
        "authors": (_names(entry["authors"]), authors),
        "date": (entry["date"] or "", "-".join(filter(None, date))),
        "venue": (_line(entry["venue"]), _text(venue)),
        "keywords": (_line(", ".join(entry["keywords"])), _text(fields.get("keywords", ""))),
        **{
            name: (bibtex.literal_url(entry[key] or ""), fields.get(name, ""))  # type: ignore[literal-required]
            for name, key in _URLS.items()
        },
    }


def _names(authors: Sequence[str]) -> list[str]:
    """The names, with "others" after one that ends with "et al."."""
    names: list[str] = []
    for author in authors:
        bare = _line(_ET_AL.sub("", author))
        names += [bare, "others"] if bare != _line(author) else [bare]
    return [name for name in names if name]


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _text(value: str) -> str:
    """The text that TeX shows."""
    text = LatexNodes2Text(math_mode="verbatim", keep_comments=True).latex_to_text(value)
    return _line(text.replace("ˆ", "^"))  # pylatexenc has another circumflex for \textasciicircum


def _csv_differences(entries: Sequence[EntryRecord]) -> Iterator[str]:
    rows = list(csv.DictReader(io.StringIO(entry_csv.render(entries), newline="")))
    if len(rows) != len(entries):
        yield f"csv: {len(rows)} of {len(entries)} entries read"
        return
    for entry, row in zip(entries, rows, strict=True):
        for name, cell in row.items():
            value = entry[name]  # type: ignore[literal-required]
            before = (
                entry_csv.SEPARATOR.join(map(str, value)) if isinstance(value, list) else str(value or "")
            )
            if cell.startswith(tuple("=+-@\t\r")) or before != cell.removeprefix("'"):
                yield f"csv {name}: {before!r} {cell!r}"


def main(folder: str) -> int:
    """Compare every Markdown file below the folder."""
    files = entries = 0
    found: list[str] = []
    for path in sorted(Path(folder).rglob("*.md")):
        records = extract(path.read_text(encoding="utf-8", errors="replace"), path.as_posix())
        files, entries = files + 1, entries + len(records)
        found += [f"{path}: {line}" for line in differences(records)]
    print("\n".join(found))
    print(f"{files} files, {entries} entries, {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
