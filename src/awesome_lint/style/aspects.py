"""What one entry shows of its form, part by part, and how each part is written in another form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, Layout, LinkField, Listing, Role, TitleField, TitleForm
from awesome_lint.markdown import tree
from awesome_lint.structs import record
from awesome_lint.style.anatomy import END, SIGN, START, Anatomy, Gap, Slot
from awesome_lint.style.venues import fitted, pattern_of

Write = Callable[[str], Sequence[Edit] | None]

SYNONYMS = {
    Role.CODE: frozenset({"code", "github", "source code", "source"}),
    Role.PAPER: frozenset({"paper"}),
    Role.PROJECT: frozenset({"project", "website", "homepage", "project page", "page", "site", "home page"}),
}
"""Labels of a tag that say nothing but its role."""

_MARKS = lazy(r"[\[\]()*_\"“”'.,:]*")
_TIED = lazy(r"<!--|```")
_SPACES = lazy(r"(?<=[^\s]) {2,}(?=[^\s])|^ {2,}(?=[^\s]|$)|(?<=[^\s]) {2,}$")
_RUN = lazy(r"(?<=[^\s|])[ \t]{2,}(?=[^\s|])")
_TIGHT_COMMA = lazy(r"(?<=[^\W\d_]),(?=[^\W\d_])|(?<=[\w])(?<!\d\d\d),(?=\d(?!\d\d\b))")
_CODE = lazy(r"(`+)[^\n]*?\1")
_STRONG = lazy(r"\*\*|__")
_LEAD = lazy(r"(?: *[-–—:|,.;])? *(?=[^\W_]|`)")
_BREAK = lazy(r"[ \t]*\r?\n[ \t]*(?:[-*+][ \t]+)?(?=[(\[]*!?\[)")
_LEAST_LINES = 3
_STOPS = ".,"
_FINAL = "?!"
_FIRST = lazy(r"[A-Za-z]?[a-z]+(?=[ ,])")
_CAPITAL = lazy(r"[A-Z][a-z]*(?: [A-Za-z][a-z]*)*")
_LOOSE = lazy(r"[ \t]*[|,;/·•](?=[ \t]*$)", re.MULTILINE)
_LABEL = lazy(r"[\w .&+/-]+")


@record(frozen=True)
class Aspect:
    """One part of an entry: `part` is its name, `key` what it is counted under, `form` how it is written, at
    `span`. `write` gives the edits for another form, None where the entry cannot have it.

    A `rare` form is only rewritten where next to no other entry has it; one that is not `counted` says nothing of
    the list's form. `share` of the entries must agree where that is more than usual;
    where it is not `local`, what other entries of the section write does not matter."""

    part: str
    key: tuple[str, ...]
    form: str
    span: Span
    write: Write
    rare: bool = False
    counted: bool = True
    share: float = 0.0
    local: bool = True


def aspects(anatomy: Anatomy, listing: Listing, newline: str) -> Iterator[Aspect]:
    """All parts of the entry whose form is counted."""
    yield from _marker(anatomy)
    title = anatomy.entry.title
    if title is not None:
        yield from _title(title, anatomy, listing)
        yield from _after_title(title, anatomy)
    for gap in anatomy.gaps:
        yield from _gap(anatomy, gap, newline)
        yield from _line_end(anatomy, gap)
    yield from _lines(anatomy)
    yield from _end(anatomy)
    yield from _link_edges(anatomy)
    for slot in anatomy.slots:
        if slot.kind == "tag" and slot.link is not None:
            yield from _tag(slot, slot.link, anatomy)
        elif slot.kind == "date":
            yield from _date(slot, anatomy)
        elif slot.kind == "venue":
            yield from _venue(slot, anatomy, listing)
    yield from _spaces(anatomy, listing)
    if isinstance(anatomy.entry.node, tree.Row):
        yield from _cells(anatomy.entry.node, listing.text)


def signs(text: str) -> Counter[str]:
    """The words, numbers and pictures of a text: what no change of form may take or add."""
    return Counter(SIGN.findall(text))


def _replace(span: Span) -> Write:
    return lambda form: (Edit(span, form),)


def _constant(edits: Sequence[Edit]) -> Write:
    return lambda form: edits


# --- markers -----------------------------------------------------------------------------------------------


def _marker(anatomy: Anatomy) -> Iterator[Aspect]:
    node, text = anatomy.entry.node, anatomy.text
    if not isinstance(node, tree.Item):
        yield from _no_marker(anatomy)
        return
    marker = text[node.marker.start : node.marker.end]
    form = marker if node.number is None else f"N{marker[-1:]}"
    depth = str(len(anatomy.indents.own))

    def write(wanted: str) -> Sequence[Edit] | None:
        if not wanted.startswith("N"):
            new = wanted
        elif (number := _place(anatomy)) is not None:
            new = f"{number}{wanted[1:]}"
        else:
            return None
        lines = "\n" in text[anatomy.entry.span.start : anatomy.entry.span.end]
        return None if lines and len(new) != len(marker) else (Edit(node.marker, new),)

    yield Aspect("bullet", ("marker", depth), form, node.marker, write)
    yield Aspect("bullet", ("any_marker",), form, node.marker, lambda wanted: None)
    gap = Span(node.marker.end, node.content)
    raw = text[gap.start : gap.end]
    if raw and not raw.strip(" "):
        width = str(node.marker.end - node.marker.start) if node.number is not None else ""
        yield Aspect("marker_gap", ("marker_gap", depth, width), raw, gap, _replace(gap))


def _no_marker(anatomy: Anatomy) -> Iterator[Aspect]:
    """An entry that is a paragraph's line of its own, where others are items."""
    entry, text = anatomy.entry, anatomy.text
    line = text.rfind("\n", 0, entry.span.start) + 1
    end = text.find("\n", entry.span.end)
    rest = text[entry.span.end : end if end >= 0 else len(text)]
    if entry.layout is not Layout.PARAGRAPH or text[line : entry.span.start] or rest.strip():
        return
    if "\n" in text[entry.span.start : entry.span.end] or not _run_together(entry, text):
        return
    at = Span(entry.span.start, entry.span.start)

    def write(wanted: str) -> Sequence[Edit] | None:
        return (Edit(at, f"{wanted} "),) if len(wanted) == 1 else None

    yield Aspect("bullet", ("any_marker",), "", at, write, share=0.9, local=False)


def _run_together(entry: Entry, text: str) -> bool:
    """Whether the entry is one of three or more lines of a paragraph that each begin with a link."""
    start = text.rfind("\n\n", 0, entry.span.start) + 2
    end = text.find("\n\n", entry.span.end)
    lines = text[start : end if end >= 0 else len(text)].strip("\n").split("\n")
    return len(lines) >= _LEAST_LINES and all(line.startswith("[") for line in lines)


def _place(anatomy: Anatomy) -> int | None:
    """The number of an entry among numbered ones."""
    entries = anatomy.entry.section.entries
    at = next(index for index, entry in enumerate(entries) if entry is anatomy.entry)
    numbers = [entry.node.number if isinstance(entry.node, tree.Item) else None for entry in entries]
    before, after = numbers[at - 1] if at else None, numbers[at + 1] if at + 1 < len(numbers) else None
    if before is None or after is None:
        return None
    if before == after:
        return before
    return before + 1


# --- gaps --------------------------------------------------------------------------------------------------


def _gap(anatomy: Anatomy, gap: Gap, newline: str) -> Iterator[Aspect]:
    text, span = anatomy.text, gap.span
    raw = text[span.start : span.end]
    if span.end < span.start or _TIED.search(raw) is not None:
        return
    if gap.before == "words" and "\n" in raw:
        return  # a sentence over several lines
    before = text[span.start - 1 : span.start]
    shape = _SPACES.sub(" ", anatomy.shape(raw))
    # No stop follows another mark; such a gap does not say whether others have one.
    known = gap.before == START or before not in f"{_FINAL}."

    def write(wanted: str) -> Sequence[Edit] | None:
        new = wanted
        if new[:1] in _STOPS and before in f"{_FINAL}{new[:1]}":
            new = new[1:]
        if new == shape or signs(new) != signs(raw):
            return None
        if not new and before.isalnum() and len(raw) == 1 and text[span.end : span.end + 1] in "([":
            return None  # nobody takes the space before a bracket away
        return (Edit(span, anatomy.written(new, newline)),)

    mark = "" if known else before
    share = 0.0 if _balanced(anatomy, gap) else 0.5
    yield Aspect("between", ("between", gap.before, gap.after, mark), shape, span, write, share=share)


def _line_end(anatomy: Anatomy, gap: Gap) -> Iterator[Aspect]:
    """A stop or a separator at the end of a line within an entry."""
    text, span = anatomy.text, gap.span
    first, line_end, _ = text[span.start : span.end].partition("\n")
    mark = first.strip()
    if line_end and len(mark) <= 1 and mark in _STOPS and text[span.start - 1 : span.start] != ".":
        at = Span(span.start, span.start + len(first.rstrip(" ")))
        yield Aspect("between", ("line_end",), mark, at, _replace(at), share=0.9)


def _balanced(anatomy: Anatomy, gap: Gap) -> bool:
    """Whether the asterisks on the gap's line close each other, or the gap has one of them."""
    text = anatomy.text
    start = max(text.rfind("\n", 0, gap.span.start) + 1, anatomy.start)
    end = text.find("\n", gap.span.start, anatomy.entry.span.end)
    line = text[start : end if end >= 0 else anatomy.entry.span.end]
    return "*" in text[gap.span.start : gap.span.end] or line.count("*") % 2 == 0


# --- title -------------------------------------------------------------------------------------------------


def title_frame(title: TitleField, text: str) -> tuple[str, str] | None:
    """What is before and after the title's words, `{}` for the URL of its link."""
    before = text[title.outer.start : title.span.start]
    after = text[title.span.end : title.outer.end]
    if title.link is not None:
        target = title.link.target
        if title.link.form is not tree.LinkForm.INLINE or not title.outer.covers(target):
            return None
        if title.link.title is not None or target.start < title.span.end:
            return None
        after = text[title.span.end : target.start] + "{}" + text[target.end : title.outer.end]
    if _MARKS.fullmatch(before) is None or _MARKS.fullmatch(after.replace("{}", "")) is None:
        return None
    if any(before.count(mark) != after.count(mark) for mark in ("*", "_")):
        return None
    return before, after


def _title(title: TitleField, anatomy: Anatomy, listing: Listing) -> Iterator[Aspect]:
    text = listing.text
    frame = title_frame(title, text)
    words = text[title.span.start : title.span.end]
    if frame is None or any(mark in words for mark in '*_"“”'):
        return
    form = "\0".join(frame)
    linked = "link" if "{}" in frame[1] else "words"
    url = text[title.link.target.start : title.link.target.end] if title.link is not None else ""

    def write(wanted: str) -> Sequence[Edit] | None:
        before, after = wanted.split("\0")
        if ("{}" in after) != ("{}" in frame[1]):
            return None
        end = title.outer.end
        if after[:1] in _STOPS:
            if words[-1:] in f"{_FINAL}.":
                after = after[1:]
            elif after[:1] not in frame[1] and text[end : end + 1] == after[:1]:
                end += 1  # the stop goes within the marks
        if (before, after) == frame:
            return None
        return (
            Edit(Span(title.outer.start, title.span.start), before),
            Edit(Span(title.span.end, end), after.replace("{}", url)),
        )

    if not (words[-1:] in _FINAL and frame[1][:1] not in _STOPS):
        yield Aspect("title", ("title", linked), form, title.outer, write)
    if (mark := _STRONG.search(frame[0])) is not None:
        other = "__" if mark[0] == "**" else "**"
        swapped = "\0".join(frame).replace(mark[0], other)
        yield Aspect("title", ("strong",), mark[0], title.outer, lambda wanted: write(swapped))


def _after_title(title: TitleField, anatomy: Anatomy) -> Iterator[Aspect]:
    """What is between a title and the words after it. Only words that are a description say how the list writes
    it, since others may be read in more than one way."""
    slots, end = anatomy.slots, title.outer.end
    if title.form not in (TitleForm.LINK, TitleForm.BOLD_LINK, TitleForm.BOLD) or anatomy.row:
        return
    match = _LEAD.match(anatomy.text, end, anatomy.entry.span.end)
    following = next((slot.kind for slot in slots if slot.span.start >= end), END)
    if match is None or following not in ("description", "authors", "words", END):
        return
    span = Span(end, match.end())
    yield Aspect(
        "after_title",
        ("after_title",),
        match[0],
        span,
        _replace(span),
        counted=following == "description" and slots[-1].kind == "description",
        share=0.9,
    )


def _end(anatomy: Anatomy) -> Iterator[Aspect]:
    """A separator at the end of an entry, with nothing after it that it could separate."""
    entry, text = anatomy.entry, anatomy.text
    if anatomy.row or entry.description is not None:
        return
    match = _LOOSE.search(text, max(entry.span.start, entry.span.end - 5), entry.span.end)
    loose = match is not None and match.end() == entry.span.end
    span = Span(*match.span()) if match is not None else Span(entry.span.end, entry.span.end)
    yield Aspect(
        "between", ("end",), "separator" if loose else "", span, lambda wanted: (Edit(span, ""),), share=0.9
    )


def _link_edges(anatomy: Anatomy) -> Iterator[Aspect]:
    """Spaces at the edges of the text of a link."""
    text = anatomy.text
    for link in anatomy.entry.links:
        node = link.node
        if not isinstance(node, tree.Link) or node.form is not tree.LinkForm.INLINE:
            continue
        raw = text[node.label.start : node.label.end]
        bare = raw.strip(" ").rstrip(" ,")
        if not bare:
            continue
        left = Span(node.label.start, node.label.start + len(raw) - len(raw.lstrip(" ")))
        right = Span(left.end + len(bare), node.label.end)
        edits = (Edit(left, ""), Edit(right, ""))
        form = "" if raw == bare else "spaces"
        yield Aspect("spaces", ("link_edges",), form, node.label, _constant(edits), share=0.6)


def _lines(anatomy: Anatomy) -> Iterator[Aspect]:
    """Whether the entry is on one line, with the edits that bring tags and badges up to it."""
    if anatomy.row:
        return
    entry, text = anatomy.entry, anatomy.text
    breaks = list(_BREAK.finditer(text, anatomy.start, entry.span.end))
    several = "\n" in text[anatomy.start : entry.span.end]
    form = "several" if several else "one"

    def write(wanted: str) -> Sequence[Edit] | None:
        if wanted != "one" or text.count("\n", anatomy.start, entry.span.end) != len(breaks):
            return None
        if len(breaks) > 1 and any(match[0].strip() for match in breaks):
            return None  # a list of its own
        return [Edit(Span(*match.span()), " ") for match in breaks]

    yield Aspect("lines", ("lines",), form, entry.span, write, share=0.9)


# --- tags --------------------------------------------------------------------------------------------------


def _tag(slot: Slot, link: LinkField, anatomy: Anatomy) -> Iterator[Aspect]:
    node, text = link.node, anatomy.text
    if not isinstance(node, tree.Link) or node.form is not tree.LinkForm.INLINE or node.title is not None:
        return
    raw = text[node.label.start : node.label.end]
    label = raw.strip("[]*_`\\ ")
    if _LABEL.fullmatch(label) is None:
        return
    at = node.label.start + raw.index(label)
    words = Span(at, at + len(label))
    if node.target.start < words.end:
        return
    before, between = text[slot.span.start : words.start], text[words.end : node.target.start]
    after = text[node.target.end : slot.span.end]
    form = f"{before}\0{between}\0{after}"

    def reframe(wanted: str) -> Sequence[Edit] | None:
        one, two, three = wanted.split("\0")
        return (
            Edit(Span(slot.span.start, words.start), one),
            Edit(Span(words.end, node.target.start), two),
            Edit(Span(node.target.end, slot.span.end), three),
        )

    def recase(wanted: str) -> Sequence[Edit]:
        return (Edit(words, label.lower() if wanted == "lower" else label[:1].upper() + label[1:]),)

    yield Aspect("brackets", ("brackets",), form, slot.span, reframe, rare=form.startswith("("))
    known = SYNONYMS.get(link.role, frozenset())

    def relabel(wanted: str) -> Sequence[Edit] | None:
        same = label.casefold() == wanted.casefold()
        if not same and not (label.casefold() in known and wanted.casefold() in known):
            return None
        return (Edit(words, wanted),)

    yield Aspect("label", ("label", slot.name), label, words, relabel)
    case = "lower" if label == label.lower() else "capital" if _CAPITAL.fullmatch(label) else ""
    if case:
        yield Aspect("label", ("label_case",), case, words, recase)


# --- dates and venues --------------------------------------------------------------------------------------


def _date(slot: Slot, anatomy: Anatomy) -> Iterator[Aspect]:
    date, text = anatomy.entry.date, anatomy.text
    if date is None or anatomy.row:
        return
    before, after = Span(slot.span.start, date.span.start), Span(date.span.end, slot.span.end)
    form = f"{text[before.start : before.end]}\0{text[after.start : after.end]}"
    if len(form) > 7 or signs(form):
        return

    def write(wanted: str) -> Sequence[Edit] | None:
        one, two = wanted.split("\0")
        return Edit(before, one), Edit(after, two)

    yield Aspect("date_frame", ("date_frame",), form, slot.span, write)


def _venue(slot: Slot, anatomy: Anatomy, listing: Listing) -> Iterator[Aspect]:
    found = pattern_of(anatomy.entry, listing, slot.span)
    if found is None:
        return
    pattern, fields = found

    def write(wanted: str) -> Sequence[Edit] | None:
        new = fitted(pattern, wanted, anatomy.entry, listing, slot.span)
        return (Edit(slot.span, new),) if new is not None else None

    yield Aspect("venue", ("venue", *fields), pattern, slot.span, write)


# --- spaces ------------------------------------------------------------------------------------------------


def _spaces(anatomy: Anatomy, listing: Listing) -> Iterator[Aspect]:
    entry, text = anatomy.entry, anatomy.text
    start = anatomy.start
    runs = [Span(*match.span()) for match in _RUN.finditer(text, start, entry.span.end)]
    code = list(_CODE.finditer(text, start, entry.span.end)) if runs else []
    runs = [span for span in runs if not any(match.start() < span.start < match.end() for match in code)]
    form = "double" if runs else "single"
    yield Aspect("spaces", ("spaces",), form, entry.span, lambda wanted: [Edit(span, " ") for span in runs])
    fields = [each.value_span for each in entry.labelled]
    fields += [entry.authors.span] if entry.authors is not None else []
    fields += [slot.span for slot in anatomy.slots if slot.kind == "words"]
    commas = [
        Span(match.end(), match.end())
        for span in fields
        for match in _TIGHT_COMMA.finditer(text, span.start, span.end)
        if not any(link.node.target.start <= match.start() < link.node.target.end for link in entry.links)
    ]
    if any("," in text[span.start : span.end] for span in fields):
        form = "tight" if commas else "spaced"
        yield Aspect(
            "commas", ("commas",), form, entry.span, lambda wanted: [Edit(span, " ") for span in commas]
        )
    if entry.description is not None and (word := _FIRST.match(text, *entry.description)) is not None:
        at = Span(word.start(), word.start() + 1)
        case = "capital" if word[0][0].isupper() else "lower"
        yield Aspect("case", ("description_case",), case, at, lambda wanted: _recased(text, at, wanted))
        yield Aspect("case", ("first_word", word[0].casefold()), case, at, lambda wanted: None)


def _recased(text: str, at: Span, wanted: str) -> Sequence[Edit] | None:
    return (Edit(at, text[at.start : at.end].upper()),) if wanted == "capital" else None


# --- tables ------------------------------------------------------------------------------------------------


def _cells(row: tree.Row, text: str) -> Iterator[Aspect]:
    """The padding of each cell."""
    line_start = text.rfind("\n", 0, row.span.start) + 1
    line_end = text.find("\n", row.span.start)
    line_end = len(text) if line_end < 0 else line_end
    raw = text[line_start:line_end]
    pipes = [line_start + match.start() for match in re.finditer(r"(?<!\\)\|", raw)]
    if not pipes:
        return
    first = Span(line_start + len(raw) - len(raw.lstrip()), line_start + len(raw) - len(raw.lstrip()))
    last = Span(line_start + len(raw.rstrip()), line_start + len(raw.rstrip()))
    opened, closed = not text[line_start : pipes[0]].strip(), not text[pipes[-1] + 1 : line_end].strip()
    outer = f"{'|' if opened else ''}\0{'|' if closed else ''}"

    def write(wanted: str) -> Sequence[Edit] | None:
        return (Edit(first, "|"), Edit(last, "|")) if wanted == "|\0|" and outer == "\0" else None

    yield Aspect("row_pipes", ("row_pipes",), outer, row.span, write)
    if not opened or not closed or len(pipes) < 2:
        return
    for column, (one, other) in enumerate(pairwise(pipes)):
        cell = text[one + 1 : other]
        inner = cell.strip(" ")
        if not inner:
            continue
        left = Span(one + 1, one + 1 + len(cell) - len(cell.lstrip(" ")))
        right = Span(other - len(cell) + len(cell.rstrip(" ")), other)
        for side, span in (("left", left), ("right", right)):
            form = text[span.start : span.end]
            yield Aspect("row", ("cell", str(column), side), form, span, _replace(span))
