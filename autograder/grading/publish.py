"""What counts for each student -> everything that is written: pages, tables, and what LMSs get.

`render` makes each student's page and annotated notebook, once; `export` sorts what was rendered by
LMS; `write` puts the files of one assignment below grades/, whole or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder import files, lms, report
from autograder.course import Course, Outputs
from autograder.grading import marking
from autograder.grading.roll import Roll
from autograder.notebook.format import Notebook, Unreadable
from autograder.records import Assignment, LeftOut, Standing, Submission

WAITING = "awaits marks: fill in marking.csv, then `make zip`"
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
    accounts: Sequence[report.Account] = (),
) -> list[Path]:
    """Write an assignment's pages, CSV and marking sheet; return the files worth opening.

    `accounts` tell what became of everyone who handed in, by LMS.
    """
    slug, standings = assignment.slug, [one.standing for one in graded]
    for one in graded:
        page = outputs.folder(slug) / _page_path(one.submission)
        files.write_whole(page, one.page.encode())
    table, class_page = outputs.table(slug), outputs.class_page(slug)
    files.write_whole(table, report.grades_csv(assignment, standings).encode())
    html = report.class_page(assignment, standings, link=_page_path, accounts=accounts)
    files.write_whole(class_page, html.encode())
    if not marking.by_hand(assignment):
        return [table, class_page]
    sheet, submissions = outputs.marking_sheet(slug), [one.submission for one in graded]
    files.write_whole(sheet, marking.table(assignment, submissions, marks or {}))
    return [table, class_page, sheet]


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """What is published of one assignment: everyone's grade, and the roll, if one was called."""

    assignment: Assignment
    graded: Sequence[lms.Graded]
    roll: Roll = field(default_factory=Roll)


def export(course: Course, group: Class, rosters: Sequence[lms.Roster]) -> list[lms.Export]:
    """Return what `lms.prepare` takes, for each LMS that submissions came from.

    A student whose answers await marks is left out: the points are not complete.
    """
    waiting = [_await(one) for one in group.graded if group.assignment.unmarked(one.grade)]
    left_out = [*group.roll.left_out, *waiting]
    ready = [one for one in group.graded if not group.assignment.unmarked(one.grade)]
    names = {one.submission.lms for one in ready} | {one.lms for one in left_out}
    return [
        lms.Export(
            lms=name,
            graded=tuple(one for one in ready if one.submission.lms == name),
            rosters=tuple(roster for roster in rosters if roster.lms == name),
            column=course.column(group.assignment.slug),
            left_out=tuple(one for one in left_out if one.lms == name),
            held=group.roll.held(name),
        )
        for name in sorted(names)
    ]


def account(exports: Sequence[lms.Export], uploads: Sequence[lms.Upload]) -> list[report.Account]:
    """Return what became of everyone, by LMS, for the class page."""
    return [
        report.Account(
            lms=one.lms,
            sum=upload.sum,
            listed=tuple((f"{who.name} ({who.student})", who.reason) for who in upload.unmapped),
        )
        for one, upload in zip(exports, uploads, strict=True)
    ]


def remove_stale(outputs: Outputs, slug: str, exports: Sequence[lms.Export]) -> list[Path]:
    """Remove the grade zips of LMSs that nobody hands in by any more; return those removed."""
    gone = [name for name in lms.NAMES if name not in {one.lms for one in exports}]
    paths = [outputs.folder(slug) / f"{slug}-{name}.zip" for name in gone]
    stale = [path for path in paths if path.is_file()]
    for path in stale:
        path.unlink()
    return stale


def _await(one: lms.Graded) -> LeftOut:
    who = one.submission
    return LeftOut(lms=who.lms, student=who.student, name=who.name, reason=WAITING)


def _page_path(submission: Submission) -> str:
    return f"feedback/{report.page_name(submission)}"
