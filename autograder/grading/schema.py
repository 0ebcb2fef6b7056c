"""The tables of the gradebook, and how one of an earlier version becomes one of this.

`gradebook` calls `prepare` on every file that it opens. A file is brought up to date within one
transaction: whatever ends the process, it holds the old version or the new one, and every grade.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from typing import Any

from autograder.grading.rows import pack_notebook

VERSION = 6  # since when requests are kept; 5: a result may have passed only the second time
TABLES = """
CREATE TABLE submissions (
  id INTEGER PRIMARY KEY, lms TEXT NOT NULL, student TEXT NOT NULL, slug TEXT NOT NULL,
  name TEXT NOT NULL, filename TEXT NOT NULL, entry TEXT NOT NULL, origin TEXT NOT NULL,
  late INTEGER NOT NULL, submitted TEXT, sha TEXT NOT NULL
);
CREATE TABLE identity AS SELECT lower(hex(randomblob(16))) AS id;
CREATE TABLE notebooks (sha TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE grades (
  id INTEGER PRIMARY KEY, submission INTEGER NOT NULL REFERENCES submissions(id),
  key TEXT NOT NULL, cells TEXT NOT NULL, fingerprint TEXT NOT NULL, environment TEXT NOT NULL,
  made TEXT NOT NULL, points REAL NOT NULL, possible REAL NOT NULL, verdict TEXT NOT NULL,
  needs_review INTEGER NOT NULL, unsafe INTEGER NOT NULL, seconds REAL NOT NULL,
  record BLOB NOT NULL
);
CREATE TABLE runs (grade INTEGER PRIMARY KEY REFERENCES grades(id), cells BLOB NOT NULL);
CREATE INDEX grades_by_key ON grades (key);
CREATE INDEX grades_by_submission ON grades (submission);
CREATE INDEX submissions_by_student ON submissions (slug, lms, student);
CREATE TABLE IF NOT EXISTS roll (
  slug TEXT NOT NULL, lms TEXT NOT NULL, student TEXT NOT NULL, name TEXT NOT NULL,
  reason TEXT NOT NULL, due TEXT, held TEXT NOT NULL, known INTEGER NOT NULL
);
ALTER TABLE roll ADD COLUMN points REAL;
CREATE TABLE IF NOT EXISTS overrides (
  id INTEGER PRIMARY KEY, slug TEXT NOT NULL, question TEXT NOT NULL, "check" TEXT NOT NULL,
  lms TEXT NOT NULL, student TEXT NOT NULL, points REAL, reason TEXT NOT NULL, made TEXT NOT NULL
);
DROP TABLE IF EXISTS present
"""  # of `roll`, who has a reason is left out; some of version 2 have one, and `present`
REQUESTS = """
CREATE TABLE IF NOT EXISTS requests (
  id INTEGER PRIMARY KEY, slug TEXT NOT NULL, question TEXT NOT NULL, lms TEXT NOT NULL,
  student TEXT NOT NULL, text TEXT NOT NULL, made TEXT NOT NULL
)
"""
FOURTH = 4
SINCE_THIRD = "ALTER TABLE roll ADD COLUMN grade INTEGER"  # the row whose points were published
FIRST = 2  # the earliest version that can still be read


def prepare(connection: sqlite3.Connection, version: int) -> None:
    """Make the tables of a new gradebook (version 0), or those of this version from older ones."""
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        if version == FIRST:
            _rename(connection, "submissions", "grades")
        for statement in TABLES.split(";\n") if version in (0, FIRST) else ():
            connection.execute(statement)
        if version == FIRST:
            _copy_second(connection)
        if version < FOURTH:
            connection.execute(SINCE_THIRD)
        connection.execute(REQUESTS)
        connection.execute(f"PRAGMA user_version = {VERSION}")
    if 0 < version < FOURTH:
        connection.execute("VACUUM")


def _rename(connection: sqlite3.Connection, *tables: str) -> None:
    connection.execute("DROP INDEX IF EXISTS grades_by_key")
    for table in tables:
        connection.execute(f"ALTER TABLE {table} RENAME TO old_{table}")


def _copy_second(connection: sqlite3.Connection) -> None:
    """Copy what version 2 holds, where files and cells lay beside everything else."""
    for row in connection.execute("SELECT * FROM old_submissions"):
        facts = dict(row)
        data = zlib.decompress(facts.pop("data"))
        sha = hashlib.sha256(data).hexdigest()
        insert(connection, "submissions", facts | {"sha": sha})
        kept = [sha, pack_notebook(data)]
        connection.execute("INSERT OR IGNORE INTO notebooks VALUES (?, ?)", kept)
    for row in connection.execute("SELECT * FROM old_grades"):
        record, cells, seconds = _part(row["record"])
        insert(connection, "grades", dict(row) | {"record": record, "seconds": seconds})
        insert(connection, "runs", {"grade": row["id"], "cells": cells})
    connection.execute("DROP TABLE old_grades")
    connection.execute("DROP TABLE old_submissions")


def insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> int | None:
    """Insert a row; return its id."""
    columns = ", ".join(f'"{name}"' for name in row)
    places = ", ".join(f":{name}" for name in row)
    statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - names are ours
    return connection.execute(statement, row).lastrowid


def _part(record: bytes) -> tuple[bytes, bytes, float]:
    """Return a record of version 2 without its cells, its cells, and the seconds they took."""
    document = json.loads(zlib.decompress(record))
    cells = document["cells"]
    return _pack(document | {"cells": []}), _pack(cells), document["seconds"]


def _pack(document: Any) -> bytes:
    return zlib.compress(json.dumps(document, ensure_ascii=False).encode())
