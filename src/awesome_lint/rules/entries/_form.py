"""The rules of form: each shows some parts of what `style.drift` says of an entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from awesome_lint.model import Finding, Severity
from awesome_lint.rules.base import Context, Rule
from awesome_lint.style import Drift, drift


class FormRule(Rule):
    """A rule that reports the drift of some parts."""

    parts: ClassVar[frozenset[str]]
    mild: ClassVar[frozenset[str]] = frozenset()
    """Parts whose drift no reader sees: reported as advice."""

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each drifting part of an entry."""
        for each in context.once(_drifts):
            if each.part in self.parts:
                yield self.finding(
                    each.span,
                    self.message(each),
                    severity=Severity.ADVICE if each.part in self.mild else None,
                    edits=each.edits or (),
                )

    def message(self, each: Drift) -> str:
        """What stands, what the house writes, and how many entries say so."""
        stands = _shown(each.stands)
        return f"{stands[0].upper()}{stands[1:]}: this list writes {_shown(each.house)}{counted(each)}"


def counted(each: Drift) -> str:
    """How many entries agree, where that was counted."""
    return f" ({each.agree} of {each.total} entries)" if each.total and each.agree else ""


def _shown(text: str) -> str:
    """A piece of text in a message; one that a reader would not see is named in words."""
    if not text.strip():
        blanks = len(text)
        return {0: "nothing in between", 1: "one blank"}.get(blanks, f"{blanks} blanks")
    return f"“{text}”"


def _drifts(context: Context) -> list[Drift]:
    return [
        each for entry in context.listing.entries for each in drift(entry, context.listing, context.house)
    ]
