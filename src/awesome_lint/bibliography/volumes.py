"""The venue and year of the volume of proceedings that a URL names, itself or by a number."""

from __future__ import annotations

import re

from awesome_lint.bibliography import acl
from awesome_lint.lazy_re import lazy

_YEAR_IN_URL = lazy(
    r"(?:openaccess\.thecvf\.com|cv-foundation\.org/openaccess)/content[/_](?P<cvf>[a-z]{4})_?(?P<year>\d{4})"
    r"|(?:nips|neurips)\.cc/paper(?:_files)?(?:/paper)?/(?P<NeurIPS>\d{4})/|ecva\.net/papers/eccv_(?P<ECCV>\d{4})/"
    r"|proceedings\.mlsys\.org/paper(?:_files/paper)?/(?P<MLSys>\d{4})/"
    r"|(?:10\.24963/ijcai\.|ijcai\.org/proceedings/)(?P<IJCAI>20\d\d)/",
    re.I,
)
_NUMBER_IN_URL = lazy(
    r"mlr\.press/v(?P<pmlr>\d+)/|10\.1145/(?P<acm>\d{7})[./]|(?:nips|neurips)\.cc/(?:paper|book)/(?P<nips>\d{4})-"
    r"|jmlr\.org/papers/v(?:olume)?(?P<jmlr>\d+)/",
    re.I,
)
_PMLR = {
    "AISTATS": {
        2010: 9, 2011: 15, 2012: 22, 2013: 31, 2014: 33, 2015: 38, 2016: 51, 2017: 54, 2018: 84, 2019: 89, 2020: 108,
        2021: 130, 2022: 151, 2023: 206, 2024: 238, 2025: 258,
    },
    "COLT": {
        2011: 19, 2012: 23, 2013: 30, 2014: 35, 2015: 40, 2016: 49, 2017: 65, 2018: 75, 2019: 99, 2020: 125, 2021: 134,
        2022: 178, 2023: 195, 2024: 247,
    },
    "ICML": {
        2014: 32, 2015: 37, 2016: 48, 2017: 70, 2018: 80, 2019: 97, 2020: 119, 2021: 139, 2022: 162, 2023: 202,
        2024: 235, 2025: 267,
    },
    "L4DC": {2020: 120, 2021: 144, 2022: 168, 2023: 211, 2024: 242},
    "UAI": {2020: 124, 2021: 161, 2022: 180, 2023: 216, 2024: 244},
}  # fmt: skip
"""The volumes of the Proceedings of Machine Learning Research that appeared in the year of their conference; those of
CoRL have the next year and are cited with either."""
_ACM = {
    "ACM MM": {
        2010: 1873951, 2016: 2964284, 2017: 3123266, 2018: 3240508, 2019: 3343031, 2020: 3394171, 2021: 3474085,
        2022: 3503161, 2023: 3581783, 2024: 3664647,
    },
    "CHI": {2019: 3290605, 2020: 3313831, 2021: 3411764, 2022: 3491102, 2023: 3544548, 2024: 3613904},
    "CIKM": {
        2017: 3132847, 2018: 3269206, 2019: 3357384, 2020: 3340531, 2021: 3459637, 2022: 3511808, 2023: 3583780,
        2024: 3627673,
    },
    "KDD": {
        2016: 2939672, 2017: 3097983, 2018: 3219819, 2019: 3292500, 2020: 3394486, 2021: 3447548, 2022: 3534678,
        2023: 3580305, 2024: 3637528,
    },
    "RecSys": {
        2018: 3240323, 2019: 3298689, 2020: 3383313, 2021: 3460231, 2022: 3523227, 2023: 3604915, 2024: 3640457,
    },
    "SIGIR": {
        2017: 3077136, 2018: 3209978, 2019: 3331184, 2020: 3397271, 2021: 3404835, 2022: 3477495, 2023: 3539618,
        2024: 3626772,
    },
    "WSDM": {
        2018: 3159652, 2019: 3289600, 2020: 3336191, 2021: 3437963, 2022: 3488560, 2023: 3539597, 2024: 3616855,
    },
    "WWW": {
        2018: 3178876, 2019: 3308558, 2020: 3366423, 2021: 3442381, 2022: 3485447, 2023: 3543507, 2024: 3589334,
    },
}  # fmt: skip
"""The first numbers of the ACM's DOIs."""
_NEURIPS = {
    2010: (3910, 4130), 2011: (4200, 4440), 2012: (4500, 4820), 2013: (4880, 5190), 2014: (5260, 5600),
    2015: (5670, 6000), 2016: (6070, 6560), 2017: (6640, 7230), 2018: (7330, 8250), 2019: (8330, 9700),
}  # fmt: skip
"""Numbers of papers before 2020 that are certainly of a year; about 30 at each border are left out."""
_JMLR_BEFORE_FIRST = 1999


def venue_of_page(url: str) -> tuple[str, int] | None:
    """The main conference (or JMLR) and the year of the proceedings that the page at a URL belongs to; None if they are
    not known."""
    paper = acl.paper_id(url)
    if paper is not None:
        return acl.main_conference(paper)
    named = _YEAR_IN_URL.search(url)
    if named is not None:
        name = named.lastgroup or ""
        return (named["cvf"].upper(), int(named["year"])) if name == "year" else (name, int(named[name]))
    numbered = _NUMBER_IN_URL.search(url)
    if numbered is None:
        return None
    number = int(numbered[numbered.lastgroup or 0])
    if numbered["jmlr"]:
        return "JMLR", _JMLR_BEFORE_FIRST + number
    if numbered["nips"]:
        years = [year for year, (first, last) in _NEURIPS.items() if first <= number <= last]
        return ("NeurIPS", years[0]) if years else None
    for name, volumes in (_PMLR if numbered["pmlr"] else _ACM).items():
        for year, volume in volumes.items():
            if volume == number:
                return name, year
    return None
