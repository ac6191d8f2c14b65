"""What the rooms hand to each other: spans, edits, fixes, findings, questions and facts.

This module imports nothing of ours. Every offset is counted in code points of `Source.text`, from 0;
a span's end is exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import IntEnum, StrEnum
from typing import Literal, NamedTuple

from awesome_lint.structs import field, record


class Span(NamedTuple):
    """A half-open range of code points in a text."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character (or, for an empty span, touch)."""
        return self.start < other.end and other.start < self.end or self.start == other.start


def within(at: int, spans: Sequence[Span]) -> bool:
    """Whether the character at `at` stands in one of these spans, which are in order and apart."""
    index = bisect_right(spans, (at, 1 << 62)) - 1
    return index >= 0 and at < spans[index].end


class Severity(StrEnum):
    """How sure the tool is and how much it matters; only errors and warnings fail a run by default."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for advice."""
        return ("error", "warning", "advice").index(self.value)


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
    """What the fixes of a rule may take out of a text, besides whitespace and separators (`mending.ledger`).

    `WORDS`: words, numbers and any visible character but emoji; `DATES`: numbers and names of months; `LINKS`:
    URLs, each replaced by another or named by the finding's message; `COPIES`: anything that stands elsewhere in
    the text; `CODE`: what code says; `CHARSET`: anything but code, since it was decoded with the wrong charset.
    """

    WORDS = "words"
    DATES = "dates"
    LINKS = "links"
    COPIES = "copies"
    CODE = "code"
    CHARSET = "charset"


class Edit(NamedTuple):
    """Replace the text at `span` by `text`; an empty span inserts, an empty text deletes."""

    span: Span
    text: str


@record(frozen=True)
class Fix:
    """One fix of one finding: all of its edits are applied, or none. `removes` is what they may take away."""

    safety: Safety
    edits: tuple[Edit, ...]
    batch: Batch = Batch.SECTIONS
    removes: frozenset[Removal] = frozenset()


@record(frozen=True)
class Related:
    """Another place that a finding speaks of; `path` is None for the file itself."""

    span: Span
    message: str
    path: str | None = None


class Habit(NamedTuple):
    """What a finding has in common with others of its file, and when they are one finding.

    Findings that share rule, severity and `part` become one, at the first place, where there are more than
    `above` of them (0: always). `message` is the message of that one; `{count}` in it is the number of places.
    """

    part: str
    above: int
    message: str


@record(frozen=True)
class Finding:
    """What a rule says of one place.

    `related` holds three places at most, and every further place where the finding is for a habit of the file
    (`linting.folding`). `suggestion` is a fix in words, for findings without a fix. `habit` is None where the
    finding is never folded. `mirror` is the message at the first related place, where the finding is as true
    (`linting.mirrors`): of two copies of an entry either may be the new one.
    """

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


# --- What only the network knows -------------------------------------------------------------------


@record(frozen=True)
class AskPaper:
    """What does arXiv know of this id (without version)?"""

    arxiv_id: str


@record(frozen=True)
class AskTitle:
    """Which arXiv papers bear nearly this title?"""

    title: str


@record(frozen=True)
class AskLink:
    """Does this URL (as written, fragment included) still lead somewhere?"""

    url: str


@record(frozen=True)
class AskRepository:
    """Does this GitHub repository (`owner/name`) live, under this name, unarchived?"""

    name: str


@record(frozen=True)
class AskDoi:
    """Is this DOI registered, and for which title?"""

    doi: str


Question = AskPaper | AskTitle | AskLink | AskRepository | AskDoi


@record(frozen=True)
class Paper:
    """One arXiv record, as its API gives it. `version` is the latest; dates are those of v1 and of `version`."""

    arxiv_id: str
    title: str
    authors: tuple[str, ...] = ()
    published: date | None = None
    updated: date | None = None
    version: int = 1
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None
    category: str | None = None


@record(frozen=True)
class Absent:
    """The service that knows answered, and twice: there is no such thing."""


@record(frozen=True)
class Unknown:
    """No answer that can be trusted; `reason` is one line for people."""

    reason: str


@record(frozen=True)
class Candidates:
    """Papers that a title search found, best first; may be empty."""

    papers: tuple[Paper, ...]


@record(frozen=True)
class LinkState:
    """The verdict on a URL.

    `verdict` follows one rule: dead only on 404, 410, no such host, a redirect loop, or a service that says
    absent, and seen twice; whatever else is not ok is unknown. `location` is the final address of a permanent
    move. `fragment` tells whether `#x` stands in the page: None where it could not be judged.
    """

    verdict: Literal["ok", "moved", "dead", "unknown"]
    reason: str
    location: str | None = None
    fragment: bool | None = None
    archive: str | None = None


@record(frozen=True)
class Repository:
    """A GitHub repository: `full_name` as GitHub writes it now (it differs from the question's after a move)."""

    full_name: str
    archived: bool = False
    description: str | None = None
    topics: tuple[str, ...] = ()


@record(frozen=True)
class Work:
    """A registered DOI: its title and where it appeared."""

    doi: str
    title: str
    container: str | None = None
    year: int | None = None


Answer = Paper | Candidates | LinkState | Repository | Work | Absent | Unknown


@record(frozen=True)
class Facts:
    """The answers a run has so far. A rule asks for what is missing by yielding questions from `asks`."""

    answers: Mapping[Question, Answer] = field(default_factory=dict)

    def get(self, question: Question) -> Answer | None:
        """The answer, or None when the question was not put (or not answered yet)."""
        return self.answers.get(question)

    def missing(self, questions: Iterable[Question]) -> list[Question]:
        """The questions that have no answer yet, each once, in order."""
        return [q for q in dict.fromkeys(questions) if q not in self.answers]


NO_FACTS = Facts()
