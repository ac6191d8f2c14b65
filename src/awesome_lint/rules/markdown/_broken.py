"""Link syntax that did not become a link, read for what it was meant to be."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from awesome_lint.analysis.residue import ESCAPE, HIDDEN, IMAGE, LINK, TAG, Residue
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Habit, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import field, record

ADDRESS = (
    r"(?:https?:\s?[/\\]{1,3}[ ]?|www\.|\#(?=[\w-])"
    r"|(?:[a-zA-Z0-9-]+\.)+(?:com|org|io|net|edu|ai|gov|dev|cn|de|uk|ac|me|app|co|in|fr|ch)/)"
)
"""How an address begins that is where a link's target should."""
_IN_ADDRESSES = ("http", "www.", "#", "/")
"""One of these is in whatever `ADDRESS` finds."""
_AFTER_LABEL = lazy(
    rf"(?P<close>[\]】］]{{1,4}})(?P<gap>[ \t]*(?:\r?\n[ \t>]*)?)(?P<open>[(（{{]{{0,3}})(?P<pad>[ \t]*)(?P<url>{ADDRESS})"
)
_NO_CLOSER = lazy(rf"\[(?P<label>[^\[\]()\n{LINK}]{{1,150}}?)(?P<gap>[ ]?)(?P<open>\()(?P<url>https?://)")
_TURNED = lazy(r"\[{1,2}(?P<label>[^\[\]()\n]{1,60})(?P<close>\[{1,2})\((?P<url>https?://)")
_SWAPPED = lazy(
    rf"(?<![\w\])])(?P<open>\()(?P<label>[^()\[\]\n{LINK}{IMAGE}{TAG}]{{1,80}})(?P<close>\)\[)"
    rf"(?P<url>https?://[^\s()\[\]<>{LINK}{IMAGE}{TAG}{HIDDEN}]+)(?P<last>\])(?![(\[:])"
)
_SQUARE = lazy(r"(?P<close>\]{1,2})(?P<open>\[)(?P<url>https?://[^\s\[\]()<>]+)(?P<end>\])")
_END = lazy(rf"[\s<>\[\]（）【】|\"{HIDDEN}{TAG}{LINK}{IMAGE}]")
_LEAD = lazy(r"[ \t>*_]*")
_STOP = lazy(rf"[\r\n\[|{LINK}]")
_TITLE = lazy(r"""\s+(?:"[^"]*"|'[^']*')\s*\Z""")
_ARXIV = lazy(r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/\d{4}\.\d{4,5}(?:v\d+)?(?:\.pdf)?\Z")
_WHOLE = lazy(r"https?://[\w.-]+\.[a-z]{2,}/\S*[\w=)-]\Z", re.IGNORECASE)
_BOX = lazy(r"\[[ xX]\Z")


@record
class Broken:
    """One broken link: where it is, what is wrong with it, what to write instead.

    `edits` is empty where nobody can tell what was meant. `shown` is what a fixed link looks like.
    """

    span: Span
    message: str
    edits: list[Edit] = field(default_factory=list)
    safety: Safety = Safety.SAFE
    severity: Severity = Severity.ERROR
    habit: Habit | None = None


@record
class Target:
    """What is where a target should: the address from `start` to `end`, what follows it to `after`.

    `closer` is the closing bracket found ("" where there is none), `inner` a reading of the address with a
    blank in it, `sure` whether that reading is the only one.
    """

    start: int
    end: int
    after: int
    closer: str
    inner: str | None = None
    sure: bool = True


def broken_links(residue: Residue, doubled: bool) -> Iterator[Broken]:
    """The broken links of one block, in order. `doubled` tells that this list writes `[[x]](u)`."""
    painted = residue.painted
    if not any(sign in painted for sign in _IN_ADDRESSES):
        return
    matches = [(match, _after_label) for match in _AFTER_LABEL.finditer(painted)]
    if "://" in painted:
        matches += [(match, _without_closer) for match in _NO_CLOSER.finditer(painted)]
        # Most blocks have none of these, and their patterns are dear to compile.
        if "][" in painted:
            matches += [(match, _squared) for match in _SQUARE.finditer(painted)]
        if "[(" in painted:
            matches += [(match, _turned) for match in _TURNED.finditer(painted)]
        if ")[" in painted:
            matches += [(match, _swapped) for match in _SWAPPED.finditer(painted)]
    done = -1
    for match, read in sorted(matches, key=lambda pair: pair[0].start("url")):
        if match.start("url") <= done:
            continue
        found = read(residue, match, doubled)
        if found is not None:
            done = found.span.end - residue.start
            yield found


def _after_label(residue: Residue, match: re.Match[str], doubled: bool) -> Broken | None:
    """`[x] (u)`, `[x](u`, `[x]u)`, `[x]]((u))`, `x](u)`, `[x]{u}`, `[x]（u）`, `【x】(u)`."""
    painted = residue.painted
    gap, opened = match["gap"], match["open"]
    if not opened and (gap or not match["url"].startswith("http")):
        return None
    target = _target(residue, match, len(opened) or 1)
    if target is None or not opened and target.closer != ")" or _is_bare_scheme(painted, target):
        return None
    if not match["url"].startswith("http") and (target.closer != ")" or target.inner is not None or not gap):
        return None
    label = _label(residue, match, doubled)
    if label is None:
        return None
    inside = painted[label.start : match.start("close")]
    if inside.startswith("[^"):
        return None
    if gap and (_is_box(residue, label, inside) or inside.lstrip("[").isdigit() or LINK in inside):
        return None
    edits = list(label.edits)
    if gap:
        edits.append(Edit(residue.span(*match.span("gap")), ""))
    if opened != "(":
        edits.append(Edit(residue.span(*match.span("open")), "("))
    if match["pad"] and edits:
        edits.append(Edit(residue.span(*match.span("pad")), ""))
    edits += _closing(residue, target, len(opened))
    what = _what(match, target, label)
    span = residue.span(label.start, target.after)
    if target.inner is None and not target.sure or LINK in inside:
        return Broken(span, what)
    if not edits:
        return None
    safety = Safety.SAFE if target.sure and label.sure else Safety.UNSAFE
    return Broken(span, what, edits, safety)


def _is_box(residue: Residue, label: Label, inside: str) -> bool:
    """Whether this is the box of a task, before its text."""
    return _BOX.match(inside) is not None and not residue.painted[: label.start].strip()


def _is_bare_scheme(painted: str, target: Target) -> bool:
    """Whether nothing follows the scheme: no link is lost there, but an address (LK001)."""
    return painted[target.start : target.end].rstrip(":/") in ("http", "https")


def _without_closer(residue: Residue, match: re.Match[str], doubled: bool) -> Broken | None:
    """`[x(u)` and `[x (u)`: the label's bracket never closes."""
    target = _target(residue, match, 1)
    if target is None or target.closer != ")" or target.inner is not None:
        return None
    start = match.start()
    closed = residue.painted[target.after : target.after + 1] == "]"
    double = closed and start - 1 in residue.unmatched and residue.painted[start - 1] == "["
    if start not in residue.unmatched and not double:
        return None
    edits = [Edit(residue.span(*match.span("gap")), "]")]
    sure = not match["gap"] and (double or residue.painted[start - 1 : start] != "[")
    return Broken(
        residue.span(start, target.after),
        _no_link("the text's bracket never closes"),
        edits,
        Safety.SAFE if sure else Safety.UNSAFE,
    )


def _squared(residue: Residue, match: re.Match[str], doubled: bool) -> Broken | None:
    """`[x][u]`: square brackets round the address, and no definition of that name."""
    label = _label(residue, match, doubled)
    if label is None:
        return None
    ends = [Edit(residue.span(*match.span(part)), by) for part, by in (("open", "("), ("end", ")"))]
    safety = Safety.SAFE if label.sure else Safety.UNSAFE
    why = _no_link("square brackets around the URL")
    return Broken(residue.span(label.start, match.end()), why, label.edits + ends, safety)


def _turned(residue: Residue, match: re.Match[str], doubled: bool) -> Broken | None:
    """`[[x[[(u)`: the closing brackets are turned round."""
    target = _target(residue, match, 1)
    if target is None or target.closer != ")" or target.inner is not None:
        return None
    closers = len(match["close"])
    if closers != match.start("label") - match.start():
        return None
    edit = Edit(residue.span(*match.span("close")), "]" * closers)
    return Broken(
        residue.span(match.start(), target.after), _no_link("opening brackets after the text"), [edit]
    )


def _swapped(residue: Residue, match: re.Match[str], doubled: bool) -> Broken | None:
    """`(x)[u]`: the two kinds of brackets have changed places."""
    if not match["label"].strip():
        return None
    edits = [
        Edit(residue.span(*match.span(part)), by)
        for part, by in (("open", "["), ("close", "]("), ("last", ")"))
    ]
    why = _no_link("round brackets around the text, square ones around the URL")
    return Broken(residue.span(match.start("open"), match.end("last")), why, edits)


# --- The label ---------------------------------------------------------------------------------------


@record
class Label:
    """Where a label begins, and what its brackets need."""

    start: int
    edits: list[Edit]
    sure: bool = True
    lost: bool = False
    extra: bool = False
    wide: bool = False


def _label(residue: Residue, match: re.Match[str], doubled: bool) -> Label | None:
    close = match.start("close")
    count = len(match["close"])
    if match["close"][0] in "】］":
        return _wide_label(residue, match)
    if set(match["close"]) != {"]"}:
        return None
    opens = [residue.opening(close + number) for number in range(count)]
    found = [at for at in opens if at is not None]
    if len(found) == count:
        return Label(found[0] - (residue.painted[found[0] - 1 : found[0]] == "!"), [])
    if any(at is None and close + n not in residue.unmatched for n, at in enumerate(opens)):
        return None  # The opening bracket is escaped: it is meant as a bracket.
    if found:
        return _extra(residue, close, count, found, doubled)
    return _lost(residue, close, count)


def _extra(residue: Residue, close: int, count: int, found: list[int], doubled: bool) -> Label:
    """`[x]](u)`: one bracket closes too many, or one was not opened."""
    start = found[-1]
    if doubled and count == 2 and len(found) == 1:
        return Label(start, [Edit(residue.span(start, start), "[")], extra=True)
    return Label(start, [Edit(residue.span(close + len(found), close + count), "")], extra=True)


def _lost(residue: Residue, close: int, count: int) -> Label | None:
    """`x](u)`: the label's bracket was never opened. It begins where the line's text does, or after the last
    link, if nothing before it looks like a part of its own."""
    painted = residue.painted
    line = painted.rfind("\n", 0, close) + 1
    ends = residue.ends
    after = bisect_right(ends, close)
    start = max(line, ends[after - 1] if after else 0)
    while start < close and painted[start] in " \t>*_+,;|.:-–—":
        start += 1
    words = painted[start:close]
    if not words.strip() or len(words) > 300:
        return None
    lead = _LEAD.match(painted, line)
    first = lead is not None and lead.end() >= start
    sure = first and ". " not in words and "**" not in words
    return Label(start, [Edit(residue.span(start, start), "[" * count)], sure=sure, lost=True)


def _wide_label(residue: Residue, match: re.Match[str]) -> Label | None:
    """`【x】(u)` and `［x］(u)`."""
    close = match.start("close")
    pair = {"】": "【", "］": "［"}[match["close"][0]]
    start = residue.painted.rfind(pair, 0, close)
    if start < 0 or len(match["close"]) != 1 or match["gap"]:
        return None
    edits = [Edit(residue.span(start, start + 1), "["), Edit(residue.span(close, close + 1), "]")]
    return Label(start, edits, wide=True)


# --- The target --------------------------------------------------------------------------------------


def _target(residue: Residue, match: re.Match[str], opened: int) -> Target | None:
    painted = residue.painted
    start = match.start("url")
    end = _address_end(painted, match.end("url"), "}" if match.groupdict().get("open") == "{" else ")")
    closer = painted[end : end + 1]
    if closer and closer in ")）}":
        after = end + 1
        while closer == ")" and after - end < opened and painted[after : after + 1] == ")":
            after += 1
        inner = painted[start:end]
        if re.search(r"\s", inner):
            return Target(start, end, after, closer, re.sub(r"\s+", "", inner))
        return Target(start, end, after, closer)
    stop = _stop(painted, end)
    tail = painted[end:stop]
    bracket = _unmatched_closer(tail)
    if bracket is None:
        return _unclosed(painted, start, end)
    between = tail[:bracket]
    after = end + bracket + 1
    if not between.strip() or _TITLE.match(between):
        return Target(start, end, after, ")")
    if any(mark in between for mark in (HIDDEN, TAG, LINK, IMAGE)):
        return Target(start, end, after, ")", None, sure=False)
    return _with_blanks(painted, start, end, after, between)


def _with_blanks(painted: str, start: int, end: int, after: int, between: str) -> Target:
    words = between.split()
    joined = re.sub(r"\s+", "", painted[start:end]) + "".join(words)
    torn = all(
        left.endswith((".", "/")) or right.startswith((".", "/"))
        for left, right in zip([painted[start:end], *words], words, strict=False)
    )
    if len(words) > 3 and not torn:
        return Target(start, end, after, ")", None, sure=False)
    in_host = torn and len(words) == 1 and "/" not in painted[start:end].partition("://")[2]
    return Target(start, after - 1, after, ")", joined, sure=in_host or bool(_ARXIV.match(joined)))


def _unclosed(painted: str, start: int, end: int) -> Target:
    """The target runs into the line's end, a blank or a bracket; it is closed after its last letter."""
    while end > start and painted[end - 1] in ".,;:!?'*_":
        end -= 1
    address = painted[start:end]
    cut = painted[end : end + 1] in (".", "…") and painted[end : end + 2] in ("..", "…")
    if cut or not _WHOLE.match(address) or "](" in painted[end : end + 2]:
        return Target(start, end, end, "", None, sure=False)
    # A slip on the keyboard: `)` is above 0 or 9.
    slipped = address[-1] in "09" and not _ARXIV.match(address) and not address[-2:].isdigit()
    return Target(start, end, end, "", address, sure=not slipped)


def _address_end(painted: str, at: int, closer: str) -> int:
    depth = 0
    while at < len(painted):
        char = painted[at]
        if char != ESCAPE and _END.match(char):
            break
        if char == "(":
            depth += 1
        elif char == closer and depth == 0 or char == ")" and depth == 0:
            break
        elif char == ")":
            depth -= 1
        at += 1
    return at


def _stop(painted: str, at: int) -> int:
    """How far an address with blanks in it may reach."""
    match = _STOP.search(painted, at)
    return match.start() if match else len(painted)


def _unmatched_closer(tail: str) -> int | None:
    depth = 0
    for index, char in enumerate(tail):
        if char == "(":
            depth += 1
        elif char in ")）":
            if depth == 0:
                return index
            depth -= 1
    return None


def _closing(residue: Residue, target: Target, opened: int) -> Iterator[Edit]:
    """The edits that end the target with one round bracket, and take blanks out of it."""
    if target.closer == "":
        if target.inner is not None:
            yield Edit(residue.span(target.end, target.end), ")")
        return
    if target.inner is not None:
        yield from _without_blanks(residue, target)
    width = target.after - target.end if opened > 1 else 1
    last = target.after - width if opened > 1 else target.after - 1
    if target.closer != ")" or width > 1:
        yield Edit(residue.span(last, target.after), ")")


def _without_blanks(residue: Residue, target: Target) -> Iterator[Edit]:
    for match in re.finditer(r"\s+", residue.painted[target.start : target.end]):
        yield Edit(residue.span(target.start + match.start(), target.start + match.end()), "")


def _what(match: re.Match[str], target: Target, label: Label) -> str:
    """What is wrong, in one sentence."""
    if label.wide or match["open"] in ("（", "{") or target.closer in ("）", "}"):
        return _no_link("brackets of another kind")
    if match["gap"]:
        what = "a line end" if "\n" in match["gap"] else "a space"
        return _no_link(f"{what} between text and URL")
    if label.lost:
        return _no_link("the opening bracket of the text is missing")
    if label.extra:
        return _no_link("a closing bracket too many between text and URL")
    if not match["open"]:
        return _no_link("the opening bracket of the URL is missing")
    if target.closer == "":
        return _no_link("the closing bracket of the URL is missing")
    if target.inner is not None and not target.sure:
        return f"No link: a space inside the URL; remove it, and open {target.inner} to see whether it is the page"
    if target.inner is not None or not target.sure:
        return "No link: a space inside the URL; remove it"
    return _no_link("too many brackets around the URL")


def _no_link(why: str) -> str:
    return f"No link: {why}; write `[text](URL)`"
