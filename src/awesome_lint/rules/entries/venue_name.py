"""EN002 venue-name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from awesome_lint.bibliography import venues
from awesome_lint.listing.model import Entry, VenueField
from awesome_lint.model import Batch, Edit, Finding, Related, Removal, Safety, Severity
from awesome_lint.records import record
from awesome_lint.rules.base import Context, Example, Rule

LEAST_HABIT = 5
HABIT = 0.6
"""A spelling is the list's habit from this share of the venue's mentions on."""
TYPO = 0.8
"""Spellings more alike than this, but for signs, are one name and a slip."""


@record(frozen=True)
class Mentions:
    """How a list spells one venue."""

    name: str
    spellings: Counter[str]
    first: dict[str, VenueField]

    @property
    def habit(self) -> str | None:
        """The spelling that most mentions share, where enough do."""
        spelling, count = self.spellings.most_common(1)[0]
        return spelling if count >= LEAST_HABIT and count >= HABIT * self.spellings.total() else None


class VenueName(Rule):
    """A venue in another spelling than its own.

    ## What it finds

    `Neurips` for NeurIPS, `NIPS` for a year from 2018 on, `NeuIPS`: another case, a name given up before that
    year, a slip. A name that is as usual as the venue's own (`ACMMM`, `T-PAMI`) is drift only where the list
    mostly spells it otherwise. Where a list keeps to one odd case throughout (`Arxiv`), that is said once, as
    advice. `NIPS` until 2017 was the name: nothing is said of it.

    ## Why it matters

    A venue in three spellings is three venues for search, for scripts and for the eye.

    ## The fix

    Safe: the venue's own name, or the list's usual spelling of it.
    """

    code = "EN002"
    name = "venue-name"
    summary = "venue in another spelling than its own"
    fix = Safety.SAFE
    batch = Batch.ENTRIES
    removes = frozenset({Removal.WORDS})
    examples = (
        Example(
            title="Case, and a name given up",
            bad="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (ICLR 2024)
                - [Loam in Motion](https://loam.example) (Neurips 2023)
                - [Silt and Water](https://silt.example) (NIPS 2019)
                """,
            lines=(4, 5),
            mended="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (ICLR 2024)
                - [Loam in Motion](https://loam.example) (NeurIPS 2023)
                - [Silt and Water](https://silt.example) (NeurIPS 2019)
                """,
        ),
    )
    noop = (
        """
        # Awesome soil

        - [Clay at Rest](https://clay.example) (NIPS 2015)
        - [Loam in Motion](https://loam.example) (NIPS 2017)
        - [Silt and Water](https://silt.example) (NeurIPS 2018)
        """,
        """
        # Awesome soil

        - [Clay at Rest](https://clay.example) (ACMMM 2023)
        - [Loam in Motion](https://loam.example) (IEEE TPAMI 2021)
        - [Neurips as a word](https://silt.example) - How neurips came to be.
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """Findings in the order of venues as they first appear."""
        entries = [
            entry for entry in context.listing.entries if entry.venue is not None and not entry.venue.in_badge
        ]
        by_name: dict[str, list[Entry]] = {}
        for entry in entries:
            assert entry.venue is not None
            if entry.venue.mention.known:
                by_name.setdefault(entry.venue.mention.name, []).append(entry)
        for name, named in by_name.items():
            mentions = _mentions(name, [entry.venue for entry in named if entry.venue is not None])
            told: set[str] = set()
            for entry in named:
                if entry.venue is not None:
                    yield from self._judge(entry.venue, mentions, told)

    def _judge(self, venue: VenueField, mentions: Mentions, told: set[str]) -> Iterator[Finding]:
        written = venue.text
        right = venues.proper(written, venue.mention.year)
        habit = mentions.habit
        if right is None or (written.casefold().startswith("nips") and venue.mention.year is None):
            return
        outdated = not _same_letters(written, right) and _likeness(written, right) < TYPO
        if outdated and venue.mention.name not in written:
            if written.casefold().startswith("nips"):
                yield self._mend(
                    venue, right, f"{venue.mention.year} is after the name {written} was given up"
                )
            elif habit is not None and habit != written:
                yield self._mend(venue, habit, _share(mentions, habit))
            return
        if written == habit:
            if written.casefold() == right.casefold() and written not in told:
                told.add(written)
                yield self.finding(
                    venue.span,
                    f"{written} is how this list writes it ({mentions.spellings[written]} times); the name is {right}",
                    severity=Severity.ADVICE,
                )
        elif habit is not None:
            yield self._mend(venue, habit, _share(mentions, habit))
        elif written.casefold() == right.casefold() or not _same_letters(written, right):
            yield self._mend(venue, right, "as the venue writes itself")
        elif mentions.spellings.most_common(1)[0][0] != written and written not in told:
            told.add(written)
            common = mentions.spellings.most_common(1)[0][0]
            yield self.finding(
                venue.span,
                f"{written} and {common} are one venue; this list writes {common} "
                f"{mentions.spellings[common]} times and {written} {mentions.spellings[written]} times",
                severity=Severity.ADVICE,
                related=[Related(mentions.first[common].span, f"written {common}")],
            )

    def _mend(self, venue: VenueField, right: str, why: str) -> Finding:
        return self.finding(
            venue.span, f"“{venue.text}”: write {right} ({why})", edits=[Edit(venue.span, right)]
        )


def _mentions(name: str, fields: list[VenueField]) -> Mentions:
    first: dict[str, VenueField] = {}
    for venue in fields:
        first.setdefault(venue.text, venue)
    return Mentions(name, Counter(venue.text for venue in fields), first)


def _likeness(written: str, right: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, written, right).ratio()


def _same_letters(one: str, other: str) -> bool:
    """Whether two spellings differ in case and signs alone (`T-PAMI`, `TPAMI`)."""
    return [char for char in one.casefold() if char.isalnum()] == [
        char for char in other.casefold() if char.isalnum()
    ]


def _share(mentions: Mentions, habit: str) -> str:
    return f"{mentions.spellings[habit]} of {mentions.spellings.total()} mentions here are written so"
