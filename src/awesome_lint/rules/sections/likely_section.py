"""SE008: an entry whose title speaks of another section's subject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from math import log

from awesome_lint.listing.model import Entry, Listing, Section
from awesome_lint.listing.outline import fold
from awesome_lint.model import Finding, Related, Severity
from awesome_lint.patterns import lazy
from awesome_lint.records import field, record
from awesome_lint.rules.base import Context, Example, Rule

WORD = lazy(r"[^\W_]+(?:-[^\W_]+)*")
LEAST_ENTRIES = 4
LEAST_TITLES = 3
"""So many titles of a section must hold a word of its heading before the word stands for the section."""
MARGIN = log(30)
"""How many times likelier the title must be in the other section: thirty."""
MOST_REPORTED = 0.05
"""Where more than this share of a list would be reported, its sections are not about subjects."""
COMMON = set(
    """
    a an and are as at by do for from how in into is it its of off on or the to toward towards under via what when
    with without using based learning model models method methods approach framework system systems study paper
    papers work works survey new other others general misc resources tools application applications deep network
    networks neural large
    """.split()
)
"""Words that tell nothing of a subject, in English and in the titles of this field."""


class LikelySection(Rule):
    """Title that fits another section far better.

    ## What it finds
    An entry whose title holds what another section's heading says, in words which many titles there share,
    while it holds nothing of its own section's. The message names the words. The model is the list's own: how often each
    word stands in the titles of each section. Lists that are cut by year or venue are not judged so.

    ## Why it matters
    A paper on video under “Images” is looked for in vain.

    ## The fix
    None: titles can mislead, and only a person knows what the paper is about.
    """

    code = "SE008"
    name = "likely-section"
    summary = "entry whose title speaks of another section’s subject"
    severity = Severity.ADVICE
    examples = (
        Example(
            title="An orchid among cacti",
            bad="# Plants\n\n## Desert cactus care\n\n"
            + "".join(
                f"- [{t}](https://c.example/{n})\n"
                for n, t in enumerate(
                    (
                        "Watering a desert cactus",
                        "Cactus spines and shade",
                        "Soil for the desert",
                        "Cactus in bloom",
                        "Orchid roots in bark: growing an orchid indoors",
                        "A desert in a pot",
                    )
                )
            )
            + "\n## Orchids\n\n"
            + "".join(
                f"- [{t}](https://o.example/{n})\n"
                for n, t in enumerate(
                    (
                        "Orchid light",
                        "An orchid for every window",
                        "Repotting the orchid",
                        "Growing orchids indoors",
                        "Orchid pests",
                        "The orchid year",
                    )
                )
            ),
            lines=(9,),
        ),
    )
    noop = (
        # Cut by year: the headings are no subjects.
        "# Plants\n\n## 2023\n\n"
        + "".join(f"- [Cactus {n}](https://c.example/{n})\n" for n in "abcdef")
        + "- [Orchid z](https://c.example/z)\n\n## 2022\n\n"
        + "".join(f"- [Orchid {n}](https://o.example/{n})\n" for n in "abcdef"),
        # A word that both sections share.
        "# Plants\n\n## Cactus and orchid tools\n\n"
        + "".join(f"- [Cactus knife {n}](https://c.example/{n})\n" for n in "abcdef")
        + "- [Orchid knife](https://c.example/z)\n\n## Orchid books\n\n"
        + "".join(f"- [Orchid book {n}](https://o.example/{n})\n" for n in "abcdef"),
        # Too few entries to learn from.
        "# Plants\n\n## Cactus\n\n- [Orchid roots](https://a.example)\n\n## Orchid\n\n- [Orchid pests](https://b.example)\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        subjects = _subjects(context.listing)
        if len(subjects) < 2:
            return
        shared = Counter(word for subject in subjects for word in subject.heading)
        by_word: dict[str, list[Subject]] = {}
        for subject in subjects:
            subject.heading = {word for word in subject.heading if shared[word] * 4 <= max(4, len(subjects))}
            for word in subject.heading:
                if subject.is_known_for(word):
                    by_word.setdefault(word, []).append(subject)
        found = []
        total = 0
        for subject in subjects:
            for entry, words in subject.entries:
                total += 1
                better = _better(subject, words, by_word)
                if better is not None:
                    found.append((entry, subject, *better))
        if len(found) > max(1, MOST_REPORTED * total):
            return
        for entry, _, other, named in found:
            assert entry.title is not None
            assert other.section.heading is not None
            listed = " and ".join(f"“{word}”" for word in named[:3])
            yield self.finding(
                entry.title.outer,
                f"“{entry.title.text}” may belong under “{other.section.title}”: {listed} "
                f"{'stand' if len(named) > 1 else 'stands'} in that heading and in {other.seen[named[0]]} of its "
                f"{len(other.entries)} titles",
                related=[Related(other.section.heading.span, "the section that it fits")],
            )


@record
class Subject:
    """A section as a subject: the telling words of its heading, those of its headings from the outermost on, and
    how many of its titles hold each word."""

    section: Section
    heading: set[str]
    path: frozenset[str]
    entries: list[tuple[Entry, frozenset[str]]] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def is_known_for(self, word: str) -> bool:
        """Whether the word is common in its titles."""
        return self.seen[word] >= LEAST_TITLES and self.seen[word] * 3 >= len(self.entries)

    def is_strange_to(self, word: str) -> bool:
        """Whether the word is rare in its titles."""
        return self.seen[word] <= 1 + len(self.entries) // 10


def words_of(text: str) -> frozenset[str]:
    """The telling words of a text, in lower case, plurals folded."""
    return frozenset(filter(None, map(_told, WORD.findall(text))))


@lru_cache(maxsize=16384)
def _told(word: str) -> str:
    """The word in lower case and singular; empty for one that tells nothing."""
    word = word.casefold()
    if len(word) < 2 or word.isdigit() or word in COMMON:
        return ""
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word


def _subjects(listing: Listing) -> list[Subject]:
    """The sections that hold enough entries and whose headings have words; entries that stand twice teach nothing."""
    subjects = []
    titles = {fold(section.title) for section in listing.sections}
    for section in listing.sections:
        titled = [entry for entry in section.entries if entry.title is not None]
        heading = words_of(section.title)
        if len(titled) < LEAST_ENTRIES or not heading or section.heading is None:
            continue
        subject = Subject(section, set(heading), frozenset().union(*map(words_of, section.path)))
        for entry in titled:
            assert entry.title is not None
            if fold(entry.title.text) in titles:
                continue
            words = words_of(entry.title.text)
            subject.entries.append((entry, words))
            subject.seen.update(words)
        subjects.append(subject)
    return subjects


def _better(
    own: Subject, words: frozenset[str], by_word: dict[str, list[Subject]]
) -> tuple[Subject, list[str]] | None:
    """The one section that the words fit far better than their own, and the words that say so."""
    best: tuple[float, Subject, list[str]] | None = None
    # One telling word has to lead to the other section, so the rest need not be tried.
    for word in sorted(word for word in words & by_word.keys() if own.is_strange_to(word)):
        for other in by_word[word]:
            if other is own or words & (own.path - other.path):
                continue
            named = [w for w in words & other.heading if other.is_known_for(w) and own.is_strange_to(w)]
            if not _says_enough(named, other):
                continue
            score = sum(_gain(w, own, other) for w in words)
            if best is None or score > best[0]:
                best = (score, other, sorted(named, key=lambda w: (-other.seen[w], w)))
    if best is None or best[0] < MARGIN:
        return None
    return best[1], best[2]


def _says_enough(named: list[str], other: Subject) -> bool:
    """Whether the words stand for the other heading: all of it, or most of it and more than one word."""
    return len(named) == len(other.heading) or (len(named) > 1 and len(named) * 3 >= len(other.heading) * 2)


def _gain(word: str, own: Subject, other: Subject) -> float:
    """How much likelier the word is in a title of the other section (its own title not counted), as a logarithm."""
    here = (own.seen[word] - 1 + 0.5) / len(own.entries)
    there = (other.seen[word] + 0.5) / (len(other.entries) + 1)
    return log(there / here) if there > here or own.seen[word] > 1 else 0.0
