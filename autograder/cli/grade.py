"""`autograder grade`: grade what is new in the folder of submissions; write reports and uploads.

A run goes through intake, grading, standings and publishing once each; only the verb goes between.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder import files
from autograder.characters import shorten
from autograder.cli.terminal import complain, complain_each, progress, say, say_each
from autograder.cli.zip import Release, describe, describe_absent, gather, publish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.course import Course, Outputs
    from autograder.grading.gradebook import Gradebook
    from autograder.grading.intake import Intake
    from autograder.grading.regrade import Known
    from autograder.grading.session import Grader
    from autograder.grading.sketches import Look
    from autograder.grading.task import Task
    from autograder.records import Assignment, Submission

SUBMISSIONS, GRADES = Path("submissions"), Path("grades")


def grade_submissions(
    folder: Path,
    *,
    unsafe: bool = False,
    grades: Path = GRADES,
    rosters: Sequence[Path] = (),
    workers: int | str = 1,
) -> int:
    """Grade what is new in the folder of submissions; write reports and uploads.

    Where points of an unchanged notebook change, it asks before it writes the uploads. `workers` is
    a number of processes here, or the address of a cluster's scheduler.
    """
    return _grade(folder, grades, rosters, How(unsafe=unsafe, workers=workers))


def grade_agreed(
    folder: Path,
    *,
    unsafe: bool = False,
    grades: Path = GRADES,
    rosters: Sequence[Path] = (),
    workers: int | str = 1,
) -> int:
    """Do the same without asking."""
    return _grade(folder, grades, rosters, How(unsafe=unsafe, workers=workers, yes=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How a run grades, and whether points may change without asking."""

    unsafe: bool
    workers: int | str
    yes: bool = False


def _grade(folder: Path, grades: Path, rosters: Sequence[Path], how: How) -> int:
    from autograder import course
    from autograder.grading import intake, regrade
    from autograder.grading.rendered import open_rendered
    from autograder.grading.session import grader
    from autograder.grading.sketches import open_sketches

    here, folder, outputs = _locate(course.find(Path.cwd()), folder, grades)
    intake.require(folder)  # before the gradebook is made
    with (
        grader(here.cache, outputs.gradebook, workers=how.workers, unsafe=how.unsafe) as session,
        open_rendered(outputs.rendered) as store,
    ):
        with open_sketches(here.cache / "sketches.sqlite", session.foresee) as look:
            taken, assignments, release = _take_in(here, folder, rosters, outputs, look)
        tasks = _prepare(session, taken, assignments)
        _check_settings(session.book, here, tasks, taken, release)
        known, new = regrade.find_new(session.book, tasks, unsafe=how.unsafe)
        complain(f"{_count(tasks)}, {len(new)} to grade")
        release = replace(release, reasons=_grade_new(session, known, new), yes=how.yes)
        agreed = True
        for slug, assignment in assignments.items():
            session.book.note_roll(slug, taken.roll(slug).keep(session.book.roll(slug)))
            if roll := publish(session.book, store, assignment, release):
                session.book.note_roll(slug, roll)
            agreed = agreed and roll is not None
    return _report_problems(taken) or int(not agreed)


def preview_grading(
    folder: Path,
    *,
    unsafe: bool = False,
    grades: Path = GRADES,
    rosters: Sequence[Path] = (),
) -> int:
    """Print who would be graded from which file, and what uploads would change; write nothing."""
    from autograder import course
    from autograder.grading import regrade
    from autograder.grading.session import grader
    from autograder.grading.task import draw

    here, folder, outputs = _locate(course.find(Path.cwd()), folder, grades)
    taken, assignments, release = _take_in(here, folder, rosters, outputs, draw)
    with grader(here.cache, outputs.gradebook, write=False) as session:
        tasks = _prepare(session, taken, assignments)
        _check_settings(session.book, here, tasks, taken, release)
        known, new = regrade.find_new(session.book, tasks, unsafe=unsafe)
        _announce(known, new)
        for assignment in assignments.values():
            _preview_uploads(session.book, assignment, release, taken)
    say(f"{_count(tasks)}, {len(new)} to grade. Nothing was written.")
    return _report_problems(taken)


def _locate(here: Course, folder: Path, grades: Path) -> tuple[Course, Path, Outputs]:
    """Return settings, submissions and outputs: those of the sample class while nobody handed in.

    A folder that the command names is never replaced.
    """
    from autograder import course
    from autograder.grading import intake

    unnamed = folder == SUBMISSIONS and grades == GRADES
    if not (unnamed and intake.is_empty(folder) and here.sample.is_dir()):
        return here, folder, course.Outputs(grades)
    folder, grades = _relative(here.sample / "submissions"), _relative(here.sample_grades)
    complain(
        f"{SUBMISSIONS}/ is empty, so the sample class in {folder}/ is graded into {grades}/. "
        f"Nothing of it goes into {GRADES}/ or to your LMS."
    )
    return course.read_sample(here), folder, course.Outputs(grades)


def _relative(path: Path) -> Path:
    return Path(os.path.relpath(path))


def _take_in(
    here: Course,
    folder: Path,
    rosters: Sequence[Path],
    outputs: Outputs,
    look: Look,
) -> tuple[Intake, dict[str, Assignment], Release]:
    """Return what was handed in, the assignments it belongs to, and where its grades go."""
    from autograder.authoring import build
    from autograder.grading import intake
    from autograder.lms import Roster

    exports = [Roster.read(path) for path in rosters]
    taken = intake.collect(here, folder, exports, look)
    complain_each(f"skipped: {note}" for note in taken.notes)
    complain_each(taken.remarks)
    assignments = {slug: build.ready_for_class(here, slug) for slug in taken.slugs}
    release = Release(course=here, outputs=outputs, rosters=exports)
    return taken, assignments, release


def _prepare(session: Grader, taken: Intake, assignments: dict[str, Assignment]) -> list[Task]:
    from autograder.grading import regrade

    return [
        replace(
            session.prepare(
                regrade.keep_time(session.book, one.submission),
                assignments[one.submission.slug],
                sketch=one.sketch,
            ),
            several=one.several,
        )
        for one in taken.placed
    ]


def _check_settings(
    book: Gradebook, here: Course, tasks: Sequence[Task], taken: Intake, release: Release
) -> None:
    """Say which settings cannot be applied. Raises `CourseError` for those that do nothing."""
    from autograder.grading import settings

    others = {person.key for roster in release.rosters for person in roster.people}
    others |= {one.who.student for one in taken.lost} | book.students()
    submissions = [task.submission for task in tasks]
    for note in settings.check(here, settings.Seen(submissions=submissions, others=others)):
        complain(note)


def _grade_new(
    session: Grader, known: Sequence[Known], new: Sequence[Task]
) -> dict[tuple[str, str, str], str]:
    """Grade what the gradebook does not hold yet; return why, by assignment, LMS and student."""
    from autograder.grading import regrade, remarks

    reasons: dict[tuple[str, str, str], str] = {}
    remarked: list[str] = []
    for one in known:
        _add(reasons, one.task, regrade.carry_over(session.book, one))
    if new:
        graded = session.grade(regrade.put_longest_first(session.book, new), complain)
        with progress(len(new), "grading") as advance:
            for task, grade in graded:
                _add(reasons, task, regrade.save(session.book, task, grade))
                remarked += grade.repairs
                advance()
    complain_each(remarks.warn_newer_python(remarked))
    return reasons


def _add(reasons: dict[tuple[str, str, str], str], task: Task, reason: str) -> None:
    """Note why the points of a task's student may have changed, if they may."""
    if reason:
        who = task.submission
        reasons[who.slug, who.lms, who.student] = reason


def _announce(known: Sequence[Known], new: Sequence[Task]) -> None:
    for one in known:
        points = f"{files.number(one.line.points)}/{files.number(one.line.possible)}"
        say_each([f"already graded  {_line(one.task.submission)}  {points}"])
    say_each(f"would grade     {_line(task.submission)}" for task in new)


def _preview_uploads(
    book: Gradebook, assignment: Assignment, release: Release, taken: Intake
) -> None:
    from autograder import lms
    from autograder.grading import publish as publishing
    from autograder.grading import standings
    from autograder.grading.rendered import open_rendered

    slug, roll = assignment.slug, taken.roll(assignment.slug).keep(book.roll(assignment.slug))
    marks, _ = standings.read_marks(book, assignment, release.outputs.marking_sheet(slug))
    everyone = standings.read(book, assignment, gather(release, slug, marks, roll))
    found, absent = standings.split(everyone, roll)
    if absent:
        complain(describe_absent(slug, absent))
    with open_rendered(None) as store:  # nothing is rendered for it
        graded = publishing.render(assignment, found, book, store)
    group = publishing.Class(assignment=assignment, graded=graded, roll=roll)
    for export in publishing.export(release.course, group, release.rosters):
        upload, where = lms.prepare(assignment, export), f"{slug}, {export.lms}"
        for change in upload.changes:
            before = change.before or "empty"
            say_each([f"would set       {where}: {change.name}: {before} → {change.after}"])
        say_each(f"not mapped      {where}: {line}" for line in describe(upload.unmapped))


def _report_problems(taken: Intake) -> int:
    complain_each(taken.problems)
    return 1 if taken.problems else 0


def _count(tasks: Sequence[Task]) -> str:
    return f"{len(tasks)} submission{'' if len(tasks) == 1 else 's'}"


def _line(submission: Submission) -> str:
    late = "  late" if submission.late else ""
    who = f"{submission.name} ({submission.student})"
    return f"{submission.slug}  {who}  {shorten(submission.entry or submission.filename)}{late}"
