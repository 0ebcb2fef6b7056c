"""The gradebook: one SQLite file that holds every submission and every grade ever made; nothing is lost when the
power fails.

Each grade is committed as it is made, with the hash of all it depends on (`Grade.key`), so that a second run finds it
and grades only what is new. Rows are added, never changed: the newest grade of a student and assignment is the one
that counts, older ones tell whose points changed and why. Only the batch's own process writes.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.errors import AutograderError
from autograder.records import Grade, Submission

SCHEMA_VERSION = 1
REMEDY = "Move it aside and grade again: it is made anew from the submissions."
SCHEMA = """
CREATE TABLE IF NOT EXISTS submissions (
  id INTEGER PRIMARY KEY, lms TEXT NOT NULL, student TEXT NOT NULL, slug TEXT NOT NULL, name TEXT NOT NULL, filename
  TEXT NOT NULL, entry TEXT NOT NULL, origin TEXT NOT NULL, late INTEGER NOT NULL, submitted TEXT, data BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS grades (
  id INTEGER PRIMARY KEY, submission INTEGER NOT NULL REFERENCES submissions(id), key TEXT NOT NULL, cells TEXT NOT
  NULL, fingerprint TEXT NOT NULL, environment TEXT NOT NULL, made TEXT NOT NULL, points REAL NOT NULL, possible REAL
  NOT NULL, verdict TEXT NOT NULL, record BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS grades_by_key ON grades (key);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a grade was made from, each as a hash: to say why a later one differs."""

    cells: str
    fingerprint: str
    environment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A submission with its grade, as the gradebook holds them."""

    submission: Submission
    grade: Grade
    basis: Basis


class Gradebook:
    """An open gradebook; made by `open_gradebook`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(self, key: str) -> Grade | None:
        """Return the newest grade with this key, whoever's it is."""
        row = self._connection.execute(
            "SELECT record FROM grades WHERE key = ? ORDER BY id DESC LIMIT 1", [key]
        ).fetchone()
        return _load_grade(row[0]) if row else None

    def latest(self, submission: Submission, slug: str, *, of_file: bool = False) -> Entry | None:
        """Return the newest entry of a submission's student for an assignment, or of that very file of theirs."""
        where, who = (
            "WHERE s.lms = ? AND s.student = ? AND s.slug = ?",
            [submission.lms, submission.student, slug],
        )
        if of_file:
            where, who = (
                f"{where} AND s.entry = ? AND s.filename = ?",
                [*who, submission.entry, submission.filename],
            )
        return next(self._entries(where, who), None)

    def attempts(self, slug: str) -> list[list[Entry]]:
        """Return every student's entries for an assignment, sorted by LMS and student; the newest grade of each file.

        Within a student the newest entry comes first.
        """
        students: dict[tuple[str, str], dict[str, Entry]] = {}
        for entry in self._entries("WHERE s.slug = ?", [slug]):
            files = students.setdefault((entry.submission.lms, entry.submission.student), {})
            files.setdefault(entry.submission.entry or entry.submission.filename, entry)
        return [list(students[who].values()) for who in sorted(students)]

    def slugs(self) -> list[str]:
        """Return the assignments that have grades."""
        return [
            slug
            for (slug,) in self._connection.execute(
                "SELECT DISTINCT slug FROM submissions ORDER BY slug"
            )
        ]

    def save(self, submission: Submission, grade: Grade, basis: Basis) -> None:
        """Commit one grade. When this returns, it is on the disk."""
        with self._connection:
            added = self._insert("submissions", _submission_row(submission))
            self._insert("grades", _grade_row(grade, basis) | {"submission": added})

    def _insert(self, table: str, row: dict[str, Any]) -> int | None:
        columns, places = ", ".join(row), ", ".join(f":{name}" for name in row)
        statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - names are ours
        return self._connection.execute(statement, row).lastrowid

    def _entries(self, where: str, values: list[str]) -> Iterator[Entry]:
        rows = self._connection.execute(
            "SELECT s.*, g.record, g.cells, g.fingerprint, g.environment FROM grades g "  # noqa: S608 - `where` is ours
            f"JOIN submissions s ON s.id = g.submission {where} ORDER BY g.id DESC",
            values,
        )
        return map(_entry, rows)


@contextmanager
def open_gradebook(path: Path, *, writable: bool = True) -> Iterator[Gradebook]:
    """Open the gradebook, making it when it is not there. Raises `AutograderError` when the file is damaged.

    Not `writable`, nothing on the disk changes: one that is not there is an empty one in memory.
    """
    if writable:
        path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.is_file():
        raise AutograderError(f"{path}: a folder where the gradebook should be. Move it aside.")
    connection = sqlite3.connect(path if writable or path.is_file() else ":memory:")
    try:
        connection.row_factory = sqlite3.Row
        _prepare(connection, path)
        yield Gradebook(connection)
    finally:
        connection.close()


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    try:
        connection.execute("PRAGMA synchronous = FULL")
        (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if sound == "ok" and version in (0, SCHEMA_VERSION):
            connection.executescript(SCHEMA)
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise AutograderError(
                f"{path}: the gradebook is in use by another run. Wait until that has ended."
            ) from None
        raise AutograderError(f"{path}: the gradebook is damaged ({error}). {REMEDY}") from None
    if sound != "ok":
        raise AutograderError(f"{path}: the gradebook is damaged ({sound}). {REMEDY}")
    if version not in (0, SCHEMA_VERSION):
        raise AutograderError(
            f"{path}: the gradebook has version {version}, this grader reads {SCHEMA_VERSION}. {REMEDY}"
        )


def _submission_row(submission: Submission) -> dict[str, Any]:
    when = submission.submitted
    return {field.name: getattr(submission, field.name) for field in fields(submission)} | {
        "data": zlib.compress(submission.data),
        "submitted": when.isoformat() if when else None,
    }


def _grade_row(grade: Grade, basis: Basis) -> dict[str, Any]:
    return asdict(basis) | {
        "key": grade.key,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "points": grade.points,
        "possible": grade.possible,
        "verdict": str(grade.verdict),
        "record": _dump_grade(grade),
    }


def _entry(row: sqlite3.Row) -> Entry:
    cells = {field.name: row[field.name] for field in fields(Submission)}
    when = row["submitted"]
    submission = Submission(
        **cells
        | {
            "data": zlib.decompress(row["data"]),
            "late": bool(row["late"]),
            "submitted": datetime.fromisoformat(when) if when else None,
        }
    )
    basis = Basis(**{field.name: row[field.name] for field in fields(Basis)})
    return Entry(submission=submission, grade=_load_grade(row["record"]), basis=basis)


def _dump_grade(grade: Grade) -> bytes:
    return zlib.compress(json.dumps(grade.to_document(), ensure_ascii=False).encode())


def _load_grade(data: bytes) -> Grade:
    try:
        document = json.loads(zlib.decompress(data))
    except (zlib.error, ValueError) as error:  # a flipped bit, which SQLite does not see
        raise AutograderError(
            f"the gradebook is damaged: a grade in it cannot be read ({error}). {REMEDY}"
        ) from None
    return Grade.from_document(document)
