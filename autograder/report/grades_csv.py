"""The grades of one assignment as CSV (RFC 4180), safe to open in a spreadsheet: no cell of text can be a formula.

`points` are those of the checks, `adjusted` those after the late policy, and `adjustment` says why they differ. Numbers
are plain numbers. After a failure of ours the points are empty, not 0; points that wait for a person are named
in `note`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from autograder import files
from autograder.records import Assignment, Grade, Submission
from autograder.report import outcomes, text
from autograder.report.outcomes import QuestionLine, State

BEFORE = ("student", "name", "file", "points", "adjusted", "possible", "percent")
AFTER = ("adjustment", "verdict", "note", "late", "repairs", "unsafe", "key")


def grades_csv(
    assignment: Assignment,
    graded: Sequence[tuple[Submission, Grade]],
    adjusted: Mapping[tuple[str, str], tuple[float, str]] | None = None,
) -> str:
    """Return the table, one row per submission, sorted by student.

    `adjusted` holds the points after the late policy, and why, by LMS and student.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    taken = {*BEFORE, *AFTER}
    names = [q.name if q.name not in taken else f"question {q.name}" for q in assignment.questions]
    writer.writerow([*BEFORE, *(cell(name) for name in names), *AFTER])
    for submission, grade in sorted(graded, key=lambda pair: (pair[0].student, pair[0].filename)):
        after = (adjusted or {}).get((submission.lms, submission.student), (grade.points, ""))
        writer.writerow(_row(assignment, submission, grade, *after))
    return buffer.getvalue()


def cell(value: str) -> str:
    """Return text as a cell: one line without controls, a leading apostrophe where a spreadsheet would compute."""
    return files.guard(text.terminal(value))


def _row(
    assignment: Assignment, submission: Submission, grade: Grade, adjusted: float, why: str
) -> list[str]:
    lines = outcomes.question_lines(assignment, grade)
    possible = outcomes.possible(assignment, grade)
    known = outcomes.was_graded(grade)
    return [
        cell(submission.student),
        cell(submission.name),
        cell(submission.filename),
        files.number(grade.points) if known else "",
        files.number(adjusted) if known else "",
        files.number(possible),
        files.number(100 * grade.points / possible) if known and possible else "",
        *(_points(line, known) for line in lines),
        cell(why),
        str(grade.verdict),
        cell(_note(lines, grade)),
        "yes" if submission.late else "no",
        cell("; ".join(grade.repairs)),
        "yes" if grade.unsafe else "no",
        cell(grade.key),
    ]


def _points(line: QuestionLine, known: bool) -> str:
    return files.number(line.points) if known and line.state is not State.BY_HAND else ""


def _note(lines: tuple[QuestionLine, ...], grade: Grade) -> str:
    waiting = sum(line.waiting for line in lines)
    parts = (
        ["a person must look" + (f": {files.points(waiting)} wait" if waiting else "")]
        if grade.needs_review
        else []
    )
    return "; ".join([*parts, grade.note] if grade.note else parts)
