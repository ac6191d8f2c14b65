"""Removes entries from lists one at a time, and adds each again from its own facts.

    python bench/add_back.py LISTS [--count 200] [--seed 1] [--show 10]

LISTS is a folder with README files, searched in all depths. An entry is drawn where all that it says are facts that
services know (title, authors, date, venue, links to paper, code and project), from lists in a clear form: at least 20
such entries, and at least half of all. The facts are given as a service gives them: the name of the venue as the field
writes it, first names first, invented authors after `et al.`

`bytes` leaves the number of an item out, which its place decides, and the indent of the lines below it as far as it is
that of the number; `record` takes all forms of an arXiv URL for one, in links and badges.
`shared` are the entries whose form the entry before or after it has too, or most entries of the section: what one entry
alone does (its own `http://`, version or label) nobody can infer. `same` are those of them with the same bytes.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from awesome_lint import listing as lists
from awesome_lint.analysis.ordering import longest_sorted_subsequence
from awesome_lint.bibliography import arxiv
from awesome_lint.bibliography.work import Work
from awesome_lint.formatting.entry_template import EntryTemplate, make_template
from awesome_lint.formatting.new_entry import AddedEntry, EntryWriter
from awesome_lint.formatting.placement import candidate_sections, find_place, group_into_runs
from awesome_lint.listing.authors import ET_AL
from awesome_lint.listing.entry_record import entry_record
from awesome_lint.listing.model import Entry, Listing, Section
from awesome_lint.source import whole_lines
from awesome_lint.style.planner import Planner

_NUMBER = re.compile(r"^\s*(\d+)(?=[.)])")


class Drawn(NamedTuple):
    """An entry of a list that is removed and added again."""

    path: Path
    listing: Listing
    template: EntryTemplate


def main() -> None:
    """Print the figures, and the entries that came back otherwise."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lists", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=10)
    args = parser.parse_args()
    drawn = draw(args.lists, args.count, random.Random(args.seed))  # noqa: S311
    figures: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for number, each in enumerate(drawn):
        result, lines = _added_back(each)
        figures.update(result)
        for name in ("bytes", "record", "place"):
            if name not in result and shown[name] < args.show:
                shown[name] += 1
                print(
                    f"--- {number} {each.path} line {each.template.entry.lines[0]}: other {name}",
                    *lines,
                    sep="\n",
                )
    print(f"{len(drawn)} entries")
    for name in ("bytes", "record", "rest", "place", "first", "three", "shared"):
        print(f"{name:7} {figures[name] / max(1, len(drawn)):.1%}")
    print(f"same    {figures['same'] / max(1, figures['shared']):.1%}")


def draw(folder: Path, count: int, rng: random.Random) -> list[Drawn]:
    """Entries of the lists in a clear form, about as many of each."""
    pools = []
    for path in sorted(folder.rglob("*")):
        if path.name.lower() not in ("readme.md", "readme") or not path.is_file():
            continue
        listing = lists.read(path.read_bytes().decode("utf-8", "replace"))
        templates = [t for entry in listing.entries if (t := make_template(entry, listing)) is not None]
        counts = Counter(t.skeleton for t in templates)
        usual = [
            t
            for t in templates
            if counts[t.skeleton] >= 3 and len(t.entry.section.entries) >= 3 and _has_paper(t)
        ]
        if len(usual) >= 20 and 2 * len(usual) >= len(listing.entries):
            pools.append([Drawn(path, listing, t) for t in rng.sample(usual, len(usual))])
    drawn: list[Drawn] = []
    while len(drawn) < count and any(pools):
        for pool in pools:
            if pool and len(drawn) < count:
                drawn.append(pool.pop())
    return drawn


def _has_paper(template: EntryTemplate) -> bool:
    return bool(template.field_names & {"arxiv", "page"})


def facts_of(template: EntryTemplate, listing: Listing) -> Work:
    """The facts of an entry, as services give them."""
    entry = template.entry
    values = {piece.field: listing.text[piece.span.start : piece.span.end] for piece in template.pieces}
    date = entry.date.date if entry.date is not None else None
    mention = entry.venue.mention if entry.venue is not None else None
    year = mention.year if mention is not None else None
    if year is None and date is not None and mention is not None and date.month is None:
        year = date.year
    published = mention is not None and (not mention.is_preprint or entry.arxiv_id is None)
    names = list(map(_first_name_first, entry.authors.names)) if entry.authors is not None else []
    if names and ET_AL.search(names[-1]) is not None:
        names[-1] = ET_AL.sub("", names[-1]).rstrip(", ")
        names += ["Ada Invented", "Bo Invented", "Cy Invented"]
    return Work(
        title=entry.title.text if entry.title is not None else "",
        authors=tuple(names),
        year=date.year if date is not None else year,
        month=date.month if date is not None else None,
        day=date.day if date is not None else None,
        venue=mention.name if published and mention is not None else None,
        venue_year=year if published else None,
        arxiv_id=entry.arxiv_id,
        page=values.get("page"),
        code=values.get("code"),
        project=values.get("project"),
    )


def _first_name_first(name: str) -> str:
    """`Ada Blom` for `Blom, Ada`, as services write it."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma else name


def _without(drawn: Drawn) -> str:
    """The text without the entry and the whitespace after it."""
    text, entry = drawn.listing.text, drawn.template.entry
    start, end = whole_lines(text, entry.span)
    siblings = entry.section.entries
    at = siblings.index(entry)
    if at + 1 < len(siblings):
        following = text.rfind("\n", 0, siblings[at + 1].span.start) + 1
        if end < following and not text[end:following].strip():
            return text[:start] + text[following:]
    return text[:start].rstrip("\n\r") + text[end:]


def _added_back(drawn: Drawn) -> tuple[set[str], list[str]]:
    entry, text = drawn.template.entry, drawn.listing.text
    own = text[slice(*whole_lines(text, entry.span))]
    work = facts_of(drawn.template, drawn.listing)
    shorter = lists.read(_without(drawn))
    result: set[str] = set()
    ranked = [candidate.section for candidate in candidate_sections(work, shorter)]
    section = next((s for s in shorter.sections if _names(s) == _names(entry.section) and s.entries), None)
    if section is None:
        return result, ["section gone"]
    if ranked and ranked[0] is section:
        result.add("first")
    if section in ranked[:3]:
        result.add("three")
    where = find_place(section, work, shorter)
    added = EntryWriter(Planner(shorter)).add(work, where)
    lines = [
        f"  old {own}",
        f"  new {added.entry if added else None}",
        f"  {where.reason}, {where.index} of {len(where.run)}",
    ]
    if added is None:
        return result, lines
    if _without_number(added.entry) == _without_number(own):
        result.add("bytes")
    if _has_shared_form(drawn):
        result |= {"shared", "same"} if "bytes" in result else {"shared"}
    again = lists.read(added.text)
    new = next(each for each in again.entries if each.lines[0] == added.line)
    if _record(new) == _record(entry):
        result.add("record")
    else:
        old, now = _record(entry), _record(new)
        lines += [f"  {name}: {old[name]} -> {now[name]}" for name in old if old[name] != now[name]]
    if _cut(added, shorter.text):
        result.add("rest")
    if is_right(entry, where.index_in_section, text):
        result.add("place")
    return result, lines


def _without_number(entry: str) -> str:
    """The entry without its number, and without as many spaces before each further line that is indented further."""
    number = _NUMBER.match(entry)
    if number is None:
        return entry
    return re.sub(rf"\n {{{len(number[1])}}}(?= )", "\n", entry[number.end() :])


def _names(section: Section) -> tuple[object, ...]:
    return section.path, section.heading is not None


def _has_shared_form(drawn: Drawn) -> bool:
    """Whether the entry before or after, or most others of the section, are in the entry's form."""
    entries = drawn.template.entry.section.entries
    at = entries.index(drawn.template.entry)
    others = [make_template(each, drawn.listing) for each in entries]
    same = [each is not None and _form(each) == _form(drawn.template) for each in others]
    return (
        any(same[max(at - 1, 0) : at])
        or any(same[at + 1 : at + 2])
        or 2 * (sum(same) - 1) >= len(entries) - 1
    )


def _form(template: EntryTemplate) -> object:
    return template.skeleton, [piece.form for piece in template.pieces]


def _record(entry: Entry) -> dict[str, object]:
    record = entry_record(entry, "")
    facts: dict[str, object] = {**record}
    for name in ("line", "end_line", "path"):
        del facts[name]
    facts["badges"] = [
        {"label": badge["label"], "image": badge["image"], "link": _one_form(str(badge["link"]))}
        for badge in record["badges"]
    ]
    facts["url"] = _one_form(str(record["url"]))
    facts["links"] = list(map(_one_form, record["links"]))
    return facts


def _one_form(url: str) -> str:
    link = arxiv.parse_arxiv_url(url)
    return f"arXiv:{arxiv.id_key(link.id)}" if link is not None else url


def _cut(added: AddedEntry, before: str) -> bool:
    """Whether nothing but the entry and whitespace is new."""
    span, new = added.edit
    kept = before[span.start : span.end]
    return (
        added.text == before[: span.start] + new + before[span.end :]
        and new.startswith(kept)
        and not new.removeprefix(kept).replace(added.entry, "", 1).strip()
    )


def is_right(entry: Entry, position: int, text: str) -> bool:
    """Whether the place is that of the removed entry, or one where the order of its section is as good: by date, arXiv
    id, year, title or author, for each by which 85 % of the entries are in order; one of these is enough. A section
    without order is added to at the start or the end of a run of entries."""
    entries = entry.section.entries
    moved = [each for each in entries if each is not entry]
    moved.insert(position, entry)
    if moved == entries:
        return True
    results = []
    for key in (_month, _arxiv_id, _year, _title, _author):
        present = [value for each in entries if (value := key(each)) is not None]
        if key(entry) is None or len(present) < 0.8 * len(entries) or len(set(present)) < 3:
            continue
        now = [value for each in moved if (value := key(each)) is not None]
        for step in (1, -1):
            before = len(longest_sorted_subsequence(present[::step]))
            if before >= 0.85 * len(present):
                results.append(len(longest_sorted_subsequence(now[::step])) >= before)
    ends = {
        index
        for run in group_into_runs(entries, text)
        for index in (entries.index(run[0]), entries.index(run[-1]))
    }
    return any(results) if results else position in ends


def _month(entry: Entry) -> object:
    if entry.date is not None and entry.date.date.month is not None:
        return (entry.date.date.year, entry.date.date.month)
    return None


def _arxiv_id(entry: Entry) -> object:
    return arxiv.submission_month(entry.arxiv_id) if entry.arxiv_id is not None else None


def _year(entry: Entry) -> object:
    if entry.venue is not None and entry.venue.mention.year is not None:
        return entry.venue.mention.year
    return entry.date.date.year if entry.date is not None else None


def _title(entry: Entry) -> object:
    return entry.title.text.casefold() if entry.title is not None else None


def _author(entry: Entry) -> object:
    return entry.authors.names[0].casefold() if entry.authors is not None else None


if __name__ == "__main__":
    main()
