"""The commands by name."""

from __future__ import annotations

COMMANDS = {
    "check": "Find what is wrong or out of form, and fix it with --fix.",
    "rule": "Explain a rule.",
    "format": "Write the entries that deviate from the list's own form in it.",
    "extract": "Print the entries as JSON lines.",
    "init": "Show or write the list style that the list has.",
    "cache": "Show or remove the answers that earlier lookups left.",
    "config": "Show the settings and where they come from, or their JSON schema.",
}
"""Each is in a module of its name, imported when it is called."""
