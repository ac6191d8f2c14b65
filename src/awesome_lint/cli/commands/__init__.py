"""The commands: one module a command, imported when it is called."""

from __future__ import annotations

COMMANDS = {
    "check": "Find defects and deviations from the list style; fix them with --fix.",
    "review": "Review the entries that are new or changed since a revision.",
    "add": "Add papers by their URLs, in the form of the list.",
    "rule": "Explain a rule.",
    "format": "Rewrite entries that deviate from the list style.",
    "extract": "Print the entries as JSON lines.",
    "export": "Print the entries as BibTeX, CSV or JSON.",
    "init": "Write the list style to a configuration; --dry-run only shows it.",
    "cache": "Show or remove the cached answers of lookups.",
    "config": "Show the settings and their origins, or the JSON schema.",
}
"""The summary of each command, by name, in the order of the help."""
