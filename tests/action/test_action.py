"""The GitHub Action: its description, its workflows, and its script among GitHub's variables and files."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from awesome_lint.cli.set_up import fill_template

ROOT = Path(__file__).parents[2]
ACTION = ROOT / "action"
TEMPLATES = ROOT / "src" / "awesome_lint" / "cli" / "templates"

OLD = "# Seas\n\n" + "".join(f"- [Sea {number}](hhttps://example.org/{number})\n" for number in range(1, 30))
HOSTILE = "\n".join(
    [
        "",
        "::set-output name=findings::0",
        "::error file=x::owned",
        "##[error]owned",
        "- [%0A::warning::x]()",
        "- [`code` <img src=x> @everyone #1 | \x1b[2J]()",
        "- [::error::y]()",
        "",
    ]
)


def loaded(name: str) -> ModuleType:
    specification = util.spec_from_file_location(f"action_{name}", ACTION / f"{name}.py")
    assert specification is not None
    assert specification.loader is not None
    module = util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Step:
    """How the step ended, and what it wrote."""

    status: int
    log: str
    outputs: Mapping[str, str]
    summary: str

    @property
    def commands(self) -> list[str]:
        """What GitHub's runner would take for commands: not what is between stop and go."""
        found = []
        stopped: str | None = None
        for line in self.log.splitlines():
            if stopped is not None:
                stopped = None if line.strip() == f"::{stopped}::" else stopped
            elif line.startswith("::stop-commands::"):
                stopped = line.removeprefix("::stop-commands::")
            elif line.lstrip().startswith("::") or "##[" in line:
                found.append(line)
        return found


Run = Callable[..., Step]
Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Git in the repository that the workflow checks out."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment["GIT_CONFIG_GLOBAL"] = os.devnull
    for role in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{role}_NAME": "Test", f"GIT_{role}_EMAIL": "test@example.org"}

    def git(*words: str, cwd: Path = folder) -> str:
        done = subprocess.run(
            ("git", *words), cwd=cwd, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    git("init", "--quiet", "--initial-branch=main")
    return git


@pytest.fixture
def run(tmp_path: Path, git: Git) -> Run:
    """Run the step as the Action does, with these inputs, in `tmp_path/checkout`."""

    def run(
        event: str = "push", payload: object = None, cwd: Path = tmp_path / "checkout", **inputs: str
    ) -> Step:
        files = {name: tmp_path / name for name in ("output", "summary", "event.json")}
        files["event.json"].write_text(json.dumps(payload or {}))
        for name in ("output", "summary"):
            files[name].write_text("")
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "GITHUB_", "INPUT_"))},
            **{f"INPUT_{name.upper()}": value for name, value in {**defaults(), **inputs}.items()},
            "GITHUB_EVENT_NAME": event,
            "GITHUB_EVENT_PATH": str(files["event.json"]),
            "GITHUB_OUTPUT": str(files["output"]),
            "GITHUB_STEP_SUMMARY": str(files["summary"]),
            "GITHUB_WORKSPACE": str(cwd),
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        command = [sys.executable, "-I", str(ACTION / "check.py")]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
        log = done.stdout.decode() + done.stderr.decode()
        return Step(
            done.returncode, log, outputs(files["output"]), files["summary"].read_text(encoding="utf-8")
        )

    return run


def outputs(path: Path) -> dict[str, str]:
    """The file of outputs, read as the runner reads it."""
    found = {}
    lines: Iterator[str] = iter(path.read_text(encoding="utf-8").splitlines())
    for line in lines:
        name, mark = line.split("<<")
        value = []
        while (part := next(lines)) != mark:
            value.append(part)
        found[name] = "\n".join(value)
    return found


def description() -> Any:
    yaml = pytest.importorskip("yaml")
    return yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def defaults() -> dict[str, str]:
    """The inputs as they stand in the description."""
    inputs = re.findall(
        r'^  ([a-z-]+):\n    description: .*\n    default: "(.*)"$',
        (ROOT / "action.yml").read_text(),
        re.MULTILINE,
    )
    return {name.replace("-", "_"): value for name, value in inputs if name != "version"}


def listed(git: Git, text: str, name: str = "README.md") -> Path:
    path = Path(git("rev-parse", "--show-toplevel")) / name
    path.write_text(text, encoding="utf-8")
    git("add", ".")
    git("commit", "--quiet", "--message", "Change")
    return path


def pull_request(git: Git, text: str) -> object:
    """Merge a branch with this README into main, as GitHub does; the event's payload."""
    base = git("rev-parse", "HEAD")
    git("switch", "--quiet", "--create", "topic")
    listed(git, text)
    git("switch", "--quiet", "main")
    listed(git, "Beside the list.\n", "other.md")
    tip = git("rev-parse", "HEAD")
    git("merge", "--quiet", "--no-ff", "--message", "Merge", "topic")
    assert base != tip
    return {"pull_request": {"base": {"sha": base}}}


# --- The description and the workflows ---------------------------------------------------------------


def test_the_description_and_the_workflows_have_their_published_form(tmp_path: Path) -> None:
    pytest.importorskip("check_jsonschema")
    filled = []
    for path in TEMPLATES.glob("*.yml"):
        filled.append(tmp_path / path.name)
        filled[-1].write_text(fill_template(path.name))
    assert len(filled) == 2
    workflows = [*filled, *(ROOT / ".github" / "workflows").glob("*.yml")]
    for schema, files in (("github-actions", [ROOT / "action.yml"]), ("github-workflows", workflows)):
        command = [
            sys.executable,
            "-m",
            "check_jsonschema",
            "--builtin-schema",
            f"vendor.{schema}",
            *map(str, files),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_no_fault(tmp_path: Path) -> None:
    program = shutil.which("actionlint")
    if program is None:
        pytest.skip("actionlint is not here")
    for path in (*TEMPLATES.glob("*.yml"), *(ROOT / ".github" / "workflows").glob("*.yml")):
        text = fill_template(path.name)
        command = [program, "-no-color", "-"]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{path.name}: {done.stdout}"


def test_nothing_is_written_into_a_command() -> None:
    for path in (ROOT / "action.yml", *TEMPLATES.glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        for command in re.findall(r"^ *run: (.*(?:\n {10,}.*)*)", text, re.MULTILINE):
            assert "${{" not in command, path


def test_every_input_reaches_the_script() -> None:
    action = description()
    steps = {step["id"]: step for step in action["runs"]["steps"]}
    passed = {**steps["install"]["env"], **steps["check"]["env"]}
    for name in action["inputs"]:
        assert passed[f"INPUT_{name.upper().replace('-', '_')}"] == f"${{{{ inputs.{name} }}}}"
    wanted = "paths args fix online only-changed baseline annotations summary sarif-file fail-on version"
    assert set(wanted.split()) <= set(action["inputs"])
    assert set(action["outputs"]) == {"findings", "fixable", "sarif-file"}
    assert set(defaults()) == {name.replace("-", "_") for name in action["inputs"]} - {"version"}


def test_actions_of_others_are_pinned() -> None:
    workflows = (ROOT / ".github" / "workflows").glob("*.yml")
    for path in (ROOT / "action.yml", *TEMPLATES.glob("*.yml"), *workflows):
        for used in re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8")):
            assert used in ("./", "{source}") or re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", used)


@pytest.mark.parametrize("version", ["", "0.1.0", "v1.2", "1.0.0rc1"])
def test_a_version_is_a_release(version: str) -> None:
    wanted = loaded("install").requirement(version, ROOT)
    assert wanted == str(ROOT) if not version else wanted.endswith(f"/v{version.removeprefix('v')}.zip")


@pytest.mark.parametrize(
    "version", ["--index-url=x", "1.0 -r x", "../x", "1/../../x", "latest", "1.0\n::error::x"]
)
def test_nothing_else_is_a_version(version: str) -> None:
    with pytest.raises(ValueError, match="is not a version"):
        loaded("install").requirement(version, ROOT)


@pytest.mark.nightly
def test_it_is_installed_apart_from_the_workflows_python(tmp_path: Path) -> None:
    output = tmp_path / "output"
    environment = {
        **os.environ,
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(output),
        "INPUT_VERSION": "",
    }
    command = [sys.executable, "-I", str(ACTION / "install.py")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if "No matching distribution" in done.stderr or "Connection" in done.stderr:
        pytest.skip("packages cannot be had here")
    assert done.returncode == 0, done.stdout + done.stderr
    python = output.read_text().strip().removeprefix("python=")
    assert Path(python).is_relative_to(tmp_path)
    said = subprocess.run(
        [python, "-I", "-m", "awesome_lint", "--version"], capture_output=True, text=True, check=True
    )
    assert said.stdout.startswith("awesome-lint ")


# --- The script --------------------------------------------------------------------------------------


def test_findings_are_shown_counted_and_summed_up(run: Run, git: Git) -> None:
    listed(git, "# Seas\n\n- [Kelp]()\n- [Coral](https://arxiv.org/abs//2104.01234)\n")
    step = run(sarif_file="out/lint.sarif")
    assert step.status == 1
    assert step.outputs == {"findings": "2", "fixable": "1", "sarif-file": "out/lint.sarif"}
    assert [line.split(" ")[0] for line in step.commands] == ["::error", "::warning"]
    assert "file=README.md,line=3," in step.commands[0]
    assert "| [LK002](" in step.summary
    assert "+- [Coral](https://arxiv.org/abs/2104.01234)" in step.summary
    log = json.loads((Path(git("rev-parse", "--show-toplevel")) / "out" / "lint.sarif").read_text())
    assert len(log["runs"][0]["results"]) == 2


def test_a_clean_list_passes(run: Run, git: Git) -> None:
    listed(git, "# Seas\n\n- [Kelp](https://example.org/kelp)\n")
    step = run()
    assert (step.status, step.commands) == (0, [])
    assert step.outputs["findings"] == "0"
    assert "nothing to report" in step.summary


def test_inputs_are_options(run: Run, git: Git) -> None:
    path = listed(git, OLD)
    assert run(fail_on="never", annotations="false", summary="false").commands == []
    assert run(args="--ignore LK001").status == 0
    assert run(paths="README.md\n\n  README.md\n").outputs["findings"] == "29"
    assert run(fix="true").outputs["findings"] == "0"
    assert "(https://example.org/1)" in path.read_text()
    step = run(rdjson_file="rd.json", args="--select DU")
    assert step.status == 0
    assert json.loads((path.parent / "rd.json").read_text())["diagnostics"] == []


def test_a_baseline_is_held_against(run: Run, git: Git) -> None:
    path = listed(git, OLD)
    command = [sys.executable, "-m", "awesome_lint", "--write-baseline", "--baseline", "known.json"]
    subprocess.run(command, cwd=path.parent, check=True, capture_output=True)
    assert run().outputs["findings"] == "29"
    assert run(baseline="known.json").outputs["findings"] == "0"


@pytest.mark.parametrize(
    "inputs",
    [
        {"fix": "yes"},
        {"only_changed": "some"},
        {"args": "--select 'LK"},
        {"summary": "::error::x\n::warning::y"},
    ],
)
def test_an_input_that_cannot_be_used_fails_in_a_line(run: Run, git: Git, inputs: dict[str, str]) -> None:
    listed(git, OLD)
    step = run(**inputs)
    assert step.status == 2
    (command,) = step.commands
    assert command.startswith("::error title=awesome-lint::")


def test_what_fails_is_told(run: Run, git: Git) -> None:
    listed(git, OLD)
    step = run(args="--selct LK")
    assert step.status == 2
    assert step.commands == ["::error title=awesome-lint::It could not check the list; the log says why"]
    assert run(paths="gone.md").status == 2


def test_in_a_pull_request_only_what_it_changes_counts(run: Run, git: Git) -> None:
    listed(git, OLD)
    payload = pull_request(git, OLD + "- [New](hhttps://example.org/new)\n- [Newer]()\n")
    step = run("pull_request", payload)
    assert step.outputs["findings"] == "2"
    assert {re.findall(r"line=(\d+)", line)[0] for line in step.commands} == {"32", "33"}
    assert step.summary.count("\n+") == 1  # the finished form of the new entry
    assert run("pull_request", payload, only_changed="false").outputs["findings"] == "31"
    assert run("push", {"before": git("rev-parse", "HEAD^1")}, only_changed="true").outputs["findings"] == "2"
    step = run("schedule", only_changed="true")
    assert step.outputs["findings"] == "31"
    assert any("Nothing to compare with on schedule" in line for line in step.commands)


@pytest.mark.parametrize("depth", ["1", "2"])
def test_a_checkout_may_be_shallow(run: Run, git: Git, tmp_path: Path, depth: str) -> None:
    listed(git, OLD)
    payload = pull_request(git, OLD + "- [Newer]()\n")
    git("config", "uploadpack.allowAnySHA1InWant", "true")
    origin = tmp_path / "checkout"
    git("clone", "--quiet", f"--depth={depth}", origin.as_uri(), "shallow", cwd=tmp_path)
    assert run("pull_request", payload, cwd=tmp_path / "shallow").outputs["findings"] == "1"


def test_a_list_cannot_speak_to_the_runner(run: Run, git: Git) -> None:
    name = "a%0A::error::b`<i>,c.md" if os.name != "nt" else "a%0A.md"
    listed(git, OLD + HOSTILE, name)
    step = run(paths=name, args="--report full=all.txt")
    assert step.status == 1
    assert len(step.commands) >= 4
    for command in step.commands:
        properties = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", command)
        assert properties is not None, command
        assert "owned" not in properties[2]
        assert "##[" not in command
        assert "\x1b" not in command
    assert set(step.outputs) == {"findings", "fixable", "sarif-file"}
    assert "\x1b" not in step.summary
    outside = re.sub(r"^(`{3,})diff\n.*?^\1$", "", step.summary, flags=re.MULTILINE | re.DOTALL)
    assert "<img" not in outside
    assert "@everyone" not in outside
    assert "<i>" not in outside


def test_a_path_is_never_an_option(run: Run, git: Git) -> None:
    listed(git, "# Seas\n\n- [Kelp]()\n", "--exit-zero")
    step = run(paths="--exit-zero")
    assert (step.status, step.outputs["findings"]) == (1, "1")


def test_nothing_is_imported_from_the_checkout(run: Run, git: Git) -> None:
    listed(git, OLD)
    folder = Path(git("rev-parse", "--show-toplevel"))
    for name in ("click", "json", "awesome_lint", "mistletoe"):
        (folder / f"{name}.py").write_text("raise SystemExit(77)\n")
    assert run().status == 1


def test_ten_annotations_of_a_kind_and_a_count_for_the_rest() -> None:
    shown_commands = loaded("check").shown_commands
    lines = [f"::error line={number}::x" for number in range(14)]
    lines += [f"::warning line={number}::x" for number in range(3)]
    lines += [f"::notice line={number}::x" for number in range(12)]
    shown = list(shown_commands("".join(f"{line}\n" for line in lines)))
    assert shown[:-1] == [*lines[:10], *lines[14:17], *lines[17:26]]
    assert shown[-1].startswith("::notice title=awesome-lint::7 more findings are in the summary")
    assert list(shown_commands("::error line=1::x\n")) == ["::error line=1::x"]
    assert list(shown_commands("")) == []


def test_no_value_ends_an_output_early(tmp_path: Path) -> None:
    path = tmp_path / "output"
    loaded("check")._write_output({"GITHUB_OUTPUT": str(path)}, "sarif-file", "a\nfindings=0\nEOF\nb")
    assert outputs(path) == {"sarif-file": "a\nfindings=0\nEOF\nb"}
