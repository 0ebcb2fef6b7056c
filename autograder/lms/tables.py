"""Tables as every LMS exchanges them: reads any dialect, writes what no spreadsheet will execute.

`read` accepts what an LMS or a spreadsheet saves: UTF-8 with or without a byte-order mark, UTF-16,
Windows-1252; commas, semicolons or tabs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from autograder import files
from autograder.errors import CourseError

MAX_BYTES = 64 << 20
DELIMITERS = ",;\t"


def read(path: Path) -> list[list[str]]:
    """Return the rows of a table, without blank ones. Raises `CourseError`."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CourseError(
                f"{path}: more than {MAX_BYTES:,} bytes. Export the grades of one course only."
            )
        table = _decode(path.read_bytes())
    except OSError as error:
        raise CourseError(f"{path}: {error.strerror}. Name a gradebook export.") from None
    try:
        delimiter = _delimiter(table)
        rows = list(csv.reader(io.StringIO(table, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise CourseError(f"{path}: not a table ({error}). Export it again as CSV.") from None
    return [row for row in rows if any(cell.strip() for cell in row)]


def write(rows: Iterable[Sequence[str]], *, quote_all: bool = False, mark: bool = False) -> bytes:
    """Return rows as UTF-8 CSV; with `mark`, a byte-order mark in front."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(
        buffer,
        quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL,
        lineterminator="\n",
    )
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8-sig" if mark else "utf-8")


def text(value: str) -> str:
    """Return a cell for people to read that a spreadsheet takes as text, never as a formula."""
    return files.guard("".join(c if c.isprintable() else " " for c in value).strip())


def points(value: float) -> str:
    """Return points as `files.number` writes them; what no student can have is a bug of ours."""
    if not 0 <= value < 1e6:
        raise ValueError(f"{value} cannot be the points of a student")
    return files.number(value)


def _decode(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(table: str) -> str:
    """Return the delimiter that splits the first line into the most cells."""
    head = next((line for line in table.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([head], delimiter=mark), [])))
