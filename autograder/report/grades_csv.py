"""The grades of one assignment as CSV (RFC 4180), safe to open in a spreadsheet.

No cell of text can be a formula. `points` are those of the checks, `adjusted` those after the late
policy, and `adjustment` says why they differ. Numbers are plain numbers. After a failure of ours
the points are empty, not 0; points that wait for a review are named in `note`. Where errors are
carried forward, the last column has the points that this gives, or would give.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from autograder import files
from autograder.records import Assignment, CarryForward, Grade, Standing
from autograder.report import outcomes, text
from autograder.report.gains import find_gains
from autograder.report.outcomes import QuestionLine, State

BEFORE_QUESTIONS = ("student", "name", "file", "points", "adjusted", "possible", "percent")
CARRIED = "carried_forward"  # only where the course has errors carried forward
AFTER_QUESTIONS = ("adjustment", "verdict", "note", "late", "repairs", "unsafe", "key")


def grades_csv(assignment: Assignment, standings: Sequence[Standing]) -> str:
    """Return the table, one row per submission, sorted by student."""
    columns = [*BEFORE_QUESTIONS, *_questions(assignment), *AFTER_QUESTIONS]
    if assignment.carry_forward is not CarryForward.OFF:
        columns.append(CARRIED)
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(_row(assignment, standing) for standing in sorted(standings, key=_by_key))
    return buffer.getvalue()


def cell(value: str) -> str:
    """Return text as a cell: one line without control characters, never a formula."""
    return files.guard(text.terminal(value))


def _by_key(standing: Standing) -> tuple[str, str]:
    return standing.submission.student, standing.submission.filename


def _questions(assignment: Assignment) -> list[str]:
    """Return a column for each question, under another name where one of ours has its own."""
    taken = {*BEFORE_QUESTIONS, *AFTER_QUESTIONS, CARRIED}
    names = (question.name for question in assignment.questions)
    return [cell(f"question {name}" if name in taken else name) for name in names]


def _row(assignment: Assignment, standing: Standing) -> dict[str, str]:
    submission, grade = standing.submission, standing.grade
    lines = outcomes.question_lines(assignment, grade)
    known = outcomes.was_graded(grade)
    possible = outcomes.possible(assignment, grade)
    earned = (_points(line, known=known) for line in lines)
    return {
        "student": cell(submission.student),
        "name": cell(submission.name),
        "file": cell(submission.filename),
        "points": files.number(grade.points) if known else "",
        "adjusted": files.number(standing.points) if known else "",
        "possible": files.number(possible),
        "percent": files.number(100 * grade.points / possible) if known and possible else "",
        **dict(zip(_questions(assignment), earned, strict=True)),
        "adjustment": cell(standing.note),
        "verdict": str(grade.verdict),
        "note": cell(_note(lines, standing)),
        "late": _yes(standing.late or submission.late),
        "repairs": cell("; ".join(grade.repairs)),
        "unsafe": _yes(grade.unsafe),
        "key": cell(grade.key),
        CARRIED: files.number(sum(find_gains(grade).values())),
    }


def _points(line: QuestionLine, *, known: bool) -> str:
    return files.number(line.points) if known and line.state is not State.MANUAL else ""


def _note(lines: Sequence[QuestionLine], standing: Standing) -> str:
    review = _review(lines, standing.grade) if standing.grade.needs_review else ""
    if standing.unclear and not review:
        review = "needs review"
    decided = (f"{kind}: {reason}" for kind, reason in outcomes.decisions(standing.grade))
    return "; ".join(part for part in (review, standing.grade.note, *decided) if part)


def _review(lines: Sequence[QuestionLine], grade: Grade) -> str:
    waiting = sum(line.waiting for line in lines)
    return f"needs review ({files.points(waiting)})" if waiting else "needs review"


def _yes(claim: bool) -> str:
    return "yes" if claim else "no"
