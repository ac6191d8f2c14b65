"""Writes a new entry in the form of the entries near it, and adds it to the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from awesome_lint import listing as lists
from awesome_lint.bibliography import arxiv, titles
from awesome_lint.bibliography.work import Work
from awesome_lint.edits import Edit, Span, apply_edits
from awesome_lint.fixing.entry_facts import find_changed_entries
from awesome_lint.formatting.entry_template import EntryTemplate, make_template
from awesome_lint.formatting.entry_values import ValueWriter, writable_fields
from awesome_lint.formatting.entry_weights import ENOUGH, EntryWeights, heaviest
from awesome_lint.formatting.placement import InsertPosition
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Layout, Listing
from awesome_lint.source import whole_lines
from awesome_lint.structs import record
from awesome_lint.style import forms
from awesome_lint.style.planner import Planner

_OWN = ("venue", "venue_year", "track", "code", "project")
"""Facts that some papers have: a form that shows as many of them as the work has is better than a more frequent one."""
_DATE = ("year", "month", "day")
_PAPER = frozenset({"page", "arxiv"})
_LEAST_SHOWN = 2
"""Entries that must show such a fact before a new entry does, and that must have a word before it may be form."""
_LEAST_BOTH = 0.1
"""Share of the entries that must link both arXiv and another page of the paper before a new entry does."""
_SAME_FORM = 2
"""How many times the links to arXiv of entries in the form of the new one count."""
_SAME_MONTH = 10
"""How many times entries of the same month count for the form of a date (`May` but `Jun.`)."""
_MARKER = lazy(r"[ \t]*(?:[-*+](?=[ \t]))?")
_TRIALS = 5
_IN_WORDS = {"venue_year": "venue", "preprint-year": "preprint", "arxiv-id": "arXiv id", "code-name": "code"}
_Rank = tuple[bool, int, int]
_Texts = tuple[str, ...]


@record(frozen=True)
class AddedEntry:
    """A text with a new entry: `entry` is the text of the entry, `line` its first line, `edit` the edit that adds
    it."""

    text: str
    edit: Edit
    entry: str
    line: int


class EntryWriter:
    """Writes new entries for one list."""

    def __init__(self, planner: Planner) -> None:
        self.listing, self.newline = planner.listing, planner.list_facts.newline
        made = (make_template(entry, self.listing) for entry in self.listing.entries)
        found = _without_facts_in_unknown_cells([template for template in made if template is not None])
        counts = Counter(word for template in found for word in template.words)
        self.templates = [
            template
            for template in found
            if _is_understood(template, planner)
            and all(counts[word] >= _LEAST_SHOWN for word in template.words)
        ]

    def add(self, work: Work, place: InsertPosition) -> AddedEntry | None:
        """The text with an entry for the work at the place; None if no form of the list can state its facts, or if
        other entries would be read in another way."""
        for template, text in _FormChoice(self.templates, self.listing, work, place).write_candidates():
            added = self._insert_text(text, place)
            if _is_valid_addition(self.listing, added, work, template):
                return added
        return None

    def missing_facts(self, work: Work) -> list[str]:
        """The facts that all templates of the list show and that the work does not have, in words."""
        shown = [template.field_names for template in self.templates]
        missing = frozenset.intersection(*shown) - writable_fields(work) if shown else ()
        return sorted({_IN_WORDS.get(field, field) for field in missing})

    def _insert_text(self, entry: str, place: InsertPosition) -> AddedEntry:
        """The text with the entry before or after its neighbour, separated by the whitespace that is usual between
        entries."""
        text = self.listing.text
        run, index = place.run, place.index
        gaps = [gap for each in run[1:] if (gap := forms.gap_before(each, text)) is not None]
        breaks = Counter(text.count("\n", *gap) for gap in gaps)
        least = 2 if run[0].layout is Layout.PARAGRAPH else 1
        separator = self.newline * (breaks.most_common(1)[0][0] if breaks else least)
        if index < len(run):
            at = whole_lines(text, run[index].span).start
            new, begins = entry + separator, at
        else:
            at = whole_lines(text, run[-1].span).end
            new, begins = separator + entry, at + len(separator)
        start = max(at - 1, 0)  # the next entry is after the edit, not at its end
        edit = Edit(Span(start, at), text[start:at] + new)
        changed = apply_edits(text, [edit])
        return AddedEntry(changed, edit, entry, changed.count("\n", 0, begins) + 1)


class _FormChoice:
    """Chooses the forms in which a new entry for one work is written at one place."""

    def __init__(
        self, templates: Sequence[EntryTemplate], listing: Listing, work: Work, place: InsertPosition
    ) -> None:
        self.templates, self.listing, self.work, self.place = templates, listing, work, place
        self.layout = place.run[0].layout
        self.weights = EntryWeights(place, work, len(listing.entries))
        self.values = ValueWriter(listing, work, place, self.weights)

    def write_candidates(self) -> Iterator[tuple[EntryTemplate, str]]:
        """The entry in the forms of entries near the place, the best first: pairs of template and text, at most
        five. Forms that differ only in whitespace count together, and the heaviest of them comes first."""
        groups: dict[tuple[_Rank, _Texts], list[EntryTemplate]] = defaultdict(list)
        weights_of_alike: dict[tuple[_Rank, _Texts], float] = defaultdict(float)
        for rank, template in self._fitting_templates():
            groups[rank, template.skeleton].append(template)
            weights_of_alike[rank, _without_extra_spaces(template.skeleton)] += self._weight(template)

        def order(key: tuple[_Rank, _Texts]) -> tuple[_Rank, float, float]:
            rank, skeleton = key
            alike = weights_of_alike[rank, _without_extra_spaces(skeleton)]
            return rank, -alike, -sum(map(self._weight, groups[key]))

        for key in sorted(groups, key=order)[:_TRIALS]:
            template = max(groups[key], key=self._weight)
            pieces = zip(template.pieces, self._usual_forms(groups[key]), strict=True)
            values = [self.values.write(piece.field, form, template) for piece, form in pieces]
            if None not in values:
                entry = template.fill(value for value in values if value is not None)
                yield template, _with_marker_of_neighbours(entry, self.place, self.listing.text)

    def _weight(self, template: EntryTemplate) -> float:
        return self.weights.weight(template.entry)

    def _usual_forms(self, templates: Sequence[EntryTemplate]) -> Iterator[str]:
        """The usual form of each piece of these templates, which have one skeleton."""
        urls = iter(heaviest(self._arxiv_forms(templates[0])) or ())
        for number, piece in enumerate(templates[0].pieces):
            if piece.field == "arxiv":
                yield next(urls)
            elif piece.field in _DATE:
                yield heaviest(self._date_forms(templates[0], piece.field)) or ""
            elif piece.field == "preprint":
                # The name of a preprint server in the templates of the layout (`arXiv`, `Arxiv`).
                named = (
                    (each.form, self._weight(other))
                    for other in self.templates
                    if other.entry.layout is self.layout
                    for each in other.pieces
                    if each.field == "preprint"
                )
                yield heaviest(named) or piece.form
            else:
                found = ((each.pieces[number].form, self._weight(each)) for each in templates)
                yield heaviest(found) or ""

    def _arxiv_forms(self, template: EntryTemplate) -> Iterator[tuple[tuple[str, ...], float]]:
        """The forms of as many links to arXiv as the template has, with their weights. All templates of the list count,
        and those with the same skeleton more."""
        count = len(template.arxiv_forms)
        for other in self.templates:
            if len(other.arxiv_forms) >= count:
                times = _SAME_FORM if other.skeleton == template.skeleton else 1
                yield other.arxiv_forms[:count], times * self.weights.weight_in_time(other.entry)

    def _date_forms(self, template: EntryTemplate, field: str) -> Iterator[tuple[str, float]]:
        """The forms of dates as precise as the template's, with their weights. All templates of the layout count, and
        more those with the same skeleton or of the same month."""
        for other in self.templates:
            date = other.entry.date
            if date is None or field not in other.field_names or other.entry.layout is not self.layout:
                continue
            times = _SAME_FORM if other.skeleton == template.skeleton else 1
            times *= _SAME_MONTH if date.date.month == self.work.month else 1
            for form in forms.date_forms(other.entry) or (date.date.form,):
                yield form, times * self._weight(other)

    def _fitting_templates(self) -> Iterator[tuple[_Rank, EntryTemplate]]:
        """The templates that the facts of the work can fill, each with a rank: a low one links the paper, and leaves
        out few facts that the list shows. A template with a word or picture that few entries with the same facts have
        is left out."""
        facts = writable_fields(self.work)
        if not self.values.writes_track_apart():
            facts.discard("track")
        expected = self._shown_facts(facts)
        usual = {
            fields: _usual_marks(self.weights.sample_templates(group))
            for fields, group in _group_by_fields(self.templates).items()
        }
        for template in self.templates:
            fields = template.field_names
            missing = fields - facts
            if template.entry.layout is not self.layout or template.marks - usual[fields]:
                continue
            if not missing or (missing <= _PAPER and _PAPER & facts):
                unlinked = fields.isdisjoint(_PAPER) and not facts.isdisjoint(_PAPER)
                yield (unlinked, len(expected - fields), len(missing)), template

    def _shown_facts(self, facts: Set[str]) -> set[str]:
        """Those of the work's facts that a new entry should show, because enough other entries do."""
        counts = Counter(field for template in self.templates for field in template.field_names)
        shown = {field for field in _OWN if field in facts and counts[field] >= _LEAST_SHOWN}
        pool = self.weights.sample_templates(self.templates)
        both = sum(template.field_names >= _PAPER for template in pool)
        return shown | _PAPER if facts >= _PAPER and both >= _LEAST_BOTH * len(pool) else shown


def _with_marker_of_neighbours(entry: str, place: InsertPosition, text: str) -> str:
    """The entry with the bullet and indent of an entry next to its place, unless one of these or half of the run has
    its own. The further lines that are indented are moved by as many columns."""
    markers = [_marker(text[slice(*whole_lines(text, each.span))]) for each in place.run]
    near = markers[max(place.index - 1, 0) : place.index + 1]
    own = _marker(entry)
    is_usual = own in near or 2 * markers.count(own) >= len(markers)
    if is_usual or place.run[0].layout not in (Layout.BULLET, Layout.NUMBERED):
        return entry
    columns = len(near[-1]) - len(own)
    first, *further = entry.removeprefix(own).split("\n")
    moved = [
        " " * max(0, len(line) - len(line.lstrip(" ")) + columns) + line.lstrip(" ")
        if line.startswith(" ")
        else line
        for line in further
    ]
    return "\n".join([near[-1] + first, *moved])


def _marker(line: str) -> str:
    """The indent and the bullet at the start of a line; before a number only the indent."""
    match = _MARKER.match(line)
    assert match is not None, "each part of the pattern may be empty"
    return match[0]


def _is_understood(template: EntryTemplate, planner: Planner) -> bool:
    """Whether no words of the entry are unknown, except those with its arXiv id (`arXiv preprint arXiv:2303.01234`)."""
    words = planner.unknown_words(template.entry)
    return words is None or ("arxiv-id" in template.field_names and str(template.entry.arxiv_id) in words)


def _without_extra_spaces(texts: _Texts) -> _Texts:
    """The texts without whitespace at their ends, and with one space for each run of it."""
    return tuple(" ".join(text.split()) for text in texts)


def _group_by_fields(templates: Iterable[EntryTemplate]) -> dict[frozenset[str], list[EntryTemplate]]:
    """The templates that write the same facts, by these facts."""
    groups: dict[frozenset[str], list[EntryTemplate]] = defaultdict(list)
    for template in templates:
        groups[template.field_names].append(template)
    return groups


def _usual_marks(templates: Sequence[EntryTemplate]) -> frozenset[str]:
    """The marks (see `EntryTemplate.marks`) that at least half of the templates have."""
    counts = Counter(mark for template in templates for mark in template.marks)
    return frozenset(mark for mark, count in counts.items() if 2 * count >= len(templates))


def _without_facts_in_unknown_cells(templates: Sequence[EntryTemplate]) -> list[EntryTemplate]:
    """The templates with those table cells emptied that describe a single paper (`| Mesh |`, `| Voxel |`)."""
    rows = [template for template in templates if template.entry.layout is Layout.TABLE]
    usual = {
        fields: _usual_marks(group if len(group) >= ENOUGH else rows)
        for fields, group in _group_by_fields(rows).items()
    }
    return [
        template.with_empty_cells(usual[template.field_names])
        if template.entry.layout is Layout.TABLE
        else template
        for template in templates
    ]


def _is_valid_addition(old: Listing, added: AddedEntry, work: Work, template: EntryTemplate) -> bool:
    """Whether the text with the new entry is read as before, with one more entry that states the facts of the work and
    links to nothing else."""
    new = lists.read(added.text)
    if len(new.entries) != len(old.entries) + 1 or any(find_changed_entries(old, new, [added.edit])):
        return False
    entry = next((each for each in new.entries if each.lines[0] == added.line), None)
    if entry is None or entry.title is None or entry.layout is not template.entry.layout:
        return False
    if titles.title_key(entry.title.text) != titles.title_key(work.title):
        return False
    known = {work.page, work.code, work.project}
    for link in entry.links:
        found = arxiv.parse_arxiv_url(link.url)
        is_own = link.url in known or (found is not None and arxiv.id_key(found.id) == work.arxiv_id)
        if link.url and not is_own:
            return False
    if "arxiv" in template.field_names and work.arxiv_id and entry.arxiv_id != work.arxiv_id:
        return False
    return [s.title for s in old.sections] == [s.title for s in new.sections]
