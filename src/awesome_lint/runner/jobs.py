"""Lints or fixes the files of a run, in several processes if that is faster."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from awesome_lint import linting, source
from awesome_lint.facts import NO_FACTS, Facts, Surroundings
from awesome_lint.findings import Finding, Severity
from awesome_lint.linting.fingerprint import index_entries
from awesome_lint.reports.report import FileReport, ReadCounts
from awesome_lint.runner.git import tracked_files
from awesome_lint.runner.inputs import Input
from awesome_lint.settings import SettingsError
from awesome_lint.structs import record, replace

if TYPE_CHECKING:
    from awesome_lint.analysis.context import Context
    from awesome_lint.linting.changes import ChangedLines
    from awesome_lint.listing.model import Listing

Mode = Literal["lint", "safe", "unsafe"]
"""Only lint, or also apply the safe fixes, or also the unsafe ones."""

_PARALLEL_LENGTH = 400_000
"""Below this much text, starting processes costs more time than it saves."""


@record(frozen=True)
class Job:
    """One file, its text (or one line on why it cannot be read), and what to do with it. With `write` the fixed text is
    written to the file."""

    input: Input
    text: source.Source | str
    mode: Mode = "lint"
    write: bool = False
    facts: Facts = NO_FACTS
    diff_base: str | None = None
    """A git revision: only lines changed since then are fixed."""
    least_severity: Severity | None = None
    """Only findings at least as severe are fixed."""
    keep_context: bool = False
    """Whether the outcome has the context of the rules, if it is made in this process."""


@record(frozen=True)
class Outcome:
    """The result of a job on an input. `problem` is one line on why there is no report, or what is missing in
    it; `before` the text before fixing, None if the job only lints; `changes` the lines changed since the job's
    revision; `online` whether online rules ran with all answers; `interrupted` whether the user stopped the
    lookups; `retired` the retired rules that are named (see `LintedText`); `context` what the rules have read,
    if the job keeps it."""

    input: Input
    report: FileReport | None
    comparable: tuple[linting.ComparableEntry, ...] = ()
    problem: str | None = None
    before: source.Source | None = None
    changes: ChangedLines | None = None
    online: bool = False
    interrupted: bool = False
    retired: tuple[tuple[str, str], ...] = ()
    context: Context | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of the report; empty without a report."""
        return self.report.findings if self.report is not None else ()

    def with_findings(self, findings: Iterable[Finding]) -> Outcome:
        """The outcome with these findings in its report, if it has one."""
        if self.report is None:
            return self
        return replace(self, report=replace(self.report, findings=tuple(findings)))

    def with_more_findings(self, findings: Iterable[Finding]) -> Outcome:
        """The outcome with its findings and those of `findings` whose rule and span are new, in the order of the
        text."""
        merged = list(self.findings)
        places = {(finding.code, finding.span) for finding in merged}
        for finding in findings:
            if (finding.code, finding.span) not in places:
                places.add((finding.code, finding.span))
                merged.append(finding)
        return self.with_findings(sorted(merged, key=lambda finding: (finding.span.start, finding.code)))


def run_jobs(jobs: Sequence[Job]) -> Iterator[Outcome]:
    """The outcome of each job, in their order."""
    workers = min(os.cpu_count() or 1, len(jobs), 61)
    lengths = [len(job.text if isinstance(job.text, str) else job.text.text) for job in jobs]
    if workers < 2 or sum(lengths) < _PARALLEL_LENGTH:
        yield from map(run_job, jobs)
        return
    import signal
    from concurrent.futures import ProcessPoolExecutor

    # The workers ignore Ctrl-C: this process, which waits for them, handles it.
    ignore = (signal.SIGINT, signal.SIG_IGN)
    with ProcessPoolExecutor(workers, initializer=signal.signal, initargs=ignore) as pool:
        try:
            # The longest first: at the end it would keep one process busy alone.
            order = sorted(range(len(jobs)), key=lambda number: -lengths[number])
            running = {
                number: pool.submit(run_job, replace(jobs[number], keep_context=False)) for number in order
            }
            yield from (running.pop(number).result() for number in range(len(jobs)))
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def with_cross_file_findings(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes with the findings on entries that occur in several files, if the settings ask for them."""
    findings_by_path = linting.find_cross_file_duplicates(
        entry for outcome in outcomes for entry in outcome.comparable
    )
    return [
        outcome.with_findings(sorted((*outcome.findings, *added), key=lambda finding: finding.span.start))
        if outcome.report is not None and (added := findings_by_path.get(outcome.report.path))
        else outcome
        for outcome in outcomes
    ]


def run_job(job: Job) -> Outcome:
    """Run one job. An error becomes the outcome's problem; only SettingsError is raised."""
    if isinstance(job.text, str):
        return Outcome(job.input, None, problem=job.text)
    try:
        return _lint(job, job.text) if job.mode == "lint" else _fix(job, job.text)
    except source.SourceError as error:
        return Outcome(job.input, None, problem=str(error))
    except SettingsError:
        raise
    except Exception as error:
        # The other files are still checked; a bug report needs the place of the error.
        import traceback

        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{os.path.basename(where.filename)}:{where.lineno}"
        problem = (
            f"{source.printable_path(job.input.path)}: internal error at {place}: {error!r}; please report it"
        )
        return Outcome(job.input, None, problem=problem)


def read_input(item: Input) -> source.Source:
    """The text of an input. SourceError, with one line for people, if it cannot be read."""
    if item.problem is not None:
        raise source.SourceError(item.path, item.problem)
    if item.stdin:
        return source.decode_source(sys.stdin.buffer.read(), item.path)
    return source.read_source(item.path)


def surroundings_of(item: Input, text: str, facts: Facts) -> Surroundings:
    """What rules can read besides the text: answers of lookups, tracked files, and community files if a selected rule
    reads them; for standard input only the answers."""
    if item.stdin:
        return Surroundings(facts)
    community_files = None
    if any(rule.needs_community_files for rule in linting.select_rules(item.settings, item.path).rules):
        from awesome_lint.runner.community_files import read_community_files

        community_files = read_community_files(item.path)
    return Surroundings(facts, tracked_files(item.path, text), community_files)


def _lint(job: Job, text: source.Source) -> Outcome:
    """Lint one text; the report has no fixes that the guard refuses."""
    item = job.input
    surroundings = surroundings_of(item, text.text, job.facts)
    context = linting.make_context(text.text, item.path, item.settings, surroundings)
    linted = linting.lint_context(context)
    findings = linted.findings
    if any(finding.fix for finding in findings):
        from awesome_lint.fixing.fix_checker import drop_harmful_fixes

        findings = drop_harmful_fixes(findings, text.text)
    outcome = _make_outcome(job, text, linted, findings, _changed_lines(job, text))
    return replace(outcome, context=context) if job.keep_context else outcome


def _fix(job: Job, text: source.Source) -> Outcome:
    """Fix one text, and write it if the job says so. The report is on the fixed text."""
    from awesome_lint.fixing import fix_text
    from awesome_lint.fixing.atomic_write import write_atomically
    from awesome_lint.runner.new_findings import make_fix_filter

    item, changes = job.input, _changed_lines(job, text)
    fixed = fix_text(
        text.text,
        item.path,
        item.settings,
        unsafe=job.mode == "unsafe",
        surroundings=surroundings_of(item, text.text, job.facts),
        only=make_fix_filter(item, changes, job.least_severity),
    )
    if job.write and fixed.changed and not item.stdin:
        write_atomically(text, fixed.text)
    changes = changes.after_fixes(fixed.text) if changes is not None else None
    new = source.Source(item.path, fixed.text)
    outcome = _make_outcome(job, new, fixed.linted, fixed.findings, changes)
    assert outcome.report is not None
    return replace(outcome, before=text, report=replace(outcome.report, applied=fixed.counts))


def _make_outcome(
    job: Job,
    text: source.Source,
    linted: linting.LintedText,
    findings: tuple[Finding, ...],
    changes: ChangedLines | None,
) -> Outcome:
    """The outcome of a job; `text` is its text after fixes, and `linted` the lint result of that text."""
    item, online = job.input, bool(job.facts.answers)
    selection = linting.select_rules(item.settings, item.path, online=online)
    report = FileReport(
        item.path,
        text,
        findings,
        selection.fixable,
        entry_index=index_entries(linted.listing),
        visibility=selection.visibility,
        reading=_count_entries_and_links(linted.listing, changes),
        suppressed=tuple(one for one in linted.suppressed if changes is None or changes.touches(one.span)),
    )
    return Outcome(
        item,
        report,
        linted.comparable,
        describe_failures(item.path, linted.failures),
        changes=changes,
        online=online and not job.facts.interrupted,
        interrupted=job.facts.interrupted,
        retired=linted.retired,
    )


def describe_failures(path: str, failures: Sequence[str]) -> str | None:
    """One line on the rules that raised an exception (`LintedText.failures`); None without any."""
    if not failures:
        return None
    return f"{source.printable_path(path)}: {'; '.join(failures)}; please report this as a bug"


def _count_entries_and_links(listing: Listing, changes: ChangedLines | None) -> ReadCounts | None:
    """The numbers of lines, entries, sections with entries and links outside entries; None if the text was not
    parsed."""
    from awesome_lint.listing.outside_entries import kind_of_non_list, links_outside_entries

    if listing.tree.refusal is not None:
        return None
    entries = listing.entries
    sections = {entry.section for entry in entries}
    outside = len(links_outside_entries(listing))
    counts = (len(listing.line_starts), len(entries), len(sections), outside, len(listing.without_links))
    if changes is None:
        kind = kind_of_non_list(listing)
        return ReadCounts(*counts, kind=kind)
    touched = [entry for entry in entries if changes.touches(entry.span)]
    lines = sum(listing.text.count("\n", *span) for span in changes.spans)
    return replace(ReadCounts(*counts, lines), entries=len(touched))


def _changed_lines(job: Job, text: source.Source) -> ChangedLines | None:
    """The lines that changed since the revision of the job; None if it has no revision."""
    if job.diff_base is None:
        return None
    from awesome_lint.runner.git import changes_since

    return changes_since(job.diff_base, job.input.path, text)
