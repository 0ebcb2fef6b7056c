"""A whole round for one assignment, from what lies in submissions/ to the uploads; the judge alone is left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import importers
from downloads import ASSIGNMENT, CHECKS

from autograder import files, lms
from autograder.course import Course
from autograder.grading import late, publish
from autograder.grading.intake import Intake, collect
from autograder.lms import Graded, Roster, Upload
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.records import Assignment, Grade, Outcome, Question, Result
from autograder.rules import Policy, Rules

SLUG = ASSIGNMENT.slug
ESSAY = Question(name="essay", title="Essay", points=5.0, difficulty=1, minutes=5, manual=True)
WITH_ESSAY = replace(ASSIGNMENT, questions=(*ASSIGNMENT.questions, ESSAY))


def course(root: Path, policy: Policy | None = None, column: str | None = None) -> Course:
    rules = {SLUG: Rules(policy=policy or Policy(), column=column)}
    return Course(root=root, slugs=(SLUG, "06-other"), rules=rules)


def homework(text: str = "x = 1", slug: str = SLUG) -> bytes:
    return notebooks.write([Cell(kind="code", source=text, id="a")], slug)


def worth(student: str, points: float) -> Grade:
    result = Result(check=CHECKS[0], outcome=Outcome.FAILED, given=points)
    return Grade(student=student, slug=SLUG, results=(result,))


def publish_round(
    here: Course,
    folder: Path,
    rosters: Sequence[Roster] = (),
    points: Mapping[str, float] | None = None,
    waiting: Collection[str] = (),
) -> tuple[Intake, dict[str, Upload]]:
    """Return what was taken in and each LMS's upload; `points` by student, 12.5 for all others.

    The answers of those in `waiting` have no marks yet.
    """
    taken = collect(here, folder, rosters)
    graded = []
    for one in taken.placed:
        submission = one.submission
        if submission.slug != SLUG:
            continue
        grade = worth(submission.student, (points or {}).get(submission.student, 12.5))
        if submission.student not in waiting:
            mark = replace(CHECKS[2], question=ESSAY.name)
            grade = replace(
                grade, results=(*grade.results, Result(check=mark, outcome=Outcome.PASSED))
            )
        policy = late.extend(here.policy(SLUG), submission.student, one.terms.due)
        standing = late.adjust(policy, submission, grade, ASSIGNMENT.points)
        page = f"<!doctype html><title>{submission.student}</title>".encode()
        graded.append(Graded(standing=standing, page=page, notebook=submission.data))
    assignment: Assignment = WITH_ESSAY if waiting else ASSIGNMENT
    group = publish.Class(assignment=assignment, graded=graded, roll=taken.roll(SLUG))
    exports = publish.export(here, group, rosters)
    return taken, {one.lms: lms.prepare(assignment, one) for one in exports}


def contents(upload: Upload) -> dict[str, bytes]:
    """Return the files of a grade zip, as they are after unpacking it."""
    return importers.members(files.pack(upload.files))
