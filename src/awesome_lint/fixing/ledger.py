"""The ledger: what a fix deletes, compared with what its rule declares.

The lines that a fix edits are split into tokens, before and after, by one regular expression on the raw text, without
the Markdown parser and without the reader of entries. Tokens are words (letters and digits apart, without case and
width), arXiv ids, URLs and other link targets, emoji and their codes, HTML tags, code (blocks, inline code, `<pre>`
and others, front matter) as a whole, and every other visible character. A token that occurs less often after the fix
is lost:

- Separators (commas, dots, dashes, bars, quotation marks, slashes) may always be lost. So may brackets, as long as no
  more of them are unpaired than before, and `*`, `_`, `~` in even numbers, which are Markdown markup.
- Everything else may be lost only if the rule's `removes` names its kind (see `findings.Removal`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Sequence
from functools import lru_cache
from html import unescape

from awesome_lint.edits import Edit, Span, apply_edits, merge_spans, sort_edits
from awesome_lint.findings import Fix, Removal
from awesome_lint.fixing.code import code_spans
from awesome_lint.lazy_re import lazy
from awesome_lint.source import line_starts

Token = tuple[str, str]
"""A kind (the name of a group of `_TOKEN`, "code" or "chip") and the text of the token."""

_PICTURE = "\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff"
_IN_URL = r"""(?:[^\s<>"'()\]|`（）【】]|\([^\s<>()]*\))"""
_TOKEN = lazy(
    r"^(?P<lead>(?:[ \t>\ufeff]|[-*+][ \t]+|\d{1,3}[.)][ \t]+|#{1,6}(?=[^\W\d]|\s)|-(?=\[)|\*(?=\[[^*\n]*$))+)"
    r"|\]\(\s*<?(?P<target>[^\s<>()（）]+(?:\([^\s<>()]*\)[^\s<>()（）]*)*)"
    rf"|(?P<url>[a-zA-Z]{{0,12}}:/+(?:{_IN_URL})*(?:(?![.,;:!?*_]){_IN_URL}))"
    r"|(?<![\w:])(?P<emoji>:(?:[+-]1|100|1234|(?=[\w+-]*[a-z])[\w+-]+):)(?!\w)"
    rf"|(?P<picture>[{_PICTURE}](?:[\ufe0f\U0001f3fb-\U0001f3ff]|\u200d[{_PICTURE}])*)"
    r"|(?P<tag></?(?![a-zA-Z]+:/)[a-zA-Z][\w-]*)|(?P<entity>&\#?\w+;)"
    r"|(?P<id>\b\d{4}\.\d{4,5}(?!\d))|(?P<word>[^\W\d_]+|\d+)|(?P<mark>\S)",
    re.MULTILINE,
)
_APOSTROPHES = str.maketrans("‘’´", "'''")
_BRACKETS = dict(zip(")]}>", "([{<", strict=True))
_PAIRED = frozenset("*_~")
_LOSABLE = frozenset("|<>`")
_MEANINGFUL = frozenset("!?#%&@")
_LINE_BREAK_TAGS = frozenset({"<br", "</br"})
_MONTHS = lazy(
    r"jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|"
    r"dec(ember)?|\d{1,4}|st|nd|rd|th"
)
_ID = lazy(r"(?<!\d)\d{4}\.\d{4,5}(?!\d)")
_INVISIBLE = lazy(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_TARGET = lazy(r"(?<=\]\()[^()\s]*")
_REWORDING = frozenset({Removal.WORDS, Removal.DATES})
_MAX_PLACES = 20
_MAX_CANDIDATES = 8
"""The number of longest tokens of which the rarest one is searched to find a copy."""
_CHARACTER_KINDS = frozenset({"word", "id", "mark"})


def find_loss(text: str, fix: Fix, message: str = "") -> str | None:
    """Why the fix may not be applied: it would delete a token without declaring it, or leave only one of a pair of
    brackets or asterisks; None if it may. `message` is the message of the finding: it declares the URLs that it
    contains."""
    edits = sort_edits(fix.edits)
    ranges = _edited_ranges(text, edits)
    before, after = _count_tokens_in_ranges(text, ranges, ()), _count_tokens_in_ranges(text, ranges, edits)
    lost, added = before - after, after - before
    if Removal.LINKS in fix.removes:
        lost = Counter(
            {key: count for key, count in lost.items() if key[0] != "url" or key[1] not in message}
        )
    undeclared = Counter(
        {key: count for key, count in lost.items() if not _is_declared(*key, count, fix.removes, lost, added)}
    )
    lines = max((text.count("\n", *span) for span in ranges), default=0)
    has_copy = Removal.COPIES in fix.removes
    if undeclared and not (has_copy and _occurs_elsewhere(undeclared, lines, apply_edits(text, edits))):
        return f"it would lose “{next(token for _, token in undeclared)}”"
    partner = _missing_partner(before, after)
    return f"a matching “{partner}” would be missing" if partner is not None else None


def compared_length(text: str, edits: Sequence[Edit]) -> int:
    """The number of characters that `find_loss` compares for these edits: their lines, with the code around them."""
    return sum(span.end - span.start for span in _edited_ranges(text, sort_edits(edits)))


def _is_declared(
    kind: str,
    token: str,
    count: int,
    removes: frozenset[Removal],
    lost: Counter[Token],
    added: Counter[Token],
) -> bool:
    """Whether a fix that declares `removes` may delete this token `count` times."""
    if kind == "mark" and _may_always_be_lost(token, count):
        return True
    if kind != "code" and Removal.CHARSET in removes:
        return True
    if kind == "url":
        return Removal.LINKS in removes and _count_urls(lost) <= _count_urls(added)
    if kind in _CHARACTER_KINDS:
        if Removal.WORDS in removes:
            return True
        if Removal.DATES in removes and _MONTHS.fullmatch(token) is not None:
            return True
        return Removal.LINKS in removes and any(
            key == "url" and token in url.casefold() for key, url in added
        )
    if kind == "chip" and not _REWORDING.isdisjoint(removes):
        return True
    return kind in ("code", "chip") and Removal.CODE in removes


def _may_always_be_lost(character: str, count: int) -> bool:
    """Whether any fix may delete `count` occurrences of a character: separators, quotation marks, or Markdown markup in
    pairs."""
    if character in _PAIRED:
        return count % 2 == 0
    is_punctuation = unicodedata.category(character).startswith("P")
    return character in _LOSABLE or (is_punctuation and character not in _MEANINGFUL)


def _missing_partner(before: Counter[Token], after: Counter[Token]) -> str | None:
    """The partner of a bracket or asterisk that is paired before the fix and not after it; None if there is none."""
    if after["mark", "*"] % 2 and not before["mark", "*"] % 2:
        return "*"
    for closing, opening in _BRACKETS.items():
        old, new = (counts["mark", opening] - counts["mark", closing] for counts in (before, after))
        if abs(new) > abs(old):
            return opening if new < old else closing
    return None


def _count_urls(tokens: Counter[Token]) -> int:
    return sum(count for (kind, _), count in tokens.items() if kind == "url")


def _with_bare_ids(tokens: Counter[Token]) -> Counter[Token]:
    """The tokens, with the arXiv id of a token (of its URL) instead of the token."""
    return Counter(
        {(kind, id_[0] if (id_ := _ID.search(token)) else token): n for (kind, token), n in tokens.items()}
    )


def _occurs_elsewhere(lost: Counter[Token], line_count: int, fixed_text: str) -> bool:
    """Whether the fixed text has a copy of all lost tokens, at most `line_count` lines away from the rarest of them."""
    needed, reach = _with_bare_ids(lost), max(line_count, 1)
    starts, folded = line_starts(fixed_text), fixed_text.casefold()
    longest = sorted({token.casefold() for _, token in needed}, key=len)[-_MAX_CANDIDATES:]
    rarest = min(longest, key=folded.count)
    at = folded.find(rarest)
    for _ in range(_MAX_PLACES):
        if at < 0:
            break
        line = bisect_right(starts, at)
        first, last = max(line - reach, 0), line + reach - 1
        end = starts[last] if last < len(starts) else len(fixed_text)
        if not needed - _with_bare_ids(_count_tokens(fixed_text[starts[first] : end])):
            return True
        at = folded.find(rarest, at + 1)
    return False


# --- Ranges ---------------------------------------------------------------------------------------------------


def _edited_ranges(text: str, edits: Sequence[Edit]) -> list[Span]:
    """The spans of the edited lines, extended to complete code; adjacent spans are merged."""
    starts, code = _line_starts_and_code(text)
    ranges: list[Span] = []
    for span, _ in edits:
        first, last = _extend_to_code(span, code)
        start = starts[bisect_right(starts, first) - 1]
        following = bisect_left(starts, max(last, first + 1))
        end = starts[following] if following < len(starts) else len(text)
        ranges.append(_extend_to_code(Span(start, end), code))
    return merge_spans(ranges)


def _extend_to_code(span: Span, code: Sequence[Span]) -> Span:
    """The span, extended to the code in which it starts or ends."""
    first = bisect_right(code, span.start, key=lambda span: span.end)
    last = bisect_left(code, span.end, key=lambda span: span.start) - 1
    start = min(span.start, code[first].start) if first < len(code) else span.start
    end = max(span.end, code[last].end) if last >= 0 else span.end
    return Span(start, end)


@lru_cache(maxsize=4)
def _line_starts_and_code(text: str) -> tuple[tuple[int, ...], tuple[Span, ...]]:
    """The starts of lines, and the spans of code."""
    return line_starts(text), tuple(code_spans(text))


# --- Tokens ----------------------------------------------------------------------------------------------------


def _count_tokens_in_ranges(text: str, ranges: Sequence[Span], edits: Sequence[Edit]) -> Counter[Token]:
    """The tokens of these ranges with their counts, after the edits in them."""
    counts: Counter[Token] = Counter()
    left = deque(edits)
    for start, end in ranges:
        inside = []
        while left and left[0].span.end <= end:
            inside.append(left.popleft())
        counts.update(_count_tokens(apply_edits(text, inside, Span(start, end))))
    return counts


def _count_tokens(text: str) -> Counter[Token]:
    """The tokens of a text, with their counts."""
    counts: Counter[Token] = Counter()
    at = 0
    for span in code_spans(text):
        _add_token_counts(text[at : span.start], counts)
        inside = text[span.start : span.end]
        kind = "chip" if inside.startswith("`") and "\n" not in inside else "code"
        counts[kind, _TARGET.sub("", inside) if inside.startswith("<") else inside] += 1
        at = span.end
    _add_token_counts(text[at:], counts)
    return counts


def _add_token_counts(text: str, counts: Counter[Token]) -> None:
    """Adds the tokens of a text that contains no code to the counts."""
    for match in _TOKEN.finditer(text):
        kind, token = str(match.lastgroup), match[match.lastgroup or 0]
        if kind in ("target", "url"):
            token = unicodedata.normalize("NFKC", _INVISIBLE.sub("", token))
        if kind == "target":
            counts.update((("url", token), ("mark", "]"), ("mark", "(")))
        elif kind in ("url", "emoji", "picture", "id") or (kind == "tag" and token not in _LINE_BREAK_TAGS):
            counts[kind, token] += 1
        elif kind in ("word", "mark", "entity"):
            plain = unescape(token) if kind == "entity" else token
            if plain.isascii() and kind != "entity":
                counts[kind, plain.casefold()] += 1
            else:
                _count_characters(unicodedata.normalize("NFKC", plain.translate(_APOSTROPHES)), counts)


def _count_characters(text: str, counts: Counter[Token]) -> None:
    """Add the characters of a non-ASCII text, in compatibility form (NFKC), to the counts."""
    for match in _TOKEN.finditer(f"\0{text}"):
        token = match[0].casefold()
        if token.isalnum():
            counts["word", token] += 1
        elif unicodedata.category(token[0])[0] in "LNPSM":
            counts["mark", token] += 1
