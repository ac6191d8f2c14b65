"""Looks up what the rules ask about the files of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from awesome_lint import linting, listing
from awesome_lint.facts import NO_FACTS, Facts
from awesome_lint.lookup.progress import ProgressUpdate, Summary
from awesome_lint.lookup.session import Interrupted, LookupSession
from awesome_lint.reports.ansi import escape_controls
from awesome_lint.reports.counts import number_of
from awesome_lint.runner.jobs import Job
from awesome_lint.settings import Settings
from awesome_lint.settings.link_patterns import patterns_that_match
from awesome_lint.structs import replace

_MAX_HOSTS = 5


Document = tuple[str, str, Settings]
"""A text, its path and its settings."""


def look_up_facts(
    jobs: Sequence[Job],
    note: Callable[[str], None],
    on_progress: Callable[[ProgressUpdate | None], None] | None,
    diff_base: str | None = None,
) -> list[Job]:
    """The jobs with the answers to all questions about their texts; those whose settings forbid lookups as they are.

    Files with the same settings share a session: those of one file hold for no other. With `diff_base`, questions that
    the text at that revision already raises are left out. Notes count the links by their state, and name hosts that
    refuse programs. `on_progress` gets None at the end."""
    documents = [
        (job.text.text, job.input.path, job.input.settings)
        for job in jobs
        if not isinstance(job.text, str) and job.input.settings.online.enabled
    ]
    facts_by_path: dict[str, Facts] = {}
    facts = NO_FACTS
    left = documents
    while left:
        online = left[0][2].online
        same = [document for document in left if document[2].online == online]
        left = [document for document in left if document[2].online != online]
        facts = (
            Facts(interrupted=True)
            if facts.interrupted
            else _answer_questions(same, note, on_progress, diff_base)
        )
        facts_by_path |= dict.fromkeys((path for _, path, _ in same), facts)
    for line in ignored_link_notes(documents):
        note(line)
    return [replace(job, facts=facts_by_path.get(job.input.path, NO_FACTS)) for job in jobs]


def _answer_questions(
    documents: Sequence[Document],
    note: Callable[[str], None],
    on_progress: Callable[[ProgressUpdate | None], None] | None,
    diff_base: str | None,
) -> Facts:
    """The answers to the questions about documents with the same online settings."""
    with LookupSession(documents[0][2].online, on_progress=on_progress) as session:
        try:
            facts = linting.collect_facts(
                documents, session.answer, earlier_texts=_documents_before(documents, diff_base)
            )
        except Interrupted as interrupt:
            facts = Facts(interrupt.answers, interrupted=True)
            note("awesome-lint: interrupted; the report has what is known so far")
        finally:
            if on_progress is not None:
                on_progress(None)
        for line in _lookup_notes(session.summary()):
            note(line)
    return facts


def _documents_before(documents: Sequence[Document], diff_base: str | None) -> list[Document]:
    """The documents with their texts at a revision, without those that did not exist then."""
    if diff_base is None:
        return []
    from awesome_lint.runner.git import state_before

    states = [(state_before(diff_base, path), path, settings) for _, path, settings in documents]
    return [(before.text, path, settings) for before, path, settings in states if before is not None]


def ignored_link_notes(documents: Sequence[Document]) -> Iterator[str]:
    """A line with the number of links that `ignore-links` excludes, and one for each pattern that matches no link."""
    number, used, patterns = 0, set[str](), dict[str, None]()
    for text, _, settings in documents:
        patterns |= dict.fromkeys(settings.ignore_links)
        urls = {link.url for link in listing.read(text).links} if settings.ignore_links else ()
        matching = [list(patterns_that_match(url, settings)) for url in urls]
        number += sum(map(bool, matching))
        used.update(*matching)
    if number:
        yield f"{number_of(number, 'link')} not looked up, as `ignore-links` says."
    for pattern in patterns:
        if pattern not in used:
            yield f"awesome-lint: ignore-links: no link matches {pattern!r}"


def _lookup_notes(summary: Summary) -> list[str]:
    """The lines about a session's lookups: the number of links by state, hosts that refuse requests, and notices."""
    counts = [
        (summary.ok, "ok"),
        (summary.moved, "moved"),
        (summary.dead, "dead"),
        (summary.unknown, "unverified"),
    ]
    text = ", ".join(f"{number} {state}" for number, state in counts if number)
    lines = [f"Links: {text}."] if text else []
    if summary.refusing_hosts:
        hosts = ", ".join(
            f"{escape_controls(host)} ({number})" for host, number in summary.refusing_hosts[:_MAX_HOSTS]
        )
        lines.append(f"Hosts that refuse automatic requests: {hosts}.")
    return [*lines, *(escape_controls(notice) for notice in summary.notices)]
