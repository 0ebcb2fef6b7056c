"""What counts for each student -> everything that is written: pages, tables, and what LMSs get.

`render` promises each student's page and annotated notebook, made when somebody asks for them and
only once (`rendered`); `export` sorts them by LMS; `write` puts the files of one assignment below
grades/, whole or not at all. What each is made from has one key: where nothing changed, nothing is
rendered, and one student's pictures and outputs are in memory at a time.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from autograder import files, lms, report
from autograder.course import Course, Outputs
from autograder.grading import marking, sheet
from autograder.grading.gradebook import Gradebook
from autograder.grading.rendered import Rendered
from autograder.grading.roll import Roll
from autograder.lms.terms import LeftOut
from autograder.records import Assignment, Standing, Submission

WAITING = "awaits marks: fill in marking.csv, then `make zip`"
SOURCES = (
    "*.py",
    "notebook/*.py",
    "report/*.py",
    "report/*.css",
    "report/*.html",
    "sandbox/images.py",
)


def render(
    assignment: Assignment, standings: Sequence[Standing], book: Gradebook, store: Rendered
) -> list[lms.Graded]:
    """Return each student's page and annotated notebook, made at the latest when they are read."""
    return [_render(assignment, standing, book, store) for standing in standings]


def _render(
    assignment: Assignment, standing: Standing, book: Gradebook, store: Rendered
) -> lms.Graded:
    slug, key = assignment.slug, _key(assignment, standing, book)

    def page() -> bytes:
        return report.student_page(assignment, book.complete(standing)).encode()

    def notebook() -> bytes:
        return report.student_notebook(assignment, book.complete(standing))

    return lms.Graded(
        standing=standing,
        page=store.member(slug, f"page {key}", page),
        notebook=store.member(slug, f"notebook {key}", notebook),
    )


def _key(assignment: Assignment, standing: Standing, book: Gradebook) -> str:
    """Return the hash of all that a student's page and notebook are made from."""
    given = [one for one in standing.grade.results if one.given is not None or one.carried]
    marks = [(one.check.key, one.given, one.message) for one in given]
    parts = [
        *(_reporter(), assignment.fingerprint, book.identity, standing.row, marks),
        *(standing.points, standing.note, standing.excused, standing.unclear, standing.late),
        [asdict(one) for one in standing.requests],
        standing.submission.digest,  # whose first digits are the receipt
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@functools.cache
def _reporter() -> str:
    """Return the hash of the sources that decide how a grade looks."""
    package = Path(__file__).parent.parent
    found = [path for pattern in SOURCES for path in sorted(package.glob(pattern))]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in found)).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """What is published of one assignment: everyone's grade, and the roll, if one was called."""

    assignment: Assignment
    graded: Sequence[lms.Graded]
    roll: Roll = field(default_factory=Roll)


def write(
    outputs: Outputs,
    group: Class,
    store: Rendered,
    marks: Callable[[], Mapping[marking.Key, marking.Row]] = dict,
    accounts: Sequence[report.Account] = (),
) -> list[Path]:
    """Write an assignment's pages, CSV and marking sheet; return the files worth opening.

    `marks` reads those of the sheet, again, since more may have been given meanwhile. `accounts`
    tell what became of everyone who handed in, by LMS.
    """
    assignment, graded = group.assignment, group.graded
    slug, standings = assignment.slug, [one.standing for one in graded]
    for one in graded:
        _write_new(outputs.folder(slug) / page_path(one.submission), one.page, store)
    pages = {str(number): one.page for number, one in enumerate(graded)}
    parts = repr((accounts, assignment.carry_forward))
    key = files.fingerprint(pages | {"others": parts.encode()})
    table, class_page = outputs.table(slug), outputs.class_page(slug)
    made: dict[Path, Callable[[Assignment, Sequence[Standing]], str]] = {
        table: report.grades_csv,
        outputs.checks(slug): report.checks_csv,
        class_page: functools.partial(report.class_page, link=page_path, accounts=accounts),
    }
    for path, make in made.items():
        if not store.is_written(path, key):
            files.write_whole(path, make(assignment, standings).encode())
            store.note_written(path, key)
    if not marking.by_hand(assignment):
        return [table, class_page]
    path, submissions = outputs.marking_sheet(slug), [one.submission for one in graded]
    sheet.renew(path, lambda: marking.table(assignment, submissions, marks()))
    return [table, class_page, path]


def write_changes(
    outputs: Outputs, assignment: Assignment, changes: Sequence[report.Change]
) -> Path | None:
    """Write the page of what changes; without any change none stays."""
    path = outputs.changes(assignment.slug)
    if not changes:
        path.unlink(missing_ok=True)
        return None
    files.write_whole(path, report.changes_page(assignment, changes).encode())
    return path


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
            most_bytes=course.upload_bytes,
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
    paths = [lms.name_zip(outputs.folder(slug), slug, name) for name in gone]
    stale = [path for path in paths if path.is_file()]
    for path in stale:
        path.unlink()
    return stale


def save(
    outputs: Outputs, assignment: Assignment, name: str, upload: lms.Upload, store: Rendered
) -> Path:
    """Write the grade zip for one LMS, unless it was written from the same files already."""
    folder, key = outputs.folder(assignment.slug), files.fingerprint(upload.files)
    path = lms.name_zip(folder, assignment.slug, name)
    if not store.is_written(path, key):
        lms.save(folder, assignment, name, upload)
        store.note_written(path, key)
    return path


def keys(graded: Sequence[lms.Graded]) -> list[str]:
    """Return the keys of all that was promised."""
    contents = [content for one in graded for content in (one.page, one.notebook)]
    return [content.key for content in contents if isinstance(content, files.Member)]


def _write_new(path: Path, content: files.Single, store: Rendered) -> None:
    """Write a file that is made now, unless it was written under its key already."""
    if not isinstance(content, files.Member):
        files.write_whole(path, content)
    elif not store.is_written(path, content.key):
        files.write_whole(path, content.load().inflate())
        store.note_written(path, content.key)


def _await(one: lms.Graded) -> LeftOut:
    who = one.submission
    return LeftOut(lms=who.lms, student=who.student, name=who.name, reason=WAITING)


def page_path(submission: Submission) -> str:
    """Return where a student's page lies below the assignment's folder."""
    return f"feedback/{report.page_name(submission)}"
