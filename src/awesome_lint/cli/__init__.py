"""Words in, calls downstairs, text out: one module a command. Nothing imports this room."""

from __future__ import annotations


def main() -> None:
    """The command `awesome-lint`; ends the process with its exit status."""
    import sys

    from awesome_lint.cli.app import run

    sys.exit(run(sys.argv[1:]))
