"""One Dask worker: it prepares itself for an order and grades what it is sent.

`cluster` sends the two functions here as Dask tasks. What the first of them makes, a warm zygote
with a worker process for each thread, stays with the Dask worker as its plugin, for later runs too,
and ends with it. A machine without a sandbox, or with other versions than the grader's, says so and
grades nothing. Students' code never runs in the Dask worker, nor does a check: it only waits.
"""

from __future__ import annotations

import asyncio
import tempfile
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

from distributed import Worker as DaskWorker
from distributed import WorkerPlugin, get_worker

from autograder.errors import MachineError
from autograder.grading.batch import NOT_STARTED, TRIES
from autograder.grading.environment import compare, hash_versions, read_versions
from autograder.grading.task import Task
from autograder.grading.worker import Ended, Worker, find_ready
from autograder.records import Assignment, Grade, Tier
from autograder.sandbox.start import Zygote, is_alive, zygote

INSTALL = (
    "Install the same commit of the course there, with the same Python, from "
    "requirements-cluster.lock; then start its worker again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a run asks of each Dask worker: the versions, the libraries to import, the tiers."""

    versions: dict[str, str]
    libraries: tuple[str, ...]
    tiers: tuple[Tier, ...]

    @property
    def name(self) -> str:
        """The plugin's name: equal orders share one."""
        libraries = hash_versions(dict.fromkeys((*self.libraries, *self.tiers), ""))
        return f"autograder-{hash_versions(self.versions)[:16]}-{libraries[:16]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a Dask worker says of an order or a task; `refused` is why it can grade nothing."""

    where: str  # the Dask worker's address
    tier: Tier = Tier.NONE
    told: str = ""  # why the tier is not a better one
    refused: str = ""
    came: Grade | Ended | None = None


@dataclass(slots=True)
class Host(WorkerPlugin):  # type: ignore[misc]  # plain grading has no Dask, so it has no types
    """What one Dask worker process holds: the zygote, and the worker processes, idle or not.

    A thread of its own starts the zygote and waits, since a zygote ends with the thread that
    started it.
    """

    order: Order
    _idle: list[Worker] = field(default_factory=list)
    _busy: list[Worker] = field(default_factory=list)
    _known: threading.Event = field(default_factory=threading.Event)
    _closing: threading.Event = field(default_factory=threading.Event)
    _warm: Zygote | Exception | None = None

    def setup(self, worker: DaskWorker) -> None:
        """Start the zygote. Called by Dask."""
        threading.Thread(target=self._hold, daemon=True, name="zygote").start()

    def teardown(self, worker: DaskWorker) -> None:
        """End all that was started. Called by Dask when its worker closes."""
        self._closing.set()
        for worker in self._busy:
            worker.kill()
        while self._idle:
            self._idle.pop().stop()

    def wait(self) -> Zygote:
        """Return the zygote when it is warm. Raises `MachineError`: no sandbox."""
        self._known.wait()
        if isinstance(self._warm, Zygote):
            return self._warm
        raise self._warm or MachineError("its worker is closing")

    def grade(self, task: Task) -> Grade | Ended:
        """Return the grade of a task, or how its worker ended. Raises `MachineError`."""
        for _ in range(TRIES):
            came = self._try(task)
            if not isinstance(came, Ended) or came.begun:
                return came
        raise MachineError(NOT_STARTED.format(came))

    def _try(self, task: Task) -> Grade | Ended:
        worker = self._idle.pop() if self._idle else Worker(self.wait().path)
        self._busy.append(worker)
        try:
            worker.give(task, 0)
            while (came := worker.take()) is None:
                find_ready([worker])
        finally:
            self._busy.remove(worker)
            if worker.task or self._closing.is_set():
                worker.stop()
            else:
                self._idle.append(worker)
        if isinstance(came, MachineError):
            raise came
        return came

    def _hold(self) -> None:
        try:
            with (
                tempfile.TemporaryDirectory(prefix="autograder-cache-") as cache,
                zygote(Path(cache), self.order.libraries, self.order.tiers) as self._warm,
            ):
                self._known.set()
                self._closing.wait()
        except Exception as error:  # told to each thread that asks for the zygote
            self._warm = error
        finally:
            self._known.set()


def prepare(order: Order) -> Answer:
    """Get this Dask worker ready for an order; return what it offers, or why it refuses."""
    try:
        warm = _find_host(order).wait()
    except MachineError as error:
        _remove(order)
        return Answer(where=get_worker().address, refused=str(error))
    return Answer(where=get_worker().address, tier=warm.tier, told=warm.refused)


def grade(order: Order, task: Task, assignment: Assignment) -> Answer:
    """Grade a task whose assignment came by itself; return the grade, or why there is none."""
    try:
        host = _find_host(order)
        came = host.grade(replace(task, assignment=assignment))
        if not is_alive(host.wait().path):
            _remove(order)  # what comes next gets a new zygote
    except MachineError as error:
        _remove(order)
        return Answer(where=get_worker().address, refused=str(error))
    return Answer(where=get_worker().address, came=came)


def keep(assignment: Assignment) -> Assignment:
    """Return an assignment as it is: as a task's result, Dask brings it to each worker once."""
    return assignment


def _find_host(order: Order) -> Host:
    """Return the plugin of this Dask worker for an order, made where there is none yet.

    Raises `MachineError` where this machine has other versions.
    """
    worker = get_worker()

    async def find() -> Host:
        if order.name not in worker.plugins:
            _check_versions(order)
            await worker.plugin_add(plugin=Host(order), name=order.name)
        host: Host = worker.plugins[order.name]
        return host

    return asyncio.run_coroutine_threadsafe(find(), worker.loop.asyncio_loop).result()


def _check_versions(order: Order) -> None:
    differences = compare(order.versions, read_versions())
    if differences:
        raise MachineError(f"it has {', '.join(differences)}. {INSTALL}")


def _remove(order: Order) -> None:
    """Take the plugin away, and end what it started."""
    worker = get_worker()

    async def remove() -> None:
        if order.name in worker.plugins:
            await worker.plugin_remove(name=order.name)

    asyncio.run_coroutine_threadsafe(remove(), worker.loop.asyncio_loop).result()
