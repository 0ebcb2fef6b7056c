"""What instructors decide against the checks: points for one question or check, with the reason.

A decision is about one student, or about everybody ("this check was wrong: full marks"). It lies in
the gradebook beside the grades and never changes them: it is merged whenever points are read,
so it holds for whatever is graded later, until it is undone. Of several about the same thing the
newest counts; one about a student counts before one about everybody. The late policy comes after.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.records import (
    OVERRIDE,
    Assignment,
    Check,
    Grade,
    Outcome,
    Question,
    Result,
    Submission,
)

FULL = math.inf
KEPT = -1.0  # points of a decision that answers a regrade request and changes nothing
EVERYBODY = ("", "")
Target = tuple[str, str, str, str]  # LMS, student, question, check


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Points for a question, or for one check of it.

    `check` is empty for the whole question, `lms` and `student` are empty for everybody. `points`
    may be `FULL`, whatever the check is worth, or `KEPT`; None undoes what was decided before.
    `made` is the time as ISO 8601.
    """

    slug: str
    question: str
    check: str = ""
    lms: str = ""
    student: str = ""
    points: float | None
    reason: str
    made: str = ""

    @property
    def target(self) -> Target:
        return self.lms, self.student, self.question, self.check


def current(decisions: Iterable[Decision]) -> dict[Target, Decision]:
    """Return what holds now, given every decision ever made, oldest first."""
    newest = {one.target: one for one in decisions if one.points != KEPT}
    return {target: one for target, one in newest.items() if one.points is not None}


def find_concerning(
    decisions: Iterable[Decision], question: str, person: tuple[str, str]
) -> list[Decision]:
    """Return the decisions about a question that a student is concerned by, oldest first."""
    return [
        one
        for one in decisions
        if one.question == question and (one.lms, one.student) in (person, EVERYBODY)
    ]


def apply_to_checks(
    submission: Submission, grade: Grade, decisions: Mapping[Target, Decision]
) -> Grade:
    """Return the grade with what was decided about checks for its student."""
    if not decisions:
        return grade
    who = (submission.lms, submission.student)
    results = (_apply_to_check(result, who, decisions) for result in grade.results)
    return replace(grade, results=tuple(results))


def apply_to_questions(
    assignment: Assignment,
    submission: Submission,
    grade: Grade,
    decisions: Mapping[Target, Decision],
) -> Grade:
    """Return the grade with what was decided about whole questions, whatever it holds so far."""
    if not decisions:
        return grade
    who, results = (submission.lms, submission.student), list(grade.results)
    for question in assignment.questions:
        if decision := _find(who, question.name, "", decisions):
            theirs = [r.points for r in results if r.check.question == question.name]
            results.append(_settle(decision, question, theirs))
    return replace(grade, results=tuple(results))


def find_lost(assignment: Assignment, decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions about questions and checks that the assignment has no longer."""
    known = {(question.name, "") for question in assignment.questions}
    known |= {(c.question, c.name) for q in assignment.questions for c in q.checks}
    return [one for one in decisions if (one.question, one.check) not in known]


def _find(
    who: tuple[str, str], question: str, check: str, decisions: Mapping[Target, Decision]
) -> Decision | None:
    for lms, student in (who, EVERYBODY):
        if decision := decisions.get((lms, student, question, check)):
            return decision
    return None


def _apply_to_check(
    result: Result, who: tuple[str, str], decisions: Mapping[Target, Decision]
) -> Result:
    decision = _find(who, result.check.question, result.check.name, decisions)
    if decision is None or decision.points is None:
        return result
    given = min(decision.points, result.check.points)
    return replace(result, given=given, message=decision.reason)


def _settle(decision: Decision, question: Question, earned: Sequence[float]) -> Result:
    """Return what a question's points differ by: its checks are shown as they ended."""
    points = min(decision.points or 0.0, question.points)
    check = Check(
        question=question.name,
        name=OVERRIDE,
        points=0.0 if earned else question.points,
        about="your instructor's decision",
    )
    outcome = Outcome.PASSED if points == question.points else Outcome.FAILED
    given = round(points - sum(earned), 6)
    return Result(check=check, outcome=outcome, message=decision.reason, given=given)


def describe(decisions: Sequence[Decision]) -> list[str]:
    """Return a line for each decision, for an instructor."""
    return [_describe(decision) for decision in decisions]


def _describe(one: Decision) -> str:
    who = one.student or "everybody"
    what = f"{one.question}/{one.check}" if one.check else one.question
    points = "undone" if one.points is None else "full marks"
    if one.points is not None and one.points != FULL:
        points = f"{one.points:g}"
    return f"{one.slug}  {who}  {what}  {points}  {one.reason}"
