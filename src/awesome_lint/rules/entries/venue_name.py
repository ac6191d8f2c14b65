"""EN002 venue-name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import venues
from awesome_lint.edits import Edit
from awesome_lint.findings import Batch, Finding, Habit, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import VenueField
from awesome_lint.rules.base import Example, Rule
from awesome_lint.structs import record

LEAST_HABIT = 5
HABIT = 0.6
"""A spelling is the list's habit from this share of the venue's mentions on."""
LEAST_OLD = 3
"""Mentions by the name given up, of any year, from which on a list may mean it."""
TYPO = 0.8
"""Spellings more alike than this are one name and a slip."""
RENAMED = 2018
"""The year from which on NIPS is called NeurIPS."""
ABOVE = 3
"""Misspelt venues of a file that are reported one by one."""


_WORD_AFTER = lazy(r",?[ \t]+(?!preprint)[^\W\d_]{2}")
_LABEL_OR_HOST = lazy(r"[*_]*[ \t]*[:：]|\.org\b")


@record(frozen=True)
class Mentions:
    """How a list spells one venue."""

    name: str
    spellings: Counter[str]
    renamed: Counter[str]
    """The spellings in years in which the venue has another name than before."""

    @property
    def habit(self) -> str | None:
        """The spelling that most mentions share, where enough do."""
        spelling, count = self.spellings.most_common(1)[0]
        return spelling if count >= LEAST_HABIT and count >= HABIT * self.spellings.total() else None

    @property
    def keeps_the_old_name(self) -> bool:
        """Whether the list goes on with the name given up: then it is meant."""
        old = sum(count for spelling, count in self.renamed.items() if _is_old(spelling))
        ever = sum(count for spelling, count in self.spellings.items() if _is_old(spelling))
        return ever >= LEAST_OLD and old >= HABIT * self.renamed.total()

    def is_own_way(self, written: str, right: str) -> bool:
        """Whether another case of the name is this list's way, or a name in capitals: it never or hardly ever has
        the venue's own, and no slip is out."""
        mostly = self.habit not in (None, right) and str(self.habit).casefold() == right.casefold()
        never = self.spellings[right] == 0 and (self.spellings[written] > 1 or written.isupper())
        return mostly or never


class VenueName(Rule):
    """A venue in another spelling than its own.

    ## What it does

    `Neurips` for NeurIPS, `NIPS` for a year from 2018 on, `NeuIPS`: another case, a name given up before that
    year, a slip. More than three of them are one finding. Where a list mostly writes one odd case (`Arxiv`), that is one
    advice for the file, and so is `NIPS` in a list that goes on with the old name. A name that is as usual as the venue's own (`ACMMM`, `T-PAMI`) is
    advice, and only where the list mostly spells it otherwise. `NIPS` until 2017 was the name, and words of a
    description are no venue.

    ## Why it matters

    A venue in three spellings is three venues for search, for scripts and for the eye.

    ## Fix

    Safe: the venue's own name. Display only where the list's usual spelling is meant.
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
            before="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (ICLR 2024)
                - [Loam in Motion](https://loam.example) (Neurips 2023)
                - [Silt and Water](https://silt.example) (NIPS 2019)
                """,
            lines=(4, 5),
            after="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (ICLR 2024)
                - [Loam in Motion](https://loam.example) (NeurIPS 2023)
                - [Silt and Water](https://silt.example) (NeurIPS 2019)
                """,
        ),
        Example(
            title="A list that goes on with the old name: one advice",
            before="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (NIPS 2018)
                - [Loam in Motion](https://loam.example) (NIPS 2019)
                - [Silt and Water](https://silt.example) (NIPS 2020)
                """,
            lines=(3, 4, 5),
            after="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (NeurIPS 2018)
                - [Loam in Motion](https://loam.example) (NeurIPS 2019)
                - [Silt and Water](https://silt.example) (NeurIPS 2020)
                """,
        ),
    )
    valid = (
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
        """
        # Awesome soil

        - [SoilScan](https://soil.example) - Finds papers about soil on Twitter, Arxiv, Scholar and the like.
        - [Clay Talks](https://clay.example) (SIGdial 2007)
        - [Loam Talks](https://loam.example) (SIGDIAL 2019)
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """Findings in the order of venues as they first appear."""
        text = context.text
        by_name: dict[str, list[VenueField]] = {}
        for entry in context.listing.entries:
            venue = entry.venue
            if (
                venue is not None
                and venue.mention.known
                and not venue.in_badge
                and not _is_no_mention(venue, text)
            ):
                by_name.setdefault(venue.mention.name, []).append(venue)
        for name, fields in by_name.items():
            renamed = [venue.text for venue in fields if (venue.mention.year or 0) >= RENAMED]
            mentions = Mentions(name, Counter(venue.text for venue in fields), Counter(renamed))
            for venue in fields:
                right = venues.proper(venue.text, venue.mention.year)
                if right is not None:
                    yield from self._judge(venue, right, mentions)

    def _judge(self, venue: VenueField, right: str, mentions: Mentions) -> Iterator[Finding]:
        written, habit = venue.text, mentions.habit
        if _is_old(written):
            message = f"“{written}” has another name since {RENAMED}; write {right}"
            if mentions.keeps_the_old_name:
                yield self._advice(venue, right, message, Safety.SAFE)
            elif venue.mention.year is not None:
                yield self._misspelt(venue, right, message)
        elif written.casefold() == right.casefold() and mentions.is_own_way(written, right):
            message = f"This list writes {written} for {right}; use the venue's own spelling"
            yield self._advice(venue, right, message, Safety.SAFE)
        elif written.casefold() == right.casefold() or _is_slip(written, right):
            yield self._misspelt(venue, right, f"“{written}” is misspelt; write {right}")
        elif habit is not None and habit != written:
            count, total = mentions.spellings[habit], mentions.spellings.total()
            message = f"“{written}” is written {habit} in {count} of {total} places of this list"
            yield self._advice(venue, habit, message, Safety.DISPLAY)

    def _misspelt(self, venue: VenueField, right: str, message: str) -> Finding:
        habit = Habit("misspelt", ABOVE, f"{{count}} venues are misspelt; the first: {message}")
        return self.finding(venue.span, message, edits=[Edit(venue.span, right)], habit=habit)

    def _advice(self, venue: VenueField, right: str, message: str, safety: Safety) -> Finding:
        return self.finding(
            venue.span,
            message,
            severity=Severity.ADVICE,
            edits=[Edit(venue.span, right)],
            safety=safety,
            habit=Habit(venue.mention.name, 0, message),
        )


def _is_old(written: str) -> bool:
    """Whether a spelling is that of the name that NeurIPS had until 2017."""
    return written.casefold().startswith("nips")


def _is_no_mention(venue: VenueField, text: str) -> bool:
    """Whether the name is a label or a host (`arxiv: …`, `arxiv.org`), or has no year and words follow it, as in a
    sentence (`on Twitter, Arxiv, Scholar`)."""
    if _LABEL_OR_HOST.match(text, venue.span.end) is not None:
        return True
    return venue.mention.year is None and _WORD_AFTER.match(text, venue.span.end) is not None


def _is_slip(written: str, right: str) -> bool:
    """Whether two spellings differ in a few letters (`NeuIPS`) or in their order (`CVRP`), and not in punctuation
    alone (`T-PAMI`)."""
    swapped = sorted(written) == sorted(right)
    alike = swapped or right in written or _likeness(written, right) >= TYPO
    return alike and not _same_letters(written, right)


def _likeness(written: str, right: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, written, right).ratio()


def _same_letters(one: str, other: str) -> bool:
    """Whether two spellings differ in case and signs alone (`T-PAMI`, `TPAMI`)."""
    return [char for char in one.casefold() if char.isalnum()] == [
        char for char in other.casefold() if char.isalnum()
    ]
