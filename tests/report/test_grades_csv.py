"""The table of grades: plain numbers, no formulas, a column for each fact."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

from classroom import (
    ANYTHING,
    ASSIGNMENT,
    P,
    graded,
    handed_in,
    hostile_text,
    make_question,
    sample_class,
    standing,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from autograder import files, report
from autograder.records import (
    Assignment,
)

COLUMNS = (
    "student,name,file,points,adjusted,possible,percent,"
    "squared_distance,one_nn,k_nn,one_nn_many,why_one_nn,"
    "adjustment,verdict,note,late,repairs,unsafe,key"
)


def test_the_table_has_one_row_per_student_in_order_with_plain_numbers() -> None:
    table = report.grades_csv(ASSIGNMENT, sample_class())

    assert table.splitlines()[0] == COLUMNS
    assert [line.split(",")[0] for line in table.splitlines()[1:]] == [
        f"student{n:02}" for n in range(1, 11)
    ]
    assert table.count("\r\n") == 11
    assert table.splitlines()[2].split(",")[3:12] == [
        "6.5",
        "6.5",
        "20",
        "32.5",
        "1",
        "3.5",
        "2",
        "0",
        "0",
    ]


def test_points_after_the_late_policy_stand_beside_those_before_with_the_reason() -> None:
    first, second = sample_class()[:2]
    late = replace(second, points=4.5, note="1 day late: −10 %")

    table = report.grades_csv(ASSIGNMENT, [first, late])

    first, second = csv.DictReader(io.StringIO(table))
    assert (first["points"], first["adjusted"], first["adjustment"]) == (
        first["points"],
        first["points"],
        "",
    )
    assert (second["points"], second["adjusted"], second["adjustment"]) == (
        "6.5",
        "4.5",
        "1 day late: −10 %",
    )


def test_unclear_points_need_review() -> None:
    unclear = replace(sample_class()[0], unclear=True, note="late by an unknown amount")

    (row,) = csv.DictReader(io.StringIO(report.grades_csv(ASSIGNMENT, [unclear])))

    assert (row["adjustment"], row["note"]) == ("late by an unknown amount", "needs review")


def test_a_question_named_like_a_column_gets_a_column_of_its_own() -> None:
    question = make_question("name", "Name it", ("it", 1, False, "", ""))

    (header,) = csv.reader(
        io.StringIO(report.grades_csv(Assignment(slug="a", title="A", questions=(question,)), []))
    )

    assert len(header) == len(set(header))
    assert "question name" in header


@settings(max_examples=200, deadline=None)
@given(ANYTHING | hostile_text)
def test_a_csv_cell_reads_back_as_the_text_and_is_never_a_formula(text: str) -> None:
    submission = replace(handed_in(1), name=text)

    table = report.grades_csv(ASSIGNMENT, [standing(submission, graded(1, *(P,) * 11))])

    (row,) = csv.DictReader(io.StringIO(table.encode().decode(), newline=""))
    read = row["name"]
    assert without_apostrophes(read) == without_apostrophes(report.terminal(text))
    assert not read.lstrip().startswith(tuple("=+-@\t\r＝＋－＠"))
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", read)
    assert len(row) == 19


def without_apostrophes(cell: str) -> str:
    return files.unguard(cell).removeprefix("'")


@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=60))
def test_ordinary_text_of_any_script_is_unchanged_in_a_csv_cell(text: str) -> None:
    assume(not any(part.lstrip().startswith(tuple("=+-@＝＋－＠")) for part in text.split(";")))

    (row,) = csv.DictReader(
        io.StringIO(
            report.grades_csv(ASSIGNMENT, [standing(replace(handed_in(1), name=text), graded(1))]),
            newline="",
        )
    )

    assert row["name"] == text
