"""The click group of all commands, with `check` as the default."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

import click

from awesome_lint.cli.commands import COMMANDS
from awesome_lint.version import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Commands(click.Group):
    """A group with a default command: `awesome-lint --fix README.md` is `awesome-lint check --fix README.md`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, whose module is imported now."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"awesome_lint.cli.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Insert `check` if the first argument is neither a command nor an option of the group."""
        if not args and ctx.resilient_parsing:
            # A shell completes the first word: nothing may be inserted before it.
            return super().parse_args(ctx, args)
        if not args or args[0] not in (*COMMANDS, "--help", "-h", "--version", "-V"):
            args.insert(0, "check")
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The completions of the first word: commands, files, and options of `check`."""
        from click.shell_completion import CompletionItem

        if not incomplete.startswith("-"):
            names = [name for name in COMMANDS if name.startswith(incomplete)]
            commands = [CompletionItem(name, help=COMMANDS[name]) for name in names]
            return commands or [CompletionItem(incomplete, type="file")]
        check = self.get_command(ctx, "check")
        assert check is not None
        with click.Context(check, parent=ctx, info_name="check", resilient_parsing=True) as inner:
            return [*super().shell_complete(ctx, incomplete), *check.shell_complete(inner, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=False)
@click.version_option(
    __version__, "-V", "--version", prog_name="awesome-lint", message="%(prog)s %(version)s"
)
def app() -> None:
    """Lint and fix awesome lists.

    The default command is `check`: `awesome-lint README.md`, `awesome-lint --fix README.md`.
    `awesome-lint check --help` shows the options.
    """


def run_click(args: Sequence[str]) -> int:
    """Run one command line with click, print its errors, and return the exit status."""
    try:
        status = app.main(list(args), prog_name="awesome-lint", standalone_mode=False)
    except click.NoSuchOption as error:
        _name_commands_with_option(error).show()
        return 2
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        return 130
    return status if isinstance(status, int) else 0


def _name_commands_with_option(error: click.NoSuchOption) -> click.UsageError:
    """The error; if other commands have the option, its message names them."""
    names = [
        f"`awesome-lint {name}`"
        for name in COMMANDS
        if (command := app.get_command(click.Context(app), name)) is not None
        and any(error.option_name in parameter.opts for parameter in command.params)
    ]
    if not names:
        return error
    return click.UsageError(f"{error.format_message()} It is an option of {' and '.join(names)}.", error.ctx)
