"""From gradebook to what leaves the house: what is new, whose points changed and why, the files of each assignment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from autograder import files, lms, report
from autograder.course import Course
from autograder.grading import marking
from autograder.records import Assignment, Standing, Submission


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
    for standing in standings:
        page = report.student_page(assignment, standing)
        files.write_whole(folder / _feedback_path(standing.submission), page.encode())
    table = report.grades_csv(assignment, standings)
    files.write_whole(folder / "grades.csv", table.encode())
    page = report.class_page(assignment, standings, link=_feedback_path)
    files.write_whole(folder / "index.html", page.encode())
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
    column = course.column(assignment.slug)
    for name, graded in sorted(by_lms.items()):
        yield lms.Export(
            lms=name,
            graded=tuple(graded),
            roster=lms.choose(rosters, name, assignment, column),
            column=column,
        )


def _graded(assignment: Assignment, standing: Standing) -> lms.Graded:
    return lms.Graded(
        standing=standing,
        page=report.student_page(assignment, standing),
        notebook=report.student_notebook(assignment, standing),
    )


def _feedback_path(submission: Submission) -> str:
    return f"feedback/{report.page_name(submission)}"
