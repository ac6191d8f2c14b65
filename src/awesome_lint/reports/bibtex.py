"""Entries as BibTeX, for `awesome-lint export`.

The text is UTF-8. `eprint` and `archivePrefix` are the fields that arXiv itself uses; `code` is the repository, a field
that BibTeX styles ignore.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence

from awesome_lint.bibliography.venues import find_venues
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.entry_record import EntryRecord

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SPECIAL = lazy(r"[\\{}&%$#_~^]")
_LIGATURE = lazy(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[?!])(?=`)")
_ESCAPES = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "{": r"\lbrace{}", "}": r"\rbrace{}",
}  # fmt: skip
"""BibTeX counts braces, also escaped ones, so those of the text get names."""
_ET_AL = lazy(r"[\s,，]*(?:\bet\.?\s*at?l?s?\b\.?|\bet\s+alia|等人?)$", re.I)
_INITIALS_LAST = lazy(
    r"(?P<surname>[^\W\d_]*[a-z][\w'’-]*(?: [\w'’-]*[a-z][\w'’-]*)?) (?P<initials>[A-Z]{1,3})"
    r"(?P<more>[\s,]*\bet\.? al.*)?"
)
_INVERTED = lazy(r"[^\W\d_][\w'’ -]*, (?:[A-Z]\.?[ -]?){1,3}")
"""A surname with initials after a comma: the form in which BibTeX reads a comma so."""
_NOT_IN_URLS = {"{": "%7B", "}": "%7D", "\\": "%5C"}
_STOP_WORDS = frozenset(
    "a an the of for and or with in on by to from is are do does can how what why when".split()
)


def render(entries: Sequence[EntryRecord]) -> str:
    """One BibTeX entry for each entry of the list, with a blank line between them."""
    texts = []
    for entry, key in zip(entries, citation_keys(entries), strict=True):
        kind, fields = _type_and_fields(entry)
        lines = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
        texts.append(f"@{kind}{{{key},\n{lines}}}\n")
    return "\n".join(texts)


def citation_keys(entries: Sequence[EntryRecord]) -> list[str]:
    """A unique key for each entry: surname, year and first word of the title, as in `vaswani2017attention`.

    Of several entries with the same key the oldest keeps it, and the others get their arXiv id or a checksum of title
    and URL appended. So a new entry, which is on top of most lists, does not change the keys of the others.
    """
    bases = [_citation_key_base(entry) for entry in entries]
    numbers_by_base: defaultdict[str, list[int]] = defaultdict(list)
    for number, base in enumerate(bases):
        numbers_by_base[base].append(number)
    keys = list(bases)
    for base, numbers in numbers_by_base.items():
        for number in sorted(numbers, key=lambda number: _sort_key(entries[number]))[1:]:
            entry = entries[number]
            checksum = f"{zlib.crc32(repr((entry['title'], entry['url'])).encode()):08x}"
            keys[number] = f"{base}-{_to_ascii_key(entry['arxiv_id']) if entry['arxiv_id'] else checksum}"
    taken: Counter[str] = Counter()
    for number, key in enumerate(keys):
        taken[key] += 1
        if taken[key] > 1:
            keys[number] = f"{key}-{taken[key]}"
    return keys


def _citation_key_base(entry: EntryRecord) -> str:
    """Surname, year and first word of the title, as in `vaswani2017attention`; `entry` if all are missing."""
    first_author = next(iter(_mark_surnames(entry["authors"])), "")
    family, comma, _ = _ET_AL.sub("", first_author).partition(",")
    surname = _to_ascii_key(family if comma else (family.split() or [""])[-1])
    words = [word for part in (entry["title"] or "").split() if (word := _to_ascii_key(part))]
    first = next((word for word in words if word not in _STOP_WORDS), "".join(words[:1]))
    return f"{surname}{(entry['date'] or '')[:4]}{first}" or "entry"


def _sort_key(entry: EntryRecord) -> tuple[str, str, str]:
    """The sort key that puts entries with older arXiv ids first, and those without an id last."""
    return entry["arxiv_id"] or "~", entry["title"] or "", entry["url"] or ""


def _to_ascii_key(text: str) -> str:
    """The ASCII letters and digits of the text in lower case, letters without their accents."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "".join(char for char in folded if char.isalnum())


def _type_and_fields(entry: EntryRecord) -> tuple[str, dict[str, str]]:
    """The type of the BibTeX entry, and its fields; empty ones are left out."""
    year, month, day = [*(entry["date"] or "").split("-"), "", ""][:3]
    kind, venue_field = _type_and_venue_field(entry["venue"])
    return kind, {
        "title": _add_braces(_escape_title(entry["title"] or "")),
        "author": _add_braces(" and ".join(map(_escape_author, _mark_surnames(entry["authors"])))),
        "year": _add_braces(year),
        "month": MONTHS[int(month) - 1] if month else "",
        "day": _add_braces(day),
        venue_field: _add_braces(escape_tex(entry["venue"] or "")),
        "eprint": _add_braces(entry["arxiv_id"] or ""),
        "archivePrefix": _add_braces("arXiv") if entry["arxiv_id"] else "",
        "doi": _add_braces(literal_url(entry["doi"] or "")),
        "url": _add_braces(literal_url(entry["url"] or "")),
        "keywords": _add_braces(", ".join(map(escape_tex, entry["keywords"]))),
        "code": _add_braces(literal_url(entry["code_repo"] or "")),
    }


def _type_and_venue_field(venue: str | None) -> tuple[str, str]:
    """The type of a BibTeX entry with this venue, and the name of the field that holds the venue."""
    kind = next((found.mention.kind for found in find_venues(f"({venue})")), "") if venue else ""
    if kind == "journal":
        return "article", "journal"
    return ("inproceedings", "booktitle") if kind in ("conference", "workshop") else ("misc", "howpublished")


def _add_braces(value: str) -> str:
    return f"{{{value}}}" if value else ""


def literal_url(url: str) -> str:
    """The URL without braces and backslashes. Everything else stays: BibTeX packages read URLs literally."""
    return "".join(_NOT_IN_URLS.get(char, char) for char in url)


def escape_tex(text: str) -> str:
    """The text on one line, with TeX's special characters and its ligatures for dashes and quotes escaped."""
    line = _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], f"\\{match[0]}"), " ".join(text.split()))
    return _LIGATURE.sub("{}", line)


def _mark_surnames(names: Sequence[str]) -> list[str]:
    """The names as `Liu, Z`, if all of them end in initials (`Liu Z`) and one of them in a single letter; else
    unchanged. BibTeX would read `Z` as the surname. In `Wei XU` alone, `XU` may be the surname."""
    matches = [_INITIALS_LAST.fullmatch(name) for name in names]
    if not all(matches) or not any(match and len(match["initials"]) == 1 for match in matches):
        return list(names)
    return [f"{match['surname']}, {match['initials']}{match['more'] or ''}" for match in matches if match]


def _escape_author(name: str) -> str:
    """The name with TeX's special characters escaped; "et al." becomes "and others". Braces protect a comma or "and"
    that BibTeX would misread."""
    if _ET_AL.search(name):
        first = _ET_AL.sub("", name)
        return f"{_escape_author(first)} and others" if first else "others"
    escaped = escape_tex(name)
    # BibTeX would read a comma as "surname, first name", and "and" as the border of two names.
    is_inverted = _INVERTED.fullmatch(name) is not None
    return f"{{{escaped}}}" if ("," in name and not is_inverted) or "and" in name.lower().split() else escaped


def _escape_title(title: str) -> str:
    """The escaped title. Braces protect the words whose capitals a BibTeX style must not change: those with a capital
    after their first letter (`BERT`, `GPT-4`), and in a title in sentence case every capitalized word but the first."""
    words = title.split()
    long = [word for word in words[1:] if len(word) > 3 and word[0].isalpha()]
    sentence_case = sum(word[0].isupper() for word in long) * 2 < len(long)
    return " ".join(
        f"{{{escape_tex(word)}}}"
        if any(char.isupper() for char in word[1:]) or (sentence_case and number and word[0].isupper())
        else escape_tex(word)
        for number, word in enumerate(words)
    )
