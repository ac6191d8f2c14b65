"""What rules report: findings and their fixes."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import NamedTuple

from awesome_lint.edits import Edit, Span
from awesome_lint.structs import record


class Severity(StrEnum):
    """How sure and how important a finding is. By default only errors and warnings fail a run."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for advice."""
        return ("error", "warning", "advice").index(self.value)

    def at_least(self, other: Severity) -> bool:
        """Whether it is as severe as the other one, or more severe."""
        return self.rank <= other.rank


class Safety(StrEnum):
    """Whether a fix is applied by `--fix`, only with `--unsafe-fixes`, or never: shown as a suggestion."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


class Batch(IntEnum):
    """Fixes that are applied, compared and reverted together. Each batch builds on the ones before it; after
    `ENCODING`, which may change any word, all others wait for the next round."""

    ENCODING = 0
    TEXT = 1
    SYNTAX = 2
    LINKS = 3
    ENTRIES = 4
    SECTIONS = 5


class Removal(StrEnum):
    """What the fixes of a rule may remove from a text, besides whitespace and separators
    (`fixing.ledger`).

    `WORDS`: words, numbers and any visible character but emoji; `DATES`: numbers and names of months; `LINKS`:
    URLs, each replaced by another or named by the finding's message; `COPIES`: anything that is elsewhere in
    the text; `CODE`: what code says; `CHARSET`: anything but code, since it was decoded with the wrong charset.
    """

    WORDS = "words"
    DATES = "dates"
    LINKS = "links"
    COPIES = "copies"
    CODE = "code"
    CHARSET = "charset"


@record(frozen=True)
class Fix:
    """A fix of a finding: all of its edits are applied, or none. `removes` is what the edits may delete."""

    safety: Safety
    edits: tuple[Edit, ...]
    batch: Batch = Batch.SECTIONS
    removes: frozenset[Removal] = frozenset()


@record(frozen=True)
class Related:
    """Another place that a finding is about; `path` is None for the file itself."""

    span: Span
    message: str
    path: str | None = None


class Habit(NamedTuple):
    """How findings of one file that have something in common are folded into one.

    Findings that share rule, severity and `part` become one, at the first place, where there are more than
    `above` of them (0: always). `message` is the message of that one; `{count}` in it is the number of places."""

    part: str
    above: int
    message: str


@record(frozen=True)
class Finding:
    """What a rule reports about one place in a file.

    `related` holds three places at most, and every further place where the finding is for a habit of the file
    (`linting.folding`). `suggestion` is a fix in words, for findings without a fix. `habit` is None where the
    finding is never folded. `mirror` is the message at the first related place, where the finding is as true
    (`linting.changes`): of two copies of an entry either may be the new one."""

    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    suggestion: str | None = None
    habit: Habit | None = None
    mirror: str | None = None
