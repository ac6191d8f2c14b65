"""Ids of the ACL Anthology, in URLs, DOIs and records."""

from __future__ import annotations

import re
from typing import NamedTuple

from awesome_lint.bibliography.dates import year_of_digits
from awesome_lint.lazy_re import lazy

_ID = r"([a-z]\d\d-\d{4}|\d{4}\.[\w-]+\.\d+)"
_URL = lazy(
    r"(?:https?:)?//(?:www\.)?(?:aclanthology\.org|aclweb\.org)/+(?:[\w.-]+/+)*"
    rf"{_ID}(?:v\d+)?(?:\.pdf|\.bib)?/*(?:[?#].*)?",
    re.I,
)
_DOI = lazy(rf"10\.18653/v1/{_ID}", re.I)
_NAMED = lazy(r"(\d{4})\.([a-z]+)-?(\w*)\.\d+")
_LETTER = lazy(r"([DENP])(\d\d)-\d{4}")
_LETTERS = {"D": "EMNLP", "E": "EACL", "N": "NAACL", "P": "ACL"}
"""The letters of the main conferences in ids before 2020 (`P18-1001`)."""


class AclVolume(NamedTuple):
    """The volume of a paper, according to its id: its year, its `venue` (`acl`, `findings`), and the `part` after it
    (`long`)."""

    year: int
    venue: str
    part: str

    @property
    def conference(self) -> str:
        """The name of the conference, also for its Findings."""
        return (self.part if self.venue == "findings" else self.venue).upper()


def paper_id(url: str) -> str | None:
    """The id of the paper at a URL, in the spelling of the Anthology (`P19-1001`, `2024.acl-long.1`); None if there
    is none."""
    match = _URL.fullmatch(url.strip()) if "acl" in url else None
    return _canonical_id(match[1]) if match is not None else None


def id_of_doi(doi: str) -> str | None:
    """The id of the paper with this DOI; None if the DOI is not of the Anthology."""
    match = _DOI.fullmatch(doi)
    return _canonical_id(match[1]) if match is not None else None


def volume_of_id(acl_id: str) -> AclVolume | None:
    """The volume of the paper with this id; None for ids before 2020, which do not contain their venue."""
    match = _NAMED.fullmatch(acl_id)
    return AclVolume(int(match[1]), match[2], match[3]) if match is not None else None


def main_conference(acl_id: str) -> tuple[str, int] | None:
    """The conference (ACL, EMNLP, NAACL or EACL) and year of a paper in its proceedings or Findings; None for other
    ids."""
    letter = _LETTER.fullmatch(acl_id)
    if letter is not None:
        return _LETTERS[letter[1]], year_of_digits(letter[2])
    volume = volume_of_id(acl_id)
    return (volume.conference, volume.year) if volume and volume.conference in _LETTERS.values() else None


def _canonical_id(acl_id: str) -> str:
    return acl_id.upper() if acl_id[0].isalpha() else acl_id.lower()
