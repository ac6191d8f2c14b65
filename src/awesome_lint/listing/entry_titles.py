"""The title of an entry: what is first, once dates, venues, short names, emoji and tags are passed."""

from __future__ import annotations

import unicodedata

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.bylines import Byline, parse_byline, parse_citation_byline
from awesome_lint.listing.labels import field_of, role_of_label
from awesome_lint.listing.lines import Line
from awesome_lint.listing.links import badge_of, is_bracketed, is_tag, may_be_title
from awesome_lint.listing.mentions import OBJECT
from awesome_lint.listing.model import TitleField, TitleForm
from awesome_lint.listing.title_ends import (
    clean_title,
    end_of_plain,
    is_author_list,
    linked_words,
    tag_follows,
    visible,
)
from awesome_lint.markdown import tree
from awesome_lint.structs import record

_SHORTCODE = lazy(r":[a-z0-9_+-]{2,40}:")
_BRACKETED = lazy(rf"([(（\[【])([^\[\]()（）【】{OBJECT}]{{1,60}})[\])）】]\s*[:：,]?")
_GLOSS = lazy(
    r"(?P<title>[^\u3000-\u9fff]{3,}?)\s*[(（](?=[^()（）\u3400-\u9fff]*[\u3400-\u9fff]|[)）]\s*$).*[)）]\s*"
)
"""A title that is repeated in Chinese in brackets, or has empty ones."""
_NUMBER = lazy(r"\(?\d{1,4}[.)、]\s")
_QUOTED_NEXT = lazy(r"[^\W_][\w.+/-]{1,24}:\s(?=[\"“])")
"""`SleeperSet: "Night Trains"`"""
_VENUE_NEXT = lazy(rf"\s+[A-Z][A-Za-z-]*[A-Z][\w-]*(?:\s[A-Z]\w*)?\.?\s*(?=$|[\[({OBJECT}])")
_NICKNAME = lazy(r"[A-Za-z][\w.+-]{1,20}：\s*(?=[A-Z])")
"""`ColumnNet：Columns First`: with this colon, a short name and not the beginning of the title."""
_QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』", "《": "》", "``": "''", "«": "»", "‘": "’", "„": "“"}
_FORMS = {"b": TitleForm.BOLD, "strong": TitleForm.BOLD, "i": TitleForm.ITALIC, "em": TitleForm.ITALIC}
_STARTS = frozenset("$#@.~&%+(（[【<")
_LONGEST_LABEL = 5
LEAST_TITLE = 4
"""Words of a label (`**Captioning**:`) at most, and of the link after it at least, for the link to be the title."""
_SEPARATOR = lazy(r"\s*(?:[,;|(（\[【:：.]|[-–—]+(?=\s)|<|$)|\s*$")
_DASHED = lazy(r"[\s*_)\]]*(?::\w+:\s*)?\s[-–—]{1,2}\s+\S")


@record
class TitleMatch:
    """A title, and the place in its line's mask after it. It is `doubtful` where its words would be a tag's
    elsewhere (`[Caffe](u)`): then it counts only among its like. `byline` are authors before it."""

    field: TitleField
    start: int
    end: int
    doubtful: bool = False
    byline: Byline | None = None


def find_title(line: Line, text: str) -> TitleMatch | None:
    """The title in an entry's first line, or None where it opens with something else (a labelled field, tags
    without a name, an image)."""
    reader = _Reader(line, text)
    found = reader.read()
    if found is not None:
        found.byline = reader.byline
    return found


class _Reader:
    def __init__(self, line: Line, text: str) -> None:
        self.line, self.text, self.mask = line, text, line.mask
        self.mentions = {mention.start: mention for mention in line.mentions}
        self.nodes: dict[int, tree.Inline] = {}
        for node in line.nodes:
            if not isinstance(node, tree.Text):
                self.nodes.setdefault(line.at(node.span.start), node)
        self.skipped: list[str] = []
        self.fallback: TitleMatch | None = None
        self.byline: Byline | None = None

    def read(self) -> TitleMatch | None:
        at, size = 0, len(self.mask)
        while at < size:
            node = self.nodes.get(at)
            if node is not None and not isinstance(node, tree.Text):
                found, at = self._title_at_node(node, at)
                if found is not None:
                    return found
                if at < 0:
                    return self.fallback
                continue
            mention = self.mentions.get(at)
            if mention is not None and self.mask[mention.end :].strip(" .,:;|"):
                at = mention.end
                continue
            skipped = self._skip_piece(at)
            if skipped > at:
                at = skipped
                continue
            nickname = _QUOTED_NEXT.match(self.mask, at)
            if nickname is not None and (quoted := self._title_in_quotes(nickname.end())) is not None:
                return quoted
            if self.byline is None and self.fallback is None:
                self.byline = parse_byline(self.mask, at, self._marked_after(at))
                if self.byline is not None:
                    at = self.byline.title_start
                    continue
            quoted = self._title_in_quotes(at)
            if quoted is not None:
                return quoted
            found = self._title_without_marks(at) if self.fallback is None or self._is_named(at) else None
            return found if found is not None else self.fallback
        return self.fallback

    # --- what is passed over ---------------------------------------------------------------------------

    def _marked_after(self, at: int) -> int:
        """The place of the first link or emphasis after that may be a title; the mask's length where none is."""
        for place, node in self.nodes.items():
            if place <= at:
                continue
            if may_be_title(node, self.text):
                return place
            if isinstance(node, tree.Emphasis) and is_author_list(self.mask[place : self._content_end(node)]):
                continue
            if isinstance(node, tree.Strong | tree.Emphasis) and place not in self.mentions:
                return place
        return len(self.mask)

    def _content_end(self, node: tree.Inline) -> int:
        return node.span.end - self.line.span.start

    def _skip_piece(self, at: int) -> int:
        """The place after one piece that is no part of a title: whitespace, emoji, a short code, a bracketed name,
        a number; `at` itself where a title may begin."""
        char = self.mask[at]
        if char.isspace():
            return at + 1
        if char == ":" and (match := _SHORTCODE.match(self.mask, at)):
            return match.end()
        if char in "(（[【" and (match := _BRACKETED.match(self.mask, at)):
            worded = any(char.isalnum() for char in self.mask[match.end() :])
            if (worded or self._linked_next(match.end())) and (
                match[1] in "[【" or match.start() in self.mentions or len(match[2].split()) <= 3
            ):
                self.skipped.append(match[2].strip())
                return match.end()
            return at
        if (char == "(" or char.isdecimal()) and (match := _NUMBER.match(self.mask, at)):
            return match.end()
        if "：" in self.mask and (match := _NICKNAME.match(self.mask, at)):
            return match.end()
        if char in _QUOTES or char in _STARTS or char.isalnum():
            if char in "[(【（<" and OBJECT in self.mask[at + 1 : at + 6]:
                return at + 1
            return at
        # Emoji, marks and punctuation decorate the beginning of an entry.
        return at + 1 if unicodedata.category(char)[0] in "SPMC" or char == "\u200d" else at

    # --- what may be a title ---------------------------------------------------------------------------

    def _title_at_node(self, node: tree.Inline, at: int) -> tuple[TitleMatch | None, int]:
        """A title at a node, or the place after it; -1 to give up."""
        end = self._content_end(node)
        if isinstance(node, tree.Link):
            if badge_of(node) is not None:
                return None, end
            if is_tag(node, self.text):
                return self._named_like_a_tag(node, end), end
            return self._title_from_link(node, node.span), end
        if isinstance(node, tree.Strong | tree.Emphasis | tree.Strike):
            return self._title_at_emphasis(node, at, end)
        if isinstance(node, tree.CodeSpan):
            return self._title_at_code(node, at, end)
        if isinstance(node, tree.Math):
            return self._title_without_marks(at), end
        if isinstance(node, tree.HtmlTag) and node.name.lower() in _FORMS and not node.closing and at < 400:
            return self._title_at_tag(node, at, end)
        return None, end

    def _title_at_tag(self, node: tree.HtmlTag, at: int, end: int) -> tuple[TitleMatch | None, int]:
        """The same for emphasis that HTML tags make."""
        closing = next(
            (
                self._content_end(each)
                for start, each in self.nodes.items()
                if start > at and isinstance(each, tree.HtmlTag) and each.closing and each.name == node.name
            ),
            end,
        )
        if not self.mask[at:closing].strip() or OBJECT in self.mask[at:closing]:
            return None, end
        return self._title_in_emphasis(at, closing, _FORMS[node.name.lower()])

    def _title_at_emphasis(
        self, node: tree.Strong | tree.Emphasis | tree.Strike, at: int, end: int
    ) -> tuple[TitleMatch | None, int]:
        link = _sole_link(node)
        if link is not None:
            if is_tag(link, self.text):
                return None, end
            return self._title_from_link(link, node.span), end
        if isinstance(node, tree.Strike):
            return self._title_without_marks(at), end
        form = TitleForm.ITALIC if isinstance(node, tree.Emphasis) else TitleForm.BOLD
        return self._title_in_emphasis(at, end, form)

    def _title_in_emphasis(self, at: int, end: int, form: TitleForm) -> tuple[TitleMatch | None, int]:
        content = self.mask[at:end]
        words = content.strip()
        mention = self.mentions.get(at) or self.mentions.get(at + 1)
        if mention is not None and mention.end >= at + len(content.rstrip()):
            return None, end
        label = words.rstrip(":： ")
        after = self.mask[end:]
        rest = after.lstrip(" :：")
        if words[:1] in "[【" and words[-1:] in "]】" and after.strip(" .,:;|"):
            self.skipped.append(words.strip("[]【】"))
            return None, end
        if rest[:1] in _QUOTES and self._title_in_quotes(end + len(after) - len(rest)) is not None:
            self.skipped.append(label)
            return None, end
        colon = words[-1:] in ":：" or after.lstrip()[:1] in (":", "：")
        separated = colon or after.lstrip()[:1] == ","
        if separated and len(label.split()) <= _LONGEST_LABEL and self._linked_next(end, words=LEAST_TITLE):
            self.skipped.append(label)
            return None, end
        if colon:
            if field_of(label) is not None or role_of_label(label) is not None:
                return None, -1
            return self._title_without_marks(at), end
        closed = words[-1:] in ".?!" and after[:1].isspace()
        if not (closed or _SEPARATOR.match(after) or after[:1] == OBJECT or tag_follows(after)):
            return self._title_without_marks(at), end
        return self._title_in_marks(form, at, end), end

    def _title_at_code(self, node: tree.CodeSpan, at: int, end: int) -> tuple[TitleMatch | None, int]:
        """Code at the start is a venue, a tag or a short name; alone it is the name."""
        after = self.mask[end:].strip(" .,:;|-–—" + OBJECT + "[]()")
        if after and (self.mask[end : end + 1].isspace() or end in self.nodes):
            self.skipped.append(node.value.strip())
            return None, end
        return self._title_without_marks(at), end

    def _linked_next(self, at: int, *, words: int = 0) -> bool:
        """Whether the next thing is a link of at least this number of words that may be a title."""
        while at < len(self.mask) and self.mask[at] in " .,:：;|":
            at += 1
        return may_be_title(self.nodes.get(at), self.text, words=words)

    def _named_like_a_tag(self, node: tree.Link, end: int) -> TitleMatch | None:
        """The title, if a link with the words of a tag is followed by a dash and a description. Any other such link is
        kept as `fallback`, in case that no better title follows."""
        bracketed = is_bracketed(node, self.text)
        if self.fallback is not None or self._worded_before(node):
            return None
        found = self._title_from_link(node, node.span)
        if found is None:
            return None
        if not bracketed and _DASHED.match(self.mask, end):
            return found
        found.doubtful = not bracketed or len(found.field.text.split()) < 3
        self.fallback = found
        return None

    def _worded_before(self, node: tree.Link) -> bool:
        before = self.mask[: node.span.start - self.line.span.start].replace(OBJECT, "")
        passed = " ".join(self.skipped)
        return sum(char.isalnum() for char in before) > sum(char.isalnum() for char in passed)

    def _is_named(self, at: int) -> bool:
        """Whether words after a tag are a title of their own, not the remark on a name."""
        return len(self.mask[at:].partition(OBJECT)[0].split()) >= 3 and not self.mask[:at].rstrip().endswith(
            ("-", "–", "—", ":")
        )

    def _title_from_link(self, link: tree.Link, outer: Span) -> TitleMatch | None:
        if link.url.startswith("#"):
            return None
        begin = link.label.start
        if (
            self.byline is None
            and (cited := parse_citation_byline(self.text[begin : link.label.end])) is not None
        ):
            self.byline = cited.shifted(begin - self.line.span.start)
            begin += cited.title_start
        shown, span = linked_words(link, begin, self.text)
        if not shown:
            return None
        inner = [
            child for child in link.children if not (isinstance(child, tree.Text) and not child.value.strip())
        ]
        bold = outer != link.span or (len(inner) == 1 and isinstance(inner[0], tree.Strong))
        form = TitleForm.BOLD_LINK if bold else TitleForm.LINK
        start = self.line.span.start
        return TitleMatch(TitleField(shown, span, outer, form, link), outer.start - start, outer.end - start)

    def _title_in_marks(self, form: TitleForm, at: int, end: int) -> TitleMatch | None:
        content = self.mask[at:end]
        stop = content.find(OBJECT)
        inner_end = at + (len(content.rstrip()) if stop < 0 else len(content[:stop].rstrip(" [(")))
        inner_start = at + len(content) - len(content.lstrip())
        trailing = self._trailing_group(inner_start, inner_end)
        inner_end = trailing if trailing is not None else inner_end
        quoted = self.mask[inner_start] in _QUOTES
        if quoted and self.mask[inner_end - 1 : inner_end].rstrip(".,") in (*_QUOTES.values(), ""):
            closing = _QUOTES[self.mask[inner_start]]
            place = self.mask.rfind(closing, inner_start + 1, inner_end)
            if place > inner_start:
                inner_start, inner_end = inner_start + 1, place
                form = TitleForm.BOLD_QUOTED if form is TitleForm.BOLD else TitleForm.QUOTED
        return self._make_title(inner_start, inner_end, form, at, end if trailing is None else trailing)

    def _trailing_group(self, start: int, end: int) -> int | None:
        """Where a bracketed date or venue inside the emphasis begins: `**Title (AAAI 2022)**`."""
        for mention in self.line.mentions:
            if mention.bracketed and start < mention.start < end and mention.end >= end - 1:
                return len(self.mask[: mention.start].rstrip())
        return None

    def _title_in_quotes(self, at: int) -> TitleMatch | None:
        opening = "``" if self.mask.startswith("``", at) else self.mask[at]
        closing = _QUOTES.get(opening)
        if closing is None:
            return None
        place = self.mask.find(closing, at + len(opening))
        while place > 0 and self.mask[place + 1 : place + 2].isalnum():
            place = self.mask.find(closing, place + 1)
        if place < 0 or place - at < 4:
            return None
        end = place + len(closing)
        after = self.mask[end:]
        apart = (
            self.mask[at:place].rstrip()[-1:] in tuple(",.?!")
            or _SEPARATOR.match(after)
            or _VENUE_NEXT.match(after)
        )
        if not apart and not tag_follows(after):
            return None
        inner = self.mask[at + len(opening) : place]
        if OBJECT in inner:
            return None
        return self._make_title(at + len(opening), place, TitleForm.QUOTED, at, end)

    def _title_without_marks(self, at: int) -> TitleMatch | None:
        end = end_of_plain(self.line, at, bylined=self.byline is not None)
        raw = self.mask[at:end]
        if raw.rstrip().endswith((")", "）")) and (gloss := _GLOSS.fullmatch(raw)) is not None:
            end = at + gloss.end("title")
            raw = self.mask[at:end]
        label, colon, value = raw.replace("：", ":").partition(":")
        kind = field_of(label.strip()) if colon and len(label) < 30 else None
        if kind not in (None, "text") and (len(value.split()) < 3 or not label.isupper()):
            return None
        stripped = raw.rstrip(" ,;:|-–—[(（【，；：*")
        if not any(char.isalnum() for char in stripped):
            return None
        end = at + len(stripped)
        if stripped[0] == "[" and stripped[-1] == "]" and stripped.count("[") == 1:
            return self._make_title(at + 1, end - 1, TitleForm.PLAIN, at, end)  # a link to come: `[Title]`
        return self._make_title(at, end, TitleForm.PLAIN, at, end)

    def _make_title(
        self, start: int, end: int, form: TitleForm, outer_start: int, outer_end: int
    ) -> TitleMatch | None:
        start += len(self.mask[start:end]) - len(self.mask[start:end].lstrip())
        base = self.line.span.start
        shown = " ".join(visible(self.line.nodes, Span(base + start, base + end), self.text).split())
        shown, cut = clean_title(shown)
        if (cut and form is not TitleForm.PLAIN) or (cut and not self.mask[end - cut : end].strip(" .,;:")):
            end -= cut
        if not shown:
            return None
        outer = Span(base + outer_start, base + outer_end)
        span = Span(base + start, base + end)
        return TitleMatch(TitleField(shown, span, outer, form), outer_start, outer_end)


def _sole_link(node: tree.Container) -> tree.Link | None:
    """The link that emphasis wraps, punctuation and single brackets aside; None where it wraps more."""
    links: list[tree.Link] = []
    for child in node.children:
        if isinstance(child, tree.Link):
            links.append(child)
        elif isinstance(child, tree.Container) and len(node.children) == 1:
            return _sole_link(child)
        elif not isinstance(child, tree.Text) or child.value.strip(" .:,()[]"):
            return None
    return links[0] if len(links) == 1 else None
