"""AW005 list-item-form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Finding, Safety
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import plain, tree
from awesome_lint.rules.awesome._line import (
    BRACKETED,
    CODE,
    COMMENT,
    EMPHASIS,
    LINK,
    MATH,
    NOTE,
    PICTURE,
    TAG,
    Line,
    lines,
)
from awesome_lint.rules.base import Example, Rule

_SCHEME = lazy(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_EMOJI = "\u2300-\u23ff\u25aa-\u25fe\u2600-\u27bf\u2b00-\u2bff\u3030\u303d\ufe0f\u200d\U0001f000-\U0001faff"
_SEPARATOR = lazy(r"(?P<before>\s*)(?P<dash>[-–—]+)(?P<after>\s*)|\s*(?P<other>[:：]|--)\s+")
_ASIDES = lazy(
    rf"(?:[\s{_EMOJI}{PICTURE}{TAG}{COMMENT}{BRACKETED}]|:[a-z0-9_+-]+:"
    rf"|[,|·/](?=\s*[(\[{BRACKETED}])|[(\[][^()\[\]]*[)\]])*"
)
"""What may follow a name without being a description: pictures, emoji, and asides in brackets."""
_LINKS = lazy(rf"(?:\s*[·•|,;/+&]\s*{LINK}+)+\s*")
"""A row of links, which describes nothing."""
_WORD = lazy(r"(?P<quote>['‘]?)(?P<word>[^\W\d_][^\s\ue000-\ue009]*)")
_LAST = lazy(rf"(?:[\s{_EMOJI}{NOTE}]|(?<=\s):[a-z0-9_+-]{{2,40}}:|(?<=[\s.!?])[:;]-?\))\Z")
_ENDED = lazy(r"[.!?…。！？؟۔।]+[\"”)）」』]*\Z")
_SENTENCE = lazy(r"[.!?…]")
_TWICE = lazy(r"[.!?…][\"”][.!?…]+\Z")
_TAGS = f"{CODE} ,\t\n"
_LONGEST_TAIL = 60
"""So many emoji and notes are stepped over to find where a description ends."""
_LOWER_NAMES = frozenset("npm pnpm pip tmux curl jq systemd nginx".split())
"""Names that begin a sentence in lower case."""
_COMMON = frozenset(
    "a an the this these that it its for with from to in on of and or as at is are all any some most many your "
    "my our another alternative yet simple small fast easy tiny".split()
)
"""Words that are surely no name, whatever list they stand in."""


class ListItemForm(Rule):
    """An item that is not written as `- [Name](link) - Description.` is.

    ## What it does

    Items of lists (after the list of contents) whose name is no plain link with an address, whose description
    is not set off by a hyphen between blanks, does not begin with a capital letter or does not end with a full
    stop or its like. Pictures may stand before the name, asides (`by someone`, `(2024)`) between name and hyphen.
    Items that begin with words (plain, bold or code) are left alone, and so are items without a description, rows of
    links among them. A name may be followed by
    links in brackets, as papers have them: `[Title](u) [[code]](v)`. Scripts without capitals have no casing,
    and their own full stops count.

    ## Why it matters

    The guidelines ask for it, and a list whose entries look alike is read with less effort.

    ## Fix

    Safe: the hyphen for a dash or colon, the full stop after a word, and the capital letter where the word is
    surely no name (articles and the like, and words that other descriptions begin with in capitals). A hyphen
    where nothing stood, and a capital for another word, are for you to look at.
    """

    code = "AW005"
    name = "list-item-form"
    summary = "item that is not `- [Name](link) - Description.`"
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
            title="A word that may be a name is not capitalised unasked (unsafe)",
            before="- [Gull](https://example.org/gull) - mosaic for screens.\n",
            lines=(1,),
            after="- [Gull](https://example.org/gull) - Mosaic for screens.\n",
        ),
        Example(
            title="A name that leads nowhere, in bold, or without words",
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
            title="A full-width colon is left to you",
            before="- [芦苇](https://example.org/reed)： 读取流。\n",
            lines=(1,),
        ),
        Example(
            title="A marker without its blank",
            before="-[Reed](https://example.org/reed) - Reads streams.\n",
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
        """One finding an item, two where its description is wrong at both ends."""
        capitals: frozenset[str] | None = None
        for line in lines(context):
            defect = _fault_of_name(line)
            if defect is not None:
                yield self.finding(line.first.span, defect)
                continue
            separator = self._separator(line, context.text)
            if separator is not None:
                yield separator
                continue
            described = line.description(context.text)
            if described is not None:
                if capitals is None:
                    capitals = _capitals(context)
                yield from self._description(*described, capitals)
        yield from self._markers(context)

    def _separator(self, line: Line, text: str) -> Finding | None:
        """What is between name and description, if it is not a hyphen between blanks."""
        after = line.after
        if _ASIDES.fullmatch(after) or _LINKS.fullmatch(after):
            return None
        match = _SEPARATOR.match(after)
        place = line.span(0, len(after.rstrip()))
        if match is not None and match["dash"]:
            around = match["before"] + match["after"]
            edits = [Edit(line.span(0, match.end()), " - ")] if after[match.end() :].strip() else []
            if match["dash"] != "-" and set(match["dash"]) != {"-"}:
                return self.finding(
                    place,
                    "The name and its description are set apart by a dash instead of a hyphen, “ - ”",
                    edits=edits,
                )
            if any(char not in " \n" for char in around):
                return self.finding(place, "The blank beside the hyphen is not an ordinary one", edits=edits)
            if match["dash"] != "-" or not around.strip("\n") or line.dash is None:
                return self.finding(
                    place, "The name and its description have to be set apart by “ - ”", edits=edits
                )
        if line.dash is not None:
            return None
        message = "The name and its description have to be set apart by “ - ”"
        if match is not None and match["other"]:
            # The full-width colon is how its scripts set words apart; a list has it throughout, or not at all.
            edits = [Edit(line.span(0, match.end()), " - ")] if match["other"] != "：" else []
            return self.finding(place, message, edits=edits)
        words = after.lstrip(" ")
        if after[:1] == " " and words[:1].isupper():
            at = line.start + len(after) - len(words)
            return self.finding(place, message, edits=[Edit(Span(at, at), "- ")], safety=Safety.UNSAFE)
        return self.finding(place, message)

    def _description(self, described: str, start: int, capitals: frozenset[str]) -> Iterator[Finding]:
        match = _WORD.match(described)
        if match is not None and _is_lower(match["word"]):
            at = start + match.start("word")
            word = match["word"].rstrip(".,;:!?")
            sure = word in _COMMON or (word.isalpha() and word in capitals)
            edits = [Edit(Span(at, at + 1), word[0].upper())] if word.isalpha() else []
            yield self.finding(
                Span(start, start + match.end()),
                "The description has to begin with a capital letter",
                edits=edits,
                safety=Safety.SAFE if sure else Safety.UNSAFE,
            )
        end = _end(described)
        if end is not None:
            last = described[-1:]
            stop = Span(start + len(described), start + len(described))
            edits = [Edit(stop, ".")] if last == CODE or last in ")）" or _takes_a_stop(last) else []
            yield self.finding(Span(start, start + len(described)), end, edits=edits)

    def _markers(self, context: Context) -> Iterator[Finding]:
        """Paragraphs that begin with `-[`, which were to be lists."""
        for block in tree.walk_blocks(context.listing.tree):
            if isinstance(block, tree.Paragraph) and context.text.startswith("-[", block.span.start):
                link = next((node for node in block.children if isinstance(node, tree.Link)), None)
                if link is not None and link.span.start == block.span.start + 1:
                    place = Span(block.span.start, block.span.start + 1)
                    yield self.finding(place, "A blank has to follow the item's marker: this is no item")


def _fault_of_name(line: Line) -> str | None:
    if line.name is None:
        return "The item has to begin with a plain link, [Name](address)"
    if line.name.form is tree.LinkForm.HTML:
        return "The name's link has to be written in Markdown, [Name](address)"
    if line.name.form is not tree.LinkForm.REFERENCE:
        if not plain(line.name.children).strip():
            return "The name's link shows no words"
        if any(isinstance(node, tree.Image | tree.Strike | tree.HtmlTag) for node in line.name.children):
            return "The name's link has to show words alone"
    if not _SCHEME.match(line.name.url):
        return f"The name's link has no address of its own: “{line.name.url}”"
    return None


def _is_lower(word: str) -> bool:
    """Whether a word begins with a small letter that has a capital, and is written so by no one on purpose."""
    first = word[0]
    if not first.islower() or len(first.upper()) != 1 or first.title() == first:
        return False
    if word.rstrip(".,;:!?") in _LOWER_NAMES or any(char.isupper() or char.isdigit() for char in word):
        return False
    return unicodedata.name(first, "").startswith(("LATIN", "GREEK", "CYRILLIC"))


def _capitals(context: Context) -> frozenset[str]:
    """Words, in lower case, that descriptions of this list begin with in capitals, and that no item's name holds."""
    names: set[str] = set()
    words: set[str] = set()
    for line in lines(context):
        if line.name is not None:
            names.update(re.findall(r"\w+", plain(line.name.children).lower()))
        described = line.description(context.text)
        match = _WORD.match(described[0]) if described else None
        if match is not None and match["word"].istitle():
            words.add(match["word"].lower())
    return frozenset(words - names)


def _end(described: str) -> str | None:
    """What is wrong with a description's end (masked), or None."""
    ended = described.rstrip()
    for _ in range(_LONGEST_TAIL):
        match = _LAST.search(ended, max(0, len(ended) - 44))
        if match is None:
            break
        ended = ended[: match.start()]
    if (
        not ended
        or ended[-1] in LINK + BRACKETED + PICTURE + TAG + COMMENT + EMPHASIS + MATH
        or "⭐" in described[len(ended) :]
    ):
        return None
    before = ended.rstrip(_TAGS)
    if (
        ended[-1] == CODE
        and ended[len(before)].isspace()
        and (_ENDED.search(before[-20:]) or before.endswith(")"))
    ):
        return None
    tail = ended[-20:]
    if _TWICE.search(tail) and not (
        ended[0] in '"“' and ended.count('"') == 2 and _ENDED.search(tail) is None
    ):
        return "The description ends with a full stop inside its quotation marks and another after them"
    if _ENDED.search(tail) or (ended[-1] == ")" and _SENTENCE.search(ended)):
        return None
    return "The description has to end with a full stop, or another mark that ends a sentence"


def _takes_a_stop(char: str) -> bool:
    """Whether a full stop may follow: a letter or digit of a script that has this one."""
    return char.isalnum() and (
        char.isascii() or unicodedata.name(char, "").startswith(("LATIN", "GREEK", "CYRILLIC"))
    )
