"""A session of grading: the warm zygote, the workers and the gradebook, for one run.

A verb that grades opens one with `grader`. The zygote starts with the first task that needs it, so
a run that has nothing new to grade imports no library, and TensorFlow is imported only for tasks
that name it. Nothing here decides what is new (`regrade`) or what counts (`standings`).
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.grading import batch
from autograder.grading.gradebook import Gradebook, open_gradebook
from autograder.grading.task import Sketch, Task, prepare
from autograder.notebook.format import Notebook, Unreadable
from autograder.records import Assignment, Grade, Limits, Submission, Tier
from autograder.sandbox.box import Box
from autograder.sandbox.policy import LIBRARIES, SANDBOXED, SLOW_LIBRARIES
from autograder.sandbox.start import Zygote, zygote


@dataclass(frozen=True, slots=True, kw_only=True)
class Grader:
    """An open session, made by `grader`.

    `warm` returns the zygote, which the first call starts; `light` one without the libraries that
    are slow to import.
    """

    warm: Callable[[], Zygote]
    light: Callable[[], Zygote] | None = None
    book: Gradebook
    workers: int = 1
    environment: str = field(default_factory=batch.environment)

    def prepare(
        self,
        submission: Submission,
        assignment: Assignment,
        notebook: Notebook | Unreadable | None = None,
        sketch: Sketch | None = None,
    ) -> Task:
        """Return the task of grading a submission here; `notebook` where it is parsed already."""
        return prepare(submission, assignment, self.environment, notebook, sketch)

    def grade(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Grade]]:
        """Yield each task with its grade as it is finished. Raises `MachineError`: no sandbox."""
        return batch.grade_all(tasks, self.start(tasks).path, self.workers)

    def start(self, tasks: Iterable[Task]) -> Zygote:
        """Return the zygote for these tasks: a light one if they are known and all do with it."""
        if self.light is None or not isinstance(tasks, Sequence):
            return self.warm()
        return self.warm() if any(task.slow for task in tasks) else self.light()

    def open_box(self, limits: Limits) -> Box:
        """Return a new sandbox for one notebook."""
        return Box(self.warm().path, limits)


@contextlib.contextmanager
def grader(
    cache: Path,
    book: Path | None = None,
    *,
    workers: int = 1,
    unsafe: bool = False,
    write: bool = True,
) -> Iterator[Grader]:
    """Open a session that keeps its libraries' caches in `cache` and its grades in `book`.

    Without a `book` the grades are kept in memory only; without `write` nothing on the disk
    changes. `unsafe` grades without a sandbox where the machine has none.
    """
    tiers = (*SANDBOXED, Tier.NONE) if unsafe else SANDBOXED
    with contextlib.ExitStack() as stack:
        opened = stack.enter_context(open_gradebook(book, writable=write))

        @functools.cache
        def start(*libraries: str) -> Zygote:
            return stack.enter_context(zygote(cache, libraries, tiers))

        few = [name for name in LIBRARIES if name not in SLOW_LIBRARIES]
        yield Grader(warm=start, light=functools.partial(start, *few), book=opened, workers=workers)
