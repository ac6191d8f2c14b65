"""EN010 misplaced-venue."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.findings import Finding, Habit, Severity
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.form import describe_agreement, quote_text
from awesome_lint.style import forms

_SHARE = 0.85
"""Share of author lines that must have authors alone."""


class MisplacedVenue(Rule):
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

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each such venue. It does not say where to write the venue, since other entries may not
        have one.
        """
        text, usage = context.text, context.planner.usage
        for entry in context.listing.entries:
            if entry.venue is None or forms.author_line_form(entry, text) != "venue":
                continue
            section = entry.section.number
            form = usage.expected_form(entry.kind, ("author_line",), "venue", section, _SHARE)
            if form.value == "alone":
                span = entry.venue.outer
                others = f"{describe_agreement(form)} have authors alone there"
                yield self.finding(
                    span,
                    f"Venue {quote_text(text[span.start : span.end])} at the end of the author line; {others}",
                    habit=Habit("author_line", 0, f"{{count}} author lines end in a venue; {others}"),
                )
