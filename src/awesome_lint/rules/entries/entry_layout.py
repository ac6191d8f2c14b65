"""EN009 entry-layout."""

from __future__ import annotations

from awesome_lint.rules.base import Example
from awesome_lint.rules.form import Deviation, FormRule, describe_agreement
from awesome_lint.style.forms import BLANK
from awesome_lint.style.list_style import Form


def _make_example(bullet: str) -> str:
    """An example's list with this bullet for the fifth entry."""
    return "# Awesome soil\n\n" + "".join(
        f"{bullet if n == 4 else '-'} [Soil study {n}](https://soil.example/{n})\n" for n in range(10)
    )


def _numbered_example(*numbers: int) -> str:
    return "# Awesome soil\n\n" + "".join(
        f"{number}. [Soil study {n}](https://soil.example/{n})\n" for n, number in enumerate(numbers)
    )


class EntryLayout(FormRule):
    """Bullet, indentation or blank lines other than the list’s.

    ## What it does

    An entry with `*` in a section of which nine in ten entries have `-`; as one advice for the file, nested lines at
    another depth, one blank line between entries where next to no others have one, or none where the list has one, and
    numbers of items that jump (`13.`, `15.`). Several blank lines, and one line in several places of a section, separate
    groups of entries and are valid.

    ## Why it matters

    Two bullets make two lists, and Markdown spaces them apart; one blank line makes a whole list loose. Of the numbers, a
    browser shows only the first; it counts the others itself.

    ## Fix

    Safe where nine in ten agree, else shown only: the list’s own form. All nested lines of an entry are moved
    together.
    """

    code = "EN009"
    name = "entry-layout"
    summary = "bullet, indentation or blank lines other than the list’s"
    examples = (
        Example(title="Another bullet", before=_make_example("*"), lines=(7,), after=_make_example("-")),
        Example(
            title="A number is left out (advice)",
            before=_numbered_example(1, 2, 3, 5, 6),
            lines=(6, 7),
            after=_numbered_example(1, 2, 3, 4, 5),
        ),
    )
    valid = (
        # Another part of the list keeps to its own bullet.
        """
        # Awesome soil

        ## Papers

        - [Clay at Rest](https://clay.example)
        - [Loam in Motion](https://loam.example)
        - [Silt and Water](https://silt.example)
        - [Peat in Winter](https://peat.example)
        - [Marl and Lime](https://marl.example)

        ## Tools

        * [Spade](https://spade.example)
        * [Rake](https://rake.example)
        * [Fork](https://fork.example)
        """,
        # A topic with entries below it is in another list than they are.
        "# Awesome soil\n\n- Soil science\n"
        + "".join(f"   * [Soil study {n}](https://soil.example/{n})\n" for n in range(10))
        + "- Hydrology\n   * [Water](https://water.example)\n",
        """
        # Awesome soil

        * [Clay at Rest](https://clay.example)
          - Ann Ames
        * [Loam in Motion](https://loam.example)
          - Cy Cole
        """,
        # Numbers that do not count are left alone.
        _numbered_example(1, 1, 1, 1, 1, 1),
        _numbered_example(7, 8, 9, 10),
        _numbered_example(5, 3, 8, 1, 2),
    )

    def message_for_one(self, deviation: Deviation) -> str:
        """The message for one place; that for blank lines shows no text."""
        if deviation.name == "number":
            return f"Item {deviation.expected} of its list has the number {deviation.current}, which no reader sees: write {deviation.expected}"
        if deviation.name != "blank_between":
            return super().message_for_one(deviation)
        line = "No blank line" if deviation.form.value == BLANK else "Blank line"
        return f"{line} between two entries; {_describe_blank_lines(deviation.form)}"

    def message_for_many(self, deviation: Deviation) -> str:
        """The message for a folded finding."""
        if deviation.name == "number":
            return f"items have a number that no reader sees, such as {deviation.current}: write {deviation.expected}, which is shown"
        if deviation.name != "blank_between":
            return super().message_for_many(deviation)
        line = "no blank line" if deviation.form.value == BLANK else "a blank line"
        return f"gaps between entries have {line}; {_describe_blank_lines(deviation.form)}"


def _describe_blank_lines(form: Form[str]) -> str:
    """Who has a blank line between entries, or none there, and what to do about those that differ."""
    action = "add one" if form.value == BLANK else "remove it"
    if form.pinned:
        return f"the configuration says `blank_between = {str(form.value == BLANK).lower()}`: {action}"
    return f"{describe_agreement(form)} have {form.value} there: {action}"
