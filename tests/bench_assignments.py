"""`make bench`, the ten solutions: ours, `otter run` one by one and two at a time, and the floor, in one run.

*Student* are CPU seconds of the student's own cells, *checks* those that the checks ask of the student's process, *ours*
all CPU seconds besides, of grader, judge and jail. The class of one solution each is graded by the command that instructors
type, from its start to its end. The floor is `bench_floor`.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bench_notes import ROOT, run

from autograder import course
from autograder.authoring import build
from autograder.grading.grade import grade
from autograder.grading.task import prepare
from autograder.handed_in import HandedIn
from autograder.records import Assignment, Outcome, Submission
from autograder.sandbox.box import Box
from autograder.sandbox.policy import THREAD_ENVIRONMENT
from autograder.sandbox.start import zygote

ROUNDS = 3  # of ours, whose median counts; the first one warms the disk's cache


def main(slugs: Iterable[str]) -> dict[str, Any]:
    """Return what each solution costs, and the class of them."""
    here = course.find(ROOT)
    assignments = [build.ready(here, slug) for slug in slugs]
    notebooks = {one.slug: here.built(one.slug) / "solution.ipynb" for one in assignments}
    floor = _measure_floor(notebooks.values())
    each = {slug: {"floor": seconds} for slug, seconds in floor.items()}
    with zygote(ROOT / "build" / "cache") as warm:
        for one in assignments:
            data = notebooks[one.slug].read_bytes()
            rounds = [_grade(one, data, warm.path) for _ in range(ROUNDS)]
            each[one.slug]["ours"] = sorted(rounds, key=lambda costs: costs["wall"])[ROUNDS // 2]
    for slug, notebook in notebooks.items():
        each[slug]["otter run"] = _run_otter(here.built(slug) / "autograder.zip", notebook)
    return {"each": each, "class": _measure_class(here, notebooks)}


def _measure_floor(notebooks: Iterable[Path]) -> dict[str, dict[str, float]]:
    told = subprocess.run(
        [sys.executable, Path(__file__).with_name("bench_floor.py"), *notebooks],
        env=os.environ | THREAD_ENVIRONMENT | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(told.stdout)


def _grade(assignment: Assignment, data: bytes, path: str) -> dict[str, float]:
    """Grade a solution in a warm process; return wall seconds, and whose CPU seconds they were."""
    spent: list[float] = []

    class Watched(Box):
        def kill(self) -> None:
            if self.process.alive:
                spent.append(self.process.usage().cpu_seconds)
            super().kill()

    slug = assignment.slug
    file = HandedIn.of(data)
    submission = Submission(student="s", name="s", filename=f"{slug}.ipynb", file=file, slug=slug)
    began, before = time.perf_counter(), _own_seconds()
    made = grade(prepare(submission, assignment), lambda: Watched(path, assignment.limits))
    lost = [r.check.key for r in made.results if r.outcome is not Outcome.PASSED]
    assert not lost, f"{slug}: the solution loses {', '.join(lost)}"
    student = sum(cell.seconds for cell in made.cells)
    return {
        "wall": time.perf_counter() - began,
        "student": student,
        "checks": max(0.0, sum(spent) - student),
        "ours": _own_seconds() - before,
    }


def _own_seconds() -> float:
    """Return the CPU seconds of this process, and of the judges it forked."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _run_otter(archive: Path, notebook: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "otter", "run", "-a", archive, "-o", folder, notebook]
        costs = run(command)
        results = json.loads((Path(folder) / "results.json").read_text())
    lost = [test["name"] for test in results["tests"] if test.get("score") != test.get("max_score")]
    assert not lost, f"{notebook}: otter run takes points for {', '.join(lost)}"
    return costs


def _measure_class(here: course.Course, notebooks: dict[str, Path]) -> dict[str, float]:
    """Return wall seconds for one solution of each, by ours and by `otter run` two at a time."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "submissions"
        folder.mkdir()
        for slug, notebook in notebooks.items():
            (folder / f"{slug}.ipynb").write_bytes(notebook.read_bytes())
        command = [sys.executable, "-m", "autograder", "grade", folder]
        ours = run([*command, "--grades", f"{name}/grades", "--workers", "2"])
    began = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        pairs = [(here.built(slug) / "autograder.zip", path) for slug, path in notebooks.items()]
        list(pool.map(lambda pair: _run_otter(*pair), pairs))
    return {"ours": ours["wall"], "otter run, two at a time": time.perf_counter() - began}
