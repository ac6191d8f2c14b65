"""Finds the end of a title without markup, and the visible text of a title."""

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
"""The end of a title before tags (`Title. [seg.] :star:`)."""
_ORGANISATION = lazy(r"\s*[(（]@[^()（）]{1,60}[)）]\s*(?=$|\|)")
"""The organisation after a title in some tables (`(@Lab)`)."""
_BY = lazy(r"\s+by\s+(?=[A-Z])")
_ENCLOSING = {"【": "】", "《": "》", "「": "」"}
MOST_PIPES = 12
"""The number of pipes in a line that are examined."""
_ESCAPED = lazy(r"\\([!-/:-@\[-`{-~])")


def visible_part(nodes: Sequence[tree.Inline], span: Span, text: str) -> str:
    """The visible text of the nodes within `span`, without links and images."""
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
            parts.append(visible_part(node.children, span, text))
        elif isinstance(node, tree.CodeSpan):
            parts.append(node.value)
        elif isinstance(node, tree.Math):
            parts.append(text[node.span.start : node.span.end])
        elif isinstance(node, tree.Break):
            parts.append(" ")
    return "".join(parts)


def clean_title(title: str) -> tuple[str, int]:
    """The title without punctuation at its end, and the number of removed characters."""
    bare = title.rstrip(" ,;:，；：")
    if bare.endswith(".") and not bare.endswith(_ABBREVIATIONS) and not _INITIAL.search(bare):
        bare = bare[:-1].rstrip()
    return bare, len(title) - len(bare)


def title_of_link(link: tree.Link, begin: int, text: str) -> tuple[str, Span]:
    """The title in a link text from the offset `begin`, and its span without emphasis and enclosing brackets."""
    source = text[begin : link.label.end]
    lead = len(source) - len(source.lstrip(" \t\n*_"))
    tail = len(source) - len(source.rstrip(" \t\n*_"))
    span = Span(begin + lead, max(begin + lead, link.label.end - tail))
    text_words = visible_text(link.children) if begin == link.label.start else source.replace("\\", "")
    title, removed = clean_title(" ".join(text_words.split()))
    if title[:1] in _ENCLOSING and title.find(_ENCLOSING[title[0]]) == len(title) - 1:
        return title[1:-1].strip(), Span(span.start + 1, span.end - removed - 1)
    if 0 < removed < span.end - span.start and not text[span.end - removed : span.end].strip(" .,;:"):
        span = Span(span.start, span.end - removed)
    return title, span


def begins_sentence(letter: str) -> bool:
    """Whether a letter is an ASCII capital or an ideograph. (A pattern with so wide a range would take a millisecond
    to compile.)"""
    return "A" <= letter <= "Z" or "\u3400" <= letter <= "\u9fff"


def end_of_plain_title(line: Line, at: int, *, has_byline: bool) -> int:
    """The offset at which a title without markup ends that begins at `at`. `has_byline`: authors are before it."""
    end = line.mask.find(OBJECT, at)
    end = len(line.mask) if end < 0 else end
    if has_byline and (sentence := _SENTENCE_END.search(line.mask, at, end)):
        end = sentence.start() + 1
    if before_tags := _TAGS_NEXT.search(line.mask, at, end):
        end = before_tags.start()
    if "@" in line.mask and (organisation := _ORGANISATION.search(line.mask, at, end)):
        end = organisation.start()
    end = _pipe_after_title(line, at, end)
    for mention in line.mentions:
        if at < mention.start < end and (mention.in_brackets or _ends_title(line.mask, mention, end)):
            end = mention.start
            break
    return _authors_after_title(line, at, end)


def _pipe_after_title(line: Line, at: int, end: int) -> int:
    """The offset of the first pipe between the title and authors, a date, a venue or a link; else `end`."""
    pipe = line.mask.find("|", at + 1, end)
    for _ in range(MOST_PIPES):
        if pipe < 0:
            break
        stop = line.mask.find("|", pipe + 1, end)
        part = line.mask[pipe + 1 : stop if stop >= 0 else end]
        has_mention = any(pipe < mention.start < pipe + 1 + len(part) for mention in line.mentions)
        first = part.partition(". ")[0]
        if (
            not any(map(str.isalnum, part))
            or is_author_list(part)
            or (has_mention and ". " not in part)
            or (single_author(first) is not None and stop >= 0)
        ):
            return pipe
        pipe = stop
    return end


def _authors_after_title(line: Line, at: int, end: int) -> int:
    for node in line.nodes:
        start = line.offset_of(node.span.start)
        if not (at < start < end and isinstance(node, tree.Emphasis) and line.mask[start - 1].isspace()):
            continue
        stop = min(end, line.offset_of(node.span.end))
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


def _ends_title(mask: str, mention: Mention, end: int) -> bool:
    """Whether a date or venue without brackets ends the title: it is separated from it, and nothing follows."""
    before = mask[: mention.start].rstrip()
    if not before:
        return False
    gap = mask[len(before) : mention.start]
    apart = before[-1] in ",.;:|-–—，" or len(gap) >= 2
    apart = apart or (before[-1] in "?!" and mention.venue is not None and mention.date is not None)
    return apart and (mention.venue is not None or not mask[mention.end : end].strip(" .,;:|[(*_"))


def is_author_list(text: str) -> bool:
    """Whether a text, or the part before its first full stop, is a list of authors."""
    body = text.strip(" .,;:[(")
    return bool(body) and (
        split_authors(body) is not None or split_authors(body.partition(". ")[0]) is not None
    )


def tag_follows(text: str) -> bool:
    """Whether a text begins with a link in brackets."""
    return text.lstrip(" [(`:：-–—").startswith(OBJECT)
