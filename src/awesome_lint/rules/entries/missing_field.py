"""EN007 missing-field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography.dates import find_dates
from awesome_lint.bibliography.venues import find_venue
from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Habit, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, LabelledField
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule

LEAST_ENTRIES = 20
NEARLY_ALL = 0.97
ABOVE = 3
"""Entries of a file that are reported one by one."""
_CONTINUED = lazy(
    r"[ \t*_:：]*(?:<br ?/?>)?[ \t]*\r?\n[ \t]*(?P<next>(?![-*+][ \t]|\d+[.)][ \t]|#{1,6}[ \t]|[|>]|```|~~~)\S)"
)
"""The end of a label's line, and the first character of a line that continues its paragraph."""
_NO_VALUE = " \t\r\n*_:："
"""Characters after a label that are no value."""


FIELDS: tuple[tuple[str, Callable[[Entry], bool]], ...] = (
    ("link", lambda entry: bool(entry.url or entry.links)),
    ("date", lambda entry: entry.date is not None or bool(entry.venue and entry.venue.mention.year)),
    ("venue", lambda entry: entry.venue is not None or any(find_venue(link.label) for link in entry.links)),
    ("authors", lambda entry: entry.authors is not None),
)


class MissingField(Rule):
    """A field that nearly all entries have, and this one lacks.

    ## What it does

    A labelled field without a value (`Keyword:`), also on the line after it. And, as advice, an entry without a link,
    date, venue or authors, where at least 97 in 100 entries of its kind, and at least twenty, have them. Where an entry
    has words that belong to no field, only a missing link is reported: the words may be the names, or a venue that is
    not known. More than three are one finding.

    ## Why it matters

    A field that all other entries have was most likely forgotten.

    ## Fix

    None: only its author can fill it in.
    """

    code = "EN007"
    name = "missing-field"
    summary = "field that nearly all entries have, missing or empty"
    examples = (
        Example(
            title="A label without a value",
            before="""
                # Awesome soil

                - [Clay at rest](https://arxiv.org/abs/2301.00001)
                  - Ann Ames, Bo Bohr
                  - Keyword: clay, rest
                - [Loam in motion](https://arxiv.org/abs/2302.00002)
                  - Cy Cole, Di Dunn
                  - Keyword:
                """,
            lines=(8,),
        ),
    )
    valid = (
        "# Awesome soil\n\n"
        + "".join(
            f"- [Soil of kind {number}](https://arxiv.org/abs/2301.{number:05})\n  - Ann Ames, Bo Bohr\n"
            for number in range(1, 50)
        )
        + "- [Loam in motion](https://arxiv.org/abs/2302.00002)\n  - June may, Di Dunn, cole\n",
        """
        # Awesome soil

        - [Clay at rest](https://arxiv.org/abs/2301.00001)
          - Ann Ames, Bo Bohr
          - Keyword: None
        - [Loam in motion](https://arxiv.org/abs/2302.00002)
          - Cy Cole, Di Dunn
        """,
        "# Awesome soil\n\n"
        + "".join(
            f"- [Soil of kind {number}](https://arxiv.org/abs/2301.{number:05}), ICML 2023\n"
            for number in range(1, 50)
        )
        + "- [Loam in motion](https://arxiv.org/abs/2302.00002), Letters of Loam 2023\n"
        "- [Silt in water](https://arxiv.org/abs/2302.00003), In Proc. of the Workshop on Silt\n",
        # A venue without year, as the label of a link.
        "# Awesome soil\n\n"
        + "".join(
            f"- [Soil of kind {number}](https://soil.example/{number}) (ICML 2023)\n"
            for number in range(1, 50)
        )
        + "- [Loam in motion](https://soil.example/loam) (2023) [IJCAI](https://ijcai.example/loam)\n",
        # The label of a link in a table is a venue that is not known.
        "# Awesome soil\n\n| Title | Paper |\n| --- | --- |\n"
        + "".join(
            f"| Soil of kind {number} | [ICML 2023](https://soil.example/{number}) |\n"
            for number in range(1, 50)
        )
        + "| Loam in motion | [Soil & Ethics 2023](https://soil.example/loam) |\n",
        # The value is on the next line of the paragraph.
        """
        # Awesome soil

        - [Clay at rest](https://arxiv.org/abs/2301.00001)
          - **Authors**: Ann Ames, Bo Bohr
          - **Architecture**:
          ![](images/clay.png)
        - [Loam in motion](https://arxiv.org/abs/2302.00002)
          - **Authors**: Cy Cole, Di Dunn
          - **Architecture**:
        ![](images/loam.png)
          - **Summary**:
            Loam moves.
        """,
        # The value is a list, nested or after the label.
        """
        # Awesome soil

        - **Clay at rest** ICML 2024
          - **Paper**: [PDF](https://arxiv.org/abs/2301.00001)
          - **Experiment**:
            - **Task**: drying
            - **Task**: firing
        - **Loam in motion** ICML 2024
          - **Paper**: [PDF](https://arxiv.org/abs/2302.00002)

          **Notes**:

          - It moves by itself.
          - It stops at night.
        """,
        """
        # Awesome soil

        - Papers:
          - [Clay at rest](https://arxiv.org/abs/2301.00001)
          - [Loam in motion](https://arxiv.org/abs/2302.00002)
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """Empty labels first, then the fields that an entry lacks and nearly all of its kind have."""
        kinds: dict[str, list[Entry]] = {}
        for entry in context.listing.entries:
            kinds.setdefault(entry.kind, []).append(entry)
            for labelled in entry.labelled_fields:
                if _has_no_value(labelled, entry, context.text):
                    yield self.finding(
                        labelled.label_span,
                        f"“{labelled.label}:” has no value; fill it in or delete it",
                        habit=Habit(
                            "empty",
                            ABOVE,
                            "{count} labelled fields have no value; fill them in or delete them",
                        ),
                    )
        for entries in kinds.values():
            if len(entries) >= LEAST_ENTRIES:
                yield from self._find_missing_fields(entries)

    def _find_missing_fields(self, entries: list[Entry]) -> Iterator[Finding]:
        """The findings for fields that nearly all entries of a kind have. Sections in which most entries lack a field
        are left out."""
        missing: dict[int, list[str]] = {}
        sections = Counter(entry.section.span for entry in entries)
        for name, has in FIELDS:
            lacking = [index for index, entry in enumerate(entries) if not has(entry)]
            if len(lacking) > (1 - NEARLY_ALL) * len(entries):
                continue
            without = Counter(entries[index].section.span for index in lacking)
            for index in lacking:
                section = entries[index].section.span
                unread = name != "link" and _has_unread_words(entries[index])
                if without[section] * 2 <= sections[section] and not unread:
                    missing.setdefault(index, []).append(name)
        for index, names in sorted(missing.items()):
            title = entries[index].title
            if title is not None:
                lacks = f"“{title.text}” has no {' and no '.join(names)}"
                yield self.finding(
                    title.outer,
                    f"{lacks}; nearly all of the {len(entries)} entries of its kind have one",
                    severity=Severity.ADVICE,
                    habit=Habit(
                        "missing",
                        ABOVE,
                        f"{{count}} entries lack fields that nearly all have; the first: {lacks}",
                    ),
                )


def _has_unread_words(entry: Entry) -> bool:
    """Whether words of the entry may be the names of people or of a venue: they belong to no field, or to the label of a
    link with a year (`AI & Ethics 2021`)."""
    return not entry.is_fully_parsed or any(
        link.badge is None and find_dates(link.label) for link in entry.links
    )


def _has_no_value(labelled_field: LabelledField, entry: Entry, text: str) -> bool:
    """Whether the label has no value: none after it, and no text or image on the next line, which would be shown
    after it."""
    start, end = labelled_field.value_span
    if text[start:end].strip(_NO_VALUE):
        return False
    continued = _CONTINUED.match(text, end)
    if continued is None:
        return not _is_followed_by_list(end, entry, text)
    return any(other.label_span.covers(Span(*continued.span("next"))) for other in entry.labelled_fields)


def _is_followed_by_list(label_end: int, entry: Entry, text: str) -> bool:
    """Whether a list of the entry begins right after the label that ends at `label_end`, so that the list is its
    value."""
    blocks = tree.walk_blocks(entry.node) if isinstance(entry.node, tree.Item) else ()
    starts = (block.span.start for block in blocks if isinstance(block, tree.List))
    return any(label_end <= start and not text[label_end:start].strip(_NO_VALUE) for start in starts)
