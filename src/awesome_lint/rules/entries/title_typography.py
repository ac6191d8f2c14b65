"""EN008 title-typography."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.bibliography.casing import COMPOUND, SMALL, WORD, Vocabulary, has_inner_capital, title_case
from awesome_lint.listing.model import Entry, TitleField
from awesome_lint.model import Edit, Finding, Safety, Severity, Span
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.edits import smallest

LEAST_TITLES = 10
TITLE_CASE_SHARE = 0.85
"""From this share of titles on, title case is the list's form."""
MOST_SHOUTED = 0.1
APART = re.compile(r"(?<=\w) (?=[’'](?:s|S)\b)")
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}


class TitleTypography(Rule):
    """A title set unlike the list’s others.

    ## What it finds

    A title in capitals throughout; a title in lower case, as some search engines give it, in a list that
    writes title case; an acronym that the list writes otherwise at least five times (`Cot` beside `CoT`); a
    blank before `’s`; letters joined to one sign (`ﬁ`), which no search finds; and, as advice, doubled blanks.
    Names with capitals inside are never doubted.

    ## Why it matters

    A title pasted from a PDF or a search engine is not found by those who look for it as it is written.

    ## The fix

    Unsafe: title case as the list’s other titles write these words. Names that occur nowhere else are guessed.
    """

    code = "EN008"
    name = "title-typography"
    summary = "title in capitals, in lower case, or with odd signs"
    fix = Safety.UNSAFE
    examples = (
        Example(
            title="Capitals and a blank too many",
            bad="""
                # Awesome soil

                - [Clay at Rest](https://clay.example)
                - [LOAM ’S WAY: MOTION UNDER HEAVY LOAD](https://loam.example)
                """,
            lines=(4,),
            mended="""
                # Awesome soil

                - [Clay at Rest](https://clay.example)
                - [Loam’s Way: Motion under Heavy Load](https://loam.example)
                """,
        ),
        Example(
            title="Joined letters",
            bad="""
                # Awesome soil

                - [Classi\ufb01cation of Clay](https://clay.example)
                """,
            lines=(3,),
            mended="""
                # Awesome soil

                - [Classification of Clay](https://clay.example)
                """,
        ),
        Example(
            title="Lower case in a list of title case",
            bad="# Awesome soil\n\n"
            + "".join(
                f"- [{title}](https://s.example/{n})\n"
                for n, title in enumerate(
                    (
                        "Clay at Rest in a Jar",
                        "Loam in Motion on the Road",
                        "Silt and Water in Winter",
                        "Sand under Load and Frost",
                        "Peat in Winter and Spring",
                        "Marl and Lime for the Field",
                        "Dust on Roads of the North",
                        "Mud after Rain in the City",
                        "Chalk in Streams of the South",
                        "Gravel beside the Old Railway",
                        "Weighing the soil of garden beds with springs",
                    )
                )
            ),
            lines=(13,),
            mended="# Awesome soil\n\n"
            + "".join(
                f"- [{title}](https://s.example/{n})\n"
                for n, title in enumerate(
                    (
                        "Clay at Rest in a Jar",
                        "Loam in Motion on the Road",
                        "Silt and Water in Winter",
                        "Sand under Load and Frost",
                        "Peat in Winter and Spring",
                        "Marl and Lime for the Field",
                        "Dust on Roads of the North",
                        "Mud after Rain in the City",
                        "Chalk in Streams of the South",
                        "Gravel beside the Old Railway",
                        "Weighing the Soil of Garden Beds with Springs",
                    )
                )
            ),
        ),
    )
    noop = (
        """
        # Awesome soil

        - [SoIL: TrAnsformation of ground](https://soil.example)
        - [GUI-R1 : A Generalist](https://gui.example)
        - [BERT](https://bert.example), [ROS](https://ros.example)
        """,
        """
        # Awesome tools

        - [clay](https://clay.example) - Shapes pots.
        - [LOAM](https://loam.example) - Mixes ground.
        - [silt-rs](https://silt.example) - Sorts grains.
        """,
        """
        # Awesome soil

        - [Clay at rest in a jar](https://clay.example)
        - [Loam in motion on the road](https://loam.example)
        - [Silt and Water in the Winter](https://silt.example)
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """At most one finding an entry: the gravest."""
        entries = [entry for entry in context.listing.entries if entry.title is not None]
        titles = [entry.title.text for entry in entries if entry.title is not None]
        judged = [title for title in titles if len(_letters(title)) >= 3]
        shouted = sum(map(_shouted, judged))
        shouting = shouted > MOST_SHOUTED * max(len(judged), 10)
        cased = sum(not _lower_case(title) and not _shouted(title) for title in judged)
        title_cased = len(judged) >= LEAST_TITLES and cased >= TITLE_CASE_SHARE * len(judged)
        vocabulary = Vocabulary(title for title in judged if not _shouted(title) and not _lower_case(title))
        share = f"{cased} of {len(judged)} titles here are in title case"
        for entry in entries:
            assert entry.title is not None
            title = entry.title.text
            if _shouted(title) and not shouting:
                yield self._recase(entry, entry.title, "is in capitals throughout", vocabulary, context.text)
            elif title_cased and _lower_case(title) and not _shouted(title):
                yield self._recase(entry, entry.title, f"is in lower case; {share}", vocabulary, context.text)
            else:
                yield from self._signs(entry.title, vocabulary if title_cased else None, context.text)

    def _recase(
        self, entry: Entry, title: TitleField, what: str, vocabulary: Vocabulary, text: str
    ) -> Finding:
        raw = text[title.span.start : title.span.end]
        names = [entry.code_repo.rstrip("/").rsplit("/", 1)[-1]] if entry.code_repo else []
        new = title_case(_mend_signs(raw), vocabulary, names)
        edits = [smallest(title.span, raw, new)] if raw == title.text and new != raw else []
        return self.finding(title.outer, f"“{title.text}” {what}", edits=edits)

    def _signs(self, title: TitleField, vocabulary: Vocabulary | None, text: str) -> Iterator[Finding]:
        raw = text[title.span.start : title.span.end]
        mended = _mend_signs(raw)
        if mended != raw:
            what = "has a blank before ’s" if APART.search(raw) else "holds letters joined to one sign"
            yield self.finding(
                title.outer, f"“{title.text}” {what}", edits=[smallest(title.span, raw, mended)]
            )
            return
        wrong = _miscased(raw, vocabulary) if vocabulary is not None else None
        if wrong is not None:
            span = Span(title.span.start + wrong[0], title.span.start + wrong[0] + len(wrong[1]))
            yield self.finding(
                span,
                f"{text[span.start : span.end]} is written {wrong[1]} in the list’s other titles",
                edits=[Edit(span, wrong[1])],
            )
        elif "  " in raw.strip() and "\n" not in raw and raw.replace("  ", " ") != raw:
            doubled = raw.index("  ")
            at = Span(title.span.start + doubled, title.span.start + doubled + 2)
            yield self.finding(
                at,
                f"two blanks in “{title.text}”",
                severity=Severity.ADVICE,
                edits=[Edit(at, " ")],
                safety=Safety.SAFE,
            )


def _letters(title: str) -> list[str]:
    """The words of a title that its case can be judged by."""
    return [word for word in WORD.findall(title) if word.isalpha() and word.casefold() not in SMALL]


def _shouted(title: str) -> bool:
    """Whether a title of several ordinary words is in capitals; a name or two in capitals is none."""
    words = _letters(title)
    upper = [word for word in words if word.isupper()]
    return sum(len(word) > 3 for word in upper) >= 3 and len(words) >= 4 and len(upper) >= 0.8 * len(words)


def _lower_case(title: str) -> bool:
    """Whether all words that title case would write large, but the first and those behind a colon, are small."""
    parts = re.split(r"[:?!.]\s", title)
    words = [word for part in parts for word in [w for c in COMPOUND.findall(part) for w in [c]][1:]]
    plain = [
        word
        for word in words
        if word[:1].isalpha() and word.casefold() not in SMALL and not has_inner_capital(word)
    ]
    small = sum(word[:1].islower() for word in plain)
    return len(plain) >= 3 and small == len(plain)


def _miscased(raw: str, vocabulary: Vocabulary) -> tuple[int, str] | None:
    """The first word that the list writes as an acronym or name, and this title does not: its place and form."""
    for match in WORD.finditer(raw):
        word = match[0]
        if len(word) < 2 or not word.isalpha() or has_inner_capital(word):
            continue
        proper = vocabulary.proper(word)
        if proper is not None and proper != word and not proper.endswith("s"):
            return match.start(), proper
    return None


def _mend_signs(raw: str) -> str:
    """The title with `’s` closed up and joined letters written out."""
    mended = APART.sub("", raw)
    for joined, letters in LIGATURES.items():
        mended = mended.replace(joined, letters)
    return mended
