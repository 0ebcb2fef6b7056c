"""What carrying errors forward gives a class, or would give it: by question and by student.

`class_page` and `grades_csv` ask; students read of it only where it counts, through `outcomes`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.records import OVERRIDE, Assignment, Grade, Question
from autograder.report import outcomes


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """A question with the students whom it gives points, and how many in all."""

    question: Question
    students: int
    points: float


def find_gains(grade: Grade) -> dict[str, float]:
    """Return the points by question that stand on a reference's earlier answers.

    Those of a question or check that an instructor decided are as decided.
    """
    if not outcomes.was_graded(grade):
        return {}
    decided = {one.check.question for one in grade.results if one.check.name == OVERRIDE}
    gains: dict[str, float] = {}
    for one in grade.results:
        if one.stood_on and one.given is None and one.check.question not in decided:
            gains[one.check.question] = gains.get(one.check.question, 0.0) + one.check.points
    return gains


def sum_up(assignment: Assignment, gains: Sequence[Mapping[str, float]]) -> list[Gain]:
    """Return for each question that gives points whom and how many; `gains` are by student."""
    return [
        Gain(question=question, students=len(theirs), points=sum(theirs))
        for question in assignment.questions
        if (theirs := [one[question.name] for one in gains if question.name in one])
    ]
