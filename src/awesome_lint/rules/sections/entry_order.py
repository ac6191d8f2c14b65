"""SE006: the few entries out of order in a section that is sorted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.entry_keys import compute_entry_keys
from awesome_lint.analysis.ordering import (
    BY_NAME,
    DATES,
    OrderLimits,
    SectionOrder,
    SortOrder,
    find_order,
    work_of_entry,
)
from awesome_lint.bibliography.titles import title_key
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Finding, Habit, Related, Safety, Severity
from awesome_lint.listing.model import Entry, Layout
from awesome_lint.rules.base import Example, Rule
from awesome_lint.source import whole_lines
from awesome_lint.structs import replace

_LEAST_ENTRIES = 10
_LIMITS = OrderLimits(have_keys=0.9, different_keys=5, out_of_order=0.1)
_LIMITS_ADDED = OrderLimits(have_keys=0.75, different_keys=5, out_of_order=0.1)
"""For the older entries of a section to which one is added: some of their dates may contradict the id."""
_SURE_ENTRIES, _SURE_MOVES = 20, 0.03
"""A section this long, with no larger share out of order, is certainly sorted: a warning; else advice."""
_FOLDED_ABOVE = 3
_LINE_ENDS = ("\n", "\r\n")
_BLANK_LINES = ("\n\n", "\n\r\n")


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
    Names are advice. Dates are advice in short sections and where more than a few are out of order; a date that
    contradicts the arXiv id is left to AX003. More than three are one finding for the file. In a review, what is added
    is not pinned, and is compared with the order that the other entries are in (advice).

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
            for run in _comparable_runs(context)
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

    def review_remarks(self, context: Context, added_spans: Collection[Span]) -> Iterator[Finding]:
        """Findings for added entries that are not in the order of the other entries of their section; they do not count
        as pinned."""
        for run in _comparable_runs(context):
            new = [entry for entry in run if entry.span in added_spans]
            older = [entry for entry in run if entry.span not in added_spans]
            found = _find_run_order(older, _LIMITS_ADDED) if new else None
            if found is not None:
                for entry in new:
                    if not found.is_in_place(entry):
                        yield self._order_finding(entry, found, run, Severity.ADVICE, context.text)

    def _check_run(self, run: list[Entry], text: str) -> Iterator[tuple[SortOrder, Finding]]:
        found = _find_run_order(run)
        if found is None or found.is_pinned:
            return
        number = len(found.sorted_entries) + len(found.misplaced_entries)
        certain = number >= _SURE_ENTRIES and len(found.misplaced_entries) <= max(1, _SURE_MOVES * number)
        severity = Severity.WARNING if certain and not found.order.by_name else Severity.ADVICE
        for entry in found.misplaced_entries:
            yield found.order, self._order_finding(entry, found, run, severity, text)

    def _order_finding(
        self, entry: Entry, found: SectionOrder, run: list[Entry], severity: Severity, text: str
    ) -> Finding:
        assert entry.title is not None
        after = found.predecessor_of(work_of_entry(entry))
        place = f"after “{after.title.text}”" if after is not None and after.title else "at the top"
        return self.finding(
            entry.title.outer,
            f"“{entry.title.text}” is out of order: this section is sorted {found.order.name}; move it {place}",
            severity=severity,
            related=[Related(after.span, "it belongs after this one")] if after is not None else [],
            edits=_move_edits(entry, after, run, text),
        )


def _comparable_runs(context: Context) -> list[list[Entry]]:
    """The entries that are compared with each other, in groups: those of one list (see `EntryKeys`), layout and
    kind."""
    runs: dict[object, list[Entry]] = {}
    for keys in context.cached(compute_entry_keys):
        runs.setdefault((keys.list_key, keys.entry.layout, keys.entry.kind), []).append(keys.entry)
    return list(runs.values())


def _find_run_order(run: Sequence[Entry], limits: OrderLimits = _LIMITS) -> SectionOrder | None:
    """The order of at least ten entries; None if they have none."""
    return find_order(run, (*DATES, BY_NAME), limits) if len(run) >= _LEAST_ENTRIES else None


def _move_edits(entry: Entry, after: Entry | None, run: list[Entry], text: str) -> list[Edit]:
    """The edits that move an entry after another one (None: before the first of `run`); none if one of them has several
    lines, or a blank line is next to the entry."""
    others = (entry, after or run[0])
    if any(other.lines[0] != other.lines[1] or other.layout is Layout.NUMBERED for other in others):
        return []
    lines = [whole_lines(text, other.span, with_line_end=True) for other in others]
    for other, (start, end) in zip(others, lines, strict=True):
        if (
            text[end - 1] != "\n"
            or text[start : other.span.start].strip()
            or text[other.span.end : end].strip()
        ):
            return []
    own, target = lines
    is_next_to_blank = text.startswith(_LINE_ENDS, own.end) or text.endswith(_BLANK_LINES, 0, own.start)
    at = target.end if after is not None else target.start
    if is_next_to_blank or own.start <= at <= own.end:
        return []
    return [Edit(own, ""), Edit(Span(at, at), text[own.start : own.end])]
