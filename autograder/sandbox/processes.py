"""What a box uses, by the kernel's own lists: its processes, their CPU time and memory, the files it wrote.

Read from /proc directly, since it is asked for around every cell: a tenth of a millisecond, where a search of all the machine's
processes for a parent takes some.
"""

from __future__ import annotations

import contextlib
import math
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil

TICKS = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Usage:
    """What a box's processes use: CPU seconds so far; resident bytes now, shared pages counted for each."""

    cpu_seconds: float
    memory_bytes: int


def descendants(root: int) -> set[int]:
    """Return a process's children, theirs, and so on: quick, since whoever ends them is in a race."""
    found: set[int] = set()
    pending = [root]
    while pending:
        for children in _children_files(pending.pop()):
            with contextlib.suppress(OSError):  # it has ended
                with open(children) as file:  # noqa: PTH123 - half the time, as is a path that is a text
                    born = [int(pid) for pid in file.read().split()]
                pending += born
                found.update(born)
    return found


def _children_files(pid: int) -> list[str]:
    """Return the files that list the children, one for each thread of a process."""
    tasks = f"/proc/{pid}/task"
    try:
        return [f"{tasks}/{task}/children" for task in os.listdir(tasks)]  # noqa: PTH208
    except OSError:
        return []


def usage(waiter: int, child: int) -> Usage:
    """Return what the child and everything it started has used; the waiter's account holds what orphans used that have ended."""
    ticks, pages = sum(_ticks(waiter)[2:]), 0
    for pid in descendants(waiter) | {child}:
        ticks += sum(_ticks(pid))
        pages += _pages(pid)
    return Usage(ticks / TICKS, pages * PAGE_BYTES)


def _ticks(pid: int) -> list[int]:
    """Return the CPU time of a process, in its own and the kernel's code, then of its children that have ended, likewise."""
    with contextlib.suppress(OSError):  # it has ended
        fields = Path("/proc", str(pid), "stat").read_text().rpartition(")")[2].split()
        return [int(field) for field in fields[11:15]]
    return []


def _pages(pid: int) -> int:
    """Return the resident pages of a process: from statm, since the number in stat lags behind."""
    with contextlib.suppress(OSError):
        return int(Path("/proc", str(pid), "statm").read_text().split()[1])
    return 0


def private_bytes(pids: Iterable[int], shared: int) -> int:
    """Return the proportional share (PSS) of some processes: exact, but too slow to ask often.

    A root without the right to look at others (in a container) gets an estimate: what is not shared with a file, less the
    `shared` bytes that the box had from the zygote.
    """
    total, known = 0, list(pids)
    for pid in known:
        try:
            total += psutil.Process(pid).memory_full_info().pss
        except psutil.AccessDenied:
            return max(0, anonymous_bytes(known) - shared)
        except psutil.Error:
            continue  # it has ended
    return total


def anonymous_bytes(pids: Iterable[int]) -> int:
    """Return the bytes of some processes that no file stands behind, shared pages counted for each."""
    total = 0
    for pid in pids:
        with contextlib.suppress(psutil.Error):
            memory = psutil.Process(pid).memory_info()
            total += memory.rss - memory.shared
    return total


def folder_size(folder: str) -> tuple[float, float]:
    """Return the bytes and the number of files below a folder; without end where it was built so that nobody can look."""
    size, files, pending = 0, 0, [folder]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    size += entry.stat(follow_symlinks=False).st_blocks * 512
                    files += 1
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
        except (FileNotFoundError, NotADirectoryError):
            continue  # it was removed meanwhile
        except OSError:  # a name too long, or a folder that was shut
            return math.inf, math.inf
    return size, files
