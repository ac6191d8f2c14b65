"""Finds the paper of a repository in its CITATION.cff and README."""

from __future__ import annotations

import re

from awesome_lint.bibliography import arxiv, bibtex
from awesome_lint.bibliography.doi import doi_of_url, find_doi
from awesome_lint.facts import Publication
from awesome_lint.lookup.services.json_api import safe_text

_HEADING = re.compile(r"^(?:#{1,2}[ \t]+(\S.*)|<h1[^>]{0,100}>(.+?)</h1>.*)$", re.M)
_URL = re.compile(r"https?://[^\s\"'<>()\[\]]+")
_CFF_TITLE = re.compile(r"^[ \t]+title:[ \t]*[\"']?([^\s\"'].*)$", re.M)
_MARKUP = re.compile(r"<[^<>]{1,200}>|!\[[^\]]*\]\([^)]*\)|[*_`]|\[([^\]]*)\]\([^)]*\)")
_FIRST_LINES = 40
"""The number of lines of a README that may name its own paper; later ones may cite others."""
_MAX_LINE = 1000
"""The rest of a longer line is not read: strangers write these files, and some patterns take quadratic time."""


def parse_repository_paper(full_name: str, citation_cff: str, readme_text: str) -> Publication:
    """The paper that the repository `full_name` states in its CITATION.cff and README; each text is "" if the file is
    absent."""
    citation_cff, readme_text = (
        "\n".join(line[:_MAX_LINE] for line in text.splitlines()) for text in (citation_cff, readme_text)
    )
    preferred = citation_cff.partition("preferred-citation:")[2]
    title = full_name.partition("/")[2]
    if match := _CFF_TITLE.search(preferred):
        title = match[1].rstrip("\"' \t")
    elif match := _HEADING.search(readme_text):
        title = _MARKUP.sub(r"\1", match[match.lastindex or 0]).rstrip(" \t#")
    top = "\n".join(readme_text.splitlines()[:_FIRST_LINES]).partition("```")[0]
    spans = [record.span for record in bibtex.find_records(readme_text)]
    texts = [top, *(readme_text[span.start : span.end] for span in spans)]
    ids = _arxiv_ids(preferred) or _arxiv_ids(citation_cff)
    ids = ids or [ident for text in texts for ident in _arxiv_ids(text)]
    doi = find_doi(preferred) or next((d for url in _URL.findall(top) if (d := doi_of_url(url))), None)
    return Publication(
        source="readme",
        title=safe_text(title),
        doi=None if doi is None or doi.startswith(arxiv.DOI_PREFIX) else doi,
        arxiv_ids=tuple(dict.fromkeys(ids)),
    )


def _arxiv_ids(text: str) -> list[str]:
    """The arXiv ids in a text and its links, without duplicates."""
    links = [link.id for url in _URL.findall(text) if (link := arxiv.parse_arxiv_url(url)) is not None]
    ids = [ident for _, _, ident in arxiv.find_ids(text)]
    return list(dict.fromkeys(arxiv.id_key(ident) for ident in (*links, *ids) if arxiv.is_valid(ident)))
