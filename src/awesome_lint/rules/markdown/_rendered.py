"""Links that render with a wrong target, odd brackets in or around them, and bold text that does not render."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from awesome_lint.analysis.inline_index import InlineBlock
from awesome_lint.analysis.residue import PaintedBlock
from awesome_lint.edits import Edit, Span, within
from awesome_lint.findings import Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.markdown._broken import Broken

_NESTED = lazy(r"\]\(\[(?P<text>[^\[\]]*)\]\((?P<url>[^()\s]+(?:\([^()\s]*\))?)\)?\)")
_SECOND = lazy(r"\((?P<url>https?://[^\s<>\[\]()]+)\)")
_ASTERISKS = lazy(r"(?:(?<![\w*\\(])\*\*(?=[^\s*/])|(?<=\w[.)])\*\*(?=\w)|\*{4,})")
_PREFIX = lazy(r"\A(?:https?://)?(?:www\.)?", re.IGNORECASE)
_URL = lazy(r"(?:https?:|www\.|[\w-]+(?:\.[\w-]+)+/)\S*\Z", re.IGNORECASE)
_CUT = lazy(r"\[{1,2}(?P<word>[A-Za-z][\w ]{0,18})\s*\Z")


class _Form(NamedTuple):
    """A form of link that renders and is wrong: `pattern` matches from its label's end on. The groups named `cut…`
    are removed, and `end`, where it is empty, becomes a bracket; `{first}` and `{second}` in `message` are groups."""

    pattern: re.Pattern[str]
    message: str
    safety: Safety = Safety.SAFE


_FORMS = (
    _Form(
        lazy(r"\]\((?P<cut>\[)[^\[\]【】］（）\s]*(?<!\))\)"),
        "Broken link: a square bracket before the URL; write `[text](URL)`",
    ),
    _Form(
        lazy(r"\]\((?P<cut>\(+)[^()]*(?P<cut2>\)+)\)"),
        "Broken link: too many brackets around the URL; write `[text](URL)`",
    ),
    _Form(
        lazy(r"\]\((?P<first>[^\s()]+)(?P<cut>\[\)\]\((?P<second>https?://[^\s<>\[\]()|]+))\)"),
        "Two URLs for one text: {first} and {second}; remove one",
        safety=Safety.UNSAFE,
    ),
    _Form(
        lazy(r"\]\((?P<cut>\))https?://[^\s<>\[\]()|]+(?P<end>\)?)"),
        "Empty link: the URL is after its brackets; write `[text](URL)`",
    ),
)


def odd_links(leaf: InlineBlock, text: str) -> Iterator[Broken]:
    """Links and images that render, with a target that is no URL or a bracket too many in their text."""
    for link in leaf.links:
        if link.form is tree.LinkForm.INLINE and link.mapped:
            images = (child for child in link.children if isinstance(child, tree.Image) and child.mapped)
            for node in (link, *images):
                if (broken := _odd(node, text)) is not None:
                    yield broken


def visible_asterisks(leaf: InlineBlock, text: str) -> Iterator[Broken]:
    """`**` that begins bold type which never ends: the reader sees the asterisks."""
    for span in leaf.texts:
        if text.find("**", span.start, span.end) < 0:
            continue
        match = _ASTERISKS.search(text, span.start, span.end)
        if match:
            what = "These asterisks are shown: bold text needs `**` right before and right after its words"
            yield Broken(Span(*match.span()), what, severity=Severity.WARNING)
            return


def _odd(link: tree.Link | tree.Image, text: str) -> Broken | None:
    raw = text[link.target.start : link.target.end]
    label = text[link.label.start : link.label.end]
    if not raw or raw[0] in "[(" or raw[-1] == "[":
        if nested := _NESTED.match(text, link.label.end):
            return _nested(link, nested)
        for form in _FORMS:
            if match := form.pattern.match(text, link.label.end):
                return _of_form(link, match, form)
    if _is_over_closed(label):
        at = link.label.start + len(label.rstrip()) - 1
        what = "A closing bracket too many at the end of the link's text; remove it"
        return Broken(link.span, what, [Edit(Span(at, at + 1), "")], severity=Severity.WARNING)
    return None


def _of_form(link: tree.Link | tree.Image, match: re.Match[str], form: _Form) -> Broken:
    groups = match.groupdict()
    edits = [Edit(Span(*match.span(name)), "") for name in groups if name.startswith("cut") and match[name]]
    if groups.get("end") == "":
        edits.append(Edit(Span(match.end(), match.end()), ")"))
    message = form.message.format(**groups)
    return Broken(Span(link.span.start, match.end()), message, edits, form.safety)


def _nested(link: tree.Link | tree.Image, match: re.Match[str]) -> Broken:
    """`[x]([text](URL))`: a link in place of the URL, whose text may be a URL too."""
    shown, url = match["text"].strip(), match["url"]
    same = _without_prefix(shown) == _without_prefix(url)
    if not same and _URL.match(shown):
        what = (
            f"Broken link: two URLs for one text, {shown} and {url}; write `[text](URL)` with the right one"
        )
        return Broken(link.span, what)
    what = "Broken link: a link in place of the URL; write `[text](URL)`"
    return Broken(link.span, what, [Edit(link.target, url)], Safety.SAFE if same else Safety.UNSAFE)


def _without_prefix(url: str) -> str:
    """A URL without its scheme, `www.` and the slash at its end."""
    return _PREFIX.sub("", url).rstrip("/")


def _is_over_closed(label: str) -> bool:
    """Whether a link's text ends in a `)` that nothing in it opens. Wide and narrow brackets pair with each other;
    smileys and `a)` are no such thing."""
    label = label.rstrip()
    if not label.endswith((")", "）")):
        return False
    if label.count(")") + label.count("）") != label.count("(") + label.count("（") + 1:
        return False
    return len(label) > 4 and label[-2].isalnum() and not re.match(r"\w{1,2}[)）]", label)


def links_with_odd_brackets(residue: PaintedBlock, reported: list[Span], bracketed: bool) -> Iterator[Broken]:
    """Brackets too many or too few right before or after a link that renders, outside the `reported` places.
    `bracketed` says whether this list writes `[[text](URL)]`."""
    if not residue.links:
        return
    painted = residue.painted
    reported = sorted(reported)
    free = {at for at in residue.unmatched if not within(residue.start + at, reported)}
    for end, link in residue.links.items():
        if within(link.span.start, reported) or within(link.span.end - 1, reported):
            continue
        start = link.span.start - residue.start
        if painted.startswith("(http", end) and (second := _SECOND.match(painted, end)):
            span = Span(link.span.start, residue.start + second.end())
            yield Broken(span, f"Two URLs for one text: {link.url} and {second['url']}; remove one")
        elif end in residue.unopened:
            yield _surplus(residue, start, end)
        elif end not in free and end + 1 in free and painted[end : end + 2] == "]]":
            yield _surplus(residue, start, end + 1)
        elif end in free and painted[end] == "]":
            yield _unpaired(residue, start, end, bracketed, closes=True)
        elif start - 1 in free and painted[start - 1] == "[":
            yield _unpaired(residue, start, end, bracketed, closes=False)
    match = _CUT.search(painted) if free else None
    if match and match.start() in free and not any(s.end > residue.start + match.start() for s in reported):
        span = residue.span(match.start(), match.end())
        yield Broken(span, f"The text ends in the middle of a link, at “{match[0].strip()}”; complete it")


def _surplus(residue: PaintedBlock, start: int, at: int) -> Broken:
    """`[x](u))` and `[[x](u)]]`: the last bracket has no partner."""
    edit = Edit(residue.span(at, at + 1), "")
    what = "A closing bracket too many after the link; remove it"
    return Broken(residue.span(start, at + 1), what, [edit], severity=Severity.WARNING)


def _unpaired(residue: PaintedBlock, start: int, end: int, bracketed: bool, closes: bool) -> Broken:
    """`[x](u)]` and `[[x](u)`: the bracket around the link has no partner."""
    if closes:
        edit = Edit(residue.span(start, start), "[") if bracketed else Edit(residue.span(end, end + 1), "")
        span, what = residue.span(start, end + 1), "The bracket after the link has no opening one"
    else:
        edit = Edit(residue.span(end, end), "]") if bracketed else Edit(residue.span(start - 1, start), "")
        span, what = residue.span(start - 1, end), "The bracket before the link has no closing one"
    message = f"{what}; write `[[text](URL)]` or remove the bracket"
    return Broken(span, message, [edit], severity=Severity.WARNING)
