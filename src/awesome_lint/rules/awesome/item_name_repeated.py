"""AW009 item-name-repeated."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Finding, Removal, Safety
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import visible_text
from awesome_lint.rules.awesome._item_paragraph import list_item_paragraphs
from awesome_lint.rules.base import Example, Rule

_LONGER_NAME = lazy(r"[\w+#]|[-./@_'’]\w")
"""What follows the name where it is only the beginning of a longer word or of another name."""
_NEEDLESS = lazy(
    r"\s+(?:is|are)\s+(?=(?:a|an|the)\s)"
    r"|(?::|\s+[-–—]+)\s+(?=[^\W\d_])"
    r"|,\s+(?=(?:a|an|the)\s[^,.!?]*(?:[.!?]|\Z))"
    r"|\s+(?=(?:adds|aims|allows|brings|builds|combines|converts|creates|enables|extends|generates|gives|handles"
    r"|helps|lets|makes|manages|offers|provides|reads|renders|runs|shows|simplifies|supports|turns|uses|writes)\s)"
)
"""What follows the name in a sentence that is complete without both."""


class ItemNameRepeated(Rule):
    """A description that begins with the name of its item.

    ## What it does

    Descriptions whose first words are the text of the link before them, in any case. A longer word or name with
    the same beginning (`Node` and `Node.js`) is another name.

    ## Why it matters

    The reader has just read the name.

    ## Fix

    Safe where the sentence is complete without the name: `Reed is a reader` becomes `A reader`, `Reed: reads`
    becomes `Reads`, `Reed provides readers` becomes `Provides readers`.
    """

    code = "AW009"
    name = "item-name-repeated"
    summary = "a description that begins with the name of its item"
    fix = Safety.SAFE
    removes = frozenset({Removal.WORDS})
    aliases = ("no-repeat-item-in-description",)
    examples = (
        Example(
            title="The sentence is complete without the name",
            before="""
                - [Reed](https://example.org/reed) - Reed is a reader of streams.
                - [Tern](https://example.org/tern) - Tern: watches files.
                - [Wren](https://example.org/wren) - wren provides parsers.
                """,
            lines=(1, 2, 3),
            after="""
                - [Reed](https://example.org/reed) - A reader of streams.
                - [Tern](https://example.org/tern) - Watches files.
                - [Wren](https://example.org/wren) - Provides parsers.
                """,
        ),
        Example(
            title="The sentence needs the name: rewrite it",
            before="- [Reed](https://example.org/reed) **new** - Reed reader for streams.\n",
            lines=(1,),
        ),
    )
    valid = (
        """
        - [Node](https://example.org/node) - NodeJS runtime.
        - [Reed](https://example.org/reed) - Reed-like, and Reed.js, and Reed's own.
        - [Tern](https://example.org/tern) - A watcher, as Tern is called.
        """,
        """
        - [Reed](https://example.org/reed) - The Reed reader.
        - [Tern](https://example.org/tern)
          - Tern is a watcher.
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """At most one finding for an item."""
        for line in list_item_paragraphs(context):
            described = line.description()
            name = " ".join(visible_text(line.name.children).split()) if line.name is not None else ""
            if described is None or not name:
                continue
            finding = self._repeated_name_finding(name, *described)
            if finding is not None:
                yield finding

    def _repeated_name_finding(self, name: str, described: str, start: int) -> Finding | None:
        if described[: len(name)].casefold() != name.casefold() or _LONGER_NAME.match(described, len(name)):
            return None
        place = Span(start, start + len(name))
        match = _NEEDLESS.match(described, len(name))
        edits = []
        if match is not None and described[match.end()].isascii():
            edits = [Edit(Span(start, start + match.end() + 1), described[match.end()].upper())]
        return self.finding(
            place,
            f"The description begins with “{name}”, the name of the item; leave it out",
            edits=edits,
        )
