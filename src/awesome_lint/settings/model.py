"""What a run goes by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from awesome_lint.structs import field, record

COMMAND_LINE = "command line"
"""The origin of a setting that an option made."""


class SettingsError(Exception):
    """The configuration cannot be used; the message is one plain sentence for people."""


@record(frozen=True)
class Online:
    """How the network is asked. Times are in seconds; `cache` is a folder, "" for none, None for the usual
    one."""

    enabled: bool = False
    arxiv_api: str = "https://export.arxiv.org/api/query"
    arxiv_interval: float = 3.0
    github_api: str = "https://api.github.com"
    crossref_api: str = "https://api.crossref.org"
    archive_api: str = "https://web.archive.org"
    mailto: str | None = None
    timeout: float = 20.0
    max_time: float = 600.0
    host_interval: float = 0.5
    allow_private: bool = False
    cache: str | None = None
    snapshot: str | None = None
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@record(frozen=True)
class Settings:
    """What a run goes by. `today` is given, never read from a clock below this point.

    Rules are named by code, by name or by a prefix of codes; an empty `select` means the default rules.
    `root` is the folder that patterns are relative to (the configuration file's), with `/`; `origins` tells
    for each key that is not a default which file or option set it.
    """

    today: date
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    fixable: tuple[str, ...] = ()
    unfixable: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    severity: Mapping[str, str] = field(default_factory=dict)
    style: Mapping[str, object] = field(default_factory=dict)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    advice: bool = False
    fail_on: str = "warning"
    duplicates_across_files: bool = False
    preset: str | None = None
    repository: str | None = None
    baseline: str | None = None
    ignore_links: tuple[str, ...] = ()
    online: Online = field(default_factory=Online)
    root: str | None = None
    origins: Mapping[str, str] = field(default_factory=dict)
