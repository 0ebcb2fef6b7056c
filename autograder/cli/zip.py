"""`autograder zip`: write reports and uploads from the gradebook, without grading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import complain, say
from autograder.errors import CourseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.course import Course
    from autograder.grading.gradebook import Gradebook
    from autograder.lms import Roster, Unmapped
    from autograder.records import Assignment


def write_zips(
    *, only: str | None = None, grades: Path = Path("grades"), rosters: Sequence[Path] = ()
) -> int:
    """Write reports and uploads from the gradebook, without grading."""
    from autograder import course
    from autograder.authoring import build
    from autograder.grading.gradebook import open_gradebook
    from autograder.lms import Roster

    here = course.find(Path.cwd())
    with open_gradebook(grades / "gradebook.sqlite", writable=False) as book:
        slugs = [slug for slug in book.slugs() if slug in here.slugs]
        if not slugs:
            raise CourseError(f"{grades}: no grades yet. Run `make grade` first.")
        assignments = {slug: build.ready(here, slug) for slug in slugs}
        exports = [Roster.read(path) for path in rosters]
        release(here, book, assignments, exports, grades, only=only)
    return 0


def release(
    here: Course,
    book: Gradebook,
    assignments: dict[str, Assignment],
    rosters: list[Roster],
    grades: Path,
    only: str | None = None,
) -> None:
    """Print each class and write its reports and grade zips; name whoever is in none of the zips."""
    from autograder import lms, report
    from autograder.grading import marking, release
    from autograder.rules import Rules

    for slug, assignment in assignments.items():
        marks = marking.read(release.sheet(grades / slug), assignment)
        standings = release.standings(book, assignment, here.rules.get(slug, Rules()), marks)
        say(report.class_table(assignment, standings))
        for path in release.write(grades / slug, assignment, standings, marks):
            say(f"wrote  {path}")
        if waiting := release.unmarked(assignment, standings):
            complain(
                f"{slug}: {len(waiting)} of {len(standings)} are awaiting marks and are not in any upload yet. Fill in "
                f"{release.sheet(grades / slug)}, then `make zip`."
            )
        for export in release.exports(here, assignment, standings, rosters):
            name = export.lms
            if only not in (None, name):
                continue
            written = lms.write(grades / slug, assignment, export)
            say(f"wrote  {written.path}")
            for note in written.upload.notes:
                complain(f"{slug}, {name}: {note}")
            for line in describe(written.upload.unmapped):
                complain(f"{slug}, {name}: in no upload: {line}")


def describe(people: Sequence[Unmapped]) -> list[str]:
    """Return a line for each reason, naming the first few who have it."""
    by_reason: dict[str, list[str]] = {}
    for person in people:
        by_reason.setdefault(person.reason, []).append(f"{person.name} ({person.student})")
    return [
        f"{', '.join(names[:3])}{f' and {len(names) - 3} more' if len(names) > 3 else ''}: {reason}"
        for reason, names in by_reason.items()
    ]
