"""`make bench`, a hundred: ten students' notebooks of each assignment, and how busy students' code keeps two workers.

Each is the solution with a comment of the student's own, so that none is graded twice. *Busy* is the share of the two cores'
time that went into students' code, the calls of the checks included: their CPU seconds are those that the part *assignments*
has measured, in the same run where both parts are.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench_notes import ROOT, run

from autograder import course
from autograder.authoring import build
from autograder.grading.gradebook import open_gradebook
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell

STUDENTS, WORKERS = 10, 2


def main(slugs: Iterable[str], checks: Mapping[str, float]) -> dict[str, float]:
    """Return wall and CPU seconds of grading all; `checks` are CPU seconds by assignment."""
    here, chosen = course.find(ROOT), list(slugs)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _hand_in(here, chosen, folder / "submissions")
        command = [sys.executable, "-m", "autograder", "grade", folder / "submissions"]
        costs = run([*command, "--grades", folder / "grades", "--workers", str(WORKERS)])
        with open_gradebook(folder / "grades" / "gradebook.sqlite") as book:
            student = STUDENTS * sum(book.seconds().values())
    asked = STUDENTS * sum(checks[slug] for slug in chosen)
    return {
        "wall": costs["wall"],
        "cpu": costs["cpu"],
        "student": student,
        "checks": asked,
        "busy": (student + asked) / (WORKERS * costs["wall"]),
    }


def _hand_in(here: course.Course, slugs: Iterable[str], folder: Path) -> None:
    folder.mkdir()
    for slug in slugs:
        build.ready(here, slug)
        solution = notebooks.read((here.built(slug) / "solution.ipynb").read_bytes())
        for number in range(STUDENTS):
            own = Cell(kind="code", source=f"# student {number}", id="own")
            data = notebooks.write([*solution.cells, own], slug)
            (folder / f"student{slug[:2]}{number}.ipynb").write_bytes(data)
