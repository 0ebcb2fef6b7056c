"""Where a student answered: told by the names that the blanks bind, not by ids, tags or places."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.notebook.code import understand
from autograder.notebook.format import Cell
from autograder.notebook.shipped import Shipped, understand_shipped
from autograder.records import Assignment


def find_answers(code: Iterable[Cell], assignment: Assignment) -> dict[str, int]:
    """Return, by question attempted, the position of the cell with which its answer is complete.

    A question is attempted where a cell that is not as shipped binds a name that its blanks bind.
    One without blanks leaves nothing to attempt: it counts as attempted, complete at -1.
    """
    shipped = understand_shipped(assignment)
    found = {question.name: -1 for question in assignment.questions if not question.blanks}
    for name, position in _first_positions(code, shipped).items():
        for question, given in shipped.given.items():
            if name in given:
                found[question] = max(found.get(question, -1), position)
    return found


def _first_positions(code: Iterable[Cell], shipped: Shipped) -> dict[str, int]:
    """Return, by name, the first cell that is not as shipped and binds it."""
    first: dict[str, int] = {}
    for position, cell in enumerate(code):
        made = understand(cell.source)
        if made.shape not in shipped.shapes:
            for name in made.binds:
                first.setdefault(name, position)
    return first
