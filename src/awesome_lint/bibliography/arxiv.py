"""arXiv ids and the URLs that contain them.

The forms of ids are those of https://info.arxiv.org/help/arxiv_identifier.html: `YYMM.number` since April 2007, with
four digits until December 2014 and five since January 2015; before that `archive(.XX)/YYMMNNN`. Each may be followed
by a version, `v1`."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record

DOI_PREFIX = "10.48550/"
"""The prefix of all DOIs that arXiv registers; the DOI of a paper is this, `arxiv.` and its id."""
_ARCHIVES = frozenset(
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat "
    "cs dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol "
    "physics plasm-ph q-alg q-bio quant-ph solv-int supr-con".split()
)
"""The archives in ids of the old form, according to arXiv's taxonomy and its list of subsumed archives."""

_MIRRORS = {
    "alphaxiv.org": ("abs", "pdf", "overview", "html"),
    "arxiv-vanity.com": ("papers",),
    "scirate.com": ("arxiv",),
    "papers.cool": ("arxiv",),
    "emergentmind.com": ("papers",),
    "huggingface.co": ("papers",),
    "hf.co": ("papers",),
    "semanticscholar.org": ("arxiv",),
    "ar5iv.org": ("abs", "html", "pdf", "papers"),
    "ar5iv.labs.arxiv.org": ("abs", "html", "pdf", "papers"),
    "xxx.lanl.gov": ("abs", "pdf", "ps", "format"),
}
"""Other sites with a page for each arXiv paper, and the first parts of the path of such a page."""
_URL_TEXTS = ("arxiv", "ar5iv", "alphaxiv.org", "xxx.lanl.gov", "/papers/")
"""Every URL of a paper contains one of these texts, in lower case."""

_FORMS = frozenset(("abs", "pdf", "html", "format", "ps", "e-print", "src", "ftp"))
_ID = lazy(
    r"(?a:[a-z]+(?:-[a-z]+)*(?:\.[a-z]{2,3}(?:-[a-z]{2,3})?)?)/\d{5,9}(?=v\d|\W|$)"
    r"|\d[\d.,]*\d(?=(?:v\d+)?(?:\.pdf)?\.?(?:[^\w.]|$))",
    re.I,
)
_SEGMENT_END = lazy(r"(?=/|v\d+(?:\.pdf)?$|\.pdf$|$)")
_NEW = lazy(r"(\d{2})(\d{2})\.(\d{4,5})")
_OLD = lazy(r"([a-z-]+)(?:\.[A-Za-z]{2}(?:-[a-z]{2})?)?/(\d{2})(\d{2})(\d{3})")
_POSSIBLE_ID = lazy(r"(\d{1,6})([.,])(\d{1,8})")
_VERSION = lazy(r"v(\d{1,3})(?![\w])", re.I)
_URL_PARTS = lazy(
    r"\s*(?:(?P<scheme>(?a:[a-z]+)):)?(?P<slashes>/*)(?P<host>[^/?#\s]+)"
    r"(?P<path>[^?#\s]*)(?P<query>\?[^#\s]*)?(?P<fragment>#\S*)?",
    re.I,
)
_CANONICAL = lazy(r"https://arxiv\.org/(abs|pdf|html)/(\d{4}\.\d{4,5})(\.pdf)?")
"""The usual URL of a paper, without deviations."""
_ID_IN_TEXT = lazy(
    r"arxiv(?:\.org)?[:\s]\s*(?:preprint\s+)?(?:arxiv[:\s]\s*)?(?:abs/)?"
    r"(?P<id>\d{4}\.\d{4,5}|(?a:[a-z-]+(?:\.[a-z]{2})?)/\d{7})(?P<version>v\d{1,2})?(?!\w|\.\d)",
    re.I,
)
_ID_ONLY = lazy(r"\s*(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v(?P<version>\d{1,2}))?\s*")

_ID_LABEL = lazy(r"(?i)\W*arxiv\W{0,2}\d{4}\.\d{4,5}(?:v\d)?(?:\s*\[[\w., -]+\])?\W*")


@record(frozen=True)
class ArxivLink:
    """A URL of an arXiv paper.

    `id` is as written, without version; it may be invalid (see `id_problem`). `form` is `abs`, `pdf`, `pdf-suffix`
    (`/pdf/ID.pdf`), `html`, `format`, `ps`, `e-print`, `src`, `ftp`, `doi`, `mirror` (a page of another site) or
    `bare` (`arxiv.org/ID`). `deviations` from the canonical URL are: `no-scheme`, `http`, `www`, `host` (a mirror of
    arXiv's own), `slashes`, `pdf-after-abs`, `query`, `empty-query`, `version`, `trailing-slash`, `tail` (other text
    after the id). `start` and `end` are the range of the id in `url`; `fragment` includes its `#`."""

    url: str
    id: str
    version: int | None
    form: str
    scheme: str
    deviations: tuple[str, ...]
    start: int
    end: int
    fragment: str = ""

    @property
    def is_on_arxiv(self) -> bool:
        """Whether the URL is on arXiv's own site, so that `paper_url` can rewrite it."""
        return self.form not in ("mirror", "doi")


@lru_cache(maxsize=16384)
def parse_arxiv_url(url: str) -> ArxivLink | None:
    """The parts of a URL of an arXiv paper (id, version, form, deviations); None if the URL is not that of a paper.

    An id with wrong digits (`2305.182901`, `2401.xxxxx`) is accepted if the URL is clearly that of a paper, so that
    the defect can be reported."""
    canonical = _CANONICAL.fullmatch(url)
    if canonical is not None and (canonical[3] is None or canonical[1] == "pdf"):
        form = "pdf-suffix" if canonical[3] else canonical[1]
        return ArxivLink(url, canonical[2], None, form, "https", (), *canonical.span(2))
    lowered = url.lower()
    if not any(map(lowered.__contains__, _URL_TEXTS)):
        return None
    match = _URL_PARTS.match(url)
    if match is None:
        return None
    host, path, query = match["host"].lower(), match["path"], match["query"]
    form_and_start = _form_and_id_start(host, path)
    if form_and_start is None:
        return None
    form, at = form_and_start
    deviations: list[str] = []
    scheme = (match["scheme"] or "").lower()
    if not match["slashes"] or not scheme:
        deviations.append("no-scheme")
    elif scheme == "http":
        deviations.append("http")
    if form not in ("mirror", "doi"):
        if host != "arxiv.org":
            deviations.append("www" if host == "www.arxiv.org" else "host")
        if "//" in path:
            deviations.append("slashes")
    tail_start = _id_end(path, at)
    if tail_start is None:
        return None
    ident, tail = path[at:tail_start], path[tail_start:]
    version = None
    if tail and (version_match := _VERSION.match(tail)):
        version, tail = int(version_match[1]), tail[version_match.end() :]
        deviations.append("version")
    form, tail_deviations = _form_and_deviations(form, tail)
    deviations.extend(tail_deviations)
    if query is not None:
        deviations.append("query" if len(query) > 1 else "empty-query")
    start = match.start("path") + at
    fragment = match["fragment"] or ""
    return ArxivLink(
        url, ident, version, form, scheme, tuple(deviations), start, start + len(ident), fragment
    )


def find_ids(text: str) -> list[tuple[int, int, str]]:
    """The ids after `arXiv:`, `arXiv preprint arXiv:` or `arXiv.org/abs/` in a text, as (start, end, id) without
    version."""
    if "xiv" not in text and "Xiv" not in text and "XIV" not in text:
        return []
    return [(m.start("id"), m.end("id"), m["id"]) for m in _ID_IN_TEXT.finditer(text)]


def parse_bare_id(text: str) -> str | None:
    """The arXiv id, without version, of a text that has nothing else (BibTeX `eprint`); None for any other text."""
    match = _ID_ONLY.fullmatch(text) if text.rstrip()[-1:].isdecimal() else None
    if match is None or ("/" in match["id"] and _old_id_problem(match["id"]) is not None):
        return None
    return match["id"]


def is_id_label(label: str) -> bool:
    """Whether the text of a link is an arXiv id (`arXiv:2402.01234v1 [cs]`)."""
    return _ID_LABEL.fullmatch(label) is not None


@lru_cache(maxsize=16384)
def id_key(arxiv_id: str) -> str:
    """A key that is the same for all spellings of an id: lower case, without version and subject class
    (`math/0309136` for `math.GT/0309136`)."""
    lowered = arxiv_id.strip().lower()
    if "v" in lowered:
        lowered = re.sub(r"v\d+$", "", lowered)
    archive, slash, number = lowered.partition("/")
    return archive.partition(".")[0] + slash + number if slash else lowered


def is_valid(arxiv_id: str) -> bool:
    """Whether the id has a valid form for its date; it may be in the future."""
    return id_problem(arxiv_id, None) is None


@lru_cache(maxsize=16384)
def id_problem(arxiv_id: str, today: date | None) -> str | None:
    """The problem with an id as a predicate for messages ("has …"); None if it is valid.

    Ids of the next month are assigned in the last days of a month, so they are valid from the 24th on. Without
    `today` ids in the future are valid."""
    if "/" in arxiv_id:
        return _old_id_problem(arxiv_id)
    match = _POSSIBLE_ID.fullmatch(arxiv_id)
    if match is None:
        return "has not the form YYMM.number"
    head, sign, number = match.groups()
    if sign == ",":
        return "has a comma where its point should be"
    if len(head) != 4:
        return f"has {len(head)} digits before the point; ids have four (YYMM)"
    year, month = 2000 + int(head[:2]), int(head[2:])
    if not 1 <= month <= 12:
        return f"names a month that does not exist: {head[2:]}"
    if (year, month) < (2007, 4):
        return "is older than this kind of id, which began with 0704"
    digits = 4 if year < 2015 else 5
    if len(number) != digits:
        return f"has {len(number)} digits after the point; ids of {year} have {digits}"
    if not int(number):
        return "has the number 0; arXiv counts from 1"
    if today is not None and (year, month) > _latest_month_of_ids(today):
        return f"lies in the future: {year}-{month:02d}"
    return None


def submission_month(arxiv_id: str) -> tuple[int, int] | None:
    """The year and month in the id; None if it is malformed. Papers of a month's last days have the id of the next
    month."""
    if "/" in arxiv_id:
        old = _OLD.fullmatch(arxiv_id)
        if old is None:
            return None
        year, month = int(old[2]), int(old[3])
        return ((1900 if year > 90 else 2000) + year, month) if 1 <= month <= 12 else None
    new = _NEW.fullmatch(arxiv_id)
    if new is None or not 1 <= int(new[2]) <= 12:
        return None
    return 2000 + int(new[1]), int(new[2])


def months_after_submission(arxiv_id: str, year: int, month: int) -> int | None:
    """The number of months from the month in an arXiv id to `month` of `year` (negative if that is earlier); None if
    the id is malformed."""
    submitted = submission_month(arxiv_id)
    return (year - submitted[0]) * 12 + month - submitted[1] if submitted is not None else None


def paper_url(link: ArxivLink, form: str = "abs") -> str:
    """The URL of the paper in `form` (`abs`, `pdf`, `pdf-suffix` or `html`). Keeps the version and the fragment."""
    ident = link.id if link.version is None else f"{link.id}v{link.version}"
    kind, suffix = ("pdf", ".pdf") if form == "pdf-suffix" else (form, "")
    return f"https://arxiv.org/{kind}/{ident}{suffix}{link.fragment}"


def _form_and_id_start(host: str, path: str) -> tuple[str, int] | None:
    """The form of the URL and the offset of its id in `path`; None if the URL is not that of a paper."""
    bare = host.removeprefix("www.")
    parts = [(m.start(), m[0]) for m in re.finditer(r"[^/]+", path)]
    if not parts:
        return None
    first = parts[0][1].lower()
    if bare in ("doi.org", "dx.doi.org"):
        prefix = f"{DOI_PREFIX}arxiv."
        at = path.lower().find(prefix)
        return ("doi", at + len(prefix)) if at >= 0 else None
    if bare in _MIRRORS:
        path_starts = _MIRRORS[bare]
        return ("mirror", parts[1][0]) if len(parts) > 1 and first in path_starts else None
    if not (bare == "arxiv.org" or bare.endswith(".arxiv.org") or bare.startswith("arxiv.")):
        return None
    if len(parts) > 1 and first in _FORMS:
        if first == "ftp":
            return "ftp", parts[-1][0]
        kind = first if bare == "arxiv.org" or bare.endswith(".arxiv.org") else "mirror"
        return kind, parts[1][0]
    if _NEW.match(first) and len(parts) == 1 and bare == "arxiv.org":
        return "bare", parts[0][0]
    return None


def _id_end(path: str, id_start: int) -> int | None:
    """The offset in a URL's path at which the arXiv id ends that begins at `id_start`; None if there is no id."""
    match = _ID.match(path, id_start)
    if match is None:
        if id_start < len(path) and path[id_start].isdigit():
            return _SEGMENT_END.search(path, id_start).start()  # type: ignore[union-attr]
        return None
    if "/" in match[0] and match[0].partition("/")[0].partition(".")[0].lower() not in _ARCHIVES:
        return None
    return match.end()


def _form_and_deviations(form: str, text_after_id: str) -> tuple[str, tuple[str, ...]]:
    """The form of a URL (see `ArxivLink`) and the deviations in the text after its id."""
    lowered = text_after_id.lower()
    if form == "ftp" or not lowered or (lowered == ".pdf" and form in ("mirror", "doi")):
        return form, ()
    if lowered == ".pdf" and form == "pdf":
        return "pdf-suffix", ()
    return form, ({"/": "trailing-slash", ".pdf": "pdf-after-abs"}.get(lowered, "tail"),)


def _latest_month_of_ids(today: date) -> tuple[int, int]:
    """The latest year and month that an id can have on a day; from the 24th on, that of the next month."""
    if today.day < 24:
        return today.year, today.month
    return (today.year + 1, 1) if today.month == 12 else (today.year, today.month + 1)


def _old_id_problem(arxiv_id: str) -> str | None:
    """The problem with an id of the form before April 2007 (`math/0309136`), as a predicate; None if it is valid."""
    match, month = _OLD.fullmatch(arxiv_id), submission_month(arxiv_id)
    if match is None or match[1] not in _ARCHIVES:
        return "has not the form archive/YYMMNNN of ids before April 2007, with one of arXiv's archives"
    if month is None:
        return f"names a month that does not exist: {match[3]}"
    if not (1991, 7) <= month <= (2007, 3):
        return "has the form of ids before April 2007, but another date"
    return None
