"""SQLite files of what can be worked out again: each may be deleted at any time.

`rendered` and `sketches` keep theirs here. A damaged file, or one of another version, is replaced
by an empty one. What cannot be lost lies in the gradebook, never in a cache.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.errors import MachineError

DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@contextlib.contextmanager
def open_cache(path: Path | None, tables: Mapping[str, str]) -> Iterator[sqlite3.Connection]:
    """Open a cache with these tables (their columns by name), in memory where no path is given.

    Raises `MachineError` where it cannot be read or written.
    """
    try:
        with contextlib.closing(_open(path, tables)) as connection:
            yield connection
    except sqlite3.OperationalError as error:
        raise MachineError(
            f"{path}: cannot be read or written ({error}). Check the free space and the "
            "permissions of its folder, and that no other run uses it; then run the command again."
        ) from error


def _open(path: Path | None, tables: Mapping[str, str]) -> sqlite3.Connection:
    if path is None:
        return _connect(":memory:", tables)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _connect(path, tables)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in DAMAGE:
            raise
    path.unlink()
    return _connect(path, tables)


def _connect(path: Path | str, tables: Mapping[str, str]) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        _prepare(connection, tables)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, tables: Mapping[str, str]) -> None:
    """Make the tables; one of other columns is dropped first."""
    connection.execute("PRAGMA synchronous = NORMAL")
    made = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
    for name, columns in tables.items():
        statement = f"CREATE TABLE {name} ({columns})"
        found = connection.execute(made, [name]).fetchone()
        if found is None or found[0] != statement:
            with connection:
                connection.execute(f"DROP TABLE IF EXISTS {name}")
                connection.execute(statement)
