"""Known findings: written to a file once, and not reported again while their lines stay as they are."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from awesome_lint.model import Finding
from awesome_lint.records import replace
from awesome_lint.reports import FileReport
from awesome_lint.settings import SettingsError

Known = Counter[tuple[str, str, str]]
"""How many findings are known, by file (seen from the baseline), code, and the line that they begin on."""

_VERSION = 1


def read(path: str) -> Known:
    """The known findings in a baseline; SettingsError where there is none, or another thing."""
    try:
        data = json.loads(Path(path).read_bytes())
        if data["version"] != _VERSION:
            raise SettingsError(f"{path}: this baseline was written by another version; write it again.")
        return Counter({(one["path"], one["code"], one["line"]): one["count"] for one in data["findings"]})
    except FileNotFoundError:
        raise SettingsError(f"{path}: no such baseline; `--write-baseline` writes it.") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}).") from None
    except (ValueError, KeyError, TypeError):
        raise SettingsError(f"{path}: is no baseline; `--write-baseline` writes one.") from None


def write(path: str, reports: Iterable[FileReport]) -> None:
    """Write all findings down as known, in the order of their files and lines."""
    known: Known = Counter(_key(path, report, finding) for report in reports for finding in report.findings)
    rows = [
        {"path": file, "code": code, "line": line, "count": count}
        for (file, code, line), count in known.items()
    ]
    text = json.dumps({"version": _VERSION, "findings": rows}, indent=1, ensure_ascii=False)
    Path(path).write_text(text + "\n", encoding="utf-8", newline="\n")


def without(report: FileReport, known: Known, path: str) -> FileReport:
    """The report less what is known; of a finding that stands more often than it is known, the rest stays."""
    left = []
    budget = Counter(known)
    for finding in report.findings:
        key = _key(path, report, finding)
        if budget[key] > 0:
            budget[key] -= 1
        else:
            left.append(finding)
    return replace(report, findings=tuple(left))


def _key(path: str, report: FileReport, finding: Finding) -> tuple[str, str, str]:
    line, _ = report.source.position(finding.span.start)
    file = os.path.relpath(os.path.abspath(report.path), Path(path).resolve().parent)
    return file.replace("\\", "/"), finding.code, report.source.line(line).strip()
