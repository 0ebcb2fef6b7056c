"""`autograder zip`: write reports and uploads from the gradebook, without grading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import complain, say
from autograder.errors import CourseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.course import Course, Outputs
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

    here, outputs = course.find(Path.cwd()), course.Outputs(grades)
    with open_gradebook(outputs.gradebook, writable=False) as book:
        slugs = [slug for slug in book.slugs() if slug in here.slugs]
        if not slugs:
            raise CourseError(f"{grades}: no grades yet. Run `make grade` first.")
        assignments = {slug: build.ready(here, slug) for slug in slugs}
        exports = [Roster.read(path) for path in rosters]
        release(here, book, assignments, exports, outputs, only=only)
    return 0


def release(
    here: Course,
    book: Gradebook,
    assignments: dict[str, Assignment],
    rosters: list[Roster],
    outputs: Outputs,
    only: str | None = None,
) -> None:
    """Print each class and write its reports and grade zips; name whoever is in none of the zips."""
    from autograder import lms, report
    from autograder.grading import marking, release, standings

    for slug, assignment in assignments.items():
        marks = marking.read(outputs.marking_sheet(slug), assignment)
        found = standings.read(book, assignment, here.policy(slug), marks)
        say(report.class_table(assignment, found))
        for path in release.write(outputs.folder(slug), assignment, found, marks):
            say(f"wrote  {path}")
        if waiting := release.unmarked(assignment, found):
            complain(
                f"{slug}: {len(waiting)} of {len(found)} are awaiting marks and are not in any upload yet. Fill in "
                f"{outputs.marking_sheet(slug)}, then `make zip`."
            )
        for export in release.exports(here, assignment, found, rosters):
            name = export.lms
            if only not in (None, name):
                continue
            written = lms.write(outputs.folder(slug), assignment, export)
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
