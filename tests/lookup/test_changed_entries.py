"""What a review looks up: the links of new and changed entries, and no others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from .server import Answer, Server


def test_only_the_links_of_new_and_changed_entries_are_looked_up(server: Server, tmp_path: Path) -> None:
    server.pages |= {"/new": Answer(), "/old": Answer()}
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment["GIT_CONFIG_GLOBAL"] = os.devnull

    def run(*command: str) -> None:
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    (tmp_path / "awesome-lint.toml").write_text(
        '[online]\nallow-private = true\ncache = ""\nhost-interval = 0\n', encoding="utf-8"
    )
    readme = tmp_path / "README.md"
    readme.write_text(f"# Reeds\n\n- [Old Reed]({server.url}/old)\n", encoding="utf-8")
    run("git", "init", "--quiet")
    run("git", "add", ".")
    run(
        "git",
        "-c",
        "user.name=T",
        "-c",
        "user.email=t@example.org",
        "commit",
        "--quiet",
        "--message",
        "Begin",
    )
    with readme.open("a", encoding="utf-8") as file:
        file.write(f"- [New Reed]({server.url}/new)\n")
    run(sys.executable, "-m", "awesome_lint", "review", "--online", "--base", "HEAD")
    assert {request.path for request in server.asked} == {"/new"}
