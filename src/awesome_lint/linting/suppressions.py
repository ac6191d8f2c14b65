"""Comments that suppress rules: `<!-- awesome-lint disable CODE -- reason -->` and its kin.

The npm tool's `<!--lint disable NAME-->` is in real lists and is honoured too (its grammar:
remark-message-control 8, which the npm awesome-lint 2.3 uses; `ignore` speaks of the next node).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from awesome_lint import markdown
from awesome_lint.edits import Span
from awesome_lint.findings import Finding
from awesome_lint.lazy_re import lazy
from awesome_lint.linting.selection import names_rule
from awesome_lint.listing.model import Listing
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Rule
from awesome_lint.structs import record

VERBS = ("disable", "enable", "disable-line", "disable-next-line")
_OURS = lazy(r"\s*awesome-lint[\s:]+([a-z-]+)([^\0]*)")
_THEIRS = lazy(r"\s*lint\s+(disable|enable|ignore)\b([^\0]*)")
_REASON = lazy(r"(?:^|\s)--(?:\s|$)")
_BETWEEN = lazy(r"[\s,]+")


@record(frozen=True)
class Directive:
    """One comment that speaks to us. `reach` is what it suppresses (with `disable`, everything after it)."""

    span: Span
    verb: str
    words: tuple[str, ...]
    reach: Span
    ours: bool

    def names(self, rule: Rule) -> str | None:
        """The word by which it names the rule ("" when it speaks of all); None where it does not."""
        if not self.words:
            return ""
        return next((word for word in self.words if names_rule(word, rule) is not None), None)


class Suppressions:
    """The directives of a text, and which of their words have suppressed something."""

    def __init__(self, listing: Listing) -> None:
        self.directives = list(_directives(listing))
        self.used: set[tuple[Directive, str]] = set()
        self._ranges: dict[str, list[tuple[int, int, Directive, str]]] = {}

    def suppresses(self, finding: Finding, rule: Rule) -> bool:
        """Whether a comment suppresses this finding of `rule`; the comment then counts as used."""
        if not self.directives:
            return False
        hit = False
        for directive, word in self._over(finding.span, rule):
            self.used.add((directive, word))
            hit = True
        return hit

    def unused(self) -> Iterator[tuple[Directive, str]]:
        """Our own directives that suppress, each with every word of it ("" for none) that suppressed nothing."""
        for directive in self.directives:
            if directive.ours and directive.verb != "enable":
                for word in directive.words or ("",):
                    if (directive, word) not in self.used:
                        yield directive, word

    def _over(self, span: Span, rule: Rule) -> Iterator[tuple[Directive, str]]:
        if rule.code not in self._ranges:
            self._ranges[rule.code] = sorted(self._ranges_of(rule), key=lambda entry: entry[:2])
        ranges = self._ranges[rule.code]
        # Ranges that begin after the finding's end cannot cover it.
        for start, end, directive, word in ranges[
            : bisect_right(ranges, max(span.end - 1, span.start), key=_start)
        ]:
            if end > span.start and (directive.verb != "disable" or start <= span.start):
                yield directive, word

    def _ranges_of(self, rule: Rule) -> Iterator[tuple[int, int, Directive, str]]:
        opened: tuple[Directive, str] | None = None
        for directive in self.directives:
            word = directive.names(rule)
            if word is None:
                continue
            if directive.verb not in ("disable", "enable"):
                yield directive.reach.start, directive.reach.end, directive, word
                continue
            if opened is not None and (directive.verb == "enable"):
                yield opened[0].span.start, directive.span.start, *opened
                opened = None
            elif opened is None and directive.verb == "disable":
                opened = (directive, word)
        if opened is not None:
            yield opened[0].span.start, opened[0].reach.end, *opened


def _start(entry: tuple[int, int, Directive, str]) -> int:
    return entry[0]


def _directives(listing: Listing) -> Iterator[Directive]:
    if "lint" not in listing.text:
        return
    for comment in markdown.comments(listing.tree):
        ours, theirs = _OURS.match(comment.value), _THEIRS.match(comment.value)
        if ours is not None and ours[1] in VERBS:
            words = tuple(filter(None, _BETWEEN.split(_REASON.split(ours[2], maxsplit=1)[0])))
            yield Directive(comment.span, ours[1], words, _reach(ours[1], comment, listing), ours=True)
        elif theirs is not None:
            words = tuple(word.rpartition(":")[2] for word in _BETWEEN.split(theirs[2]) if word)
            yield Directive(comment.span, theirs[1], words, _reach(theirs[1], comment, listing), ours=False)


def _reach(verb: str, comment: tree.Comment, listing: Listing) -> Span:
    text, starts = listing.text, listing.line_starts
    first = bisect_right(starts, comment.span.start) - 1
    last = bisect_right(starts, max(comment.span.end - 1, 0)) - 1
    if verb == "disable-line":
        return Span(starts[first], _line_end(last, starts, text))
    if verb == "disable-next-line":
        line = last + 1
        while line < len(starts) and not text[starts[line] : _line_end(line, starts, text)].strip():
            line += 1
        return (
            Span(starts[line], _line_end(line, starts, text))
            if line < len(starts)
            else Span(len(text), len(text))
        )
    if verb == "ignore":
        following = _next_sibling(listing.tree, comment)
        return following.span if following else Span(starts[first], _line_end(last, starts, text))
    return Span(comment.span.start, len(text) + 1)


def _line_end(line: int, starts: Sequence[int], text: str) -> int:
    return starts[line + 1] if line + 1 < len(starts) else len(text) + 1


def _next_sibling(document: tree.Document, comment: tree.Comment) -> tree.Node | None:
    """The node after the comment in the document, quote, list or item that holds it; None for a comment inside
    a paragraph's line, or with nothing after it."""
    place: tree.Document | tree.Block | tree.Item = document
    while True:
        children: Sequence[tree.Node] = place.items if isinstance(place, tree.List) else tree.blocks_in(place)
        after = bisect_right(children, comment.span.start, key=lambda child: child.span.start)
        holder = children[after - 1] if after else None
        if holder is None or holder is comment or holder.span.end <= comment.span.start:
            return children[after] if after < len(children) else None
        if not isinstance(holder, tree.Quote | tree.FootnoteDefinition | tree.Item | tree.List):
            return None
        place = holder
