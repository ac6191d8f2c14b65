"""What `format` did with each entry, and why it left some as they are."""

from __future__ import annotations

from collections import Counter

from awesome_lint.structs import record

REASONS = {
    "generated": "a program writes it",
    "reads-otherwise": "written in the list's form, it would say something else",
    "suppressed": "a comment suppresses the rules of form",
    "unknown-words": "{words} is not recognized as a title, author, date, venue or other field",
}
"""Why an entry is left, by the codes of the JSON output."""
_MAX_WORDS = 60


@record(frozen=True)
class EntryResult:
    """One entry: its lines in the original text, and whether it was `written`, was `in-form`, or was `left` for a
    `reason` (a key of `REASONS`; `words` are those that belong to no field). `parts` names what was written;
    `before` and `after` are its text."""

    lines: tuple[int, int]
    status: str
    reason: str | None
    words: str
    parts: tuple[str, ...]
    before: str
    after: str

    def explanation(self) -> str:
        """Why the entry was left, in words."""
        words = self.words if len(self.words) <= _MAX_WORDS else self.words[: _MAX_WORDS - 1] + "…"
        return REASONS[self.reason].format(words=f"“{words}”") if self.reason else ""


@record(frozen=True)
class Formatted:
    """A formatted text, with the result of each entry of the original in order."""

    original: str
    text: str
    results: tuple[EntryResult, ...]

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.text != self.original

    @property
    def entries(self) -> int:
        """The number of entries."""
        return len(self.results)

    def count(self, status: str) -> int:
        """How many entries have this status."""
        return sum(each.status == status for each in self.results)

    def reasons(self) -> Counter[str]:
        """How many entries were left for each reason."""
        return Counter(each.reason for each in self.results if each.reason is not None)
