"""EN006 separator."""

from __future__ import annotations

from awesome_lint.findings import Removal
from awesome_lint.rules.base import Example
from awesome_lint.rules.form import FormRule

_VENUES = ("ICLR", "ICML", "AAAI", "CVPR", "ECCV", "NeurIPS", "ACL", "EMNLP", "IJCAI")


def _make_venue_example(last_group: str, usual_form: str = "({} 2024)") -> str:
    groups = [*map(usual_form.format, _VENUES), last_group]
    return "# Awesome soil\n\n" + "".join(
        f"- [Soil study {n}](https://soil.example/{n}) {group}\n" for n, group in enumerate(groups)
    )


def _make_keyword_example(last_field: str, separator: str = ", ") -> str:
    fields = [f"clay{separator}loam{separator}water"] * 9 + [last_field]
    return "# Awesome soil\n\n" + "".join(
        f"- [Soil study {n}](https://arxiv.org/abs/2301.0000{n})\n  - Ann Ames\n  - Keyword: {field}\n"
        for n, field in enumerate(fields)
    )


class Separator(FormRule):
    """Punctuation or spaces between fields other than the list’s.

    ## What it does

    Where nine in ten entries of this kind agree: `(ICML2024)` or `(ICML, 2024)` among `(ECCV 2024)`; `a; b` among
    `a, b` in a list of keywords; a bracket that touches the link before it. Where fewer agree, from six in ten on,
    it is one advice for the file. Gaps between links, and spaces that a reader does not see, are always advice, and so
    are the emphasis of a venue, its comma, and brackets that the list leaves out.

    ## Why it matters

    What is glued together is not read apart, by people or by scripts.

    ## Fix

    Safe where nine in ten agree, else shown only: the list’s own separator. Nothing between two links is taken
    away, and emphasis is left as it is.
    """

    code = "EN006"
    name = "separator"
    summary = "punctuation or spaces between fields other than the list’s"
    removes = frozenset({Removal.DATES})
    examples = (
        Example(
            title="A missing space",
            before=_make_venue_example("(ICRA2024)"),
            lines=(12,),
            after=_make_venue_example("(ICRA 2024)"),
        ),
        Example(
            title="A needless comma",
            before=_make_venue_example("(ICRA, 2024)"),
            lines=(12,),
            after=_make_venue_example("(ICRA 2024)"),
        ),
        Example(
            title="Full-width brackets",
            before=_make_venue_example("（ICRA 2024）").replace(" （", "（"),
            lines=(12,),
            after=_make_venue_example("(ICRA 2024)"),
        ),
        Example(
            title="Another separator of keywords",
            before=_make_keyword_example("silt; sand"),
            lines=(32,),
            after=_make_keyword_example("silt, sand"),
        ),
    )
    valid = (
        # Semicolons are this list's own.
        _make_keyword_example("silt; sand", "; "),
        # Clauses of a sentence are no keywords.
        _make_keyword_example("the first study of silt in rivers; it compares sand and water"),
        # Two words and a year do not become one word.
        _make_venue_example("(SIGGRAPH Asia 2024)").replace(" 2024)", "2024)", 9),
        # The brackets of the venue contain a remark in brackets of its own.
        _make_venue_example("(ICRA 2024 (Oral))"),
        # The italics of the last venue never end.
        _make_venue_example("*ICRA 2024", "*{}* 2024"),
        # The full stop is that of an abbreviation.
        "# Awesome soil\n\n"
        + "".join(
            f"- **Soil study {n}.** {venue}, 2024. [paper](https://soil.example/{n}.pdf)\n"
            for n, venue in enumerate((*_VENUES, "Expert Syst. Appl."))
        ),
        # The apostrophe before the year occurs once.
        "# Awesome soil\n\n"
        + "".join(
            f"- [{venue}'2024] [Soil study {n}](https://soil.example/{n})\n"
            for n, venue in enumerate((*_VENUES, "Springer-Book"))
        ),
        # In the place of the authors.
        "# Awesome soil\n\n"
        + "".join(
            f"- **Soil study {n}**, _Ann Ames et al._, CVPR 2024. [[paper](https://arxiv.org/abs/2403.0100{n})]\n"
            for n in range(9)
        )
        + "- **A study of clay**, _OpenAI_, 2024. [[blog](https://blog.example/clay)]\n",
        """
        # Awesome tools

        - [Spade](https://spade.example) - Digs; lifts; turns.
        - [Rake](https://rake.example), [Fork](https://fork.example) - Both rake.
        """,
    )
