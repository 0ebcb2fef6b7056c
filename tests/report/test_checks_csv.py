"""Who failed which check: a row for each student and check, nothing a spreadsheet would execute."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from classroom import ASSIGNMENT, hostile_text, sample_class
from hypothesis import given, settings

from autograder import report
from autograder.records import Standing, Verdict


def rows(*standings: Standing) -> list[dict[str, str]]:
    table = report.checks_csv(ASSIGNMENT, standings)
    return list(csv.DictReader(io.StringIO(table, newline="")))


def test_there_is_a_row_for_each_student_and_check_in_order() -> None:
    standings = sample_class()
    checks = [c for question in ASSIGNMENT.questions for c in question.checks]
    table = [row for row in rows(*reversed(standings)) if row["student"] == "student02"]
    assert [(row["question"], row["check"]) for row in table] == [
        (check.question, check.name) for check in checks
    ]
    assert [row["hidden"] == "yes" for row in table] == [check.hidden for check in checks]
    assert sum(float(row["points"]) for row in table) == standings[1].grade.points
    assert {row["outcome"] for row in table} == {str(r.outcome) for r in standings[1].grade.results}


def test_a_grade_that_failed_on_our_side_has_no_rows() -> None:
    first = sample_class()[0]
    failed = replace(first, grade=replace(first.grade, verdict=Verdict.SANDBOX_FAILURE))
    assert rows(failed) == []


@settings(max_examples=50, deadline=None)
@given(hostile_text)
def test_no_text_becomes_a_formula_or_a_line_of_its_own(text: str) -> None:
    one = sample_class()[1]
    results = tuple(replace(result, message=text) for result in one.grade.results)
    hostile = replace(
        one,
        submission=replace(one.submission, name=text),
        grade=replace(one.grade, results=results),
    )
    table = report.checks_csv(ASSIGNMENT, [hostile])
    assert len(table.splitlines()) == 1 + len(results)
    assert not any(
        value.startswith(tuple("=+-@")) for row in rows(hostile) for value in row.values()
    )
