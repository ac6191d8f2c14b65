"""Links that the parser saw as text, read for the link that was meant: `[text] (URL)`, `[text](URL`, `text](URL)`.

A broken link has a label, a middle between label and URL, and a target. Each of the three is read on its own: what
its brackets need is a list of edits, in offsets of the masked text, and one clause says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from awesome_lint.analysis.masking import ESCAPE, HIDDEN, IMAGE, LINK, TAG, MaskedBlock
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Habit, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import field, record

_URL_START = (
    r"(?:https?:\s?[/\\]{1,3}[ ]?|www\.|\#(?=[\w-])"
    r"|(?:[a-zA-Z0-9-]+\.)+(?:com|org|io|net|edu|ai|gov|dev|cn|de|uk|ac|me|app|co|in|fr|ch)/)"
)
"""How a link's target begins."""
_IN_TARGETS = ("http", "www.", "#", "/")
"""One of these is in whatever `_URL_START` finds."""
_AFTER_LABEL = lazy(
    r"(?P<close>[\]】］]{1,4})(?P<gap>[ \t]*(?:\r?\n[ \t>]*)?)"
    rf"(?P<open>[(（]{{0,3}}|\)\(|\[)(?P<pad>[ \t]*)(?P<url>{_URL_START})"
)
"""The middle of a link: from the label's closing brackets to the URL."""
_UNCLOSED_LABEL = lazy(
    rf"\[(?:\[[^\[\]()\n{LINK}]{{1,80}}\](?=\)http)|[^\[\]()\n{LINK}]{{1,150}}?)"
    r"(?P<gap>[ )]?|\[{1,2})(?P<open>\(|(?<=\)))(?P<url>https?://)"
)
"""A label without a closing bracket, or with other ones in its place, up to the URL."""
_WORDS_AS_TARGET = lazy(
    rf"\[[^\[\]\n]{{2,}}\]\((?P<words>(?!{_URL_START})[^\W\d_][^()\n{HIDDEN}{TAG}{LINK}{IMAGE}]*)\)"
)
"""A link with words instead of its URL: mostly the title was copied to both places."""
_MIN_WORDS = 3
_URL_END = lazy(rf"[\s<>\[\]（）【】|\"{HIDDEN}{TAG}{LINK}{IMAGE}]")
_TARGET_END = lazy(rf"[\r\n\[|{LINK}]|\Z")
"""How far a target with spaces in it may reach."""
_LONGEST_TARGET = 1000
"""The number of characters after the start of its spaces: each link without an end would be searched up to the end of a
block."""
_ARXIV = lazy(r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/\d{4}\.\d{4,5}(?:v\d+)?(?:\.pdf)?\Z")
_WHOLE = lazy(r"https?://[\w.-]+\.[a-z]{2,}/\S*[\w=)-]\Z", re.IGNORECASE)
_SPACES = lazy(r"\s+")
_SEPARATOR = lazy(r"\. |\*\*| [-–—|]+ ")
"""What separates fields before a title."""
_LEAD = lazy(r"[ \t>*_]*")
_TASK_BOX = lazy(r"\[[ xX]\Z")
_WIDE_PAIRS = {"】": "【", "］": "［"}
_LONGEST_LABEL = 300

_WRITE = "; write `[text](URL)`"
_OTHER_KIND = f"brackets of another kind{_WRITE}"
_NO_OPENING = f"the opening bracket of the text is missing{_WRITE}"
_TOO_MANY = f"an extra closing bracket between text and URL{_WRITE}"
_NO_LABEL_END = f"the text's bracket never closes{_WRITE}"
_NO_CLOSING = f"the closing bracket of the URL is missing{_WRITE}"
_SPACE_INSIDE = "a space inside the URL; remove it"


@record
class BrokenLink:
    """A broken link: its span, the message, and the edits that fix it (none if it is not clear what was
    meant).
    """

    span: Span
    message: str
    edits: list[Edit] = field(default_factory=list)
    safety: Safety = Safety.SAFE
    severity: Severity = Severity.ERROR
    habit: Habit | None = None


class _Replacement(NamedTuple):
    """A replacement of a range of the masked text."""

    start: int
    end: int
    text: str


class _LinkSide(NamedTuple):
    """The label or the target of a broken link: its outer end, and the changes that its brackets need (None
    if there are several readings). `sure` is set if there is only one reading; `defect` says what is wrong.
    """

    at: int
    changes: list[_Replacement] | None
    defect: str = ""
    sure: bool = True


def find_broken_links(masked: MaskedBlock) -> Iterator[BrokenLink]:
    """The broken links of one block, in order."""
    masked_text = masked.masked_text
    for match in _WORDS_AS_TARGET.finditer(masked_text) if "](" in masked_text else ():
        if match.start("words") - 2 in masked.bracket_pairs and len(match["words"].split()) >= _MIN_WORDS:
            yield BrokenLink(
                masked.span(*match.span()), f"No link: “{match['words']}” is no URL; write the URL"
            )
    if not any(part in masked_text for part in _IN_TARGETS):
        return
    matches = [*_AFTER_LABEL.finditer(masked_text)]
    if "(http" in masked_text or ")http" in masked_text:
        matches += _UNCLOSED_LABEL.finditer(masked_text)
    end = -1
    for match in sorted(matches, key=lambda match: match.start("url")):
        if match.start("url") > end:
            broken = (
                _match_after_label(masked, match)
                if "close" in match.groupdict()
                else _match_unclosed_label(masked, match)
            )
            if broken is not None:
                end = broken.span.end - masked.start
                yield broken


def _match_unclosed_label(masked: MaskedBlock, match: re.Match[str]) -> BrokenLink | None:
    """The broken link `[x(u)`, `[x[(u)`, `[x)u)` or `[[x])u)`; None if its target is not closed either."""
    masked_text, start = masked.masked_text, match.start()
    target = _read_target(masked_text, match)
    if target is None or target.changes != []:
        return None
    # In `[[text(URL)]`, the inner bracket is the one that does not close.
    double = masked_text[target.at : target.at + 1] == "]" and start - 1 in masked.unmatched_brackets
    if start not in masked.unmatched_brackets and not double:
        return None
    sure = match["gap"] != " " and (double or masked_text[start - 1 : start] != "[")
    middle = [_Replacement(*match.span("gap"), "]" * max(1, match["gap"].count("[")))]
    if not match["open"]:
        middle.append(_Replacement(*match.span("open"), "("))
    return _make_broken_link(masked, _LinkSide(start, [], sure=sure), middle, _NO_LABEL_END, target)


def _match_after_label(masked: MaskedBlock, match: re.Match[str]) -> BrokenLink | None:
    """The broken link with a closed label: `[x] (u)`, `[x](u`, `[x]u)`, `[x]]((u))`, `x](u)`, `[x][u]`, `[x]（u）` or
    `【x】(u)`; None if no link was meant."""
    masked_text = masked.masked_text
    gap, opened = match["gap"], match["open"]
    is_web = match["url"].startswith("http")
    if (gap and opened in ("", "[")) or (not gap and not is_web):
        return None
    target = _read_target(masked_text, match)
    if target is None or ((not opened or not is_web) and target.changes != []):
        return None
    if masked_text[match.start("url") : target.at].rstrip(":/)]} ") in ("http", "https"):
        return None  # Nothing follows the scheme: a URL is cut short (LK001).
    label = _read_label(masked, match)
    if label is None or label.changes is None:
        return None
    inside = masked_text[label.at : match.start("close")]
    is_box = _TASK_BOX.match(inside) is not None and not masked_text[: label.at].strip()
    if gap and (is_box or inside.lstrip("[^").isdigit() or LINK in inside):
        return None
    middle = [_Replacement(*match.span("gap"), "")] if gap else []
    if opened != "(":
        middle.append(_Replacement(*match.span("open"), "("))
    if match["pad"] and (label.changes or middle):
        middle.append(_Replacement(*match.span("pad"), ""))
    if LINK in inside or (opened == ")(" and masked_text[label.at - 1 : label.at] == "("):
        target = target._replace(changes=None)
    return _make_broken_link(
        masked, label, middle, label.defect or _defect_between(gap, opened) or target.defect, target
    )


def _make_broken_link(
    masked: MaskedBlock, label: _LinkSide, middle: list[_Replacement], defect: str, target: _LinkSide
) -> BrokenLink | None:
    """The broken link with these sides and replacements; None if nothing in it has to be changed."""
    span, message = masked.span(label.at, target.at), f"No link: {defect or f'extra brackets{_WRITE}'}"
    if target.changes is None:
        return BrokenLink(span, message)
    changes = [*(label.changes or ()), *middle, *target.changes]
    edits = [masked.edit(*change) for change in changes]
    safety = Safety.SAFE if label.sure and target.sure else Safety.UNSAFE
    return BrokenLink(span, message, edits, safety) if edits else None


def _defect_between(gap: str, opened: str) -> str:
    """What is wrong between label and URL, as a clause; "" if nothing is."""
    if gap:
        what = "a line end" if "\n" in gap else "a space"
        return f"{what} between text and URL{_WRITE}"
    if opened == "（":
        return _OTHER_KIND
    if opened == ")(":
        return _TOO_MANY
    if opened == "[":
        return f"a square bracket instead of a round one before the URL{_WRITE}"
    return "" if opened else f"the opening bracket of the URL is missing{_WRITE}"


# --- The label ---------------------------------------------------------------------------------------


def _read_label(masked: MaskedBlock, match: re.Match[str]) -> _LinkSide | None:
    """The label whose closing brackets `match` has; None if no link was meant."""
    masked_text, close, brackets = masked.masked_text, match.start("close"), match["close"]
    if brackets in _WIDE_PAIRS:
        start = masked_text.rfind(_WIDE_PAIRS[brackets], 0, close)
        changes = [_Replacement(start, start + 1, "["), _Replacement(close, close + 1, "]")]
        return _LinkSide(start, changes, _OTHER_KIND) if start >= 0 and not match["gap"] else None
    if set(brackets) != {"]"}:
        return None
    count = len(brackets)
    opens = [masked.bracket_pairs[at] for at in range(close, close + count) if at in masked.bracket_pairs]
    if any(masked_text[at] != "[" for at in opens):
        return None  # The opening bracket is escaped: it is meant as a bracket.
    if not opens:
        return _unopened_label(masked, close, count)
    if len(opens) == count:
        return _LinkSide(opens[0] - (masked_text[opens[0] - 1 : opens[0]] == "!"), [])
    start = opens[-1]
    return _LinkSide(start, [_Replacement(close + len(opens), close + count, "")], _TOO_MANY)


def _unopened_label(masked: MaskedBlock, close: int, count: int) -> _LinkSide | None:
    """The label of `x](u)`, which begins at the start of the line's text or after the last link; None if it is empty or
    too long."""
    masked_text = masked.masked_text
    line = masked_text.rfind("\n", 0, close) + 1
    start = max(line, max((end for end in masked.links_by_end if end <= close), default=0))
    while start < close and masked_text[start] in " \t>*_+,;|.:-–—":
        start += 1
    words = masked_text[start:close]
    if not words.strip() or len(words) > _LONGEST_LABEL:
        return None
    lead = _LEAD.match(masked_text, line)
    first = lead is not None and lead.end() >= start
    sure = first and _SEPARATOR.search(words) is None
    return _LinkSide(start, [_Replacement(start, start, "[" * count)], _NO_OPENING, sure)


# --- The target --------------------------------------------------------------------------------------


def _read_target(masked_text: str, match: re.Match[str]) -> _LinkSide | None:
    """The target that begins at the URL of `match`; None if nothing closes a square bracket before the URL."""
    start, opened = match.start("url"), match["open"]
    end = _end_of_url(masked_text, match.end("url"))
    if opened == "[" and masked_text[end : end + 1] not in ("]", ")"):
        return None
    if masked_text[end : end + 1] in tuple(")）]" if opened == "[" else ")）"):
        after = end + 1
        brackets = opened.count("(") if masked_text[end] == ")" else 1
        while after - end < brackets and masked_text.startswith(")", after):
            after += 1
        changes = _space_removals(masked_text, start, end)
        defect = _SPACE_INSIDE if changes else _OTHER_KIND if masked_text[end] != ")" else ""
        if masked_text[end:after] != ")":
            changes.append(_Replacement(end, after, ")"))
        return _LinkSide(after, changes, defect)
    stop = _TARGET_END.search(masked_text, end, end + _LONGEST_TARGET)
    bracket = _find_unopened_parenthesis(masked_text, end, stop.start() if stop else end)
    if bracket is None:
        return _unclosed_target(masked_text, start, end)
    rest = masked_text[end:bracket]
    if not rest.strip():
        return _LinkSide(bracket + 1, [])
    if any(paint in rest for paint in (HIDDEN, TAG, LINK, IMAGE)):
        return _LinkSide(bracket + 1, None, _SPACE_INSIDE)
    return _target_with_spaces(masked_text, start, end, bracket)


def _target_with_spaces(masked_text: str, start: int, end: int, bracket: int) -> _LinkSide:
    """A target whose URL contains spaces. It is certain if the URL without the spaces is a paper on arXiv."""
    if len(masked_text[end:bracket].split()) > 3:
        return _LinkSide(bracket + 1, None, _SPACE_INSIDE)
    url = _SPACES.sub("", masked_text[start:bracket])
    sure = _ARXIV.match(url) is not None
    defect = _SPACE_INSIDE if sure else f"{_SPACE_INSIDE}, and open {url} to see whether it is the page"
    return _LinkSide(bracket + 1, _space_removals(masked_text, start, bracket), defect, sure)


def _unclosed_target(masked_text: str, start: int, end: int) -> _LinkSide:
    """A target without a closing bracket: it ends at a space, a bracket or the end of the line."""
    while end > start and masked_text[end - 1] in ".,;:!?'*_":
        end -= 1
    url = masked_text[start:end]
    cut = masked_text[end : end + 1] in ("…", "?") or masked_text[end : end + 2] == ".."
    if cut or not _WHOLE.match(url) or "](" in masked_text[end : end + 2]:
        return _LinkSide(end, None, _NO_CLOSING)
    # `)` is on the key of 0 or 9: the last digit may have been meant as the bracket.
    slipped = url[-1] in "09" and not _ARXIV.match(url) and not url[-2:].isdigit()
    return _LinkSide(end, [_Replacement(end, end, ")")], _NO_CLOSING, not slipped)


def _end_of_url(masked_text: str, at: int) -> int:
    """The offset at which a URL ends: at whitespace, `|`, `"`, a bracket (but `(` with its `)`), or the placeholder of
    a link, code or HTML tag in `masked_text`."""
    depth = 0
    while at < len(masked_text):
        char = masked_text[at]
        if (char != ESCAPE and _URL_END.match(char)) or (depth == 0 and char == ")"):
            break
        depth += (char == "(") - (char == ")")
        at += 1
    return at


def _find_unopened_parenthesis(masked_text: str, start: int, end: int) -> int | None:
    """The offset of the first closing parenthesis in a range that is not opened there; None if there is none."""
    depth = 0
    for at in range(start, end):
        if masked_text[at] == "(":
            depth += 1
        elif masked_text[at] in ")）":
            if depth == 0:
                return at
            depth -= 1
    return None


def _space_removals(masked_text: str, start: int, end: int) -> list[_Replacement]:
    """The replacements that remove the whitespace in a range."""
    return [_Replacement(*match.span(), "") for match in _SPACES.finditer(masked_text, start, end)]
