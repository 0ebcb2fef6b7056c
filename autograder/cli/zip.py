"""`autograder zip`: write reports and uploads from the gradebook, without grading.

`publish` is also how `autograder grade` ends.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.graded import GRADES, locate
from autograder.cli.terminal import ask, complain, complain_each, say, say_each
from autograder.errors import CourseError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from autograder.course import Course, Outputs
    from autograder.grading import marking, standings
    from autograder.grading.gradebook import Gradebook
    from autograder.grading.rendered import Rendered
    from autograder.grading.roll import Roll
    from autograder.lms import Roster, Unmapped, Upload
    from autograder.records import Assignment, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """For whom, and where to, the grades of a run are published; `only` names one LMS."""

    course: Course
    outputs: Outputs
    rosters: Sequence[Roster]
    only: str | None = None
    yes: bool = False  # whether points may change without asking
    reasons: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    def why(self, slug: str) -> dict[tuple[str, str], str]:
        """Return why points of an assignment may have changed, by LMS and student."""
        return {
            (lms, student): why
            for (named, lms, student), why in self.reasons.items()
            if named == slug
        }


def write_zips(
    *, only: str | None = None, grades: Path = GRADES, rosters: Sequence[Path] = ()
) -> int:
    """Write reports and uploads from the gradebook, without grading."""
    from autograder import course
    from autograder.authoring import build
    from autograder.grading.gradebook import open_gradebook
    from autograder.lms import Roster

    here, outputs = locate(course.find(Path.cwd()), grades)
    exports = [Roster.read(path) for path in rosters]
    release = Release(course=here, outputs=outputs, rosters=exports, only=only, yes=True)
    with open_gradebook(outputs.gradebook) as book:
        slugs = [slug for slug in book.slugs() if slug in here.slugs]
        if not slugs:
            raise CourseError(f"{grades}: no grades yet. Run `make grade` first.")
        for slug in slugs:
            publish_one(book, release, build.ready_for_class(here, slug))
    return 0


def publish_one(book: Gradebook, release: Release, assignment: Assignment) -> None:
    """Write an assignment's reports and grade zips, and note the points that are published now."""
    from autograder.grading.rendered import open_rendered

    with open_rendered(release.outputs.rendered) as store:
        roll = publish(book, store, assignment, release)
    if roll and book.roll(assignment.slug):
        book.note_roll(assignment.slug, roll)


def publish(
    book: Gradebook, store: Rendered, assignment: Assignment, release: Release
) -> Roll | None:
    """Print a class, write its reports and grade zips; name the students who are in none.

    Returns the roll with the points that are published now; None where somebody did not agree.
    """
    from autograder import lms, report
    from autograder.grading import publish as publishing
    from autograder.grading import standings
    from autograder.grading.roll import Roll

    slug, outputs = assignment.slug, release.outputs
    sheet, roll = outputs.marking_sheet(slug), book.roll(slug)
    marks, orphans = standings.read_marks(book, assignment, sheet)
    everyone = standings.read(book, assignment, gather(release, slug, marks, roll))
    found, absent = standings.split(everyone, roll)
    say(report.class_table(assignment, found))
    graded = publishing.render(assignment, found, book, store)
    group = publishing.Class(assignment=assignment, graded=graded, roll=roll or Roll())
    exports = publishing.export(release.course, group, release.rosters)
    uploads = [lms.prepare(assignment, export) for export in exports]
    accounts = publishing.account(exports, uploads)
    reread = functools.partial(_reread, book, assignment, sheet)
    for path in publishing.write(outputs, group, store, reread, accounts):
        say(f"wrote  {path}")
    if not _agree(book, assignment, release, (found, group.roll)):
        return None
    if absent:
        complain(describe_absent(slug, absent))
    if orphans:
        complain(
            f"{sheet}: the marks of {_first_few([row.who[1] for row in orphans])} belong to no "
            "notebook in the gradebook, so they do not count. If a spreadsheet changed the id "
            "(0012345 to 12345), restore it in the column `student`; else delete the row."
        )
    if waiting := standings.await_marks(assignment, found):
        complain(
            f"{slug}: {len(waiting)} of {len(found)} are awaiting marks and are not in any upload "
            f"yet. Fill in {sheet}, then `make zip`."
        )
    for path in publishing.remove_stale(outputs, slug, exports):
        complain(f"removed  {path}: nobody in it is in submissions/ now")
    for export, upload in zip(exports, uploads, strict=True):
        if release.only in (None, export.lms):
            path = publishing.save(outputs, assignment, export.lms, upload, store)
            say(f"wrote  {path}")
            _account(f"{slug}, {export.lms}", upload)
    store.keep_only(slug, publishing.keys(graded))
    return group.roll.note_points(found)


def _agree(
    book: Gradebook,
    assignment: Assignment,
    release: Release,
    told: tuple[Sequence[Standing], Roll],
) -> bool:
    """Tell whose points change, and by which check; ask before any changed by us goes to an LMS."""
    from autograder import lms
    from autograder.grading import differences, regrade
    from autograder.grading import publish as publishing

    slug, (everyone, roll) = assignment.slug, told
    found = [one for one in everyone if not lms.is_withheld(one)]
    carries = assignment.carry_forward
    changes = differences.find(book, found, roll, release.why(slug), carries)
    say_each(regrade.tell_changes(slug, found, roll.points, release.why(slug)))
    say_each(differences.describe(changes))
    if path := publishing.write_changes(release.outputs, assignment, changes):
        say(f"wrote  {path}")
    ours = sum(change.ours for change in changes)
    if not ours or release.yes:
        return True
    who = "1 student" if ours == 1 else f"{ours} students"
    if ask(f"{slug}: the points of {who} change, whose notebook is the same. Write the uploads?"):
        return True
    complain(f"{slug}: no upload was written. Read {path}; `make zip` writes them as they are now.")
    return False


def _reread(book: Gradebook, assignment: Assignment, sheet: Path) -> standings.Marks:
    from autograder.grading import standings

    return standings.read_marks(book, assignment, sheet)[0]


def gather(
    release: Release,
    slug: str,
    marks: Mapping[marking.Key, marking.Row],
    roll: Roll | None,
) -> standings.Given:
    """Return all that an assignment's grades are worth by."""
    from autograder.grading import standings

    terms = roll.graded if roll else {}
    return standings.Given(
        policy=release.course.policy(slug),
        marks=marks,
        rubric=standings.read_rubric(release.outputs.marking_sheet(slug)),
        terms=terms,
    )


def _account(where: str, upload: Upload) -> None:
    """Print what became of everyone in an upload."""
    complain_each(f"{where}: {note}" for note in upload.notes)
    complain_each(f"{where}: in no upload: {line}" for line in describe(upload.unmapped))
    complain_each(f"{where}: without feedback: {line}" for line in describe(upload.unreturned))
    say(f"{where}: {upload.sum}")


def describe_absent(slug: str, absent: Sequence[Standing]) -> str:
    """Return the line that tells of students who are known from earlier runs only."""
    people = "1 student" if len(absent) == 1 else f"{len(absent)} students"
    verb, whom = ("is", "this one") if len(absent) == 1 else ("are", "them")
    return (
        f"{slug}: {people} of earlier runs {verb} not in submissions/: kept in the gradebook, in "
        f"no page or upload; `autograder forget` removes {whom}."
    )


def describe(people: Sequence[Unmapped]) -> list[str]:
    """Return a line for each reason, naming the first few who have it."""
    by_reason: dict[str, list[str]] = {}
    for person in people:
        by_reason.setdefault(person.reason, []).append(f"{person.name} ({person.student})")
    return [f"{_first_few(names)}: {reason}" for reason, names in by_reason.items()]


def _first_few(names: Sequence[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
