"""Whole processes and the time they take."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

_SCRIPT = shutil.which("awesome-lint", path=str(Path(sys.executable).parent))
OURS = (_SCRIPT,) if _SCRIPT else (sys.executable, "-m", "awesome_lint")
"""The command as it is installed beside this Python, which is what people run."""


class DiedError(Exception):
    """The process crashed, or took longer than it was given."""


def seconds(command: Sequence[str], folder: str | Path, *, limit: float = 600.0) -> float:
    """How long a command runs in a folder, from start to end.

    DiedError where it exits with neither 0, 1 nor 2, is killed by a signal, prints a traceback, or outlives
    `limit` seconds.
    """
    start = time.perf_counter()
    try:
        done = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, timeout=limit, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise DiedError(f"still running after {limit:.0f} s") from None
    taken = time.perf_counter() - start
    if done.returncode not in (0, 1, 2) or b"Traceback (most recent call last)" in done.stderr:
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise DiedError(f"exit status {done.returncode}: {last[:200]}")
    return taken
