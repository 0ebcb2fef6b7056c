"""Whose points differ from those that were published last, and by which checks.

`cli.zip` asks before it writes for an LMS, so that a changed check never changes points unseen. The
grade that counts is compared with the one whose points were published. Where both are of the very
same notebook, it was not the student who changed something: `Change.ours`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from autograder import files
from autograder.grading.gradebook import Entry, Gradebook
from autograder.grading.regrade import OTHERWISE
from autograder.grading.roll import Person, Roll
from autograder.records import Check, Grade, Outcome, Standing
from autograder.report import Change, CheckChange


def find(
    book: Gradebook, found: Sequence[Standing], roll: Roll, reasons: Mapping[Person, str]
) -> list[Change]:
    """Return a change for each student whose points, after penalties, are not those published."""
    changes = []
    for one in found:
        person = one.submission.lms, one.submission.student
        before = roll.points.get(person)
        if before is None or files.number(before) == files.number(one.points):
            continue
        earlier, now = book.entry(roll.rows.get(person, 0)), book.entry(one.row)
        known = earlier is not None and _person(earlier) == person
        changes.append(
            Change(
                name=one.submission.name,
                student=one.submission.student,
                before=before,
                now=one.points,
                why="; ".join(filter(None, (reasons.get(person), one.note))) or OTHERWISE,
                checks=tuple(_compare(earlier, now)) if known and earlier and now else (),
                ours=known and _is_ours(earlier, now),
            )
        )
    return changes


def describe(changes: Sequence[Change]) -> Iterator[str]:
    """Yield a line for each check that changed somebody's points, for the terminal."""
    for change in changes:
        for one in change.checks:
            yield f"  {change.name}: {one.key}: {one.before} → {one.now}"


def _person(entry: Entry) -> Person:
    return entry.submission.lms, entry.submission.student


def _is_ours(earlier: Entry | None, now: Entry | None) -> bool:
    """Tell whether the very same notebook was graded again."""
    if earlier is None or now is None:
        return False
    return earlier.row != now.row and earlier.basis.cells == now.basis.cells


def _compare(earlier: Entry, now: Entry) -> Iterator[CheckChange]:
    before, after = _earned(earlier.grade), _earned(now.grade)
    for key in (*after, *(key for key in before if key not in after)):
        if before.get(key) != after.get(key):
            told = (_tell(before.get(key)), _tell(after.get(key)))
            yield CheckChange(key=key, before=told[0], now=told[1])


def _earned(grade: Grade) -> dict[str, tuple[Outcome, Check]]:
    return {result.check.key: (result.outcome, result.check) for result in grade.results}


def _tell(judged: tuple[Outcome, Check] | None) -> str:
    if judged is None:
        return "no such check"
    outcome, check = judged
    points = check.points if outcome is Outcome.PASSED else 0.0
    return f"{outcome}, {files.number(points)} of {files.number(check.points)}"
