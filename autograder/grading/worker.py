"""A worker: a trusted process that grades one submission at a time, and its owner's end of it.

`batch` makes a `Worker` for each core and gives it tasks, `host` one for each thread of a Dask
worker; `main` is what runs over there, started
as ``python -m autograder.grading.worker DESCRIPTOR ZYGOTE``. Over their pipe go a task, then
`BEGUN`, then its grade. A worker that ends before it has begun is the machine's affair; one that
ends while it grades may be its submission's. Which it was, and the last that it said on standard
error, is in `Ended`.
"""

from __future__ import annotations

import contextlib
import functools
import os
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import IO

from autograder.characters import shorten
from autograder.errors import MachineError
from autograder.grading.task import Task
from autograder.records import CarryForward, Grade
from autograder.sandbox.budget import longest_seconds
from autograder.sandbox.policy import THREAD_ENVIRONMENT

WORKER_BYTES = 6 << 30  # address space: NumPy, SciPy and scikit-learn map 1.5 GB
OVERDUE_FACTOR = 4  # × what a submission's budget can take on an idle machine
START_SECONDS = 600.0  # until it has begun, on a cold disk
LAST_BYTES = 1 << 14  # of standard error, in which its last line is looked for
PACKAGES = Path(__file__).parents[2]  # where this very grader is imported from
BEGUN = None
MODULE = "autograder.grading.worker"  # by name: run as a program, it is __main__


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A worker that ended, or was ended for being overdue, without a grade."""

    begun: bool
    overdue: bool
    status: int  # as `subprocess` has it: below zero a signal
    line: str  # the last one of its standard error

    def __str__(self) -> str:
        how = f"signal {-self.status}" if self.status < 0 else f"exit status {self.status}"
        return f"{how}: {self.line}" if self.line else how


class Worker:
    """One worker process, started when it gets a task, and the task it has."""

    def __init__(self, zygote_path: str) -> None:
        self._zygote_path = zygote_path
        self._running: _Running | None = None
        self.task: tuple[Task, int] | None = None
        self._begun = False
        self._deadline = self._longest = 0.0

    def give(self, task: Task, tries: int) -> None:
        """Have it grade a task; one that ended while it had none is started again."""
        if self._running and self._running.has_ended:
            self.stop()
        self._running = self._running or _start(self._zygote_path)
        self.task, self._begun = (task, tries), False
        self._deadline = time.monotonic() + START_SECONDS
        twice = 1 if task.assignment.carry_forward is CarryForward.OFF else 2
        self._longest = OVERDUE_FACTOR * twice * longest_seconds(task.assignment.limits)
        with contextlib.suppress(OSError):  # it has ended: `take` will tell
            self._running.pipe.send(task.without_file())

    @property
    def waitables(self) -> tuple[Connection | int, ...]:
        """What becomes ready when it has something to say, or has ended."""
        return (self._running.pipe, self._running.sentinel) if self._running else ()

    @property
    def overdue(self) -> bool:
        return time.monotonic() > self._deadline

    def take(self) -> Grade | MachineError | Ended | None:
        """Return the finished grade, why nothing can be graded here, or how the worker ended.

        None while it is still at work. In all other cases it has no task any more.
        """
        if not self._running:
            return None
        overdue = self.overdue
        over = overdue or self._running.has_ended  # first: what it said before that has arrived
        came: Grade | MachineError | Ended | None = self._hear(self._running.pipe)
        if came is None and over:
            came = self._end(self._running, overdue)
        if came is not None:
            self.task = None
        return came

    def _hear(self, pipe: Connection) -> Grade | MachineError | None:
        """Return what it said of its task, if it has. Its clock runs from when it has begun."""
        with contextlib.suppress(EOFError, OSError):
            while pipe.poll():
                came: Grade | MachineError | None = pipe.recv()
                if came is not BEGUN:
                    return came
                self._begun = True
                self._deadline = time.monotonic() + self._longest
        return None

    def _end(self, running: _Running, overdue: bool) -> Ended:
        status, line = running.end()
        self._running = None
        return Ended(begun=self._begun, overdue=overdue, status=status, line=line)

    def kill(self) -> None:
        """End its process; who waits for it will `take` how it ended."""
        if self._running:
            self._running.process.kill()

    def stop(self) -> None:
        if self._running:
            self._running.end()
            self._running = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Running:
    """A worker's process: our end of its pipe, what tells its end, and what it complains of."""

    process: subprocess.Popen[bytes]
    pipe: Connection
    sentinel: int
    errors: IO[bytes]

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def end(self) -> tuple[int, str]:
        """End it; return its status, and the last line that it complained with."""
        self.process.kill()
        status = self.process.wait()
        self.errors.seek(max(0, self.errors.seek(0, os.SEEK_END) - LAST_BYTES))
        lines = self.errors.read().decode("utf-8", "replace").strip().splitlines()
        self.errors.close()
        self.pipe.close()
        os.close(self.sentinel)
        return status, shorten(lines[-1]) if lines else ""


def find_ready(workers: Sequence[Worker]) -> list[Worker]:
    """Wait a moment; return those at work that have something to say, are dead, or are overdue."""
    busy = [worker for worker in workers if worker.task]
    ready = set(wait([sign for worker in busy for sign in worker.waitables], timeout=1.0))
    return [worker for worker in busy if worker.overdue or not ready.isdisjoint(worker.waitables)]


def _start(zygote_path: str) -> _Running:
    """Start a worker that imports this very grader, whatever its owner's main program is."""
    ours, theirs = Pipe()
    errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the worker is ended
    with theirs:
        process = subprocess.Popen(  # noqa: S603 - this module
            [sys.executable, "-P", "-m", MODULE, str(theirs.fileno()), zygote_path],
            env=os.environ | THREAD_ENVIRONMENT | {"PYTHONPATH": str(PACKAGES)},
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
    sentinel = os.pidfd_open(process.pid)
    return _Running(process=process, pipe=ours, sentinel=sentinel, errors=errors)


def main(descriptor: int, zygote_path: str) -> None:
    """Grade what arrives until the batch hangs up. Runs in a process of its own."""
    from autograder.grading.grade import grade
    from autograder.sandbox.box import Box

    # A check's library may warn about what a student returned; nobody reads it here.
    warnings.simplefilter("ignore")
    _limit_memory()
    pipe = Connection(descriptor)
    while (task := _receive(pipe)) is not None:
        made: Grade | MachineError
        try:
            made = grade(task, functools.partial(Box, zygote_path, task.assignment.limits))
        except MachineError as error:  # no sandbox: for every submission alike
            made = error
        with contextlib.suppress(OSError):  # the batch has gone; the next one grades this again
            pipe.send(made)


def _limit_memory() -> None:
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = WORKER_BYTES if hard == resource.RLIM_INFINITY else hard
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _receive(pipe: Connection) -> Task | None:
    try:
        task: Task = pipe.recv()
        pipe.send(BEGUN)
    except (EOFError, OSError):
        return None
    return task


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
