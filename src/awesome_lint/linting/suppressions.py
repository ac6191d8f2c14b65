"""Suppression comments: `<!-- awesome-lint disable CODE -- reason -->`.

Comments of the npm tool of the same name, `<!--lint disable NAME-->`, also count (their grammar is that of
remark-message-control 8, which the npm tool 2.3 uses; `ignore` means the next node), and those of markdown-link-check.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from awesome_lint import markdown
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.linting.selection import specificity
from awesome_lint.listing.model import Listing
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Rule
from awesome_lint.settings.keys import most_similar
from awesome_lint.structs import record

VERBS = ("disable", "enable", "disable-line", "disable-next-line")
_OWN = lazy(r"\s*awesome-lint[\s:]+([a-z-]+)([^\0]*)")
_NPM = lazy(r"\s*lint\s+(disable|enable|ignore)\b([^\0]*)")
_LINK_CHECK = lazy(r"\s*markdown-link-check-(disable-next-line|disable-line|disable|enable)\s*$")
"""A comment of markdown-link-check (github.com/tcort/markdown-link-check): it is about the rules that look links up."""
_REASON = lazy(r"(?:^|\s)--(?:\s|$)")
_SEPARATOR = lazy(r"[\s,]+")


@record(frozen=True)
class SuppressionComment:
    """A suppression comment. `scope` is the span in which it suppresses findings; for `disable` it extends
    to the end of the text. `is_own` is false for a comment of another tool.
    """

    span: Span
    verb: str
    words: tuple[str, ...]
    scope: Span
    is_own: bool

    def matching_word(self, rule: Rule) -> str | None:
        """The word of the comment that names the rule; "" if the comment names no rules and so applies to all; None if
        no word names this rule."""
        if not self.words:
            return ""
        return next((word for word in self.words if specificity(word, rule) is not None), None)


class Suppressions:
    """The suppression comments of a listing, and which of their words have suppressed something.

    No lint run is needed:

    Suppressions(listing).suppresses(entry.span, rule)
    """

    def __init__(self, listing: Listing) -> None:
        self.comments = list(_find_suppression_comments(listing))
        self.misspelt = list(misspelt_verbs(listing))
        self.used: set[tuple[SuppressionComment, str]] = set()
        self._ranges: dict[str, list[tuple[int, int, SuppressionComment, str]]] = {}

    def suppresses(self, span: Span, rule: Rule) -> bool:
        """Whether a comment suppresses findings of `rule` in this span; the comment then counts as used."""
        if not self.comments:
            return False
        matching = list(self._matching_comments(span, rule))
        self.used.update(matching)
        return bool(matching)

    def unused_words(self) -> Iterator[tuple[SuppressionComment, str]]:
        """The words of awesome-lint comments that have suppressed nothing, as pairs of comment and word; the word is ""
        for a comment that names no rule."""
        for comment in self.comments:
            if comment.is_own and comment.verb != "enable":
                for word in comment.words or ("",):
                    if (comment, word) not in self.used:
                        yield comment, word

    def _matching_comments(self, span: Span, rule: Rule) -> Iterator[tuple[SuppressionComment, str]]:
        """The comments that suppress findings of the rule in this span, each with the word that names the rule."""
        if rule.code not in self._ranges:
            self._ranges[rule.code] = sorted(self._suppressed_ranges(rule), key=lambda entry: entry[:2])
        ranges = self._ranges[rule.code]
        # Ranges that begin after the finding's end cannot cover it.
        for start, end, comment, word in ranges[
            : bisect_right(ranges, max(span.end - 1, span.start), key=lambda entry: entry[0])
        ]:
            if end > span.start and (comment.verb != "disable" or start <= span.start):
                yield comment, word

    def _suppressed_ranges(self, rule: Rule) -> Iterator[tuple[int, int, SuppressionComment, str]]:
        """Yields (start, end, comment, word) for each range of the text in which a comment suppresses findings of the
        rule."""
        opened: tuple[SuppressionComment, str] | None = None
        for comment in self.comments:
            word = comment.matching_word(rule)
            if word is None:
                continue
            if comment.verb not in ("disable", "enable"):
                yield comment.scope.start, comment.scope.end, comment, word
                continue
            if opened is not None and (comment.verb == "enable"):
                yield opened[0].span.start, comment.span.start, *opened
                opened = None
            elif opened is None and comment.verb == "disable":
                opened = (comment, word)
        if opened is not None:
            yield opened[0].span.start, opened[0].scope.end, *opened


def misspelt_verbs(listing: Listing) -> Iterator[tuple[Span, str, str]]:
    """Yields (span, word, similar verb) for each awesome-lint comment whose verb is misspelt."""
    for comment in markdown.html_comments(listing.tree) if "awesome-lint" in listing.text else ():
        own = _OWN.match(comment.value)
        if own is not None and own[1] not in VERBS and (near := most_similar(own[1], VERBS)):
            yield comment.span, own[1], near


def _find_suppression_comments(listing: Listing) -> Iterator[SuppressionComment]:
    if "lint" not in listing.text and "link-check" not in listing.text:
        return
    for comment in markdown.html_comments(listing.tree):
        if (own := _OWN.match(comment.value)) is not None and own[1] in VERBS:
            verb, words, is_own = own[1], _SEPARATOR.split(_REASON.split(own[2], maxsplit=1)[0]), True
        elif (link_check := _LINK_CHECK.match(comment.value)) is not None:
            verb, words, is_own = link_check[1], ["LK1"], False
        elif (npm := _NPM.match(comment.value)) is not None:
            words = [word.rpartition(":")[2] for word in _SEPARATOR.split(npm[2])]
            verb, is_own = npm[1], False
        else:
            continue
        scope = _scope_of_comment(verb, comment, listing)
        yield SuppressionComment(comment.span, verb, tuple(filter(None, words)), scope, is_own)


def _scope_of_comment(verb: str, comment: tree.Comment, listing: Listing) -> Span:
    """The span in which a comment with this verb suppresses findings."""
    starts, end = (*listing.line_starts, len(listing.text) + 1), len(listing.text)
    first, last = (bisect_right(starts, at) for at in (comment.span.start, max(comment.span.end - 1, 0)))
    own = Span(starts[first - 1], starts[last])
    if verb == "disable-line":
        return own
    if verb == "disable-next-line":
        lines = (Span(starts[number], starts[number + 1]) for number in range(last, len(starts) - 1))
        return next((line for line in lines if listing.text[slice(*line)].strip()), Span(end, end))
    if verb == "ignore":
        sibling = _next_sibling(listing.tree, comment)
        return sibling.span if sibling else own
    return Span(comment.span.start, end + 1)


def _next_sibling(document: tree.Document, comment: tree.Comment) -> tree.Node | None:
    """The node after the comment in the same parent; None for a comment inside a paragraph or at the end of
    its parent.
    """
    parent: tree.Document | tree.Block | tree.Item = document
    while True:
        children: Sequence[tree.Node] = (
            parent.items if isinstance(parent, tree.List) else tree.blocks_in(parent)
        )
        after = bisect_right(children, comment.span.start, key=lambda child: child.span.start)
        block = children[after - 1] if after else None
        if block is None or block is comment or block.span.end <= comment.span.start:
            return children[after] if after < len(children) else None
        if not isinstance(block, tree.Quote | tree.FootnoteDefinition | tree.Item | tree.List):
            return None
        parent = block
