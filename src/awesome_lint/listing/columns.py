"""What the columns of a table hold, by their headers."""

from __future__ import annotations

import re
from functools import lru_cache

from awesome_lint.listing.labels import role_of_label
from awesome_lint.listing.model import Role
from awesome_lint.patterns import lazy

_KINDS: tuple[tuple[str, str], ...] = (
    ("date", r"(?:publication |release |publish(?:ed|ing)? |submission )?(?:date|year|time|month)|released?|when|"
     r"日期|时间|年份"),
    ("venue", r"venues?|conf(?:erences?)?\.?|journals?|published(?: in| at)?|publications?|publisher|publication venue|"
     r"conf(?:erence)? ?/ ?journal|journal ?/ ?conf(?:erence)?|accepted|会议|期刊"),
    ("authors", r"authors?|first authors?|作者"),
    ("title", r"titles?|paper titles?|title (?:and|&|/) .*|papers? ?\(title\)|标题|论文标题|题目"),
    ("name", r"names?|methods?|models?|approach(?:es)?|algorithms?|datasets?|benchmarks?|projects?|repos?|repository.*|"
     r"librar(?:y|ies)|frameworks?|tools?|works?|articles?|apis?|apps?|resources?|surveys?|detectors?|networks?|courses?|"
     r"books?|environments?|systems?|packages?|software|products?|company|architectures?|llms?|agents?|tasks? name|"
     r"model names?|dataset names?|method names?|abbreviations?|abbr\.?|acronym|simulators?|platforms?|"
     r"websites?|plugins?|"
     r"(?:dataset|benchmark|method|model|paper|tool|project|framework) ?(?:name|/.*|\(.*)|名称|方法|模型|数据集"),
    ("keywords", r"key ?words?|tags?|topics?"),
    ("description", r"descriptions?|summary|notes?|comments?|remarks?|details?|introduction|highlights?|key insights?"),
    ("affiliation", r"affiliations?|institutions?|institutes?|organi[sz]ations?|orgs?|labs?|team"),
    ("number", r"#|no\.?|id|index|num(?:ber)?|序号|编号"),
    ("category", r"categor(?:y|ies)|types?|tasks?|domains?|areas?|fields?|class(?:es)?|modalit(?:y|ies)|section"),
    ("stars", r"stars?|recom(?:mendation|m)?|citations?|rating|score"),
)  # fmt: skip
_PATTERNS = tuple((kind, lazy(pattern, re.I)) for kind, pattern in _KINDS)
_ROLES = {Role.PAPER: "paper", Role.CODE: "code", Role.PROJECT: "project", Role.DATA: "data"}


@lru_cache(maxsize=2048)
def kind_of_column(header: str) -> str:
    """`date`, `venue`, `authors`, `title`, `name`, `paper`, `code`, `project`, `data`, `link`, `keywords`,
    `description`, `affiliation`, `number`, `category`, `stars`, or empty for any other column."""
    name = " ".join(header.replace("*", " ").split()).strip(" :")
    for kind, pattern in _PATTERNS:
        if pattern.fullmatch(name):
            return kind
    role = role_of_label(name.replace("/", " "))
    if role in _ROLES:
        return _ROLES[role]
    return "link" if role is not None else ""


def title_column(kinds: list[str]) -> int | None:
    """The column whose cells name the entries: one called title, else the first that names something, else
    the one with the papers, else the first that is no number, date or category."""
    for wanted in (("title",), ("name", "data"), ("paper",)):
        for index, kind in enumerate(kinds):
            if kind in wanted:
                return index
    rest = (
        "number",
        "date",
        "venue",
        "category",
        "stars",
        "code",
        "project",
        "link",
        "authors",
        "affiliation",
    )
    return next((index for index, kind in enumerate(kinds) if kind not in rest), None)
