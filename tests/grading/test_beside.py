"""A notebook finds the files that were handed in beside it, its grade depends on them, and they change nothing that the grader itself imports."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import edited, submission

from autograder.authoring.build import Built
from autograder.companions import Companion
from autograder.grading.grade import grade
from autograder.grading.task import prepare
from autograder.handed_in import hash_bytes
from autograder.records import Assignment, Grade, Verdict
from autograder.sandbox.box import Box
from autograder.sandbox.policy import Needs

HELPER = b"def twice(values):\n    return [2 * value for value in values]\n"
USES = "from helper import twice\ndef double(values):\n    return np.asarray(twice(values))"
READS = "total = float(np.loadtxt('data/points.csv', delimiter=',').sum())"
# What the trusted process, the student's end or Python itself would import by these names.
SHADOWS = tuple(
    """
    numpy.py otter.py sitecustomize.py usercustomize.py conftest.py json.py ast.py pickle.py scipy.py
    numpy/__init__.py autograder/__init__.py autograder/records.py autograder/grading/judge.py
    .pth python311.zip pyvenv.cfg matplotlibrc ipython_config.py .ipython/profile_default/startup/a.py
    """.split()
)
Graded = Callable[..., Grade]


def companions(files: dict[str, bytes]) -> tuple[Companion, ...]:
    return tuple(
        Companion(path=path, sha=hash_bytes(data), load=functools.partial(bytes, data))
        for path, data in files.items()
    )


@pytest.fixture(params=["light_zygote", "lower_zygote"])
def graded(request: pytest.FixtureRequest, assignment: Assignment) -> Graded:
    path = request.getfixturevalue(request.param)

    def run(data: bytes, files: dict[str, bytes]) -> Grade:
        handed_in = replace(submission(data), companions=companions(files))
        return grade(prepare(handed_in, assignment), lambda: Box(path, assignment.limits))

    return run


def test_a_module_and_a_table_are_there_when_the_notebook_runs(graded: Graded, demo: Built) -> None:
    data = edited(demo.solution, {"double-answer": USES, "total-answer": READS})

    made = graded(data, {"helper.py": HELPER, "data/points.csv": b"1,2\n0,3\n"})

    assert (made.points, made.verdict) == (3, Verdict.OK)
    assert graded(data, {}).points == 0


def test_they_are_there_again_after_the_process_was_ended(graded: Graded, demo: Built) -> None:
    """And a cell that deletes or changes them does so in its own process only."""
    ends = "import os, pathlib\npathlib.Path('helper.py').write_text('twice = None')\nos._exit(1)"
    data = edited(demo.solution, {"double-answer": USES}, add=[(3, ends)])

    made = graded(data, {"helper.py": HELPER})

    assert (made.points, made.verdict) == (3, Verdict.KILLED)


def test_no_name_of_a_file_changes_what_the_grader_imports(graded: Graded, demo: Built) -> None:
    """Each would end whoever imports or reads it; the solution does neither."""
    made = graded(demo.solution, dict.fromkeys(SHADOWS, b"import os; os._exit(1)\n"))

    assert (made.points, made.verdict, made.note) == (3, Verdict.OK, "")


def test_what_cannot_be_written_is_missing_and_the_rest_is_there(
    graded: Graded, demo: Built
) -> None:
    data = edited(demo.solution, {"double-answer": USES})

    made = graded(data, {"helper.py": HELPER, "helper.py/x.csv": b"", "a": b"", "a/b": b""})

    assert made.points == 3


def test_a_grade_depends_on_them(assignment: Assignment, demo: Built) -> None:
    tasks = [
        prepare(replace(submission(demo.solution), companions=companions(files)), assignment)
        for files in ({}, {"a.py": b"1"}, {"a.py": b"2"}, {"b.py": b"1"}, {"b.csv": b"1"})
    ]
    assert len({task.key for task in tasks}) == len({task.basis.cells for task in tasks}) == 5
    module, none = Needs.NETWORKS, Needs.BASICS
    assert [task.needs for task in tasks] == [none, module, module, module, none]


@pytest.mark.parametrize("path", ["../x.py", "/tmp/x.py", "a/../../x.py", ""])
def test_a_box_writes_nothing_outside_of_its_home(box: Box, path: str) -> None:
    with pytest.raises(ValueError, match="leads out of the student's home"):
        box.put({path: b""})
