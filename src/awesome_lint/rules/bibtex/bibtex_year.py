"""BI002: the year of a BibTeX record against the arXiv id that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.bibliography import arxiv, bibtex
from awesome_lint.model import Batch, Edit, Finding, Related, Removal, Safety, Severity, Span
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.bibtex._records import records_in


class BibtexYear(Rule):
    """A BibTeX year that the record's arXiv id contradicts.

    ## What it finds

    A record whose `year` differs from the year that its arXiv id names, in `journal` (`arXiv preprint
    arXiv:2502.15214`), `eprint`, `note`, `howpublished` or `url`. A later year is advice,
    since a later version may be meant; a record of a conference or journal paper is left alone. A cite key with the same wrong year is advice too.

    ## Why it matters

    The number tells when arXiv received the paper: it cannot be from a year before that.

    ## The fix

    Unsafe: the year of the id. The cite key stays, since texts that cite it would break.
    """

    code = "BI002"
    name = "bibtex-year"
    summary = "The year of a BibTeX record against its arXiv id"
    fix = Safety.UNSAFE
    batch = Batch.ENTRIES
    removes = frozenset({Removal.CODE})
    examples = (
        Example(
            "# List\n\n```bibtex\n@article{byron2024engines,\n  author = {Ada Byron},\n  title = {On Engines},\n"
            "  journal = {arXiv preprint arXiv:2502.15214},\n  year = {2024}\n}\n```\n",
            (4, 8),
            "# List\n\n```bibtex\n@article{byron2024engines,\n  author = {Ada Byron},\n  title = {On Engines},\n"
            "  journal = {arXiv preprint arXiv:2502.15214},\n  year = {2025}\n}\n```\n",
            title="a year before the preprint's",
        ),
    )
    noop = (
        "# List\n\n```bibtex\n@inproceedings{byron2025engines,\n  author = {Ada Byron},\n  booktitle = {ICLR},\n"
        "  eprint = {2402.15214},\n  year = {2025}\n}\n```\n",
        "# List\n\n```bibtex\n@misc{byron2024engines,\n  author = {Ada Byron},\n  eprint = {2501.00012},\n"
        "  archivePrefix = {arXiv},\n  year = {2024}\n}\n```\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for the year, and advice for the key where it repeats it."""
        for record in context.once(records_in):
            year = record.field("year")
            named = _arxiv_id(record)
            if year is None or named is None or not _is_year(year.value):
                continue
            ident, place = named
            submitted = arxiv.submitted(ident)
            if submitted is None or not arxiv.is_valid(ident) or _published(record):
                continue
            said, right = int(year.value), submitted[0]
            if said == right or (said == right - 1 and _among_the_first(ident)):
                continue
            late = said > right
            yield self.finding(
                year.span,
                f"The year is {said}, and arXiv {ident} is from {right}",
                severity=Severity.ADVICE if late else None,
                related=[Related(place, "the arXiv id")],
                edits=() if late else [Edit(year.span, str(right))],
            )
            if not late and (at := record.key.find(year.value)) >= 0:
                span = Span(record.key_span.start + at, record.key_span.start + at + len(year.value))
                yield self.finding(
                    span,
                    f"The cite key carries the year {said} too; texts that cite it would break if it changed",
                    severity=Severity.ADVICE,
                )


def _is_year(value: str) -> bool:
    return len(value) == 4 and value.isdecimal() and value.startswith(("19", "20"))


def _published(record: bibtex.BibRecord) -> bool:
    """Whether the record cites what a conference or journal printed: its year need not be the preprint's."""
    journal = record.field("journal") or record.field("journaltitle")
    return record.field("booktitle") is not None or (
        journal is not None and not re.search(r"(?i)arxiv|\bcorr\b|preprint|github", journal.value)
    )


def _among_the_first(ident: str) -> bool:
    """Whether the id is one of the first of a January, and so may be of December: arXiv numbers a paper when
    it is announced."""
    return ident[2:4] == "01" and int(re.split("[./]", ident)[-1]) < 1500


def _arxiv_id(record: bibtex.BibRecord) -> tuple[str, Span] | None:
    """The arXiv id that the record names, and where."""
    for name in ("eprint", "journal", "note", "howpublished", "url"):
        field = record.field(name)
        if field is None:
            continue
        if name == "eprint" and (bare := arxiv.bare_id(field.value)) is not None:
            return bare, field.span
        if found := arxiv.find_ids(field.value):
            start, end, ident = found[0]
            return ident, Span(field.span.start + start, field.span.start + end)
        if name == "url" and (link := arxiv.link_in(field.value)) is not None:
            return link.id, Span(field.span.start + link.start, field.span.start + link.end)
    return None
