"""A run of grading does each thing once, and imports nothing of the course's authors."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import CodeType, FrameType

import psutil
import pytest
from conftest import edited, python, submission

from autograder import cli, files, report
from autograder.authoring.build import Built, ready
from autograder.course import Outputs, find
from autograder.grading import intake, regrade, rows
from autograder.grading.grade import grade
from autograder.grading.session import Grader, grader
from autograder.grading.task import Sketch, parse, prepare
from autograder.records import Assignment, Grade, Outcome, Result, Tier
from autograder.sandbox.box import Box
from autograder.sandbox.policy import LIBRARIES as WARM
from autograder.sandbox.policy import NAMED, Needs
from autograder.sandbox.start import Zygote


def count_calls(run: Callable[[], object], *functions: Callable[..., object]) -> list[int]:
    """Return how often each function was called while something ran."""
    wanted: list[CodeType] = [function.__code__ for function in functions]
    calls: Counter[CodeType] = Counter()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in wanted:
            calls[frame.f_code] += 1

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return [calls[code] for code in wanted]


# What takes long to import, and which parts of the grader do without it.
AUTHORS = {"jupytext", "nbconvert", "otter"}
LIBRARIES = {"pandas", "nbformat", "jsonschema", "lark", "sklearn", "scipy", "tensorflow", "keras"}


@pytest.mark.parametrize(
    ("modules", "never"),
    [
        pytest.param(
            "autograder.grading.session",
            AUTHORS | LIBRARIES | {"autograder.authoring", "IPython"},
            id="grading",
        ),
        pytest.param(
            "autograder.authoring.build, autograder.grading.intake, autograder.grading.session, "
            "autograder.grading.publish",
            AUTHORS | LIBRARIES | {"IPython"},
            id="grade, check and zip, where nothing must be built",
        ),
        pytest.param(
            "autograder.grading.grade",
            LIBRARIES | {"jupytext", "nbconvert", "IPython", "autograder.authoring"},
            id="a worker",
        ),
    ],
)
def test_these_never_import_what_they_do_not_need(modules: str, never: set[str]) -> None:
    script = f"import sys, {modules}; print(*sys.modules)"
    done = subprocess.run(python("-c", script), capture_output=True, text=True, check=True)
    assert never & set(done.stdout.split()) == set()


@pytest.mark.slow
def test_otter_is_whole_as_soon_as_anyone_asks_it_for_more_than_test_files() -> None:
    script = (
        "import autograder.grading.judge as judge, sys\n"
        "assert 'pandas' not in sys.modules\n"
        "from otter.test_files import test_case\n"
        "import otter\n"
        "from otter.test_files.exception_test import ExceptionTestFile as whole\n"
        "print(otter.Notebook.__module__, otter.test_files.GradingResults.__name__)\n"
        "print(whole is judge.ExceptionTestFile, otter.test_files.test_case is test_case)"
    )
    done = subprocess.run(python("-c", script), capture_output=True, text=True, check=True)
    assert done.stdout == "otter.check.notebook GradingResults\nTrue True\n"


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        pytest.param("", Needs.BASICS, id="NumPy alone"),
        pytest.param("from sklearn import tree", Needs.SCIENCE, id="scikit-learn"),
        pytest.param("import scipy, math", Needs.SCIENCE, id="SciPy"),
        pytest.param("import keras, sklearn", Needs.NETWORKS, id="Keras"),
        pytest.param("from tensorflow import function", Needs.NETWORKS, id="TensorFlow"),
    ],
)
def test_a_library_is_imported_for_a_run_that_names_it(
    extra: str, expected: Needs, light_grader: Grader, demo: Built, assignment: Assignment
) -> None:
    def start(needs: Needs = Needs.NETWORKS) -> Zygote:
        return Zygote(path=needs.name, tier=Tier.NAMESPACES)

    session = replace(light_grader, warm=start, light=start)
    plain = session.prepare(submission(demo.solution), assignment)
    cell = {"total-answer": f"total = 1\n{extra}"}
    other = session.prepare(submission(edited(demo.solution, cell)), assignment)
    assert session.start([plain, other]).path == expected.name
    assert session.start(iter([plain])).path == "NETWORKS"  # what comes is not known yet


def test_what_is_imported_for_more_has_all_that_is_imported_for_less() -> None:
    for less, more in itertools.pairwise(Needs):
        assert set(WARM[less]) < set(WARM[more])
    assert {name for names in NAMED.values() for name in names} <= {
        name.split(".")[0] for name in WARM[Needs.NETWORKS]
    }


def test_a_notebook_that_was_never_read_starts_the_zygote_at_once(tmp_path: Path) -> None:
    sketch = Sketch(slug="99-demo", problem="", digest="", needs=Needs.BASICS)
    others = psutil.Process().children()

    def count() -> int:
        return len([one for one in psutil.Process().children() if one not in others])

    with grader(tmp_path) as session:
        session.foresee(replace(sketch, slug=None))
        assert count() == 0
        session.foresee(sketch)
        session.foresee(sketch)
        assert count() == 1
        session.foresee(replace(sketch, needs=Needs.NETWORKS))
        session.foresee(replace(sketch, needs=Needs.SCIENCE))
        assert count() == 2
    with grader(tmp_path, workers="tcp://192.0.2.1:8786") as session:
        session.foresee(sketch)
        assert count() == 0


def test_a_class_is_rendered_once_and_an_unchanged_one_not_again(
    here: Path, demo: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three students whose grades the gradebook holds; nothing is graded, all is published."""
    for number in range(3):
        data = edited(demo.solution, {"total-answer": f"total = {number}"})
        (here / "submissions" / f"student0{number}.ipynb").write_bytes(data)
    course, assignment = find(here), ready(find(here), "99-demo")
    with grader(course.cache, Outputs(here / "grades").gradebook) as session:
        for placed in intake.collect(course, Path("submissions")).placed:
            task = session.prepare(placed.submission, assignment, sketch=placed.sketch)
            regrade.save(
                session.book, task, pass_all(task.submission.student, assignment, task.key)
            )
    counts = [
        count_calls(
            lambda: cli.main(["grade"]),
            intake.draw,
            rows.read_grade,
            rows.unpack_cells,
            report.student_page,
            report.student_notebook,
            report.class_page,
            files.Deflated.of.__func__,
        )
        for _ in range(2)
    ]
    assert "0 to grade" in capsys.readouterr().err
    assert counts == [[3, 3, 6, 3, 3, 1, 6], [0, 3, 0, 0, 0, 0, 0]]


def pass_all(student: str, assignment: Assignment, key: str) -> Grade:
    results = tuple(
        Result(check=check, outcome=Outcome.PASSED)
        for question in assignment.questions
        for check in question.checks
    )
    return Grade(student=student, slug=assignment.slug, results=results, key=key)


def test_a_task_is_graded_from_a_notebook_that_was_read_already(
    light_zygote: str, demo: Built, assignment: Assignment
) -> None:
    """The file itself stays behind: a worker parses nothing."""
    one = submission(demo.solution)
    task = prepare(one, assignment, notebook=parse(one.data))
    assert task == replace(prepare(one, assignment), notebook=task.notebook)
    bare = replace(task, submission=replace(task.submission, file=one.file.leave()))
    made = grade(bare, lambda: Box(light_zygote, assignment.limits))
    assert (made.points, made.key) == (assignment.points, task.key)


def test_a_session_grades_and_keeps_nothing_where_it_may_not_write(
    tmp_path: Path, light_grader: Grader, demo: Built, assignment: Assignment
) -> None:
    task = light_grader.prepare(submission(demo.solution), assignment)
    ((_, made),) = light_grader.grade([task])
    assert made.points == assignment.points
    with grader(tmp_path / "cache", tmp_path / "book.sqlite", write=False) as session:
        session.book.save(task.submission, made, task.basis)
        assert session.book.find(task.key) == made
    assert list(tmp_path.iterdir()) == []
