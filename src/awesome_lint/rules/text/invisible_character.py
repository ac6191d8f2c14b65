"""TX002 invisible-character."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineIndex
from awesome_lint.edits import Edit, Span, is_in_spans, merge_spans
from awesome_lint.findings import Batch, Finding, Habit, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Listing
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.text import _fullwidth
from awesome_lint.source import whole_lines

_NAMES = {
    "\u00a0": "no-break space",
    "\u202f": "narrow no-break space",
    "\u200b": "zero-width space",
    "\ufeff": "byte-order mark",
    "\u00ad": "soft hyphen",
    "\u2010": "Unicode hyphen",
    "\u2011": "no-break hyphen",
}
_SPACES = "\u00a0\u202f"
_HYPHENS = "\u2010\u2011"
_ODD = lazy(f"[{''.join(_NAMES)}\ufb00-\ufb06]")
_BOX = lazy(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[(?:[ xX]\]\u00a0|\u00a0\])")
_BOXES = "This task box does not render"
_PROSE = "Spaces or hyphens that only look like plain ones on {count} lines; write plain ones"
_MISLEADING = "Characters on {count} lines are invisible or only look like plain ones, so that a search does not find the words"
_FULLWIDTH = "Full-width punctuation on {count} lines that are not Chinese, Japanese or Korean; write plain punctuation"
_ALL_BOXES = "{count} task boxes do not render: no-break space U+00A0 in or after them"


class InvisibleCharacter(Rule):
    """Characters that are invisible, or that look like others.

    ## What it does

    No-break spaces, no-break hyphens, zero-width spaces and soft hyphens inside words, dates, titles and URLs; a
    byte-order mark at the start of the file and within the text; ligatures (`ﬁ`, `ﬂ`), as they are copied from PDF
    files; and a no-break space in or after a task box, which then does not render. Valid are such characters in scripts
    that have no spaces, in French punctuation, between digits, and next to a dash or a unit. A space or hyphen in
    running prose, the hyphen U+2010, and U+00A0 anywhere but in headings, URLs and task boxes, are one advice a file; of the others, more
    than three lines are one finding. Code, fences and comments are not checked.

    Full-width punctuation (`，`, `：`, `（`) on a line without East Asian writing, in a list where such writing is on at most
    one line in fifty.

    ## Why it matters

    Search does not find the title, programs do not read the date, and a URL with such a character is another URL.

    ## Fix

    Safe: each is replaced by the plain space, hyphen or letters that it looks like, or removed where it shows
    nothing. Full-width punctuation becomes plain, with a space where one belongs; in a heading, whose anchor may change,
    that is only shown. Unsafe: a byte-order mark is removed; some editors need it.
    """

    code = "TX002"
    name = "invisible-character"
    summary = "a character that is invisible, or looks like another"
    fix = Safety.SAFE
    batch = Batch.TEXT
    supersedes = ("LK001", "EN006")
    examples = (
        Example(
            title="Pasted from a web page",
            before="- [In\u2011the\u2011Wild Parsing](https://example.org/wild) (Jun.\u202f2024)\n",
            lines=(1,),
            after="- [In-the-Wild Parsing](https://example.org/wild) (Jun. 2024)\n",
        ),
        Example(
            title="Pasted from a PDF file, and into a URL",
            before="- **Ef\ufb01cient Charts**\n- [Earley](https://example.org/earley\ufeff)\n",
            lines=(1, 2),
            after="- **Efficient Charts**\n- [Earley](https://example.org/earley)\n",
        ),
        Example(
            title="Typed with an East Asian keyboard",
            before="- **Charts**（ICLR 2024） by Ames，Bohr\n- [Earley](https://example.org/earley)：a parser。\n",
            lines=(1, 2),
            after="- **Charts** (ICLR 2024) by Ames, Bohr\n- [Earley](https://example.org/earley): a parser.\n",
        ),
        Example(
            title="A task box that does not render",
            before="- [ ]\u00a0[Earley](https://example.org/earley)\n- [\u00a0] [CYK](https://example.org/cyk)\n",
            lines=(1, 2),
            after="- [ ] [Earley](https://example.org/earley)\n- [ ] [CYK](https://example.org/cyk)\n",
        ),
        Example(
            title="A byte-order mark before a heading (unsafe)",
            before="\ufeff# Awesome parsers\n",
            lines=(1,),
            after="# Awesome parsers\n",
        ),
    )
    valid = (
        "- 🧑\u200d🎨 Art, 👩\u200d💻 code, ❤\ufe0f\u200d🔥, 🏳\ufe0f\u200d🌈\n",
        "- « Analyse\u00a0» : déjà\u202f! Vraiment\u00a0? 10\u00a0000 mots, 5\u00a0km, 50\u202f%\n",
        "- می\u200cخواهم، क्\u200dष, ภาษา\u200bไทย, \u200fעברית\u200e\n",
        "- `a\u00a0b` <!-- a\u200bb -->\n\n```\na\u00a0b\n```\n",
        "- 2401.00003\ufeffé, 12\u200b34\n",
        "- **图表**（ICLR 2024）：`Ames，Bohr`\n- [Earley](https://example.org/earley)：parser，fast\n",
        "- Server\u2009—\u2009client, \u00a0\u00a0\u00a0\u00a0indented by hand\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each line that contains invisible characters, then those for full-width punctuation."""
        yield from self._check_invisible(context)
        yield from self._check_punctuation(context)

    def _check_invisible(self, context: Context) -> Iterator[Finding]:
        text = context.text
        starts = context.listing.line_starts
        hits = [match.start() for match in _ODD.finditer(text)]
        if not hits:
            return
        if text.startswith("\ufeff"):
            # Some editors need the mark, so a person decides.
            mark = Edit(Span(0, 1), "")
            yield self.finding(
                mark.span, _describe_characters(text, [mark]), edits=[mark], safety=Safety.UNSAFE
            )
        inline_index = InlineIndex.of_document(context.listing.tree)
        searched = _parts_read_by_programs(context.listing)
        exact = _parts_broken_by_spaces(context.listing)
        targets = merge_spans(link.target for link in context.listing.links)
        for _, group in groupby(hits, key=lambda at: bisect_right(starts, at)):
            places = [Span(at, at + 1) for at in group if at and not inline_index.is_hidden(Span(at, at + 1))]
            replacements = [(place, _plain_replacement(text, place.start)) for place in places]
            edits = [Edit(place, new) for place, new in replacements if new is not None]
            if edits:
                parts = exact if all(text[edit.span.start] == "\u00a0" for edit in edits) else searched
                place = "URL" if is_in_spans(edits[0].span.start, targets) else "text"
                yield self._finding_for_line(edits, text, parts, place)

    def _check_punctuation(self, context: Context) -> Iterator[Finding]:
        """One finding for each line that contains full-width punctuation."""
        text = context.text
        matches = [match.start() for match in _fullwidth.MARK.finditer(text)]
        if not matches or not _fullwidth.is_of_other_language(text):
            return
        inline_index = InlineIndex.of_document(context.listing.tree)
        unjudged = merge_spans(link.target for link in context.listing.links)
        headings = merge_spans(heading.span for heading in context.listing.tree.headings)
        for line in dict.fromkeys(whole_lines(text, Span(at, at)) for at in matches):
            edits = [
                edit
                for edit in _fullwidth.punctuation_edits(text, line)
                if not is_in_spans(edit.span.start, unjudged) and not inline_index.is_hidden(edit.span)
            ]
            if edits:
                names = ", ".join(dict.fromkeys(_fullwidth.NAMES[text[edit.span.end - 1]] for edit in edits))
                yield self.finding(
                    Span(edits[0].span.start, edits[-1].span.end),
                    f"{_capitalize_first(names)} in text that is not Chinese, Japanese or Korean; write plain punctuation",
                    edits=edits,
                    safety=Safety.DISPLAY if is_in_spans(edits[0].span.start, headings) else None,
                    habit=Habit("full-width", 3, _FULLWIDTH),
                )

    def _finding_for_line(self, edits: list[Edit], text: str, searched: list[Span], place: str) -> Finding:
        span = Span(edits[0].span.start, edits[-1].span.end)
        message = _describe_characters(text, edits, place)
        if _BOX.match(text, text.rfind("\n", 0, span.start) + 1):
            return self.finding(
                span,
                f"{_BOXES}: no-break space U+00A0 in or after it",
                edits=edits,
                habit=Habit("box", 3, _ALL_BOXES),
            )
        if _misleads_programs(edits, text, searched):
            return self.finding(span, message, edits=edits, habit=Habit("misleading", 3, _MISLEADING))
        return self.finding(
            span,
            message,
            severity=Severity.ADVICE,
            edits=edits,
            habit=Habit("prose", 0, _PROSE),
        )


def _parts_broken_by_spaces(listing: Listing) -> list[Span]:
    """The parts in which a no-break space breaks something: headings (their anchors) and URLs."""
    return merge_spans(
        [heading.span for heading in listing.tree.headings] + [link.target for link in listing.links]
    )


def _parts_read_by_programs(listing: Listing) -> list[Span]:
    """The parts that a search or a program reads: headings, links, titles, dates and venues, in order."""
    parts = [heading.span for heading in listing.tree.headings] + [link.span for link in listing.links]
    for entry in listing.entries:
        parts += [part.outer for part in (entry.title, entry.date, entry.venue) if part is not None]
    return merge_spans(parts)


def _misleads_programs(edits: list[Edit], text: str, searched: list[Span]) -> bool:
    """Whether the characters mislead a search or a program: all do, except hyphens and spaces in running text, and
    Unicode hyphens, which are characters in their own right."""
    if all(text[edit.span.start] == "\u2010" for edit in edits):
        return False
    if any(text[edit.span.start] not in _HYPHENS + _SPACES for edit in edits):
        return True
    first, last = edits[0].span.start, edits[-1].span.end
    at = bisect_right(searched, first, key=lambda part: part.end)
    return at < len(searched) and searched[at].start < last


def _plain_replacement(text: str, at: int) -> str | None:
    """The replacement of the character at this offset; None if it is valid there."""
    char, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if char in _SPACES:
        return None if _is_typographic_space(char, before, after) else " "
    if char in _HYPHENS:
        return "-" if before.isalnum() and after.isalnum() else None
    if char not in _NAMES:
        return unicodedata.normalize("NFKC", char)
    is_plain = _is_plain_text(before) and _is_plain_text(after) and not _separates_number(before, after)
    return "" if is_plain else None


def _separates_number(before: str, after: str) -> bool:
    """Whether the character separates a number from another number or a word."""
    return (before.isdigit() or after.isdigit()) and before.isalnum() and after.isalnum()


def _is_plain_text(char: str) -> bool:
    """Whether a character is punctuation, or a letter of a script that uses spaces and does not join
    letters.
    """
    return char < "\u0250" or "\u2000" <= char <= "\u206f" or "\u0370" <= char <= "\u052f"


def _is_typographic_space(char: str, before: str, after: str) -> bool:
    """Whether a no-break space is right here: next to French punctuation, a dash or a number, or as an indent."""
    if after in tuple(";:!?»%›€$—–") or before in tuple("«‹—–"):
        return True
    if before.isdigit() and (after.isdigit() or after.isalpha()):
        return True
    # Several in a row, or one at the end of a line: an indent by hand.
    return after in (char, "", "\n", "\r", " ") or before in (char, "", "\n", "\r", " ")


def _describe_characters(text: str, edits: list[Edit], place: str = "text") -> str:
    counts = Counter(_character_name(text[edit.span.start]) for edit in edits)
    parts = [name if count == 1 else f"{name} ({count} times)" for name, count in counts.items()]
    news = {edit.text for edit in edits}
    if news == {""}:
        return f"{_capitalize_first(', '.join(parts))} in the {place}: it is invisible; remove it"
    return f"{_capitalize_first(', '.join(parts))} in the {place}: it looks like a plain character; write that one"


def _character_name(char: str) -> str:
    """The name and the code point of an invisible or unusual character."""
    return f"{_NAMES.get(char, f'ligature “{char}”')} U+{ord(char):04X}"


def _capitalize_first(words: str) -> str:
    return words[0].upper() + words[1:]
