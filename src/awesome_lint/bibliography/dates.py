"""Finds, parses and writes dates."""

from __future__ import annotations

import re

from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ABBREVIATED = tuple(month[:3] for month in MONTHS)
_MONTH_NUMBERS = {word.lower(): number for number, word in enumerate(MONTHS, 1)} | {
    word.lower(): number for number, word in enumerate(_ABBREVIATED, 1)
}
_MONTH_NUMBERS["sept"] = 9
_MISSPELLINGS = {
    slip: month
    for month, slips in enumerate(
        (
            "janurary januray janury janu",
            "feburary febuary febrary febr",
            "marh mach",
            "apirl arpil aprl",
            "",
            "jnue jue",
            "juy jully jl",
            "augest agust auguest augst",
            "septmber setember septemeber sepetember",
            "ocotber octorber ocober otober octo ocr",
            "novemeber novmber novermber nove",
            "decmber deceber decemeber dece",
        ),
        1,
    )
    for slip in slips.split()
}
"""Misspelled months that can only mean one month."""


@record(frozen=True)
class PartialDate:
    """A date as precise as its text: a year, a month or a day. `form` is the strftime pattern of the text (`%b. %Y`,
    with `%-m` and `%-d` for numbers without zeros and our own directive `%o` for `7th`); it is "" if the text has
    more than the date, such as the second year of `2020/22`."""

    year: int
    month: int | None
    day: int | None
    form: str

    @property
    def iso(self) -> str:
        """The date in ISO form: `2025`, `2025-05` or `2025-05-11`."""
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@record(frozen=True)
class FoundDate:
    """A date in a text, with its range.

    `problem` says what is wrong with it (`Febuary` is a misspelling, 13 is not a month); "" for a valid date. The
    date then has only its certain parts: `2025.13` has only the year."""

    start: int
    end: int
    date: PartialDate
    problem: str = ""


_Range = tuple[int, int]
_NAME = r"[a-z]{3,9}"
"""A possible name of a month. `_MONTH_NUMBERS` has the real ones; a pattern of all of them would be slow."""
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_BLANK = r"[^\S\r\n]"
_BEFORE_YEAR = lazy(
    r"(?<![\w.:/\-])(?:"
    rf"(?P<month>{_NAME})(?:\.?{_BLANK}{{0,2}}(?P<day>{_DAY})(?:st|nd|rd|th)?,?{_BLANK}+|"
    rf"[.,]{{0,2}}{_BLANK}{{0,2}}|[-/'])|"
    rf"(?P<day2>{_DAY})(?:st|nd|rd|th)?(?:{_BLANK}|-)(?:of )?(?P<month2>{_NAME})"
    rf"(?:[.,]{{0,2}}{_BLANK}+|-)"
    r")$",
    re.I,
)
"""The month, with or without a day, before a year; the match ends where the year begins."""
_ODD_BEFORE_YEAR = lazy(
    rf"(?<![\w.:/\-])(?:(?P<number>\d\d?)[/.]|(?P<word>[A-Za-z]{{2,10}})[.,]{{1,2}}{_BLANK}?)$"
)
"""The same for a number, or for a word that may be a misspelled month."""
_AFTER_YEAR = lazy(
    r"(?:(?P<s>[-/.])(?P<number>\d\d?)(?P=s)(?P<day>\d\d?)|(?P<s2>[-/.])(?P<number2>\d\d?)|"
    rf"(?:[-/.,]?{_BLANK}?)(?P<month>{_NAME})(?:\.(?!\d))?(?:{_BLANK}(?P<day2>{_DAY})(?![\d.]))?|"
    rf"{_BLANK}?年{_BLANK}?(?P<number3>1[0-2]|0?[1-9]){_BLANK}?月(?:{_BLANK}?(?P<day3>{_DAY}){_BLANK}?日)?"
    r")(?!\w|[.:\-]\d|/\w)",
    re.I,
)
"""The part of a date after its year."""
_MAX_YEAR_RANGE = 10
"""The most years between the two of a range such as `2020/22`."""
_YEAR = lazy(r"(?<!\d)(?:19[3-9]|20\d)\d(?!\d)")
_SHORT_YEAR = lazy(r"(?:(?<=[A-Za-z])\s?'\s?|(?<!\w)'(?=\d\d(?:,\s?|-)[^\W\d_]))(?P<yy>\d\d)(?!\w)")
_AFTER = lazy(r"(?!\w|[.:\-]\d|/\w)")
_ID_PUNCTUATION = frozenset(".:/-_")
_DIRECTIVE = lazy(r"%-?.?")


def find_dates(text: str) -> list[FoundDate]:
    """The dates in a text, in order. A two-digit year counts only after an apostrophe that follows a word (`CVPR'24`)
    or is before a comma or hyphen and a word (`'24-CVPR`). Numbers of ids, sizes or versions do not count; a year
    after a name that is not a venue does (`COCO 2017`), since it cannot be distinguished."""
    dates: list[FoundDate] = []
    floor = 0
    for match in _YEAR.finditer(text):
        if match.start() < floor:
            continue
        date = _find_date_around_year(text, match.start(), floor)
        if date is not None:
            dates.append(date)
            floor = date.end
    normalized = text.replace("’", "'").replace("‘", "'").replace("`", "'").replace("´", "'")
    if "'" in normalized:
        dates += filter(None, map(_date_of_short_year, _SHORT_YEAR.finditer(normalized)))
        dates.sort(key=lambda date: date.start)
    return dates


def parse_date(text: str) -> PartialDate | None:
    """The date in `text`, if it has nothing else except brackets and whitespace and has no problem; else None."""
    stripped = text.strip().strip("()[]（）【】*_` \t").strip()
    dates = find_dates(stripped)
    if len(dates) != 1 or dates[0].problem:
        return None
    first = dates[0]
    rest = stripped[first.end :].strip(" .,;")
    return first.date if first.start == 0 and not rest else None


def write_date(date: PartialDate, pattern: str) -> str:
    """The date in a strftime pattern with the directives `%Y %y %m %-m %d %-d %b %B %%`, and our own `%o` for the day
    with its ordinal ending (`1st`). Month names are English on every platform. Raises ValueError if the pattern needs
    a part that the date does not have, or has another directive."""
    values = {"%%": "%", "%Y": f"{date.year:04d}", "%y": f"{date.year % 100:02d}"}
    if date.month is not None:
        names = {"%b": _ABBREVIATED[date.month - 1], "%B": MONTHS[date.month - 1]}
        values |= {"%m": f"{date.month:02d}", "%-m": str(date.month), **names}
    if date.day is not None:
        values |= {
            "%d": f"{date.day:02d}",
            "%-d": str(date.day),
            "%o": f"{date.day}{_ordinal_ending(date.day)}",
        }

    def value_of_directive(match: re.Match[str]) -> str:
        if match[0] not in values:
            raise ValueError(f"{date.iso} has no value for {match[0]}")
        return values[match[0]]

    return _DIRECTIVE.sub(value_of_directive, pattern)


def date_patterns(text: str) -> tuple[str, ...]:
    """All patterns that write the date in exactly this form: `May 2025` is both `%b %Y` and `%B %Y`, `2023.10` both
    `%Y.%m` and `%Y.%-m`. Empty if `text` is not a valid date."""
    date = parse_date(text)
    if date is None:
        return ()
    variants = [date.form]
    for old, new in (("%b", "%B"), ("%B", "%b"), ("%m", "%-m"), ("%-m", "%m"), ("%d", "%-d"), ("%-d", "%d")):
        variants += [form.replace(old, new) for form in tuple(variants) if old in form]
    date_text = text.strip().strip("()[]（）【】*_` \t").strip(" ,;")
    return tuple(form for form in dict.fromkeys(variants) if write_date(date, form) == date_text)


def year_of_digits(digits: str) -> int:
    """The year of four digits, or of two digits (from 1950 to 2049)."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 50 else 1900)


def month_of_misspelling(word: str) -> int | None:
    """The number of the month that a misspelled word certainly means (`Febuary`), or None."""
    return _MISSPELLINGS.get(word.strip().rstrip(".,").lower())


def _find_date_around_year(text: str, year_start: int, earliest: int) -> FoundDate | None:
    """The date with the year at `year_start`; None if these digits are not a year. It begins at `earliest` or later."""
    year_end = year_start + 4
    low = max(earliest, year_start - 24)
    before, previous = text[low:year_start], text[year_start - 1 : year_start]
    before_year = _reject_unknown_month(_BEFORE_YEAR.search(before), "month", "month2")
    if before_year is not None and _AFTER.match(text, year_end):
        suffix = "" if before_year["month"] else "2"
        ranges = [_group_range(before_year, f"{part}{suffix}", low) for part in ("month", "day")]
        return _make_date(text, low + before_year.start(), year_end, year_start, *ranges)
    adjoins_id = previous in _ID_PUNCTUATION or previous.isalnum()
    if not adjoins_id:
        after_year = _reject_unknown_month(_AFTER_YEAR.match(text, year_end), "month")
        if after_year is not None:
            # `number2` has no day.
            for month, day in (("number", "day"), ("number2", "day"), ("month", "day2"), ("number3", "day3")):
                if after_year[month]:
                    ranges = [_group_range(after_year, group) for group in (month, day)]
                    return _make_date(text, year_start, after_year.end(), year_start, *ranges)
    if not _AFTER.match(text, year_end):
        return None
    odd = _ODD_BEFORE_YEAR.search(before)
    if odd is not None and odd["number"]:
        month_range = _group_range(odd, "number", low)
        return _make_date(text, low + odd.start(), year_end, year_start, month_range)
    if adjoins_id:
        return None
    number = int(text[year_start:year_end])
    if odd is not None and (month_number := month_of_misspelling(odd["word"])) is not None:
        problem = f"{odd['word']} is a misspelling of {MONTHS[month_number - 1]}"
        return FoundDate(low + odd.start(), year_end, PartialDate(number, month_number, None, ""), problem)
    return FoundDate(year_start, year_end, PartialDate(number, None, None, "%Y"))


def _reject_unknown_month(match: re.Match[str] | None, *groups: str) -> re.Match[str] | None:
    """The match; None if one of these groups is a word that is not the name of a month."""
    words = [match[group] for group in groups if match[group]] if match is not None else []
    return match if all(word.lower() in _MONTH_NUMBERS for word in words) else None


def _group_range(match: re.Match[str], group: str, offset: int = 0) -> _Range | None:
    """The range of a group of a match plus `offset`; None if the group has no match."""
    start, end = match.span(group)
    return (start + offset, end + offset) if start >= 0 else None


def _make_date(
    text: str,
    start: int,
    end: int,
    year_start: int,
    month_range: _Range | None,
    day_range: _Range | None = None,
) -> FoundDate | None:
    """The date with its year, month and day in these ranges. Its problem is set if the month or day does not exist;
    None if it is not a date."""
    assert month_range is not None
    year = int(text[year_start : year_start + 4])
    word = text[slice(*month_range)]
    month = int(word) if word.isdigit() else _MONTH_NUMBERS[word.lower()]
    day = int(text[slice(*day_range)]) if day_range else None
    only_year = PartialDate(year, None, None, "")
    if not 1 <= month <= 12:
        if day is None and text[end - 3] in "/-" and 0 < month - year % 100 <= _MAX_YEAR_RANGE:
            return FoundDate(start, end, only_year)  # `2020/22`, a range of years
        if day is not None and 1 <= day <= 12 < month <= 31:
            problem = f"there is no month {month}: are day and month exchanged?"
            return FoundDate(start, end, only_year, problem)
        is_joined_to_year = month_range[0] > year_start and text[month_range[0] - 1] in "/-"
        if len(word) != 2 or (is_joined_to_year and month > 31):
            return None
        return FoundDate(start, end, only_year, f"there is no month {word}")
    if day is not None and not 1 <= day <= _days_in_month(year, month):
        problem = f"{MONTHS[month - 1]} has no day {day}"
        return FoundDate(start, end, PartialDate(year, month, None, ""), problem)
    pieces = [((year_start, year_start + 4), "%Y"), (month_range, _month_directive(word))]
    if day_range is not None:
        pieces.append(_day_range_and_directive(text, day_range))
    return FoundDate(start, end, PartialDate(year, month, day, _date_pattern(text, start, end, pieces)))


def _date_of_short_year(match: re.Match[str]) -> FoundDate | None:
    """The date that is a two-digit year; None for 50 to 79, which may be other numbers."""
    number = int(match["yy"])
    if 49 < number < 80:
        return None
    date = PartialDate(year_of_digits(match["yy"]), None, None, "%y")
    return FoundDate(match.start("yy"), match.end(), date)


def _date_pattern(text: str, start: int, end: int, pieces: list[tuple[_Range, str]]) -> str:
    """The pattern of a date: its text with directives in place of the parts."""
    out, at = [], start
    for span, directive in sorted(pieces):
        out += [text[at : span[0]].replace("%", "%%"), directive]
        at = span[1]
    return "".join(out) + text[at:end].replace("%", "%%")


def _day_range_and_directive(text: str, day_range: _Range) -> tuple[_Range, str]:
    """The range of a day with its ordinal ending (`7th`), and its strftime directive."""
    start, end = day_range
    ending = _ordinal_ending(int(text[start:end]))
    if text.startswith(ending, end) and text[start] != "0":
        return (start, end + len(ending)), "%o"
    return day_range, "%d" if end - start == 2 else "%-d"


def _ordinal_ending(day: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day // 10 != 1 else 0, "th")


def _month_directive(month: str) -> str:
    if month.isdigit():
        return "%m" if len(month) == 2 else "%-m"
    return "%b" if len(month) <= 4 and month.lower() not in ("june", "july") else "%B"


def _days_in_month(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
