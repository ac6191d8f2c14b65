"""EN008 title-typography."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import titles
from awesome_lint.bibliography.casing import Vocabulary, title_case
from awesome_lint.edits import Edit, Span, smallest_edit
from awesome_lint.findings import Batch, Finding, Habit, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, TitleField
from awesome_lint.rules.base import Example, Rule

LEAST_TITLES = 10
TITLE_CASE_SHARE = 0.75
"""From this share of the titles on, title case is the list's form."""
MOST_SHOUTED = 0.1
"""Above this share of the titles, capitals are the list's form."""
ABOVE = 3
"""Titles in capitals that are reported one by one."""
APART = lazy(r"(?<=\w) (?=[’'](?:s|S)\b)")

MOST_WORDS = 25
"""A title of more words is most likely the title and what follows it."""
JOINED = lazy(r"(?<=\s)(?P<one>[^\W\d_]?[a-z]{3,})(?P<other>[A-Z][a-z]{3,})(?![\w:.-])")
"""Two words without a space between them, inside a title."""
LEAST_PAIRS = 3
"""Titles that must have the two words with a space between them."""
MARKS = lazy(r"[*<>|]|\b_|_\b|\]\(")
"""Marks of emphasis, HTML or links within a title."""

_MIXED = "# Awesome soil\n\n" + "".join(
    f"- [{title}](https://arxiv.org/abs/2301.000{n + 10})\n"
    for n, title in enumerate(
        (
            "Clay at Rest in Glass Jars",
            "Loam in Motion on Roads",
            "Silt and Water in Winter",
            "Sand under Load and Frost",
            "Peat in Winter and Spring",
            "Marl and Lime for the Field",
            "Dust on Roads of the North",
            "Mud after Rain in the City",
            "Chalk in Streams of the South",
            "Gravel on Every Railway",
            "Weighing the soil of garden beds with springs",
        )
    )
)
"""A list of titles in title case, but for the last."""
_JOINED = "# Awesome soil\n\n" + "".join(
    f"- [{title}](https://arxiv.org/abs/2301.000{n + 10})\n"
    for n, title in enumerate(
        (
            "Frost Heave under Rails",
            "Maps of Frost Heave in the North",
            "A Model of Frost Heave",
            "Seeing FrostHeave from Space",
        )
    )
)
"""A list in which one title lacks a space."""


class TitleTypography(Rule):
    """A title in another case than the list’s others, or with stray spaces.

    ## What it does

    A paper’s title in capitals throughout, and a missing space (`ImageSegmentation`) where at least three other
    titles have it. As advice, once for the file: titles in sentence case where three in four titles of the list are
    in title case, and two spaces within a title. How single words are spelt is not judged: names are as their
    authors write them.

    ## Why it matters

    A title pasted from a PDF or a search engine is not found by those who look for it as it is written.

    ## Fix

    Unsafe: a missing space is added; capitals become title case, as the list’s other titles and the repository’s
    name write these words. What may be an acronym or a name stays. For sentence case the new title is only shown.
    """

    code = "EN008"
    name = "title-typography"
    summary = "title in capitals, in sentence case, or with stray or missing spaces"
    fix = Safety.UNSAFE
    batch = Batch.ENTRIES
    examples = (
        Example(
            title="Capitals and a stray space",
            before="""
                # Awesome soil

                - [Clay at Rest](https://arxiv.org/abs/2301.00001)
                - [LOAM ’S WAY: MOTION UNDER HEAVY LOAD](https://arxiv.org/abs/2301.00002)
                """,
            lines=(4,),
            after="""
                # Awesome soil

                - [Clay at Rest](https://arxiv.org/abs/2301.00001)
                - [Loam’s Way: Motion under Heavy Load](https://arxiv.org/abs/2301.00002)
                """,
        ),
        Example(
            title="An acronym in a title in capitals",
            before="""
                # Awesome soil

                - [Clay at Rest](https://arxiv.org/abs/2301.00001)
                - [MAKING PPO EVEN BETTER: VALUE-GUIDED SHOVELS](https://arxiv.org/abs/2301.00002)
                """,
            lines=(4,),
            after="""
                # Awesome soil

                - [Clay at Rest](https://arxiv.org/abs/2301.00001)
                - [Making PPO Even Better: Value-Guided Shovels](https://arxiv.org/abs/2301.00002)
                """,
        ),
        Example(
            title="A name that the repository spells",
            before="# Awesome soil\n\n- [SOILNET: DIGGING WITH KRZT FEATURES](https://arxiv.org/abs/2301.00003) "
            "[[code](https://github.com/ames/SoilNet)]\n",
            lines=(3,),
            after="# Awesome soil\n\n- [SoilNet: Digging with KRZT Features](https://arxiv.org/abs/2301.00003) "
            "[[code](https://github.com/ames/SoilNet)]\n",
        ),
        Example(
            title="A missing space",
            before=_JOINED,
            lines=(6,),
            after=_JOINED.replace("FrostHeave", "Frost Heave"),
        ),
        Example(
            title="Sentence case in a list of title case",
            before=_MIXED,
            lines=(13,),
        ),
    )
    valid = (
        # The link's text holds more than the title.
        "# Awesome soil\n\n- [Loam in Motion  *Cy Cole, Di Dunn*](https://arxiv.org/abs/2301.00002)\n"
        "- [Clay at Rest  Ann Ames, Bo Bohr, Cy Cole, Di Dunn, Ed East, Flo Frey, Gil Gray, Hal Hill, Ina Ives, Jo Jay, "
        "Kim Kerr, Lou Lane, Max Moor](https://arxiv.org/abs/2301.00001)\n",
        """
        # Awesome soil

        - [SoIL: TrAnsformation of ground](https://soil.example)
        - [GUI-R1 : A Generalist](https://gui.example)
        - [BERT](https://bert.example), [ROS](https://ros.example)
        """,
        """
        # Awesome tools

        - [clay](https://arxiv.org/abs/2301.00001) - Shapes pots.
        - [LOAM](https://arxiv.org/abs/2301.00002) - Mixes ground.
        - [silt-rs](https://silt.example) - Sorts grains.
        """,
        """
        # Awesome soil

        - [Clay at rest in a jar](https://arxiv.org/abs/2301.00001)
        - [Loam in motion on the road](https://arxiv.org/abs/2301.00002)
        - [Silt and Water in the Winter](https://silt.example)
        """,
        # A name in another spelling than elsewhere in the list.
        _MIXED.replace(
            "Weighing the soil of garden beds with springs", "Weighing the Soil by Lidar and Springs"
        )
        + "".join(
            f"- [Clay Seen by LiDAR in Field {n}](https://arxiv.org/abs/2302.0001{n})\n" for n in range(6)
        ),
        # A name is not two words.
        _JOINED.replace("Seeing FrostHeave from Space", "FrostHeave: Seeing Frost from Space"),
        _JOINED.replace("Seeing FrostHeave", "How FrostHeave-2 Sees Frost"),
        # The repository's name is no reason to change the title.
        "# Awesome soil\n\n- [DataClay: In Search of Better Soil](https://arxiv.org/abs/2304.14001) "
        "[[code](https://github.com/smith/dataclay)]\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """At most one finding an entry: the most severe."""
        papers = [entry for entry in context.listing.entries if entry.title is not None and _is_paper(entry)]
        fields = [entry.title for entry in papers if entry.title is not None]
        written = [title.text for title in fields]
        shouted = sum(map(titles.is_all_caps, written))
        cased = [title for title in written if titles.is_title_case(title)]
        title_cased = len(cased) >= LEAST_TITLES and len(cased) >= TITLE_CASE_SHARE * len(written)
        vocabulary = Vocabulary(cased if title_cased or shouted else ())
        for entry in papers:
            title = entry.title
            assert title is not None
            if titles.is_all_caps(title.text) and shouted <= MOST_SHOUTED * max(len(written), 10):
                habit = Habit("capitals", ABOVE, "{count} titles are in capitals throughout")
                message = f"“{title.text}” is in capitals throughout"
                edits = _title_case_edits(entry, title, vocabulary, context.text)
                yield self.finding(title.outer, message, edits=edits, habit=habit)
            elif title_cased and titles.is_sentence_case(title.text):
                share = f"{len(cased)} of {len(written)} titles in this list are in title case"
                yield self.finding(
                    title.outer,
                    f"“{title.text}” is in sentence case; {share}",
                    severity=Severity.ADVICE,
                    edits=_title_case_edits(entry, title, vocabulary, context.text),
                    safety=Safety.DISPLAY,
                    habit=Habit("sentence case", 0, f"{{count}} titles are in sentence case; {share}"),
                )
            else:
                yield from self._check_spaces(title, context.text)
        yield from self._check_missing_spaces(fields, context.text)

    def _check_missing_spaces(self, fields: list[TitleField], text: str) -> Iterator[Finding]:
        """A finding for each pair of words that one title joins and several others separate."""
        joined = [
            (title, match)
            for title in fields
            if text[slice(*title.span)] == title.text
            for match in JOINED.finditer(title.text)
        ]
        if not joined:
            return
        pairs = Counter(pair for title in fields for pair in pairwise(title.text.casefold().split()))
        words = Counter(word for title in fields for word in title.text.split())
        for title, match in joined:
            one, other = match["one"], match["other"]
            if words[match[0]] > 1 or pairs[one.casefold(), other.casefold()] < LEAST_PAIRS:
                continue
            at = title.span.start + match.start("other")
            yield self.finding(
                Span(title.span.start + match.start(), title.span.start + match.end()),
                f"“{match[0]}” lacks a space; other titles have “{one} {other}”",
                edits=[Edit(Span(at, at), " ")],
                removes=frozenset({Removal.WORDS}),
            )

    def _check_spaces(self, title: TitleField, text: str) -> Iterator[Finding]:
        raw = text[title.span.start : title.span.end]
        if "  " in raw.strip() and "\n" not in raw and _is_plain_title(title, raw):
            start = title.span.start + raw.index("  ")
            yield self.finding(
                Span(start, start + 2),
                f"Two spaces in “{title.text}”",
                severity=Severity.ADVICE,
                edits=[Edit(Span(start, start + 2), " ")],
                safety=Safety.SAFE,
                habit=Habit("two spaces", 0, "Two spaces in {count} titles"),
            )


def _title_case_edits(entry: Entry, title: TitleField, vocabulary: Vocabulary, text: str) -> list[Edit]:
    """The edit that writes a title in title case; none if its text contains markup."""
    raw = text[title.span.start : title.span.end]
    name = entry.code_repo.rstrip("/").rsplit("/", 1)[-1] if entry.code_repo else ""
    new = title_case(APART.sub("", raw), vocabulary, [name] if name != name.lower() else ())
    return [smallest_edit(title.span, raw, new)] if raw == title.text and new != raw else []


def _is_plain_title(title: TitleField, raw: str) -> bool:
    """Whether the title field holds only a title: no authors in italics, and not the whole line."""
    return len(title.text.split()) <= MOST_WORDS and MARKS.search(raw) is None


def _is_paper(entry: Entry) -> bool:
    """Whether the entry is a paper, whose title is made of words; tools have names, in any case."""
    return bool(entry.arxiv_id or entry.doi or entry.openreview_id or entry.authors or entry.venue)
