"""AW013 main-heading."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography.casing import SMALL
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Finding, Safety
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.awesome._page import first_block
from awesome_lint.rules.base import Example, Rule

_SMALL = SMALL | {"if", "is"}
_WORD = lazy(r"[^\W_](?:[^\s]*[^\W_])?")


class MainHeading(Rule):
    """A page without a main heading, with several, or with one that is not in title case.

    ## What it does

    A page without a heading of level 1 (unless it begins with HTML, where a logo may be the heading); a first
    heading of another level; a second heading of level 1; words of the main heading that begin with a lower-case
    letter and are no articles, conjunctions or prepositions; and a heading all in capitals. Names with a capital
    inside (`iOS`), digits or a dot (`p5.js`) are valid. Code, links and badges are not checked, nor are headings with
    lower-case words in other letters than English ones: title case is English.

    ## Why it matters

    The heading is the name of the list on its page and in the list of awesome lists.

    ## Fix

    Unsafe: the capital letters. Some names are written in lower case.
    """

    code = "AW013"
    name = "main-heading"
    summary = "a page without a main heading, with several, or with one that is not in title case"
    fix = Safety.UNSAFE
    aliases = ("awesome-heading",)
    examples = (
        Example(
            title="Lower case (unsafe: some names are written so)",
            before="# Awesome reeds and rushes\n",
            lines=(1,),
            after="# Awesome Reeds and Rushes\n",
        ),
        Example(title="The name of the repository", before="# awesome-reeds\n", lines=(1,)),
        Example(title="Two main headings", before="# Awesome Reeds\n\nText.\n\n# Rushes\n", lines=(5,)),
        Example(title="A first heading of level 2", before="## Awesome Reeds\n", lines=(1,)),
        Example(title="No main heading", before="> Plants of the shore.\n\n## Reeds\n", lines=(1,)),
    )
    valid = (
        "# Awesome p5.js for the iOS [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)\n",
        '<p align="center"><img src="logo.svg" alt="Awesome Reeds"></p>\n\n## Plants\n',
        "Awesome 芦苇\n============\n",
        "# AHA Reeds of the `shore`\n",
        "# Awesome камыши и осоки\n",
        "# Roseaux préférés du rivage\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for the words of the heading or for a missing one, and one for each further heading of level 1."""
        main = [heading for heading in context.listing.tree.headings if heading.level == 1]
        for heading in main[1:]:
            if heading.form != "html":
                yield self.finding(
                    heading.span, "A list has one heading of level 1, and this is a further one; use `##`"
                )
        if main:
            if main[0].form != "html":
                yield from self._check_title_case(main[0])
            return
        first = first_block(context)
        if isinstance(first, tree.Heading):
            yield self.finding(
                first.span, "The first heading is not of level 1; write `# ` and the name of the list"
            )
        elif first is not None and not isinstance(first, tree.HtmlBlock):
            start = Span(first.span.start, first.span.start)
            yield self.finding(start, "The list has no main heading; begin with `# ` and its name")

    def _check_title_case(self, heading: tree.Heading) -> Iterator[Finding]:
        texts = [node for node in heading.children if isinstance(node, tree.Text)]
        words = [
            (match.group(), node.span.start + match.start())
            for node in texts
            for match in _WORD.finditer(node.value)
        ]
        exact = all(node.span.end - node.span.start == len(node.value) for node in texts)
        shown = [word for word, _ in words]
        if len(shown) > 1 and all(word.isupper() for word in shown):
            yield self.finding(heading.content, "The main heading is all in capitals; write it in title case")
            return
        if any(word[0].islower() and not word.isascii() for word in shown):
            return
        small = [
            (word, at)
            for number, (word, at) in enumerate(words)
            if _is_lower_case_in_titles(word, first=number == 0)
        ]
        named = [word for word in shown if word.casefold().startswith("awesome-")]
        if not small and not named:
            return
        edits = [Edit(Span(at, at + 1), word[0].upper()) for word, at in small] if exact and not named else []
        listed = ", ".join([*named, *(word for word, _ in small if word not in named)][:5])
        yield self.finding(
            heading.content, f"The main heading is not in title case; capitalize {listed}", edits=edits
        )


def _is_lower_case_in_titles(word: str, *, first: bool) -> bool:
    """Whether a word begins with a lower-case letter that title case would change."""
    letter = word[0]
    if not letter.islower() or letter.title() == letter or (word in _SMALL and not first):
        return False
    return not any(char.isupper() or char.isdigit() or char in "./@:_" for char in word)
