# ruff: noqa: E501 (an entry is on one line)
"""Fixes that did harm on real lists: what they must not write, whatever rule would."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from awesome_lint.api import fix, lint
from awesome_lint.edits import apply_edits, sort_edits
from awesome_lint.findings import Safety
from awesome_lint.formatting.formatter import format_text
from awesome_lint.settings import Settings

SETTINGS = Settings(today=date(2026, 1, 1), advice=True)


def entries(
    lines: Iterable[str],
    number: int = 9,
    form: str = "- [{title}](https://arxiv.org/abs/{id}) ({venue} {year})",
) -> str:
    """A list with these lines below entries of one form."""
    usual = [
        form.format(
            title=f"Weaving Pattern Number {count}",
            id=f"21{count:02}.0100{count}",
            venue="ICLR",
            year=2021 + count % 3,
        )
        for count in range(1, number + 1)
    ]
    return "# Awesome looms\n\n## Papers\n\n" + "\n".join([*usual, *lines]) + "\n"


TAGGED = "- {title}, {venue} {year} [[paper](https://arxiv.org/abs/{id})] [[code](https://github.com/jacquard/r{year})]"
QUOTED = "- **{title}**, _Otto et al._, {venue} {year}. [[paper](https://arxiv.org/abs/{id})]"
TOOL = "- [{title}](https://github.com/jacquard/{id}) - A small loom of the year {year}."

KEPT: dict[str, tuple[str, tuple[str, ...]]] = {
    "an emoji code before the description": (
        entries(["- [Loom](https://github.com/jacquard/loom) :zap: - A loom for silk.", "- [Card](https://github.com/jacquard/card) :zap: A card."], form=TOOL),
        (":zap: - A loom", ":zap: A card")),
    "an emoji code of digits after the title": (
        entries(["- [Loom](https://github.com/jacquard/loom) :100:", "- [Card](https://github.com/jacquard/card) :8ball:"], form=TOOL),
        ("loom) :100:", "card) :8ball:")),
    "an emoji code before the title": (
        entries(["* :zap: **[Silk by Cards](https://arxiv.org/abs/2301.01001)** 2023, ICLR", "- :zap: ICLR 2023, [Wool by Cards](http://arxiv.org/abs/2301.01002)"]),
        ("- :zap: ", ":zap:")),
    "a star that is part of a venue's name": (
        entries(["- Fair Looms, 2020 FAT* [[paper](https://arxiv.org/abs/2001.01001)]", "- Fair Cards, (FAT* 2020) [[paper](https://arxiv.org/abs/2001.01002)]"], form=TAGGED),
        ("FAT*", "FAT*")),
    "a topic before the venue": (
        entries(["- [Silk for Robots](https://arxiv.org/abs/2301.01001) (Robotics; ICLR 2023)", "- [Silk for Arms](https://arxiv.org/abs/2301.01003) (2023 ICLR; Robotics)"]),
        ("Robotics;", "Robotics")),
    "a semicolon in a sentence": (
        entries(["- [Silk](https://github.com/jacquard/silk) - A loom; it weaves silk, wool; and hemp."], form=TOOL),
        ("A loom; it weaves silk, wool; and hemp",)),
    "a venue of two words": (
        entries(["- [Silk in Light](https://arxiv.org/abs/2301.01001) (SIGGRAPH Asia 2020)", "- [Wool in Light](https://arxiv.org/abs/2301.01003) (2020 SIGGRAPH Asia)"]),
        ("SIGGRAPH Asia 2020", "SIGGRAPH Asia")),
    "a space between tags": (
        entries(["- Silk in Light, ICLR 2023 [[paper](https://arxiv.org/abs/2301.01001)], [[code](https://github.com/jacquard/a)]"], form=TAGGED.replace("] [", "][")),
        ("[[code](https://github.com/jacquard/a)]",)),
    "a build badge": (
        entries(["- [Silk](https://github.com/jacquard/silk) ![build](https://img.shields.io/github/actions/workflow/status/hollerith/x/ci.yml) - A loom."], form=TOOL),
        ("https://img.shields.io/github/actions/workflow/status/hollerith/x/ci.yml",)),
    "an author in italics in the place of a venue": (
        entries(["- **Looms Can Explain Looms**, _OpenAI_, 2024. [[blog](https://blog.example.org/looms)]"], form=QUOTED),
        ("_OpenAI_, 2024.",)),
    "the only link to a project page": (
        entries(["- Silk in Light, ICLR 2023 [[paper](https://arxiv.org/abs/2301.01001)] [[arXiv](https://silk.example.org/)]"], form=TAGGED),
        ("https://silk.example.org/",)),
    "a picture, a remark and a note": (
        entries(["- ![new](https://e.org/new.gif) [Silk](https://arxiv.org/abs/2301.01001) (2023 ICLR) *best paper!* (oral & code)"]),
        ("![new](https://e.org/new.gif)", "*best paper!* (oral & code)")),
    "capitals that a title has": (
        entries([
            "- [DataLoom: In search of the next generation of woven sets](https://arxiv.org/abs/2304.14001) [[code](https://github.com/smith/dataloom)]",
            "- [MAKING PPO EVEN BETTER: VALUE-GUIDED LOOMS](https://arxiv.org/abs/2304.14003)"]),
        ("DataLoom: In", "PPO")),
    "the date of a paper whose text names another id": (
        entries(["- [Layered Learning of Waves](https://arxiv.org/abs/2102.01009), Ann Jones, arXiv:2008.09001, 2020."]),
        ("arXiv:2008.09001, 2020.", "https://arxiv.org/abs/2102.01009")),
    "the date of a conference": (
        entries(["- [Silk](https://arxiv.org/abs/2405.01001) (CoRL, Nov 2024)"]),
        ("CoRL, Nov 2024",)),
    "front matter, YAML": (
        '---\ndescription: "See [Spam] (https://x.example.org) for more"\nnote: |\n  two  \n\n\n  blanks\n---\n\n# Awesome looms\n\n- [A](https://a.example.org)\n',
        ('---\ndescription: "See [Spam] (https://x.example.org) for more"\nnote: |\n  two  \n\n\n  blanks\n---\n',)),
    "front matter, TOML": (
        '+++\ntitle = "See [Spam] (https://x.example.org)"\nnote = """two  \n\n\n"""\n+++\n\n# Awesome looms\n\n- [A](https://a.example.org)\n',
        ('+++\ntitle = "See [Spam] (https://x.example.org)"\nnote = """two  \n\n\n"""\n+++\n',)),
    "what is in pre": (
        "# Awesome looms\n\n<pre>\na\n\n\n[A] (u) b\u00a0c\u200b \ufb01 x  \n</pre>\n\n- [A](https://a.example.org)\n",
        ("<pre>\na\n\n\n[A] (u) b\u00a0c\u200b \ufb01 x  \n</pre>\n",)),
    "what is in code": (
        "# Awesome looms\n\n- <code>a\u00a0b  c</code> <kbd>x\u00a0y</kbd> <samp>[A] (u)</samp>\n- [A](https://a.example.org)\n",
        ("<code>a\u00a0b  c</code> <kbd>x\u00a0y</kbd> <samp>[A] (u)</samp>",)),
    "what is in textarea, script and style": (
        "# Awesome looms\n\n<textarea>\na\n\n\nb\n</textarea>\n\n<script>\nx\n\n\ny\n</script>\n\n<style>\n.a\n\n\n.b\n</style>\n\n- [A](https://a.example.org)\n",
        ("a\n\n\nb", "x\n\n\ny", ".a\n\n\n.b")),
    "a page of a PDF": (
        entries(["- [Silk](https://arxiv.org/pdf/2401.00005#page=7) (ICLR 2024)"]),
        ("https://arxiv.org/pdf/2401.00005#page=7",)),
    "half-escaped brackets": (
        "# Awesome looms\n\n\\[Draft] (https://d.example.org)\n\n!\\[Logo](https://l.example.org)\n\n- [A](https://a.example.org)\n",
        ("\\[Draft] (https://d.example.org)", "!\\[Logo](https://l.example.org)")),
    "a file that says in prose that it is generated": (
        "# Awesome looms\n\nThis README is generated by `build.py` from papers.yml; do not edit it by hand.\n\n- [A](https://a.example.org)  \n- [B](https://b.example.org)   \n\n\n\n- [C](https://c.example.org)\n",
        ("- [A](https://a.example.org)  \n- [B](https://b.example.org)   \n\n\n\n- [C]",)),
    "the name of a data set in a table": (
        "# Awesome looms\n\n## Papers\n\n| Task | Data | Model | Paper | Code | Publication |\n| --- | --- | --- | --- | --- | --- |\n"
        "| Speed | LOOM-LA | ResLNN | [Gated Looms for Cloth Prediction](https://ojs.aaai.org/index.php/AAAI/article/view/9821) | None | AAAI 2019 |\n"
        "| Anomaly | Cora <br> ogbn-arxiv | LHML | [Learning Hyperspheres of Dust](https://doi.org/10.1145/3511808.9557377) | None | CIKM 2022 |\n",
        ("ogbn-arxiv",)),
}  # fmt: skip


LOOKED_OVER = ("the only link to a project page",)
"""What unsafe fixes may change, since a person looks at them."""


@pytest.mark.parametrize("case", KEPT)
def test_no_fix_takes(case: str) -> None:
    text, kept = KEPT[case]
    texts = [fix(text, settings=SETTINGS).text, format_text(text, "README.md", SETTINGS).text]
    if case not in LOOKED_OVER:
        texts.append(fix(text, settings=SETTINGS, unsafe=True).text)
    for done in texts:
        for piece in kept:
            assert done.count(piece) >= text.count(piece)


@pytest.mark.parametrize("case", KEPT)
def test_no_fix_is_offered_that_takes(case: str) -> None:
    text, kept = KEPT[case]
    for finding in lint(text, settings=SETTINGS).findings:
        allowed = (Safety.SAFE,) if case in LOOKED_OVER else (Safety.SAFE, Safety.UNSAFE)
        if finding.fix is not None and finding.fix.safety in allowed:
            done = apply_edits(text, sort_edits(finding.fix.edits))
            assert all(done.count(piece) >= text.count(piece) for piece in kept), finding.message
