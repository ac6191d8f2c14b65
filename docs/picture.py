"""The picture in the README: what the tool prints of `docs/example`, drawn as a terminal.

`python docs/picture.py` writes `docs/terminal.svg`; with `--check` it only says whether that is up to date.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from unicodedata import east_asian_width

HERE = Path(__file__).resolve().parent
PICTURE = HERE / "terminal.svg"
COLUMNS = 100
COMMAND = "awesome-lint README.md"

WIDTH, HEIGHT, MARGIN, SIZE = 8.4, 19, 18, 14  # of a cell, around them, and of the letters, in pixels
COLOURS = {
    "31": "#ff7b72",
    "33": "#e3b341",
    "36": "#56d4dd",
    "34": "#79c0ff",
    "1": "#ffffff",
    "32": "#7ee787",
}
PLAIN, GROUND, BAR = "#c9d1d9", "#0d1117", "#161b22"

Run = tuple[str, str]
"""Some text and its colour."""


def printed() -> str:
    """What the tool prints, colours and all, on a fixed day."""
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "PYTHONIOENCODING": "utf-8"}
    command = (sys.executable, "-m", "awesome_lint", "--isolated", "--today=2026-01-31", "--color=always")
    done = subprocess.run(
        (*command, *COMMAND.split()[1:]),
        cwd=HERE / "example",
        env=environment,
        capture_output=True,
        check=False,
    )
    if done.returncode != 1 or done.stderr:
        raise SystemExit(f"the tool ended with {done.returncode}: {done.stderr.decode()}")
    return done.stdout.decode()


def runs(line: str) -> Iterator[Run]:
    """A line's pieces with their colours."""
    colour = PLAIN
    for piece in re.split(r"(\x1b\[\d+m)", line):
        if match := re.fullmatch(r"\x1b\[(\d+)m", piece):
            colour = COLOURS.get(match[1], PLAIN)
        elif piece:
            yield piece, colour


def cells(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def drawn(rows: list[list[Run]]) -> str:
    """The rows as a picture."""
    wide, high = round(COLUMNS * WIDTH + 2 * MARGIN), (len(rows) + 1) * HEIGHT + 2 * MARGIN + 10
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,monospace" font-size="{SIZE}">',
        f"<title>{escape(COMMAND)} on a small list of papers</title>",
        f'<rect width="{wide}" height="{high}" rx="8" fill="{GROUND}"/>',
        f'<path d="M0 30V8a8 8 0 0 1 8-8h{wide - 16}a8 8 0 0 1 8 8v22z" fill="{BAR}"/>',
    ]
    for number, colour in enumerate(("#ff5f57", "#febc2e", "#28c840")):
        lines.append(f'<circle cx="{MARGIN + number * 18}" cy="15" r="5.5" fill="{colour}"/>')
    for number, row in enumerate(rows):
        lines += _row(row, 30 + MARGIN + number * HEIGHT + SIZE / 2)
    return "\n".join((*lines, "</svg>", ""))


def _row(row: list[Run], y: float) -> Iterator[str]:
    column = 0
    joined: list[Run] = []
    for text, colour in row:
        if joined and joined[-1][1] == colour:
            joined[-1] = joined[-1][0] + text, colour
        else:
            joined.append((text, colour))
    for text, colour in joined:
        if shown := text.strip():
            start = column + cells(text[: len(text) - len(text.lstrip())])
            yield (
                f'<text x="{MARGIN + start * WIDTH:.1f}" y="{y:.0f}" fill="{colour}" '
                f'textLength="{cells(shown) * WIDTH:.1f}" xml:space="preserve">{escape(shown)}</text>'
            )
        column += cells(text)


def picture() -> str:
    """The picture as it should be."""
    lines = [f"\x1b[32m$\x1b[0m \x1b[1m{COMMAND}\x1b[0m", *printed().rstrip("\n").split("\n")]
    return drawn([list(runs(line)) for line in lines])


def main() -> int:
    """Write the picture, or check it."""
    now = PICTURE.read_text(encoding="utf-8") if PICTURE.exists() else None
    wanted = picture()
    if now == wanted:
        return 0
    if "--check" in sys.argv:
        print(f"{PICTURE} is out of date; python docs/picture.py writes it")
        return 1
    PICTURE.write_text(wanted, encoding="utf-8", newline="\n")
    print(f"{PICTURE} is written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
