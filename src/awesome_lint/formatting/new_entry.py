"""Writes a new entry in the form of the entries near it, and adds it to the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

from awesome_lint import listing as lists
from awesome_lint.bibliography import arxiv, badges, dates, hosts, titles, venues
from awesome_lint.bibliography.dates import PartialDate
from awesome_lint.bibliography.work import Work
from awesome_lint.edits import Edit, Span, apply_edits
from awesome_lint.fixing.entry_facts import find_changed_entries
from awesome_lint.formatting import escape
from awesome_lint.formatting.author_names import name_form
from awesome_lint.formatting.entry_template import EntryTemplate, find_track, make_template
from awesome_lint.formatting.entry_weights import ENOUGH, EntryWeights, heaviest
from awesome_lint.formatting.placement import InsertPosition
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Layout, Listing
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
_SAME_MONTH = 3
"""How many times entries of the same month count for the form of a date (`May` but `Jun.`)."""
_TRIALS = 5
_IN_WORDS = {"venue_year": "venue", "preprint-year": "preprint", "arxiv-id": "arXiv id", "code-name": "code"}
_Rank = tuple[bool, int, int]
_OF_TRACK = frozenset("findings workshop workshops of at in the".split())
_DIGITS = lazy(r"\d+")


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
        self.listing, self.newline = planner.listing, planner.newline
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
        for template, text in self.write_candidates(work, place):
            added = self._insert_text(text, template, place)
            if _is_valid_addition(self.listing, added, work, template):
                return added
        return None

    def missing_facts(self, work: Work) -> list[str]:
        """The facts that all templates of the list show and that the work does not have, in words."""
        shown = [template.field_names for template in self.templates]
        missing = frozenset.intersection(*shown) - _writable_fields(work) if shown else ()
        return sorted({_IN_WORDS.get(field, field) for field in missing})

    def write_candidates(self, work: Work, place: InsertPosition) -> Iterator[tuple[EntryTemplate, str]]:
        """The entry in the forms of entries near the place, the best first: pairs of template and text, at most
        five."""
        entry_weights = EntryWeights(place, work, len(self.listing.entries))
        groups: dict[tuple[_Rank, tuple[str, ...]], list[EntryTemplate]] = defaultdict(list)
        for rank, template in self._fitting_templates(work, entry_weights):
            groups[rank, template.skeleton].append(template)
        weights = {
            key: sum(entry_weights.weight(each.entry) for each in group) for key, group in groups.items()
        }
        for key in sorted(groups, key=lambda key: (key[0], -weights[key]))[:_TRIALS]:
            group = groups[key]
            template = max(group, key=lambda each: entry_weights.weight(each.entry))
            values = [
                self._write_value(piece.field, form, work, template, entry_weights)
                for piece, form in zip(
                    template.pieces, self._usual_forms(group, work, entry_weights), strict=True
                )
            ]
            if None not in values:
                yield template, template.fill(value for value in values if value is not None)

    def _usual_forms(
        self, templates: Sequence[EntryTemplate], work: Work, entry_weights: EntryWeights
    ) -> Iterator[str]:
        """The usual form of each piece of these templates, which have one skeleton."""
        urls = iter(heaviest(self._arxiv_forms(templates, entry_weights)) or ())
        weights = [entry_weights.weight(template.entry) for template in templates]
        for number, piece in enumerate(templates[0].pieces):
            if piece.field == "arxiv":
                yield next(urls)
            elif piece.field in _DATE:
                yield heaviest(self._date_forms(templates, piece.field, work.month, entry_weights)) or ""
            else:
                found = (template.pieces[number].form for template in templates)
                yield heaviest(zip(found, weights, strict=True)) or ""

    def _arxiv_forms(
        self, templates: Sequence[EntryTemplate], entry_weights: EntryWeights
    ) -> Iterator[tuple[tuple[str, ...], float]]:
        """The forms of as many links to arXiv as these templates have, with their weights. All templates of the list
        count, and those with the same skeleton more."""
        count = len(templates[0].arxiv_forms)
        for template in self.templates:
            if len(template.arxiv_forms) >= count:
                times = _SAME_FORM if template.skeleton == templates[0].skeleton else 1
                yield template.arxiv_forms[:count], times * entry_weights.weight_in_time(template.entry)

    def _date_forms(
        self, templates: Sequence[EntryTemplate], field: str, month: int | None, entry_weights: EntryWeights
    ) -> Iterator[tuple[str, float]]:
        """The forms of dates as precise as these templates have, with their weights. All templates of the layout count,
        and more those with the same skeleton or of the same month."""
        for template in self.templates:
            date, layout = template.entry.date, template.entry.layout
            if date is None or field not in template.field_names or layout is not templates[0].entry.layout:
                continue
            times = _SAME_FORM if template.skeleton == templates[0].skeleton else 1
            times *= _SAME_MONTH if date.date.month == month else 1
            for form in forms.date_forms(template.entry) or (date.date.form,):
                yield form, times * entry_weights.weight(template.entry)

    def _fitting_templates(
        self, work: Work, entry_weights: EntryWeights
    ) -> Iterator[tuple[_Rank, EntryTemplate]]:
        """The templates that the facts of the work can fill, each with a rank: a low one links the paper, and leaves
        out few facts that the list shows. A template with a word or picture that few entries with the same facts have
        is left out."""
        facts = _writable_fields(work)
        if not self._writes_track_apart(work, entry_weights):
            facts.discard("track")
        wanted = self._shown_facts(facts, entry_weights)
        rare = {
            fields: _rare_marks(entry_weights.sample_templates(group))
            for fields, group in _group_by_fields(self.templates).items()
        }
        for template in self.templates:
            fields = template.field_names
            missing = fields - facts
            if (
                template.entry.layout is not entry_weights.place.run[0].layout
                or rare[fields] & template.words_and_pictures
            ):
                continue
            if not missing or (missing <= _PAPER and _PAPER & facts):
                unlinked = fields.isdisjoint(_PAPER) and not facts.isdisjoint(_PAPER)
                yield (unlinked, len(wanted - fields), len(missing)), template

    def _shown_facts(self, facts: Set[str], entry_weights: EntryWeights) -> set[str]:
        """Those of the work's facts that a new entry should show, because enough other entries do."""
        counts = Counter(field for template in self.templates for field in template.field_names)
        shown = {field for field in _OWN if field in facts and counts[field] >= _LEAST_SHOWN}
        pool = entry_weights.sample_templates(self.templates)
        both = sum(template.field_names >= _PAPER for template in pool)
        return shown | _PAPER if facts >= _PAPER and both >= _LEAST_BOTH * len(pool) else shown

    def _write_value(
        self, field: str, form: str, work: Work, template: EntryTemplate, entry_weights: EntryWeights
    ) -> str | None:
        """The text of a field in this form; None if it cannot be written."""
        table = template.entry.layout is Layout.TABLE
        repository = hosts.github_repository(work.code or "")
        match field:
            case "title":
                return escape.escape_markdown(work.title, in_table=table)
            case "number":
                return _item_number(entry_weights.place, self.listing.text)
            case "indent":
                return " " * (len(_item_number(entry_weights.place, self.listing.text)) + int(form))
            case "authors":
                form_of_names = name_form(self.listing, entry_weights.weight)
                names = escape.escape_markdown(form_of_names.write_names(work.authors), in_table=table)
                return names if names.endswith(form) else names + form
            case "day" | "month" | "year":
                assert work.year is not None
                return dates.write_date(PartialDate(work.year, work.month, work.day, form), form)
            case "venue":
                return self._venue_name(work, template, entry_weights)
            case "track":
                track = venues.split_track(work.venue or "")[1]
                return track.lower() if track is not None and form.islower() else track
            case "preprint":
                return form
            case "venue_year" | "preprint-year":
                year = str(work.venue_year if field == "venue_year" else work.year)
                return year[-2:] if form == "yy" else year
            case "arxiv":
                return _work_arxiv_url(work, form) or work.page
            case "page":
                return work.page or _work_arxiv_url(work, "abs")
            case "arxiv-id":
                return work.arxiv_id
            case "code-name":
                return repository.full_name if repository is not None else None
        url: str | None = getattr(work, field)
        return url

    def _writes_track_apart(self, work: Work, entry_weights: EntryWeights) -> bool:
        """Whether entries of the work's track write it apart from the venue's name (`ACL'24 Findings`)."""
        track = venues.split_track(work.venue or "")[1]
        forms_of_track = (
            (find_track(entry.venue, self.listing.text) is not None, entry_weights.weight(entry))
            for entry in self.listing.entries
            if entry.venue is not None and venues.split_track(entry.venue.mention.name)[1] == track
        )
        return track is not None and heaviest(forms_of_track) is True

    def _venue_name(self, work: Work, template: EntryTemplate, entry_weights: EntryWeights) -> str | None:
        """The name of the venue as most entries write it, in badges if the template has it there. If no entry names
        `ACL Findings`, the form of `EMNLP Findings` is used."""
        assert template.entry.venue is not None
        has_track, in_badge = "track" in template.field_names, template.entry.venue.in_badge
        base, track = venues.split_track(work.venue or "")
        track = None if has_track else track
        same, alike = [], []
        for entry in self.listing.entries:
            venue = entry.venue
            if venue is None or venue.in_badge != in_badge:
                continue
            name, own = venues.split_track(venue.mention.name)
            if (own if find_track(venue, self.listing.text) is None else None) != track:
                continue
            if track is not None and _has_more_than_name(venue.text, name):
                continue
            if name == base:
                same.append((venue.text, entry_weights.weight(entry)))
            elif track is not None and name in venue.text:
                alike.append((venue.text.replace(name, base), entry_weights.weight(entry)))
        written = heaviest(same) or heaviest(alike) or (base if has_track else work.venue)
        return badges.escape_badge_text(written) if written is not None and in_badge else written

    def _insert_text(self, entry: str, template: EntryTemplate, place: InsertPosition) -> AddedEntry:
        """The text with the entry before or after its neighbour, separated by the whitespace that is usual between
        entries."""
        text = self.listing.text
        run, index = place.run, place.index
        gaps = [gap for each in run[1:] if (gap := forms.gap_before(each, text)) is not None]
        breaks = Counter(text.count("\n", *gap) for gap in gaps)
        least = 2 if run[0].layout is Layout.PARAGRAPH else 1
        separator = self.newline * (breaks.most_common(1)[0][0] if breaks else least)
        if index < len(run):
            at = text.rfind("\n", 0, run[index].span.start) + 1
            new, begins = entry + separator, at
        else:
            at = text.find("\n", run[-1].span.end)
            at = len(text) if at < 0 else at - (text[at - 1 : at] == "\r")
            new, begins = separator + entry, at + len(separator)
        start = max(at - 1, 0)  # the next entry is after the edit, not at its end
        edit = Edit(Span(start, at), text[start:at] + new)
        changed = apply_edits(text, [edit])
        return AddedEntry(changed, edit, entry, changed.count("\n", 0, begins) + 1)


def _is_understood(template: EntryTemplate, planner: Planner) -> bool:
    """Whether no words of the entry are unknown, except those with its arXiv id (`arXiv preprint arXiv:2303.01234`)."""
    words = planner.unknown_words(template.entry)
    return words is None or ("arxiv-id" in template.field_names and str(template.entry.arxiv_id) in words)


def _has_more_than_name(written: str, name: str) -> bool:
    """Whether a venue with its track is written with more words than its name (`MICCAI MLMI Workshop`)."""
    words = [word for word in written.split() if word.casefold() not in _OF_TRACK]
    return len(words) > len(name.split())


def _group_by_fields(templates: Iterable[EntryTemplate]) -> dict[frozenset[str], list[EntryTemplate]]:
    """The templates that write the same facts, by these facts."""
    groups: dict[frozenset[str], list[EntryTemplate]] = defaultdict(list)
    for template in templates:
        groups[template.field_names].append(template)
    return groups


def _rare_marks(templates: Sequence[EntryTemplate]) -> frozenset[str]:
    """The words and pictures outside links that fewer than half of the templates have."""
    counts = Counter(mark for template in templates for mark in template.words_and_pictures)
    return frozenset(mark for mark, count in counts.items() if 2 * count < len(templates))


def _without_facts_in_unknown_cells(templates: Sequence[EntryTemplate]) -> list[EntryTemplate]:
    """The templates with those table cells emptied that describe a single paper (`| Mesh |`, `| Voxel |`)."""
    rows = [template for template in templates if template.entry.layout is Layout.TABLE]
    rare = {
        fields: _rare_marks(group if len(group) >= ENOUGH else rows)
        for fields, group in _group_by_fields(rows).items()
    }
    return [template.with_empty_cells(rare.get(template.field_names, frozenset())) for template in templates]


def _writable_fields(work: Work) -> set[str]:
    """The fields of a template that can be written for a work."""
    own = ("title", "authors", *_DATE, "venue", "venue_year", "code", "project", "page")
    names = {name for name in own if getattr(work, name)}
    if work.code:
        names.add("code-name")
    if venues.split_track(work.venue or "")[1] is not None:
        names.add("track")
    if work.arxiv_id:
        names |= {"arxiv", "arxiv-id"}
        if work.venue is None:
            names |= {"preprint", "preprint-year"} if work.year else {"preprint"}
    return names


def _work_arxiv_url(work: Work, form: str) -> str | None:
    """The URL of the work on arXiv in this form; None if the work has no arXiv id."""
    if work.arxiv_id is None:
        return None
    scheme, _, form = form.rpartition(":")
    link = arxiv.parse_arxiv_url(f"https://arxiv.org/abs/{work.arxiv_id}")
    url = arxiv.paper_url(link, form) if link is not None else None
    return url.replace("https", "http", 1) if url is not None and scheme == "http" else url


def _item_number(place: InsertPosition, text: str) -> str:
    """The number of a new item: that of all other items if they have the same, else the next one."""
    items = place.run[0].section.entries
    numbers = {item: int(match[0]) for item in items if (match := _DIGITS.match(text, item.span.start))}
    values = list(numbers.values())
    if len(values) > 1 and len(set(values)) == 1:
        return str(values[0])
    step = -1 if sum(one > other for one, other in pairwise(values)) > len(values) / 2 else 1
    if place.index == len(place.run):
        return str(max(1, numbers.get(place.run[-1], len(items)) + step))
    return str(max(1, numbers.get(place.run[place.index], 1) - step))


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
