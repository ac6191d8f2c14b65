"""By what an entry is known, so that the entries of several files can be compared after each was linted."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from awesome_lint.listing.model import Entry, Listing
from awesome_lint.model import Span

_NO_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """One entry of one file: any key shared with another file's entry means the same work."""

    path: str
    span: Span
    title: str
    keys: frozenset[str]


def identities(listing: Listing, path: str) -> tuple[Identity, ...]:
    """The identities of all entries that can be known again, in the order of the text."""
    return tuple(
        Identity(path, entry.span, entry.title.text if entry.title else "", keys)
        for entry in listing.entries
        if (keys := _keys(entry))
    )


def _keys(entry: Entry) -> frozenset[str]:
    keys = set()
    for kind, value in (("arxiv", entry.arxiv_id), ("doi", entry.doi), ("openreview", entry.openreview_id)):
        if value:
            keys.add(f"{kind}:{value.casefold()}")
    title = (
        _NO_WORD.sub(" ", unicodedata.normalize("NFKC", entry.title.text).casefold()) if entry.title else ""
    )
    # A short title ("Survey", "Blog") is shared by chance.
    if len(title.split()) >= 3:
        keys.add(f"title:{title.strip()}")
    return frozenset(keys)
