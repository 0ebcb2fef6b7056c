"""Who failed which check, as CSV: a row for each student and check, for spreadsheets and scripts.

It is the instructor's: names of hidden checks are in it. No cell of text can be a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from autograder import files
from autograder.records import Assignment, CarryForward, Result, Standing
from autograder.report import outcomes
from autograder.report.grades_csv import cell

COLUMNS = (
    *("student", "name", "question", "check", "hidden", "outcome", "points", "possible"),
    "message",
)
STOOD_ON = "stood_on"  # only where the course has errors carried forward
MESSAGE_CHARACTERS = 300


def checks_csv(assignment: Assignment, standings: Sequence[Standing]) -> str:
    """Return the table, by student and in the assignment's order of checks.

    Marks and overrides are rows, too. A grade that failed on our side has none. Where errors are
    carried forward, the last column has the questions on whose reference a check passed.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    carries = assignment.carry_forward is not CarryForward.OFF
    writer.writerow([*COLUMNS, STOOD_ON] if carries else COLUMNS)
    order = {question.name: place for place, question in enumerate(assignment.questions)}
    for standing in sorted(standings, key=lambda one: one.submission.student):
        writer.writerows(_rows(standing, order, carries=carries))
    return buffer.getvalue()


def _rows(standing: Standing, order: dict[str, int], *, carries: bool) -> Iterator[list[str]]:
    submission, grade = standing.submission, standing.grade
    results = grade.results if outcomes.was_graded(grade) else ()
    for result in sorted(results, key=lambda one: order.get(one.check.question, len(order))):
        stood_on = [cell(" ".join(result.stood_on))] if carries else []
        yield [cell(submission.student), cell(submission.name), *_result(result), *stood_on]


def _result(result: Result) -> list[str]:
    check = result.check
    return [
        cell(check.question),
        cell(check.name),
        "yes" if check.hidden else "no",
        str(result.outcome),
        files.number(result.points),
        files.number(check.points),
        cell(result.message[:MESSAGE_CHARACTERS]),
    ]
