"""The rules of form: one class over the deviations from the list style, and the table of parts that it reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from awesome_lint.analysis.context import Context
from awesome_lint.findings import Batch, Finding, Habit, Related, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.rules.base import Rule
from awesome_lint.style import Deviation, deviations

FOLD_ABOVE = 10
"""Warnings of one part above which they are one finding for the file."""

_SPACES = lazy(r"\s+")


class Part(NamedTuple):
    """What the rules know of one part of an entry: the `code` of the rule that reports it, its name in messages
    (of one and of several), the highest severity without a pinned style, the safety of the fix where nearly all
    entries agree, the share of agreeing entries below which nothing is reported, and the number of places above
    which they are one finding."""

    code: str
    name: str
    names: str
    severity: Severity = Severity.WARNING
    safety: Safety = Safety.SAFE
    least: float = 0.6
    above: int = FOLD_ABOVE


_ADVICE = Severity.ADVICE

PARTS = {
    "date": Part("EN001", "Date", "dates"),
    "date_frame": Part("EN001", "Date", "dates with their brackets"),
    "venue_order": Part("EN003", "Venue and year", "venues with year"),
    "field_label": Part("EN005", "Label", "labels"),
    "authors_label": Part("EN005", "Label of the authors", "labels of authors"),
    "venue_gap": Part("EN006", "Venue", "venues"),
    "venue_form": Part("EN006", "Venue", "venues"),
    "list_separator": Part("EN006", "Separator of keywords", "separators of keywords"),
    "label_separator": Part("EN006", "Separator after the label", "separators after labels"),
    "title_gap": Part("EN006", "Gap after the title", "gaps after titles", least=0.75),
    "tag_separator": Part("EN006", "Gap between links", "gaps between links", _ADVICE, least=0.75),
    "bullet": Part("EN009", "Bullet", "bullets"),
    "field_bullet": Part("EN009", "Bullet of a field", "bullets of fields"),
    "field_indent": Part(
        "EN009", "Indentation of the fields", "entries with fields of another indentation", _ADVICE
    ),
    "blank_between": Part("EN009", "Gap between entries", "gaps between entries", _ADVICE),
    "author_line": Part(
        "EN010",
        "Venue at the end of the author line",
        "venues at the end of author lines",
        _ADVICE,
        least=0.85,
    ),
    "arxiv_link": Part("AX001", "arXiv link", "arXiv links", above=3),
}
"""By the names that `style.deviations` uses."""


def code_of(part: str) -> str:
    """The code of the rule that a part of a plan belongs to."""
    if part in PARTS:
        return PARTS[part].code
    return "EN006" if part == "venue" else "EN013"


class FormRule(Rule):
    """A rule that reports the deviations of the parts that carry its code."""

    fix: ClassVar[Safety | None] = Safety.SAFE
    batch = Batch.ENTRIES

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each deviating part of an entry."""
        for each in context.cached(_deviations):
            if PARTS[each.part].code == self.code and (severity := severity_of(each)) is not None:
                yield self._of(each, severity)

    def _of(self, each: Deviation, severity: Severity) -> Finding:
        part = PARTS[each.part]
        loud = severity is not Severity.ADVICE
        habit = Habit(each.part, part.above if loud else 0, f"{{count}} {self.several(each)}")
        return self.finding(
            each.span,
            self.single(each),
            severity=severity,
            related=[Related(span, "also here") for span in each.also],
            edits=each.edits or (),
            safety=part.safety if each.nearly_all else Safety.DISPLAY,
            habit=habit,
        )

    def single(self, each: Deviation) -> str:
        """The message for one place."""
        name = PARTS[each.part].name
        return f"{name} {shown(each.current)} is not in {_form(each)}: write {shown(each.expected)}"

    def several(self, each: Deviation) -> str:
        """The message for the file, after the number of places."""
        names = PARTS[each.part].names
        return (
            f"{names} are not in {_form(each)}, such as {shown(each.current)}: write {shown(each.expected)}"
        )


def severity_of(each: Deviation) -> Severity | None:
    """How a deviation is reported; None where too few entries agree."""
    part = PARTS[each.part]
    if not each.pinned and each.agree < part.least * each.total:
        return None
    if same_to_readers(each) or _differs_by_a_comma(each) or not each.nearly_all:
        return part.severity if each.pinned and not same_to_readers(each) else Severity.ADVICE
    return Severity.WARNING if each.pinned else part.severity


def same_to_readers(each: Deviation) -> bool:
    """Whether HTML shows both forms alike: whitespace is folded, and indentation is not shown."""
    if each.part == "field_indent":
        return True
    return each.part != "blank_between" and _folded(each.current) == _folded(each.expected)


def _differs_by_a_comma(each: Deviation) -> bool:
    """Whether a venue has a comma too many or too few (`CVPR, 2024`): a matter of taste."""
    return each.part == "venue_form" and each.current.replace(",", "") == each.expected.replace(",", "")


def agreement(each: Deviation) -> str:
    """Who writes the expected form."""
    if each.pinned:
        return "the configuration"
    return f"{each.agree} of {each.total} entries"


def shown(text: str) -> str:
    """A piece of text in a message; whitespace, which nobody would see, in words."""
    if text.strip():
        return f"“{text}”"
    return {0: "no space", 1: "one space"}.get(len(text), f"{len(text)} spaces")


def _form(each: Deviation) -> str:
    return "the usual form" if not each.total else f"the form of {agreement(each)}"


def _folded(text: str) -> str:
    return _SPACES.sub(" ", text)


def _deviations(context: Context) -> list[Deviation]:
    listing = context.listing
    return [each for entry in listing.entries for each in deviations(entry, listing, context.list_style)]
