"""Headings of sections without works, recognised by their words.

Most are whole phrases, which a set knows; a pattern of all of them takes milliseconds to compile.
"""

from __future__ import annotations

from functools import cache, lru_cache

from awesome_lint.lazy_re import lazy
from awesome_lint.listing.contents import HEADING
from awesome_lint.listing.model import Section
from awesome_lint.listing.phrases import phrases

_DECORATION = lazy(r":[a-z0-9_+-]+:|^[^\w]+|[^\w]+$")
_NUMBER = lazy(r"\A\d{1,2}(?:\.\d{1,2})*(?:[.):]\s*|\s+)")
"""The number of a section before its words."""
_OPEN = ("license ", "licence ", "about this", "join us")
"""What may go on in any way."""
_FIRST_WORDS = (
    "contribute", "contributing", "contribution", "contributions", "contributor", "contributors",
    "cite", "citing", "citation", "citations",
)  # fmt: skip
_ACKNOWLEDGING = ("acknowledgment", "acknowledgments", "acknowledgement", "acknowledgements")
_LAST_WORDS = (
    "contribution guideline", "contribution guidelines", "our contributors",
    "bibtex", "bibtexs", "citation", "citations",
)  # fmt: skip


def bare_of_entries(section: Section) -> bool:
    """Whether what is directly under this heading is no list of works: licence, citation and the like."""
    return _names_none(section.title) and not _holds_all(section)


_CLOSING = (
    "related",
    "other awesome",
    "other list",
    "other lists",
    "see also",
    "last update",
    "last updated",
    "footnote",
    "footnotes",
    "licenses",
    "licences",
    "star us",
    "star history",
    "stargazer",
    "stargazers",
    "sponsor",
    "sponsors",
    "our sponsors",
    "contact us",
    "contact me",
    "join",
    "community",
)
"""What may go on after these words in any way."""


def is_closing(section: Section) -> bool:
    """Whether the heading is one that lists often leave out of their table of contents: how to contribute, licence,
    citation, news, related lists and the like."""
    return bare_of_entries(section) or is_doubtful(section) or _begins(_bare(section.title), _CLOSING)


def is_notice(section: Section) -> bool:
    """Whether the heading is a sentence or a shout (“THIS LIST HAS MOVED”, “Stars welcome!”) without entries."""
    shouted = section.title.isupper() and len(section.title.split()) > 3
    return (shouted or is_sentence(section.title)) and not section.entries and not section.children


def is_sentence(title: str) -> bool:
    """Whether a heading says more than a section's name does: it ends as a sentence or has more than eight words."""
    words = [word for word in title.split() if any(map(str.isalpha, word))]
    return len(words) > 8 or title.rstrip().endswith((".", "!", ":", "！", "。", "：", "~"))


def is_doubtful(section: Section) -> bool:
    """Whether the heading announces news, support and the like. Some lists have a topic of that name, with
    entries like any other."""
    return _bare(section.title) in _doubtful() and not _holds_all(section)


@lru_cache(maxsize=4096)
def _names_none(heading: str) -> bool:
    title = _bare(heading)
    return (
        title in _no_entries()
        or title.startswith(_OPEN)
        or _begins(title.removeprefix("how to "), _FIRST_WORDS)
        or _begins(title, _ACKNOWLEDGING)
        or _ends(title, _LAST_WORDS)
    )


@lru_cache(maxsize=4096)
def _bare(heading: str) -> str:
    """The heading in lower case, without its number and what decorates it."""
    title = _DECORATION.sub("", " ".join(heading.lower().split()))
    return _DECORATION.sub("", _NUMBER.sub("", title.strip()))


def _begins(title: str, words: tuple[str, ...]) -> bool:
    """Whether one of these is at the start, and no longer word of which it is the beginning."""
    return any(title.startswith(word) and not _is_of_word(title[len(word) : len(word) + 1]) for word in words)


def _ends(title: str, words: tuple[str, ...]) -> bool:
    """Whether one of these is at the end, and no longer word of which it is the end."""
    return any(title.endswith(word) and not _is_of_word(title[: -len(word)][-1:]) for word in words)


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _holds_all(section: Section) -> bool:
    """A document's only top heading is no heading of news, whatever it says."""
    return (
        section.level == 1
        and section.parent is None
        and HEADING.search(section.title) is None
        and bool(section.children)
        and len(section.children) > 3
    )


@cache
def _doubtful() -> frozenset[str]:
    """Headings of what is no list of works in most lists, and a topic in some."""
    news = phrases(
        "|latest |recent |whats |what's |what’s |hot ",
        "news|new",
        "| and update| and updates| & update| & updates",
    )
    ahead = {""} | phrases("news", "| ", "and|&|/", "| ")
    updates = phrases("|recent |latest ", "update|updates|announcement|announcements")
    others = "history support contact contacts feedback translation translations legend"
    return frozenset(news | {front + update for front in ahead for update in updates} | set(others.split()))


@cache
def _no_entries() -> frozenset[str]:
    """Headings of what is no list of works."""
    return frozenset().union(
        phrases(
            "|recent |latest ", "update|updates|announcement|announcements|change", "| ", "log|logs|history"
        ),
        phrases("release|version", " history"),
        phrases("license|licence|licensing|licencing|acknowledge"),
        phrases("|special ", "thank|thanks|credit|credits", "| to"),
        phrases(
            "|repo |repository |github ", "star|stars|stargazers", "| |-", "|history|chart|trend|gazer|gazers"
        ),
        phrases("contact|contacts", " us| me| information"),
        phrases("|the |our ", "team"),
        phrases("|core |main ", "maintainer|maintainers"),
        phrases(
            "author|authors|backer|backers|disclaimer|disclaimers|faq|faqs|toc|support us|reference format"
        ),
        phrases("sponsor|sponsors|sponsorhip|sponsorship"),
        phrases("|code of ", "conduct"),
        phrases("to", "| ", "|-", "do", "| list|list"),
        phrases("about", "| us| me"),
        phrases("|table of ", "content|contents"),
        phrases("donate|donation|donations"),
        phrases("更新日志|更新|新闻|贡献|许可证|协议|引用|致谢|目录|联系|联系我们|联系方式"),
    )
