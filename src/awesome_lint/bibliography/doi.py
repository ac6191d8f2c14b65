"""Digital object identifiers, from URLs and from text."""

from __future__ import annotations

import re

from awesome_lint.bibliography.percent import unquote
from awesome_lint.lazy_re import lazy

_DOI = lazy(r"10\.\d{4,9}/[^\s\"'<>{}|\\^`\[\]?#&]+")
_PAGES = lazy(
    r"(?:\.pdf|\.full(?:\.pdf)?(?:\+html)?|\.abstract|\.short|/(?:full|abstract|pdf|epdf|html|meta|fulltext|summary))+$",
    re.I,
)
_NATURE = lazy(r"nature\.com/articles/([a-z]*\d[\w.-]*?)(?:\.pdf)?/?(?:[?#].*)?$", re.I)
_BIORXIV = lazy(r"v\d+(?:\.full.*|\.abstract.*|\.supp.*)?$")


def find_doi(text: str) -> str | None:
    """The first DOI in a text (a URL, `doi:10.…`, a BibTeX field) as written, without what follows it
    (a full stop, an unmatched bracket), or None."""
    if "10." not in text:
        return None
    match = _DOI.search(text)
    if match is None:
        return None
    found = match[0].rstrip(".,;:*_")
    while found.endswith(")") and found.count("(") < found.count(")"):
        found = found[:-1].rstrip(".,;:")
    return found or None


def doi_in(url: str) -> str | None:
    """The DOI that a URL leads to, in lower case (DOIs ignore case), or None: `doi.org/10.…`,
    publishers' `/doi/abs/10.…`, `link.springer.com/article/10.…`, `nature.com/articles/…` (10.1038)."""
    if "10." not in url and "nature.com/articles/" not in url:
        return None
    if "nature.com/articles/" in url and (match := _NATURE.search(url)):
        return f"10.1038/{match[1].lower()}"
    found = find_doi(unquote(url))
    if found is None:
        return None
    found = (found if found[-1].isdecimal() else _PAGES.sub("", found)).rstrip("/")
    if found.startswith("10.1101/"):
        found = _BIORXIV.sub("", found)
    return found.lower()
