"""Compares URLs, and finds defects in them.

A defect is repaired only if there is one possible meaning; otherwise it is only reported."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

from awesome_lint.bibliography import acl, arxiv, doi, hosts, openreview
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record


@record(frozen=True)
class UrlDefect:
    """A defect of a URL. `kind` is for programs, `explanation` is a clause for messages ("has two question marks");
    `repaired` is the correct URL, or None if it is not certain."""

    kind: str
    explanation: str
    repaired: str | None


_SPLIT = lazy(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*):)?(?://(?P<host>[^/?#]*))?(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.I | re.A | re.S,
)
_TRACKING = lazy(r"(?:utm_\w+|fbclid|gclid|igshid|mc_[ce]id|ref_src|spm|si|feature|_hs\w+)$", re.I)
_INDEX = lazy(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.I)
_SCHEME = lazy(
    r"(?P<scheme>(?=[hps]*t)[htps]{3,8}+)(?P<sep>\s?(?:[:;：]\s?[/／\\\s]*|//+)|\Z)(?P<rest>.*)", re.I | re.S
)
"""A scheme of letters of `https`, and its separator from the host."""
_DOUBLED = lazy(r"https?:/{0,2}(?P<rest>https?:?//(?:.*))", re.I | re.S)
_LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_NO_SCHEME = lazy(rf"(?P<host>(?:{_LABEL}\.)+(?P<top>[a-z]{{2,}}))(?::\d+)?(?P<rest>[/?#]\S*)?", re.I | re.A)
_DOMAINS_ONLY = frozenset("com net edu gov".split())
"""Top-level domains that are not extensions of files (`.org` is Emacs's, `.ai` Illustrator's)."""
_TOP_LEVEL = _DOMAINS_ONLY.union(
    "org io ai dev app co ly gl me be uk de fr jp cn eu nl ch kr tv cc xyz info tech".split()
)
_DOCUMENT = lazy(r"[^?#]*\.(?:md|markdown|rst|txt|png|jpe?g|gif|svg|webp)(?:[?#].*)?", re.I | re.S)
_MAIL = lazy(
    rf"[\w.+-]+@(?:{_LABEL}\.)+(?!png|jpe?g|gif|svg|webp|pdf|md|zip|ico|tgz|js)[a-z]{{2,}}", re.I | re.A
)
LIKE_PATHS = ("no-scheme", "mail", "bare-id")
"""The kinds of defects of URLs that may be paths of files in the repository."""
_DISK = lazy(r"file:|[a-z]:[\\/]", re.I)
_FULL_WIDTH_PUNCTUATION = lazy(
    "[\u2014\u201c\u201d\u3001\u3002\u3008-\u3011\u3014-\u301b"
    "\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\uff3b\uff3d]"
)
"""Punctuation that ends a URL for readers, but not for GitHub."""
_FULL_WIDTH = lazy(r"[\uff01-\uff5e\u3002\u3000]")
_LIGATURE = lazy(r"[\ufb00-\ufb06]")
_CLOSERS = ",;，。；、])}>】）"
_TWO_QUERIES = lazy(r"(https?://[^?]+\?)([\w-]+=[\w-]*)?\?([\w-]+=[^?]*)", re.I)
_STRAY_TAIL = lazy(r"(?<![,;，。；、])[,;，。；、]+$|(?<=[\w/])[\])}>】）]+$")
_FULL_STOP = lazy(
    r"https?://[^/?#]+/[^?#]*?(?<![^\W_])(?!(?:al|bros|co|corp|dr|etc|inc|jr|llc|ltd|mt|no|sr|st|vol|vs)\.)"
    r"[^\W_]{2,}\.",
    re.I,
)
"""A URL with a full stop at its end that is not that of an abbreviation or of initials."""
_SPACE_AFTER_SIGN = lazy(r"\S+(?<=[/.:])\s+\S+")
_TWO = lazy(r"(?<=[\w./)-])(?:%20|%5Cn|\\n|[,;|\s])+https?://", re.I)
_WITHIN = lazy(
    r"https?://(?:www\.)?(?:arxiv\.org/(?:abs|pdf)|doi\.org|github\.com(?:/[\w.-]+){0,2}|openreview\.net)/+"
    r"(?P<rest>https?://.*)",
    re.I | re.S,
)
"""Sites whose paths contain no other URL, unlike those of archives and proxies."""
_REDIRECT = lazy(
    r"https?://(?:(?:link\.(?:zhihu\.com|juejin\.cn|csdn\.net|jianshu\.com)|(?:www\.)?google\.[a-z.]+/url|"
    r"scholar\.google\.[a-z.]+/scholar_url|(?:www\.)?youtube\.com/redirect|l\.facebook\.com/l\.php|"
    r"out\.reddit\.com/[^?]*|vk\.com/away\.php|[a-z0-9]+\.safelinks\.protection\.outlook\.com)/?)"
    r"\?(?:[^#]*?&)??(?:target|url|q|u|t|to)=(?P<target>https?(?::|%3a)[^&#]+)",
    re.I,
)
"""Pages that only lead on to another page, whose URL is a query parameter: what a browser copies from a search, a chat
or a mail."""
_MAIL_GATEWAY = lazy(r"https://urldefense\.(?:com|us|proofpoint\.com)/", re.I)
"""Pages that a mail program puts before the links of a mail; they encode the URL."""
_PROXY_LABEL = lazy(r"\w*proxy\w*|ezp|idm", re.I)
_PROXIED_HOST = lazy(r"[a-z\d]+(?:-[a-z\d]+)*-(?:org|com|net|edu|gov|cc|uk|eu|de|ch)", re.I)
"""A host as the proxy of a library writes it: `dl-acm-org.ezproxy.example.edu` for `dl.acm.org`."""
_MAX_URL_LENGTH = 4096
"""Longer link targets are data, not URLs."""
COMING_SOON = r"coo?mm?(?:e|ing?)s?(?:%20|[\s_-])*soo?n"
"""The words that announce a URL, with usual misspellings."""
_PLACEHOLDER = lazy(rf"[\W_]*(?:{COMING_SOON}|soon|not[\s_-]yet|tb[ad])[\W_]*", re.I)
_FILLER = lazy(r"-+|_+|\?+|\.{3,}|…|[xX]{1,3}")
_README_PATHS = ("blob/main/readme.md", "blob/master/readme.md")
_SEARCH_PAGES = ("issues", "pulls", "discussions", "search")
"""Pages of a repository whose content depends on the query of the URL."""
_WITH_HOST = lazy(r"(https?://)([^/?#\s]+)", re.I)
_ABSOLUTE = lazy(r"https?://[^/?#\s]", re.I)
_ZERO_WIDTH = lazy("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


def is_filler(url: str) -> bool:
    """Whether a link target is only a sign or an `x` where the author had no URL (`-`, `...`, `???`, `x`)."""
    return _FILLER.fullmatch(url.strip()) is not None


def is_placeholder(url: str) -> bool:
    """Whether a link target only says that the URL will follow (`coming-soon`, also misspelt, or `TBD`)."""
    return _PLACEHOLDER.fullmatch(url.strip()) is not None


@lru_cache(maxsize=16384)
def url_key(url: str) -> str:
    """A key that is the same for all URLs of one page.

    Without effect are the scheme, `www.`, the case of the host, a default port, a trailing slash, `index.html`,
    tracking parameters and the order of parameters. arXiv papers have `arxiv:2305.18290`, papers of the ACL Anthology
    `acl:ID`, also as a DOI, other DOIs `doi:10.…`, OpenReview submissions `openreview:ID`, GitHub repositories
    `github:owner/name` (also with `.git` or `/tree/main`; deeper paths follow it), videos `youtube:ID`. A fragment
    counts, except on these, where it is only a part of the page."""
    link = arxiv.parse_arxiv_url(url)
    if link is not None:
        return f"arxiv:{arxiv.id_key(link.id)}"
    submission = openreview.submission_id(url)
    if submission is not None:
        return f"openreview:{submission}"
    repository = hosts.github_repository(url)
    if repository is not None:
        if repository.is_whole_repository or repository.path.lower() in _README_PATHS:
            return f"github:{repository.key}"
        searched = url.partition("#")[0].partition("?")[2] if repository.path in _SEARCH_PAGES else ""
        return f"github:{repository.key}/{repository.path.rstrip('/')}{searched and f'?{searched}'}"
    found = doi.doi_of_url(url)
    paper = acl.paper_id(url) or acl.id_of_doi(found or "")
    if paper is not None:
        return f"acl:{paper}"
    return f"doi:{found}" if found is not None else _general_url_key(url)


def find_url_defect(url: str) -> UrlDefect | None:
    """The defect of a link target, or None. Relative paths, anchors, `mailto:` and other real schemes are valid, and
    so are typing errors that only the network could show."""
    if not url or len(url) > _MAX_URL_LENGTH or (url[0] in "#/.?{" and not url.startswith("//http")):
        return None
    if url.strip() != url or (not url.isascii() and _ZERO_WIDTH.search(url)):
        return _find_surrounding_whitespace(url)
    if _DISK.match(url):
        return UrlDefect("local", "leads to a file on one computer, not on the web", None)
    if two_urls_defect := _find_two_urls_defect(url):
        return two_urls_defect
    if _ABSOLUTE.match(url):
        return _find_character_defect(url) or _find_host_defect(url) or _find_tail_defect(url)
    return _find_scheme_defect(url) or _find_missing_scheme(url)


def _make_defect(kind: str, explanation: str, correct_url: str) -> UrlDefect:
    """The defect of a URL that should be `correct_url`; without the correct URL if that has another defect."""
    has_host = re.match(r"https?://[\w-]+(?:\.[\w-]+)+(?:[:/?#]|$)", correct_url, re.I) is not None
    is_correct = has_host and not re.search(r"\s|https?:/", correct_url[8:])
    return UrlDefect(kind, explanation, correct_url if is_correct else None)


def end_of_bare_url(url: str) -> int | None:
    """The end of a bare URL that is joined to the text after it: the offset of its first full-width punctuation mark;
    None if there is none."""
    match = None if url.isascii() else _FULL_WIDTH_PUNCTUATION.search(url)
    return match.start() if match is not None else None


def find_redirect_defect(url: str) -> UrlDefect | None:
    """The defect of a link through a page that only redirects (`https://link.zhihu.com/?target=…`), with the URL to
    which it leads; None for other links."""
    explanation = "leads through a page that only redirects"
    if _MAIL_GATEWAY.match(url):
        return UrlDefect("redirect", explanation, None)
    match = _REDIRECT.match(url) if "?" in url else None
    return _make_defect("redirect", explanation, unquote(match["target"])) if match is not None else None


def find_proxy_defect(url: str) -> UrlDefect | None:
    """The defect of a link through the proxy of a library (`https://dl-acm-org.ezproxy.example.edu/doi/1`), with the
    URL of the page; None for other links. A hyphen in the host's own name cannot be told from a full stop."""
    match = _WITH_HOST.match(url)
    if match is None:
        return None
    proxied, *labels = match[2].split(".")
    if _PROXIED_HOST.fullmatch(proxied) is None or not any(map(_PROXY_LABEL.fullmatch, labels)):
        return None
    page = f"{match[1]}{proxied.replace('-', '.')}{url[match.end() :]}"
    return _make_defect("proxy", "leads through the proxy of a library, which only its members can use", page)


def repeated_parameters(url: str) -> tuple[str, ...]:
    """The query parameters that occur more than once although only one value is used (in badges of shields.io). Empty
    for other hosts, where lists of values are common."""
    if "img.shields.io" not in url or "?" not in url:
        return ()
    names = [part.partition("=")[0] for part in url.partition("?")[2].partition("#")[0].split("&")]
    return tuple(name for name in dict.fromkeys(names) if name and names.count(name) > 1)


def _general_url_key(url: str) -> str:
    """The key of a URL that is not of a paper or repository known by its id."""
    match = _SPLIT.match(url.strip())
    if match is None or match["host"] is None:
        return url.strip()
    host = match["host"].rpartition("@")[2].lower().removeprefix("www.").rstrip(".")
    host = host.removesuffix(":80").removesuffix(":443")
    path = re.sub(r"/{2,}", "/", match["path"]) if "//" in match["path"] else match["path"]
    path = (_INDEX.sub("/", path) if "." in path.rpartition("/")[2] else path).rstrip("/")
    query = [
        part
        for part in re.split(r"&(?:amp;)?", match["query"] or "")
        if part and not _is_tracking_parameter(part, host)
    ]
    fragment = match["fragment"] or ""
    if host in ("youtube.com", "m.youtube.com", "youtu.be") and (video := _youtube_key(host, path, query)):
        return video
    if "%" in path:
        path = unquote(path)
    tail = ("?" + "&".join(sorted(query)) if query else "") + (f"#{fragment}" if fragment else "")
    return f"{host}{path}{tail}"


def _is_tracking_parameter(parameter: str, host: str) -> bool:
    """Whether a query parameter (`utm_source=…`) only says where the visitor comes from."""
    name = parameter.partition("=")[0]
    if name.lower() in ("si", "feature", "spm", "ref_src"):
        return host in ("youtube.com", "youtu.be", "m.youtube.com", "twitter.com", "x.com")
    return _TRACKING.match(name) is not None


def _youtube_key(host: str, path: str, query: list[str]) -> str | None:
    """The key of a YouTube video; None for playlists and other pages."""
    if host == "youtu.be":
        ident = path.strip("/")
    elif path.startswith(("/embed/", "/shorts/", "/live/")):
        ident = path.split("/")[2]
    else:
        ident = next((part[2:] for part in query if part.startswith("v=")), "")
        if any(part.startswith("list=") for part in query):
            return None
    return f"youtube:{ident}" if re.fullmatch(r"[\w-]{11}", ident) else None


def _find_surrounding_whitespace(url: str) -> UrlDefect | None:
    """The defect of a URL with whitespace or invisible characters around it, together with any other defect; None if
    the rest may be a relative path."""
    inner = _ZERO_WIDTH.sub("", url).strip()
    other_defect = find_url_defect(inner)
    words = "has spaces around it" if _ZERO_WIDTH.search(url) is None else "contains an invisible character"
    if other_defect is None:
        return UrlDefect("blank", words, inner) if _ABSOLUTE.match(inner) else None
    return UrlDefect(other_defect.kind, f"{words} and {other_defect.explanation}", other_defect.repaired)


def _find_two_urls_defect(url: str) -> UrlDefect | None:
    """The defect of a link target that contains two URLs, or one URL or scheme twice; else None."""
    if "http" not in url[1:].lower():
        return None
    if doubled := _DOUBLED.match(url):
        rest = doubled["rest"]
        rest = rest if "://" in rest[:8] else rest.replace("//", "://", 1)
        return _make_defect("doubled-scheme", "has its scheme twice", rest)
    if (half := url[: len(url) // 2]) * 2 == url:
        return _make_defect("two-urls", "is one URL written twice", half)
    if _TWO.search(url):
        return UrlDefect("two-urls", "is two URLs in one", None)
    if within := _WITHIN.match(url):
        return _make_defect("two-urls", "has another whole URL in its path", within["rest"])
    return None


def _find_scheme_defect(url: str) -> UrlDefect | None:
    """The defect of a URL with a misspelt scheme or separator (`htp:/`); else None."""
    match = _SCHEME.fullmatch(url)
    if match is None:
        return None
    scheme, rest = match["scheme"].lower(), match["rest"].lstrip("/\\ ")
    if not rest:
        cut = scheme in ("http", "https")
        return UrlDefect("scheme-only", "is cut short: nothing follows the scheme", None) if cut else None
    correct_scheme = "https://" if "s" in scheme else "http://"
    return _make_defect("scheme", f"begins with {url[: match.end('sep')]}", correct_scheme + rest)


def _find_missing_scheme(url: str) -> UrlDefect | None:
    """The defect of a target that is read as a file path but is a URL, an e-mail address or an arXiv id; else None."""
    ident = url[6:].strip() if url[:6].lower() == "arxiv:" else url
    if arxiv.parse_bare_id(ident) is not None:
        valid = arxiv.is_valid(re.sub(r"v\d+$", "", ident))
        repaired = f"https://arxiv.org/abs/{ident}" if valid else None
        return UrlDefect("bare-id", "is a bare arXiv id, so it is read as a file path", repaired)
    if _MAIL.fullmatch(url):
        return UrlDefect(
            "mail", "is an e-mail address without mailto:, so it is read as a file path", f"mailto:{url}"
        )
    if "." in url.partition("/")[0] and _begins_with_host(url):
        return UrlDefect("no-scheme", "has no https://, so it is read as a file path", f"https://{url}")
    return None


def _begins_with_host(url: str) -> bool:
    """Whether a URL without scheme begins with a host, not with a file or folder."""
    match = _NO_SCHEME.fullmatch(url)
    if match is None:
        return False
    host, top, path = match["host"].lower(), match["top"].lower(), match["rest"] or ""
    labels = host.count(".") + 1
    if top in _DOMAINS_ONLY or (labels > 2 and (host.startswith("www.") or host.endswith(".github.io"))):
        return True
    if top not in _TOP_LEVEL:
        return False
    if len(path) > 1:
        return labels > 2 or not _DOCUMENT.fullmatch(path)
    return top in ("io", "dev", "app", "info", "tech", "xyz") or (labels > 2 and top in ("org", "ai"))


def _find_character_defect(url: str) -> UrlDefect | None:
    """The defect of a URL with a space, or with characters that only look like Latin ones; else None."""
    host = url[:8] + url[8:].partition("/")[0].partition("?")[0].partition("#")[0]
    if not url.isascii() and (_FULL_WIDTH.search(host) or _LIGATURE.search(url)):
        latin = unicodedata.normalize("NFKC", url).replace("。", ".")
        return _make_defect("characters", "contains characters that only look like Latin ones", latin)
    if any(map(str.isspace, url)):
        joined = re.sub(r"\s+", "", url) if _SPACE_AFTER_SIGN.fullmatch(url) else ""
        return _make_defect("blank", "contains a space", joined)
    return None


def _find_host_defect(url: str) -> UrlDefect | None:
    """The defect of a URL with a misspelt host, a host without a dot, or a port above 65535; else None."""
    match = _WITH_HOST.match(url)
    if match is None:
        return None
    host = match[2].lower()
    if actual := hosts.host_of_misspelling(host):
        return UrlDefect("host", f"has {match[2]} for {actual}", f"{match[1]}{actual}{url[match.end() :]}")
    if host.partition(":")[0] != "localhost" and not any(sign in host for sign in ".%["):
        return UrlDefect("host", "has a host without a dot in its name", None)
    port = host.rpartition(":")[2]
    if port.isdecimal() and int(port) > 65535:
        return UrlDefect("port", f"has the port {port}; ports end at 65535", None)
    return None


def _find_tail_defect(url: str) -> UrlDefect | None:
    """The defect of a URL with two queries, or with punctuation at its end that is no part of it; else None."""
    if queries := _TWO_QUERIES.fullmatch(url):
        start, *fields = queries.groups()
        return UrlDefect("query", "has two question marks", start + "&".join(filter(None, fields)))
    if url[-1] == "." and _FULL_STOP.fullmatch(url):
        return UrlDefect("tail", "ends in a full stop that is no part of it", url[:-1])
    stray_match = _STRAY_TAIL.search(url) if url[-1] in _CLOSERS else None
    pairs = ("()", "[]", "{}", "<>", "（）", "【】")
    is_balanced = all(url.count(pair[0]) >= url.count(pair[1]) for pair in pairs)
    if stray_match is not None and (stray_match[0][0] in ",;，。；、" or not is_balanced):
        return UrlDefect("tail", f"ends in a stray `{stray_match[0]}`", url[: stray_match.start()])
    return None
