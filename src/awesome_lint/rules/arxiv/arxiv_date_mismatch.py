"""AX003: the date of an entry against the month that its arXiv id names."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.bibliography import arxiv, badges, dates
from awesome_lint.bibliography.dates import PartialDate
from awesome_lint.listing.model import DateField
from awesome_lint.markdown import tree
from awesome_lint.model import Batch, Edit, Finding, Related, Removal, Safety, Severity, Span
from awesome_lint.records import record
from awesome_lint.rules.arxiv._records import disproved
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.conflicts import conflicts
from awesome_lint.rules.repeats import twins
from awesome_lint.rules.works import Work, works

_FAR = 12
"""Months from which on a date is no slip: it is that of another event, or the id is another paper's."""


@record(frozen=True)
class _Said:
    """A date that an entry names. `preprint` is set where the words beside it say that it is arXiv's date."""

    date: PartialDate
    text: str
    span: Span
    preprint: bool
    in_badge: bool


class ArxivDateMismatch(Rule):
    """A date that the entry's arXiv id contradicts.

    ## What it finds

    An entry whose month or year, or whose badge's (`arXiv-2024.05`), differs from the month that its arXiv id
    names. One month apart is advice: papers of a month's last days carry the next month's id, and a revision
    may be meant. A date that is merely later is judged only where the list's dates are arXiv's: most of them
    agree with their ids, or the entry says `arXiv 2024.05`. A year alone is judged only where it lies before
    the id's; a venue's year may be later.

    ## Why it matters

    The id cannot be older or younger than the paper, so either the date or the link is wrong.

    ## The fix

    Unsafe: the id's month, in the date's own form. None where the id itself is in doubt (AX002, AX004, AX101),
    where the date is one month early, or where more than twelve months lie between.
    """

    code = "AX003"
    name = "arxiv-date-mismatch"
    summary = "The date of an entry against the month of its arXiv id"
    fix = Safety.UNSAFE
    batch = Batch.LINKS
    removes = frozenset({Removal.DATES, Removal.LINKS})
    examples = (
        Example(
            "# List\n\n- [Notes on the Analytical Engine](https://arxiv.org/abs/2405.01234) (Mar. 2024)\n",
            (3,),
            "# List\n\n- [Notes on the Analytical Engine](https://arxiv.org/abs/2405.01234) (May. 2024)\n",
            title="two months before the id",
        ),
        Example(
            "# List\n\n- [On Engines](https://arxiv.org/abs/2305.01234) "
            "![](https://img.shields.io/badge/arXiv-2024.05-red)\n",
            (3,),
            "# List\n\n- [On Engines](https://arxiv.org/abs/2305.01234) "
            "![](https://img.shields.io/badge/arXiv-2023.05-red)\n",
            title="the wrong year on a badge",
        ),
    )
    noop = (
        "# List\n\n- [On Engines](https://arxiv.org/abs/2405.01234) (2025, ICLR)\n",
        "# List\n\n- [On Engines](https://arxiv.org/abs/2405.01234) (2024-05-07)\n- Looms (2019). [Paper](https://arxiv.org/abs/1812.01234)\n",
        "# List\n\n- [On Engines](https://arxiv.org/abs/2406.00123) (2024-05-31)\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a date."""
        doubtful = context.once(conflicts).blamed | disproved(context)
        copies = context.once(twins)
        dated = [
            (work, said)
            for work in context.once(works)
            if work.own is not None and arxiv.problem(work.own, context.settings.today) is None
            for said in _dates(context, work)
        ]
        habits = _habits(dated)
        for work, said in dated:
            if id(work.entry) in copies or id(work.entry) in doubtful:
                continue
            finding = self._judge(context, work, said, habits.get(work.entry.kind, False))
            if finding is not None:
                yield finding

    def _judge(self, context: Context, work: Work, said: _Said, ours: bool) -> Finding | None:
        assert work.own is not None
        submitted = arxiv.submitted(work.own)
        apart = _apart(said.date, submitted)
        if submitted is None or not apart or _agrees_with_another(work, said.date):
            return None
        severity = _severity(said, apart, ours, work)
        if severity is None:
            return None
        month = f"{dates.MONTHS[submitted[1] - 1]} {submitted[0]}"
        distance = "one month" if abs(apart) == 1 else f"{abs(apart)} months"
        side = "before" if apart < 0 else "after"
        message = f"“{said.text}” lies {distance} {side} arXiv {work.own}, which is of {month}"
        if said.date.month is None:
            message = f"“{said.text}” lies before arXiv {work.own}, which is of {month}"
        elif abs(apart) > _FAR:
            message += "; either the date is of something else, or the id is another paper's"
        link = work.ids[work.own][0]
        edits = (
            ()
            if apart == -1 or abs(apart) > _FAR or len(work.ids) > 1 or not (work.full or said.preprint)
            else _rewritten(context, work, said, submitted)
        )
        return self.finding(
            said.span,
            message,
            severity=severity,
            related=[Related(link.node.span, "the arXiv id")],
            edits=edits,
        )


def _dates(context: Context, work: Work) -> list[_Said]:
    """The dates that an entry names itself: beside its title, and on its arXiv badges."""
    found: list[_Said] = []
    date = work.entry.date
    if date is not None:
        found.append(_of_field(context, work, date))
    for link in work.entry.links:
        image = link.badge or (link.node if isinstance(link.node, tree.Image) else None)
        badge = badges.read_badge(image.url) if image is not None and image.mapped else None
        if image is None or badge is None or badge.date is None or "arxiv" not in badge.words.lower():
            continue
        raw = context.text[image.target.start : image.target.end]
        at = raw.find(badge.message)
        if at < 0:
            continue
        inner = dates.find_dates(badge.message)[0]
        start = image.target.start + at + inner.start
        span = Span(start, start + inner.end - inner.start)
        if all(not span.overlaps(other.span) for other in found):
            found.append(_Said(badge.date, badge.message[inner.start : inner.end], span, True, True))
    return found


def _of_field(context: Context, work: Work, date: DateField) -> _Said:
    around = context.text[max(date.outer.start - 12, work.entry.span.start) : date.outer.end].lower()
    venue = work.entry.venue
    preprint = "arxiv" in around or (venue is not None and venue.mention.name.lower() == "arxiv")
    return _Said(date.date, date.text, date.span, preprint, date.in_badge)


def _apart(date: PartialDate, submitted: tuple[int, int] | None) -> int:
    """By how many months the date lies behind the id (negative: before it). For a year alone, the months that
    are left when the year is taken at its best; for a day late in a month, the next month is as good."""
    if submitted is None:
        return 0
    if date.month is None:
        first, last = date.year * 12 + 1, date.year * 12 + 12
        month = submitted[0] * 12 + submitted[1]
        return 0 if first <= month <= last else first - month if first > month else last - month
    apart = (date.year - submitted[0]) * 12 + date.month - submitted[1]
    return 0 if apart == -1 and date.day is not None and date.day >= 24 else apart


def _severity(said: _Said, apart: int, ours: bool, work: Work) -> Severity | None:
    """How much a distance weighs; None where nothing is to be said."""
    if said.date.month is None:
        printed = work.entry.venue is not None and not said.preprint
        if apart >= -1 or printed:
            return None
        return Severity.WARNING if said.preprint and apart < -1 else Severity.ADVICE
    if abs(apart) == 1:
        return Severity.ADVICE
    if not work.full and not said.preprint:
        # A model's date is that of its release, which need not be its paper's.
        return Severity.ADVICE if ours or apart < 0 else None
    if apart < 0 or said.preprint:
        return Severity.WARNING
    if not ours:
        return None
    printed = work.entry.venue is not None
    return Severity.ADVICE if printed else Severity.WARNING


def _habits(dated: list[tuple[Work, _Said]]) -> dict[str, bool]:
    """For each kind of entry, whether its dates are arXiv's: three in five agree with their ids."""
    agree: dict[str, list[int]] = {}
    for work, said in dated:
        if said.date.month is not None and work.own is not None:
            apart = _apart(said.date, arxiv.submitted(work.own))
            counts = agree.setdefault(work.entry.kind, [0, 0])
            counts[0] += abs(apart) <= 1
            counts[1] += 1
    return {kind: 5 * good >= 3 * total for kind, (good, total) in agree.items()}


def _agrees_with_another(work: Work, date: PartialDate) -> bool:
    """Whether the date is that of another id of the entry: then the links are at odds, not the date."""
    return any(
        ident != work.own and abs(_apart(date, submitted)) <= 1
        for ident in work.ids
        if (submitted := arxiv.submitted(ident)) is not None
    )


def _rewritten(context: Context, work: Work, said: _Said, submitted: tuple[int, int]) -> tuple[Edit, ...]:
    """The date with the id's month, in its own form; nothing where a day would have to be guessed."""
    if said.date.day is not None or not said.date.form:
        return ()
    style = context.house.of(work.entry.kind)
    house = style.part("date").value if style is not None else None
    form = said.date.form
    if isinstance(house, str) and house != form and house in dates.forms(said.text):
        form = house
    try:
        if dates.write_date(said.date, form) != said.text:
            return ()
        month = submitted[1] if said.date.month is not None else None
        written = dates.write_date(PartialDate(submitted[0], month, None, form), form)
    except ValueError:
        return ()
    return (Edit(said.span, written),)
