"""EN005 field-label."""

from __future__ import annotations

from awesome_lint.model import Batch, Removal, Safety
from awesome_lint.rules.base import Example
from awesome_lint.rules.entries._form import FormRule


class FieldLabel(FormRule):
    """A field’s label in another wording than the list’s.

    ## What it finds

    `Key Words:` or `Keyword:` in a list whose entries of this kind mostly write `Keywords:`; a label before
    the authors where the list writes none.

    ## Why it matters

    Search finds one wording, not three.

    ## The fix

    Safe: the list’s own label.
    """

    code = "EN005"
    name = "field-label"
    summary = "field’s label in another wording than the list’s"
    fix = Safety.SAFE
    batch = Batch.ENTRIES
    removes = frozenset({Removal.WORDS})
    parts = frozenset({"field_label", "authors_label"})
    examples = (
        Example(
            title="One label of six",
            bad="# Awesome soil\n\n"
            + "".join(
                f"- [Soil study {word}](https://arxiv.org/abs/230{n}.0000{n})\n  - Ann Ames, Bo Bohr\n"
                f"  - {'Key Words' if n == 4 else 'Keyword'}: soil, {word}\n"
                for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven"), 1)
            ),
            lines=(14,),
            mended="# Awesome soil\n\n"
            + "".join(
                f"- [Soil study {word}](https://arxiv.org/abs/230{n}.0000{n})\n  - Ann Ames, Bo Bohr\n"
                f"  - Keyword: soil, {word}\n"
                for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven"), 1)
            ),
        ),
    )
    noop = (
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
