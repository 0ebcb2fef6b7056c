"""What the kernel says of a student's processes: who they are, their CPU time, their queueing.

/proc is read directly and polled: a search of all the machine's processes takes milliseconds where
this takes a tenth of one.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
NANOSECONDS = 1e9
READ_BYTES = 1 << 16
SMALL_BYTES = 1 << 10  # of what is written at once


PROCESS_BYTES = 32 << 20  # tables for 8 GB of addresses, and 65,530 mappings
TOO_MANY = 1 << 12  # descriptors, where nobody may count them


def _read_socket_bytes() -> int:
    """Return what can wait in a socket whose size nobody can change, with a message beyond it."""
    try:
        return 2 * int(Path("/proc/sys/net/core/wmem_default").read_text())
    except OSError:
        return 1 << 20


SOCKET_BYTES = _read_socket_bytes()
SWAPS = len(Path("/proc/swaps").read_text().splitlines()) > 1


@dataclass(frozen=True, slots=True)
class Usage:
    """CPU seconds so far, and bytes now.

    Of the resident ones shared pages count for each process; the kernel's are the most that it can
    hold for them beside their pages.
    """

    cpu_seconds: float
    memory_bytes: int
    kernel_bytes: int = 0
    threads: int = 0  # of all processes, of which each has one at least
    processes: int = 0


def descendants(root: int) -> set[int]:
    """Return a process's children, theirs, and so on: quick, since ending them is a race."""
    found: set[int] = set()
    pending = [root]
    while pending:
        for task in tasks(pending.pop()):
            with contextlib.suppress(OSError):  # it has ended
                born = [int(pid) for pid in _read(f"{task}/children").split()]
                pending += born
                found.update(born)
    return found


def queued(pids: Iterable[int]) -> dict[str, int]:
    """Return how many nanoseconds each thread of some processes stood in line for a processor."""
    return {task: _schedule(task)[1] for pid in pids for task in tasks(pid)}


def are_ready(pids: Iterable[int]) -> bool:
    """Return whether a thread of some processes computes, or stands in line, at this moment."""
    return any(_fields(task)[:1] == [b"R"] for pid in pids for task in tasks(pid))


def busy_seconds() -> float:
    """Return how long this thread computed, or stood in line for a processor."""
    return sum(_schedule("/proc/thread-self")) / NANOSECONDS


def _schedule(task: str) -> tuple[int, int]:
    """Return the nanoseconds that a thread ran, and that it wanted to."""
    try:
        ran, queued, _ = _read(f"{task}/schedstat").split()
    except OSError:  # it has ended, or this kernel does not count them
        return 0, 0
    return int(ran), int(queued)


def tasks(pid: int) -> list[str]:
    """Return the folders of a process's threads."""
    tasks = f"/proc/{pid}/task"
    try:
        return [f"{tasks}/{task}" for task in os.listdir(tasks)]  # noqa: PTH208
    except OSError:
        return []


def usage(waiter: int, child: int) -> Usage:
    """Return what a child and all that it started used.

    The waiter's time is that of ended orphans, and what it takes to remove what they wrote.
    """
    ticks, pages, kernel, threads, living = sum(_ticks(waiter)), 0, 0, 0, 0
    for pid in descendants(waiter) | {child}:
        ticks += sum(_ticks(pid))
        pages += resident(pid)[0]
        running = tasks(pid)
        kernel += _most_kernel_bytes(pid, running)
        threads += len(running)
        living += bool(running)
    return Usage(ticks / TICKS, pages * PAGE_BYTES, kernel, threads, living)


def _most_kernel_bytes(pid: int, threads: Iterable[str]) -> int:
    """Return the most that the kernel can hold for a process; its threads may have files apart."""
    opened = [count_descriptors(task) for task in threads]
    if not opened:
        return 0  # it has ended
    swapped = kept_bytes(pid, b"VmSwap:") if SWAPS else 0
    return PROCESS_BYTES + SOCKET_BYTES * sum(opened) + swapped


def kept_bytes(pid: int, *names: bytes) -> int:
    """Return the sum of some lines of a process's status."""
    try:
        lines = _read(f"{find_memory(pid)}/status").split(b"\n")
    except OSError:  # it has ended
        return 0
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith(names))


def count_descriptors(task: str) -> int:
    """Return how many files a thread has open."""
    try:
        size = os.stat(f"{task}/fd").st_size  # noqa: PTH116 - half the time of pathlib
        return size or len(os.listdir(f"{task}/fd"))  # noqa: PTH208 - before Linux 6.2
    except PermissionError:
        return 0 if has_left(task) else TOO_MANY
    except OSError:  # it has ended
        return 0


def find_memory(pid: int) -> str:
    """Return the folder of a thread that has the process's memory: the first may have ended."""
    first = f"/proc/{pid}"
    if has_left(first):
        return next((task for task in tasks(pid) if not has_left(task)), first)
    return first


def resident(pid: int) -> tuple[int, int]:
    """Return the resident pages of a process, and those of them that a file stands behind.

    From statm, since the number in stat lags behind.
    """
    found = _statm(f"/proc/{pid}")
    if not found[0]:
        found = _statm(find_memory(pid))
    return found[1], found[2]


def has_left(task: str) -> bool:
    """Return whether a thread has given up its memory; its folder in /proc is root's then."""
    return not _statm(task)[0]


def _statm(task: str) -> tuple[int, int, int]:
    """Return a thread's pages: all that it maps, those resident, those of files among them."""
    with contextlib.suppress(OSError):  # it has ended
        size, pages, shared, *_ = _read(f"{task}/statm").split()
        return int(size), int(pages), int(shared)
    return 0, 0, 0


def _ticks(pid: int) -> list[int]:
    """Return a process's CPU time, own and in the kernel, then the same of its ended children."""
    return [int(field) for field in _fields(f"/proc/{pid}")[11:15]]


def _fields(task: str) -> list[bytes]:
    """Return what stands behind the name in a thread's `stat`: its state is the first."""
    with contextlib.suppress(OSError):  # it has ended
        return _read(f"{task}/stat").rpartition(b")")[2].split()
    return []


def _read(path: str) -> bytes:
    """Return a file of the kernel's, as bytes: a process can give itself any name.

    Lines end with a line feed alone; it is what the kernel escapes in a name.
    """
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)  # half the time of `open`
    try:
        text = part = os.read(file, READ_BYTES)
        while len(part) > SMALL_BYTES and (part := os.read(file, READ_BYTES)):
            text += part  # of a list that is long, the kernel writes a page at a time
        return text
    finally:
        os.close(file)
