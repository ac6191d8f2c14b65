"""BI001 bibtex-field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineIndex
from awesome_lint.bibliography import arxiv, bibtex
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Batch, Finding, Related, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule

_PLACEHOLDER = lazy(
    r"(?i)(?:first |your |the )?(?:authors?|name|last ?name,? first ?name|firstname lastname)\b"
)
_ET_AL = lazy(r"(?i)\bet[ .~]+al\b\.?|[,;]?\s(?:etc|and more|and many others)\b\.?$|(?:,\s*)?\.\.\.$|…$")
_CLASSIC = ("year", "month", "day")


class BibtexField(Rule):
    """A BibTeX record that cannot be cited as it is.

    ## What it does

    In the BibTeX records of fenced code blocks: authors that are a placeholder (`Author et al.`) or no list of
    names (`et al.`, `etc`), braces that do not close, a key that two records of a fence have (all errors); a `year`
    before the year of the record's arXiv id in `journal`, `eprint`, `note` or `howpublished` (a warning; later
    years are advice, as a later version may be meant, and so is the wrong year in a key); `date` of biblatex together
    with `year`, `month` or `day` (advice). The years of conference and journal papers are not checked.

    ## Why it matters

    Readers copy the record as it is. BibTeX reads `A et al.` as one author with the last name `al.`; it needs names
    joined by `and`, or `and others` at the end. A missing closing brace makes all later records part of this one, and
    BibTeX stops at a key that it has read already. arXiv numbers a paper when it receives it: no paper is older than
    its id.

    ## Fix

    Unsafe, for a year: the year of the id. The key is kept, since other texts cite it. Else none: only the authors
    know the names.
    """

    code = "BI001"
    name = "bibtex-field"
    summary = "placeholder authors, wrong dates, unbalanced braces or a key used twice in BibTeX records"
    severity = Severity.ERROR
    fix = Safety.UNSAFE
    batch = Batch.ENTRIES
    removes = frozenset({Removal.CODE})
    examples = (
        Example(
            "# List\n\n```bibtex\n@misc{list2024,\n  title = {A List},\n  author = {Author et al.},\n  year = {2024}\n}\n```\n",
            (6,),
            title="a placeholder instead of names",
        ),
        Example(
            "# List\n\n```bibtex\n@misc{list2024,\n  author = {Ada Byron and Emmy Noether},\n  title = {A {List},\n"
            "  year = {2024}\n}\n```\n",
            (4,),
            title="a missing closing brace",
        ),
        Example(
            "# List\n\n```bibtex\n@misc{list2024,\n  author = {Ada Byron},\n  date = {2024-03-01},\n  year = {2024},\n"
            "  day = {1}\n}\n```\n",
            (6,),
            title="two date fields",
        ),
        Example(
            "# List\n\n```bibtex\n@article{byron2024engines,\n  author = {Ada Byron},\n  title = {On Engines},\n"
            "  journal = {arXiv preprint arXiv:2502.15214},\n  year = {2024}\n}\n```\n",
            (4, 8),
            "# List\n\n```bibtex\n@article{byron2024engines,\n  author = {Ada Byron},\n  title = {On Engines},\n"
            "  journal = {arXiv preprint arXiv:2502.15214},\n  year = {2025}\n}\n```\n",
            title="a year before that of the preprint",
        ),
        Example(
            "# List\n\n```bibtex\n@misc{list2024,\n  title = {A List},\n  year = {2024}\n}\n@misc{List2024,\n"
            "  title = {Another List},\n  year = {2024}\n}\n```\n",
            (8,),
            title="one key for two records",
        ),
    )
    valid = (
        "# List\n\n```bibtex\n@article{noether1918,\n  author = {Noether, Emmy and others},\n"
        '  title = "Invariante Variationsprobleme",\n  journal = {Nachrichten} # { der Gesellschaft},\n'
        "  month = jul,\n  year = 1918\n}\n```\n",
        "# List\n\n```\n@misc{...}\n```\n\nWrite to ada@example.org{at}home, please.\n",
        "# List\n\n```bibtex\n@software{tool,\n  author = {{The Authors of the Tool}},\n  date = {2024-03-01}\n}\n```\n",
        "# List\n\n```bibtex\n@inproceedings{byron2025engines,\n  author = {Ada Byron},\n  booktitle = {ICLR},\n"
        "  eprint = {2402.15214},\n  year = {2025}\n}\n```\n",
        # The same record shown in two places.
        "# List\n\n```bibtex\n@misc{list2024,\n  title = {A List}\n}\n```\n\n## Cite\n\n```bibtex\n@misc{list2024,\n"
        "  title = {A List}\n}\n```\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each defect."""
        for block in InlineIndex.of_document(context.listing.tree).hidden_blocks:
            if not isinstance(block, tree.Fence) or not block.is_exact:
                continue
            keys: dict[str, bibtex.BibRecord] = {}
            for record in bibtex.find_records(context.text, block.content.start, block.content.end):
                yield from self._check_record(record)
                first = keys.setdefault(record.key.casefold(), record)
                if record.key and first is not record:
                    yield self.finding(
                        record.key_span,
                        f"Two records have the key {record.key}: BibTeX stops at the second; write another key",
                        related=[Related(first.key_span, "the first record with this key")],
                    )

    def _check_record(self, record: bibtex.BibRecord) -> Iterator[Finding]:
        if record.is_balanced:
            yield from self._check_authors(record)
            yield from self._check_dates(record)
            yield from self._check_year(record)
        else:
            yield self.finding(
                record.key_span if record.key else record.span,
                "The braces of this BibTeX record are not balanced; add or remove one",
            )

    def _check_authors(self, record: bibtex.BibRecord) -> Iterator[Finding]:
        author = record.field("author")
        if author is None or not author.value:
            return
        alike = _ET_AL.search(author.value)
        if _PLACEHOLDER.fullmatch(_ET_AL.sub("", author.value).strip(" ,.;{}")):
            yield self.finding(
                author.span, f'"{author.value}" is a placeholder; write the names of the authors'
            )
        elif alike:
            yield self.finding(
                author.span,
                f'"{alike[0].strip(" ,;")}" is no author; write names joined by "and", or "and others"',
            )

    def _check_dates(self, record: bibtex.BibRecord) -> Iterator[Finding]:
        date = record.field("date")
        classic = [field for name in _CLASSIC if (field := record.field(name)) is not None]
        if date is None or not classic:
            return
        names = ", ".join(f"`{field.name}`" for field in classic)
        whole = Span(date.outer.start, date.outer.end)
        yield self.finding(
            whole,
            f"This record has `date` (biblatex) and {names} (BibTeX); keep one of them",
            severity=Severity.ADVICE,
            related=[Related(field.outer, "the same date again") for field in classic],
        )

    def _check_year(self, record: bibtex.BibRecord) -> Iterator[Finding]:
        year = record.field("year")
        named = _arxiv_id(record)
        if year is None or named is None or not year.value.isdecimal() or _is_published(record):
            return
        ident, place = named
        submitted = arxiv.submission_month(ident)
        if submitted is None or submitted[0] == int(year.value):
            return
        written, right = int(year.value), submitted[0]
        late = written > right
        yield self.finding(
            year.span,
            f"The year {written} does not match arXiv {ident} (submitted in {right}); write {right}",
            severity=Severity.ADVICE if late else Severity.WARNING,
            related=[Related(place, "the arXiv id")],
            edits=() if late else [Edit(year.span, str(right))],
        )
        if not late and (at := record.key.find(year.value)) >= 0:
            yield self.finding(
                Span(record.key_span.start + at, record.key_span.start + at + len(year.value)),
                f"The cite key has the wrong year {written} too; change it only if no text cites it",
                severity=Severity.ADVICE,
            )


def _is_published(record: bibtex.BibRecord) -> bool:
    """Whether the record cites a conference or journal paper, whose year may differ from that of the preprint."""
    journal = record.field("journal")
    return record.field("booktitle") is not None or (
        journal is not None and not re.search(r"(?i)arxiv|\bcorr\b|preprint", journal.value)
    )


def _arxiv_id(record: bibtex.BibRecord) -> tuple[str, Span] | None:
    """The arXiv id that the record contains, and its span; None if there is none."""
    for name in ("eprint", "journal", "note", "howpublished"):
        field = record.field(name)
        if field is None:
            continue
        if name == "eprint" and (bare := arxiv.parse_bare_id(field.value)) is not None:
            return bare, field.span
        if found := arxiv.find_ids(field.value):
            start, end, ident = found[0]
            return ident, Span(field.span.start + start, field.span.start + end)
    return None
