"""Which files git tracks beside a README, so that relative links can be judged."""

from __future__ import annotations

import os
import re

from awesome_lint.lazy_re import lazy
from awesome_lint.settings import upwards

_RELATIVE = lazy(
    r"""(?:\]\(\s*<?|\]:\s*<?|\b(?:src|href)\s*=\s*["']?)(?![a-z][a-z0-9+.-]*:|//|[#)>"'])""", re.I | re.A
)
"""A quick look: something that may be a link to a file. Lists without one are spared a process."""


def siblings(path: str, text: str) -> frozenset[str] | None:
    """The tracked files in the folder of the README at `path` and below, with `/`, relative to that folder;
    None where the README is not tracked, git cannot tell, or the text holds no link to a file."""
    folder = os.path.realpath(os.path.dirname(path))
    if not _RELATIVE.search(text) or not any(
        os.path.exists(os.path.join(place, ".git")) for place in upwards(folder)
    ):
        return None
    import subprocess

    # A repository's own configuration may name a program for fsmonitor: it is not ours to start.
    command = ["git", "-c", "core.fsmonitor=false", "-C", folder, "ls-files", "-z"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True, timeout=30).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    names = frozenset(os.fsdecode(name).replace("\\", "/") for name in listed.split(b"\0") if name)
    return names if os.path.basename(path) in names else None
