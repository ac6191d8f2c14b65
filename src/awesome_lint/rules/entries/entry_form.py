"""EN013 entry-form."""

from __future__ import annotations

from awesome_lint.findings import Safety, Severity
from awesome_lint.rules.base import Example
from awesome_lint.rules.form import FormRule


def _make_example(last_entry: str) -> str:
    """An example's list in one form, with another last entry."""
    entries = [
        f"- [Soil study {n}](https://soil.example/{n}) [[code](https://code.example/{n})]\n" for n in range(9)
    ]
    return "# Awesome soil\n\n" + "".join([*entries, last_entry])


def _icon_entry(n: int) -> str:
    """An entry of an example with a number, an icon with a link, and a description."""
    return f"- [Spade {n}](https://spade.example/{n}) [:package:](https://shop.example/{n}) - Digs holes for bulbs.\n"


def _make_icon_list(size: int) -> str:
    """An example's list of entries with icons."""
    return "# Awesome soil\n\n" + "".join(map(_icon_entry, range(size)))


class EntryForm(FormRule):
    """An entry whose brackets, title marks, separators, lines or order differ from the other entries.

    ## What it does

    Compares each entry with the form that three in four entries of its kind share and its section does not contradict:
    the marks of the title, the brackets, labels and order of links, the separators, the spaces, and the padding of table
    rows. Without a configured style it is one advice for the file. For a part that `[style]` sets, each entry is a
    warning.

    ## Why it matters

    Entries in one form are easier to read and to compare, and contributors copy what they see.

    ## Fix

    `awesome-lint format` writes such entries in the form of the list. `--fix` does so for the parts that `[style]` sets.
    """

    code = "EN013"
    name = "entry-form"
    summary = "an entry whose form differs from the form of the other entries"
    severity = Severity.ADVICE
    fix = Safety.DISPLAY
    gives_way = ("EN001", "EN003", "EN005", "EN006", "EN009", "MD001", "TB001", "TB002")
    examples = (
        Example(
            title="Other brackets around a link",
            before=_make_example("- [Soil study 9](https://soil.example/9) [code](https://code.example/9)\n"),
            lines=(12,),
        ),
        Example(
            title="A description without a full stop, after links with an icon",
            before=_make_icon_list(15) + _icon_entry(16).removesuffix(".\n") + "\n",
            lines=(18,),
        ),
    )
    valid = (
        # No form is shared by three in four entries.
        "# Awesome soil\n\n"
        + "".join(
            f"- [Soil study {n}](https://soil.example/{n}) [[code](https://code.example/{n})]\n"
            for n in range(5)
        )
        + "".join(
            f"- [Soil study {n}](https://soil.example/{n}) [code](https://code.example/{n})\n"
            for n in range(5, 9)
        ),
    )
