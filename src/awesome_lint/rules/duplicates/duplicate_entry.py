"""DU001: one work that is listed twice."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.duplicates import Reach, Repeat, repeats
from awesome_lint.analysis.id_conflicts import conflicts
from awesome_lint.bibliography.names import squeezed
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Batch, Finding, Habit, Related, Removal, Safety, Severity
from awesome_lint.listing.model import Entry
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.duplicates._merging import choose, removal

_FULL = 4
"""Words from which on a title is a work's and not the name of a person, a place or a tool."""
_FEW = 2
"""Works listed under two topics up to which the list does so by mistake."""
_TOPICS = Habit("topics", 0, "{count} entries repeat a work of another section")
_TIMES = Habit("times", 10, "{count} entries repeat a work of another section")


class DuplicateEntry(Rule):
    """One work that is listed more than once.

    ## What it does

    Two entries of one work: with the same arXiv id in any form, DOI, OpenReview id or URL, or with the same title.

    In one list under one heading this is an error. Under two headings that exclude each other (`2023` and `2024`,
    `CVPR 2023` and `ICCV 2023`) it is a warning. Under two topics it may be meant: a warning where the list does so
    once or twice and nothing tells the two entries apart, else advice, and one advice for the file where more than
    5 % of the entries, or more than 20, are such. Another table, or a topic in bold, counts as another heading.

    Not reported: courses, books and talks that share a title only. Entries that share an id under two titles are
    reported by AX004, and so are entries that share a title and have two ids.

    ## Why it matters

    Two copies come to disagree, and readers count a work twice.

    ## Fix

    Safe where the copy has the same text and nothing separates the two lists: the later copy is removed. Unsafe
    where both are under one heading and one has all links and words of the other: the other is removed. Else none:
    where titles, venues or links differ, a person decides.
    """

    code = "DU001"
    name = "duplicate-entry"
    summary = "One work that is listed twice"
    fix = Safety.UNSAFE
    batch = Batch.ENTRIES
    removes = frozenset({Removal.COPIES, Removal.DATES})
    severity = Severity.ERROR
    supersedes = ("DU002", "DU003")
    across_files = True
    examples = (
        Example(
            "# List\n\n- [Weaving Patterns by Punched Cards](https://arxiv.org/abs/2402.01234)\n\n"
            "- [Notes on the Analytical Engine](https://arxiv.org/abs/2310.04321)\n\n"
            "- [Weaving Patterns by Punched Cards](https://arxiv.org/abs/2402.01234)\n",
            (7,),
            "# List\n\n- [Weaving Patterns by Punched Cards](https://arxiv.org/abs/2402.01234)\n\n"
            "- [Notes on the Analytical Engine](https://arxiv.org/abs/2310.04321)\n",
            title="a copy",
        ),
        Example(
            "# List\n\n- [Weaving Patterns by Punched Cards](https://arxiv.org/abs/2402.01234) (Mar. 2025)\n"
            "- [Weaving Patterns by Punched Cards](https://arxiv.org/abs/2402.01234) (Feb. 2024) "
            "[[code](https://github.com/jacquard/loom)]\n",
            (4,),
            "# List\n\n- [Weaving Patterns by Punched Cards](https://arxiv.org/abs/2402.01234) (Feb. 2024) "
            "[[code](https://github.com/jacquard/loom)]\n",
            title="different entries: the one with more fields stays",
        ),
        Example(
            "# List\n\n## Looms\n\n- [Weaving Old Patterns by Punched Cards](https://arxiv.org/abs/2402.01234), "
            "Ann Jones, Lu Li\n\n## Cards\n\n- [Punched Cards for Weaving New Patterns](https://arxiv.org/abs/2402.01234), "
            "Ann Jones, Lu Li\n",
            (9,),
            title="one work under two titles",
        ),
    )
    valid = (
        "# List\n\n- [Weaving Patterns, Part 1](https://arxiv.org/abs/2402.01234)\n"
        "- [Weaving Patterns, Part 2](https://arxiv.org/abs/2402.01235)\n",
        # A book and the talk on it.
        "# List\n\n## Books\n\n- [Become a Weaver of Fine Silk](https://press.example.org/silk)\n\n"
        "## Talks\n\n- [Become a Weaver of Fine Silk](https://www.youtube.com/watch?v=aBcDeFgHiJk)\n",
        # Two parts of one tool.
        "# List\n\n- [Loom for Cards](https://github.com/jacquard/loom)\n"
        "- [Loom for Cards, Reader](https://github.com/jacquard/loom#reader)\n",
        "# List\n\n- [Notes on the Analytical Engine](https://arxiv.org/abs/2310.04321)\n\n"
        "<!--\n- [Notes on the Analytical Engine](https://arxiv.org/abs/2310.04321)\n-->\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each later entry; where works under several topics are the list's way, one for the file."""
        known = context.cached(repeats)
        blamed = context.cached(conflicts).blamed
        topics = sum(repeat.reach is Reach.TOPICS for repeat in known.found)
        for repeat in known.found:
            if repeat.at_odds and not blamed & {id(repeat.first.entry), id(repeat.second.entry)}:
                continue  # AX004 reports them
            if repeat.reach is Reach.TOGETHER:
                yield self._together(context, repeat)
            elif _is_retitled(repeat, context.text):
                # Two topics may share an entry, but not one work under two titles.
                yield self._of(repeat, _if_clear(repeat, renamed=True))
            elif repeat.reach is Reach.TIMES:
                yield self._of(repeat, _if_clear(repeat, renamed=True), habit=_TIMES)
            else:
                severity = _if_clear(repeat) if topics <= _FEW else Severity.ADVICE
                yield self._of(repeat, severity, habit=_TOPICS if known.habit else None)

    def _together(self, context: Context, repeat: Repeat) -> Finding:
        if repeat.named_apart or repeat.doubtful or _is_highlight(repeat, context.text):
            return self._of(repeat, Severity.ADVICE)
        if repeat.identical:
            edit = removal(context, repeat.second)
            return self._of(repeat, Severity.ERROR, " and the same text", edit=edit, safety=Safety.SAFE)
        if repeat.renamed or repeat.by == "title":
            # One of two titles may be the other entry's, pasted: which entry is wrong, a person decides.
            return self._of(repeat, Severity.ERROR)
        choice = choose(context, repeat)
        keep = f"; keep line {choice.kept.entry.lines[0]}: {choice.why}"
        return self._of(repeat, Severity.ERROR, keep, edit=choice.edit)

    def _of(
        self,
        repeat: Repeat,
        severity: Severity,
        more: str = "",
        *,
        edit: Edit | None = None,
        safety: Safety | None = None,
        habit: Habit | None = None,
    ) -> Finding:
        """The finding at the later entry; its message is true of either."""
        first, second = repeat.first.entry, repeat.second.entry
        where = "" if repeat.reach is Reach.TOGETHER else " in another section"
        what = f"same {repeat.by}{' under another title' if repeat.renamed else ''}"
        return self.finding(
            _place(second),
            f"Duplicate of line {first.lines[0]}{where}: {what}{more}",
            severity=severity,
            related=[Related(_place(first), f"“{repeat.first.shown}”{_under(repeat)}")],
            edits=[edit] if edit is not None else (),
            safety=safety,
            habit=habit,
            mirror=f"Duplicate of line {second.lines[0]}{where}: {what}",
        )


def _is_highlight(repeat: Repeat, text: str) -> bool:
    """Whether one entry is in a quote or an alert and the other is not: a highlight of the list."""
    starts = [work.entry.span.start for work in (repeat.first, repeat.second)]
    quoted = [text[text.rfind("\n", 0, start) + 1 : start].lstrip().startswith(">") for start in starts]
    return quoted[0] != quoted[1]


def _is_retitled(repeat: Repeat, text: str) -> bool:
    """Whether two papers' titles differ, and neither entry has the other's title beside a name (`T5: "Title"`)."""
    works = (repeat.first, repeat.second)
    if not repeat.renamed or not all(work.full for work in works):
        return False
    entries = [squeezed(text[work.entry.span.start : work.entry.span.end]) for work in works]
    return all(
        squeezed(work.title) not in entry for work, entry in zip(works, reversed(entries), strict=True)
    )


def _if_clear(repeat: Repeat, *, renamed: bool = False) -> Severity:
    """A warning where the two are surely one work, named by a full title, and nothing tells them apart."""
    told_apart = repeat.named_apart or repeat.doubtful or (repeat.renamed and not renamed)
    told_apart = told_apart or repeat.first.among_resources or repeat.second.among_resources
    short = min(repeat.first.words, repeat.second.words) < _FULL
    other_form = repeat.first.entry.layout is not repeat.second.entry.layout
    return Severity.ADVICE if told_apart or short or other_form else Severity.WARNING


def _under(repeat: Repeat) -> str:
    section = repeat.first.section.title
    return f" under “{section}”" if section and repeat.reach is not Reach.TOGETHER else ""


def _place(entry: Entry) -> Span:
    """The entry's title with its markup."""
    return entry.title.outer if entry.title is not None else entry.span
