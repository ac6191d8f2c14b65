"""The longest part of a sequence that is sorted already."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any


def longest_sorted_subsequence(keys: Sequence[Any], *, strict: bool = False) -> list[int]:
    """The indices of a longest subsequence of `keys` that is sorted in ascending order (with `strict`:
    without equal keys).

    Patience sorting, O(n log n). The other indices are the fewest that have to move to sort the sequence.
    """
    find = bisect_left if strict else bisect_right
    tails: list[Any] = []
    tail_index: list[int] = []
    previous = [-1] * len(keys)
    for index, key in enumerate(keys):
        place = find(tails, key)
        if place == len(tails):
            tails.append(key)
            tail_index.append(index)
        else:
            tails[place] = key
            tail_index[place] = index
        previous[index] = tail_index[place - 1] if place else -1
    run: list[int] = []
    index = tail_index[-1] if tail_index else -1
    while index >= 0:
        run.append(index)
        index = previous[index]
    return run[::-1]
