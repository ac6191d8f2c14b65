"""The formats that other programs read: their form, their escapes, and that all say the same."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sarif_form import LOG, REQUIRED

from awesome_lint import listing, reports
from awesome_lint.edits import Edit, Span, apply_edits, sort_edits
from awesome_lint.findings import Finding, Fix, Related, Safety, Severity
from awesome_lint.fixing.diff import unified_diff
from awesome_lint.linting import lint
from awesome_lint.linting.fingerprint import index_entries
from awesome_lint.reports import FileReport, Report
from awesome_lint.reports.github import escape_message
from awesome_lint.reports.markdown import inline_code
from awesome_lint.settings import Settings
from awesome_lint.source import Source

LIST = """\
# 海 Seas

## Kelp

- [森 Forests of kelp](https://arxiv.org/abs//2104.01234) (Apr. 2021) [[code]()]
- [Kelp and light](https://arxiv.org/abs/2105.01234) (May. 2021)
- [Kelp and light](https://arxiv.org/abs/2105.01234) (May. 2021)
- [Kelp at night](https://arxiv.org/abs/2106.01234) (Jun. 2021)
- [Kelp by day](https://arxiv.org/abs/2107.01234) (Jul. 2021)
- [Kelp in spring](https://arxiv.org/abs/2108.01234) (Aug. 2021)
- [Kelp in autumn](https://arxiv.org/abs/2109.01234) (2021/09)
- [Kelp in winter](https://arxiv.org/abs/2110.01234) (Oct. 2021)
- [Kelp and fish](https://arxiv.org/abs/2111.01234) (Nov. 2021)
- [Kelp and ice](https://arxiv.org/abs/2112.01234) (Dec. 2021)
- [Kelp and sand](https://arxiv.org/abs/2201.01234) (Jan. 2022)

## 🐚 Coral

- [Reefs] (https://example.org/reefs)
"""
HOSTILE = (
    "a%0A::set-output name=x::y\n##[error]\x1b]0;t\x07 `]( <b> @me #1 | ![i](u) \u202e&amp; {0} \\[x](y)"
)


def reported(text: str = LIST, path: str = "docs/a b: é#?.md") -> Report:
    linted = lint(text, path, Settings(today=date(2026, 1, 1)))
    codes = frozenset(finding.code for finding in linted.findings)
    file = FileReport(
        path, Source(path, text), linted.findings, codes, entry_index=index_entries(linted.listing)
    )
    return Report((file,))


def hostile() -> Report:
    text = f"# {HOSTILE}\n\n- [{HOSTILE}](u)\n"
    marked = Span(text.index("- "), len(text) - 1)
    finding = Finding(
        "LK002",
        "empty-link",
        Severity.ERROR,
        HOSTILE,
        marked,
        (Related(Span(0, 4), HOSTILE),),
        Fix(Safety.SAFE, (Edit(Span(2, 2), HOSTILE),)),
        HOSTILE,
    )
    path = "a\n::error::b,c%0A`<i>.md"
    places = index_entries(listing.read(text))
    return Report(
        (FileReport(path, Source(path, text), (finding,), frozenset({"LK002"}), entry_index=places),)
    )


def keys(report: Report) -> list[tuple[str, int, int]]:
    return [
        (finding.code, *file.source.position(finding.span.start))
        for file in report.files
        for finding in file.findings
    ]


def test_the_list_has_findings_of_all_sorts() -> None:
    (file,) = reported().files
    assert {finding.fix is None for finding in file.findings} == {True, False}
    assert any(finding.related for finding in file.findings)
    assert len({finding.severity for finding in file.findings}) >= 2


@pytest.mark.parametrize("report", [reported(), hostile(), Report(())], ids=["list", "hostile", "nothing"])
def test_sarif_has_its_form(report: Report) -> None:
    log = json.loads(reports.render("sarif", report))
    jsonschema.Draft202012Validator.check_schema(LOG)
    jsonschema.Draft202012Validator(LOG, format_checker=jsonschema.FormatChecker()).validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [one["ruleId"] for one in run["results"]] == [
        rules[one["ruleIndex"]]["id"] for one in run["results"]
    ]
    assert len({json.dumps(one["partialFingerprints"]) for one in run["results"]}) == len(run["results"])


def test_all_formats_hold_the_same_findings() -> None:
    report = reported()
    wanted = keys(report)
    assert len(wanted) >= 4
    in_json = json.loads(reports.render("json", report))
    assert [(one["code"], one["start"]["line"], one["start"]["column"]) for one in in_json] == wanted
    results = json.loads(reports.render("sarif", report))["runs"][0]["results"]
    regions = [(one["ruleId"], one["locations"][0]["physicalLocation"]["region"]) for one in results]
    assert [(code, region["startLine"], region["startColumn"]) for code, region in regions] == wanted
    diagnostics = json.loads(reports.render("rdjson", report))["diagnostics"]
    lines = LIST.split("\n")
    starts = [(one["code"]["value"], one["location"]["range"]["start"]) for one in diagnostics]
    assert [
        (code, start["line"], len(lines[start["line"] - 1].encode()[: start["column"] - 1].decode()) + 1)
        for code, start in starts
    ] == wanted
    commands = reports.render("github", report).splitlines()
    named = [re.search(r"line=(\d+),.*?title=(\w+) ", line) for line in commands]
    assert sorted((match[2], int(match[1])) for match in named if match) == sorted(key[:2] for key in wanted)
    listed = re.findall(r"^- <code>(.*?)</code> \[(\w+)\]", reports.render("markdown", report), re.MULTILINE)
    places = [(code, *map(int, unescape(place).rsplit(":", 2)[1:])) for place, code in listed]
    assert sorted(places) == sorted(wanted)
    messages = [finding.message for file in report.files for finding in file.findings]
    assert [one["message"] for one in in_json] == messages
    assert [re.sub(r"\\(.)", r"\1", one["message"]["text"]) for one in results] == messages


def test_the_fixes_of_sarif_and_rdjson_make_what_ours_make() -> None:
    report = reported()
    (file,) = report.files
    source = file.source
    results = json.loads(reports.render("sarif", report))["runs"][0]["results"]
    diagnostics = json.loads(reports.render("rdjson", report))["diagnostics"]
    seen = 0
    for finding, result, diagnostic in zip(file.findings, results, diagnostics, strict=True):
        if finding.fix is None or finding.fix.safety is Safety.DISPLAY:
            assert "fixes" not in result
            assert "suggestions" not in diagnostic
            continue
        seen += 1
        wanted = apply_edits(source.text, sort_edits(finding.fix.edits))
        edits = [
            Edit(
                Span(
                    source.starts[part["deletedRegion"]["startLine"] - 1]
                    + part["deletedRegion"]["startColumn"]
                    - 1,
                    source.starts[part["deletedRegion"]["endLine"] - 1]
                    + part["deletedRegion"]["endColumn"]
                    - 1,
                ),
                part["insertedContent"]["text"],
            )
            for part in result["fixes"][0]["artifactChanges"][0]["replacements"]
        ]
        assert apply_edits(source.text, sort_edits(edits)) == wanted
        (suggestion,) = diagnostic["suggestions"]
        lines = source.text.encode().splitlines(keepends=True)
        ends = [
            sum(map(len, lines[: place["line"] - 1])) + place["column"] - 1
            for place in (suggestion["range"]["start"], suggestion["range"]["end"])
        ]
        whole = source.text.encode()
        assert (whole[: ends[0]] + suggestion["text"].encode() + whole[ends[1] :]).decode() == wanted
    assert seen >= 2


def test_rdjson_has_its_form() -> None:
    position = {
        "type": "object",
        "properties": {
            "line": {"type": "integer", "minimum": 1},
            "column": {"type": "integer", "minimum": 1},
        },
        "required": ["line", "column"],
        "additionalProperties": False,
    }
    between = {
        "type": "object",
        "properties": {"start": position, "end": position},
        "required": ["start", "end"],
        "additionalProperties": False,
    }
    text = {"type": "string"}
    diagnostic = {
        "type": "object",
        "properties": {
            "message": text,
            "location": {
                "type": "object",
                "properties": {"path": text, "range": between},
                "additionalProperties": False,
            },
            "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
            "code": {
                "type": "object",
                "properties": {"value": text, "url": text},
                "additionalProperties": False,
            },
            "suggestions": {
                "type": "array",
                "items": {"type": "object", "properties": {"range": between, "text": text}},
            },
        },
        "required": ["message", "location"],
        "additionalProperties": False,
    }
    schema = {
        "type": "object",
        "properties": {
            "source": {"type": "object", "properties": {"name": text, "url": text}},
            "diagnostics": {"type": "array", "items": diagnostic},
        },
        "required": ["diagnostics"],
        "additionalProperties": False,
    }
    for report in (reported(), hostile(), Report(())):
        jsonschema.validate(json.loads(reports.render("rdjson", report)), schema)


def test_a_fix_of_several_edits_is_one_suggestion() -> None:
    fix = Fix(Safety.SAFE, (Edit(Span(8, 9), "b"), Edit(Span(2, 4), "漢")))
    finding = Finding("LK002", "empty-link", Severity.ERROR, "m", Span(0, 9), fix=fix)
    source = Source("a.md", "é--- 0 8\n9")
    report = Report((FileReport("a.md", source, (finding,), frozenset({"LK002"})),))
    (diagnostic,) = json.loads(reports.render("rdjson", report))["diagnostics"]
    start, end = {"line": 1, "column": 4}, {"line": 2, "column": 1}
    assert diagnostic["suggestions"] == [{"range": {"start": start, "end": end}, "text": "漢 0 8b"}]


def test_a_rule_that_may_not_be_mended_offers_no_fix() -> None:
    (file,) = reported().files
    barred = Report((FileReport(file.path, file.source, file.findings, entry_index=file.entry_index),))
    assert '"fixes"' not in reports.render("sarif", barred)
    assert '"suggestions"' not in reports.render("rdjson", barred)
    assert "--fix" not in reports.render("markdown", barred)


def test_a_path_is_an_address_in_sarif(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (result, *_) = json.loads(reports.render("sarif", reported()))["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert unquote(place["uri"]) == "docs/a b: é#?.md"
    assert " " not in place["uri"]
    monkeypatch.chdir(tmp_path)
    inside = reported(path=str(tmp_path / "docs" / "README.md"))
    assert '"uri": "docs/README.md"' in reports.render("sarif", inside)
    assert "file=docs/README.md," in reports.render("github", inside)
    outside = reported(path=str(tmp_path.parent / "README.md"))
    assert f'"uri": "{(tmp_path.parent / "README.md").as_uri()}"' in reports.render("sarif", outside)


def test_sarif_takes_brackets_for_links_and_braces_for_placeholders() -> None:
    (result,) = json.loads(reports.render("sarif", hostile()))["runs"][0]["results"]
    said = result["message"]["text"]
    assert r"\\\[x\](y)" in said
    assert "{{0}}" in said
    assert not re.search(r"(?<!\\)\[", said)


def test_no_text_can_end_a_workflow_command_or_begin_one() -> None:
    shown = reports.render("github", hostile())
    (line,) = shown.splitlines()
    properties, message = re.fullmatch(r"::error ([^:]*)::(.*)", line).groups()  # type: ignore[union-attr]
    fields = dict(part.split("=", 1) for part in properties.split(","))
    decoded = fields["file"].replace("%3A", ":").replace("%2C", ",").replace("%0A", "\n").replace("%25", "%")
    assert decoded == "a\n::error::b,c%0A`<i>.md"
    assert "##[" not in message
    assert message.startswith("a%250A::set-output name=x::y%0A")


@given(st.text())
def test_an_escaped_text_is_one_line_and_comes_back(text: str) -> None:
    shown = escape_message(text)
    assert len(shown.splitlines()) <= 1
    assert "\x1b" not in shown
    assert "##[" not in shown


def test_annotations_come_the_worst_first() -> None:
    kinds = [line.split(" ")[0] for line in reports.render("github", reported()).splitlines()]
    order = ["::error", "::warning", "::notice"]
    assert kinds == sorted(kinds, key=order.index)


def test_markdown_shows_a_table_by_rule_and_one_by_section_and_the_difference() -> None:
    report = reported()
    shown = reports.render("markdown", report)
    (file,) = report.files
    for finding in file.findings:
        assert re.search(rf"^\| \[{finding.code}\]\(.*\) \| {finding.name} \| ", shown, re.MULTILINE)
    assert "| <code>Kelp</code> | " in shown
    assert "| <code>🐚 Coral</code> | " in shown
    edits = [
        edit
        for finding in file.findings
        if finding.fix is not None and finding.fix.safety is Safety.SAFE
        for edit in finding.fix.edits
    ]
    fixed = apply_edits(file.source.text, sort_edits(edits))
    assert fixed != file.source.text
    assert "".join(unified_diff(file.source.text, fixed, file.path)) in shown
    assert reports.render("markdown", Report(())).strip() == "**awesome-lint**: nothing to report."


def test_nothing_of_a_list_is_markdown_in_a_page() -> None:
    shown = reports.render("markdown", hostile())
    outside = re.sub(r"^(`{3,})diff\n.*?^\1$", "", shown, flags=re.MULTILINE | re.DOTALL)
    assert outside != shown
    outside = outside.replace("&#64;<!-- -->", "")
    outside = re.sub(r"<code>[^<>`*_\[\]\\|~@:.!{}^$]*</code>", "", outside)
    for sign in ("set-output", "@me", "<b>", "![i]", "<i>"):
        assert sign not in outside
    assert "\x1b" not in shown


@example(".@.a")
@example("mail a.b@c.d and xmpp:a@b.c")
@given(st.text(alphabet=st.sampled_from("`*_[](){}<>&#@|\\~!:./ \n\tab\x1b"), max_size=40))
def test_a_literal_shows_its_text_and_nothing_else(text: str) -> None:
    comrak = pytest.importorskip("comrak")
    extensions: Any = comrak.ExtensionOptions()
    extensions.autolink = extensions.table = extensions.strikethrough = True
    options: Any = comrak.RenderOptions()
    options.unsafe_ = True
    html = comrak.render_markdown(f"- x {inline_code(text)} y\n", extensions, comrak.ParseOptions(), options)
    found = re.search(r"<code>(.*?)</code>", html, re.DOTALL)
    assert found is not None
    shown = found[1].replace("<!-- -->", "")
    assert "<" not in shown
    wanted = " ".join(text.split()).replace("\x1b", "<U+001B>")
    assert unescape(shown).strip() == wanted


def test_a_fix_of_a_heading_comes_with_the_links_to_it() -> None:
    report = reported("- [Big data](#bigdata)\n\n# Big\u00a0data\n")
    (found,) = [one for one in json.loads(reports.render("json", report)) if one["code"] == "TX002"]
    assert [edit["text"] for edit in found["fix"]["edits"]] == [" ", "#big-data"]
    diagnostics = json.loads(reports.render("rdjson", report))["diagnostics"]
    (one,) = [one for one in diagnostics if one["code"]["value"] == "TX002"]
    assert [suggestion["text"] for suggestion in one["suggestions"]] == ["#big-data)\n\n# Big "]


def test_annotations_say_what_to_write() -> None:
    lines = reports.render("github", reported()).splitlines()
    assert any("%0A--fix writes `" in line for line in lines)


def test_sarif_explains_its_rules() -> None:
    (run,) = json.loads(reports.render("sarif", reported()))["runs"]
    assert run["automationDetails"] == {"id": "awesome-lint/"}
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["fullDescription"]["text"]
        assert "## Why it matters" in rule["help"]["markdown"]
        assert "## Why it matters\n" in rule["help"]["text"]


@pytest.mark.parametrize("name", REQUIRED)
def test_the_form_requires_what_the_published_schema_requires(name: str) -> None:
    form, required = REQUIRED[name]
    assert required <= set(form["required"])
