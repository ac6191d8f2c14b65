"""Additions with one slip each through `awesome-lint review`: is the slip on the card, and nothing else?

    python bench/planted.py FOLDER [--seed 1] [--each 5] [--show]

FOLDER holds lists: files with the name README.md at any depth. For each kind of slip, `--each` entries without findings
are drawn from them. The list without the entry is committed, the entry is added with the slip (or, for duplicates, a
second time), and the change is reviewed offline. A slip is named if a shown finding on the added lines has one of its
codes, or if the finished entry is the entry without the slip. A shown finding with another code is another remark.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from awesome_lint import linting, listing
from awesome_lint.edits import Span
from awesome_lint.facts import Surroundings
from awesome_lint.listing.model import Entry, Listing, Section
from awesome_lint.reports.cards import FileReview, Review
from awesome_lint.runner.check_options import CheckOptions
from awesome_lint.runner.review import review_inputs
from awesome_lint.runner.run import inputs_of
from awesome_lint.style.list_style import ListStyle
from awesome_lint.style.planner import Planner

_ID = re.compile(r"\d{4}\.\d{4,5}")
_TRACKED = frozenset({"README.md"})
"""The files of the repository in which an addition is reviewed."""


class List:
    """One list, read once."""

    def __init__(self, path: Path) -> None:
        self.name = path.parent.name
        self.text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")

    @cached_property
    def listing(self) -> Listing:
        """The entries and sections."""
        return listing.read(self.text)

    @cached_property
    def style(self) -> ListStyle:
        """The inferred style."""
        return Planner(self.listing, {}).list_style

    @cached_property
    def clean(self) -> list[Entry]:
        """The entries that no finding that a review shows is on or relates to.

        Entries with two arXiv ids or two linked names are left out: which work they mean is not decided.
        """
        settings = inputs_of(CheckOptions(("-",), isolated=True), print)[0].settings
        surroundings = Surroundings(tracked_files=_TRACKED)
        linted = linting.lint(self.text, "README.md", settings, surroundings)
        shown = Review((), "HEAD").findings_to_print(linted.findings)
        places = [one.span for finding in shown for one in (finding, *finding.related)]
        used = [entry for entry in self.listing.entries if entry.title and entry.url]
        used = [entry for entry in used if len(set(_ID.findall(self.raw(entry)))) < 2]
        used = [entry for entry in used if self.raw(entry).count(f"]({entry.url})") < 2]
        return [entry for entry in used if not any(entry.span.overlaps(span) for span in places)]

    def lines(self, entry: Entry) -> tuple[int, int]:
        """The start and end of the entry's lines in the text."""
        start = self.text.rfind("\n", 0, entry.span.start) + 1
        end = self.text.find("\n", entry.span.end - 1)
        return start, len(self.text) if end < 0 else end + 1

    def raw(self, entry: Entry) -> str:
        """The entry's lines."""
        start, end = self.lines(entry)
        return self.text[start:end]

    def with_part(self, entry: Entry, part: Span, new: str) -> str:
        """The entry's lines with another text in the span of a part."""
        start, end = self.lines(entry)
        return self.text[start : part.start] + new + self.text[part.end : end]


@dataclass(frozen=True)
class Planted:
    """The texts before and after an addition, and the first line of what was added."""

    before: str
    after: str
    line: int
    correct: str


Slip = Callable[[List, Entry, random.Random], "str | Planted | None"]
"""Makes an entry's lines with the slip, or both texts; None if the entry cannot have it."""


def _replaced(entry: str, old: str, new: str) -> str | None:
    return entry.replace(old, new, 1) if old in entry and old != new else None


def _main_value(source: List, entry: Entry, part: str) -> object:
    """The form of this part that at least nine in ten entries of the kind have; None if there is none."""
    for kind in source.style.kinds:
        form = kind.part(part)
        if kind.kind == entry.kind and form.total >= 10 and form.agree >= 0.9 * form.total:
            return form.value
    return None


def _plant(source: List, entry: Entry, text: str, at: int, *, keep: bool) -> Planted:
    """The list with `text` added at an offset; without `keep` the entry itself is only there."""
    start, end = (at, at) if keep else source.lines(entry)
    before = source.text[:start] + source.text[end:]
    at -= 0 if keep or at <= start else end - start
    return Planted(before, before[:at] + text + before[at:], before.count("\n", 0, at) + 1, source.raw(entry))


def _others(source: List, entry: Entry, attribute: str) -> list[str]:
    """The values of other entries of the section, without the entry's own."""
    values = (getattr(other, attribute) for other in entry.section.entries if other is not entry)
    return [value for value in values if value and value != getattr(entry, attribute)]


# --- The slips ---------------------------------------------------------------------------------------


def duplicate_elsewhere(source: List, entry: Entry, rng: random.Random) -> Planted | None:
    """The same work in another section, with the other form of its arXiv link or another case of the title."""
    assert entry.title is not None
    sections = [one for one in source.listing.sections if len(one.entries) >= 3 and one is not entry.section]
    text, title = source.raw(entry), entry.title.text
    if not sections or len(title) < 15 or entry.arxiv_id is None:
        return None
    other = next((one for one in rng.choice(sections).entries if one.kind == entry.kind), None)
    if other is None:
        return None
    text = _other_link(text) or text.replace(title, title.title(), 1)
    return _plant(source, entry, text, source.lines(other)[1], keep=True)


def duplicate_here(source: List, entry: Entry, rng: random.Random) -> Planted | None:
    """The same work again at the top of its section, with a version in the link."""
    if entry.arxiv_id is None or len(entry.section.entries) < 3:
        return None
    text = _replaced(source.raw(entry), entry.arxiv_id, f"{entry.arxiv_id}v2")
    first = next(one for one in entry.section.entries if one.kind == entry.kind)
    if text is None or re.search(rf"{re.escape(entry.arxiv_id)}v\d", source.raw(entry)) or first is entry:
        return None
    return _plant(source, entry, text, source.lines(first)[0], keep=True)


def neighbour_id(source: List, entry: Entry, rng: random.Random) -> str | None:
    """The arXiv id of another entry of the section."""
    others = _others(source, entry, "arxiv_id")
    if entry.arxiv_id is None or not others:
        return None
    return source.raw(entry).replace(entry.arxiv_id, rng.choice(others))


def neighbour_repository(source: List, entry: Entry, rng: random.Random) -> str | None:
    """The repository of another entry of the section."""
    others = _others(source, entry, "code_repo")
    if entry.code_repo is None or not others or entry.url == entry.code_repo:
        return None
    return source.raw(entry).replace(entry.code_repo, rng.choice(others))


def other_date(source: List, entry: Entry, rng: random.Random) -> str | None:
    """The date in another form than the list's."""
    date = entry.date
    if date is None or date.in_badge or date.date.month is None or not _main_value(source, entry, "date"):
        return None
    number = f"{date.date.year}/{date.date.month:02}"
    new = f"{date.date.month:02}-{date.date.year}" if date.text == number else number
    return source.with_part(entry, date.span, new)


def wrong_year_section(source: List, entry: Entry, rng: random.Random) -> Planted | None:
    """An entry under the heading of another year."""
    year = _year(entry.section)
    own = entry.date.date.year if entry.date is not None else None
    others = [one for one in source.listing.sections if one.entries and (_year(one) or year) != year]
    near = [
        one
        for one in others
        if year
        and abs((_year(one) or 0) - year) > 1
        and one.level == entry.section.level
        and _follows_its_year(one)
    ]
    if year is None or own != year or not near:
        return None
    other = rng.choice(near).entries[-1]
    return _plant(source, entry, source.raw(entry), source.lines(other)[1], keep=False)


def _follows_its_year(section: Section) -> bool:
    """Whether most entries with a date are of the year of the heading; else the list does not decide."""
    years = [one.date.date.year == _year(section) for one in section.entries if one.date is not None]
    return sum(years) * 2 > len(years) or not years


def _year(section: Section) -> int | None:
    found = re.fullmatch(r"\W*(?:in |year )?(20[012]\d)\W*", section.title, re.IGNORECASE)
    return int(found[1]) if found else None


def wrong_order(source: List, entry: Entry, rng: random.Random) -> Planted | None:
    """An entry of a sorted section at the other end."""
    entries = [one for one in entry.section.entries if one.title]
    dates = [(one.date.date.year, one.date.date.month) for one in entries if one.date and one.date.date.month]
    names = [one.title.text.casefold() for one in entries if one.title]
    by_date = len(dates) == len(entries) and dates in (sorted(dates), sorted(dates, reverse=True))
    if len(entries) < 12 or not (by_date and len(set(dates)) > 5 or names == sorted(names)):
        return None
    at = entries.index(entry)
    target = entries[-1] if at < len(entries) // 2 else entries[0]
    if by_date and dates[at] == dates[entries.index(target)] or target is entry:
        return None
    place = source.lines(target)[at < len(entries) // 2]
    return _plant(source, entry, source.raw(entry), place, keep=False)


def broken_bracket(source: List, entry: Entry, rng: random.Random) -> str | None:
    """A link without its closing parenthesis, with a space in its middle, or with brackets exchanged."""
    text = source.raw(entry)
    assert entry.url is not None
    link = re.search(r"\]\(" + re.escape(entry.url) + r"\)", text)
    if link is None:
        return None
    wrong = rng.choice([f"]({entry.url}", f"] ({entry.url})", f"){entry.url})", f"]({entry.url}]"])
    return text.replace(link[0], wrong, 1)


def empty_link(source: List, entry: Entry, rng: random.Random) -> str | None:
    """A link without URL."""
    return _replaced(source.raw(entry), f"]({entry.url})", "]()")


def no_scheme(source: List, entry: Entry, rng: random.Random) -> str | None:
    """A URL without `https://`."""
    url = entry.url or ""
    return _replaced(source.raw(entry), f"]({url})", f"]({re.sub('^https?://', '', url)})")


def broken_scheme(source: List, entry: Entry, rng: random.Random) -> str | None:
    """A scheme with a letter or colon too many or too few."""
    wrong = rng.choice(["htps://", "https//", "hhttps://", "https:/", "https://https://"])
    return _replaced(
        source.raw(entry), f"]({entry.url})", f"]({re.sub('^https?://', wrong, entry.url or '')})"
    )


def impossible_id(source: List, entry: Entry, rng: random.Random) -> str | None:
    """An arXiv id with a month or a number of digits that does not exist."""
    if entry.arxiv_id is None or "/" in entry.arxiv_id:
        return None
    month, _, number = entry.arxiv_id.partition(".")
    wrong = rng.choice(
        [f"{month[:2]}{int(month[2:]) + 20}.{number}", f"{month}.{number}7", f"{month}.{number[:3]}"]
    )
    return source.raw(entry).replace(entry.arxiv_id, wrong)


def other_badge(source: List, entry: Entry, rng: random.Random) -> str | None:
    """The star badge of another repository."""
    text = source.raw(entry)
    badge = re.search(r"shields\.io/github/stars/([\w.-]+/[\w-]+)", text)
    others = [re.sub(r".*github\.com/", "", one) for one in _others(source, entry, "code_repo")]
    if badge is None or not others or badge[1] not in (entry.code_repo or ""):
        return None
    return text.replace(badge[0], badge[0].replace(badge[1], rng.choice(others).removesuffix("/")), 1)


def misspelt_venue(source: List, entry: Entry, rng: random.Random) -> str | None:
    """A venue with a letter too few, two exchanged, or in another case."""
    venue = entry.venue
    known = (
        "NeurIPS",
        "ICLR",
        "ICML",
        "CVPR",
        "ICCV",
        "ECCV",
        "AAAI",
        "EMNLP",
        "CoRL",
        "ICRA",
        "IJCAI",
        "NAACL",
    )
    if venue is None or venue.in_badge or venue.text not in known:
        return None
    word = venue.text
    wrong = {"NeurIPS": ["Neurips", "NeuIPS"], "CoRL": ["CORL", "Corl"]}.get(
        word, [word.lower(), word.title()]
    )
    return source.with_part(entry, venue.span, rng.choice(wrong))


def wrong_year(source: List, entry: Entry, rng: random.Random) -> str | None:
    """A date one year before the arXiv id."""
    date = entry.date
    if date is None or date.in_badge or entry.arxiv_id is None or date.date.month is None or entry.venue:
        return None
    wrong = _replaced(date.text, str(date.date.year), str(date.date.year - 1))
    return wrong and source.with_part(entry, date.span, wrong)


def other_bullet(source: List, entry: Entry, rng: random.Random) -> str | None:
    """Another bullet than the list's."""
    text = source.raw(entry)
    if _main_value(source, entry, "bullet") not in ("-", "*", "+") or not re.match(r"[-*] ", text):
        return None
    return ("*" if text[0] == "-" else "-") + text[1:]


def _other_link(text: str) -> str | None:
    return _replaced(text, "arxiv.org/abs/", "arxiv.org/pdf/") or _replaced(
        text, "arxiv.org/pdf/", "arxiv.org/abs/"
    )


def other_arxiv_link(source: List, entry: Entry, rng: random.Random) -> str | None:
    """The other form of arXiv links."""
    if _main_value(source, entry, "arxiv_link") not in ("abs", "pdf"):
        return None
    text = _other_link(source.raw(entry))
    return text.replace(".pdf)", ")") if text and "arxiv.org/abs/" in text else text


def mojibake(source: List, entry: Entry, rng: random.Random) -> str | None:
    """A character that was decoded with the wrong charset."""
    text = source.raw(entry)
    char = next((char for char in text if char in "éèöüçñ’“”–—"), None)
    return char and text.replace(char, char.encode().decode("cp1252", "replace"), 1)


def invisible(source: List, entry: Entry, rng: random.Random) -> str | None:
    """A zero-width space in the title."""
    assert entry.title is not None
    words = entry.title.text.split()
    return _replaced(source.raw(entry), words[0] + " ", words[0] + "\u200b ") if len(words) > 2 else None


def lost_cell(source: List, entry: Entry, rng: random.Random) -> str | None:
    """A table row without its last cell."""
    text = source.raw(entry).rstrip()
    if not (text.startswith("|") and text.endswith("|") and text.count("|") > 3 and "\\|" not in text):
        return None
    return text[: text.rstrip("|").rfind("|") + 1] + "\n"


def impossible_date(source: List, entry: Entry, rng: random.Random) -> str | None:
    """A month that does not exist, or a misspelt one."""
    date = entry.date
    if date is None or date.in_badge or date.date.month is None or not _main_value(source, entry, "date"):
        return None
    month = re.search(r"[A-Z][a-z]{2,8}|(?<=[-/.])\d\d(?=\D|$)", date.text)
    if month is None:
        return None
    wrong = month[0][0] + month[0][2] + month[0][1] + month[0][3:] if month[0].isalpha() else "14"
    return source.with_part(entry, date.span, date.text.replace(month[0], wrong, 1))


SLIPS: dict[str, tuple[Slip, str]] = {
    "duplicate in another section": (duplicate_elsewhere, "DU001 DU002 / AX001 SE005 SE006"),
    "duplicate in the same section": (duplicate_here, "DU001 DU002 / AX001 SE005 SE006"),
    "arXiv id of a neighbour": (neighbour_id, "AX004 DU001 / AX003 AX001 SE006"),
    "repository of a neighbour": (neighbour_repository, "DU003 EN012 / DU001"),
    "other date form": (other_date, "EN001 EN007 EN013"),
    "section of another year": (wrong_year_section, "SE005"),
    "wrong place in the order": (wrong_order, "SE006"),
    "broken bracket": (broken_bracket, "MD001 MD003 LK001 LK003 / EN007 EN009"),
    "empty link": (empty_link, "LK002 / EN007"),
    "URL without scheme": (no_scheme, "LK001 LK004"),
    "broken scheme": (broken_scheme, "LK001 LK004"),
    "impossible arXiv id": (impossible_id, "AX002"),
    "badge of another repository": (other_badge, "EN012 DU003"),
    "misspelt venue": (misspelt_venue, "EN002"),
    "wrong year": (wrong_year, "AX003 / SE006 SE005"),
    "other bullet": (other_bullet, "EN009"),
    "other arXiv link": (other_arxiv_link, "AX001 EN013"),
    "mojibake": (mojibake, "TX001"),
    "invisible character": (invisible, "TX002"),
    "row without a cell": (lost_cell, "TB001 / AX003"),
    "misspelt month": (impossible_date, "EN004 EN001 EN007 / SE006"),
}
"""Each slip with the codes that name it, and after `/` codes that may also be reported."""


# --- The reviews -------------------------------------------------------------------------------------


def reviewed(planted: Planted) -> FileReview | None:
    """The review of one addition, in a git repository of its own."""
    home = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            file = Path("README.md")
            file.write_text(planted.before, encoding="utf-8", newline="\n")
            own = ("git", "-c", "user.name=bench", "-c", "user.email=bench@example.org")
            for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "base")):
                subprocess.run((*own, *words), check=True, capture_output=True)
            file.write_text(planted.after, encoding="utf-8", newline="\n")
            options = CheckOptions((str(file),), diff_base="HEAD", isolated=True, online=False, advice=False)
            return review_inputs(options, inputs_of(options, print), lambda _: None)[0].review
        finally:
            os.chdir(home)


def judged(planted: Planted, codes: str) -> tuple[bool, list[str]]:
    """Whether the slip is named, and the other remarks."""
    naming, _, also = codes.partition("/")
    file = reviewed(planted)
    if file is None:
        return False, []
    review = Review((file,), "HEAD")
    last = planted.line + planted.correct.count("\n") - 1
    is_named, others = False, []
    on_cards = [one for card in file.cards for one in card.findings]
    for finding in review.findings_to_print((*on_cards, *file.others, *file.broken)):
        line, _ = file.report.source.position(finding.span.start)
        if finding.code in naming.split():
            is_named |= planted.line <= line <= last
        elif finding.code not in also.split():
            others.append(f"{line}: {finding.code} {finding.message}")
    finished = [card.finished for card in file.cards if card.finished is not None]
    is_named |= any(text.strip() == planted.correct.strip() for text in finished)
    return is_named, others


def drawn(slip: Slip, lists: Sequence[List], each: int, rng: random.Random) -> Iterator[tuple[List, Planted]]:
    """Additions with this slip, from as many lists as possible."""
    order = list(lists)
    rng.shuffle(order)
    found, tries = 0, {id(source): 0 for source in order}
    for _ in range(3):
        for source in order:
            entries = rng.sample(source.clean, min(len(source.clean), 60))
            for entry in entries:
                made = slip(source, entry, rng)
                if isinstance(made, str):
                    made = _plant(source, entry, made, source.lines(entry)[0], keep=False)
                if made is not None and made.before != made.after:
                    found, tries[id(source)] = found + 1, tries[id(source)] + 1
                    yield source, made
                    break
            if found == each:
                return


def main() -> int:
    """Plant, review and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=5)
    parser.add_argument("--only", default="", help="only slips whose name has this word")
    parser.add_argument("--show", action="store_true", help="also print each slip that is not named")
    options = parser.parse_args()
    lists = [List(path) for path in sorted(options.folder.rglob("README.md"))]
    total = named = remarks = 0
    for name, (slip, codes) in SLIPS.items():
        if options.only not in name:
            continue
        rng = random.Random(f"{options.seed} {name}")  # noqa: S311 (a drawing that can be repeated)
        results = [
            (source, made, *judged(made, codes)) for source, made in drawn(slip, lists, options.each, rng)
        ]
        hits = sum(is_named for _, _, is_named, _ in results)
        others = [f"{source.name} {line}" for source, _, _, lines in results for line in lines]
        total, named, remarks = total + len(results), named + hits, remarks + len(others)
        print(f"{name}: {hits} of {len(results)} named, {len(others)} other remarks", flush=True)
        for source, made, is_named, lines in results if options.show else ():
            if not is_named or lines:
                print(f"  {source.name}:{made.line} {'' if is_named else 'not named'}")
                print(*(f"    - {line}" for line in made.correct.splitlines()), sep="\n")
                added = made.after.splitlines()[made.line - 1 : made.line - 1 + made.correct.count("\n")]
                print(*(f"    + {line}" for line in added), *(f"    {line}" for line in lines), sep="\n")
    print(f"{named} of {total} named, {remarks} other remarks")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
