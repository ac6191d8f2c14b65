"""Links that render, but lead nowhere or have odd brackets in or around them, and bold text that does not render."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.analysis.inline_index import Leaf
from awesome_lint.analysis.residue import Residue
from awesome_lint.edits import Edit, Span, within
from awesome_lint.findings import Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.markdown._broken import Broken

_BRACKETS = lazy(r"[\[\]【】］（）]")
_NESTED = lazy(r"\[(?P<text>[^\[\]]*)\]\((?P<url>[^()\s]+(?:\([^()\s]*\))?)\)?\Z")
_AFTER = lazy(r"(?P<url>https?://[^\s<>\[\]()|]+)(?P<close>\)?)")
_SECOND = lazy(r"\((?P<url>https?://[^\s<>\[\]()]+)\)")
_ASTERISKS = lazy(r"(?:(?<![\w*\\(])\*\*(?=[^\s*/])|(?<=\w[.)])\*\*(?=\w)|\*{4,})")
_PREFIX = lazy(r"\A(?:https?://)?(?:www\.)?", re.IGNORECASE)
_URL = lazy(r"(?:https?:|www\.|[\w-]+(?:\.[\w-]+)+/)\S*\Z", re.IGNORECASE)
_CUT = lazy(r"\[{1,2}(?P<word>[A-Za-z][\w ]{0,18})\s*\Z")
_TOO_MANY = "A closing bracket too many after the link; remove it"


def odd_links(leaf: Leaf, text: str) -> Iterator[Broken]:
    """Links that render, to an address that is no address."""
    for link in leaf.links:
        if link.form is tree.LinkForm.INLINE and link.mapped:
            if (one := _odd(link, text)) is not None:
                yield one
            for child in link.children:
                if isinstance(child, tree.Image) and child.mapped and (one := _odd(child, text)) is not None:
                    yield one


def visible_asterisks(leaf: Leaf, text: str) -> Iterator[Broken]:
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
    label, after = text[link.label.start : link.label.end], text[link.label.end : link.span.end]
    if raw and raw[0] not in "[(" and raw[-1] != "[" and "\n" not in after and not _is_over_closed(label):
        return None  # nearly all
    if raw.startswith("["):
        return _nested(link, raw)
    around = text[link.label.end : link.target.start], text[link.target.end : link.span.end]
    if raw and "\n" in around[0] + around[1] and not link.title:
        places = (Span(link.label.end + 2, link.target.start), Span(link.target.end, link.span.end - 1))
        edits = [Edit(place, "") for place in places if "\n" in text[place.start : place.end]]
        return Broken(
            link.span,
            "A line end between the URL and its bracket; remove it",
            edits,
            severity=Severity.WARNING,
        )
    if raw.startswith("(") and raw.endswith(")"):
        edits = [Edit(link.target, raw.strip("()"))] if "(" not in raw[1:-1] else []
        return Broken(link.span, "Broken link: too many brackets around the URL; write `[text](URL)`", edits)
    if raw.endswith("[") and (second := _AFTER.match(text, link.span.end + 2)) and second["close"]:
        span = Span(link.span.start, second.end())
        edits = [Edit(Span(link.target.end - 1, second.end() - 1), "")]
        what = f"Two URLs for one text: {raw[:-1]} and {second['url']}; remove one"
        return Broken(span, what, edits, Safety.UNSAFE)
    if _is_over_closed(label):
        at = link.label.start + len(label.rstrip()) - 1
        what = "A closing bracket too many at the end of the link's text; remove it"
        return Broken(link.span, what, [Edit(Span(at, at + 1), "")], severity=Severity.WARNING)
    if not raw and (address := _AFTER.match(text, link.span.end)):
        # `[x]()u)`: the brackets were closed too early.
        edits = [Edit(Span(link.span.end - 1, link.span.end), "")]
        if not address["close"]:
            edits.append(Edit(Span(address.end(), address.end()), ")"))
        span = Span(link.span.start, address.end())
        return Broken(span, "Empty link: the URL is after its brackets; write `[text](URL)`", edits)
    return None


def _is_over_closed(label: str) -> bool:
    """Whether a link's text ends in a `)` that nothing in it opens, wide brackets among narrow ones being their
    pairs too; smileys and `a)` are no such thing."""
    label = label.rstrip()
    if not label.endswith((")", "）")):
        return False
    if label.count(")") + label.count("）") != label.count("(") + label.count("（") + 1:
        return False
    return len(label) > 4 and label[-2].isalnum() and not re.match(r"\w{1,2}[)）]", label)


def _nested(link: tree.Link | tree.Image, raw: str) -> Broken | None:
    match = _NESTED.match(raw)
    if match is None:
        edit = Edit(Span(link.target.start, link.target.start + 1), "")
        what = "Broken link: a square bracket before the URL; write `[text](URL)`"
        return Broken(link.span, what, [edit]) if not _BRACKETS.search(raw, 1) else None
    shown, url = match["text"].strip(), match["url"]
    same = _without_prefix(shown) == _without_prefix(url)
    if not same and _URL.match(shown):
        what = (
            f"Broken link: two URLs for one text, {shown} and {url}; write `[text](URL)` with the right one"
        )
        return Broken(link.span, what)
    return Broken(
        link.span,
        "Broken link: a link in place of the URL; write `[text](URL)`",
        [Edit(link.target, url)],
        Safety.SAFE if same else Safety.UNSAFE,
    )


def _without_prefix(url: str) -> str:
    """A URL without its scheme, `www.` and the slash at its end."""
    return _PREFIX.sub("", url).rstrip("/")


def beside_links(residue: Residue, done: list[Span], bracketed: bool) -> Iterator[Broken]:
    """Brackets too many or too few right beside a link that renders."""
    if not residue.links:
        return
    painted = residue.painted
    done = sorted(done)
    free = {at for at in residue.unmatched if not within(residue.start + at, done)}
    for end, link in residue.links.items():
        if within(link.span.start, done) or within(link.span.end - 1, done):
            continue
        start = link.span.start - residue.start
        if painted.startswith("(http", end) and (second := _SECOND.match(painted, end)):
            span = Span(link.span.start, residue.start + second.end())
            yield Broken(span, f"Two URLs for one text: {link.url} and {second['url']}; remove one")
        elif end in residue.unopened or (
            end not in free and end + 1 in free and painted[end : end + 2] == "]]"
        ):
            at = end if end in residue.unopened else end + 1
            edit = Edit(residue.span(at, at + 1), "")
            span = Span(link.span.start, edit.span.end)
            yield Broken(span, _TOO_MANY, [edit], severity=Severity.WARNING)
        elif end in free and painted[end] == "]":
            yield _unpaired(residue, start, end, bracketed, closes=True)
        elif start - 1 in free and painted[start - 1] == "[":
            yield _unpaired(residue, start, end, bracketed, closes=False)
    match = _CUT.search(painted) if free else None
    if match and match.start() in free and not any(s.end > residue.start + match.start() for s in done):
        span = residue.span(match.start(), match.end())
        yield Broken(span, f"The text ends in the middle of a link, at “{match[0].strip()}”; complete it", [])


def _unpaired(residue: Residue, start: int, end: int, bracketed: bool, closes: bool) -> Broken:
    """`[x](u)]` and `[[x](u)`: the bracket around the link has no partner."""
    if closes:
        edit = Edit(residue.span(start, start), "[") if bracketed else Edit(residue.span(end, end + 1), "")
        span, what = residue.span(start, end + 1), "closes after the link that none opened"
    else:
        edit = Edit(residue.span(end, end), "]") if bracketed else Edit(residue.span(start - 1, start), "")
        span, what = residue.span(start - 1, end), "opens before the link that none closes"
    message = f"A bracket {what}; write `[[text](URL)]` or remove it"
    return Broken(span, message, [edit], severity=Severity.WARNING)
