"""Finds bare URLs as GitHub's extended autolinks do (GFM 6.9 and cmark-gfm's autolink extension)."""

from __future__ import annotations

from awesome_lint.lazy_re import lazy

_RUN = lazy(r"[^\s<]+")
_HOST = lazy(r"[\w.\-]+")
_ENTITY = lazy(r"&[A-Za-z]+;\Z")
_TRAILING_PUNCTUATION = frozenset("?!.,:*_~'\"")


def find_url_starts(text: str) -> list[int]:
    """The offsets at which a bare URL may begin, in order."""
    starts = []
    place = text.find("://")
    while place >= 0:
        length = _scheme_length(text[max(0, place - 5) : place].lower())
        if (
            length
            and not _is_ascii_letter(text, place - length - 1)
            and text[place + 3 : place + 4].isalnum()
        ):
            starts.append(place - length)
        place = text.find("://", place + 3)
    place = text.find("www.")
    if place < 0:
        return starts
    while place >= 0:
        if place == 0 or text[place - 1] in " \t\n*_~(":
            starts.append(place)
        place = text.find("www.", place + 4)
    return sorted(starts)


def _scheme_length(before: str) -> int:
    """The length of the scheme at the end of `before`, the text before `://`; 0 if there is none."""
    if before == "https":
        return 5
    if before.endswith("http"):
        return 4
    return 3 if before.endswith("ftp") else 0


def _is_ascii_letter(text: str, index: int) -> bool:
    return index >= 0 and text[index].isascii() and text[index].isalpha()


def find_url_end(text: str, start: int) -> int | None:
    """The offset of the end of the bare URL at `start`; None if there is no URL."""
    run = _RUN.match(text, start)
    if run is None:
        return None
    scheme = text.find("://", start, start + 9)
    place = start if scheme < 0 else scheme + 3
    # cmark-gfm does not look at the text's last character here.
    host = _HOST.match(text, place, max(len(text) - 1, place))
    if not _is_valid_host(host[0] if host else "", allow_dotless=scheme >= 0):
        return None
    stop = _url_end_without_punctuation(text, start, run.end())
    return stop if stop > place else None


def _is_valid_host(host: str, *, allow_dotless: bool) -> bool:
    """Whether the host has no `_` in its last two parts and has a dot (with `allow_dotless` also without)."""
    parts = host.split(".")
    return not any("_" in part for part in parts[-2:]) and (allow_dotless or len(parts) > 1)


def _url_end_without_punctuation(text: str, start: int, stop: int) -> int:
    """The offset at which the URL ends, without trailing punctuation, entities and unbalanced closing parentheses."""
    surplus = text.count(")", start, stop) - text.count("(", start, stop)
    while stop > start:
        last = text[stop - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last == ";":
            entity = _ENTITY.search(text, max(start, stop - 40), stop)
            stop = entity.start() + 1 if entity else stop
        elif last not in _TRAILING_PUNCTUATION:
            return stop
        stop -= 1
    return stop
