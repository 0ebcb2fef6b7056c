"""The gradebook: one SQLite file that holds every submission and every grade ever made.

Nothing is lost when the power fails: each grade is committed as it is made, with the hash of all it
depends on (`Grade.key`), so that a second run finds it and grades only what is new. Rows are added,
never changed: the newest grade of a student and assignment counts, older ones tell whose points
changed and why. Only the main process writes. Who was handed in to the last run is noted by
assignment: pages and uploads are for them.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.errors import AutograderError
from autograder.grading.overrides import Decision
from autograder.grading.roll import Roll
from autograder.grading.task import Basis
from autograder.records import Grade, Submission

SCHEMA_VERSION = 2
REMEDY = "Move it aside and grade again: it is rebuilt from the submissions."
SCHEMA = """
CREATE TABLE IF NOT EXISTS submissions (
  id INTEGER PRIMARY KEY, lms TEXT NOT NULL, student TEXT NOT NULL, slug TEXT NOT NULL,
  name TEXT NOT NULL, filename TEXT NOT NULL, entry TEXT NOT NULL, origin TEXT NOT NULL,
  late INTEGER NOT NULL, submitted TEXT, data BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS grades (
  id INTEGER PRIMARY KEY, submission INTEGER NOT NULL REFERENCES submissions(id),
  key TEXT NOT NULL, cells TEXT NOT NULL, fingerprint TEXT NOT NULL, environment TEXT NOT NULL,
  made TEXT NOT NULL, points REAL NOT NULL, possible REAL NOT NULL, verdict TEXT NOT NULL,
  needs_review INTEGER NOT NULL, unsafe INTEGER NOT NULL, record BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS grades_by_key ON grades (key);
"""

# Made when first written: gradebooks of earlier graders lack it. Who has a `reason` is left out.
ROLL = """
CREATE TABLE IF NOT EXISTS roll (
  slug TEXT NOT NULL, lms TEXT NOT NULL, student TEXT NOT NULL, name TEXT NOT NULL,
  reason TEXT NOT NULL, due TEXT, held TEXT NOT NULL, known INTEGER NOT NULL
)
"""

OVERRIDES = """
CREATE TABLE IF NOT EXISTS overrides (
  id INTEGER PRIMARY KEY, slug TEXT NOT NULL, question TEXT NOT NULL, "check" TEXT NOT NULL,
  lms TEXT NOT NULL, student TEXT NOT NULL, points REAL, reason TEXT NOT NULL, made TEXT NOT NULL
)
"""

FACTS = tuple(field.name for field in fields(Submission) if field.name != "data")
DECIDED = tuple(field.name for field in fields(Decision))
GRADE_COLUMNS = (
    *("key", "points", "possible", "needs_review", "unsafe"),
    *("cells", "fingerprint", "environment", "record"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A submission with its grade, as the gradebook holds them."""

    submission: Submission
    grade: Grade
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What the gradebook tells of a grade at a glance, without decoding it."""

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


class Gradebook:
    """An open gradebook; made by `open_gradebook`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def glance(self, key: str) -> Line | None:
        """Return the newest grade with this key, of any student, at a glance."""
        row = self._newest("g.key = ?", [key])
        return _line(row) if row else None

    def find(self, key: str) -> Grade | None:
        """Return the newest grade with this key, of any student."""
        row = self._newest("g.key = ?", [key])
        return _load_grade(row["record"]) if row else None

    def latest(self, submission: Submission, *, of_file: bool = False) -> Line | None:
        """Return the newest grade of a submission's student for its assignment, at a glance.

        With `of_file` the newest of that very file of theirs.
        """
        where = "s.lms = ? AND s.student = ? AND s.slug = ?"
        values = [submission.lms, submission.student, submission.slug]
        if of_file:
            where += " AND s.entry = ? AND s.filename = ?"
            values += [submission.entry, submission.filename]
        row = self._newest(where, values)
        return _line(row) if row else None

    def attempts(self, slug: str) -> list[list[Entry]]:
        """Return each student's newest grade of each file, by LMS and student; newest first."""
        students: dict[tuple[str, str], dict[str, Entry]] = {}
        for row in self._rows("s.slug = ?", [slug]):
            files = students.setdefault((row["lms"], row["student"]), {})
            name = row["entry"] or row["filename"]
            if name not in files:  # else an older grade, which needs no decoding
                files[name] = _entry(row)
        return [list(students[who].values()) for who in sorted(students)]

    def submissions(self, slug: str) -> Iterator[Submission]:
        """Yield what was ever handed in for an assignment; no grade is decoded for it."""
        return map(_submission, self._rows("s.slug = ?", [slug]))

    def slugs(self) -> list[str]:
        """Return the assignments that have grades."""
        return [
            slug
            for (slug,) in self._connection.execute(
                "SELECT DISTINCT slug FROM submissions ORDER BY slug"
            )
        ]

    def decisions(self, slug: str) -> list[Decision]:
        """Return every override ever made for an assignment, oldest first."""
        if not self._has("overrides"):
            return []
        columns = ", ".join(f'"{name}"' for name in DECIDED)
        rows = self._connection.execute(
            f"SELECT {columns} FROM overrides WHERE slug = ? ORDER BY id",  # noqa: S608 - names are ours
            [slug],
        )
        return [Decision(**dict(row)) for row in rows]

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Commit overrides, all or none. Rows are added: an undone one stays to be read."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._connection:
            self._connection.execute(OVERRIDES)
            for decision in decisions:
                self._insert("overrides", asdict(decision) | {"made": now})

    def roll(self, slug: str) -> Roll | None:
        """Return who handed in to the assignment's last run; None if no run noted it."""
        if not self._has("roll"):
            return None
        rows = self._connection.execute("SELECT * FROM roll WHERE slug = ?", [slug]).fetchall()
        return Roll.from_rows(map(dict, rows)) if rows else None

    def note_roll(self, slug: str, roll: Roll) -> None:
        """Commit who handed in to this run, in place of the run before."""
        with self._connection:
            self._connection.execute(ROLL)
            self._connection.execute("DELETE FROM roll WHERE slug = ?", [slug])
            for row in roll.to_rows():
                self._insert("roll", row | {"slug": slug})

    def save(self, submission: Submission, grade: Grade, basis: Basis) -> None:
        """Commit one grade. When this returns, it is on the disk."""
        with self._connection:
            added = self._insert("submissions", _submission_row(submission))
            self._insert("grades", _grade_row(grade, basis) | {"submission": added})

    def _has(self, table: str) -> bool:
        made = "SELECT 1 FROM sqlite_master WHERE name = ?"
        return self._connection.execute(made, [table]).fetchone() is not None

    def _insert(self, table: str, row: dict[str, Any]) -> int | None:
        columns = ", ".join(f'"{name}"' for name in row)
        places = ", ".join(f":{name}" for name in row)
        statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - names are ours
        return self._connection.execute(statement, row).lastrowid

    def _newest(self, where: str, values: list[str]) -> sqlite3.Row | None:
        return next(self._rows(where, values, "LIMIT 1"), None)

    def _rows(self, where: str, values: list[str], limit: str = "") -> Iterator[sqlite3.Row]:
        columns = "s.*, " + ", ".join(f"g.{name}" for name in GRADE_COLUMNS)
        return self._connection.execute(
            f"SELECT {columns} FROM grades g JOIN submissions s ON s.id = g.submission "  # noqa: S608 - ours
            f"WHERE {where} ORDER BY g.id DESC {limit}",
            values,
        )


@contextmanager
def open_gradebook(path: Path | None, *, writable: bool = True) -> Iterator[Gradebook]:
    """Open the gradebook, making it when it is not there.

    If not `writable`, nothing on the disk changes: one that is not there, or has no path, is an
    empty one in memory. Raises `AutograderError` when it is damaged, in use, or cannot be written.
    """
    try:
        with closing(_connect(path, writable=writable)) as connection:
            connection.row_factory = sqlite3.Row
            _prepare(connection, path)
            yield Gradebook(connection)
    except sqlite3.DatabaseError as error:
        raise AutograderError(f"{path}: {_explain(error)}") from error


def _connect(path: Path | None, *, writable: bool) -> sqlite3.Connection:
    if path is None or not (writable or path.is_file()):
        return sqlite3.connect(":memory:")
    if path.exists() and not path.is_file():
        raise AutograderError(f"{path}: a folder where the gradebook should be. Move it aside.")
    if writable:
        path.parent.mkdir(parents=True, exist_ok=True)
        return sqlite3.connect(path)
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _prepare(connection: sqlite3.Connection, path: Path | None) -> None:
    connection.execute("PRAGMA synchronous = FULL")
    (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if sound != "ok":
        raise AutograderError(f"{path}: the gradebook is damaged ({sound}). {REMEDY}")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version not in (0, SCHEMA_VERSION):
        raise AutograderError(
            f"{path}: the gradebook has version {version}, but this grader reads version "
            f"{SCHEMA_VERSION}. {REMEDY}"
        )
    if version == 0:
        connection.executescript(SCHEMA)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _explain(error: sqlite3.DatabaseError) -> str:
    """Return what is wrong with the file and what to do. Raises what can only be a bug of ours."""
    code = error.sqlite_errorcode & 0xFF  # without what SQLite adds in detail
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "the gradebook is in use by another run. Wait until that has ended."
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return f"the gradebook is damaged ({error}). {REMEDY}"
    if code in (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
    ):
        return (
            f"the gradebook cannot be read or written ({error}). Check the free space and the "
            "permissions of its folder, then run the same command again."
        )
    raise error


def _submission_row(submission: Submission) -> dict[str, Any]:
    return _facts(submission) | {"data": zlib.compress(submission.data)}


def _facts(submission: Submission) -> dict[str, Any]:
    """Return the row of a submission without its file."""
    when = submission.submitted
    return {name: getattr(submission, name) for name in FACTS} | {
        "late": int(submission.late),
        "submitted": when.isoformat() if when else None,
    }


def _grade_row(grade: Grade, basis: Basis) -> dict[str, Any]:
    return asdict(basis) | {
        "key": grade.key,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "points": grade.points,
        "possible": grade.possible,
        "verdict": str(grade.verdict),
        "needs_review": grade.needs_review,
        "unsafe": grade.unsafe,
        "record": _dump_grade(grade),
    }


def _line(row: sqlite3.Row) -> Line:
    return Line(
        key=row["key"],
        points=row["points"],
        possible=row["possible"],
        needs_review=bool(row["needs_review"]),
        unsafe=bool(row["unsafe"]),
        basis=_basis(row),
        facts={name: row[name] for name in FACTS},
    )


def _basis(row: sqlite3.Row) -> Basis:
    return Basis(**{field.name: row[field.name] for field in fields(Basis)})


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(submission=_submission(row), grade=_load_grade(row["record"]), basis=_basis(row))


def _submission(row: sqlite3.Row) -> Submission:
    when = row["submitted"]
    parts = {
        "data": zlib.decompress(row["data"]),
        "late": bool(row["late"]),
        "submitted": datetime.fromisoformat(when) if when else None,
    }
    return Submission(**{name: row[name] for name in FACTS} | parts)


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
