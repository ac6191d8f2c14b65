"""Plans the entries of a list: what is counted, what each entry should be like, and which edits bring it there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import pairwise

from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, Listing
from awesome_lint.source import LINE_END
from awesome_lint.structs import replace
from awesome_lint.style.anatomy import Anatomy, cut_into_slots
from awesome_lint.style.aspect import STOPS, Aspect
from awesome_lint.style.aspects import ListFacts, find_aspects, find_wrong_item_numbers
from awesome_lint.style.date_patterns import find_date_patterns
from awesome_lint.style.forms import NO_BLANK, arxiv_families
from awesome_lint.style.infer import decide_form, entry_observations, infer_list_style
from awesome_lint.style.list_style import Form, ListStyle
from awesome_lint.style.order import expected_order, pairwise_orders, reordering_edit
from awesome_lint.style.pins import Pins
from awesome_lint.style.plan import (
    FRAMES,
    PartRewrite,
    Plan,
    RankedEdit,
    align_cells,
    compatible_parts,
    merge_frame_edits,
    merge_in_order,
)
from awesome_lint.style.slot_aspects import in_case
from awesome_lint.style.stray import stray_items
from awesome_lint.style.usage import LEAST_HERE, SEVERAL, SHARE, Usage
from awesome_lint.style.venues import reorders_fields

_WORD = lazy(r"[A-Za-z]+")
_SLIPS = 3
"""The most items of a list whose number may differ from the one that readers see, for each to count as a slip."""
_ENCLOSED = lazy(
    r"[*_]*(?:\([^()\n]{1,40}\)|\[[^\[\]\n]{1,40}\]|`[^`\n]{1,40}`|<[^<>\n]*>|:\w+:|[^\w\s]{1,4})[*_]*"
)
_DOUBTFUL = frozenset({"authors_label", "date", "date_frame", "venue", "venue_order"})
"""Parts that may be misread in an entry with words that belong to no field."""
_VENUE_SHARE = 0.85
"""Share of venues that must agree before more than a space is added to another one."""
_MANY = 20
"""Entries that must have a part before the emphasis of a title is taken away, or a label is changed."""
_ODD_SHARE = 0.05
"""Share of titles and venues above which a stop or a comma more or less is no slip; one or two always are."""
_NEARLY_ALL = 0.98
"""Share that must agree before the padding of a single cell is changed, or a comma and a stop are exchanged."""
_REPORTED = dict.fromkeys(
    (
        "arxiv_link",
        "authors_label",
        "date",
        "field_bullet",
        "field_indent",
        "field_label",
        "label_separator",
        "list_separator",
        "venue",
    ),
    0.6,
) | {"tag_separator": 0.75, "title_gap": 0.75}
"""Parts that are reported even if they are not written, with the share of the entries that must agree."""
_SHARES = {"arxiv_link": 0.9, "between": 0.9, "tag_separator": 0.9}
"""Shares for parts that are a matter of taste, or in which a change is more than one of form."""


class Planner:
    """Plans the entries of one listing: which parts of each entry deviate from the list style, and the edits that
    rewrite them. With `earlier`, the planner of an earlier version with the same sections, nothing is counted: the
    forms are those of that version."""

    def __init__(
        self, listing: Listing, pinned: Mapping[str, object] = {}, earlier: Planner | None = None
    ) -> None:
        self.listing, self.pinned = listing, pinned
        if earlier is None:
            kinds = Counter(entry.kind for entry in listing.entries)
            self.pins = Pins(pinned, kinds.most_common(1)[0][0] if kinds else "")
            self.usage, self.list_facts = Usage(), self._find_list_facts()
        else:
            self.pins, self.usage = earlier.pins, earlier.usage
            numbers = find_wrong_item_numbers(listing)
            self.list_facts = earlier.list_facts._replace(numbers=numbers)
        self._entries: dict[Entry, tuple[Anatomy, list[Aspect]]] = {}
        for entry in listing.entries:
            anatomy = cut_into_slots(entry, listing.text)
            if anatomy is not None:
                self._entries[entry] = anatomy, list(find_aspects(anatomy, self.list_facts))
        if earlier is None:
            self._count_forms()
        self._in_runs = set(_entries_in_arxiv_runs(self._entries.values()))

    def _find_list_facts(self) -> ListFacts:
        ends = LINE_END.search(self.listing.text)
        numbers = find_wrong_item_numbers(self.listing)
        return ListFacts(
            find_date_patterns(self.listing.entries),
            self._usual_pdf_form(),
            ends[0] if ends is not None else "\n",
            numbers,
            len(numbers) <= _SLIPS,
            self.pins.labels,
        )

    def _count_forms(self) -> None:
        """Count the forms of all entries."""
        for entry in self.listing.entries:
            for key, form in entry_observations(entry, self.listing.text, self.list_facts.dates):
                self.usage.count(entry.kind, key, form, entry.section.number)
        for anatomy, found in self._entries.values():
            self._count_parts(anatomy, found)

    def _count_parts(self, anatomy: Anatomy, found: Iterable[Aspect]) -> None:
        """Count the forms, words and orders of the parts of one entry."""
        kind, section, text = anatomy.entry.kind, anatomy.entry.section.number, anatomy.text
        written: dict[tuple[str, ...], str] = {}
        for each in found:
            if each.counted:
                written[each.key] = each.form if written.get(each.key, each.form) == each.form else SEVERAL
        for key, form in written.items():
            self.usage.count(kind, key, form, section)
        for slot in anatomy.slots:
            if slot.kind == "words":
                self.usage.count(kind, ("words",), text[slot.span.start : slot.span.end], section)
        for key, form in pairwise_orders(anatomy.slots):
            self.usage.count(kind, key, form, section)

    def _usual_pdf_form(self) -> str:
        """The form of links to PDFs on arXiv: `pdf-suffix` if most end in `.pdf`, else `pdf`."""
        if "arxiv_link" in self.pinned:
            return str(self.pinned["arxiv_link"])
        links = (found.form for entry in self.listing.entries for _, found, _ in arxiv_families(entry))
        counts = Counter(links)
        return "pdf-suffix" if counts["pdf-suffix"] > counts["pdf"] else "pdf"

    @cached_property
    def list_style(self) -> ListStyle:
        """The forms that most entries of each kind have, or that the settings require."""
        return infer_list_style(self.listing, self.usage, self.pinned)

    def plans(self, is_selected: Callable[[PartRewrite], bool] = lambda part: True) -> Iterator[Plan]:
        """The plans of all entries that deviate from the list style, with the parts that `is_selected` accepts."""
        for anatomy, found in self._entries.values():
            plan = self._make_plan(anatomy, found, is_selected)
            if plan is not None and plan.edits:
                yield plan
        for plan in stray_items(self.listing, self.usage):
            if all(map(is_selected, plan.parts)):
                yield plan

    def unknown_words(self, entry: Entry) -> str | None:
        """The first words of the entry that belong to no field, recur in no other entries, and are not in brackets;
        None if there are none."""
        if entry.is_fully_parsed:
            return None
        text = self.listing.text
        if entry not in self._entries:
            return text[entry.span.start : entry.span.end].partition("\n")[0]
        anatomy, _ = self._entries[entry]
        for slot in anatomy.slots:
            words = text[slot.span.start : slot.span.end]
            if slot.kind != "words" or self.usage.recurs(entry.kind, ("words",), words):
                continue
            if _ENCLOSED.fullmatch(words) is None:
                return text[_start_with_opening_mark(text, anatomy.start, slot.span) : slot.span.end]
        return None

    def unfixable_parts(self) -> Iterator[tuple[Entry, Aspect]]:
        """The parts that cannot have the form that the settings require, each with its entry."""
        for anatomy, found in self._entries.values():
            for each in found:
                pinned = self.pins.required_form(each, anatomy.entry.kind)
                if pinned is None or pinned == each.form or each.key == ("any_marker",):
                    continue
                if each.write(pinned) is None:
                    yield anatomy.entry, each

    def _make_plan(
        self, anatomy: Anatomy, found: Sequence[Aspect], is_selected: Callable[[PartRewrite], bool]
    ) -> Plan | None:
        """The plan of an entry; None if nothing is to be changed."""
        entry = anatomy.entry
        parts = [part for each in found if (part := self._plan_part(each, entry)) is not None]
        # The padding of a cell stays if no other cell of the row deviates and other rows also have it.
        if sum(part.name == "row" for part in parts) == 1:
            parts = [
                part
                for part in parts
                if part.name != "row" or part.form.pinned or part.form.agree >= _NEARLY_ALL * part.form.total
            ]
        understood = self.unknown_words(entry) is None
        if not understood:
            parts = [
                replace(part, doubtful=True)
                if part.name in _DOUBTFUL and not part.changes_only_spaces(self.listing.text)
                else part
                for part in parts
                if part.name != "title"
            ]
        parts.sort(key=lambda part: part.doubtful)
        kept, placed = compatible_parts(part for part in parts if is_selected(part))
        order = expected_order(anatomy, self.usage) if understood else None
        moved = (
            reordering_edit(anatomy, order, placed, self.usage, self.list_facts.newline)
            if order is not None
            else None
        )
        if moved is not None and is_selected(
            order_part := PartRewrite("order", moved.span, (moved,), Form(None))
        ):
            kept.append(order_part)
            placed = [each for each in placed if not moved.span.covers(each.edit.span)]
            placed.append(RankedEdit(moved, 3))
        edits = merge_in_order(placed)
        for part in kept:
            if part.name in FRAMES:
                edits = merge_frame_edits(part.edits, edits, self.listing.text)
        if anatomy.row:
            edits = align_cells(edits, self.listing.text)
        return Plan(entry, entry.span, tuple(kept), tuple(edits)) if edits else None

    def _plan_part(self, aspect: Aspect, entry: Entry) -> PartRewrite | None:
        """The part with the edits that write it in the form of the settings or the list; None if it may keep its
        form."""
        pinned = self.pins.required_form(aspect, entry.kind)
        if pinned is not None:
            edits = aspect.write(pinned) if pinned != aspect.form or aspect.part == "arxiv_link" else None
            return _make_part(aspect, edits, Form(pinned, pinned=True))
        if aspect.part == "venue" and self._may_venue_be_author(entry):
            return None
        varies = len(self.usage.whole(entry.kind, aspect.key)) > 1
        in_run = aspect.part == "arxiv_link" and entry in self._in_runs
        wanted = self._expected_form(aspect, entry) if varies and not in_run else Form(None)
        if wanted.value is None and aspect.part in _REPORTED and varies:
            section, share = entry.section.number, _REPORTED[aspect.part]
            usual = self.usage.usual_form(entry.kind, aspect.key, aspect.form, section, share)
            if usual.value not in (None, SEVERAL):
                return _make_part(aspect, aspect.write(usual.value), usual, doubtful=True)
        recurs = wanted.value is None and self.usage.recurs(entry.kind, aspect.key, aspect.form)
        if wanted.value is None and not recurs:
            wanted = Form(aspect.default)
        if wanted.value is None:
            return None
        return _make_part(aspect, aspect.write(wanted.value), wanted, doubtful=aspect.doubtful)

    def _expected_form(self, aspect: Aspect, entry: Entry) -> Form[str]:
        """The form that the part of the entry should have; without a value if it may keep its own."""
        section = entry.section.number if aspect.local else None
        share = aspect.share or _SHARES.get(aspect.part, SHARE)
        wanted = self.usage.expected_form(entry.kind, aspect.key, aspect.form, section, share)
        if wanted.value in (None, SEVERAL) or self._may_keep_form(aspect, entry, wanted, wanted.value):
            return Form(None)
        return wanted

    def _may_keep_form(self, aspect: Aspect, entry: Entry, expected: Form[str], form: str) -> bool:
        """Whether a part may keep its own form, although enough entries have the expected one."""
        if aspect.rare and not self.usage.is_rare(entry.kind, aspect.key, aspect.form):
            return True
        agree, total = expected.agree, expected.total
        match aspect.part:
            case "blank_between":
                # A section of two entries has one gap, which agrees with itself.
                if not self.usage.here(entry.kind, aspect.key, entry.section.number)[form]:
                    return True
                return form == NO_BLANK and not self._is_stray_blank_line(aspect, entry)
            case "between":
                is_exchanged = {aspect.form.strip(), form.strip()} == set(STOPS)
                if is_exchanged and agree < _NEARLY_ALL * total:
                    return True
                return "\n" in form and self._is_on_one_line(entry)
            case "case":
                is_description = aspect.key == ("description_case",)
                return is_description and not self._is_capitalized_elsewhere(aspect, entry)
            case "label":
                is_case = aspect.key == ("label_case",)
                return total < _MANY or (is_case and self._may_label_keep_case(aspect, entry, form))
            case "title":
                loses_emphasis = aspect.key[0] == "title" and "*" in aspect.form and "*" not in form
                if loses_emphasis and (total < _MANY or not self._is_rare_emphasis(aspect, entry)):
                    return True
                return _differs_only_in_stop(aspect, expected, form)
            case "venue":
                is_spaced = aspect.form == form.replace(" ", "")
                if agree < _VENUE_SHARE * total and not is_spaced:
                    return True
                return _differs_only_in_stop(aspect, expected, form)
        return False

    def _is_stray_blank_line(self, gap: Aspect, entry: Entry) -> bool:
        """Whether a single blank line is before the entry, and next to no other entry of the list and of the section
        has one before it. Other blank lines separate groups of entries."""
        is_single = len(LINE_END.findall(self.listing.text, *gap.span)) == 2
        is_rare_in = partial(self.usage.is_rare, entry.kind, gap.key, gap.form)
        return is_single and is_rare_in(None) and is_rare_in(entry.section.number)

    def _is_rare_emphasis(self, title: Aspect, entry: Entry) -> bool:
        """Whether almost no other title has this emphasis, neither in the list nor in the section."""
        here = self.usage.here(entry.kind, title.key, entry.section.number)
        is_common_here = here[title.form] > 1 and 3 * here[title.form] >= here.total()
        return self.usage.is_rare(entry.kind, title.key, title.form) and not is_common_here

    def _is_on_one_line(self, entry: Entry) -> bool:
        """Whether the entry is on one line, as most entries of its section, and at least three, are."""
        if "\n" in self.listing.text[entry.span.start : entry.span.end]:
            return False
        here = self.usage.here(entry.kind, ("lines",), entry.section.number)
        return here["one"] >= LEAST_HERE and 2 * here["one"] > here.total()

    def _is_capitalized_elsewhere(self, first_letter: Aspect, entry: Entry) -> bool:
        """Whether another description begins with this word and a capital letter. If not, the word may be a name that
        is written in lower case."""
        match = _WORD.match(self.listing.text, first_letter.span.start)
        assert match is not None
        return self.usage.whole(entry.kind, ("first_word", match[0].casefold()))["capital"] > 0

    def _may_label_keep_case(self, aspect: Aspect, entry: Entry, case: str) -> bool:
        """Whether the label may stay as it is: another entry writes it in the same way, or no entry writes it in `case`
        (it may be a name)."""
        label = self.listing.text[aspect.span.start : aspect.span.end]
        counts = self.usage.whole(entry.kind, ("label_word", label.casefold()))
        return not counts[in_case(label, case)] or counts[label] > 1

    def _may_venue_be_author(self, entry: Entry) -> bool:
        """Whether the venue may be an author: the entry has no authors, unlike others of its kind."""
        return (
            entry.authors is None and decide_form(self.usage.whole(entry.kind, ("authors",))).value == "yes"
        )


def _start_with_opening_mark(text: str, low: int, span: Span) -> int:
    """The start of a span, or the offset between `low` and it of the bracket or backtick that the span closes."""
    words = text[span.start : span.end]
    for opening, closing in ("()", "[]", "``"):
        place = text.rfind(opening, low, span.start)
        is_closed = closing in words and opening not in words[: words.index(closing)]
        if is_closed and place >= 0 and closing not in text[place + 1 : span.start]:
            return place
    return span.start


def _make_part(
    aspect: Aspect, edits: Sequence[Edit] | None, form: Form[str], *, doubtful: bool = False
) -> PartRewrite | None:
    """The part of a plan with these edits; None without edits."""
    if not edits:
        return None
    is_order = aspect.part == "venue" and reorders_fields(aspect.form, form.value or "")
    return PartRewrite("venue_order" if is_order else aspect.part, aspect.span, tuple(edits), form, doubtful)


def _entries_in_arxiv_runs(entries: Iterable[tuple[Anatomy, Sequence[Aspect]]]) -> Iterator[Entry]:
    """The entries whose arXiv links lead to the same kind of page as those of the entry before or after: several in a
    row are assumed to be intended."""
    pages = [
        (one.entry, {each.form for each in found if each.part == "arxiv_link"}) for one, found in entries
    ]
    for (one, form), (other, other_form) in pairwise(pages):
        if form and form == other_form:
            yield from (one, other)


def _differs_only_in_stop(aspect: Aspect, expected: Form[str], form: str) -> bool:
    """Whether the forms differ only in stops, and so many entries have another form than the expected one that it is no
    slip."""
    odd = expected.total - expected.agree
    stops = str.maketrans("", "", STOPS)
    is_slip = expected.is_nearly_unanimous and odd <= max(2, _ODD_SHARE * expected.total)
    return not is_slip and aspect.form.translate(stops) == form.translate(stops)
