"""Real changes of lists through `awesome-lint review`.

    python bench/review_replay.py FOLDER [--show FILE] [--only WORD]

FOLDER has `cases.json`: objects with `repo`, `base` and `head`, paths of the texts before and after relative to the
parent of FOLDER. Each pair is committed in a git repository and reviewed offline. Printed are: how many changes are
blocked (an error or warning on a card or broken line), the share of added entries that have a card, the findings on
lines that the change did not touch, and the lines that `review --fix` would change outside the changed ones.
`--show` writes the cards and finished entries of all changes to a file, for people.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from awesome_lint import listing


@dataclass
class Result:
    """The review of one change."""

    name: str
    review: Mapping[str, Any]
    added: int = 0
    carded: int = 0
    missed: list[str] = field(default_factory=list)
    untouched: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)

    @property
    def findings(self) -> Iterator[Mapping[str, Any]]:
        """All findings on cards, on other changed lines and on broken lines."""
        for card in self.review["cards"]:
            yield from card["findings"]
        yield from self.review["others"]
        yield from self.review["broken"]

    @property
    def blocking(self) -> list[str]:
        """Each error or warning in one line."""
        return [
            f"{one['start']['line']}: {one['code']} {one['message']}"
            for one in self.findings
            if one["severity"] != "advice"
        ]


def git(folder: Path, *words: str) -> None:
    """Run git in a folder, with nothing of the user's configuration."""
    own = ("-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "core.autocrlf=false")
    subprocess.run(("git", *own, *words), cwd=folder, check=True, capture_output=True)


def review(folder: Path, base: bytes, head: bytes) -> Mapping[str, Any]:
    """The review of `head` compared with `base`, as `--output-format json` prints it."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    (folder / "README.md").write_bytes(base)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "base")
    (folder / "README.md").write_bytes(head)
    done = _run_review(folder, "--output-format", "json")
    if done.returncode not in (0, 1):
        raise SystemExit(f"the review failed: {done.stderr.decode()}")
    (reviewed,) = json.loads(done.stdout)["files"]
    assert isinstance(reviewed, dict)
    return reviewed


def _run_review(folder: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    """A review of the README in a folder. Only the list of each change is known, so LK004 (missing-file) does not
    run."""
    command = (sys.executable, "-m", "awesome_lint", "review", "--isolated", "--offline", "--base", "HEAD")
    return subprocess.run(
        (*command, "--ignore", "LK004", *options, "README.md"), cwd=folder, capture_output=True, check=False
    )


def changed_lines(base: str, head: str) -> set[int]:
    """The lines of `head`, from 1, that are not in `base`."""
    lines: set[int] = set()
    matcher = SequenceMatcher(None, base.splitlines(), head.splitlines(), autojunk=False)
    for tag, _, _, first, last in matcher.get_opcodes():
        if tag != "equal":
            lines.update(range(first + 1, last + 1))
    return lines


def examine(name: str, base: bytes, head: bytes) -> Result:
    """Review one change and compare the cards with the entries that only the new text has."""
    with tempfile.TemporaryDirectory() as folder:
        result = Result(name, review(Path(folder), base, head))
        fixed = _fixed(Path(folder))
    texts = [text.decode("utf-8", "replace").replace("\r\n", "\n") for text in (base, head, fixed)]
    changed = changed_lines(texts[0], texts[1])
    old = {_words(text) for text in _entries(texts[0]).values()}
    cards = [range(card["line"], card["end_line"] + 1) for card in result.review["cards"]]
    for line, text in _entries(texts[1]).items():
        if _words(text) not in old and line in changed:
            result.added += 1
            is_carded = any(line in lines for lines in cards)
            result.carded += is_carded
            if not is_carded:
                result.missed.append(f"{line}: {text[:120]}")
    carded = {line for lines in cards for line in lines}
    allowed = changed | carded
    for one in (finding for card in result.review["cards"] for finding in card["findings"]):
        if one["start"]["line"] not in allowed:
            result.untouched.append(f"{one['start']['line']}: {one['code']} {one['message']}")
    for one in result.review["others"]:
        if allowed.isdisjoint(range(one["start"]["line"], one["end"]["line"] + 1)):
            result.untouched.append(f"{one['start']['line']}: {one['code']} {one['message']}")
    before = texts[1].splitlines()
    for tag, first, last, _, _ in SequenceMatcher(
        None, before, texts[2].splitlines(), autojunk=False
    ).get_opcodes():
        if tag != "equal" and not allowed.issuperset(range(first + 1, last + 1)):
            result.edited.append(f"{first + 1}: {before[first][:120] if first < len(before) else ''}")
    return result


def _fixed(folder: Path) -> bytes:
    """The text after `review --fix`."""
    _run_review(folder, "--fix")
    return (folder / "README.md").read_bytes()


def _entries(text: str) -> dict[int, str]:
    """The raw text of each entry with a title, by its first line."""
    read = listing.read(text)
    return {
        entry.lines[0]: text[entry.span.start : entry.span.end]
        for entry in read.entries
        if entry.title is not None
    }


def _words(text: str) -> str:
    return " ".join(text.split())


def for_people(result: Result) -> Iterator[str]:
    """The findings and finished entries of a change, as lines."""
    yield f"=== {result.name}"
    yield from result.blocking
    for card in result.review["cards"]:
        if card["finished"] is not None:
            yield f"  {card['line']} {card['status']}"
            yield from (f"    - {line}" for line in card["source"])
            yield from (f"    + {line}" for line in card["finished"].rstrip("\n").split("\n"))


def main() -> int:
    """Review every change and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=Path, metavar="FILE")
    parser.add_argument("--only", metavar="WORD", default="")
    options = parser.parse_args()
    cases = json.loads((options.folder / "cases.json").read_text(encoding="utf-8"))
    results = []
    for number, case in enumerate(cases):
        if options.only in case["base"]:
            base, head = ((options.folder.parent / case[key]).read_bytes() for key in ("base", "head"))
            result = examine(f"{number} {case['repo']}", base, head)
            lines = head.decode("utf-8", "replace").splitlines()
            for card in result.review["cards"]:
                card["source"] = lines[card["line"] - 1 : card["end_line"]]
            results.append(result)
    blocked = [result for result in results if result.blocking]
    added, carded = sum(result.added for result in results), sum(result.carded for result in results)
    finished = sum(card["finished"] is not None for one in results for card in one.review["cards"])
    print(f"{len(blocked)} of {len(results)} changes blocked")
    for result in blocked:
        print(*(f"  {result.name}:{line}"[:220] for line in result.blocking), sep="\n")
    print(f"{carded} of {added} added entries have a card ({100 * carded / max(added, 1):.1f} %)")
    print(f"{finished} finished entries differ from their text")
    for title in ("missed", "untouched", "edited"):
        lines = [f"  {one.name}:{line}" for one in results for line in getattr(one, title)]
        print(f"{title}: {len(lines)}", *lines[:20], sep="\n")
    if options.show:
        text = "\n".join(line for result in results for line in for_people(result))
        options.show.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
