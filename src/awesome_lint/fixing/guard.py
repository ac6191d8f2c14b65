"""The guard: checks that edits change nothing outside themselves.

The old and the new text are rendered by another engine (`rendered`) and compared as trees, in both directions. A node
that no edit touches must occur again, in the same block and with the same target. A node around an edit must remain:
an edit in a table cell may not end the table, an edit in the text of a link may neither end the link nor change its
target. A node may appear or disappear only if an edit changes its own markup: a bullet, the hashes of a heading, the
first or last bracket of a link. Words, arXiv ids, repositories and targets of a block may appear or disappear only in
an edit. Code that no edit touches (`code`) must be the same in the raw text.

The ledger (`ledger`) checks what an edit itself deletes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from awesome_lint.edits import Edit, Span, apply_edits, is_in_spans, smallest_edits
from awesome_lint.fixing.allowed_spans import find_allowed_spans
from awesome_lint.fixing.code import code_spans
from awesome_lint.fixing.offset_map import OffsetMap, invert_edits
from awesome_lint.fixing.rendered import (
    BLOCKS,
    NAMES,
    ROOT,
    RenderedNode,
    RenderedPage,
    UnrenderableError,
    render_page,
)
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown.generated import generated_spans

_TOKEN = lazy(
    r"(?P<repository>github\.com/[\w.-]+/[\w.-]+)|(?P<arxiv>\b\d{4}\.\d{4,5}\b)|(?P<tag></?[a-zA-Z][^<>\n]*>)|\w+"
)
_PARTS = lazy(r"\w+")
_COMMENT = lazy(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NUMBERS = lazy(r"^[ \t]*(\d+)[.)][ \t]", re.MULTILINE)
_MARK = lazy(r"[-+*>]|#{1,6}|\d{1,9}[.)]")
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_MARKED = _HEADINGS | {"li", "blockquote", "alert", "footnote"}
_WIDTHS = {"strong": 2}
"""The length of a node's opening and closing markup, if an edit of one character makes another node of it."""
_TABULAR = frozenset({"table", "tr", "th", "td"})


class Objection(NamedTuple):
    """Why edits are refused: an offset of the old text, and what the edits would change there.

    `about` is "item" where a paragraph becomes another block, or an item is new, and "words" where a block says other
    words than before, whatever other blocks say."""

    offset: int
    reason: str
    about: Literal["item", "words", "other"] = "other"


class Guard:
    """Compares texts before and after edits. The rendered texts of the last comparison are cached."""

    def __init__(self) -> None:
        self._pages: dict[str, RenderedPage] = {}

    def compare(self, text: str, edits: list[Edit]) -> list[Objection]:
        """The objections to these disjoint edits, given in order. A text that the engine cannot render is also an
        objection."""
        kept = smallest_edits(text, edits)
        generated = [edit for edit in kept if any(span.overlaps(edit.span) for span in generated_spans(text))]
        if generated or not kept:
            reason = "would change a block that says it is generated"
            return [Objection(edit.span.start, reason) for edit in generated]
        changed = apply_edits(text, kept)
        try:
            old, new = (self._pages.get(version) or render_page(version) for version in (text, changed))
        except UnrenderableError as error:
            return [Objection(kept[0].span.start, str(error))]
        returning = invert_edits(text, kept)
        shift, back = OffsetMap(kept), OffsetMap(returning)
        allowed = list(find_allowed_spans(old, kept, shift, changed))
        objections = list(_code_objections(text, kept, changed))
        objections += list(_Comparison(old, new, kept, shift, allowed, is_reversed=False).objections())
        for each in _Comparison(new, old, returning, back, allowed, is_reversed=True).objections():
            objections.append(each._replace(offset=back.new_start(each.offset)[0]))
        self._pages = {text: old, changed: new}
        return sorted(set(objections))


def _code_objections(text: str, edits: list[Edit], changed_text: str) -> Iterator[Objection]:
    """An objection for each piece of code that no edit touches and that the changed text does not contain as code."""
    left = Counter(changed_text[slice(*span)] for span in code_spans(changed_text))
    starts = [edit.span.start for edit in edits]
    for span in code_spans(text):
        near = edits[max(bisect_left(starts, span.start) - 1, 0) : bisect_right(starts, span.end)]
        if any(edit.span.start < span.end and edit.span.end > span.start for edit in near):
            continue
        code = text[slice(*span)]
        left[code] -= 1
        if left[code] < 0:
            yield Objection(span.start, "would change code")


class _Comparison:
    """Finds the nodes and words of `old` that are missing in `new`. The guard compares twice: the original with the
    changed text (what was lost) and, with `is_reversed`, the changed text with the original (what was added).
    `allowed_spans` are spans of the changed text in which nodes may appear and paragraphs may disappear."""

    def __init__(
        self,
        old: RenderedPage,
        new: RenderedPage,
        edits: list[Edit],
        shift: OffsetMap,
        allowed_spans: list[Span],
        *,
        is_reversed: bool,
    ) -> None:
        self.old, self.new, self.edits, self.shift, self.is_reversed = old, new, edits, shift, is_reversed
        self.allowed_spans = allowed_spans
        self.verb = "would add" if is_reversed else "would change"
        self.appeared: Counter[tuple[str, str]] = Counter()
        """The kinds and targets of nodes that occur only in the new text."""

    def objections(self) -> Iterator[Objection]:
        """Yields an objection for each missing node that edits do not explain, and for each block with a missing
        word."""
        new, moved = set(self.new.nodes), [self._moved_to_new_text(node) for node in self.old.nodes]
        self.appeared = Counter((node.kind, node.target) for node in new.difference(moved))
        for node, at in zip(self.old.nodes, moved, strict=True):
            if at in new:
                continue
            start = at.start
            is_allowed = is_in_spans(node.start if self.is_reversed else start, self.allowed_spans)
            if is_allowed and (self.is_reversed or node.kind == "p"):
                continue
            if not (self._block_remains(node) if node.kind in BLOCKS else self._inline_remains(node)):
                is_item = node.kind == ("li" if self.is_reversed else "p")
                reason = f"{self.verb} a {NAMES[node.kind]}"
                yield Objection(node.start, reason, "item" if is_item else "other")
        yield from self._word_objections()

    def _moved_to_new_text(self, node: RenderedNode) -> RenderedNode:
        """The node with the offsets that it has in the new text if no edit changes it."""
        kind, place = node.parent
        parent = ROOT if node.parent == ROOT else (kind, self.shift.new_start(place)[0])
        return node._replace(
            start=self.shift.new_start(node.start)[0], end=self.shift.new_end(node.end)[0], parent=parent
        )

    # --- Blocks -----------------------------------------------------------------------------------------

    def _block_remains(self, node: RenderedNode) -> bool:
        """Whether a block of the same kind is in its place in the new text, or an edit changes the markup of the block:
        its indent, its bullet, its hashes; for a new block also the blank lines above it."""
        kind, place = node.parent
        low, high = self.shift.new_start(place)
        for other in self.new.nodes_starting_in(node.kind, *self.shift.new_start(node.start)):
            in_place = node.parent == ROOT or low <= other.parent[1] <= high
            if other.details == node.details and other.parent[0] == kind and in_place:
                return True
        text = self.old.text
        mark = _MARK.match(text, node.start) if node.kind in _MARKED else None
        end = mark.end() if mark else node.start
        line = max(text.rfind("\n", 0, node.start), text.rfind("\r", 0, node.start)) + 1
        lead = len(text[: node.start].rstrip()) if self.is_reversed else line
        return any(
            self._changes_block_markup(self.edits[number], Span(lead, end), node)
            for number in self.shift.adjacent_edits(Span(lead, end))
        )

    def _changes_block_markup(self, edit: Edit, markup: Span, node: RenderedNode) -> bool:
        """Whether an edit near the markup of a block replaces markup, replaces the whole block, or inserts a line end,
        an item's indent or a heading's hash."""
        (start, end), text = edit
        if start < end:
            return (
                end > markup.start
                and start < max(markup.end, markup.start + 1)
                or start <= node.start < node.end <= end
            )
        if "\n" in text or "\r" in text:
            return self.is_reversed or node.kind not in _TABULAR
        if markup.start < start < markup.end:
            return True
        return text.isspace() if node.kind == "li" else node.kind in _HEADINGS and not text.strip("#")

    # --- Inline nodes -----------------------------------------------------------------------------------

    def _inline_remains(self, node: RenderedNode) -> bool:
        """Whether a link, an image, emphasis or another inline node is still there, or edits change its own markup."""
        if self._use_added_copy(node):
            return True
        words = _PARTS.findall(node.target)
        for other in self.new.nodes_starting_in(node.kind, *self.shift.new_start(node.start)):
            if all(word in other.target or self._is_in_edit(word) for word in words):
                return True
        span = Span(node.start, node.end)
        near = self.shift.adjacent_edits(span)
        if self.is_reversed:
            return bool(near)
        if node.kind == "url":  # it may have become the target of a link, without a bracket at its end
            links = (target for kind, target in self.appeared if kind in ("a", "img") and target)
            if any(node.target.startswith(target) or target.startswith(node.target) for target in links):
                return True
        if node.kind == "br":
            edits = [self.edits[number] for number in near]
            return any((self.old.text[slice(*span)] + text).strip() for span, text in edits)
        width = _WIDTHS.get(node.kind, 1)
        first = any(
            self.shift.starts[number] < node.start + width <= self.shift.ends[number] for number in near
        )
        return first and any(
            self.shift.starts[number] <= node.end - width < self.shift.ends[number] for number in near
        )

    def _use_added_copy(self, node: RenderedNode) -> bool:
        """Whether the new text has another node of this kind with the same target; each such node is used once."""
        key = node.kind, node.target
        self.appeared[key] -= 1
        return self.appeared[key] >= 0

    # --- Words ------------------------------------------------------------------------------------------

    def _word_objections(self) -> Iterator[Objection]:
        """An objection for each block that has a word which the block at the same place of the new text lacks, unless
        an edit has the word. If there is no block at that place, any new or changed block may have it."""
        spare: set[str] = set()
        for key, leaf in self.new.leaves.items():
            if self.old.leaves.get(key) != leaf:
                spare |= _tokens(leaf)
        rendered = self._words_that_may_render()
        for key, leaf in self.old.leaves.items():
            if self.is_reversed and is_in_spans(key[1], self.allowed_spans):
                continue
            others = self._counterparts(key)
            if leaf in others:
                continue
            kept = rendered.union(*map(_tokens, others)) if others else spare
            for token in sorted(_tokens(leaf) - kept):
                if not self._is_in_edit(token):
                    verb = "show" if self.is_reversed else "lose"
                    reason = f"would {verb} “{token.removeprefix('<!--')}”"
                    yield Objection(key[1], reason, "words")
                    break

    def _words_that_may_render(self) -> set[str]:
        """The words that are allowed to render only in the changed text."""
        if self.is_reversed:
            return {word for start, end in self.allowed_spans for word in _tokens(self.old.text[start:end])}
        leaves = self.new.leaves.items()
        allowed = (leaf for key, leaf in leaves if is_in_spans(key[1], self.allowed_spans))
        numbers = (_NUMBERS.findall(self.new.text, *span) for span in self.allowed_spans)
        return set[str]().union(*map(_tokens, allowed), *numbers)

    def _counterparts(self, block: tuple[str, int]) -> list[str]:
        """The contents of the blocks of the new text that may be this block (its kind and start) after the edits."""
        keys = [ROOT]
        if block != ROOT:
            nodes = self.new.nodes_starting_in(block[0], *self.shift.new_start(block[1]))
            keys = [(node.kind, node.start) for node in nodes]
        return [self.new.leaves[key] for key in keys if key in self.new.leaves]

    def _is_in_edit(self, token: str) -> bool:
        """Whether an occurrence of the token in the source overlaps an edit or is next to one."""
        token = token.removeprefix("<!--")
        text = self.old.text
        for edit in self.edits:
            start, end = max(0, edit.span.start - len(token)), edit.span.end + len(token)
            if token in text[start:end]:
                return True
        # With escapes or percent signs the source has another spelling: each word of it must be in an edit.
        parts = _PARTS.findall(token)
        return len(parts) > 1 and all(self._is_in_edit(part) for part in parts)


def _tokens(content: str) -> set[str]:
    """The words of a block, with ids and repositories as one word each. Words in comments have a prefix, since a word
    that an edit moves into a comment is lost."""
    found: set[str] = set()
    if "<!--" in content:
        for comment in _COMMENT.findall(content):
            found.update("<!--" + word for word in _PARTS.findall(comment))
        content = _COMMENT.sub(" ", content)
    for match in _TOKEN.finditer(content):
        token = match[0]
        found.add(token)
        if match.lastgroup is not None:
            found.update(_PARTS.findall(token))
    return found
