"""The parts of an entry that depend on what its fields are: dates, labels, the case of letters, nested bullets,
arXiv links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from awesome_lint.bibliography import arxiv, dates
from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, LinkField, TitleForm
from awesome_lint.markdown import tree
from awesome_lint.source import LINE_END
from awesome_lint.style import forms
from awesome_lint.style.anatomy import Anatomy
from awesome_lint.style.aspect import Aspect, edits_replacing, return_edits
from awesome_lint.style.date_patterns import DatePatterns

_INITIAL = lazy(r"\b[A-Z]\. [A-Z]")
_SMALL_NAME = lazy(
    r"(?<=\b[A-Z]\. )(?!(?:al|ben|bin|da|de|del|della|den|der|di|dos|du|el|et|la|le|ter|van|von|zu)\b)[a-z]{3,}"
)
_FIRST = lazy(r"[A-Za-z][a-z]*(?=[ ,])")

# --- dates -------------------------------------------------------------------------------------------------


def date_aspects(anatomy: Anatomy, patterns: DatePatterns) -> Iterator[Aspect]:
    """The pattern of the date; dates of the same precision are compared."""
    entry, found = anatomy.entry, anatomy.entry.date
    if found is None or found.in_badge or found.in_citation or not found.date.form:
        return
    if found.date.month is None and entry.venue is not None and entry.venue.outer.overlaps(found.span):
        return  # a year next to a venue is part of the venue's form
    fitting = forms.date_forms(entry)
    pattern = patterns.get((entry.kind, fitting))
    if pattern is None:
        return

    precision = "day" if found.date.day else "month" if found.date.month else "year"

    def edits_for(new_form: str) -> Sequence[Edit] | None:
        # Many write `May` among `Apr.` and `Jun.`, since it is no abbreviation.
        if new_form in fitting or new_form.replace("%b.", "%b") in fitting and found.date.month == 5:
            return ()
        new = _write_same_precision(found.date, new_form) if not _may_lack_final_zero(entry) else None
        if new is None:
            return None
        return (Edit(found.span, new),) if new != forms.plain_whitespace(found.text) else ()

    yield Aspect("date", ("date", precision), pattern, found.span, edits_for)


def _may_lack_final_zero(entry: Entry) -> bool:
    """Whether the date may be `2024.10` without its zero: it is `2024.1`, which spreadsheets make of it, and no arXiv
    id confirms January."""
    if entry.date is None or entry.date.date.form != "%Y.%-m" or entry.date.date.month != 1:
        return False
    submitted = arxiv.submission_month(entry.arxiv_id) if entry.arxiv_id is not None else None
    return submitted is None or submitted[1] != 1


def _write_same_precision(date: dates.PartialDate, pattern: str) -> str | None:
    """The date in this pattern; None if that would state more or less than the date."""
    has_day = any(directive in pattern for directive in ("%d", "%-d", "%o"))
    has_month = any(directive in pattern for directive in ("%m", "%-m", "%b", "%B"))
    if has_day != (date.day is not None) or has_month != (date.month is not None):
        return None
    if "%Y" not in pattern and "%y" not in pattern:
        return None
    try:
        return dates.write_date(date, pattern)
    except ValueError:
        return None


# --- labels ------------------------------------------------------------------------------------------------


def label_aspects(anatomy: Anatomy) -> Iterator[Aspect]:
    """The labels of fields, the text between label and value, and the separators in a field of keywords."""
    entry, text, named = anatomy.entry, anatomy.text, False
    for kind, each in forms.fields_of_one_meaning(entry):
        label = each.label_span
        between = Span(label.end, each.value_span.start)
        if kind == "authors":
            named = True
            lead = Span(label.start, each.value_span.start)
            removal = return_edits((Edit(lead, ""),))
            yield Aspect("authors_label", ("authors_label",), "labelled", lead, removal)
        yield Aspect("field_label", ("field_label", kind), each.label, label, edits_replacing(label))
        if each.value_span.start < each.value_span.end:
            yield from _separator_aspect("label_separator", between, text, one_space=True)
        for span in forms.separators_in(each, text) if kind == "keywords" else ():
            yield from _separator_aspect("list_separator", span, text)
    if entry.authors is not None and not named:
        span = entry.authors.span
        yield Aspect("authors_label", ("authors_label",), "plain", span, lambda new_form: None)


def title_gap_aspects(anatomy: Anatomy) -> Iterator[Aspect]:
    """The whitespace between a title that is a link or has marks and the bracket after it on the same line."""
    entry, text, title = anatomy.entry, anatomy.text, anatomy.entry.title
    if title is None or anatomy.row or title.form in (TitleForm.PLAIN, TitleForm.ITALIC):
        return
    start, end = title.outer.end, entry.span.end
    bracket = end - len(text[start:end].lstrip(" \t"))
    if text.startswith("(", bracket, end):
        span = Span(start, bracket)
        yield from _separator_aspect("title_gap", span, text, one_space=start == bracket)


def _separator_aspect(part: str, span: Span, text: str, *, one_space: bool = False) -> Iterator[Aspect]:
    """A separator on one line; with `one_space`, it ends with one space by default. Nothing for one that contains a
    line end."""
    raw = text[span.start : span.end]
    if "\n" not in raw and "\r" not in raw:
        default = f"{raw.rstrip(' ')} " if one_space and raw[-2:] in ("", "  ") else None
        yield Aspect(part, (part,), raw, span, edits_replacing(span), default=default)


# --- case --------------------------------------------------------------------------------------------------


def description_case_aspects(anatomy: Anatomy) -> Iterator[Aspect]:
    """The case of the first letter of a description; its first word is also counted, since a name keeps its case."""
    entry, text = anatomy.entry, anatomy.text
    word = _FIRST.match(text, *entry.description) if entry.description is not None else None
    if word is None:
        return
    at = Span(word.start(), word.start() + 1)
    case = "capital" if word[0][0].isupper() else "lower"

    def edits_for(new_form: str) -> Sequence[Edit] | None:
        return (Edit(at, word[0][0].upper()),) if new_form == "capital" else None

    if entry.title is None or word[0] not in entry.title.text:  # no name of a thing
        yield Aspect("case", ("description_case",), case, at, edits_for, rare=True)
    yield Aspect("case", ("first_word", word[0].casefold()), case, at, lambda new_form: None)


def surname_aspects(anatomy: Anatomy) -> Iterator[Aspect]:
    """The case of surnames after an initial; particles such as "van" are left alone."""
    entry, text = anatomy.entry, anatomy.text
    spans = [slot.span for slot in anatomy.slots if slot.kind == "words"]
    spans = [span for span in spans if " et al" in text[span.start : span.end]]
    spans += [entry.authors.span] if entry.authors is not None else []
    for span in spans:
        for match in _SMALL_NAME.finditer(text, *span):
            at = Span(match.start(), match.start() + 1)
            edits = (Edit(at, match[0][0].upper()),)
            yield Aspect("case", ("names",), "lower", at, return_edits(edits), share=0.9)
        if _INITIAL.search(text, *span) is not None:
            yield Aspect("case", ("names",), "capital", span, lambda new_form: None)


# --- lines -------------------------------------------------------------------------------------------------


def blank_line_before_entry_aspects(anatomy: Anatomy) -> Iterator[Aspect]:
    """Whether there is a blank line before the entry."""
    gap = forms.gap_before(anatomy.entry, anatomy.text)
    if gap is None:
        return
    raw = anatomy.text[gap.start : gap.end]
    ends = list(LINE_END.finditer(raw))
    if not ends:
        return
    start = gap.start + ends[0].end()

    def edits_for(new_form: str) -> Sequence[Edit] | None:
        if new_form == forms.BLANK:
            return (Edit(Span(start, start), ends[0][0]),)
        return (Edit(Span(start, gap.start + ends[-1].end()), ""),)

    form = forms.BLANK if len(ends) > 1 else forms.NO_BLANK
    yield Aspect("blank_between", ("blank_between",), form, gap, edits_for)


def nested_bullet_aspects(anatomy: Anatomy) -> Iterator[Aspect]:
    """The bullets of an entry's nested items, and their indent. All items of an entry are indented together: one alone
    would become a child of another."""
    entry, text = anatomy.entry, anatomy.text
    items = forms.field_items(entry)
    for item in items:
        marker = text[item.marker.start : item.marker.end]
        yield Aspect("field_bullet", ("field_bullet",), marker, item.marker, edits_replacing(item.marker))
    node = entry.node
    if isinstance(node, tree.Item) and node.content > node.marker.end + 1:
        return  # the entry's own content begins farther right than usual
    leads = [Span(item.marker.start - item.indent, item.marker.start) for item in items]
    if not leads or any(lead.start < 0 or text[lead.start : lead.end].strip(" ") for lead in leads):
        return
    column = forms.content_column(entry)
    indents = {item.indent - column for item in items}

    def edits_for(new_form: str) -> Sequence[Edit] | None:
        if any("\n" in text[item.marker.end : item.span.end].rstrip("\r\n") for item in items):
            return None  # what is below them would move out
        if not new_form.isdigit() or int(new_form) >= 4:
            return None
        new = " " * (column + int(new_form))
        return [Edit(lead, new) for lead in leads if lead.end - lead.start != len(new)]

    form = str(min(indents)) if len(indents) == 1 else ""
    yield Aspect("field_indent", ("field_indent",), form, leads[0], edits_for)


# --- arXiv links -------------------------------------------------------------------------------------------


def arxiv_link_aspects(anatomy: Anatomy, pdf_form: str) -> Iterator[Aspect]:
    """Whether links to the paper on arXiv lead to the abstract or to the PDF (in the form `pdf_form`). Links to one
    paper are changed together."""
    pages: dict[tuple[str, str], list[tuple[LinkField, arxiv.ArxivLink]]] = {}
    for link, found, family in forms.arxiv_families(anatomy.entry):
        pages.setdefault((found.id, family), []).append((link, found))
    for (_, family), links in pages.items():
        yield _arxiv_link_aspect(links, family, anatomy.text, pdf_form)


def _arxiv_link_aspect(
    links: Sequence[tuple[LinkField, arxiv.ArxivLink]], family: str, text: str, pdf_form: str
) -> Aspect:
    """The form (`family`) of links to the abstract or PDF of one paper."""

    def edits_for(new_form: str) -> Sequence[Edit] | None:
        if arxiv.id_problem(links[0][1].id, None) is not None:
            return None
        form = pdf_form if new_form == "pdf" else new_form
        return [edit for link, found in links for edit in _edits_to_other_form(link, found, form, text)]

    return Aspect("arxiv_link", ("arxiv_link",), family, links[0][0].node.target, edits_for)


def _edits_to_other_form(link: LinkField, found: arxiv.ArxivLink, form: str, text: str) -> Iterator[Edit]:
    """The edits that make a URL lead to the abstract or the PDF, and change nothing else in it."""
    target, url, start = link.node.target, found.url, found.start
    kind = "abs" if form == "abs" else "pdf"
    at = url.rfind("/", 0, start - 1) + 1
    if text[target.start : target.end] != url or url[at : start - 1] not in forms.FAMILIES:
        return
    if url[at : start - 1] != kind:
        yield Edit(Span(target.start + at, target.start + start - 1), kind)
    end = len(url) - (len(".pdf") if found.form == "pdf-suffix" else 0)
    suffix = ".pdf" if form == "pdf-suffix" else ""
    if url[end:] != suffix:
        yield Edit(Span(target.start + end, target.end), suffix)
