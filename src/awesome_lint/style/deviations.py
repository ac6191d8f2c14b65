"""The deviations of an entry from the list style: the one computation that the rules of form report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from awesome_lint.bibliography import arxiv, dates
from awesome_lint.edits import Edit, Span
from awesome_lint.listing.model import Entry, Layout, LinkField, Listing
from awesome_lint.markdown import tree
from awesome_lint.source import LINE_END
from awesome_lint.structs import replace
from awesome_lint.style import forms
from awesome_lint.style.model import LEAST, Deviation, Form, KindStyle, ListStyle
from awesome_lint.style.venues import venue_deviations


def deviations(entry: Entry, listing: Listing, list_style: ListStyle) -> list[Deviation]:
    """Every part in which the entry deviates from the style of its kind and section, in the order of the text.
    `list_style` is the style of this very listing: a part on which all its entries agree is not looked at."""
    style = list_style.of(entry.kind)
    if style is None:
        return []
    found = [
        *_date(entry, listing, style),
        *venue_deviations(entry, listing, style),
        *_author_line(entry, listing, style),
        *_labels(entry, listing, style),
        *_separators(entry, listing, style),
        *_layout(entry, listing, style),
        *_arxiv(entry, listing, style, list_style),
    ]
    found.sort(key=lambda each: each.span)
    return found


def _replacing(part: str, span: Span, listing: Listing, expected: str, form: Form[object]) -> Deviation:
    current = listing.text[span.start : span.end]
    return Deviation(part, span, current, expected, (Edit(span, expected),), form)


# --- dates and venues ----------------------------------------------------------------------------------


def _date(entry: Entry, listing: Listing, style: KindStyle) -> Iterator[Deviation]:
    date = entry.date
    if date is None or date.in_badge or date.in_citation or not date.date.form:
        return
    if date.date.month is None and entry.venue is not None and entry.venue.outer.overlaps(date.span):
        return  # a year next to a venue is the venue's form
    form = style.expected("date", entry.section)
    wanted = None
    own_forms = forms.date_forms(entry)
    if isinstance(form.value, str) and form.value not in own_forms and not _may_lack_zero(entry):
        wanted = _as_precise(date.date, form.value)
        if wanted is not None and "%b." in form.value and date.date.month == 5:
            wanted = _may(wanted, style)
    if wanted is not None and forms.plain_whitespace(date.text) != wanted:
        yield _replacing("date", date.span, listing, wanted, form)
    frame = style.expected("date_frame", entry.section)
    own = forms.date_frame(entry, listing)
    if own is None or not isinstance(frame.value, str) or own == frame.value:
        return
    if len(own) > 2 and len(frame.value) > 2:
        framed = frame.value.replace("{}", wanted or date.text)
        yield _replacing("date_frame", date.outer, listing, framed, frame)


def _may_lack_zero(entry: Entry) -> bool:
    """Whether the date is `2024.1`, which a spreadsheet makes of `2024.10`, and no arXiv id says January."""
    if entry.date is None or entry.date.date.form != "%Y.%-m" or entry.date.date.month != 1:
        return False
    submitted = arxiv.submitted(entry.arxiv_id) if entry.arxiv_id is not None else None
    return submitted is None or submitted[1] != 1


def _may(wanted: str, style: KindStyle) -> str | None:
    """The date in May as the list writes that month among abbreviated ones; None where it writes both."""
    form = style.part("may").value
    return wanted.replace("May.", form) if isinstance(form, str) else None


def _as_precise(date: dates.PartialDate, pattern: str) -> str | None:
    """The date in the list's pattern; None where that would say more or less than the date does."""
    if ("%d" in pattern.replace("-", "")) != (date.day is not None):
        return None
    if any(sign in pattern for sign in ("%m", "%-m", "%b", "%B")) != (date.month is not None):
        return None
    if "%Y" not in pattern and "%y" not in pattern:
        return None
    try:
        return dates.write_date(date, pattern)
    except ValueError:
        return None


def _author_line(entry: Entry, listing: Listing, style: KindStyle) -> Iterator[Deviation]:
    """A venue after the authors on their line, where other author lines hold authors alone."""
    form = style.expected("author_line", entry.section)
    if entry.venue is None or form.value != "alone" or forms.author_line(entry, listing.text) != "venue":
        return
    span = entry.venue.outer
    current = listing.text[span.start : span.end]
    yield Deviation("author_line", span, current, "", None, form)


# --- labels and separators -----------------------------------------------------------------------------


def _labels(entry: Entry, listing: Listing, style: KindStyle) -> Iterator[Deviation]:
    for kind, each in forms.labelled(entry):
        if kind == "authors" and style.part("authors_label").value == "plain":
            form = style.expected("authors_label", entry.section)
            if form.value == "plain":
                span = Span(each.label_span.start, each.value_span.start)
                yield _replacing("authors_label", span, listing, "", form)
            continue
        form = style.expected(f"field_label:{kind}", entry.section)
        if isinstance(form.value, str) and each.label != form.value:
            yield _replacing("field_label", each.label_span, listing, form.value, form)


def _separators(entry: Entry, listing: Listing, style: KindStyle) -> Iterator[Deviation]:
    section = entry.section
    if (gap := forms.title_gap(entry, listing)) is not None:
        form = style.expected("title_gap", section)
        if style.part("title_gap").total < LEAST and gap.start == gap.end:
            # Too few to tell, but nobody glues a bracket to a link on purpose.
            form = Form(" ")
        yield from _gaps("title_gap", [gap], listing, form)
    if entry.layout is not Layout.TABLE:
        between_tags = forms.gaps_between(forms.tags(entry), listing)
        yield from _gaps("tag_separator", between_tags, listing, style.expected("tag_separator", section))
    few = style.part("label_separator").total < LEAST
    for kind, each in forms.labelled(entry):
        if each.value_span.start == each.value_span.end:
            continue  # nothing to be set apart from
        between = Span(each.label_span.end, each.value_span.start)
        form = style.expected("label_separator", section)
        if few and listing.text.endswith("  ", between.start, between.end):
            form = Form(listing.text[between.start : between.end].rstrip(" ") + " ")
        yield from _gaps("label_separator", [between], listing, form)
        if kind == "keywords":
            in_list = style.expected("list_separator", section)
            yield from _gaps("list_separator", forms.separators_in(each, listing), listing, in_list)


def _gaps(part: str, spans: Iterable[Span], listing: Listing, form: Form[object]) -> Iterator[Deviation]:
    """The gaps that are not the list's; one that contains a line's end is layout, not a separator. Between links
    a space may be added, and nothing is ever taken away."""
    if not isinstance(form.value, str):
        return
    for span in spans:
        current = listing.text[span.start : span.end]
        if current == form.value or "\n" in current or "\r" in current:
            continue
        each = _replacing(part, span, listing, form.value, form)
        if part == "tag_separator" and not (current == "" and form.value == " "):
            each = replace(each, edits=None)
        yield each


# --- layout --------------------------------------------------------------------------------------------


def _layout(entry: Entry, listing: Listing, style: KindStyle) -> Iterator[Deviation]:
    yield from _bullet(entry, listing, style.expected("bullet", entry.section))
    yield from _blank(entry, listing, style.expected("blank_between", entry.section))
    bullet = style.expected("field_bullet", entry.section)
    indent = style.expected("field_indent", entry.section)
    if bullet.value is None and indent.value is None:
        return
    items = forms.field_items(entry)
    for item in items:
        marker = listing.text[item.marker.start : item.marker.end]
        if isinstance(bullet.value, str) and marker != bullet.value:
            yield _replacing("field_bullet", item.marker, listing, bullet.value, bullet)
    if isinstance(indent.value, int):
        yield from _indent(items, entry, indent, indent.value, listing)


def _bullet(entry: Entry, listing: Listing, form: Form[object]) -> Iterator[Deviation]:
    own = forms.bullet(entry, listing)
    if not isinstance(form.value, str) or own in (None, form.value) or not isinstance(entry.node, tree.Item):
        return
    if form.pinned or forms.neighbor_has_bullet(entry, listing, form.value):
        yield _replacing("bullet", entry.node.marker, listing, form.value, form)


def _blank(entry: Entry, listing: Listing, form: Form[object]) -> Iterator[Deviation]:
    if not isinstance(form.value, bool) or entry.layout is Layout.TABLE:
        return
    gap = forms.gap_before(entry, listing)
    if gap is None:
        return
    current = listing.text[gap.start : gap.end]
    ends = list(LINE_END.finditer(current))
    if forms.has_blank_line(current) == form.value or not ends:
        return
    start = gap.start + ends[0].end()
    edit = (
        Edit(Span(start, start), ends[0][0])
        if form.value
        else Edit(Span(start, gap.start + ends[-1].end()), "")
    )
    expected = "a blank line" if form.value else "no blank line"
    yield Deviation("blank_between", gap, current, expected, (edit,), form)


def _indent(
    items: Iterable[tree.Item], entry: Entry, form: Form[object], wanted: int, listing: Listing
) -> Iterator[Deviation]:
    """Nested bullets at another depth: all those of an entry together, for one alone would be nested below
    another. They have a fix where they are then still in their entry."""
    odd = [item for item in items if forms.field_indent(item, entry) != wanted]
    leads = [Span(item.marker.start - item.indent, item.marker.start) for item in odd]
    if not odd or any(lead.start < 0 or listing.text[lead.start : lead.end].strip(" ") for lead in leads):
        return
    expected = " " * (forms.content_column(entry) + wanted)
    alone = all(item.span.end <= _line_end(item, listing) for item in odd)
    edits = tuple(Edit(lead, expected) for lead in leads) if 0 <= wanted < 4 and alone else None
    current = listing.text[leads[0].start : leads[0].end]
    yield Deviation("field_indent", leads[0], current, expected, edits, form, tuple(leads[1:]))


def _line_end(item: tree.Item, listing: Listing) -> int:
    match = LINE_END.search(listing.text, item.marker.start)
    return match.end() if match else len(listing.text)


# --- arXiv ---------------------------------------------------------------------------------------------


def _arxiv(entry: Entry, listing: Listing, style: KindStyle, list_style: ListStyle) -> Iterator[Deviation]:
    """The links to the abstract of a paper where the list links the PDF, or the other way round: those of one
    paper together."""
    inferred = style.part("arxiv_link")
    form = inferred if inferred.pinned else style.expected("arxiv_family", entry.section)
    # A section may leave the list's form, but it has no form of its own in a list that has none.
    wanted = form.value
    if not isinstance(wanted, str) or (not form.pinned and style.part("arxiv_family").value is None):
        return
    if not form.pinned:
        # A reader sees the links of the list, not those of one kind of entry.
        counts = list_style.counts("arxiv_family")
        whole: Form[object] = Form(form.value, counts[form.value], counts.total())
        if form.nearly_all and not whole.nearly_all:
            return
        form = whole
    papers: dict[str, list[tuple[LinkField, arxiv.ArxivLink]]] = {}
    for link, found, family in forms.arxiv_families(entry, listing):
        if form.value not in (found.form, None if form.pinned else family):
            papers.setdefault(found.id, []).append((link, found))
    if wanted == "pdf" and inferred.value == "pdf-suffix":
        wanted = "pdf-suffix"
    for links in papers.values():
        spans = [link.node.target for link, _ in links]
        if arxiv.problem(links[0][1].id, None) is not None:
            continue
        edits = tuple(edit for link, found in links for edit in _readdressed(link, found, wanted, listing))
        current, expected = links[0][1].url, arxiv.canonical(links[0][1], wanted)
        yield Deviation("arxiv_link", spans[0], current, expected, edits or None, form, tuple(spans[1:]))


def _readdressed(link: LinkField, found: arxiv.ArxivLink, form: str, listing: Listing) -> Iterator[Edit]:
    """The edits that make a URL lead to the abstract or the PDF, and nothing else of it."""
    target, url = link.node.target, found.url
    kind = "abs" if form == "abs" else "pdf"
    at = url.rfind("/", 0, found.start - 1) + 1
    if listing.text[target.start : target.end] != url or url[at : found.start - 1] not in forms.FAMILIES:
        return
    if url[at : found.start - 1] != kind:
        yield Edit(Span(target.start + at, target.start + found.start - 1), kind)
    end = len(url) - (len(".pdf") if found.form == "pdf-suffix" else 0)
    suffix = ".pdf" if form == "pdf-suffix" else ""
    if url[end:] != suffix:
        yield Edit(Span(target.start + end, target.end), suffix)
