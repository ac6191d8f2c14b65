"""Looking things up for a run: one session for all files, its progress on the terminal, its end in a line."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from awesome_lint import linting
from awesome_lint.cli import console
from awesome_lint.facts import NO_FACTS, Facts
from awesome_lint.lookup import LookupSession, Progress, Summary
from awesome_lint.reports.ansi import visible
from awesome_lint.runner.inputs import Input
from awesome_lint.source import Source


def facts(texts: Sequence[tuple[Input, Source]], *, quiet: bool) -> Facts:
    """What the network knows of all that the rules ask about these files; none where no file asks for it."""
    wanted = [(text.text, item.path, item.settings) for item, text in texts if item.settings.online.enabled]
    if not wanted:
        return NO_FACTS
    draw = sys.stderr.isatty() and not quiet
    with LookupSession(wanted[0][2].online, on_progress=_draw if draw else None) as lookup:
        try:
            found = linting.facts_for(wanted, lookup.answer)
        finally:
            if draw:
                console.write("\r\x1b[K", err=True)
        if not quiet:
            for line in _told(lookup.summary()):
                console.write(f"{line}\n", err=True)
    return found


def _draw(progress: Progress) -> None:
    waiting = f", waiting for {visible(progress.waiting_for)}" if progress.waiting_for else ""
    seconds = f" ({progress.seconds:.0f} s)" if progress.seconds >= 1 else ""
    console.write(f"\r\x1b[K{progress.done} of {progress.total} looked up{waiting}{seconds}", err=True)
    sys.stderr.flush()


def _told(summary: Summary) -> list[str]:
    """The run's lookups in a few words, and the hosts that let no program look."""
    counts = [
        (summary.ok, "fine"),
        (summary.moved, "moved"),
        (summary.dead, "dead"),
        (summary.unknown, "unverified"),
    ]
    told = ", ".join(f"{number} {word}" for number, word in counts if number)
    lines = [f"Links: {told}."] if told else []
    if summary.refusing:
        hosts = ", ".join(f"{visible(host)} ({number})" for host, number in summary.refusing[:5])
        lines.append(f"Hosts that let no program look: {hosts}.")
    return [*lines, *(visible(notice) for notice in summary.notices)]
