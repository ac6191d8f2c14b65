"""Adds suppression comments for findings, each verified: it suppresses exactly these, and readers see no change."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from awesome_lint import linting, listing
from awesome_lint.edits import Edit, Span, apply_edits, sort_edits
from awesome_lint.facts import NO_FACTS
from awesome_lint.findings import Severity
from awesome_lint.fixing.atomic_write import write_atomically
from awesome_lint.fixing.offset_map import OffsetMap
from awesome_lint.fixing.rendered import UnrenderableError, visible_html
from awesome_lint.listing.model import Listing
from awesome_lint.markdown import tree
from awesome_lint.reports.ansi import escape_controls
from awesome_lint.runner.check_options import CheckOptions
from awesome_lint.runner.inputs import Input
from awesome_lint.runner.jobs import Outcome, surroundings_of
from awesome_lint.runner.run import with_new_findings
from awesome_lint.settings import SettingsError
from awesome_lint.structs import record

FindingCounts = Counter[tuple[str, int]]
"""How many findings a rule, by its code, has at each offset."""


@record(frozen=True)
class SuppressionResult:
    """A text with suppression comments. `findings` is the number of findings that they suppress, `left` the number of
    those that no comment can suppress."""

    text: str
    findings: int
    left: int


def write_comments(options: CheckOptions, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Write comments for the shown findings that are not in the baseline; yields a line about each file. SettingsError
    for standard input and for online runs, whose findings could not be verified again."""
    if any(one.input.stdin or one.input.settings.online.enabled for one in outcomes):
        raise SettingsError("--add-ignore needs a file, and works without --online.")
    reason = (options.reason or "").strip()
    if "--" in reason or "\n" in reason:
        raise SettingsError("--reason is written into a comment, so it cannot have `--` or a line end.")
    outcomes = with_new_findings(options, outcomes, lambda _: None)
    least = Severity(options.severity or Severity.ADVICE)
    for outcome in outcomes:
        item, report = outcome.input, outcome.report
        if report is None:
            continue
        shown = [
            one for one in report.findings if report.visibility.shows(one) and one.severity.at_least(least)
        ]
        read = listing.read(report.source.text)
        codes: dict[int, list[str]] = defaultdict(list)
        for finding in shown:
            codes[bisect_right(read.line_starts, finding.span.start) - 1].append(finding.code)
        done = _CommentSearch(item, read, codes, reason).search()
        write_atomically(report.source, done.text)
        yield (
            f"{escape_controls(item.path)}: comments suppress {done.findings} of {len(shown)} findings"
            + (f"; no comment can suppress the other {done.left} without another change" if done.left else "")
        )


class _CommentSearch:
    """Finds the comments that suppress exactly the findings on their lines. All comments are tried together, then
    halves of them, since a text with all of them is mostly right at once."""

    def __init__(
        self, item: Input, parsed_list: Listing, codes: Mapping[int, Sequence[str]], reason: str
    ) -> None:
        self.item, self.read, self.text, self.codes = item, parsed_list, parsed_list.text, codes
        self.surroundings = surroundings_of(item, self.text, NO_FACTS)
        self.reason_words = ("--", reason) if reason else ()
        self.page = visible_html(self.text)
        self.before = self._count_findings(self.text)
        self.special = dict(_heading_and_row_lines(parsed_list))
        self.chosen: list[Edit] = []
        self.suppressed: list[int] = []

    def search(self) -> SuppressionResult:
        rest = sorted(self.codes)
        for number in range(2):
            rest = self._choose_comments(
                [
                    (line, edits[number])
                    for line in rest
                    if len(edits := self._possible_comments(line)) > number
                ]
            )
        number = sum(len(self.codes[line]) for line in self.suppressed)
        left = sum(map(len, self.codes.values())) - number
        return SuppressionResult(apply_edits(self.text, sort_edits(self.chosen)), number, left)

    def _choose_comments(self, candidates: Sequence[tuple[int, Edit]]) -> list[int]:
        """Adds the comments that suppress exactly the findings on their lines to `chosen`; returns the lines of the
        others. `candidates` are pairs of a line and the edit that adds its comment."""
        if not candidates:
            return []
        lines = [line for line, _ in candidates]
        if self._are_valid([edit for _, edit in candidates], lines):
            self.chosen += (edit for _, edit in candidates)
            self.suppressed += lines
            return []
        if len(candidates) == 1:
            return lines
        half = len(candidates) // 2
        return [*self._choose_comments(candidates[:half]), *self._choose_comments(candidates[half:])]

    def _are_valid(self, edits: Sequence[Edit], lines: Sequence[int]) -> bool:
        """Whether these comments, with those chosen before, suppress exactly the findings on their lines and change
        nothing that a reader sees."""
        every = sort_edits((*self.chosen, *edits))
        changed = apply_edits(self.text, every)
        try:
            if visible_html(changed) != self.page:
                return False
        except UnrenderableError:
            return False
        shift, starts = OffsetMap(every), self.read.line_starts
        quiet = {(code, line) for line in (*self.suppressed, *lines) for code in self.codes[line]}
        expected: FindingCounts = Counter()
        for (code, offset), number in self.before.items():
            if (code, bisect_right(starts, offset) - 1) not in quiet:
                expected[code, shift.new_start(offset)[1]] += number
        return self._count_findings(changed) == expected

    def _count_findings(self, text: str) -> FindingCounts:
        """The number of findings by code and offset."""
        linted = linting.lint(text, self.item.path, self.item.settings, self.surroundings)
        return Counter((finding.code, finding.span.start) for finding in linted.findings)

    def _possible_comments(self, line: int) -> list[Edit]:
        """The comments that may suppress the findings of a line, the preferred one first."""
        start = self.read.line_starts[line]
        content = self.text[start:].split("\n", 1)[0].rstrip("\r")
        words = " ".join((*sorted(set(self.codes[line])), *self.reason_words))
        indent = content[: len(content) - len(content.lstrip())]
        above = Edit(Span(start, start), f"{indent}<!-- awesome-lint disable-next-line {words} -->\n")
        end = len(content.rstrip().removesuffix("\\").rstrip())
        block = self.special.get(line)
        if block == "row" and content.rstrip().endswith("|"):
            end = len(content.rstrip()[:-1].rstrip())
        at_end = Edit(Span(start + end, start + end), f" <!-- awesome-lint disable-line {words} -->")
        return [above] if block == "heading" or not content.strip() else [at_end, above]


def _heading_and_row_lines(parsed_list: Listing) -> Iterator[tuple[int, str]]:
    """Yields (line, "heading" or "row") for each line of a heading or a table; lines count from 0."""
    for block in tree.walk_blocks(parsed_list.tree):
        if isinstance(block, tree.Heading | tree.Table):
            kind = "row" if isinstance(block, tree.Table) else "heading"
            starts, last = parsed_list.line_starts, max(block.span.end - 1, block.span.start)
            for line in range(bisect_right(starts, block.span.start) - 1, bisect_right(starts, last)):
                yield line, kind
