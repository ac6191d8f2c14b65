"""Sets of phrases, written by their parts: to look one up is far cheaper than to compile a pattern of them."""

from __future__ import annotations

from itertools import product


def phrases(*parts: str) -> set[str]:
    """All phrases of one alternative of each part; `|` is between alternatives, which may be empty."""
    return {"".join(each) for each in product(*(part.split("|") for part in parts))}


def plural(words: str) -> set[str]:
    """Each of the words that `|` parts, as it is and with an s."""
    return phrases(words, "|s")
