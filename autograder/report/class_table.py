"""A class as a table of plain text, for the terminal: one line a student."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size

from autograder import files
from autograder.records import Assignment, Standing, Verdict
from autograder.report import outcomes, text

NAME_WIDTH = 40  # in columns of the terminal, of which a Chinese character takes two
TITLES = ("student", "points", "file", "remarks")


def class_table(assignment: Assignment, standings: Sequence[Standing]) -> str:
    """Return a title and a line for each student: points, file, and what needs to be known.

    The remarks run on: a terminal wraps them, a file keeps them in one line.
    """
    cells = (map(text.terminal, _row(assignment, standing)) for standing in standings)
    rows = [TITLES, *map(tuple, cells)]
    longest = (max(cell_len(row[at]) for row in rows) for at in range(len(TITLES) - 1))
    widths = [min(NAME_WIDTH, length) for length in longest]
    lines = (_line(row, widths) for row in rows)
    return "\n".join([f"{assignment.slug}  {assignment.title}", *lines])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    *cells, remarks = row
    fitted = (_fit(cell, width) for cell, width in zip(cells, widths, strict=True))
    return f"  {'  '.join([*fitted, remarks])}".rstrip()


def _fit(cell: str, width: int) -> str:
    """Return a cell in so many columns; where it is longer, its end is an ellipsis."""
    if cell_len(cell) > width:
        cell = set_cell_size(cell, width - 1) + "…"
    return set_cell_size(cell, width)


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
    for kind, count in Counter(kind for kind, _ in outcomes.decisions(grade)).items():
        yield f"{count} {kind}{'s' if count > 1 else ''}"
    if grade.repairs:
        yield f"{len(grade.repairs)} repair{'s' if len(grade.repairs) > 1 else ''}"
    if grade.unsafe:
        yield "graded without a sandbox"
