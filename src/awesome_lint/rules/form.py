"""The rules of form: one class over the deviations from the list style, and the table of parts that it reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from awesome_lint.analysis.context import Context
from awesome_lint.findings import Batch, Finding, Habit, Related, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.rules.base import Rule
from awesome_lint.style import Deviation, deviations
from awesome_lint.style.model import NEARLY_ALL, Form

FOLD_ABOVE = 10
"""Warnings of one part above which they are one finding for the file."""

_SPACES = lazy(r"\s+")


class ReportedPart(NamedTuple):
    """A part of an entry that the rules report: the `code` of its rule, its name in messages (singular and
    plural), the highest severity without a pinned style, the safety of the fix where nearly all entries
    agree, the share of agreeing entries below which nothing is reported, and the number of places above
    which they become one finding. `fix_from` is the share of agreeing entries from which the fix has its safety.
    """

    code: str
    name: str
    names: str
    severity: Severity = Severity.WARNING
    safety: Safety = Safety.SAFE
    least: float = 0.6
    above: int = FOLD_ABOVE
    fix_from: float = NEARLY_ALL


_ADVICE = Severity.ADVICE

PARTS = {
    "date": ReportedPart("EN001", "Date", "dates"),
    "date_frame": ReportedPart("EN001", "Date", "dates with their brackets"),
    "venue_order": ReportedPart("EN003", "Venue and year", "venues with year"),
    "field_label": ReportedPart("EN005", "Label", "labels"),
    "authors_label": ReportedPart("EN005", "Label of the authors", "labels of authors"),
    "venue_gap": ReportedPart("EN006", "Venue", "venues"),
    "venue_form": ReportedPart("EN006", "Venue", "venues"),
    "list_separator": ReportedPart("EN006", "Separator of keywords", "separators of keywords"),
    "label_separator": ReportedPart("EN006", "Separator after the label", "separators after labels"),
    "title_gap": ReportedPart("EN006", "Gap after the title", "gaps after titles", least=0.75),
    "tag_separator": ReportedPart("EN006", "Gap between links", "gaps between links", _ADVICE, least=0.75),
    "bullet": ReportedPart("EN009", "Bullet", "bullets"),
    "field_bullet": ReportedPart("EN009", "Bullet of a field", "bullets of fields"),
    "field_indent": ReportedPart(
        "EN009", "Indentation of the fields", "entries with fields of another indentation", _ADVICE
    ),
    "blank_between": ReportedPart("EN009", "Gap between entries", "gaps between entries", _ADVICE),
    "author_line": ReportedPart(
        "EN010",
        "Venue at the end of the author line",
        "venues at the end of author lines",
        _ADVICE,
        least=0.85,
    ),
    "arxiv_link": ReportedPart("AX001", "arXiv link", "arXiv links", above=3, fix_from=0.95),
}
"""By the names that `style.deviations` uses."""


def code_of_part(part_name: str) -> str:
    """The code of the rule that a part of a plan belongs to."""
    if part_name in PARTS:
        return PARTS[part_name].code
    return "EN006" if part_name == "venue" else "EN013"


class FormRule(Rule):
    """A rule that reports the deviations of the parts that carry its code."""

    fix: ClassVar[Safety | None] = Safety.SAFE
    batch = Batch.ENTRIES

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each deviating part of an entry."""
        for each in context.cached(_compute_deviations):
            if PARTS[each.part].code == self.code and (severity := deviation_severity(each)) is not None:
                yield self._make_finding(each, severity)

    def _make_finding(self, deviation: Deviation, severity: Severity) -> Finding:
        part = PARTS[deviation.part]
        loud = severity is not Severity.ADVICE
        habit = Habit(deviation.part, part.above if loud else 0, f"{{count}} {self.several(deviation)}")
        return self.finding(
            deviation.span,
            self.single(deviation),
            severity=severity,
            related=[Related(span, "also here") for span in deviation.also],
            edits=deviation.edits or (),
            safety=part.safety if deviation.form.is_shared_by(part.fix_from) else Safety.DISPLAY,
            habit=habit,
        )

    def single(self, deviation: Deviation) -> str:
        """The message for a finding on one place."""
        name = PARTS[deviation.part].name
        current, expected = quote_text(deviation.current), quote_text(deviation.expected)
        if not deviation.current.strip():
            return f"{name} has {current}: write {expected}, which is {describe_form(deviation.form)}"
        return f"{name} {current} is not in {describe_form(deviation.form)}: write {expected}"

    def several(self, deviation: Deviation) -> str:
        """The message for a folded finding on several places; their number is put before it."""
        names = PARTS[deviation.part].names
        current, expected = quote_text(deviation.current), quote_text(deviation.expected)
        return f"{names} are not in {describe_form(deviation.form)}, such as {current}: write {expected}"


def deviation_severity(deviation: Deviation) -> Severity | None:
    """The severity of a deviation; None if too few entries agree."""
    part, form = PARTS[deviation.part], deviation.form
    if not form.pinned and form.agree < part.least * form.total:
        return None
    if renders_the_same(deviation) or _differs_only_by_comma(deviation) or not form.nearly_all:
        return part.severity if form.pinned and not renders_the_same(deviation) else Severity.ADVICE
    return Severity.WARNING if form.pinned else part.severity


def renders_the_same(deviation: Deviation) -> bool:
    """Whether both forms render alike: they differ only in whitespace or indentation."""
    if deviation.part == "field_indent":
        return True
    return deviation.part != "blank_between" and _collapse_whitespace(
        deviation.current
    ) == _collapse_whitespace(deviation.expected)


def _differs_only_by_comma(deviation: Deviation) -> bool:
    """Whether a venue differs from the expected form only by a comma (`CVPR, 2024`), which is a matter of
    taste.
    """
    return deviation.part == "venue_form" and deviation.current.replace(
        ",", ""
    ) == deviation.expected.replace(",", "")


def describe_agreement(form: Form[object]) -> str:
    """The words that say who writes the expected form: the configuration, or the number of entries."""
    return "the configuration" if form.pinned else f"{form.agree} of {form.total} entries"


def describe_form(form: Form[object]) -> str:
    """The words for a form in a message, with those who write it where they were counted."""
    return f"the form of {describe_agreement(form)}" if form.total or form.pinned else "the usual form"


def quote_text(text: str) -> str:
    """The text in quotation marks for a message; whitespace, which would not be seen, is described in
    words.
    """
    if text.strip():
        return f"“{text}”"
    return {0: "no space", 1: "one space"}.get(len(text), f"{len(text)} spaces")


def _collapse_whitespace(text: str) -> str:
    return _SPACES.sub(" ", text)


def _compute_deviations(context: Context) -> list[Deviation]:
    listing = context.listing
    return [each for entry in listing.entries for each in deviations(entry, listing, context.list_style)]
