"""What a reader sees before and after: rendered by another engine, every difference is one that a fix made."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from urllib.parse import unquote

import comrak
import pytest

from awesome_lint.findings import Safety
from awesome_lint.fixing import fix_text
from awesome_lint.rules import catalogue
from awesome_lint.settings import Settings

SETTINGS = Settings(today=date(2026, 1, 1))
READMES = sorted(Path(os.environ.get("AWESOME_LINT_LISTS", os.devnull)).glob("**/README.md"))
"""READMEs of the folder that this variable names; without it only the examples of the rules are compared."""
EXAMPLES = [
    pytest.param(example.text, id=f"{rule.code}-{number}")
    for rule in catalogue.rules()
    if rule.fix is not None and not rule.online
    for number, example in enumerate(rule.examples)
    if example.after is not None
]
WORD = re.compile(r"\w+")
ADDRESS = re.compile(r'<[^>]*?(?:href|src)="([^"]*)"[^>]*>')
BLOCK = re.compile(r"(<(?:p|li|h[1-6]|t[dhr]|blockquote|pre|hr)\b)[^>]*>")
TAG = re.compile(r"<[^>]*>")
EXTENSIONS = comrak.ExtensionOptions()
for name in ("table", "strikethrough", "autolink", "tasklist", "footnotes", "alerts"):
    setattr(EXTENSIONS, name, True)
RENDER = comrak.RenderOptions()
RENDER.unsafe_ = True


def seen(text: str) -> list[list[str]]:
    """The rendered text block by block: what kind it is, its words, and the words of its links' addresses."""
    page = comrak.render_markdown(text.removeprefix("\ufeff"), EXTENSIONS, comrak.ParseOptions(), RENDER)
    shown = BLOCK.split(ADDRESS.sub(r" \1 ", re.sub(r"<!--.*?-->", "", page, flags=re.S)))
    blocks = [["", shown[0]], *(list(pair) for pair in zip(shown[1::2], shown[2::2], strict=True))]
    return [[kind, *WORD.findall(unquote(html.unescape(TAG.sub(" ", content))))] for kind, content in blocks]


def changed(old: list[list[str]], new: list[list[str]]) -> set[str]:
    """The words that differ between two rendered texts; for a block of another kind, its first word."""
    words: set[str] = set()
    keys = [tuple(block) for block in old], [tuple(block) for block in new]
    for tag, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        flat = [word for block in old[a:b] for word in block], [word for block in new[c:d] for word in block]
        for inner, e, f, g, h in SequenceMatcher(None, *flat, autojunk=False).get_opcodes():
            if inner != "equal":
                for side, first, last in ((flat[0], e, f), (flat[1], g, h)):
                    words.update(_named(side, first, last))
    return words


def _named(words: list[str], first: int, last: int) -> Iterator[str]:
    """Words between two places; a block's mark stands for the first word after it."""
    for place in range(first, last):
        word = words[place]
        yield (
            next((each for each in words[place:] if each[:1] not in ("<", "")), "")
            if word[:1] == "<"
            else word
        )


def touched(old: str, new: str) -> set[str]:
    """The words of the lines in which two sources differ, of the lines next to blank lines that came or went, and of
    all lines up to the next blank line after an ended block of HTML or in rows that join their table again."""
    words = {""}
    for html_block in re.findall(r"(?=>[ \t]*\n((?:.*\S.*\n)+))", old):
        if f">\n\n{html_block}" in new:
            words.update(WORD.findall(html_block))
    for rows in re.findall(r"\|[ \t]*\n\n((?:\|.*\n?)+)", old):
        if f"|\n{rows}" in new:
            words.update(WORD.findall(rows))
    lines = old.splitlines(), new.splitlines()
    for tag, a, b, c, d in SequenceMatcher(None, *lines, autojunk=False).get_opcodes():
        if tag != "equal":
            for side, first, last in ((lines[0], a, b), (lines[1], c, d)):
                near = (
                    side[max(first - 1, 0) : last + 1]
                    if not "".join(side[first:last]).strip()
                    else side[first:last]
                )
                words.update(WORD.findall("\n".join(near)))
    return words


def unexplained(old: str, new: str) -> set[str]:
    """What a reader sees otherwise although no line changed that holds it."""
    return changed(seen(old), seen(new)) - touched(old, new)


@pytest.mark.parametrize("text", EXAMPLES)
def test_a_reader_sees_only_what_fixes_changed(text: str) -> None:
    done = fix_text(text, "README.md", SETTINGS, unsafe=True)
    assert not unexplained(text, done.text)


@pytest.mark.nightly
@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.parent.name)
def test_a_real_list_is_mended_without_loss(readme: Path) -> None:
    text = readme.read_bytes().decode()
    done = fix_text(text, "README.md", SETTINGS)
    assert not unexplained(text, done.text)
    assert fix_text(done.text, "README.md", SETTINGS).text == done.text
    left = [finding for finding in done.linted.findings if finding.fix and finding.fix.safety is Safety.SAFE]
    assert not left
    assert not done.withheld
