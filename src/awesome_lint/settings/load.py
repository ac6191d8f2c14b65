"""Finds, reads and checks configuration files, and merges them with options."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from awesome_lint.lazy_re import lazy
from awesome_lint.settings import COMMAND_LINE, Settings, SettingsError
from awesome_lint.settings.globs import check_pattern
from awesome_lint.settings.keys import KEYS, SEVERITIES, STYLE_KEYS, Key, most_similar
from awesome_lint.settings.link_patterns import compile_link_pattern
from awesome_lint.structs import record, replace
from awesome_lint.version import __version__

FILE_NAME = "awesome-lint.toml"
BASELINE_NAME = "awesome-lint-baseline.json"
TABLE = "tool.awesome-lint"


@record(frozen=True)
class SettingsLayer:
    """The checked values of one file or of the options, by key (those of a table by its own keys), and where they come
    from."""

    values: Mapping[str, Any]
    origin: str
    root: str | None = None


def _parent_folders(folder: str) -> Iterator[str]:
    """The folder, an absolute path, and its parents, up to the one that has `.git`."""
    yield folder
    parent = os.path.dirname(folder)
    if parent != folder and not os.path.exists(os.path.join(folder, ".git")):
        yield from _parent_folders(parent)


def find_repository(folder: str) -> str | None:
    """The root of the git repository that contains the folder, an absolute path; None outside of one."""
    *_, last = _parent_folders(folder)
    return last if os.path.exists(os.path.join(last, ".git")) else None


def find_configuration(folder: str) -> str | None:
    """The path of the configuration of files in `folder`: `awesome-lint.toml`, or a `pyproject.toml` with our table, in
    the folder or the nearest parent; None if there is none. The search ends at the folder that has `.git`."""
    for parent in _parent_folders(folder):
        file = os.path.join(parent, FILE_NAME)
        if os.path.isfile(file):
            return file
        project = os.path.join(parent, "pyproject.toml")
        # Searching the bytes first saves the import of tomllib in most projects.
        may_have_table = os.path.isfile(project) and b"awesome-lint" in _read_bytes(project)
        if may_have_table and _read_table(project) is not None:
            return project
    return None


def find_baseline(folder: str) -> str | None:
    """The path of the default baseline of files in `folder`: `awesome-lint-baseline.json` in the folder or the nearest
    parent; None if there is none. The search ends at the folder that has `.git`."""
    files = (os.path.join(parent, BASELINE_NAME) for parent in _parent_folders(folder))
    return next(filter(os.path.isfile, files), None)


def load_configuration(path: str) -> SettingsLayer:
    """The checked values of one file. SettingsError if it cannot be read or a value is invalid."""
    table = _read_table(path)
    if table is None:
        raise SettingsError(f"{path}: this file has no table [{TABLE}].")
    # Another version may know other keys.
    _check_version(table.get("required-version"), path)
    root = _folder_of_file(path).replace(os.sep, "/")
    return SettingsLayer(_check_table(table, KEYS, path, ""), path, root)


def _check_version(required: object, path: str) -> None:
    """SettingsError if the file requires another version of awesome-lint."""
    if not isinstance(required, str):
        return
    try:
        if satisfies(__version__, required):
            return
    except ValueError:
        raise SettingsError(
            f'{path}: required-version must be a version or conditions such as ">=0.2,<1".'
        ) from None
    raise SettingsError(f"{path}: requires awesome-lint {required}, and this is awesome-lint {__version__}.")


def satisfies(version: str, conditions: str) -> bool:
    """Whether a version meets all conditions, such as `>=0.2,<1`; a condition without an operator means equal.
    ValueError for an invalid condition."""
    from packaging.specifiers import SpecifierSet

    parts = [part.strip() for part in conditions.split(",")]
    specifiers = [part if part.startswith(tuple("<>=!~")) else f"=={part}" for part in parts]
    return SpecifierSet(",".join(specifiers)).contains(version, prereleases=True)


def _folder_of_file(path: str) -> str:
    """The absolute path of the folder of a file; for `--set`, which is read like a file, the working directory."""
    return os.path.dirname(os.path.realpath(path))


def load_options(assignments: Iterable[str]) -> SettingsLayer:
    """The checked values of `--set KEY=VALUE` options (values in TOML). SettingsError for an invalid key or value."""
    values: dict[str, object] = {}
    for word in assignments:
        values = _merge_tables(values, _check_table(_parse_assignment(word, "--set"), KEYS, "--set", ""))
    return SettingsLayer(values, COMMAND_LINE)


def _merge_tables(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, object]:
    """The values of both tables. If both have a key, the value of `after` is used; tables in the tables are merged in
    the same way."""
    merged = {**before, **after}
    for name, value in after.items():
        if isinstance(value, Mapping) and isinstance(old := before.get(name), Mapping):
            merged[name] = _merge_tables(old, value)
    return merged


def _parse_assignment(word: str, option: str) -> Mapping[str, object]:
    """The table that `KEY=VALUE` writes in TOML; a value that is not TOML is a string."""
    import json
    import tomllib

    name, equals, text = word.partition("=")
    for value in (text, json.dumps(text)) if equals else ():
        try:
            return tomllib.loads(f"{name} = {value}")
        except (ValueError, RecursionError):
            continue
    example = "fail-on=error" if option == "--set" else "bullet=-"
    raise SettingsError(f"{option}: {word!r} is not KEY=VALUE, such as {example}.")


def parse_style(options: Iterable[str]) -> dict[str, object]:
    """The values that `--style` options (or the table `style` of a file that they name) set; a later option overrides
    an earlier one.
    SettingsError for an unknown key or an invalid value."""
    style: dict[str, object] = {}
    for option in options:
        if "=" in option:
            if option.startswith("arxiv="):  # short, as the names of most other parts are
                option = option.replace("arxiv", "arxiv_link", 1)
            table = _check_table(_parse_assignment(option, "--style"), STYLE_KEYS, "--style", "")
        else:
            table = load_configuration(option).values.get("style", {})
        style = _merge_tables(style, table)
    return style


def merge_layers(today: date, layers: Iterable[SettingsLayer]) -> Settings:
    """The defaults with the values of each layer; a later layer overrides an earlier one.

    The values of `ignore`, `extend-select` and `unfixable` are added, tables are merged, and everything else is
    replaced. A layer with `select` removes `extend-select` of earlier layers, and from their `ignore` and
    the severities `off` the words that it selects.
    """
    settings = Settings(today=today)
    for layer in layers:
        settings = _merge_layer(settings, layer)
    return settings


_ADDED_KEYS = ("ignore", "extend-select", "unfixable")


def _merge_layer(settings: Settings, layer: SettingsLayer) -> Settings:
    changes: dict[str, Any] = {}
    origins = dict(settings.origins)
    if "select" in layer.values:
        selected = set(layer.values["select"])
        changes["ignore"] = tuple(word for word in settings.ignore if word not in selected)
        changes["severity"] = {
            word: severity
            for word, severity in settings.severity.items()
            if word not in selected or severity != "off"
        }
        changes["extend_select"] = ()
    for key in KEYS:
        if key.name not in layer.values:
            continue
        value = layer.values[key.name]
        before = changes.get(key.field_name, getattr(settings, key.field_name))
        if key.name in _ADDED_KEYS:
            value = tuple(dict.fromkeys((*before, *value)))
        elif key.name == "online":
            value = replace(before, **{name.replace("-", "_"): part for name, part in value.items()})
        elif isinstance(value, Mapping) and isinstance(before, Mapping):
            value = _merge_tables(before, value)
        changes[key.field_name] = value
        origins[key.name] = layer.origin
        if key.keys:
            origins |= {f"{key.name}.{name}": layer.origin for name in layer.values[key.name]}
    root = layer.root or settings.root
    return replace(settings, **changes, origins=origins, root=root)


# --- Files -------------------------------------------------------------------------------------------


def _read_bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}).") from error


def _read_table(path: str) -> Mapping[str, object] | None:
    """The settings in the file: the table `tool.awesome-lint` of a `pyproject.toml`, or all of another file; None for a
    `pyproject.toml` without that table."""
    import tomllib

    try:
        data: Mapping[str, object] = tomllib.loads(_read_bytes(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: is not UTF-8, as TOML must be.") from error
    except (ValueError, RecursionError) as error:  # also a number of 5,000 digits, and 10,000 nested lists
        raise SettingsError(f"{path}: is not valid TOML: {error}.") from error
    tool = data.get("tool")
    table = tool.get("awesome-lint") if isinstance(tool, Mapping) else None
    if os.path.basename(path) != "pyproject.toml" and table is None:
        return data
    if table is not None and not isinstance(table, Mapping):
        raise SettingsError(f"{path}: [{TABLE}] must be a table.")
    return table


# --- Checking ----------------------------------------------------------------------------------------


def _check_table(
    table: Mapping[str, object], keys: tuple[Key, ...], file: str, prefix: str
) -> dict[str, object]:
    """The table with its values checked and converted. SettingsError for an unknown key or an invalid value, named in
    the message by `file` and `prefix` + key."""
    keys_by_name = {key.name: key for key in keys}
    values: dict[str, object] = {}
    for name, value in table.items():
        key = keys_by_name.get(name)
        if key is None:
            near = most_similar(name.replace("_", "-"), keys_by_name)
            hint = f"did you mean `{near}`?" if near else f"valid keys are: {', '.join(keys_by_name)}."
            raise SettingsError(f"{file}: there is no key `{prefix}{name}`; {hint}")
        values[name] = _check_value(value, key, prefix, file)
    return values


def _has_form(value: object, form: Any) -> bool:
    """Whether a value has a form: a tuple of the types that it may have (`(int, float)`), a list with the form of each
    element (`[(str,)]`), or a table with the form of each value under the key "" (`{"": [(str,)]}`)."""
    if isinstance(form, list):
        return isinstance(value, list) and all(_has_form(part, form[0]) for part in value)
    if isinstance(form, dict):
        return isinstance(value, dict) and all(_has_form(part, form[""]) for part in value.values())
    return type(value) in form


_STRING, _TABLE = (str,), (dict,)
_FORMS: dict[str, tuple[Any, str]] = {
    "rules": ([_STRING], "a list of strings"),
    "link-patterns": ([_STRING], "a list of strings"),
    "globs": ([_STRING], "a list of strings"),
    "string": (_STRING, "a string"),
    "path": (_STRING, "a string"),
    "boolean": ((bool,), "true or false"),
    "seconds": ((int, float), "a number of seconds"),
    "choice": (_STRING, "a string"),
    "rules-by-pattern": ({"": [_STRING]}, 'a table such as { "docs/*.md" = ["TX"] }'),
    "severities": (_TABLE, 'a table such as { DU002 = "off" }'),
    "headers": ({"": _TABLE}, 'a table such as { "example.org" = { User-Agent = "…" } }'),
    "table": (_TABLE, "a table"),
}
"""The form of the value of each kind of key (see `_has_form`), and its name."""

_MAX_SECONDS = 1_000_000
"""Sockets refuse a time limit of more than 2**31 milliseconds."""


def _check_value(value: Any, key: Key, prefix: str, file: str) -> object:
    """The value, converted to the type that it has in the settings. SettingsError if it is invalid."""
    key_must_be = f"{file}: `{prefix}{key.name}` must be "
    form, form_name = _FORMS[key.kind]
    if not _has_form(value, form):
        given = _TYPE_NAMES.get(type(value), "a date")
        others = " with other values" if form_name.startswith(given) else ""
        raise SettingsError(f"{key_must_be}{form_name}, not {given}{others}.")
    match key.kind:
        case "path":
            return os.path.join(_folder_of_file(file), value) if value else ""
        case "seconds":
            if not 0 <= value <= _MAX_SECONDS:
                raise SettingsError(f"{key_must_be}0 to {_MAX_SECONDS}, not {value}.")
            return float(value)
        case "choice" if value not in key.choices:
            words = " or ".join(f'"{word}"' for word in key.choices)
            raise SettingsError(f"{key_must_be}{words}, not {value!r}.")
        case "string" if key.pattern and not re.fullmatch(key.pattern, value):
            raise SettingsError(f"{key_must_be}{key.form}, not {value!r}.")
        case "link-patterns":
            _check_patterns(value, compile_link_pattern, key, file)
        case "globs" | "rules-by-pattern":
            _check_patterns(value, check_pattern, key, file)
        case "severities":
            for code, word in value.items():
                if word not in SEVERITIES:
                    words = ", ".join(SEVERITIES)
                    raise SettingsError(f"{file}: the severity of `{code}` must be {words}, not {word!r}.")
        case "headers":
            _check_http_headers(value, file)
            return {host.lower(): dict(headers) for host, headers in value.items()}
        case "table":
            return _check_table(value, key.keys, file, f"{prefix}{key.name}.")
    if isinstance(value, dict):
        return {name: tuple(part) if isinstance(part, list) else part for name, part in value.items()}
    return tuple(value) if isinstance(value, list) else value


def _check_patterns(patterns: Iterable[str], check: Callable[[str], object], key: Key, file: str) -> None:
    for pattern in patterns:
        try:
            check(pattern)
        except ValueError as error:
            message = f"{file}: the pattern {pattern!r} in `{key.name}` is invalid ({error})."
            raise SettingsError(message) from None


_HEADER_NAME = lazy(r"[A-Za-z0-9-]+")
_OWN_HEADERS = frozenset(
    "connection content-length cookie expect host keep-alive proxy-authorization proxy-connection te trailer "
    "transfer-encoding upgrade".split()
)
"""Headers that the connection itself sets; a request with others could mean something else to a proxy."""


def _check_http_headers(headers_by_host: Mapping[str, Mapping[str, object]], file: str) -> None:
    """Raises SettingsError for an invalid host, name or value of HTTP headers."""
    for host, headers in headers_by_host.items():
        if "/" in host or "@" in host or "*" in host:
            raise SettingsError(f"{file}: `{host}` must be a host such as example.org or example.org:8080.")
        for name, text in headers.items():
            if not _HEADER_NAME.fullmatch(name) or name.lower() in _OWN_HEADERS:
                raise SettingsError(f"{file}: the header `{name}` for {host} cannot be set.")
            if not isinstance(text, str) or not text.isprintable() or not text.isascii():
                raise SettingsError(f"{file}: the header `{name}` for {host} must be one line of ASCII text.")


_TYPE_NAMES: dict[type, str] = {
    bool: "true or false", int: "a number", float: "a number", str: "a string", list: "a list", dict: "a table",
}  # fmt: skip
"""The names of the types of TOML values; the others are dates and times."""
