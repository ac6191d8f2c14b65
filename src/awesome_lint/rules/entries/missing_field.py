"""EN007 missing-field."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from awesome_lint.listing.model import Entry, LabelledField
from awesome_lint.model import Finding, Severity
from awesome_lint.rules.base import Context, Example, Rule

LEAST_ENTRIES = 20
NEARLY_ALL = 0.97

FIELDS: tuple[tuple[str, Callable[[Entry], bool]], ...] = (
    ("link", lambda entry: bool(entry.url or entry.links)),
    ("date", lambda entry: entry.date is not None or bool(entry.venue and entry.venue.mention.year)),
    ("venue", lambda entry: entry.venue is not None),
    ("authors", lambda entry: entry.authors is not None),
)


class MissingField(Rule):
    """A field that nearly all entries have, and this one lacks.

    ## What it finds

    A labelled field with nothing behind its label (`Keyword:`). And, as advice, an entry without a link, date,
    venue or authors, where at least 97 in 100 entries of its kind, and at least twenty, have them.

    ## Why it matters

    A field that everybody else has filled in was most likely forgotten.

    ## The fix

    None: only its author can fill it in.
    """

    code = "EN007"
    name = "missing-field"
    summary = "field that nearly all entries have, missing or empty"
    examples = (
        Example(
            title="A label with nothing behind it",
            bad="""
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
    noop = (
        """
        # Awesome soil

        - [Clay at rest](https://arxiv.org/abs/2301.00001)
          - Ann Ames, Bo Bohr
          - Keyword: None
        - [Loam in motion](https://arxiv.org/abs/2302.00002)
          - Cy Cole, Di Dunn
        """,
        """
        # Awesome soil

        - Papers:
          - [Clay at rest](https://arxiv.org/abs/2301.00001)
          - [Loam in motion](https://arxiv.org/abs/2302.00002)
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """Empty labels first, then what an entry lacks beside its like."""
        kinds: dict[str, list[Entry]] = {}
        for entry in context.listing.entries:
            kinds.setdefault(entry.kind, []).append(entry)
            for labelled in entry.labelled:
                if _empty(labelled, context.text):
                    yield self.finding(
                        labelled.label_span,
                        f"“{labelled.label}:” has nothing behind it: fill it in or take it out",
                    )
        for entries in kinds.values():
            if len(entries) >= LEAST_ENTRIES:
                yield from self._lacking(entries)

    def _lacking(self, entries: list[Entry]) -> Iterator[Finding]:
        for name, has in FIELDS:
            lacking = [entry for entry in entries if not has(entry)]
            if not lacking or len(lacking) > (1 - NEARLY_ALL) * len(entries):
                continue
            for entry in lacking:
                if entry.title is not None:
                    yield self.finding(
                        entry.title.outer,
                        f"“{entry.title.text}” has no {name}; {len(entries) - len(lacking)} of {len(entries)} entries "
                        "of its kind have",
                        severity=Severity.ADVICE,
                    )


def _empty(labelled: LabelledField, text: str) -> bool:
    """Whether nothing at all is written behind the label."""
    return not text[labelled.value_span.start : labelled.value_span.end].strip(" \t\r\n*_:：")
