"""Texts made to be slow or deep: each must come to an end, soon and without a crash.

    python bench/hostile.py [NAME…] [--fix] [--limit 20] [--scale 1.0]

Nested and repeated forms of which parsers of Markdown are known to be quadratic or worse in, and some that
are hard for whoever reads a list. The first line is an ordinary list of the same size, to compare with.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from make_list import readme
from timing import OURS, DiedError, seconds

LINK = "[kelp](https://example.org/kelp) "
HEAD = "# Awesome Seas\n\n- [Kelp](https://example.org/kelp)\n\n"

TEXTS: dict[str, Callable[[int], str]] = {
    "ordinary list": lambda size: readme(size // 16),
    "links on one line": lambda size: LINK * size,
    "links in one paragraph": lambda size: f"{LINK}\n" * size,
    "links in one item": lambda size: f"- {LINK * size}",
    "images in links": lambda size: "[![a](b)](c) " * size,
    "brackets in brackets": lambda size: "[[a](b)" * size,
    "links never closed": lambda size: "[a](" * size,
    "links with a gap": lambda size: "[a] b\n" * size,
    "broken links": lambda size: "- [a] (https://example.org/a\n" * size,
    "open brackets": lambda size: "[" * size,
    "closed brackets": lambda size: "]" * size,
    "open round brackets": lambda size: f"[a]({'(' * size}",
    "escaped brackets": lambda size: "\\[a\\](" * size,
    "definitions": lambda size: "".join(f"[a{n}]: https://example.org/{n}\n" for n in range(size)),
    "references": lambda size: "[a]: b\n\n" + "[a][a] [a] " * size,
    "undefined references": lambda size: "".join(f"[a][b{n}] " for n in range(size)),
    "backtick runs": lambda size: "".join(f"{'`' * n} a " for n in range(1, int((size * 8) ** 0.5))),
    "one long backtick run": lambda size: f"a {'`' * size} b",
    "stars": lambda size: "*a " * size,
    "stars and bars": lambda size: "**a _b " * size,
    "closing stars": lambda size: "a* " * size + "*" * size,
    "tildes": lambda size: "~~a " * size,
    "nested bullets": lambda size: "".join(f"{'  ' * n}- a\n" for n in range(int(size**0.5) * 4)),
    "bullets on a line": lambda size: "- " * size + "a",
    "nested quotes": lambda size: ">" * size + "a",
    "quotes within depth": lambda size: f"{'> ' * 90}a\n" * (size // 90),
    "lazy continuation": lambda size: "- a\n" + "b\n" * size,
    "comments never closed": lambda size: "<!-- a\n\n" * size,
    "comments": lambda size: "<!-- a --> b\n" * size,
    "tags never closed": lambda size: "<a href='b' " * size,
    "attributes": lambda size: f"<a {'b=c ' * size}>d</a>",
    "tags": lambda size: "<b>" * size,
    "anchors in html": lambda size: "<a href='https://example.org'>a</a>\n\n" * size,
    "autolinks never closed": lambda size: "<https://a " * size,
    "bare links": lambda size: "https://example.org/a " * size,
    "one long word": lambda size: "a" * size * 8,
    "one long address": lambda size: f"https://example.org/{'a/' * size}",
    "percent signs": lambda size: f"[a](https://example.org/{'%zz' * size})",
    "entities": lambda size: "&amp" * size + "&#" * size,
    "wide table": lambda size: f"{'|a' * size}|\n{'|-' * size}|\n" + "|b|\n" * 20,
    "long table": lambda size: "|a|b|\n|-|-|\n" + "|c|[d](e)|\n" * size,
    "pipes": lambda size: "a | b\n" * size,
    "same heading": lambda size: "## Kelp\n\n" * size,
    "headings with numbers": lambda size: "## a-1\n\n## a\n\n" * (size // 2),
    "table of contents": lambda size: "".join(f"- [a](#a-{n})\n" for n in range(size)) + "\n## a\n" * size,
    "footnotes": lambda size: "".join(f"[^{n}]\n\n[^{n}]: a\n\n" for n in range(size)),
    "fences never closed": lambda size: "```\na\n" * (size | 1),
    "same entry": lambda size: "- [Kelp in the sea](https://arxiv.org/abs/2104.01234) (2021)\n" * size,
    "similar titles": lambda size: "".join(
        f"- [Kelp in the deep sea part {n}](https://e.org/{n})\n" for n in range(size)
    ),
    "one id, many titles": lambda size: "".join(
        f"- [Kelp {n}](https://arxiv.org/abs/2104.01234) (2021)\n" for n in range(size)
    ),
    "mojibake": lambda size: "- [DaumÃ© â€œaâ€\x9d](https://example.org)\n" * size,
    "invisible characters": lambda size: "a\u200b\u00a0" * size,
    "blank lines": lambda size: "\n" * size * 8,
    "blanks": lambda size: f"a{' ' * size * 8}b\n" + f"{' ' * size * 8}\n",
    "tabs": lambda size: "\t- a\n" * size,
    "carriage returns": lambda size: "- a\r" * size,
    "line separators": lambda size: "- a\u2028" * size,
    "dates": lambda size: "- [a](b) (May. 2025)(June 2025)(2025)\n" * size,
    "authors": lambda size: f"- [a](b) {'Ada Alder, ' * size}\n",
    "bibtex": lambda size: "```bibtex\n@article{a,\n title={" + "{" * size + "\n```\n",
    "dollars": lambda size: "$a " * size,
}  # fmt: skip


def main() -> int:
    """Measure each text and print a line; the exit status is 1 where one crashed or took too long."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--fix", action="store_true", help="fix too (the diff is made, nothing written)")
    parser.add_argument("--limit", type=float, default=20.0, help="seconds for each")
    parser.add_argument("--scale", type=float, default=1.0, help="1.0 makes texts of about 5,000 pieces")
    options = parser.parse_args()
    command = [*OURS, "check", "--isolated", "--exit-zero", "--quiet", *(["--diff"] if options.fix else [])]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "README.md")
        for name in options.names or TEXTS:
            text = TEXTS[name](int(5000 * options.scale))
            if name != "ordinary list":
                text = HEAD + text
            path.write_text(text, encoding="utf-8", newline="")
            try:
                result = f"{seconds([*command, str(path)], folder, limit=options.limit):8.2f} s"
            except DiedError as reason:
                result, failed = f"    DIED  {reason}", failed + 1
            print(f"{name:26} {len(text.encode()) // 1024:6} KB {result}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
