"""Reads the ordinary command line, files and plain flags, without click.

To import click takes as long as to lint a small list. So a command line that says nothing but files and flags
is read here; any other one, a wrong one too, is left to click, which would read these in the same way.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from awesome_lint.cli.checking import Request
from awesome_lint.cli.commands import COMMANDS
from awesome_lint.structs import replace, values

FLAGS = {
    "-q": "quiet",
    **{f"--{name.replace('_', '-')}": name for name, value in values(Request()).items() if value is False},
}


def plain(args: Sequence[str]) -> Request | None:
    """What is asked, or None where click has to say."""
    if "_AWESOME_LINT_COMPLETE" in os.environ or (args and args[0] in COMMANDS and args[0] != "check"):
        return None
    words = args[1:] if args and args[0] == "check" else args
    paths = tuple(word for word in words if word == "-" or not word.startswith("-"))
    flags = [word for word in words if word not in paths]
    if not all(flag in FLAGS for flag in flags):
        return None
    return replace(Request(paths), **{FLAGS[flag]: True for flag in flags})
