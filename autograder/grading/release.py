"""From gradebook to what leaves the house: what is new, whose points changed and why, the files of each assignment."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from autograder import files, lms, report
from autograder.course import Course
from autograder.grading import late as policy
from autograder.grading import marking
from autograder.grading.batch import Task
from autograder.grading.grade import key, unreadable_key
from autograder.grading.gradebook import Basis, Gradebook
from autograder.notebook import format as notebooks
from autograder.records import Assignment, Grade, Standing, Submission
from autograder.rules import Rules


def sort(
    book: Gradebook,
    submissions: Sequence[Submission],
    assignments: dict[str, Assignment],
    environment: str,
    *,
    unsafe: bool = False,
) -> tuple[list[tuple[Task, Grade]], list[Task]]:
    """Return the tasks whose grade the book holds already, each with it, and those still to grade.

    A grade made without a jail counts only where another such would be made now.
    """
    known: list[tuple[Task, Grade]] = []
    new: list[Task] = []
    attempts = Counter(
        (submission.lms, submission.student, submission.slug) for submission in submissions
    )
    for submission in submissions:
        several = attempts[submission.lms, submission.student, submission.slug] > 1
        task = Task(submission=submission, assignment=assignments[submission.slug], several=several)
        grade = book.find(task_key(task, environment))
        if grade is None or grade.needs_review or (grade.unsafe and not unsafe):
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
    """Commit a grade unless it is the newest already; yield a line when it changes somebody's points."""
    submission = task.submission
    basis = Basis(
        cells=hashlib.sha256(submission.data).hexdigest(),
        fingerprint=task.assignment.fingerprint,
        environment=environment,
    )
    before = book.latest(submission, grade.slug)
    counts = book.latest(submission, grade.slug, of_file=True) if task.several else before
    if counts and counts.grade.key == grade.key and counts.submission == submission:
        return
    book.save(submission, grade, basis)
    if before and before.grade.points != grade.points:
        why = ", ".join(
            reason
            for reason, changed in (
                ("a new notebook", before.basis.cells != basis.cells),
                ("the checks changed", before.basis.fingerprint != basis.fingerprint),
                (
                    "the libraries or the grader changed",
                    before.basis.environment != basis.environment,
                ),
            )
            if changed
        )
        change = f"{files.number(before.grade.points)} → {files.number(grade.points)}"
        yield f"{grade.slug}: {submission.name}: {change} ({why or 'graded again'})"


def standings(
    book: Gradebook,
    assignment: Assignment,
    rules: Rules,
    marks: Mapping[marking.Key, marking.Row] | None = None,
) -> list[Standing]:
    """Return what counts for every student, marks merged: the newest attempt, or the best where the policy says so."""
    found = []
    for kept in book.attempts(assignment.slug):
        attempts = [
            replace(
                entry, grade=marking.merge(assignment, entry.submission, entry.grade, marks or {})
            )
            for entry in kept
        ]
        adjusted = [
            policy.adjust(rules.policy, entry.submission, entry.grade.points, assignment.points)
            for entry in attempts
        ]
        chosen = 0
        if rules.policy.attempts == "best":
            best, _ = policy.best(
                [(entry.submission, a) for entry, a in zip(attempts, adjusted, strict=True)]
            )
            chosen = next(
                number for number, entry in enumerate(attempts) if entry.submission == best
            )
        entry, after = attempts[chosen], adjusted[chosen]
        found.append(
            Standing(
                submission=entry.submission,
                grade=entry.grade,
                points=after.points,
                note=after.note,
                excused=after.excused,
                unclear=after.unclear,
            )
        )
    return found


def sheet(folder: Path) -> Path:
    """Return where the marks of an assignment's questions are that a person reads."""
    return folder / "marking.csv"


def write(
    folder: Path,
    assignment: Assignment,
    standings: Sequence[Standing],
    marks: Mapping[marking.Key, marking.Row] | None = None,
) -> list[Path]:
    """Write an assignment's CSV, class page, feedback pages and marking sheet; return the files worth opening."""
    pairs = [(standing.submission, standing.grade) for standing in standings]
    adjusted = {(s.submission.lms, s.submission.student): (s.points, s.note) for s in standings}
    for standing in standings:
        files.write_whole(
            folder / _feedback_path(standing.submission), _page(assignment, standing).encode()
        )
    files.write_whole(
        folder / "grades.csv", report.grades_csv(assignment, pairs, adjusted).encode()
    )
    files.write_whole(
        folder / "index.html",
        report.class_page(assignment, pairs, link=_feedback_path, adjusted=adjusted).encode(),
    )
    written = [folder / "grades.csv", folder / "index.html"]
    if marking.by_hand(assignment):
        files.write_whole(
            sheet(folder),
            marking.table(assignment, [s.submission for s in standings], marks or {}),
        )
        written.append(sheet(folder))
    return written


def unmarked(assignment: Assignment, standings: Sequence[Standing]) -> list[Standing]:
    """Return those who wait for a person's mark: their points are not whole yet, so no upload holds them."""
    return [standing for standing in standings if marking.waiting(assignment, standing.grade)]


def exports(
    course: Course,
    assignment: Assignment,
    standings: Sequence[Standing],
    rosters: Sequence[lms.Roster],
) -> Iterator[lms.Export]:
    """Yield what `lms.write` and `lms.prepare` take, for each LMS that submissions came from."""
    by_lms: dict[str, list[lms.Graded]] = {}
    waiting = unmarked(assignment, standings)
    for standing in (standing for standing in standings if standing not in waiting):
        by_lms.setdefault(standing.submission.lms, []).append(_graded(assignment, standing))
    column = course.rules.get(assignment.slug, Rules()).column
    for name, graded in sorted(by_lms.items()):
        yield lms.Export(
            lms=name,
            graded=tuple(graded),
            roster=lms.choose(rosters, name, assignment, column),
            column=column,
        )


def _graded(assignment: Assignment, standing: Standing) -> lms.Graded:
    notebook = report.feedback_notebook(
        assignment,
        standing.submission,
        standing.grade,
        points=_shown(standing),
        points_note=standing.note,
    )
    return lms.Graded(standing=standing, page=_page(assignment, standing), notebook=notebook)


def _page(assignment: Assignment, standing: Standing) -> str:
    return report.feedback(
        assignment,
        standing.submission,
        standing.grade,
        points=_shown(standing),
        points_note=standing.note,
    )


def _shown(standing: Standing) -> float | None:
    """Return the points to show in place of the grade's own, where the policy changed them."""
    return standing.points if standing.points != standing.grade.points else None


def _feedback_path(submission: Submission) -> str:
    return f"feedback/{report.feedback_filename(submission)}"
