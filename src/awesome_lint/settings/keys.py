"""The keys of the configuration. The checks, the JSON schema and the documentation are made from this table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from awesome_lint.structs import record

Kind = Literal[
    "rules", "string", "path", "boolean", "seconds", "choice", "rules-by-pattern", "severities",
    "headers", "link-patterns", "globs", "table",
]  # fmt: skip

SCHEMA_URL = "https://raw.githubusercontent.com/awesome-lint/awesome-lint/main/docs/schema.json"
"""The `$id` of the JSON schema of the configuration."""
SEVERITIES = ("error", "warning", "advice", "off")
FAIL_ON = ("error", "warning", "advice", "never")
PRESETS = ("awesome",)
LAYOUTS = ("bullet", "numbered", "paragraph", "table", "title-line-with-fields", "heading")
BRACKETS = ("[x](u)", "[[x](u)]", "[[x]](u)")
TITLES = ("link", "bold-link", "plain", "bold", "quoted", "bold-quoted", "italic")


@record(frozen=True)
class Key:
    """A key of the configuration. `kind` is the type of its value; `choices` holds the allowed values of a choice;
    `keys` the keys of a table. A string must match `pattern` as a whole; `form` describes that pattern in messages,
    after "must be"."""

    name: str
    kind: Kind
    doc: str
    choices: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()
    pattern: str = ""
    form: str = ""

    @property
    def field_name(self) -> str:
        """The name of the key's field in `Settings` or `Online`."""
        return self.name.replace("-", "_")


ONLINE_KEYS = (
    Key("enabled", "boolean", "Run online rules also without `--online`."),
    Key("arxiv-api", "string", "URL of the arXiv API."),
    Key(
        "arxiv-interval",
        "seconds",
        "Minimum time between two requests to arXiv (its terms of use require 3).",
    ),
    Key("github-api", "string", "URL of the GitHub API."),
    Key("crossref-api", "string", "URL of the Crossref API."),
    Key("archive-api", "string", "URL of the Wayback Machine."),
    Key("s2-api", "string", "URL of the Semantic Scholar API."),
    Key("acl-api", "string", "URL of the ACL Anthology."),
    Key("openreview-api", "string", "URL of the OpenReview API, version 2."),
    Key("openreview-old-api", "string", "URL of the OpenReview API, version 1."),
    Key(
        "pages-mirror",
        "string",
        'URL of a mirror of proceedings pages, followed by the host and path of a page; "" for none.',
    ),
    Key(
        "mailto", "string", "Your e-mail address. Crossref gives requests that contain one a better service."
    ),
    Key("timeout", "seconds", "Time limit of one request."),
    Key("max-time", "seconds", "Time limit of all requests of a run; links that are left are unverified."),
    Key(
        "host-interval",
        "seconds",
        "Minimum time between two requests to one host of links; the services of papers have pauses of their own.",
    ),
    Key("allow-private", "boolean", "Also follow links to loopback, private and link-local IP addresses."),
    Key("cache", "path", 'Folder of the cache; "" disables it.'),
    Key(
        "headers",
        "headers",
        "Headers for requests to check links, by host. They are sent to exactly that host and not after a redirect. "
        "Do not put secrets here: the configuration is public, and environment variables are not expanded.",
    ),
)

LABELS = tuple("code paper project data environment video blog demo docs poster slides".split())
"""The kinds of links whose labels can be set: roles of links, and words with only one meaning."""
_LABEL_WORD = r"[^\s\[\]\\|`*_<>]+"
_LABEL_KEYS = tuple(
    Key(
        name,
        "string",
        f"The label of a link to {name}.",
        pattern=f"{_LABEL_WORD}( {_LABEL_WORD})*",
        form="words such as Code, without brackets and marks",
    )
    for name in LABELS
)

STYLE_KEYS = (
    Key("layout", "choice", "How an entry is laid out.", choices=LAYOUTS),
    Key("bullet", "choice", "The bullet before an entry.", choices=("-", "+", "*")),
    Key("blank_between", "boolean", "Whether a blank line is between entries."),
    Key("title", "choice", "How a title is written.", choices=TITLES),
    Key("arxiv_link", "choice", "The form of arXiv links.", choices=("abs", "pdf", "pdf-suffix")),
    Key(
        "date",
        "string",
        'The form of dates, without the brackets around them: `%b. %Y`. `%Y` is "2024", `%y` "24", `%m` "05", '
        '`%-m` "5", `%b` "May", `%B` the whole name, `%d` "07", `%-d` "7", `%o` "7th".',
        pattern=r"(?=.*%[Yy])([^%()\[\]]|%%|%-?[md]|%[YybBo])+",
        form="a date in %Y or %y, %m, %-m, %b, %B, %d, %-d and %o without brackets around it, such as %Y-%m",
    ),
    Key(
        "venue",
        "string",
        "The form of venues, with the brackets around them: `({venue} {year})`, `**{venue}'{yy}**`, "
        "`{venue} {year}.{month}`.",
        pattern=r"(?=.*\{venue\})([^{}]|\{(venue|year|yy|month)\})+",
        form="a form of {venue}, {year}, {yy} and {month}, such as ({venue} {year})",
    ),
    Key("brackets", "choice", "The brackets of links such as `[[code](URL)]`.", choices=BRACKETS),
    Key("between", "string", 'What is between two links: `" "`, `", "`.'),
    Key("lines", "choice", "Whether links stay on the line of their entry.", choices=("one",)),
    Key("label", "table", "The labels of links, by what they lead to.", keys=_LABEL_KEYS),
)

KEYS = (
    Key("select", "rules", "Rules to run instead of the default ones."),
    Key("ignore", "rules", "Rules not to run. If `select` also names a rule, the longer prefix wins."),
    Key("extend-select", "rules", "Rules to run in addition to the selected or default ones."),
    Key("fixable", "rules", "The only rules whose fixes are applied."),
    Key("unfixable", "rules", "Rules whose fixes are never applied."),
    Key("per-file-ignores", "rules-by-pattern", "Rules not to run on files that match a pattern."),
    Key("severity", "severities", "The severity of a rule or group; `off` is the same as ignoring it."),
    Key("style", "table", "Parts of the list style that are set here instead of inferred.", keys=STYLE_KEYS),
    Key("include", "globs", "Patterns of files that are checked in a folder, in addition to its README."),
    Key("exclude", "globs", "Patterns of files that are not checked, even if the command line names them."),
    Key(
        "preview",
        "boolean",
        "Also run rules that are new or changed, before they are part of a stable release.",
    ),
    Key(
        "required-version",
        "string",
        "The versions of awesome-lint that may check the list: `>=0.2,<1`. Any other one ends with exit status 2.",
    ),
    Key("advice", "boolean", "Also show advice, and fix it with `--fix`."),
    Key(
        "fail-on",
        "choice",
        "The lowest severity that gives exit status 1. The default is `warning`.",
        choices=FAIL_ON,
    ),
    Key("duplicates-across-files", "boolean", "Compare the entries of all files of a run with each other."),
    Key("preset", "choice", "`awesome` adds the guidelines of sindresorhus/awesome.", choices=PRESETS),
    Key(
        "repository",
        "string",
        "The GitHub repository of the list, `owner/name`, for AW003.",
        pattern=r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+",
        form="a string such as owner/name",
    ),
    Key(
        "baseline",
        "path",
        "A file of findings that are not reported. The default is `awesome-lint-baseline.json` in the folder of the "
        "list or above it, if it exists.",
    ),
    Key(
        "ignore-links",
        "link-patterns",
        "Patterns of links that are never looked up: a whole URL (`https://example.org/*`) or a host (`example.org`, "
        "`*.example.org`), in which `*` matches any characters; `re:` starts a regular expression that is searched in "
        "the URL.",
    ),
    Key("online", "table", "Settings of online lookups.", keys=ONLINE_KEYS),
)


def most_similar(word: str, words: Iterable[str]) -> str | None:
    """The most similar of the words, for "did you mean"; None if none is similar."""
    import difflib

    by_key = {each.casefold(): each for each in words}
    close = difflib.get_close_matches(word.casefold(), by_key, n=1, cutoff=0.6)
    return by_key[close[0]] if close else None
