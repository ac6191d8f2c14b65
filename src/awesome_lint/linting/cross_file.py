"""Findings on entries that occur in several files, compared after each file was linted."""

from __future__ import annotations

import os.path
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from awesome_lint.bibliography.titles import title_key
from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Related, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, Listing
from awesome_lint.rules import catalogue
from awesome_lint.structs import record

DUPLICATE_CODE = "DU001"
"""The rule that reports these findings too."""
_WORD = lazy(r"\w+")
_MIN_TITLE_WORDS = 3
"""Shorter titles ("Survey", "Blog") are shared by chance."""
_LANGUAGES = frozenset(
    "ar br cn de en es fa fr he hi hk id it ja jp ko kr nl pl pt ru th tr tw ua uk vi zh "
    "arabic chinese english french german japanese korean portuguese russian spanish hans hant".split()
)


@record(frozen=True)
class ComparableEntry:
    """An entry of one file that is compared with the entries of other files. Entries that share a key are
    duplicates.
    """

    path: str
    span: Span
    title: str
    keys: frozenset[str]


def comparable_entries(listing: Listing, path: str) -> Iterator[ComparableEntry]:
    """The entries of a file that have an id or a long enough title to compare, in order."""
    for entry in listing.entries:
        if entry.title is not None and (keys := _comparison_keys(entry, entry.title.text)):
            yield ComparableEntry(path, entry.title.outer, entry.title.text, keys)


def find_cross_file_duplicates(entries: Iterable[ComparableEntry]) -> dict[str, list[Finding]]:
    """The findings for entries that also occur in an earlier file, by path. Translations of one file are not compared
    with each other."""
    by_key: dict[str, list[ComparableEntry]] = defaultdict(list)
    findings: dict[str, list[Finding]] = defaultdict(list)
    for entry in entries:
        earlier = (
            other
            for key in sorted(entry.keys)
            for other in by_key[key]
            if other.path != entry.path and not are_translations(other.path, entry.path)
        )
        original = next(earlier, None)
        if original is not None:
            findings[entry.path].append(_duplicate_finding(entry, original))
        for key in entry.keys:
            # One entry of each file is enough to compare with, and keeps this linear.
            if not any(other.path == entry.path for other in by_key[key][-1:]):
                by_key[key].append(entry)
    return findings


def _duplicate_finding(entry: ComparableEntry, original: ComparableEntry) -> Finding:
    rule = catalogue.find(DUPLICATE_CODE)
    assert rule is not None, "the code of a rule"
    return rule.finding(
        entry.span,
        f"Duplicate of an entry in {original.path}: “{entry.title}”",
        severity=Severity.WARNING,
        related=[Related(original.span, f"“{original.title}”", original.path)],
        mirror=f"Duplicate of an entry in {entry.path}: “{entry.title}”",
    )


def are_translations(first: str, second: str) -> bool:
    """Whether two paths differ only in a language (`README.md`, `README.zh-CN.md`, `docs/ja/README.md`)."""
    first_name, first_languages = _remove_languages(first)
    second_name, second_languages = _remove_languages(second)
    return first_name == second_name and bool(first_languages or second_languages)


def _remove_languages(path: str) -> tuple[str, int]:
    """The path without languages, and the number of languages that it contained."""
    folders, name = os.path.split(path.replace("\\", "/").casefold())
    parts = re.split(r"[._-]", name)
    other_parts = [part for part in parts if part not in _LANGUAGES]
    language_folders = sum(
        all(part in _LANGUAGES for part in re.split(r"[_-]", folder)) for folder in folders.split("/")
    )
    return ".".join(other_parts), len(parts) - len(other_parts) + language_folders


def _comparison_keys(entry: Entry, title: str) -> frozenset[str]:
    """The ids of an entry, and its title if it has at least three words: entries of two files that share one are
    duplicates."""
    ids = (("arxiv", entry.arxiv_id), ("doi", entry.doi), ("openreview", entry.openreview_id))
    keys = {f"{kind}:{value.casefold()}" for kind, value in ids if value}
    if len(_WORD.findall(title)) >= _MIN_TITLE_WORDS:
        keys.add(f"title:{title_key(title)}")
    return frozenset(keys)
