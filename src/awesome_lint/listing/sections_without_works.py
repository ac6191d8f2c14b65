"""Headings of sections without works, recognised by their words."""

from __future__ import annotations

from functools import lru_cache

from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Section
from awesome_lint.listing.tocs import TOC_HEADING

_DECORATION = lazy(r":[a-z0-9_+-]+:|^[^\w]+|[^\w]+$")
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
    return _is_heading_without_works(section.title) and not _contains_all_sections(section)


_CLOSING = lazy(
    r"(?:related|other (?:awesome|lists?)|see also|last updated?|footnotes?|licen[sc]es|star (?:us|history)|"
    r"stargazers?|(?:our )?sponsors?|contact (?:us|me)|join|community)\b"
)
"""The beginnings of other headings of closing sections."""


def is_closing(section: Section) -> bool:
    """Whether the heading names a section that lists often leave out of their table of contents: how to contribute,
    licence, citation, news, related lists and the like."""
    return (
        has_no_works(section)
        or is_news_or_support(section)
        or _CLOSING.match(_heading_words(section.title)) is not None
    )


def is_notice(section: Section) -> bool:
    """Whether the heading is a notice, not a title: a sentence or more than three words in capitals (“THIS LIST HAS
    MOVED”), without entries or subsections."""
    all_caps = section.title.isupper() and len(section.title.split()) > 3
    return (all_caps or is_sentence(section.title)) and not section.entries and not section.children


def is_sentence(title: str) -> bool:
    """Whether a heading is a sentence rather than a title: it has more than eight words or ends as a sentence does."""
    words = [word for word in title.split() if any(map(str.isalpha, word))]
    return len(words) > 8 or title.rstrip().endswith((".", "!", ":", "！", "。", "：", "~"))


def is_news_or_support(section: Section) -> bool:
    """Whether the heading names news, support or the like. Most lists have no works under it; in some lists it is a
    topic."""
    return _DOUBTFUL.fullmatch(_heading_words(section.title)) is not None and not _contains_all_sections(
        section
    )


@lru_cache(maxsize=4096)
def _is_heading_without_works(heading: str) -> bool:
    return _WITHOUT_WORKS.fullmatch(_heading_words(heading)) is not None


@lru_cache(maxsize=4096)
def _heading_words(heading: str) -> str:
    """The heading in lower case, without its number and the emoji and punctuation around it."""
    title = _DECORATION.sub("", " ".join(heading.lower().split()))
    return _DECORATION.sub("", _NUMBER.sub("", title.strip()))


def _contains_all_sections(section: Section) -> bool:
    """Whether the section has the title of the whole document: a level-1 heading with more than three subsections."""
    return (
        section.level == 1
        and section.parent is None
        and TOC_HEADING.search(section.title) is None
        and len(section.children) > 3
    )
