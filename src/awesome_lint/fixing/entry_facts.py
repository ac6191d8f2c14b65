"""What an entry says, compared before and after it is written in another form."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from awesome_lint.edits import Edit
from awesome_lint.fixing.offset_map import OffsetMap
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.entry_record import entry_record
from awesome_lint.listing.model import Entry, Listing

_FORM_KEYS = frozenset({"line", "end_line", "date_text", "venue_text", "badges", "links"})
"""Keys of a record that say how an entry is written, or that the ledger counts."""
_IDENTIFYING = frozenset({"title", "url", "section_path"})
_ARXIV = lazy(r"(https?://arxiv\.org/)(?:abs|pdf)(/\d{4}\.\d{4,5}(?:v\d+)?)(?:\.pdf)?(?![\w.])")
_PUNCTUATION = " .,;:!?"


def find_changed_entries(old: Listing, new: Listing, edits: list[Edit]) -> Iterator[tuple[Entry, str]]:
    """The entries that are missing or say something else after these edits, each with what would change, in words."""
    shift = OffsetMap(edits)
    starts = [entry.span.start for entry in new.entries]
    matched: set[int] = set()
    for entry in old.entries:
        low, high = shift.new_start(entry.span.start)
        at = bisect_left(starts, low)
        if at == len(starts) or starts[at] > high:
            yield entry, "would not be read as an entry"
            continue
        matched.add(at)
        if change := _first_change(entry, new.entries[at]):
            yield entry, change
    if len(new.entries) > len(matched):
        written = [shift.replacement_span(number) for number in range(len(edits))]
        for at, entry in enumerate(new.entries):
            if at not in matched and not any(entry.span.overlaps(span) for span in written):
                yield _nearest_edited_entry(old, edits, entry), "would make an entry of another line"


def _nearest_edited_entry(old: Listing, edits: list[Edit], added: Entry) -> Entry:
    """The edited entry that is nearest to an entry that the edits add elsewhere."""
    edited = [
        entry
        for entry in old.entries
        if any(entry.span.start <= edit.span.start <= entry.span.end for edit in edits)
    ]
    return min(edited or old.entries, key=lambda entry: abs(entry.span.start - added.span.start))


def _first_change(old: Entry, new: Entry) -> str | None:
    """The first field that differs in two versions of an entry, in words for a message; None if there is none. Except
    for title, URL and section, a field that only one version has does not count."""
    before, after = _comparable_fields(old), _comparable_fields(new)
    for key, value in before.items():
        if value != after[key] and (key in _IDENTIFYING or (value and after[key])):
            return f"would change `{key}` from {_quote_value(value)} to {_quote_value(after[key])}"
    return None


def _quote_value(value: object) -> str:
    return f"“{value}”" if isinstance(value, str) else str(value)


def _comparable_fields(entry: Entry) -> Mapping[str, object]:
    """The fields of an entry that say what it contains, not how it is written: a rewrite may not change them."""
    record = entry_record(entry, "")
    names = [(each["name"].strip(_PUNCTUATION), each["url"]) for each in record["environments"]]
    facts: dict[str, object] = {key: value for key, value in record.items() if key not in _FORM_KEYS}
    return facts | {
        "title": (record["title"] or "").strip(_PUNCTUATION),
        "authors": str(record["authors"]).casefold(),
        "environments": names,
        "url": _ARXIV.sub(r"\1abs\2", record["url"] or ""),
    }
