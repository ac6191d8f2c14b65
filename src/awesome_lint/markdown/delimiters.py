"""Emphasis, strong emphasis and strike-through: CommonMark's delimiter stack (appendix "Phase 2").

Runs are kept in a doubly linked list, and the lowest opener that may match is kept for each kind of closer,
so the time is linear in the number of runs.
"""

from __future__ import annotations

from awesome_lint.markdown.mistletoe_import import core_tokens

_SPACE = core_tokens.unicode_whitespace
_PUNCTUATION = core_tokens.punctuation


class Run:
    """A run of `*`, `_` or `~`; its unmatched part is `text[start:end]`."""

    __slots__ = ("character", "closes", "end", "following", "length", "opens", "previous", "start")

    def __init__(self, text: str, start: int, end: int, previous: Run | None) -> None:
        self.character = text[start]
        self.start = start
        self.end = end
        self.length = end - start
        self.previous = previous
        self.following: Run | None = None
        if previous is not None:
            previous.following = self
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        self.opens, self.closes = _can_open_and_close(self.character, before, after)


def _can_open_and_close(character: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a delimiter run between these characters can open emphasis, and whether it can close it."""
    space_before = before in _SPACE
    space_after = after in _SPACE
    punctuation_before = before in _PUNCTUATION
    punctuation_after = after in _PUNCTUATION
    left = not space_after and (not punctuation_after or space_before or punctuation_before)
    right = not space_before and (not punctuation_before or space_after or punctuation_after)
    if character == "_":
        return left and (not right or punctuation_before), right and (not left or punctuation_after)
    return left, right


# (start, end, start of the inside, end of the inside, "*" | "**" | "~")
Pair = tuple[int, int, int, int, str]


def pair_delimiters(last: Run | None, bottom: Run | None) -> list[Pair]:
    """The pairs among the delimiter runs above `bottom` up to `last`, inner pairs first; the runs are
    removed from the stack.
    """
    found: list[Pair] = []
    bottoms: dict[tuple[str, bool, int], int] = {}
    closer = _first_run_above(last, bottom)
    while closer is not None:
        if not closer.closes:
            closer = closer.following
            continue
        kind = (
            closer.character,
            closer.opens,
            closer.length % 3 if closer.character != "~" else closer.length,
        )
        opener = closer.previous
        lowest = bottoms.get(kind, -1)
        while opener is not None and opener is not bottom and not _can_match(opener, closer):
            opener = opener.previous if opener.start > lowest else None
        if opener is None or opener is bottom:
            bottoms[kind] = closer.start
            following = closer.following
            if not closer.opens:
                _remove_run(closer)
            closer = following
            continue
        closer = _pair_runs(opener, closer, found)
    return found


def _first_run_above(last: Run | None, bottom: Run | None) -> Run | None:
    run = last
    while run is not None and run.previous is not bottom:
        run = run.previous
    return run


def _can_match(opener: Run, closer: Run) -> bool:
    if not opener.opens or opener.character != closer.character:
        return False
    if opener.character == "~":
        return opener.end - opener.start == closer.end - closer.start
    if opener.closes or closer.opens:
        both = opener.length + closer.length
        return both % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)
    return True


def _pair_runs(opener: Run, closer: Run, pairs: list[Pair]) -> Run | None:
    """Add the pair, shorten both runs and remove the runs between them. Returns the next closing run."""
    left = opener.end - opener.start
    right = closer.end - closer.start
    width = left if opener.character == "~" else 2 if left >= 2 and right >= 2 else 1
    kind = "~" if opener.character == "~" else "*" * width
    pairs.append((opener.end - width, closer.start + width, opener.end, closer.start, kind))
    opener.end -= width
    closer.start += width
    opener.following = closer
    closer.previous = opener
    if opener.start == opener.end:
        _remove_run(opener)
    if closer.start == closer.end:
        _remove_run(closer)
        return closer.following
    return closer


def _remove_run(run: Run) -> None:
    if run.previous is not None:
        run.previous.following = run.following
    if run.following is not None:
        run.following.previous = run.previous
