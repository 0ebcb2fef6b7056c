"""From gradebook to what leaves the house: what is new, whose points changed and why, the files of each assignment."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from autograder import lms, notebooks, report
from autograder.batch import Task
from autograder.grade import key, unreadable_key
from autograder.gradebook import Basis, Entry, Gradebook
from autograder.records import Assignment, Grade, Submission, Verdict


def sort(
    book: Gradebook, submissions: Sequence[Submission], assignments: dict[str, Assignment], environment: str
) -> tuple[list[tuple[Task, Grade]], list[Task]]:
    """Return the tasks whose grade the book holds already, each with it, and those still to grade."""
    known: list[tuple[Task, Grade]] = []
    new: list[Task] = []
    for submission in submissions:
        task = Task(submission, assignments[submission.slug])
        grade = book.find(task_key(task, environment))
        if grade is None or grade.needs_a_human:
            new.append(task)
        else:
            known.append((task, replace(grade, student=submission.student)))
    return known, new


def task_key(task: Task, environment: str) -> str:
    """Return the key that the task's grade will have."""
    try:
        return key(notebooks.read(task.submission.data), task.assignment, environment)
    except notebooks.Unreadable:
        return unreadable_key(task.submission, task.assignment, environment)


def save(book: Gradebook, task: Task, grade: Grade, environment: str) -> Iterator[str]:
    """Commit a grade unless it is the one that counts already; yield a line when it changes somebody's points."""
    submission = task.submission
    basis = Basis(hashlib.sha256(submission.data).hexdigest(), task.assignment.fingerprint, environment)
    before = book.latest(submission.lms, submission.student, grade.slug)
    if before and before.grade.key == grade.key and before.submission == submission:
        return
    book.save(submission, grade, basis)
    if before and before.grade.points != grade.points:
        why = ", ".join(
            reason
            for reason, changed in (
                ("a new notebook", before.basis.cells != basis.cells),
                ("the checks changed", before.basis.fingerprint != basis.fingerprint),
                ("the libraries or the grader changed", before.basis.environment != basis.environment),
            )
            if changed
        )
        yield f"{grade.slug}: {submission.name}: {before.grade.points:g} → {grade.points:g} ({why or 'graded again'})"


def table(assignment: Assignment, entries: Sequence[Entry]) -> str:
    """Return the class as a plain table for the terminal."""
    rows = [("student", "points", "file", "remarks")]
    for entry in entries:
        grade = entry.grade
        verdict = "" if grade.verdict is Verdict.OK else f"{grade.verdict}: {grade.note}"
        mended = f"{len(grade.repairs)} repair{'s' * (len(grade.repairs) > 1)}" if grade.repairs else ""
        remarks = "; ".join(part for part in ("late" * entry.submission.late, verdict, mended) if part)
        name = entry.submission.name
        rows.append((name, f"{grade.points:g}/{grade.possible:g}", entry.submission.filename, remarks))
    widths = [min(40, max(len(row[column]) for row in rows)) for column in range(3)]
    lines = [f"{assignment.slug}  {assignment.title}"]
    for row in rows:
        cells = (f"{cell[:width]:<{width}}" for cell, width in zip(row, widths, strict=False))
        lines += ["  " + "  ".join((*cells, row[3]))]
    return "\n".join(line.rstrip() for line in lines)


def write(folder: Path, assignment: Assignment, entries: Sequence[Entry]) -> list[Path]:
    """Write an assignment's CSV, class page, feedback pages and grade zips; return the files worth opening."""
    pairs = [(entry.submission, entry.grade) for entry in entries]
    graded: dict[str, list[lms.Graded]] = {}
    for submission, grade in pairs:
        page = report.feedback(assignment, submission, grade)
        notebook = report.feedback_notebook(assignment, submission, grade)
        _replace(folder / _feedback_path(submission), page.encode())
        graded.setdefault(submission.lms, []).append(lms.Graded(submission, grade, page, notebook, grade.points))
    _replace(folder / "grades.csv", report.grades_csv(assignment, pairs).encode())
    _replace(folder / "index.html", report.class_page(assignment, pairs, link=_feedback_path).encode())
    written = [folder / "grades.csv", folder / "index.html"]
    for name, items in graded.items():
        written += lms.write(name, folder, assignment, items).paths
    return written


def _feedback_path(submission: Submission) -> str:
    return f"feedback/{report.feedback_filename(submission)}"


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(path.suffix + ".part")
    part.write_bytes(data)
    part.replace(path)
