"""A master of otter assign or nbgrader becomes one of ours that gives the same points, or says why not."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from conftest import submission
from otter.assign import main as otter_assign
from otter.nbmeta_config import NBMetadataConfig
from otter.test_files import create_test_file
from otter.test_files.exception_test import ExceptionTestFile

from autograder import files
from autograder.authoring import imports
from autograder.authoring.build import Built, build
from autograder.errors import MasterError
from autograder.grading.session import Grader
from autograder.records import Grade, Outcome

SLUG = "11-old"
SETUP = "import math\n\nlengths = [3.0, 4.0, 12.0]"
ANSWERS = {
    "right": "def norm(values):\n    return math.sqrt(sum(v * v for v in values))\n\nlongest = max(lengths)",
    "half": "def norm(values):\n    return 5.0\n\nlongest = 4.0",
    "blank": "norm = ...\nlongest = ...",
}
NORM = (
    "def norm(values):\n    # BEGIN SOLUTION\n"
    "    return math.sqrt(sum(v * v for v in values))\n    # END SOLUTION"
)


def cell(kind: str, source: str, shows: str = "") -> Any:
    """Return a cell; a code cell shows a value where one is given."""
    made = getattr(nbformat.v4, f"new_{kind}_cell")(source)
    if shows:
        data = {"text/plain": shows}
        made.outputs = [nbformat.v4.new_output("execute_result", data, execution_count=1)]
    return made


def question(settings: str, answer: str, *tests: Any) -> list[Any]:
    raws = ["BEGIN SOLUTION", "END SOLUTION", "BEGIN TESTS", "END TESTS", "END QUESTION"]
    begin, end, begin_tests, end_tests, end_question = (cell("raw", f"# {one}") for one in raws)
    return [
        cell("raw", f"# BEGIN QUESTION\n{settings}"),
        cell("markdown", "### How long is it?\n\nWrite it."),
        *(begin, cell("code", answer), end, begin_tests, *tests, end_tests, end_question),
    ]


def master(config: str, *cells: Any) -> bytes:
    start = [
        cell("raw", f"# ASSIGNMENT CONFIG\n{config}"),
        cell("markdown", "# Lengths"),
        cell("code", SETUP),
    ]
    notebook = nbformat.v4.new_notebook(cells=[*start, *cells])
    notebook.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    return nbformat.writes(notebook).encode()


def exception(settings: str, function: str) -> Any:
    return cell("code", f'""" # BEGIN TEST CONFIG\n{settings}\n""" # END TEST CONFIG\n{function}')


DOCTESTS = master(
    "init_cell: true\nexport_cell: false",
    *question(
        "name: q1\npoints: 3",
        NORM,
        cell("code", "norm([3, 4]) == 5.0", "True"),
        cell("code", "# HIDDEN\nx = norm(lengths)\nround(x, 3)", "13.0"),
        cell("code", "math.isclose(norm([2.0]), 2)", "True"),
    ),
    *question(
        "name: q2", "longest = max(lengths)  # SOLUTION", cell("code", "longest > 3", "True")
    ),
)
EXCEPTIONS = master(
    "tests:\n  ok_format: false",
    *question(
        "name: q1\npoints: 4\nall_or_nothing: true",
        NORM,
        exception(
            "points: 1",
            "def test_paper(norm):\n    assert norm([3, 4]) == 5, 'no'\n\ntest_paper(norm)  # IGNORE",
        ),
        exception(
            "hidden: true", "def test_more(norm, lengths):\n    assert norm(lengths) == 13, 'no'"
        ),
    ),
    *question(
        "name: q2\npoints: 2",
        "longest = max(lengths)  # SOLUTION",
        exception("hidden: true", "def test_longest(longest):\n    assert longest == 12.0"),
    ),
)


SHIFTED = """\
import numpy as np

with open("lengths.csv") as table:
    shift = int({draw})
    lengths = [float(word) + shift for word in table.read().split()]"""


def shifted(config: str, draw: str, shift: int) -> bytes:
    """Return a master whose lengths come from a file and a seed."""
    tests = (
        cell("code", "norm([3, 4]) == 5.0", "True"),
        cell("code", "# HIDDEN\nmath.isclose(norm(lengths), math.hypot(*lengths))", "True"),
    )
    longest = cell("code", "longest", str(12.0 + shift))
    return master(
        f"files: [lengths.csv]\n{config}",
        cell("code", "rng_seed = 42"),
        cell("code", SHIFTED.format(draw=draw)),
        *question("name: q1\npoints: 3", NORM, *tests),
        *question("name: q2", "longest = max(lengths)  # SOLUTION", longest),
    )


VARIABLE = shifted(
    "seed: {variable: rng_seed, autograder_value: 42, student_value: 7}",
    "np.random.default_rng(rng_seed).integers(100)",
    8,
)
STATE = shifted("generate: {seed: 42}", "np.random.randint(100)", 51)
MASTERS = {"doctests": DOCTESTS, "exceptions": EXCEPTIONS, "variable": VARIABLE, "state": STATE}
OF_ZIPS = ("doctests", "exceptions")  # the others have seeds, which a zip alone cannot bring
# `otter run` takes seconds, so CI has what its own test files cannot tell: seeds and files.
TRIALS = (
    [(name, answer) for name in MASTERS for answer in ANSWERS]
    if os.environ.get("EVERY_IMPORT")
    else [("state", "right")]
)


def score(files: list[Any], answer: str) -> dict[str, float]:
    """Return the points that otter's own test files give the names of an answer."""
    points = {}
    for file in files:
        names: dict[str, Any] = {}
        exec(f"{SETUP}\n{ANSWERS[answer]}", names)
        file.run(names)
        points[file.name] = file.score
    return points


def assign_with_otter(data: bytes, folder: Path) -> list[Any]:
    """Return otter's test files of a master."""
    source = folder / "old.ipynb"
    source.write_bytes(data)
    with contextlib.redirect_stdout(io.StringIO()):
        otter_assign(str(source), str(folder / "made"), no_pdfs=True, no_run_tests=True)
    graded = folder / "made" / "autograder" / "old.ipynb"
    config = NBMetadataConfig.from_notebook(nbformat.read(graded, as_version=4))
    tests = graded.parent / "tests"
    if tests.is_dir():
        return [create_test_file(str(path), config) for path in sorted(tests.glob("*.py"))]
    return [create_test_file(str(graded), config, test_name=name) for name in ("q1", "q2")]


def converted(data: bytes, folder: Path) -> imports.Imported:
    source = folder / "old.ipynb"
    source.write_bytes(data)
    return imports.convert(source, SLUG)


def build_with_ours(data: bytes, folder: Path) -> list[Any]:
    path = folder / f"{SLUG}.py"
    path.write_text(converted(data, folder).text, encoding="utf-8")
    return checks_of(build(path))


def build_of_zip(folder: Path) -> Built:
    """Build from what otter made: its zip, and the notebook that students got."""
    path = folder / f"{SLUG}.py"
    path.write_text(converted_zip(folder).text, encoding="utf-8")
    return build(path)


def converted_zip(folder: Path) -> imports.Imported:
    (archive,) = (folder / "made" / "autograder").glob("*.zip")
    return imports.convert(archive, SLUG, folder / "made" / "student" / "old.ipynb")


def checks_of(built: Built) -> list[Any]:
    questions = built.assignment.questions
    return [ExceptionTestFile.from_string(one.source, path=one.name) for one in questions]


@pytest.mark.parametrize(
    ("data", "right", "half"),
    [
        pytest.param(DOCTESTS, {"q1": 3, "q2": 1}, {"q1": 1, "q2": 1}, id="doctests"),
        pytest.param(EXCEPTIONS, {"q1": 4, "q2": 2}, {"q1": 0, "q2": 0}, id="exceptions"),
    ],
)
def test_an_imported_master_gives_the_points_that_otter_gives(
    data: bytes, right: dict[str, float], half: dict[str, float], tmp_path: Path
) -> None:
    theirs, ours = assign_with_otter(data, tmp_path), build_with_ours(data, tmp_path)
    of_zip = checks_of(build_of_zip(tmp_path))
    for answer in ANSWERS:
        expected = pytest.approx(score(theirs, answer))
        assert [score(ours, answer), score(of_zip, answer)] == [expected, expected], answer
    assert score(ours, "right") == pytest.approx(right)
    assert score(ours, "half") == pytest.approx(half)


def test_a_source_notebook_of_nbgrader_builds_with_its_points(tmp_path: Path) -> None:
    answer = cell("code", NORM.replace("# BEGIN", "### BEGIN").replace("# END", "### END"))
    answer.metadata["nbgrader"] = {"solution": True, "grade": False, "grade_id": "norm"}
    test = cell(
        "code",
        "assert norm([3, 4]) == 5\n### BEGIN HIDDEN TESTS\n"
        "assert round(norm(lengths), 3) == 13\n### END HIDDEN TESTS",
    )
    test.metadata["nbgrader"] = {"solution": False, "grade": True, "points": 2, "grade_id": "t"}
    notebook = nbformat.v4.new_notebook(cells=[cell("code", SETUP), answer, test])
    ours = build_with_ours(nbformat.writes(notebook).encode(), tmp_path)
    points = {answer: score(ours, answer) for answer in ANSWERS}
    assert points == {"right": {"norm": 2}, "half": {"norm": 0}, "blank": {"norm": 0}}


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        pytest.param([], "cell 1: no `# BEGIN QUESTION` in a raw cell.", id="no question"),
        pytest.param(
            question("name: q1", NORM),
            "cell 4, question `q1`: no tests. Write some, or say `manual: true`.",
            id="no tests",
        ),
        pytest.param(
            question("name: q1", NORM, cell("code", "norm([3, 4]) ==")),
            "cell 10, question `q1`: invalid syntax",
            id="a test that does not parse",
        ),
        pytest.param(
            question("name: q1\npoints: [1, 2]", NORM, cell("code", "norm([0]) == 0", "True")),
            "cell 4, question `q1`: 2 points for 1 tests. Give one for each.",
            id="points that do not fit",
        ),
    ],
)
def test_what_cannot_be_imported_is_named_with_its_cell(
    cells: list[Any], problem: str, tmp_path: Path
) -> None:
    with pytest.raises(MasterError) as caught:
        converted(master("init_cell: true", *cells), tmp_path)
    assert f"old.ipynb, {problem}" in "\n".join(caught.value.problems)


@pytest.mark.parametrize(
    ("given", "note"),
    [
        pytest.param(
            "data.csv",
            "`files: ['data.csv']` is not carried over: {folder}/data.csv is missing.",
            id="missing",
        ),
        pytest.param(
            "../data.csv",
            "`files: ['../data.csv']` is not carried over: ../data.csv lies outside of",
            id="elsewhere",
        ),
        pytest.param(
            "big",
            "`files: ['big']` is not carried over: packed they have",
            id="a folder that is too large",
        ),
    ],
)
def test_files_that_do_not_travel_are_named(given: str, note: str, tmp_path: Path) -> None:
    (tmp_path / "big").mkdir()
    (tmp_path / "big" / "noise").write_bytes(random.Random(0).randbytes(400_000))
    tested = question("name: q1", NORM, cell("code", "norm([0]) == 0", "True"))
    (found,) = converted(master(f"files:\n- {given}", *tested), tmp_path).notes
    assert f"cell 1: {note.format(folder=tmp_path)}" in found


def test_what_is_left_out_is_named_with_its_value(tmp_path: Path) -> None:
    data = master(
        "generate:\n  seed: 42\n  points_possible: 9\nrequirements: pandas",
        *question("name: q-1", NORM, cell("code", "norm([0]) == 0", "True")),
    )
    notes = "\n".join(converted(data, tmp_path).notes)
    assert "cell 1: `generate: {'points_possible': 9}` is not carried over: plugins" in notes
    assert "cell 1: `requirements: pandas` is not carried over: grading uses" in notes
    assert "generators begins from 42 in the cells, for students, too" in notes
    assert "cell 4: question `q-1` is called `q_1` now." in notes


@pytest.mark.parametrize(
    ("data", "student", "problem"),
    [
        pytest.param(b"PK\x03\x04", None, r"a zip, not a notebook\. otter's", id="a zip alone"),
        pytest.param(DOCTESTS, "old.ipynb", r"not a zip\. `--notebook` goes with", id="no zip"),
    ],
)
def test_a_zip_and_the_notebook_that_students_got_belong_together(
    data: bytes, student: str | None, problem: str, tmp_path: Path
) -> None:
    (tmp_path / "old.ipynb").write_bytes(data)
    with pytest.raises(MasterError, match=problem):
        imports.convert(tmp_path / "old.ipynb", SLUG, tmp_path / student if student else None)


DOCTEST = {"code": ">>> norm([3, 4])\n5.0", "hidden": False}
TWO_CELLS = ("def norm(values):\n    ...", 'grader.check("q1")')


def write_zip(folder: Path, *cases: dict[str, Any], **extra: str) -> Path:
    """Write a zip as otter's, with one question."""
    test = {"name": "q1", "points": 2, "suites": [{"cases": [*cases], "type": "doctest"}]}
    contents = {"tests/q1.py": f"OK_FORMAT = True\n\ntest = {test!r}\n", **extra}
    path = folder / "autograder.zip"
    files.write_zip(path, {name: text.encode() for name, text in contents.items()})
    return path


def write_notebook(folder: Path, *sources: str) -> Path:
    path = folder / "old.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[cell("code", one) for one in sources]), path)
    return path


@pytest.mark.parametrize(
    ("case", "extra", "sources", "problem"),
    [
        pytest.param(
            DOCTEST,
            {"otter_config.json": '{"seed": 42}'},
            TWO_CELLS,
            "otter_config.json: `seed: 42` is set before each cell. Import the master",
            id="a seed",
        ),
        pytest.param(
            DOCTEST,
            {"files/data.csv": "1,2"},
            TWO_CELLS,
            "files/data.csv: a file that cells may read. Import the master",
            id="a file",
        ),
        pytest.param(
            {"code": ">>> print(norm([3, 4]))\n5.0"},
            {},
            TWO_CELLS,
            "tests/q1.py: `print(norm([3, 4]))` shows more than a value. Compare a value.",
            id="a test that prints",
        ),
        pytest.param(
            DOCTEST,
            {},
            ("def norm(values):\n    ...",),
            'tests/q1.py: no cell of the notebook calls `grader.check("q1")`. Add one.',
            id="no call of the check",
        ),
        pytest.param(
            DOCTEST,
            {},
            ("import math", 'grader.check("q1")'),
            "cell 2, question `q1`: no code cell with `...` above its check.",
            id="no blank",
        ),
    ],
)
def test_what_a_zip_cannot_bring_is_named_with_a_remedy(
    case: dict[str, Any],
    extra: dict[str, str],
    sources: tuple[str, ...],
    problem: str,
    tmp_path: Path,
) -> None:
    archive = write_zip(tmp_path, case, **extra)
    with pytest.raises(MasterError) as caught:
        imports.convert(archive, SLUG, write_notebook(tmp_path, *sources))
    assert f"autograder.zip with old.ipynb, {problem}" in "\n".join(caught.value.problems)


@pytest.mark.slow
def test_a_notebook_that_otter_handed_out_is_graded_with_its_zip(
    light_grader: Grader, tmp_path: Path
) -> None:
    """Students go on with the notebook that they have, otter's own first cell included."""
    theirs = assign_with_otter(EXCEPTIONS, tmp_path)
    made = build_of_zip(tmp_path)
    for answer in ANSWERS:
        grade = grade_with_ours(made, answer, tmp_path / "made" / "student", light_grader)
        assert sum_up(grade) == pytest.approx(score(theirs, answer)), answer
    untouched = (tmp_path / "made" / "student" / "old.ipynb").read_bytes()
    outcomes = {one.outcome for one in grade_bytes(made, untouched, light_grader).results}
    assert outcomes == {Outcome.NOT_ATTEMPTED}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "answer"), TRIALS)
def test_otter_run_gives_a_submission_the_same_points(
    name: str, answer: str, light_grader: Grader, tmp_path: Path
) -> None:
    """Each grades the notebook that its own side gave to students, with the same answers in it."""
    (tmp_path / "lengths.csv").write_text("3.0 4.0 12.0")
    theirs = run_otter(MASTERS[name], answer, tmp_path)
    ours = run_ours(MASTERS[name], answer, tmp_path, light_grader)
    assert ours == pytest.approx(theirs)
    if name in OF_ZIPS:
        made = build_of_zip(tmp_path)
        graded = grade_with_ours(made, answer, tmp_path / "made" / "student", light_grader)
        assert sum_up(graded) == pytest.approx(theirs)
    assert (answer == "right") == (sum(ours.values()) in (4, 6))


def run_otter(data: bytes, answer: str, folder: Path) -> dict[str, float]:
    """Return what `otter run` gives, by question."""
    assign_with_otter(data, folder)
    notebook = nbformat.read(folder / "made" / "student" / "old.ipynb", as_version=4)
    nbformat.write(fill(notebook, answer), folder / "handed-in.ipynb")
    (bundle,) = (folder / "made" / "autograder").glob("*.zip")
    subprocess.run(
        [
            *(sys.executable, "-m", "otter", "run", "-a", bundle),
            *("-o", folder, "--no-logo", folder / "handed-in.ipynb"),
        ],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    results = json.loads((folder / "results.json").read_text())
    return {test["name"]: test["score"] for test in results["tests"] if "score" in test}


def run_ours(data: bytes, answer: str, folder: Path, grader: Grader) -> dict[str, float]:
    """Return what the sandbox and the judge give, by question."""
    path = folder / f"{SLUG}.py"
    path.write_text(converted(data, folder).text, encoding="utf-8")
    made = build(path)
    (folder / "old.ipynb").write_bytes(made.student)
    return sum_up(grade_with_ours(made, answer, folder, grader))


def grade_with_ours(made: Built, answer: str, folder: Path, grader: Grader) -> Grade:
    """Grade a student notebook with an answer to both questions."""
    notebook = fill(nbformat.read(folder / "old.ipynb", as_version=4), answer)
    return grade_bytes(made, nbformat.writes(notebook).encode(), grader)


def grade_bytes(made: Built, data: bytes, grader: Grader) -> Grade:
    handed_in = replace(submission(data), slug=SLUG)
    ((_, grade),) = grader.grade([grader.prepare(handed_in, made.assignment)])
    return grade


def sum_up(grade: Grade) -> dict[str, float]:
    points: dict[str, float] = {}
    for result in grade.results:
        points[result.check.question] = points.get(result.check.question, 0) + result.points
    return points


def fill(notebook: Any, answer: str) -> Any:
    """Return a student notebook with an answer to both questions."""
    for text, blank in zip(
        ANSWERS[answer].split("\n\n" if "\n\n" in ANSWERS[answer] else "\n"),
        ("def norm(", "longest ="),
        strict=True,
    ):
        (place,) = (one for one in notebook.cells if blank in one.source)
        place.source = text
    return notebook
