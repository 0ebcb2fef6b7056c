"""Where a student answered: told by the names that the blanks bind, not by ids, tags or places."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from autograder.notebook.code import understand_sources
from autograder.notebook.format import Cell
from autograder.notebook.scope import NOTHING
from autograder.notebook.shipped import Shipped, understand_shipped
from autograder.records import Assignment

SIMILAR = 0.8  # of two names, as difflib counts
MOST_NAMES = 2_000  # that are compared
LONGEST = 100  # characters of one of them


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


def find_similar(name: str, code: Sequence[Cell], shipped: Shipped) -> str:
    """Return the student's name that most resembles one that no cell binds, or nothing.

    A name that a blank binds is missing only where the blank is gone: it was renamed, then.
    """
    bound = NOTHING.union(*(made.binds for made in understand_sources(_sources(code))))
    own = sorted(bound.difference(*(known.binds for known in shipped.codes)))
    if name in bound:
        return ""
    plain = {_squeeze(other): other for other in own[:MOST_NAMES] if len(other) <= LONGEST}
    close = difflib.get_close_matches(_squeeze(name), plain, n=1, cutoff=SIMILAR)
    return plain[close[0]] if close else ""


def _sources(code: Iterable[Cell]) -> tuple[str, ...]:
    return tuple(cell.source for cell in code)


def _squeeze(name: str) -> str:
    return name.replace("_", "").casefold()


def _first_positions(code: Iterable[Cell], shipped: Shipped) -> dict[str, int]:
    """Return, by name, the first cell that is not as shipped and binds it."""
    first: dict[str, int] = {}
    for position, made in enumerate(understand_sources(_sources(code))):
        if made.shape not in shipped.shapes:
            for name in made.binds:
                first.setdefault(name, position)
    return first
