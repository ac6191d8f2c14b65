"""EN010 misplaced-venue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from awesome_lint.listing.model import Entry
from awesome_lint.model import Finding
from awesome_lint.rules.base import Context, Example, Rule

LEAST_AUTHOR_LINES = 8
MOST_ALIKE = 0.15
"""Where more than this share of the author lines end in a venue, that is the list's place for it."""
MOST_IN_SECTION = 0.34
"""And where more than this share in a section do, the section's."""


class MisplacedVenue(Rule):
    """A venue at the end of the author line, where the list does not write one.

    ## What it finds

    An author line that ends in a venue (`Ann Ames, Bo Bohr. *ICML 2023*`), in a list whose author lines hold
    authors alone.

    ## Why it matters

    Scripts, and hurried readers, take the venue for the last author.

    ## The fix

    None for now: where the list has a place for venues, move it there; else take it out.
    """

    code = "EN010"
    name = "misplaced-venue"
    summary = "venue at the end of an author line, where the list writes none"
    fix = None
    examples = (
        Example(
            title="A venue for an author",
            bad="# Awesome soil\n\n"
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
    noop = (
        # The list's own place for it.
        "# Awesome soil\n\n"
        + "".join(
            f"- [Soil study {word}](https://arxiv.org/abs/230{n}.0000{n})\n  - Ann Ames, Bo Bohr. *ICML 2023*\n"
            for n, word in enumerate(
                ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), 1
            )
        ),
        # Authors in italics, the venue behind them not.
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
        """One finding for each such venue."""
        kinds: dict[str, list[Entry]] = {}
        for entry in context.listing.entries:
            if entry.authors is not None:
                kinds.setdefault(entry.kind, []).append(entry)
        for entries in kinds.values():
            astray = [entry for entry in entries if _behind_authors(entry, context.text)]
            if len(entries) < LEAST_AUTHOR_LINES or len(astray) > MOST_ALIKE * len(entries):
                continue
            lines = Counter(id(entry.section) for entry in entries)
            usual = Counter(id(entry.section) for entry in astray)
            astray = [e for e in astray if usual[id(e.section)] <= MOST_IN_SECTION * lines[id(e.section)]]
            elsewhere = sum(entry.venue is not None for entry in entries) - len(astray)
            for entry in astray:
                assert entry.venue is not None
                place = (
                    f"{elsewhere} entries write it elsewhere" if elsewhere else "no other entry writes one"
                )
                yield self.finding(
                    entry.venue.outer,
                    f"{context.text[entry.venue.outer.start : entry.venue.outer.end].strip('*_ ')} stands at the end of "
                    f"the author line and reads like an author; of {len(entries)} author lines "
                    f"{len(entries) - len(astray)} hold authors alone, and {place}",
                )


def _behind_authors(entry: Entry, text: str) -> bool:
    """Whether the entry's venue follows its authors on their line, behind the title's line."""
    if entry.venue is None or entry.authors is None or entry.title is None or entry.venue.in_badge:
        return False
    authors, venue = entry.authors.span, entry.venue.outer
    if any(mark in text[authors.end : venue.start] for mark in "*_"):
        return False  # authors in italics, and a venue that is not: nobody takes it for one of them
    return (
        venue.start >= authors.end
        and "\n" not in text[authors.end : venue.start]
        and "\n" in text[entry.title.outer.end : authors.start]
    )
