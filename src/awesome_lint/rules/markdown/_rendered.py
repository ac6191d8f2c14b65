"""Links that render with a wrong target, odd brackets in or around them, and bold text that does not render."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from awesome_lint.analysis.inline_index import InlineBlock
from awesome_lint.analysis.masking import MaskedBlock
from awesome_lint.edits import Edit, Span, is_in_spans
from awesome_lint.findings import Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.markdown._broken import BrokenLink

_NESTED = lazy(r"\]\(\[(?P<text>[^\[\]]*)\]\((?P<url>[^()\s]+(?:\([^()\s]*\))?)\)?\)")
_SECOND = lazy(r"\((?P<url>https?://[^\s<>\[\]()]+)\)")
_BOLD = lazy(r"(?<![*\\])\*\*")
_OPENING = lazy(r"(?<![\w*\\(])\*\*(?=[^\s*/])|(?<=\w[.)])\*\*(?=\w)|\*{4}")
_OPEN_BOLD = "`**` is shown as text: bold type begins with `**` directly before a word and ends with `**` directly after one"
_LONE_BOLD = "`**` is shown as text: the `**` at the other end of the bold type is missing; write it, or remove this one"
_PREFIX = lazy(r"\A(?:https?://)?(?:www\.)?", re.IGNORECASE)
_URL = lazy(r"(?:https?:|www\.|[\w-]+(?:\.[\w-]+)+/)\S*\Z", re.IGNORECASE)
_CUT = lazy(r"\[{1,2}(?P<word>[A-Za-z][\w ]{0,18})\s*\Z")


class _DefectiveLinkForm(NamedTuple):
    """A form of link that renders but is wrong. `pattern` matches from the end of its label on. Groups
    named `cut…` are removed, and an empty group `end` becomes a bracket; `{first}` and `{second}` in
    `message` are groups.
    """

    pattern: re.Pattern[str]
    message: str
    safety: Safety = Safety.SAFE


_FORMS = (
    _DefectiveLinkForm(
        lazy(r"\]\((?P<cut>\[)[^\[\]【】］（）\s]*(?<!\))\)"),
        "Broken link: a square bracket before the URL; write `[text](URL)`",
    ),
    _DefectiveLinkForm(
        lazy(r"\]\((?P<cut>\(+)[^()]*(?P<cut2>\)+)\)"),
        "Broken link: extra brackets around the URL; write `[text](URL)`",
    ),
    _DefectiveLinkForm(
        lazy(r"\]\((?P<first>[^\s()]+)(?P<cut>\[\)\]\((?P<second>https?://[^\s<>\[\]()|]+))\)"),
        "Two URLs for one text: {first} and {second}; remove one",
        safety=Safety.UNSAFE,
    ),
    _DefectiveLinkForm(
        lazy(r"\]\((?P<cut>\))https?://[^\s<>\[\]()|]+(?P<end>\)?)"),
        "Empty link: the URL is after its brackets; write `[text](URL)`",
    ),
)


def find_defective_links(leaf: InlineBlock, text: str) -> Iterator[BrokenLink]:
    """The links and images that render, but whose target is no URL or whose text ends with an extra bracket."""
    for link in leaf.links:
        if link.form is tree.LinkForm.INLINE and link.is_exact:
            images = (child for child in link.children if isinstance(child, tree.Image) and child.is_exact)
            for node in (link, *images):
                if (broken := _find_defect(node, text)) is not None:
                    yield broken


def find_visible_asterisks(leaf: InlineBlock, text: str) -> Iterator[BrokenLink]:
    """The first `**` of a block that is shown as text: one that begins no bold type or is directly after a link or at
    the start, or, in an item, two of them with a space inside."""
    if not leaf.node.is_exact:
        return
    edges = {leaf.node.span.start, *(link.span.end for link in leaf.links)}
    marks = [match.start() for span in leaf.text_spans for match in _BOLD.finditer(text, *span)]
    for at, end in zip_longest(marks, marks[1:]):
        inner = text[at + 2 : end] if end is not None else ""
        is_operator = text[at - 1 : at].isspace() and inner[:1].isspace()
        spaced = leaf.item is not None and inner != inner.strip() and not is_operator
        if spaced or at in edges or _OPENING.match(text, at):
            if end is not None and _closes_before_letter(inner, text[end + 2 : end + 3]):
                message = f"`**` is shown as text: a space is missing after the closing `**`, between “{inner[-1]}” and a letter"
                yield BrokenLink(Span(end, end + 2), message, severity=Severity.WARNING)
            else:
                message = _LONE_BOLD if text.count("**", *leaf.node.span) == 1 else _OPEN_BOLD
                yield BrokenLink(Span(at, at + 2), message, severity=Severity.WARNING)
            return


def _closes_before_letter(inner: str, after: str) -> bool:
    """Whether the text `inner`, between two `**`, ends with punctuation, and a letter or digit is after it: there
    Markdown reads no end of bold type."""
    last = inner[-1:]
    return after.isalnum() and not (inner[:1].isspace() or last.isspace() or last.isalnum() or not last)


def _find_defect(link: tree.Link | tree.Image, text: str) -> BrokenLink | None:
    """The defect of a link or image that renders; None if there is none."""
    raw = text[link.target.start : link.target.end]
    label = text[link.label.start : link.label.end]
    if not raw or raw[0] in "[(" or raw[-1] == "[":
        if nested := _NESTED.match(text, link.label.end):
            return _nested_link_defect(link, nested)
        for form in _FORMS:
            if match := form.pattern.match(text, link.label.end):
                return _defect_of_form(link, match, form)
    if _ends_with_unopened_parenthesis(label):
        at = link.label.start + len(label.rstrip()) - 1
        what = f"An extra “{text[at]}” at the end of the link's text; remove it"
        return BrokenLink(link.span, what, [Edit(Span(at, at + 1), "")], severity=Severity.WARNING)
    return None


def _defect_of_form(
    link: tree.Link | tree.Image, match: re.Match[str], form: _DefectiveLinkForm
) -> BrokenLink:
    """The defect of a link that has a wrong form, whose pattern has this match."""
    groups = match.groupdict()
    edits = [Edit(Span(*match.span(name)), "") for name in groups if name.startswith("cut") and match[name]]
    if groups.get("end") == "":
        edits.append(Edit(Span(match.end(), match.end()), ")"))
    message = form.message.format(**groups)
    return BrokenLink(Span(link.span.start, match.end()), message, edits, form.safety)


def _nested_link_defect(link: tree.Link | tree.Image, match: re.Match[str]) -> BrokenLink:
    """The defect of `[x]([text](URL))`: a link in place of the URL."""
    shown, url = match["text"].strip(), match["url"]
    same = _comparable_url(shown) == _comparable_url(url)
    if not same and _URL.match(shown):
        what = (
            f"Broken link: two URLs for one text, {shown} and {url}; write `[text](URL)` with the right one"
        )
        return BrokenLink(link.span, what)
    what = "Broken link: a link in place of the URL; write `[text](URL)`"
    return BrokenLink(link.span, what, [Edit(link.target, url)], Safety.SAFE if same else Safety.UNSAFE)


def _comparable_url(url: str) -> str:
    """A URL without its scheme, `www.` and final slash."""
    return _PREFIX.sub("", url).rstrip("/")


def _ends_with_unopened_parenthesis(label: str) -> bool:
    """Whether a link's text ends in a `)` that is not opened in it. Smileys and `a)` do not count."""
    label = label.rstrip()
    if not label.endswith((")", "）")):
        return False
    if label.count(")") + label.count("）") != label.count("(") + label.count("（") + 1:
        return False
    return len(label) > 4 and label[-2].isalnum() and not re.match(r"\w{1,2}[)）]", label)


def find_unpaired_brackets(
    masked: MaskedBlock, reported_spans: list[Span], uses_double_brackets: bool
) -> Iterator[BrokenLink]:
    """The surplus or missing brackets next to a link that renders, outside `reported_spans`. `uses_double_brackets`
    says whether `[[text](URL)]` is the style of the list."""
    if not masked.links_by_end:
        return
    masked_text = masked.masked_text
    reported_spans = sorted(reported_spans)
    free = {at for at in masked.unmatched_brackets if not is_in_spans(masked.start + at, reported_spans)}
    for end, link in masked.links_by_end.items():
        if is_in_spans(link.span.start, reported_spans) or is_in_spans(link.span.end - 1, reported_spans):
            continue
        start = link.span.start - masked.start
        if masked_text.startswith("(http", end) and (second := _SECOND.match(masked_text, end)):
            span = Span(link.span.start, masked.start + second.end())
            yield BrokenLink(span, f"Two URLs for one text: {link.url} and {second['url']}; remove one")
        elif end in masked.unopened_parentheses:
            yield _surplus_bracket_defect(masked, start, end)
        elif end not in free and end + 1 in free and masked_text[end : end + 2] == "]]":
            yield _surplus_bracket_defect(masked, start, end + 1)
        elif end in free and masked_text[end] == "]":
            yield _unpaired_bracket_defect(masked, start, end, uses_double_brackets, closes=True)
        elif start - 1 in free and masked_text[start - 1] == "[":
            yield _unpaired_bracket_defect(masked, start, end, uses_double_brackets, closes=False)
    match = _CUT.search(masked_text) if free else None
    if match is not None and match.start() in free:
        span = masked.span(*match.span())
        if not any(reported.end > span.start for reported in reported_spans):
            what = f"The text ends in the middle of a link, at “{match[0].strip()}”; complete it"
            yield BrokenLink(span, what)


def _surplus_bracket_defect(masked: MaskedBlock, start: int, at: int) -> BrokenLink:
    """The defect of `[x](u))` and `[[x](u)]]`: the last bracket has no partner."""
    what = f"An extra “{masked.masked_text[at]}” after the link; remove it"
    edits = [masked.edit(at, at + 1, "")]
    return BrokenLink(masked.span(start, at + 1), what, edits, severity=Severity.WARNING)


def _unpaired_bracket_defect(
    masked: MaskedBlock, start: int, end: int, uses_double_brackets: bool, closes: bool
) -> BrokenLink:
    """The defect of `[x](u)]` and `[[x](u)`: the bracket around the link has no partner."""
    if closes:
        edit = masked.edit(start, start, "[") if uses_double_brackets else masked.edit(end, end + 1, "")
        span, what = masked.span(start, end + 1), "The bracket after the link has no opening one"
    elif _is_bracket_closed_by_brace(masked.masked_text, start, end):
        what = "“[” before the link is closed by “}”; write a pair"
        return BrokenLink(masked.span(start - 1, end + 1), what, severity=Severity.WARNING)
    else:
        edit = masked.edit(end, end, "]") if uses_double_brackets else masked.edit(start - 1, start, "")
        span, what = masked.span(start - 1, end), "The bracket before the link has no closing one"
    message = f"{what}; write `[[text](URL)]` or remove the bracket"
    return BrokenLink(span, message, [edit], severity=Severity.WARNING)


def _is_bracket_closed_by_brace(text: str, link_start: int, link_end: int) -> bool:
    """Whether `}` is after the link where `]` should close the bracket before it; a `}` that closes an earlier `{` does
    not count."""
    open_braces = text.count("{", 0, link_start) - text.count("}", 0, link_start)
    return open_braces <= 0 and text.startswith("}", link_end)
