"""EN010 misplaced-venue."""

from __future__ import annotations

from awesome_lint.findings import Severity
from awesome_lint.rules.base import Example
from awesome_lint.rules.form import FormRule, describe_agreement, quote_text
from awesome_lint.style import Deviation


class MisplacedVenue(FormRule):
    """A venue at the end of the author line, where the list does not write one.

    ## What it does

    An author line that ends in a venue (`Ann Ames, Bo Bohr. *ICML 2023*`), in a list whose author lines hold
    authors alone. One advice for the file.

    ## Why it matters

    Scripts, and hurried readers, take the venue for the last author.

    ## Fix

    None: where the list has a place for venues, move it there; else take it out.
    """

    code = "EN010"
    name = "misplaced-venue"
    summary = "venue at the end of an author line, where the list writes none"
    severity = Severity.ADVICE
    fix = None
    examples = (
        Example(
            title="A venue for an author",
            before="# Awesome soil\n\n"
            + "".join(
                f"- [{title}](https://arxiv.org/abs/230{n}.0000{n})\n  - {who}\n"
                for n, (title, who) in enumerate(
                    (
                        ("Clay at rest", "Ann Ames, Bo Bohr"),
                        ("Loam in motion", "Cy Cole, Di Dunn"),
                        ("Silt and water", "Ed East, Flo Frey"),
                        ("Sand under load", "Gus Gold, Hal Hume"),
                        ("Peat in winter", "Ida Ives, Jo Jost"),
                        ("Marl and lime", "Kay Kern, Lee Lund"),
                        ("Dust on roads", "Mo Moor, Ned Nash"),
                        ("Mud after rain", "Oz Odd, Pam Peck"),
                        ("Chalk in streams", "Quin Quick, Ray Rook. *ICML 2023*"),
                    ),
                    1,
                )
            ),
            lines=(20,),
        ),
    )
    valid = (
        # The list's own place for it.
        "# Awesome soil\n\n"
        + "".join(
            f"- [Soil study {word}](https://arxiv.org/abs/230{n}.0000{n})\n  - Ann Ames, Bo Bohr. *ICML 2023*\n"
            for n, word in enumerate(
                ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), 1
            )
        ),
        # Authors in italics, the venue after them not.
        "# Awesome soil\n\n"
        + "".join(
            f"- **Soil study {word}.**\n  *Ann Ames, Bo Bohr.*{where} [[paper](https://arxiv.org/abs/230{n}.0000{n})]\n"
            for n, (word, where) in enumerate(
                [(w, "") for w in ("one", "two", "three", "four", "five", "six", "seven", "eight")]
                + [("nine", " ICML 2023.")],
                1,
            )
        ),
        """
        # Awesome soil

        - [Clay at rest](https://arxiv.org/abs/2301.00001) (ICML 2023)
          - Ann Ames, Bo Bohr
        """,
    )

    def single(self, deviation: Deviation) -> str:
        """The message for one place. It does not say where to write the venue, since other entries may not
        have one.
        """
        return f"Venue {quote_text(deviation.current)} at the end of the author line; {describe_agreement(deviation.form)} have authors alone there"

    def several(self, deviation: Deviation) -> str:
        """The message for a folded finding."""
        return f"author lines end in a venue; {describe_agreement(deviation.form)} have authors alone there"
