"""Regrade requests: a student asks, an instructor decides, and both stand on the student's page.

A request lies in the gradebook beside the overrides, and changes no points. The newest decision
about the student and the question that comes after it is its answer: an override, or the words why
the points are kept. Where that is undone, the request waits again. Of several requests about the
same question the newest counts, until it is taken back; rows are added, never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from autograder.errors import CourseError
from autograder.grading.overrides import EVERYBODY, KEPT, Decision, find_concerning
from autograder.grading.roll import Person
from autograder.records import Assignment
from autograder.regrade_request import RegradeRequest

UNDO = "undo"


def read(assignment: Assignment, person: Person, question: str, text: str) -> RegradeRequest:
    """Return the request that was typed; `undo` takes back the one before. Raises `CourseError`."""
    lms, student = person
    if person == EVERYBODY:
        raise CourseError("a regrade request is of one student. Name the student.")
    if not text.strip():
        raise CourseError("the request has no text. Write what the student asks, or `undo`.")
    return RegradeRequest(
        slug=assignment.slug,
        question=question,
        lms=lms,
        student=student,
        text="" if text.strip() == UNDO else text.strip(),
    )


def settle(
    requests: Iterable[RegradeRequest], decisions: Sequence[Decision]
) -> dict[Person, tuple[RegradeRequest, ...]]:
    """Return the requests that hold by student, with what was decided; both oldest first."""
    newest = {(one.lms, one.student, one.question): one for one in requests}
    found: dict[Person, tuple[RegradeRequest, ...]] = {}
    for (lms, student, _), one in newest.items():
        if one.text:
            found[lms, student] = (*found.get((lms, student), ()), _answer(one, decisions))
    return found


def describe(requests: Iterable[RegradeRequest]) -> list[str]:
    """Return a line for each request that waits, for an instructor."""
    return [
        f"{one.slug}  {one.student}  {one.question}  asked on {one.made[:10]}: {one.text}"
        for one in requests
        if one.waits
    ]


def _answer(request: RegradeRequest, decisions: Iterable[Decision]) -> RegradeRequest:
    """Return a request with the decision that came after it, if one holds."""
    theirs = find_concerning(decisions, request.question, (request.lms, request.student))
    later = [one for one in theirs if one.made >= request.made]
    if not later or later[-1].points is None:
        return request
    kept = later[-1].points == KEPT
    return replace(request, decided=later[-1].made, kept=kept, reason=later[-1].reason)
