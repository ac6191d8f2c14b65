"""Finds DOIs (digital object identifiers) in URLs and texts."""

from __future__ import annotations

import re
from urllib.parse import unquote

from awesome_lint.lazy_re import lazy

_DOI = lazy(r"10\.\d{4,9}/[^\s\"'<>{}|\\^`\[\]?#&]+")
_PAGE_SUFFIX = lazy(
    r"(?:\.pdf|\.full(?:\.pdf)?(?:\+html)?|\.abstract|\.short|/(?:full|abstract|pdf|epdf|html|meta|fulltext|summary))+$",
    re.I,
)
_NATURE = lazy(r"nature\.com/articles/([a-z]*\d[\w.-]*?)(?:\.pdf)?/?(?:[?#].*)?$", re.I)
_BIORXIV = lazy(r"v\d+(?:\.full.*|\.abstract.*|\.supp.*)?$")


def find_doi(text: str) -> str | None:
    """The first DOI in a text (a URL, `doi:10.…`, a BibTeX field), as written, without the punctuation after it; None
    if there is none."""
    if "10." not in text:
        return None
    if (match := _DOI.search(text)) is None:
        return None
    doi = match[0].rstrip(".,;:*_")
    while doi.endswith(")") and doi.count("(") < doi.count(")"):
        doi = doi[:-1].rstrip(".,;:")
    return doi or None


def doi_of_url(url: str) -> str | None:
    """The DOI to which a URL leads, in lower case (DOIs ignore case): `doi.org/10.…`, publishers' `/doi/abs/10.…`,
    `link.springer.com/article/10.…`, `nature.com/articles/…` (10.1038). None if there is none."""
    if "10." not in url and "nature.com/articles/" not in url:
        return None
    if "nature.com/articles/" in url and (match := _NATURE.search(url)):
        return f"10.1038/{match[1].lower()}"
    doi = find_doi(unquote(url))
    if doi is None:
        return None
    doi = (doi if doi[-1].isdecimal() else _PAGE_SUFFIX.sub("", doi)).rstrip("/")
    if doi.startswith("10.1101/"):
        doi = _BIORXIV.sub("", doi)
    return doi.lower()
