"""Finding, reading and checking configuration files, and laying options over them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from awesome_lint.lazy_re import lazy
from awesome_lint.settings.keys import KEYS, SEVERITIES, Key, nearest
from awesome_lint.settings.model import Online, Settings, SettingsError
from awesome_lint.structs import record, replace

FILE_NAME = "awesome-lint.toml"
BASELINE_NAME = "awesome-lint-baseline.json"
TABLE = "tool.awesome-lint"


@record(frozen=True)
class Layer:
    """Checked values by key (`online` by its own keys), and where they come from, in words."""

    values: Mapping[str, object]
    origin: str
    root: str | None = None


def parent_folders(folder: str) -> Iterator[str]:
    """The folder, which is given from the root, and those above it, as far as the one that has `.git`."""
    yield folder
    above = os.path.dirname(folder)
    if above != folder and not os.path.exists(os.path.join(folder, ".git")):
        yield from parent_folders(above)


def find(folder: str) -> str | None:
    """The configuration that holds for files in `folder`: `awesome-lint.toml`, or a `pyproject.toml` with our
    table, in the folder itself or the nearest one above; the search ends at the folder that has `.git`."""
    for place in parent_folders(folder):
        own = os.path.join(place, FILE_NAME)
        if os.path.isfile(own):
            return own
        project = os.path.join(place, "pyproject.toml")
        # The cheap look at the bytes spares a TOML parse (and its import) in projects that never name us.
        if os.path.isfile(project) and b"awesome-lint" in _bytes(project) and _table(project) is not None:
            return project
    return None


def find_baseline(folder: str) -> str | None:
    """The baseline that holds for files in `folder` where none is named: `awesome-lint-baseline.json`, in the
    folder itself or the nearest one above; the search ends at the folder that has `.git`."""
    places = (os.path.join(place, BASELINE_NAME) for place in parent_folders(folder))
    return next(filter(os.path.isfile, places), None)


def load(path: str) -> Layer:
    """The checked values of one file; raises SettingsError for what cannot be read or understood."""
    table = _table(path)
    if table is None:
        raise SettingsError(f"{path}: there is no [{TABLE}] table in this file.")
    return Layer(_checked(table, KEYS, path, ""), path, _home(path).replace(os.sep, "/"))


def _home(path: str) -> str:
    """The folder of a file, from the root."""
    return os.path.dirname(os.path.realpath(path))


def resolve(today: date, layers: Iterable[Layer]) -> Settings:
    """The defaults with each layer laid over them, later ones on top.

    `ignore`, `extend-select` and `unfixable` add up, tables are merged, and everything else is replaced. A
    layer that selects again drops what earlier ones added by `extend-select`, and what they ignored by the
    very words that it selects.
    """
    settings = Settings(today=today)
    for layer in layers:
        settings = _over(settings, layer)
    return settings


_ADDING = ("ignore", "extend-select", "unfixable")


def _over(settings: Settings, layer: Layer) -> Settings:
    changes: dict[str, object] = {}
    origins = dict(settings.origins)
    if "select" in layer.values:
        named = set(_strings(layer.values["select"]))
        changes["ignore"] = tuple(code for code in settings.ignore if code not in named)
        changes["extend_select"] = ()
    for key in KEYS:
        if key.name not in layer.values:
            continue
        value = layer.values[key.name]
        before = changes.get(key.field, getattr(settings, key.field))
        if key.name in _ADDING:
            value = tuple(dict.fromkeys((*_strings(before), *_strings(value))))
        elif key.name == "online":
            assert isinstance(before, Online)
            parts = {name.replace("-", "_"): part for name, part in _mapping(value).items()}
            value = replace(before, **parts)
        elif isinstance(value, Mapping) and isinstance(before, Mapping):
            value = {**before, **value}
        changes[key.field] = value
        origins[key.name] = layer.origin
        if key.keys:
            origins |= {f"{key.name}.{name}": layer.origin for name in _mapping(layer.values[key.name])}
    root = layer.root or settings.root
    return replace(settings, **changes, origins=origins, root=root)


def _mapping(value: object) -> Mapping[str, object]:
    assert isinstance(value, Mapping)
    return value


def _strings(value: object) -> tuple[str, ...]:
    assert isinstance(value, tuple)
    return value


# --- Files -------------------------------------------------------------------------------------------


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}).") from error


def _table(path: str) -> Mapping[str, object] | None:
    """Our table in the file: all of it, except in a `pyproject.toml`; None where that has none."""
    import tomllib

    try:
        data: Mapping[str, object] = tomllib.loads(_bytes(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: is not UTF-8, which TOML has to be.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: is not valid TOML: {error}.") from error
    tool = data.get("tool")
    own = tool.get("awesome-lint") if isinstance(tool, Mapping) else None
    if os.path.basename(path) != "pyproject.toml" and own is None:
        return data
    if own is not None and not isinstance(own, Mapping):
        raise SettingsError(f"{path}: [{TABLE}] has to be a table.")
    return own


# --- Checking ----------------------------------------------------------------------------------------


def _checked(table: Mapping[str, object], keys: tuple[Key, ...], file: str, inside: str) -> dict[str, object]:
    known = {key.name: key for key in keys}
    values: dict[str, object] = {}
    for name, value in table.items():
        key = known.get(name)
        if key is None:
            near = nearest(name.replace("_", "-"), known)
            hint = f"did you mean `{near}`?" if near else f"known are: {', '.join(known)}."
            raise SettingsError(f"{file}: there is no key `{inside}{name}`; {hint}")
        problem = f"{file}: `{inside}{name}` has to be "
        values[name] = _CHECKS[key.kind](value, key, problem, file)
    return values


def _string(value: object, key: Key, problem: str, file: str) -> object:
    if not isinstance(value, str):
        raise SettingsError(f"{problem}a string, not {_kind(value)}.")
    if key.needs and not any(word in value for word in key.needs):
        raise SettingsError(f"{problem}a form with {' or '.join(key.needs)} in it, not {value!r}.")
    return value


def _path(value: object, key: Key, problem: str, file: str) -> object:
    text = _string(value, key, problem, file)
    return os.path.join(_home(file), str(text)) if text else ""


def _boolean(value: object, key: Key, problem: str, file: str) -> object:
    if not isinstance(value, bool):
        raise SettingsError(f"{problem}true or false, not {_kind(value)}.")
    return value


def _seconds(value: object, key: Key, problem: str, file: str) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SettingsError(f"{problem}a number of seconds, not {_kind(value)}.")
    if not 0 <= value < float("inf"):
        raise SettingsError(f"{problem}0 or more, not {value}.")
    return float(value)


def _choice(value: object, key: Key, problem: str, file: str) -> object:
    if value not in key.choices:
        words = " or ".join(f'"{word}"' for word in key.choices)
        raise SettingsError(f"{problem}{words}, not {value!r}.")
    return value


def _list(value: object, key: Key, problem: str, file: str) -> object:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        got = _kind(value) if not isinstance(value, list) else "a list with other things in it"
        raise SettingsError(f"{problem}a list of strings, not {got}.")
    return tuple(value)


def _by_pattern(value: object, key: Key, problem: str, file: str) -> object:
    if not isinstance(value, Mapping):
        raise SettingsError(f'{problem}a table such as {{ "docs/*.md" = ["TX"] }}, not {_kind(value)}.')
    return {pattern: _list(codes, key, problem + "by pattern ", file) for pattern, codes in value.items()}


def _severities(value: object, key: Key, problem: str, file: str) -> object:
    if not isinstance(value, Mapping):
        raise SettingsError(f'{problem}a table such as {{ DU002 = "off" }}, not {_kind(value)}.')
    for code, word in value.items():
        if word not in SEVERITIES:
            raise SettingsError(
                f"{file}: the severity of `{code}` has to be {', '.join(SEVERITIES)}, not {word!r}."
            )
    return dict(value)


_HEADER_NAME = lazy(r"[A-Za-z0-9-]+")
_OWN_HEADERS = frozenset(
    "connection content-length cookie expect host keep-alive proxy-authorization proxy-connection te trailer "
    "transfer-encoding upgrade".split()
)
"""Headers that the connection itself sets; a request with others could mean something else to a proxy."""


def _headers(value: object, key: Key, problem: str, file: str) -> object:
    example = '{ "example.org" = { User-Agent = "…" } }'
    if not isinstance(value, Mapping) or not all(isinstance(headers, Mapping) for headers in value.values()):
        raise SettingsError(f"{problem}a table such as {example}.")
    for host, headers in value.items():
        if "/" in host or "@" in host or "*" in host:
            raise SettingsError(f"{file}: `{host}` has to be a host such as example.org or example.org:8080.")
        for name, text in headers.items():
            if not _HEADER_NAME.fullmatch(name) or name.lower() in _OWN_HEADERS:
                raise SettingsError(f"{file}: the header `{name}` for {host} cannot be set.")
            if not isinstance(text, str) or not text.isprintable() or not text.isascii():
                raise SettingsError(
                    f"{file}: the header `{name}` for {host} has to be one line of ASCII text."
                )
    return {host.lower(): dict(headers) for host, headers in value.items()}


def _table_of(value: object, key: Key, problem: str, file: str) -> object:
    if not isinstance(value, Mapping):
        raise SettingsError(f"{problem}a table, not {_kind(value)}.")
    return _checked(value, key.keys, file, f"{key.name}.")


def _kind(value: object) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "a table",
    }
    return names.get(type(value), "a date")


_CHECKS: dict[str, Callable[[object, Key, str, str], object]] = {
    "rules": _list,
    "strings": _list,
    "string": _string,
    "path": _path,
    "boolean": _boolean,
    "seconds": _seconds,
    "choice": _choice,
    "rules-by-pattern": _by_pattern,
    "severities": _severities,
    "headers": _headers,
    "table": _table_of,
}
