"""The baseline: a file of findings that are not reported again, even if their entries move."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from awesome_lint.findings import Finding
from awesome_lint.linting.fingerprint import finding_subject, make_fingerprint
from awesome_lint.reports import FileReport
from awesome_lint.settings import SettingsError

_VERSION = 3
_MAX_SUBJECT = 120
"""Longer subjects are cut: they are only for people who read the file."""


class BaselineRow(NamedTuple):
    """One finding in a baseline, or several with one fingerprint. `path` is relative to the baseline's folder;
    `entry` is the title of the finding's entry or the text of its line."""

    path: str
    code: str
    entry: str
    fingerprint: str


Baseline = Mapping[BaselineRow, int]
"""How many findings each row is for."""


def read_baseline(path: str) -> Baseline:
    """The rows of the baseline at `path`, with their counts. SettingsError if it cannot be read or is not a
    baseline."""
    try:
        data = json.loads(Path(path).read_bytes())
        if data["version"] != _VERSION:
            raise SettingsError(f"{path}: this baseline was written by another version; write it again.")
        return {
            BaselineRow(*(str(row[name]) for name in BaselineRow._fields)): int(row["count"])
            for row in data["findings"]
        }
    except FileNotFoundError:
        raise SettingsError(f"{path}: this baseline does not exist; `--write-baseline` writes it.") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}).") from None
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise SettingsError(f"{path}: is not a baseline; `--write-baseline` writes one.") from None


def write_rows(path: str, reports: Iterable[tuple[FileReport, Container[str]]]) -> int:
    """Write the findings of these reports, each given with the codes of the rules that ran; returns their number. Rows
    of other rules, and of other files that still exist, are kept. Rows are sorted, so moving entries changes
    nothing."""
    reports = list(reports)
    ran = {_relative_to_baseline(path, report.path): codes for report, codes in reports}
    rows: Counter[BaselineRow] = Counter(
        _make_row(path, report, finding) for report, _ in reports for finding in report.findings
    )
    number = rows.total()
    if Path(path).exists():
        for row, count in read_baseline(path).items():
            if row.code not in ran.get(row.path, ()) and (_folder_of(path) / row.path).exists():
                rows[row] += count
    lines = (
        json.dumps({**row._asdict(), "count": count}, ensure_ascii=False)
        for row, count in sorted(rows.items())
    )
    # One row a line, for diffs.
    text = f'{{"version": {_VERSION}, "findings": [\n' + ",\n".join(lines) + "\n]}\n"
    # Encoded before the old file is opened. A lone surrogate, as in a file name that is not UTF-8, becomes an escape of
    # JSON.
    data = text.encode(errors="backslashreplace")
    try:
        Path(path).write_bytes(data)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written ({error.strerror}).") from None
    return number


def compare_with_baseline(
    report: FileReport, rows: Baseline, path: str, is_new: Sequence[bool]
) -> tuple[list[bool], list[BaselineRow]]:
    """For each finding of the report, whether it is missing in the baseline at `path`; and the rows of this
    file whose findings no longer occur.

    If more findings occur than a row is for, those that `is_new` marks count as missing first.
    """
    relative = _relative_to_baseline(path, report.path)
    left = Counter(
        {(row.code, row.fingerprint): count for row, count in rows.items() if row.path == relative}
    )
    missing = [True] * len(report.findings)
    for number in sorted(range(len(report.findings)), key=is_new.__getitem__):
        finding = report.findings[number]
        key = finding.code, make_fingerprint(finding, report.source, report.entry_index)
        if left[key] > 0:
            left[key] -= 1
            missing[number] = False
    outdated = [row for row in rows if row.path == relative and left[row.code, row.fingerprint] > 0]
    return missing, outdated


def fingerprints_of_file(rows: Baseline, baseline_path: str, path: str) -> set[tuple[str, str]]:
    """The pairs of code and fingerprint that the baseline has for the file at `path`."""
    relative = _relative_to_baseline(baseline_path, path)
    return {(row.code, row.fingerprint) for row in rows if row.path == relative}


def _make_row(path: str, report: FileReport, finding: Finding) -> BaselineRow:
    """The row for a finding in the baseline at `path`."""
    index = report.entry_index
    entry = finding_subject(finding, report.source, index)
    if len(entry) > _MAX_SUBJECT:
        entry = entry[:_MAX_SUBJECT] + "…"
    return BaselineRow(
        _relative_to_baseline(path, report.path),
        finding.code,
        entry,
        make_fingerprint(finding, report.source, index),
    )


def _folder_of(path: str) -> Path:
    return Path(path).resolve().parent


def _relative_to_baseline(baseline_path: str, path: str) -> str:
    """The path relative to the baseline's folder."""
    return os.path.relpath(os.path.abspath(path), _folder_of(baseline_path)).replace("\\", "/")
