"""Known findings: written to a file once, and not reported again, wherever their entries move."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from awesome_lint.findings import Finding
from awesome_lint.linting.fingerprint import Outline, fingerprint, subject
from awesome_lint.reports import FileReport
from awesome_lint.settings import SettingsError
from awesome_lint.structs import replace

_VERSION = 2
_LONG = 120
"""Of a longer subject the beginning is written down: it is there for people."""


class Known(NamedTuple):
    """One finding, or several alike, in a baseline. `path` is seen from the baseline's folder; `fingerprint`
    tells the finding, `entry` says in words what it speaks of."""

    path: str
    code: str
    entry: str
    fingerprint: str


Baseline = Mapping[Known, int]
"""How often each is known."""


def read(path: str) -> Baseline:
    """The known findings in a baseline; SettingsError where there is none, or another thing."""
    try:
        data = json.loads(Path(path).read_bytes())
        if data["version"] != _VERSION:
            raise SettingsError(f"{path}: this baseline was written by another version; write it again.")
        return {
            Known(*(str(row[name]) for name in Known._fields)): int(row["count"]) for row in data["findings"]
        }
    except FileNotFoundError:
        raise SettingsError(f"{path}: no such baseline; `--write-baseline` writes it.") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}).") from None
    except (ValueError, KeyError, TypeError):
        raise SettingsError(f"{path}: is no baseline; `--write-baseline` writes one.") from None


def write(path: str, reports: Iterable[FileReport]) -> int:
    """Write all findings down as known and give their number. What is known of other files stays, as long as
    they are there; rows are sorted, so that moving entries about changes nothing."""
    here = list(reports)
    looked_at = {_seen(path, report.path) for report in here}
    rows: Counter[Known] = Counter(
        _known(path, report, finding) for report in here for finding in report.findings
    )
    number = rows.total()
    if Path(path).exists():
        for known, count in read(path).items():
            if known.path not in looked_at and (_folder(path) / known.path).exists():
                rows[known] += count
    lines = (
        json.dumps({**known._asdict(), "count": count}, ensure_ascii=False)
        for known, count in sorted(rows.items())
    )
    # A row is a line, for those who read the differences.
    text = f'{{"version": {_VERSION}, "findings": [\n' + ",\n".join(lines) + "\n]}\n"
    try:
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written ({error.strerror}).") from None
    return number


def without(
    report: FileReport, known: Baseline, path: str, new: Container[int]
) -> tuple[FileReport, list[Known]]:
    """The report less what is known, and what is known and was not found.

    Of findings that stand more often than they are known the rest stays, those first whose `id` is
    among the `new` ones.
    """
    here = _seen(path, report.path)
    left = Counter({(row.code, row.fingerprint): count for row, count in known.items() if row.path == here})
    kept: set[int] = set()
    order = sorted(range(len(report.findings)), key=lambda number: id(report.findings[number]) in new)
    for number in order:
        finding = report.findings[number]
        key = finding.code, fingerprint(finding, report.source, _outline(report))
        if left[key] > 0:
            left[key] -= 1
        else:
            kept.add(number)
    findings = tuple(finding for number, finding in enumerate(report.findings) if number in kept)
    gone = [row for row in known if row.path == here and left[row.code, row.fingerprint] > 0]
    return replace(report, findings=findings), gone


def fingerprints(known: Baseline, place: str, path: str) -> set[tuple[str, str]]:
    """The codes and fingerprints that the baseline at `place` knows of the file at `path`."""
    here = _seen(place, path)
    return {(row.code, row.fingerprint) for row in known if row.path == here}


def _known(path: str, report: FileReport, finding: Finding) -> Known:
    words = subject(finding, report.source, _outline(report))
    shown = words if len(words) <= _LONG else words[:_LONG] + "…"
    return Known(
        _seen(path, report.path), finding.code, shown, fingerprint(finding, report.source, _outline(report))
    )


def _outline(report: FileReport) -> Outline:
    assert report.outline is not None, "a report that is held against a baseline has its outline"
    return report.outline


def _folder(path: str) -> Path:
    return Path(path).resolve().parent


def _seen(place: str, path: str) -> str:
    """The file at `path`, seen from the folder of the baseline."""
    return os.path.relpath(os.path.abspath(path), _folder(place)).replace("\\", "/")
