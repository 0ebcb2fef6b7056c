"""What a student's process writes where no kernel bounds it: its folder made, measured and removed.

With namespaces nothing of this is needed. Else the waiter makes the folder before the process
begins and becomes the program that removes it; `watch` measures meanwhile. All that is there is the
student's: names, depth, number and rights may be chosen to make looking and removing slow. So
looking ends at the limit, its processes are stopped where it moves things out of sight, and the
time that removing takes is counted like the student's own.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from stat import S_ISREG

from autograder.records import Limits
from autograder.sandbox import policy
from autograder.sandbox.usage import find_memory, tasks

DELETED = b" (deleted)"  # how the kernel ends the path of a file without a name
BLOCK_BYTES = 512  # as `stat` counts them
SHARE = 8  # a folder is measured as soon as its disk has so much of a limit more
# A fixed script, whose argument is the folder.
REMOVE = (
    "/bin/sh",
    "-c",
    'exec >/dev/null 2>&1; chmod -R u+rwx "$1"; exec rm -rf "$1"',
    "sh",
)
CLOSED = "made folders that are too deep, or shut, to see how much it wrote"
MISSED = -1  # what was removed, or moved elsewhere, between two looks
Fill = tuple[int, int]  # bytes and files


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The limit that is exceeded, or nothing, and whether all was seen: nothing moved meanwhile."""

    excess: str = ""
    whole: bool = True


def make_scratch(folder: str, uid: int) -> str:
    """Return a new folder for the student alone, with a home and a place for temporary files."""
    scratch = tempfile.mkdtemp(prefix="box-", dir=folder)
    for path in (scratch, scratch + policy.HOME, scratch + policy.TEMPORARY):
        os.makedirs(path, mode=0o700, exist_ok=True)  # noqa: PTH103
        os.chown(path, uid, uid if os.getuid() == 0 else -1)
    return scratch


def find_excess(folder: str, limits: Limits, pids: Iterable[int] = ()) -> Found:
    """Return which limit is exceeded by what lies below a folder.

    With it counts what some processes hold of files that have no name any more.
    """
    size, files, whole = 0, 0, True
    try:
        for found in chain(_list_named(folder), _list_nameless(folder, pids, limits.file_bytes)):
            size, files, whole = size + max(0, found), files + 1, whole and found != MISSED
            if size > limits.scratch_bytes:
                return Found(excess=f"wrote more than {limits.scratch_bytes >> 20:,} MB to disk")
            if files > limits.scratch_files:
                return Found(excess=f"wrote more than {limits.scratch_files:,} files")
    except OSError:  # a name too long, or a folder that was shut
        return Found(excess=CLOSED)
    return Found(whole=whole)


def _list_named(folder: str) -> Iterator[int]:
    """Yield the size of each file and folder below one. Raises `OSError` for what is closed."""
    pending = [folder]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    yield _measure(entry)
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
        except (FileNotFoundError, NotADirectoryError):
            yield MISSED


def _measure(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_blocks * BLOCK_BYTES
    except FileNotFoundError:
        return MISSED


def _list_nameless(folder: str, pids: Iterable[int], most: int) -> Iterator[int]:
    """Yield the size of each file that was deleted while it was open, or the `most` if mapped."""
    seen: set[int] = set()
    for pid in pids:
        for path in (f"{task}/fd/{name}" for task in tasks(pid) for name in _list(f"{task}/fd")):
            with contextlib.suppress(OSError):  # it was closed
                found = os.stat(path)  # noqa: PTH116 - half the time of pathlib
                if found.st_nlink == 0 and S_ISREG(found.st_mode) and found.st_ino not in seen:
                    seen.add(found.st_ino)
                    yield found.st_blocks * BLOCK_BYTES
        for inode in _list_mapped(folder, pid) - seen:
            seen.add(inode)
            yield most


def _list_mapped(folder: str, pid: int) -> set[int]:
    """Return the inodes of deleted files that a process has mapped."""
    try:
        lines = Path(find_memory(pid), "maps").read_bytes().split(b"\n")
    except OSError:  # it has ended, or nobody may look
        return set()
    place = folder.encode()
    return {int(line.split()[4]) for line in lines if line.endswith(DELETED) and place in line}


def _list(folder: str) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - names only
    except OSError:  # it has ended, or nobody may look
        return []


def read_fill(folder: str) -> Fill:
    """Return how much is on the whole disk: quick, whatever lies in the folder."""
    try:
        disk = os.statvfs(folder)
    except OSError:  # removed meanwhile
        return 0, 0
    return (disk.f_blocks - disk.f_bfree) * disk.f_frsize, disk.f_files - disk.f_ffree


def has_grown(before: Fill, now: Fill, limits: Limits) -> bool:
    """Tell whether so much more is on the disk that one submission may be at its limit soon."""
    most = limits.scratch_bytes // SHARE, limits.scratch_files // SHARE
    return any(new - old > limit for old, new, limit in zip(before, now, most, strict=True))
