"""The gradebook of one assignment -> what counts for each student: which attempt, how many points.

Marks given by hand are merged in, then the instructors' overrides, then the late policy is applied.
Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from autograder.grading import late, marking, overrides
from autograder.grading.gradebook import Entry, Gradebook, Person
from autograder.records import Assignment, Standing
from autograder.rules import Policy

Marks = Mapping[marking.Key, marking.Row]


def read_marks(
    book: Gradebook, assignment: Assignment, sheet: Path
) -> tuple[Marks, list[marking.Row]]:
    """Return the marks of a sheet by student, and the rows of it that belong to nobody."""
    known = marking.read(sheet, assignment)
    return marking.match(known, book.submissions(assignment.slug)) if known else ({}, [])


def read(
    book: Gradebook, assignment: Assignment, policy: Policy, marks: Marks | None = None
) -> list[Standing]:
    """Return what counts for every student in the gradebook, by LMS and student.

    That is the newest attempt, or the one that is worth most where the policy says so.
    """
    decided = overrides.current(book.decisions(assignment.slug))

    def stand(entry: Entry) -> Standing:
        grade = marking.merge(assignment, entry.submission, entry.grade, marks or {})
        grade = overrides.apply(assignment, entry.submission, grade, decided)
        return late.adjust(policy, entry.submission, grade, assignment.points)

    return [
        _choose([stand(entry) for entry in attempts], policy)
        for attempts in book.attempts(assignment.slug)
    ]


def split(
    found: Sequence[Standing], people: Collection[Person] | None
) -> tuple[list[Standing], list[Standing]]:
    """Return the standings of those who handed in to the last run, and of those who did not.

    Where no run noted `people`, all count as present.
    """
    here = [one for one in found if people is None or _person(one) in people]
    return here, [one for one in found if people is not None and _person(one) not in people]


def _person(standing: Standing) -> Person:
    return standing.submission.lms, standing.submission.student


def await_marks(assignment: Assignment, standings: Sequence[Standing]) -> list[Standing]:
    """Return those that still await a mark: their points are not complete, so not uploaded."""
    return [standing for standing in standings if assignment.unmarked(standing.grade)]


def _choose(newest_first: Sequence[Standing], policy: Policy) -> Standing:
    return late.best(newest_first) if policy.attempts == "best" else newest_first[0]
