"""Writes a new entry in the form of the entries near it, and adds it to the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

from awesome_lint import listing as lists
from awesome_lint.bibliography import arxiv, dates, hosts, titles, venues
from awesome_lint.bibliography.dates import PartialDate
from awesome_lint.bibliography.work import Work
from awesome_lint.edits import Edit, Span, apply_edits
from awesome_lint.fixing.entry_facts import find_changed_entries
from awesome_lint.formatting import escape
from awesome_lint.formatting.author_names import NameForm, name_form
from awesome_lint.formatting.entry_template import EntryTemplate, find_track, make_template
from awesome_lint.formatting.placement import EntryPosition
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, Layout, Listing
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
_ENOUGH = 5
"""Entries of the section from which on it says which facts are shown, and how names are written."""
_NEAR = 2
"""At this distance in its section, in entries, an entry counts half as much as one at the place."""
_ELSEWHERE = 2
"""How many entries at the place those of all other sections count as. Measured on 1,200 entries of 20 lists: 90 % of
the forms and 86 % of the URLs are found, against 88 and 80 % where each of the others counts 0.02."""
_TRIALS = 5
_IN_WORDS = {"venue_year": "venue", "preprint-year": "preprint", "arxiv-id": "arXiv id", "code-name": "code"}
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


class _EntryWeights:
    """How much each entry of a list counts for a new entry at `place`: less if it is farther away in the section, and
    least in other sections."""

    def __init__(self, place: EntryPosition, total: int) -> None:
        self.place = place
        self.entries = place.run[0].section.entries
        at = place.index_in_section
        self._weights = {
            entry: _NEAR / (_NEAR + abs(number + 0.5 - at)) for number, entry in enumerate(self.entries)
        }
        self._elsewhere = _ELSEWHERE / max(1, total - len(self.entries))

    def sample_templates(self, templates: Sequence[EntryTemplate]) -> Sequence[EntryTemplate]:
        """The templates from this section if there are at least five, else all of them."""
        here = [template for template in templates if template.entry in self._weights]
        return here if len(here) >= _ENOUGH else templates

    def weight(self, entry: Entry) -> float:
        """The weight of an entry of the list."""
        return self._weights.get(entry, self._elsewhere)

    def heaviest_form(self, entry_forms: Iterable[tuple[Entry, str]]) -> str | None:
        """The form with the highest total weight among these pairs of entry and form; None if there are none."""
        weights: dict[str, float] = defaultdict(float)
        for entry, form in entry_forms:
            weights[form] += self.weight(entry)
        return max(weights, key=lambda form: weights[form], default=None)


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
            if planner.unknown_words(template.entry) is None
            and all(counts[word] >= _LEAST_SHOWN for word in template.words)
        ]

    def add(self, work: Work, place: EntryPosition) -> AddedEntry | None:
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

    def write_candidates(self, work: Work, place: EntryPosition) -> Iterator[tuple[EntryTemplate, str]]:
        """The entry in the forms of entries near the place, the best first: pairs of template and text, at most
        five."""
        entry_weights = _EntryWeights(place, len(self.listing.entries))
        groups: dict[tuple[tuple[int, int], tuple[str, ...]], list[EntryTemplate]] = defaultdict(list)
        for rank, template in self._fitting_templates(work, entry_weights):
            groups[rank, template.skeleton].append(template)
        weights = {
            key: sum(entry_weights.weight(each.entry) for each in group) for key, group in groups.items()
        }
        for key in sorted(groups, key=lambda key: (key[0], -weights[key]))[:_TRIALS]:
            group = groups[key]
            template = max(group, key=lambda each: entry_weights.weight(each.entry))
            values = []
            for number, piece in enumerate(template.pieces):
                form = entry_weights.heaviest_form(self._forms_of_piece(number, group))
                value = self._write_value(piece.field, form or "", work, template, entry_weights)
                if value is None:
                    break
                values.append(value)
            else:
                yield template, template.fill(values)

    def _forms_of_piece(
        self, piece_index: int, templates: Sequence[EntryTemplate]
    ) -> Iterator[tuple[Entry, str]]:
        """The forms in which these templates, which have the same fields, write the piece at `piece_index`, each with
        its entry. For a link to arXiv, all templates of the list count."""
        field = templates[0].pieces[piece_index].field
        before = sum(piece.field == field for piece in templates[0].pieces[:piece_index])
        for template in self.templates if field == "arxiv" else templates:
            same = [piece for piece in template.pieces if piece.field == field]
            if before < len(same):
                entry, form = template.entry, same[before].form
                written = forms.date_forms(entry) if field in _DATE else ()
                yield from ((entry, one) for one in written or (form,))

    def _fitting_templates(
        self, work: Work, entry_weights: _EntryWeights
    ) -> Iterator[tuple[tuple[int, int], EntryTemplate]]:
        """The templates that the facts of the work can fill, each with a rank: a low one leaves out few facts that the
        list shows. A template with a word or picture that few entries with the same facts have is left out."""
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
                yield (len(wanted - fields), len(missing)), template

    def _shown_facts(self, facts: Set[str], entry_weights: _EntryWeights) -> set[str]:
        """Those of the work's facts that a new entry should show, because enough other entries do."""
        counts = Counter(field for template in self.templates for field in template.field_names)
        shown = {field for field in _OWN if field in facts and counts[field] >= _LEAST_SHOWN}
        pool = entry_weights.sample_templates(self.templates)
        both = sum(template.field_names >= _PAPER for template in pool)
        return shown | _PAPER if facts >= _PAPER and both >= _LEAST_BOTH * len(pool) else shown

    def _write_value(
        self, field: str, form: str, work: Work, template: EntryTemplate, entry_weights: _EntryWeights
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
                names = escape.escape_markdown(
                    self._name_form(entry_weights).write_names(work.authors), in_table=table
                )
                return names if names.endswith(form) else names + form
            case "day" | "month" | "year":
                assert work.year is not None
                return dates.write_date(PartialDate(work.year, work.month, work.day, form), form)
            case "venue":
                return self._venue_name(work, entry_weights, "track" in template.field_names)
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

    def _name_form(self, entry_weights: _EntryWeights) -> NameForm:
        """The form of authors' names in the section, or in the list if fewer than five entries of the section have
        authors."""
        pool = [entry for entry in entry_weights.entries if entry.authors is not None]
        return name_form(pool if len(pool) >= _ENOUGH else self.listing.entries, self.listing.text)

    def _writes_track_apart(self, work: Work, entry_weights: _EntryWeights) -> bool:
        """Whether entries of the work's track write it apart from the venue's name (`ACL'24 Findings`)."""
        track = venues.split_track(work.venue or "")[1]
        forms_of_track = (
            (entry, "within" if find_track(entry.venue, self.listing.text) is None else "apart")
            for entry in self.listing.entries
            if entry.venue is not None and venues.split_track(entry.venue.mention.name)[1] == track
        )
        return track is not None and entry_weights.heaviest_form(forms_of_track) == "apart"

    def _venue_name(self, work: Work, entry_weights: _EntryWeights, has_track: bool) -> str | None:
        """The name of the venue as most entries write it. If no entry names `ACL Findings`, the form of `EMNLP
        Findings` is used. With `has_track`, the track is written in another place."""
        base, track = venues.split_track(work.venue or "")
        track = None if has_track else track
        same, alike = [], []
        for entry in self.listing.entries:
            venue = entry.venue
            if venue is None or venue.in_badge:
                continue
            name, own = venues.split_track(venue.mention.name)
            if (own if find_track(venue, self.listing.text) is None else None) != track:
                continue
            if track is not None and _has_more_than_name(venue.text, name):
                continue
            if name == base:
                same.append((entry, venue.text))
            elif track is not None and name in venue.text:
                alike.append((entry, venue.text.replace(name, base)))
        return (
            entry_weights.heaviest_form(same)
            or entry_weights.heaviest_form(alike)
            or (base if has_track else work.venue)
        )

    def _insert_text(self, entry: str, template: EntryTemplate, place: EntryPosition) -> AddedEntry:
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
        fields: _rare_marks(group if len(group) >= _ENOUGH else rows)
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


def _item_number(place: EntryPosition, text: str) -> str:
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
