"""Many submissions: a worker process per core, all fed by one zygote; grades come as they are made.

A worker is a trusted process that judges one submission at a time, in a fork with limits of its own
(`judge`): a value that a student's function returned may be malicious. A worker that dies all the
same costs its submission a second try; after that the grade is a sandbox failure, which costs
nobody points, needs review, and says how the worker ended. One that is held far longer than a
submission's budget allows is ended, and the submission timed out. Workers that end before they
begin end the run: it is the machine, for every submission alike.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from autograder.errors import MachineError
from autograder.grading.clock import INTRICATE
from autograder.grading.task import UNREADABLE, Task
from autograder.grading.worker import Ended, Worker, find_ready
from autograder.records import Check, Grade, Outcome, Result, Verdict

TRIES = 2
NO_CHECK = Check(question="", name="", points=0)
OVERDUE = "Not reached: your notebook was stopped, since it took far longer than its limits allow."
NOT_STARTED = (
    "the processes that grade do not start: {}. If the grader's files or the machine's memory "
    "changed while it ran, grade again: what is graded is kept."
)


def grade_all(
    tasks: Iterable[Task], zygote_path: str, workers: int
) -> Iterator[tuple[Task, Grade]]:
    """Yield each task with its grade, in the order they are finished.

    A task is asked for when a worker has nothing to do. Raises `MachineError`: no sandbox.
    """
    waiting, starts = Waiting(tasks), _Starts(most=TRIES * workers)
    pool = [Worker(zygote_path) for _ in range(workers)]
    try:
        while _hand_out(waiting, pool):
            for worker in find_ready(pool):
                given, came = worker.task, worker.take()
                if given is None or came is None:
                    continue
                task, tries = given
                tries += starts.count(came)
                if grade := settle(task, tries, came):
                    yield task, grade
                else:
                    waiting.again.append((task, tries))
    finally:
        for worker in pool:
            worker.stop()


class Waiting:
    """The tasks that no worker has had yet, made when asked for; then those to try once more."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        """Take the tasks, none of them yet."""
        self._fresh = iter(tasks)
        self.again: deque[tuple[Task, int]] = deque()

    def next(self) -> tuple[Task, int] | None:
        """Return a task to grade now, and how often it was tried."""
        if (task := next(self._fresh, None)) is not None:
            return task, 0
        return self.again.popleft() if self.again else None


class _Starts:
    """How many workers in a row ended before they began: not the fault of a submission."""

    def __init__(self, most: int) -> None:
        self._most, self._failed = most, 0

    def count(self, came: Grade | MachineError | Ended) -> int:
        """Return 1 for a try, 0 where none was made. Raises `MachineError` at the last of them."""
        if not isinstance(came, Ended) or came.begun:
            self._failed = 0
            return 1
        self._failed += 1
        if self._failed < self._most:
            return 0
        raise MachineError(NOT_STARTED.format(came))


def _hand_out(waiting: Waiting, pool: list[Worker]) -> bool:
    """Give each idle worker a task, while there are any; return whether one of them works."""
    for worker in pool:
        if worker.task is None and (given := waiting.next()):
            worker.give(*given)
    return any(worker.task for worker in pool)


def settle(task: Task, tries: int, came: Grade | MachineError | Ended) -> Grade | None:
    """Return the grade that came of a task after so many tries; None where it gets another.

    Raises `MachineError`.
    """
    if isinstance(came, MachineError):
        raise came
    if isinstance(came, Ended) and came.begun and came.overdue:
        return _overdue(task)
    if isinstance(came, Ended) and came.begun and came.status == -signal.SIGVTALRM:
        return _unread(task)
    failed = isinstance(came, Ended) or came.verdict is Verdict.SANDBOX_FAILURE
    if failed and tries < TRIES:
        return None
    return _failure(task, came) if isinstance(came, Ended) else came


def _failure(task: Task, ended: Ended) -> Grade:
    """Return the grade of a submission whose judge died twice: no points lost, needs review."""
    note = f"the process that judges it ended twice ({ended}); it needs review"
    result = Result(check=NO_CHECK, outcome=Outcome.BROKEN)
    return _ungraded(task, result, Verdict.SANDBOX_FAILURE, note)


def _overdue(task: Task) -> Grade:
    """Return the grade of a submission that held its worker too long."""
    result = Result(check=NO_CHECK, outcome=Outcome.CRASHED, message=OVERDUE)
    note = "the notebook had to be stopped: it took far longer than its limits allow"
    return replace(_ungraded(task, result, Verdict.TIMEOUT, note), key=task.key)


def _unread(task: Task) -> Grade:
    """Return the grade of a submission whose cells the kernel had to stop the worker over."""
    result = Result(check=NO_CHECK, outcome=Outcome.NOT_ATTEMPTED, message=UNREADABLE)
    return replace(_ungraded(task, result, Verdict.UNREADABLE, INTRICATE), key=task.key)


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
