"""What was handed in -> whose notebook belongs to which assignment, and what needs sorting out.

Each notebook is parsed here, once. Its assignment is told by the notebook's metadata, else by its
file name, else (for a file that cannot be read) by the rest of the same download. What cannot be
told, and two different notebooks of one student for one assignment, are problems: named, never
guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from autograder import lms
from autograder.course import Course
from autograder.errors import SubmissionError
from autograder.grading import late
from autograder.grading.task import parse
from autograder.notebook.format import Notebook, Unreadable
from autograder.records import Received, Submission

IGNORED = {".gitkeep", "README.md", "README.txt"}
REMEDY = "Put the downloads of your LMS there, zipped as they came."
Parsed = Notebook | Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A submission that can be graded, with its notebook, or why that cannot be read."""

    submission: Submission
    notebook: Parsed
    several: bool = False  # other attempts of the same student are graded, too


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """All that can be graded, sorted; the problems that a person must solve; what was skipped."""

    placed: tuple[Placed, ...]
    present: frozenset[tuple[str, str, str]]  # assignment, LMS, student: also those with a problem
    problems: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def submissions(self) -> list[Submission]:
        return [one.submission for one in self.placed]

    @property
    def slugs(self) -> list[str]:
        return sorted({one.submission.slug for one in self.placed})

    def people(self, slug: str) -> set[tuple[str, str]]:
        """Return who handed in for an assignment, by LMS and student."""
        return {(lms, student) for named, lms, student in self.present if named == slug}


def collect(course: Course, folder: Path, rosters: Sequence[lms.Roster] = ()) -> Intake:
    """Read everything in `folder`; `rosters` supply the times that the downloads lack.

    Raises `SubmissionError` when there is nothing.
    """
    if not folder.is_dir():
        raise SubmissionError(f"{folder}: no such folder. {REMEDY}")
    if is_empty(folder):
        raise SubmissionError(f"{folder}: no submissions. {REMEDY}")
    reading = lms.read(folder, course.zone)
    skipped = [one for one in reading.skipped if one.entry not in IGNORED]
    unread = [one for one in skipped if one.download]
    parsed = [(one, parse(one.data)) for one in _add_times(course, reading.submissions, rosters)]
    placed, unplaced = _place(course, parsed)
    chosen, unclear = _choose(course, placed)
    submissions = [one.submission for one in placed]
    return Intake(
        placed=tuple(chosen),
        present=frozenset((one.slug, one.lms, one.student) for one in submissions),
        problems=(*(f"{one.entry}: {one.reason}" for one in unread), *unplaced, *unclear),
        notes=tuple(f"{one.entry}: {one.reason}" for one in skipped if one not in unread),
    )


def is_empty(folder: Path) -> bool:
    """Tell whether nothing was handed in: the folder is missing, or holds only files of ours."""
    return not folder.is_dir() or all(entry.name in IGNORED for entry in folder.iterdir())


def read_notebook(course: Course, path: Path, slug: str | None = None) -> Placed:
    """Return one notebook, of the assignment that it names itself unless `slug` does.

    Raises `SubmissionError` when it cannot be read, or names no assignment.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SubmissionError(f"{path}: {error.strerror}. Name a notebook (.ipynb).") from error
    notebook = parse(data)
    if isinstance(notebook, Unreadable):
        raise SubmissionError(f"{path}: {notebook}")
    received = Received(student=str(path), name=str(path), filename=path.name, data=data)
    named = slug or _slug(course, received, notebook)
    if named is None:
        raise SubmissionError(
            f"{path}: neither its metadata nor its file name names an assignment of this course. "
            f"Name one with --assignment: {', '.join(course.slugs)}."
        )
    return Placed(submission=_submission(received, named), notebook=notebook)


def _add_times(
    course: Course, submissions: Iterable[Received], rosters: Sequence[lms.Roster]
) -> Iterator[Received]:
    """Yield the submissions with the time that a roster knows if the download has none (Moodle)."""
    times = {
        (roster.lms, key): when
        for roster in rosters
        for key, when in roster.submitted(course.zone).items()
    }
    for one in submissions:
        yield one if one.submitted else replace(one, submitted=times.get((one.lms, one.student)))


def _place(
    course: Course, found: Sequence[tuple[Received, Parsed]]
) -> tuple[list[Placed], list[str]]:
    """Return the files whose assignment can be told, and a problem for each other one."""
    slugs = [_slug(course, *one) for one in found]
    by_origin: dict[str, set[str]] = defaultdict(set)
    for (received, _), slug in zip(found, slugs, strict=True):
        if slug:
            by_origin[received.origin].add(slug)
    placed, problems = [], []
    for (received, notebook), named in zip(found, slugs, strict=True):
        others = by_origin[received.origin]
        alone = isinstance(notebook, Unreadable) and len(others) == 1
        slug = named or (next(iter(others)) if alone else None)
        if slug is None:
            problems.append(_unplaced(course, received))
        else:
            placed.append(Placed(submission=_submission(received, slug), notebook=notebook))
    return placed, problems


def _slug(course: Course, received: Received, notebook: Parsed) -> str | None:
    """Return the assignment that a file names itself: by metadata, else by file name."""
    named = notebook.slug if isinstance(notebook, Notebook) else None
    return named if named in course.slugs else name_slug(course, received.filename)


def name_slug(course: Course, filename: str) -> str | None:
    """Return the assignment that a file name names."""
    plain = _plain(Path(filename).stem)
    hits = [slug for slug in course.slugs if _plain(slug) in plain]
    return hits[0] if len(hits) == 1 else None


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _unplaced(course: Course, received: Received) -> str:
    return (
        f"{received.entry or received.filename} of {received.name}: neither its metadata nor its "
        f"file name names an assignment of this course. Rename it to one of "
        f"{', '.join(course.slugs)}."
    )


def _submission(received: Received, slug: str) -> Submission:
    return Submission(**{f.name: getattr(received, f.name) for f in fields(received)}, slug=slug)


def _choose(course: Course, placed: Iterable[Placed]) -> tuple[list[Placed], list[str]]:
    """Return the attempts to grade: each student's last one, or all where the best one counts.

    And a problem for each student whose last one cannot be told.
    """
    groups: dict[tuple[str, str, str], list[Placed]] = defaultdict(list)
    for one in placed:
        groups[one.submission.lms, one.submission.student, one.submission.slug].append(one)
    chosen, problems = [], []
    for (_, _, slug), group in sorted(groups.items(), key=lambda item: item[0]):
        distinct = list({one.submission.data: one for one in group}.values())
        last = late.last([one.submission for one in distinct])
        if course.policy(slug).attempts == "best":
            chosen += [replace(one, several=len(distinct) > 1) for one in distinct]
        elif last is not None:
            chosen += [one for one in distinct if one.submission is last]
        else:
            problems.append(_ambiguous([one.submission for one in group], len(distinct)))
    return chosen, problems


def _ambiguous(attempts: Sequence[Submission], distinct: int) -> str:
    first = attempts[0]
    names = ", ".join(sorted(one.entry or one.filename for one in attempts))
    return (
        f"{first.name} ({first.student}) handed in {distinct} different notebooks for "
        f"{first.slug}: {names}. There is no way to tell which is the latest. Keep the one that "
        "counts and remove the others."
    )
