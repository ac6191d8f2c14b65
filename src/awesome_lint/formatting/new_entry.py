"""Writes a new entry in the form of the entries near it, and adds it to the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from awesome_lint import listing as lists
from awesome_lint.bibliography import arxiv, dates, hosts, titles
from awesome_lint.formatting import escape
from awesome_lint.formatting.author_names import NameForm, name_form
from awesome_lint.formatting.entry_template import EntryTemplate, literal_words, make_template
from awesome_lint.formatting.placement import EntryPosition
from awesome_lint.formatting.work import Work
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.entry_record import entry_record
from awesome_lint.listing.model import Entry, Layout, Listing
from awesome_lint.structs import record

_LEAST_SHARE = 0.1
"""Share of the entries that must show a field before a new entry does."""
_OPTIONAL = frozenset({"authors", "date", "project"})
_PLACES = ("line", "end_line", "badges")
_MANY = 20
_LEAST_WORD_SHARE = 0.03
"""Share of at least so many entries that must have a word before it belongs to the form, and is no fact."""
_ENOUGH = 4
"""Entries of the section in one form from which on it counts more than the form of the list."""
_TRIALS = 12
_DIGITS = lazy(r"\d+")


@record(frozen=True)
class Added:
    """A text with a new entry: `entry` is the text of it, `line` its first line, `pattern` the entry whose form it
    has."""

    text: str
    entry: str
    line: int
    pattern: Entry


class EntryWriter:
    """Writes new entries for one list."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self.templates = [t for entry in listing.entries if (t := make_template(entry, listing)) is not None]
        self._groups: dict[tuple[str, ...], list[EntryTemplate]] = defaultdict(list)
        for template in self.templates:
            self._groups[template.skeleton].append(template)
        self._literals = Counter(literal for t in self._groups for literal in set(t))
        self._words = Counter(word for t in self.templates for word in literal_words(t))
        self._spellings: dict[str, Counter[str]] = defaultdict(Counter)
        for entry in listing.entries:
            if entry.venue is not None and not entry.venue.in_badge:
                self._spellings[entry.venue.mention.name][entry.venue.text] += 1

    def add(self, work: Work, place: EntryPosition) -> Added | None:
        """The text with an entry for the work at the place; None where no form of the list can state its facts, or
        where anything else would read otherwise."""
        for template, text in self._write_candidates(work, place):
            added = self._insert(text, template, place)
            if added is not None and _is_sound(self.listing, added, work, template):
                return added
        return None

    def _write_candidates(self, work: Work, place: EntryPosition) -> Iterator[tuple[EntryTemplate, str]]:
        """The entry in the forms of the list, the best first."""
        ranked = sorted(self._usable(work, place), key=lambda pair: pair[0], reverse=True)
        for _, template in ranked[:_TRIALS]:
            values = self._values(work, template, place)
            if values is not None:
                yield template, template.written(values)

    def _usable(self, work: Work, place: EntryPosition) -> Iterator[tuple[tuple[float, ...], EntryTemplate]]:
        facts = _facts(work)
        layout = place.run[0].layout
        here = {id(entry) for entry in place.run}
        shares = self._shares(place)
        for group in self._groups.values():
            template = min(group, key=lambda t: self._distance(t, place))
            if template.entry.layout is not layout or not self._recurs(template):
                continue
            missing = template.fields - facts
            if missing - {"page", "arxiv"} or (missing and not {"page", "arxiv"} & facts):
                continue
            shown = template.fields & facts
            rare = [field for field in shown & _OPTIONAL if shares[field] < _LEAST_SHARE]
            near = sum(id(t.entry) in here for t in group)
            count = len(shown - {"arxiv-id", "code-name", "title"}) - 2 * len(rare) - 2 * len(missing)
            near = near if near >= _ENOUGH else 0
            yield (count, near, len(group), -self._distance(template, place)), template

    def _shares(self, place: EntryPosition) -> dict[str, float]:
        """Which share of the entries of the place, or else of the list, show each field."""
        here = {id(entry) for entry in place.run}
        near = [t for t in self.templates if id(t.entry) in here]
        pool = near if len(near) >= 5 else self.templates
        counts = Counter(field for t in pool for field in t.fields)
        return defaultdict(float, {field: count / len(pool) for field, count in counts.items()})

    def _recurs(self, template: EntryTemplate) -> bool:
        """Whether what the template writes for all papers belongs to the form: another entry writes it as well."""
        least = max(2, _LEAST_WORD_SHARE * len(self.templates))
        if len(self.templates) >= _MANY and any(
            self._words[word] < least for word in literal_words(template)
        ):
            return False
        if len(self._groups[template.skeleton]) > 1:
            return True
        return all(
            self._literals[literal] > 1 or not any(map(str.isalnum, literal)) for literal in template.literals
        )

    def _distance(self, template: EntryTemplate, place: EntryPosition) -> int:
        at = place.run[min(place.index, len(place.run) - 1)].span.start
        return abs(template.start - at)

    def _values(
        self, work: Work, template: EntryTemplate, place: EntryPosition
    ) -> dict[tuple[str, str], str] | None:
        """The texts of the template's pieces; None where one cannot be written."""
        values: dict[tuple[str, str], str] = {}
        for piece in template.pieces:
            value = self._write_value(piece.field, piece.form, work, template, place)
            if value is None:
                return None
            values[piece.field, piece.form] = value
        return values

    def _write_value(
        self, field: str, form: str, work: Work, template: EntryTemplate, place: EntryPosition
    ) -> str | None:
        table = template.entry.layout is Layout.TABLE
        repository = hosts.github_repository(work.code or "")
        match field:
            case "title":
                return escape.text(work.title, in_table=table)
            case "number":
                return _number(place, self.listing.text)
            case "authors":
                names = self._name_form(place).written(work.authors) if work.authors else None
                return escape.text(names, in_table=table) if names else None
            case "date":
                return _date(work, form)
            case "venue":
                return self._venue(work)
            case "preprint":
                return form
            case "venue-year" | "preprint-year":
                year = str((work.venue_year if field == "venue-year" else work.year) or "")
                return year[-2:] if form == "yy" and year else year or None
            case "arxiv":
                return _arxiv_url(work, form) or work.page
            case "page":
                return work.page or _arxiv_url(work, self._arxiv_form())
            case "arxiv-id":
                return work.arxiv_id
            case "code-name":
                return repository.full_name if repository is not None else None
            case "code" | "project":
                return work.code if field == "code" else work.project
        return None

    def _name_form(self, place: EntryPosition) -> NameForm:
        near = [entry for entry in place.run if entry.authors is not None]
        pool = near if len(near) >= 5 else self.listing.entries
        return name_form(pool, self.listing.text) or NameForm()

    def _venue(self, work: Work) -> str | None:
        if work.venue is None:
            return None
        written = self._spellings.get(work.venue)
        return written.most_common(1)[0][0] if written else work.venue

    def _arxiv_form(self) -> str:
        counted = Counter(p.form for t in self.templates for p in t.pieces if p.field == "arxiv")
        return counted.most_common(1)[0][0] if counted else "abs"

    def _insert(self, entry: str, template: EntryTemplate, place: EntryPosition) -> Added | None:
        """The text with the entry before or after its neighbour, with the whitespace that is between entries."""
        text = self.listing.text
        run, index = place.run, place.index
        newline = "\r\n" if "\r\n" in text else "\n"
        gap = _gap(run, text) or (newline * 2 if run[0].layout is Layout.PARAGRAPH else newline)
        if index < len(run):
            at = text.rfind("\n", 0, run[index].span.start) + 1
            new, begins = entry + gap, at
        else:
            at = text.find("\n", run[-1].span.end)
            at = len(text) if at < 0 else at - (text[at - 1 : at] == "\r")
            new, begins = gap + entry, at + len(gap)
        changed = text[:at] + new + text[at:]
        return Added(changed, entry, changed.count("\n", 0, begins) + 1, template.entry)


def _facts(work: Work) -> set[str]:
    """The fields that can be written for a work."""
    fields = {"title"}
    pairs = [("authors", work.authors), ("date", work.year), ("arxiv", work.arxiv_id), ("page", work.page)]
    pairs += [
        ("arxiv-id", work.arxiv_id),
        ("code", work.code),
        ("code-name", work.code),
        ("project", work.project),
    ]
    fields |= {name for name, value in pairs if value}
    if work.venue is not None:
        return fields | {"venue"} | ({"venue-year"} if work.venue_year else set())
    return fields | ({"preprint", "preprint-year"} if work.arxiv_id and work.year else set())


def _date(work: Work, form: str) -> str | None:
    if work.year is None:
        return None
    try:
        return dates.write_date(dates.PartialDate(work.year, work.month, work.day, form), form)
    except (ValueError, TypeError):
        return None


def _arxiv_url(work: Work, form: str) -> str | None:
    if work.arxiv_id is None:
        return None
    scheme, _, form = form.rpartition(":")
    link = arxiv.parse_arxiv_url(f"https://arxiv.org/abs/{work.arxiv_id}")
    url = arxiv.paper_url(link, form) if link is not None else None
    return url.replace("https", "http", 1) if url is not None and scheme == "http" else url


def _number(place: EntryPosition, text: str) -> str:
    """The number of a new item: that of all others where they have the same, else the next one."""
    found = [_DIGITS.match(text, entry.span.start) for entry in place.run]
    numbers = [int(match[0]) for match in found if match is not None]
    if not numbers or len(set(numbers)) == 1:
        return str(numbers[0] if numbers and len(numbers) > 1 else 1 if not place.index else 2)
    before = numbers[: place.index]
    return str(before[-1] + 1 if before else numbers[0])


def _gap(run: Sequence[Entry], text: str) -> str:
    """The whitespace between the lines of most entries of a run; "" for a run of one."""
    found: Counter[str] = Counter()
    for one, other in pairwise(run):
        end = text.find("\n", one.span.end)
        start = text.rfind("\n", 0, other.span.start) + 1
        if 0 <= end < start and not text[end:start].strip():
            end -= text[end - 1 : end] == "\r"
            found[text[end:start]] += 1
    return found.most_common(1)[0][0] if found else ""


def _is_sound(old: Listing, added: Added, work: Work, template: EntryTemplate) -> bool:
    """Whether the text with the new entry reads as before, with one entry more that states the facts of the work and
    leads nowhere else."""
    new = lists.read(added.text)
    if len(new.entries) != len(old.entries) + 1 or len(new.links) < len(old.links):
        return False
    entry = next((each for each in new.entries if each.lines[0] == added.line), None)
    if entry is None or entry.title is None or entry.layout is not template.entry.layout:
        return False
    others = [each for each in new.entries if each is not entry]
    if any(_plain(one) != _plain(other) for one, other in zip(old.entries, others, strict=True)):
        return False
    if titles.title_key(entry.title.text) != titles.title_key(work.title):
        return False
    urls = {
        work.page,
        work.code,
        work.project,
        *(_arxiv_url(work, form) for form in ("abs", "pdf", "pdf-suffix", "html")),
    }
    if any(link.url not in urls for link in entry.links if link.url):
        return False
    if "arxiv" in template.fields and work.arxiv_id and entry.arxiv_id != work.arxiv_id:
        return False
    return [s.title for s in old.sections] == [s.title for s in new.sections]


def _plain(entry: Entry) -> dict[str, object]:
    return {name: value for name, value in entry_record(entry, "").items() if name not in _PLACES}
