"""Emphasis, strong emphasis and strikethrough: CommonMark's delimiter stack (appendix "Phase 2").

The runs are in a doubly linked list, and the lowest opener that may match is stored for each kind of closer, so the
time is linear in the number of runs."""

from __future__ import annotations

from awesome_lint.markdown.mistletoe_import import core_tokens
from awesome_lint.structs import record

_SPACE = core_tokens.unicode_whitespace
_PUNCTUATION = core_tokens.punctuation


class DelimiterRun:
    """A run of `*`, `_` or `~`; `text[start:end]` is the part of it that has no partner yet."""

    __slots__ = ("can_close", "can_open", "character", "end", "length", "next_run", "previous_run", "start")

    def __init__(self, text: str, start: int, end: int, previous: DelimiterRun | None) -> None:
        self.character = text[start]
        self.start = start
        self.end = end
        self.length = end - start
        self.previous_run = previous
        self.next_run: DelimiterRun | None = None
        if previous is not None:
            previous.next_run = self
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        space_before, space_after = before in _SPACE, after in _SPACE
        punctuation_before, punctuation_after = before in _PUNCTUATION, after in _PUNCTUATION
        left = not space_after and (not punctuation_after or space_before or punctuation_before)
        right = not space_before and (not punctuation_before or space_after or punctuation_after)
        self.can_open, self.can_close = left, right
        if self.character == "_":
            self.can_open = left and (not right or punctuation_before)
            self.can_close = right and (not left or punctuation_after)


@record
class Bracket:
    """An opening `[` or `![` that may begin a link or image; `inside` is the offset after it. It is not active if a
    link is inside it."""

    start: int
    inside: int
    is_image: bool
    runs: DelimiterRun | None
    is_active: bool = True
    has_inner_bracket: bool = False


# (start, end, start of the inside, end of the inside, "*" | "**" | "~")
DelimiterPair = tuple[int, int, int, int, str]


def pair_delimiters(last: DelimiterRun | None, bottom: DelimiterRun | None) -> list[DelimiterPair]:
    """The pairs among the delimiter runs after `bottom` up to `last`, inner pairs first. Removes the runs from the
    stack."""
    pairs: list[DelimiterPair] = []
    bottoms: dict[tuple[str, bool, int], int] = {}
    closer = last
    while closer is not None and closer.previous_run is not bottom:
        closer = closer.previous_run
    while closer is not None:
        if not closer.can_close:
            closer = closer.next_run
            continue
        kind = (
            closer.character,
            closer.can_open,
            closer.length % 3 if closer.character != "~" else closer.length,
        )
        opener = closer.previous_run
        lowest = bottoms.get(kind, -1)
        while opener is not None and opener is not bottom and not _can_match(opener, closer):
            opener = opener.previous_run if opener.start > lowest else None
        if opener is None or opener is bottom:
            bottoms[kind] = closer.start
            following = closer.next_run
            if not closer.can_open:
                _remove_run(closer)
            closer = following
            continue
        closer = _pair_runs(opener, closer, pairs)
    return pairs


def _can_match(opener: DelimiterRun, closer: DelimiterRun) -> bool:
    """Whether two runs can be the start and end of emphasis or strikethrough, by CommonMark's rules."""
    if not opener.can_open or opener.character != closer.character:
        return False
    if opener.character == "~":
        return opener.end - opener.start == closer.end - closer.start
    if opener.can_close or closer.can_open:
        both = opener.length + closer.length
        return both % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)
    return True


def _pair_runs(opener: DelimiterRun, closer: DelimiterRun, pairs: list[DelimiterPair]) -> DelimiterRun | None:
    """Adds the pair, shortens both runs and removes the runs between them. Returns the next closing run, or None."""
    left = opener.end - opener.start
    right = closer.end - closer.start
    width = left if opener.character == "~" else 2 if left >= 2 and right >= 2 else 1
    kind = "~" if opener.character == "~" else "*" * width
    pairs.append((opener.end - width, closer.start + width, opener.end, closer.start, kind))
    opener.end -= width
    closer.start += width
    opener.next_run = closer
    closer.previous_run = opener
    if opener.start == opener.end:
        _remove_run(opener)
    if closer.start == closer.end:
        _remove_run(closer)
        return closer.next_run
    return closer


def _remove_run(run: DelimiterRun) -> None:
    if run.previous_run is not None:
        run.previous_run.next_run = run.next_run
    if run.next_run is not None:
        run.next_run.previous_run = run.previous_run
