"""A finding on two places, reported at the other one."""

from __future__ import annotations

from awesome_lint.findings import Finding, Related
from awesome_lint.structs import replace

_OTHER = "the other copy"


def mirrored(finding: Finding, path: str | None = None) -> Finding | None:
    """The finding at the place of its first related place, which becomes the related one; None where it is true
    of its own place alone.

    `path` is the finding's own file, None where both places are in one file. The result is a finding of the file
    `finding.related[0].path`. It has no fix: the fix edits the place that is left.
    """
    if finding.mirror is None or not finding.related:
        return None
    there, *rest = finding.related
    own = None if there.path is None else path
    return replace(
        finding,
        span=there.span,
        message=finding.mirror,
        related=(Related(finding.span, _OTHER, own), *rest),
        fix=None,
        suggestion=None,
        mirror=finding.message,
    )
