"""`autograder grade`: grade what is new in the folder of submissions; write reports and uploads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import complain, progress, say
from autograder.cli.zip import describe, release
from autograder.files import number
from autograder.records import Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.course import Course
    from autograder.grading.gradebook import Gradebook
    from autograder.lms import Roster
    from autograder.records import Assignment, Submission

TIERS = {
    Tier.LANDLOCK: "Student code is jailed without namespaces, as in a container; SECURITY.md says what that leaves open.",
    Tier.NONE: "WITHOUT A JAIL, as --unsafe allows: student code can read, change and send whatever you can.",
}


def grade_submissions(
    folder: Path,
    *,
    dry_run: bool = False,
    unsafe: bool = False,
    grades: Path = Path("grades"),
    rosters: Sequence[Path] = (),
    workers: int = 1,
) -> int:
    """Grade what is new in the folder of submissions; write reports and uploads."""
    from autograder import course
    from autograder.authoring import build
    from autograder.grading import batch, intake
    from autograder.grading.gradebook import open_gradebook
    from autograder.lms import Roster

    here = course.find(Path.cwd())
    exports = [Roster.read(path) for path in rosters]
    taken = intake.collect(here, folder, exports)
    assignments = {
        slug: build.ready(here, slug) for slug in sorted({s.slug for s in taken.submissions})
    }
    for note in taken.notes:
        complain(f"skipped: {note}")
    with open_gradebook(grades / "gradebook.sqlite", writable=not dry_run) as book:
        environment = batch.environment()
        if dry_run:
            _dry_run(
                here,
                book,
                taken.submissions,
                assignments,
                environment,
                exports,
                grades,
                unsafe=unsafe,
            )
        else:
            changes = _grade_new(
                here,
                book,
                taken.submissions,
                assignments,
                environment,
                unsafe=unsafe,
                workers=workers,
            )
            release(here, book, assignments, exports, grades)
            for line in changes:
                say(line)
    for problem in taken.problems:
        complain(problem)
    return 1 if taken.problems else 0


def _dry_run(
    here: Course,
    book: Gradebook,
    submissions: tuple[Submission, ...],
    assignments: dict[str, Assignment],
    environment: str,
    rosters: list[Roster],
    grades: Path,
    *,
    unsafe: bool,
) -> None:
    """Print who would be graded from which file, who is graded already, and what the uploads would change."""
    from autograder import lms
    from autograder.grading import marking, release
    from autograder.rules import Rules

    known, new = release.sort(book, submissions, assignments, environment, unsafe=unsafe)
    for task, grade in known:
        points = f"{number(grade.points)}/{number(grade.possible)}"
        say(f"already graded  {_line(task.submission)}  {points}")
    for task in new:
        say(f"would grade     {_line(task.submission)}")
    for slug, assignment in assignments.items():
        marks = marking.read(release.sheet(grades / slug), assignment)
        standings = release.standings(book, assignment, here.rules.get(slug, Rules()), marks)
        for export in release.exports(here, assignment, standings, rosters):
            upload, name = lms.prepare(assignment, export), export.lms
            for change in upload.changes:
                say(
                    f"would set       {slug}, {name}: {change.name}: {change.before or 'empty'} → {change.after}"
                )
            for line in describe(upload.unmapped):
                say(f"not mapped      {slug}, {name}: {line}")
    say(f"{len(submissions)} submissions, {len(new)} to grade. Nothing was written.")


def _grade_new(
    here: Course,
    book: Gradebook,
    submissions: tuple[Submission, ...],
    assignments: dict[str, Assignment],
    environment: str,
    *,
    unsafe: bool,
    workers: int,
) -> list[str]:
    """Grade what the gradebook does not hold yet; return a line for everyone whose points changed."""
    from autograder.grading import batch, release
    from autograder.sandbox.box import JAILED, zygote

    known, new = release.sort(book, submissions, assignments, environment, unsafe=unsafe)
    changes = [
        change for task, grade in known for change in release.save(book, task, grade, environment)
    ]
    complain(f"{len(submissions)} submissions, {len(new)} to grade")
    if not new:
        return changes
    tiers = (*JAILED, Tier.NONE) if unsafe else JAILED
    with (
        zygote(here.root / "build" / "cache", tiers=tiers) as warm,
        progress(len(new), "grading") as advance,
    ):
        if warm.tier is not Tier.NAMESPACES:
            complain(f"{TIERS[warm.tier]} The machine refused {warm.refused}")
        for task, grade in batch.grade_all(new, warm.path, workers, environment):
            changes += release.save(book, task, grade, environment)
            advance()
    return changes


def _line(submission: Submission) -> str:
    late = "  late" if submission.late else ""
    return f"{submission.slug}  {submission.name} ({submission.student})  {submission.entry or submission.filename}{late}"
