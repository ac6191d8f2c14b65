"""The kinds of table columns, inferred from their headers."""

from __future__ import annotations

from collections.abc import Sequence

from awesome_lint.bibliography.casing import fold_case
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import role_of_label
from awesome_lint.listing.model import Role

_THINGS = "(?:dataset|benchmark|method|model|paper|tool|project|framework)"
_KINDS = {
    kind: lazy(pattern)
    for kind, pattern in {
        "date": r"(?:(?:publication|release|publish|published|publishing|submission) )?(?:date|year|time|month)|"
        r"release|released|when|日期|时间|年份",
        "venue": r"(?:conf|conferences?)\.?|(?:conf|conference) ?/ ?journal|journal ?/ ?(?:conf|conference)|"
        r"(?:venue|journal|publication)s?|published(?: in| at)?|publisher|publication venue|accepted|会议|期刊",
        "authors": r"(?:first )?authors?|作者",
        "title": r"(?:paper )?titles?|papers? ?\(title\)|title (?:and|&|/) .*|标题|论文标题|题目",
        "name": r"(?:name|method|model|algorithm|dataset|benchmark|project|repo|framework|tool|work|article|api|app|"
        r"resource|survey|detector|network|course|book|environment|system|package|product|architecture|llm|agent|"
        r"simulator|platform|website|plugin|(?:model|dataset|method) name|abbreviation)s?|"
        rf"{_THINGS} ?(?:name|[/(].*)|repository.*|approach(?:es)?|library|libraries|software|company|tasks? name|"
        r"abbr\.?|acronym|名称|方法|模型|数据集",
        "keywords": r"(?:key ?word|tag|topic)s?",
        "description": r"(?:description|note|comment|remark|detail|highlight|key insight)s?|summary|introduction",
        "affiliation": r"(?:affiliation|institution|institute|organi[sz]ation|org|lab)s?|team",
        "number": r"#|no\.?|id|index|num|number|序号|编号",
        "category": r"(?:type|task|domain|area|field)s?|category|categories|class|classes|modality|modalities|section",
        "stars": r"(?:star|citation)s?|recomm?|recommendation|rating|score",
    }.items()
}
"""The kinds of columns by patterns of their headers; of two patterns that match, the first counts."""
ROLES = (Role.PAPER, Role.CODE, Role.PROJECT, Role.DATA)
"""The roles of links that a column can have; its kind is then the value of the role."""


def column_kind(header: str) -> str:
    """The kind of a column with this header, such as `venue`: a key of `_KINDS`, the value of a role in `ROLES`,
    `link`, or ""."""
    name = " ".join(header.replace("*", " ").split()).strip(" :")
    folded_name = fold_case(name)
    for kind, pattern in _KINDS.items():
        if pattern.fullmatch(folded_name):
            return kind
    role = role_of_label(name.replace("/", " "))
    if role in ROLES:
        return role.value
    return "link" if role is not None else ""


def title_column(column_kinds: list[str], columns_with_titles: Sequence[int] = ()) -> int | None:
    """Returns the index of the title column, or None. In order of preference: the kind `title`; the first index in
    `columns_with_titles` (columns whose links are titles of papers); `name` or `data`; `paper`; any kind that may be
    names."""
    if "title" not in column_kinds and columns_with_titles:
        return columns_with_titles[0]
    for title_kinds in (("title",), ("name", "data"), ("paper",)):
        for index, kind in enumerate(column_kinds):
            if kind in title_kinds:
                return index
    other_kinds = "number date venue category stars code project link authors affiliation".split()
    return next((index for index, kind in enumerate(column_kinds) if kind not in other_kinds), None)
