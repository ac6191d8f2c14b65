"""Finds bare URLs as GitHub's extended autolinks do (GFM 6.9 and cmark-gfm's autolink extension)."""

from __future__ import annotations

from awesome_lint.lazy_re import lazy

_URL_MARKER = lazy(r"://(?=[^\W_])|www\.")
_SCHEME = lazy(r"(?<![A-Za-z])(?ai:https?|ftp)\Z")
_RUN = lazy(r"[^\s<]+")
_HOST = lazy(r"[\w.\-]+")
_ENTITY = lazy(r"&[A-Za-z]+;\Z")
_TRAILING_PUNCTUATION = frozenset("?!.,:*_~'\"")


def find_url_starts(text: str) -> list[int]:
    """The offsets at which a bare URL may begin, in order."""
    starts = []
    for match in _URL_MARKER.finditer(text):
        start = match.start()
        if match[0] == "www.":
            if start == 0 or text[start - 1] in " \t\n*_~(":
                starts.append(start)
        elif scheme := _SCHEME.search(text, max(0, start - 5), start):
            starts.append(scheme.start())
    return starts


def find_url_end(text: str, start: int) -> int | None:
    """The offset of the end of the bare URL at `start`; None if there is no URL."""
    run = _RUN.match(text, start)
    if run is None:
        return None
    scheme = text.find("://", start, start + 9)
    place = start if scheme < 0 else scheme + 3
    # cmark-gfm does not look at the text's last character here.
    host = _HOST.match(text, place, max(len(text) - 1, place))
    parts = host[0].split(".") if host else [""]
    if any("_" in part for part in parts[-2:]) or (scheme < 0 and len(parts) == 1):
        return None
    stop = run.end()
    # Trailing punctuation, entities and unbalanced closing parentheses are no part of the URL.
    surplus = text.count(")", start, stop) - text.count("(", start, stop)
    while stop > start:
        last = text[stop - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last == ";":
            entity = _ENTITY.search(text, max(start, stop - 40), stop)
            stop = entity.start() + 1 if entity else stop
        elif last not in _TRAILING_PUNCTUATION:
            break
        stop -= 1
    return stop if stop > place else None
