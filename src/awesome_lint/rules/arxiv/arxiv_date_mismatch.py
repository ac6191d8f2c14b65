"""AX003: the date of an entry against the month that its arXiv id names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Set

from awesome_lint.analysis.arxiv_links import linked_versions
from awesome_lint.analysis.context import Context
from awesome_lint.analysis.duplicates import identical_copy_spans
from awesome_lint.analysis.entry_keys import EntryKeys, compute_entry_keys
from awesome_lint.analysis.id_conflicts import find_id_conflicts
from awesome_lint.bibliography import arxiv, dates
from awesome_lint.bibliography.dates import PartialDate
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Batch, Finding, Habit, Related, Removal, Safety, Severity
from awesome_lint.listing.model import Entry
from awesome_lint.rules.arxiv._answers import entries_with_wrong_id
from awesome_lint.rules.arxiv._stated_dates import StatedDate, find_stated_dates
from awesome_lint.rules.base import Example, Rule

_YEAR = 12
"""Months. A date farther from its id is no slip: it is that of another event, or the id is another paper's."""
_HELD = 3
"""Months that arXiv may hold a paper: it then has its submission day, and a later id."""
_LEAST_DATES = 10
"""Dates of preprints from which on they show whether the list dates papers by their submission."""
_LATE_UPLOAD = 12
"""Months after a venue's year in which many of its papers come to arXiv."""
_LATE_UPLOAD_OF_ADDED = 7
"""Those months for an entry that a review checks."""
_FIRST_YEAR = 2005
"""The year from which on most papers come to arXiv before their venue. Older ones were scanned much later."""
_LATER_SHOWN = 3
"""Dates of possible revisions that are reported one by one."""
_ONE_MONTH = Habit("one month", 5, "{count} dates are one month before or after the month of their arXiv ids")
_REVISED = Habit(
    "revised",
    _LATER_SHOWN,
    "{count} dates are later than the months of their arXiv ids; they may be those of revisions",
)


class ArxivDateMismatch(Rule):
    """A date that the entry's arXiv id contradicts.

    ## What it does

    An entry whose month or year, or whose badge's (`arXiv-2024.05`), differs from the month that its arXiv id
    names by two months or more. One month apart is advice, once for the file from six entries on: papers of a
    month's last days carry the next month's id, and a revision may be meant. A date with a day may lie before the
    id: arXiv holds some papers for weeks, so one month is accepted, and up to three are advice.
    The date of a workshop before the id is advice: its papers often come to arXiv after it.

    A later date may be that of a revision: it is advice where most dates of the list agree with their ids, or where
    the entry says `arXiv 2024.05`, and else not reported. It is a warning only for a paper without a venue, where it
    is the same month of the next year, or where at least ten such papers are dated and nine in ten have the very month
    of their ids; for a date more than a year later, it is enough that nine in ten are at most one month away. A later
    date right after a venue's name (`CoRL, Nov. 2024`) is the venue's, any date right after `Blog` or `Tech report` is
    that publication's, and a later date in an entry that links `v2` or above is the revision's. A year alone is judged
    only where it lies before the id's.

    A venue whose year ended more than twelve months before the month of the id is advice (seven months for an entry
    that a review checks): one of the two is wrong, or the paper came to arXiv late. Venues before 2005 are not judged,
    since their papers were scanned later.

    ## Why it matters

    The id cannot be older or younger than the paper, so either the date or the link is wrong.

    ## Fix

    Unsafe: the id's month, in the date's own form. None where the id itself is in doubt (AX002, AX004, AX101, an id
    in the text that the link does not lead to), where the date may be a revision's, where the entry has a venue, where
    the date has a day or is one month early, or where more than twelve months lie between.
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
            "# List\n\n- **Looms That Learn to Knot**, A. Jones, "
            "[arXiv:2306.01235](https://arxiv.org/abs/2306.01235) (Jun. 2022)\n"
            "- A. Jones, [Looms That Learn to Sing](https://arxiv.org/abs/2305.01236), May 2022.\n",
            (3, 4),
            "# List\n\n- **Looms That Learn to Knot**, A. Jones, "
            "[arXiv:2306.01235](https://arxiv.org/abs/2306.01235) (Jun. 2023)\n"
            "- A. Jones, [Looms That Learn to Sing](https://arxiv.org/abs/2305.01236), May 2023.\n",
            title="the id as the text of the link, and the author before the title",
        ),
        Example(
            "# List\n\n- [On Engines](https://arxiv.org/abs/2305.01234) "
            "![](https://img.shields.io/badge/arXiv-2022.05-red)\n",
            (3,),
            "# List\n\n- [On Engines](https://arxiv.org/abs/2305.01234) "
            "![](https://img.shields.io/badge/arXiv-2023.05-red)\n",
            title="the wrong year on a badge",
        ),
        Example(
            "# List\n\n| Date | Title | Venue | Paper |\n| --- | --- | --- | --- |\n"
            "| 2017/12 | On Engines That Weave Cloth | NeurIPS Workshop | [arXiv](https://arxiv.org/abs/1802.08645) |\n",
            (5,),
            title="the month of a workshop, before the paper came to arXiv (advice)",
        ),
        Example(
            "# List\n\n- **On Engines** (arXiv 2025.06) [[paper](https://arxiv.org/abs/2410.01234)]\n"
            "- **Looms That Learn to Knot** (arXiv 2024.11) [[paper](https://arxiv.org/abs/2411.01235)]\n",
            (3,),
            title="a later month, perhaps that of a revision (advice)",
        ),
        Example(
            "# List\n\n- **On Engines**, KDD 2014 [[paper](https://arxiv.org/abs/2003.01234)]\n",
            (3,),
            title="a venue years before the id (advice)",
        ),
    )
    valid = (
        "# List\n\n- [On Engines](https://arxiv.org/abs/2405.01234) (2025, ICLR)\n",
        # A paper that came to arXiv in the year after its venue, and one that was scanned.
        "# List\n\n- **On Engines**, KDD 2019 [[paper](https://arxiv.org/abs/2012.01234)]\n"
        "- **On Looms**, UAI 1995 [[paper](https://arxiv.org/abs/1302.01234)]\n",
        "# List\n\n- [On Engines](https://arxiv.org/abs/2405.01234) (2024-05-07)\n- Looms (2019). [Paper](https://arxiv.org/abs/1812.01234)\n",
        "# List\n\n- [On Engines](https://arxiv.org/abs/2406.00123) (2024-05-31)\n",
        # arXiv held the paper: the day is that of its submission.
        "# List\n\n- [2023/07/22] **On Engines That Weave Cloth** [[paper](https://arxiv.org/abs/2308.01235)]\n",
        # The month of a conference or a journal.
        "# List\n\n- **On Engines That Weave Cloth**, Humanoids, Nov. 2024. [[paper](https://arxiv.org/abs/2405.01234)]\n"
        "- **Looms That Learn to Knot**, *CoRL*, Nov 2024. [[paper](https://arxiv.org/abs/2406.01235)]\n"
        "- **Cards for Looms of Every Kind** (Journal of Looms 12, Aug 2024) [[paper](https://arxiv.org/abs/2405.01236)]\n"
        "- **Silk by Machines That Learn** (arXiv May 2024) [[paper](https://arxiv.org/abs/2405.01237)]\n",
        # The date of a revision, and that of a blog.
        "# List\n\n- [On Engines](https://arxiv.org/abs/2405.01233) (May 2024)\n"
        "- [Notes on Looms](https://arxiv.org/abs/2402.01235) (Feb 2024)\n"
        "- [Notes on Cards](https://arxiv.org/abs/2403.01235) (Mar 2024)\n"
        "- [Notes on Silk](https://arxiv.org/abs/2401.01235) (Jan 2024)\n"
        "- [Notes on Wool](https://arxiv.org/abs/2312.01235) (Dec 2023)\n"
        "- [Notes on the Analytical Engine](https://arxiv.org/abs/2405.01234v3) (Sep 2024)\n"
        "- **Cards for Looms of Every Kind**, Loomworks Blog, Feb 2024. [[paper](https://arxiv.org/abs/2405.01236)]\n",
        # The text names another id than the link: that is AX004's to report, and the date may well be right.
        "# List\n\n- [Layered Learning of Waves](https://arxiv.org/abs/2102.01009), Ann Jones, arXiv:2008.09001, 2020.\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a date, and one for each venue before the id of an entry whose dates have none."""
        known = context.cached(find_id_conflicts)
        unjudged = set(_entries_with_doubtful_id(context))
        dated = [
            (keys, stated)
            for keys in _entries_with_valid_id(context)
            for stated in find_stated_dates(context, keys)
        ]
        habits = _DateMatchCounts(dated)
        shared = {number for number, _ in known.different_papers}
        for keys, stated in dated:
            if keys.entry.span not in unjudged:
                finding = self._check_date(context, keys, stated, habits, keys.number in shared)
                if finding is not None:
                    unjudged.add(keys.entry.span)
                    yield finding
        yield from self._check_venues(context, unjudged, _LATE_UPLOAD)

    def review_remarks(self, context: Context, added_spans: Collection[Span]) -> Iterator[Finding]:
        """Findings for the venues of added entries that are before their ids."""
        findings = list(self._check_venues(context, frozenset(), _LATE_UPLOAD_OF_ADDED))
        added = [one for one in findings if any(span.covers(one.span) for span in added_spans)]
        doubtful = _entries_with_doubtful_id(context) if added else ()
        yield from (one for one in added if not any(span.covers(one.span) for span in doubtful))

    def _check_venues(self, context: Context, unjudged: Set[Span], most: int) -> Iterator[Finding]:
        """Advice for each venue whose year ended more than `most` months before the month of the entry's id."""
        for keys in _entries_with_valid_id(context):
            venue = keys.published_venue
            if venue is None or (venue.year or 0) < _FIRST_YEAR or keys.entry.span in unjudged:
                continue
            assert keys.arxiv_id is not None
            assert keys.entry.venue is not None
            before = arxiv.months_after_submission(keys.arxiv_id, venue.year or 0, 12) or 0
            if before < -most:
                message = (
                    f"{venue.name} {venue.year} was before arXiv {keys.arxiv_id} was submitted "
                    f"({_submission_month(keys.arxiv_id)}): check the year and the id"
                )
                span = keys.entry.venue.span
                yield self.finding(span, message, severity=Severity.ADVICE, related=[_related_id(keys)])

    def _check_date(
        self,
        context: Context,
        keys: EntryKeys,
        stated: StatedDate,
        match_counts: _DateMatchCounts,
        has_shared_id: bool,
    ) -> Finding | None:
        assert keys.arxiv_id is not None
        submitted = arxiv.submission_month(keys.arxiv_id)
        months = _months_after_submission(stated.date, keys.arxiv_id)
        if submitted is None or not months:
            return None
        severity = _mismatch_severity(keys, stated, months, match_counts)
        if severity is None:
            return None
        of_section = _matches_section_date(keys.entry, stated.date)
        if of_section:
            severity = Severity.ADVICE
        month = _submission_month(keys.arxiv_id)
        message = f"Date “{stated.text}” does not match arXiv {keys.arxiv_id} (submitted {month})"
        revised = months > 1 and severity is Severity.ADVICE and not of_section
        if abs(months) == _YEAR and stated.date.month is not None:
            message += "; only the year differs"
        elif abs(months) > _YEAR:
            message += "; the date is of another event, or the id is another paper's"
        elif revised:
            message += "; it may be the date of a revision"
        one_month = abs(months) == 1 and stated.date.month is not None
        fixable = (
            not (has_shared_id or keys.published_venue or of_section or revised)
            and (keys.has_full_title or stated.is_arxivs)
            and months != -1
            and abs(months) <= _YEAR
        )
        return self.finding(
            stated.span,
            message,
            severity=severity,
            related=[_related_id(keys)],
            edits=_date_correction(context, keys, stated, submitted) if fixable else (),
            habit=_REVISED if revised else _ONE_MONTH if one_month else None,
        )


def _entries_with_valid_id(context: Context) -> Iterator[EntryKeys]:
    """The entries with an arXiv id that may exist."""
    for keys in context.cached(compute_entry_keys):
        if keys.arxiv_id is not None and arxiv.id_problem(keys.arxiv_id, context.settings.today) is None:
            yield keys


def _entries_with_doubtful_id(context: Context) -> Set[Span]:
    """The spans of the entries whose id may be another paper's, and of copies, which are not judged."""
    doubtful = context.cached(find_id_conflicts).doubtful_entries
    return doubtful | entries_with_wrong_id(context) | context.cached(identical_copy_spans)


def _submission_month(arxiv_id: str) -> str:
    """The month in an arXiv id in words (`March 2020`)."""
    submitted = arxiv.submission_month(arxiv_id)
    return f"{dates.MONTHS[submitted[1] - 1]} {submitted[0]}" if submitted is not None else ""


def _related_id(keys: EntryKeys) -> Related:
    """The place of the link with the entry's arXiv id."""
    assert keys.arxiv_id is not None
    return Related(keys.arxiv_links[keys.arxiv_id][0].node.span, "the arXiv id")


def _mismatch_severity(
    keys: EntryKeys, stated: StatedDate, months: int, match_counts: _DateMatchCounts
) -> Severity | None:
    """The severity of a date that is this many months after the month of the id (negative: before it); None if it may
    be right."""
    venue = keys.published_venue is not None
    if stated.of_report or (months > 0 and _pins_later_version(keys)):
        return None
    if stated.of_venue and (months > 0 or venue):
        return None
    if stated.date.month is None:
        if months >= -1 or (venue and not stated.is_arxivs):
            return None
        return Severity.WARNING if stated.is_arxivs else Severity.ADVICE
    if abs(months) == 1 or (stated.date.day is not None and -_HELD <= months < 0):
        return Severity.ADVICE
    if months < 0:
        # A paper of a workshop is often put on arXiv after it.
        of_workshop = keys.published_venue is not None and keys.published_venue.track == "Workshop"
        certain = keys.has_full_title and (not of_workshop or months == -_YEAR)
    elif stated.is_arxivs or match_counts.are_arxiv_dates(keys.entry.kind):
        # The same month of the next year is a slip of the year; a revision has any month.
        within = 1 if months > _YEAR else 0
        by_submission = months == _YEAR or match_counts.are_submission_dates(keys.entry.kind, within)
        certain = keys.has_full_title and not venue and by_submission
    else:
        return None
    return Severity.WARNING if certain else Severity.ADVICE


class _DateMatchCounts:
    """How often the dates of each kind of entry match their arXiv ids or differ by one month."""

    def __init__(self, dated: list[tuple[EntryKeys, StatedDate]]) -> None:
        self._counts: Counter[tuple[str, bool, int]] = Counter()
        for keys, stated in dated:
            if stated.date.month is not None and keys.arxiv_id is not None:
                months = abs(_months_after_submission(stated.date, keys.arxiv_id))
                has_venue = keys.published_venue is not None
                self._counts[keys.entry.kind, has_venue, min(months, 2)] += 1

    def are_arxiv_dates(self, kind: str) -> bool:
        """Whether the dates of this kind of entry are those of arXiv: at least three in five match their ids, or differ
        by one month."""
        agree, near, far = (self._counts[kind, True, at] + self._counts[kind, False, at] for at in range(3))
        return 2 * (agree + near) >= 3 * far

    def are_submission_dates(self, kind: str, within: int) -> bool:
        """Whether this kind of entry gives the submission dates of preprints, not those of their last revision: at
        least ten have a month, and nine in ten of these are within this number of months (0 or 1) of that of the id."""
        counts = [self._counts[kind, False, at] for at in range(3)]
        return sum(counts) >= _LEAST_DATES and 10 * sum(counts[: within + 1]) >= 9 * sum(counts)


def _matches_section_date(entry: Entry, date: PartialDate) -> bool:
    """Whether the date is in the month that the entry's section names: some lists sort papers by the month in which
    they were added."""
    return date.month is not None and any(
        (heading.date.year, heading.date.month) == (date.year, date.month)
        for title in entry.section.path
        for heading in dates.find_dates(title)
    )


def _months_after_submission(date: PartialDate, ident: str) -> int:
    """The number of months from the id's month to the date (negative: the date is before it; 0 if the id is malformed).
    For a year alone it is the smallest possible number."""
    first, last = (
        arxiv.months_after_submission(ident, date.year, date.month or month) or 0 for month in (1, 12)
    )
    if date.month is None:
        return first if first > 0 else min(last, 0)
    return 0 if first == -1 and date.day is not None else first


def _pins_later_version(keys: EntryKeys) -> bool:
    """Whether a link to the entry's own paper has a version after the first one."""
    links = keys.arxiv_links[keys.arxiv_id] if keys.arxiv_id is not None else []
    return any((version or 1) > 1 for version in linked_versions(links))


def _date_correction(
    context: Context, keys: EntryKeys, stated: StatedDate, submitted: tuple[int, int]
) -> tuple[Edit, ...]:
    """The edit that writes the month of the id in the form of the date; none if a day would have to be guessed."""
    form = stated.date.form
    if stated.date.day is not None or not form:
        return ()
    style = context.planner.list_style.of_kind(keys.entry.kind)
    list_form = style.part("date").value if style is not None else None
    if isinstance(list_form, str) and list_form in dates.date_patterns(stated.text):
        form = list_form
    month = submitted[1] if stated.date.month is not None else None
    try:
        if dates.write_date(stated.date, form) != stated.text:
            return ()
        written = dates.write_date(PartialDate(submitted[0], month, None, form), form)
    except ValueError:
        return ()
    return (Edit(stated.span, written),)
