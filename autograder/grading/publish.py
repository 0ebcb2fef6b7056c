"""What counts for each student -> everything that is written: pages, tables, and what LMSs get.

`render` makes each student's page and annotated notebook, once; `write` puts the files of one
assignment below grades/, whole or not at all; `export` sorts what was rendered by LMS.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder import files, lms, report
from autograder.course import Course, Outputs
from autograder.grading import marking
from autograder.notebook.format import Notebook, Unreadable
from autograder.records import Assignment, Standing, Submission

Parsed = Mapping[bytes, Notebook | Unreadable]  # by the file that was handed in


def render(
    assignment: Assignment, standings: Sequence[Standing], parsed: Parsed | None = None
) -> list[lms.Graded]:
    """Return each student's page and annotated notebook; `parsed` has what is parsed already."""
    known = parsed or {}
    return [
        lms.Graded(
            standing=standing,
            page=report.student_page(assignment, standing),
            notebook=report.student_notebook(
                assignment, standing, known.get(standing.submission.data)
            ),
        )
        for standing in standings
    ]


def write(
    outputs: Outputs,
    assignment: Assignment,
    graded: Sequence[lms.Graded],
    marks: Mapping[marking.Key, marking.Row] | None = None,
) -> list[Path]:
    """Write an assignment's pages, CSV and marking sheet; return the files worth opening."""
    slug, standings = assignment.slug, [one.standing for one in graded]
    for one in graded:
        page = outputs.folder(slug) / _page_path(one.submission)
        files.write_whole(page, one.page.encode())
    table, class_page = outputs.table(slug), outputs.class_page(slug)
    files.write_whole(table, report.grades_csv(assignment, standings).encode())
    html = report.class_page(assignment, standings, link=_page_path)
    files.write_whole(class_page, html.encode())
    if not marking.by_hand(assignment):
        return [table, class_page]
    sheet, submissions = outputs.marking_sheet(slug), [one.submission for one in graded]
    files.write_whole(sheet, marking.table(assignment, submissions, marks or {}))
    return [table, class_page, sheet]


def export(
    course: Course,
    assignment: Assignment,
    graded: Sequence[lms.Graded],
    rosters: Sequence[lms.Roster],
) -> list[lms.Export]:
    """Return what `lms.write` and `lms.prepare` take, for each LMS that submissions came from.

    A student whose answers await marks is in none: the points are not complete.
    """
    by_lms: dict[str, list[lms.Graded]] = {}
    for one in graded:
        if not assignment.unmarked(one.grade):
            by_lms.setdefault(one.submission.lms, []).append(one)
    column = course.column(assignment.slug)
    return [
        lms.Export(
            lms=name,
            graded=tuple(theirs),
            roster=lms.choose(rosters, name, assignment, column),
            column=column,
        )
        for name, theirs in sorted(by_lms.items())
    ]


def _page_path(submission: Submission) -> str:
    return f"feedback/{report.page_name(submission)}"
