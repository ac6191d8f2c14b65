"""SE006: the few entries out of order in a section that is sorted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.entry_keys import compute_entry_keys
from awesome_lint.analysis.id_conflicts import months_after_id
from awesome_lint.analysis.ordering import longest_sorted_subsequence
from awesome_lint.bibliography.titles import title_key
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Finding, Habit, Related, Safety, Severity
from awesome_lint.listing.model import Entry, Layout
from awesome_lint.rules.base import Example, Rule
from awesome_lint.structs import record, replace

_LEAST_ENTRIES = 10
_MOST_MOVES = 0.1
"""A section is sorted when no more than this share of its entries are out of order."""
_LEAST_KEYS = 5
"""Different dates or names from which on their order means anything."""
_SURE_ENTRIES, _SURE_MOVES = 20, 0.03
"""A section this long, with no larger share out of order, is certainly sorted: a warning; else advice."""
_FOLDED_ABOVE = 3
_MOST_PINNED = 3
"""Entries at the start of a section that may be there on purpose, before a sorted run."""
_MOST_MONTHS = 1
"""Months from an arXiv id above which a date is in doubt (AX003), and says nothing of the order."""

Keys = tuple[Any, ...]


@record(frozen=True)
class Order:
    """An order that a section may have. `keys` returns an entry's sort keys, one for each way to read it;
    `descending` is set where the largest is first."""

    name: str
    keys: Callable[[Entry], Keys | None]
    descending: bool = False
    by_name: bool = False


@record(frozen=True)
class FoundOrder:
    """The order of a section. `kept` are the entries in order, by ascending keys; `moved` the few others, which
    `is_pinned` says are all at the top. `reading` is the way to read the keys."""

    order: Order
    reading: int
    kept: tuple[Entry, ...]
    moved: tuple[Entry, ...]
    is_pinned: bool

    def _key(self, entry: Entry) -> Any:
        keys = self.order.keys(entry)
        return keys[self.reading] if keys is not None else None

    def entry_to_follow(self, entry: Entry) -> Entry | None:
        """The entry of `kept` after which this one belongs; None if it belongs at the top."""
        key = self._key(entry)
        if self.order.descending:
            return next((other for other in self.kept if self._key(other) >= key), None)
        return next((other for other in reversed(self.kept) if self._key(other) <= key), None)

    def fits(self, entry: Entry) -> bool:
        """Whether an entry that is not in `kept` is between those that it belongs between, or has no key."""
        if self._key(entry) is None:
            return True
        for other in self.kept:
            upper, lower = sorted((entry, other), key=lambda one: one.span.start)
            if self.order.descending:
                upper, lower = lower, upper
            if self._key(upper) > self._key(lower):
                return False
        return True


def _make_tool_example(names: str) -> str:
    """An example's section with tools of these names."""
    lines = (f"- [{name}](https://{title_key(name)}.example) - Digs.\n" for name in names.split())
    return "# Tools\n\n## Spades\n\n" + "".join(lines)


def _make_paper_example(
    numbers: Iterable[int], date: str = "2024-{n:02}", url: str = "https://soil.example/{n}"
) -> str:
    """An example's section with a paper for each number, which may be the month of its date."""
    lines = (f"- [Soil study of kind {n}]({url.format(n=n)}) ({date.format(n=n)})\n" for n in numbers)
    return "# Papers\n\n## Soil\n\n" + "".join(lines)


class EntryOrder(Rule):
    """Entry out of order in a sorted section.

    ## What it does
    In a section of ten entries or more that is sorted, by date (either way) or by name, the few entries that
    are not: the fewest whose move would sort it. A section where more than one entry in ten is out of order is
    not sorted, and nothing is reported; up to three entries before a sorted run are pinned, and not out of order.
    Names are advice. Dates are advice in
    short sections and where more than a few are out of order; a date that contradicts the arXiv id is left to
    AX003. More than three are one finding for the file. In a review, what is added is not pinned, and is compared
    with the order that the other entries are in (advice).

    ## Why it matters
    In a sorted list people look where a thing should be; a new entry put at the end is overlooked, and then
    added again.

    ## Fix
    Unsafe: the entry moves to its place, where the entries are single lines next to each other.
    """

    code = "SE006"
    name = "entry-order"
    summary = "entry out of order in a section that is sorted"
    fix = Safety.UNSAFE
    examples = (
        Example(
            title="The second of a section by date: the first is in its place",
            before=_make_paper_example((12, 6, 11, 10, 9, 8, 7, 5, 4, 3, 2, 1)),
            lines=(6,),
            after=_make_paper_example(range(12, 0, -1)),
        ),
        Example(
            title="One name out of eleven",
            before=_make_tool_example("Acer Birch Cedar Dogwood Elm Fir Yew Ginkgo Hazel Ivy Juniper"),
            lines=(11,),
            after=_make_tool_example("Acer Birch Cedar Dogwood Elm Fir Ginkgo Hazel Ivy Juniper Yew"),
        ),
    )
    valid = (
        # The first two are pinned.
        _make_tool_example("Yew Oak Acer Birch Cedar Dogwood Elm Fir Ginkgo Hazel Ivy Juniper"),
        # A survey is pinned above the papers by date, newest first.
        _make_paper_example(range(12, 0, -1)).replace(
            "- [Soil", "- [Survey of soils](https://soil.example/survey) (2021-05)\n- [Soil", 1
        ),
        # An accent is no letter of its own.
        _make_tool_example("Acer Birch Cedar Dogwood Eclair Éclat Edge Fir Ginkgo Hazel Ivy Juniper"),
        # The date contradicts the id; the order does not.
        _make_paper_example(range(1, 13), "{n:02}/2024", "https://arxiv.org/abs/24{n:02}.01234").replace(
            "(07/", "(01/"
        ),
        # In no order at all.
        _make_tool_example("Yew Birch Ivy Dogwood Cedar Fir Acer Ginkgo Hazel Elm Juniper"),
        # Too few to tell.
        _make_tool_example("Acer Cedar Birch"),
        # One date for all says nothing of the order.
        _make_paper_example((3, 1, 2, 5, 4, 9, 8, 7, 6, 0), "2023"),
        # What is below a topic has its own order.
        _make_tool_example("Acer Birch Cedar Dogwood Elm Fir Ginkgo Hazel Ivy Juniper").replace(
            "- [Fir]", "- Toys\n  - [Yew](https://yew.example) - Digs.\n- [Fir]"
        ),
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """Findings section by section; a section has the first order that nearly all its entries are in."""
        found = [
            (run[0].section.line, order, finding)
            for run in context.cached(_runs)
            for order, finding in self._check_run(run, context.text)
        ]
        names = sum(order.by_name for _, order, _ in found)
        for line, order, finding in found:
            message = f"{{count}} entries are out of order; the first: {finding.message}"
            if order.by_name:
                part = "names" if names > _FOLDED_ABOVE else f"names in line {line}"
                yield replace(finding, habit=Habit(part, 0, message))
            else:
                yield replace(finding, habit=Habit("dates", _FOLDED_ABOVE, message))

    def check_added(self, context: Context, added: Collection[Span]) -> Iterator[Finding]:
        """Entries out of the order that the other entries of their section are in: what is added is not pinned."""
        for run in context.cached(_runs):
            older = [entry for entry in run if entry.span not in added]
            found = _find_order(older) if len(older) < len(run) else None
            for entry in run if found is not None else ():
                assert found is not None
                if entry.span in added and not found.fits(entry):
                    yield self._order_finding(entry, found, run, Severity.ADVICE, context.text)

    def _check_run(self, run: list[Entry], text: str) -> Iterator[tuple[Order, Finding]]:
        found = _find_order(run)
        if found is None or found.is_pinned:
            return
        number = len(found.kept) + len(found.moved)
        certain = number >= _SURE_ENTRIES and len(found.moved) <= max(1, _SURE_MOVES * number)
        severity = Severity.WARNING if certain and not found.order.by_name else Severity.ADVICE
        for entry in found.moved:
            yield found.order, self._order_finding(entry, found, run, severity, text)

    def _order_finding(
        self, entry: Entry, found: FoundOrder, run: list[Entry], severity: Severity, text: str
    ) -> Finding:
        assert entry.title is not None
        after = found.entry_to_follow(entry)
        place = f"after “{after.title.text}”" if after is not None and after.title else "at the top"
        return self.finding(
            entry.title.outer,
            f"“{entry.title.text}” is out of order: this section is sorted {found.order.name}; move it {place}",
            severity=severity,
            related=[Related(after.span, "it belongs after this one")] if after is not None else [],
            edits=_move_entry(entry, after, run, text),
        )


def _runs(context: Context) -> list[list[Entry]]:
    """The entries that are compared: those of one list (see `EntryKeys`), layout and kind."""
    runs: dict[object, list[Entry]] = {}
    for keys in context.cached(compute_entry_keys):
        runs.setdefault((keys.list_key, keys.entry.layout, keys.entry.kind), []).append(keys.entry)
    return list(runs.values())


def _sorted_subsequences(keys: Sequence[Keys]) -> list[set[int]]:
    """For each reading of the keys, the entries that need not move."""
    return [
        set(longest_sorted_subsequence([key[reading] for key in keys])) for reading in range(len(keys[0]))
    ]


def _find_order(run: Sequence[Entry]) -> FoundOrder | None:
    """The first order that nearly all entries are in; None if there is none."""
    if len(run) < _LEAST_ENTRIES:
        return None
    for order in ORDERS:
        keyed = [(entry, keys) for entry in run if (keys := order.keys(entry)) is not None]
        if len(keyed) < 0.9 * len(run) or len({keys[0] for _, keys in keyed}) < _LEAST_KEYS:
            continue
        if order.descending:
            keyed.reverse()
        sorted_parts = _sorted_subsequences([keys for _, keys in keyed])
        moved = sorted(set(range(len(keyed))).difference(*sorted_parts))
        places = {len(keyed) - 1 - at if order.descending else at for at in moved}
        is_pinned = len(moved) <= _MOST_PINNED and places == set(range(len(moved)))
        if not is_pinned and len(moved) > max(1, _MOST_MOVES * len(keyed)):
            continue
        reading = max(range(len(sorted_parts)), key=lambda at: len(sorted_parts[at]))
        kept = tuple(keyed[at][0] for at in sorted(sorted_parts[reading]))
        return FoundOrder(order, reading, kept, tuple(keyed[at][0] for at in moved), is_pinned)
    return None


def _day_keys(entry: Entry) -> Keys | None:
    """Year, month and day, where the date has all."""
    months = _month_keys(entry)
    day = entry.date.date.day if entry.date is not None else None
    return ((*months[0], day),) if months is not None and day is not None else None


def _month_keys(entry: Entry) -> Keys | None:
    """Year and month; a year alone sorts nothing, nor does a date that contradicts the arXiv id."""
    if entry.date is None or entry.date.date.month is None:
        return None
    apart = months_after_id(entry, entry.arxiv_id) if entry.arxiv_id is not None else None
    if apart is not None and abs(apart) > _MOST_MONTHS:
        return None
    return ((entry.date.date.year, entry.date.date.month),)


def _name_keys(entry: Entry) -> Keys | None:
    """The letters of the name, and the name with punctuation; people sort by either."""
    if entry.title is None:
        return None
    letters = title_key(entry.title.text)
    words = " ".join(map(title_key, entry.title.text.replace("-", " ").split()))
    return (letters, words, entry.title.text.casefold()) if letters else None


ORDERS = (
    Order("by date, newest first", _day_keys, descending=True),
    Order("by date, oldest first", _day_keys),
    Order("by date, newest first", _month_keys, descending=True),
    Order("by date, oldest first", _month_keys),
    Order("by name", _name_keys, by_name=True),
)


def _move_entry(entry: Entry, after: Entry | None, run: list[Entry], text: str) -> list[Edit]:
    """The edits that move an entry of one line after another of one line; none where a blank line is next to it."""
    others = [entry, *([after] if after is not None else [run[0]])]
    if any(other.lines[0] != other.lines[1] or other.layout is Layout.NUMBERED for other in others):
        return []
    spans = []
    for other in others:
        start = text.rfind("\n", 0, other.span.start) + 1
        end = text.find("\n", other.span.end)
        if end < 0 or text[start : other.span.start].strip() or text[other.span.end : end].strip():
            return []
        spans.append(Span(start, end + 1))
    own, target = spans
    is_next_to_blank = text[own.end : own.end + 1] == "\n" or text[: own.start].endswith("\n\n")
    at = target.end if after is not None else target.start
    if is_next_to_blank or own.start <= at <= own.end:
        return []
    return [Edit(own, ""), Edit(Span(at, at), text[own.start : own.end])]
