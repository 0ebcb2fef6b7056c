"""What passes between an LMS and the grader: what was read, what goes back, and what could not.

`Lms` is what the module of an LMS offers. A download becomes a `Reading`, an `Export` an `Upload`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Protocol

from autograder import files
from autograder.lms.archive import Archive, Member, Skipped
from autograder.lms.roster import Column, Roster
from autograder.lms.terms import LeftOut
from autograder.records import Assignment, Grade, Received, Standing, Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one download held. `lms` is "mixed" for a folder with downloads of several."""

    lms: str
    submissions: tuple[Received, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Whose file a member is, as its name says; the fields become those of a `Received`."""

    student: str
    name: str
    filename: str
    late: bool = False
    submitted: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """One student's standing on its way back, with the feedback page and the annotated notebook."""

    standing: Standing
    page: files.Single
    notebook: files.Single

    @property
    def submission(self) -> Submission:
        return self.standing.submission

    @property
    def grade(self) -> Grade:
        return self.standing.grade

    @property
    def student(self) -> str:
        return self.standing.submission.student

    def unmapped(self, reason: str) -> Unmapped:
        student, name = self.student, self.submission.name
        return Unmapped(student=student, name=name, reason=reason, owner=student)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What goes back to one LMS for one assignment.

    `rosters` are that LMS's gradebooks; `column` their title or id for the assignment, where that
    is not the assignment's own title. `left_out` handed in and have no grade; the points of
    students in `held` must not be uploaded, for the reason there. `most_bytes` is what the LMS
    takes in one upload, where that is known.
    """

    lms: str
    graded: tuple[Graded, ...]
    rosters: tuple[Roster, ...] = ()
    column: str | None = None
    left_out: tuple[LeftOut, ...] = ()
    held: Mapping[str, str] = field(default_factory=dict)
    most_bytes: int | None = None

    @property
    def roster(self) -> Roster | None:
        """The one gradebook of which an LMS's module makes an upload."""
        return self.rosters[0] if self.rosters else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmapped:
    """A student whose points or feedback are in no file of the upload, and what to do about it.

    `owner` is the student, or the team, whose submission it was; "" where there is no grade.
    """

    student: str
    name: str
    reason: str
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One cell that the upload would set; `before` is empty where it is empty or not known."""

    student: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """The files for one assignment in one LMS, by their names in the grade zip.

    `steps` says what to click, `notes` what concerns the whole upload. Everyone who handed in is
    in `changes` or in `unmapped`; who gets points, but no feedback, is in `unreturned`, too.
    """

    files: dict[str, files.Content]
    steps: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    unreturned: tuple[Unmapped, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sum(self) -> str:
        """What became of everyone, in one line that adds up."""
        everyone = len(self.changes) + len(self.unmapped)
        students = "1 student" if everyone == 1 else f"{everyone} students"
        return (
            f"{students} in the download = {len(self.changes)} in the upload + "
            f"{len(self.unmapped)} listed with a reason"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A grade zip on disk, and what it holds."""

    path: Path
    upload: Upload


class Lms(Protocol):
    """What the module of an LMS offers."""

    def recognises(self, member: Member) -> bool:
        """Tell whether this LMS gives such names."""

    def claims(
        self, source: Archive, members: Sequence[Member], zone: tzinfo
    ) -> dict[Member, list[Claim]]:
        """Return whose file each member is; a member that is missing here belongs to nobody."""

    def find_known(self, roster: Roster, submissions: Sequence[Submission]) -> set[str]:
        """Return the students, by the key of their submission, whom a gradebook holds."""

    def upload(self, assignment: Assignment, export: Export) -> Upload:
        """Return the files that this LMS imports, and who is left out."""


def compare_points(lms: str, column: Column, assignment: Assignment) -> tuple[str, ...]:
    """Return a note if the LMS gives the assignment another maximum than the course does."""
    if column.possible in (None, assignment.points):
        return ()
    theirs = files.number(column.possible)
    return (
        f"{lms} gives `{column.title}` {theirs} points, but the assignment has "
        f"{files.number(assignment.points)}. Change the points in {lms} before you upload.",
    )


def without_grades(export: Export, steps: tuple[str, ...], reason: str) -> Upload:
    """Return an upload with nobody's points, since no column for them is known."""
    unmapped = tuple(item.unmapped("no gradebook column is known") for item in export.graded)
    return Upload(files={}, steps=steps, unmapped=unmapped, notes=(reason,))
