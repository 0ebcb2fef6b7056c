"""One way for each thing that every room does with files, tables and numbers that leave the grader.

- `write_whole` writes a file whole or not at all; a reader never sees half of one.
- `write_zip`, `pack` and `repack` make zips, the same bytes for the same files; a `Member` is made
  when it is written. `lms/archive.py` alone opens zips that come from outside.
- `stem` turns any key, a student's say, into a file name.
- `guard` keeps a table cell from being read as a formula, `unguard` takes that back; `is_formula`
  tells which would be.
- `number` and `points` write points, and `parse_number` reads a number back.

It imports no room, knows no assignment and prints nothing.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import os
import re
import shutil
import stat
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import BinaryIO, TypeAlias

from autograder.errors import MachineError

COPIED_BYTES = 1 << 20  # at a time
ENTRY_BYTES, END_BYTES = 30 + 46, 22  # of a zip: around each member twice, and at its end
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
# Where a comma stands in numbers, they part cells at semicolons, and do not know our quotes then.
PARTED = re.compile(r"(;\s*)(?=[=+\-@＝＋－＠])")
REJOINED = re.compile(r"(;\s*)'(?=[=+\-@＝＋－＠])")
LEADING_CONTROLS = ("\t", "\r", "\n")  # importers that drop these would meet what follows
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deflated:
    """A file as it lies in a zip: compressed, with its size and checksum before that."""

    size: int
    crc: int
    data: bytes

    @classmethod
    def of(cls, data: bytes) -> Deflated:
        """Compress a file as `zipfile` does."""
        packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = packer.compress(data) + packer.flush()
        return cls(size=len(data), crc=zlib.crc32(data), data=packed)

    def inflate(self) -> bytes:
        """Return the file itself."""
        return zlib.decompress(self.data, -zlib.MAX_WBITS, self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file that is made or fetched when it is written; its `key` changes whenever it does."""

    key: str
    load: Callable[[], Deflated]


Single: TypeAlias = bytes | Member
Content: TypeAlias = "Single | Mapping[str, Content]"  # a mapping is a zip inside
Contents: TypeAlias = Mapping[str, Content]


def write_whole(path: Path, data: bytes) -> bool:
    """Write a file whole or not at all, even if the power fails; tell whether it had to be written.

    Makes missing folders; a file that holds these bytes already keeps its date.
    Raises `MachineError` where the file cannot be written.
    """
    try:
        if _holds(path, data):
            return False
    except OSError as error:
        raise _unwritable(path, error) from error
    _replace(path, lambda file: file.write(data))
    return True


def write_zip(path: Path, contents: Contents) -> None:
    """Write a zip whole or not at all, one member at a time. Raises `MachineError`."""
    _replace(path, lambda file: _pack_into(file, contents))


def pack(contents: Contents, executable: Collection[str] = ()) -> bytes:
    """Return a zip: the same bytes for the same files; `executable` names those to run."""
    buffer = io.BytesIO()
    _pack_into(buffer, contents, executable)
    return buffer.getvalue()


def zip_size(contents: Contents) -> int:
    """Return how many bytes `pack` makes of files, without making the zip."""
    names = sum(2 * len(name.encode()) for name in contents)
    sizes = (_packed_size(name, content) for name, content in contents.items())
    return END_BYTES + names + ENTRY_BYTES * len(contents) + sum(sizes)


def fingerprint(contents: Contents) -> str:
    """Return the hash of a zip's names and files, none of which is made for it."""
    digest = hashlib.sha256()
    for name in sorted(contents):
        part = contents[name]
        if isinstance(part, bytes):
            key = hashlib.sha256(part).hexdigest()
        else:
            key = part.key if isinstance(part, Member) else fingerprint(part)
        digest.update(json.dumps([name, key]).encode())
    return digest.hexdigest()


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
    """Return a cell that a spreadsheet takes as text: an apostrophe goes before a formula.

    And before what follows a semicolon, at which a spreadsheet may begin another cell.
    """
    cell = PARTED.sub(r"\1'", cell)
    return f"'{cell}" if is_formula(cell) else cell


def unguard(cell: str) -> str:
    """Return a cell without the apostrophes that `guard` puts in front of formulas."""
    cell = REJOINED.sub(r"\1", cell)
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


def _replace(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Put a file in place that `write` fills."""
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w+b") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        _discard(part)
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> MachineError:
    return MachineError(
        f"{path}: cannot be written ({error.strerror}). Check the free space and the "
        f"permissions of {path.parent}, then run the command again."
    )


def _discard(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:  # the error that led here says more
        return


def _pack_into(file: BinaryIO, contents: Contents, executable: Collection[str] = ()) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(contents):
            info, content = _zip_info(name, executable=name in executable), contents[name]
            if isinstance(content, bytes):
                archive.writestr(info, content)
            elif isinstance(content, Member):
                _append(archive, info, content.load())
            else:
                _nest(archive, info, content)


def _packed_size(name: str, content: Content) -> int:
    if isinstance(content, Member):
        return len(content.load().data)
    if isinstance(content, Mapping):
        return zip_size(content)
    return len(content) if name.endswith(".zip") else len(Deflated.of(content).data)


def _append(archive: zipfile.ZipFile, info: zipfile.ZipInfo, packed: Deflated) -> None:
    """Add a file that is compressed already, for which zipfile has no call of its own."""
    info.compress_type, info.CRC = zipfile.ZIP_DEFLATED, packed.crc
    info.file_size, info.compress_size = packed.size, len(packed.data)
    file = archive.fp
    assert file is not None, "the archive is open"  # noqa: S101 - for mypy
    file.seek(archive.start_dir)
    info.header_offset = file.tell()
    file.write(info.FileHeader(zip64=False))
    file.write(packed.data)
    archive.filelist.append(info)
    archive.NameToInfo[info.filename] = info
    archive.start_dir = file.tell()


def _nest(archive: zipfile.ZipFile, info: zipfile.ZipInfo, contents: Contents) -> None:
    """Add a zip, by way of a file: it can be as large as the class."""
    with tempfile.TemporaryFile() as inner:
        _pack_into(inner, contents)
        info.file_size = inner.tell()
        inner.seek(0)
        with archive.open(info, "w") as target:
            shutil.copyfileobj(inner, target, COPIED_BYTES)


def _zip_info(name: str, *, executable: bool) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, ZIP_DATE)
    packed = name.endswith(".zip")
    info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    info.create_system = 3  # Unix, on whatever system it is made
    info.external_attr = (stat.S_IFREG | (0o755 if executable else 0o644)) << 16
    return info
