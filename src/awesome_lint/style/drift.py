"""Where one entry writes a part otherwise than its house: the one place that the rules of form look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from awesome_lint.bibliography import arxiv, dates
from awesome_lint.listing.model import Entry, Layout, Listing
from awesome_lint.markdown import tree
from awesome_lint.model import Edit, Span
from awesome_lint.patterns import lazy
from awesome_lint.records import record
from awesome_lint.style import forms
from awesome_lint.style.infer import LEAST
from awesome_lint.style.model import Form, House, KindStyle

ARXIV_DEFAULT = "abs"
"""The form of arXiv links that the field agrees on, for lists without one of their own."""

_WORD_BEHIND = lazy(r"[ \t]+[^\W_]")
_LINE_END = lazy(r"\r\n|\n|\r")


@record(frozen=True)
class Drift:
    """One part of an entry that is not in the house form.

    `part` is `date`, `date_frame`, `venue_order`, `venue_form`, `field_label`, `authors_label`,
    `label_separator`, `list_separator`, `tag_separator`, `title_gap`, `bullet`, `blank_between`, `field_bullet`,
    `field_indent` or `arxiv_link`. `span` is the drifting text, `stands` what it says, `house` what the house
    writes there (for `blank_between`, in words). `edits` mend it, None where a form cannot be filled from what
    the entry says. `agree` of `total` entries write the house form.
    """

    part: str
    span: Span
    stands: str
    house: str
    edits: tuple[Edit, ...] | None
    agree: int
    total: int


def drift(entry: Entry, listing: Listing, house: House) -> list[Drift]:
    """Every part in which the entry leaves its kind's house form, in the order of the text. `house` is the style
    of this very listing: where all its entries agree on a part, none is looked at."""
    style = house.of(entry.kind)
    if style is None:
        return []
    found = [
        *_date(entry, listing, style),
        *_venue(entry, listing, style),
        *_labels(entry, listing, style),
        *_separators(entry, listing, style),
        *_layout(entry, listing, style),
        *_arxiv(entry, listing, style),
    ]
    found.sort(key=lambda each: each.span)
    return found


def _replacing(part: str, span: Span, listing: Listing, wanted: str, form: Form[object]) -> Drift:
    stands = listing.text[span.start : span.end]
    return Drift(part, span, stands, wanted, (Edit(span, wanted),), form.agree, form.total)


# --- dates and venues ----------------------------------------------------------------------------------


def _date(entry: Entry, listing: Listing, style: KindStyle) -> Iterator[Drift]:
    date = entry.date
    if date is None or date.in_badge or date.in_citation or not date.date.form:
        return
    if date.date.month is None and entry.venue is not None and entry.venue.outer.overlaps(date.span):
        return  # a year beside a venue is the venue's form
    form = style.part("date")
    wanted = None
    if isinstance(form.value, str) and form.value not in forms.date_forms(entry):
        wanted = _as_precise(date.date, form.value)
        if wanted is not None and "%b." in form.value and date.date.month == 5:
            wanted = _may(wanted, style)
    if wanted is not None and forms.plain_blanks(date.text) != wanted:
        yield _replacing("date", date.span, listing, wanted, form)
    if not style.departed("date_frame"):
        return
    frame = style.part("date_frame")
    own = forms.date_frame(entry, listing)
    if own is None or not isinstance(frame.value, str) or own == frame.value:
        return
    bracketed = len(own) > 2 and len(frame.value) > 2
    if bracketed and _usual_here(entry, style, "date_frame"):
        framed = frame.value.replace("{}", wanted or date.text)
        yield _replacing("date_frame", date.outer, listing, framed, frame)


def _may(wanted: str, style: KindStyle) -> str | None:
    """The date in May as the list writes that month among abbreviated ones; None where it writes both."""
    house = style.part("may").value
    if house is None:
        return None
    return wanted.replace("May.", str(house))


def _as_precise(date: dates.PartialDate, pattern: str) -> str | None:
    """The date in the house's pattern; None where that would say more or less than the date does."""
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


def _venue(entry: Entry, listing: Listing, style: KindStyle) -> Iterator[Drift]:
    form = style.part("venue")
    if entry.venue is None or not isinstance(form.value, str) or not style.departed("venue"):
        return
    own = forms.venue_pattern(entry, listing)
    if own is None or own == form.value:
        return
    order, wanted_order = _parts_of(own), _parts_of(form.value)
    if sorted(order) != sorted(wanted_order) or _words(own) != _words(form.value):
        return
    part = "venue_form" if order == wanted_order else "venue_order"
    outer = entry.venue.outer
    if own.endswith("}") and _WORD_BEHIND.match(listing.text, outer.end) is not None:
        return  # a sentence goes on: the venue is spoken of
    wanted = _filled(form.value, entry, listing)
    edits = (Edit(outer, wanted),) if wanted is not None else None
    stands = listing.text[outer.start : outer.end]
    if wanted is not None and _would_glue(outer, wanted, listing.text):
        return  # `IEEE(RA-L)`: the brackets are all that keeps two names apart
    if wanted != stands:
        yield Drift(part, outer, stands, wanted or form.value, edits, form.agree, form.total)


def _would_glue(span: Span, wanted: str, text: str) -> bool:
    """Whether what is to be written would grow together with the letters beside it."""
    before, behind = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return (before.isalnum() and wanted[:1].isalnum()) or (behind.isalnum() and wanted[-1:].isalnum())


_FIELD = lazy(r"\{(\w+)\}")


def _parts_of(pattern: str) -> list[str]:
    return [{"yy": "year"}.get(name, name) for name in _FIELD.findall(pattern)]


def _words(pattern: str) -> list[str]:
    """The words of a pattern besides its fields: none may get lost."""
    return re.findall(r"[^\W\d_]+", _FIELD.sub(" ", pattern))


def _filled(pattern: str, entry: Entry, listing: Listing) -> str | None:
    """The house's pattern with the entry's own venue, year, month and presentation, or None where one of them
    stands twice or is missing."""
    assert entry.venue is not None
    values: dict[str, str] = {}
    shown = ""
    for piece, span in forms.venue_pieces(entry, listing):
        match = _FIELD.fullmatch(piece)
        raw = listing.text[span.start : span.end]
        if match is not None:
            if match[1] in values:
                return None
            values[match[1]] = raw
        elif lost := _words(raw)[len(_words(piece)) :]:
            shown = _presentation(raw, entry) or ""
            if _words(shown) != lost:
                return None
    if "yy" in values and "year" not in values:
        values["year"] = str(entry.venue.mention.year or "")
    elif "year" in values:
        values.setdefault("yy", values["year"][-2:])
    if entry.presentation is not None and not shown:
        return None
    if shown:
        values["venue" if pattern.rfind("{venue}") > pattern.rfind("{y") else "year"] += f" {shown}"
    if any(not values.get(name) for name in _FIELD.findall(pattern)):
        return None
    return _FIELD.sub(lambda match: values[match[1]], pattern)


def _presentation(raw: str, entry: Entry) -> str | None:
    """The words of the presentation as they stand in a piece of the group."""
    if entry.presentation is None:
        return None
    match = re.search(re.escape(entry.presentation), raw, re.I)
    return match[0] if match else None


# --- labels and separators -----------------------------------------------------------------------------


def _labels(entry: Entry, listing: Listing, style: KindStyle) -> Iterator[Drift]:
    for kind, each in forms.labelled(entry):
        if kind == "authors" and style.part("authors_label").value == "plain":
            form = style.part("authors_label")
            start = each.label_span.start
            span = Span(start, each.value_span.start)
            stands = listing.text[span.start : span.end]
            yield Drift("authors_label", span, stands, "", (Edit(span, ""),), form.agree, form.total)
            continue
        form = style.part(f"field_label:{kind}")
        if isinstance(form.value, str) and each.label != form.value:
            yield _replacing("field_label", each.label_span, listing, form.value, form)


def _separators(entry: Entry, listing: Listing, style: KindStyle) -> Iterator[Drift]:
    form = style.part("title_gap")
    looked_at = form.total < LEAST or style.departed("title_gap")
    if looked_at and (gap := forms.title_gap(entry, listing)) is not None:
        if form.total < LEAST and gap.start == gap.end:
            # Too few to tell, but nobody glues a bracket to a link on purpose.
            form = Form(" ", 0, form.total)
        yield from _gap("title_gap", [gap], listing, form)
    if entry.layout is not Layout.TABLE and style.departed("tag_separator"):
        between_tags = forms.gaps_between(forms.tags(entry), listing)
        yield from _gap("tag_separator", between_tags, listing, style.part("tag_separator"))
    if not style.departed("label_separator") and not style.departed("list_separator"):
        return
    for _, each in forms.labelled(entry):
        if each.value_span.start == each.value_span.end:
            continue  # nothing to be set apart from
        between = Span(each.label_span.end, each.value_span.start)
        yield from _gap("label_separator", [between], listing, style.part("label_separator"))
        yield from _gap(
            "list_separator", forms.separators_in(each, listing), listing, style.part("list_separator")
        )


def _gap(part: str, spans: Iterable[Span], listing: Listing, form: Form[object]) -> Iterator[Drift]:
    """The gaps that are not the house's; one that holds a line's end is layout, not a separator."""
    if not isinstance(form.value, str):
        return
    for span in spans:
        stands = listing.text[span.start : span.end]
        if stands != form.value and "\n" not in stands and "\r" not in stands:
            yield _replacing(part, span, listing, form.value, form)


# --- layout --------------------------------------------------------------------------------------------


def _layout(entry: Entry, listing: Listing, style: KindStyle) -> Iterator[Drift]:
    if style.departed("bullet"):
        yield from _bullet(entry, listing, style)
    if style.departed("blank_between"):
        yield from _blank(entry, listing, style)
    if not style.departed("field_bullet") and not style.departed("field_indent"):
        return
    bullet, indent = style.part("field_bullet"), style.part("field_indent")
    for item in forms.field_items(entry):
        if (
            isinstance(bullet.value, str)
            and listing.text[item.marker.start : item.marker.end] != bullet.value
        ):
            yield _replacing("field_bullet", item.marker, listing, bullet.value, bullet)
        if isinstance(indent.value, int) and forms.field_indent(item, entry) != indent.value:
            yield from _indent(item, entry, indent, listing)


def _bullet(entry: Entry, listing: Listing, style: KindStyle) -> Iterator[Drift]:
    form = style.part("bullet")
    own = forms.bullet(entry, listing)
    if not isinstance(form.value, str) or own is None or own == form.value:
        return
    if isinstance(entry.node, tree.Item) and _usual_here(entry, style, "bullet"):
        yield _replacing("bullet", entry.node.marker, listing, form.value, form)


def _blank(entry: Entry, listing: Listing, style: KindStyle) -> Iterator[Drift]:
    form = style.part("blank_between")
    if not isinstance(form.value, bool) or entry.layout is Layout.TABLE:
        return
    gap = forms.gap_before(entry, listing)
    if gap is None:
        return
    stands = listing.text[gap.start : gap.end]
    if forms.has_blank_line(stands) == form.value:
        return
    if not _usual_here(entry, style, "blank_between"):
        return
    ends = list(_LINE_END.finditer(stands))
    if not ends:
        return
    if form.value:
        edit = Edit(Span(gap.start + ends[0].end(), gap.start + ends[0].end()), ends[0][0])
    else:
        edit = Edit(Span(gap.start + ends[0].end(), gap.start + ends[-1].end()), "")
    wanted = "a blank line" if form.value else "no blank line"
    yield Drift("blank_between", gap, stands, wanted, (edit,), form.agree, form.total)


def _indent(item: tree.Item, entry: Entry, form: Form[object], listing: Listing) -> Iterator[Drift]:
    """A nested bullet at another depth; mended where it then still lies in its entry."""
    assert isinstance(form.value, int)
    start = item.marker.start - item.indent
    span = Span(start, item.marker.start)
    stands = listing.text[span.start : span.end] if start >= 0 else ""
    wanted = " " * (forms.content_column(entry) + form.value)
    if stands.strip(" ") or len(stands) != item.indent:
        return
    alone = item.span.end <= _line_end(item, listing)
    edits = (Edit(span, wanted),) if 0 <= form.value < 4 and alone else None
    yield Drift("field_indent", span, stands, wanted, edits, form.agree, form.total)


def _usual_here(entry: Entry, style: KindStyle, part: str) -> bool:
    """Whether most entries around this one write the house form: lists differ from part to part, and a part
    that holds to its own form does not drift. What the configuration pins holds everywhere."""
    form = style.part(part)
    seen = style.regions.get((entry.section.span.start, part), {})
    return form.pinned or 2 * seen.get(form.value, 0) > sum(seen.values())


def _line_end(item: tree.Item, listing: Listing) -> int:
    match = _LINE_END.search(listing.text, item.marker.start)
    return match.end() if match else len(listing.text)


# --- arXiv ---------------------------------------------------------------------------------------------


def _arxiv(entry: Entry, listing: Listing, style: KindStyle) -> Iterator[Drift]:
    form = style.part("arxiv_link")
    wanted = form.value if form.value in ("abs", "pdf", "pdf-suffix") else None
    if wanted is None:
        if not form.mixed:
            return
        wanted = ARXIV_DEFAULT
    for link, found in forms.arxiv_links(entry):
        if found.form == wanted or found.form not in ("abs", "pdf", "pdf-suffix"):
            continue
        if forms.says_its_form(link, listing) or not isinstance(link.node, tree.Link):
            continue
        target = link.node.target
        if listing.text[target.start : target.end] != found.url or arxiv.problem(found.id, None) is not None:
            continue
        yield _replacing("arxiv_link", target, listing, arxiv.canonical(found, str(wanted)), form)
