"""What the columns of a table hold, by their headers."""

from __future__ import annotations

from collections.abc import Container
from functools import cache, lru_cache

from awesome_lint.bibliography.casing import folded
from awesome_lint.listing.labels import role_of_label
from awesome_lint.listing.model import Role
from awesome_lint.listing.phrases import phrases, plural

_OPEN_TITLES = tuple(phrases("title ", "and|&|/", " "))
_OPEN_NAMES = (
    "repository",
    *phrases("dataset|benchmark|method|model|paper|tool|project|framework", "| ", "/|("),
)
"""What headers begin with that may go on in any way."""


@cache
def _kinds() -> dict[str, str]:
    """The kinds of columns by their headers; of two kinds with the same header, the first holds."""
    headers = {
        "date": phrases(
            "|publication |release |publish |published |publishing |submission ", "date|year|time|month"
        )
        | phrases("release|released|when|日期|时间|年份"),
        "venue": phrases("conf|conference|conferences", "|.")
        | phrases("conf|conference", "| ", "/", "| ", "journal")
        | phrases("journal", "| ", "/", "| ", "conf|conference")
        | plural("venue|journal|publication")
        | phrases("published|published in|published at|publisher|publication venue|accepted|会议|期刊"),
        "authors": plural("author|first author") | {"作者"},
        "title": plural("title|paper title")
        | phrases("paper|papers", "| ", "(title)")
        | phrases("标题|论文标题|题目"),
        "name": plural(
            "name|method|model|algorithm|dataset|benchmark|project|repo|framework|tool|work|article|api|app|resource|"
            "survey|detector|network|course|book|environment|system|package|product|architecture|llm|agent|model name|"
            "dataset name|method name|abbreviation|simulator|platform|website|plugin"
        )
        | phrases("dataset|benchmark|method|model|paper|tool|project|framework", "| ", "name")
        | phrases(
            "approach|approaches|library|libraries|software|company|task name|tasks name|abbr|abbr.|acronym"
        )
        | phrases("名称|方法|模型|数据集"),
        "keywords": plural("keyword|key word|tag|topic"),
        "description": plural("description|note|comment|remark|detail|highlight|key insight")
        | phrases("summary|introduction"),
        "affiliation": plural("affiliation|institution|institute|organisation|organization|org|lab")
        | {"team"},
        "number": phrases("#|no|no.|id|index|num|number|序号|编号"),
        "category": plural("type|task|domain|area|field")
        | phrases("category|categories|class|classes|modality|modalities|section"),
        "stars": plural("star|citation") | phrases("recom|recomm|recommendation|rating|score"),
    }
    return {header: kind for kind in reversed(headers) for header in headers[kind]}


_ROLES = {Role.PAPER: "paper", Role.CODE: "code", Role.PROJECT: "project", Role.DATA: "data"}


@lru_cache(maxsize=2048)
def kind_of_column(header: str) -> str:
    """`date`, `venue`, `authors`, `title`, `name`, `paper`, `code`, `project`, `data`, `link`, `keywords`,
    `description`, `affiliation`, `number`, `category`, `stars`, or empty for any other column."""
    name = " ".join(header.replace("*", " ").split()).strip(" :")
    said = folded(name)
    if (kind := _kinds().get(said)) is not None:
        return kind
    if said.startswith(_OPEN_TITLES):
        return "title"
    if said.startswith(_OPEN_NAMES):
        return "name"
    role = role_of_label(name.replace("/", " "))
    if role in _ROLES:
        return _ROLES[role]
    return "link" if role is not None else ""


def title_column(kinds: list[str], named: Container[int] = ()) -> int | None:
    """The column whose cells name the entries: one called title, else one of papers whose links are their titles
    (those in `named`), else the first that names something, else the one with the papers, else the first that is
    no number, date or category."""
    for index, kind in enumerate(kinds):
        if kind == "paper" and index in named and "title" not in kinds:
            return index
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
