"""The parts of an entry between and around its fields: separators, lines and spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import SHORTCODE
from awesome_lint.listing.model import TitleField, TitleForm
from awesome_lint.markdown import tree
from awesome_lint.style.anatomy import END, START, Anatomy, Gap
from awesome_lint.style.aspect import FINAL, STOPS, Aspect, count_signs, ends_in_abbreviation, return_edits

_INDENT = lazy(r"\n[<>=]?[ \t]*")
_SPACE = lazy(r"\s")
_NO_MARK = lazy(r"<|//")
_FULL_WIDTH = lazy(r"[，；：、。（）]")
_TIED = lazy(r"<!--|```")
_SPACES = lazy(r"(?<=[^\s]) {2,}(?=[^\s])|^ {2,}(?=[^\s]|$)|(?<=[^\s]) {2,}$")
_RUN = lazy(r"(?<=[^\s|])(?:[ \t]{2,}|\t)(?=[^\s|])")
_TIGHT_COMMA = lazy(
    r"(?<=[^\W\d_\u2e80-\ua4cf\uac00-\ud7af]),(?=[^\W\d_\u2e80-\ua4cf\uac00-\ud7af]|\d(?!\d\d\b))"
)
"""A comma between words that would have a space after it; Chinese, Japanese and Korean text has none."""
_SPACE_BEFORE_COMMA = lazy(
    r"(?<=[^\W\d_\u2e80-\ua4cf\uac00-\ud7af]|[.)]) +(?=,(?:[ \t]|$|[^\W\d_]))", re.MULTILINE
)
_CODE = lazy(r"(`+)[^\n]*?\1")
_LEAD = lazy(rf"(?! *{SHORTCODE.pattern})(?: *[-–—:|,.;])? *(?=[^\W_]|`)")
"""What may be between a title and the words after it; the colon of `:tada:` is none of it."""
_BREAK = lazy(r"(?:(?<![ \t])[ \t]+)?\r?\n[ \t]*(?:[-*+][ \t]+(?=[(\[]+\[))?(?=[(\[]*!?\[)")
"""A line end before a link or badge, or before a bullet with a link in brackets; one without them is an item."""
_STOP_SHARE = 0.93
"""Share of the descriptions that must end alike. With 0.9, 0.7 % of otherwise uniform entries would change."""
_LAZY_LINE = lazy(r"\n(?=\S)")
_LONE_SPACE = lazy(r" (?=\r?\n|\Z)")
"""A space at the end of a line; two are a line break."""
_PLAIN_END = lazy(r"\s\S+\s+[^\W_][\w-]*[^\W_]\Z")
_SENTENCES = lazy(r"[.!?]\s|\.\w+\Z")
_LOOSE = lazy(r"[ \t]*[|,;/·•](?=[ \t]*$)", re.MULTILINE)


# --- gaps --------------------------------------------------------------------------------------------------


def between_aspects(anatomy: Anatomy, gap: Gap, newline: str) -> Iterator[Aspect]:
    """The separator between two fields, or before the first or after the last one."""
    text, span = anatomy.text, gap.span
    raw = text[span.start : span.end]
    if span.end < span.start or _TIED.search(raw) is not None:
        return
    if "words" in (gap.before, gap.after) and "\n" in raw:
        return  # a sentence over several lines
    before = text[span.start - 1 : span.start]
    shape = _SPACES.sub(" ", anatomy.gap_shape(raw))
    whole = text[anatomy.start : anatomy.entry.span.end]
    # No stop follows another mark; such a gap does not say whether others have one.
    known = gap.before == START or before not in f"{FINAL}."

    def edits_for(new_form: str) -> Sequence[Edit] | None:
        new = new_form
        if new[:1] in STOPS and before in f"{FINAL}{new[:1]}":
            new = new[1:]
        if new == shape or count_signs(new) != count_signs(raw):
            return None
        if (new.count("*") - raw.count("*")) % 2 and whole.count("*") % 2 == 0:
            return None  # an emphasis would lose its other end
        if new.count("**") < raw.count("**") and whole.count("**") % 2 == 0:
            return None  # bold that a space keeps from rendering
        if _is_matter_of_taste(shape, new) or _cuts_abbreviation(text, span.start, new):
            return None
        if "words" in (gap.before, gap.after) and _SPACE.sub("", shape) != _SPACE.sub("", new):
            return None  # what is next to words that no field takes may be part of them
        if (not raw and before == "/") or raw in ("_", "-", "/"):
            return None  # what is before and after is one name
        if not new and len(raw) == 1 and text[span.end : span.end + 1] in "([!":
            return None  # nobody takes the space before a bracket away
        if gap.after in ("venue", "date") and raw == " " and text[span.end : span.end + 1] == "(":
            return None  # the bracket separates what it contains from the words before it
        at = _with_lone_space(text, span) if raw and not new and gap.after == END else span
        return (Edit(at, anatomy.write_gap(new, newline)),)

    glued = shape == "" and before == "]" and text.startswith("[", span.end) and gap.after != "words"
    mark = "" if known else before
    share = 0.0 if _has_balanced_asterisks(anatomy, gap) else 0.5
    part = "tag_separator" if gap.before == gap.after == "tag" and "\n" not in raw else "between"
    key = ("between", gap.before, gap.after, mark)
    yield Aspect(part, key, shape, span, edits_for, share=share, default=" " if glued else None)


def _is_matter_of_taste(shape: str, new_form: str) -> bool:
    """Whether two gaps differ only in how far a line is indented, in spaces at an HTML tag or slashes, or in a
    full-width mark."""
    if _INDENT.sub("\n", shape) == _INDENT.sub("\n", new_form):
        return True
    one, other = shape.strip(), new_form.strip()
    if one == other and _NO_MARK.search(one) is not None:
        return True
    return one != other and _FULL_WIDTH.search(one + other) is not None


def _cuts_abbreviation(text: str, at: int, new_form: str) -> bool:
    """Whether the new form would remove a full stop at `at` that belongs to an abbreviation."""
    is_removed = text[at : at + 1] == "." and new_form[:1] != "."
    return is_removed and ends_in_abbreviation(text[max(at - 8, 0) : at])


def line_end_aspects(anatomy: Anatomy, gap: Gap) -> Iterator[Aspect]:
    """A stop or a separator at the end of a line within an entry."""
    text, span = anatomy.text, gap.span
    first, line_end, rest = text[span.start : span.end].partition("\n")
    mark = first.strip()
    if text[span.end : span.end + 1].isalnum() and not rest.strip():
        return  # the sentence goes on
    if line_end and len(mark) <= 1 and mark in STOPS and text[span.start - 1 : span.start] != ".":
        at = Span(span.start, span.start + len(first.rstrip(" \r")))

        def edits_for(new_form: str) -> Sequence[Edit] | None:
            if _cuts_abbreviation(text, at.start, new_form):
                return None
            return (Edit(at if new_form else _with_lone_space(text, at), new_form),)

        yield Aspect("between", ("line_end",), mark, at, edits_for, share=0.9)


def _with_lone_space(text: str, span: Span) -> Span:
    """The span, extended to the single space after it at the end of the line."""
    return Span(span.start, span.end + 1) if _LONE_SPACE.match(text, span.end) is not None else span


def _has_balanced_asterisks(anatomy: Anatomy, gap: Gap) -> bool:
    """Whether the asterisks on the gap's line are in pairs, or the gap contains one of them."""
    text = anatomy.text
    start = max(text.rfind("\n", 0, gap.span.start) + 1, anatomy.start)
    end = text.find("\n", gap.span.start, anatomy.entry.span.end)
    line = text[start : end if end >= 0 else anatomy.entry.span.end]
    return "*" in text[gap.span.start : gap.span.end] or line.count("*") % 2 == 0


def after_title_aspects(title: TitleField, anatomy: Anatomy) -> Iterator[Aspect]:
    """What is between a title and the words after it. Only descriptions are counted, since other words can be read in
    more than one way."""
    slots, end = anatomy.slots, title.outer.end
    if title.form not in (TitleForm.LINK, TitleForm.BOLD_LINK, TitleForm.BOLD) or anatomy.row:
        return
    match = _LEAD.match(anatomy.text, end, anatomy.entry.span.end)
    following = next((slot.kind for slot in slots if slot.span.start >= end), END)
    if match is None or following not in ("description", "authors", "words", END):
        return
    span, lead = Span(end, match.end()), match[0]
    described = following == "description" and slots[-1].kind == "description"
    if not described and anatomy.text[span.end] == "`":
        return  # a mark after the title, such as `⚠`

    def edits_for(new_form: str) -> Sequence[Edit] | None:
        mark, own = new_form.strip(), lead.strip()
        if own and (not mark or (mark == own and own in ":,.;" and new_form[:1] == " ")):
            return None  # no separator is taken away, and no space put before one
        if not own and anatomy.text[span.end : span.end + 1].islower():
            return None  # the sentence goes on
        return (Edit(span, new_form),)

    yield Aspect("after_title", ("after_title",), lead, span, edits_for, counted=described, share=0.9)


def entry_end_aspects(anatomy: Anatomy) -> Iterator[Aspect]:
    """A separator at the end of an entry, where nothing follows that it could separate."""
    entry, text = anatomy.entry, anatomy.text
    if anatomy.row or entry.description is not None:
        return
    match = _LOOSE.search(text, max(entry.span.start, entry.span.end - 5), entry.span.end)
    loose = match is not None and match.end() == entry.span.end
    span = Span(*match.span()) if match is not None else Span(entry.span.end, entry.span.end)
    edits = (Edit(_with_lone_space(text, span) if loose else span, ""),)
    yield Aspect("between", ("end",), "separator" if loose else "", span, return_edits(edits), share=0.9)


def description_end_aspects(anatomy: Anatomy) -> Iterator[Aspect]:
    """The full stop after a description at the end of its entry. It is removed only if the description is a single
    sentence."""
    entry, text = anatomy.entry, anatomy.text
    span = entry.description
    if span is None or anatomy.row or text[span[1] : entry.span.end].strip(" ."):
        return
    words = text[span[0] : entry.span.end].rstrip()
    end = span[0] + len(words)
    bare = words.removesuffix(".")
    if _PLAIN_END.search(bare) is None:
        return
    form = words[len(bare) :]

    def edits_for(new_form: str) -> Sequence[Edit] | None:
        if new_form == form or (form and _SENTENCES.search(bare) is not None):
            return None
        if _cuts_abbreviation(text, span[0] + len(bare), new_form):
            return None
        return (Edit(Span(span[0] + len(bare), end), new_form),)

    yield Aspect("description_end", ("description_end",), form, entry.span, edits_for, share=_STOP_SHARE)


def link_edge_aspects(anatomy: Anatomy) -> Iterator[Aspect]:
    """Spaces at the edges of the text of a link."""
    text = anatomy.text
    for link in anatomy.entry.links:
        node = link.node
        if not isinstance(node, tree.Link) or node.form is not tree.LinkForm.INLINE:
            continue
        raw = text[node.label.start : node.label.end]
        bare = raw.strip(" ").rstrip(" ,")
        around = text[node.span.start - 1 : node.span.start] + text[node.span.end : node.span.end + 1]
        if not bare or any(map(str.isalnum, around)):
            continue  # `[tool ](url)is`: the space is the only one between two words
        left = Span(node.label.start, node.label.start + len(raw) - len(raw.lstrip(" ")))
        right = Span(left.end + len(bare), node.label.end)
        edits = (Edit(left, ""), Edit(right, ""))
        form = "" if raw == bare else "spaces"
        yield Aspect("spaces", ("link_edges",), form, node.label, return_edits(edits), share=0.6)


def line_break_aspects(anatomy: Anatomy) -> Iterator[Aspect]:
    """Whether the entry is on one line, with the edits that move tags and badges from further lines to it."""
    if anatomy.row:
        return
    entry, text = anatomy.entry, anatomy.text
    breaks = list(_BREAK.finditer(text, anatomy.start, entry.span.end))
    several = "\n" in text[anatomy.start : entry.span.end]
    form = "several" if several else "one"

    def edits_for(new_form: str) -> Sequence[Edit] | None:
        if new_form != "one" or text.count("\n", anatomy.start, entry.span.end) != len(breaks):
            return None
        if len(breaks) > 1 and any(match[0].strip() for match in breaks):
            return None  # a list of its own
        if isinstance(entry.node, tree.Item) and _LAZY_LINE.search(text, anatomy.start, entry.span.end):
            return None  # lines that lost their bullets are entries of their own
        return [Edit(Span(*match.span()), " ") for match in breaks]

    yield Aspect("lines", ("lines",), form, entry.span, edits_for, share=0.9)


# --- spaces ------------------------------------------------------------------------------------------------


def space_aspects(anatomy: Anatomy) -> Iterator[Aspect]:
    """Repeated spaces and tabs within the entry."""
    entry, text, start = anatomy.entry, anatomy.text, anatomy.start
    runs = [Span(*match.span()) for match in _RUN.finditer(text, start, entry.span.end)]
    code = list(_CODE.finditer(text, start, entry.span.end)) if runs else []
    runs = [span for span in runs if not any(match.start() < span.start < match.end() for match in code)]
    form = "double" if runs else "single"
    yield Aspect("spaces", ("spaces",), form, entry.span, return_edits([Edit(span, " ") for span in runs]))


def comma_aspects(anatomy: Anatomy) -> Iterator[Aspect]:
    """Whether a space is after each comma, and none before it, in the authors, in labelled fields, and in words that no
    field takes."""
    entry, text = anatomy.entry, anatomy.text
    fields = [each.value_span for each in entry.labelled_fields]
    fields += [entry.authors.span] if entry.authors is not None else []
    fields += [slot.span for slot in anatomy.slots if slot.kind == "words"]
    if not any("," in text[span.start : span.end] for span in fields):
        return
    for pattern, place, replacement, share in (
        (_TIGHT_COMMA, "after", ", ", 0.0),
        (_SPACE_BEFORE_COMMA, "before", "", 0.6),
    ):
        edits = [
            Edit(Span(*match.span()), replacement)
            for span in fields
            for match in pattern.finditer(text, span.start, span.end)
            if any(each.covers(Span(*match.span())) for each in anatomy.visible_texts)
        ]
        form = "other" if edits else "usual"
        yield Aspect("commas", ("commas", place), form, entry.span, return_edits(edits), share=share)
