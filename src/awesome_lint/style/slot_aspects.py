"""The parts of an entry within its fields: frames, labels, brackets and cells."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import pairwise

from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import names_only_role, role_of_label
from awesome_lint.listing.model import LinkField, Role, TitleField
from awesome_lint.markdown import tree
from awesome_lint.source import whole_lines
from awesome_lint.style import forms
from awesome_lint.style.anatomy import Anatomy, Slot
from awesome_lint.style.aspect import FINAL, STOPS, Aspect, count_signs, edits_replacing, ends_in_abbreviation
from awesome_lint.style.venues import venue_pattern, write_in_pattern

_PLAIN_LABELS = {
    Role.CODE: frozenset({"code", "github", "source code", "source"}),
    Role.PAPER: frozenset({"paper"}),
    Role.PROJECT: frozenset({"project", "website", "homepage", "project page", "page", "site", "home page"}),
}
"""Labels of a tag that say nothing but its role."""
_MARKS = lazy(r"[\[\]()*_\"“”'.,:]*")
_STRONG = lazy(r"\*\*|__")
_CAPITAL = lazy(r"[A-Z][a-z]*(?: [A-Za-z][a-z]*)*")
_PADDING = 2
"""Spaces above which the padding of a cell aligns it."""
_JOINING = lazy(r"\b(?:a|an|and|at|by|for|from|in|is|of|on|or|see|the|to|via|with) \Z")
_GOES_ON = lazy(r",? [a-z]{2,}\b")
_BRACKET = lazy(r"(?<!\\)[\[\]()]")
_LABEL = lazy(r"[\w .&+/-]+")
_ENDED = lazy(rf"[{FINAL}.]\s*(?:[(（][^()（）]*[)）])?\Z")
"""The end of a title that has its own full stop, perhaps before a remark in brackets: `Overview. (in Greek)`."""


# --- title -------------------------------------------------------------------------------------------------


def title_frame(title: TitleField, text: str) -> tuple[str, str] | None:
    """The text before and after the title's words, with `{}` for the URL of its link; None if it is more than
    markup."""
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


def title_mark_aspects(title: TitleField, anatomy: Anatomy) -> Iterator[Aspect]:
    """The markup and quotation marks around the title."""
    text = anatomy.text
    frame = title_frame(title, text)
    words = text[title.span.start : title.span.end]
    if frame is None or any(mark in words for mark in '*_"“”'):
        return
    slot = next(each for each in anatomy.slots if each.kind == "title")
    start = min(slot.span.start, title.outer.start)
    frame = (text[start : title.outer.start] + frame[0], frame[1])
    around = text[start - 1 : start] + text[title.outer.end : title.outer.end + 1]
    if any(mark in around for mark in '*_"'):
        return  # marks around it are not the title's alone
    form = "\0".join(frame)
    linked = "link" if "{}" in frame[1] else "words"
    url = text[title.link.target.start : title.link.target.end] if title.link is not None else ""

    def edits_for(new_form: str) -> Sequence[Edit] | None:
        before, after = new_form.split("\0")
        if ("{}" in after) != ("{}" in frame[1]):
            return None
        end = title.outer.end
        if after[:1] in STOPS:
            if _ENDED.search(words) is not None:
                after = after[1:]
            elif after[:1] not in frame[1] and text[end : end + 1] == after[:1]:
                end += 1  # the stop goes within the marks
        if (before, after) == frame or frame[1].count(":") != after.count(":"):
            return None  # a colon ends a name: `[GEMINI:](url) Fast Recovery`
        if frame[1][:1] == "." != after[:1] and (". " in words or ends_in_abbreviation(words)):
            return None  # the stop of a sentence, or of `2nd ed.`
        if frame[1] == "." and not after and text[end:].lstrip(" ")[:1].isalnum():
            return None  # without the stop, the words after the title would belong to it
        return (
            Edit(Span(start, title.span.start), before),
            Edit(Span(title.span.end, end), after.replace("{}", url)),
        )

    if not (words[-1:] in FINAL and frame[1][:1] not in STOPS):
        yield Aspect("title", ("title", linked), form, title.outer, edits_for)
    if start == title.outer.start and (mark := _STRONG.search(frame[0])) is not None:
        other = "__" if mark[0] == "**" else "**"
        swapped = "\0".join(frame).replace(mark[0], other)
        yield Aspect("title", ("strong",), mark[0], title.outer, lambda new_form: edits_for(swapped))


# --- tags --------------------------------------------------------------------------------------------------


def tag_aspects(slot: Slot, link: LinkField, anatomy: Anatomy, labels: Collection[str]) -> Iterator[Aspect]:
    """The brackets of a tag and its label; `labels` are the names of the slots whose labels the settings have."""
    node, text = link.node, anatomy.text
    if not isinstance(node, tree.Link) or node.form is not tree.LinkForm.INLINE or node.title is not None:
        return
    raw = text[node.label.start : node.label.end]
    label = raw.strip("[]*_`\\ ")
    if _LABEL.fullmatch(label) is None:
        return
    at = node.label.start + raw.index(label)
    words = Span(at, at + len(label))
    if node.target.start < words.end or text.startswith("]", slot.span.end):
        return  # the bracket after it has no partner, or is around several tags
    target = node.target
    if text[target.start - 1] == "<":
        target = Span(target.start - 1, target.end + 1)  # `(<URL>)` is a form of the URL
    before, between = text[slot.span.start : words.start], text[words.end : target.start]
    after = text[target.end : slot.span.end]
    form = f"{before}\0{between}\0{after}"

    def edits_for(new_form: str) -> Sequence[Edit] | None:
        one, two, three = new_form.split("\0")
        if any(form.count(mark) != new_form.count(mark) for mark in "*_`"):
            return None  # emphasis is there on purpose
        return (
            Edit(Span(slot.span.start, words.start), one),
            Edit(Span(words.end, target.start), two),
            Edit(Span(target.end, slot.span.end), three),
        )

    shown = "\\" not in form
    if not _is_in_sentence(slot.span, text) and not _is_in_open_bracket(anatomy, slot.span.start):
        rare = form.startswith("(")
        yield Aspect("brackets", ("brackets",), form, slot.span, edits_for, rare=rare, local=shown)
    yield from _label_aspects(slot, link, words, anatomy, is_set=slot.name in labels)


def _label_aspects(
    slot: Slot, link: LinkField, words: Span, anatomy: Anatomy, *, is_set: bool
) -> Iterator[Aspect]:
    """The label of a tag, at the span `words`; `is_set` if the settings have this label."""
    label = anatomy.text[words.start : words.end]
    if is_set and link.role is not Role.OTHER and role_of_label(label) is None:
        return  # a name of what it leads to
    known = _PLAIN_LABELS.get(link.role, frozenset())

    def edits_for_label(new_form: str) -> Sequence[Edit] | None:
        if label.casefold() == new_form.casefold():
            may_write = True
        elif is_set:
            # A label in a sentence must stay, and one that tells two links with the same role apart.
            others = [each.link for each in anatomy.slots if each.name == slot.name and each.link is not None]
            is_same = all(forms.bare_label(each).casefold() == label.casefold() for each in others)
            in_sentence = _is_in_sentence(slot.span, anatomy.text)
            may_write = names_only_role(label, link.role) and is_same and not in_sentence
        else:
            may_write = label.casefold() in known and new_form.casefold() in known
        return (Edit(words, new_form),) if may_write else None

    def edits_for_case(new_form: str) -> Sequence[Edit]:
        return (Edit(words, in_case(label, new_form)),)

    yield Aspect("label", ("label", slot.name), label, words, edits_for_label)
    case = "lower" if label == label.lower() else "capital" if _CAPITAL.fullmatch(label) else ""
    if case and link.role is not Role.OTHER and not is_set:
        yield Aspect("label", ("label_case",), case, words, edits_for_case)
        yield Aspect("label", ("label_word", label.casefold()), label, words, lambda new_form: None)


def in_case(label: str, case: str) -> str:
    """The label in `lower` case, or with a `capital` at its start."""
    return label.lower() if case == "lower" else label[:1].upper() + label[1:]


def _is_in_sentence(span: Span, text: str) -> bool:
    """Whether a link is part of a sentence: a preposition or conjunction is before it, or it is between words."""
    if _JOINING.search(text, max(span.start - 8, 0), span.start) is not None:
        return True
    before = text[span.start - 2 : span.start]
    return before[:1].isalpha() and before[1:] == " " and _GOES_ON.match(text, span.end) is not None


def _is_in_open_bracket(anatomy: Anatomy, at: int) -> bool:
    """Whether a bracket before this offset, on the same line of the entry, is not closed before it. Only the last
    1,000 characters count."""
    line = anatomy.text[max(anatomy.start, anatomy.text.rfind("\n", 0, at) + 1, at - 1000) : at]
    depth = 0
    for mark in _BRACKET.findall(line):
        depth = depth + 1 if mark in "([" else max(depth - 1, 0)
    return depth > 0


# --- dates and venues --------------------------------------------------------------------------------------


def date_frame_aspects(slot: Slot, anatomy: Anatomy) -> Iterator[Aspect]:
    """The brackets around a date."""
    date, text = anatomy.entry.date, anatomy.text
    if date is None or anatomy.row:
        return
    before, after = Span(slot.span.start, date.span.start), Span(date.span.end, slot.span.end)
    form = f"{text[before.start : before.end]}\0{text[after.start : after.end]}"
    if len(form) > 7 or count_signs(form.replace("\0", "")):
        return

    def edits_for(new_form: str) -> Sequence[Edit] | None:
        one, two = new_form.split("\0")
        if one and text.endswith((",", ", "), 0, before.start):
            return None  # the comma separates it already
        return Edit(before, one), Edit(after, two)

    yield Aspect("date_frame", ("date_frame",), form, slot.span, edits_for)


def venue_aspects(slot: Slot, anatomy: Anatomy) -> Iterator[Aspect]:
    """The text of a venue with its year, as a pattern. An acronym in brackets after the full name of the venue is part
    of that name."""
    text = anatomy.text
    if text[slot.span.start] == "(" and any(
        one.kind == "words" and other == slot and not text[one.span.end : slot.span.start].strip()
        for one, other in pairwise(anatomy.slots)
    ):
        return
    found = venue_pattern(anatomy.entry, text, slot.span)
    if found is None:
        return
    pattern, fields = found

    def edits_for(new_form: str) -> Sequence[Edit] | None:
        new = write_in_pattern(pattern, new_form, anatomy.entry, text, slot.span)
        return (Edit(slot.span, new),) if new is not None else None

    yield Aspect("venue", ("venue", *fields), pattern, slot.span, edits_for)


# --- tables ------------------------------------------------------------------------------------------------


def cell_aspects(row: tree.Row, text: str) -> Iterator[Aspect]:
    """The pipes at the ends of a table row, and the padding of each cell."""
    line_start, line_end = whole_lines(text, Span(row.span.start, row.span.start))
    raw = text[line_start:line_end]
    pipes = [line_start + match.start() for match in re.finditer(r"(?<!\\)\|", raw)]
    if not pipes:
        return
    ends = [line_end - len(raw.lstrip()), line_start + len(raw.rstrip())]
    opened, closed = not text[line_start : pipes[0]].strip(), not text[pipes[-1] + 1 : line_end].strip()
    outer = f"{'|' if opened else ''}\0{'|' if closed else ''}"

    def edits_for(new_form: str) -> Sequence[Edit] | None:
        return [Edit(Span(at, at), "|") for at in ends] if new_form == "|\0|" and outer == "\0" else None

    yield Aspect("row_pipes", ("row_pipes",), outer, row.span, edits_for)
    if closed:
        rest = Span(pipes[-1] + 1, line_end)
        yield Aspect("row", ("row_end",), text[rest.start : rest.end], rest, edits_replacing(rest), share=0.9)
    if not opened or not closed or len(pipes) < 2:
        return
    for column, (one, other) in enumerate(pairwise(pipes)):
        cell = text[one + 1 : other]
        inner = cell.strip(" ")
        if not inner:
            continue
        left = Span(one + 1, other - len(cell.lstrip(" ")))
        right = Span(one + 1 + len(cell.rstrip(" ")), other)
        for side, span in (("left", left), ("right", right)):
            form = text[span.start : span.end]
            yield Aspect("row", ("cell", str(column), side), form, span, partial(_padding_edit, span))


def _padding_edit(span: Span, new_form: str) -> Sequence[Edit] | None:
    """The edit that pads a cell; None if its spaces align it."""
    return (Edit(span, new_form),) if len(new_form) <= 1 and span.end - span.start <= _PADDING else None
