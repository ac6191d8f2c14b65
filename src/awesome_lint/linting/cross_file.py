"""By what an entry is known, so that the entries of several files can be compared after each was linted."""

from __future__ import annotations

import os.path
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Related, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, Listing
from awesome_lint.rules import catalogue
from awesome_lint.structs import record

_NO_WORD = lazy(r"[^\w]+")
_LANGUAGES = frozenset(
    "ar br cn de en es fa fr he hi hk id it ja jp ko kr nl pl pt ru th tr tw ua uk vi zh "
    "arabic chinese english french german japanese korean portuguese russian spanish hans hant".split()
)


@record(frozen=True)
class Identity:
    """One entry of one file: any key shared with another file's entry means the same work."""

    path: str
    span: Span
    title: str
    keys: frozenset[str]


def identities(listing: Listing, path: str) -> tuple[Identity, ...]:
    """The identities of all entries that can be known again, in the order of the text."""
    return tuple(
        Identity(path, entry.title.outer, entry.title.text, keys)
        for entry in listing.entries
        if entry.title is not None and (keys := _keys(entry, entry.title.text))
    )


def across(known: Iterable[Identity]) -> list[tuple[str, Finding]]:
    """A DU001 finding, with its file, for each entry that an earlier file has too. Translations of one file
    are never compared with each other."""
    rule = catalogue.find("DU001")
    assert rule is not None
    seen: dict[str, list[Identity]] = defaultdict(list)
    found: list[tuple[str, Finding]] = []
    for one in known:
        earlier = [
            other
            for key in sorted(one.keys)
            for other in seen[key]
            if other.path != one.path and not are_translations(other.path, one.path)
        ]
        if earlier:
            other = earlier[0]
            related = Related(other.span, f"“{other.title}”", other.path)
            finding = rule.finding(
                one.span,
                f"Duplicate of an entry in {other.path}: “{one.title}”",
                severity=Severity.WARNING,
                related=[related],
                mirror=f"Duplicate of an entry in {one.path}: “{one.title}”",
            )
            found.append((one.path, finding))
        for key in one.keys:
            # One per file is enough to compare with, and keeps this linear.
            if not any(other.path == one.path for other in seen[key][-1:]):
                seen[key].append(one)
    return found


def are_translations(first: str, second: str) -> bool:
    """Whether two paths are told apart by nothing but a language (`README.md`, `README.zh-CN.md`,
    `docs/ja/README.md`)."""
    (one, in_one), (other, in_other) = _untold(first), _untold(second)
    return one == other and bool(in_one or in_other)


def _untold(path: str) -> tuple[str, int]:
    """The file's name without language marks, and how many of them its name and folders had."""
    folders, name = os.path.split(path.replace("\\", "/").casefold())
    parts = re.split(r"[._-]", name)
    left = [part for part in parts if part not in _LANGUAGES]
    marks = (
        len(parts)
        - len(left)
        + sum(all(part in _LANGUAGES for part in re.split(r"[_-]", folder)) for folder in folders.split("/"))
    )
    return ".".join(left), marks


def _keys(entry: Entry, title: str) -> frozenset[str]:
    keys = set()
    for kind, value in (("arxiv", entry.arxiv_id), ("doi", entry.doi), ("openreview", entry.openreview_id)):
        if value:
            keys.add(f"{kind}:{value.casefold()}")
    folded = _NO_WORD.sub(" ", unicodedata.normalize("NFKC", title).casefold()).strip()
    # A short title ("Survey", "Blog") is shared by chance.
    if len(folded.split()) >= 3:
        keys.add(f"title:{folded}")
    return frozenset(keys)
