"""SE006: the few entries out of order in a section that is sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from awesome_lint.listing.model import Entry, Layout, Section
from awesome_lint.markdown import tree
from awesome_lint.model import Edit, Finding, Related, Safety, Severity, Span
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.ordering import longest_sorted

LEAST_ENTRIES = 10
MOST_ASTRAY = 0.1
"""A section is sorted when no more than this share of its entries stand astray."""

LEAST_APART = 5
"""So many different dates or names must be there before their order means anything."""
SURE_ENTRIES = 20
SURE_ASTRAY = 0.03
"""In a section this long, with no larger share astray, the order is surely meant: a warning; else advice."""

Keys = tuple[Any, ...]


class EntryOrder(Rule):
    """Entry out of order in a sorted section.

    ## What it finds
    In a section of ten entries or more that is sorted, by date (either way) or by name, the few entries that
    are not: the fewest whose move would sort it. A section where more than one entry in ten stands astray is
    not sorted, and nothing is said; in short sections, and where more than a few are astray, it is advice.

    ## Why it matters
    In a sorted list people look where a thing should be; a new entry put at the end is overlooked, and then
    added again.

    ## The fix
    Unsafe: the entry moves to its place, where the entries are single lines next to each other.
    """

    code = "SE006"
    name = "entry-order"
    summary = "entry out of order in a section that is sorted"
    fix = Safety.UNSAFE
    examples = (
        Example(
            title="One name out of eleven",
            bad="# Tools\n\n## Spades\n\n"
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
            mended="# Tools\n\n## Spades\n\n"
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
    noop = (
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
        # What stands below a topic has its own order.
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
        above = context.once(_items_above)
        for section in context.listing.sections:
            for run in _runs(section, above):
                yield from self._judge(run, context.text)

    def _judge(self, run: list[Entry], text: str) -> Iterator[Finding]:
        for what, keys_of, flip in ORDERS:
            keys = [keys_of(entry) for entry in run]
            keyed = [(entry, own) for entry, own in zip(run, keys, strict=True) if own is not None]
            if len(keyed) < 0.9 * len(run) or len({own[0] for _, own in keyed}) < LEAST_APART:
                continue
            if flip:
                keyed.reverse()
            astray = _astray([own for _, own in keyed])
            if len(astray) > max(1, MOST_ASTRAY * len(keyed)):
                continue
            few = len(keyed) >= SURE_ENTRIES and len(astray) <= max(1, SURE_ASTRAY * len(keyed))
            for index in astray:
                neighbour = _neighbour(keyed, set(astray), index, flip)
                severity = Severity.WARNING if few else Severity.ADVICE
                yield self._report(keyed[index][0], neighbour, run, what, severity, text)
            return

    def _report(
        self, entry: Entry, after: Entry | None, run: list[Entry], what: str, severity: Severity, text: str
    ) -> Finding:
        assert entry.title is not None
        place = f"behind “{after.title.text}”" if after is not None and after.title else "at the top"
        related = [Related(after.span, "it belongs behind this one")] if after is not None else []
        return self.finding(
            entry.title.outer,
            f"“{entry.title.text}” is out of order: this section is sorted {what}, and it belongs {place}",
            severity=severity,
            related=related,
            edits=_move(entry, after, run, text),
        )


def _items_above(context: Context) -> dict[int, int]:
    """For each block that stands in an item, by its identity, the identity of the innermost such item."""
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
    entry of the same make stands between."""
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


def _astray(keys: Sequence[Keys]) -> list[int]:
    """The entries that have to move under every reading of their names."""
    astray = set(range(len(keys)))
    for reading in range(len(keys[0])):
        astray -= set(longest_sorted([own[reading] for own in keys]))
    return sorted(astray)


def _neighbour(keyed: Sequence[tuple[Entry, Keys]], astray: set[int], index: int, flip: bool) -> Entry | None:
    """The entry that the one at `index` belongs behind, in the order of the text; `keyed` runs upwards, against
    the text where `flip` is set. None where it belongs at the top."""
    own = keyed[index][1][0]
    kept = [place for place in range(len(keyed)) if place not in astray]
    if flip:
        later = (place for place in kept if keyed[place][1][0] >= own)
        return next((keyed[place][0] for place in later), None)
    earlier = [place for place in kept if keyed[place][1][0] <= own]
    return keyed[earlier[-1]][0] if earlier else None


def _date_keys(entry: Entry) -> Keys | None:
    """Year and month; a year alone sorts nothing."""
    if entry.date is None or entry.date.date.month is None:
        return None
    return ((entry.date.date.year, entry.date.date.month),)


def _name_keys(entry: Entry) -> Keys | None:
    """The name's letters alone, and the name as it stands: people sort by either."""
    if entry.title is None:
        return None
    name = entry.title.text.casefold()
    letters = "".join(filter(str.isalnum, name))
    return (letters, name) if letters else None


ORDERS: Sequence[tuple[str, Callable[[Entry], Keys | None], bool]] = (
    ("by date, newest first", _date_keys, True),
    ("by date, oldest first", _date_keys, False),
    ("by name", _name_keys, False),
)


def _move(entry: Entry, after: Entry | None, run: list[Entry], text: str) -> list[Edit]:
    """Move an entry of one line behind another of one line, both directly among their like."""
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
