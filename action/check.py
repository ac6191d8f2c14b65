"""The second step of the Action: one run of awesome-lint, shown as annotations, a summary and files.

Reads the inputs as INPUT_NAME and the variables that GitHub sets
(docs.github.com, "Variables reference", 2026); ends with the status of awesome-lint.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

SHOWN = 10
"""So many annotations of each kind GitHub shows for a step; the rest it drops without a word."""
LONGEST_SUMMARY = 1_000_000
"""Bytes; GitHub refuses a summary of more than 1 MiB altogether."""

Environment = Mapping[str, str]


class InputError(Exception):
    """An input that cannot be used; the message says which and why."""


def given(environment: Environment, name: str) -> str:
    """An input as it was given, without blanks around it."""
    return environment.get(f"INPUT_{name.upper().replace('-', '_')}", "").strip()


def is_on(environment: Environment, name: str) -> bool:
    """An input that is true or false; empty is false."""
    word = given(environment, name).lower()
    if word not in ("", "true", "false"):
        raise InputError(f"{name}: {word!r} is neither true nor false")
    return word == "true"


def arguments(environment: Environment, base: str | None, folder: Path) -> list[str]:
    """The words of the command line; reports go to files in `folder`."""
    words = [
        "check",
        "--output-format",
        "concise",
        "--online" if is_on(environment, "online") else "--offline",
    ]
    reports = {
        "json": str(folder / "json"),
        "github": str(folder / "github"),
        "markdown": str(folder / "markdown"),
    }
    for report in ("sarif", "rdjson"):
        if place := given(environment, f"{report}-file"):
            Path(place).parent.mkdir(parents=True, exist_ok=True)
            reports[report] = place
    for name, place in reports.items():
        words += ["--report", f"{name}={place}"]
    for name in ("baseline", "fail-on"):
        if value := given(environment, name):
            words.append(f"--{name}={value}")
    if is_on(environment, "fix"):
        words.append("--fix")
    if base is not None:
        words.append(f"--diff-base={base}")
    try:
        words += shlex.split(given(environment, "args"))
    except ValueError as error:
        raise InputError(f"args: {error}") from None
    paths = [line.strip() for line in given(environment, "paths").splitlines()]
    # What begins with a dash is a path here, not an option.
    return [*words, "--", *(path for path in paths if path)]


# --- What was changed --------------------------------------------------------------------------------


def base_of(environment: Environment) -> str | None:
    """The revision that changes are counted from; None where all is to be reported."""
    wanted = given(environment, "only-changed").lower() or "auto"
    if wanted not in ("auto", "true", "false"):
        raise InputError(f"only-changed: {wanted!r} is none of true, false and auto")
    kind = environment.get("GITHUB_EVENT_NAME", "")
    if wanted == "false" or (wanted == "auto" and kind not in ("pull_request", "pull_request_target")):
        return None
    event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_bytes())
    base = _base(kind, event)
    if base is None:
        print(
            f"::notice title=awesome-lint::Nothing to compare with on {_escaped(kind)}: all lines are checked"
        )
    return base


def _base(kind: str, event: Mapping[str, object]) -> str | None:
    if kind in ("pull_request", "pull_request_target"):
        parents = re.findall(r"^parent ([0-9a-f]+)$", _git("cat-file", "commit", "HEAD") or "", re.MULTILINE)
        # What is checked out by default is the merge of the pull request into its base, the first parent.
        base = parents[0] if len(parents) == 2 else _at(event, "pull_request", "base", "sha")
    elif kind == "merge_group":
        base = _at(event, "merge_group", "base_sha")
    else:
        base = _at(event, "before")
    if base is None or not re.fullmatch(r"[0-9a-f]{40,64}", base) or not base.strip("0"):
        return None
    if _git("cat-file", "-e", f"{base}^{{commit}}") is None:
        _git("fetch", "--no-tags", "--quiet", "--depth=1", "origin", base)
    return base if _git("cat-file", "-e", f"{base}^{{commit}}") is not None else None


def _at(event: object, *names: str) -> str | None:
    for name in names:
        event = event.get(name) if isinstance(event, dict) else None
    return event if isinstance(event, str) else None


def _git(*words: str) -> str | None:
    """What git answers; None where it fails."""
    done = subprocess.run(("git", *words), capture_output=True, check=False, env=surroundings())
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def surroundings() -> dict[str, str]:
    """The environment for git and awesome-lint: in a container the checkout belongs to somebody else, which git
    takes for an attack unless told otherwise."""
    folder = os.getcwd()
    return {
        **os.environ,
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "safe.directory",
        "GIT_CONFIG_VALUE_0": folder,
        "GIT_TERMINAL_PROMPT": "0",
        "PYTHONIOENCODING": "utf-8",
    }


# --- What GitHub is told -----------------------------------------------------------------------------


def chosen(commands: str) -> Iterator[str]:
    """The commands that GitHub will show, the worst of each kind first, and a count for the rest."""
    lines = commands.splitlines()
    shown: list[str] = []
    for kind, room in (("error", SHOWN), ("warning", SHOWN), ("notice", SHOWN - 1)):
        shown += [line for line in lines if line.startswith(f"::{kind} ")][:room]
    yield from shown
    if left := len(lines) - len(shown):
        more = "finding is" if left == 1 else "findings are"
        yield f"::notice title=awesome-lint::{left} more {more} in the summary of the job and in its log"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _append(path: str | None, text: str) -> None:
    if path:
        with open(path, "a", encoding="utf-8", newline="\n") as file:
            file.write(text)


def _output(environment: Environment, name: str, value: str) -> None:
    # The mark cannot be guessed, so no value can end before its end.
    mark = secrets.token_hex(16)
    _append(environment.get("GITHUB_OUTPUT"), f"{name}<<{mark}\n{value}\n{mark}\n")


def run(environment: Environment, folder: Path) -> int:
    """Run awesome-lint once and pass on what it found; its status."""
    annotated, summed_up = is_on(environment, "annotations"), is_on(environment, "summary")
    words = arguments(environment, base_of(environment), folder)
    mark = secrets.token_hex(16)
    # Until the mark comes back no line of the log is a command, whatever a list or a file's name says.
    print(f"::stop-commands::{mark}", flush=True)
    # -P: the checkout is no place to import from.
    done = subprocess.run(
        (sys.executable, "-P", "-m", "awesome_lint", *words), check=False, env=surroundings()
    )
    print(f"::{mark}::", flush=True)
    if not (folder / "json").exists():
        print("::error title=awesome-lint::It could not check the list; the log says why")
        return done.returncode or 2
    found = json.loads((folder / "json").read_bytes())
    commands = (folder / "github").read_text(encoding="utf-8")
    if annotated:
        for line in chosen(commands):
            print(line)
    if summed_up:
        text = (folder / "markdown").read_bytes()[:LONGEST_SUMMARY].decode("utf-8", "ignore")
        _append(environment.get("GITHUB_STEP_SUMMARY"), f"{text}\n")
    # Advice counts where it is shown.
    advice = "::notice " in commands
    shown = [one for one in found if advice or one["severity"] != "advice"]
    safe = [one for one in shown if one["fix"] and one["fix"]["safety"] == "safe"]
    _output(environment, "findings", str(len(shown)))
    _output(environment, "fixable", str(len(safe)))
    _output(environment, "sarif-file", given(environment, "sarif-file"))
    if done.returncode not in (0, 1):
        print("::error title=awesome-lint::Not all could be checked; the log says why")
    return done.returncode


def main() -> int:
    """The step, in the folder of the checkout."""
    os.chdir(os.environ.get("GITHUB_WORKSPACE") or ".")
    with tempfile.TemporaryDirectory() as folder:
        try:
            return run(os.environ, Path(folder))
        except InputError as error:
            print(f"::error title=awesome-lint::{_escaped(str(error))}")
            return 2


if __name__ == "__main__":
    sys.exit(main())
