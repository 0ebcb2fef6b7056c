"""`autograder grade`: grade what is new in the folder of submissions; write reports and uploads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import complain, progress, say
from autograder.cli.zip import describe, release
from autograder.records import Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.course import Course, Outputs
    from autograder.grading.gradebook import Gradebook
    from autograder.grading.regrade import Known
    from autograder.grading.session import Grader
    from autograder.grading.task import Task
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
    from autograder.grading import intake, regrade
    from autograder.grading.session import grader
    from autograder.lms import Roster

    here = course.find(Path.cwd())
    exports = [Roster.read(path) for path in rosters]
    taken = intake.collect(here, folder, exports)
    assignments = {slug: build.ready(here, slug) for slug in taken.slugs}
    for note in taken.notes:
        complain(f"skipped: {note}")
    outputs = course.Outputs(grades)
    with grader(
        here.cache, outputs.gradebook, workers=workers, unsafe=unsafe, write=not dry_run
    ) as session:
        tasks = [
            replace(
                session.prepare(one.submission, assignments[one.submission.slug], one.notebook),
                several=one.several,
            )
            for one in taken.placed
        ]
        known, new = regrade.find_new(session.book, tasks, unsafe=unsafe)
        if dry_run:
            _announce(known, new)
            _dry_run(here, session.book, assignments, exports, outputs)
            say(f"{len(tasks)} submissions, {len(new)} to grade. Nothing was written.")
        else:
            complain(f"{len(tasks)} submissions, {len(new)} to grade")
            changes = _grade_new(session, known, new)
            release(here, session.book, assignments, exports, outputs)
            for line in changes:
                say(line)
    for problem in taken.problems:
        complain(problem)
    return 1 if taken.problems else 0


def _announce(known: Sequence[Known], new: Sequence[Task]) -> None:
    """Print who would be graded from which file, and who is already graded."""
    for one in known:
        points = f"{one.line.points:g}/{one.line.possible:g}"
        say(f"already graded  {_line(one.task.submission)}  {points}")
    for task in new:
        say(f"would grade     {_line(task.submission)}")


def _dry_run(
    here: Course,
    book: Gradebook,
    assignments: dict[str, Assignment],
    rosters: list[Roster],
    outputs: Outputs,
) -> None:
    """Print what the uploads would change."""
    from autograder import lms
    from autograder.grading import marking, release, standings

    for slug, assignment in assignments.items():
        marks = marking.read(outputs.marking_sheet(slug), assignment)
        found = standings.read(book, assignment, here.policy(slug), marks)
        for export in release.exports(here, assignment, found, rosters):
            upload, name = lms.prepare(assignment, export), export.lms
            for change in upload.changes:
                say(
                    f"would set       {slug}, {name}: {change.name}: {change.before or 'empty'} → {change.after}"
                )
            for line in describe(upload.unmapped):
                say(f"not mapped      {slug}, {name}: {line}")


def _grade_new(session: Grader, known: Sequence[Known], new: Sequence[Task]) -> list[str]:
    """Grade what the gradebook does not hold yet; return a line for everyone whose points changed."""
    from autograder.grading import regrade

    changes = [regrade.carry_over(session.book, one) for one in known]
    if new:
        warm = session.warm()
        if warm.tier is not Tier.NAMESPACES:
            complain(f"{TIERS[warm.tier]} The machine refused {warm.refused}")
        with progress(len(new), "grading") as advance:
            for task, grade in session.grade(new):
                changes.append(regrade.save(session.book, task, grade))
                advance()
    return [change for change in changes if change]


def _line(submission: Submission) -> str:
    late = "  late" if submission.late else ""
    return f"{submission.slug}  {submission.name} ({submission.student})  {submission.entry or submission.filename}{late}"
