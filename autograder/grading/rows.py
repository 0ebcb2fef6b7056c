"""Records as rows of the gradebook, and back. Nothing here reads or writes the file.

A grade is in two parts. What tables and pages list (points, outcomes, texts for a student) is its
record; what its cells printed and drew is its run, read for one student at a time. A notebook is
kept without the outputs that the student's program wrote into it: nobody here reads them.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from autograder.errors import AutograderError
from autograder.grading.task import Basis
from autograder.handed_in import HandedIn
from autograder.notebook import format as notebooks
from autograder.notebook.format import Unreadable
from autograder.records import CellReport, Grade, Submission

REMEDY = "Move it aside and grade again: it is rebuilt from the submissions."
NO_FACTS = ("file", "companions")
FACTS = tuple(field.name for field in fields(Submission) if field.name not in NO_FACTS)
GRADE_COLUMNS = (
    *("id", "key", "points", "possible", "needs_review", "unsafe"),
    *("cells", "fingerprint", "environment", "record"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A submission with its grade, as the gradebook lists them: without its file and its cells.

    `row` is where those are found.
    """

    submission: Submission
    grade: Grade
    basis: Basis
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What the gradebook tells of a grade at a glance, without decoding it."""

    row: int
    key: str
    points: float
    possible: float
    needs_review: bool
    unsafe: bool
    basis: Basis
    facts: dict[str, Any]  # of the submission: who handed in what, when

    def is_of(self, submission: Submission) -> bool:
        """Return whether it is a grade of this very submission, the file itself left aside."""
        return self.facts == _facts(submission)


def submission_row(submission: Submission) -> dict[str, Any]:
    """Return the row of a submission; its file lies under `sha`."""
    return _facts(submission) | {"sha": submission.digest}


def grade_row(grade: Grade, basis: Basis) -> dict[str, Any]:
    """Return the row of a grade, but for its cells."""
    return asdict(basis) | {
        "key": grade.key,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "points": grade.points,
        "possible": grade.possible,
        "verdict": str(grade.verdict),
        "needs_review": grade.needs_review,
        "unsafe": grade.unsafe,
        "seconds": grade.seconds,
        "record": _pack(replace(grade, cells=()).to_document()),
    }


def pack_cells(grade: Grade) -> bytes:
    """Return what its cells printed and drew."""
    return _pack([cell.to_document() for cell in grade.cells])


def unpack_cells(data: bytes) -> tuple[CellReport, ...]:
    """Return the cells that `pack_cells` took apart. Raises `AutograderError` when damaged."""
    return tuple(CellReport.from_document(raw) for raw in _unpack(data))


def pack_notebook(data: bytes) -> bytes:
    """Return a file for keeping, without its outputs if it is a notebook."""
    try:
        return zlib.compress(notebooks.strip(data))
    except Unreadable:
        return zlib.compress(data)


def unpack_notebook(data: bytes) -> bytes:
    """Return the file that `pack_notebook` kept. Raises `AutograderError` when damaged."""
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise _damaged(error) from None


def read_line(row: sqlite3.Row) -> Line:
    """Return a row at a glance."""
    return Line(
        row=row["id"],
        key=row["key"],
        points=row["points"],
        possible=row["possible"],
        needs_review=bool(row["needs_review"]),
        unsafe=bool(row["unsafe"]),
        basis=_basis(row),
        facts={name: row[name] for name in FACTS},
    )


def read_entry(row: sqlite3.Row) -> Entry:
    """Return a row with its record decoded."""
    grade = read_grade(row["record"])
    return Entry(submission=read_submission(row), grade=grade, basis=_basis(row), row=row["id"])


def read_grade(data: bytes) -> Grade:
    """Return the grade of a record, without cells. Raises `AutograderError` when damaged."""
    return Grade.from_document(_unpack(data))


def read_submission(row: sqlite3.Row) -> Submission:
    """Return who handed in what and when, without the file."""
    when = row["submitted"]
    parts = {
        "file": HandedIn(sha=row["sha"], load=bytes),
        "late": bool(row["late"]),
        "submitted": datetime.fromisoformat(when) if when else None,
    }
    return Submission(**{name: row[name] for name in FACTS} | parts)


def _facts(submission: Submission) -> dict[str, Any]:
    """Return the row of a submission without its file."""
    when = submission.submitted
    return {name: getattr(submission, name) for name in FACTS} | {
        "late": int(submission.late),
        "submitted": when.isoformat() if when else None,
    }


def _basis(row: sqlite3.Row) -> Basis:
    return Basis(**{field.name: row[field.name] for field in fields(Basis)})


def _pack(document: Any) -> bytes:
    return zlib.compress(json.dumps(document, ensure_ascii=False).encode())


def _unpack(data: bytes) -> Any:
    try:
        return json.loads(zlib.decompress(data))
    except (zlib.error, ValueError) as error:  # a flipped bit, which SQLite does not see
        raise _damaged(error) from None


def _damaged(error: Exception) -> AutograderError:
    return AutograderError(
        f"the gradebook is damaged: a grade in it cannot be read ({error}). {REMEDY}"
    )
