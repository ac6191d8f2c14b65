"""TX005 stray-text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from awesome_lint.markdown import plain, tree
from awesome_lint.model import Batch, Edit, Finding, Removal, Safety, Severity, Span
from awesome_lint.patterns import lazy
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.survey import Leaf, Survey

_LAST_LINE = lazy(r"(?P<end>\r\n|\n)(?P<line>[ \t]*(?P<text>\S[^\r\n]*))\Z")
_MARKS = frozenset(",;.，。、；)]")
_WORD = lazy(r"[^\W\d_]{3,20}")
_SAID = tuple(".:!?,;。：！？…")
_FEW = 4
_OF_CONTENTS = lazy(r"\b(?:contents?|toc|index|overview)\b|目录", re.IGNORECASE)


class StrayText(Rule):
    """A letter or word that was left over and has become part of something else.

    ## What it finds

    A line that holds a letter, a word or a comma alone, right under an entry that was already complete: Markdown
    takes it for the entry's last line. As advice, a few words between the heading of a table of contents and its
    list that are no link, no sentence and no heading of the file.

    ## Why it matters

    It is a slip of the keyboard, or the rest of an edit, and it shows in the entry.

    ## The fix

    Unsafe, for the first kind: the line is taken away. Look at it first.
    """

    code = "TX005"
    name = "stray-text"
    summary = "a letter or word left over on a line of its own"
    fix = Safety.UNSAFE
    batch = Batch.TEXT
    removes = frozenset({Removal.WORDS})
    examples = (
        Example(
            title="A slip of the keyboard",
            bad="""
                - [Earley](https://example.org/earley) (2024)
                u

                - [CYK](https://example.org/cyk)
                """,
            lines=(2,),
            mended="""
                - [Earley](https://example.org/earley) (2024)

                - [CYK](https://example.org/cyk)
                """,
        ),
        Example(
            title="The rest of an earlier table of contents",
            bad="""
                # Awesome parsers

                ## Table of Contents
                Tools and libraries

                - [Charts](#charts)
                - [Tables](#tables)
                - [Grammars](#grammars)

                ## Charts

                ## Tables

                ## Grammars
                """,
            lines=(4,),
        ),
    )
    noop = (
        """
        - [Earley](https://example.org/earley) is a parser that handles every grammar there may
        be
        - [CYK](https://example.org/cyk)
          Younger
        """,
        """
        - [Earley](https://example.org/earley)\\
        Jay

        - **Packrat**
        Ford
        [pdf](https://example.org/packrat.pdf)
        """,
        """
        ## Contents
        Click on a line:

        - [Charts](#charts)
        - [Tables](#tables)

        ## Charts

        ## Tables
        """,
        """
        A paragraph [with a link](https://example.org)
        a

        > - quoted [x](https://example.org)
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each stray line."""
        for leaf in Survey.of(context.listing.tree).leaves:
            if leaf.item is not None and isinstance(leaf.node, tree.Paragraph):
                yield from self._glued(leaf, context.text)
        yield from self._in_contents(context)

    def _glued(self, leaf: Leaf, text: str) -> Iterator[Finding]:
        span = leaf.node.span
        near = max(span.start, span.end - 60)
        match = _LAST_LINE.search(text, near, span.end) if text.find("\n", near, span.end) >= 0 else None
        if match is None or leaf.item is None or not _is_lazy(match, leaf.item, text):
            return
        before = text[span.start : match.start()]
        words = match["text"].strip()
        if before.endswith(("  ", "\\")) or not before.endswith((")", "]")):
            return
        if _is_mark(words) or (_WORD.fullmatch(words) and _ends_in_link(leaf, match.start())):
            yield self.finding(
                Span(*match.span("text")),
                f"“{words}” stands alone on its line and renders as the end of the entry above",
                edits=[Edit(Span(match.start(), match.end()), "")],
            )

    def _in_contents(self, context: Context) -> Iterator[Finding]:
        blocks = context.listing.tree.children
        for contents in context.listing.contents:
            index = bisect_left(blocks, contents.span.start, key=lambda block: block.span.start)
            heading, before = (
                (blocks[index - 2], blocks[index - 1]) if 1 < index < len(blocks) else (None, None)
            )
            if not isinstance(heading, tree.Heading) or not isinstance(before, tree.Paragraph):
                continue
            said = plain(before.children).strip()
            if not 0 < len(said.split()) <= _FEW or said.endswith(_SAID) or "\n" in said:
                continue
            if any(type(child) is not tree.Text for child in before.children):
                continue
            known = {plain(other.children).casefold().strip() for other in context.listing.tree.headings}
            if said.casefold() not in known and _OF_CONTENTS.search(plain(heading.children)):
                yield self.finding(
                    before.span,
                    f"“{said}” stands in the table of contents, and is neither a link nor a section",
                    severity=Severity.ADVICE,
                )


def _is_mark(words: str) -> bool:
    """Whether a line holds no more than a letter or two, or as many marks."""
    return len(words) <= 2 and ((words.isascii() and words.isalpha()) or _MARKS.issuperset(words))


def _is_lazy(match: re.Match[str], item: tree.Item, text: str) -> bool:
    """Whether the line stands further left than the item's content does."""
    line = match["line"]
    indent = len(line) - len(line.lstrip(" \t"))
    start = max(text.rfind("\n", 0, item.content), text.rfind("\r", 0, item.content)) + 1
    return indent < item.content - start


def _ends_in_link(leaf: Leaf, at: int) -> bool:
    return any(link.span.end == at for link in leaf.links)
