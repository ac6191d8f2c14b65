"""The words in labels of links and fields (`[[pdf](u)]`, `Key Words: …`), and their meaning."""

from __future__ import annotations

from functools import lru_cache

from awesome_lint.bibliography import hosts
from awesome_lint.bibliography.casing import fold_case
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Role

_ROLE_WORDS: dict[Role, str] = {
    Role.PAPER: "paper papers pdf arxiv abs abstract html openreview preprint manuscript thesis proceedings "
    "publication acl cvf ieee doi springer biorxiv ssrn hal 论文",
    Role.CODE: "code codes codebase github git gitlab repo repos repository star stars implementation pytorch torch "
    "tensorflow tf jax keras caffe caffe2 mxnet chainer paddle paddlepaddle matlab julia theano software toolbox "
    "library 代码",
    Role.PROJECT: "project projects website websites webpage web site homepage home homepages page url 项目 主页 官网",
    Role.DATA: "data dataset datasets benchmark benchmarks corpus",
    Role.VIDEO: "video videos youtube talk talks bilibili recording presentation",
    Role.BLOG: "blog blogs blogpost post article medium zhihu explainer 博客",
    Role.ENVIRONMENT: "env envs environment environments",
    Role.OTHER: "link links slide slides poster demo demos model models weight weights checkpoint checkpoints ckpt "
    "colab notebook supp supplement supplementary appendix bibtex bib cite citation tweet twitter x huggingface hf "
    "doc docs documentation manual review reviews notes note podcast book course tutorial wiki news leaderboard "
    "source download downloads npm pypi playground space spaces spaces app store report survey summary part info "
    "details reddit discord media kaggle discussion space hugging face here playlist api collection example examples",
}
_WORD_ROLES = {word: role for role, words in _ROLE_WORDS.items() for word in words.split()}
_SPECIFIC_WORDS = frozenset(
    "thesis proceedings implementation star stars pytorch torch tensorflow tf jax keras caffe caffe2 mxnet chainer "
    "paddle paddlepaddle matlab julia theano software toolbox library benchmark benchmarks corpus talk recording "
    "presentation explainer".split()
)
"""Words for a role that also name the kind of paper, code, data, video or post."""
_NEUTRAL_WORDS = frozenset("the link links source page pages".split())
"""Words that may be next to the word for a role: `source code`, `project page`."""
_FILLERS = frozenset(
    "official unofficial the of in for our my and or a an page pages link links project source new v1 v2 v3 ver "
    "version original author authors full short long extended home arxiv technical tech construction coming soon "
    "c py python cpp 1 2 3 4 5 i ii iii re third party community only pre release final camera ready cvpr iclr "
    "icml neurips".split()
)
_WORD = lazy(r"[^\W_]+(?:\+\+|#)?")
SHORTCODE = lazy(r":[a-z0-9_+-]{2,40}:")
"""The code of an emoji (`:package:`)."""
EMOJI = "\u2300-\u23ff\u25aa-\u25fe\u2600-\u27bf\u2b00-\u2bff\u3030\u303d\ufe0f\u200d\U0001f000-\U0001faff"
"""The range of emoji, for a class of characters in a pattern."""

_FIELD_LABELS: dict[str, str] = {
    "keywords": "key|keys|keyword|keywords|key word|key words|tag|tags|topic|topics|关键词",
    "environments": "expenv|exp env|env|envs|environment|environments|experiment environment|experiment environments|"
    "experimental environment|experimental environments|simulator|simulators|task and environment|"
    "tasks and environment|task and environments|tasks and environments",
    "authors": "author|authors|by|writer|writers|作者",
    "venue": "publisher|published in|published at|publication|venue|conference|journal|accepted by|"
    "accepted at|accepted to|presented at|proceedings|conf|会议|期刊",
    "date": "date|year|time|published|publication date|release date|released|release time|last updated|submitted|"
    "日期|时间",
    "code": "code|codes|codebase|code link|github|git|repo|repository|source code|implementation|official code|"
    "pytorch code|代码|代码链接|代码地址|开源代码|开源代码链接|开源代码地址|源码|源码链接|源码地址",
    "project": "project|project page|website|homepage|home page|page|webpage|site|project website|主页|"
    "项目|项目主页|项目链接|项目地址|工程|工程主页|工程链接|工程地址",
    "paper": "paper|papers|pdf|arxiv|paper link|link|links|url|full text|preprint|"
    "论文|论文链接|论文地址|论文下载链接|论文下载地址|论文下载|链接",
    "doi": "doi",
    "openreview": "openreview|review|reviews|score|scores|rating|ratings",
    "data": "data|dataset|datasets|benchmark|benchmarks|training data|evaluation data|代码和数据|代码和数据集|数据集",
    "title": "title|name|paper title|标题",
    "affiliation": "affiliation|affiliations|institution|institutions|institute|institutes|organisation|organisations|"
    "organization|organizations|org|company|机构",
    "introduction": "intro|introduction|介绍",
    "text": "abstract|summary|tldr|tl;dr|description|task|tasks|method|methods|model|models|key insight|key insights|"
    "insight|insights|note|notes|comment|comments|contribution|contributions|highlight|highlights|motivation|result|"
    "results|main idea|idea|type|category|domain|modality|modalities|backbone|algorithm|algorithms|video|videos|blog|"
    "slides|demo|poster|license|language|size|source|citation|citations|bibtex|award|status|framework|base model|"
    "base models|摘要|解读|论文解读|备注|简介",
}
_KINDS_BY_LABEL = {
    label: kind for kind, labels in reversed(_FIELD_LABELS.items()) for label in labels.split("|")
}
"""The kinds of fields by label; of two kinds with the same label, the first in `_FIELD_LABELS` counts."""
VAGUE_WORDS = frozenset({"link", "links", "here", "url", "source", "page", "site", "web", "home", "official"})
"""Labels that do not say to what the link leads; then the URL decides."""


@lru_cache(maxsize=16384)
def role_of_label(label: str) -> Role | None:
    """The role (paper, code, …) of a link with this label; None if the text is not a label (a title, a name)."""
    words = [word.casefold() for word in _WORD.findall(label)]
    if not words or len(words) > 5 or len(label) > 60:
        return None
    roles = [role for word in words if (role := _WORD_ROLES.get(word)) is not None]
    unknown_words = [word for word in words if word not in _WORD_ROLES and word not in _FILLERS]
    if not roles:
        return Role.CODE if words in (["official"], ["unofficial"]) else None
    if unknown_words:
        # They may only qualify the label (`Code (Intel)`, `PyTorch (lucidrains)`).
        head = label.partition("(")[0].partition(" - ")[0].strip(" `[]*_")
        if len(unknown_words) > 3 or head == label.strip(" `[]*_") or role_of_label(head) is None:
            return None
    return next((role for role in roles if role not in (Role.OTHER, Role.PROJECT)), roles[0])


def is_icon(label: str) -> bool:
    """Whether a label has no words, only emoji, their codes, or signs (`:package:`, `📄`)."""
    return bool(label) and not any(map(str.isalnum, SHORTCODE.sub("", label)))


def names_only_role(label: str, role: Role) -> bool:
    """Whether a label has no information besides the role of its link (`PDF`, `arXiv`, `Paper link` for a paper)."""
    words = [word.casefold() for word in _WORD.findall(label)]
    names = [word for word in words if _WORD_ROLES.get(word) is role and word not in _SPECIFIC_WORDS]
    others = [word for word in words if word not in names]
    return all(word in _NEUTRAL_WORDS for word in others) if names else label.casefold() in VAGUE_WORDS


def role_of_url(url: str) -> Role | None:
    """The role (paper, code, …) of a link with this URL, by its host and suffix; None if they do not show it."""
    kind = hosts.page_kind(url)
    if kind == "code" or hosts.github_repository(url) is not None:
        return Role.CODE
    if hosts.is_paper(url):
        return Role.PAPER
    by_kind = {"video": Role.VIDEO, "blog": Role.BLOG, "data": Role.DATA, "model": Role.OTHER}
    if kind in by_kind:
        return by_kind[kind]
    return Role.PROJECT if ".github.io" in url or "sites.google.com" in url else None


@lru_cache(maxsize=16384)
def link_role(label: str, url: str) -> Role:
    """The role (paper, code, …) of a link that is not the title: by its label, or else by its URL."""
    by_label = role_of_label(label)
    is_generic = by_label is None or label.strip(" `[]*_").casefold() in VAGUE_WORDS
    if by_label is Role.PROJECT and hosts.page_kind(url) == "paper":
        return Role.PAPER  # `[[Website](u)]` that leads to arXiv
    if not is_generic and by_label is not None:
        return by_label
    return role_of_url(url) or by_label or Role.OTHER


_REMARK = lazy(r"(?<=\S)\s*(?:\([^()]*\)|（[^（）]*）)$")
"""A remark in brackets after a label (`Code (soon): …`)."""


@lru_cache(maxsize=4096)
def field_kind(label: str) -> str | None:
    """The kind of field (a key of `_FIELD_LABELS`) with a label such as `Key Words`; None if it is not a label."""
    name = _REMARK.sub("", " ".join(label.split()))
    return _KINDS_BY_LABEL.get(fold_case(name))
