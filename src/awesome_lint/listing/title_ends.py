"""Finds the end of a title without markup, and the visible text of a title."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.authors import single_author, split_authors
from awesome_lint.listing.lines import Line
from awesome_lint.listing.mentions import LINK_PLACEHOLDER, Mention
from awesome_lint.markdown import tree, visible_text

_ABBREVIATIONS = ("et al.", "etc.", " vs.", " al.", "...", " i.e.", " e.g.", " St.", " Jr.", " Inc.", " Ltd.")
_INITIAL = lazy(r"\b[A-Z]\.$")
_SENTENCE_END = lazy(r"[.?!]\s+")
_TAGS_NEXT = lazy(r"(?<=\w\w)(?<! al)\.\s+(?:\[|:\w+:)")
"""The end of a title before tags (`Title. [seg.] :star:`)."""
_PUBLICATION_TYPE = lazy(r"(?:(?<!\s)\s+)?\[[CDJMNPRS](?:/OL)?\](?![^\W_])")
"""The mark after the title in a citation by the Chinese standard: `[J]` for a journal, `[C]` for a conference."""
_ORGANISATION = lazy(r"(?:(?<!\s)\s+)?[(（]@[^()（）]{1,60}[)）]\s*(?=$|\|)")
"""The organisation after a title in some tables (`(@Lab)`)."""
_BY = lazy(r"(?<!\s)\s+by\s+(?=[A-Z])")
_ENCLOSING = {"【": "】", "《": "》", "「": "」"}
MAX_PIPES = 12
"""The number of pipes in a line that are examined."""
_ESCAPED = lazy(r"\\([!-/:-@\[-`{-~])")


def visible_text_in_span(nodes: Sequence[tree.Inline], span: Span, document_text: str) -> str:
    """The visible text of the nodes within `span`, without links and images."""
    parts: list[str] = []
    for node in nodes:
        if node.span.end <= span.start or node.span.start >= span.end:
            continue
        if isinstance(node, tree.Text):
            inside = span.covers(node.span)
            part = document_text[max(node.span.start, span.start) : min(node.span.end, span.end)]
            parts.append(node.value if inside else _ESCAPED.sub(r"\1", part))
        elif isinstance(node, tree.Link | tree.Image):
            continue
        elif isinstance(node, tree.Container):
            parts.append(visible_text_in_span(node.children, span, document_text))
        elif isinstance(node, tree.CodeSpan):
            parts.append(node.value)
        elif isinstance(node, tree.Math):
            parts.append(document_text[node.span.start : node.span.end])
        elif isinstance(node, tree.Break):
            parts.append(" ")
    return "".join(parts)


def strip_title_end(title: str) -> tuple[str, int]:
    """The title without punctuation at its end, and the number of removed characters."""
    bare = title.rstrip(" ,;:，；：")
    if bare.endswith(".") and not bare.endswith(_ABBREVIATIONS) and not _INITIAL.search(bare):
        bare = bare[:-1].rstrip()
    return bare, len(title) - len(bare)


def title_of_link(link: tree.Link, start: int, document_text: str) -> tuple[str, Span]:
    """The title in a link text from the offset `start` of the document, and its span without emphasis and enclosing
    brackets."""
    source = document_text[start : link.label.end]
    lead = len(source) - len(source.lstrip(" \t\n*_"))
    tail = len(source) - len(source.rstrip(" \t\n*_"))
    span = Span(start + lead, max(start + lead, link.label.end - tail))
    text_words = visible_text(link.children) if start == link.label.start else source.replace("\\", "")
    title, removed = strip_title_end(" ".join(text_words.split()))
    end = span.end - removed
    if title[:1] in _ENCLOSING and title.find(_ENCLOSING[title[0]]) == len(title) - 1:
        return title[1:-1].strip(), Span(span.start + 1, end - 1)
    if span.start < end and not document_text[end : span.end].strip(" .,;:"):
        span = Span(span.start, end)
    return title, span


def may_begin_sentence(letter: str) -> bool:
    """Whether a letter is an ASCII capital or an ideograph."""
    # A pattern with so wide a range would take a millisecond to compile.
    return "A" <= letter <= "Z" or "\u3400" <= letter <= "\u9fff"


def end_of_plain_title(line: Line, title_start: int, *, has_byline: bool) -> int:
    """The offset in the masked line at which a title without markup ends that begins at `title_start`. `has_byline`:
    authors are before it."""
    end = line.mask.find(LINK_PLACEHOLDER, title_start)
    end = len(line.mask) if end < 0 else end
    if has_byline and (sentence := _SENTENCE_END.search(line.mask, title_start, end)):
        end = sentence.start() + 1
    if before_tags := _TAGS_NEXT.search(line.mask, title_start, end):
        end = before_tags.start()
    if publication_type := _PUBLICATION_TYPE.search(line.mask, title_start, end):
        end = publication_type.start()
    if "@" in line.mask and (organisation := _ORGANISATION.search(line.mask, title_start, end)):
        end = organisation.start()
    end = _pipe_after_title(line, title_start, end)
    for mention in line.mentions:
        if title_start < mention.start < end and (
            mention.in_brackets or _mention_ends_title(line.mask, mention, end)
        ):
            end = mention.start
            break
    return _start_of_authors_after_title(line, title_start, end)


def _pipe_after_title(line: Line, title_start: int, end: int) -> int:
    """The offset of the first pipe between the title and authors, a date, a venue or a link; else `end`."""
    pipe = line.mask.find("|", title_start + 1, end)
    for _ in range(MAX_PIPES):
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


def _start_of_authors_after_title(line: Line, title_start: int, end: int) -> int:
    """The offset of the authors between a title and `end`; `end` if there are none."""
    for node in line.nodes:
        start = line.mask_offset(node.span.start)
        if not (
            title_start < start < end and isinstance(node, tree.Emphasis) and line.mask[start - 1].isspace()
        ):
            continue
        stop = min(end, line.mask_offset(node.span.end))
        if not line.mask[stop:end].strip(" .,;:|([") and is_author_list(line.mask[start:stop]):
            return start
    for match in list(_BY.finditer(line.mask, title_start, end))[-3:]:
        if is_author_list(line.mask[match.end() : end]):
            return match.start()
    ends = (
        match
        for match in _SENTENCE_END.finditer(line.mask, title_start, end)
        if match.end() < end and may_begin_sentence(line.mask[match.end()])
    )
    for match in islice(ends, 8):
        if is_author_list(line.mask[match.end() : end]):
            return match.start() + 1
    return end


def _mention_ends_title(masked_line: str, mention: Mention, end: int) -> bool:
    """Whether a date or venue without brackets ends the title: punctuation or two spaces are before it and, if it is
    only a date, nothing follows up to `end`."""
    before = masked_line[: mention.start].rstrip()
    if not before:
        return False
    gap = masked_line[len(before) : mention.start]
    apart = before[-1] in ",.;:|-–—，" or len(gap) >= 2
    apart = apart or (before[-1] in "?!" and mention.venue is not None and mention.date is not None)
    return apart and (mention.venue is not None or not masked_line[mention.end : end].strip(" .,;:|[(*_"))


def is_author_list(text: str) -> bool:
    """Whether a text, or the part before its first full stop, is a list of authors."""
    body = text.strip(" .,;:[(")
    return bool(body) and (
        split_authors(body) is not None or split_authors(body.partition(". ")[0]) is not None
    )


def link_is_next(masked_text: str) -> bool:
    """Whether a masked text begins with a link, after spaces, opening brackets, colons or dashes."""
    return masked_text.lstrip(" [(`:：-–—").startswith(LINK_PLACEHOLDER)
