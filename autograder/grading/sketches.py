"""What reading a notebook told of it, kept by the hash of its bytes: nothing is parsed twice.

`grade` asks for a `Sketch` of every file in the download. It says to which assignment the file
belongs and on what its grade depends; the notebook itself is read again by the worker that runs it,
and only if it is new. The cache lies in build/cache/ and is dropped whenever the code that reads
notebooks changes.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import platform
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.grading.cache import open_cache
from autograder.grading.task import Sketch, draw
from autograder.handed_in import HandedIn
from autograder.sandbox.policy import Needs

TABLES = {
    "sketches": "sha TEXT PRIMARY KEY, reader TEXT NOT NULL, slug TEXT, problem TEXT NOT NULL, "
    "digest TEXT NOT NULL, needs INTEGER NOT NULL"
}
SOURCES = ("*.py", "notebook/*.py", "sandbox/policy.py", "grading/task.py", "grading/remarks.py")
Look = Callable[[HandedIn], Sketch]


@contextlib.contextmanager
def open_sketches(path: Path | None, foresee: Callable[[Sketch], None]) -> Iterator[Look]:
    """Yield what returns a file's sketch, from the cache if it is there. Raises `MachineError`.

    `foresee` gets each one that is new.
    """
    with open_cache(path, TABLES) as connection:
        made: dict[str, Sketch] = {}

        def look(file: HandedIn) -> Sketch:
            found = _find(connection, file) or made.get(file.sha)
            if found is None:
                found = made[file.sha] = draw(file)
                foresee(found)
            return found

        yield look
        with connection:  # in one go, so that no other run waits for this one
            connection.execute("DELETE FROM sketches WHERE reader != ?", [_reader()])
            for sha, one in made.items():
                row = [sha, _reader(), one.slug, one.problem, one.digest, one.needs]
                connection.execute("INSERT OR REPLACE INTO sketches VALUES (?, ?, ?, ?, ?, ?)", row)


def _find(connection: sqlite3.Connection, file: HandedIn) -> Sketch | None:
    kept = "SELECT slug, problem, digest, needs FROM sketches WHERE sha = ? AND reader = ?"
    row = connection.execute(kept, [file.sha, _reader()]).fetchone()
    return row and Sketch(slug=row[0], problem=row[1], digest=row[2], needs=Needs(row[3]))


@functools.cache
def _reader() -> str:
    """Return the hash of what decides a sketch: the sources that read, and Python's version."""
    package = Path(__file__).parent.parent
    found = [path for pattern in SOURCES for path in sorted(package.glob(pattern))]
    parts = [platform.python_version().encode(), *(path.read_bytes() for path in found)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
