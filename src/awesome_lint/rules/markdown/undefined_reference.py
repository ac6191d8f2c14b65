"""MD004 undefined-reference."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.markdown import tree
from awesome_lint.model import Finding, Span
from awesome_lint.patterns import lazy
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.residue import ESCAPE, HIDDEN, LINK, Residue
from awesome_lint.rules.survey import Survey

_REFERENCE = lazy(
    rf"(?<!\])(?<!\w)!?\[(?P<text>[^\[\]\n{LINK}]+)\]\[(?P<label>[^\[\]\n{HIDDEN}-{ESCAPE}]*)\](?![\[(:])"
)
_FOOTNOTE = lazy(r"\[\^(?P<label>[\w-]{1,40})\](?![(:])")
_NUMBER = lazy(r"[\d,\s]*")


class UndefinedReference(Rule):
    """A reference to a definition that the file does not have.

    ## What it finds

    `[text][label]` and `[text][]` in a file that has definitions, none of them for this label; `[^note]` in a
    file that has footnotes, none of them this. In a file without any, such brackets are how its author writes
    (`[Code][Data]`), and nothing is found. `[[code]](u)`, `\\[x\\]` and citations such as `[1][2]` are fine.

    ## Why it matters

    The reader sees the brackets and has nothing to click on.

    ## The fix

    None: the address is not in the file.
    """

    code = "MD004"
    name = "undefined-reference"
    summary = "a reference that nothing defines"
    examples = (
        Example(
            title="One of two is defined",
            bad="""
                - [Earley][earley] and [CYK][cyk]

                [earley]: https://example.org/earley
                """,
            lines=(1,),
        ),
        Example(
            title="A footnote that is not there",
            bad="""
                Parsing takes time[^time], and space[^space].

                [^time]: Cubic at worst.
                """,
            lines=(1,),
        ),
    )
    noop = (
        """
        - Earley [Code][Data] and CYK [Code][Data]
        """,
        """
        - [[code]](https://example.org) [Earley][] a[i][j], [1][2] \\[x\\]\\[y\\] `[x][y]` $[0][1]$
        - [x] [y] and [[a](https://example.org/a)][[b](https://example.org/b)] [Earley]

        [earley]: https://example.org/earley
        """,
        """
        A regular expression [^abc] and [^a-z], and a note[^n].

            [x][y] is code

        [^n]: The note.
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each reference."""
        document, text = context.listing.tree, context.text
        references = bool(document.definitions)
        footnotes = "\n[^" in text
        if not references and not footnotes:
            return
        for leaf in Survey.of(document).leaves:
            if isinstance(leaf.node, tree.HtmlBlock) or not any(
                text.find("[", span.start, span.end) >= 0 for span in leaf.texts
            ):
                continue
            residue = Residue.of(leaf, text)
            if references:
                yield from self._references(residue, text)
            if footnotes:
                yield from self._footnotes(residue, context)

    def _references(self, residue: Residue, text: str) -> Iterator[Finding]:
        for match in _REFERENCE.finditer(residue.painted):
            if _NUMBER.fullmatch(match["text"]) or match["text"].startswith("^"):
                continue
            label = match["label"] or match["text"]
            span = residue.span(*match.span())
            shown = text[span.start : span.end]
            yield self.finding(span, f"Nothing defines [{label.strip()}]; {shown} shows as it stands")

    def _footnotes(self, residue: Residue, context: Context) -> Iterator[Finding]:
        for match in _FOOTNOTE.finditer(residue.painted):
            # Where notes are numbers or words, a class of characters is neither.
            if match["label"].isdigit() or _is_noted_like(match, residue, context):
                span: Span = residue.span(*match.span())
                yield self.finding(span, f"There is no footnote [^{match['label']}]")


def _is_noted_like(match: re.Match[str], residue: Residue, context: Context) -> bool:
    """Whether the mark follows a word or stop without a blank, as the marks of footnotes do."""
    before = residue.painted[match.start() - 1 : match.start()]
    return bool(before) and not before.isspace() and context.text.count(match[0]) == 1
