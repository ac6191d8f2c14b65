"""How the entries of a list write the names of authors."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from awesome_lint.formatting.entry_weights import heaviest
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.authors import ET_AL, split_authors
from awesome_lint.listing.model import AuthorsField, Entry, Listing
from awesome_lint.structs import record

_INITIALS = lazy(r"(?:[^\W\d_]\.[ -]?)+\s*[^\W\d_]{2,}.*")
_INVERTED = lazy(r"[^\W\d_][^,]*, [^,]+")
_JOINED = lazy(r" and |&")
_PARTICLES = frozenset("van von der den de la le di da del dos du bin ibn al el ter ten".split())
_SUFFIXES = frozenset(("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"))


@record(frozen=True)
class NameForm:
    """How names are written: `name` is "full" (Ada Blom), "initials" (A. Blom), "last" (Blom) or "inverted" (Blom,
    Ada). `between` separates names, `before_last` the last of three or more, `of_two` the second of two. A list of more
    than `whole` names is cut after `most` (None: never), and `tail` follows (` et al.`)."""

    name: str
    between: str
    before_last: str
    of_two: str
    most: int | None
    whole: int
    tail: str

    def write_names(self, names: Iterable[str]) -> str:
        """The names as one text in this form."""
        shown = [_write_name(name, self.name) for name in names]
        if self.most is not None and len(shown) > self.whole:
            return self.between.join(shown[: self.most]) + self.tail
        if len(shown) < 2:
            return "".join(shown)
        last = self.of_two if len(shown) == 2 else self.before_last
        return self.between.join(shown[:-1]) + last + shown[-1]


def name_form(listing: Listing, weight: Callable[[Entry], float]) -> NameForm:
    """The form in which the entries that count most write the names of their authors. `weight` is how much an entry
    counts."""
    between, before_last, of_two, tails, shapes = (list[tuple[str, float]]() for _ in range(5))
    cut, whole = list[tuple[int, float]](), list[tuple[int, float]]()
    for entry in listing.entries:
        if entry.authors is None:
            continue
        own = weight(entry)
        names, gaps, tail = _split_authors(entry.authors, listing.text)
        shapes += [(_name_shape(name), own) for name in names]
        between += [(gap, own) for gap in (gaps if tail else gaps[:-1])]
        if tail:
            tails.append((tail, own))
            cut.append((len(names), own))
        else:
            whole.append((len(names), own))
            (of_two if len(gaps) == 1 else before_last).extend((gap, own) for gap in gaps[-1:])
    separator = heaviest(between) or heaviest(before_last) or heaviest(of_two) or ", "
    last = heaviest(before_last) or heaviest(of_two) or separator
    most = heaviest(cut) or 0
    # Two names are often written in full (`Blom & Ash`) where more are cut (`Blom et al.`).
    if sum(own for _, own in cut) <= sum(own for size, own in whole if size > max(most, 2)):
        most = 0  # most of the longer lists are not cut
    limit, sizes = most, {size for size, _ in whole}
    while limit + 1 in sizes:
        limit += 1
    return NameForm(
        heaviest(shapes) or "full",
        separator,
        last,
        heaviest(of_two) or last.replace(", and", " and").replace(", &", " &"),
        most or None,
        limit,
        heaviest(tails) or "",
    )


def _split_authors(authors: AuthorsField, text: str) -> tuple[list[str], list[str], str]:
    """The names as they are written, the texts between them, and the text after a shortened list (` et al.`, else
    "")."""
    raw = text[authors.span.start : authors.span.end]
    parts = authors.names
    if len(parts) == 1 and _JOINED.search(parts[0]) is not None:  # a short citation: `(Ash and Elm, 2021)`
        parts = split_authors(parts[0]) or parts
    names = [name for part in parts if (name := ET_AL.sub("", part).rstrip(", "))]
    gaps, end = list[str](), 0
    for name in names:
        start = raw.find(name, end)
        if start < 0:
            return names, [], ""
        gaps.append(raw[end:start])
        end = start + len(name)
    return names, gaps[1:], raw[end:] if ET_AL.search(raw) is not None else ""


def _name_shape(name: str) -> str:
    """How a name is written: "full", "initials", "last" or "inverted", as in `NameForm`."""
    if len(name.split()) == 1:
        return "last"
    if _INVERTED.fullmatch(name):
        return "inverted"
    return "initials" if _INITIALS.fullmatch(name) else "full"


def _write_name(name: str, form: str) -> str:
    """The name in this form, a value of `NameForm.name`."""
    if form == "full" or len(name.split()) < 2:
        return name
    first, last = _split_name(name)
    if form == "last":
        return last
    if form == "inverted":
        return f"{last}, {first}"
    initials = ("-".join(f"{part[0]}." for part in word.split("-") if part) for word in first.split())
    return f"{' '.join(initials)} {last}"


def _split_name(name: str) -> tuple[str, str]:
    """The first names and the last name, which includes particles (`van der Berg`) and suffixes (`Jr.`)."""
    words = name.split()
    start = len(words) - 1
    if words[start] in _SUFFIXES and start > 1:
        start -= 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])
