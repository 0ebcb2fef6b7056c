"""Run once more, piece by piece, a handed-out cell that stopped at a line the student added to it.

`grade` comes here with the report of a cell that raised. What follows the line that stopped it is
run: all of it where the line wants something that only the student's machine has, else only what
was handed out. A line that was handed out and stops ends it, as in the student's notebook.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from autograder.grading.missing import last_line
from autograder.notebook.given import Piece
from autograder.notebook.order import quote
from autograder.records import CellReport
from autograder.sandbox.box import Box

MISSING = re.compile(r"^ModuleNotFoundError: No module named '([\w.]{1,80})'", re.MULTILINE)
ABSENT = re.compile(r"^(?:ModuleNotFoundError|ImportError|UsageError): ", re.MULTILINE)


def run_pieces(
    report: CellReport, pieces: Sequence[Piece], box: Box
) -> tuple[CellReport, tuple[str, ...]]:
    """Return the cell's report with what its pieces showed, and a repair if one was made.

    Raises `BoxLost`.
    """
    skipped: list[tuple[Piece, str]] = []
    reports, absent = list[CellReport](), True
    for piece in pieces:
        if not (piece.given or absent):
            continue
        reports.append(box.run(piece.source, report.number))
        error = reports[-1].error
        if error and piece.given:
            return report, ()
        if error:
            skipped.append((piece, error))
            absent = bool(ABSENT.search(error))
    shown = replace(
        report,
        stdout="".join(one.stdout for one in reports),
        images=tuple(image for one in reports for image in one.images),
    )
    return shown, (_explain(report, skipped),)


def _explain(report: CellReport, skipped: Sequence[tuple[Piece, str]]) -> str:
    if not skipped:
        return (
            f"the cell {quote(report.source)} stopped at a line that you added to it, "
            "and was run as handed out as well"
        )
    line, error = quote(skipped[0][0].source), skipped[0][1]
    more = f" and {len(skipped) - 1} more" if len(skipped) > 1 else ""
    rest = f"{'were' if more else 'was'} skipped, and the rest of its cell was run"
    if missing := MISSING.search(error):
        return (
            f"“{missing[1]}” is not installed where notebooks are graded: your line "
            f"{line}{more} {rest}"
        )
    return f"your line {line}, which stopped its cell ({last_line(error)}),{more} {rest}"
