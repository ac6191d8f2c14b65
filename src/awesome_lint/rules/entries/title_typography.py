"""EN008 title-typography."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from awesome_lint.bibliography import titles
from awesome_lint.bibliography.casing import WORD, Vocabulary, has_inner_capital, title_case
from awesome_lint.listing.model import Entry, TitleField
from awesome_lint.model import Batch, Edit, Finding, Safety, Severity, Span
from awesome_lint.patterns import lazy
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.edits import smallest

LEAST_TITLES = 10
TITLE_CASE_SHARE = 0.85
"""From this share of the titles that are plainly in one case on, title case is the list's form."""
MOST_SHOUTED = 0.1
RARE = 0.03
"""Up to this share of titles in capitals is a slip; up to `MOST_SHOUTED` it is worth a look; above, a habit."""
APART = lazy(r"(?<=\w) (?=[’'](?:s|S)\b)")
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}


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


class TitleTypography(Rule):
    """A title set unlike the list’s others.

    ## What it finds

    A paper’s title in capitals throughout; as advice, one in lower case, as some search engines give it, in a
    list that writes title case; an acronym that the list writes otherwise at least five times (`Cot` beside `CoT`); a
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
    batch = Batch.ENTRIES
    examples = (
        Example(
            title="Capitals and a blank too many",
            bad="""
                # Awesome soil

                - [Clay at Rest](https://arxiv.org/abs/2301.00001)
                - [LOAM ’S WAY: MOTION UNDER HEAVY LOAD](https://arxiv.org/abs/2301.00002)
                """,
            lines=(4,),
            mended="""
                # Awesome soil

                - [Clay at Rest](https://arxiv.org/abs/2301.00001)
                - [Loam’s Way: Motion under Heavy Load](https://arxiv.org/abs/2301.00002)
                """,
        ),
        Example(
            title="Joined letters",
            bad="""
                # Awesome soil

                - [Classi\ufb01cation of Clay](https://arxiv.org/abs/2301.00001)
                """,
            lines=(3,),
            mended="""
                # Awesome soil

                - [Classification of Clay](https://arxiv.org/abs/2301.00001)
                """,
        ),
        Example(
            title="Lower case in a list of title case",
            bad=_MIXED,
            lines=(13,),
            mended=_MIXED.replace(
                "Weighing the soil of garden beds with springs",
                "Weighing the Soil of Garden Beds with Springs",
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
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """At most one finding an entry: the gravest."""
        papers = [entry for entry in context.listing.entries if entry.title is not None and _is_paper(entry)]
        written = [entry.title.text for entry in papers if entry.title is not None]
        shouted = sum(map(titles.is_shouted, written))
        cased = [title for title in written if titles.is_title_case(title)]
        small = [titles.is_sentence_case(title) for title in written]
        title_cased = len(cased) >= LEAST_TITLES and len(cased) >= TITLE_CASE_SHARE * (
            len(cased) + sum(small)
        )
        vocabulary = Vocabulary(cased if title_cased or shouted else ())
        slips = _slips(papers, vocabulary, context.text) if title_cased else {}
        for entry, is_small in zip(papers, small, strict=True):
            assert entry.title is not None
            title = entry.title.text
            if titles.is_shouted(title) and shouted <= MOST_SHOUTED * max(len(written), 10):
                rare = shouted <= max(3, RARE * len(written))
                severity = Severity.WARNING if rare else Severity.ADVICE
                yield self._recase(entry, "is in capitals throughout", severity, vocabulary, context.text)
            elif title_cased and is_small:
                what = f"is in lower case; {len(cased)} of {len(written)} titles here are in title case"
                yield self._recase(entry, what, Severity.ADVICE, vocabulary, context.text)
            else:
                yield from self._signs(entry.title, slips, context.text)

    def _recase(
        self, entry: Entry, what: str, severity: Severity, vocabulary: Vocabulary, text: str
    ) -> Finding:
        title = entry.title
        assert title is not None
        raw = text[title.span.start : title.span.end]
        names = [entry.code_repo.rstrip("/").rsplit("/", 1)[-1]] if entry.code_repo else []
        new = title_case(_mend_signs(raw), vocabulary, names)
        edits = [smallest(title.span, raw, new)] if raw == title.text and new != raw else []
        return self.finding(title.outer, f"“{title.text}” {what}", severity=severity, edits=edits)

    def _signs(self, title: TitleField, slips: Mapping[str, str], text: str) -> Iterator[Finding]:
        raw = text[title.span.start : title.span.end]
        mended = _mend_signs(raw)
        if mended != raw:
            what = "has a blank before ’s" if APART.search(raw) else "holds letters joined to one sign"
            yield self.finding(
                title.outer, f"“{title.text}” {what}", edits=[smallest(title.span, raw, mended)]
            )
            return
        wrong = _miscased(raw, slips)
        if wrong is not None:
            span = Span(title.span.start + wrong[0], title.span.start + wrong[0] + len(wrong[1]))
            yield self.finding(
                span,
                f"“{text[span.start : span.end]}” is written “{wrong[1]}” in the list’s other titles",
                edits=[Edit(span, wrong[1])],
            )
        elif "  " in raw.strip() and "\n" not in raw and raw.replace("  ", " ") != raw:
            doubled = raw.index("  ")
            at = Span(title.span.start + doubled, title.span.start + doubled + 2)
            yield self.finding(
                at,
                f"Two blanks in “{title.text}”",
                severity=Severity.ADVICE,
                edits=[Edit(at, " ")],
                safety=Safety.SAFE,
            )


def _is_paper(entry: Entry) -> bool:
    """Whether the entry is a paper, whose title is words; names of tools are written as their makers like."""
    return bool(entry.arxiv_id or entry.doi or entry.openreview_id or entry.authors or entry.venue)


def _slips(papers: list[Entry], vocabulary: Vocabulary, text: str) -> dict[str, str]:
    """The words of these titles that the list writes as acronyms or names elsewhere, each with that form."""
    spans = [entry.title.span for entry in papers if entry.title is not None]
    found: dict[str, str] = {}
    for word in set(WORD.findall("\n".join(text[span.start : span.end] for span in spans))):
        proper = vocabulary.proper(word) if len(word) > 1 and word.isalpha() else None
        if proper is None or proper == word or proper.endswith("s") or has_inner_capital(word):
            continue
        if proper.isupper() and any(vowel in proper for vowel in "AEIOU"):
            continue  # `Clip` may be a clip, beside a model named CLIP
        found[word] = proper
    return found


def _miscased(raw: str, slips: Mapping[str, str]) -> tuple[int, str] | None:
    """The first word that the list writes as an acronym or name, and this title does not: its place and form."""
    if not any(word in raw for word in slips):
        return None
    for match in WORD.finditer(raw):
        proper = slips.get(match[0])
        around = raw[max(match.start() - 1, 0) : match.start()] + raw[match.end() : match.end() + 1]
        if proper is not None and "*" not in around:
            return match.start(), proper
    return None


def _mend_signs(raw: str) -> str:
    """The title with `’s` closed up and joined letters written out."""
    mended = APART.sub("", raw) if " '" in raw or " ’" in raw else raw
    if mended.isascii():
        return mended
    for joined, letters in LIGATURES.items():
        mended = mended.replace(joined, letters)
    return mended
