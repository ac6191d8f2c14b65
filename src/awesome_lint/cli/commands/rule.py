"""`awesome-lint rule`: explains a rule."""

from __future__ import annotations

import click

from awesome_lint.cli import console
from awesome_lint.cli.options import complete_rule
from awesome_lint.rules import catalogue


@click.command()
@click.argument("word", metavar="[CODE|NAME|GROUP]", required=False, shell_complete=complete_rule)
@click.option("--all", "list_all", is_flag=True, help="List all rules.")
def command(*, word: str | None, list_all: bool) -> int:
    """Explain a rule: what it finds, why it matters, and what its fix does. For a group (`AX`), list its rules."""
    prefix = (word or "").upper()
    if list_all or word is None or prefix in catalogue.GROUPS:
        for rule in catalogue.rules_of_group(prefix) if word and not list_all else catalogue.rules():
            suffix = " (online)" if rule.online else "" if catalogue.is_default(rule) else " (off by default)"
            console.write(f"{rule.code}  {rule.severity.value:7}  {rule.name}: {rule.summary}{suffix}\n")
        return 0
    from awesome_lint.reference import rule_page

    named_rule = catalogue.find(word)
    if named_rule is None and (retirement := catalogue.retirement_message(word)):
        console.write(f"{retirement}\n")
        return 0
    if named_rule is None:
        near = catalogue.suggest_rule_word(word)
        hint = f"did you mean {near}?" if near else "`awesome-lint rule --all` lists all rules."
        raise click.UsageError(f"There is no rule {word!r}; {hint}")
    console.write(rule_page(named_rule))
    return 0
