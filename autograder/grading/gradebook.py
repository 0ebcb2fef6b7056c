"""The gradebook: one SQLite file that holds every submission and every grade ever made.

Nothing is lost when the power fails: each grade is committed as it is made, with the hash of all it
depends on (`Grade.key`), so that a second run finds it and grades only what is new. Rows are added,
never changed: the newest grade of a student and assignment counts, older ones tell whose points
changed and why. Only the main process writes. Who was handed in to the last run is noted by
assignment: pages and uploads are for them.

Lists are read without files and cells; `complete` reads those, for one student at a time. A
gradebook of an earlier version is brought up to date when it is opened (`schema`).
"""

from __future__ import annotations

import contextlib
import functools
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.errors import AutograderError
from autograder.grading import rows, schema
from autograder.grading.overrides import Decision
from autograder.grading.roll import Person, Roll
from autograder.grading.rows import FACTS, GRADE_COLUMNS, REMEDY, Entry, Line
from autograder.grading.task import Basis
from autograder.handed_in import HandedIn
from autograder.records import CellReport, Grade, Standing, Submission
from autograder.regrade_request import RegradeRequest

__all__ = ["Entry", "Gradebook", "Line", "open_gradebook"]

DECIDED = tuple(field.name for field in fields(Decision))
ASKED = ("slug", "question", "lms", "student", "text", "made")  # of a request


class Gradebook:
    """An open gradebook; made by `open_gradebook`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def identity(self) -> str:
        """What tells its rows from those of any other gradebook."""
        (found,) = self._connection.execute("SELECT id FROM identity").fetchone()
        return str(found)

    @property
    def version(self) -> tuple[int, int]:
        """What changes whenever others write to the file, and whenever this opening of it does."""
        (others,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(others), self._connection.total_changes

    def glance(self, key: str) -> Line | None:
        """Return the newest grade with this key, of any student, at a glance."""
        row = self._newest("g.key = ?", [key])
        return rows.read_line(row) if row else None

    def find(self, key: str) -> Grade | None:
        """Return the newest grade with this key, of any student."""
        row = self._newest("g.key = ?", [key])
        if row is None:
            return None
        return replace(rows.read_grade(row["record"]), cells=self._cells(row["id"]))

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
        return rows.read_line(row) if row else None

    def complete(self, standing: Standing) -> Standing:
        """Return a standing with the student's file, and what its cells printed and drew."""
        kept, sha = "SELECT data FROM notebooks WHERE sha = ?", standing.submission.digest
        (data,) = self._connection.execute(kept, [sha]).fetchone()
        load = functools.partial(bytes, rows.unpack_notebook(data))
        return replace(
            standing,
            submission=replace(standing.submission, file=HandedIn(sha=sha, load=load)),
            grade=replace(standing.grade, cells=self._cells(standing.row)),
        )

    def entry(self, row: int) -> Entry | None:
        """Return the grade of a row, at length; None where there is none."""
        found = self._newest("g.id = ?", [row])
        return rows.read_entry(found) if found else None

    def attempts(self, slug: str) -> list[list[Entry]]:
        """Return each student's newest grade of each file, by LMS and student; newest first."""
        students: dict[tuple[str, str], dict[str, Entry]] = {}
        for row in self._rows("s.slug = ?", [slug]):
            files = students.setdefault((row["lms"], row["student"]), {})
            name = row["entry"] or row["filename"]
            if name not in files:  # else an older grade, which needs no decoding
                files[name] = rows.read_entry(row)
        return [list(students[who].values()) for who in sorted(students)]

    def submissions(self, slug: str) -> Iterator[Submission]:
        """Yield what was ever handed in for an assignment; no grade is decoded for it."""
        return map(rows.read_submission, self._rows("s.slug = ?", [slug]))

    def students(self) -> set[str]:
        """Return everyone who ever handed in anything, by the LMS's key."""
        return {key for (key,) in self._connection.execute("SELECT student FROM submissions")}

    def seconds(self) -> dict[str, float]:
        """Return the mean CPU seconds of a notebook, by assignment."""
        made = (
            "SELECT slug, avg(seconds) FROM grades g JOIN submissions s ON s.id = g.submission "
            "GROUP BY slug"
        )
        return dict(self._connection.execute(made).fetchall())

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
        columns = ", ".join(f'"{name}"' for name in DECIDED)
        found = self._connection.execute(
            f"SELECT {columns} FROM overrides WHERE slug = ? ORDER BY id",  # noqa: S608 - ours
            [slug],
        )
        return [Decision(**dict(row)) for row in found]

    def requests(self, slug: str) -> list[RegradeRequest]:
        """Return every regrade request ever made for an assignment, oldest first."""
        columns = ", ".join(ASKED)
        found = self._connection.execute(
            f"SELECT {columns} FROM requests WHERE slug = ? ORDER BY id",  # noqa: S608 - ours
            [slug],
        )
        return [RegradeRequest(**dict(row)) for row in found]

    def decide(self, made: Iterable[Decision | RegradeRequest]) -> None:
        """Commit overrides and requests, all or none. Rows are added: undone ones stay there."""
        with self._connection:
            for one in made:
                self._note(one)

    def decide_if(self, still: Callable[[Gradebook], bool], one: Decision | RegradeRequest) -> bool:
        """Commit an override or a request if the gradebook is `still` as somebody saw it.

        Nobody else decides between the two. Returns whether it was committed.
        """
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            if not still(self):
                return False
            self._note(one)
        return True

    def _note(self, one: Decision | RegradeRequest) -> None:
        """Insert an override or a request with the time, fine enough to tell which came first."""
        made = datetime.now(UTC).isoformat(timespec="microseconds")
        decision = isinstance(one, Decision)
        table, names = ("overrides", DECIDED) if decision else ("requests", ASKED)
        row = {name: getattr(one, name) for name in names}
        self._insert(table, row | {"made": made})

    def roll(self, slug: str) -> Roll | None:
        """Return who handed in to the assignment's last run; None if no run noted it."""
        found = self._connection.execute("SELECT * FROM roll WHERE slug = ?", [slug]).fetchall()
        return Roll.from_rows(map(dict, found)) if found else None

    def note_roll(self, slug: str, roll: Roll) -> None:
        """Commit who handed in to this run, in place of the run before."""
        with self._connection:
            self._connection.execute("DELETE FROM roll WHERE slug = ?", [slug])
            for row in roll.to_rows():
                self._insert("roll", row | {"slug": slug})

    def forget(self, slug: str, people: Iterable[Person]) -> None:
        """Remove students' submissions, grades and overrides of an assignment for good.

        The gradebook gets another identity, since rows of others may take the numbers of theirs.
        """
        theirs = [(slug, *person) for person in people]
        where = "slug = ? AND lms = ? AND student = ?"
        submissions = f"SELECT id FROM submissions WHERE {where}"  # noqa: S608 - ours
        grades = f"SELECT id FROM grades WHERE submission IN ({submissions})"  # noqa: S608 - ours
        with self._connection:
            for statement in (
                f"DELETE FROM runs WHERE grade IN ({grades})",  # noqa: S608 - ours
                f"DELETE FROM grades WHERE submission IN ({submissions})",  # noqa: S608 - ours
                f"DELETE FROM overrides WHERE {where}",  # noqa: S608 - ours
                f"DELETE FROM requests WHERE {where}",  # noqa: S608 - ours
                f"DELETE FROM submissions WHERE {where}",  # noqa: S608 - ours
            ):
                self._connection.executemany(statement, theirs)
            unused = "DELETE FROM notebooks WHERE sha NOT IN (SELECT sha FROM submissions)"
            self._connection.execute(unused)
            self._connection.execute("UPDATE identity SET id = lower(hex(randomblob(16)))")
        self._connection.execute("VACUUM")

    def save(self, submission: Submission, grade: Grade, basis: Basis) -> None:
        """Commit one grade. When this returns, it is on the disk."""
        kept = "SELECT 1 FROM notebooks WHERE sha = ?"
        with self._connection:
            if self._connection.execute(kept, [submission.digest]).fetchone() is None:
                data = rows.pack_notebook(submission.data)
                self._insert("notebooks", {"sha": submission.digest, "data": data})
            added = self._insert("submissions", rows.submission_row(submission))
            grade_row = rows.grade_row(grade, basis) | {"submission": added}
            made = self._insert("grades", grade_row)
            self._insert("runs", {"grade": made, "cells": rows.pack_cells(grade)})

    def _insert(self, table: str, row: dict[str, Any]) -> int | None:
        return schema.insert(self._connection, table, row)

    def _cells(self, row: int) -> tuple[CellReport, ...]:
        (data,) = self._connection.execute(
            "SELECT cells FROM runs WHERE grade = ?", [row]
        ).fetchone()
        return rows.unpack_cells(data)

    def _newest(self, where: str, values: Sequence[str | int]) -> sqlite3.Row | None:
        return next(self._rows(where, values, "LIMIT 1"), None)

    def _rows(
        self, where: str, values: Sequence[str | int], limit: str = ""
    ) -> Iterator[sqlite3.Row]:
        names = (*(f"s.{name}" for name in (*FACTS, "sha")), *(f"g.{n}" for n in GRADE_COLUMNS))
        columns = ", ".join(names)
        return self._connection.execute(
            f"SELECT {columns} FROM grades g "  # noqa: S608 - ours
            "JOIN submissions s ON s.id = g.submission "
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
        with contextlib.ExitStack() as stack:
            connection = stack.enter_context(closing(_connect(path, writable=writable)))
            if writable:
                stack.enter_context(_short_commits(connection))
            version = _check(connection, path)
            if version not in (0, schema.VERSION) and not writable:
                connection = stack.enter_context(closing(_copy(connection)))
            connection.row_factory = sqlite3.Row
            if version != schema.VERSION:
                schema.prepare(connection, version)
            yield Gradebook(connection)
    except sqlite3.DatabaseError as error:
        raise AutograderError(f"{path}: {explain(error)}") from error


def _connect(path: Path | None, *, writable: bool) -> sqlite3.Connection:
    if path is None or not (writable or path.is_file()):
        return sqlite3.connect(":memory:")
    if path.exists() and not path.is_file():
        raise AutograderError(f"{path}: a folder where the gradebook should be. Move it aside.")
    if writable:
        path.parent.mkdir(parents=True, exist_ok=True)
        return sqlite3.connect(path)
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


@contextmanager
def _short_commits(connection: sqlite3.Connection) -> Iterator[None]:
    """Keep the journal's file from one commit to the next, and remove it at the end.

    To make and remove it for each, in a way that outlasts a power cut, takes four times as long.
    """
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    try:
        yield
    finally:
        with contextlib.suppress(sqlite3.Error):  # what went wrong is being told already
            connection.execute("PRAGMA journal_mode = DELETE")


def _check(connection: sqlite3.Connection, path: Path | None) -> int:
    """Return the version of a sound gradebook, 0 of a new one. Raises `AutograderError`."""
    connection.execute("PRAGMA synchronous = FULL")
    (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if sound != "ok":
        raise AutograderError(f"{path}: the gradebook is damaged ({sound}). {REMEDY}")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version and not schema.FIRST <= version <= schema.VERSION:
        raise AutograderError(
            f"{path}: the gradebook has version {version}, but this grader reads versions "
            f"{schema.FIRST} to {schema.VERSION}. {REMEDY}"
        )
    return int(version)


def _copy(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return a copy in memory, to be brought up to date where the file must stay as it is."""
    copy = sqlite3.connect(":memory:")
    connection.backup(copy)
    return copy


def explain(error: sqlite3.DatabaseError) -> str:
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
