"""What passes between an LMS and the grader: what was read, what is to be returned, and what could not be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder.records import Grade, Received, Submission


@dataclass(frozen=True, slots=True)
class Skipped:
    """One member of a download that was not taken, by its name there, and why."""

    entry: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one download held. `lms` is "mixed" for a folder with downloads of several."""

    lms: str
    submissions: tuple[Received, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What the name of a member says: whose file it is. The first two fields are those of a `Received`."""

    student: str
    name: str
    filename: str
    late: bool = False
    submitted: datetime | None = None


@dataclass(frozen=True, slots=True)
class Graded:
    """One grade on its way back, with its feedback and its points after the late policy."""

    submission: Submission
    grade: Grade
    feedback_html: str
    feedback_notebook: bytes
    points: float
    excused: bool = False

    def unmapped(self, reason: str) -> Unmapped:
        return Unmapped(self.submission.student, self.submission.name, reason)


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A student whose points or feedback no file of the upload carries, and what the instructor can do."""

    student: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that the upload would set: `before` is the LMS's text ("" when empty or not known)."""

    student: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Upload:
    """The files for one assignment in one LMS, by their names in the grade zip; `steps` says what to click."""

    files: dict[str, bytes]
    steps: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    notes: tuple[str, ...] = ()  # what concerns the whole upload


@dataclass(frozen=True, slots=True)
class Written:
    """What `write` made: files on disk, and all that they do not hold."""

    paths: tuple[Path, ...]
    changes: tuple[Change, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    notes: tuple[str, ...] = ()
