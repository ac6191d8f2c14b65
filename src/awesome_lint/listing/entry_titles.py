"""Finds the title of an entry: the first text after dates, venues, short names, emoji and tags."""

from __future__ import annotations

from awesome_lint.bibliography.hosts import is_paper
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.bylines import Byline, parse_byline, parse_citation
from awesome_lint.listing.labels import field_kind, role_of_label
from awesome_lint.listing.lines import Line
from awesome_lint.listing.links import (
    MIN_TITLE_WORDS,
    badge_of,
    is_in_square_brackets,
    is_tag,
    may_be_title,
    sole_link,
)
from awesome_lint.listing.mentions import LINK_PLACEHOLDER
from awesome_lint.listing.model import TitleField, TitleForm
from awesome_lint.listing.title_ends import (
    end_of_plain_title,
    is_author_list,
    link_is_next,
    strip_title_end,
    title_of_link,
    visible_text_in_span,
)
from awesome_lint.listing.title_prefixes import QUOTES, skip_prefix
from awesome_lint.markdown import tree
from awesome_lint.structs import record

_GLOSS = lazy(
    r"(?P<title>[^\u3000-\u9fff]{3,}?)(?:(?<!\s)\s+)?[(（](?=[^()（）\u3400-\u9fff]*[\u3400-\u9fff]|[)）]\s*$).*[)）]\s*"
)
"""A title that is repeated in Chinese in brackets, or that has empty brackets."""
_QUOTED_NEXT = lazy(r"[^\W_][\w.+/-]{1,24}:\s(?=[\"“])")
"""A short name before a quoted title (`SleeperSet: "Night Trains"`)."""
_VENUE_NEXT = lazy(rf"\s+[A-Z][A-Za-z-]*[A-Z][\w-]*(?:\s[A-Z]\w*)?\.?\s*(?=$|[\[({LINK_PLACEHOLDER}])")
_FORMS = {"b": TitleForm.BOLD, "strong": TitleForm.BOLD, "i": TitleForm.ITALIC, "em": TitleForm.ITALIC}
_MAX_LABEL_WORDS = 5
"""The number of words up to which emphasis before a link is a label (`**Captioning**: [Title](u)`)."""
_SEPARATOR = lazy(r"\s*(?:[,;|(（\[【:：.]|[-–—]+(?=\s)|<|$)|\s*$")
_DASHED = lazy(r"[\s*_)\]]*(?::\w+:\s*)?\s[-–—]{1,2}\s+\S")


@record
class TitleMatch:
    """A title. `is_doubtful` is set if its words may be the label of a tag (`[Caffe](u)`): then its item is an entry
    only if most items of the list are entries. `byline` has the authors before the title."""

    field: TitleField
    is_doubtful: bool = False
    byline: Byline | None = None


def find_title(line: Line, document_text: str) -> TitleMatch | None:
    """The title on the first line of an entry; None if the line begins with anything else (a labelled field, tags
    without a name, an image)."""
    finder = _TitleFinder(line, document_text)
    match = finder.find_first_title()
    if match is not None:
        match.byline = finder.byline
    return match


class _TitleFinder:
    """Finds the title on a line. `skipped_texts` are names before it; `tag_title` is a link that is the title if no
    better one follows."""

    def __init__(self, line: Line, text: str) -> None:
        self.line, self.text, self.mask = line, text, line.mask
        self.mentions = {mention.start: mention for mention in line.mentions}
        self.nodes: dict[int, tree.Inline] = {}
        for node in line.nodes:
            if not isinstance(node, tree.Text):
                self.nodes.setdefault(line.mask_offset(node.span.start), node)
        self.text_end = next((at for at in range(len(self.mask), 0, -1) if self.mask[at - 1].isalnum()), 0)
        self.skipped_texts: list[str] = []
        self.tag_title: TitleMatch | None = None
        self.byline: Byline | None = None

    def find_first_title(self) -> TitleMatch | None:
        """Goes through the line up to the first text that is a title; None if it has none."""
        at, size = 0, len(self.mask)
        while at < size:
            node = self.nodes.get(at)
            if node is not None:
                match, at = self._title_at_node(node, at)
                if match is not None:
                    return match
                if at < 0:
                    return self.tag_title
                continue
            mention = self.mentions.get(at)
            if mention is not None and self.mask[mention.end :].strip(" .,:;|"):
                at = mention.end
                continue
            next_offset, name = skip_prefix(
                self.mask, at, self.mentions, self._title_link_follows, self.text_end
            )
            if next_offset > at:
                self.skipped_texts.append(name)
                at = next_offset
                continue
            nickname = _QUOTED_NEXT.match(self.mask, at)
            if nickname is not None and (quoted := self._quoted_title(nickname.end())) is not None:
                return quoted
            if self.byline is None and self.tag_title is None:
                markup = self._next_markup_offset(at)
                link = self.nodes.get(markup)
                is_title = may_be_title(link, self.text, min_words=MIN_TITLE_WORDS)
                before_paper = is_title and isinstance(link, tree.Link) and is_paper(link.url)
                self.byline = parse_byline(self.mask, at, markup, before_paper=before_paper)
                if self.byline is not None:
                    at = self.byline.title_start
                    continue
            quoted = self._quoted_title(at)
            if quoted is not None:
                return quoted
            match = self._plain_title(at) if self.tag_title is None or self._is_title_after_tag(at) else None
            return match if match is not None else self.tag_title
        return self.tag_title

    # --- what is skipped -------------------------------------------------------------------------------

    def _next_markup_offset(self, offset: int) -> int:
        """The offset of the next link or emphasis that may be a title; the length of the masked line if there is
        none."""
        for place, node in self.nodes.items():
            if place <= offset:
                continue
            if may_be_title(node, self.text):
                return place
            if isinstance(node, tree.Emphasis) and is_author_list(self.mask[place : self._end_offset(node)]):
                continue
            if isinstance(node, tree.Strong | tree.Emphasis) and place not in self.mentions:
                return place
        return len(self.mask)

    def _end_offset(self, node: tree.Inline) -> int:
        """The offset in the masked line at which a node ends."""
        return self.line.mask_offset(node.span.end)

    # --- what may be a title ---------------------------------------------------------------------------

    def _title_at_node(self, node: tree.Inline, node_start: int) -> tuple[TitleMatch | None, int]:
        """The title at a node, and the offset after the node (-1 if the line has no title)."""
        end = self._end_offset(node)
        if isinstance(node, tree.Link):
            if badge_of(node) is not None:
                return None, end
            if is_tag(node, self.text):
                return self._title_from_tag_link(node, end), end
            return self._title_from_link(node, node.span), end
        if isinstance(node, tree.Strong | tree.Emphasis | tree.Strike):
            return self._title_at_emphasis(node, node_start, end)
        if isinstance(node, tree.CodeSpan):
            # No title: a venue, tag or short name before other text.
            after = self.mask[end:].strip(" .,:;|-–—" + LINK_PLACEHOLDER + "[]()")
            if after and (self.mask[end : end + 1].isspace() or end in self.nodes):
                self.skipped_texts.append(node.value.strip())
                return None, end
            return self._plain_title(node_start), end
        if isinstance(node, tree.Math):
            return self._plain_title(node_start), end
        if isinstance(node, tree.HtmlTag) and node.name in _FORMS and not node.closing and node_start < 400:
            return self._title_at_html_tag(node, node_start, end)
        return None, end

    def _title_at_html_tag(
        self, node: tree.HtmlTag, node_start: int, node_end: int
    ) -> tuple[TitleMatch | None, int]:
        """The title in emphasis by an HTML tag (`<b>`), and the offset after the tag (-1 if the line has no title)."""
        later_tags = (
            tag for at, tag in self.nodes.items() if at > node_start and isinstance(tag, tree.HtmlTag)
        )
        closing = next((tag for tag in later_tags if tag.closing and tag.name == node.name), node)
        end = self._end_offset(closing)
        if not self.mask[node_start:end].strip() or LINK_PLACEHOLDER in self.mask[node_start:end]:
            return None, node_end
        return self._title_in_emphasis(node_start, end, _FORMS[node.name])

    def _title_at_emphasis(
        self, node: tree.Strong | tree.Emphasis | tree.Strike, node_start: int, node_end: int
    ) -> tuple[TitleMatch | None, int]:
        """The title that is in emphasis or begins with it, and the offset after the emphasis (-1 if the line has no
        title)."""
        link = sole_link(node)
        if link is not None:
            if is_tag(link, self.text):
                return None, node_end
            return self._title_from_link(link, node.span), node_end
        if isinstance(node, tree.Strike):
            return self._plain_title(node_start), node_end
        form = TitleForm.ITALIC if isinstance(node, tree.Emphasis) else TitleForm.BOLD
        return self._title_in_emphasis(node_start, node_end, form)

    def _title_in_emphasis(self, start: int, end: int, form: TitleForm) -> tuple[TitleMatch | None, int]:
        """The title in emphasis from `start` to `end`, and the offset after it (-1 if the line has no
        title). A date, a venue, or a label before a title is no title."""
        content = self.mask[start:end]
        words = content.strip()
        mention = self.mentions.get(start) or self.mentions.get(start + 1)
        if mention is not None and mention.end >= start + len(content.rstrip()):
            return None, end
        label = words.rstrip(":： ")
        after = self.mask[end:]
        rest = after.lstrip(" :：")
        if words[:1] in "[【" and words[-1:] in "]】" and after.strip(" .,:;|"):
            self.skipped_texts.append(words.strip("[]【】"))
            return None, end
        if rest[:1] in QUOTES and self._quoted_title(end + len(after) - len(rest)) is not None:
            self.skipped_texts.append(label)
            return None, end
        colon = words[-1:] in ":：" or after.lstrip()[:1] in (":", "：")
        cut = colon or after.lstrip()[:1] == ","
        if (
            cut
            and len(label.split()) <= _MAX_LABEL_WORDS
            and self._title_link_follows(end, min_words=MIN_TITLE_WORDS)
        ):
            self.skipped_texts.append(label)
            return None, end
        if colon:
            if field_kind(label) is not None or role_of_label(label) is not None:
                return None, -1
            return self._plain_title(start), end
        is_sentence = words[-1:] in ".?!" and after[:1].isspace()
        if not (
            is_sentence or _SEPARATOR.match(after) or after[:1] == LINK_PLACEHOLDER or link_is_next(after)
        ):
            return self._plain_title(start), end
        return self._make_title_in_emphasis(form, start, end), end

    def _title_link_follows(self, offset: int, *, min_words: int = 0) -> bool:
        """Whether a link of at least `min_words` words that may be a title is next."""
        while offset < len(self.mask) and self.mask[offset] in " .,:：;|":
            offset += 1
        return may_be_title(self.nodes.get(offset), self.text, min_words=min_words)

    def _title_from_tag_link(self, node: tree.Link, link_end: int) -> TitleMatch | None:
        """The title if a link whose text is the label of a tag (`[Code](u)`) is followed by a dash and a description.
        Otherwise the link is kept in `tag_title`, in case no better title follows."""
        in_brackets = is_in_square_brackets(node, self.text)
        before = self.mask[: self.line.mask_offset(node.span.start)].replace(LINK_PLACEHOLDER, "")
        skipped = " ".join(self.skipped_texts)
        has_other_text = sum(map(str.isalnum, before)) > sum(map(str.isalnum, skipped))
        if self.tag_title is not None or has_other_text:
            return None
        match = self._title_from_link(node, node.span)
        if match is None:
            return None
        if not in_brackets and _DASHED.match(self.mask, link_end):
            return match
        match.is_doubtful = not in_brackets or len(match.field.text.split()) < 3
        self.tag_title = match
        return None

    def _is_title_after_tag(self, words_start: int) -> bool:
        """Whether the words after a tag are a title, not a remark on a name."""
        before, words = self.mask[:words_start], self.mask[words_start:].partition(LINK_PLACEHOLDER)[0]
        return len(words.split()) >= 3 and not before.rstrip().endswith(("-", "–", "—", ":"))

    def _title_from_link(self, link: tree.Link, outer_span: Span) -> TitleMatch | None:
        """The title in a link; None if it leads to an anchor or has no text. `outer_span` includes the emphasis around
        the link."""
        if link.url.startswith("#"):
            return None
        begin, start = link.label.start, self.line.span.start
        if self.byline is None:
            self.byline = parse_citation(self.text[begin : link.label.end], begin - start)
            if self.byline is not None:
                begin = start + self.byline.title_start
        title, span = title_of_link(link, begin, self.text)
        if not title:
            return None
        inner = [
            child for child in link.children if not (isinstance(child, tree.Text) and not child.value.strip())
        ]
        bold = outer_span != link.span or (len(inner) == 1 and isinstance(inner[0], tree.Strong))
        form = TitleForm.BOLD_LINK if bold else TitleForm.LINK
        return TitleMatch(TitleField(title, span, outer_span, form, link))

    def _make_title_in_emphasis(
        self, form: TitleForm, emphasis_start: int, emphasis_end: int
    ) -> TitleMatch | None:
        """The title in emphasis from `emphasis_start` to `emphasis_end`, without links, quotation marks, and a date or
        venue at its end."""
        content = self.mask[emphasis_start:emphasis_end]
        stop = content.find(LINK_PLACEHOLDER)
        inner_end = emphasis_start + (
            len(content.rstrip()) if stop < 0 else len(content[:stop].rstrip(" [("))
        )
        inner_start = emphasis_start + len(content) - len(content.lstrip())
        # The date or venue in brackets at the end of emphasis (`**Title (AAAI 2022)**`) is no part of the title.
        trailing = [
            mention.start
            for mention in self.line.mentions
            if mention.in_brackets and inner_start < mention.start < inner_end <= mention.end + 1
        ]
        outer_end = len(self.mask[: trailing[0]].rstrip()) if trailing else emphasis_end
        inner_end = outer_end if trailing else inner_end
        is_quoted = self.mask[inner_start] in QUOTES
        if is_quoted and self.mask[inner_end - 1 : inner_end].rstrip(".,") in (*QUOTES.values(), ""):
            closing = QUOTES[self.mask[inner_start]]
            place = self.mask.rfind(closing, inner_start + 1, inner_end)
            if place > inner_start:
                inner_start, inner_end = inner_start + 1, place
                form = TitleForm.BOLD_QUOTED if form is TitleForm.BOLD else TitleForm.QUOTED
        return self._make_title(inner_start, inner_end, form, emphasis_start, outer_end)

    def _quoted_title(self, quote_start: int) -> TitleMatch | None:
        """The title in quotation marks that begins at `quote_start`; None if there is none."""
        opening = "``" if self.mask.startswith("``", quote_start) else self.mask[quote_start]
        closing = QUOTES.get(opening)
        if closing is None:
            return None
        place = self.mask.find(closing, quote_start + len(opening))
        while place > 0 and self.mask[place + 1 : place + 2].isalnum():
            place = self.mask.find(closing, place + 1)
        if place < 0 or place - quote_start < 4:
            return None
        end = place + len(closing)
        after = self.mask[end:]
        is_separate = (
            self.mask[quote_start:place].rstrip()[-1:] in tuple(",.?!")
            or _SEPARATOR.match(after)
            or _VENUE_NEXT.match(after)
        )
        if not is_separate and not link_is_next(after):
            return None
        inner = self.mask[quote_start + len(opening) : place]
        if LINK_PLACEHOLDER in inner:
            return None
        return self._make_title(quote_start + len(opening), place, TitleForm.QUOTED, quote_start, end)

    def _plain_title(self, title_start: int) -> TitleMatch | None:
        """The title without markup that begins at `title_start`; None if a labelled field or no text is there."""
        end = end_of_plain_title(self.line, title_start, has_byline=self.byline is not None)
        source = self.mask[title_start:end]
        if source.rstrip().endswith((")", "）")) and (gloss := _GLOSS.fullmatch(source)) is not None:
            end = title_start + gloss.end("title")
            source = self.mask[title_start:end]
        label, colon, value = source.replace("：", ":").partition(":")
        kind = field_kind(label.strip()) if colon and len(label) < 30 else None
        if kind not in (None, "text") and (len(value.split()) < 3 or not label.isupper()):
            return None
        title = source.rstrip(" ,;:|-–—[(（【，；：*")
        if not any(char.isalnum() for char in title):
            return None
        end = title_start + len(title)
        if title[0] == "[" and title[-1] == "]" and title.count("[") == 1:
            return self._make_title(
                title_start + 1, end - 1, TitleForm.PLAIN, title_start, end
            )  # a link to come: `[Title]`
        return self._make_title(title_start, end, TitleForm.PLAIN, title_start, end)

    def _make_title(
        self, start: int, end: int, form: TitleForm, outer_start: int, outer_end: int
    ) -> TitleMatch | None:
        """The title in the range from `start` to `end` of the masked line, without punctuation at its end; None if
        nothing is left. The outer offsets include its markup."""
        start += len(self.mask[start:end]) - len(self.mask[start:end].lstrip())
        base = self.line.span.start
        title = " ".join(
            visible_text_in_span(self.line.nodes, Span(base + start, base + end), self.text).split()
        )
        title, cut = strip_title_end(title)
        if (cut and form is not TitleForm.PLAIN) or (cut and not self.mask[end - cut : end].strip(" .,;:")):
            end -= cut
        if not title:
            return None
        outer = Span(base + outer_start, base + outer_end)
        span = Span(base + start, base + end)
        return TitleMatch(TitleField(title, span, outer, form))
