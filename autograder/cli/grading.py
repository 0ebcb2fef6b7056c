"""The verbs of whoever grades: grade, zip, doctor, gradescope, container."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import complain, progress, say
from autograder.errors import CourseError
from autograder.records import Tier

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from autograder.course import Course
    from autograder.grading.gradebook import Gradebook
    from autograder.lms import Roster, Unmapped
    from autograder.records import Assignment, Submission

TIERS = {
    Tier.LANDLOCK: "Student code is jailed without namespaces, as in a container; SECURITY.md says what that leaves open.",
    Tier.NONE: "WITHOUT A JAIL, as --unsafe allows: student code can read, change and send whatever you can.",
}


def grade_submissions(options: argparse.Namespace) -> int:
    """Grade what is new in the folder of submissions; write reports and uploads."""
    from autograder import course
    from autograder.authoring import build
    from autograder.grading import batch, intake
    from autograder.grading.gradebook import open_gradebook
    from autograder.lms import Roster

    here = course.find(Path.cwd())
    rosters = [Roster.read(path) for path in options.roster]
    taken = intake.collect(here, options.folder, rosters)
    assignments = {
        slug: build.ready(here, slug) for slug in sorted({s.slug for s in taken.submissions})
    }
    for note in taken.notes:
        complain(f"passed over: {note}")
    with open_gradebook(options.grades / "gradebook.sqlite", writable=not options.dry_run) as book:
        environment = batch.environment()
        if options.dry_run:
            _dry_run(
                here,
                book,
                taken.submissions,
                assignments,
                environment,
                rosters,
                options.grades,
                unsafe=options.unsafe,
            )
        else:
            changes = _grade_new(here, book, taken.submissions, assignments, environment, options)
            _release(here, book, assignments, rosters, options.grades)
            for line in changes:
                say(line)
    for problem in taken.problems:
        complain(problem)
    return 1 if taken.problems else 0


def write_zips(options: argparse.Namespace) -> int:
    """Write reports and uploads from the gradebook, without grading."""
    from autograder import course
    from autograder.authoring import build
    from autograder.grading.gradebook import open_gradebook
    from autograder.lms import Roster

    here = course.find(Path.cwd())
    with open_gradebook(options.grades / "gradebook.sqlite", writable=False) as book:
        slugs = [slug for slug in book.slugs() if slug in here.slugs]
        if not slugs:
            raise CourseError(f"{options.grades}: no grades yet. Run `make grade` first.")
        assignments = {slug: build.ready(here, slug) for slug in slugs}
        rosters = [Roster.read(path) for path in options.roster]
        _release(here, book, assignments, rosters, options.grades, only=options.lms)
    return 0


def _release(
    here: Course,
    book: Gradebook,
    assignments: dict[str, Assignment],
    rosters: list[Roster],
    grades: Path,
    only: str | None = None,
) -> None:
    """Print each class and write its reports and grade zips; name whoever is in none of the zips."""
    from autograder import lms
    from autograder.grading import marking, release
    from autograder.rules import Rules

    for slug, assignment in assignments.items():
        marks = marking.read(release.sheet(grades / slug), assignment)
        standings = release.standings(book, assignment, here.rules.get(slug, Rules()), marks)
        say(release.table(assignment, standings))
        for path in release.write(grades / slug, assignment, standings, marks):
            say(f"wrote  {path}")
        if waiting := release.unmarked(assignment, standings):
            complain(
                f"{slug}: {len(waiting)} of {len(standings)} wait for marks, and are in no upload yet. Fill in "
                f"{release.sheet(grades / slug)}, then `make zip`."
            )
        for name, graded, roster, column in release.exports(here, assignment, standings, rosters):
            if only not in (None, name):
                continue
            written = lms.write(name, grades / slug, assignment, graded, roster, column)
            for path in written.paths:
                say(f"wrote  {path}")
            for note in written.notes:
                complain(f"{slug}, {name}: {note}")
            for line in _unmapped(written.unmapped):
                complain(f"{slug}, {name}: in no upload: {line}")


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
        say(f"graded already  {_line(task.submission)}  {grade.points:g}/{grade.possible:g}")
    for task in new:
        say(f"would grade     {_line(task.submission)}")
    for slug, assignment in assignments.items():
        marks = marking.read(release.sheet(grades / slug), assignment)
        standings = release.standings(book, assignment, here.rules.get(slug, Rules()), marks)
        for name, graded, roster, column in release.exports(here, assignment, standings, rosters):
            upload = lms.prepare(name, assignment, graded, roster, column)
            for change in upload.changes:
                say(
                    f"would set       {slug}, {name}: {change.name}: {change.before or 'empty'} → {change.after}"
                )
            for line in _unmapped(upload.unmapped):
                say(f"not mapped      {slug}, {name}: {line}")
    say(f"{len(submissions)} submissions, {len(new)} to grade. Nothing was written.")


def _unmapped(people: Sequence[Unmapped]) -> list[str]:
    """Return a line for each reason, naming the first few who have it."""
    by_reason: dict[str, list[str]] = {}
    for person in people:
        by_reason.setdefault(person.reason, []).append(f"{person.name} ({person.student})")
    return [
        f"{', '.join(names[:3])}{f' and {len(names) - 3} more' if len(names) > 3 else ''}: {reason}"
        for reason, names in by_reason.items()
    ]


def _line(submission: Submission) -> str:
    late = "  late" if submission.late else ""
    return f"{submission.slug}  {submission.name} ({submission.student})  {submission.entry or submission.filename}{late}"


def _grade_new(
    here: Course,
    book: Gradebook,
    submissions: tuple[Submission, ...],
    assignments: dict[str, Assignment],
    environment: str,
    options: argparse.Namespace,
) -> list[str]:
    """Grade what the gradebook does not hold yet; return a line for everyone whose points changed."""
    from autograder.grading import batch, release
    from autograder.sandbox.box import JAILED, zygote

    known, new = release.sort(book, submissions, assignments, environment, unsafe=options.unsafe)
    changes = [
        change for task, grade in known for change in release.save(book, task, grade, environment)
    ]
    complain(f"{len(submissions)} submissions, {len(new)} to grade")
    if not new:
        return changes
    tiers = (*JAILED, Tier.NONE) if options.unsafe else JAILED
    with (
        zygote(here.root / "build" / "cache", tiers=tiers) as warm,
        progress(len(new), "grading") as advance,
    ):
        if warm.tier is not Tier.NAMESPACES:
            complain(f"{TIERS[warm.tier]} The machine refused {warm.refused}")
        for task, grade in batch.grade_all(new, warm.path, options.workers, environment):
            changes += release.save(book, task, grade, environment)
            advance()
    return changes


def examine_machine(options: argparse.Namespace) -> int:
    """Attack this machine's own jail; print what holds."""
    from autograder import course
    from autograder.sandbox import doctor

    here = course.find(Path.cwd())
    unsound = 0
    for finding in doctor.examine(here.root / "build" / "cache"):
        say(f"{'ok ' if finding.sound else 'NO '} {finding.what}")
        unsound += not finding.sound
        if finding.remedy:
            complain(f"    {finding.remedy}")
    say("This machine is fit to grade." if not unsound else "This machine is not fit to grade.")
    return 1 if unsound else 0


def bundle_for_gradescope(options: argparse.Namespace) -> int:
    """Write the autograder that Gradescope takes, for each assignment."""
    from autograder import course
    from autograder.authoring import build
    from autograder.grading import container

    here = course.find(Path.cwd())
    for slug in course.select(here, options.slugs):
        path = here.built(slug) / "gradescope.zip"
        data = container.bundle(here, build.ready(here, slug))
        path.write_bytes(data)
        say(f"wrote  {path.relative_to(here.root)}")
    return 0


def grade_in_container(options: argparse.Namespace) -> int:
    """Grade the one submission of Gradescope's container."""
    from autograder.grading import container

    container.run(options.root)
    return 0
