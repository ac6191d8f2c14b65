"""UTF-8 that was decoded with another charset and saved so: its spans and the original characters.

Only whole runs of non-ASCII characters count, and only where all their bytes in the wrong charset are valid UTF-8.
Undamaged text can have such runs by chance (`é”…` in cp1252, `“É` in Mac Roman), so nothing is reported unless the
text contains a sequence that no language uses (that of an emoji, `â€™`, `Ã©`), and sequences that undamaged text may
contain are left alone even then.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record

CHARSETS = {"mac_roman": "Mac Roman", "cp1252": "Windows-1252", "latin-1": "Latin-1"}
"""The charsets that UTF-8 is usually decoded with by mistake: Python's names and the usual names."""

_RUN = lazy(r"[^\x00-\x7f][^\x00-\x7f]+")
"""Not `{2,}`: where a pattern begins with a single character class, `re` skips other characters much faster."""
_CP1252_HOLES = frozenset("\x81\x8d\x8f\x90\x9d")
_TYPOGRAPHIC = frozenset("\u00a0“”‘’‚„…–—«»‹›•·°")
_LEADS = {
    # ¬ √ ƒ ≈ ∆ Œ œ begin Latin letters and Greek. The others are quotation marks, dashes and letters of words.
    "mac_roman": frozenset("¬√ƒ≈∆Œœ"),
    "cp1252": frozenset("ÂÃÄÅÎÏÐÑ"),
    "latin-1": frozenset("ÂÃÄÅÎÏÐÑ"),
}
"""The characters that may begin a single two-byte sequence."""
_LONG = 3
"""This many sequences in a row are damage whatever they begin with, such as Cyrillic or Greek words."""
_THREE_BYTES = "\u0800"


@record(frozen=True)
class Misread:
    """A damaged run: its span, the original characters, and the charset that it was decoded with."""

    span: Span
    meant: str
    charset: str


def damage(context: Context) -> list[Misread]:
    """The damaged runs of the document; for `Context.cached`."""
    return misread(context.text)


def misread(text: str) -> list[Misread]:
    """The damaged runs of a text, in order; none where no run is certainly damaged."""
    if text.isascii():
        return []
    seen: dict[str, dict[str, str]] = {}
    runs: list[tuple[Span, dict[str, str]]] = []
    certain: Counter[str] = Counter()
    for match in _RUN.finditer(text):
        run = match[0]
        if run not in seen:
            seen[run] = _readings(run)
        if seen[run]:
            runs.append((Span(*match.span()), seen[run]))
            certain.update(name for name, meant in seen[run].items() if _is_certain(run, meant, name))
    found = []
    for span, readings in runs:
        for charset, _ in certain.most_common():
            if charset in readings and _is_likely(text, one := Misread(span, readings[charset], charset)):
                found.append(one)
                break
    return found


def _readings(run: str) -> dict[str, str]:
    """The original characters of a run, by the charset that it may have been decoded with."""
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
    """Whether no language uses this run."""
    if charset != "mac_roman" and all(char in _TYPOGRAPHIC for char in run[1:]):
        return False
    if any(char >= _THREE_BYTES for char in meant):
        return True
    return charset != "mac_roman" and run[0] == "Ã" and run[1] not in _TYPOGRAPHIC


def _is_likely(text: str, found: Misread) -> bool:
    """Whether a run is damaged, in a text that contains certain damage."""
    run = text[found.span.start : found.span.end]
    if len(found.meant) >= _LONG:
        return True
    typographic = all(char in _TYPOGRAPHIC for char in run[1:])
    if typographic and run[0] != "Â" and text[found.span.start - 1 : found.span.start].isalpha():
        return False
    if any(char >= _THREE_BYTES for char in found.meant):
        return True
    return all(lead in _LEADS[found.charset] for lead in run[::2])
