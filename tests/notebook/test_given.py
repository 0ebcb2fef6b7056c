"""A handed-out cell gives its names whatever a student adds to it, and no addition is a repair."""

from __future__ import annotations

import pytest
from conftest import edited, submission

from autograder.authoring.build import Built
from autograder.grading.grade import grade
from autograder.grading.task import prepare
from autograder.notebook import format as notebooks
from autograder.notebook.given import find_pieces
from autograder.notebook.heal import heal
from autograder.notebook.shipped import understand_shipped
from autograder.records import Assignment, Grade
from autograder.sandbox.box import Box

TOP, REST = "import numpy as np", "numbers = np.arange(4.0)"
SKIPPED = "was skipped, and the rest of its cell was run"
LACKING = "“{0}” is not installed where notebooks are graded: your line “{1}” " + SKIPPED


def make_grade(demo: Built, light_zygote: str, given: str, **answers: str) -> Grade:
    data = edited(demo.solution, {"start-given-2": given, **answers})
    return grade(
        prepare(submission(data), demo.assignment),
        lambda: Box(light_zygote, demo.assignment.limits),
    )


@pytest.mark.parametrize(
    ("given", "repairs"),
    [
        pytest.param(
            f"{TOP}\nimport missing_seaborn as sns\n\n{REST}",
            (LACKING.format("missing_seaborn", "import missing_seaborn as sns"),),
            id="an import that only the student has",
        ),
        pytest.param(
            f"from google.colab import drive\n{TOP}\n{REST}",
            (LACKING.format("google.colab", "from google.colab import drive"),),
            id="an import on top",
        ),
        pytest.param(
            f"{TOP}\n%load_ext missing_black\n{REST}",
            (LACKING.format("missing_black", "%load_ext missing_black"),),
            id="an extension",
        ),
        pytest.param(
            f"import missing_a\n{TOP}\nimport missing_b\nimport collections\n{REST}\nprint(collections)",
            (
                "“missing_a” is not installed where notebooks are graded: your line "
                "“import missing_a” and 1 more were skipped, and the rest of its cell was run",
            ),
            id="several imports",
        ),
        pytest.param(
            f"{TOP}\n%tensorflow_version 2.x\n{REST}",
            (
                "your line “%tensorflow_version 2.x”, which stopped its cell (UsageError: Line "
                f"magic function `%tensorflow_version` not found.), {SKIPPED}",
            ),
            id="a magic of Colab",
        ),
        pytest.param(
            f"%%time\n{TOP}\n1 / 0\n{REST}",
            (
                "your line “1 / 0”, which stopped its cell (ZeroDivisionError: division by zero), "
                f"{SKIPPED}",
            ),
            id="an error of the student's own",
        ),
        pytest.param(
            f"```python\n{TOP}\n{REST}\n```",
            (
                "the cell “```python” stopped at a line that you added to it, "
                "and was run as handed out as well",
            ),
            id="lines that are not Python",
        ),
        pytest.param(f"%%time\n{TOP}\n\n{REST}", (), id="a timed cell"),
        pytest.param(f"%%capture out\n{TOP}\n\n{REST}", (), id="a captured cell"),
        pytest.param(f"# my notes\n{TOP}\n\n{REST}\n# more", (), id="comments"),
        pytest.param(f"import json\n{TOP}\n\n{REST}", (), id="a library that is there"),
        pytest.param(f'print("hi")\n{TOP}\n\n{REST}\nprint(numbers)', (), id="prints"),
        pytest.param(
            f"%%timeit\n{TOP}\n\n{REST}",
            ("the cell “import numpy as np” was missing and was run as handed out",),
            marks=pytest.mark.slow,
            id="a cell whose names timeit keeps",
        ),
    ],
)
def test_a_given_cell_gives_its_names_whatever_is_added_to_it(
    given: str, repairs: tuple[str, ...], demo: Built, light_zygote: str
) -> None:
    made = make_grade(demo, light_zygote, given)
    assert (made.points, made.repairs) == (3, repairs)


def test_a_cell_whose_own_line_stops_is_run_no_further(demo: Built, light_zygote: str) -> None:
    """What the notebook could not do from top to bottom earns nothing."""
    answer = "import missing_a\n1 / 0\ntotal = numbers.sum()"
    made = make_grade(demo, light_zygote, f"{TOP}\n{REST}", **{"total-answer": answer})
    assert (made.points, made.repairs) == (2, ())

    made = make_grade(
        demo, light_zygote, f"{TOP}\n1 / 0\n{REST}\ntotal = 6", **{"total-answer": ""}
    )
    assert made.points == 2


def test_an_addition_leaves_the_notebook_as_it_is(demo: Built, assignment: Assignment) -> None:
    for given in (f"%%time\n{TOP}\n\n{REST}", f"import json\n{TOP}\n\n{REST}\nprint(1)"):
        notebook = notebooks.read(edited(demo.solution, {"start-given-2": given}))
        assert heal(notebook, assignment) is notebook


def test_only_a_handed_out_cell_with_additions_has_pieces(assignment: Assignment) -> None:
    shipped = understand_shipped(assignment)
    for source in (f"{TOP}\n{REST}", "import json\nx = 1", f"import json\n{TOP}", "", "x = ("):
        assert find_pieces(source, shipped) == ()
    pieces = find_pieces(f"import json; {TOP}\n@print\ndef f(): pass\n{REST}", shipped)
    assert [(piece.source.strip(), piece.given) for piece in pieces] == [
        (f"import json; {TOP}", False),
        ("@print\ndef f(): pass", False),
        (REST, True),
    ]
