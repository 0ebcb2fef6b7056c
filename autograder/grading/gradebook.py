"""The gradebook: one SQLite file that holds every submission and every grade ever made; nothing is lost when the
power fails.

Each grade is committed as it is made, with the hash of all it depends on (`Grade.key`), so that a second run finds it
and grades only what is new. Rows are added, never changed: the newest grade of a student and assignment is the one
that counts, older ones tell whose points changed and why. Only the batch's own process writes.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.errors import AutograderError
from autograder.records import CellReport, Check, Grade, Outcome, Result, Submission, Verdict

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


@dataclass(frozen=True, slots=True)
class Basis:
    """What a grade was made from, each as a hash: to say why a later one differs."""

    cells: str
    fingerprint: str
    environment: str


@dataclass(frozen=True, slots=True)
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
            row = self._connection.execute(
                "INSERT INTO submissions (lms, student, slug, name, filename, entry, origin, late, submitted, data) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    *(
                        submission.lms,
                        submission.student,
                        grade.slug,
                        submission.name,
                        submission.filename,
                    ),
                    *(submission.entry, submission.origin, submission.late),
                    submission.submitted.isoformat() if submission.submitted else None,
                    zlib.compress(submission.data),
                ],
            ).lastrowid
            self._connection.execute(
                "INSERT INTO grades (submission, key, cells, fingerprint, environment, made, points, possible, verdict, record) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    *(row, grade.key, basis.cells, basis.fingerprint, basis.environment),
                    datetime.now(UTC).isoformat(timespec="seconds"),
                    *(grade.points, grade.possible, str(grade.verdict), _dump_grade(grade)),
                ],
            )

    def _entries(self, where: str, values: list[str]) -> Iterator[Entry]:
        rows = self._connection.execute(
            "SELECT s.lms, s.student, s.slug, s.name, s.filename, s.entry, s.origin, s.late, s.submitted, s.data, "  # noqa: S608 - `where` is ours
            f"g.record, g.cells, g.fingerprint, g.environment FROM grades g JOIN submissions s ON s.id = g.submission {where} "
            "ORDER BY g.id DESC",
            values,
        )
        for row in rows:
            (
                lms,
                student,
                slug,
                name,
                filename,
                entry,
                origin,
                late,
                submitted,
                data,
                record,
                *basis,
            ) = row
            when = datetime.fromisoformat(submitted) if submitted else None
            submission = Submission(
                student,
                name,
                filename,
                zlib.decompress(data),
                slug,
                lms,
                entry,
                origin,
                bool(late),
                when,
            )
            yield Entry(submission, _load_grade(record), Basis(*basis))


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


def _dump_grade(grade: Grade) -> bytes:
    document = asdict(grade)
    for cell in document["cells"]:
        cell["images"] = [base64.b64encode(image).decode() for image in cell["images"]]
    return zlib.compress(json.dumps(document, ensure_ascii=False).encode())


def _load_grade(data: bytes) -> Grade:
    try:
        document: dict[str, Any] = json.loads(zlib.decompress(data))
    except (zlib.error, ValueError) as error:  # a flipped bit, which SQLite does not see
        raise AutograderError(
            f"the gradebook is damaged: a grade in it cannot be read ({error}). {REMEDY}"
        ) from None
    results = tuple(
        Result(Check(**raw["check"]), Outcome(raw["outcome"]), raw["message"], raw.get("given"))
        for raw in document.pop("results")
    )
    cells = tuple(
        CellReport(
            **raw
            | {
                "images": tuple(base64.b64decode(image) for image in raw["images"]),
                "verdict": Verdict(raw["verdict"]),
            }
        )
        for raw in document.pop("cells")
    )
    grade = Grade(
        **document | {"results": results, "cells": cells, "repairs": tuple(document["repairs"])}
    )
    return replace(grade, verdict=Verdict(grade.verdict))
