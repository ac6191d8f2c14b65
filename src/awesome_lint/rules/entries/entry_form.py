"""EN013 entry-form."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Edit, Span, apply_edits
from awesome_lint.findings import Batch, Finding, Habit, Safety, Severity
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.form import code_of_part, describe_form, quote_text
from awesome_lint.style.plan import FRAMES, Part, whole_frame
from awesome_lint.style.planner import Planner

_NAMES = {
    "after_title": "separator after the title",
    "between": "separator",
    "brackets": "brackets",
    "case": "case of the first letter",
    "commas": "space after a comma",
    "label": "label",
    "lines": "line break",
    "marker_gap": "space after the marker",
    "order": "order of the fields",
    "row": "padding of a cell",
    "row_pipes": "outer pipes of the row",
    "spaces": "number of spaces",
    "title": "marks of the title",
}
_MAX_SHOWN = 60


def _list(odd: str) -> str:
    entries = [
        f"- [Soil study {n}](https://soil.example/{n}) [[code](https://code.example/{n})]\n" for n in range(9)
    ]
    return "# Awesome soil\n\n" + "".join([*entries, odd])


class EntryForm(Rule):
    """An entry whose brackets, title marks, separators, lines or order differ from the other entries.

    ## What it does

    Compares each entry with the form that three in four entries of its kind share and its section does not contradict:
    the marks of the title, the brackets, labels and order of links, the separators, the spaces, and the padding of table
    rows. Without a configured style it is one advice for the file. For a part that `[style]` sets, each entry is a
    warning.

    ## Why it matters

    Entries in one form are easier to read and to compare, and contributors copy what they see.

    ## Fix

    `awesome-lint format` writes such entries in the form of the list. `--fix` does so for the parts that `[style]` sets.
    """

    code = "EN013"
    name = "entry-form"
    summary = "an entry whose form differs from the form of the other entries"
    severity = Severity.ADVICE
    fix = Safety.DISPLAY
    batch = Batch.ENTRIES
    gives_way = ("EN001", "EN003", "EN005", "EN006", "EN009", "MD001", "TB001", "TB002")
    examples = (
        Example(
            title="Other brackets around a link",
            before=_list("- [Soil study 9](https://soil.example/9) [code](https://code.example/9)\n"),
            lines=(12,),
        ),
    )
    valid = (
        # No form is shared by three in four entries.
        "# Awesome soil\n\n"
        + "".join(
            f"- [Soil study {n}](https://soil.example/{n}) [[code](https://code.example/{n})]\n"
            for n in range(5)
        )
        + "".join(
            f"- [Soil study {n}](https://soil.example/{n}) [code](https://code.example/{n})\n"
            for n in range(5, 9)
        ),
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each part of an entry that has another form."""
        planner = Planner(context.listing, context.list_style, context.settings.style)
        for plan in planner.plans():
            for part in plan.parts:
                if code_of_part(part.name) == self.code:
                    yield self._of(part, context.text)

    def _of(self, part: Part, text: str) -> Finding:
        span = _place(part)
        edits = whole_frame(part.edits, part.edits, text) if part.name in FRAMES else part.edits
        name = _NAMES[part.name]
        current, expected = _excerpt(text, span, ()), _excerpt(text, span, part.edits)
        message = f"{name[0].upper()}{name[1:]} not in {describe_form(part.form)}: write {quote_text(expected)} instead of {quote_text(current)}"
        several = f"{{count}} parts of entries are not in the form of the list, such as {quote_text(current)}: write {quote_text(expected)}"
        return self.finding(
            span,
            message,
            severity=Severity.WARNING if part.form.pinned else Severity.ADVICE,
            edits=edits,
            safety=Safety.SAFE if part.form.pinned else Safety.DISPLAY,
            habit=None if part.form.pinned else Habit(part.name, 0, several),
        )


def _place(part: Part) -> Span:
    """The text that the part's edits change, with a character before and after an insertion."""
    if part.span.end - part.span.start <= _MAX_SHOWN:
        return part.span
    first = min(edit.span.start for edit in part.edits)
    last = next(edit.span.end for edit in part.edits if edit.span.start == first)
    return Span(max(part.span.start, first - 1), min(part.span.end, max(last, first) + 1))


def _excerpt(text: str, span: Span, edits: tuple[Edit, ...]) -> str:
    """The text of the span after the edits in it, on one line."""
    new = apply_edits(text, sorted(edit for edit in edits if span.covers(edit.span)), span)
    return new.replace("\r", "").replace("\n", "⏎")
