"""Reads command lines of files and simple flags without click.

Importing click takes as long as linting a small list. So a command line that contains nothing but files and flags
is read here. Any other one, also an invalid one, is left to click, which reads these in the same way.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from awesome_lint.cli.commands import COMMANDS
from awesome_lint.runner.check_options import CheckOptions
from awesome_lint.structs import replace, values

FLAGS = {
    "-q": "quiet",
    **{
        f"--{name.replace('_', '-')}": name
        for name, value in values(CheckOptions()).items()
        if value is False
    },
}


def parse_without_click(args: Sequence[str]) -> CheckOptions | None:
    """The options of `check`; None if the command line needs click."""
    if "_AWESOME_LINT_COMPLETE" in os.environ or (args and args[0] in COMMANDS and args[0] != "check"):
        return None
    words = args[1:] if args and args[0] == "check" else args
    paths = tuple(word for word in words if word == "-" or not word.startswith("-"))
    flags = [word for word in words if word not in paths]
    if not all(flag in FLAGS for flag in flags):
        return None
    return replace(CheckOptions(paths), **{FLAGS[flag]: True for flag in flags})
