"""BibTeX records are read with the places of their fields."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.bibliography.bibtex import find_records

RECORD = """@article{byron1843,
  title = {Notes on the {Analytical} Engine},
  author = "Byron, Ada and {The {"}Countess{"}}",
  journal = {Taylor's} # { Memoirs},
  month = sep,
  year = 1843,
  note = {},
}
"""


def test_a_record_gives_its_fields() -> None:
    (record,) = find_records(RECORD)
    assert (record.key, record.is_balanced) == ("byron1843", True)
    assert [field.name for field in record.fields] == ["title", "author", "journal", "month", "year", "note"]
    assert record.fields[0].value == "Notes on the {Analytical} Engine"
    assert record.fields[1].value == 'Byron, Ada and {The {"}Countess{"}}'
    assert record.fields[4].value == "1843"
    assert record.fields[5].value == ""
    assert RECORD[record.span.end - 1] == "}"


def test_an_open_brace_ends_at_the_next_record() -> None:
    text = "@misc{one,\n  title = {Open {brace},\n  year = {2001}\n}\n@misc{two,\n  year = {2002}\n}\n"
    one, two = find_records(text)
    assert not one.is_balanced
    assert two.is_balanced
    assert two.field("year") is not None


def test_templates_and_macros_are_no_records() -> None:
    assert find_records("@misc{...}\n@string{iclr = {ICLR}}\nask me@home{now,}\n") == []


def test_a_field_without_value_leaves_the_next_alone() -> None:
    (record,) = find_records("@misc{a, doi = , year = {2001}}")
    assert [(field.name, field.value) for field in record.fields] == [("doi", ""), ("year", "2001")]


@given(st.text(alphabet='@misc{}",=# \nayer0', max_size=200))
def test_any_text_is_read_and_spans_hold_their_values(text: str) -> None:
    for record in find_records(text):
        assert record.span.end <= len(text)
        for field in record.fields:
            assert text[field.span.start : field.span.end] == field.value
            assert field.outer.covers(field.span)


def test_many_open_braces_are_read_in_one_pass() -> None:
    text = "@misc{a,\n" + "x = {" * 20000
    assert len(find_records(text)) == 1
