"""What a student's process writes where no kernel bounds it: its folder made, measured and removed.

With namespaces nothing of this is needed. Else the waiter makes the folder before the process
begins and becomes the program that removes it; `watch` measures meanwhile. All that is there is the
student's: names, depth, number and rights may be chosen to make looking and removing slow. So
looking ends at the limit, and the time that removing takes is counted like the student's own.
"""

from __future__ import annotations

import os
import tempfile

from autograder.records import Limits
from autograder.sandbox import policy

BLOCK_BYTES = 512  # as `stat` counts them
SHARE = 8  # a folder is measured as soon as its disk has so much of a limit more
# A fixed script, whose argument is the folder.
REMOVE = (
    "/bin/sh",
    "-c",
    'exec >/dev/null 2>&1; chmod -R u+rwx "$1"; exec rm -rf "$1"',
    "sh",
)
Fill = tuple[int, int]  # bytes and files


def make_scratch(folder: str, uid: int) -> str:
    """Return a new folder for the student alone, with a home and a place for temporary files."""
    scratch = tempfile.mkdtemp(prefix="box-", dir=folder)
    for path in (scratch, scratch + policy.HOME, scratch + policy.TEMPORARY):
        os.makedirs(path, mode=0o700, exist_ok=True)  # noqa: PTH103
        os.chown(path, uid, uid if os.getuid() == 0 else -1)
    return scratch


def find_excess(folder: str, limits: Limits) -> str:
    """Return which limit is exceeded by what lies below a folder, or nothing."""
    size, files, pending = 0, 0, [folder]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    size += entry.stat(follow_symlinks=False).st_blocks * BLOCK_BYTES
                    files += 1
                    if size > limits.scratch_bytes:
                        return f"wrote more than {limits.scratch_bytes >> 20:,} MB to disk"
                    if files > limits.scratch_files:
                        return f"wrote more than {limits.scratch_files:,} files"
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
        except (FileNotFoundError, NotADirectoryError):
            continue  # removed meanwhile
        except OSError:  # a name too long, or a folder that was shut
            return "made folders that are too deep, or shut, to see how much it wrote"
    return ""


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
