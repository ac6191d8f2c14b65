"""The second step of the Action: runs awesome-lint once, and writes annotations, a summary and files.

Reads the inputs as INPUT_NAME and the variables that GitHub sets
(docs.github.com, "Variables reference", 2026); exits with the status of awesome-lint.
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
from typing import Any

SHOWN = 10
"""The number of annotations of each kind that GitHub shows for a step; it drops the rest."""
LONGEST_SUMMARY = 1_000_000
"""Bytes. GitHub refuses a summary of more than 1 MiB."""

Environment = Mapping[str, str]


class InputError(Exception):
    """Raised for an invalid input of the Action; the message says which and why."""


def input_of(environment: Environment, name: str) -> str:
    """The value of an input, without whitespace around it."""
    return environment.get(f"INPUT_{name.upper().replace('-', '_')}", "").strip()


def is_on(environment: Environment, name: str) -> bool:
    """Whether an input is true; empty means false. InputError for another word."""
    word = input_of(environment, name).lower()
    if word not in ("", "true", "false"):
        raise InputError(f"{name}: {word!r} is neither true nor false")
    return word == "true"


def arguments(environment: Environment, base: str | None, folder: Path) -> list[str]:
    """The command line for awesome-lint. Reports are written to files in `folder`."""
    command = ["check", "--output-format=concise"] if base is None else ["review", f"--base={base}"]
    words = [*command, "--online" if is_on(environment, "online") else "--offline"]
    reports = {
        "json": str(folder / "json"),
        "github": str(folder / "github"),
        "markdown": str(folder / "markdown"),
    }
    for report in ("sarif", "rdjson"):
        if place := input_of(environment, f"{report}-file"):
            Path(place).parent.mkdir(parents=True, exist_ok=True)
            reports[report] = place
    for name, place in reports.items():
        words += ["--report", f"{name}={place}"]
    for name in ("baseline", "fail-on"):
        if value := input_of(environment, name):
            words.append(f"--{name}={value}")
    if is_on(environment, "fix"):
        words.append("--fix")
    try:
        words += shlex.split(input_of(environment, "args"))
    except ValueError as error:
        raise InputError(f"args: {error}") from None
    paths = [line.strip() for line in input_of(environment, "paths").splitlines()]
    # What begins with a dash is a path here, not an option.
    return [*words, "--", *(path for path in paths if path)]


# --- Changed lines --------------------------------------------------------------------------------


def base_revision(environment: Environment) -> str | None:
    """The revision to compare with; None to report all lines. InputError for an invalid `only-changed`."""
    mode = input_of(environment, "only-changed").lower() or "auto"
    if mode not in ("auto", "true", "false"):
        raise InputError(f"only-changed: {mode!r} is none of true, false and auto")
    kind = environment.get("GITHUB_EVENT_NAME", "")
    if mode == "false" or (mode == "auto" and kind not in ("pull_request", "pull_request_target")):
        return None
    event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_bytes())
    base = _base_of_event(kind, event)
    if base is None:
        print(
            f"::notice title=awesome-lint::Nothing to compare with on {_escape_message(kind)}: all lines are checked"
        )
    return base


def _base_of_event(event_name: str, event: Mapping[str, object]) -> str | None:
    """The commit to compare with for an event of GitHub, fetched if necessary; None if there is none."""
    if event_name in ("pull_request", "pull_request_target"):
        parents = re.findall(r"^parent ([0-9a-f]+)$", _git("cat-file", "commit", "HEAD") or "", re.MULTILINE)
        # The default checkout is the merge of the pull request into its base, which is the first parent.
        base = parents[0] if len(parents) == 2 else _string_at(event, "pull_request", "base", "sha")
    elif event_name == "merge_group":
        base = _string_at(event, "merge_group", "base_sha")
    else:
        base = _string_at(event, "before")
    if base is None or not re.fullmatch(r"[0-9a-f]{40,64}", base) or not base.strip("0"):
        return None
    if _git("cat-file", "-e", f"{base}^{{commit}}") is None:
        _git("fetch", "--no-tags", "--quiet", "--depth=1", "origin", base)
    return base if _git("cat-file", "-e", f"{base}^{{commit}}") is not None else None


def _string_at(value: object, *keys: str) -> str | None:
    """The string at these nested keys of a JSON value; None if there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else None


def _git(*words: str) -> str | None:
    """The output of a git command; None if it fails."""
    done = subprocess.run(("git", *words), capture_output=True, check=False, env=git_environment())
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def git_environment() -> dict[str, str]:
    """The environment variables for git and awesome-lint. In a container the checkout belongs to another user, and git
    refuses it without `safe.directory`."""
    folder = os.getcwd()
    return {
        **os.environ,
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "safe.directory",
        "GIT_CONFIG_VALUE_0": folder,
        "GIT_TERMINAL_PROMPT": "0",
        "PYTHONIOENCODING": "utf-8",
    }


# --- Output for GitHub -----------------------------------------------------------------------------


def shown_commands(workflow_commands: str) -> Iterator[str]:
    """The workflow commands that GitHub will show, the most severe first, and a notice with the number of the
    others."""
    lines = workflow_commands.splitlines()
    shown: list[str] = []
    for kind, room in (("error", SHOWN), ("warning", SHOWN), ("notice", SHOWN - 1)):
        shown += [line for line in lines if line.startswith(f"::{kind} ")][:room]
    yield from shown
    if left := len(lines) - len(shown):
        more = "finding is" if left == 1 else "findings are"
        yield f"::notice title=awesome-lint::{left} more {more} in the summary of the job and in its log"


def _escape_message(text: str) -> str:
    """The text as the message of a workflow command, on one line."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _append_to_file(path: str | None, text: str) -> None:
    """Append a text to a file; nothing if GitHub has set no path."""
    if path:
        with open(path, "a", encoding="utf-8", newline="\n") as file:
            file.write(text)


def _write_output(environment: Environment, name: str, value: str) -> None:
    """Set an output of this step."""
    # The delimiter is random, so no value can contain it.
    delimiter = secrets.token_hex(16)
    _append_to_file(environment.get("GITHUB_OUTPUT"), f"{name}<<{delimiter}\n{value}\n{delimiter}\n")


def findings_in(report: object) -> Iterator[Mapping[str, Any]]:
    """The findings in the JSON report of `check` (an array) or of `review` (an object of files)."""
    if isinstance(report, list):
        yield from report
    elif isinstance(report, dict):
        for file in report["files"]:
            for part in (file, *file["cards"]):
                for name in ("findings", "others", "broken"):
                    yield from part.get(name, ())


def run(environment: Environment, folder: Path) -> int:
    """Run awesome-lint once, write its findings for GitHub, and return its exit status."""
    with_annotations, with_summary = is_on(environment, "annotations"), is_on(environment, "summary")
    words = arguments(environment, base_revision(environment), folder)
    token = secrets.token_hex(16)
    # Until this token is printed again, GitHub runs no command that a list or a file name contains.
    print(f"::stop-commands::{token}", flush=True)
    # -P: do not import from the checkout.
    done = subprocess.run(
        (sys.executable, "-P", "-m", "awesome_lint", *words), check=False, env=git_environment()
    )
    print(f"::{token}::", flush=True)
    if not (folder / "json").exists():
        print("::error title=awesome-lint::It could not check the list; the log says why")
        return done.returncode or 2
    found = list(findings_in(json.loads((folder / "json").read_bytes())))
    commands = (folder / "github").read_text(encoding="utf-8")
    if with_annotations:
        for line in shown_commands(commands):
            print(line)
    if with_summary:
        text = (folder / "markdown").read_bytes()[:LONGEST_SUMMARY].decode("utf-8", "ignore")
        _append_to_file(environment.get("GITHUB_STEP_SUMMARY"), f"{text}\n")
    # Advice counts if it is shown.
    advice = "::notice " in commands
    shown = [one for one in found if advice or one["severity"] != "advice"]
    safe = [one for one in shown if one["fix"] and one["fix"]["safety"] == "safe"]
    _write_output(environment, "findings", str(len(shown)))
    _write_output(environment, "fixable", str(len(safe)))
    _write_output(environment, "sarif-file", input_of(environment, "sarif-file"))
    if done.returncode not in (0, 1):
        print("::error title=awesome-lint::Not all could be checked; the log says why")
    return done.returncode


def main() -> int:
    """Run the step in the folder of the checkout."""
    os.chdir(os.environ.get("GITHUB_WORKSPACE") or ".")
    with tempfile.TemporaryDirectory() as folder:
        try:
            return run(os.environ, Path(folder))
        except InputError as error:
            print(f"::error title=awesome-lint::{_escape_message(str(error))}")
            return 2


if __name__ == "__main__":
    sys.exit(main())
