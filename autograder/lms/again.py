"""A member of a download, read once more when its notebook is graded: the download is closed then.

No zip stays open for it, since there may be one for each student. What is read here is compared
with what was read before (`handed_in`), so a download that changed meanwhile is an error.
"""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from autograder.errors import SubmissionError

# What zipfile and the system raise for bytes that are not what the directory promised.
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, OSError, RuntimeError, ValueError),
)
HEADER, MARK = "<4s22xHH", b"PK\3\4"  # before each member; its name and more follow


def read_again(place: str, load: Callable[[], bytes]) -> bytes:
    """Return what `load` reads. Raises `SubmissionError` where it cannot be read any more."""
    try:
        return load()
    except (*DAMAGE, LookupError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise SubmissionError(
            f"{place} cannot be read any more ({why}). Run the command again."
        ) from None


def read_member(path: Path, info: zipfile.ZipInfo) -> bytes:
    """Return a zip's member from where it lies: zipfile would read the whole table first.

    Raises one of `DAMAGE` where it lies there no more.
    """
    with path.open("rb") as file:
        file.seek(info.header_offset)
        mark, name_bytes, more_bytes = struct.unpack(HEADER, file.read(struct.calcsize(HEADER)))
        file.seek(name_bytes + more_bytes, os.SEEK_CUR)
        data = file.read(info.compress_size)
    if info.compress_type == zipfile.ZIP_DEFLATED:
        data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, info.file_size + 1)
    if mark != MARK or len(data) != info.file_size or zlib.crc32(data) != info.CRC:
        raise zipfile.BadZipFile("it is not what it was")
    return data
