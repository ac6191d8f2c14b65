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
"""The charsets with which UTF-8 is often decoded by mistake: Python's names and the usual names."""

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
_MIN_LONG_RUN = 3
"""The number of sequences in a row from which a run is mojibake whatever its characters (Cyrillic or Greek words)."""
_THREE_BYTES = "\u0800"


@record(frozen=True)
class MojibakeRun:
    """Characters that were decoded with the wrong charset: their span, the original characters, and that charset."""

    span: Span
    original: str
    charset: str


def find_mojibake(context: Context) -> list[MojibakeRun]:
    """The mojibake (text that was decoded with the wrong charset) in the document, in order; for `Context.cached`."""
    return find_mojibake_in_text(context.text)


def find_mojibake_in_text(text: str) -> list[MojibakeRun]:
    """The mojibake in a text, in order. The list is empty unless at least one run is certainly mojibake."""
    if text.isascii():
        return []
    originals_by_run: dict[str, dict[str, str]] = {}
    runs: list[tuple[Span, dict[str, str]]] = []
    certain: Counter[str] = Counter()
    for match in _RUN.finditer(text):
        run = match[0]
        if run not in originals_by_run:
            originals_by_run[run] = _possible_original_texts(run)
        if originals_by_run[run]:
            runs.append((Span(*match.span()), originals_by_run[run]))
            certain.update(
                name
                for name, original in originals_by_run[run].items()
                if _is_certain_mojibake(run, original, name)
            )
    mojibake = []
    for span, originals in runs:
        for charset, _ in certain.most_common():
            if charset in originals and _is_likely_mojibake(
                text, candidate := MojibakeRun(span, originals[charset], charset)
            ):
                mojibake.append(candidate)
                break
    return mojibake


def _possible_original_texts(run: str) -> dict[str, str]:
    """The texts that a run of damaged characters may have been, by the charset with which it was decoded."""
    originals = {}
    for charset in CHARSETS:
        try:
            original = _encode_with(run, charset).decode()
        except UnicodeError:
            continue
        if all(unicodedata.category(char) not in ("Cc", "Cn", "Co") for char in original):
            originals[charset] = original
    return originals


def _encode_with(run: str, charset: str) -> bytes:
    """The bytes of a run in a charset; Windows-1252 also with the five bytes to which it gives no character."""
    if charset != "cp1252" or _CP1252_HOLES.isdisjoint(run):
        return run.encode(charset)
    return b"".join(char.encode("latin-1" if char in _CP1252_HOLES else charset) for char in run)


def _is_certain_mojibake(run: str, original: str, charset: str) -> bool:
    """Whether a run is certainly mojibake because no language has such a sequence of characters."""
    if charset != "mac_roman" and all(char in _TYPOGRAPHIC for char in run[1:]):
        return False
    if any(char >= _THREE_BYTES for char in original):
        return True
    return charset != "mac_roman" and run[0] == "Ã" and run[1] not in _TYPOGRAPHIC


def _is_likely_mojibake(document_text: str, candidate: MojibakeRun) -> bool:
    """Whether a run is mojibake, in a text that contains certain mojibake."""
    start, end = candidate.span
    before, run = document_text[start - 1 : start], document_text[start:end]
    if len(candidate.original) >= _MIN_LONG_RUN:
        return True
    if before.isalpha() and run[0] != "Â" and all(char in _TYPOGRAPHIC for char in run[1:]):
        return False
    if any(char >= _THREE_BYTES for char in candidate.original):
        return True
    return all(lead in _LEADS[candidate.charset] for lead in run[::2])
