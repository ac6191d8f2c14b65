"""The options of `awesome-lint check` as a value."""

from __future__ import annotations

from collections.abc import Mapping

from awesome_lint.structs import field, record


@record(frozen=True)
class CheckOptions:
    """The options of `awesome-lint check`, by name. `reports` are pairs of a format and the file to write; `settings`
    are the options that replace keys of the configuration, by key."""

    paths: tuple[str, ...] = ()
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    output_format: str = "full"
    reports: tuple[tuple[str, str], ...] = ()
    statistics: bool = False
    advice: bool = False
    severity: str | None = None
    show_all: bool = False
    quiet: bool = False
    color: str = "auto"
    diff_base: str | None = None
    write_baseline: bool = False
    add_ignore: bool = False
    reason: str | None = None
    exit_zero: bool = False
    online: bool | None = None
    no_cache: bool = False
    max_time: float | None = None
    allow_private: bool = False
    stdin_filename: str | None = None
    config: str | None = None
    isolated: bool = False
    today: str | None = None
    overrides: tuple[str, ...] = ()
    no_exclude: bool = False
    settings: Mapping[str, object] = field(default_factory=dict)
