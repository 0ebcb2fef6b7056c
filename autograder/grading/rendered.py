"""What was rendered and compressed before: `grades/rendered.sqlite`, which may be deleted any time.

`publish` asks `Rendered` for each student's page and annotated notebook by a key that says all they
depend on. What has that key already is neither rendered nor compressed again, and a file that was
written under its key is left alone while it has its size and date. Nothing here decides what a page
says, and nothing is lost with the file (`cache`).
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from autograder.files import Deflated, Member
from autograder.grading.cache import open_cache

TABLES = {
    "made": "key TEXT PRIMARY KEY, slug TEXT NOT NULL, size INTEGER NOT NULL, "
    "crc INTEGER NOT NULL, sound INTEGER NOT NULL, data BLOB NOT NULL",
    "written": "path TEXT PRIMARY KEY, key TEXT NOT NULL, size INTEGER NOT NULL, "
    "changed INTEGER NOT NULL",
}


class Rendered:
    """An open store; made by `open_rendered`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def member(self, slug: str, key: str, make: Callable[[], bytes]) -> Member:
        """Return what `make` returns as a member of a zip; it is called for a new key only."""
        return Member(key=key, load=lambda: self._find(key) or self._add(slug, key, make()))

    def is_written(self, path: Path, key: str) -> bool:
        """Tell whether a file was written under this key and has not been touched since."""
        noted = "SELECT size, changed FROM written WHERE path = ? AND key = ?"
        row = self._connection.execute(noted, [str(path), key]).fetchone()
        return row is not None and row == _state(path)

    def note_written(self, path: Path, key: str) -> None:
        """Remember that a file was written under this key."""
        row = [str(path), key, *(_state(path) or (-1, -1))]
        self._connection.execute("INSERT OR REPLACE INTO written VALUES (?, ?, ?, ?)", row)

    def keep_only(self, slug: str, keys: Iterable[str]) -> None:
        """Commit, without what was made for an assignment under other keys."""
        made = "SELECT key FROM made WHERE slug = ?"
        old = {key for (key,) in self._connection.execute(made, [slug])} - set(keys)
        remove = "DELETE FROM made WHERE key = ?"
        self._connection.executemany(remove, [[key] for key in old])
        self._connection.commit()

    def _find(self, key: str) -> Deflated | None:
        kept = "SELECT size, crc, sound, data FROM made WHERE key = ?"
        row = self._connection.execute(kept, [key]).fetchone()
        if row is None or zlib.crc32(row[3]) != row[2]:
            return None
        return Deflated(size=row[0], crc=row[1], data=row[3])

    def _add(self, slug: str, key: str, data: bytes) -> Deflated:
        made = Deflated.of(data)
        row = [key, slug, made.size, made.crc, zlib.crc32(made.data), made.data]
        self._connection.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?, ?, ?)", row)
        return made


@contextlib.contextmanager
def open_rendered(path: Path | None) -> Iterator[Rendered]:
    """Open the store, in memory where no path is given. Raises `MachineError`."""
    with open_cache(path, TABLES) as connection:
        yield Rendered(connection)


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
