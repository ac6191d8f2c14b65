"""Lists in many forms, compared with what a person reads in them (`tests/fixtures/forms/README.md`).

After a change, `UPDATE_FIXTURES=1 pytest tests/listing/test_forms.py` writes `differences.txt` anew: read it, as no
line should come in.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from awesome_lint.listing import read
from awesome_lint.listing.entry_record import entry_record

FOLDER = Path(__file__).parents[1] / "fixtures" / "forms"
FORMS = sorted(path.stem for path in FOLDER.glob("*.jsonl"))
FIELDS = ("url", "arxiv_id", "date", "venue", "code_repo", "authors")
Entry = dict[str, Any]


@cache
def differences(form: str) -> tuple[Counter[str], list[str]]:
    """How many entries and titles of a list agree with the truth, and each difference as a line."""
    text = (FOLDER / f"{form}.md").read_text(encoding="utf-8")
    listing = read(text)
    rest: list[Entry] = [dict(entry_record(entry, form)) for entry in listing.entries]
    truths = [json.loads(line) for line in (FOLDER / f"{form}.jsonl").read_text("utf-8").splitlines()]
    pairs: list[tuple[Entry, Entry]] = []
    lines: list[str] = []
    for truth in truths:
        entry = next(
            (entry for test in (same_title, same_line) for entry in rest if test(truth, entry)), None
        )
        if entry is None:
            lines.append(f"{truth['line']}: not found: {truth['title']}")
        else:
            rest.remove(entry)
            pairs.append((truth, entry))
    lines += [f"{entry['line']}: not in the truth: {entry['title']}" for entry in rest]
    for truth, entry in pairs:
        if truth["title"] != entry["title"]:
            lines.append(f"{truth['line']}: title: {entry['title']!r}")
        for name in FIELDS:
            if not agrees(name, truth[name], entry[name]):
                lines.append(f"{truth['line']}: {name}: {entry[name]!r} for {truth[name]!r}")
    counts = Counter(truth=len(truths), found=len(pairs), extra=len(rest))
    counts["titles"] = sum(truth["title"] == entry["title"] for truth, entry in pairs)
    return counts, lines


def same_title(truth: Entry, entry: Entry) -> bool:
    return same_line(truth, entry) and words(truth["title"]) == words(entry["title"] or "")


def same_line(truth: Entry, entry: Entry) -> bool:
    """Whether an entry is where the truth has one; what else is on its line is an entry of its own."""
    if truth["line"] != entry["line"]:
        return False
    return words(truth["title"]) <= words(entry["title"] or "") or truth["url"] in (
        entry["url"],
        *entry["links"],
    )


def agrees(name: str, truth: Any, value: Any) -> bool:
    """Whether a field agrees, where the truth is not said to be ambiguous."""
    if name == "authors":
        return [words(each) for each in truth] == [words(each.removesuffix(" et al.")) for each in value]
    if name == "date":
        return (
            value == truth or value is None
        )  # the date of a heading or row above is none of the entry's own
    if name == "venue":
        plain = truth.removesuffix(" Workshop") if truth else truth
        return value in (truth, plain) or (truth in ("arXiv", "bioRxiv") and value is None)
    if name == "url" and truth is None:
        return True  # of a tool that has a repository only
    return bool(value == truth)


def words(text: str) -> set[str]:
    return set(re.findall(r"[\w'’-]+", text.casefold()))


def test_most_is_read() -> None:
    total = sum((differences(form)[0] for form in FORMS), Counter())
    assert total["found"] >= 0.99 * total["truth"]
    assert total["titles"] >= 0.98 * total["found"]
    assert total["extra"] <= 17


@pytest.mark.parametrize("form", FORMS)
def test_form(form: str) -> None:
    path = FOLDER / "differences.txt"
    if os.environ.get("UPDATE_FIXTURES"):
        parts = [f"{each}\n" + "".join(f"  {line}\n" for line in differences(each)[1]) for each in FORMS]
        path.write_text("\n".join(parts), encoding="utf-8")
    known = dict(part.partition("\n")[::2] for part in path.read_text("utf-8").split("\n\n"))
    assert differences(form)[1] == [line.strip() for line in known[form].splitlines()]
