"""What holds for any text."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint.edits import Span
from awesome_lint.listing import read
from awesome_lint.listing.entry_record import entry_record
from awesome_lint.listing.model import Listing
from awesome_lint.style.describe import list_style_object
from awesome_lint.style.planner import Planner

PIECES = st.sampled_from(
    [
        "# ", "## ", "\n", "\n\n", "- ", "* ", "+ ", "1. ", "  ", "    ", "| ", " |", "|--|--|\n", "| Title | Code |\n",
        "**", "*", "_", "`", '"', "“", "”", "<br>", "<!-- ", " -->", "```\n", "\\",
        "[", "]", "(", ")", ", ", ". ", ": ",
        "[T](https://arxiv.org/abs/2401.00001)", "[[pdf](https://a.example)]", "[[code]](https://github.com/a/b)",
        "![](https://img.shields.io/badge/arXiv-2024.05-red)", "[x](#x)", "(May. 2025)", "(2024, ICML)", "CVPR 2023",
        "Ann Lee, Bo Roe", "et al.", "Keyword", "ExpEnv: ", "Moss on Stones", "<td>", "<tr>", "</table>", "<table>",
        "$x_1$", "\u202f", "\u3000", "日本", ":star:", "🔥", "~~", "&nbsp;", "https://b.example", "<a name='x'></a>",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=120))


def spans_of(listing: Listing) -> list[Span]:
    found = [section.span for section in listing.sections] + [toc.span for toc in listing.tocs]
    for entry in listing.entries:
        found.append(entry.span)
        found += [span for link in entry.links for span in (link.outer, link.node.span)]
        found += [span for each in entry.labelled_fields for span in (each.label_span, each.value_span)]
        for field in (entry.title, entry.date, entry.venue):
            if field is not None:
                found += [field.span, field.outer]
        if entry.authors is not None:
            found.append(entry.authors.span)
        if entry.description is not None:
            found.append(entry.description)
    return found


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_reads(text: str) -> None:
    listing = read(text)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans_of(listing))
    for first, second in zip(listing.entries, listing.entries[1:], strict=False):
        assert first.span.end <= second.span.start
    for entry in listing.entries:
        assert entry.section.span.covers(entry.span)
        assert entry in entry.section.entries
        assert entry.title is not None
        assert entry.title.text
        assert entry.kind
        json.dumps(entry_record(entry, "x"))
        for field in (entry.title, entry.date, entry.venue):
            assert field is None or (entry.span.covers(field.outer) and entry.span.covers(field.span))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_has_a_style(text: str) -> None:
    listing = read(text)
    planner = Planner(listing)
    json.dumps(list_style_object(planner.list_style))
    for plan in planner.plans():
        for part in plan.parts:
            assert all(0 <= edit.span.start <= edit.span.end <= len(text) for edit in part.edits)
