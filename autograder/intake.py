"""What was handed in -> which student's notebook belongs to which assignment, and what a person must sort out.

The assignment is told from the notebook's metadata, else from its file name, else (for a file that is no notebook)
from the rest of the same download. What cannot be told, and two different notebooks of one student for one
assignment, is a problem: named, never guessed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from autograder import lms, notebooks
from autograder.course import Course
from autograder.errors import SubmissionError
from autograder.records import Submission

GLANCED_OVER = {".gitkeep", "README.md", "README.txt"}


@dataclass(frozen=True, slots=True)
class Intake:
    """All submissions that can be graded, sorted; the problems that a person must mend; what was passed over."""

    submissions: tuple[Submission, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def collect(course: Course, folder: Path) -> Intake:
    """Read everything in `folder`. Raises `SubmissionError` when there is nothing."""
    if not folder.is_dir():
        raise SubmissionError(f"{folder}: no such folder. Put the downloads of your LMS there, zipped as they came.")
    found: list[Submission] = []
    problems: list[str] = []
    notes: list[str] = []
    entries = [entry for entry in sorted(folder.iterdir()) if entry.name not in GLANCED_OVER]
    if not entries:
        raise SubmissionError(f"{folder}: no submissions. Put the downloads of your LMS there, zipped as they came.")
    archives = [entry for entry in entries if entry.suffix.lower() == ".zip"]
    for source in [*archives, *([folder] if len(archives) < len(entries) else [])]:
        try:
            reading = lms.read(source)
        except SubmissionError as error:
            problems.append(str(error))
            continue
        taken = [s for s in reading.submissions if source is not folder or Path(s.origin) not in archives]
        found += taken
        notes += [f"{source.name}: {skipped.entry}: {skipped.reason}" for skipped in reading.skipped]
    placed = _place(course, found, problems)
    return Intake(tuple(_single(placed, problems)), tuple(problems), tuple(notes))


def slug_of(course: Course, submission: Submission) -> str | None:
    """Return the assignment that a file names itself: by metadata, else by file name."""
    try:
        named = notebooks.read(submission.data).slug
    except notebooks.Unreadable:
        named = None
    return named if named in course.slugs else _by_name(course, submission.filename)


def _by_name(course: Course, filename: str) -> str | None:
    plain = _plain(Path(filename).stem)
    hits = [slug for slug in course.slugs if _plain(slug) in plain]
    return hits[0] if len(hits) == 1 else None


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _place(course: Course, found: Iterable[Submission], problems: list[str]) -> list[Submission]:
    named = [(submission, slug_of(course, submission)) for submission in found]
    by_origin: dict[str, set[str]] = defaultdict(set)
    for submission, slug in named:
        if slug:
            by_origin[submission.origin].add(slug)
    placed = []
    for submission, slug in named:
        others = by_origin[submission.origin]
        if slug is None and len(others) == 1 and not _is_notebook(submission):
            (slug,) = others
        if slug is None:
            problems.append(
                f"{submission.entry or submission.filename} of {submission.name}: it names no assignment of this course, neither "
                f"in its metadata nor in its file name. Rename it to one of {', '.join(course.slugs)}."
            )
        else:
            placed.append(replace(submission, slug=slug))
    return placed


def _is_notebook(submission: Submission) -> bool:
    try:
        notebooks.read(submission.data)
    except notebooks.Unreadable:
        return False
    return True


def _single(placed: list[Submission], problems: list[str]) -> list[Submission]:
    """Return one submission for each student and assignment; identical copies count as one."""
    groups: dict[tuple[str, str, str], list[Submission]] = defaultdict(list)
    for submission in placed:
        groups[submission.lms, submission.student, submission.slug].append(submission)
    single = []
    for (_, student, slug), group in sorted(groups.items()):
        contents = Counter(submission.data for submission in group)
        if len(contents) > 1:
            names = ", ".join(sorted(s.entry or s.filename for s in group))
            problems.append(
                f"{group[0].name} ({student}) handed in {len(contents)} different notebooks for {slug}: {names}. "
                "Keep the one that counts and take the others out."
            )
        else:
            single.append(group[0])
    return single
