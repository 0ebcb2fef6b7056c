"""Whose points differ from those that were published last, and by which checks.

`cli.zip` asks before it writes for an LMS, so that a changed check never changes points unseen. The
grade that counts is compared with the one whose points were published. Where both are of the very
same notebook, it was not the student who changed something: `Change.ours`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from autograder import files
from autograder.grading import standings
from autograder.grading.gradebook import Entry, Gradebook
from autograder.grading.regrade import OTHERWISE
from autograder.grading.roll import Person, Roll
from autograder.records import CarryForward, Check, Grade, Result, Standing
from autograder.report import Change, CheckChange

ABSENT = "no such check"


def find(
    book: Gradebook,
    found: Sequence[Standing],
    roll: Roll,
    reasons: Mapping[Person, str],
    carries: CarryForward = CarryForward.OFF,
) -> list[Change]:
    """Return a change for each student whose points, after penalties, are not those published.

    Both grades are told as the course `carries` errors forward now.
    """
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
                why="; ".join(_why(one, reasons.get(person, ""))) or OTHERWISE,
                checks=tuple(_compare(earlier, now, carries)) if known and earlier and now else (),
                ours=known and _is_ours(earlier, now),
            )
        )
    return changes


def _why(one: Standing, reason: str) -> Iterator[str]:
    """Yield why the points of a student changed."""
    yield from filter(None, (reason, one.note))
    for asked in one.requests:
        if asked.decided and not asked.kept:
            yield f"regrade request of {asked.made[:10]} about {asked.question}"


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


def _compare(earlier: Entry, now: Entry, carries: CarryForward) -> Iterator[CheckChange]:
    before, after = _earned(earlier.grade, carries), _earned(now.grade, carries)
    for key in (*after, *(key for key in before if key not in after)):
        if before.get(key) != after.get(key):
            told = [earned[key][0] if key in earned else ABSENT for earned in (before, after)]
            yield CheckChange(key=key, before=told[0], now=told[1])


def _earned(grade: Grade, carries: CarryForward) -> dict[str, tuple[str, Check]]:
    """Return what became of each check, with its points, in words."""
    return {
        result.check.key: (_tell(result), result.check)
        for result in standings.carry_forward(carries, grade).results
    }


def _tell(result: Result) -> str:
    how = f"{result.outcome}, carried forward" if result.carried else str(result.outcome)
    return f"{how}, {files.number(result.points)} of {files.number(result.check.points)}"
