# ruff: noqa: E501 (an entry is on one line)
"""Lists in all styles, and the slips that people make in them, for properties that hold whatever is fixed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hypothesis import strategies as st

WORDS = (
    "Sparse Robust Deep Causal Visual Tidal Kelp Coral Clay Loam Signals Agents Planning Rewards Maps".split()
)
VENUES = ("NeurIPS", "ICLR", "CVPR", "ICML", "AAAI")
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Work(NamedTuple):
    """What an entry tells."""

    title: str
    year: int
    month: int
    number: int
    venue: str

    @property
    def ident(self) -> str:
        return f"{self.year % 100:02}{self.month:02}.{self.number:05}"

    @property
    def paper(self) -> str:
        return f"https://arxiv.org/abs/{self.ident}"

    @property
    def repository(self) -> str:
        return f"https://github.com/soil/r{self.number}"

    @property
    def date(self) -> str:
        return f"{MONTHS[self.month - 1]}. {self.year}"


def linked(work: Work) -> str:
    return f"- [{work.title}]({work.paper}) ({work.date}) [[code]({work.repository})]\n"


def badged(work: Work) -> str:
    return (
        f"+ [{work.title}]({work.paper}) ({work.year}, {work.venue})\n"
        f"  [![arXiv](https://img.shields.io/badge/arXiv-b31b1b.svg)]({work.paper})\n"
        f"  [![Star](https://img.shields.io/github/stars/soil/r{work.number}.svg)]({work.repository})\n\n"
    )


def fielded(work: Work) -> str:
    return (
        f"- [{work.title}]({work.paper})\n  - Ann Ames, Cy Cole. *{work.venue} {work.year}*\n"
        f"  - Keyword: soil, water\n  - Code: [official]({work.repository})\n\n"
    )


def numbered(work: Work) -> str:
    return f"1. **{work.title}.** *Ann Ames, Cy Cole.* {work.venue} {work.year}. [[pdf]({work.paper})] [[code]({work.repository})]\n"


def paragraph(work: Work) -> str:
    return f"**{work.title}** <br>\nAnn Ames, Cy Cole<br>\n[[{work.venue} {work.year}]({work.paper})] [[Code]({work.repository})]\n\n"


def row(work: Work) -> str:
    return f"| [{work.title}]({work.paper}) | {work.date} | {work.venue} {work.year} | [code]({work.repository}) |\n"


def tool(work: Work) -> str:
    return f"* [{work.title}]({work.repository}) - Weighs clay, loam and silt ([paper]({work.paper})).\n"


STYLES: tuple[Callable[[Work], str], ...] = (linked, badged, fielded, numbered, paragraph, row, tool)
HEADS: dict[Callable[[Work], str], str] = {row: "| Paper | Date | Venue | Code |\n|---|---|---|---|\n"}

SLIPS: tuple[Callable[[str], str], ...] = (
    lambda text: text.replace("https://arxiv.org/abs/", "http://www.arxiv.org/pdf/", 1),
    lambda text: text.replace("https://arxiv.org/abs/", "https://arxiv.org/abs//", 1),
    lambda text: text.replace("https://", "hhttps://", 1),
    lambda text: text.replace("](", "] (", 1),
    lambda text: text.replace("](", "]((", 1).replace(")", "))", 1),
    lambda text: text.replace(")", "", 1),
    lambda text: text.replace(") (", ")(", 1),
    lambda text: text.replace(", ", "; ", 1),
    lambda text: text.replace(": ", ":  ", 1),
    lambda text: text.replace("NeurIPS", "Neurips").replace("ICLR", "iclr"),
    lambda text: text.replace("- ", "* ", 1).replace("+ ", "- ", 1),
    lambda text: text.replace("\n", "  \n", 1),
    lambda text: text.replace("\n", "\n\n\n", 1),
    lambda text: text.replace(" ", "\u00a0", 3),
    lambda text: text.replace(". 20", " 20", 1),
    lambda text: text.replace("[", "【", 1).replace("]", "】", 1),
    lambda text: text.rstrip("\n") + "\n",
    lambda text: text.rstrip("\n") + "\nx\n",
    lambda text: text.replace("Keyword", "Key Words", 1),
    lambda text: text.replace(") [", "),[", 1),
    lambda text: text + text,
    lambda text: f"<!-- {text} -->\n",
    lambda text: text.replace("a", "é", 1).replace("o", "Ã©", 1),
    lambda text: text.upper() if "](" not in text else text,
    lambda text: text.replace("\n", " <!-- awesome-lint disable-line -->\n", 1),
    lambda text: text.replace("|", "||", 1),
    lambda text: text.replace("**", "*", 1),
    lambda text: text.replace("[", ":zap: [", 1),
    lambda text: text.replace("](", "] :fire: (", 1),
    lambda text: text.replace(". ", " ⚡ ", 1),
    lambda text: text.replace(") ", ") :new: ", 1),
    lambda text: text.replace("\n", " 👩‍💻 ![new](https://e.org/new.gif)\n", 1),
    lambda text: text.replace("ICML", "FAT*").replace("AAAI", "A&AI"),
    lambda text: text.replace("[", "<code>a  b</code> [", 1),
    lambda text: text.replace("- ", "- (oral!) ", 1),
    lambda text: text.rstrip("\n") + "\n\n<pre>\na\n\n\nb  c\n</pre>\n\n",
)

works = st.builds(
    Work,
    st.lists(st.sampled_from(WORDS), min_size=3, max_size=6).map(" ".join),
    st.integers(2015, 2025),
    st.integers(1, 12),
    st.integers(10, 9_999),
    st.sampled_from(VENUES),
)


@st.composite
def entries(draw: st.DrawFn, style: Callable[[Work], str]) -> str:
    """One entry in a style, mostly as it should be."""
    text = style(draw(works))
    for slip in draw(st.lists(st.sampled_from(SLIPS), max_size=2)):
        text = slip(text)
    return text


@st.composite
def lists(draw: st.DrawFn) -> str:
    """A list of a few sections, with or without a table of contents and all that is around entries."""
    names = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
    text = "# Awesome Soil\n\n"
    if draw(st.booleans()):
        listed = [name for name in names if draw(st.integers(0, 4))]
        text += "## Contents\n\n" + "".join(f"- [{name}](#{name.lower()})\n" for name in listed) + "\n"
    own = draw(st.sampled_from(STYLES))
    for name in names:
        style = own if draw(st.integers(0, 3)) else draw(st.sampled_from(STYLES))
        text += f"## {name}\n" + ("\n" if draw(st.integers(0, 4)) else "") + HEADS.get(style, "")
        text += "".join(draw(st.lists(entries(style), min_size=1, max_size=8)))
        text += draw(
            st.sampled_from(("\n", "\n\n\n", "", "\n```\n- [x] (y)\n```\n\n", "\nSee [above](#top).\n\n"))
        )
    newline = draw(st.sampled_from(("\n", "\n", "\r\n")))
    mark = draw(st.sampled_from(("", "", "\ufeff")))
    ending = draw(st.sampled_from(("\n", "")))
    return (mark + text.rstrip("\n") + ending).replace("\n", newline)
