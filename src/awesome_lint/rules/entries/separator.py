"""EN006 separator."""

from __future__ import annotations

from awesome_lint.model import Batch, Removal, Safety
from awesome_lint.rules.base import Example
from awesome_lint.rules.entries._form import FormRule


class Separator(FormRule):
    """Signs or blanks between fields other than the list’s.

    ## What it finds

    `a; b` in a list that writes `a, b`; a bracket that touches the link before it; `),[` or `)[` where the
    list writes `) [`; two blanks behind a label; `(NeurIPS, 2024)` among `(ECCV 2024)`.

    ## Why it matters

    What is glued together is not read apart, by people or by scripts.

    ## The fix

    Safe: the list’s own separator.
    """

    code = "EN006"
    name = "separator"
    summary = "signs or blanks between fields other than the list’s"
    fix = Safety.SAFE
    batch = Batch.ENTRIES
    removes = frozenset({Removal.DATES})
    parts = frozenset({"label_separator", "list_separator", "tag_separator", "title_gap", "venue_form"})
    examples = (
        Example(
            title="A comma too many",
            bad="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (ICLR 2024)
                - [Loam in Motion](https://loam.example) (ICML 2023)
                - [Silt and Water](https://silt.example) (AAAI 2024)
                - [Sand under Load](https://sand.example) (CVPR 2025)
                - [Peat in Winter](https://peat.example) (ECCV, 2024)
                - [Marl and Lime](https://marl.example) (NeurIPS 2022)
                """,
            lines=(7,),
            mended="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (ICLR 2024)
                - [Loam in Motion](https://loam.example) (ICML 2023)
                - [Silt and Water](https://silt.example) (AAAI 2024)
                - [Sand under Load](https://sand.example) (CVPR 2025)
                - [Peat in Winter](https://peat.example) (ECCV 2024)
                - [Marl and Lime](https://marl.example) (NeurIPS 2022)
                """,
        ),
    )
    noop = (
        # Semicolons are this list's own.
        """
        # Awesome soil

        - [Clay at Rest](https://arxiv.org/abs/2301.00001)
          - Ann Ames
          - Keyword: clay; rest
        - [Loam in Motion](https://arxiv.org/abs/2302.00002)
          - Cy Cole
          - Keyword: loam; motion
        """,
        """
        # Awesome tools

        - [Spade](https://spade.example) - Digs; lifts; turns.
        - [Rake](https://rake.example), [Fork](https://fork.example) - Both rake.
        """,
    )
