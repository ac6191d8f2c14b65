"""Writes the facts of a work as the entries near its place write them."""

from __future__ import annotations

from itertools import pairwise

from awesome_lint.bibliography import arxiv, badges, dates, hosts, venues
from awesome_lint.bibliography.dates import PartialDate
from awesome_lint.bibliography.work import Work
from awesome_lint.formatting.author_names import name_form
from awesome_lint.formatting.entry_template import EntryTemplate, find_track
from awesome_lint.formatting.entry_weights import EntryWeights, heaviest
from awesome_lint.formatting.placement import InsertPosition
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Layout, Listing
from awesome_lint.markdown.escape import escape_markdown

_OF_TRACK = frozenset("findings workshop workshops of at in the".split())
_DIGITS = lazy(r"\d+")


def writable_fields(work: Work) -> set[str]:
    """The fields of a template that can be written for a work."""
    own = ("title", "authors", "year", "month", "day", "venue", "venue_year", "code", "project", "page")
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


class ValueWriter:
    """Writes single facts of a work, in the forms of the entries that count most for its place."""

    def __init__(self, listing: Listing, work: Work, place: InsertPosition, weights: EntryWeights) -> None:
        self.listing, self.work, self.place, self.weight = listing, work, place, weights.weight
        self.base_venue, self.track = venues.split_track(work.venue or "")

    def write(self, field: str, form: str, template: EntryTemplate) -> str | None:
        """The text of a field of the template, in this form; None if it cannot be written."""
        work, in_table = self.work, template.entry.layout is Layout.TABLE
        match field:
            case "title":
                return escape_markdown(work.title, in_table=in_table)
            case "number":
                return self._item_number()
            case "indent":
                return " " * (len(self._item_number()) + int(form))
            case "authors":
                names = name_form(self.listing, self.weight).write_names(work.authors)
                return escape_markdown(names, in_table=in_table)
            case "day" | "month" | "year":
                assert work.year is not None
                return dates.write_date(PartialDate(work.year, work.month, work.day, form), form)
            case "venue":
                return self._venue_name(template)
            case "track":
                return self.track.lower() if self.track is not None and form.islower() else self.track
            case "preprint":
                return form
            case "venue_year" | "preprint-year":
                year = str(work.venue_year if field == "venue_year" else work.year)
                return year[-2:] if form == "yy" else year
            case "arxiv":
                return self._arxiv_url(form) or work.page
            case "page":
                return work.page or self._arxiv_url("abs")
            case "arxiv-id":
                return work.arxiv_id
            case "code-name":
                repository = hosts.github_repository(work.code or "")
                return repository.full_name if repository is not None else None
        url: str | None = getattr(work, field)
        return url

    def writes_track_apart(self) -> bool:
        """Whether entries of the work's track write it apart from the venue's name (`ACL'24 Findings`)."""
        forms_of_track = (
            (find_track(entry.venue, self.listing.text) is not None, self.weight(entry))
            for entry in self.listing.entries
            if entry.venue is not None and venues.split_track(entry.venue.mention.name)[1] == self.track
        )
        return self.track is not None and heaviest(forms_of_track) is True

    def _venue_name(self, template: EntryTemplate) -> str | None:
        """The name of the venue as most entries write it, in badges if the template has it there. If no entry names
        `ACL Findings`, the form of `EMNLP Findings` is used."""
        assert template.entry.venue is not None
        has_track, in_badge = "track" in template.field_names, template.entry.venue.in_badge
        track = None if has_track else self.track
        same, alike = [], []
        for entry in self.listing.entries:
            venue = entry.venue
            if venue is None or venue.in_badge != in_badge:
                continue
            name, own = venues.split_track(venue.mention.name)
            if (own if find_track(venue, self.listing.text) is None else None) != track:
                continue
            words = [word for word in venue.text.split() if word.casefold() not in _OF_TRACK]
            if track is not None and len(words) > len(name.split()):
                continue  # more than the name, as in `MICCAI MLMI Workshop`
            if name == self.base_venue:
                same.append((venue.text, self.weight(entry)))
            elif track is not None and name in venue.text:
                alike.append((venue.text.replace(name, self.base_venue), self.weight(entry)))
        written = heaviest(same) or heaviest(alike) or (self.base_venue if has_track else self.work.venue)
        return badges.escape_badge_text(written) if written is not None and in_badge else written

    def _arxiv_url(self, form: str) -> str | None:
        """The URL of the work on arXiv in this form; None if the work has no arXiv id."""
        if self.work.arxiv_id is None:
            return None
        scheme, _, form = form.rpartition(":")
        link = arxiv.parse_arxiv_url(f"https://arxiv.org/abs/{self.work.arxiv_id}")
        url = arxiv.paper_url(link, form) if link is not None else None
        return url.replace("https", "http", 1) if url is not None and scheme == "http" else url

    def _item_number(self) -> str:
        """The number of a new item: that of all other items if they have the same, else the next one."""
        run, text = self.place.run, self.listing.text
        items = run[0].section.entries
        numbers = {item: int(match[0]) for item in items if (match := _DIGITS.match(text, item.span.start))}
        values = list(numbers.values())
        if len(values) > 1 and len(set(values)) == 1:
            return str(values[0])
        step = -1 if sum(one > other for one, other in pairwise(values)) > len(values) / 2 else 1
        if self.place.index == len(run):
            return str(max(1, numbers.get(run[-1], len(items)) + step))
        return str(max(1, numbers.get(run[self.place.index], 1) - step))
