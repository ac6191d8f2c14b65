"""EN009 entry-layout."""

from __future__ import annotations

from awesome_lint.model import Batch, Safety
from awesome_lint.rules.base import Example
from awesome_lint.rules.entries._form import FormRule
from awesome_lint.style import Drift


class EntryLayout(FormRule):
    """Bullet, indent or blank lines other than the list’s.

    ## What it finds

    An entry with `*` among entries with `-`, a nested line at another depth, a blank line between entries where
    the list has none or none where it has one: each judged by the entries of the same kind around it. As
    advice where a reader sees no difference.

    ## Why it matters

    Two bullets make two lists, and Markdown spaces them apart; one blank line makes a whole list loose.

    ## The fix

    Safe: the list’s own form.
    """

    code = "EN009"
    name = "entry-layout"
    summary = "bullet, indent or blank lines other than the list’s"
    fix = Safety.SAFE
    batch = Batch.ENTRIES
    parts = frozenset({"bullet", "blank_between", "field_bullet", "field_indent"})
    mild = frozenset({"blank_between", "field_indent"})
    examples = (
        Example(
            title="Another bullet",
            bad="""
                # Awesome soil

                - [Clay at Rest](https://clay.example)
                - [Loam in Motion](https://loam.example)
                - [Silt and Water](https://silt.example)
                * [Sand under Load](https://sand.example)
                - [Peat in Winter](https://peat.example)
                - [Marl and Lime](https://marl.example)
                - [Dust on Roads](https://dust.example)
                """,
            lines=(6,),
            mended="""
                # Awesome soil

                - [Clay at Rest](https://clay.example)
                - [Loam in Motion](https://loam.example)
                - [Silt and Water](https://silt.example)
                - [Sand under Load](https://sand.example)
                - [Peat in Winter](https://peat.example)
                - [Marl and Lime](https://marl.example)
                - [Dust on Roads](https://dust.example)
                """,
        ),
    )
    noop = (
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
        """
        # Awesome soil

        * [Clay at Rest](https://clay.example)
          - Ann Ames
        * [Loam in Motion](https://loam.example)
          - Cy Cole
        """,
    )

    def message(self, each: Drift) -> str:
        """Blank lines have no text to show."""
        if each.part == "blank_between":
            return f"this list has {each.house} between entries ({each.agree} of {each.total})"
        return super().message(each)
