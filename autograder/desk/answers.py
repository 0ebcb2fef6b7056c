"""A student's notebook, taken apart for reading: the cells of each question, with what they showed.

A cell belongs to the question below whose heading it stands, as the student left it. An answer that
stands elsewhere is found by the names that it binds, and shown with its question as well. Cells as
handed out are shown only where they printed, drew or raised something. For human eyes: no point
depends on anything here.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograder.notebook import format as notebooks
from autograder.notebook.code import understand
from autograder.notebook.format import CHECK_CALL, Cell, Notebook, Unreadable
from autograder.notebook.shipped import Shipped, understand_shipped
from autograder.records import Assignment, Grade, Standing
from autograder.report import text
from autograder.report.student_page import CellLine, cell_lines

HEADING = re.compile(r"\s*## Question (\d{1,3}) ")
OURS = re.compile(r"(?:[\w]+-text|[\w]+-given(?:-\d+)?|submit-\w+|feedback[\w-]*)")
CHARACTERS = 60_000  # of one cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One cell: its source, and what became of it if it is code that ran."""

    source: str
    ran: CellLine | None = None
    prose: bool = False
    given: bool = False  # as handed out

    @property
    def speaks(self) -> bool:
        """Whether it printed, drew or raised anything."""
        return self.ran is not None and bool(self.ran.stdout or self.ran.images or self.ran.trouble)


def find(assignment: Assignment, standing: Standing) -> dict[str, tuple[Shown, ...]]:
    """Return the cells to show by question; under no name those that belong to none."""
    shipped = understand_shipped(assignment)
    found: dict[str, list[Shown]] = defaultdict(list)
    for names, cell in _walk(assignment, shipped, standing):
        for name in names:
            found[name].append(cell)
    return {name: tuple(cells) for name, cells in found.items()}


def _walk(
    assignment: Assignment, shipped: Shipped, standing: Standing
) -> Iterator[tuple[set[str], Shown]]:
    """Yield each cell worth showing, with the questions that it belongs to."""
    runs, here = _Runs(standing.grade), ""
    for cell in _read(standing.submission.data):
        if cell.kind == "markdown":
            here = _find_question(assignment, cell) or here
            if not OURS.fullmatch(cell.id):
                yield {here}, Shown(source=_cut(cell.source), prose=True)
        elif cell.kind == "code" and not CHECK_CALL.search(cell.source):
            shown, names = _show(cell.source, runs.take(cell.source), shipped)
            if shown.speaks or not shown.given:
                yield names | ({here} if here or not names else set()), shown
    for source, ran in runs.left():
        shown, names = _show(source, ran, shipped)
        if not CHECK_CALL.search(source) and (shown.speaks or not shown.given):
            yield names or {""}, shown


class _Runs:
    """What became of each code cell, to be taken once each by its source."""

    def __init__(self, grade: Grade) -> None:
        self._waiting: dict[str, deque[CellLine]] = defaultdict(deque)
        for cell, line in zip(grade.cells, cell_lines(grade), strict=True):
            self._waiting[cell.source].append(line)

    def take(self, source: str) -> CellLine | None:
        found = self._waiting.get(source)
        return found.popleft() if found else None

    def left(self) -> Iterator[tuple[str, CellLine]]:
        """Yield the cells that ran as the notebook has them nowhere: repaired, or taken apart."""
        for source, lines in self._waiting.items():
            yield from ((source, line) for line in lines)


def _show(source: str, ran: CellLine | None, shipped: Shipped) -> tuple[Shown, set[str]]:
    code = understand(source)
    given = code.shape in shipped.shapes
    names = {name for name, bound in shipped.given.items() if bound & code.binds}
    return Shown(source=_cut(source), ran=ran, given=given), set() if given else names


def _find_question(assignment: Assignment, cell: Cell) -> str:
    """Return the question that begins with this cell of text, if one does."""
    if match := HEADING.match(cell.source):
        number = int(match[1])
        known = 0 < number <= len(assignment.questions)
        return assignment.questions[number - 1].name if known else ""
    return next((q.name for q in assignment.questions if cell.id == f"{q.name}-text"), "")


def _read(data: bytes) -> Sequence[Cell]:
    try:
        notebook: Notebook = notebooks.read(data)
    except Unreadable:
        return ()
    return notebook.cells


def _cut(source: str) -> str:
    whole = text.block(source)
    if len(whole) <= CHARACTERS:
        return whole
    return f"{whole[:CHARACTERS]}\n… {len(whole) - CHARACTERS:,} more characters …"
