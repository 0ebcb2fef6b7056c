"""A student's process from outside: its time, memory and disk by the kernel's account; its end.

`start` makes a `Process` of the pids that the zygote announced. `box` asks it what a cell used, and
makes a `Watch` for each request, whose `look` is called all the while: over the CPU limit, or when
the process only waits, it interrupts, then kills. Nothing here believes what the process says.

`StudentStopped` is all that is raised.
"""

from __future__ import annotations

import contextlib
import math
import os
import select
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from autograder.records import Limits, Tier, Verdict
from autograder.sandbox import scratch
from autograder.sandbox.budget import Budget
from autograder.sandbox.faults import StudentStopped
from autograder.sandbox.memory import anonymous_bytes, is_over, kernel_bytes, private_bytes
from autograder.sandbox.usage import NANOSECONDS, Usage, are_ready, descendants, queued, usage

END_SECONDS = 60.0  # wall: for the waiter to end and remove all; then nobody waits for it
FREE_SECONDS = 2.0  # wall: of removing; a disk may be slow, and an honest submission leaves little
GRACE_SECONDS = 3.0  # wall: from the interrupt to the kill
LOOK_SECONDS = 0.05  # between two looks, at least
REST_SECONDS = 0.25  # and at most
GROWTH_BYTES = (os.cpu_count() or 1) * (4 << 30)  # a second: faster than processors fill memory
SCRATCH_SECONDS = 0.5
CLOCK_SECONDS = 0.2  # what a count of CPU time may be wrong by
Look = Callable[[], None]
Begin = Callable[[], Look]


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
        self._waiter_name = _read_name(waiter)
        self._shared_bytes = 0
        self._least_fill = self.read_fill()
        self._queued: dict[str, int] = {}  # by thread, when last asked
        self._last = (time.monotonic(), 0.0)

    def measure_shared(self) -> None:
        """Note what it shares with the zygote, before student code runs."""
        self._shared_bytes = anonymous_bytes(descendants(self.waiter))

    @property
    def alive(self) -> bool:
        """Whether `kill` has not been called."""
        return self._fd >= 0

    def usage(self) -> Usage:
        """Return what it used so far; read twice where a process ended between two readings."""
        used = usage(self.waiter, self.pid)
        now, (then, before) = time.monotonic(), self._last
        most = before + (now - then) * (os.cpu_count() or 1) + CLOCK_SECONDS
        if not before <= used.cpu_seconds <= most:
            used = usage(self.waiter, self.pid)
        self._last = now, used.cpu_seconds
        return used

    def queued_seconds(self) -> tuple[float, float]:
        """Return how long its threads stood in line for a processor since this was last asked.

        That of the thread that stood longest, and of all together, who may wait for one another.
        """
        now, before = queued(self.pids()), self._queued
        self._queued = now
        grown = [time - before.get(thread, 0) for thread, time in now.items()]
        return max(grown, default=0) / NANOSECONDS, sum(grown) / NANOSECONDS

    def is_ready(self) -> bool:
        """Return whether one of its threads would compute now, if a processor were free."""
        return are_ready(self.pids())

    def pids(self) -> set[int]:
        """Return its processes, with the waiter."""
        return {self.pid, self.waiter} | descendants(self.waiter)

    @contextlib.contextmanager
    def stopped(self) -> Iterator[None]:
        """Stop all that it started: nothing that it wrote moves meanwhile."""
        held: set[int] = set()
        try:
            while fresh := descendants(self.waiter) - held:
                held |= fresh
                _signal(fresh, signal.SIGSTOP)
            yield
        finally:
            _signal(held, signal.SIGCONT)

    def private_bytes(self) -> int:
        """Return the bytes that are its own, and its share of those that are not."""
        return private_bytes(descendants(self.waiter), self._shared_bytes)

    def held_bytes(self) -> int:
        """Return those and what the kernel holds for it."""
        return self.private_bytes() + kernel_bytes(descendants(self.waiter))

    def holds_more(self, limit: int) -> bool:
        """Return whether that is more than a limit, or cannot be counted in a moment.

        They are stopped meanwhile: hundreds that compute would leave no time to count.
        """
        with self.stopped():
            return is_over(descendants(self.waiter), self._shared_bytes, limit)

    def read_fill(self) -> scratch.Fill:
        """Return how much is on the disk that it writes to, where the kernel does not bound it."""
        return scratch.read_fill(self.scratch) if self.scratch else (0, 0)

    def has_filled(self, limits: Limits) -> bool:
        """Tell whether the disk is fuller than it ever was, by enough to look for all it holds."""
        fill = self.read_fill()
        (size, files), (old_size, old_files) = fill, self._least_fill
        self._least_fill = min(size, old_size), min(files, old_files)
        return scratch.has_grown(self._least_fill, fill, limits)

    def interrupt(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._fd, signal.SIGINT)

    def kill(self, begin: Begin = lambda: _nothing, free_seconds: float = FREE_SECONDS) -> None:
        """End every process, and wait until what was written is removed.

        Where removing takes longer than the free seconds, `begin` gives what is called from then
        on. To end the processes may take longer on a busy machine: that is not the submission's.
        """
        if not self.alive:
            return
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._fd, signal.SIGKILL)
        self._wait_for_end(begin, free_seconds)
        os.close(self._fd)
        os.close(self._waiter_fd)
        self._fd = self._waiter_fd = -1

    def _wait_for_end(self, begin: Begin, free_seconds: float) -> None:
        now = time.monotonic()
        end, free_until, look = now + END_SECONDS, math.inf, None
        while now <= end and not select.select([self._waiter_fd], [], [], LOOK_SECONDS)[0]:
            now = time.monotonic()
            if look:
                look()
            elif now > free_until:
                look = begin()
            elif free_until == math.inf and _read_name(self.waiter) not in ("", self._waiter_name):
                free_until = now + free_seconds  # it has become the program that removes


def _nothing() -> None:
    pass


def _read_name(pid: int) -> str:
    """Return the name of the program that a process runs; nothing of one that has ended."""
    try:
        return Path(f"/proc/{pid}/comm").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _signal(pids: Iterable[int], number: signal.Signals) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


class Watch:
    """One request, looked at from outside while it runs: a context manager around it.

    Its time goes into the submission's budget; what the check computes for it, in `paused`, does
    not.
    """

    def __init__(self, process: Process, limits: Limits, budget: Budget) -> None:
        self._process = process
        self._limits = limits
        self._budget = budget
        self._since = now = time.monotonic()
        self._next = now + LOOK_SECONDS
        self._next_scratch = now + SCRATCH_SECONDS
        self._fill = process.read_fill()
        self._kill_at = 0.0
        self.interrupted = ""  # why

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Count what is left, where enough has come together.

        Raises `StudentStopped` where the process ended at the interrupt, instead of the code in it.
        """
        if self.interrupted and kind is EOFError:
            raise StudentStopped(Verdict.TIMEOUT, self.interrupted)
        if self._process.alive and self._ask(time.monotonic()) and not self.interrupted:
            self.interrupted = self._count(self._process.usage())

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Leave out what the grader does for the submission meanwhile."""
        self._ask(time.monotonic())
        try:
            yield
        finally:
            self._since = time.monotonic()

    def look(self) -> None:
        """Look, unless it was a moment ago. Raises `StudentStopped` when it has to be killed."""
        now = time.monotonic()
        if now < self._next:
            return
        self._ask(now)
        with self._budget.looking():
            used = self._look()
        self._next = now + self._find_rest(used)
        why = self._count(used)
        if self.interrupted and now > self._kill_at:
            raise StudentStopped(Verdict.TIMEOUT, self.interrupted)
        if why and not self.interrupted:
            self._interrupt(why, now)

    def count(self) -> None:
        """Count the time since the last look, and what was computed in it."""
        if self._ask(time.monotonic()):
            self._count(self._process.usage())

    def _look(self) -> Usage:
        """Hold it to the limits that are not of time; return what it used."""
        used = self._process.usage()
        check_processes(self._limits, used)  # first: among hundreds, memory takes a minute to count
        check_memory(self._process, self._limits, used)
        fill = self._process.read_fill()
        grown = scratch.has_grown(self._fill, fill, self._limits)
        if grown or time.monotonic() > self._next_scratch:
            check_scratch(self._process, self._limits)
            self._fill, self._next_scratch = fill, time.monotonic() + SCRATCH_SECONDS
        return used

    def _find_rest(self, used: Usage) -> float:
        """Return the seconds until the next look: shorter, the sooner it could be over a limit.

        So it is with several processes, since the kernel may forget what one computed that ends,
        and where it bounds neither disk nor processes for each submission.
        """
        if self._process.scratch or used.processes > 1:
            return LOOK_SECONDS
        room = self._limits.memory_bytes - used.memory_bytes - used.kernel_bytes
        return min(max(room / GROWTH_BYTES, LOOK_SECONDS), REST_SECONDS)

    def _ask(self, now: float) -> bool:
        """Count the time since the last look; after an interrupt it is ours."""
        since, self._since = self._since, now
        return self._budget.ask(0.0 if self.interrupted else now - since)

    def _count(self, used: Usage) -> str:
        return self._budget.count(used.cpu_seconds, self._process)

    def _interrupt(self, why: str, now: float) -> None:
        self.interrupted = why
        self._kill_at = now + GRACE_SECONDS
        self._process.interrupt()


def check_memory(process: Process, limits: Limits, used: Usage) -> None:
    """Raise `StudentStopped` over the limit. The quick count is too high: it only raises doubt."""
    most = used.memory_bytes + used.kernel_bytes
    if most > limits.memory_bytes and process.holds_more(limits.memory_bytes):
        megabytes = limits.memory_bytes >> 20
        raise StudentStopped(Verdict.MEMORY, f"used more than {megabytes:,} MB of memory")


def check_processes(limits: Limits, used: Usage) -> None:
    """Raise `StudentStopped` over the limit, where the kernel's leaves room for several boxes."""
    if used.threads > limits.processes:
        note = f"ran more than {limits.processes:,} processes and threads at once"
        raise StudentStopped(Verdict.KILLED, note)


def check_scratch(process: Process, limits: Limits) -> None:
    """Raise `StudentStopped` when too much is written, where the kernel does not bound it."""
    if not process.scratch:
        return
    filled = process.has_filled(limits)
    found = scratch.find_excess(process.scratch, limits, process.pids() if filled else ())
    if filled and not found.whole:
        with process.stopped():
            found = scratch.find_excess(process.scratch, limits, process.pids())
    if found.excess:
        raise StudentStopped(Verdict.DISK, found.excess)
