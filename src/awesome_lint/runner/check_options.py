"""The options of `awesome-lint check` as a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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


def options_to_repeat(options: CheckOptions) -> Iterator[str]:
    """The options of a run, as words of a command line, that another run needs to get the same findings."""
    for name, value in options.settings.items():
        if value is True:
            yield f"--{name}"
        elif name != "fail-on":
            words = value if isinstance(value, tuple) else (value,)
            yield f"--{name}={','.join(map(str, words))}"
    if options.online is not None:
        yield "--online" if options.online else "--offline"
    for name in ("diff_base", "stdin_filename", "config", "today", "severity"):
        if (text := getattr(options, name)) is not None:
            yield f"--{name.replace('_', '-')}={text}"
    yield from (f"--set={override}" for override in options.overrides)
    for name in ("isolated", "no_exclude", "allow_private", "advice"):
        if getattr(options, name):
            yield f"--{name.replace('_', '-')}"
