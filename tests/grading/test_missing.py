"""A name that does not exist is told as such, and no check passes for it."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import edited, submission

from autograder.authoring.build import Built
from autograder.grading.grade import grade
from autograder.grading.remarks import warn_newer_python
from autograder.grading.task import prepare
from autograder.notebook.answers import find_similar
from autograder.notebook.format import Cell
from autograder.notebook.shipped import understand_shipped
from autograder.records import Assignment, Grade, Outcome
from autograder.sandbox.box import Box

DOUBLE = "def double(values):\n    return 2 * np.asarray(values)"
Graded = Callable[[bytes], Grade]


@pytest.fixture
def graded(light_zygote: str, assignment: Assignment) -> Graded:
    limits = replace(assignment.limits, cell_seconds=1.0)  # what hangs takes all of it
    return lambda data: grade(
        prepare(submission(data), assignment), lambda: Box(light_zygote, limits)
    )


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param(
            DOUBLE.replace(":", ""),
            "`double` is not defined: the cell that should define it stopped at line 1: "
            "SyntaxError: expected ':'",
            id="a colon left out",
        ),
        pytest.param(
            f"\ufeff{DOUBLE}",
            "`double` is not defined: the cell that should define it stopped at line 1: "
            "SyntaxError: invalid non-printable character U+FEFF",
            id="a character that nobody sees",
        ),
        pytest.param(
            f"import json\nimport helper_of_mine\n{DOUBLE}",
            "`double` is not defined: the cell that should define it stopped at line 2: "
            "ModuleNotFoundError: No module named 'helper_of_mine'",
            id="a module of the student's own",
        ),
        pytest.param(
            DOUBLE.replace("double", "Double"),
            "There is no `double`; you wrote `Double`.",
            id="case",
        ),
        pytest.param(
            DOUBLE.replace("double", "doubled"),
            "There is no `double`; you wrote `doubled`.",
            id="another ending",
        ),
        pytest.param(
            f"if False:\n    {DOUBLE.replace(chr(10), chr(10) + '    ')}",
            "`double` is not defined, though cell 3, which names it, ran.",
            id="a definition not reached",
        ),
        pytest.param(
            DOUBLE.replace("return ", ""),
            "`double` returned None: is a `return` missing?\nThe check could not use your answer: "
            "TypeError: 'NoneType' object is not iterable",
            id="no return",
        ),
    ],
)
def test_what_is_missing_is_told(answer: str, told: str, graded: Graded, demo: Built) -> None:
    made = graded(edited(demo.solution, {"double-answer": answer}))
    public, hidden, _ = made.results
    assert (public.message, public.outcome) == (
        f"{told}\nMultiply every value by two.",
        Outcome.FAILED,
    )
    assert (hidden.message, made.points) == ("The sign does not matter.", 1)


@pytest.mark.slow
def test_a_cell_that_was_stopped_is_named_for_what_it_defines(graded: Graded, demo: Built) -> None:
    made = graded(edited(demo.solution, {"double-answer": f"while True: pass\n{DOUBLE}"}))
    assert made.results[0].message.startswith(
        "`double` is not defined: the cell that should define it "
    )
    assert made.points == 1


def test_a_deleted_answer_is_not_attempted(graded: Graded, demo: Built) -> None:
    made = graded(edited(demo.solution, {"double-answer": None}))
    assert [result.outcome for result in made.results[:2]] == [Outcome.NOT_ATTEMPTED] * 2


def test_a_deleted_answer_cell_is_told_as_such(graded: Graded, demo: Built) -> None:
    made = graded(edited(demo.student, {"double-answer": None}))
    messages = [result.message for result in made.results]
    assert messages == [
        *[
            "The answer cell was deleted: no cell of your notebook defines `double`. Copy it from the "
            "notebook as it was handed out, and answer it."
        ]
        * 2,
        "The blank is still empty.",
    ]
    assert {result.outcome for result in made.results} == {Outcome.NOT_ATTEMPTED}


def test_only_a_name_that_no_cell_binds_has_a_similar_one(assignment: Assignment) -> None:
    shipped = understand_shipped(assignment)

    def similar(*sources: str) -> str:
        return find_similar("double", [Cell(kind="code", source=one) for one in sources], shipped)

    assert similar("Dou_Ble = 1") == "Dou_Ble"
    assert similar("Double = 1", "double = 2") == ""
    assert similar("triple = 1", "numbers = 2") == ""
    assert similar(*(f"double{'x' * n} = 1" for n in range(200, 300))) == ""


def test_a_newer_python_is_named_where_a_cell_does_not_parse(graded: Graded, demo: Built) -> None:
    def saved(answer: str, version: str) -> Grade:
        document = json.loads(edited(demo.solution, {"double-answer": answer}))
        document["metadata"]["language_info"]["version"] = version
        return graded(json.dumps(document).encode())

    newer = "def double[T](values: T, ?):\n    return 2 * np.asarray(values)"
    assert saved(newer, "3.99.1").repairs == (
        f"the notebook was saved with Python 3.99.1 and graded with Python "
        f"{platform.python_version()}, which may lack newer syntax: cell 3 stopped with a "
        "SyntaxError",
    )
    assert saved(newer, "3.9").repairs == saved(DOUBLE, "3.99.1").repairs == ()
    assert saved(newer, "3.x; rm").repairs == ()
    told = [*saved(newer, "3.99.1").repairs, *saved(newer, "3.100").repairs, "a repair"]
    (warning,) = warn_newer_python(told)
    assert warning.startswith("Cells of 2 notebooks stopped at syntax")
    assert "saved with up to Python 3.100. Install" in warning
    assert list(warn_newer_python(["a repair"])) == []


def test_a_right_answer_below_a_wrong_one_and_its_check_is_pointed_out(
    graded: Graded, demo: Built
) -> None:
    wrong = "def double(values):\n    return values"
    made = graded(edited(demo.solution, {"double-answer": wrong}, add=[(99, DOUBLE)]))
    assert (made.points, made.repairs) == (
        1,
        ("cell 8 defines “double” again, below its check: the answer above the check was judged",),
    )
    assert graded(edited(demo.solution, {}, add=[(99, wrong)])).repairs == ()
