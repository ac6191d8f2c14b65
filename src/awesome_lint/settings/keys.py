"""The keys of the configuration: what each takes and means. Checks, schema and documentation follow it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from awesome_lint.structs import record

Kind = Literal[
    "rules", "strings", "string", "path", "boolean", "seconds", "choice", "rules-by-pattern", "severities",
    "headers", "table",
]  # fmt: skip

SEVERITIES = ("error", "warning", "advice", "off")
FAIL_ON = ("error", "warning", "advice", "never")
PRESETS = ("awesome",)
LAYOUTS = ("bullet", "numbered", "paragraph", "table", "title-line-with-fields")
TITLES = ("link", "bold-link", "plain", "bold", "quoted", "bold-quoted", "italic")


@record(frozen=True)
class Key:
    """One key. `kind` says what it takes; `choices` the words that a choice allows; `keys` a table's own; `needs`
    the words of which a string has to hold one."""

    name: str
    kind: Kind
    doc: str
    choices: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The attribute of `Settings` (or `Online`) that holds it."""
        return self.name.replace("-", "_")


ONLINE_KEYS = (
    Key("enabled", "boolean", "Look things up without being told so by `--online`."),
    Key("arxiv-api", "string", "Address of the arXiv API."),
    Key("arxiv-interval", "seconds", "Least time between two requests to arXiv (its terms ask for 3)."),
    Key("github-api", "string", "Address of the GitHub API."),
    Key("crossref-api", "string", "Address of the Crossref API."),
    Key("archive-api", "string", "Address of the Wayback Machine."),
    Key("mailto", "string", "Your address, sent to Crossref, which serves those who give one better."),
    Key("timeout", "seconds", "Longest time for one request."),
    Key("max-time", "seconds", "Longest time for all requests of a run; what is left is then unverified."),
    Key("host-interval", "seconds", "Least time between two requests to one host."),
    Key("allow-private", "boolean", "Follow links to loopback, private and link-local addresses."),
    Key("cache", "path", 'Folder for answers; "" keeps none.'),
    Key("snapshot", "path", "An arXiv metadata snapshot (JSON lines) that answers without the network."),
    Key(
        "headers",
        "headers",
        "Headers by host for requests to check links: they go to that very host, and along no redirect. Not for "
        "secrets: the configuration is public, and environment variables are not expanded.",
    ),
)

STYLE_KEYS = (
    Key("layout", "choice", "How an entry is set.", choices=LAYOUTS),
    Key("bullet", "choice", "The mark before an entry.", choices=("-", "+", "*")),
    Key("blank_between", "boolean", "Whether a blank line is between entries."),
    Key("title", "choice", "How a title is marked.", choices=TITLES),
    Key("arxiv_link", "choice", "The form of arXiv links.", choices=("abs", "pdf", "pdf-suffix")),
    Key(
        "date",
        "string",
        'The form of dates, as strftime has it, with `%-m` for "5": `%b. %Y`.',
        needs=("%Y", "%y"),
    ),
    Key("venue", "string", "The form of venues: `{venue} {year}`, `**{venue}'{yy}**`.", needs=("{venue}",)),
)

KEYS = (
    Key("select", "rules", "The rules to run, instead of the default ones."),
    Key("ignore", "rules", "Rules not to run. The longest prefix wins between this and `select`."),
    Key("extend-select", "rules", "Rules to run besides the selected or default ones."),
    Key("fixable", "rules", "The only rules whose fixes are applied."),
    Key("unfixable", "rules", "Rules whose fixes are never applied."),
    Key("per-file-ignores", "rules-by-pattern", "Rules not to run on files that match a pattern."),
    Key("severity", "severities", "Another severity for a rule or group; `off` is the same as ignoring it."),
    Key("style", "table", "Parts of the list style that are not to be inferred.", keys=STYLE_KEYS),
    Key("include", "strings", "Patterns of further files that a folder stands for, beside its README."),
    Key("exclude", "strings", "Patterns of files that are not checked, even where they are named."),
    Key("advice", "boolean", "Show advice too, and fix it with `--fix`."),
    Key("fail-on", "choice", "The least severity that makes the exit status 1.", choices=FAIL_ON),
    Key("duplicates-across-files", "boolean", "Compare the entries of all files of a run with each other."),
    Key("preset", "choice", "`awesome` adds the guidelines of sindresorhus/awesome.", choices=PRESETS),
    Key("repository", "string", "The list's own repository on GitHub, `owner/name`, for AW003."),
    Key(
        "baseline",
        "path",
        "A file of findings that are known and not reported; where none is named, `awesome-lint-baseline.json` "
        "beside the list or above it.",
    ),
    Key(
        "ignore-links", "strings", "Patterns of addresses that are never looked up; `*` stands for anything."
    ),
    Key("online", "table", "How the network is asked.", keys=ONLINE_KEYS),
)


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word most like `word`, for "did you mean"; None where none is near."""
    import difflib

    close = difflib.get_close_matches(word.casefold(), {w.casefold(): w for w in words}, n=1, cutoff=0.6)
    return {w.casefold(): w for w in words}[close[0]] if close else None
