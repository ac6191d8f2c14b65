"""What one entry shows of its form, part by part, and how each part is written in another form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import LinkField, Listing, Role, TitleField
from awesome_lint.markdown import tree
from awesome_lint.structs import record
from awesome_lint.style.anatomy import START, Anatomy, Gap, Slot
from awesome_lint.style.venues import fitted, pattern_of

Write = Callable[[str], Sequence[Edit] | None]

SYNONYMS = {
    Role.CODE: frozenset({"code", "github", "source code", "source"}),
    Role.PAPER: frozenset({"paper"}),
    Role.PROJECT: frozenset({"project", "website", "homepage", "project page", "page", "site", "home page"}),
}
"""Labels of a tag that say nothing but its role."""

_SIGN = lazy(r"[^\W_]+|[^\w\s,.;:\-–—|/\\·•*_()\[\]（）【】\"“”'‘’`<>，。；：、&+]")
_MARKS = lazy(r"[\[\]()*_\"“”'.,:]*")
_TIED = lazy(r"<!--|```")
_RUN = lazy(r"(?<=[^\s|])[ \t]{2,}(?=[^\s|])")
_TIGHT_COMMA = lazy(r"(?<=[^\W\d_]),(?=[^\W\d_])|(?<=[\w])(?<!\d\d\d),(?=\d(?!\d\d\b))")
_CODE = lazy(r"(`+)[^\n]*?\1")
_STOPS = ".,"
_FINAL = "?!"
_LABEL = lazy(r"[\w .&+/-]+")


@record(frozen=True)
class Aspect:
    """One part of an entry: `part` is its name, `key` what it is counted under, `form` how it is written, at
    `span`. `write` gives the edits for another form, None where the entry cannot have it. A `rare` form is only
    rewritten where next to no other entry has it; one that is not `counted` says nothing of the list's form."""

    part: str
    key: tuple[str, ...]
    form: str
    span: Span
    write: Write
    rare: bool = False
    counted: bool = True


def aspects(anatomy: Anatomy, listing: Listing, newline: str) -> Iterator[Aspect]:
    """All parts of the entry whose form is counted."""
    yield from _marker(anatomy)
    title = anatomy.entry.title
    if title is not None:
        yield from _title(title, anatomy, listing)
    for gap in anatomy.gaps:
        yield from _gap(anatomy, gap, newline)
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
    return Counter(_SIGN.findall(text))


def _replace(span: Span) -> Write:
    return lambda form: (Edit(span, form),)


# --- markers -----------------------------------------------------------------------------------------------


def _marker(anatomy: Anatomy) -> Iterator[Aspect]:
    node, text = anatomy.entry.node, anatomy.text
    if not isinstance(node, tree.Item):
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
    gap = Span(node.marker.end, node.content)
    raw = text[gap.start : gap.end]
    if raw and not raw.strip(" "):
        width = str(node.marker.end - node.marker.start) if node.number is not None else ""
        yield Aspect("marker_gap", ("marker_gap", depth, width), raw, gap, _replace(gap))


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
    before = text[span.start - 1 : span.start]
    shape = anatomy.shape(raw)
    # No stop follows another mark; such a gap does not say whether others have one.
    known = gap.before == START or before not in f"{_FINAL}."

    def write(wanted: str) -> Sequence[Edit] | None:
        new = wanted
        if new[:1] in _STOPS and before in f"{_FINAL}{new[:1]}":
            new = new[1:]
        if new == shape or signs(new) != signs(raw):
            return None
        return (Edit(span, anatomy.written(new, newline)),)

    yield Aspect("between", ("between", gap.before, gap.after), shape, span, write, counted=known)


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
    if title.link is not None and words != words.strip():
        inner = (
            Edit(Span(title.span.start, title.span.start + len(words) - len(words.lstrip())), ""),
            Edit(Span(title.span.start + len(words.rstrip()), title.span.end), ""),
        )
        yield Aspect("spaces", ("title_inside",), "spaces", title.span, lambda wanted: inner)


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

    yield Aspect("brackets", ("brackets",), form, slot.span, reframe, rare=form.startswith("("))
    known = SYNONYMS.get(link.role, frozenset())

    def relabel(wanted: str) -> Sequence[Edit] | None:
        same = label.casefold() == wanted.casefold()
        if not same and not (label.casefold() in known and wanted.casefold() in known):
            return None
        return (Edit(words, wanted),)

    yield Aspect("label", ("label", slot.name), label, words, relabel)


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
    texts = [each.value_span for each in entry.labelled]
    texts += [entry.authors.span] if entry.authors is not None else []
    commas = [
        Span(match.end(), match.end())
        for span in texts
        for match in _TIGHT_COMMA.finditer(text, span.start, span.end)
        if not any(link.node.target.start <= match.start() < link.node.target.end for link in entry.links)
    ]
    if any("," in text[span.start : span.end] for span in texts):
        form = "tight" if commas else "spaced"
        yield Aspect(
            "commas", ("commas",), form, entry.span, lambda wanted: [Edit(span, " ") for span in commas]
        )


# --- tables ------------------------------------------------------------------------------------------------


def _cells(row: tree.Row, text: str) -> Iterator[Aspect]:
    """The padding of each cell."""
    line_start = text.rfind("\n", 0, row.span.start) + 1
    line_end = text.find("\n", row.span.start)
    line_end = len(text) if line_end < 0 else line_end
    raw = text[line_start:line_end]
    pipes = [line_start + match.start() for match in re.finditer(r"(?<!\\)\|", raw)]
    if len(pipes) < 2 or text[line_start : pipes[0]].strip() or text[pipes[-1] + 1 : line_end].strip():
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
