"""Reports a finding on two places at the other place."""

from __future__ import annotations

from awesome_lint.findings import Finding, Related
from awesome_lint.structs import replace

_OTHER = "the other copy"


def mirror_finding(finding: Finding, path: str | None = None) -> Finding | None:
    """The finding reported at its first related place instead of its span; None if it has no `mirror`
    message.

    `path` is the finding's own file, None if both places are in one file. The result is a finding in the file
    `finding.related[0].path`. It has no fix, since the fix edits the other place.
    """
    if finding.mirror is None or not finding.related:
        return None
    other, *rest = finding.related
    own_path = None if other.path is None else path
    return replace(
        finding,
        span=other.span,
        message=finding.mirror,
        related=(Related(finding.span, _OTHER, own_path), *rest),
        fix=None,
        suggestion=None,
        mirror=finding.message,
    )
