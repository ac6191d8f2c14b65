"""BI001: fields of a BibTeX record that nobody can cite."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.bibliography import bibtex
from awesome_lint.model import Finding, Related, Removal, Severity, Span
from awesome_lint.patterns import lazy
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.bibtex._records import records_in

_PLACEHOLDER = lazy(
    r"(?i)(?:first |your |the )?(?:authors?|name|last ?name,? first ?name|firstname lastname)\b"
)
_ET_AL = lazy(r"(?i)\bet[ .~]+al\b\.?|[,;]?\s(?:etc|and more|and many others)\b\.?$|(?:,\s*)?\.\.\.$|…$")
_ET_AL_SIGNS = (" al", ".al", "~al", "etc", "and more", "and many others", "...", "…")
"""One of these, in lower case, stands in whatever `_ET_AL` finds."""
_LONGEST_PLACEHOLDER = len("first last name, first name")
_CLASSIC = ("year", "month", "day")


class BibtexField(Rule):
    """A BibTeX record that cannot be cited as it stands.

    ## What it finds

    In the BibTeX records of fenced code blocks: authors that are a placeholder (`Author et al.`) or no list of
    names (`et al.`, `etc`), braces that do not close (both errors), and biblatex's `date` beside the classic
    `year`, `month` or `day` (advice).

    ## Why it matters

    Readers copy the record as it is. BibTeX takes `A et al.` for one author whose last name is `al.`; what it
    wants is real names, joined with `and`, or `and others` at the end. A brace that stays open swallows every
    record below it.

    ## The fix

    None: the names are known to the authors alone.
    """

    code = "BI001"
    name = "bibtex-field"
    summary = "Placeholder authors, wrong date fields, unbalanced braces in a BibTeX record"
    severity = Severity.ERROR
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
            title="a brace that stays open",
        ),
        Example(
            "# List\n\n```bibtex\n@misc{list2024,\n  author = {Ada Byron},\n  date = {2024-03-01},\n  year = {2024},\n"
            "  day = {1}\n}\n```\n",
            (6,),
            title="two ways of dating at once",
        ),
    )
    noop = (
        "# List\n\n```bibtex\n@article{noether1918,\n  author = {Noether, Emmy and others},\n"
        '  title = "Invariante Variationsprobleme",\n  journal = {Nachrichten} # { der Gesellschaft},\n'
        "  month = jul,\n  year = 1918\n}\n```\n",
        "# List\n\n```\n@misc{...}\n```\n\nWrite to ada@example.org{at}home, please.\n",
        "# List\n\n```bibtex\n@software{tool,\n  author = {{The Authors of the Tool}},\n  date = {2024-03-01}\n}\n```\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a fault."""
        for record in context.once(records_in):
            if not record.balanced:
                yield self.finding(
                    record.key_span if record.key else record.span,
                    "The braces of this BibTeX record do not balance",
                )
                continue
            yield from self._authors(record)
            yield from self._dates(record)

    def _authors(self, record: bibtex.BibRecord) -> Iterator[Finding]:
        author = record.field("author")
        if author is None or not author.value:
            return
        lowered = author.value.lower()
        alike = _ET_AL.search(author.value) if any(sign in lowered for sign in _ET_AL_SIGNS) else None
        bare = _ET_AL.sub("", author.value).strip(" ,.;{}") if alike else author.value.strip(" {}")
        if len(bare) <= _LONGEST_PLACEHOLDER and _PLACEHOLDER.fullmatch(bare):
            yield self.finding(author.span, f'"{author.value}" is a placeholder: name the authors')
        elif alike:
            yield self.finding(
                author.span,
                f'"{alike[0].strip(" ,;")}" is no author: BibTeX wants names joined with "and", or "and others"',
            )

    def _dates(self, record: bibtex.BibRecord) -> Iterator[Finding]:
        date = record.field("date")
        classic = [field for name in _CLASSIC if (field := record.field(name)) is not None]
        if date is None or not classic:
            return
        names = ", ".join(f"`{field.name}`" for field in classic)
        whole = Span(date.outer.start, date.outer.end)
        yield self.finding(
            whole,
            f"`date` (biblatex) stands beside {names} (BibTeX): they can come to disagree; keep one",
            severity=Severity.ADVICE,
            related=[Related(field.outer, "the same date again") for field in classic],
        )
