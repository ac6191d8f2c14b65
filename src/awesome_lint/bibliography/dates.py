"""Dates as lists write them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ABBREVIATED = tuple(month[:3] for month in MONTHS)
_WORDS = {word.lower(): number for number, word in enumerate(MONTHS, 1)} | {
    word.lower(): number for number, word in enumerate(_ABBREVIATED, 1)
}
_WORDS["sept"] = 9
_SLIPS = {
    "jun3": 6, "janurary": 1, "januray": 1, "janury": 1, "feburary": 2, "febuary": 2, "febrary": 2, "marh": 3,
    "mach": 3, "apirl": 4, "arpil": 4, "aprl": 4, "jnue": 6, "jue": 6, "juy": 7, "jully": 7, "augest": 8,
    "agust": 8, "auguest": 8, "augst": 8, "septmber": 9, "setember": 9, "septemeber": 9, "sepetember": 9,
    "ocotber": 10, "octorber": 10, "ocober": 10, "otober": 10, "novemeber": 11, "novmber": 11, "novermber": 11,
    "decmber": 12, "deceber": 12, "decemeber": 12, "nove": 11, "octo": 10, "dece": 12, "janu": 1, "febr": 2,
}  # fmt: skip
"""Misspelt months that can only be one month."""


class PartialDate(NamedTuple):
    """A date as precise as its text: a year, a month, or a day. `form` is the strftime pattern that writes it
    the way it stood (`%b. %Y`, with `%-m` and `%-d` for unpadded numbers)."""

    year: int
    month: int | None
    day: int | None
    form: str

    @property
    def iso(self) -> str:
        """`2025`, `2025-05` or `2025-05-11`."""
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


class FoundDate(NamedTuple):
    """A date in a text: its bounds there and what it says.

    `suspicious` says in words what is odd about it (`Jl` is no month), and is empty for a sound date. The date
    then holds only what is sure: `Jl. 2025` has the year alone.
    """

    start: int
    end: int
    date: PartialDate
    suspicious: str = ""


_YEARISH = re.compile(r"(?:19|20)\d\d|['’‘`´]\s?\d\d")
_NAMED = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_YEAR = r"(?:19[3-9]\d|20\d\d)"
_BEFORE = r"(?<![\w.:/\-])"
_AFTER = r"(?![\w]|[.:/\-]\d)"


@cache
def _grammar() -> re.Pattern[str]:
    """One pattern for all forms; the first alternative that fits wins, so longer ones stand first."""
    named, year = _NAMED, _YEAR
    day = r"(?:0?[1-9]|[12]\d|3[01])"
    ordinal = r"(?:st|nd|rd|th)?"
    blank = r"[ \t\u00a0\u202f\u2009]"
    alternatives = (
        rf"(?P<y1>{year})(?P<s1>[-/.])(?P<m1>\d\d?)(?P=s1)(?P<d1>\d\d?)",
        rf"(?P<m2>{named})(?P<a2>\.?){blank}{{0,2}}(?P<d2>{day})(?P<o2>{ordinal})(?P<b2>,?){blank}+(?P<y2>{year})",
        rf"(?P<d3>{day})(?P<o3>{ordinal})(?P<c3>{blank}|-)(?P<m3>{named})(?P<a3>[.,]{{0,2}})(?P<b3>{blank}+|-)(?P<y3>{year})",
        rf"(?P<m4>{named})(?P<a4>[.,]{{0,2}})(?P<b4>{blank}{{0,2}}|-|/|')(?P<y4>{year})",
        rf"(?P<y5>{year})(?P<s5>[-/.,]?{blank}?)(?P<m5>{named})(?P<a5>\.?)(?:{blank}(?P<d5>{day})(?![\d.]))?",
        rf"(?P<y6>{year}){blank}?年{blank}?(?P<m6>1[0-2]|0?[1-9]){blank}?月(?:{blank}?(?P<d6>{day}){blank}?日)?",
        rf"(?P<m7>\d\d?)(?P<s7>[/.])(?P<y7>{year})",
        rf"(?P<y8>{year})(?P<s8>[-/.])(?P<m8>\d\d?)",
        rf"(?P<w9>[A-Z][a-z]{{1,9}})(?P<a9>[.,]{{1,2}}){blank}?(?P<y9>{year})",
        rf"(?P<y0>{year})",
    )
    return re.compile(_BEFORE + "(?:" + "|".join(alternatives) + ")" + _AFTER, re.I)


@cache
def _short_year() -> re.Pattern[str]:
    return re.compile(r"(?<=[A-Za-z])(?P<gap>\s?['’‘`´]\s?)(?P<yy>\d\d)(?![\w])")


def find_dates(text: str) -> list[FoundDate]:
    """The dates in a text, in order, with exact bounds. A two-digit year counts only behind a word and an
    apostrophe (`CVPR'24`). Numbers that are ids, sizes or versions are left out; a year behind a name that is
    no venue (`COCO 2017`) is found, since a text alone cannot tell."""
    if not _YEARISH.search(text):
        return []
    found = [each for match in _grammar().finditer(text) if (each := _read(match)) is not None]
    if "'" in text or "’" in text or "‘" in text or "`" in text or "´" in text:
        for match in _short_year().finditer(text):
            number = int(match["yy"])
            if number <= 49 or number >= 80:
                year = number + (2000 if number <= 49 else 1900)
                found.append(FoundDate(match.start("yy"), match.end(), PartialDate(year, None, None, "%y")))
        found.sort(key=lambda each: each.start)
    return found


def parse_date(text: str) -> PartialDate | None:
    """The date that `text` wholly consists of, brackets and blanks around it aside, or None. Suspicious dates
    are none."""
    stripped = text.strip().strip("()[]（）【】*_` \t").strip()
    found = find_dates(stripped)
    if len(found) != 1 or found[0].suspicious:
        return None
    first = found[0]
    rest = stripped[first.end :].strip(" .,;")
    return first.date if first.start == 0 and not rest else None


def write_date(date: PartialDate, form: str) -> str:
    """`date` in a strftime pattern, of which `%Y %y %m %-m %d %-d %b %B %%` are known, with English month names on
    every platform. Raises ValueError where the pattern needs a part that the date has not, or holds another
    directive."""
    out: list[str] = []
    rest = form
    while rest:
        if rest[0] != "%":
            out.append(rest[0])
            rest = rest[1:]
            continue
        directive = rest[:3] if rest[1:2] == "-" else rest[:2]
        out.append(_written(date, directive))
        rest = rest[len(directive) :]
    return "".join(out)


def forms(text: str) -> tuple[str, ...]:
    """All patterns that write the date `text` exactly so: `May 2025` is both `%b %Y` and `%B %Y`, `2023.10`
    both `%Y.%m` and `%Y.%-m`. Empty where `text` is no sound date."""
    date = parse_date(text)
    if date is None:
        return ()
    variants = [date.form]
    for old, new in (("%b", "%B"), ("%B", "%b"), ("%m", "%-m"), ("%-m", "%m"), ("%d", "%-d"), ("%-d", "%d")):
        variants += [form.replace(old, new) for form in tuple(variants) if old in form]
    written = text.strip()
    return tuple(form for form in dict.fromkeys(variants) if write_date(date, form) == written)


def month_number(word: str) -> int | None:
    """The month that an English name or its usual abbreviation means (`Sept.`, `june`), or None."""
    return _WORDS.get(word.strip().rstrip(".,").lower())


def misspelt_month(word: str) -> int | None:
    """The month that a misspelt word surely means (`Febuary`), or None."""
    return _SLIPS.get(word.strip().rstrip(".,").lower())


def _written(date: PartialDate, directive: str) -> str:
    if directive == "%Y":
        return f"{date.year:04d}"
    if directive == "%y":
        return f"{date.year % 100:02d}"
    if directive == "%%":
        return "%"
    if directive in ("%m", "%-m", "%b", "%B"):
        if date.month is None:
            raise ValueError(f"{date.iso} has no month for {directive}")
        return {
            "%m": f"{date.month:02d}",
            "%-m": str(date.month),
            "%b": _ABBREVIATED[date.month - 1],
            "%B": MONTHS[date.month - 1],
        }[directive]
    if directive in ("%d", "%-d"):
        if date.day is None:
            raise ValueError(f"{date.iso} has no day for {directive}")
        return f"{date.day:02d}" if directive == "%d" else str(date.day)
    raise ValueError(f"unknown directive {directive}")


def _read(match: re.Match[str]) -> FoundDate | None:
    kind = (match.lastgroup or "y0")[1]
    text = match[0]
    year = int(match["y" + kind])
    if kind == "0":
        return FoundDate(match.start(), match.end(), PartialDate(year, None, None, "%Y"))
    if kind == "9":
        return _odd_month(match, year)
    month_text = match["m" + kind]
    named = not month_text[0].isdigit()
    month = _WORDS[month_text.lower()] if named else int(month_text)
    day_text = match["d" + kind] if "d" + kind in match.re.groupindex else None
    day = int(day_text) if day_text else None
    if not 1 <= month <= 12:
        return _no_month(match, kind, year, month)
    form = _form(match, kind, named, day is not None)
    if day is not None and not 1 <= day <= _days(year, month):
        return FoundDate(
            match.start(), match.end(), PartialDate(year, month, None, form), f"{MONTHS[month - 1]} has no day {day}"
        )
    return FoundDate(match.start(), match.end(), PartialDate(year, month, day, form)) if text else None


def _no_month(match: re.Match[str], kind: str, year: int, month: int) -> FoundDate | None:
    """A number where a month should be: for `2023.45` and the like only the year is sure."""
    if kind == "1" and 1 <= int(match["d1"]) <= 12 < month <= 31:
        why = f"there is no month {month}: are day and month exchanged?"
        return FoundDate(match.start(), match.end(), PartialDate(year, None, None, "%Y"), why)
    if len(match["m" + kind]) != 2:
        return None
    return FoundDate(match.start(), match.end(), PartialDate(year, None, None, "%Y"), f"there is no month {month:02d}")


def _odd_month(match: re.Match[str], year: int) -> FoundDate | None:
    word = match["w9"]
    month = _SLIPS.get(word.lower())
    if month is not None:
        why = f"{word} is a misspelling of {MONTHS[month - 1]}"
        return FoundDate(match.start(), match.end(), PartialDate(year, month, None, ""), why)
    if len(word) <= 4 and "." in match["a9"] and word.lower()[0] in "jfmasond" and word[0].isupper() and _nearly(word):
        why = f"{word}. is no month"
        return FoundDate(match.start(), match.end(), PartialDate(year, None, None, ""), why)
    return FoundDate(match.start("y9"), match.end(), PartialDate(year, None, None, "%Y"))


def _nearly(word: str) -> bool:
    """Whether a short word begins as a month does and keeps its letters' order (`Jl`, `Jn`, `Mrc`, `Agu`)."""
    lowered = word.lower()
    for month in _WORDS:
        if month[0] != lowered[0]:
            continue
        at, rest = 0, lowered
        for letter in rest:
            at = month.find(letter, at) + 1
            if at == 0:
                break
        else:
            return True
        if len(lowered) == 3 and sorted(lowered) == sorted(month[:3]):
            return True
    return False


def _form(match: re.Match[str], kind: str, named: bool, with_day: bool) -> str:
    """The pattern for the text of `match`: each part replaced by its directive, the rest as it stands."""
    pieces: list[tuple[int, int, str]] = [(*match.span("y" + kind), "%Y")]
    month = match["m" + kind]
    pieces.append((*match.span("m" + kind), _month_form(month, named)))
    if with_day:
        day = match["d" + kind]
        pieces.append((*match.span("d" + kind), "%d" if len(day) == 2 else "%-d"))
    pieces.sort()
    out, at = [], match.start()
    for start, end, directive in pieces:
        out.append(match.string[at:start].replace("%", "%%"))
        out.append(directive)
        at = end
    out.append(match.string[at : match.end()].replace("%", "%%"))
    return "".join(out)


def _month_form(month: str, named: bool) -> str:
    if not named:
        return "%m" if len(month) == 2 else "%-m"
    return "%b" if len(month) <= 4 and month.lower() not in ("june", "july") else "%B"


def _days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
