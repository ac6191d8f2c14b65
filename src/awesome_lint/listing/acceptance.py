"""Decides whether a parsed draft is an entry. A wrong entry is worse than a missed unusual one."""

from __future__ import annotations

import re

from awesome_lint.bibliography import hosts
from awesome_lint.bibliography.casing import fold_case
from awesome_lint.bibliography.venues import find_venue
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.authors import split_authors
from awesome_lint.listing.field_spans import count_words_outside_fields
from awesome_lint.listing.fields import ParsedDraft
from awesome_lint.listing.labels import field_kind, role_of_label, role_of_url
from awesome_lint.listing.lines import WORD, Line
from awesome_lint.listing.links import is_in_square_brackets, is_tag
from awesome_lint.listing.mentions import LINK_PLACEHOLDER
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

MAX_REMARK_WORDS = 30
"""The number of words outside fields that a paragraph may have if authors are before its title."""
REFERENCE_NUMBER = lazy(r"\s*[\[【(]\d{1,3}[\])】]")
"""The number that some lists have before each paragraph (`[3]`)."""
_MIN_TITLE_WORDS = 3
"""The number of words that the title of a work without a link must have."""
_BEFORE_LINK_TEXT = frozenset("was were is are from see called named".split())
"""Words that can be before a link in a sentence but not at the end of a title."""


def is_entry(draft: ParsedDraft, document_text: str) -> bool:
    """Whether a parsed draft (a possible entry) is an entry: it has a title, a link that may lead to a work, and is no
    news item."""
    entry, title = draft.entry, draft.title_match
    if title is None or entry.title is None or title.is_doubtful or not _may_be_name_of_work(entry.title):
        return False
    if entry.title.link is not None:
        return _may_lead_to_work(entry.title.link.url) and not _is_news_item(draft)
    if not any(_may_lead_to_work(link.url) for link in entry.links):
        return False
    return _has_tag_link_near_title(draft, document_text) and not _is_news_item(draft)


def is_entry_if_siblings_are(draft: ParsedDraft, document_text: str) -> bool:
    """Whether an item that is not surely an entry is one if most items of its list are entries: its title is a word
    that is also a label of tags, or it has no link but a venue, or authors and a date."""
    entry, title = draft.entry, draft.title_match
    if entry.title is None or title is None or _is_name_list(entry.title):
        return False
    links = [link for link in entry.links if link.url]
    if links:
        if _is_url(entry.title.text) or _is_news_item(draft):
            return False
        if entry.title.link is not None:
            return title.is_doubtful and _may_lead_to_work(entry.title.link.url)
        return not _may_be_name_of_work(entry.title) and _has_tag_link_near_title(draft, document_text)
    if not _may_be_name_of_work(entry.title) or len(entry.title.text.split()) < _MIN_TITLE_WORDS:
        return False
    return entry.venue is not None or (entry.authors is not None and entry.date is not None)


def is_work_without_link(draft: ParsedDraft) -> bool:
    """Whether an item has no link and may be a work: its title has at least three words, does not begin in lower case
    and is not part of a sentence, and no labelled field is in the item."""
    entry, line = draft.entry, draft.title_line
    title = entry.title
    return (
        title is not None
        and not entry.links
        and not entry.labelled_fields
        and _may_be_name_of_work(title)
        and len(title.text.split()) >= _MIN_TITLE_WORDS
        and not title.text[0].islower()
        and not line.mask.rstrip().endswith((":", "："))
        and not _is_title_in_sentence(entry, line, len(line.mask))
    )


def paragraph_group(draft: ParsedDraft, document_text: str) -> tuple[str, bool] | None:
    """The name of the group of similar paragraphs to which a paragraph belongs, and whether it counts towards the
    minimum size of the group (not if its title is short). None if the paragraph is not an entry."""
    entry, title = draft.entry, draft.title_match
    if title is None or entry.title is None or not is_entry(draft, document_text):
        return None
    ideographs = sum("\u3400" <= char <= "\u9fff" for char in entry.title.text)
    words = len(entry.title.text.split()) + ideographs // 2
    has_paper_link = any(link.role is Role.PAPER for link in entry.links)
    tags = [link for link in entry.links if link.role in (Role.PAPER, Role.CODE, Role.PROJECT, Role.DATA)]
    unused = count_words_outside_fields(draft.lines, draft.field_spans)
    is_reference = entry.authors is not None and (entry.date is not None or entry.venue is not None)
    if entry.title.link is not None:
        if unused > (12 if is_reference else 4) and entry.description is None:
            return None
        has_title_only = not tags and entry.date is None and entry.venue is None and entry.authors is None
        if has_title_only and words < 3 and entry.description is None:
            if unused == 0 and role_of_url(entry.title.link.url) is Role.PAPER:
                return f"paragraph {entry.title.form.value}", False
            return (f"paragraph name {entry.section.span.start}", True) if unused == 0 else None
        return f"paragraph {entry.title.form.value}", True
    is_numbered = REFERENCE_NUMBER.match(draft.title_line.mask) is not None
    plain = entry.title.form is TitleForm.PLAIN and not is_numbered
    max_unused = MAX_REMARK_WORDS if is_reference and title.byline is not None else 12
    if unused > max_unused or (words < 3 and plain):
        return None
    if not (has_paper_link or len(tags) >= 2 or (is_reference and not plain)):
        return None
    return f"paragraph {'plain' if plain else 'marked'}", words > 1


def _may_be_name_of_work(title: TitleField) -> bool:
    """Whether the title may be that of a work: not a URL, a list of people, or a tag's label without a link."""
    if _is_url(title.text) or not any(char.isalnum() for char in title.text) or _is_name_list(title):
        return False
    return title.link is not None or role_of_label(title.text) is None


def _is_url(text: str) -> bool:
    return text[:4].lower() in ("http", "www.") and _URL_TEXT.fullmatch(text) is not None


def _is_name_list(title: TitleField) -> bool:
    """Whether a title without markup consists of at least three names of people, with first names."""
    names = (split_authors(title.text) if title.form is TitleForm.PLAIN else None) or ()
    return len(names) >= 3 and all(" " in name for name in names)


def _may_lead_to_work(url: str) -> bool:
    """Whether a URL can lead to a work: it leaves the repository of the list, or leads to a document in it."""
    if url.startswith("#"):
        return False
    if _SCHEME.match(url):
        return not url.lower().startswith("mailto:")
    return url.startswith(("//", "www.")) or _FILES.search(url) is not None


def _has_tag_link_near_title(draft: ParsedDraft, document_text: str) -> bool:
    """Whether one of the first two links after a title without link is a tag, or, if no link follows, the title is
    after a tag for a paper (`[[CVPR](u)] Title`, `[[Paper](u)] Title`). A link in a sentence is no tag."""
    entry, title = draft.entry, draft.title_match
    assert entry.title is not None
    title_end = draft.title_line.mask_offset(entry.title.outer.end)
    if title is None or _is_title_in_sentence(entry, draft.title_line, title_end):
        return False
    authors_span = entry.authors.span if entry.authors is not None else entry.title.outer
    later_links = [
        link
        for link in entry.links
        if link.node.span.start >= entry.title.outer.end and not authors_span.covers(link.node.span)
    ]
    if not later_links and (first_link := next((link for link in entry.links if link.url), None)) is not None:
        # Words in lower case or in brackets after `[[Paper](u)]` are a remark on it.
        is_remark = entry.title.text[:1].islower() or entry.title.text.startswith("(")
        is_paper = first_link.role is Role.PAPER and not is_remark
        is_paper = is_paper or find_venue(first_link.label) is not None
        node = first_link.node
        return is_paper and isinstance(node, tree.Link) and is_in_square_brackets(node, document_text)
    return bool(later_links) and any(_is_tag_link(link, entry, document_text) for link in later_links[:2])


def _is_tag_link(link: LinkField, entry: Entry, document_text: str) -> bool:
    """Whether a link is a tag of an entry: it is in a labelled field or in brackets, is a badge, or leads to a paper,
    data or a repository."""
    labelled_fields = (each for each in entry.labelled_fields if each.value_span.covers(link.node.span))
    if any(field_kind(each.label) is not None for each in labelled_fields):
        return True
    if is_tag(link.node, document_text) or link.outer != link.node.span:
        return True
    repository = hosts.github_repository(link.url) if link.role is Role.CODE else None
    if repository is not None and repository.is_whole_repository:
        return link.node.form is tree.LinkForm.AUTOLINK
    return link.role in (Role.PAPER, Role.ENVIRONMENT, Role.DATA)


def _is_title_in_sentence(entry: Entry, line: Line, title_end: int) -> bool:
    """Whether the text that was read as the title is part of a sentence; `title_end` is its end in the masked line."""
    title = entry.title
    assert title is not None
    if title.form is not TitleForm.PLAIN:
        return False
    words = title.text.split()
    if words[-1] in _BEFORE_LINK_TEXT and line.mask[title_end:].lstrip(" *_").startswith(LINK_PLACEHOLDER):
        return True  # `The longest of all was [A Study](u)`
    if entry.authors is not None and (entry.date is not None or entry.venue is not None):
        return False
    words_after = WORD.findall(line.mask, title_end)
    return len(words) > 40 or (_begins_like_sentence(title.text) and len(words_after) > 2)


def _begins_like_sentence(title: str) -> bool:
    """Whether a title begins like a sentence (`We`, `Please`, `Feel free`)."""
    words = _FIRST_WORDS.match(title)
    return words is not None and any(
        fold_case(words[group]) in _PROSE_STARTS and not title.startswith("-", words.end(group))
        for group in (0, 1)
    )


def _is_news_item(draft: ParsedDraft) -> bool:
    """Whether an item is a news item: it begins with a full date, and its title has no markup."""
    title, first = draft.entry.title, next(iter(draft.lines[0].mentions), None)
    if title is None or first is None or first.date is None or first.date.date.day is None:
        return False
    has_text_before = any(char.isalnum() for char in draft.lines[0].mask[: first.start])
    return title.form is TitleForm.PLAIN and not has_text_before
