"""Linting and fixing files: one after the other, or in several processes where that pays."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from awesome_lint import linting, source
from awesome_lint.edits import within
from awesome_lint.facts import NO_FACTS, Facts, Surroundings
from awesome_lint.markdown import tree
from awesome_lint.reports.model import FileReport, Reading
from awesome_lint.runner import git
from awesome_lint.runner.inputs import Input
from awesome_lint.settings import SettingsError
from awesome_lint.structs import record, replace

if TYPE_CHECKING:
    from awesome_lint.linting.changes import Changes
    from awesome_lint.linting.fingerprint import Outline
    from awesome_lint.listing.model import Listing

Mode = Literal["look", "safe", "unsafe"]

PARALLEL_BYTES = 400_000
"""From this much text on, starting processes costs less than it saves."""


@record(frozen=True)
class Job:
    """One file, and what is to be done: look, or fix by safe fixes, or by all; `write` the result."""

    input: Input
    mode: Mode = "look"
    write: bool = False
    facts: Facts = NO_FACTS
    text: source.Source | None = None
    """The text, where it has been read already."""
    diff_base: str | None = None
    """The revision that changes are counted from; then only changed lines are fixed."""
    outlined: bool = False
    """Whether the report needs its outline."""


@record(frozen=True)
class Outcome:
    """What became of a job. `problem` says, in a line, why there is no report or what is missing in it;
    `before` is the text that was fixed, whether anything changed or not; `changes` what was changed since the
    job's revision; `online` whether rules that need the network ran; `retired` the retired rules that are named
    (see `Linted`)."""

    report: FileReport | None
    identities: tuple[linting.Identity, ...] = ()
    problem: str | None = None
    before: source.Source | None = None
    changes: Changes | None = None
    online: bool = False
    retired: tuple[tuple[str, str], ...] = ()


def outcomes(jobs: Sequence[Job]) -> Iterator[Outcome]:
    """The outcome of each job, in their order."""
    workers = min(os.cpu_count() or 1, sum(not job.input.stdin for job in jobs), 61)
    if workers < 2 or sum(_size(job) for job in jobs) < PARALLEL_BYTES:
        yield from map(done, jobs)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers, initializer=_leave_interrupts) as pool:
        try:
            # The longest first: one that came last would keep a single process busy at the end. A text from
            # standard input can be read in this process alone.
            order = sorted(range(len(jobs)), key=lambda number: -_size(jobs[number]))
            running = {
                number: pool.submit(done, jobs[number]) for number in order if not jobs[number].input.stdin
            }
            for number, job in enumerate(jobs):
                yield running.pop(number).result() if number in running else done(job)
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _leave_interrupts() -> None:
    """In a worker: Ctrl-C is for the process that waits for it, which ends quietly."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def compared(done: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes with what their files have in common, where the settings want files to be compared."""
    found = linting.across(one for outcome in done for one in outcome.identities)
    result = []
    for outcome in done:
        report = outcome.report
        if report is not None and (more := [finding for path, finding in found if path == report.path]):
            findings = sorted((*report.findings, *more), key=lambda finding: finding.span.start)
            outcome = replace(outcome, report=replace(report, findings=tuple(findings)))
        result.append(outcome)
    return result


def _size(job: Job) -> int:
    try:
        return 0 if job.input.stdin else os.path.getsize(job.input.path)
    except OSError:
        return 0


def done(job: Job) -> Outcome:
    """Do one job; what goes wrong with its file becomes the outcome's problem."""
    try:
        text = job.text or text_of(job.input)
        return _linted(job, text) if job.mode == "look" else _fixed(job, text)
    except source.SourceError as error:
        return Outcome(None, problem=str(error))
    except SettingsError:
        raise
    except Exception as error:
        # The other files are still looked at; where it broke is what a bug report needs.
        import traceback

        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{os.path.basename(where.filename)}:{where.lineno}"
        problem = (
            f"{source.printable(job.input.path)}: internal error at {place}: {error!r}; please report it"
        )
        return Outcome(None, problem=problem)


def readable(job: Job) -> Job:
    """The job with its text, where that can be read; `done` says what is wrong with the others."""
    try:
        return replace(job, text=text_of(job.input))
    except source.SourceError as error:
        return replace(job, input=replace(job.input, problem=error.reason))


def text_of(item: Input) -> source.Source:
    """The text of an input; SourceError with one line for people where there is none to be had."""
    if item.problem is not None:
        raise source.SourceError(item.path, item.problem)
    return source.decode(sys.stdin.buffer.read(), item.path) if item.stdin else source.read(item.path)


def _surroundings(job: Job, text: source.Source) -> Surroundings:
    """What is known around an input: nothing but the answers from the network where it is standard input."""
    item = job.input
    if item.stdin:
        return Surroundings(job.facts)
    return Surroundings(job.facts, git.siblings(item.path, text.text), _community_files(item))


def _community_files(item: Input) -> dict[str, str] | None:
    """The texts of community files, where a rule that runs reads them."""
    if not any(rule.needs_community_files for rule in linting.select(item.settings, item.path).rules):
        return None
    from awesome_lint.runner import community_files

    return community_files.texts(item.path)


def _linted(job: Job, text: source.Source) -> Outcome:
    item = job.input
    linted = linting.lint(text.text, item.path, item.settings, _surroundings(job, text))
    findings, changes = linted.findings, _changes(job, text)
    if any(finding.fix for finding in findings):
        from awesome_lint.fixing.sieve import offered

        findings = offered(findings, text.text)
    report = replace(_report(job, text, linted, changes), findings=findings)
    return Outcome(
        report,
        linted.identities,
        _broken(item, linted),
        changes=changes,
        online=bool(job.facts.answers),
        retired=linted.retired,
    )


def _fixed(job: Job, text: source.Source) -> Outcome:
    """Fix one text, and write it where that is asked for. The report speaks of what is left, unless the text
    is only to be shown: then of what there is."""
    from awesome_lint.fixing import fix_text
    from awesome_lint.fixing.atomic_write import write
    from awesome_lint.runner.fix_limit import limit

    item, changes = job.input, _changes(job, text)
    fixed = fix_text(
        text.text,
        item.path,
        item.settings,
        unsafe=job.mode == "unsafe",
        surroundings=_surroundings(job, text),
        only=limit(item, changes),
    )
    new = source.Source(item.path, fixed.text)
    if job.write and fixed.changed and not item.stdin:
        write(text, fixed.text)
    carried = changes.carried(new.text) if changes is not None else None
    report = replace(_report(job, new, fixed.linted, carried), findings=fixed.findings, applied=fixed.counts)
    return Outcome(
        report,
        fixed.linted.identities,
        _broken(item, fixed.linted),
        text,
        carried,
        online=bool(job.facts.answers),
        retired=fixed.linted.retired,
    )


def _report(job: Job, text: source.Source, linted: linting.Linted, changes: Changes | None) -> FileReport:
    item = job.input
    selection = linting.select(item.settings, item.path, online=bool(job.facts.answers))
    return FileReport(
        item.path,
        text,
        linted.findings,
        selection.fixable,
        outline=_outline(job, linted),
        visibility=selection.visibility,
        reading=_reading(linted.listing, changes),
    )


def _reading(listing: Listing, changes: Changes | None) -> Reading | None:
    """What was read; None where the text was refused."""
    if listing.tree.refusal is not None:
        return None
    entries = listing.entries
    spans = sorted(entry.span for entry in entries)
    sections = {id(entry.section) for entry in entries}
    outside = sum(_leads_out(link) and not within(link.span.start, spans) for link in listing.links)
    if changes is None:
        return Reading(len(listing.line_starts), len(entries), len(sections), outside)
    touched = [entry for entry in entries if changes.touch(entry.span)]
    lines = sum(listing.text.count("\n", *span) for span in changes.spans)
    return Reading(len(listing.line_starts), len(touched), len(sections), outside, lines)


def _leads_out(link: tree.Link | tree.Image) -> bool:
    """Whether a link with words leads to another page: a badge says nothing of the list."""
    words = isinstance(link, tree.Link) and any(not isinstance(node, tree.Image) for node in link.children)
    return words and link.url.startswith(("https://", "http://"))


def _changes(job: Job, text: source.Source) -> Changes | None:
    if job.diff_base is None:
        return None
    from awesome_lint.cli import changed

    return changed.since(job.diff_base, job.input.path, text)


def _outline(job: Job, linted: linting.Linted) -> Outline | None:
    if not job.outlined:
        return None
    from awesome_lint.linting.fingerprint import outline

    return outline(linted.listing)


def _broken(item: Input, linted: linting.Linted) -> str | None:
    if not linted.failures:
        return None
    return f"{source.printable(item.path)}: {'; '.join(linted.failures)}; please report this as a bug"
