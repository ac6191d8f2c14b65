"""Finding, checking and layering of configuration files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from awesome_lint.listing.labels import role_of_label
from awesome_lint.listing.model import Role
from awesome_lint.settings import Settings, SettingsError
from awesome_lint.settings.keys import LABELS
from awesome_lint.settings.load import (
    SettingsLayer,
    find_configuration,
    load_configuration,
    load_options,
    merge_layers,
    parse_style,
)

TODAY = date(2026, 1, 1)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refused(tmp_path: Path, text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        load_configuration(str(write(tmp_path / "awesome-lint.toml", text)))
    message = str(caught.value)
    assert message.startswith(str(tmp_path / "awesome-lint.toml"))
    assert "\n" not in message
    return message.removeprefix(str(tmp_path / "awesome-lint.toml"))


def test_every_key_reaches_its_place(tmp_path: Path) -> None:
    path = write(
        tmp_path / "awesome-lint.toml",
        """
        select = ["AX", "DU"]
        ignore = ["DU002"]
        extend-select = ["AW001"]
        fixable = ["AX"]
        unfixable = ["AX003"]
        include = ["lists/*.md"]
        exclude = ["lists/old.md"]
        fail-on = "error"
        duplicates-across-files = true
        preset = "awesome"
        baseline = "known.json"
        ignore-links = ["https://x.example/*"]
        per-file-ignores = { "README.zh.md" = ["EN"] }
        severity = { DU002 = "off" }
        style = { bullet = "-" }
        [online]
        arxiv-interval = 1
        allow-private = true
        cache = ""
        """,
    )
    settings = merge_layers(TODAY, [load_configuration(str(path))])
    assert settings.select == ("AX", "DU")
    assert settings.ignore == ("DU002",)
    assert settings.extend_select == ("AW001",)
    assert settings.fixable == ("AX",)
    assert settings.unfixable == ("AX003",)
    assert settings.include == ("lists/*.md",)
    assert settings.exclude == ("lists/old.md",)
    assert settings.fail_on == "error"
    assert settings.duplicates_across_files
    assert settings.preset == "awesome"
    assert settings.baseline == str(tmp_path / "known.json")
    assert settings.ignore_links == ("https://x.example/*",)
    assert settings.per_file_ignores == {"README.zh.md": ("EN",)}
    assert settings.severity == {"DU002": "off"}
    assert settings.style == {"bullet": "-"}
    assert settings.online.arxiv_interval == 1.0
    assert settings.online.allow_private
    assert settings.online.cache == ""
    assert settings.root == tmp_path.resolve().as_posix()
    assert settings.origins["select"] == str(path)
    assert settings.origins["online.cache"] == str(path)
    assert "online.timeout" not in settings.origins


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("selct = []", ": there is no key `selct`; did you mean `select`?"),
        ("extend_select = []", ": there is no key `extend_select`; did you mean `extend-select`?"),
        ("[online]\ntime-out = 3", ": there is no key `online.time-out`; did you mean `timeout`?"),
        ('select = "AX"', ": `select` must be a list of strings, not a string."),
        ("ignore = [1]", ": `ignore` must be a list of strings, not a list with other values."),
        (
            'duplicates-across-files = "yes"',
            ": `duplicates-across-files` must be true or false, not a string.",
        ),
        (
            'fail-on = "advise"',
            ': `fail-on` must be "error" or "warning" or "advice" or "never", not \'advise\'.',
        ),
        ("[online]\ntimeout = -1", ": `timeout` must be 0 to 1000000, not -1."),
        (
            f"[online]\ntimeout = 1{'0' * 400}",
            f": `timeout` must be 0 to 1000000, not 1{'0' * 400}.",
        ),
        ("[online]\ntimeout = nan", ": `timeout` must be 0 to 1000000, not nan."),
        *(
            (
                f'[style]\ndate = "{pattern}"',
                ": `style.date` must be a date in %Y or %y, %m, %-m, %b, %B, %d, %-d and %o without brackets around "
                f"it, such as %Y-%m, not {pattern!r}.",
            )
            for pattern in ("(%Y-%m)", "%Y-%M", "%Y-%m-%q", "[%Y]", "%Y %", "YYYY-MM")
        ),
        (
            '[style]\nvenue = "{venue} {date}"',
            ": `style.venue` must be a form of {venue}, {year}, {yy} and {month}, such as ({venue} {year}), "
            "not '{venue} {date}'.",
        ),
        (
            '[style]\nvenue = "(ICML)"',
            ": `style.venue` must be a form of {venue}, {year}, {yy} and {month}, such as ({venue} {year}), "
            "not '(ICML)'.",
        ),
        ("[online]\ntimeout = true", ": `timeout` must be a number of seconds, not true or false."),
        (
            'severity = { DU = "fatal" }',
            ": the severity of `DU` must be error, warning, advice, off, not 'fatal'.",
        ),
        (
            "[style]\nblank-between = true",
            ": there is no key `style.blank-between`; did you mean `blank_between`?",
        ),
        (
            '[online]\nheaders = { "example.org" = "x" }',
            ': `headers` must be a table such as { "example.org" = { User-Agent = "…" } }, '
            "not a table with other values.",
        ),
        (
            '[online.headers."*.example.org"]\nX-Key = "1"',
            ": `*.example.org` must be a host such as example.org or example.org:8080.",
        ),
        ('[online.headers."a.org"]\nHost = "b.org"', ": the header `Host` for a.org cannot be set."),
        ('[online.headers."a.org"]\n"X: y" = "1"', ": the header `X: y` for a.org cannot be set."),
        (
            '[online.headers."a.org"]\nX-Key = "1\\r\\nHost: b.org"',
            ": the header `X-Key` for a.org must be one line of ASCII text.",
        ),
        ("[style]\nblank_between = 1", ": `style.blank_between` must be true or false, not a number."),
        (
            'ignore-links = ["re:(x"]',
            ": the pattern 're:(x' in `ignore-links` is invalid (missing ) at position 2).",
        ),
        ("online = 1", ": `online` must be a table, not a number."),
        ('[style]\nlabel = { kode = "Code" }', ": there is no key `style.label.kode`; did you mean `code`?"),
        ("[style.label]\ncode = 1", ": `style.label.code` must be a string, not a number."),
        (
            '[style.label]\ncode = "[Code]"',
            ": `style.label.code` must be words such as Code, without brackets and marks, not '[Code]'.",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    message = refused(tmp_path, text)
    assert message.replace("`online.", "`") == sentence.replace("`online.", "`")


def test_broken_toml_and_other_encodings_are_refused(tmp_path: Path) -> None:
    for text in ("select = [", f"select = {'[' * 100_000}", f"timeout = 1{'0' * 5000}"):
        assert "is not valid TOML" in refused(tmp_path, text)
    path = tmp_path / "awesome-lint.toml"
    path.write_bytes('baseline = "é"'.encode("latin-1"))
    with pytest.raises(SettingsError, match="is not UTF-8"):
        load_configuration(str(path))


def test_the_nearest_file_upward_holds_and_the_search_ends_at_git(tmp_path: Path) -> None:
    outer = write(tmp_path / "awesome-lint.toml", "")
    inner = tmp_path / "repository" / "docs"
    inner.mkdir(parents=True)
    assert find_configuration(str(inner)) == str(outer)
    (tmp_path / "repository" / ".git").mkdir()
    assert find_configuration(str(inner)) is None
    own = write(tmp_path / "repository" / "pyproject.toml", "[tool.awesome-lint]\nselect = ['AX']\n")
    assert find_configuration(str(inner)) == str(own)


def test_a_project_file_without_our_table_is_passed_by(tmp_path: Path) -> None:
    write(tmp_path / "a" / "pyproject.toml", '[project]\ndependencies = ["awesome-lint"]\n')
    outer = write(tmp_path / "pyproject.toml", "[tool.awesome-lint]\n")
    assert find_configuration(str(tmp_path / "a")) == str(outer)


def layer(origin: str = "command line", **values: object) -> SettingsLayer:
    return SettingsLayer({name.replace("_", "-"): value for name, value in values.items()}, origin)


def test_later_layers_go_over_earlier_ones() -> None:
    first = layer("file", fail_on="error", ignore=("AX",), severity={"DU": "error"}, online={"timeout": 1.0})
    second = layer(ignore=("DU",), severity={"AX": "off"}, online={"max-time": 2.0})
    settings = merge_layers(TODAY, [first, second])
    assert settings.fail_on == "error"
    assert settings.ignore == ("AX", "DU")
    assert settings.severity == {"DU": "error", "AX": "off"}
    assert (settings.online.timeout, settings.online.max_time) == (1.0, 2.0)
    assert settings.origins["fail-on"] == "file"
    assert settings.origins["ignore"] == "command line"


def test_selecting_anew_overrides_what_was_ignored_by_that_word_and_selected_besides() -> None:
    file = layer("file", ignore=("AX003", "DU"), extend_select=("AW",))
    settings = merge_layers(TODAY, [file, layer(select=("AX003",))])
    assert (settings.select, settings.ignore, settings.extend_select) == (("AX003",), ("DU",), ())


def test_arxiv_is_short_for_the_form_of_arxiv_links() -> None:
    assert parse_style(["arxiv=abs"]) == parse_style(["arxiv_link=abs"]) == {"arxiv_link": "abs"}


def test_tables_in_tables_are_merged() -> None:
    style = parse_style(["label.code=Code", "label={ paper = 'Paper' }", "bullet=-", "blank_between=true"])
    assert style == {"label": {"code": "Code", "paper": "Paper"}, "bullet": "-", "blank_between": True}
    layers = [layer("file", style={"label": {"code": "Repo", "data": "Data"}}), layer(style=style)]
    assert merge_layers(TODAY, layers).style["label"] == {"code": "Code", "data": "Data", "paper": "Paper"}
    assert load_options([f"style.{word}" for word in ("label.code=Code", "bullet=-")]).values == {
        "style": {"label": {"code": "Code"}, "bullet": "-"}
    }


def test_the_labels_that_can_be_set_are_the_roles_of_links_and_words_of_their_own() -> None:
    roles = [role.value for role in Role if role not in (Role.TITLE, Role.OTHER)]
    assert set(roles) < set(LABELS)
    assert all(role_of_label(word) is Role.OTHER for word in set(LABELS).difference(roles))


def test_no_layer_gives_the_defaults() -> None:
    assert merge_layers(TODAY, []) == Settings(today=TODAY)
