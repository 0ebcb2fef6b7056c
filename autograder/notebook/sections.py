"""Which question each cell of a student's notebook belongs to: for human eyes, and for similarity.

A cell belongs to the question below whose heading it stands, as the student left it. An answer that
stands elsewhere is found by the names that it binds, and belongs to its question as well. Cells of
text that were handed out, and calls of checks, belong nowhere. No point depends on anything here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from autograder.notebook.code import read_by_pattern, understand
from autograder.notebook.format import CHECK_CALL, Cell
from autograder.notebook.shipped import Shipped, understand_shipped
from autograder.records import Assignment

HEADING = re.compile(r"\s*## Question (\d{1,3}) ")
OURS = re.compile(r"(?:[\w]+-text|[\w]+-given(?:-\d+)?|submit-\w+|feedback[\w-]*)")


# Characters of a notebook's code that are parsed, ten times those of a solution. Nothing here has a
# clock, and dense code takes seconds.
PARSED = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A cell, and the questions that it belongs to; those of none belong to the empty name."""

    cell: Cell
    questions: frozenset[str]
    answers: frozenset[str] = frozenset()  # those of them whose names it binds
    given: bool = False  # as handed out


def place(assignment: Assignment, cells: Iterable[Cell]) -> Iterator[Placed]:
    """Yield a notebook's cells with their questions."""
    finder, here = Finder(understand_shipped(assignment)), ""
    for cell in cells:
        if cell.kind == "markdown":
            here = _find_question(assignment, cell) or here
            if not OURS.fullmatch(cell.id):
                yield Placed(cell=cell, questions=frozenset({here}))
        elif cell.kind == "code" and not CHECK_CALL.search(cell.source):
            given, names = finder.find(cell.source)
            more = {here} if here or not names else set()
            yield Placed(cell=cell, questions=names | more, answers=names, given=given)


@dataclass(slots=True)
class Finder:
    """Tells what cells answer; those beyond so many characters by the look of their lines."""

    _shipped: Shipped
    _left: int = field(default=PARSED, init=False)

    def find(self, source: str) -> tuple[bool, frozenset[str]]:
        """Return whether a cell is as handed out, and the questions whose names it binds if not."""
        self._left -= len(source)
        code = understand(source) if self._left >= 0 else read_by_pattern(source)
        if code.shape in self._shipped.shapes:
            return True, frozenset()
        given = self._shipped.given.items()
        return False, frozenset(name for name, bound in given if bound & code.binds)


def _find_question(assignment: Assignment, cell: Cell) -> str:
    """Return the question that begins with this cell of text, if one does."""
    if match := HEADING.match(cell.source):
        number = int(match[1])
        known = 0 < number <= len(assignment.questions)
        return assignment.questions[number - 1].name if known else ""
    return next((q.name for q in assignment.questions if cell.id == f"{q.name}-text"), "")
