"""UTF-8 that was read as another charset and written back: where, and what it was.

Only whole runs of non-ASCII characters count, and only where their bytes in the wrong charset are valid UTF-8
from end to end. Real text can do that by chance (`é”…` in cp1252, `“É` in Mac Roman), so nothing is believed
before the text shows a sequence that no language writes (an emoji's, `â€™`, `Ã©`), and sequences that real text
may hold are left alone even then.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record

CHARSETS = {"mac_roman": "Mac Roman", "cp1252": "Windows-1252", "latin-1": "Latin-1"}
"""The charsets that UTF-8 is usually mistaken for, by Python's name, and what people call them."""

_RUN = lazy(r"[^\x00-\x7f][^\x00-\x7f]+")
"""Not `{2,}`: where a pattern begins with one class, `re` skips what is not in it far faster."""
_CP1252_HOLES = frozenset("\x81\x8d\x8f\x90\x9d")
_TYPOGRAPHIC = frozenset("\u00a0“”‘’‚„…–—«»‹›•·°")
_LEADS = {
    # ¬ √ ƒ ≈ ∆ Œ œ: Latin letters and Greek. The other leads are quotes, dashes and letters of real words.
    "mac_roman": frozenset("¬√ƒ≈∆Œœ"),
    "cp1252": frozenset("ÂÃÄÅÎÏÐÑ"),
    "latin-1": frozenset("ÂÃÄÅÎÏÐÑ"),
}
"""The characters that may begin a lone two-byte sequence."""
_LONG = 3
"""So many sequences on end are believed whatever they begin with: damaged Cyrillic or Greek words."""
_THREE_BYTES = "\u0800"


@record(frozen=True)
class Misread:
    """A damaged run: where it is, what it was, and the charset it was read as."""

    span: Span
    meant: str
    charset: str


def damage(context: Context) -> list[Misread]:
    """The damaged runs of the document; for `Context.once`."""
    return misread(context.text)


def misread(text: str) -> list[Misread]:
    """The damaged runs of a text, in order; none where the text shows no certain sign of damage."""
    if text.isascii():
        return []
    seen: dict[str, dict[str, str]] = {}
    runs: list[tuple[Span, dict[str, str]]] = []
    signs: Counter[str] = Counter()
    for match in _RUN.finditer(text):
        run = match[0]
        if run not in seen:
            seen[run] = _readings(run)
        if seen[run]:
            runs.append((Span(*match.span()), seen[run]))
            signs.update(name for name, meant in seen[run].items() if _is_certain(run, meant, name))
    found = []
    for span, readings in runs:
        for charset, _ in signs.most_common():
            if charset in readings and _is_likely(text, one := Misread(span, readings[charset], charset)):
                found.append(one)
                break
    return found


def _readings(run: str) -> dict[str, str]:
    """What a run was, by the charset it may have been read as."""
    found = {}
    for charset in CHARSETS:
        try:
            meant = _bytes(run, charset).decode()
        except UnicodeError:
            continue
        if all(unicodedata.category(char) not in ("Cc", "Cn", "Co") for char in meant):
            found[charset] = meant
    return found


def _bytes(run: str, charset: str) -> bytes:
    if charset != "cp1252" or _CP1252_HOLES.isdisjoint(run):
        return run.encode(charset)
    return b"".join(char.encode("latin-1" if char in _CP1252_HOLES else charset) for char in run)


def _is_certain(run: str, meant: str, charset: str) -> bool:
    """Whether no language writes this run."""
    if charset != "mac_roman" and all(char in _TYPOGRAPHIC for char in run[1:]):
        return False
    if any(char >= _THREE_BYTES for char in meant):
        return True
    return charset != "mac_roman" and run[0] == "Ã" and run[1] not in _TYPOGRAPHIC


def _is_likely(text: str, found: Misread) -> bool:
    """Whether a run is damage in a text that is damaged somewhere."""
    run = text[found.span.start : found.span.end]
    if len(found.meant) >= _LONG:
        return True
    typographic = all(char in _TYPOGRAPHIC for char in run[1:])
    if typographic and run[0] != "Â" and text[found.span.start - 1 : found.span.start].isalpha():
        return False
    if any(char >= _THREE_BYTES for char in found.meant):
        return True
    return all(lead in _LEADS[found.charset] for lead in run[::2])
