"""EN005 field-label."""

from __future__ import annotations

from awesome_lint.findings import Removal
from awesome_lint.rules.base import Example
from awesome_lint.rules.form import FormRule


def _make_example(label: str) -> str:
    """An example's list with this label in the fifth entry."""
    return "# Awesome soil\n\n" + "".join(
        f"- [Soil study {n}](https://arxiv.org/abs/2301.0000{n})\n  - Ann Ames, Bo Bohr\n"
        f"  - {label if n == 4 else 'Keyword'}: soil, water\n"
        for n in range(10)
    )


class FieldLabel(FormRule):
    """A field’s label in another wording than the list’s.

    ## What it does

    `Key Words:` or `Keyword:` in a list of which nine in ten entries of this kind write `Keywords:`; a label before
    the authors where the list writes none. Where fewer agree, from six in ten on, it is one advice for the file.

    ## Why it matters

    Search finds one wording, not three.

    ## Fix

    Safe where nine in ten agree, else shown only: the list’s own label.
    """

    code = "EN005"
    name = "field-label"
    summary = "field’s label in another wording than the list’s"
    removes = frozenset({Removal.WORDS})
    examples = (
        Example(
            title="One label of ten",
            before=_make_example("Key Words"),
            lines=(17,),
            after=_make_example("Keyword"),
        ),
    )
    valid = (
        # Too few to have a form.
        """
        # Awesome soil

        - [Clay at Rest](https://arxiv.org/abs/2301.00001)
          - Ann Ames
          - Keyword: clay
        - [Loam in Motion](https://arxiv.org/abs/2302.00002)
          - Cy Cole
          - Key Words: loam
        """,
        # Words before a colon that are no label.
        """
        # Awesome soil

        - [Clay: at Rest](https://arxiv.org/abs/2301.00001) - Soil: a study of keyword: extraction.
        """,
    )
