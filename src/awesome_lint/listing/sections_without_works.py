"""Headings of sections without works, recognised by their words."""

from __future__ import annotations

from functools import lru_cache

from awesome_lint.lazy_re import lazy
from awesome_lint.listing.contents import HEADING
from awesome_lint.listing.model import Section

_DECORATION = lazy(r":[a-z0-9_+-]+:|^[^\w]+|[^\w]+$")
_NUMBER = lazy(r"\A\d{1,2}(?:\.\d{1,2})*(?:[.):]\s*|\s+)")
"""The number of a section before its words."""
_DOUBTFUL = lazy(
    r"(?:(?:latest|recent|what[’']?s|hot) )?news?(?: ?(?:and|&) updates?)?|"
    r"(?:news ?(?:and|&|/) ?)?(?:(?:recent|latest) )?(?:updates?|announcements?)|"
    r"history|support|contacts?|feedback|translations?|legend"
)
"""Headings of what is no list of works in most lists, and a topic in some."""
_NO_ENTRIES = lazy(
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
"""Headings of what is no list of works."""


def announces_no_entries(section: Section) -> bool:
    """Whether what is directly under this heading is no list of works: licence, citation and the like."""
    return _is_of_no_entries(section.title) and not _contains_all_sections(section)


_CLOSING = lazy(
    r"(?:related|other (?:awesome|lists?)|see also|last updated?|footnotes?|licen[sc]es|star (?:us|history)|"
    r"stargazers?|(?:our )?sponsors?|contact (?:us|me)|join|community)\b"
)
"""How other headings of closing sections begin."""


def is_closing(section: Section) -> bool:
    """Whether the heading is one that lists often leave out of their table of contents: how to contribute, licence,
    citation, news, related lists and the like."""
    return (
        announces_no_entries(section)
        or is_doubtful(section)
        or _CLOSING.match(_heading_words(section.title)) is not None
    )


def is_notice(section: Section) -> bool:
    """Whether the heading is a sentence, or in capitals (“THIS LIST HAS MOVED”, “Stars welcome!”) without entries."""
    shouted = section.title.isupper() and len(section.title.split()) > 3
    return (shouted or is_sentence(section.title)) and not section.entries and not section.children


def is_sentence(title: str) -> bool:
    """Whether a heading says more than a section's name does: it ends as a sentence or has more than eight words."""
    words = [word for word in title.split() if any(map(str.isalpha, word))]
    return len(words) > 8 or title.rstrip().endswith((".", "!", ":", "！", "。", "：", "~"))


def is_doubtful(section: Section) -> bool:
    """Whether the heading announces news, support and the like. Some lists have a topic of that name, with
    entries like any other."""
    return _DOUBTFUL.fullmatch(_heading_words(section.title)) is not None and not _contains_all_sections(
        section
    )


@lru_cache(maxsize=4096)
def _is_of_no_entries(heading: str) -> bool:
    return _NO_ENTRIES.fullmatch(_heading_words(heading)) is not None


@lru_cache(maxsize=4096)
def _heading_words(heading: str) -> str:
    """The heading in lower case, without its number and what decorates it."""
    title = _DECORATION.sub("", " ".join(heading.lower().split()))
    return _DECORATION.sub("", _NUMBER.sub("", title.strip()))


def _contains_all_sections(section: Section) -> bool:
    """Whether the section has the title of the whole document: a level-1 heading with more than three subsections."""
    return (
        section.level == 1
        and section.parent is None
        and HEADING.search(section.title) is None
        and len(section.children) > 3
    )
