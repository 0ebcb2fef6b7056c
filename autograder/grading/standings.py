"""The gradebook of one assignment -> what counts for each student: which attempt, how many points.

Errors are carried forward, marks given by hand merged in, then what instructors decided:
overrides of checks, items of the rubric, overrides of questions. The late policy comes last.
Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.grading import adjustments, asking, late, marking, overrides, rubric
from autograder.grading.gradebook import Entry, Gradebook
from autograder.grading.roll import Person, Roll
from autograder.grading.rubric import Rubric
from autograder.lms.terms import Terms
from autograder.records import Assignment, CarryForward, Grade, Standing
from autograder.regrade_request import RegradeRequest
from autograder.rules import Policy

Marks = Mapping[marking.Key, marking.Row]


def read_marks(
    book: Gradebook, assignment: Assignment, sheet: Path
) -> tuple[Marks, list[marking.Row]]:
    """Return the marks of a sheet by student, and the rows of it that belong to nobody."""
    known = marking.read(sheet, assignment)
    return marking.match(known, book.submissions(assignment.slug)) if known else ({}, [])


def read_rubric(sheet: Path) -> Rubric:
    """Return the rubric beside a sheet."""
    return rubric.read(rubric.path_beside(sheet))


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What grades are worth by: the late policy, marks and rubric, what the LMS says.

    `requests` are worth nothing: they are shown.
    """

    policy: Policy = field(default_factory=Policy)
    marks: Marks = field(default_factory=dict)
    rubric: Rubric = field(default_factory=Rubric)
    terms: Mapping[Person, Terms] = field(default_factory=dict)
    requests: Mapping[Person, tuple[RegradeRequest, ...]] = field(default_factory=dict)


def read(book: Gradebook, assignment: Assignment, given: Given) -> list[Standing]:
    """Return what counts for every student in the gradebook, by LMS and student.

    That is the newest attempt, or the one that is worth most where the policy says so.
    """
    decisions = book.decisions(assignment.slug)
    given = replace(given, requests=asking.settle(book.requests(assignment.slug), decisions))
    attempts = book.attempts(assignment.slug)
    return weigh(assignment, attempts, given, overrides.current(decisions))


def weigh(
    assignment: Assignment,
    attempts: Iterable[Sequence[Entry]],
    given: Given,
    decided: Mapping[overrides.Target, overrides.Decision],
) -> list[Standing]:
    """Return what counts of each student's attempts, with marks, overrides and the late policy."""

    def stand(entry: Entry) -> Standing:
        submission = entry.submission
        grade = carry_forward(assignment.carry_forward, entry.grade)
        grade = marking.merge(assignment, submission, grade, given.marks)
        grade = overrides.apply_to_checks(submission, grade, decided)
        grade = adjustments.apply(assignment, submission, grade, given.rubric)
        grade = overrides.apply_to_questions(assignment, submission, grade, decided)
        person = (submission.lms, submission.student)
        terms = given.terms.get(person, Terms())
        policy = late.extend(given.policy, submission.student, terms.due)
        standing = late.adjust(policy, submission, grade, assignment.points)
        return replace(standing, row=entry.row, requests=given.requests.get(person, ()))

    return [_choose([stand(entry) for entry in theirs], given.policy) for theirs in attempts]


def carry_forward(carries: CarryForward, grade: Grade) -> Grade:
    """Return the grade with the points of what passed only the second time, if they count."""
    if carries is not CarryForward.ON:
        return grade
    results = (replace(one, carried=bool(one.stood_on)) for one in grade.results)
    return replace(grade, results=tuple(results))


def split(found: Sequence[Standing], roll: Roll | None) -> tuple[list[Standing], list[Standing]]:
    """Return the standings of those who are graded in the last run, and of earlier students.

    Where no run called the `roll`, all count as present. Who is left out of it is in neither.
    """
    if roll is None:
        return list(found), []
    left_out = {(one.lms, one.student) for one in roll.left_out}
    here = [one for one in found if _person(one) in roll.graded]
    known = roll.graded.keys() | left_out
    return here, [one for one in found if _person(one) not in known]


def _person(standing: Standing) -> Person:
    return standing.submission.lms, standing.submission.student


def await_marks(assignment: Assignment, standings: Sequence[Standing]) -> list[Standing]:
    """Return those that still await a mark: their points are not complete, so not uploaded."""
    return [standing for standing in standings if assignment.unmarked(standing.grade)]


def _choose(newest_first: Sequence[Standing], policy: Policy) -> Standing:
    return late.best(newest_first) if policy.attempts == "best" else newest_first[0]
