"""`make bench`, one submission: what one Keras submission costs, ours beside `otter run`, measured side by side in one run.

Both grade the solution of the multi-layer perceptron with the same checks. *Own* is the time of the student's own
cells, counted inside the kernel by hooks before and after each cell (check cells left out); *overhead* is wall time
minus own. Part of it is work that the checks ask of the student's process: those of this assignment build twenty small
networks. For ours that part is measured, too (*checks*: CPU seconds of the box while it is judged). Ratios, not seconds, are
what to compare between machines. Exits 1 when a promise is not kept: overhead at most a tenth of otter's and at most 0.5 s,
memory of a child beyond the zygote at most 200 MB.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from bench_notes import ROOT, note

from autograder import course
from autograder.authoring import build
from autograder.grading.grade import grade
from autograder.grading.task import prepare
from autograder.handed_in import HandedIn
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.records import Outcome, Submission
from autograder.sandbox.box import Box
from autograder.sandbox.policy import THREAD_ENVIRONMENT
from autograder.sandbox.start import zygote

SLUG = "05-multi-layer-perceptron"
ROUNDS = 3
CLOCK = """
import json as _json, time as _time
_clock = {"own": 0.0}
def _before(info):
    _clock["check"] = "grader.check" in (info.raw_cell or "") or "carried.Grader" in (info.raw_cell or "")
    _clock["start"] = _time.perf_counter()
def _after(result):
    if not _clock.get("check", True):
        _clock["own"] += _time.perf_counter() - _clock["start"]
        open(PATH, "w").write(_json.dumps(_clock["own"]))
get_ipython().events.register("pre_run_cell", _before)
get_ipython().events.register("post_run_cell", _after)
"""


def main() -> int:
    here = course.find(ROOT)
    assignment = build.ready(here, SLUG)
    data = (here.built(SLUG) / "solution.ipynb").read_bytes()
    ours, otters, memory, checks = [], [], [], []
    with zygote(ROOT / "build" / "cache") as warm:
        for _ in range(ROUNDS):
            ours.append(_ours(assignment, data, warm.path, memory, checks))
            otters.append(_otter(here.built(SLUG) / "autograder.zip", data))
    return _report(ours, otters, memory, checks)


def _ours(
    assignment, data: bytes, path: str, memory: list[float], checks: list[float]
) -> tuple[float, float]:
    """Return wall and own seconds; note what the box added to the memory of all processes, and what the checks made it do."""
    submission = Submission(
        student="student01",
        name="student01",
        filename=f"{SLUG}.ipynb",
        file=HandedIn.of(_clocked(data, "/box/own.json")),
        slug=SLUG,
    )
    own: list[float] = []
    spent: list[float] = []
    asking: list[float] = []  # this measurement's own time

    class Watched(Box):
        def kill(self) -> None:
            if self.process.alive:
                began = time.perf_counter()
                memory.append(psutil.Process(self.process.pid).memory_full_info().uss / 2**20)
                spent.append(self.process.usage().cpu_seconds)
                own.append(float(self.run("print(_clock['own'])", 10_000).stdout))
                asking.append(time.perf_counter() - began)
            super().kill()

    start = time.perf_counter()
    result = grade(prepare(submission, assignment), lambda: Watched(path, assignment.limits))
    wall = time.perf_counter() - start - sum(asking)
    lost = [r.check.key for r in result.results if r.outcome is not Outcome.PASSED]
    assert not lost, f"the solution loses {', '.join(lost)}"
    checks.append(spent[0] - sum(cell.seconds for cell in result.cells))
    return wall, own[0]


def _otter(archive: Path, data: bytes) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        notebook, clock = Path(folder) / f"{SLUG}.ipynb", Path(folder) / "own.json"
        notebook.write_bytes(_clocked(data, str(clock)))
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "otter", "run", "-a", archive, "-o", folder, notebook],
            check=True,
            capture_output=True,
            env=os.environ | THREAD_ENVIRONMENT,
        )
        wall = time.perf_counter() - start
        results = json.loads((Path(folder) / "results.json").read_text())
        assert sum(test.get("score", 0) for test in results["tests"]) == 20, results
        return wall, float(json.loads(clock.read_text()))


def _clocked(data: bytes, path: str) -> bytes:
    notebook = notebooks.read(data)
    clock = Cell(kind="code", source=CLOCK.replace("PATH", repr(path)), id="clock")
    return notebooks.write([clock, *notebook.cells], SLUG)


def _report(
    ours: list[tuple[float, float]],
    otters: list[tuple[float, float]],
    memory: list[float],
    checks: list[float],
) -> int:
    lines = [
        f"{SLUG}, {ROUNDS} rounds, medians",
        f"{'':12}{'wall':>8}{'own':>8}{'overhead':>10}   seconds",
    ]
    overhead = {}
    for name, rounds in (("ours", ours), ("otter run", otters)):
        wall, own = (statistics.median(column) for column in zip(*rounds, strict=True))
        overhead[name] = statistics.median(w - o for w, o in rounds)
        lines.append(f"{name:12}{wall:8.2f}{own:8.2f}{overhead[name]:10.2f}")
    lines.append(
        f"of our overhead, the checks' own work in the student's process: {statistics.median(checks):.2f} CPU seconds"
    )
    ratio = overhead["ours"] / overhead["otter run"]
    lines.append(
        f"overhead of ours / otter's: {ratio:.3f}   memory of a child beyond the zygote: {max(memory):.0f} MB"
    )
    kept = ratio <= 0.1 and overhead["ours"] <= 0.5 and max(memory) <= 200
    lines.append(
        "every promise is kept"
        if kept
        else "A PROMISE IS NOT KEPT: ratio ≤ 0.1, overhead ≤ 0.5 s, memory ≤ 200 MB"
    )
    sys.stdout.write("\n".join(lines) + "\n")
    note(f"one submission of {SLUG}", {"rounds": {"ours": ours, "otter run": otters}})
    return 0 if kept else 1
