"""Settings of course.toml that would do nothing: each is a mistake, since a person relies on it.

`check` is asked before anything is graded, with all that was handed in: a key that names nobody, a
due date where nothing tells when a submission came. What only some submissions lack is noted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from autograder.course import Course
from autograder.errors import CourseError
from autograder.records import Submission

NAMED = 3  # students in a message
SEEN = (
    "no download, gradebook export or earlier run knows a student of this key. Write the key that "
    "`autograder grade --dry-run` shows in brackets after the name; of a student who has not "
    "handed in yet, pass the gradebook export with --roster."
)
NO_TIMES = (
    "no submission has a time, so nobody's lateness is known. For Moodle, pass the grading "
    "worksheet with --roster; an LMS whose download has no times must take the penalty itself. "
    "Or take the line out."
)
SOME_TIMES = (
    "no penalty applied, since it is not known when these came: {names}. For Moodle, pass the "
    "grading worksheet with --roster."
)
COLUMNED = {"canvas", "brightspace", "blackboard"}
NO_COLUMN = (
    "`column` does nothing: {names} has no columns to choose from. Take the line out, or put it to "
    "the assignment whose submissions come from Canvas, Brightspace or Blackboard."
)
FLAGGED = (
    "Canvas tells who is late, but not when each submission came, so no penalty is taken: students "
    "who are late need review. Let Canvas take the penalty (Gradebook > Settings > Late Policies)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a run knows: the submissions with their times, and everyone else by key."""

    submissions: Sequence[Submission]
    others: Collection[str] = field(default_factory=frozenset)

    @property
    def students(self) -> set[str]:
        return {one.student for one in self.submissions} | set(self.others)

    def of(self, slug: str) -> list[Submission]:
        """Return what was handed in for an assignment."""
        return [one for one in self.submissions if one.slug == slug]


def check(course: Course, seen: Seen) -> list[str]:
    """Return notes on settings that cannot be applied to some students.

    Raises `CourseError` with every setting that does nothing at all.
    """
    slugs = sorted({one.slug for one in seen.submissions})
    problems, notes = [], []
    for slug in slugs:
        where = f"{course.root / 'course.toml'}, [assignments.{slug}]"
        problems += [f"{where}: {told}" for told in _find_strangers(course, slug, seen)]
        problems += [f"{where}: {told}" for told in _judge_column(course, slug, seen.of(slug))]
        told, idle = _judge_due(course, slug, seen.of(slug))
        if idle:
            problems.append(f"{where}: {told}")
        elif told:
            notes.append(f"{slug}: {told}")
    if problems:
        raise CourseError("\n".join(problems))
    return notes


def _find_strangers(course: Course, slug: str, seen: Seen) -> Iterator[str]:
    policy = course.policy(slug)
    for key, students in (("excused", policy.excused), ("extensions", policy.extensions)):
        for student in sorted(set(students) - seen.students):
            yield f"`{key}` names {student!r}: {SEEN}"


def _judge_column(course: Course, slug: str, submissions: Sequence[Submission]) -> Iterator[str]:
    """Yield that a column is named for an LMS without one; a folder has none and needs none."""
    names = {one.lms for one in submissions} - {"folder"}
    if course.column(slug) and names and not names & COLUMNED:
        yield NO_COLUMN.format(names=" and ".join(name.capitalize() for name in sorted(names)))


def _judge_due(course: Course, slug: str, submissions: Sequence[Submission]) -> tuple[str, bool]:
    """Return what to say of a due date, and whether it does nothing at all."""
    policy = course.policy(slug)
    timeless = [one for one in submissions if one.submitted is None]
    if not timeless or not (policy.due or policy.extensions):
        return "", False
    if all(one.lms == "canvas" for one in timeless) and policy.late_per_day:
        return FLAGGED, False
    if len(timeless) == len(submissions):
        return f"`{'due' if policy.due else 'extensions'}` does nothing: {NO_TIMES}", True
    names = [f"{one.name} ({one.student})" for one in timeless]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return SOME_TIMES.format(names=", ".join(names[:NAMED]) + more), False
