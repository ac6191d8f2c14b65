"""Generates documentation from the code: a page a rule, the table of rules, the configuration and its schema.

`python -m awesome_lint.reference docs` writes the files; with `--check` it only says whether they are up to date.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from awesome_lint.reports.markdown import code_block
from awesome_lint.rules import catalogue
from awesome_lint.rules.base import Rule, example_text
from awesome_lint.settings.keys import KEYS, SCHEMA_URL, SEVERITIES, Key

_MADE = "<!-- Made by `python -m awesome_lint.reference docs`; change the code instead. -->\n\n"


def rule_page(rule: Rule) -> str:
    """The documentation of a rule as Markdown."""
    doc = inspect.cleandoc(type(rule).__doc__ or "")
    first, _, rest = doc.partition("\n\n")
    parts = [f"# {rule.code} {rule.name}\n", f"{first}\n", f"{_severity_and_fix_line(rule)}\n", f"{rest}\n"]
    if rule.examples:
        parts.append("## Examples\n")
    for example in rule.examples:
        parts.append(f"### {example.title}\n" if example.title else "")
        parts.append(_code_block(example.text))
        if example.expected is not None:
            parts.append("is fixed to\n")
            parts.append(_code_block(example.expected))
    if any(len(example_text(raw)) > 1 for raw in rule.valid):
        parts.append("## Valid\n")
        parts.extend(_code_block(example_text(raw)) for raw in rule.valid)
    return "\n".join(part for part in parts if part)


def _severity_and_fix_line(rule: Rule) -> str:
    """The line on the severity and fix of a rule, and on whether it runs by default."""
    fix = f"{rule.fix.value} fix" if rule.fix else "no fix"
    facts = [f"Severity: **{rule.severity.value}**", fix]
    if rule.online:
        facts.append("needs `--online`")
    if not catalogue.is_default(rule):
        facts.append("off by default")
    if rule.preview:
        facts.append("in preview")
    if rule.aliases:
        facts.append("also called " + ", ".join(f"`{alias}`" for alias in rule.aliases))
    return " · ".join(facts)


def _code_block(text: str) -> str:
    """The text in a code block whose fence it cannot close; long repetitions are shortened."""
    shown = re.sub(r"((?:\S ){3})\1{5,}", r"\1 … ", text)
    return f"{code_block(shown, 'markdown')}\n"


def rules_page() -> str:
    """The page with the table of all rules."""
    lines = [
        "# Rules\n",
        "A rule has a code and a name; both can be used everywhere. A prefix of a code means all its rules. "
        "`awesome-lint rule CODE` explains a rule.\n",
        "**safe** fixes are applied by `--fix`, **unsafe** ones only with `--unsafe-fixes`. "
        "Rules with *online* run with `--online`; rules with *off* run only if they are selected.\n",
    ]
    for prefix, (_, title) in catalogue.GROUPS.items():
        group = catalogue.rules_of_group(prefix)
        if not group:
            continue
        lines += [
            f"## {prefix} {title}\n",
            "| code | name | finds | severity | fix |",
            "|---|---|---|---|---|",
        ]
        lines += [_rule_row(rule) for rule in group]
        lines.append("")
    lines += [
        "## Retired rules\n",
        "In a configuration, an option or a comment, a retired code or name means its successor, and causes a note.\n",
        "| code | name | successor | reason |",
        "|---|---|---|---|",
        *(_retired_row(gone) for gone in catalogue.RETIRED),
        "",
    ]
    return "\n".join(lines)


def _rule_row(rule: Rule) -> str:
    states = (("online", rule.online), ("off", not catalogue.is_default(rule)), ("preview", rule.preview))
    marks = [word for word, on in states if on]
    finds = rule.summary.replace("|", "\\|") + (f" *({', '.join(marks)})*" if marks else "")
    fix = rule.fix.value if rule.fix else "–"
    return f"| [{rule.code}](rules/{rule.code}.md) | {rule.name} | {finds} | {rule.severity.value} | {fix} |"


def _retired_row(rule: catalogue.RetiredRule) -> str:
    successor = f"[{rule.successor}](rules/{rule.successor}.md)" if rule.successor else "–"
    return f"| {rule.code} | {rule.name} | {successor} | {rule.reason} |"


# --- The configuration -------------------------------------------------------------------------------


def configuration_schema() -> dict[str, object]:
    """JSON Schema (2020-12) of the configuration: of `awesome-lint.toml`, or of `[tool.awesome-lint]`."""
    rules = catalogue.rules()
    retired = [word for gone in catalogue.RETIRED for word in (gone.code, gone.name)]
    codes = sorted(
        {*catalogue.GROUPS, "ALL", *(name for rule in rules for name in catalogue.rule_words(rule))}
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_URL,
        "title": "awesome-lint",
        "description": "Configuration of awesome-lint",
        **_object_schema(KEYS),
        "$defs": {
            "rule": {
                "anyOf": [
                    {"enum": codes},
                    {"enum": retired, "deprecated": True, "description": "The rule is retired."},
                    {"type": "string", "pattern": "^[A-Z]{2}[0-9]{1,2}$"},
                ]
            }
        },
    }


def _object_schema(keys: tuple[Key, ...]) -> dict[str, object]:
    """The JSON Schema of a table with these keys."""
    properties = {key.name: {"description": key.doc, **_type_schema(key)} for key in keys}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _type_schema(key: Key) -> dict[str, object]:
    """The JSON Schema of the value of a key."""
    rules: dict[str, object] = {"type": "array", "items": {"$ref": "#/$defs/rule"}}
    strings: dict[str, object] = {"type": "array", "items": {"type": "string"}}
    kinds: dict[str, dict[str, object]] = {
        "rules": rules,
        "link-patterns": strings,
        "globs": strings,
        "string": {"type": "string", **({"pattern": f"^{key.pattern}$"} if key.pattern else {})},
        "path": {"type": "string"},
        "boolean": {"type": "boolean"},
        "seconds": {"type": "number", "minimum": 0},
        "choice": {"enum": list(key.choices)},
        "rules-by-pattern": {"type": "object", "additionalProperties": rules},
        "severities": {"type": "object", "additionalProperties": {"enum": list(SEVERITIES)}},
        "headers": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": {"type": "string"}},
        },
        "table": _object_schema(key.keys),
    }
    return kinds[key.kind]


def configuration_page() -> str:
    """The page of all keys of the configuration."""
    lines = [
        "# Configuration\n",
        "The configuration is `awesome-lint.toml`, or `[tool.awesome-lint]` in `pyproject.toml`, in the folder of the "
        "list or above it, up to the folder that has `.git`. Options of the command line override it.\n",
        "The nearest file counts alone: a configuration in a subfolder replaces the one above it. File patterns are "
        "those of `.gitignore`, relative to the folder of the configuration. `--set KEY=VALUE` sets any key for one "
        "run: `--set style.bullet=-`, `--set 'ignore=[\"TX\"]'`.\n",
        "[Suppress findings](suppressions.md) compares the ways to leave findings out, and says why one is not "
        "reported.\n",
        "| key | value | meaning |",
        "|---|---|---|",
    ]
    lines += [_key_row(key, "") for key in KEYS if key.kind != "table"]
    for key in KEYS:
        if key.kind == "table":
            lines += [f"\n## `{key.name}`\n", f"{key.doc}\n", "| key | value | meaning |", "|---|---|---|"]
            lines += [_key_row(own, f"{key.name}.") for own in key.keys]
    return "\n".join(lines) + "\n"


_VALUE_DESCRIPTIONS = {
    "rules": "codes, names or prefixes",
    "link-patterns": "strings",
    "globs": "patterns",
    "string": "a string",
    "path": "a path",
    "boolean": "true or false",
    "seconds": "seconds",
    "rules-by-pattern": 'a table: `"docs/*.md" = ["TX"]`',
    "severities": 'a table: `DU002 = "off"`',
    "headers": 'a table: `"example.org" = { User-Agent = "…" }`',
}


def _key_row(key: Key, prefix: str) -> str:
    """The row of a configuration key in a table; `prefix` is the table that contains the key, with its point
    (`style.`)."""
    takes = _VALUE_DESCRIPTIONS.get(key.kind) or " or ".join(f'`"{word}"`' for word in key.choices)
    if key.keys:
        takes = f"a table of strings, with the keys {', '.join(f'`{each.name}`' for each in key.keys)}"
    return f"| `{prefix}{key.name}` | {takes} | {key.doc} |"


# --- Writing -----------------------------------------------------------------------------------------


def generated_files() -> Iterator[tuple[str, str]]:
    """Every generated file: its path relative to the folder of the documentation, and its text."""
    yield "rules.md", _MADE + rules_page()
    yield "configuration.md", _MADE + configuration_page()
    yield "schema.json", json.dumps(configuration_schema(), indent=2) + "\n"
    for rule in catalogue.rules():
        yield f"rules/{rule.code}.md", _MADE + rule_page(rule)


def stale_files(folder: Path) -> list[str]:
    """The names of the files in `folder` that are out of date, and of pages without a rule."""
    texts = dict(generated_files())
    paths = {name: folder / name for name in texts}
    changed = [
        name for name, path in paths.items() if not path.exists() or path.read_text("utf-8") != texts[name]
    ]
    removed = [
        f"rules/{path.name}" for path in folder.glob("rules/*.md") if f"rules/{path.name}" not in texts
    ]
    return sorted(changed + removed)


def main(args: list[str]) -> int:
    """Write the files into a folder, or check them. Returns 1 if a check finds one out of date."""
    check = "--check" in args
    folder = Path(next((word for word in args if not word.startswith("-")), "docs"))
    names = stale_files(folder)
    for name in names:
        print(f"{folder / name} is {'out of date' if check else 'written'}")
    if check:
        return 1 if names else 0
    texts = dict(generated_files())
    for name in names:
        path = folder / name
        if name in texts:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts[name], encoding="utf-8", newline="\n")
        else:
            path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
