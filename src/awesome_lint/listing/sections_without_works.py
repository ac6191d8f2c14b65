"""Headings of sections without works, recognised by their words."""

from __future__ import annotations

from functools import lru_cache

from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Section
from awesome_lint.listing.tocs import TOC_HEADING

_DECORATION = lazy(r":[a-z0-9_+-]+:|^\W+|(?<!\W)\W+$")
_NUMBER = lazy(r"\A\d{1,2}(?:\.\d{1,2})*(?:[.):]\s*|\s+)")
"""The number of a section before its words."""
_DOUBTFUL = lazy(
    r"(?:(?:latest|recent|what[’']?s|hot) )?news?(?: ?(?:and|&) updates?)?|"
    r"(?:news ?(?:and|&|/) ?)?(?:(?:recent|latest) )?(?:updates?|announcements?)|"
    r"history|support|contacts?|feedback|translations?|legend"
)
"""Headings that in most lists have no works under them, and in some lists are a topic."""
_WITHOUT_WORKS = lazy(
    r"(?:(?:recent|latest) )?(?:updates?|announcements?|change) ?(?:logs?|history)|(?:release|version) history|"
    r"licen[sc](?:e|ing)|acknowledge|(?:special )?(?:thanks?|credits?)(?: to)?|"
    r"(?:(?:repo|repository|github) )?(?:stars?|stargazers)[ -]?(?:history|chart|trend|gazers?)?|"
    r"contacts? (?:us|me|information)|(?:the |our )?team|(?:core |main )?maintainers?|authors?|backers?|disclaimers?|"
    r"faqs?|toc|support us|reference format|sponsors?|sponsorhip|sponsorship|(?:code of )?conduct|to[ -]?do(?: ?list)?|"
    r"about(?: us| me)?|(?:table of )?contents?|donate|donations?|"
    r"(?:how to )?(?:contribut(?:e|ing|ions?|ors?)|cit(?:e|ing|ations?))\b.*|acknowledge?ments?\b.*|"
    r"licen[sc]e .*|about this.*|join us.*|.*\b(?:contribution guidelines?|our contributors|bibtexs?|citations?)|"
    r"更新日志|更新|新闻|贡献|许可证|协议|引用|致谢|目录|联系|联系我们|联系方式"
)
"""Headings that have no works under them."""


def has_no_works(section: Section) -> bool:
    """Whether the heading names a section without works: licence, citation and the like."""
    return announces_no_works(section.title) and not _has_document_title(section)


_CLOSING = lazy(
    r"(?:related|other (?:awesome|lists?)|see also|last updated?|footnotes?|licen[sc]es|star (?:us|history)|"
    r"stargazers?|(?:our )?sponsors?|contact (?:us|me)|join|community)\b"
)
"""The beginnings of other headings of closing sections."""


def is_closing_section(section: Section) -> bool:
    """Whether the heading names a section that lists often leave out of their table of contents: how to contribute,
    licence, citation, news, related lists and the like."""
    return (
        has_no_works(section)
        or may_have_no_works(section)
        or _CLOSING.match(_normalize_heading(section.title)) is not None
    )


def has_notice_heading(section: Section) -> bool:
    """Whether the heading is a notice, not a title: a sentence or more than three words in capitals (“THIS LIST HAS
    MOVED”), without entries or subsections."""
    all_caps = section.title.isupper() and len(section.title.split()) > 3
    return (all_caps or is_sentence_heading(section.title)) and not section.entries and not section.children


def is_sentence_heading(heading_text: str) -> bool:
    """Whether a heading is a sentence, not a title: it has more than eight words or ends as a sentence does."""
    words = [word for word in heading_text.split() if any(map(str.isalpha, word))]
    return len(words) > 8 or heading_text.rstrip().endswith((".", "!", ":", "！", "。", "：", "~"))


def may_have_no_works(section: Section) -> bool:
    """Whether the heading names news, support or the like. Most lists have no works under it; in some lists it is a
    topic."""
    return _DOUBTFUL.fullmatch(_normalize_heading(section.title)) is not None and not _has_document_title(
        section
    )


@lru_cache(maxsize=4096)
def announces_no_works(heading_text: str) -> bool:
    """Whether a heading, or a bold line in its place, names a section without works: licence, citation and the like."""
    return _WITHOUT_WORKS.fullmatch(_normalize_heading(heading_text)) is not None


@lru_cache(maxsize=4096)
def _normalize_heading(heading: str) -> str:
    """The heading in lower case, without its number and the emoji and punctuation around it."""
    title = _DECORATION.sub("", " ".join(heading.lower().split()))
    return _DECORATION.sub("", _NUMBER.sub("", title.strip()))


def _has_document_title(section: Section) -> bool:
    """Whether the heading is the title of the document: of level 1, with more than three subsections, and not
    “Contents” or the like."""
    return (
        section.level == 1
        and section.parent is None
        and TOC_HEADING.search(section.title) is None
        and len(section.children) > 3
    )
