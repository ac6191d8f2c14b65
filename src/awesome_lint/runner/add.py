"""Adds papers to a list by their URLs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from awesome_lint import linting
from awesome_lint.analysis.context import Context
from awesome_lint.analysis.entry_keys import EntryKeys, compute_entry_keys
from awesome_lint.bibliography import hosts, titles, urls
from awesome_lint.bibliography.work import Work
from awesome_lint.formatting.new_entry import EntryWriter
from awesome_lint.formatting.placement import Candidate, candidate_sections, find_place
from awesome_lint.linting.engine import make_context
from awesome_lint.listing.model import Section
from awesome_lint.lookup.session import LookupSession
from awesome_lint.markdown.generated import generated_spans
from awesome_lint.runner.add_sources import UnresolvedError, parse_source, resolve_sources
from awesome_lint.settings import Settings, SettingsError
from awesome_lint.settings.keys import most_similar
from awesome_lint.structs import field, record, replace

PROPOSED = 3
"""How many sections are proposed."""

ChooseSection = Callable[[Work, Sequence[Candidate]], Section | None]
"""Chooses one of the proposed sections; None where nobody can."""


@record(frozen=True)
class AddResult:
    """The result for one URL. `status` is `added`, `duplicate` (on `line`), `undecided` (see `candidates`) or `failed`;
    `message` says it to people, `notes` what else they should look at."""

    url: str
    status: Literal["added", "duplicate", "undecided", "failed"]
    message: str
    line: int | None = None
    section: tuple[str, ...] = ()
    entry: str | None = None
    work: Work | None = None
    candidates: tuple[Candidate, ...] = field(default=(), hidden=True)
    notes: tuple[str, ...] = ()


def resolve_urls(
    given: Sequence[str], text: str, path: str, settings: Settings, session: LookupSession
) -> dict[str, Work | UnresolvedError]:
    """The paper that each given URL leads to, or the error that says why there is none. Papers that the list has are
    not looked up."""
    context = make_context(text, path, settings)
    found: dict[str, Work | UnresolvedError] = {}
    sources = {}
    for url in dict.fromkeys(given):
        try:
            source = parse_source(url)
            known = Work("", arxiv_id=source.arxiv_id, page=source.url if source.key is not None else None)
            copy = _find_copy(known, context)
            if copy is not None:
                found[url] = replace(known, title=copy[0].title)
            else:
                sources[url] = source
        except UnresolvedError as error:
            found[url] = error
    found |= resolve_sources(sources, session.answer)
    return {url: found[url] for url in dict.fromkeys(given)}


def add_papers(
    text: str,
    path: str,
    settings: Settings,
    works: dict[str, Work | UnresolvedError],
    *,
    section: str | None,
    choose: ChooseSection,
) -> tuple[str, list[AddResult]]:
    """The text with an entry for each work that can be added, in the section that `section` names, or else in the one
    that `choose` returns; and the result for each URL, in order."""
    results = []
    for url, work in works.items():
        if isinstance(work, UnresolvedError):
            results.append(AddResult(url, "failed", f"{url}: {work}"))
            continue
        text, result = _add_paper(make_context(text, path, settings), url, work, section, choose)
        results.append(result)
    return text, results


def check_section(name: str, text: str, path: str, settings: Settings) -> None:
    """Raises SettingsError if no section with entries has this name or contains it in its name."""
    context = make_context(text, path, settings)
    if not _candidates_by_name(name, context):
        near = most_similar(name, {section.title for section in context.listing.sections if section.entries})
        hint = f"; did you mean {near!r}?" if near else ""
        raise SettingsError(f"--section: no section with entries is named {name!r}{hint}")


def _add_paper(
    context: Context, url: str, work: Work, section: str | None, choose: ChooseSection
) -> tuple[str, AddResult]:
    """The text with an entry for the paper, and the result; the same text if the paper is a duplicate, its section is
    not clear, or it has no entry."""
    text, listing = context.text, context.listing
    if not listing.entries:
        message = "the list has no entries whose form a new one could have"
        return text, AddResult(url, "failed", message, work=work)
    copy = _find_copy(work, context)
    if copy is not None:
        keys, why = copy
        message = f"“{work.title}” is already on line {keys.line} ({why})"
        return text, AddResult(url, "duplicate", message, keys.line, keys.section.path, work=work)
    ranked = (
        _candidates_by_name(section, context) if section is not None else candidate_sections(work, listing)
    )
    chosen = ranked[0].section if len(ranked) == 1 else choose(work, ranked[:PROPOSED]) if ranked else None
    if chosen is None:
        message = f"name a section with --section for “{work.title}”"
        return text, AddResult(url, "undecided", message, work=work, candidates=tuple(ranked[:PROPOSED]))
    return _insert_entry(context, url, work, chosen)


def _insert_entry(context: Context, url: str, work: Work, section: Section) -> tuple[str, AddResult]:
    """The text with an entry for the work in this section, and the result; the same text if no entry can be written
    there."""
    where = find_place(section, work, context.listing)
    writer = EntryWriter(context.planner)
    added = writer.add(work, where)
    text = context.text
    if added is None:
        missing = writer.missing_facts(work)
        lacks = f": all of them show a {' and a '.join(missing)}, and none was found" if missing else ""
        message = f"no entry near “{section.title}” has a form that the facts of “{work.title}” fill{lacks}"
        return text, AddResult(url, "failed", message, section=section.path, work=work)
    start = added.edit.span.end
    if any(span.start <= start <= span.end for span in generated_spans(text)):
        message = "the section is written by a program"
        return text, AddResult(url, "failed", message, section=section.path, work=work)
    message = f"“{work.title}” added on line {added.line} of “{section.title}” ({where.reason})"
    notes = (*_findings_on_entry(context, added.text, added.line), *_notes_on_repository(work, context))
    return added.text, AddResult(
        url, "added", message, added.line, section.path, added.entry, work, notes=notes
    )


def _findings_on_entry(context: Context, text: str, line: int) -> list[str]:
    """The errors and warnings on the line of the new entry, as texts."""
    linted = linting.lint(text, context.path, context.settings)
    return [
        f"line {line}: {finding.code} {finding.message}"
        for finding in linted.findings
        if text.count("\n", 0, finding.span.start) + 1 == line and finding.severity.name != "ADVICE"
    ]


def _find_copy(work: Work, context: Context) -> tuple[EntryKeys, str] | None:
    """An entry of the same work, and what both have in common, in words; None if the list has none."""
    key = titles.title_key(work.title)
    page = urls.url_key(work.page) if work.page else None
    for keys in context.cached(compute_entry_keys):
        entry = keys.entry
        if work.arxiv_id and work.arxiv_id in keys.arxiv_links:
            return keys, f"arXiv {work.arxiv_id}"
        if work.doi and entry.doi and work.doi.lower() == entry.doi.lower():
            return keys, f"DOI {work.doi}"
        if work.openreview_id and work.openreview_id == entry.openreview_id:
            return keys, "the same OpenReview note"
        if page and page in keys.paper_pages:
            return keys, "the same page"
        if key and key == keys.title_key and keys.has_full_title:
            return keys, "the same title"
    return None


def _notes_on_repository(work: Work, context: Context) -> list[str]:
    """A note for each entry that has the same code repository as the work."""
    repository = hosts.github_repository(work.code or "")
    if repository is None:
        return []
    return [
        f"line {keys.line}: “{keys.title}” has the same repository {repository.full_name}"
        for keys in context.cached(compute_entry_keys)
        if repository.key in keys.repositories
    ]


def _candidates_by_name(name: str, context: Context) -> list[Candidate]:
    """The sections with entries that have this name (or path, as `A / B`); if there are none, those whose name contains
    it."""
    wanted = titles.title_key(name)
    sections = [section for section in context.listing.sections if section.entries]
    same = [
        section
        for section in sections
        if wanted in (titles.title_key(section.title), titles.title_key(" ".join(section.path)))
    ]
    found = same or [section for section in sections if wanted and wanted in titles.title_key(section.title)]
    return [Candidate(section, 0.0, f"line {section.line}") for section in found]
