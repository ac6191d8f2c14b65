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
_ABBREVIATION = lazy(r"\b(?:etc|al|vs|eds?|Inc|Ltd|Corp|Co|Jr|Sr|[A-Z])\Z")

Write = Callable[[str], Sequence[Edit] | None]


@record(frozen=True)
class Aspect:
    """One part of an entry: `part` is its name, `key` what it is counted under, `form` how it is written, at
    `span`. `write` gives the edits for another form, none where it also is in that form, None where the entry cannot
    have it.

    A `rare` form is only rewritten where next to no other entry has it; one that is not `counted` says nothing of
    the list's form. `share` of the entries must agree where that is more than usual;
    where it is not `local`, what other entries of the section write does not matter. `default` is the form where fewer
    than five entries write this one; a `doubtful` part is reported, and not written with the whole entry."""

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


def signs(text: str) -> Counter[str]:
    """The words, numbers and pictures of a text: what no change of form may take or add."""
    return Counter(SIGN.findall(text))


def replacing(span: Span) -> Write:
    """Writes a form as the text of this span."""
    return lambda form: (Edit(span, form),)


def constant(edits: Sequence[Edit]) -> Write:
    """Writes every form by the same edits."""
    return lambda form: edits


def ends_in_abbreviation(text: str) -> bool:
    """Whether a stop after the text is that of an abbreviation or an initial."""
    return _ABBREVIATION.search(text) is not None
