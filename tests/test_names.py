"""One name for one thing: names of modules, classes and public functions that occur in more than one module."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import awesome_lint

LIMIT = 3
"""The number of shared names that are left. It only goes down."""

SAME_MEANING = {
    "command": "the click command of each module of `cli/commands`",
    "render": "what each module of a report format defines",
    "main": "the entry point of a program",
    "lint": "`api.lint` is `linting.lint` for other programs",
}
SAME_SUBJECT = {
    "cache": "the command, and what it is about",
    "check": "the command",
    "github": "the report format, and the service",
    "review": "the command, and what it runs",
    "arxiv": "URLs of arXiv, and its API",
    "hosts": "a table, and what reads it",
    "venues": "a table, and what reads it",
    "mojibake": "the rule, and its analysis",
}


def shared_names() -> list[str]:
    """One line for each name that several modules of the package define with different meanings."""
    root = Path(awesome_lint.__file__).parent
    modules: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in sorted(root.rglob("*.py")):
        where = path.relative_to(root).as_posix()
        if not path.stem.startswith("__"):
            modules["module", path.stem].add(where)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                modules["class", node.name].add(where)
            elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                modules["function", node.name].add(where)
    return [
        f"{kind} {name}: {', '.join(sorted(found))}"
        for (kind, name), found in sorted(modules.items())
        if len(found) > 1 and name not in (SAME_SUBJECT if kind == "module" else SAME_MEANING)
    ]


def test_few_names_are_shared() -> None:
    shared = shared_names()
    assert len(shared) <= LIMIT, "\n".join(shared)
