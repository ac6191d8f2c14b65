"""What the documentation says is so: commands run, options exist and are all there, links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from awesome_lint import EntryRecord, lint, listing
from awesome_lint.cli.app import app
from awesome_lint.cli.set_up import fill_template
from awesome_lint.facts import Surroundings
from awesome_lint.markdown import tree
from awesome_lint.markdown.slugs import slug
from awesome_lint.settings.load import load_configuration
from awesome_lint.version import SOURCE

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
GENERATED = {"rules.md", "configuration.md"}
GUIDES = [page for page in PAGES if page.name not in GENERATED and page.name != "CONTRIBUTING.md"]
LIST = ROOT / "docs" / "example" / "README.md"

NOT_RUN = {
    "pip": "installing is tested by .ci/run",
    "python3": "a virtual environment is made by .ci/run",
    ".": "it is activated there",
    "cd": "the test is there already",
    "pre-commit": "tests/hooks runs it",
    "pytest": "that is this very run",
}


def blocks(page: Path, language: str) -> list[str]:
    fences = re.findall(
        rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return [str(text) for text in fences]


def commands() -> Iterator[object]:
    for page in GUIDES:
        lines = [line for block in blocks(page, "sh") for line in block.splitlines() if line.strip()]
        if lines:
            yield pytest.param(lines, id=page.name)


def help_of(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "awesome_lint", *words, "--help"], capture_output=True, text=True, check=True
    )
    return done.stdout


def leaves(
    command: click.Command, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that does something, with the words that call it."""
    if isinstance(command, click.Group):
        with click.Context(command) as context:
            for name in command.list_commands(context):
                below = command.get_command(context, name)
                assert below is not None
                yield from leaves(below, (*words, name))
    else:
        yield words, command


ALL = list(leaves(app))


# --- Options -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "command"), ALL, ids=lambda one: "-".join(one) if isinstance(one, tuple) else ""
)
def test_every_option_is_documented(words: tuple[str, ...], command: click.Command) -> None:
    pages = ("command-line.md", "commands.md")
    text = "\n".join((DOCS / page).read_text(encoding="utf-8") for page in pages)
    sections = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    section = sections[words[0]]
    shown = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", help_of(*words)))
    assert shown
    said = set(re.findall(r"`(?:-\w`, `)?(--[a-z][a-z-]*)", section)) | {"--help"}
    assert shown <= said, f"{' '.join(words)} in {' or '.join(pages)}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_option_that_is_named_exists(page: Path) -> None:
    known = {"--version", "--help"}
    for _, command in ALL:
        for parameter in command.params:
            known |= {*parameter.opts, *parameter.secondary_opts}
    text = page.read_text(encoding="utf-8")
    for code in re.findall(r"`(awesome-lint [^`\n]*|--[a-z][^`\n]*)`", text):
        for option in re.findall(r"(?:^|\s)(--[a-z][a-z-]*)", code):
            assert option in known, f"{option} in {page.name}"


def test_the_inputs_of_the_action_are_those_of_its_description() -> None:
    described = (ROOT / "action.yml").read_text(encoding="utf-8")
    found = re.findall(r'^  ([a-z-]+):\n    description: .*\n    default: "(.*)"$', described, re.MULTILINE)
    rows = re.findall(r"^\| `([a-z-]+)` \| (?:`(.*?)`)? ?\| ", (DOCS / "action.md").read_text(), re.MULTILINE)
    assert rows == found


# --- Commands and code -------------------------------------------------------------------------------


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with the example's list, changed since what `origin/main` holds."""
    folder = tmp_path / "list"
    folder.mkdir()
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    for role in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{role}_NAME": "Test", f"GIT_{role}_EMAIL": "test@example.org"}
    text = LIST.read_text(encoding="utf-8")
    (folder / "README.md").write_text(text, encoding="utf-8")
    (folder / "docs" / "example").mkdir(parents=True)
    (folder / "docs" / "example" / "README.md").write_text(text, encoding="utf-8")
    for words in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "."),
        ("commit", "--quiet", "--message", "Begin"),
        ("update-ref", "refs/remotes/origin/main", "HEAD"),
    ):
        subprocess.run(("git", *words), cwd=folder, env=environment, check=True)
    (folder / "README.md").write_text(text + "- [New]()\n", encoding="utf-8")
    return folder


@pytest.mark.skipif(os.name == "nt", reason="the shell of the guides is a POSIX one")
@pytest.mark.parametrize("lines", list(commands()))
def test_the_commands_run(lines: list[str], checkout: Path) -> None:
    program = f"{shlex.quote(sys.executable)} -m awesome_lint"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.endswith("_COLOR")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "AWESOME_LINT_CACHE_DIR": str(checkout / "cache"),
    }
    for role in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{role}_NAME": "Test", f"GIT_{role}_EMAIL": "test@example.org"}
    ran = 0
    for line in lines:
        if any(word in line for word in ("[check]", "…")):
            continue  # a form, not a command
        for command in line.split(" && "):
            first = command.split()[0]
            if first in NOT_RUN:
                continue
            assert first in ("awesome-lint", "git"), f"{command!r} is neither run nor known not to be"
            ran += 1
            shown = re.sub(r"^awesome-lint\b", program, command)
            if "init" in command and "--source" not in command and first == "awesome-lint":
                shown += f" --source {SOURCE}"  # tests run on a copy that is no release
            done = subprocess.run(
                ["/bin/sh", "-c", shown],
                cwd=checkout,
                capture_output=True,
                text=True,
                env=environment,
                check=False,
            )
            assert done.returncode in ((0, 1) if first == "awesome-lint" else (0,)), (
                f"{command}: {done.stderr}"
            )
    assert ran or lines[0].startswith("pip")


def test_a_maintainer_is_set_up_by_the_guide_alone(checkout: Path) -> None:
    """The page's own promise: after its steps the old findings are quiet, and a new one is not."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "awesome_lint", *words]
        return subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)

    assert run().returncode == 1
    for line in (line for block in blocks(DOCS / "maintainers.md", "sh") for line in block.splitlines()):
        if line.startswith("awesome-lint init") or line == "awesome-lint --write-baseline":
            more = ("--source", SOURCE) if "init" in line else ()  # tests run on a copy that is no release
            assert run(*line.split()[1:], *more).returncode == 0
    for name in (
        ".pre-commit-config.yaml",
        ".github/workflows/awesome-lint.yml",
        "awesome-lint-baseline.json",
    ):
        assert (checkout / name).exists(), name
    assert run().returncode == 0
    assert run().stdout.startswith("Nothing to report.\n")
    with (checkout / "README.md").open("a") as file:
        file.write("- [Newer]()\n")
    done = run("--output-format", "concise")
    assert done.returncode == 1
    assert [line.split(" ")[2] for line in done.stdout.splitlines()] == ["LK002"]


@pytest.mark.parametrize("number", range(len(blocks(DOCS / "api.md", "python"))))
def test_the_python_runs(number: int, checkout: Path) -> None:
    code = blocks(DOCS / "api.md", "python")[number]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=checkout, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_keys_of_an_entry_are_all_described() -> None:
    page = (DOCS / "api.md").read_text(encoding="utf-8")
    table = page.partition("## The keys of an entry")[2].partition("\n```")[0]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    assert [key for row in rows for key in re.findall(r"`(\w+)`", row)] == list(EntryRecord.__annotations__)


def test_the_workflows_shown_are_those_that_are_written() -> None:
    shown = blocks(DOCS / "action.md", "yaml")
    assert shown[:2] == [fill_template("pull-request.yml"), fill_template("weekly.yml")]
    yaml = pytest.importorskip("yaml")
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    for page in GUIDES:
        for block in blocks(page, "yaml"):
            loaded = yaml.safe_load(block)
            steps = loaded if isinstance(loaded, list) else []
            for step in steps:
                if str(step.get("uses", "")).startswith("awesome-lint/"):
                    assert set(step.get("with", {})) <= set(inputs)


def test_the_configuration_shown_can_be_used(tmp_path: Path) -> None:
    for page in GUIDES:
        for text in blocks(page, "toml"):
            path = tmp_path / "awesome-lint.toml"
            path.write_text(text, encoding="utf-8")
            assert load_configuration(str(path)).values.keys() == tomllib.loads(text).keys()


# --- Links -------------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    document = listing.read(page.read_text(encoding="utf-8"))
    return {slug(section.title) for section in document.sections if section.heading is not None}


@pytest.mark.parametrize("page", [*PAGES, *sorted(DOCS.glob("rules/*.md"))], ids=lambda page: page.stem)
def test_links_lead_to_files_and_headings(page: Path) -> None:
    for link in listing.read(page.read_text(encoding="utf-8")).links:
        assert isinstance(link, tree.Link | tree.Image)
        url = link.url
        if re.match(r"[a-z][a-z0-9+.-]*:", url) or not url:
            continue
        name, _, anchor = url.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{page.name} links to {url}"
        if anchor:
            assert anchor in anchors(target), f"{page.name} links to {url}"


def _files(folder: Path) -> Iterator[Path]:
    """What git would track in the folder, near enough."""
    for path in folder.iterdir():
        if path.is_dir() and not path.name.startswith("."):
            yield from _files(path)
        elif not path.is_dir():
            yield path


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
def test_the_tool_finds_no_fault_in_its_own_pages(page: Path) -> None:
    tracked = frozenset(path.relative_to(page.parent).as_posix() for path in _files(page.parent))
    findings = lint(
        page.read_text(encoding="utf-8"), page.name, surroundings=Surroundings(tracked_files=tracked)
    ).findings
    grave = [finding for finding in findings if finding.code[:2] in ("LK", "MD", "TX", "TB")]
    assert [(finding.code, finding.message) for finding in grave] == []


@pytest.mark.parametrize("page", [page for page in GUIDES if page.parent == DOCS], ids=lambda page: page.name)
def test_no_page_is_longer_than_three_screens(page: Path) -> None:
    assert len(page.read_text(encoding="utf-8").splitlines()) <= 180


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    for page in DOCS.glob("*.md"):
        assert page.name == "README.md" or f"({page.name})" in index
