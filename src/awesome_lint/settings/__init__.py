"""Defaults, configuration files and options, merged into one frozen value: the settings of a run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from awesome_lint.errors import AwesomeLintError
from awesome_lint.structs import field, record

COMMAND_LINE = "command line"
"""The origin of a setting that an option sets."""


class SettingsError(AwesomeLintError):
    """Raised for invalid settings or options; the message is one sentence for people."""


@record(frozen=True)
class Online:
    """The settings of online lookups. Times are in seconds; `cache` is a folder, "" for no cache, None for the default
    folder."""

    enabled: bool = False
    arxiv_api: str = "https://export.arxiv.org/api/query"
    arxiv_interval: float = 3.0
    github_api: str = "https://api.github.com"
    crossref_api: str = "https://api.crossref.org"
    archive_api: str = "https://web.archive.org"
    s2_api: str = "https://api.semanticscholar.org/graph/v1"
    acl_api: str = "https://aclanthology.org"
    openreview_api: str = "https://api2.openreview.net"
    openreview_old_api: str = "https://api.openreview.net"
    pages_mirror: str = ""
    mailto: str | None = None
    timeout: float = 20.0
    max_time: float = 600.0
    host_interval: float = 0.5
    allow_private: bool = False
    cache: str | None = None
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@record(frozen=True)
class Settings:
    """All settings of a run. `today` is the only date that rules use: none of them reads a clock.
    Its default is the clock, in UTC.

    Rules are named by code, by name or by a prefix of codes; an empty `select` means the default rules. `root` is
    the folder of the configuration file, with `/`: patterns are relative to it. `origins` names the file or option
    that set each key without its default value.
    """

    today: date = field(default_factory=lambda: datetime.now(UTC).date())
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
    preview: bool = False
    required_version: str | None = None
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
