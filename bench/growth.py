"""The same list once, four, sixteen and sixty-four times as long: does the time for a line stay the same?

    python bench/growth.py [FILE] [--fix] [--times 1 4 16 64] [--runs 3]

Every copy gets arXiv ids, titles, headings, anchors and addresses of its own, so that the size grows and the
number of duplicates does not. Without FILE a made-up list is measured. What is timed is the whole process.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import defaultdict
from pathlib import Path

from make_list import readme
from timing import OURS, seconds

from awesome_lint import listing

_ARXIV = re.compile(r"\b(\d{4})\.(\d{4,5})(?!\d)")
_OWNER = re.compile(r"(github\.com/|github/[a-z-]+/)([A-Za-z0-9][\w-]*)(?=/)")
_ANCHOR = re.compile(r"(?<=\]\(#)([^)\s]+)(?=\))")
_ADDRESS = re.compile(r"(?<=\]\()https?://(?!(?:www\.)?(?:arxiv\.org|github\.com|img\.shields\.io))[^)\s#?]+")


class Copies:
    """Copies of one list that share nothing with each other."""

    def __init__(self, text: str) -> None:
        self.text = text
        read = listing.read(text)
        ends = {entry.title.span.end for entry in read.entries if entry.title is not None}
        self.ends = sorted(ends | {heading.content.end for heading in read.tree.headings if heading.slug})
        self.ids: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for month, serial in _ARXIV.findall(text):
            self.ids[month].setdefault(serial, len(self.ids[month]))

    def copy(self, number: int) -> str:
        """The copy of that number, from 0."""
        pieces, start = [], 0
        for end in self.ends:
            pieces.append(self.text[start:end])
            start = end
        text = f" {number}".join([*pieces, self.text[start:]])
        text = _ANCHOR.sub(rf"\1-{number}", text)
        text = _ADDRESS.sub(lambda match: f"{match[0].rstrip('/')}/{number}", text)
        text = _OWNER.sub(rf"\1\2-{number}", text)
        return _ARXIV.sub(lambda match: self._renumbered(match, number), text)

    def _renumbered(self, match: re.Match[str], number: int) -> str:
        own = self.ids[match[1]]
        serial = 1 + own[match[2]] + number * len(own)
        return f"{match[1]}.{serial:0{len(match[2])}}"


def main() -> None:
    """Measure and print one line a size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--fix", action="store_true", help="fix too (the diff is made, nothing written)")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 4, 16, 64])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    text = options.file.read_text(encoding="utf-8") if options.file else readme(200)
    copies = Copies(text if text.endswith("\n") else f"{text}\n")
    command = [*OURS, "check", "--isolated", "--exit-zero", "--quiet", *(["--diff"] if options.fix else [])]
    print(f"{'times':>6} {'lines':>8} {'KB':>8} {'seconds':>8} {'µs a line':>10}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "README.md")
        for times in options.times:
            grown = "\n".join(copies.copy(number) for number in range(times))
            path.write_text(grown, encoding="utf-8")
            best = min(seconds([*command, str(path)], folder) for _ in range(options.runs))
            lines = grown.count("\n")
            size = len(grown.encode()) / 1024
            print(f"{times:6} {lines:8} {size:8.0f} {best:8.2f} {best / lines * 1e6:10.0f}", flush=True)


if __name__ == "__main__":
    main()
