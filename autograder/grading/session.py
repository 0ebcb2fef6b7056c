"""A session of grading: the warm zygote, the workers and the gradebook, for one run.

A verb that grades opens one with `grader`, for this machine or for a cluster. The zygote starts
with the first notebook that was never read before, while others are read, or else with the first
task. A run that has nothing new to grade imports no library; scikit-learn and TensorFlow are
imported only for what names them. Nothing here decides what is new (`regrade`) or what counts
(`standings`).
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import MachineError
from autograder.grading import batch
from autograder.grading.environment import describe_tier, environment, read_versions
from autograder.grading.gradebook import Gradebook, open_gradebook
from autograder.grading.task import Sketch, Task, prepare
from autograder.notebook.format import Notebook, Unreadable
from autograder.records import Assignment, Grade, Limits, Submission, Tier
from autograder.sandbox.box import Box
from autograder.sandbox.policy import LIBRARIES, SANDBOXED, Needs
from autograder.sandbox.start import Zygote, warming

NO_DASK = (
    "Grading on a cluster needs Dask: run `make grade CLUSTER=…`, which installs it, or install "
    "requirements-cluster.lock."
)


def _ignore(_: object) -> None:
    pass


def _find_needs(tasks: Iterable[Task]) -> Needs:
    return max((task.needs for task in tasks), default=Needs.BASICS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grader:
    """An open session, made by `grader`.

    `warm` returns the zygote, which the first call starts; `light` one that has imported what is
    needed and no more. `foresee` starts what a notebook will need, while others are read.
    """

    warm: Callable[[], Zygote]
    light: Callable[[Needs], Zygote] | None = None
    foresee: Callable[[Sketch], None] = _ignore
    book: Gradebook
    workers: int | str = 1  # processes here, or the address of a cluster's scheduler
    tiers: tuple[Tier, ...] = SANDBOXED
    environment: str = field(default_factory=environment)

    def prepare(
        self,
        submission: Submission,
        assignment: Assignment,
        notebook: Notebook | Unreadable | None = None,
        sketch: Sketch | None = None,
    ) -> Task:
        """Return the task of grading a submission here; `notebook` where it is parsed already."""
        return prepare(submission, assignment, self.environment, notebook, sketch)

    def grade(
        self, tasks: Iterable[Task], tell: Callable[[str], None] = _ignore
    ) -> Iterator[tuple[Task, Grade]]:
        """Yield each task with its grade as it is finished, here or on the cluster.

        `tell` gets what a person should know of the machines. Raises `MachineError`: no sandbox.
        """
        if isinstance(self.workers, str):
            return _grade_on_cluster(self.workers, self.tiers, list(tasks), tell)
        warm = self.start(tasks)
        if told := describe_tier(warm.tier, warm.refused):
            tell(told)
        return batch.grade_all(tasks, warm.path, self.workers)

    def start(self, tasks: Iterable[Task]) -> Zygote:
        """Return the zygote for these tasks: where they are known, with no more than they need."""
        if self.light is None or not isinstance(tasks, Sequence):
            return self.warm()
        return self.light(_find_needs(tasks))

    def open_box(self, limits: Limits) -> Box:
        """Return a new sandbox for one notebook."""
        return Box(self.warm().path, limits)


@contextlib.contextmanager
def grader(
    cache: Path,
    book: Path | None = None,
    *,
    workers: int | str = 1,
    unsafe: bool = False,
    write: bool = True,
) -> Iterator[Grader]:
    """Open a session that keeps its libraries' caches in `cache` and its grades in `book`.

    Without a `book` the grades are kept in memory only; without `write` nothing on the disk
    changes. `unsafe` grades without a sandbox where the machine has none. `workers` are so many
    processes of this machine; or those of a Dask cluster, by its scheduler's address.
    """
    tiers = (*SANDBOXED, Tier.NONE) if unsafe else SANDBOXED
    with contextlib.ExitStack() as stack:
        opened = stack.enter_context(open_gradebook(book, writable=write))

        @functools.cache
        def start(needs: Needs) -> Callable[[], Zygote]:
            return stack.enter_context(warming(cache, LIBRARIES[needs], tiers))

        foreseen: list[Needs] = []

        def foresee(sketch: Sketch) -> None:
            covered = max(foreseen, default=-1) >= sketch.needs
            if sketch.slug and isinstance(workers, int) and not covered:
                foreseen.append(sketch.needs)
                start(sketch.needs)

        yield Grader(
            warm=lambda: start(Needs.NETWORKS)(),
            light=lambda needs: start(max((needs, *foreseen)))(),
            foresee=foresee,
            book=opened,
            workers=workers,
            tiers=tiers,
        )


def _grade_on_cluster(
    address: str, tiers: tuple[Tier, ...], tasks: Sequence[Task], tell: Callable[[str], None]
) -> Iterator[tuple[Task, Grade]]:
    try:
        from autograder.grading import cluster, host
    except ModuleNotFoundError as error:
        raise MachineError(f"--cluster {address}: {error}. {NO_DASK}") from None
    libraries = LIBRARIES[_find_needs(tasks)]
    order = host.Order(versions=read_versions(), libraries=libraries, tiers=tiers)
    return cluster.grade_all(tasks, address, order, tell)
