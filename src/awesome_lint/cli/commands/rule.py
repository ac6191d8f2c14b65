"""`awesome-lint rule`: explain a rule, or list them all."""

from __future__ import annotations

import click

from awesome_lint.cli import console
from awesome_lint.cli.options import rule_words
from awesome_lint.rules import catalogue


@click.command()
@click.argument("word", metavar="[CODE|NAME]", required=False, shell_complete=rule_words)
@click.option("--all", "every", is_flag=True, help="List all rules.")
def command(*, word: str | None, every: bool) -> int:
    """Explain a rule: what it finds, why it matters, and what its fix does."""
    if every or word is None:
        for rule in catalogue.rules():
            marks = " (online)" if rule.online else "" if catalogue.is_default(rule) else " (off by default)"
            console.write(f"{rule.code}  {rule.severity.value:7}  {rule.name}: {rule.summary}{marks}\n")
        return 0
    from awesome_lint.reference import explanation

    found = catalogue.find(word)
    if found is None and (retirement := catalogue.retirement(word)):
        console.write(f"{retirement}\n")
        return 0
    if found is None:
        near = catalogue.suggestion(word)
        hint = f"did you mean {near}?" if near else "`awesome-lint rule --all` lists all rules."
        raise click.UsageError(f"There is no rule {word!r}; {hint}")
    console.write(explanation(found))
    return 0
