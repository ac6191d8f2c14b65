"""What `format` did with each entry, and why it left some as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record

REASONS = {
    "generated": "a program writes it",
    "reads-otherwise": "written in the list's form, {detail}",
    "suppressed": "a comment suppresses the rules of form",
    "unknown-words": "“{detail}” was not read as a title, author, date, venue, link or description, so its place is "
    "unknown",
}
"""Why an entry is left, by the codes of the JSON output. With `kept`, only parts of it are left."""
_MAX_LENGTH = 60
"""The number of characters of an entry's unknown words that are shown."""
_TITLE_LINK = lazy(r"\W*\[[^\[\]]*\]\([^\s()]*\)[*_]*\s+")
"""The start of an entry, up to the end of a title with a link."""
_KEPT = {
    "date": "it is more or less exact",
    "label": "it says more, is in a sentence, or tells two links apart",
    "venue": "it has other parts",
}
"""Why a part cannot have the form that is set; of the other parts, the layout cannot."""


@record(frozen=True)
class UnfixablePart:
    """A part of an entry that cannot be written in the form that the settings require: its name, the key of the
    setting, and its text."""

    part: str
    setting: str
    text: str


@record(frozen=True)
class EntryResult:
    """The result for one entry: its span and lines in the original text, and whether it was `written`, was `in-form`,
    or was `left` for a `reason` (`kept` or a key of `REASONS`), with a `detail`: the words that belong to no field, or
    what would change. `parts` names what was written, `kept` are the parts that keep a form other than that of the
    settings; `before` and `after` are the entry's text, and `rejected` the text that was not written."""

    span: Span
    lines: tuple[int, int]
    status: str
    reason: str | None
    detail: str
    parts: tuple[str, ...]
    kept: tuple[UnfixablePart, ...]
    before: str
    after: str
    rejected: str | None

    def explanations(self) -> Iterator[str]:
        """The reasons why the entry, or parts of it, were left as they are, in words."""
        if self.reason in REASONS:
            detail = self.detail
            if self.reason == "unknown-words":
                detail = " ".join(detail.split())
                detail = detail if len(detail) <= _MAX_LENGTH else f"{detail[: _MAX_LENGTH - 1]}…"
            yield f"left as it is: {REASONS[self.reason].format(detail=detail)}{self._description_hint()}"
        for each in self.kept:
            why = _KEPT.get(each.part, "the line cannot be laid out so")
            yield f"left as it is: `{each.setting}` is not applied to “{each.text}”: {why}"

    def _description_hint(self) -> str:
        """A hint on what makes the words after the title a description; "" if they cannot be one."""
        if self.reason != "unknown-words" or not self.before.rstrip(" .\r\n").endswith(self.detail):
            return ""
        lead = self.before[: self.before.rindex(self.detail)]
        is_after_title = " " in self.detail and _TITLE_LINK.fullmatch(lead) is not None
        hint = "; a description in lower case needs a dash or a colon before it"
        return hint if is_after_title and self.detail[:1].islower() else ""


@record(frozen=True)
class Formatted:
    """The result of formatting a text, with a result for each entry of the original in order."""

    original: str
    text: str
    results: tuple[EntryResult, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the formatted text differs from the original."""
        return self.text != self.original

    def kept_counts(self) -> Counter[str]:
        """The number of parts that keep their form, by the setting that is not applied to them."""
        return Counter(part.setting for each in self.results for part in each.kept)
