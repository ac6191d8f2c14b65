"""One command line from its words to its exit status, with quiet ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from awesome_lint.cli import console
from awesome_lint.cli.checking import check
from awesome_lint.cli.fast_args import plain
from awesome_lint.settings import SettingsError


def run(args: Sequence[str]) -> int:
    """Run one command line and give its exit status: 0 clean, 1 findings, 2 a failure of tool or input."""
    console.prepare()
    try:
        asked = plain(args)
        status = check(asked) if asked is not None else _by_click(args)
        sys.stdout.flush()
    except SettingsError as error:
        console.write(f"awesome-lint: {error}\n", err=True)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        console.abandon()
        return 141
    except OSError as error:
        console.abandon()
        what = f"{error.filename}: {error.strerror}" if error.filename else f"no output: {error.strerror}"
        console.write(f"awesome-lint: {what}\n", err=True)
        return 2
    return status


def _by_click(args: Sequence[str]) -> int:
    from awesome_lint.cli.app import call

    return call(args)
