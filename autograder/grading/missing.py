"""Why a name that a check takes does not exist: said in words, from what the notebook's cells did.

`judge` finds that a name is missing, `grade` asks here what to tell the student. The cells are
parsed, never run. Their tracebacks are what the student's process says they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from autograder.notebook.answers import find_similar
from autograder.notebook.code import understand_sources
from autograder.notebook.format import Cell
from autograder.notebook.shipped import Shipped
from autograder.records import CellReport

PLACE = re.compile(r"^\s*Cell In\[(\d{1,9})\], line (\d{1,9})\b", re.MULTILINE)
EMPTY = "The blank is still empty."
GONE = "The answer cell was deleted"
AGAIN = "Copy it from the notebook as it was handed out, and answer it."
MOST_TOLD = 200  # characters of an error


def explain_missing(
    name: str, cells: Sequence[Cell], reports: Mapping[int, CellReport], shipped: Shipped
) -> str:
    """Return a sentence for the student; `reports` are those of the cells that have run so far."""
    codes = understand_sources(tuple(cell.source for cell in cells))
    binding = [number for number, code in enumerate(codes, 1) if name in code.binds]
    if not binding:
        similar = find_similar(name, cells, shipped)
        if similar:
            return f"There is no `{name}`; you wrote `{similar}`."
        return f"No cell of your notebook defines `{name}`."
    report = reports.get(binding[-1])
    if report is None:
        return f"`{name}` is not defined here: the cell that defines it stands below."
    if report.error:
        place = find_line(report)
        where = f" at line {place}" if place else ""
        return (
            f"`{name}` is not defined: the cell that should define it stopped{where}: "
            f"{last_line(report.error)}"
        )
    if report.note:
        return f"`{name}` is not defined: the cell that should define it {report.note}."
    return f"`{name}` is not defined, though cell {report.number}, which names it, ran."


def explain_empty(names: Collection[str], cells: Sequence[Cell]) -> str:
    """Return why a question counts as not attempted; `names` are those that its blanks bind."""
    codes = understand_sources(tuple(cell.source for cell in cells))
    if not names or any(code.binds & set(names) for code in codes):
        return EMPTY
    wanted = " and ".join(f"`{name}`" for name in sorted(names))
    return f"{GONE}: no cell of your notebook defines {wanted}. {AGAIN}"


def find_line(report: CellReport) -> int:
    """Return the line of the cell at which it stopped, 0 where its traceback does not tell."""
    for place in PLACE.finditer(report.error):
        if int(place[1]) == report.number:
            return int(place[2])
    return 0


def last_line(error: str) -> str:
    """Return the line of a traceback that says what went wrong."""
    line = next(reversed(error.strip().splitlines()), "an error without a text")[:MOST_TOLD]
    return "".join(character for character in line if character.isprintable())
