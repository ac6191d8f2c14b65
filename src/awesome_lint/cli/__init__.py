"""Words in, calls downstairs, text out: one module a command. Nothing imports this room."""

from __future__ import annotations


def main() -> None:
    """The command `awesome-lint`; ends the process with its exit status."""
    import gc
    import os
    import sys

    # Looking for garbage would cost a tenth of a run: what is imported stays, a tree of a README is a hundred
    # thousand objects that live to the end, and at the end the process gives back everything at once.
    gc.disable()
    from awesome_lint.cli.main import run

    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    gc.enable()
    status = run(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
