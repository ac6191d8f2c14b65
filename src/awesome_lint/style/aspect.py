"""One part of an entry as it is written, and how it is written in another form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record
from awesome_lint.style.anatomy import SIGN

STOPS = ".,"
"""Marks that may follow a title or another field."""
FINAL = "?!"
"""Marks that are part of a title or a sentence, and that no stop follows."""
_ABBREVIATION = lazy(r"\b(?:etc|al|vs|[Ee]ds?|[Vv]ols?|No|Inc|Ltd|Corp|Co|Jr|Sr|Dr|St|[A-Z])\Z")

Write = Callable[[str], Sequence[Edit] | None]


@record(frozen=True)
class Aspect:
    """One part of an entry and how it is written: `part` is its name, `key` the key under which it is counted, `form`
    its form, at `span`. `write` returns the edits for another form, none if the entry has it already, and None if the
    entry cannot have it.

    A `rare` form is only rewritten where next to no other entry has it; one that is not `counted` says nothing of
    the list's form. `share` of the entries must agree (0: the share that is usual for the part); where it is not
    `local`, what other entries of the section write does not matter. `default` is the form where fewer than five
    entries write this one; a `doubtful` part is reported, and not written with the whole entry."""

    part: str
    key: tuple[str, ...]
    form: str
    span: Span
    write: Write
    rare: bool = False
    counted: bool = True
    share: float = 0.0
    local: bool = True
    default: str | None = None
    doubtful: bool = False


def count_signs(text: str) -> Counter[str]:
    """The words, numbers and pictures of a text with their counts: no change of form may remove or add any."""
    return Counter(SIGN.findall(text))


def edits_replacing(span: Span) -> Write:
    """Returns a function that gives the edits that replace `span` by the new form."""
    return lambda form: (Edit(span, form),)


def return_edits(edits: Sequence[Edit]) -> Write:
    """A `Write` function that returns these edits for every form."""
    return lambda form: edits


def ends_in_abbreviation(text: str) -> bool:
    """Whether the text ends with an abbreviation or an initial, so that a full stop after it belongs to it."""
    return _ABBREVIATION.search(text) is not None
