"""What the bench measured is shown as it was measured, and what it did not measure as a dash."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import bench_nbgrader
import bench_report
from conftest import submission

from autograder.authoring.build import Built
from autograder.notebook import format as notebooks
from autograder.records import Assignment

COSTS = {
    "floor": {"cpu": 1.0},
    "ours": {"student": 1.25, "checks": 0.5, "ours": 0.25, "wall": 2.0},
    "otter run": {"wall": 9.0},
}
RUN = {"cpu_seconds": 2.5, "peak_mb": 144.4}
NOTES = {
    "assignments": {
        "machine": "2 cores",
        "date": "2026-01-02",
        "load": 0.5,
        "figures": {
            "each": {"02-b": COSTS, "01-a": COSTS},
            "class": {"ours": 4.4, "otter run, two at a time": 10.0},
        },
    },
    "nbgrader": {"figures": {"each": {"01-a": {"wall": 7.0}}}},
    "hundred": {"figures": {"wall": 340.4, "busy": 0.91}},
    "cluster": {"figures": {"cluster": 41.4, "of local": 0.94}},
    "class of 1000": {"figures": {"nothing changed": RUN}},
    "class of 10": {"figures": {"nothing changed": RUN, "one new submission": RUN}},
}


def test_the_table_shows_what_was_measured_and_its_sums() -> None:
    assert bench_report.table(NOTES).splitlines() == [
        "| seconds | student alone | student, graded | checks | ours | wall | `otter run` | nbgrader |",
        "|:--|--:|--:|--:|--:|--:|--:|--:|",
        "| 01-a | 1.00 | 1.25 | 0.50 | 0.25 | 2.00 | 9.00 | 7.00 |",
        "| 02-b | 1.00 | 1.25 | 0.50 | 0.25 | 2.00 | 9.00 | – |",
        "| all 2 | 2.0 | 2.5 | 1.0 | 0.5 | 4.0 | 18.0 | – |",
        "",
        "One solution of each, whole: ours 4 s, otter run, two at a time 10 s.",
        "",
        "Ten solutions of each: 340 s, students' code 91% of it.",
        "",
        "Two Dask workers of this machine: 41 s, 94% of local.",
        "",
        "| students | run | CPU seconds | peak MB |",
        "|--:|:--|--:|--:|",
        "| 10 | nothing changed | 2.5 | 144 |",
        "| 10 | one new submission | 2.5 | 144 |",
        "| 1,000 | nothing changed | 2.5 | 144 |",
        "",
        "- assignments: 2 cores, 2026-01-02, load 0.5",
    ]


def test_the_plot_names_every_tool_and_run() -> None:
    drawn = bench_report.plot(NOTES)
    assert ET.fromstring(drawn).tag.endswith("svg")
    for name in (b"student alone", b"ours", b"otter run", b"nbgrader", b"nothing changed"):
        assert name in drawn


def test_for_nbgrader_each_check_is_a_locked_cell_with_its_points(
    demo: Built, assignment: Assignment
) -> None:
    made = notebooks.read(bench_nbgrader.convert(assignment, submission(demo.solution).data))
    marked = [cell.metadata["nbgrader"] for cell in made.code if "nbgrader" in cell.metadata]
    checks = [check for question in assignment.questions for check in question.checks]
    assert [one["points"] for one in marked] == [check.points for check in checks]
    assert all(one["locked"] and one["grade"] for one in marked)
    assert not any("grader.check" in cell.source for cell in made.code)
    sources = [cell.source for cell in made.code if "nbgrader" in cell.metadata]
    names = [f"check_{check.key.replace('/', '_')}" for check in checks]
    for source, name in zip(sources, names, strict=True):  # never a name that a student may have
        assert source.startswith(f"def {name}(")
        assert f"\n{name}(" in source
