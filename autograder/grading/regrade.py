"""What must be graded, given what the gradebook holds; and whose points change by it, and why."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from autograder import files
from autograder.assignments import CARRIED
from autograder.grading.gradebook import Gradebook, Line
from autograder.grading.roll import Person
from autograder.grading.task import Basis, Task, hash_files
from autograder.records import Grade, Standing, Submission

AGAIN = "graded again"
OTHERWISE = "a mark, a rubric, an override or a setting changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A task whose grade the gradebook holds, perhaps as that of an equal notebook."""

    task: Task
    line: Line


def find_new(
    book: Gradebook, tasks: Iterable[Task], *, unsafe: bool = False
) -> tuple[list[Known], list[Task]]:
    """Return the tasks whose grade the gradebook holds already, and those still to grade.

    A grade made without a sandbox counts only where another such would be made now (`unsafe`).
    """
    known: list[Known] = []
    new: list[Task] = []
    for task in tasks:
        line = book.glance(task.key)
        if line is None or line.needs_review or (line.unsafe and not unsafe):
            new.append(task)
        else:
            known.append(Known(task=task, line=line))
    return known, new


def keep_time(book: Gradebook, submission: Submission) -> Submission:
    """Return a submission with the time that an earlier run knew of the very same file.

    So a run without the export that told the times does not undo a penalty.
    """
    if submission.submitted is not None:
        return submission
    line = book.latest(submission, of_file=True)
    if line is None or line.basis.cells != hash_files(submission):
        return submission
    when = line.facts["submitted"]
    return replace(submission, submitted=datetime.fromisoformat(when) if when else None)


def put_longest_first(book: Gradebook, tasks: Iterable[Task]) -> list[Task]:
    """Return tasks in the order to grade them, so that no core idles at the end.

    How long one takes is told by what notebooks of its assignment took before; those of which
    nothing is known come first.
    """
    seconds = book.seconds()
    return sorted(tasks, key=lambda task: seconds.get(task.assignment.slug, math.inf), reverse=True)


def carry_over(book: Gradebook, known: Known) -> str:
    """Commit a grade that another submission earned, unless it is this one's newest already.

    Like `save`, it returns why points may have changed.
    """
    grade = None if _is_newest(book, known.task, known.line) else book.find(known.line.key)
    if grade is None:
        return ""
    why = save(book, known.task, replace(grade, student=known.task.submission.student))
    return "" if why == AGAIN else why  # a file in another archive, which was not graded


def save(book: Gradebook, task: Task, grade: Grade) -> str:
    """Commit a grade unless it is the newest already; return why, if it is not the first.

    An attempt is compared with an earlier grade of the same attempt.
    """
    if _is_newest(book, task, grade):
        return ""
    before = book.latest(task.submission, of_file=task.several)
    book.save(task.submission, grade, task.basis)
    return _why(before.basis, task.basis) if before else ""


def tell_changes(
    slug: str,
    found: Sequence[Standing],
    before: Mapping[Person, float],
    reasons: Mapping[Person, str],
) -> list[str]:
    """Return a line for each student whose points, after penalties, changed since the last run."""
    lines = []
    for one in found:
        person = one.submission.lms, one.submission.student
        if person not in before or files.number(before[person]) == files.number(one.points):
            continue
        change = f"{files.number(before[person])} → {files.number(one.points)}"
        why = "; ".join(part for part in (reasons.get(person, ""), one.note) if part) or OTHERWISE
        lines.append(f"{slug}: {one.submission.name}: {change} ({why})")
    return lines


def _is_newest(book: Gradebook, task: Task, grade: Grade | Line) -> bool:
    """Say whether a student's newest grade is this one: what came of the same notebook just so.

    One that failed through our fault, or was made without a sandbox, has the key of the grade that
    comes to replace it.
    """
    newest = book.latest(task.submission, of_file=task.several)
    return (
        newest is not None
        and newest.key == grade.key
        and newest.needs_review == grade.needs_review
        and newest.unsafe == grade.unsafe
        and newest.points == grade.points
        and newest.basis.cells == task.basis.cells
        and newest.is_of(task.submission)
    )


def _why(before: Basis, after: Basis) -> str:
    old, new = before.fingerprint.partition(CARRIED), after.fingerprint.partition(CARRIED)
    reasons = (
        ("a new notebook or file", before.cells != after.cells),
        ("the checks changed", old[0] != new[0]),
        ("`carry_forward` or the reference's answers changed", old[2] != new[2]),
        ("the libraries or the grader changed", before.environment != after.environment),
    )
    return ", ".join(reason for reason, changed in reasons if changed) or AGAIN
