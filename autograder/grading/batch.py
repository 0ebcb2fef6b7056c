"""Many submissions: a worker process per core, all fed by one zygote; grades come as they are made.

A worker is a trusted process that judges one submission at a time, in a fork with limits of its own
(`judge`): a value that a student's function returned may be malicious. A worker that dies all the
same costs its submission a second try; after that the grade is a sandbox failure, which costs
nobody points and needs review. One that is held far longer than a submission's budget allows is
ended, and the submission timed out. Bookkeeping here is a few dictionaries.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.metadata
import multiprocessing
import os
import platform
import resource
import time
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from pathlib import Path

from autograder.errors import MachineError
from autograder.grading.task import Task
from autograder.notebook.format import Notebook
from autograder.records import Check, Grade, Outcome, Result, Verdict
from autograder.sandbox.budget import longest_seconds
from autograder.sandbox.policy import THREAD_ENVIRONMENT

WORKER_BYTES = 6 << 30  # address space: NumPy, SciPy and scikit-learn map 1.5 GB
TRIES = 2
NO_CHECK = Check(question="", name="", points=0)
OVERDUE = "Not reached: your notebook was stopped, since it took far longer than its limits allow."
OVERDUE_FACTOR = 4  # × what a submission's budget can take on an idle machine
GRADED_BY = (".", "notebook", "sandbox", "grading")  # folders whose source can change a grade
LIBRARIES = (
    "otter-grader",
    "numpy",
    "scipy",
    "scikit-learn",
    "keras",
    "tensorflow-cpu",
    "tensorflow",
    "matplotlib",
    "ipython",
)


def environment() -> str:
    """Return the hash of what decides a grade, beside notebook and checks.

    That is Python, the libraries and the grader's own source.
    """
    parts = [platform.python_version(), platform.machine()]
    for name in LIBRARIES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            parts.append(f"{name}=={importlib.metadata.version(name)}")
    package = Path(__file__).parent.parent
    for folder in GRADED_BY:
        files = sorted((package / folder).glob("*.py"))
        parts += [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def grade_all(
    tasks: Iterable[Task], zygote_path: str, workers: int
) -> Iterator[tuple[Task, Grade]]:
    """Yield each task with its grade, in the order they are finished.

    A task is asked for when a worker has nothing to do. Raises `MachineError`: no sandbox.
    """
    os.environ.update(
        THREAD_ENVIRONMENT
    )  # one thread in the judges, too: read when a worker imports NumPy
    waiting = _Waiting(tasks)
    pool = [_Worker(zygote_path) for _ in range(workers)]
    try:
        while _hand_out(waiting, pool):
            for worker, (task, tries) in _finished(pool):
                overdue = worker.overdue
                grade = worker.take()
                if isinstance(grade, MachineError):
                    raise grade
                if grade is None:
                    pool[pool.index(worker)] = _Worker(zygote_path)
                    grade = _overdue(task) if overdue else _failure(task)
                if grade.verdict is Verdict.SANDBOX_FAILURE and tries < TRIES:
                    waiting.again.append((task, tries + 1))
                    continue
                yield task, grade
    finally:
        for worker in pool:
            worker.stop()


class _Waiting:
    """The tasks that no worker has had yet, made when asked for; then those to try once more."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._fresh = iter(tasks)
        self.again: deque[tuple[Task, int]] = deque()

    def next(self) -> tuple[Task, int] | None:
        if (task := next(self._fresh, None)) is not None:
            return task, 1
        return self.again.popleft() if self.again else None


def _hand_out(waiting: _Waiting, pool: list[_Worker]) -> bool:
    """Give each idle worker a task, while there are any; return whether one of them works."""
    for worker in pool:
        if worker.task is None and (given := waiting.next()):
            worker.give(*given)
    return any(worker.task for worker in pool)


class _Worker:
    """One worker process, started with its first task, and the task it has."""

    def __init__(self, zygote_path: str) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, self._theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(self._theirs, zygote_path), daemon=True)
        self.task: tuple[Task, int] | None = None
        self._deadline = 0.0

    def give(self, task: Task, tries: int) -> None:
        if not self._started:
            self._process.start()
            self._theirs.close()
        limits = task.assignment.limits
        self.task, self._deadline = (
            (task, tries),
            time.monotonic() + OVERDUE_FACTOR * longest_seconds(limits),
        )
        with contextlib.suppress(OSError):  # it has died: its sentinel will tell
            self._pipe.send(_without_file(task))

    @property
    def waitables(self) -> tuple[Connection, int]:
        return self._pipe, self._process.sentinel

    @property
    def overdue(self) -> bool:
        return time.monotonic() > self._deadline

    def take(self) -> Grade | MachineError | None:
        """Return the finished grade, or why nothing can be graded on this machine.

        None when the worker died or is overdue.
        """
        self.task = None
        try:
            if self._pipe.poll():
                received: Grade | MachineError = self._pipe.recv()
                return received
        except (EOFError, OSError):
            pass
        self.stop()
        return None

    def stop(self) -> None:
        if self._started:
            self._process.kill()
            self._process.join()
        else:
            self._theirs.close()
        self._pipe.close()

    @property
    def _started(self) -> bool:
        return self._process.pid is not None


def _finished(pool: list[_Worker]) -> list[tuple[_Worker, tuple[Task, int]]]:
    """Wait a moment; return the workers that are done, dead or overdue, each with its task."""
    busy = [(worker, worker.task) for worker in pool if worker.task]
    ready = set(wait([sign for worker, _ in busy for sign in worker.waitables], timeout=1.0))
    return [
        (worker, task)
        for worker, task in busy
        if worker.overdue or not ready.isdisjoint(worker.waitables)
    ]


def _work(pipe: Connection, zygote_path: str) -> None:
    """Judge what arrives until the batch hangs up. Runs in a process of its own."""
    from autograder.grading.grade import grade
    from autograder.sandbox.box import Box

    warnings.simplefilter(
        "ignore"
    )  # a check's library may warn about what a student returned; nobody reads it here
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(
        resource.RLIMIT_AS, (WORKER_BYTES if hard == resource.RLIM_INFINITY else hard, hard)
    )
    while True:
        try:
            task: Task = pipe.recv()
        except EOFError:
            return
        open_box = functools.partial(Box, zygote_path, task.assignment.limits)
        try:
            made: Grade | MachineError = grade(task, open_box)
        except (
            MachineError
        ) as error:  # no sandbox: it is the machine's fault, for every submission alike
            made = error
        with contextlib.suppress(
            BrokenPipeError
        ):  # the batch has gone; the next one grades this again
            pipe.send(made)


def _without_file(task: Task) -> Task:
    """Return what a worker needs: of a file that was read already, the text of each cell."""
    notebook = task.notebook
    if notebook is None:
        return task
    if isinstance(notebook, Notebook):
        cells = tuple(replace(cell, metadata={}, attachments={}) for cell in notebook.cells)
        notebook = replace(notebook, cells=cells)
    return replace(task, submission=replace(task.submission, data=b""), notebook=notebook)


def _failure(task: Task) -> Grade:
    """Return the grade of a submission whose judge died twice: no points lost, needs review."""
    note = "the process that judges it ended twice; it needs review"
    return _ungraded(
        task, Result(check=NO_CHECK, outcome=Outcome.BROKEN), Verdict.SANDBOX_FAILURE, note
    )


def _overdue(task: Task) -> Grade:
    """Return the grade of a submission that held its worker too long."""
    result = Result(check=NO_CHECK, outcome=Outcome.CRASHED, message=OVERDUE)
    note = "the notebook had to be stopped: it took far longer than its limits allow"
    return replace(_ungraded(task, result, Verdict.TIMEOUT, note), key=task.key)


def _ungraded(task: Task, result: Result, verdict: Verdict, note: str) -> Grade:
    """Return a grade in which one result stands for every check."""
    questions = task.assignment.questions
    return Grade(
        student=task.submission.student,
        slug=task.assignment.slug,
        results=tuple(replace(result, check=c) for q in questions for c in q.checks),
        verdict=verdict,
        note=note,
    )
