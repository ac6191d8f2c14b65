"""Which findings `--fix` may fix: those that the report would show."""

from __future__ import annotations

import os
from collections.abc import Callable

from awesome_lint import listing
from awesome_lint.findings import Finding
from awesome_lint.linting.changes import Changes
from awesome_lint.linting.fingerprint import Outline, fingerprint, outline
from awesome_lint.runner.inputs import Input
from awesome_lint.source import Source

Test = Callable[[Finding, str], bool]
"""Whether a finding in this version of the text may be fixed."""


def limit(item: Input, changes: Changes | None) -> Test | None:
    """The test for one file: on changed lines only, by edits of changed lines, and not in the baseline; None where
    every finding passes."""
    tests = [_is_changed(changes)] if changes is not None else []
    if item.settings.baseline and os.path.exists(item.settings.baseline):
        tests.append(_is_unknown(item, item.settings.baseline))
    return (lambda finding, text: all(test(finding, text) for test in tests)) if tests else None


def _is_changed(changes: Changes) -> Test:
    version = changes

    def test(finding: Finding, text: str) -> bool:
        nonlocal version
        version = version.carried(text)
        edits = finding.fix.edits if finding.fix is not None else ()
        return version.touch(finding.span) and all(version.holds(edit) for edit in edits)

    return test


def _is_unknown(item: Input, place: str) -> Test:
    from awesome_lint.runner import baseline

    known = baseline.fingerprints(baseline.read(place), place, item.path)
    read: tuple[str, Outline] | None = None

    def test(finding: Finding, text: str) -> bool:
        nonlocal read
        if read is None or read[0] != text:
            read = text, outline(listing.read(text))
        return (finding.code, fingerprint(finding, Source(item.path, text), read[1])) not in known

    return test
