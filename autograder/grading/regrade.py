"""What must be graded, given what the gradebook holds; and whose points change by it, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from autograder import files
from autograder.grading.gradebook import Gradebook, Line
from autograder.grading.task import Basis, Task
from autograder.records import Grade


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


def carry_over(book: Gradebook, known: Known) -> str:
    """Commit a grade that another submission earned, unless it is this one's newest already."""
    grade = None if _is_newest(book, known.task, known.line.key) else book.find(known.line.key)
    if grade is None:
        return ""
    return save(book, known.task, replace(grade, student=known.task.submission.student))


def save(book: Gradebook, task: Task, grade: Grade) -> str:
    """Commit a grade unless it is the newest already; return what it changed, if anything."""
    if _is_newest(book, task, grade.key):
        return ""
    before = book.latest(task.submission)
    book.save(task.submission, grade, task.basis)
    if before is None or before.points == grade.points:
        return ""
    change = f"{files.number(before.points)} → {files.number(grade.points)}"
    return f"{grade.slug}: {task.submission.name}: {change} ({_why(before.basis, task.basis)})"


def _is_newest(book: Gradebook, task: Task, key: str) -> bool:
    newest = book.latest(task.submission, of_file=task.several)
    return (
        newest is not None
        and newest.key == key
        and newest.basis.cells == task.basis.cells
        and newest.is_of(task.submission)
    )


def _why(before: Basis, after: Basis) -> str:
    reasons = (
        ("a new notebook", before.cells != after.cells),
        ("the checks changed", before.fingerprint != after.fingerprint),
        ("the libraries or the grader changed", before.environment != after.environment),
    )
    return ", ".join(reason for reason, changed in reasons if changed) or "graded again"
