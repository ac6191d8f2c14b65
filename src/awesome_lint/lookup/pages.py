"""Reads the title and the anchors of a page, and recognizes pages that are only error messages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from urllib.parse import unquote

from awesome_lint.bibliography.hosts import host_of
from awesome_lint.facts import Cause

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,500})", re.I)
_ANCHOR = re.compile(
    r"""[\s"'/](?:id|name)\s{0,5}=\s{0,5}(?:"([^"<>]{1,300})"|'([^'<>]{1,300})'|([^\s"'<>=`]{1,300}))""", re.I
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)

_GONE = re.compile(
    r"\b404\b(?=.*\b(?:error|not found|page|oops|missing)\b)|\berror 404\b|\bhttp 404\b"
    r"|\b(?:page|file|document|site|article|content|repository|resource|url) (?:was |is |could |can)?"
    r"(?:not|n[o']t|cannot) (?:be )?(?:found|available|exist)"
    r"|^\W*(?:404|not found|404 not found)\W*$|^404\W"
    r"|\bpage (?:doesn'?t|does not|no longer) exists?\b"
    r"|页面不存在|页面未找到|找不到页面|404页面|ページが見つかりません|페이지를 찾을 수 없"
    r"|seite nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|страница не найдена",
    re.I,
)
_FOR_SALE = re.compile(
    r"\bdomain(?: name)? (?:is |may be )?(?:for sale|parked|expired)\b|\bbuy this domain\b|\bparked domain\b",
    re.I,
)
_BOT_CHECK = re.compile(
    r"^\W*(?:just a moment|attention required|access denied|security check|are you (?:a )?(?:robot|human)"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human|human verification|one more step|robot check|captcha"
    r"|pardon our interruption|please wait\W*$|ddos-guard|client challenge)",
    re.I,
)
_LOGIN = re.compile(r"\W*(?:log|sign)[ -]?in(?:\W*$|\W*[|·:–—-]|\s+(?:to|or|with|page|required)\b)", re.I)
_SCRIPTED_PAGE = re.compile(
    r"""<div[^>]{0,200}\bid=["']?(?:root|app|__next|__nuxt|___gatsby|main-app)\b|<app-root\b|\bdata-reactroot\b"""
    r"""|\bng-(?:app|version)=|__NEXT_DATA__|data-target="react-app""",
    re.I,
)
_SCRIPT_FRAGMENT = re.compile(r"^(?:[/!?]|L\d+|page=|:~:|.*[=&]|slide|zoom=|t=)")


def decode_page(body: bytes, content_type: str) -> str:
    """The text of a page in the charset of the header, else in UTF-8; invalid bytes are replaced."""
    charset = _CHARSET.search(content_type)
    try:
        return body.decode(charset[1] if charset else "utf-8", "replace")
    except (LookupError, ValueError):
        return body.decode("utf-8", "replace")


def page_title(page: str) -> str:
    """The title of a page with single spaces; "" if it has none."""
    match = _TITLE.search(page)
    return " ".join(html.unescape(match[1]).split()) if match else ""


def find_suspicious_title(page: str) -> tuple[Cause, str] | None:
    """The cause and reason why the title suggests that a page with status 200 is not the page that the link means;
    None if the title is not suspicious."""
    heading = page_title(page)
    if _BOT_CHECK.search(heading):
        return "challenge", "the host asks for proof that a person is visiting"
    if _GONE.search(heading):
        return "page", "the title of the page says that it is gone"
    if _FOR_SALE.search(heading):
        return "page", "the title of the page says that the domain is parked or for sale"
    return None


def has_login_title(page: str) -> bool:
    """Whether the title is that of a login page."""
    return _LOGIN.match(page_title(page)) is not None


def find_fragments(
    url: str, fragments: Iterable[str], page: str, *, complete: bool
) -> dict[str, bool | None]:
    """For each fragment (without `#`), whether the page has it, as the value of an `id` or `name`. None if that is not
    known: the page was not read completely, a script builds it, or the fragment is an instruction for a script."""
    anchors = {html.unescape(a or b or c) for a, b, c in _ANCHOR.findall(page)}
    is_whole = complete and host_of(url) not in _SCRIPTED_HOSTS and not _SCRIPTED_PAGE.search(page)

    def has_fragment(fragment: str) -> bool | None:
        name = fragment.partition(":~:")[0]
        spellings = {name, unquote(name)}
        spellings |= {f"user-content-{spelling}" for spelling in spellings}
        if name in ("", "top") or spellings & anchors:
            return True
        return False if is_whole and not _SCRIPT_FRAGMENT.match(name) else None

    return {fragment: has_fragment(fragment) for fragment in fragments}


_SCRIPTED_HOSTS = frozenset(
    "github.com gist.github.com gitlab.com huggingface.co medium.com notion.so x.com twitter.com youtube.com "
    "colab.research.google.com docs.google.com drive.google.com reddit.com zhihu.com openreview.net "
    "kaggle.com wandb.ai app.wandb.ai".split()
)
"""Hosts whose anchors are made by a script (as of 2025)."""
