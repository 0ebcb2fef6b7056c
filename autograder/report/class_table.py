"""A class as a table of plain text, for the terminal: one line a student."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder import files
from autograder.records import Assignment, Standing, Verdict
from autograder.report import outcomes, text

NAME_WIDTH = 40  # in columns of the terminal, of which a Chinese character takes two
UNLIMITED = 10_000  # the remarks run on: a terminal wraps them, a file keeps them in one line


def class_table(assignment: Assignment, standings: Sequence[Standing]) -> str:
    """Return a title and a line for each student: points, file, and what needs to be known."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for title in ("student", "points", "file"):
        table.add_column(title, no_wrap=True, max_width=NAME_WIDTH, overflow="ellipsis")
    table.add_column("remarks", no_wrap=True)
    for standing in standings:
        table.add_row(*(Text(text.terminal(cell)) for cell in _row(assignment, standing)))
    page = io.StringIO()
    Console(file=page, width=UNLIMITED, color_system=None, force_terminal=False).print(table)
    rows = [f"  {line}".rstrip() for line in page.getvalue().splitlines()]
    return "\n".join([f"{assignment.slug}  {assignment.title}", *rows])


def _row(assignment: Assignment, standing: Standing) -> tuple[str, str, str, str]:
    submission, grade = standing.submission, standing.grade
    earned = files.number(standing.points) if outcomes.was_graded(grade) else "–"
    possible = files.number(outcomes.possible(assignment, grade))
    name = submission.name or submission.student
    return name, f"{earned}/{possible}", submission.filename, "; ".join(_remarks(standing))


def _remarks(standing: Standing) -> Iterator[str]:
    grade = standing.grade
    if standing.unclear or grade.needs_review:
        yield "needs review"
    if standing.note:
        yield standing.note
    if standing.points != grade.points:
        yield f"{files.number(grade.points)} before the penalty"
    if grade.verdict is not Verdict.OK:
        yield f"{grade.verdict}: {grade.note}" if grade.note else str(grade.verdict)
    if decided := len(grade.override_reasons):
        yield f"{decided} override{'s' if decided > 1 else ''}"
    if grade.repairs:
        yield f"{len(grade.repairs)} repair{'s' if len(grade.repairs) > 1 else ''}"
    if grade.unsafe:
        yield "graded without a sandbox"
