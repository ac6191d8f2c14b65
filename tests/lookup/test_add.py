"""`awesome-lint add`: papers by their URLs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from awesome_lint.cli.main import run

from .server import Answer, Asked, Server

LIST = """\
# Looms

## Stereo

- [Looms See in Stereo](https://arxiv.org/abs/2401.01234) - *Ames et al.*, CVPR 2024. [[Code](https://github.com/ames/looms)]
- [Two Eyes on One Loom](https://arxiv.org/abs/2201.01236) - *Cole et al.*, arXiv 2022
- [Depth by Weft and Warp](https://arxiv.org/abs/2101.01237) - *Dorn et al.*, ICCV 2021. [[Code](https://github.com/dorn/weft)]
- [Old Shuttles for Stereo](https://arxiv.org/abs/2001.01238) - *Ewe et al.*, arXiv 2020
- [Stereo before Looms Began](https://arxiv.org/abs/1901.01239) - *Fay et al.*, CVPR 2019

## Language

- [What Looms Say to Weavers](https://arxiv.org/abs/2402.01234) - *Gale et al.*, arXiv 2024
- [Words Woven into Patterns](https://arxiv.org/abs/2302.01235) - *Hale et al.*, ACL 2023
- [Grammar of a Punched Card](https://arxiv.org/abs/2202.01236) - *Ives et al.*, arXiv 2022
"""
NEW = "- [Weaving Depth from Two Threads](https://arxiv.org/abs/2303.01234) - *Blom et al.*, arXiv 2023\n"
ENTRY = """<entry><id>http://arxiv.org/abs/{id}v1</id><published>{day}T00:00:00Z</published><title>{title}</title>
{authors}</entry>"""


class Done(NamedTuple):
    """How a command line ended."""

    returncode: int
    stdout: str
    stderr: str


Command = Callable[..., Done]


@pytest.fixture
def awesome_lint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Command:
    monkeypatch.chdir(tmp_path)

    def command(*args: str) -> Done:
        status = run(list(args))
        return Done(status, *capfd.readouterr())

    return command


def feed(entries: str) -> Answer:
    body = f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'
    return Answer(200, body.encode(), kind="application/atom+xml")


@pytest.fixture
def titles() -> dict[str, str]:
    """The titles on arXiv, by id."""
    return {"2303.01234": "Weaving Depth from Two Threads"}


@pytest.fixture
def services(tmp_path: Path, titles: dict[str, str]) -> Iterator[Server]:
    authors = "".join(f"<author><name>{name}</name></author>" for name in ("Ada Blom", "Bo Roe", "Cy Lee"))

    def arxiv(asked: Asked) -> Answer:
        ids = [ident for ident in asked.query["id_list"].split(",") if ident in titles]
        day = "2023-03-02"
        return feed("".join(ENTRY.format(id=i, day=day, title=titles[i], authors=authors) for i in ids))

    server = Server({"/arxiv": arxiv})
    (tmp_path / "README.md").write_text(LIST)
    (tmp_path / "awesome-lint.toml").write_text(
        f'[online]\narxiv-api = "{server.url}/arxiv"\narxiv-interval = 0\ngithub-api = "{server.url}/github"\n'
        f'crossref-api = "{server.url}/crossref"\ns2-api = "{server.url}/s2"\nacl-api = "{server.url}/acl"\n'
        f'openreview-api = "{server.url}/notes2"\nopenreview-old-api = "{server.url}/notes1"\n'
        f'pages-mirror = "{server.url}/page"\nhost-interval = 0\ncache = ""\n'
    )
    yield server
    server.stop()


def text(folder: Path) -> str:
    return (folder / "README.md").read_text()


@pytest.mark.parametrize(
    "url",
    [
        "2303.01234", "arXiv:2303.01234", "arxiv.org/abs/2303.01234v2", "https://arxiv.org/pdf/2303.01234.pdf",
        "https://huggingface.co/papers/2303.01234", "https://doi.org/10.48550/arXiv.2303.01234",
        "10.48550/arXiv.2303.01234",
    ],
)  # fmt: skip
def test_a_paper_of_arxiv_is_added_in_the_form_and_order_of_its_section(
    awesome_lint: Command, services: Server, tmp_path: Path, url: str
) -> None:
    done = awesome_lint("add", url, "--section", "Stereo")
    assert done.returncode == 0, done.stderr
    lines = LIST.splitlines(keepends=True)
    assert text(tmp_path) == "".join([*lines[:5], NEW, *lines[5:]])


def test_a_printed_entry_has_no_control_characters(
    awesome_lint: Command, services: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "README.md").write_text(LIST.replace(" - ", " \x1b]0;t\x07 "))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    done = awesome_lint("add", "2303.01234", "--section", "Stereo", "--dry-run")
    assert "2303.01234) <U+001B>]0;t<U+0007> " in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


def test_a_duplicate_is_refused(awesome_lint: Command, services: Server, tmp_path: Path) -> None:
    done = awesome_lint("add", "arxiv.org/abs/2201.01236", "--section", "Language")
    assert done.returncode == 1
    assert "already on line 6" in done.stderr
    assert text(tmp_path) == LIST
    assert not services.asked


def test_the_file_may_come_first(awesome_lint: Command, services: Server, tmp_path: Path) -> None:
    done = awesome_lint("add", "README.md", "2303.01234", "--section", "Stereo")
    assert done.returncode == 0, done.stderr
    assert NEW in text(tmp_path)
    for words in (("README.md",), ("README.md", "awesome-lint.toml", "2303.01234")):
        refused = awesome_lint("add", *words)
        assert refused.returncode == 2
        assert "awesome-lint: add " in refused.stderr


def test_a_section_is_checked_before_anything_is_looked_up(
    awesome_lint: Command, services: Server, tmp_path: Path
) -> None:
    done = awesome_lint("add", "2303.01234", "--section", "Stero")
    assert done.returncode == 2
    assert done.stderr == (
        "awesome-lint: --section: no section with entries is named 'Stero'; did you mean 'Stereo'?\n"
    )
    assert not services.asked


def test_sections_are_proposed_where_nobody_can_be_asked(
    awesome_lint: Command, services: Server, tmp_path: Path
) -> None:
    done = awesome_lint("add", "2303.01234", "--json")
    (result,) = json.loads(done.stdout)
    assert (done.returncode, result["status"]) == (2, "undecided")
    assert [each["section"][-1] for each in result["candidates"]] == ["Stereo", "Language"]
    assert text(tmp_path) == LIST


@pytest.mark.parametrize(
    "title",
    [
        "Nets](http://evil.example) | `x` &lt;img src=x onerror=alert(1)&gt; ![p](http://evil.example/p.png)",
        "A *Bold* Loom &lt;!-- for __All__ Weavers &amp;amp; $x$ of $y$ [here][there]",
        "# Heading for Looms - [ ] @everyone",
        "Backslash \\ and \\[brackets\\] in Looms",
    ],
)
def test_hostile_titles_are_shown_as_they_are(
    awesome_lint: Command, services: Server, tmp_path: Path, titles: dict[str, str], title: str
) -> None:
    titles["2303.01234"] = title
    done = awesome_lint("add", "2303.01234", "--section", "Stereo")
    added = text(tmp_path)
    assert done.returncode == 0, done.stderr
    before = LIST.splitlines(keepends=True)
    assert added.splitlines(keepends=True)[:5] + added.splitlines(keepends=True)[6:] == before
    records = [json.loads(line) for line in awesome_lint("extract").stdout.splitlines()]
    assert records[1]["links"] == ["https://arxiv.org/abs/2303.01234"]


def test_an_answer_that_is_a_page_adds_nothing(
    awesome_lint: Command, services: Server, tmp_path: Path
) -> None:
    services.pages["/arxiv"] = Answer(200)
    done = awesome_lint("add", "2303.01234", "--section", "Stereo")
    assert done.returncode == 2
    assert text(tmp_path) == LIST


def test_a_page_of_proceedings(awesome_lint: Command, services: Server, tmp_path: Path) -> None:
    tags = (
        '<meta name="citation_title" content="Threads of a Stereo Loom"><meta name="citation_author" content="Roe, Bo">'
        '<meta name="citation_author" content="Lee, Cy"><meta name="citation_publication_date" content="2020/06">'
        '<meta name="citation_conference_title" content="Proceedings of the IEEE/CVF Conference on Computer Vision and '
        'Pattern Recognition">'
    )
    services.pages["/page/openaccess.thecvf.com/content/html/Roe.html"] = Answer(200, tags.encode())
    url = "https://openaccess.thecvf.com/content/html/Roe.html"
    done = awesome_lint("add", url, "--section", "Stereo", "--dry-run")
    assert done.stdout == f"- [Threads of a Stereo Loom]({url}) - *Roe et al.*, CVPR 2020\n", done.stderr
    assert text(tmp_path) == LIST


def added_to(awesome_lint: Command, folder: Path, lines: str, url: str = "2303.01234") -> str:
    """The entry that is added to a section of these lines."""
    (folder / "README.md").write_text(f"# Looms\n\n## Stereo\n\n{lines}")
    done = awesome_lint("add", url, "--dry-run")
    assert done.returncode == 0, done.stderr
    return done.stdout


def make_entries(entry: str, names: str = "Acer Birch Cedar Dogwood Elm Fir") -> str:
    """An entry for each name, which `{name}` stands for; `{n}` is the number of it."""
    return "".join(entry.format(name=name, n=n) for n, name in enumerate(names.split(), 1))


@pytest.mark.usefixtures("services")
class TestTheFormOfTheEntriesNearby:
    """What a new entry takes from others, and what it does not."""

    def test_no_fact_of_another_paper_is_taken(self, awesome_lint: Command, tmp_path: Path) -> None:
        entry = "- `{name}` **Loom {n} of wood** [[paper](https://arxiv.org/abs/200{n}.01234)]\n"
        plain = "- **Loom of stone** [[paper](https://arxiv.org/abs/2012.01234)]\n"
        new = "- **Weaving Depth from Two Threads** [[paper](https://arxiv.org/abs/2303.01234)]\n"
        assert added_to(awesome_lint, tmp_path, plain + make_entries(entry)) == new

    def test_names_of_authors(self, awesome_lint: Command, tmp_path: Path) -> None:
        entry = "- [{name} looms](https://arxiv.org/abs/200{n}.01234). {authors}\n"
        for authors, written in (
            ("Ash, Cora and Elm, Dan and Fir, Ed", "Blom, Ada and Roe, Bo and Lee, Cy"),
            ("C. Ash, D. Elm, and E. Fir", "A. Blom, B. Roe, and C. Lee"),
            ("Cora Ash et al.", "Ada Blom et al."),
        ):
            lines = make_entries(entry.replace("{authors}", authors))
            assert added_to(awesome_lint, tmp_path, lines).endswith(f"01234). {written}\n")

    def test_a_preprint_is_written_as_other_preprints(self, awesome_lint: Command, tmp_path: Path) -> None:
        preprints = make_entries("- [{name} looms](https://arxiv.org/abs/200{n}.01234), 2020\n")
        papers = make_entries(
            "- [{name} shuttles](https://arxiv.org/abs/180{n}.01234), CVPR 2018\n", "Oak Yew Ivy Ash"
        )
        new = "- [Weaving Depth from Two Threads](https://arxiv.org/abs/2303.01234), 2023\n"
        assert added_to(awesome_lint, tmp_path, preprints + papers) == new

    def test_the_form_of_links_is_that_of_the_section(self, awesome_lint: Command, tmp_path: Path) -> None:
        lines = make_entries("- [{name} looms](https://arxiv.org/pdf/200{n}.01234)\n")
        other = make_entries("- [{name} yarn](https://arxiv.org/abs/190{n}.01234)\n", "Oak Yew Ivy Ash Box")
        (tmp_path / "README.md").write_text(f"# Looms\n\n## Stereo\n\n{lines}\n## Yarn\n\n{other}")
        done = awesome_lint("add", "2303.01234", "--section", "Stereo", "--dry-run")
        assert done.stdout == "- [Weaving Depth from Two Threads](https://arxiv.org/pdf/2303.01234)\n"

    def test_a_list_with_http(self, awesome_lint: Command, tmp_path: Path) -> None:
        lines = make_entries("- [{name} looms](http://arxiv.org/abs/200{n}.01234)\n")
        new = "- [Weaving Depth from Two Threads](http://arxiv.org/abs/2303.01234)\n"
        assert added_to(awesome_lint, tmp_path, lines) == new

    def test_no_full_stop_follows_a_question(
        self, awesome_lint: Command, tmp_path: Path, titles: dict[str, str]
    ) -> None:
        titles["2303.01234"] = "Can a Loom See?"
        lines = make_entries("- **{name} looms.** [[paper](https://arxiv.org/abs/200{n}.01234)]\n")
        new = "- **Can a Loom See?** [[paper](https://arxiv.org/abs/2303.01234)]\n"
        assert added_to(awesome_lint, tmp_path, lines) == new

    @pytest.mark.parametrize(
        ("years", "place"),
        [("2024 2023 2023 2022 2021", 1), ("2020 2021 2022 2024 2025", 3), ("2022 2025 2020 2024 2021", 5)],
    )
    def test_the_place_in_the_order_of_the_section(
        self, awesome_lint: Command, tmp_path: Path, years: str, place: int
    ) -> None:
        lines = make_entries("- [Loom {n} of wood](https://loom.example/{n}) ({name})\n", years)
        (tmp_path / "README.md").write_text(f"# Looms\n\n## Stereo\n\n{lines}")
        assert awesome_lint("add", "2303.01234").returncode == 0
        assert text(tmp_path).splitlines()[4 + place].startswith("- [Weaving Depth")
