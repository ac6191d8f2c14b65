"""The baseline: a file of findings that are not reported again, even if their entries move."""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
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


Baseline = Mapping[str, Mapping[BaselineRow, int]]
"""How many findings each row is for, by the path of the row."""


def read_baseline(path: str) -> Baseline:
    """The rows of the baseline at `path`, with their counts. SettingsError if it cannot be read or is not a
    baseline."""
    try:
        rows = _parse_baseline(Path(path).read_bytes())
    except FileNotFoundError:
        raise SettingsError(f"{path}: this baseline does not exist; `--write-baseline` writes it.") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}).") from None
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise SettingsError(f"{path}: is not a baseline; `--write-baseline` writes one.") from None
    if rows is None:
        raise SettingsError(f"{path}: this baseline was written by another version; write it again.")
    return rows


@lru_cache(maxsize=1)
def _parse_baseline(data: bytes) -> Baseline | None:
    """The rows in the content of a baseline; None if another version wrote it. The rows of the last content are kept:
    each file of a run needs those of the same baseline."""
    content = json.loads(data)
    if content["version"] != _VERSION:
        return None
    rows: defaultdict[str, dict[BaselineRow, int]] = defaultdict(dict)
    for values in content["findings"]:
        row = BaselineRow(*(str(values[name]) for name in BaselineRow._fields))
        rows[row.path][row] = int(values["count"])
    return dict(rows)


def rows_of_file(baseline_path: str, path: str) -> Mapping[BaselineRow, int]:
    """The rows that the baseline at `baseline_path` has for the file at `path`, with their counts."""
    return read_baseline(baseline_path).get(_relative_to_baseline(baseline_path, path), {})


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
        for file, old_rows in read_baseline(path).items():
            if (_folder_of(path) / file).exists():
                rows.update(
                    {row: count for row, count in old_rows.items() if row.code not in ran.get(file, ())}
                )
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
    report: FileReport, rows: Mapping[BaselineRow, int], is_new: Sequence[bool]
) -> tuple[list[bool], list[BaselineRow]]:
    """For each finding of the report, whether it is missing in these rows of its file; and the rows whose findings no
    longer occur.

    If more findings occur than a row is for, those that `is_new` marks count as missing first.
    """
    left = Counter({(row.code, row.fingerprint): count for row, count in rows.items()})
    missing = [True] * len(report.findings)
    for number in sorted(range(len(report.findings)), key=is_new.__getitem__):
        finding = report.findings[number]
        key = finding.code, make_fingerprint(finding, report.source, report.entry_index)
        if left[key] > 0:
            left[key] -= 1
            missing[number] = False
    return missing, [row for row in rows if left[row.code, row.fingerprint] > 0]


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
