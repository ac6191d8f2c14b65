"""How long a run takes beside other tools that read the same file.

    python bench/run.py [FILE…] [--rounds 7] [--npm-awesome-lint PATH] [--markdownlint PATH] [--mdformat PATH]

Whole processes, from start to end, in turn (ours, theirs, ours, theirs …), so that both meet the same load of
the machine. The ratio is the median of the ratios of neighbours: below 1 we are faster. A tool that is not
given and not on PATH is left out. (The npm awesome-lint has our name, so it has to be given.) The tools do
not do the same work: only the time is compared. Without FILE a made-up list is measured.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from make_list import readme
from timing import OURS, seconds

CHECK = (*OURS, "check", "--isolated", "--quiet")
FIX = (*CHECK, "--diff")
START = (*OURS, "--version")


def peers(options: argparse.Namespace) -> dict[str, tuple[str, ...]]:
    """The commands of the tools that are there, by name; the file's name comes last."""
    found: dict[str, tuple[str | None, ...]] = {
        "npm awesome-lint": (options.npm_awesome_lint,),
        "markdownlint-cli2": (options.markdownlint or shutil.which("markdownlint-cli2"),),
        "mdformat --check": (options.mdformat or shutil.which("mdformat"), "--check"),
    }
    commands = {
        name: (str(Path(command[0]).absolute()), *filter(None, command[1:]))
        for name, command in found.items()
        if command[0]
    }
    return {"ours, starting only": START, "ours, fixing": FIX, **commands}


def compare(path: Path, others: Mapping[str, tuple[str, ...]], rounds: int) -> None:
    """Print one line for each of the others: our median, theirs, and the median of the ratios."""
    for name, command in others.items():
        target = () if command == START else (path.name,)
        pairs = [
            (seconds([*CHECK, path.name], path.parent), seconds([*command, *target], path.parent))
            for _ in range(rounds)
        ]
        ours, theirs = (median(times) for times in zip(*pairs, strict=True))
        ratio = median(our / their for our, their in pairs)
        print(f"  {name:22} {ours:7.3f} s {theirs:7.3f} s {ratio:8.2f}", flush=True)


def main() -> None:
    """Measure each file against each tool."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    for tool in ("--npm-awesome-lint", "--markdownlint", "--mdformat"):
        parser.add_argument(tool, metavar="PATH")
    options = parser.parse_args()
    texts = {str(file): file.read_bytes() for file in options.files} or {"made-up list": readme(400).encode()}
    others = peers(options)
    for name, data in texts.items():
        lines = data.count(b"\n")
        print(f"{name}: {lines} lines, {len(data) / 1024:.0f} KB")
        print(f"  {'':22} {'ours':>9} {'theirs':>9} {'ratio':>8}")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "README.md")
            path.write_bytes(data)
            # The npm tool wants a repository with an address.
            for command in (("init", "--quiet"), ("remote", "add", "origin", "https://example.org/a/b")):
                subprocess.run(["git", *command], cwd=folder, check=False)
            compare(path, others, options.rounds)


if __name__ == "__main__":
    main()
