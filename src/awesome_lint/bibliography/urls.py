"""URLs: which of them lead to the same place, and what is malformed in one.

The repairs are those with one sure reading; where two are thinkable, the defect is named and left.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from awesome_lint.bibliography import arxiv, doi, hosts, openreview
from awesome_lint.bibliography.percent import unquote
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record


@record(frozen=True)
class UrlDefect:
    """What is wrong with a URL: `kind` for programs, `explanation` for people (a clause that follows the URL),
    `repaired` the whole correct URL where only one reading exists, else None."""

    kind: str
    explanation: str
    repaired: str | None


_PLAIN = lazy(
    r"https?://[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::\d+)?(?:[/?#][!$&-;=?-Z_a-z~%#+@]*)?",
    re.I | re.A,
)
"""A URL without anything that the defects below could be: most are."""
_SPLIT = lazy(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*):)?(?://(?P<host>[^/?#]*))?(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.I | re.A | re.S,
)
_TRACKING = lazy(r"(?:utm_\w+|fbclid|gclid|igshid|mc_[ce]id|ref_src|spm|si|feature|_hs\w+)$", re.I)
_INDEX = lazy(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.I)
_SCHEME_SLIP = lazy(
    r"(?P<bad>h{2,}t+ps?|ht{3,}ps?|htp{1,2}s?|hht+ps?|ttps?|tps|hpps?|hptt?ps?|htt{0,2}sp?|https?s|httpps?|httpd|htts|htpps|"
    r"hrrps?|jttps?|nttps?|gttps?)"
    r"(?P<sep>://|:/(?!/)|//)",
    re.I,
)
_ONE_SLASH = lazy(
    r"(?P<scheme>https?)(?::/(?!/)|:(?!/)|//|;//|:\\\\|:///+|:/\s?/\s?|\s?:\s?//)(?P<rest>.*)", re.I | re.S
)
_DOUBLED = lazy(r"https?:/{0,2}(?P<rest>https?:?//(?:.*))", re.I | re.S)
_LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_NO_SCHEME = lazy(rf"(?P<host>(?:{_LABEL}\.)+(?P<top>[a-z]{{2,}}))(?::\d+)?(?P<rest>[/?#]\S*)?", re.I | re.A)
_NO_FILE = frozenset("com net edu gov".split())
"""Top-level domains that are no file's extension (`.org` is Emacs's, `.ai` Illustrator's)."""
_TOP_LEVEL = _NO_FILE.union(
    "org io ai dev co ly gl me be uk de fr jp cn eu nl ch kr tv cc xyz info tech".split()
)
_FILE_NAMES = frozenset(
    "agenda banner changelog config contents contributing diagram figure file gtd icon inbox index init journal "
    "license links list logo notes papers readme refile tasks todo todos".split()
)
"""Names of files with the extensions `.org` and `.ai`, which are also top-level domains."""
_LOCAL_HOST = lazy(
    r"(?:[\w-]+\.){2,}(?!cc|gz|go|hs|js|kt|md|ml|mm|pl|ps|py|rb|rs|sh|so|ts|vb|xz)[a-z]{2}/", re.I | re.A
)
"""A host with three names or more in the domain of a country, and a path; not a folder named like a file."""
_DOCUMENT = lazy(r"[^?#]*\.(?:md|markdown|rst|txt|png|jpe?g|gif|svg|webp)(?:[?#].*)?", re.I | re.S)
_MAIL = lazy(
    rf"[\w.+-]+@(?:{_LABEL}\.)+(?!png|jpe?g|gif|svg|webp|pdf|md|zip|ico|tgz|js)[a-z]{{2,}}", re.I | re.A
)
LIKE_PATHS = ("no-scheme", "mail", "bare-id")
"""Kinds of defects that a file or folder of the repository may look like."""
_DISK = lazy(r"file:|[a-z]:[\\/]", re.I)
_FULL_WIDTH_SCHEME = lazy(r"(https?)[:：][/／]{2}", re.I)
_FULL_WIDTH_MARK = lazy(
    "[\u2014\u201c\u201d\u3001\u3002\u3008-\u3011\u3014-\u301b"
    "\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\uff3b\uff3d]"
)
"""Punctuation that ends a URL for its reader, and not for GitHub."""
_FULL_WIDTH = lazy(r"[\uff01-\uff5e\u3002\u3000]")
_LIGATURE = lazy(r"[\ufb00-\ufb06]")
_CLOSERS = ",;，。；、])}>】）"
_STRAY_TAIL = lazy(r"(?<![,;，。；、])[,;，。；、]+$|(?<=[\w/])[\])}>】）]+$")
_FULL_STOP = lazy(
    r"https?://[^/?#]+/[^?#]*?(?<![^\W_])(?!(?:al|bros|co|corp|dr|etc|inc|jr|llc|ltd|mt|no|sr|st|vol|vs)\.)"
    r"[^\W_]{2,}\.",
    re.I,
)
"""A URL with a full stop at its end that is not that of an abbreviation or of initials."""
_TWO = lazy(r"(?<=[\w./)-])(?:%20|%5Cn|\\n|[,;|\s])+https?://", re.I)
_WITHIN = lazy(
    r"https?://(?:www\.)?(?:arxiv\.org/(?:abs|pdf)|doi\.org|github\.com(?:/[\w.-]+){0,2}|openreview\.net)/+"
    r"(?P<rest>https?://.*)",
    re.I | re.S,
)
"""Sites whose paths hold no whole URL, unlike those of archives and proxies."""
_LONGEST = 4096
"""Longer targets are data, not URLs that somebody typed."""
_WITH_HOST = lazy(r"(https?://)([^/?#\s]+)", re.I)
_ABSOLUTE = lazy(r"https?://[^/?#\s]", re.I)
_ZERO_WIDTH = lazy("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


@lru_cache(maxsize=16384)
def identity(url: str) -> str:
    """The same text for all URLs of one place.

    Scheme, `www.`, the host's case, a port that is the scheme's own, a trailing slash, `index.html`, tracking
    parameters and the order of parameters are folded. arXiv papers give `arxiv:2305.18290`, DOIs `doi:10.…`,
    OpenReview submissions `openreview:ID`, whole GitHub repositories `github:owner/name` (with `.git` or
    `/tree/main`; deeper paths follow it), ACL papers `acl:ID`, videos `youtube:ID`. A fragment counts, except
    on these, where it only chooses a place on the page.
    """
    link = arxiv.link_in(url)
    if link is not None:
        return f"arxiv:{arxiv.identity(link.id)}"
    submission = openreview.link_in(url)
    if submission is not None:
        return f"openreview:{submission.id}"
    repository = hosts.github_repository(url)
    if repository is not None:
        if repository.whole or repository.path.lower() in ("blob/main/readme.md", "blob/master/readme.md"):
            return f"github:{repository.key}"
        return f"github:{repository.key}/{repository.path.rstrip('/')}"
    found = doi.doi_in(url)
    if found is not None:
        return f"doi:{found}"
    return _general(url)


def defect(url: str) -> UrlDefect | None:
    """What is malformed in a link's target, or None. Relative paths, anchors, `mailto:` and other real
    schemes are no defects; nor are typing errors that only the network could tell."""
    if url[:4].lower() == "http" and _PLAIN.fullmatch(url):
        return (_two_urls(url) if "http" in url[4:] else None) or _in_host(url) or _in_tail(url)
    if not url or len(url) > _LONGEST or (url[0] in "#/.?{" and not url.startswith("//http")):
        return None
    if url.strip() != url or (not url.isascii() and _ZERO_WIDTH.search(url)):
        return _blank_around(url)
    if _DISK.match(url):
        return UrlDefect("local", "leads to a file on one computer, not on the web", None)
    begun = _leads_out(url) and _ABSOLUTE.match(url) is not None
    return (
        _two_urls(url)
        or (None if begun else _only_a_scheme(url) or _in_scheme(url) or _missing_scheme(url))
        or _in_characters(url)
        or _in_host(url)
        or _in_tail(url)
    )


def end_of_bare(url: str) -> int | None:
    """Where a bare URL ends that runs into the text after it: at its first full-width punctuation mark (None
    where there is none)."""
    mark = None if url.isascii() else _FULL_WIDTH_MARK.search(url)
    return mark.start() if mark is not None else None


def repeated_parameters(url: str) -> tuple[str, ...]:
    """The query parameters that occur more than once in a URL although only one value is used (badges of
    shields.io: only one can win). Empty for other hosts, where lists of values are common."""
    if "img.shields.io" not in url or "?" not in url:
        return ()
    names = [part.partition("=")[0] for part in url.partition("?")[2].partition("#")[0].split("&")]
    return tuple(name for name in dict.fromkeys(names) if name and names.count(name) > 1)


def _general(url: str) -> str:
    match = _SPLIT.match(url.strip())
    if match is None or match["host"] is None:
        return url.strip()
    host = (match["host"] or "").rpartition("@")[2].lower().removeprefix("www.").rstrip(".")
    host = host.removesuffix(":80").removesuffix(":443")
    path = re.sub(r"/{2,}", "/", match["path"]) if "//" in match["path"] else match["path"]
    path = (_INDEX.sub("/", path) if "." in path.rpartition("/")[2] else path).rstrip("/")
    query = [
        part for part in re.split(r"&(?:amp;)?", match["query"] or "") if part and not _tracks(part, host)
    ]
    fragment = match["fragment"] or ""
    if host in ("youtube.com", "m.youtube.com", "youtu.be") and (video := _video(host, path, query)):
        return video
    if host in ("aclanthology.org", "aclweb.org") and (paper := _acl(path)):
        return paper
    if "%" in path:
        path = unquote(path)
    tail = ("?" + "&".join(sorted(query)) if query else "") + (f"#{fragment}" if fragment else "")
    return f"{host}{path}{tail}"


def _tracks(part: str, host: str) -> bool:
    name = part.partition("=")[0]
    if name.lower() in ("si", "feature", "spm", "ref_src"):
        return host in ("youtube.com", "youtu.be", "m.youtube.com", "twitter.com", "x.com")
    return _TRACKING.match(name) is not None


def _video(host: str, path: str, query: list[str]) -> str | None:
    if host == "youtu.be":
        ident = path.strip("/")
    elif path.startswith(("/embed/", "/shorts/", "/live/")):
        ident = path.split("/")[2]
    else:
        ident = next((part[2:] for part in query if part.startswith("v=")), "")
        if any(part.startswith("list=") for part in query):
            return None
    return f"youtube:{ident}" if re.fullmatch(r"[\w-]{11}", ident) else None


def _acl(path: str) -> str | None:
    last = re.sub(r"(?:v\d+)?(?:\.pdf)?$", "", path.rstrip("/").rpartition("/")[2], flags=re.I)
    return f"acl:{last.lower()}" if re.fullmatch(r"[A-Z]\d\d-\d{4}|\d{4}\.[\w-]+\.\d+", last, re.I) else None


def _blank_around(url: str) -> UrlDefect | None:
    inner = _ZERO_WIDTH.sub("", url).strip()
    more = defect(inner)
    what = "has spaces around it" if _ZERO_WIDTH.search(url) is None else "contains an invisible character"
    if more is None:
        return UrlDefect("blank", what, inner) if _ABSOLUTE.match(inner) else None
    return UrlDefect(more.kind, f"{what} and {more.explanation}", more.repaired)


def _two_urls(url: str) -> UrlDefect | None:
    if "http" not in url[1:].lower():
        return None
    led = url[:4].lower() == "http"
    if led and (doubled := _DOUBLED.match(url)):
        rest = doubled["rest"]
        rest = rest if "://" in rest[:8] else rest.replace("//", "://", 1)
        return UrlDefect("doubled-scheme", "has its scheme twice", rest if _sound(rest) else None)
    half = url[: len(url) // 2]
    if half * 2 == url and _ABSOLUTE.match(half):
        return UrlDefect("two-urls", "is one URL written twice", half if _sound(half) else None)
    if _TWO.search(url):
        return UrlDefect("two-urls", "is two URLs in one", None)
    if led and (within := _WITHIN.match(url)):
        rest = within["rest"]
        return UrlDefect("two-urls", "has another whole URL in its path", rest if _sound(rest) else None)
    return None


def _leads_out(url: str) -> bool:
    """Whether a URL begins with `http://` or `https://`."""
    return url[:8].lower().startswith(("http://", "https://"))


def _only_a_scheme(url: str) -> UrlDefect | None:
    if len(url) <= len("https:///") and re.fullmatch(r"https?(?::/{0,3})?", url, re.I):
        return UrlDefect("scheme-only", "is cut short: nothing follows the scheme", None)
    return None


def _in_scheme(url: str) -> UrlDefect | None:
    if not url.isascii() and (wide := _FULL_WIDTH_SCHEME.match(url)):
        repaired = f"{wide[1]}://{url[wide.end() :]}"
        return UrlDefect("scheme", "has a full-width colon or slash", repaired if _sound(repaired) else None)
    if ("//" in url or ":/" in url) and (slip := _SCHEME_SLIP.match(url)):
        bad = slip["bad"].lower()
        if bad not in ("http", "https"):
            scheme = "https" if bad.rstrip("/").endswith("s") or "s" in bad else "http"
            rest = url[slip.end() :].lstrip("/")
            repaired = f"{scheme}://{rest}"
            return UrlDefect(
                "scheme", f"begins with {url[: slip.end()]}", repaired if _sound(repaired) else None
            )
    wrong = _ONE_SLASH.fullmatch(url) if url[:4].lower() == "http" else None
    if wrong is not None and not re.match(r"https?://[^/\s]", url, re.I):
        rest = wrong["rest"].lstrip("/\\ ")
        repaired = f"{wrong['scheme'].lower()}://{rest}"
        if repaired == url:
            return None
        what = "has a slash too many after its scheme" if ":///" in url[:9] else "has no :// after its scheme"
        return UrlDefect("slashes", what, repaired if _sound(repaired) else None)
    return None


def _missing_scheme(url: str) -> UrlDefect | None:
    if url.startswith("//"):
        return None
    named = url[:6].lower() == "arxiv:" and re.fullmatch(r"arxiv:\s?\d{4}\.\d{4,5}(?:v\d+)?", url, re.I)
    if named or arxiv.bare_id(url) is not None:
        ident = url.partition(":")[2].strip() if ":" in url else url.strip()
        repaired = f"https://arxiv.org/abs/{ident}" if arxiv.is_valid(re.sub(r"v\d+$", "", ident)) else None
        return UrlDefect("bare-id", "is a bare arXiv id, so it is read as a file path", repaired)
    if _MAIL.fullmatch(url):
        return UrlDefect(
            "mail", "is an e-mail address without mailto:, so it is read as a file path", f"mailto:{url}"
        )
    if "." in url.partition("/")[0] and _begins_with_host(url):
        return UrlDefect("no-scheme", "has no https://, so it is read as a file path", f"https://{url}")
    head, slash, path = url.partition("/")
    if slash and (meant := hosts.meant_host(head.lower())):
        return UrlDefect("host", f"has no https://, and {head} for {meant}", f"https://{meant}/{path}")
    return None


def _begins_with_host(url: str) -> bool:
    """Whether a URL without a scheme begins with a host and not with a file or folder."""
    match = _NO_SCHEME.fullmatch(url)
    if match is None:
        return False
    host, top, path = match["host"].lower(), match["top"].lower(), match["rest"] or ""
    labels = host.count(".") + 1
    if top in _NO_FILE or (labels > 2 and (host.startswith("www.") or host.endswith(".github.io"))):
        return True
    if _LOCAL_HOST.match(url):
        return True
    if top not in _TOP_LEVEL or host.startswith("readme."):
        return False
    if len(path) > 1:
        return labels > 2 or not _DOCUMENT.fullmatch(path) or hosts.kind_of(f"https://{host}/") is not None
    if top not in ("org", "io", "ai", "dev"):
        return False
    return labels > 2 or top in ("io", "dev") or host.partition(".")[0] not in _FILE_NAMES


def _in_characters(url: str) -> UrlDefect | None:
    if not _leads_out(url):
        return None
    host = url[:8] + url[8:].partition("/")[0].partition("?")[0].partition("#")[0]
    if not url.isascii() and (_FULL_WIDTH.search(host) or _LIGATURE.search(url)):
        repaired = unicodedata.normalize("NFKC", url).replace("。", ".")
        return UrlDefect(
            "characters",
            "contains characters that only look like Latin ones",
            repaired if _sound(repaired) else None,
        )
    if "\\" in url and not re.search(r"\\[_*()\[\]&#~!-]", url):
        repaired = url.replace("\\", "/")
        return UrlDefect("backslash", "contains a backslash", repaired if _sound(repaired) else None)
    if any(map(str.isspace, url)):
        closed = re.sub(r"\s+", "", url)
        sure = re.match(r"https?:\s*/\s*/", url, re.I) and not re.search(
            r"\S\s+\S", re.sub(r"^https?:[\s/]+", "", url, flags=re.I)
        )
        sure = sure or re.fullmatch(r"\S+(?<=[/.:])\s+\S+", url) is not None
        return UrlDefect("blank", "contains a space", closed if sure and _sound(closed) else None)
    return None


def _in_host(url: str) -> UrlDefect | None:
    match = _WITH_HOST.match(url) if _leads_out(url) else None
    if match is None:
        return None
    host = match[2].lower()
    if meant := hosts.meant_host(host):
        repaired = f"{match[1]}{meant}{url[match.end() :]}"
        return UrlDefect("host", f"has {match[2]} for {meant}", repaired)
    twice = host in ("http", "https", "http:", "https:")
    joined = re.match(r"https?//?(.*)", url[match.end(1) :], re.I) if twice else None
    if joined is not None:
        repaired = match[1] + joined[1].lstrip(":/")
        return UrlDefect("doubled-scheme", "has its scheme twice", repaired if _sound(repaired) else None)
    if host.partition(":")[0] != "localhost" and not any(sign in host for sign in ".%["):
        return UrlDefect("host", "has a host without a dot in its name", None)
    port = host.rpartition(":")[2]
    if port.isdecimal() and int(port) > 65535:
        return UrlDefect("port", f"has the port {port}; ports end at 65535", None)
    if ".." in host or host.startswith("."):
        repaired = match[1] + re.sub(r"\.{2,}", ".", match[2]).strip(".") + url[match.end() :]
        return UrlDefect("host", "has two dots in a row in its host", repaired)
    return None


def _in_tail(url: str) -> UrlDefect | None:
    if not _leads_out(url) or not _ABSOLUTE.match(url):
        return None
    if "??" in url:
        return UrlDefect(
            "query", "has ?? instead of ?", url.replace("??", "?", 1) if url.count("?") == 2 else None
        )
    if url.count("?") == 2 and re.search(r"\?[\w-]+=[\w-]*\?[\w-]+=", url) and "github" not in url:
        first = url.index("?")
        repaired = url[: first + 1] + url[first + 1 :].replace("?", "&")
        return UrlDefect("query", "has a second ? instead of &", repaired)
    if url[-1] == "." and _FULL_STOP.fullmatch(url):
        return UrlDefect("tail", "ends in a full stop that is no part of it", url[:-1])
    stray = _STRAY_TAIL.search(url) if url[-1] in _CLOSERS else None
    if stray is not None and (stray[0][0] in ",;，。；、" or not _balanced(url)):
        return UrlDefect("tail", f"ends in a stray `{stray[0]}`", url[: stray.start()])
    return None


def _balanced(url: str) -> bool:
    return all(
        url.count(left) >= url.count(right) for left, right in ("()", "[]", "{}", "<>", "（）", "【】")
    )


@lru_cache(maxsize=256)
def _sound(url: str) -> bool:
    """Whether a repaired URL has nothing else wrong with it."""
    return re.match(r"https?://[\w-]+(?:\.[\w-]+)+(?:[:/?#]|$)", url, re.I) is not None and not re.search(
        r"\s|https?:/", url[8:]
    )
