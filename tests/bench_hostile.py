"""`make bench`, attacks: what five of the worst submissions cost a class of twenty.

Fifteen honest students are graded alone, then with five attacks between them that go for the
machine: one takes ever more memory, one waits, one computes and heeds no interrupt, one makes
processes, one prints. Beside each figure stands what is promised. Exits 1 when a promise is not
kept: the fifteen's grades are the same to the byte; the class takes at most 1.5 times as long as
the fifteen alone, and the five budgets; no trusted process grows beyond 300 MB; and the machine's
free memory is never down by more than a memory limit for each worker. The last is that of the whole
machine: it says little where something else runs.

    tests/bench_hostile.py
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
from bench_notes import ROOT, note
from conftest import DEMO, LIGHT, LIMITS, edited, submission

from autograder import assignments
from autograder.authoring import build
from autograder.grading.batch import grade_all
from autograder.grading.task import prepare
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.records import Assignment, Grade, Limits, Submission
from autograder.sandbox.start import zygote

ATTACKS = ROOT / "tests" / "attacks" / "availability"
WORST = ("memory-bomb", "endless-sleep", "ignores-interrupt", "fork-bomb", "output-flood")
HONEST, WORKERS = 15, 2
BOUNDS = replace(LIMITS, cell_seconds=5.0, idle_seconds=5.0, notebook_idle_seconds=10.0)
GRADER_BYTES = 300 << 20
LOOK_SECONDS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One class: its grades as text without the seconds, and what it cost."""

    grades: dict[str, str]
    wall_seconds: float
    grader_bytes: int  # of the largest trusted process
    taken_bytes: int  # of the machine's free memory


def measure(
    zygote_path: str,
    worst: Sequence[str] = WORST,
    honest: int = HONEST,
    limits: Limits = BOUNDS,
) -> tuple[Run, Run]:
    """Return what the honest cost alone, and with the attacks between them."""
    built = build.build(DEMO)
    assignment = replace(assignments.load(assignments.dump(built.assignment)), limits=limits)
    half = edited(built.student, {"total-answer": "total = numbers.sum(); print(total)"})
    kinds = (built.solution, half, built.student)
    alone = [submission(kinds[n % len(kinds)], f"honest{n:02}") for n in range(honest)]
    apart = -(-honest // len(worst))
    mixed = list(alone)
    for number, name in reversed(list(enumerate(worst))):
        mixed.insert(number * apart, submission(_attack(name), name))
    return _run(alone, assignment, zygote_path), _run(mixed, assignment, zygote_path)


def _attack(name: str) -> bytes:
    _, *cells = (ATTACKS / f"{name}.py").read_text(encoding="utf-8").split("\n# %%\n")
    given = "import numpy as np\n\nnumbers = np.arange(4.0)"
    made = [Cell(kind="code", source=s, id=f"c{n}") for n, s in enumerate([given, *cells])]
    return notebooks.write(made, "99-demo")


def _run(submissions: Sequence[Submission], assignment: Assignment, path: str) -> Run:
    tasks = [prepare(submission, assignment) for submission in submissions]
    sampler = Sampler()
    began = time.monotonic()
    with sampler:
        made = {t.submission.student: _told(g) for t, g in grade_all(tasks, path, WORKERS)}
    wall = time.monotonic() - began
    return Run(
        grades=made,
        wall_seconds=wall,
        grader_bytes=sampler.grader_bytes,
        taken_bytes=sampler.taken_bytes,
    )


def _told(grade: Grade) -> str:
    """Return all of a grade but the seconds it took."""
    cells = tuple(replace(cell, seconds=0.0) for cell in grade.cells)
    return repr(replace(grade, cells=cells, seconds=0.0))


class Sampler:
    """Looks at memory while a class is graded: the machine's, and that of grader and workers."""

    def __init__(self) -> None:
        self._free = psutil.virtual_memory().available
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self.grader_bytes = self.taken_bytes = 0

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(LOOK_SECONDS):
            taken = self._free - psutil.virtual_memory().available
            self.taken_bytes = max(self.taken_bytes, taken)
            with suppress(psutil.Error):  # one of them has ended
                self.grader_bytes = max(self.grader_bytes, *map(_resident, _trusted()))


def _resident(process: psutil.Process) -> int:
    return int(process.memory_info().rss)


def _trusted() -> list[psutil.Process]:
    """Return this process, the workers and the judges: students' processes are the zygote's."""
    mine = psutil.Process()
    workers = [c for c in mine.children() if "autograder.grading.worker" in c.cmdline()]
    return [mine, *workers, *(judge for worker in workers for judge in worker.children())]


def compare(alone: Run, mixed: Run, attacks: int = len(WORST)) -> list[tuple[str, float, float]]:
    """Return what was promised of a class with attacks: what it is, the figure, its bound."""
    limits = BOUNDS
    budgets = attacks * (limits.notebook_seconds + limits.notebook_idle_seconds)
    other = sum(mixed.grades[name] != told for name, told in alone.grades.items())
    return [
        ("honest grades that differ", other, 0),
        ("seconds, all", mixed.wall_seconds, 1.5 * alone.wall_seconds + budgets),
        ("MB, largest trusted process", mixed.grader_bytes / 2**20, GRADER_BYTES >> 20),
        ("MB of the machine", mixed.taken_bytes / 2**20, WORKERS * limits.memory_bytes >> 20),
    ]


def main() -> int:
    with tempfile.TemporaryDirectory() as cache, zygote(Path(cache), LIGHT) as warm:
        alone, mixed = measure(warm.path)
    rows = compare(alone, mixed)
    figures = {what: round(figure, 1) for what, figure, _ in rows}
    alone_seconds = round(alone.wall_seconds, 1)
    note("hostile class of 20", figures | {"seconds, the fifteen alone": alone_seconds})
    sys.stdout.write(f"{'seconds, the fifteen alone':30}{alone_seconds:8.1f}\n")
    for what, figure, bound in rows:
        sys.stdout.write(f"{what:30}{figure:8.1f}   at most {bound:.1f}\n")
    return int(any(figure > bound for _, figure, bound in rows))


if __name__ == "__main__":
    sys.exit(main())
