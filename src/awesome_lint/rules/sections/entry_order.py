"""SE006: the few entries out of order in a section that is sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.id_conflicts import months_apart
from awesome_lint.analysis.ordering import longest_sorted
from awesome_lint.bibliography.titles import title_key
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Finding, Habit, Related, Safety, Severity
from awesome_lint.listing.model import Entry, Layout, Section
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule
from awesome_lint.structs import record, replace

LEAST_ENTRIES = 10
MOST_ASTRAY = 0.1
"""A section is sorted when no more than this share of its entries stand astray."""

LEAST_APART = 5
"""So many different dates or names must be there before their order means anything."""
SURE_ENTRIES = 20
SURE_ASTRAY = 0.03
"""In a section this long, with no larger share astray, the order is surely meant: a warning; else advice."""

ABOVE = 3
"""Entries out of order that are reported one by one."""
MOST_PINNED = 3
"""So many entries at the start of a section may stand there on purpose, before a sorted run."""
MOST_APART = 1
"""Months from an arXiv id above which a date is in doubt (AX003), and says nothing of the order."""

Keys = tuple[Any, ...]


@record(frozen=True)
class Order:
    """An order that a section may have. `keys` gives an entry's keys, one for each way to read it; `descending`
    where the largest is first."""

    name: str
    keys: Callable[[Entry], Keys | None]
    descending: bool = False
    by_name: bool = False


class EntryOrder(Rule):
    """Entry out of order in a sorted section.

    ## What it does
    In a section of ten entries or more that is sorted, by date (either way) or by name, the few entries that
    are not: the fewest whose move would sort it. A section where more than one entry in ten is out of order is
    not sorted, and nothing is reported; up to three entries before a sorted run are pinned, and not out of order.
    Names are advice. Dates are advice in
    short sections and where more than a few are out of order; a date that contradicts the arXiv id is left to
    AX003. More than three are one finding for the file.

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
            before="# Papers\n\n## Soil\n\n"
            + "".join(
                f"- [Soil study of kind {n}](https://soil.example/{n}) (2024-{n:02})\n"
                for n in (12, 6, 11, 10, 9, 8, 7, 5, 4, 3, 2, 1)
            ),
            lines=(6,),
            after="# Papers\n\n## Soil\n\n"
            + "".join(
                f"- [Soil study of kind {n}](https://soil.example/{n}) (2024-{n:02})\n"
                for n in range(12, 0, -1)
            ),
        ),
        Example(
            title="One name out of eleven",
            before="# Tools\n\n## Spades\n\n"
            + "".join(
                f"- [{name}](https://{name.lower()}.example) - Digs.\n"
                for name in (
                    "Acer",
                    "Birch",
                    "Cedar",
                    "Dogwood",
                    "Elm",
                    "Fir",
                    "Yew",
                    "Ginkgo",
                    "Hazel",
                    "Ivy",
                    "Juniper",
                )
            ),
            lines=(11,),
            after="# Tools\n\n## Spades\n\n"
            + "".join(
                f"- [{name}](https://{name.lower()}.example) - Digs.\n"
                for name in (
                    "Acer",
                    "Birch",
                    "Cedar",
                    "Dogwood",
                    "Elm",
                    "Fir",
                    "Ginkgo",
                    "Hazel",
                    "Ivy",
                    "Juniper",
                    "Yew",
                )
            ),
        ),
    )
    valid = (
        # The first two are pinned.
        "# Tools\n\n## Spades\n\n"
        + "".join(
            f"- [{name}](https://{name.lower()}.example) - Digs.\n"
            for name in "Yew Oak Acer Birch Cedar Dogwood Elm Fir Ginkgo Hazel Ivy Juniper".split()
        ),
        # A survey is pinned above the papers by date, newest first.
        "# Papers\n\n## Soil\n\n- [Survey of soils](https://soil.example/survey) (2021-05)\n"
        + "".join(
            f"- [Soil study of kind {n}](https://soil.example/{n}) (2024-{n:02})\n" for n in range(12, 0, -1)
        ),
        # An accent is no letter of its own.
        "# Tools\n\n## Spades\n\n"
        + "".join(
            f"- [{name}](https://spade.example/{n}) - Digs.\n"
            for n, name in enumerate(
                "Acer Birch Cedar Dogwood Eclair Éclat Edge Fir Ginkgo Hazel Ivy Juniper".split()
            )
        ),
        # A Greek letter is sorted like a Latin one, or first.
        "# Tools\n\n## Spades\n\n"
        + "".join(
            f"- [{name}](https://spade.example/{n}) - Digs.\n"
            for n, name in enumerate(
                "µAlder Acer Birch Cedar Dogwood Elm Fir Ginkgo Hazel Ivy Juniper µOak Yew".split()
            )
        ),
        # A citation is no name.
        "# Papers\n\n## Soil\n\n"
        + "".join(
            f"- [{name} et al., 2023, Soil of kind {7 * n % 11}](https://soil.example/{n})\n"
            for n, name in enumerate("Acer Birch Cedar Dogwood Elm Fir Yew Ginkgo Hazel Ivy Juniper".split())
        ),
        # The date contradicts the id; the order does not.
        "# Papers\n\n## Soil\n\n"
        + "".join(
            f"- [Soil study of kind {n}](https://arxiv.org/abs/2401.0123{n}) ({n + 1:02}/2024)\n"
            for n in (0,)
        )
        + "".join(
            f"- [Soil study of kind {n}](https://arxiv.org/abs/24{n:02}.01234) ({n:02}/2024)\n"
            for n in range(2, 7)
        )
        + "- [Soil study of kind 7](https://arxiv.org/abs/2407.01234) (01/2024)\n"
        + "".join(
            f"- [Soil study of kind {n}](https://arxiv.org/abs/24{n:02}.01234) ({n:02}/2024)\n"
            for n in range(8, 13)
        ),
        # In no order at all.
        "# Tools\n\n## Spades\n\n"
        + "".join(
            f"- [{name}](https://{name.lower()}.example) - Digs.\n"
            for name in (
                "Yew",
                "Birch",
                "Ivy",
                "Dogwood",
                "Cedar",
                "Fir",
                "Acer",
                "Ginkgo",
                "Hazel",
                "Elm",
                "Juniper",
            )
        ),
        # Too few to tell.
        "# Tools\n\n## Spades\n\n- [Acer](https://a.example) - Digs.\n- [Cedar](https://c.example) - Digs.\n"
        "- [Birch](https://b.example) - Digs.\n",
        # One date for all says nothing of the order.
        "# Papers\n\n## 2023\n\n"
        + "".join(
            f"- [Soil study number {n}](https://s.example/{n}) (2023)\n"
            for n in (3, 1, 2, 5, 4, 9, 8, 7, 6, 0)
        ),
        # What is below a topic has its own order.
        "# Tools\n\n## Spades\n\n"
        + "".join(
            f"- [{name}](https://{name.lower()}.example) - Digs.\n"
            for name in ("Acer", "Birch", "Cedar", "Dogwood", "Elm")
        )
        + "- Toys\n  - [Yew](https://yew.example) - Digs.\n"
        + "".join(
            f"- [{name}](https://{name.lower()}.example) - Digs.\n"
            for name in ("Fir", "Ginkgo", "Hazel", "Ivy", "Juniper")
        ),
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """Findings section by section; the first order that holds is the section's."""
        above = context.cached(_items_above)
        found = [
            (section, order, finding)
            for section in context.listing.sections
            for run in _runs(section, above)
            for order, finding in self._judge(run, context.text)
        ]
        names = sum(order.by_name for _, order, _ in found)
        for section, order, finding in found:
            message = f"{{count}} entries are out of order; the first: {finding.message}"
            if order.by_name:
                part = "names" if names > ABOVE else f"names in line {section.line}"
                yield replace(finding, habit=Habit(part, 0, message))
            else:
                yield replace(finding, habit=Habit("dates", ABOVE, message))

    def _judge(self, run: list[Entry], text: str) -> Iterator[tuple[Order, Finding]]:
        for order in ORDERS:
            keyed = [(entry, own) for entry in run if (own := order.keys(entry)) is not None]
            if len(keyed) < 0.9 * len(run) or len({own[0] for _, own in keyed}) < LEAST_APART:
                continue
            if order.descending:
                keyed.reverse()
            sorted_parts = _sorted_parts([own for _, own in keyed])
            astray = sorted(set(range(len(keyed))).difference(*sorted_parts))
            places = {len(keyed) - 1 - at if order.descending else at for at in astray}
            if len(astray) <= MOST_PINNED and places == set(range(len(astray))):
                return  # sorted, but for the entries pinned before the sorted run
            if len(astray) > max(1, MOST_ASTRAY * len(keyed)):
                continue
            reading = max(range(len(sorted_parts)), key=lambda at: len(sorted_parts[at]))
            few = len(keyed) >= SURE_ENTRIES and len(astray) <= max(1, SURE_ASTRAY * len(keyed))
            severity = Severity.WARNING if few and not order.by_name else Severity.ADVICE
            kept = [(keyed[at][0], keyed[at][1][reading]) for at in sorted(sorted_parts[reading])]
            for at in astray:
                entry, own = keyed[at]
                neighbour = _neighbour(kept, own[reading], order.descending)
                yield order, self._report(entry, neighbour, run, order.name, severity, text)
            return

    def _report(
        self, entry: Entry, after: Entry | None, run: list[Entry], what: str, severity: Severity, text: str
    ) -> Finding:
        assert entry.title is not None
        place = f"after “{after.title.text}”" if after is not None and after.title else "at the top"
        related = [Related(after.span, "it belongs after this one")] if after is not None else []
        return self.finding(
            entry.title.outer,
            f"“{entry.title.text}” is out of order: this section is sorted {what}; it belongs {place}",
            severity=severity,
            related=related,
            edits=_move(entry, after, run, text),
        )


def _items_above(context: Context) -> dict[int, int]:
    """For each block that is in an item, by its identity, the identity of the innermost such item."""
    found: dict[int, int] = {}
    stack: list[tuple[Sequence[tree.Block | tree.Item], int]] = [(context.listing.tree.children, 0)]
    while stack:
        blocks, item = stack.pop()
        for block in blocks:
            if item:
                found[id(block)] = item
            if isinstance(block, tree.Item):
                stack.append((block.children, id(block)))
            elif isinstance(block, tree.List):
                stack.append((block.items, item))
            elif isinstance(block, tree.Quote):
                stack.append((block.children, item))
    return found


def _runs(section: Section, above: dict[int, int]) -> list[list[Entry]]:
    """The section's entries, those below one item apart from all others, and cut where something other than an
    entry of the same make is between."""
    runs: list[list[Entry]] = []
    latest: dict[int, list[Entry]] = {}
    for entry in section.entries:
        if entry.title is None:
            continue
        item = above.get(id(entry.node), 0)
        run = latest.get(item)
        if run is not None and run[-1].layout == entry.layout and run[-1].kind == entry.kind:
            run.append(entry)
        else:
            latest[item] = [entry]
            runs.append(latest[item])
    return [run for run in runs if len(run) >= LEAST_ENTRIES]


def _sorted_parts(keys: Sequence[Keys]) -> list[set[int]]:
    """For each way to read the keys, the entries that need not move."""
    return [set(longest_sorted([own[reading] for own in keys])) for reading in range(len(keys[0]))]


def _neighbour(kept: Sequence[tuple[Entry, Any]], own: Any, descending: bool) -> Entry | None:
    """The entry after which one with the key `own` belongs, in the order of the text; `kept` rises, against the
    text where `descending` is set. None where it belongs at the top."""
    if descending:
        return next((entry for entry, key in kept if key >= own), None)
    return next((entry for entry, key in reversed(kept) if key <= own), None)


def _day_keys(entry: Entry) -> Keys | None:
    """Year, month and day, where the date has all."""
    months = _month_keys(entry)
    day = entry.date.date.day if entry.date is not None else None
    return ((*months[0], day),) if months is not None and day is not None else None


def _month_keys(entry: Entry) -> Keys | None:
    """Year and month; a year alone sorts nothing, nor does a date that contradicts the arXiv id."""
    if entry.date is None or entry.date.date.month is None:
        return None
    apart = months_apart(entry, entry.arxiv_id) if entry.arxiv_id is not None else None
    if apart is not None and abs(apart) > MOST_APART:
        return None
    return ((entry.date.date.year, entry.date.date.month),)


def _name_keys(entry: Entry) -> Keys | None:
    """The name's letters alone, and the name with its punctuation, without accents: people sort by either. A
    citation (`Ames et al., 2023, …`) is no name, and a letter that is not Latin (`µSpade`) has no sure place."""
    if entry.title is None or "et al" in entry.title.text:
        return None
    letters = title_key(entry.title.text)
    if not letters[:1].isascii():
        return None
    words = " ".join(map(title_key, entry.title.text.replace("-", " ").split()))
    return (letters, words, entry.title.text.casefold()) if letters else None


ORDERS = (
    Order("by date, newest first", _day_keys, descending=True),
    Order("by date, oldest first", _day_keys),
    Order("by date, newest first", _month_keys, descending=True),
    Order("by date, oldest first", _month_keys),
    Order("by name", _name_keys, by_name=True),
)


def _move(entry: Entry, after: Entry | None, run: list[Entry], text: str) -> list[Edit]:
    """Move an entry of one line to the place after another of one line, both directly among their like."""
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
    blank = text[own.end : own.end + 1] == "\n" or text[max(own.start - 2, 0) : own.start] == "\n\n"
    if blank:
        return []
    at = target.end if after is not None else target.start
    if own.start <= at <= own.end:
        return []
    return [Edit(own, ""), Edit(Span(at, at), text[own.start : own.end])]
