"""A student's process from outside: its time, memory and disk by the kernel's account; its end.

`start` makes a `Process` of the pids that the zygote announced. `box` asks it what a cell used, and
makes a `Watch` for each request, whose `look` is called all the while: over the CPU limit, or when
the process only waits, it interrupts, then kills. Nothing here believes what the process says.

/proc is read directly and polled. A cgroup would count memory without polling (as in `isolate`),
but needs root; and a search of all the machine's processes takes milliseconds where this takes
a tenth of one. `StudentStopped` is all that is raised.
"""

from __future__ import annotations

import contextlib
import math
import os
import select
import signal
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil

from autograder.records import Limits, Tier, Verdict
from autograder.sandbox.faults import StudentStopped

TICKS = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
END_SECONDS = 60.0  # wall: until the waiter has removed what was written
GRACE_SECONDS = 3.0  # wall: from the interrupt to the kill
LOOK_SECONDS = 0.05
SCRATCH_SECONDS = 0.5
WAITING_SHARE = 0.2  # of the CPU time that the machine's load leaves to one process


@dataclass(frozen=True, slots=True)
class Usage:
    """CPU seconds so far, and resident bytes now, in which shared pages count for each process."""

    cpu_seconds: float
    memory_bytes: int


class Process:
    """A student's process, all that it started, and the waiter that cleans up behind it."""

    def __init__(self, pid: int, waiter: int, tier: Tier, scratch: str) -> None:
        """Hold on to both by pidfd. Raises `ProcessLookupError` for one that has ended."""
        self.pid = pid
        self.waiter = waiter
        self.tier = tier
        self.scratch = scratch  # "" where the kernel bounds it
        self._waiter_fd = os.pidfd_open(waiter)
        try:
            self._fd = os.pidfd_open(pid)
        except ProcessLookupError:
            os.close(self._waiter_fd)
            raise
        self._shared_bytes = 0

    def measure_shared(self) -> None:
        """Note what it shares with the zygote, before student code runs."""
        self._shared_bytes = anonymous_bytes(descendants(self.waiter))

    @property
    def alive(self) -> bool:
        """Whether `kill` has not been called."""
        return self._fd >= 0

    def usage(self) -> Usage:
        return usage(self.waiter, self.pid)

    def private_bytes(self) -> int:
        """Return the bytes that are its own, and its share of those that are not."""
        return private_bytes(descendants(self.waiter), self._shared_bytes)

    def interrupt(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._fd, signal.SIGINT)

    def kill(self) -> None:
        """End every process, and wait until what was written is removed."""
        if not self.alive:
            return
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._fd, signal.SIGKILL)
        select.select([self._waiter_fd], [], [], END_SECONDS)
        os.close(self._fd)
        os.close(self._waiter_fd)
        self._fd = self._waiter_fd = -1


class Watch:
    """One request, looked at from outside while it runs.

    Its CPU time counts from the first look: what answers within `LOOK_SECONDS` is not measured.
    It waits when, over `idle_seconds` on the clock, it used less than a fifth of the CPU time that
    the machine's load leaves to one process: neither a busy machine nor a loop of short sleeps is
    mistaken.
    """

    def __init__(self, process: Process, limits: Limits) -> None:
        now = time.monotonic()
        self._process = process
        self._limits = limits
        self._cpu = -1.0
        self._window = (now, 0.0)
        self._next = now + LOOK_SECONDS
        self._next_scratch = now + SCRATCH_SECONDS
        self._kill_at = 0.0
        self.interrupted = ""  # why

    def look(self) -> None:
        """Look, unless it was a moment ago. Raises `StudentStopped` when it has to be killed."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + LOOK_SECONDS
        used = self._process.usage()
        if self._cpu < 0:
            self._cpu = used.cpu_seconds
            self._window = (now, self._cpu)
        check_memory(self._process, self._limits, used)
        if now > self._next_scratch:
            check_scratch(self._process, self._limits)
            self._next_scratch = time.monotonic() + SCRATCH_SECONDS
        self._check_time(used.cpu_seconds, now)

    def _check_time(self, cpu_seconds: float, now: float) -> None:
        limit = self._limits.cell_seconds
        if self.interrupted:
            if now > self._kill_at:
                raise StudentStopped(Verdict.TIMEOUT, self.interrupted)
        elif cpu_seconds - self._cpu > limit:
            self._interrupt(f"ran longer than {limit:g} CPU seconds", now)
        elif self._only_waits(cpu_seconds, now):
            self._interrupt("waited indefinitely", now)

    def _only_waits(self, cpu_seconds: float, now: float) -> bool:
        begun, before = self._window
        elapsed = now - begun
        if elapsed < self._limits.idle_seconds:
            return False
        self._window = (now, cpu_seconds)
        share = min(1.0, len(os.sched_getaffinity(0)) / (os.getloadavg()[0] + 1))
        return cpu_seconds - before < WAITING_SHARE * share * elapsed

    def _interrupt(self, why: str, now: float) -> None:
        self.interrupted = why
        self._kill_at = now + GRACE_SECONDS
        self._process.interrupt()


def check_memory(process: Process, limits: Limits, used: Usage) -> None:
    """Raise `StudentStopped` over the limit. The quick count is too high: it only raises doubt."""
    if used.memory_bytes > limits.memory_bytes < process.private_bytes():
        megabytes = limits.memory_bytes >> 20
        raise StudentStopped(Verdict.MEMORY, f"used more than {megabytes:,} MB of memory")


def check_scratch(process: Process, limits: Limits) -> None:
    """Raise `StudentStopped` when too much is written, where the kernel does not bound it."""
    if not process.scratch:
        return
    size, files = folder_size(process.scratch)
    if size > limits.scratch_bytes:
        megabytes = limits.scratch_bytes >> 20
        raise StudentStopped(Verdict.DISK, f"wrote more than {megabytes:,} MB to disk")
    if files > limits.scratch_files:
        raise StudentStopped(Verdict.DISK, f"wrote more than {limits.scratch_files:,} files")


def descendants(root: int) -> set[int]:
    """Return a process's children, theirs, and so on: quick, since ending them is a race."""
    found: set[int] = set()
    pending = [root]
    while pending:
        for children in _children_files(pending.pop()):
            with contextlib.suppress(OSError):  # it has ended
                with open(children) as file:  # noqa: PTH123 - half the time of pathlib
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
    """Return what a child and all that it started used; the waiter has the ended orphans'."""
    ticks, pages = sum(_ticks(waiter)[2:]), 0
    for pid in descendants(waiter) | {child}:
        ticks += sum(_ticks(pid))
        pages += _pages(pid)
    return Usage(ticks / TICKS, pages * PAGE_BYTES)


def _ticks(pid: int) -> list[int]:
    """Return a process's CPU time, own and in the kernel, then the same of its ended children."""
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

    A root without the right to look at others (in a container) gets an estimate: what is not
    shared with a file, less the `shared` bytes that came from the zygote.
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
    """Return the bytes behind which no file stands, shared pages counted for each process."""
    total = 0
    for pid in pids:
        with contextlib.suppress(psutil.Error):
            memory = psutil.Process(pid).memory_info()
            total += memory.rss - memory.shared
    return total


def folder_size(folder: str) -> tuple[float, float]:
    """Return bytes and files below a folder; infinite where it is built so that nobody can look."""
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
            continue  # removed meanwhile
        except OSError:  # a name too long, or a folder that was shut
            return math.inf, math.inf
    return size, files
