"""How the entries of a list write the names of authors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry
from awesome_lint.structs import record

_ET_AL = lazy(r"[\s,]*(?:\bet[\s.]*al\b\.?|\band others\b|等)\s*$")
_INITIALS = lazy(r"(?:[^\W\d_]\.[ -]?)+\s*[^\W\d_]{2,}.*")
_PARTICLES = frozenset("van von der den de la le di da del dos du bin ibn al el ter ten".split())
_SUFFIXES = frozenset(("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"))
_SHARE_SHORTENED = 0.3
"""Share of the entries that must shorten their lists of authors before a new one is shortened."""


@record(frozen=True)
class NameForm:
    """How names are written: `name` is "full", "initials" or "last"; `between` and `before_last` separate them;
    more than `whole` names are cut after `most`, and `tail` follows (` et al.`); `most` is None where all are named."""

    name: str = "full"
    between: str = ", "
    before_last: str = ", "
    most: int | None = None
    whole: int = 0
    tail: str = " et al."

    def written(self, names: Iterable[str]) -> str:
        """The names in this form."""
        shown = [_write_name(name, self.name) for name in names]
        if self.most is not None and len(shown) > max(self.most, self.whole):
            return self.between.join(shown[: self.most]) + self.tail
        last = self.before_last if len(shown) > 1 else ""
        return self.between.join(shown[:-1]) + last + shown[-1]


def name_form(entries: Iterable[Entry], text: str) -> NameForm | None:
    """The form of most of these entries; None where they name no authors."""
    between: Counter[str] = Counter()
    before_last: Counter[str] = Counter()
    tails: Counter[str] = Counter()
    counts: Counter[int] = Counter()
    shapes: Counter[str] = Counter()
    whole: list[int] = []
    total = 0
    for entry in entries:
        if entry.authors is None:
            continue
        total += 1
        raw = text[entry.authors.span.start : entry.authors.span.end]
        more = text[entry.authors.span.end : entry.authors.span.end + 12].split("\n")[0]
        names = [_ET_AL.sub("", name) for name in entry.authors.names]
        shapes.update(map(_shape, names))
        gaps, at = _gaps(raw, names)
        between.update(gaps[:-1] or gaps)
        tail = _ET_AL.match(raw[at:]) or _ET_AL.match(
            more.partition("et al.")[0] + "et al." if "et al." in more else ""
        )
        if tail is not None:
            tails[tail[0]] += 1
            counts[len(names)] += 1
        else:
            whole.append(len(names))
            before_last.update(gaps[-1:])
    if not total:
        return None
    sep = between.most_common(1)[0][0] if between else ", "
    shortened = tails.total() >= _SHARE_SHORTENED * total
    return NameForm(
        shapes.most_common(1)[0][0],
        sep,
        before_last.most_common(1)[0][0] if before_last else sep,
        counts.most_common(1)[0][0] if shortened else None,
        sorted(whole)[len(whole) // 2] if whole else 0,
        tails.most_common(1)[0][0] if tails else " et al.",
    )


def _gaps(raw: str, names: list[str]) -> tuple[list[str], int]:
    """What is between the names in the text, and where the last one ends."""
    gaps: list[str] = []
    at = 0
    for number, name in enumerate(names):
        start = raw.find(name, at)
        if start < 0:
            return gaps, len(raw)
        if number:
            gaps.append(raw[at:start])
        at = start + len(name)
    return gaps, at


def _shape(name: str) -> str:
    if len(name.split()) == 1:
        return "last"
    return "initials" if _INITIALS.fullmatch(name) else "full"


def _write_name(name: str, form: str) -> str:
    words = name.split()
    if form == "full" or len(words) < 2:
        return name
    start = len(words) - 1
    if words[start] in _SUFFIXES and start > 1:
        start -= 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    last = " ".join(words[start:])
    if form == "last":
        return last
    first = " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in words[:start])
    return f"{first} {last}"
