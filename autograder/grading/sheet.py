"""The marking sheet is read and written by several at once: one at a time, nothing overwritten.

The marking desk gives marks here (`rubric`), and `publish` renews the rows. Both hold the sheet
meanwhile, read it then, and write it whole. A spreadsheet program knows nothing of that: what it
saves replaces all that was there.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder import files
from autograder.grading import marking
from autograder.grading.marking import Key, Mark, Row
from autograder.records import Assignment, Submission

Marks = Mapping[Key, Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The sheet of an assignment, with the submissions that have rows in it.

    `known` are all that the gradebook has, by which rows are found whose ids were changed.
    """

    path: Path
    assignment: Assignment
    present: Sequence[Submission]
    known: Collection[Submission]

    def read(self) -> dict[Key, Row]:
        """Return the rows by the keys of the gradebook. Raises `CourseError`."""
        return marking.match(marking.read(self.path, self.assignment), self.known)[0]

    def write(self, rows: Marks) -> None:
        """Write the sheet with these rows, whole or not at all."""
        files.write_whole(self.path, marking.table(self.assignment, self.present, rows))


def renew(path: Path, make: Callable[[], bytes]) -> None:
    """Write the sheet that `make` returns from what it reads while nobody else writes."""
    with hold(path):
        files.write_whole(path, make())


def find(rows: Marks, submission: Submission, question: str) -> Mark:
    """Return the mark of a notebook for one question; an empty one where none was given."""
    row = rows.get(marking.key_of(submission))
    return row.marks.get(question, Mark()) if row else Mark()


def fingerprint(mark: Mark) -> str:
    """Return what tells a mark from any other."""
    points = "" if mark.points is None else files.number(mark.points)
    return hashlib.sha256(f"{points}\0{mark.comment}".encode()).hexdigest()


@contextlib.contextmanager
def hold(path: Path) -> Iterator[None]:
    """Keep other runs of ours from writing the sheet meanwhile; whatever ends this one lets go."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f".{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
