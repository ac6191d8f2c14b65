"""Converts LaTeX in titles and names of arXiv to plain Unicode."""

from __future__ import annotations

import re
import unicodedata

from awesome_lint.lazy_re import lazy

_COMBINING_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323",
    "b": "\u0331",
}  # fmt: skip
_SYMBOLS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "dj": "đ", "ell": "ℓ", "infty": "∞", "times": "×", "to": "→", "cdot": "·",
    "rightarrow": "→", "leq": "≤", "geq": "≥", "pm": "±", "sim": "∼", "approx": "≈", "partial": "∂", "nabla": "∇",
    "deg": "°", "varepsilon": "ε", "varphi": "φ", "S": "§", "&": "&", "%": "%", "_": "_", "#": "#", "$": "$", "-": "",
}  # fmt: skip
_ACCENT = lazy(r"\\([`'^~\"=.]|[uvHckrdb](?=[\s{\\]))\s*(?:\{\s*(\\?[^\W\d_])\s*\}|(\\?[^\W\d_]))")
_COMMAND = lazy(r"\\([A-Za-z]+|[&%_#$-])(\{\})?")
_WRAPPER = lazy(
    r"\\(?:text(?:bf|it|rm|sc|tt|sf)?|emph|math(?:bf|cal|bb|rm|it|sf|frak)|mbox|boldsymbol)\s*\{([^{}]*)\}"
)
_SUPERSCRIPTS = str.maketrans("0123456789+-=()nixT", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣᵀ")
_POWER = lazy(r"\^(?:\{([^{}]{1,4})\}|(\S))")
_INDEX = lazy(r"_(?:\{([^{}]{1,8})\}|(\w))")
_MATH = lazy(r"\$([^$]{1,80})\$")


def latex_to_text(text: str) -> str:
    """The text with Unicode characters for accents, Greek letters, simple formulas and braces; other LaTeX stays."""
    if "\\" not in text and "$" not in text and "{" not in text:
        return text
    text = _MATH.sub(_convert_formula, text)
    text = _ACCENT.sub(_write_accented_letter, _WRAPPER.sub(r"\1", text))
    text = _COMMAND.sub(_write_named_symbol, text)
    if text.count("{") == text.count("}") and "${{" not in text:
        text = re.sub(r"(?<![\\$])[{}]", "", text)
    return unicodedata.normalize("NFC", text)


def _convert_formula(match: re.Match[str]) -> str:
    """The text of a formula on one line; the formula itself if it has a command without a character."""
    inner = _COMMAND.sub(_write_named_symbol, _WRAPPER.sub(r"\1", match[1]))
    inner = _POWER.sub(lambda m: _write_superscript(m[1] or m[2]), inner)
    inner = _INDEX.sub(lambda m: m[1] or m[2], inner)
    return match[0] if set(inner) & set("\\^_") else inner


def _write_superscript(text: str) -> str:
    """The text in superscript characters; after a `^` if one of its characters has none."""
    raised = text.translate(_SUPERSCRIPTS)
    return raised if not set(raised) & set(text) else f"^{text}"


def _write_accented_letter(match: re.Match[str]) -> str:
    """The letter with the accent that a LaTeX command names."""
    letter = (match[2] or match[3]).removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _COMBINING_ACCENTS[match[1]])


def _write_named_symbol(match: re.Match[str]) -> str:
    """The character that a LaTeX command names (`alpha`: α); the command itself if it has none."""
    name = match[1]
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    kind = "CAPITAL" if name[:1].isupper() else "SMALL"
    greek = {"lambda": "LAMDA"}.get(name.lower(), name.upper())
    try:
        return unicodedata.lookup(f"GREEK {kind} LETTER {greek}")
    except KeyError:
        return match[0]
