"""Many submissions on a Dask cluster: the same tasks as `batch`, sent to Dask's own workers.

`grade_all` needs only the scheduler's address. Each Dask worker is asked first whether it can grade
(`host.prepare`); one with other versions or without a sandbox is named and gets nothing. No more
tasks are sent than the workers can begin, so that neither the scheduler's memory nor ours grows
with the class. An assignment travels once to each worker: tasks name it as another task's result.

A worker that dies, is cut off or stops answering is Dask's to notice; its tasks go to another. One
that joins late is asked like the others. What is graded is yielded at once, so the end of the
scheduler loses nothing: the next run goes on.
"""

from __future__ import annotations

import contextlib
import signal
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import dask
from distributed import CancelledError, Client, Future, KilledWorker, wait

from autograder.errors import MachineError
from autograder.grading import host
from autograder.grading.batch import Waiting, settle
from autograder.grading.environment import describe_tier
from autograder.grading.host import INSTALL, Answer, Order
from autograder.grading.task import Task
from autograder.grading.worker import Ended
from autograder.records import Assignment, Grade

CONNECT_SECONDS = 30
LOOK_SECONDS = 1.0
FETCH_SECONDS = 60  # for one grade; it is made again where its worker has died
SETTINGS = {
    "distributed.admin.large-graph-warning-threshold": "1 GiB",  # a notebook may have 50 MB
}
CERTIFICATE = "distributed.comm.tls.client.cert"  # where Dask's configuration names it
NOBODY = "No worker has joined the cluster yet. Waiting for the first one."
GONE = "what was graded is kept, so run the same command again when it answers."
ANOTHERS = "it answered with the grade of another submission. Start it again, or leave it out."
KILLED = Ended(
    begun=True, overdue=False, status=-signal.SIGKILL, line="with it each Dask worker that had it"
)
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """A task on its way, and the Dask workers that it may go to."""

    task: Task
    tries: int
    future: Future
    workers: frozenset[str]


def grade_all(
    tasks: Iterable[Task], address: str, order: Order, tell: Tell
) -> Iterator[tuple[Task, Grade]]:
    """Yield each task with its grade, in the order they are finished.

    `tell` gets what a person should know of the workers. Raises `MachineError`: every worker
    refused, or the scheduler cannot be reached.
    """
    waiting = Waiting(tasks)
    sent: dict[str, _Sent] = {}
    with _reach(address) as client:
        fleet = _Fleet(client=client, order=order, tell=tell)
        while True:
            fleet.look()
            for one in [one for one in sent.values() if fleet.has_lost(one)]:
                _put_back(sent, one, waiting)
            _fill(fleet, waiting, sent)
            if fleet.room and not sent:
                return
            for one in fleet.find_done(sent):
                came = fleet.take(one)
                tries = one.tries + (came is not None)
                if came and (grade := settle(one.task, tries, came)):
                    del sent[one.future.key]
                    yield one.task, grade
                else:
                    _put_back(sent, replace(one, tries=tries), waiting)


def _fill(fleet: _Fleet, waiting: Waiting, sent: dict[str, _Sent]) -> None:
    """Send tasks while there are any and the workers can begin them."""
    while len(sent) < fleet.room and (given := waiting.next()):
        one = fleet.send(*given)
        sent[one.future.key] = one


def _put_back(sent: dict[str, _Sent], one: _Sent, waiting: Waiting) -> None:
    del sent[one.future.key]
    waiting.again.append((one.task, one.tries))


@contextlib.contextmanager
def _reach(address: str) -> Iterator[Client]:
    """Connect to a scheduler. Raises `MachineError` where it cannot be reached, now or later."""
    try:
        with dask.config.set(SETTINGS), _connect(address) as client:
            yield client
    except (OSError, CancelledError) as error:
        raise MachineError(
            f"{address}: the cluster's scheduler cannot be reached ({error}). Check the address, "
            f"and that `dask scheduler` runs there; {GONE}"
        ) from error


def _connect(address: str) -> Client:
    if address.startswith("tls:") and not dask.config.get(CERTIFICATE, None):
        raise MachineError(
            f"{address}: no certificate to connect with. Name one as docs/scale.md describes under "
            "“Encrypted”."
        )
    try:
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except ValueError as error:
        raise MachineError(
            f"{address}: not the address of a scheduler ({error}). Write the one that "
            "`dask scheduler` prints, such as tcp://192.0.2.1:8786."
        ) from error


@dataclass(slots=True, kw_only=True)
class _Fleet:
    """The Dask workers of a cluster: who was asked, who is ready and with how many threads."""

    client: Client
    order: Order
    tell: Tell
    _ready: dict[str, int] = field(default_factory=dict)
    _threads: dict[str, int] = field(default_factory=dict)
    _asked: dict[str, Future] = field(default_factory=dict)
    _refused: dict[str, str] = field(default_factory=dict)
    _kept: dict[str, Future] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)
    _looked: float = -LOOK_SECONDS

    @property
    def room(self) -> int:
        """How many tasks may be on their way: one for each thread, and one to come for each."""
        return sum(self._ready.values()) + len(self._ready)

    def look(self) -> None:
        """See who joined, who left and who is ready. Raises `MachineError`: everybody refused."""
        if time.monotonic() - self._looked >= LOOK_SECONDS:
            self._count()
        for address in list(self._asked):
            if self._asked[address].done():
                self._hear(address, self._asked.pop(address))
        if self._threads and len(self._refused) == len(self._threads):
            raise MachineError("\n".join(sorted(self._refused.values())))

    def send(self, task: Task, tries: int) -> _Sent:
        """Send a task to whichever worker can begin it first."""
        workers = list(self._ready)
        assignment = self._keep(task.assignment, workers)
        slim = replace(task.without_file(), assignment=_without_checks(task.assignment))
        future = self._submit(host.grade, self.order, slim, assignment, workers=workers)
        return _Sent(task=task, tries=tries, future=future, workers=frozenset(workers))

    def has_lost(self, one: _Sent) -> bool:
        """Say whether none of the workers is left that a task could go to."""
        return one.workers.isdisjoint(self._ready)

    def find_done(self, sent: dict[str, _Sent]) -> list[_Sent]:
        """Wait a moment; return what is done."""
        futures = [one.future for one in sent.values()] or list(self._asked.values())
        if not futures:
            time.sleep(LOOK_SECONDS)
            return []
        try:
            with self.client.as_current():
                done, _ = wait(futures, timeout=LOOK_SECONDS, return_when="FIRST_COMPLETED")
        except TimeoutError:
            return []
        return [sent[future.key] for future in done if future.key in sent]

    def take(self, one: _Sent) -> Grade | Ended | None:
        """Return the grade of a task, or how its worker ended; None where it had no try."""
        try:
            answer: Answer = one.future.result(timeout=FETCH_SECONDS)
        except KilledWorker:
            return KILLED
        except TimeoutError:
            return None
        if answer.refused:
            self._refuse(answer.where, answer.refused)
        if isinstance(answer.came, Grade) and not is_of(answer.came, one.task):
            self._refuse(answer.where, ANOTHERS)
            return None
        return answer.came

    def _count(self) -> None:
        self._threads = self.client.nthreads()
        self._looked = time.monotonic()
        if not self._threads:
            self._tell_once(NOBODY)
        known = {*self._ready, *self._asked, *self._refused}
        for gone in known - self._threads.keys():
            for place in (self._ready, self._asked, self._refused):
                place.pop(gone, None)
        for new in self._threads.keys() - known:
            self._asked[new] = self._submit(host.prepare, self.order, workers=[new])

    def _hear(self, address: str, future: Future) -> None:
        """Take a worker's answer to the order."""
        try:
            answer: Answer = future.result(timeout=FETCH_SECONDS)
        except (TimeoutError, KilledWorker, CancelledError):
            return  # it has died, and if it comes back, it is asked again
        except Exception as error:  # it cannot even read the order: another autograder, or none
            answer = Answer(where=address, refused=f"{type(error).__name__}: {error}. {INSTALL}")
        if answer.refused:
            self._refuse(address, answer.refused)
        else:
            self._ready[address] = self._threads[address]
            self._tell_once(describe_tier(answer.tier, answer.told))

    def _refuse(self, address: str, why: str) -> None:
        """Send nothing more to a worker, and say so."""
        self._ready.pop(address, None)
        if address not in self._refused:
            self._refused[address] = f"the worker at {address} does not grade: {why}"
            self.tell(self._refused[address])

    def _keep(self, assignment: Assignment, workers: list[str]) -> Future:
        """Return an assignment as a result, which Dask brings to each worker once."""
        known = self._kept.get(assignment.fingerprint)
        if known is None or known.status in ("error", "cancelled"):
            known = self._submit(host.keep, assignment, workers=workers, allow_other_workers=True)
            self._kept[assignment.fingerprint] = known
        return known

    def _submit(self, function: Callable[..., object], *arguments: object, **where: Any) -> Future:
        key = f"autograder-{function.__name__}-{uuid.uuid4().hex}"
        return self.client.submit(function, *arguments, key=key, pure=False, **where)

    def _tell_once(self, text: str) -> None:
        if text and text not in self._told:
            self._told.add(text)
            self.tell(text)


def is_of(grade: Grade, task: Task) -> bool:
    """Tell whether a grade says that it was made of a task: of its student, cells and checks."""
    checks = [check for question in task.assignment.questions for check in question.checks]
    told = grade.student, grade.slug, grade.key, [result.check for result in grade.results]
    return told == (task.submission.student, task.assignment.slug, task.key, checks)


def _without_checks(assignment: Assignment) -> Assignment:
    """Return what tells of an assignment which one it is: the rest travels by itself."""
    return replace(assignment, questions=(), shipped=())
