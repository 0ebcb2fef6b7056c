"""One way for each thing that every room does with files, tables and numbers that leave the grader.

- `write_whole` writes a file whole or not at all; a reader never sees half of one.
- `pack` and `repack` make zips, the same bytes for the same files. `lms/archive.py` alone opens
  zips that come from outside.
- `stem` turns any key, a student's say, into a file name.
- `guard` keeps a table cell from being read as a formula, `unguard` takes that back; `is_formula`
  tells which would be.
- `number` and `points` write points, and `parse_number` reads a number back.

It imports no room, knows no assignment and prints nothing.
"""

from __future__ import annotations

import hashlib
import io
import math
import os
import re
import stat
import unicodedata
import zipfile
from collections.abc import Collection, Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from autograder.errors import MachineError

ZIP_DATE = (1980, 1, 1, 0, 0, 0)
PLAIN_KEY = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+){0,8}")
LONGEST_PLAIN_KEY = 40
READABLE_CHARACTERS = 30
# Names that Windows keeps for itself, and names of pages of ours.
RESERVED = {"con", "prn", "aux", "nul", "class", "feedback", "grades", "index"} | {
    f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)
}
# Spreadsheets of some locales read the full-width signs alike.
FORMULA_SIGNS = frozenset("=+-@＝＋－＠")
LEADING_CONTROLS = ("\t", "\r", "\n")  # importers that drop these would meet what follows
HUNDREDTH = Decimal("0.01")


def write_whole(path: Path, data: bytes) -> bool:
    """Write a file whole or not at all, even if the power fails; tell whether it had to be written.

    Makes missing folders; a file that holds these bytes already keeps its date.
    Raises `MachineError` where the file cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        if _holds(path, data):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        _discard(part)
        raise MachineError(
            f"{path}: cannot be written ({error.strerror}). Check the free space and the "
            f"permissions of {path.parent}, then run the command again."
        ) from error
    return True


def pack(files: Mapping[str, bytes], executable: Collection[str] = ()) -> bytes:
    """Return a zip: the same bytes for the same files; `executable` names those to run."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(_zip_info(name, executable=name in executable), files[name])
    return buffer.getvalue()


def repack(archive: bytes, extra: Mapping[str, bytes], executable: Collection[str] = ()) -> bytes:
    """Return a zip of our own making with files added or replaced, packed as `pack` does."""
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        files = {info.filename: old.read(info) for info in old.infolist() if not info.is_dir()}
    return pack({**files, **extra}, executable)


def stem(key: str) -> str:
    """Return a file name without an ending: plain, and different for every key on any file system.

    A key that is a plain name already stays as it is.
    """
    reserved = key.partition(".")[0] in RESERVED
    if PLAIN_KEY.fullmatch(key) and len(key) <= LONGEST_PLAIN_KEY and not reserved:
        return key
    words = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")
    readable = words[:READABLE_CHARACTERS].strip("-") or "student"
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{readable}--{digest[:16]}"  # two hyphens: no plain key has them


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet could read this cell as a formula."""
    if cell.startswith(LEADING_CONTROLS):
        return True
    seen = (c for c in cell if not c.isspace() and unicodedata.category(c) != "Cf")
    return next(seen, "") in FORMULA_SIGNS


def guard(cell: str) -> str:
    """Return a cell that a spreadsheet takes as text: an apostrophe goes before a formula."""
    return f"'{cell}" if is_formula(cell) else cell


def unguard(cell: str) -> str:
    """Return a cell without the apostrophe that `guard` puts in front of a formula."""
    return cell[1:] if cell.startswith("'") and is_formula(cell[1:]) else cell


def number(value: float) -> str:
    """Return points as they are written everywhere: `8.5`, `0`, `13.33`.

    At most two decimals, halves rounded up as on paper, a point, no thousands separator.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} is not a number of points")
    rounded = Decimal(repr(float(value))).quantize(HUNDREDTH, ROUND_HALF_UP)
    return f"{rounded.normalize() + 0:f}"


def points(value: float) -> str:
    """Return points with their unit: `8.5 points`, `1 point`."""
    written = number(value)
    return f"{written} point{'' if written == '1' else 's'}"


def parse_number(cell: str) -> float | None:
    """Return the finite number that a table's cell holds, or None."""
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether a file holds exactly these bytes; reads no file of another size."""
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _discard(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:  # the error that led here says more
        return


def _zip_info(name: str, *, executable: bool) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, ZIP_DATE)
    packed = name.endswith(".zip")
    info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    info.create_system = 3  # Unix, on whatever system it is made
    info.external_attr = (stat.S_IFREG | (0o755 if executable else 0o644)) << 16
    return info
