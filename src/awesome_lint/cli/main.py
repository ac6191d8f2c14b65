"""The entry point of the command line: from the arguments to the exit status."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main() -> None:
    """Run the command `awesome-lint`, and end the process with its exit status."""
    import gc
    import os

    # Garbage collection as usual would cost a tenth of a run: the tree of a README is a hundred thousand objects that
    # live to the end, and at the end the process frees everything at once.
    gc.set_threshold(100_000, 20, 20)
    status = run(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def run(args: Sequence[str]) -> int:
    """Run one command line and return its exit status: 0 if there is nothing to report, 1 if there are findings, 2 if
    an option, the configuration or an input is invalid or the tool fails."""
    from awesome_lint.cli import console
    from awesome_lint.cli.fast_args import parse_without_click
    from awesome_lint.errors import AwesomeLintError

    console.prepare_streams()
    try:
        options = parse_without_click(args)
        if options is not None:
            from awesome_lint.cli.check_report import run_check

            status = run_check(options)
        else:
            from awesome_lint.cli.app import run_click

            status = run_click(args)
        sys.stdout.flush()
    except AwesomeLintError as error:
        console.write(f"awesome-lint: {error}\n", err=True)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        console.discard_output()
        return 141
    except OSError as error:
        console.discard_output()
        reason = f"{error.filename}: {error.strerror}" if error.filename else f"no output: {error.strerror}"
        console.write(f"awesome-lint: {reason}\n", err=True)
        return 2
    return status
