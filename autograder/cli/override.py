"""`autograder override`: decide points against the checks, undo that, or list what was decided."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.graded import GRADES, locate
from autograder.cli.terminal import complain, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from autograder.grading.gradebook import Gradebook
    from autograder.grading.standings import Given
    from autograder.records import Assignment


def override_points(
    slug: str,
    asked: Mapping[str, str],
    *,
    table: Path | None = None,
    grades: Path = GRADES,
) -> int:
    """Decide points as asked for, or as the rows of a CSV ask, all or none; else list decisions.

    `asked` has what `grading.deciding` names: student, question, check, lms, points, reason,
    request.
    """
    from autograder import course
    from autograder.authoring import build
    from autograder.grading import deciding, standings
    from autograder.grading.gradebook import open_gradebook

    here = course.find(Path.cwd())
    (name,) = course.select(here, [slug])
    rows = deciding.read_table(table) if table else [asked] if asked else []
    here, outputs = locate(here, grades)
    with open_gradebook(outputs.gradebook, writable=bool(rows)) as book:
        assignment = build.ready_for_class(here, name)
        if rows:
            places = [f"{table}, row {n}: " if table else "" for n, _ in enumerate(rows, start=2)]
            roll = book.roll(name)
            marks, _ = standings.read_marks(book, assignment, outputs.marking_sheet(name))
            given = standings.Given(
                policy=here.policy(name),
                marks=marks,
                rubric=standings.read_rubric(outputs.marking_sheet(name)),
                terms=roll.graded if roll else {},
            )
            _decide(book, given, assignment, list(zip(places, rows, strict=True)))
        else:
            _list(book, assignment)
    return 0


def _decide(
    book: Gradebook,
    given: Given,
    assignment: Assignment,
    rows: Sequence[tuple[str, Mapping[str, str]]],
) -> None:
    """Commit the decisions; print whose points they change."""
    from autograder import files
    from autograder.grading import deciding, standings

    before = standings.read(book, assignment, given)
    people = {(one.submission.lms, one.submission.student) for one in before}
    made = [deciding.decide(assignment, people, asked, place) for place, asked in rows]
    book.decide(made)
    after = standings.read(book, assignment, given)
    for old, new in zip(before, after, strict=True):
        if old.points != new.points:
            change = f"{files.number(old.points)} → {files.number(new.points)}"
            say(f"{assignment.slug}: {new.submission.name}: {change}")
    complain("Now `make zip` writes the pages and uploads with them.")


def _list(book: Gradebook, assignment: Assignment) -> None:
    from autograder.grading import asking, overrides

    made = book.decisions(assignment.slug)
    requests = asking.settle(book.requests(assignment.slug), made)
    for line in asking.describe(one for theirs in requests.values() for one in theirs):
        say(line)
    holding = list(overrides.current(made).values())
    for line in overrides.describe(holding):
        say(line)
    for line in overrides.describe(overrides.find_lost(assignment, holding)):
        complain(f"without effect, since the assignment has no such question or check: {line}")
    if undone := len(made) - len(holding):
        complain(f"{undone} more in the gradebook, undone or replaced since.")
    elif not made:
        complain(f"{assignment.slug}: no overrides.")
