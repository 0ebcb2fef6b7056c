"""What an instructor types, or the rows of a CSV -> decisions about points that really exist.

Nothing is guessed: a student who handed nothing in, a question or check that the assignment does
not have, points over the maximum or a missing reason is a `CourseError` that names the place.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from autograder import files
from autograder.errors import CourseError
from autograder.grading import asking
from autograder.grading.overrides import FULL, KEPT, Decision
from autograder.grading.roll import Person
from autograder.lms import tables
from autograder.records import Assignment
from autograder.regrade_request import RegradeRequest

COLUMNS = ("student", "question", "points", "reason", "check", "lms", "request")
REQUIRED = COLUMNS[:4]
WORDS = {"full": FULL, "keep": KEPT, "undo": None}
EVERYBODY = "everybody"
Asked = Mapping[str, str]  # by column; one that is missing is empty


def read_table(path: Path) -> list[Asked]:
    """Return the rows of a CSV whose first line names the columns. Raises `CourseError`."""
    head, *rows = tables.read(path) or [[]]
    names = [name.strip().lower() for name in head]
    if not set(REQUIRED) <= set(names) <= set(COLUMNS):
        raise CourseError(
            f"{path}: its first line is `{','.join(head)}`. Name the columns "
            f"{', '.join(REQUIRED)}, and `check`, `lms` and `request` where you need them."
        )
    return [
        {name: files.unguard(cell).strip() for name, cell in zip(names, row, strict=False)}
        for row in rows
    ]


def decide(
    assignment: Assignment, people: Collection[Person], asked: Asked, where: str = ""
) -> Decision | RegradeRequest:
    """Return the decision or request that was asked for; `people` are those in the gradebook.

    `where` is put in front of a complaint: the file and line it is about.
    """
    try:
        return decide_for(assignment, _find_student(people, asked), asked)
    except CourseError as error:
        raise CourseError(f"{where}{error}") from None


def decide_for(assignment: Assignment, person: Person, asked: Asked) -> Decision | RegradeRequest:
    """Return the decision about a person of the gradebook, or everybody, or that one's request."""
    question, check = _find_check(assignment, asked)
    if asked.get("request"):
        if check or asked.get("points"):
            raise CourseError("a request is about a whole question. Leave out check and points.")
        return asking.read(assignment, person, question, asked["request"])
    lms, student = person
    return Decision(
        slug=assignment.slug,
        question=question,
        check=check,
        lms=lms,
        student=student,
        points=_read_points(_worth(assignment, question, check), asked.get("points", "")),
        reason=_read_reason(asked),
    )


def _find_student(people: Collection[Person], asked: Asked) -> Person:
    student, lms = asked.get("student", ""), asked.get("lms", "")
    if student == EVERYBODY:
        return "", ""
    hits = [person for person in people if person[1] == student and lms in ("", person[0])]
    if len(hits) == 1:
        return hits[0]
    if hits:
        names = ", ".join(sorted(name for name, _ in hits))
        raise CourseError(f"{student!r} is a student in {names}. Say which with `lms`.")
    raise CourseError(
        f"{student!r} has no grade for this assignment. Take the id from the first column of "
        f"grades.csv, or `{EVERYBODY}`."
    )


def _find_check(assignment: Assignment, asked: Asked) -> tuple[str, str]:
    name, check = asked.get("question", ""), asked.get("check", "")
    questions = {question.name: question for question in assignment.questions}
    if name not in questions:
        raise CourseError(
            f"{assignment.slug} has no question {name!r}. It has {', '.join(questions)}."
        )
    checks = [one.name for one in questions[name].checks]
    if check and check not in checks:
        raise CourseError(f"{name} has no check {check!r}. It has {', '.join(checks) or 'none'}.")
    return name, check


def _worth(assignment: Assignment, question: str, check: str) -> float:
    found = assignment.question(question)
    return next((one.points for one in found.checks if one.name == check), found.points)


def _read_points(most: float, cell: str) -> float | None:
    if cell in WORDS:
        return WORDS[cell]
    points = files.parse_number(cell.replace(",", "."))
    if points is None or not 0 <= points <= most:
        raise CourseError(
            f"{cell!r} is not a number of points. Write 0 to {files.number(most)}, `full`, "
            "`keep` or `undo`."
        )
    return points


def _read_reason(asked: Asked) -> str:
    reason = asked.get("reason", "").strip()
    if not reason and asked.get("points") != "undo":
        raise CourseError("no reason. Students read it beside the points: write a sentence.")
    return reason
