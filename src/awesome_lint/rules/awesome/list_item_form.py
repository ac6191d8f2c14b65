"""AW005 list-item-form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Finding, Safety
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import EMOJI
from awesome_lint.markdown import tree, visible_text
from awesome_lint.rules.awesome._item_paragraph import (
    BRACKETED,
    CODE,
    COMMENT,
    EMPHASIS,
    IMAGE,
    LINK,
    MATH,
    NOTE,
    TAG,
    ItemParagraph,
    list_item_paragraphs,
)
from awesome_lint.rules.base import Example, Rule

_SCHEME = lazy(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SEPARATOR = lazy(r"\s*[-–—]+\s*|\s*(?P<colon>[:：])\s+")
_ASIDES = lazy(
    rf"(?:[\s{EMOJI}{IMAGE}{TAG}{COMMENT}{BRACKETED}]|:[a-z0-9_+-]+:"
    rf"|[,|·/](?=\s*[(\[{BRACKETED}])|[(\[][^()\[\]]*[)\]])*"
)
"""What may follow a name and is no description: images, emoji, and asides in brackets."""
_LINKS = lazy(rf"(?:\s*[·•|,;/+&]\s*{LINK}+)+\s*")
"""A row of links, which is no description."""
_WORD = lazy(r"['‘]?(?P<word>[^\W\d_][^\s\ue000-\ue009]*)")
_LAST = lazy(rf"(?:[\s{EMOJI}{NOTE}]|(?<=\s):[a-z0-9_+-]{{2,40}}:|(?<=[\s.!?])[:;]-?\))\Z")
_ENDED = lazy(r"[.!?…。！？؟۔।]+[\"”)）」』]*\Z")
_SENTENCE = lazy(r"[.!?…]")
_TWICE = lazy(r"[.!?…][\"”][.!?…]+\Z")
_LONGEST_TAIL = 60
"""The number of emoji and footnotes after a description that are ignored at most."""
_LOWER_NAMES = frozenset("npm pnpm pip tmux curl jq systemd nginx".split())
"""Names that are in lower case even at the start of a sentence."""
_COMMON = frozenset(
    "a an the this these that it its for with from to in on of and or as at is are all any some most many your "
    "my our another alternative yet simple small fast easy tiny".split()
)
"""Words that are no names in any list."""


class ListItemForm(Rule):
    """A list item that is not in the form `- [Name](link) - Description.` of the guidelines.

    ## What it does

    Items of lists after the table of contents whose name is no plain link with a URL, or whose description has no
    hyphen with spaces before it, does not begin with a capital letter, or does not end with a full stop or another
    character that ends a sentence. Images may be before the name, asides (`by someone`, `(2024)`) between name and
    hyphen, and links in brackets after the name, as papers have them: `[Title](u) [[code]](v)`. Items that begin with
    words (plain, bold or code) and items without a description are not checked. Scripts without capitals need none,
    and each script has its own full stops.

    ## Why it matters

    The guidelines ask for it, and a list whose entries look alike is easier to read.

    ## Fix

    Safe: a hyphen for a dash or colon, a full stop after a word, and a capital letter where the word is certainly no
    name (articles and the like). Unsafe: a hyphen where there
    was no separator, and a capital letter for any other word.
    """

    code = "AW005"
    name = "list-item-form"
    summary = "item that is not in the form `- [Name](link) - Description.`"
    fix = Safety.SAFE
    aliases = ("awesome-list-item",)
    examples = (
        Example(
            title="A dash, a capital and a full stop",
            before="""
                - [Reed](https://example.org/reed) – Reads streams.
                - [Tern](https://example.org/tern): Watches files.
                - [Wren](https://example.org/wren) - a parser for feeds.
                - [Finch](https://example.org/finch) - Draws maps
                """,
            lines=(1, 2, 3, 4),
            after="""
                - [Reed](https://example.org/reed) - Reads streams.
                - [Tern](https://example.org/tern) - Watches files.
                - [Wren](https://example.org/wren) - A parser for feeds.
                - [Finch](https://example.org/finch) - Draws maps.
                """,
        ),
        Example(
            title="A word that may be a name (unsafe)",
            before="- [Gull](https://example.org/gull) - mosaic for screens.\n",
            lines=(1,),
            after="- [Gull](https://example.org/gull) - Mosaic for screens.\n",
        ),
        Example(
            title="A name without a URL, in bold, or without words",
            before="""
                - [Reed]() - Reads streams.
                - [Tern](tern.md) - Watches files.
                - **[Wren](https://example.org/wren)** - A parser.
                - [](https://example.org/finch) - Draws maps.
                - ![logo](https://example.org/gull.png) - A mosaic.
                """,
            lines=(1, 2, 3, 4, 5),
        ),
        Example(
            title="A full-width colon (not fixed)",
            before="- [芦苇](https://example.org/reed)： 读取流。\n",
            lines=(1,),
        ),
    )
    valid = (
        """
        - [Reed](https://example.org/reed)
        - [Tern](https://example.org/tern) - iOS client for `ls`.
        - [Wren](https://example.org/wren) by [Ada](https://example.org/ada) (2024) - A parser! :star:
        - ![new](https://example.org/new.svg) [Finch](https://example.org/finch) - "Draws maps."
        - [Gull](https://example.org/gull) - Mosaic, see [its page](https://example.org/page)
        - Plain words, and words with [a link](https://example.org/x)
        - `ls -l` shows more; **bold words** and `code` begin no entry either
        - **Sandpiper** — Has no page.
          - [Song](https://example.org/song) · [Picture](https://example.org/picture) + [Film](https://example.org/film)
        """,
        """
        - [Tree Search at Scale](https://example.org/a) [[code]](https://example.org/b) [[data](https://example.org/c)]
        - [雀](https://example.org/d) - 地图工具。
        - [Sparrow](https://example.org/e) - मानचित्र बनाता है।
        """,
        """
        ## Table of Contents

        - [Maps](#maps)
        - [Feeds](#feeds) - and more

        ## Maps

        ## Feeds
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for an item, two where its description is wrong at its beginning and its end."""
        for line in list_item_paragraphs(context):
            defect = _name_defect(line)
            if defect is not None:
                yield self.finding(line.first.span, defect)
                continue
            separator = self._check_separator(line)
            if separator is not None:
                yield separator
                continue
            described = line.description()
            if described is not None:
                yield from self._check_description(*described)
        yield from self._find_markers_without_space(context)

    def _check_separator(self, line: ItemParagraph) -> Finding | None:
        """The finding for what is between name and description if it is not a hyphen between spaces; None if it is, or
        if there is no description."""
        after = line.after
        if line.hyphen_match is not None or _ASIDES.fullmatch(after) or _LINKS.fullmatch(after):
            return None
        match = _SEPARATOR.match(after)
        place = line.document_span(0, len(after.rstrip()))
        if match is not None:
            # Scripts with a full-width colon separate words by it, and their lists do so everywhere.
            fixable = after[match.end() :].strip() and match["colon"] != "："
            edits = [Edit(line.document_span(0, match.end()), " - ")] if fixable else []
            what = f"“{match[0].strip()}” is between the name and its description; write “ - ”, with a space on each side"
            return self.finding(place, what, edits=edits)
        words = after.lstrip(" ")
        at = line.start + len(after) - len(words)
        edits = [Edit(Span(at, at), "- ")] if after[:1] == " " and words[:1].isupper() else []
        what = "No hyphen is between the name and its description; write “ - ” there"
        return self.finding(place, what, edits=edits, safety=Safety.UNSAFE)

    def _check_description(self, described: str, start: int) -> Iterator[Finding]:
        match = _WORD.match(described)
        if match is not None and _is_lower_case_word(match["word"]):
            at = start + match.start("word")
            word = match["word"].rstrip(".,;:!?")
            edits = [Edit(Span(at, at + 1), word[0].upper())] if word.isalpha() else []
            yield self.finding(
                Span(start, start + match.end()),
                "The description begins with a lower-case letter; write a capital letter",
                edits=edits,
                safety=Safety.SAFE if word in _COMMON else Safety.UNSAFE,
            )
        end = _description_end_defect(described)
        if end is not None:
            last = described[-1:]
            stop = Span(start + len(described), start + len(described))
            edits = [Edit(stop, ".")] if last == CODE or last in ")）" or _uses_full_stop(last) else []
            yield self.finding(Span(start, start + len(described)), end, edits=edits)

    def _find_markers_without_space(self, context: Context) -> Iterator[Finding]:
        """Findings for paragraphs that begin with `-[` and were meant as list items."""
        for block in tree.walk_blocks(context.listing.tree):
            if isinstance(block, tree.Paragraph) and context.text.startswith("-[", block.span.start):
                place = Span(block.span.start, block.span.start + 1)
                yield self.finding(place, "No space after the marker: this line is no item; write `- `")


def _name_defect(line: ItemParagraph) -> str | None:
    """The message about the name of an item; None if it is a plain link with a URL."""
    if line.name is None:
        return "The item does not begin with a plain link; write [Name](URL)"
    if line.name.form is not tree.LinkForm.REFERENCE:
        if not visible_text(line.name.children).strip():
            return "The link of the name has no words; write [Name](URL)"
        if any(isinstance(node, tree.Image | tree.Strike | tree.HtmlTag) for node in line.name.children):
            return "The link of the name contains more than words; write [Name](URL)"
    if not _SCHEME.match(line.name.url):
        return (
            f"The link of the name does not lead to a website: “{line.name.url}”; write a URL with `https://`"
        )
    return None


def _is_lower_case_word(word: str) -> bool:
    """Whether a word begins with a lower-case letter and is no name in lower case."""
    if word.rstrip(".,;:!?") in _LOWER_NAMES or any(char.isupper() or char.isdigit() for char in word):
        return False
    return unicodedata.name(word[0], "").startswith(("LATIN", "GREEK", "CYRILLIC"))


def _description_end_defect(description: str) -> str | None:
    """The message about the end of a masked description; None if the end is right."""
    ended = description.rstrip()
    for _ in range(_LONGEST_TAIL):
        match = _LAST.search(ended, max(0, len(ended) - 44))
        if match is None:
            break
        ended = ended[: match.start()]
    if not ended or ended[-1] in LINK + BRACKETED + IMAGE + TAG + COMMENT + EMPHASIS + MATH:
        return None
    if _TWICE.search(ended[-20:]):
        return "The description ends with a full stop before and after the closing quotation mark; remove one"
    if _ENDED.search(ended[-20:]) or (ended[-1] == ")" and _SENTENCE.search(ended)):
        return None
    return "The description does not end with a full stop; add one"


def _uses_full_stop(char: str) -> bool:
    """Whether a character is a letter or digit of a script that uses the full stop `.`."""
    return char.isalnum() and (
        char.isascii() or unicodedata.name(char, "").startswith(("LATIN", "GREEK", "CYRILLIC"))
    )
