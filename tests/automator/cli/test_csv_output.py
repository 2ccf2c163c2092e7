import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automator.cli.csv_output import csv_text, defused
from automator.result import Sheet

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))


def read_again(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_a_sheet_is_a_header_and_lines_that_end_in_cr_lf() -> None:
    sheet = Sheet(("id", "title"), [("1", 'A "big" lamp, red'), ("2", None)])
    assert csv_text(sheet) == 'id,title\r\n1,"A ""big"" lamp, red"\r\n2,\r\n'


@given(st.lists(st.tuples(CELLS, CELLS)))
def test_whatever_stands_in_a_cell_is_read_again_as_it_was_written(
    rows: list[tuple[str, str]],
) -> None:
    read = read_again(csv_text(Sheet(("a", "b"), rows)))
    assert read[1:] == [[defused(said) for said in row] for row in rows]


@given(CELLS, st.sampled_from(["=", "+", "-", "@", "\t=", " =", "\r", "＝"]))  # noqa: RUF001
def test_no_cell_begins_as_a_formula_does(rest: str, beginning: str) -> None:
    said = defused(beginning + rest)
    assert said.startswith("'") or said[1:].replace(".", "").isdigit()


@pytest.mark.parametrize("said", ["-12.50", "-3", "12.50", "a=b", "Ann's shop", ""])
def test_sums_and_ordinary_texts_stay_as_they_are(said: str) -> None:
    assert defused(said) == said


@pytest.mark.parametrize("said", ["-1+cmd|' /C calc'!A0", "--1", "-", "@SUM(A1)", "+1"])
def test_what_only_begins_as_a_sum_does_is_defused(said: str) -> None:
    assert defused(said) == f"'{said}"
