"""TX006 misspelt-word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineBlock, InlineIndex
from awesome_lint.bibliography import misspellings
from awesome_lint.edits import Edit, Span, is_in_spans, merge_spans
from awesome_lint.findings import Batch, Finding, Habit, Removal, Safety
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule

_WORD = lazy(
    r"(?<![\w@#/.’'}])(?<!\w[(*_])(?<!\w\*\*)(?:[a-z]{6}|[A-Za-z][a-z]{6,})(?![\w@#/{]|[.’'-]\w|-?\w*:)"
)
"""A word of at least seven letters, or of six in lower case, that is not part of a name. Too many shorter words differ
in one letter, and capitalised ones are names."""
_TWICE = lazy(
    r"(?<![-’'])\b(?P<word>a|(?i:an|and|at|by|for|from|into|of|or|our|the|this|to|with|you|your))[ \t]+(?P=word)\b(?![-’'])"
)
_ARTICLE = lazy(
    r"(?<![\w’'.&+/-])(?:(?P<an>an|(?<![,;] )An)[ ](?:[bcdgjkpqtvwyz][a-z]|[fls](?:[aeiouy]|[a-z](?=[aeiouy]))|[mnrx][aeiouy])[a-z]{2,}"
    r"|a[ ](?!onc?e|eu)(?:[aeio]|u(?:[lmp]|n(?![aeiou])))[a-z]{3,})(?:-[a-z]+)*(?![\w’'])"
)
"""An article that does not match the sound of the word after it. Abbreviations (`an mqtt client`, `an nginx`) are spelt
out, words in `h` have two sounds, and `A` or `An` may be a name (`Vitamin A improves`, `Bo Bohr, An zhang`)."""
_TWO_MARKS = lazy(r"(?<=\w),[ ]?,(?= )|(?<=\w),\.(?=\s|\Z)|(?<=[\w)])\.\.(?=[ \t]*\r?(?:\n|\[|\Z))")
"""Two commas, a comma and a full stop, or two full stops at the end of a line or before a link or the end of bold type:
in a sentence, they may be an ellipsis."""
_NOT_ENGLISH = lazy(
    r"\b(?:al(?!\.)|con|das|de|dei|del|der|di|el|il|la|les|mit|os|par|per|por|que|um|una?|und|von)\b"
)
"""Words of languages that have a word `a` or `an`, and often no accents in a line."""
_ENGLISH = lazy(r"\b(?:and|for|from|is|of|the|to|with)\b")
"""Words that show that a block is in English."""
_LEAST_FOREIGN = 2
"""Words of another language from which a block without English words is in that language; one may be part of a name."""
_FOREIGN_SHARE = 0.1
"""Share of the blocks in another language from which a list is in it; then no block without English words is judged."""
_MOST = 3
"""The number of places up to which a spelling is a slip; a spelling in more places is on purpose."""
_LONG = 9
"""The number of letters from which a capitalised word in a sentence is judged: shorter ones are names (`Chunting`)."""
_LEAST_TITLE = 4
"""The number of words from which a title is not a name."""
_FOLDED_ABOVE = 10
_MANY_MARKS = Habit("marks", 3, "Two punctuation marks in {count} places, such as `, ,` or `..`; write one")
_ACCENTED = lazy(r"[À-ÖØ-öø-ÿĀ-ž]")


class MisspeltWord(Rule):
    """A misspelt word, a word or punctuation mark that is written twice, and `a` for `an`.

    ## What it does

    A word that is one letter away from a common word of titles and descriptions (`Reinforcment`, `langauge`): a letter is
    added, left out or exchanged, or two letters are swapped. Of words of six letters only those in lower case are
    judged, and only where a letter is left out or two are swapped (`writen`, `domian`). It is a misspelling only where it is no word itself, no
    other form of one (plural, British spelling), and no name: not before a colon, not in a URL of the list, not in a
    title of three words or less, not a short word with a capital letter in a sentence, and not more than three times in
    the file. The names of authors, code and texts in other languages are not judged. A small word that is written twice
    in a row (`the the`). In list items, two commas, and two full stops at the end of a line (`..`). `a` before a vowel, and `an` before a consonant (`an server`).

    ## Why it matters

    A search for the right word does not find the entry.

    ## Fix

    Unsafe: the common word; one of the two words or marks; the other article.
    """

    code = "TX006"
    name = "misspelt-word"
    summary = "a misspelt word, one that is written twice, or a wrong article"
    fix = Safety.UNSAFE
    batch = Batch.TEXT
    removes = frozenset({Removal.WORDS})
    examples = (
        Example(
            title="Misspelt words",
            before="""
                # Awesome parsers

                - [Enviroments](#enviroments)

                ## Enviroments

                - [Parsing as Reinforcment Learning in Grids](https://example.org/rl) (2024)
                - [Earley](https://example.org/earley) - A parser for natural langauge, writen in C.
                """,
            lines=(3, 5, 7, 8, 8),
            after="""
                # Awesome parsers

                - [Environments](#environments)

                ## Environments

                - [Parsing as Reinforcement Learning in Grids](https://example.org/rl) (2024)
                - [Earley](https://example.org/earley) - A parser for natural language, written in C.
                """,
        ),
        Example(
            title="Words of names from other languages",
            before="- Blom et al. [Earley](https://example.org/earley) Optimizaton, by Ada de Blom, 2024\n",
            lines=(1,),
            after="- Blom et al. [Earley](https://example.org/earley) Optimization, by Ada de Blom, 2024\n",
        ),
        Example(
            title="A word that is written twice",
            before="- [Earley](https://example.org/earley) - Easy to to use.\n",
            lines=(1,),
            after="- [Earley](https://example.org/earley) - Easy to use.\n",
        ),
        Example(
            title="Two punctuation marks",
            before="- Ann Ames,, Bo Bohr, , Di Dunn. Parsing in Linear Time, 2002..[[paper](https://example.org)]\n- Reads all of it,.\n",
            lines=(1, 1, 1, 2),
            after="- Ann Ames, Bo Bohr, Di Dunn. Parsing in Linear Time, 2002.[[paper](https://example.org)]\n- Reads all of it,.\n",
        ),
        Example(
            title="An article that does not match the word after it",
            before="- [Earley](https://example.org/earley) - A parser with a easy interface and an server.\n",
            lines=(1, 1),
            after="- [Earley](https://example.org/earley) - A parser with an easy interface and a server.\n",
        ),
    )
    valid = (
        """
        # Awesome parsers

        - [Optimizr](https://example.org/a) and [Encodr 2](https://example.org/encodr), softwares for modelling, `langauge`, an auction of Cannel
        - [Predictron: Learning to Parse with Encodr](https://example.org/encodr), Michaelx Environmentz
        - **Analyse de données et de langage naturele** (2024)
        - An hour of an SQL course, a user of a one-way, unified parser for an mqtt client or an nginx, a usual one, S**erialization** of **T**ransforms
        - On the Weaving of Cards. Bo Bohr, An zhang, Cy Cole, 2024
        - Yes but.. so it is ..., in [a folder..](https://example.org/b) sagte er ,,ja'' `a,, b`
        - Assista tutoriais de pessoas que ensinam sobre tecnologia
        - Rechnen an vielen Tagen mit Karten, dedicado a otros por amigos
        - "Attention Attention Everywhere", Rusu A A, written as "to-to to", [Tiny Tiny Parsers](https://example.org/tiny)
        """,
        """
        # Una lista de recursos

        - [Protocolos](https://example.org/protocols) de mesh, que usan los routers de la red
        - [Guia de redes](https://example.org/guide) por una persona que las mantiene

        ## Protocolos
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each word that is written twice and each wrong article, then those for misspelt words."""
        spans = [span for leaf in _leaves_in_english(context) for span in _texts_of_leaf(leaf, context.text)]
        yield from self._find_two_marks(context)
        names = _PossibleNames(context)
        for span in spans:
            for match in _TWICE.finditer(context.text, *span):
                yield self._repeated_finding(match)
            for match in _ARTICLE.finditer(context.text, *span):
                if _NOT_ENGLISH.search(context.text, *span) is None and not names.covers(match.start()):
                    yield self._finding_for_article(match)
        words = [match for span in spans for match in _WORD.finditer(context.text, *span)]
        counts = Counter(match[0].lower() for match in words)
        right = {word: misspellings.corrections_of(word) for word, count in counts.items() if count <= _MOST}
        for match in words:
            corrected = right.get(match[0].lower())
            if corrected and not names.may_be_name(match):
                yield self._misspelt_finding(match, corrected)

    def _find_two_marks(self, context: Context) -> Iterator[Finding]:
        """The findings for two punctuation marks in list items, outside links."""
        for leaf in InlineIndex.of_document(context.listing.tree).leaves:
            for span in leaf.text_spans if leaf.item is not None else ():
                for match in _TWO_MARKS.finditer(context.text, *span):
                    mark = match[0][0]
                    edits = [Edit(Span(*match.span()), mark)] if match[0].endswith(mark) else []
                    message = f"Two punctuation marks, “{match[0]}”; write one"
                    yield self.finding(Span(*match.span()), message, edits=edits, habit=_MANY_MARKS)

    def _repeated_finding(self, match: re.Match[str]) -> Finding:
        return self.finding(
            Span(*match.span()),
            f"“{match['word']}” is written twice; remove one",
            edits=[Edit(Span(match.end("word"), match.end()), "")],
        )

    def _finding_for_article(self, match: re.Match[str]) -> Finding:
        article, word = match[0].split()
        right = article[0] if match["an"] else "an"
        return self.finding(
            Span(*match.span()),
            f"“{match[0]}” has the wrong article; write “{right} {word}”",
            edits=[Edit(Span(match.start(), match.start() + len(article)), right)],
        )

    def _misspelt_finding(self, match: re.Match[str], corrected: list[str]) -> Finding:
        word, span = match[0], Span(*match.span())
        written = [right.capitalize() if word[0].isupper() else right for right in corrected]
        message = f"“{word}” is misspelt; write {' or '.join(written)}"
        return self.finding(
            span,
            message,
            edits=[Edit(span, written[0])] if len(written) == 1 else (),
            habit=Habit("misspelt", _FOLDED_ABOVE, f"{{count}} words are misspelt; the first: {message}"),
        )


def _leaves_in_english(context: Context) -> list[InlineBlock]:
    """The blocks that are in English as far as their words tell: those with accented letters are left out, and those
    without English words if they have two words of another language or if the list is in another language."""
    text, leaves = context.text, InlineIndex.of_document(context.listing.tree).leaves
    without_english = [leaf for leaf in leaves if _ENGLISH.search(text, *leaf.node.span) is None]
    foreign = [
        leaf
        for leaf in without_english
        if len(set(_NOT_ENGLISH.findall(text, *leaf.node.span))) >= _LEAST_FOREIGN
    ]
    is_list_foreign = len(foreign) > _FOREIGN_SHARE * len(leaves)
    left_out = {leaf.node for leaf in (without_english if is_list_foreign else foreign)}
    return [
        leaf
        for leaf in leaves
        if leaf.node not in left_out and _ACCENTED.search(text, *leaf.node.span) is None
    ]


def _texts_of_leaf(leaf: InlineBlock, text: str) -> Iterator[Span]:
    """The spans of a block's text outside images and bare URLs."""
    hidden = merge_spans(leaf.hidden_spans)
    stack = list(reversed(leaf.node.children))
    while stack:
        node = stack.pop()
        if isinstance(node, tree.Text):
            if not is_in_spans(node.span.start, hidden):
                yield node.span
        elif isinstance(node, tree.Link) and node.form is tree.LinkForm.BARE:
            continue
        elif isinstance(node, tree.Container) and not isinstance(node, tree.Image):
            stack.extend(reversed(node.children))


class _PossibleNames:
    """The places of a list where a word may be a name: names, titles and URLs."""

    def __init__(self, context: Context) -> None:
        names = [entry.authors.span for entry in context.listing.entries if entry.authors is not None]
        titles = [heading.span for heading in context.listing.tree.headings]
        for entry in context.listing.entries:
            if entry.title is not None:
                is_name = len(entry.title.text.split()) < _LEAST_TITLE
                (names if is_name else titles).append(entry.title.outer)
        self._names, self._titles = merge_spans(names), merge_spans(titles)
        # The anchor of a misspelt heading is misspelt as well.
        urls = (link.url for link in context.listing.links if not link.url.startswith("#"))
        self._urls = "\n".join(urls).lower()

    def covers(self, offset: int) -> bool:
        """Whether this place is in the names of authors or in a title that is a name."""
        return is_in_spans(offset, self._names)

    def may_be_name(self, match: re.Match[str]) -> bool:
        """Whether a word may be a name: it is in a name or a URL, or it is capitalised in a sentence."""
        word, at = match[0], match.start()
        if self.covers(at) or word.lower() in self._urls:
            return True
        return word[0].isupper() and len(word) < _LONG and not is_in_spans(at, self._titles)
