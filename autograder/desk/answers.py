"""A student's notebook, taken apart for reading: the cells of each question, with what they showed.

`sections` says which question a cell belongs to. Cells as handed out are shown only where they
printed, drew or raised something. For human eyes: no point depends on anything here.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograder.notebook import format as notebooks
from autograder.notebook import sections
from autograder.notebook.format import CHECK_CALL, Cell, Notebook, Unreadable
from autograder.notebook.shipped import Shipped, understand_shipped
from autograder.records import Assignment, Grade, Standing
from autograder.report import text
from autograder.report.student_page import CellLine, cell_lines

CHARACTERS = 60_000  # of one cell
PAGE_CHARACTERS = 1_000_000  # of all cells of a notebook


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
) -> Iterator[tuple[frozenset[str], Shown]]:
    """Yield each cell worth showing, with the questions that it belongs to."""
    runs, finder, room = _Runs(standing.grade), sections.Finder(shipped), _Room()
    for placed in sections.place(assignment, _read(standing.submission.data)):
        source = placed.cell.source
        if placed.cell.kind == "markdown":
            yield placed.questions, Shown(source=room.cut(source), prose=True)
            continue
        shown = Shown(source=room.cut(source), ran=runs.take(source), given=placed.given)
        if shown.speaks or not shown.given:
            yield placed.questions, shown
    for source, ran in runs.left():
        given, names = finder.find(source)
        shown = Shown(source=room.cut(source), ran=ran, given=given)
        if not CHECK_CALL.search(source) and (shown.speaks or not shown.given):
            yield names or frozenset({""}), shown


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


def _read(data: bytes) -> Sequence[Cell]:
    try:
        notebook: Notebook = notebooks.read(data)
    except Unreadable:
        return ()
    return notebook.cells


class _Room:
    """What is left of a page for the sources of cells."""

    def __init__(self) -> None:
        self._left = PAGE_CHARACTERS

    def cut(self, source: str) -> str:
        whole = text.block(source)
        most = min(CHARACTERS, self._left)
        self._left -= min(len(whole), most)
        if len(whole) <= most:
            return whole
        return f"{whole[:most]}\n… {len(whole) - most:,} more characters …"
