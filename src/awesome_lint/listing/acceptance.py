"""Whether a draft that was read is an entry. A wrong entry is worse than a missed odd one."""

from __future__ import annotations

import re

from awesome_lint.bibliography import hosts
from awesome_lint.bibliography.casing import fold_case
from awesome_lint.bibliography.venues import find_venue
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.authors import split_authors
from awesome_lint.listing.fields import Reading
from awesome_lint.listing.labels import field_of, role_of_label, role_of_url
from awesome_lint.listing.lines import Line
from awesome_lint.listing.links import is_tag
from awesome_lint.listing.mentions import OBJECT
from awesome_lint.listing.model import Entry, LinkField, Role, TitleField, TitleForm
from awesome_lint.markdown import tree

_SCHEME = lazy(r"[a-z][a-z0-9+.-]*:", re.I | re.A)
_FILES = lazy(r"\.(?:pdf|ps|pptx?|docx?|ipynb|zip|tar|gz|mp4|bib|csv|json|epub|djvu)(?:[?#].*)?$", re.I)
_URL_TEXT = lazy(r"(?:https?://|www\.)\S+", re.I)
_FIRST_WORDS = lazy(r"(\w+)(?: \w+)?")
_PROSE_STARTS = frozenset(
    "we|our|this|these|here|if|please|see|for more|you|i|it|there|note|thanks|feel free|check|welcome|add|added|update|"
    "updated|release|released|the following|some|all|any|star|follow|join|click|read|visit|fork|open|create|make|use|"
    "submit|first|then|finally".split("|")
)

MOST_REMARKS = 30
"""Words of no field that a paragraph may have whose authors are before its title."""
_NUMBER = lazy(r"\s*[\[【(]\d{1,3}[\])】]")
"""`[3]`, which some lists have before each of their paragraphs."""
_LEADING_ON = frozenset("was were is are from see called named".split())
"""Words that lead on to what a link names, and that no title ends in."""


def accept(reading: Reading, text: str) -> bool:
    """Whether a list item is an entry."""
    entry, found = reading.entry, reading.found
    if found is None or entry.title is None or found.doubtful or not _may_be_name_of_work(reading):
        return False
    links = [link for link in entry.links if link.url]
    if not links:
        return False
    if entry.title.link is not None:
        return _leads_out(entry.title.link.url) and not _is_news(reading)
    if not any(_leads_out(link.url) for link in links):
        return False
    return _has_tag_after_title(reading, text) and not _is_news(reading)


def accept_sibling(reading: Reading, text: str) -> bool:
    """Whether an item that alone would be no entry is one because its siblings are: its title is a word that labels
    tags elsewhere, or it has a venue and no link."""
    entry, found = reading.entry, reading.found
    if entry.title is None or found is None or _is_people(entry.title):
        return False
    links = [link for link in entry.links if link.url]
    if links:
        if _is_url(entry.title.text) or _is_news(reading):
            return False
        if entry.title.link is not None:
            return found.doubtful and _leads_out(entry.title.link.url)
        return not _may_be_name_of_work(reading) and _has_tag_after_title(reading, text)
    if not _may_be_name_of_work(reading) or len(entry.title.text.split()) < 3:
        return False
    return entry.venue is not None or (entry.authors is not None and entry.date is not None)


def accept_paragraph(reading: Reading, text: str) -> tuple[str, bool] | None:
    """The group of like paragraphs that a paragraph belongs to, and whether it counts towards the size of the group;
    None for a paragraph that is no entry. One with a short title does not count: others must make up the group."""
    entry, found = reading.entry, reading.found
    if found is None or entry.title is None or not accept(reading, text):
        return None
    words = _count_words(entry.title.text)
    papers = any(link.role is Role.PAPER for link in entry.links)
    tags = [link for link in entry.links if link.role in (Role.PAPER, Role.CODE, Role.PROJECT, Role.DATA)]
    rest = reading.loose
    signed = entry.authors is not None and (entry.date is not None or entry.venue is not None)
    if entry.title.link is not None:
        if rest > (12 if signed else 4) and entry.description is None:
            return None
        bare = not tags and entry.date is None and entry.venue is None and entry.authors is None
        if bare and words < 3 and entry.description is None:
            if rest == 0 and role_of_url(entry.title.link.url) is Role.PAPER:
                return f"paragraph {entry.title.form.value}", False
            return (f"paragraph name {entry.section.span.start}", True) if rest == 0 else None
        return f"paragraph {entry.title.form.value}", True
    numbered = reading.line is not None and _NUMBER.match(reading.line.mask) is not None
    plain = entry.title.form is TitleForm.PLAIN and not numbered
    if rest > (MOST_REMARKS if signed and found.byline is not None else 12) or (words < 3 and plain):
        return None
    if not (papers or len(tags) >= 2 or (signed and not plain)):
        return None
    return f"paragraph {'plain' if plain else 'marked'}", words > 1


def _count_words(title: str) -> int:
    """The words of a title, of which two ideographs make one."""
    return len(title.split()) + sum("\u3400" <= char <= "\u9fff" for char in title) // 2


def _may_be_name_of_work(reading: Reading) -> bool:
    """Whether the title can be the name of a work: not a URL, and not a tag's label unless it is linked
    and described."""
    title = reading.entry.title
    if title is None or _is_url(title.text) or not any(char.isalnum() for char in title.text):
        return False
    if _is_people(title):
        return False
    return title.link is not None or role_of_label(title.text) is None


def _is_url(text: str) -> bool:
    return text[:4].lower() in ("http", "www.") and _URL_TEXT.fullmatch(text) is not None


def _is_people(title: TitleField) -> bool:
    """Whether a title without marks names three people or more, with first names."""
    names = (split_authors(title.text) if title.form is TitleForm.PLAIN else None) or ()
    return len(names) >= 3 and all(" " in name for name in names)


def _leads_out(url: str) -> bool:
    """Whether a URL leads to a work: out of the repository, or to a document in it."""
    if url.startswith("#") or not url:
        return False
    if url.startswith(("https://", "http://")):
        return True
    if _SCHEME.match(url):
        return not url.lower().startswith("mailto:")
    return url.startswith(("//", "www.")) or _FILES.search(url) is not None


def _has_tag_after_title(reading: Reading, text: str) -> bool:
    """Whether the first link after a title that is no link itself is a tag, not a word of a sentence."""
    entry, found, line = reading.entry, reading.found, reading.line
    assert entry.title is not None
    if found is None or line is None:
        return False
    if _is_prose(entry, line, found.end):
        return False
    people = entry.authors.span if entry.authors is not None else entry.title.outer
    after = [
        link
        for link in entry.links
        if link.node.span.start >= entry.title.outer.end and not people.covers(link.node.span)
    ]
    if not after and (before := next((link for link in entry.links if link.url), None)) is not None:
        # `[[CVPR](u)] Title`
        return before.outer != before.node.span and find_venue(before.label) is not None
    return bool(after) and any(_is_tag_link(link, entry, text) for link in after[:2])


def _is_tag_link(link: LinkField, entry: Entry, text: str) -> bool:
    labelled = (each for each in entry.labelled if each.value_span.covers(link.node.span))
    if any(field_of(each.label) is not None for each in labelled):
        return True
    if is_tag(link.node, text) or link.outer != link.node.span:
        return True
    repository = hosts.github_repository(link.url) if link.role is Role.CODE else None
    if repository is not None and repository.whole:
        return link.node.form is tree.LinkForm.AUTOLINK
    return link.role in (Role.PAPER, Role.ENVIRONMENT, Role.DATA)


def _is_prose(entry: Entry, line: Line, end: int) -> bool:
    title = entry.title
    assert title is not None
    if title.form is not TitleForm.PLAIN:
        return False
    words = title.text.split()
    if words[-1] in _LEADING_ON and line.mask[end:].lstrip(" *_").startswith(OBJECT):
        return True  # `The longest of all was [A Study](u)`
    if entry.authors is not None and (entry.date is not None or entry.venue is not None):
        return False
    return len(words) > 40 or (_starts_as_prose(title.text) and _reads_on(line, end))


def _starts_as_prose(title: str) -> bool:
    """Whether a title's first word, or its first two, are those of an invitation or a remark."""
    words = _FIRST_WORDS.match(title)
    return words is not None and any(
        fold_case(words[group]) in _PROSE_STARTS and not title.startswith("-", words.end(group))
        for group in (0, 1)
    )


def _reads_on(line: Line, end: int) -> bool:
    """Whether the sentence goes on after the link."""
    after = line.mask[end:].replace(OBJECT, " ")
    return len(re.findall(r"[^\W\d_]{2,}", after)) > 2


def _is_news(reading: Reading) -> bool:
    """Whether an item begins with a day and has no title in a link or in quotes after it."""
    entry, line = reading.entry, reading.line
    if line is None or not reading.lines[0].mentions:
        return False
    first = reading.lines[0].mentions[0]
    if (
        first.date is None
        or first.date.date.day is None
        or any(char.isalnum() for char in line.mask[: first.start])
    ):
        return False
    return entry.title is not None and entry.title.form is TitleForm.PLAIN
