"""What was handed in -> which student's notebook belongs to which assignment, and what a person must sort out.

The assignment is told from the notebook's metadata, else from its file name, else (for a file that is no notebook)
from the rest of the same download. What cannot be told, and two different notebooks of one student for one
assignment, is a problem: named, never guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from autograder import lms
from autograder.course import Course
from autograder.errors import SubmissionError
from autograder.grading import late as policy
from autograder.notebook import format as notebooks
from autograder.records import Received, Submission
from autograder.rules import Rules

GLANCED_OVER = {".gitkeep", "README.md", "README.txt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """All submissions that can be graded, sorted; the problems that a person must mend; what was passed over."""

    submissions: tuple[Submission, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def collect(course: Course, folder: Path, rosters: Sequence[lms.Roster] = ()) -> Intake:
    """Read everything in `folder`; `rosters` supply what the downloads lack. Raises `SubmissionError` when there is nothing."""
    if not folder.is_dir():
        raise SubmissionError(
            f"{folder}: no such folder. Put the downloads of your LMS there, zipped as they came."
        )
    if not any(entry.name not in GLANCED_OVER for entry in folder.iterdir()):
        raise SubmissionError(
            f"{folder}: no submissions. Put the downloads of your LMS there, zipped as they came."
        )
    reading = lms.read(folder, course.zone)
    problems: list[str] = []
    notes: list[str] = []
    for skipped in reading.skipped:
        unread = skipped.entry.lower().endswith(
            ".zip"
        )  # a whole download that could not be read: nothing to pass over
        if skipped.entry not in GLANCED_OVER:
            (problems if unread else notes).append(f"{skipped.entry}: {skipped.reason}")
    placed = _place(course, _timed(course, reading.submissions, rosters), problems)
    return Intake(
        submissions=tuple(_chosen(course, placed, problems)),
        problems=tuple(problems),
        notes=tuple(notes),
    )


def _timed(
    course: Course, submissions: Iterable[Received], rosters: Sequence[lms.Roster]
) -> list[Received]:
    """Return the submissions with the time that a roster knows where the download tells none (Moodle)."""
    times = {
        (roster.lms, key): when
        for roster in rosters
        for key, when in roster.submitted(course.zone).items()
    }
    return [
        s if s.submitted else replace(s, submitted=times.get((s.lms, s.student)))
        for s in submissions
    ]


def slug_of(course: Course, submission: Received) -> str | None:
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


def _place(course: Course, found: Iterable[Received], problems: list[str]) -> list[Submission]:
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
            placed.append(_for_assignment(submission, slug))
    return placed


def _for_assignment(received: Received, slug: str) -> Submission:
    return Submission(**{f.name: getattr(received, f.name) for f in fields(received)}, slug=slug)


def _is_notebook(submission: Received) -> bool:
    try:
        notebooks.read(submission.data)
    except notebooks.Unreadable:
        return False
    return True


def _chosen(course: Course, placed: list[Submission], problems: list[str]) -> list[Submission]:
    """Return the attempts to grade of each student and assignment: the last, or all where the best counts."""
    groups: dict[tuple[str, str, str], list[Submission]] = defaultdict(list)
    for submission in placed:
        groups[submission.lms, submission.student, submission.slug].append(submission)
    chosen: list[Submission] = []
    for (_, student, slug), group in sorted(groups.items()):
        distinct = list({submission.data: submission for submission in group}.values())
        last = policy.last(distinct) if len(distinct) > 1 else distinct[0]
        if course.rules.get(slug, Rules()).policy.attempts == "best":
            chosen += distinct
        elif last is not None:
            chosen.append(last)
        else:
            names = ", ".join(sorted(s.entry or s.filename for s in group))
            problems.append(
                f"{group[0].name} ({student}) handed in {len(distinct)} different notebooks for {slug}: {names}. "
                "Nothing tells which is the last. Keep the one that counts and take the others out."
            )
    return chosen
