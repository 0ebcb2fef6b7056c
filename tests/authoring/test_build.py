"""Two builds are one byte sequence; the student notebook holds no answer and no hidden check, and
works.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.metadata
import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DEMO, REPOSITORY, python

from autograder import assignments
from autograder.authoring import build, setup_cell
from autograder.authoring.build import Built
from autograder.authoring.master import parse
from autograder.course import Course
from autograder.errors import MasterError
from autograder.notebook import format as notebooks
from autograder.sandbox.inside import OTTER_VERSION

MASTERS = sorted(
    path for path in (REPOSITORY / "solutions").glob("*/*.py") if path.stem == path.parent.name
)
DIGEST = """
import hashlib, sys
from pathlib import Path
from autograder import assignments
from autograder.authoring import build, setup_cell
made = build.build(Path(sys.argv[1]))
parts = (assignments.dump(made.assignment), made.student, made.solution, made.autograder_zip)
print(*[hashlib.sha256(part).hexdigest() for part in parts])
"""
Rebuilt = Callable[[str, str], Built]


@pytest.fixture
def rebuilt(tmp_path: Path) -> Rebuilt:
    """Return a function that builds the demo with one change."""

    def made(old: str, new: str) -> Built:
        text = DEMO.read_text()
        assert old in text
        (tmp_path / DEMO.name).write_text(text.replace(old, new))
        return build.build(tmp_path / DEMO.name)

    return made


@pytest.mark.slow
def test_two_builds_are_equal_in_any_process(demo: Built) -> None:
    parts = (assignments.dump(demo.assignment), demo.student, demo.solution, demo.autograder_zip)
    here = " ".join(hashlib.sha256(part).hexdigest() for part in parts)
    for seed in ("1", "2"):
        command = python("-c", DIGEST, str(DEMO))
        environment = {
            "PYTHONHASHSEED": seed,
            "PATH": "/usr/bin:/bin",
            "HOME": "/",
        }  # not every user has a name
        done = subprocess.run(
            command, env=environment, cwd=REPOSITORY, capture_output=True, text=True, check=True
        )
        assert done.stdout.split("\n")[-2] == here


def test_a_check_before_the_set_up_cell_names_the_first_cell(demo: Built) -> None:
    """As after a restart of the kernel, where the traceback shows the line that fails."""
    calls = [c for c in notebooks.read(demo.student).code if c.source.startswith("grader.")]
    assert len(calls) == 3  # two questions, and what hands in
    for cell in calls:
        with pytest.raises(NameError, match="'grader' is not defined") as caught:
            exec(cell.source, {})
        line = cell.source.splitlines()[caught.tb.tb_next.tb_lineno - 1]
        assert line.endswith("# NameError? Run the first cell.")


def test_the_student_notebook_holds_neither_answer_nor_hidden_check(demo: Built) -> None:
    text = "\n".join(cell.source for cell in notebooks.read(demo.student).cells)
    for part in (
        "2 * np",
        "numbers.sum()",
        "secret",
        "test_negative",
        "negative numbers come out",
        "SOLUTION",
        "sign",
    ):
        assert part not in text
    assert 'raise NotImplementedError("write double")' in text
    carried = "".join(setup_cell.unpack(text).values())
    assert "def test_paper" in carried
    assert "secret" not in carried
    assert "test_negative" not in carried
    assert "1 hidden check looks at: negative numbers." in text


def test_the_solution_notebook_is_plain_code(demo: Built) -> None:
    cells = {cell.id: cell.source for cell in notebooks.read(demo.solution).cells}
    assert cells["double-answer"] == (
        'def double(values):\n    """Return an array of every value times two."""\n    return 2 * np.asarray(values)'
    )
    assert cells["total-answer"] == "total = numbers.sum()"
    assert not any(
        mark in source for source in cells.values() for mark in ("SOLUTION", "PROMPT", "secret")
    )


def test_every_cell_is_named_by_its_place(demo: Built) -> None:
    ids = [cell.id for cell in notebooks.read(demo.student).cells]
    assert ids == [
        *("start-given", "setup", "start-given-2", "double-text", "double-answer", "double-check"),
        *("total-text", "total-answer", "total-check", "submit-text", "submit-check"),
    ]
    assert ids == [cell.id for cell in notebooks.read(demo.solution).cells]


def test_one_edited_line_is_one_edited_line(demo: Built, rebuilt: Rebuilt) -> None:
    made = rebuilt("Write `double`.", "Write `double`, please.\n#\n# Take your time.")
    before, after = notebooks.read(demo.student).cells, notebooks.read(made.student).cells
    assert [cell.id for cell in before] == [cell.id for cell in after]
    assert [old.id for old, new in zip(before, after, strict=True) if old != new] == ["double-text"]


def test_a_cell_more_renames_none_before_it(demo: Built, rebuilt: Rebuilt) -> None:
    made = rebuilt(
        "# # BEGIN QUESTION\n# name: total",
        "# # note\n\n# %% [markdown]\n# More.\n\n# %% [raw]\n# # BEGIN QUESTION\n# name: total",
    )
    before = {cell.id: cell for cell in notebooks.read(demo.student).cells}
    after = {cell.id: cell for cell in notebooks.read(made.student).cells}
    assert {name: after[name] for name in before} == before


def test_the_assignment_is_the_checks_as_written(demo: Built) -> None:
    assignment = assignments.load(assignments.dump(demo.assignment))
    double, total = assignment.questions
    assert assignment.points == 3
    assert assignment == demo.assignment
    assert [(check.name, check.hidden, check.about) for check in double.checks] == [
        ("paper", False, "a case for paper"),
        ("negative", True, "negative numbers"),
    ]
    assert "secret" in double.source
    assert "@test_case(name='negative'" in double.source
    assert len(double.blanks) == len(total.blanks) == 1
    assert ast.parse(double.blanks[0])


def test_a_check_stays_as_its_author_wrote_it(rebuilt: Rebuilt) -> None:
    """Otter prints it from its tree, which each version of Python does in its own way."""
    exact = 'assert total == 6, f"total is {total}, expected 6"'
    written = 'assert total == 6, (  # exactly\n        f"{total} is not " f"6"\n    )'
    made = rebuilt(exact, written)
    assert f"def test_value(total):\n    {written}\n" in made.assignment.question("total").source
    set_up = notebooks.read(made.student).cells[1].source
    assert written in setup_cell.unpack(set_up)["checks/total.py"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("secret + secret", "2 * secret", id="a hidden check"),
        pytest.param("Multiply every value by two.", "Twice every value.", id="a hint"),
        pytest.param("cell_seconds: 3", "cell_seconds: 4", id="a limit"),
        pytest.param("write double", "write it", id="a blank"),
    ],
)
def test_the_fingerprint_changes_with_what_can_change_a_grade(
    demo: Built, rebuilt: Rebuilt, old: str, new: str
) -> None:
    assert rebuilt(old, new).assignment.fingerprint != demo.assignment.fingerprint


def test_the_zip_for_otter_holds_every_check_and_no_time(demo: Built) -> None:
    with zipfile.ZipFile(io.BytesIO(demo.autograder_zip)) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"secret" in archive.read("tests/double.py")
        assert "tests/total.py" in names


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "total = numbers.sum()  # SOLUTION",
            "total = sum(\n    numbers,  # SOLUTION\n    start=0,  # SOLUTION\n)",
            "the student's cell `total-answer` does not parse",
            id="a comma lost",
        ),
        pytest.param(
            "# Give `total` the sum",
            "# secret = -np.arange(7.0, 11.0)\n# Give `total` the sum",
            "a line of a hidden",
            id="told",
        ),
    ],
)
def test_what_only_the_built_notebook_shows_is_refused(
    rebuilt: Rebuilt, old: str, new: str, expected: str
) -> None:
    with pytest.raises(MasterError) as caught:
        rebuilt(old, new)
    assert any(expected in problem for problem in caught.value.problems), caught.value.problems
    assert all(problem.startswith("99-demo.py") for problem in caught.value.problems)


def test_a_rejected_master_leaves_no_output(
    demo: Built, rebuilt: Rebuilt, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(MasterError):
        rebuilt("# points: 3", "# points: 4")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("path", MASTERS, ids=lambda path: path.stem)
def test_every_master_of_the_course_can_be_read(path: Path) -> None:
    master = parse(path)
    assert sum(question.points for question in master.questions) == 20


def test_notebooks_are_valid_for_everybody_else(demo: Built) -> None:
    import nbformat

    for data in (demo.student, demo.solution):
        nbformat.validate(nbformat.reads(data.decode(), as_version=4))
        document = json.loads(data)
        assert all(not cell.get("outputs") for cell in document["cells"])


@pytest.mark.parametrize("name", ["stamp", *build.PRODUCTS])
def test_a_product_that_was_deleted_is_built_again(course: Course, name: str) -> None:
    """Tidying up below build/ by hand must not stop the next grading."""
    assignment = build.ready(course, "99-demo")
    product = course.built("99-demo") / name
    before = product.read_bytes()
    product.unlink()
    assert build.ready(course, "99-demo") == assignment
    assert product.read_bytes() == before


def test_the_stand_in_of_the_sandbox_says_to_be_the_otter_that_is_installed() -> None:
    assert importlib.metadata.version("otter-grader") == OTTER_VERSION


@pytest.mark.parametrize(
    ("sources", "modules"),
    [
        pytest.param(["import numpy as np, os"], ["numpy"], id="the standard library is there"),
        pytest.param(["import matplotlib.pyplot as plt"], ["matplotlib"], id="a submodule"),
        pytest.param(["from sklearn.svm import SVC"], ["sklearn"], id="from a submodule"),
        pytest.param(["def f():\n    import scipy"], ["scipy"], id="inside of a function"),
        pytest.param(["import keras"], ["keras", "tensorflow"], id="what Keras runs on"),
        pytest.param(["import otter"], [], id="otter has its own line"),
        pytest.param(["%pip install x", "import numpy"], ["numpy"], id="magics"),
        pytest.param(["from . import mine"], [], id="relative"),
    ],
)
def test_the_set_up_asks_for_what_the_notebook_imports(
    sources: list[str], modules: list[str]
) -> None:
    assert setup_cell.find_modules(sources) == modules


def test_the_set_up_names_versions_that_grading_uses(demo: Built) -> None:
    cells = notebooks.read(demo.student).cells
    set_up = next(cell.source for cell in cells if cell.id == "setup")
    assert f'"numpy": "numpy=={importlib.metadata.version("numpy")}",' in set_up
    assert "keras" not in set_up


def test_the_set_up_says_what_it_installs_and_refuses_another_otter(
    demo: Built, tmp_path: Path
) -> None:
    """Run in a kernel that lacks a package and has an old otter, as an old environment has."""
    cells = notebooks.read(demo.student).cells
    set_up = next(cell.source for cell in cells if cell.id == "setup")
    lacking = set_up.replace('"numpy":', '"not_here":')
    (tmp_path / "otter.py").write_text('__version__ = "6.1.3"')
    script = (
        "import sys\n"
        "from IPython.core.interactiveshell import InteractiveShell\n"
        f"sys.path.insert(0, {str(tmp_path)!r})\n"
        "shell = InteractiveShell.instance()\n"
        "shell.register_magic_function(lambda line: print('pip', line), magic_name='pip')\n"
        f"shell.run_cell({lacking!r})\n"
    )
    done = subprocess.run(
        python("-c", script), cwd=tmp_path, capture_output=True, text=True, check=True
    )
    numpy = f"numpy=={importlib.metadata.version('numpy')}"
    assert f"This kernel lacks {numpy} - installing" in done.stdout
    assert f"pip install --quiet {numpy}" in done.stdout
    assert "These checks need otter-grader==7.0.0, but this kernel has 6.1.3" in done.stdout
    assert "Ready" not in done.stdout
