"""AX003: the date of an entry against the month that its arXiv id names."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.duplicates import duplicates
from awesome_lint.analysis.entry_keys import Work, works
from awesome_lint.analysis.id_conflicts import conflicts
from awesome_lint.bibliography import arxiv, badges, dates
from awesome_lint.bibliography.dates import PartialDate
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Batch, Finding, Habit, Related, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import DateField, Entry, Layout, Section
from awesome_lint.markdown import tree
from awesome_lint.rules.arxiv._records import disproved
from awesome_lint.rules.base import Example, Rule
from awesome_lint.structs import record

_FAR = 12
"""Months above which a date is no slip: it is that of another event, or the id is another paper's."""
_HELD = 3
"""Months that arXiv may hold a paper: it then carries its submission day, and a later id."""
_ONE_MONTH = Habit("one month", 5, "{count} dates are one month before or after the month of their arXiv ids")
_VENUE_BEFORE = lazy(
    r"(?P<name>[A-Z][\w&/-]*)(?:[ '’]{0,2}(?:19|20)?\d\d)?[*_`~)\]]{0,4}[\s,;:|(\[*_–—-]{0,6}$"
)
"""A capitalised word right before a date, with a year of its own or without."""
_PUBLICATION_BEFORE = lazy(r"(?i)\b(?:blog|tech(?:nical)?\.? report)[*_`~)\]|\s,;:(\[–—-]*$")
"""A blog or a report in the place of a venue, right before a date."""
_NO_VENUE = frozenset(
    "arxiv corr preprint date dates published submitted released posted updated accepted year month time on in from "
    "since paper papers pdf version new".split()
)


@record(frozen=True)
class _Said:
    """A date that an entry names. `preprint` is set where the words beside it say that it is arXiv's date,
    `of_venue` where a venue's name is right before it, `published` where a blog or report does."""

    date: PartialDate
    text: str
    span: Span
    preprint: bool
    of_venue: bool = False
    published: bool = False


class ArxivDateMismatch(Rule):
    """A date that the entry's arXiv id contradicts.

    ## What it does

    An entry whose month or year, or whose badge's (`arXiv-2024.05`), differs from the month that its arXiv id
    names by two months or more. One month apart is advice, once for the file from six entries on: papers of a
    month's last days carry the next month's id, and a revision may be meant. A date with a day may lie before the
    id: arXiv holds some papers for weeks, so one month is accepted, and up to three are advice. A date that is
    merely later is judged only where the list's dates are arXiv's: most of them agree with their ids, or the entry
    says `arXiv 2024.05`. A later date right after a venue's name (`CoRL, Nov. 2024`) is the venue's, any date right
    after `Blog` or `Tech report` is that publication's, and a later date beside a link to `v2` or above may be the
    revision's. A year alone is judged only where it lies before the id's.

    ## Why it matters

    The id cannot be older or younger than the paper, so either the date or the link is wrong.

    ## Fix

    Unsafe: the id's month, in the date's own form. None where the id itself is in doubt (AX002, AX004, AX101, an id
    in the text that the link does not lead to), where the entry has a venue, where the date has a day or is one
    month early, or where more than twelve months lie between.
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
    valid = (
        "# List\n\n- [On Engines](https://arxiv.org/abs/2405.01234) (2025, ICLR)\n",
        "# List\n\n- [On Engines](https://arxiv.org/abs/2405.01234) (2024-05-07)\n- Looms (2019). [Paper](https://arxiv.org/abs/1812.01234)\n",
        "# List\n\n- [On Engines](https://arxiv.org/abs/2406.00123) (2024-05-31)\n",
        # arXiv held the paper: the day is that of its submission.
        "# List\n\n- [2023/07/22] **On Engines That Weave Cloth** [[paper](https://arxiv.org/abs/2308.01235)]\n",
        # The month of a conference or a journal.
        "# List\n\n- **On Engines That Weave Cloth**, Humanoids, Nov. 2024. [[paper](https://arxiv.org/abs/2405.01234)]\n"
        "- **Looms That Learn to Knot**, *CoRL*, Nov 2024. [[paper](https://arxiv.org/abs/2406.01235)]\n"
        "- **Cards for Looms of Every Kind** (Journal of Looms 12, Aug 2024) [[paper](https://arxiv.org/abs/2405.01236)]\n"
        "- **Silk by Machines That Learn** (arXiv May 2024) [[paper](https://arxiv.org/abs/2405.01237)]\n",
        # The date of a revision, and those of a blog and of a report.
        "# List\n\n- [On Engines](https://arxiv.org/abs/2405.01233) (May 2024)\n"
        "- [Notes on Looms](https://arxiv.org/abs/2402.01235) (Feb 2024)\n"
        "- [Notes on Cards](https://arxiv.org/abs/2403.01235) (Mar 2024)\n"
        "- [Notes on Silk](https://arxiv.org/abs/2401.01235) (Jan 2024)\n"
        "- [Notes on Wool](https://arxiv.org/abs/2312.01235) (Dec 2023)\n"
        "- [Notes on the Analytical Engine](https://arxiv.org/abs/2405.01234v3) (Sep 2024)\n"
        "- **Cards for Looms of Every Kind**, Loomworks Blog, Feb 2024. [[paper](https://arxiv.org/abs/2405.01236)]\n"
        "- **Silk by Machines That Learn** (Tech report, Jan 2024) [[paper](https://arxiv.org/abs/2405.01237)]\n",
        # The text names another id than the link: that is AX004's to report, and the date may well be right.
        "# List\n\n- [Layered Learning of Waves](https://arxiv.org/abs/2102.01009), Ann Jones, arXiv:2008.09001, 2020.\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a date."""
        doubtful = context.cached(conflicts).blamed | disproved(context)
        shared = {id(conflict.right.entry) for conflict in context.cached(conflicts).found}
        copies = context.cached(duplicates)
        dated = [
            (work, said)
            for work in context.cached(works)
            if work.own is not None and arxiv.problem(work.own, context.settings.today) is None
            for said in _dates(context, work)
        ]
        habits = _habits(dated)
        for work, said in dated:
            if id(work.entry) in copies or id(work.entry) in doubtful:
                continue
            finding = self._judge(
                context, work, said, habits.get(work.entry.kind, False), id(work.entry) in shared
            )
            if finding is not None:
                yield finding

    def _judge(self, context: Context, work: Work, said: _Said, ours: bool, shared: bool) -> Finding | None:
        assert work.own is not None
        submitted = arxiv.submitted(work.own)
        apart = _apart(said.date, submitted)
        if submitted is None or not apart or _agrees_with_another(work, said.date):
            return None
        severity = _severity(said, apart, ours, work)
        if severity is None:
            return None
        of_section = _is_of_section(work.entry, said.date)
        if of_section:
            severity = Severity.ADVICE
        month = f"{dates.MONTHS[submitted[1] - 1]} {submitted[0]}"
        message = f"Date “{said.text}” does not match arXiv {work.own} (submitted {month})"
        if abs(apart) == _FAR and said.date.month is not None:
            message += "; only the year differs"
        elif abs(apart) > _FAR:
            message += "; the date is of another event, or the id is another paper's"
        sure = not shared and len(work.ids) == 1 and not _printed(work) and (work.full or said.preprint)
        fixable = sure and not of_section and apart != -1 and abs(apart) <= _FAR
        one_month = abs(apart) == 1 and said.date.month is not None
        return self.finding(
            said.span,
            message,
            severity=severity,
            related=[Related(work.ids[work.own][0].node.span, "the arXiv id")],
            edits=_rewritten(context, work, said, submitted) if fixable else (),
            habit=_ONE_MONTH if one_month else None,
        )


def _is_of_section(entry: Entry, date: PartialDate) -> bool:
    """Whether the entry is under its date's own month: the list sorts by the month in which it adds papers."""
    section: Section | None = entry.section
    while section is not None:
        for found in dates.find_dates(section.title):
            if date.month is not None and (found.date.year, found.date.month) == (date.year, date.month):
                return True
        section = section.parent
    return False


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
            found.append(_Said(badge.date, badge.message[inner.start : inner.end], span, True))
    return found


def _of_field(context: Context, work: Work, date: DateField) -> _Said:
    around = context.text[max(date.outer.start - 12, work.entry.span.start) : date.outer.end].lower()
    venue = work.entry.venue
    preprint = "arxiv" in around or (venue is not None and venue.mention.name.lower() == "arxiv")
    of_venue = not date.in_badge and not preprint and _follows_venue(context, work.entry, date)
    published = _PUBLICATION_BEFORE.search(_before(context, work.entry, date)) is not None
    return _Said(date.date, date.text, date.span, preprint, of_venue, published)


def _follows_venue(context: Context, entry: Entry, date: DateField) -> bool:
    """Whether a capitalised word, as venues have, is right before the date, in the same sentence or brackets."""
    before = _before(context, entry, date)
    match = _VENUE_BEFORE.search(before.rpartition("|")[2] if entry.layout is Layout.TABLE else before)
    if match is None:
        return False
    name = match["name"].lower()
    return name not in _NO_VENUE and dates.month_number(name) is None


def _before(context: Context, entry: Entry, date: DateField) -> str:
    """The entry's text before the date, from the end of the title, the authors or a link."""
    parts = [entry.title.outer] if entry.title is not None else []
    parts += [link.outer for link in entry.links]
    parts += [entry.authors.span] if entry.authors is not None else []
    start = max([entry.span.start, *(part.end for part in parts if part.end <= date.span.start)])
    return context.text[start : date.span.start]


def _apart(date: PartialDate, submitted: tuple[int, int] | None) -> int:
    """The months from the id's month to the date (negative: the date is before it). For a year alone, the months
    that are left when the year is taken at its best; a day in the month before is as good as the id's month."""
    if submitted is None:
        return 0
    if date.month is None:
        first, last = date.year * 12 + 1, date.year * 12 + 12
        month = submitted[0] * 12 + submitted[1]
        return 0 if first <= month <= last else first - month if first > month else last - month
    apart = (date.year - submitted[0]) * 12 + date.month - submitted[1]
    return 0 if apart == -1 and date.day is not None else apart


def _severity(said: _Said, apart: int, ours: bool, work: Work) -> Severity | None:
    """How much a distance weighs; None where nothing is to be said."""
    if said.published or (apart > 0 and _is_revision(work)):
        return None
    if said.of_venue and (apart > 0 or _printed(work)):
        return None
    if said.date.month is None:
        if apart >= -1 or (_printed(work) and not said.preprint):
            return None
        return Severity.WARNING if said.preprint else Severity.ADVICE
    if abs(apart) == 1 or (said.date.day is not None and -_HELD <= apart < 0):
        return Severity.ADVICE
    if not work.full and not said.preprint:
        # A model's date is that of its release, which need not be its paper's.
        return Severity.ADVICE if ours or apart < 0 else None
    if apart < 0 or said.preprint:
        return Severity.WARNING
    if not ours:
        return None
    return Severity.ADVICE if _printed(work) else Severity.WARNING


def _is_revision(work: Work) -> bool:
    """Whether a link of the entry's own id pins a version after the first."""
    links = work.ids[work.own] if work.own is not None else []
    papers = [arxiv.link_in(link.url) for link in links]
    return any(paper is not None and (paper.version or 1) > 1 for paper in papers)


def _printed(work: Work) -> bool:
    """Whether the entry names a venue, which has a date of its own."""
    venue = work.entry.venue
    return venue is not None and not venue.mention.is_preprint


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
    style = context.list_style.of(work.entry.kind)
    list_style = style.part("date").value if style is not None else None
    form = said.date.form
    if isinstance(list_style, str) and list_style != form and list_style in dates.forms(said.text):
        form = list_style
    try:
        if dates.write_date(said.date, form) != said.text:
            return ()
        month = submitted[1] if said.date.month is not None else None
        written = dates.write_date(PartialDate(submitted[0], month, None, form), form)
    except ValueError:
        return ()
    return (Edit(said.span, written),)
