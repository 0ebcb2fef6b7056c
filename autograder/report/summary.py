"""One grade on a terminal, or as JSON for other programs: what `autograder check` prints.

The JSON is documented in docs/check-json.md; `VERSION` counts its incompatible changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from autograder import files
from autograder.records import Assignment, Grade, Verdict
from autograder.report import outcomes
from autograder.report.outcomes import CheckLine, QuestionLine, State

VERSION = 1


def summarise(name: str, assignment: Assignment, grade: Grade) -> str:
    """Return points, repairs and verdict of a notebook, and by question what was lost and why."""
    return "\n".join(_lines(name, assignment, grade))


def to_document(name: str, assignment: Assignment, grade: Grade) -> dict[str, Any]:
    """Return the same as values that JSON can hold."""
    told = {
        check.key: line
        for question in outcomes.question_lines(assignment, grade)
        for check, line in zip(question.question.checks, question.checks, strict=True)
    }
    return {
        "version": VERSION,
        "notebook": name,
        "slug": grade.slug,
        "points": grade.points,
        "possible": grade.possible,
        "verdict": str(grade.verdict),
        "note": grade.note,
        "repairs": list(grade.repairs),
        "checks": [
            {
                "key": result.check.key,
                "outcome": str(result.outcome),
                "points": result.points,
                "possible": result.check.points,
                "hidden": result.check.hidden,
                "carried": result.carried,
                "message": "\n".join(told[result.check.key].told),
            }
            for result in grade.results
        ],
        "seconds": grade.seconds,
    }


def _lines(name: str, assignment: Assignment, grade: Grade) -> Iterator[str]:
    points = f"{files.number(grade.points)} of {files.number(grade.possible)} points"
    if not outcomes.was_graded(grade):
        points = "not graded"
    yield f"{name}: {assignment.slug}: {points}"
    if grade.verdict is not Verdict.OK:
        yield f"  {grade.verdict}: {grade.note}"
    if grade.unsafe:
        yield "  graded without a sandbox"
    for repair in grade.repairs:
        yield f"  repaired: {repair}"
    for line in outcomes.question_lines(assignment, grade):
        yield from _question(line)


def _question(line: QuestionLine) -> Iterator[str]:
    title = f"  {line.state.symbol} {line.number}. {line.question.title}"
    if line.state is State.MANUAL:
        yield f"{title}: graded manually"
        return
    yield f"{title}: {files.number(line.points)} of {files.number(line.possible)}"
    for check in line.checks:
        carried = check.state is State.PASSED and check.told
        if carried or check.state not in (State.PASSED, State.NOT_GRADED):
            yield from _check(check)


def _check(check: CheckLine) -> Iterator[str]:
    kind = "hidden check" if check.hidden else "check"
    yield f"      {check.state.symbol} {check.title} ({kind}, {check.earned}): {check.state}"
    for part in check.told:
        yield from (f"          {row}" for row in part.splitlines())
