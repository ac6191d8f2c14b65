"""The rules of form: views of the plans that `format` applies, and the table of parts that they report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Span, apply_edits, sort_edits
from awesome_lint.findings import Batch, Finding, Habit, Related, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.rules.base import Rule
from awesome_lint.style.list_style import Form
from awesome_lint.style.plan import FRAMES, PartRewrite, merge_frame_edits

FOLD_ABOVE = 10
"""Warnings of one part above which they are one finding for the file."""

_SPACES = lazy(r"\s+")
_BEFORE_CLOSING_TAG = lazy(r"\s+(?=</\w+>\s)")
"""Whitespace that renders as one space with that after the tag."""
_LAST_WORD, _FIRST_WORD = lazy(r"(?:\w{1,20}|.)\Z", re.S), lazy(r"\w{1,20}|.", re.S)
_UNCLEAR_SPACES = lazy(r"\A +| {2,}| +\Z")
_JUNE_OR_JULY = lazy(r"\b(Jun(?=e)|Jul(?=y))[ey]\b(?!\.)")
_VENUE_MARKS = lazy(r"[,*_`]")
_MAX_SHOWN = 60
"""Characters of a part above which a message shows only the text that changes."""


class PartKind(NamedTuple):
    """How the rules report one kind of part of an entry: the `code` of its rule, its name in messages (singular and
    plural), the severity if the settings do not have its form, the safety of the fix if nearly all entries agree, the
    number of places above which they become one finding, and what the fix may remove."""

    code: str
    name: str
    names: str
    severity: Severity = Severity.WARNING
    safety: Safety = Safety.SAFE
    above: int = FOLD_ABOVE
    removes: frozenset[Removal] = frozenset()


def _entry_form_part(name: str, names: str, removes: frozenset[Removal] = frozenset()) -> PartKind:
    """A part that EN013 reports: `format` always writes it, `--fix` only if the configuration sets its form."""
    return PartKind("EN013", name, names, Severity.ADVICE, Safety.DISPLAY, removes=removes)


_ADVICE = Severity.ADVICE
_DATES, _WORDS = frozenset({Removal.DATES}), frozenset({Removal.WORDS})

PARTS = {
    "date": PartKind("EN001", "Date", "dates", removes=_DATES),
    "date_frame": PartKind("EN001", "Date", "dates with their brackets", _ADVICE),
    "venue_order": PartKind("EN003", "Venue and year", "venues with year", removes=_DATES),
    "field_label": PartKind("EN005", "Label", "labels", removes=_WORDS),
    "authors_label": PartKind("EN005", "Label of the authors", "labels of authors", removes=_WORDS),
    "venue": PartKind("EN006", "Venue", "venues", removes=_DATES),
    "list_separator": PartKind("EN006", "Separator of keywords", "separators of keywords"),
    "label_separator": PartKind("EN006", "Separator after the label", "separators after labels"),
    "title_gap": PartKind("EN006", "Gap after the title", "gaps after titles"),
    "tag_separator": PartKind("EN006", "Gap between links", "gaps between links", _ADVICE),
    "bullet": PartKind("EN009", "Bullet", "bullets"),
    "field_bullet": PartKind("EN009", "Bullet of a field", "bullets of fields"),
    "field_indent": PartKind("EN009", "Indentation of the fields", "indentations of fields", _ADVICE),
    "blank_between": PartKind("EN009", "Gap between entries", "gaps between entries", _ADVICE),
    "number": PartKind("EN009", "Number of the item", "numbers of items", _ADVICE),
    "arxiv_link": PartKind("AX001", "arXiv link", "arXiv links", above=3, removes=frozenset({Removal.LINKS})),
    "after_title": _entry_form_part("Separator after the title", "separators after titles"),
    "between": _entry_form_part("Separator", "separators"),
    "brackets": _entry_form_part("Link", "links with their brackets"),
    "case": _entry_form_part("First letter", "first letters"),
    "commas": _entry_form_part("Comma", "commas"),
    "description_end": _entry_form_part("End of the description", "ends of descriptions"),
    "label": _entry_form_part("Label of the link", "labels of links", _WORDS),
    "lines": _entry_form_part("Line break", "line breaks"),
    "marker_gap": _entry_form_part("Gap after the marker", "gaps after markers"),
    "missing_bullet": _entry_form_part("Line without a bullet", "lines without a bullet"),
    "order": _entry_form_part("Order of the fields", "orders of fields"),
    "row": _entry_form_part("Padding of the cell", "paddings of cells"),
    "row_pipes": _entry_form_part("Row without outer pipes", "rows without outer pipes"),
    "spaces": _entry_form_part("Number of spaces", "numbers of spaces"),
    "title": _entry_form_part("Title", "titles with their marks"),
}
"""By the names of the parts in `style`."""


class _Defect(NamedTuple):
    """The names of a deviation that is best called by what is wrong, singular and plural, and what others have."""

    name: str
    names: str
    others: str


_DEFECTS = {
    ("commas", True): _Defect("Comma without a space", "commas without a space", "have one"),
    ("commas", False): _Defect("Space before a comma", "spaces before commas", "have none"),
    ("description_end", True): _Defect(
        "Description without a full stop", "descriptions without a full stop", "have one"
    ),
    ("description_end", False): _Defect(
        "Full stop after the description", "descriptions with a full stop", "have none"
    ),
    ("spaces", True): _Defect("Missing space", "missing spaces", "have one"),
    ("spaces", False): _Defect("Extra space", "extra spaces", "have none"),
}
"""By the name of the part, and whether the expected text is longer."""


class Deviation:
    """A part of a plan as a finding shows it: `current` is its text, `expected` the text after its edits."""

    def __init__(self, part: PartRewrite, text: str) -> None:
        self.name, self.form = part.name, part.form
        self.doubtful = part.doubtful
        self.span = _shown_span(part, text)
        self.edits = merge_frame_edits(part.edits, part.edits, text) if part.name in FRAMES else part.edits
        self.also = [
            edit.span
            for edit in part.edits
            if not (self.span.overlaps(edit.span) or self.span.covers(edit.span))
        ]
        inside = sort_edits(edit for edit in part.edits if self.span.covers(edit.span))
        self.current = _show_line_ends(text[self.span.start : self.span.end])
        self.expected = _show_line_ends(apply_edits(text, inside, self.span))

    @property
    def severity(self) -> Severity:
        """The severity of the part if nearly all entries agree, a warning if the settings have the form. Advice if
        readers see no difference, if links to the PDF are usual instead of the abstract, or if the form was not
        counted."""
        to_pdf = self.name == "arxiv_link" and not self.form.pinned and self.form.value != "abs"
        if self._is_minor_difference or to_pdf or not self.form.is_nearly_unanimous:
            return Severity.ADVICE
        if self.form.pinned:
            return Severity.WARNING
        return PARTS[self.name].severity if self.form.total else Severity.ADVICE

    @property
    def safety(self) -> Safety:
        """The safety of the fix: SAFE if the settings have the form, DISPLAY if the form is doubtful or too few entries
        agree, else that of the part."""
        if self.form.pinned:
            return Safety.SAFE
        if self.doubtful or not self.form.is_nearly_unanimous:
            return Safety.DISPLAY
        drops_text = any(edit.span.start < edit.span.end for edit in self.edits)
        return Safety.DISPLAY if self.name == "tag_separator" and drops_text else PARTS[self.name].safety

    @property
    def defect(self) -> _Defect | None:
        """The names of what is wrong, for the parts that have them."""
        return _DEFECTS.get((self.name, len(self.expected) > len(self.current)))

    @property
    def _is_minor_difference(self) -> bool:
        """Whether both forms render in the same way, differ only in `June` or `July` for `Jun` or `Jul`, or are venues
        that differ only in emphasis, a comma (`CVPR, 2024`), a space that the list leaves out (`CVPR2024`), or brackets
        that it leaves out."""
        one, other = (
            _SPACES.sub(" ", _BEFORE_CLOSING_TAG.sub("", shown)) for shown in (self.current, self.expected)
        )
        if self.name == "date" and _JUNE_OR_JULY.sub(r"\1", one) == other:
            return True  # many write these two months in full among abbreviations
        if self.name != "venue":
            return one == other and self.name != "blank_between"
        one, other = _VENUE_MARKS.sub("", one), _VENUE_MARKS.sub("", other)
        return other in (one, one.replace(" ", ""), one.strip("()[]"))


class FormRule(Rule):
    """A rule that reports those parts of the entries' plans that have its code in `PARTS`."""

    fix: ClassVar[Safety | None] = Safety.SAFE
    batch = Batch.ENTRIES

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each part of an entry that is not in the form of the list."""
        for plan in context.plans:
            for part in plan.parts:
                if PARTS[part.name].code == self.code:
                    yield self._make_finding(Deviation(part, context.text))

    def _make_finding(self, deviation: Deviation) -> Finding:
        part, severity = PARTS[deviation.name], deviation.severity
        above = 0 if severity is Severity.ADVICE else part.above
        return self.finding(
            deviation.span,
            self.message_for_one(deviation),
            severity=severity,
            related=[Related(span, "also here") for span in deviation.also],
            edits=deviation.edits,
            safety=deviation.safety,
            removes=part.removes,
            habit=Habit(deviation.name, above, f"{{count}} {self.message_for_many(deviation)}"),
        )

    def message_for_one(self, deviation: Deviation) -> str:
        """The message for a finding at one place."""
        name = PARTS[deviation.name].name
        current, expected = _quote_texts(deviation)
        if (defect := deviation.defect) is not None and deviation.current.strip():
            return f"{defect.name}: {current}; {_describe_others(defect, deviation.form)}write {expected}"
        if not deviation.current.strip():
            return f"{name}: {current}; write {expected}, which is {describe_form(deviation.form)}"
        instead = f"write {expected}" if deviation.expected else "remove it"
        return f"{name} {current} is not in {describe_form(deviation.form)}: {instead}"

    def message_for_many(self, deviation: Deviation) -> str:
        """The message for a finding that folds several places, without their number at its start."""
        names = PARTS[deviation.name].names
        current, expected = _quote_texts(deviation)
        if (defect := deviation.defect) is not None:
            return f"{defect.names}, such as {current}; {_describe_others(defect, deviation.form)}write {expected}"
        instead = f"write {expected}" if deviation.expected or not deviation.current.strip() else "remove it"
        return f"{names} are not in {describe_form(deviation.form)}, such as {current}: {instead}"


def is_deviation(finding: Finding) -> bool:
    """Whether the finding reports a part of `PARTS`, which `format` writes in the form of the list."""
    part = PARTS.get(finding.habit.part) if finding.habit is not None else None
    return part is not None and part.code == finding.code


def describe_agreement(form: Form[str]) -> str:
    """In words, who has the expected form: the configuration, or how many of the entries with such a part."""
    return "the configuration" if form.pinned else f"{form.agree} of {form.total} comparable entries"


def _describe_others(defect: _Defect, form: Form[str]) -> str:
    """The clause on the other entries; "" for a form that was not counted."""
    return f"{describe_agreement(form)} {defect.others}: " if form.total and not form.pinned else ""


def describe_form(form: Form[str]) -> str:
    """In words, the form that others have: that of the configuration, of most entries, or the usual one."""
    return f"the form of {describe_agreement(form)}" if form.total or form.pinned else "the usual form"


def quote_text(text: str) -> str:
    """The text in quotation marks for a message; whitespace, which readers would not see, is described in words."""
    if text.strip():
        return f"“{text}”"
    return {0: "no space", 1: "one space"}.get(len(text), f"{len(text)} spaces")


def _shown_span(part: PartRewrite, text: str) -> Span:
    """The span of a part; if it is long, that of the text that its first edit changes, with the word or character
    before and after."""
    if part.span.end - part.span.start <= _MAX_SHOWN:
        return part.span
    changes = [edit for edit in part.edits if text[slice(*edit.span)] != edit.text]
    first = min(changes or part.edits).span
    before = _LAST_WORD.search(text, max(part.span.start, first.start - _MAX_SHOWN), first.start)
    after = _FIRST_WORD.match(text, first.end, part.span.end)
    return Span(before.start() if before else first.start, after.end() if after else first.end)


def _quote_texts(deviation: Deviation) -> tuple[str, str]:
    """The text of a part, and the expected one, in quotation marks. If they differ only in spaces, each space at an end
    or next to another one is shown as `␣`."""
    current, expected = deviation.current, deviation.expected
    if current.strip() and _SPACES.sub("", current) == _SPACES.sub("", expected):
        current, expected = _show_spaces(current), _show_spaces(expected)
    return quote_text(current), quote_text(expected)


def _show_spaces(text: str) -> str:
    """The text with `␣` for each space at an end or next to another space."""
    return _UNCLEAR_SPACES.sub(lambda match: "␣" * len(match[0]), text)


def _show_line_ends(text: str) -> str:
    """The text with `⏎` for each line end."""
    return text.replace("\r", "").replace("\n", "⏎")
