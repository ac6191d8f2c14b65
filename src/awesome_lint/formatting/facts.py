"""What an entry says, compared before and after it is written in another form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from awesome_lint.edits import apply_edits, sort_edits
from awesome_lint.fixing import ledger
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.export import entry_record
from awesome_lint.listing.model import Entry
from awesome_lint.source import whole_lines
from awesome_lint.style.plan import Part, Plan

_OF_FORM = frozenset({"line", "end_line", "date_text", "venue_text", "badges", "links"})
"""Keys of a record that say how an entry is written, or that the ledger counts."""
_ARXIV = lazy(r"(https?://arxiv\.org/)(?:abs|pdf)(/\d{4}\.\d{4,5}(?:v\d+)?)(?:\.pdf)?(?![\w.])")
_EXCHANGES = frozenset({"date", "label", "field_label", "authors_label", "venue", "venue_order"})
"""Parts whose edits write other words for the same thing."""
_PUNCTUATION = " .,;:!?"

Facts = Mapping[str, object]


def facts_of(entry: Entry) -> Facts:
    """What an entry says, however it is written."""
    facts = {key: value for key, value in entry_record(entry, "").items() if key not in _OF_FORM}
    facts["title"] = str(facts["title"] or "").strip(_PUNCTUATION)
    facts["authors"] = str(facts["authors"] or "").casefold()
    environments = facts["environments"]
    if isinstance(environments, list):
        facts["environments"] = [(each["name"].strip(_PUNCTUATION), each["url"]) for each in environments]
    facts["url"] = plain_url(str(facts["url"] or ""))
    return facts


def same_facts(before: Facts, after: Facts) -> bool:
    """Whether both say the same; a field that the reader found in one of them only is no contradiction, except
    for the title and what identifies the work."""
    for key, old in before.items():
        new = after[key]
        if old != new and (key in ("title", "url", "section_path") or (old and new)):
            return False
    return True


def plain_url(text: str) -> str:
    """The text with arXiv links in one form."""
    return _ARXIV.sub(r"\1abs\2", text) if "arxiv" in text else text


def loss(text: str, plan: Plan) -> str | None:
    """One word, number, URL, picture or bracket that the entry's lines would lose or gain without any part of the
    plan saying so; None where there is none."""
    span = whole_lines(text, plan.extent)
    before = signs(text[span.start : span.end])
    after = signs(apply_edits(text, sort_edits(plan.edits), span))
    announced: Counter[ledger.Token] = Counter()
    for part in plan.parts:
        if part.name in _EXCHANGES:
            announced.update(_exchange(text, part))
    if plan.entry is None:  # its marker becomes one
        announced.subtract(signs(text[plan.span.start : plan.edits[0].span.start]))
    for sign in {*before, *after, *announced}:
        change = after[sign] - before[sign]
        if change != announced[sign] and not _may_change(sign, change, after[sign]):
            return sign[1]
    return ledger.unpaired_bracket(before, after)


def signs(text: str) -> Counter[ledger.Token]:
    """The words, numbers, URLs, pictures and marks of a text."""
    return ledger.count_tokens(plain_url(text))


def _exchange(text: str, part: Part) -> dict[ledger.Token, int]:
    """By how much the part's edits change the number of each sign."""
    change: Counter[ledger.Token] = Counter()
    for edit in part.edits:
        change.update(signs(edit.text))
        change.subtract(signs(text[edit.span.start : edit.span.end]))
    return change


def _may_change(sign: ledger.Token, change: int, after: int) -> bool:
    """Whether so many more or fewer of a sign may be there: punctuation that separates, and Markdown's marks as long
    as each has its partner afterwards."""
    kind, mark = sign
    if kind != "mark":
        return False
    return ledger.is_unimportant(mark, change) or (mark in "*_" and after % 2 == 0) or mark == "&"
