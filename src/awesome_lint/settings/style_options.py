"""The values of `--style`: `KEY=VALUE`, or a TOML file with a table `style`."""

from __future__ import annotations

from collections.abc import Iterable

from awesome_lint.settings.keys import STYLE_KEYS
from awesome_lint.settings.load import check_table, load_configuration
from awesome_lint.settings.settings import SettingsError

_ALIASES = {"arxiv": "arxiv_link", "blank-between": "blank_between"}
_BOOLEANS = {"true": True, "false": False}


def parse_style(options: Iterable[str]) -> dict[str, object]:
    """The parts of the list style that the options set, later ones over earlier ones. SettingsError for an unknown key
    or a value that it cannot have."""
    style: dict[str, object] = {}
    for option in options:
        name, equals, text = option.partition("=")
        if not equals:
            style |= _from_file(option)
            continue
        key, dot, role = _ALIASES.get(name, name).partition(".")
        value: object = _BOOLEANS.get(text, text) if key == "blank_between" else text
        if dot:
            before = style.get(key)
            value = {**(before if isinstance(before, dict) else {}), role: text}
        style |= check_table({key: value}, STYLE_KEYS, "--style", "")
    return style


def _from_file(path: str) -> dict[str, object]:
    try:
        style = load_configuration(path).values.get("style", {})
    except OSError as error:
        raise SettingsError(f"--style: {path} cannot be read: {error.strerror}.") from None
    assert isinstance(style, dict)
    return dict(style)
