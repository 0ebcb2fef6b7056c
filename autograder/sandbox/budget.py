"""What one submission has used of its time: its CPU seconds, and those that it only waited.

`grade` makes one `Budget` for all boxes of a submission. Each request is counted by a `Watch`, in
the worker or in the judge that it forked: the numbers lie in memory that both share.

Waiting is time on the clock, while a request is open, in which neither the submission nor the
grader computes or stands in line for a processor; what it computes out of sight counts as waiting,
too, and so does the grader's own watching. So it depends neither on what else the machine does, nor
on a number that the submission could raise: threads that all wake at once stand in line for one
another, many times longer than they compute. Where only all of them together stood in line long
enough, it counts whether one does now. Every number here only grows, but those of the cell or the
question at hand.
"""

from __future__ import annotations

import contextlib
import ctypes
import mmap
from collections.abc import Iterator
from typing import Protocol

from autograder.records import Limits, Verdict
from autograder.sandbox.faults import StudentStopped
from autograder.sandbox.usage import busy_seconds

WINDOW_SECONDS = 0.25  # open requests are looked at together until they took this long
WORKING_SHARE = 0.5  # of a window: who computes or stands in line for more does not wait
RUNS = 3  # × a notebook's CPU seconds, for all replays and checks
NAMES = (
    "cpu",  # seconds, over all boxes
    "waited",
    "part_cpu",  # of this cell or check
    "part_waited",  # of this cell or question
    "seen",  # CPU seconds of this box when they were last read
    "asked",  # seconds of open requests in this window
    "worked",  # CPU seconds in this window
)


def longest_seconds(limits: Limits) -> float:
    """Return how long a submission's budget can last on the clock of an idle machine."""
    return RUNS * limits.notebook_seconds / WORKING_SHARE + limits.notebook_idle_seconds


class Line(Protocol):
    """What a budget asks of a student's process."""

    def queued_seconds(self) -> tuple[float, float]: ...

    def is_ready(self) -> bool: ...


class _Spent(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_double) for name in NAMES)


class Budget:
    """The account of one submission, in memory that its judge shares."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._memory = mmap.mmap(-1, mmap.PAGESIZE)
        self._spent = _Spent.from_buffer(self._memory)
        self._grader_seconds = 0.0

    @property
    def cpu_seconds(self) -> float:
        """Seconds so far, over all boxes."""
        return float(self._spent.cpu)

    @property
    def overdue(self) -> str:
        """Why the whole notebook is over its budget, or nothing."""
        waited, computed = self._limits.notebook_idle_seconds, RUNS * self._limits.notebook_seconds
        if self._spent.waited > waited:
            return f"waited longer than {waited:g} seconds in all"
        if self._spent.cpu > computed:
            return f"ran longer than {computed:g} CPU seconds in all"
        return ""

    def open(self, cpu_seconds: float, line: Line) -> None:
        """Begin a new box, which has used so much before any student code."""
        self._spent.seen, self._grader_seconds = cpu_seconds, busy_seconds()
        line.queued_seconds()
        self._spent.asked = self._spent.worked = 0.0
        self.begin()

    def begin(self) -> None:
        """Begin a cell, or the checks of a question."""
        self._spent.part_cpu = self._spent.part_waited = 0.0

    def begin_check(self) -> None:
        """Begin a check: it may compute as long as a cell, and wait what its question has left."""
        self._spent.part_cpu = 0.0

    @contextlib.contextmanager
    def looking(self) -> Iterator[None]:
        """Leave out of the grader's work that it looks: nobody waits for that, and how long it
        takes, the submission can choose.
        """
        began = busy_seconds()
        try:
            yield
        finally:
            self._grader_seconds += busy_seconds() - began

    def ask(self, seconds: float) -> bool:
        """Count time of an open request; return whether it is time to measure."""
        self._spent.asked += seconds
        return bool(self._spent.asked >= WINDOW_SECONDS)

    def count(self, cpu_seconds: float, line: Line) -> str:
        """Count what the box has used by now; return which limit that is over, or nothing."""
        spent = self._spent
        used = max(
            0.0, cpu_seconds - spent.seen
        )  # children that nobody waited for take theirs along
        spent.seen = cpu_seconds
        spent.cpu += used
        spent.part_cpu += used
        spent.worked += used
        waits = spent.asked >= WINDOW_SECONDS and self._close_window(line)
        if spent.part_cpu > self._limits.cell_seconds:
            return f"ran longer than {self._limits.cell_seconds:g} CPU seconds"
        if waits and spent.part_waited > self._limits.idle_seconds:
            return f"waited longer than {self._limits.idle_seconds:g} seconds"
        return self.overdue

    def check_unseen(self, cpu_seconds: float) -> None:
        """Raise `StudentStopped` for a box that computes beyond a cell's limit between requests."""
        if cpu_seconds - self._spent.seen > self._limits.cell_seconds:
            note = f"ran longer than {self._limits.cell_seconds:g} CPU seconds"
            raise StudentStopped(Verdict.TIMEOUT, note)

    def _close_window(self, line: Line) -> bool:
        """Count what was waited since the last window; return whether that was most of it."""
        spent, worked, share = self._spent, self._spent.worked, WORKING_SHARE * self._spent.asked
        waits = worked < share
        if waits:
            (longest, all_queued), grader = line.queued_seconds(), busy_seconds()
            worked += max(0.0, grader - self._grader_seconds)
            self._grader_seconds = grader
            works = worked + longest >= share or (worked + all_queued >= share and line.is_ready())
            waits, worked = not works, worked + longest
        if waits:
            spent.waited += spent.asked - worked
            spent.part_waited += spent.asked - worked
        spent.asked = spent.worked = 0.0
        return bool(waits)
