"""`awesome-lint format`: entries that drift in more than one way, written again in the list’s form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from awesome_lint import linting, listing
from awesome_lint.edits import Edit, smallest
from awesome_lint.findings import Fix, Removal, Safety
from awesome_lint.fixing import ledger
from awesome_lint.fixing.guard import Guard
from awesome_lint.fixing.offset_map import apply, disjoint, ordered
from awesome_lint.formatting import rewrite
from awesome_lint.formatting.rewrite import Rewriting
from awesome_lint.listing.export import record as facts_of
from awesome_lint.listing.model import Entry, Listing
from awesome_lint.markdown.generated import generated_spans
from awesome_lint.rules.form import PARTS
from awesome_lint.settings import Settings
from awesome_lint.structs import record, replace

LEAST_WAYS = 2
"""An entry that drifts in fewer ways is left to the fixes of single rules."""
MAX_ROUNDS = 5
_MAX_TRIALS = 40
"""How often a text is read again while the good rewritings are told from the bad ones."""
_LABELS = frozenset({"field_label", "authors_label"})
"""Parts of drift in which words are replaced by others."""
_OF_FORM = frozenset({"line", "end_line", "date_text"})
"""Keys of a record that say how an entry is written, not what it says."""


@record(frozen=True)
class Formatted:
    """A formatted text. `entries` tells how many entries there are, `understood` how many of them wholly,
    `rewritten` the titles of those that were written again, `refused` how many were left since they would have
    said something else afterwards."""

    original: str
    text: str
    entries: int
    understood: int
    rewritten: tuple[str, ...]
    refused: int

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.text != self.original


def format_text(text: str, path: str, settings: Settings) -> Formatted:
    """Write the entries that drift in two ways or more in the list’s form, until none is left.

    Entries that are not understood wholly, that a comment suppresses or that a program writes are left alone, and
    so is every entry whose record would not be the same. Raises what linting raises.
    """
    original, guard = text, Guard()
    running = {rule.code for rule in linting.select(settings, path).rules}
    unwanted = frozenset(name for name, part in PARTS.items() if part.code not in running)
    forms = {part.code for name, part in PARTS.items() if name not in rewrite.FACTS}
    # Only what comments suppress is asked of the rules.
    asking = replace(settings, select=tuple(sorted(forms & running)) or ("XX001",), preset=None)
    rewritten: Counter[str] = Counter()
    refused: dict[str, Rewriting] = {}
    entries = understood = 0
    for number in range(MAX_ROUNDS):
        linted = linting.lint(text, path, asking)
        read = linted.listing
        if number == 0:
            entries = len(read.entries)
            understood = sum(entry.understood for entry in read.entries)
        wanted = [each for each in _wanted(linted, unwanted) if _said(each, text) not in refused]
        sound, losing = _parted(wanted, text)
        good, bad = _Trial(text, read, guard).sifted(sound)
        refused |= {_said(each, text): each for each in [*losing, *bad]}
        if not good:
            break
        rewritten.update(each.entry.title.text for each in good if each.entry.title is not None)
        text = apply(text, _edits(good, text))
    return Formatted(original, text, entries, understood, tuple(rewritten), len(refused))


def _wanted(linted: linting.Linted, unwanted: frozenset[str]) -> Iterator[Rewriting]:
    read, list_style = linted.listing, linted.list_style
    closed = [*(finding.span for finding in linted.suppressed), *generated_spans(read.text)]
    known = rewrite.habits(read, list_style)
    for entry in read.entries:
        if any(span.overlaps(entry.span) for span in closed):
            continue
        each = rewrite.rewriting(entry, read, list_style, known, unwanted)
        if each is not None and len(each.ways) >= LEAST_WAYS and disjoint(ordered(each.edits)):
            yield each


class _Trial:
    """Applies rewritings to one text and tells which of them leave every record as it is."""

    def __init__(self, text: str, read: Listing, guard: Guard) -> None:
        self.text, self.guard = text, guard
        self.entries = read.entries
        self.before = [_facts(entry, read) for entry in read.entries]

    def sifted(self, wanted: Sequence[Rewriting]) -> tuple[list[Rewriting], list[Rewriting]]:
        """Those that can be applied together, and those that cannot be applied at all."""
        good: list[Rewriting] = []
        bad: list[Rewriting] = []
        parts = [list(wanted)] if wanted else []
        for _ in range(_MAX_TRIALS):
            if not parts:
                break
            part = parts.pop(0)
            blamed = self._blamed(good, part)
            if not blamed:
                good += part
                continue
            bad += blamed if len(blamed) < len(part) or len(part) == 1 else []
            known = {id(each) for each in bad}
            left = [each for each in part if id(each) not in known]
            middle = len(left) // 2 if len(blamed) == len(part) else 0
            parts += [half for half in (left[:middle], left[middle:]) if half]
        return good, bad + [each for part in parts for each in part]

    def _blamed(self, good: Sequence[Rewriting], part: Sequence[Rewriting]) -> Sequence[Rewriting]:
        """Those of `part` that change what an entry says or more than they should; the whole part where nobody
        can tell."""
        edits = _edits([*good, *part], self.text)
        if not disjoint(edits):
            return part
        read = listing.read(apply(self.text, edits))
        after = [_facts(entry, read) for entry in read.entries]
        if len(after) != len(self.before):
            return part
        changed = {
            id(entry) for entry, old, new in zip(self.entries, self.before, after, strict=True) if old != new
        }
        if changed:
            return [each for each in part if id(each.entry) in changed] or part
        offsets = [each.offset for each in self.guard.compare(self.text, edits)]
        if not offsets:
            return ()
        return [each for each in part if any(_touches(each, offset) for offset in offsets)] or part


def _touches(each: Rewriting, offset: int) -> bool:
    return any(span.start <= offset <= span.end for span, _ in each.edits) or (
        each.entry.span.start <= offset <= each.entry.span.end
    )


def _facts(entry: Entry, read: Listing) -> Mapping[str, object]:
    """What an entry says, however it is written."""
    facts = {key: value for key, value in facts_of(entry, read, "").items() if key not in _OF_FORM}
    for badge in facts["badges"] if isinstance(facts["badges"], list) else ():
        badge.pop("line")
    return facts


def _parted(wanted: Iterable[Rewriting], text: str) -> tuple[list[Rewriting], list[Rewriting]]:
    """The rewritings that lose nothing, and those that would."""
    sound: list[Rewriting] = []
    losing: list[Rewriting] = []
    for each in wanted:
        (sound if ledger.loss(text, _fix(each)) is None else losing).append(each)
    return sound, losing


def _fix(each: Rewriting) -> Fix:
    """The rewriting as a fix, with what it may take away: dates are written in another form, labels replaced."""
    removes = {Removal.DATES} | ({Removal.WORDS} if each.ways & _LABELS else set())
    return Fix(Safety.SAFE, each.edits, removes=frozenset(removes))


def _edits(chosen: Sequence[Rewriting], text: str) -> list[Edit]:
    """The edits of all, each as small as it can be."""
    listed = (smallest(span, text[span.start : span.end], new) for each in chosen for span, new in each.edits)
    return ordered(edit for edit in listed if edit.text or edit.span.start < edit.span.end)


def _said(each: Rewriting, text: str) -> str:
    return text[each.entry.span.start : each.entry.span.end]
