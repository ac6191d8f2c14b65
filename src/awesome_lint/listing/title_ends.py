"""Where a title without marks ends, and what a reader sees of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.authors import single_author, split_authors
from awesome_lint.listing.lines import Line
from awesome_lint.listing.mentions import OBJECT, Mention
from awesome_lint.markdown import tree, visible_text

_ABBREVIATIONS = ("et al.", "etc.", " vs.", " al.", "...", " i.e.", " e.g.", " St.", " Jr.", " Inc.", " Ltd.")
_INITIAL = lazy(r"\b[A-Z]\.$")
_SENTENCE_END = lazy(r"[.?!]\s+")
_TAGS_NEXT = lazy(r"(?<=\w\w)(?<! al)\.\s+(?:\[|:\w+:)")
"""`Title. [seg.] :star:`"""
_ORGANISATION = lazy(r"\s*[(（]@[^()（）]{1,60}[)）]\s*(?=$|\|)")
"""Who is after a work, as some tables add it to the title: `(@Lab)`."""
_BY = lazy(r"\s+by\s+(?=[A-Z])")
_ENCLOSING = {"【": "】", "《": "》", "「": "」"}
MOST_PIPES = 12
"""Pipes of a line that are looked at."""
_ESCAPED = lazy(r"\\([!-/:-@\[-`{-~])")


def visible(nodes: Sequence[tree.Inline], span: Span, text: str) -> str:
    """What a reader sees of the part of `nodes` that lies in `span`; links and images are left out."""
    parts: list[str] = []
    for node in nodes:
        if node.span.end <= span.start or node.span.start >= span.end:
            continue
        if isinstance(node, tree.Text):
            inside = span.covers(node.span)
            part = text[max(node.span.start, span.start) : min(node.span.end, span.end)]
            parts.append(node.value if inside else _ESCAPED.sub(r"\1", part))
        elif isinstance(node, tree.Link | tree.Image):
            continue
        elif isinstance(node, tree.Container):
            parts.append(visible(node.children, span, text))
        elif isinstance(node, tree.CodeSpan):
            parts.append(node.value)
        elif isinstance(node, tree.Math):
            parts.append(text[node.span.start : node.span.end])
        elif isinstance(node, tree.Break):
            parts.append(" ")
    return "".join(parts)


def clean_title(shown: str) -> tuple[str, int]:
    """The title without a closing stop, comma or colon, and how many characters went."""
    bare = shown.rstrip(" ,;:，；：")
    if bare.endswith(".") and not bare.endswith(_ABBREVIATIONS) and not _INITIAL.search(bare):
        bare = bare[:-1].rstrip()
    return bare, len(shown) - len(bare)


def linked_words(link: tree.Link, begin: int, text: str) -> tuple[str, Span]:
    """The title that a link's text has from `begin` on, and its place without marks and enclosing brackets."""
    raw = text[begin : link.label.end]
    lead = len(raw) - len(raw.lstrip(" \t\n*_"))
    tail = len(raw) - len(raw.rstrip(" \t\n*_"))
    span = Span(begin + lead, max(begin + lead, link.label.end - tail))
    words = visible_text(link.children) if begin == link.label.start else raw.replace("\\", "")
    shown, cut = clean_title(" ".join(words.split()))
    if shown[:1] in _ENCLOSING and shown.find(_ENCLOSING[shown[0]]) == len(shown) - 1:
        return shown[1:-1].strip(), Span(span.start + 1, span.end - cut - 1)
    if 0 < cut < span.end - span.start and not text[span.end - cut : span.end].strip(" .,;:"):
        span = Span(span.start, span.end - cut)
    return shown, span


def begins_sentence(letter: str) -> bool:
    """Whether a letter is a capital or an ideograph, which has no case. (In a pattern, so wide a range takes a
    millisecond to compile.)"""
    return "A" <= letter <= "Z" or "\u3400" <= letter <= "\u9fff"


def end_of_plain(line: Line, at: int, *, bylined: bool) -> int:
    """Where a title without marks ends that begins at `at` in a line's mask; `bylined` where authors are before it."""
    end = line.mask.find(OBJECT, at)
    end = len(line.mask) if end < 0 else end
    if bylined and (sentence := _SENTENCE_END.search(line.mask, at, end)):
        end = sentence.start() + 1
    if tagged := _TAGS_NEXT.search(line.mask, at, end):
        end = tagged.start()
    if "@" in line.mask and (organisation := _ORGANISATION.search(line.mask, at, end)):
        end = organisation.start()
    end = _before_pipe(line, at, end)
    for mention in line.mentions:
        if at < mention.start < end and (mention.bracketed or _set_off(line.mask, mention, end)):
            end = mention.start
            break
    return _before_authors(line, at, end)


def _before_pipe(line: Line, at: int, end: int) -> int:
    """The place of the first pipe that parts the title from authors, a date or a venue, or from a link."""
    pipe = line.mask.find("|", at + 1, end)
    for _ in range(MOST_PIPES):
        if pipe < 0:
            break
        stop = line.mask.find("|", pipe + 1, end)
        part = line.mask[pipe + 1 : stop if stop >= 0 else end]
        named = any(pipe < mention.start < pipe + 1 + len(part) for mention in line.mentions)
        first = part.partition(". ")[0]
        if (
            not any(map(str.isalnum, part))
            or is_author_list(part)
            or (named and ". " not in part)
            or (single_author(first) is not None and stop >= 0)
        ):
            return pipe
        pipe = stop
    return end


def _before_authors(line: Line, at: int, end: int) -> int:
    for node in line.nodes:
        start = line.at(node.span.start)
        if not (at < start < end and isinstance(node, tree.Emphasis) and line.mask[start - 1].isspace()):
            continue
        stop = min(end, line.at(node.span.end))
        if not line.mask[stop:end].strip(" .,;:|([") and is_author_list(line.mask[start:stop]):
            return start
    for match in list(_BY.finditer(line.mask, at, end))[-3:]:
        if is_author_list(line.mask[match.end() : end]):
            return match.start()
    ends = (
        match
        for match in _SENTENCE_END.finditer(line.mask, at, end)
        if match.end() < end and begins_sentence(line.mask[match.end()])
    )
    for match in islice(ends, 8):
        if is_author_list(line.mask[match.end() : end]):
            return match.start() + 1
    return end


def _set_off(mask: str, mention: Mention, end: int) -> bool:
    """Whether an unbracketed date or venue is apart from the words before it and is the last thing there."""
    before = mask[: mention.start].rstrip()
    if not before:
        return False
    gap = mask[len(before) : mention.start]
    apart = before[-1] in ",.;:|-–—，" or len(gap) >= 2
    apart = apart or (before[-1] in "?!" and mention.venue is not None and mention.date is not None)
    return apart and (mention.venue is not None or not mask[mention.end : end].strip(" .,;:|[(*_"))


def is_author_list(chunk: str) -> bool:
    """Whether words, or those before their first full stop, are names and nothing else."""
    body = chunk.strip(" .,;:[(")
    return bool(body) and (
        split_authors(body) is not None or split_authors(body.partition(". ")[0]) is not None
    )


def tag_follows(after: str) -> bool:
    """Whether only a tag's brackets are before the next link."""
    return after.lstrip(" [(`:：-–—").startswith(OBJECT)
