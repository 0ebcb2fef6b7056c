"""What is repaired and what is not: nothing honest, nothing that could not run from the top."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import REPOSITORY, edited

from autograder.authoring import build
from autograder.authoring.build import Built
from autograder.notebook import format as notebooks
from autograder.notebook.answers import find_answers
from autograder.notebook.code import understand
from autograder.notebook.format import Cell, Notebook
from autograder.notebook.heal import heal
from autograder.records import Assignment

DOUBLE = "def double(values):\n    values = np.asarray(values)\n    return values + values"
CHECKED = 'grader.check("double")  # NameError? Run the first cell.'
GIVEN = "import numpy as np\n\nnumbers = np.arange(4.0)"
SET_UP = "#@title Set-up: run this cell first (nothing to fill in)"
LOOP = "for name, source in []:\n    missing = checks = packed = packages = name"
Change = Callable[[list[Cell]], list[Cell]]


def code(source: str) -> Cell:
    return Cell(kind="code", source=source)


def at(cells: list[Cell], name: str) -> int:
    return next(number for number, cell in enumerate(cells) if cell.id == name)


def moved(name: str, place: int) -> Change:
    """Return the change that takes a cell out and puts it at a place."""

    def change(cells: list[Cell]) -> list[Cell]:
        rest = [cell for cell in cells if cell.id != name]
        rest.insert(place if place >= 0 else len(rest), cells[at(cells, name)])
        return rest

    return change


def without(*names: str) -> Change:
    return lambda cells: [cell for cell in cells if cell.id not in names]


def put(name: str, *sources: str, kind: str = "code") -> Change:
    """Return the change that puts new cells in the place of one."""

    def change(cells: list[Cell]) -> list[Cell]:
        place = at(cells, name)
        return [
            *cells[:place],
            *(Cell(kind=kind, source=source) for source in sources),
            *cells[place + 1 :],
        ]

    return change


@pytest.fixture(scope="module")
def honest(demo: Built) -> Notebook:
    return notebooks.read(
        edited(demo.student, {"double-answer": DOUBLE, "total-answer": "total = numbers.sum()"})
    )


@pytest.mark.parametrize(
    ("change", "repair"),
    [
        pytest.param(
            moved("start-given-2", -1),
            "the cell “import numpy as np” stood below cells that need it and was run before them",
            id="data below their users",
        ),
        pytest.param(
            moved("double-answer", -1),
            "the cell “def double(values):” stood below cells that need it and was run before them",
            id="an answer below its check",
        ),
        pytest.param(
            without("start-given-2"),
            "the cell “import numpy as np” was missing and was run as handed out",
            id="deleted data",
        ),
        pytest.param(
            without("setup"),
            f"the cell “{SET_UP}” was missing and was run as handed out",
            id="deleted set-up",
        ),
        pytest.param(
            lambda cells: [code(LOOP), *without("setup")(cells)],
            f"the cell “{SET_UP}” was missing and was run as handed out",
            id="deleted set-up, and a loop with its names",
        ),
        pytest.param(
            lambda cells: without("setup")(
                put("total-check", cells[at(cells, "setup")].source + '\n\ngrader.check("total")')(
                    cells
                )
            ),
            f"the cell “{SET_UP}” was missing and was run as handed out",
            id="set-up merged into a check",
        ),
        pytest.param(
            put("setup", "import otter\n\ngrader = otter.Notebook()\nprint(sys.version)"),
            f"the cell “{SET_UP}” was missing and was run as handed out",
            id="set-up cut short",
        ),
        pytest.param(
            put("start-given-2", "numbers = np.arange(4.0)"),
            "the cell “import numpy as np” was missing and was run as handed out",
            id="an import cut from its cell",
        ),
        pytest.param(
            put("double-answer", DOUBLE, kind="markdown"),
            "the cell “def double(values):” was saved as text and was run as code",
            id="an answer as Markdown",
        ),
        pytest.param(
            put("start-given-2", GIVEN, kind="raw"),
            "the cell “import numpy as np” was saved as text and was run as code",
            id="data as raw text",
        ),
        pytest.param(
            put("double-check", 'grader.check("double")', kind="raw"),
            'the cell “grader.check("double")” was saved as text and was run as code',
            id="a check as raw text",
        ),
        pytest.param(
            put(
                "double-answer",
                *(DOUBLE[: DOUBLE.index("    return")], DOUBLE[DOUBLE.index("    return") :]),
            ),
            "the cell “def double(values):” was torn into 2 and was run as one",
            id="an answer torn in two",
        ),
        pytest.param(
            put(
                "double-answer",
                "unknown",
                'def double(values):\n    """Return twice',
                '    as much."""\n    return 2 * values',
            ),
            "the cell “def double(values):” was torn into 2 and was run as one",
            id="a cell of the student's own before an answer torn in two",
        ),
        pytest.param(
            put("start-given-2", f"{GIVEN}\n\n%%time\n{DOUBLE}"),
            "the cell “import numpy as np” held 2 cells pasted into one and was run as 2",
            id="a cell magic in the middle",
        ),
    ],
)
def test_damage_is_repaired_and_named(
    honest: Notebook, assignment: Assignment, change: Change, repair: str
) -> None:
    damaged = replace(honest, cells=tuple(change(list(honest.cells))))
    made = heal(damaged, assignment)
    assert made.repairs == (repair,)

    def place(text: str) -> int:
        return next(number for number, cell in enumerate(made.code) if text in cell.source)

    assert place("np.arange(4.0)") < place('check("double")')
    assert place("np.arange(4.0)") < place("total = numbers.sum()")
    assert place("def double") < place('check("double")')
    assert place("Ready: 99-demo") < place('check("double")') < place('check("total")')


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda cells: cells, id="as it should be"),
        pytest.param(
            moved("double-answer", 1), id="an answer above what it needs when it is called"
        ),
        pytest.param(without("double-check", "total-check", "submit-check"), id="without checks"),
        pytest.param(without("start-given", "double-text"), id="without texts"),
        pytest.param(
            put("start-given-2", "import numpy as np\nnumbers = np.arange(4)"),
            id="given cells edited",
        ),
        pytest.param(
            put("double-answer", f'{DOUBLE}\ngrader.check("double")'),
            id="answer and check in one cell",
        ),
        pytest.param(
            lambda cells: put("double-answer", f"{DOUBLE}\n\n{CHECKED}")(
                without("double-check")(cells)
            ),
            id="a check merged into its answer",
        ),
        pytest.param(put("double-check", DOUBLE, 'grader.check("double")'), id="an answer twice"),
        pytest.param(
            put("start-given-2", GIVEN, "1 / 0", "print(unknown)", "this is not Python"),
            id="broken cells",
        ),
        pytest.param(
            put("start-given-2", GIVEN, "print(total)"), id="a name used before it has a value"
        ),
        pytest.param(
            put("double-text", "double = 5", kind="markdown"), id="a text that looks like code"
        ),
        pytest.param(
            put("start-given-2", f'{GIVEN}\nnote = """\n%%time\n"""'), id="a magic in a text"
        ),
        pytest.param(
            put("start-given-2", GIVEN, "x = '''\ngrader.check(\"double\")\n'''\ny = 1"),
            id="a check in a text",
        ),
    ],
)
def test_what_is_not_damaged_is_run_as_it_is(
    honest: Notebook, assignment: Assignment, change: Change
) -> None:
    notebook = replace(honest, cells=tuple(change(list(honest.cells))))
    assert heal(notebook, assignment) is notebook


def test_a_cell_of_the_students_own_has_the_last_word(
    honest: Notebook, assignment: Assignment
) -> None:
    """What is missing stands where it was handed out, above the copy that lost a line of it."""
    copy = "numbers = np.arange(5.0)"
    made = heal(
        replace(honest, cells=tuple(put("start-given-2", LOOP, copy)(list(honest.cells)))),
        assignment,
    )
    sources = [cell.source for cell in made.code]
    assert sources[1:4] == [GIVEN, LOOP, copy]


def test_a_missing_cell_stays_below_what_it_needs(assignment: Assignment) -> None:
    rows = ("rows = double(factor)", "print(rows)")
    given = replace(assignment, shipped=(*assignment.shipped, *rows))
    sources = ["factor = 3", DOUBLE, "factor = [3]", rows[1]]
    made = heal(Notebook(cells=tuple(map(code, sources))), given)
    assert [cell.source for cell in made.code] == [
        GIVEN,
        *sources[:3],
        *rows,
    ]


@pytest.mark.parametrize(
    "users",
    [
        pytest.param(
            ("def draw():\n    return rows", "draw()"), id="a function that is called below"
        ),
        pytest.param(("def draw():\n    return rows\n\ndraw()",), id="one that its cell calls"),
    ],
)
def test_what_a_function_needs_is_given_back(assignment: Assignment, users: tuple[str]) -> None:
    given = replace(assignment, shipped=(*assignment.shipped, "rows = [1]", *users))
    made = heal(Notebook(cells=tuple(map(code, users))), given)
    assert [cell.source for cell in made.code] == ["rows = [1]", *users]


def test_a_cell_that_changes_its_own_value_gets_a_deleted_one_back(
    assignment: Assignment,
) -> None:
    first, second, last = "rows = [1]", "rows = rows + [2]", "print(rows)"
    given = replace(assignment, shipped=(*assignment.shipped, first, second, last))
    for cells in ([second], [last], [second, last]):
        made = heal(Notebook(cells=tuple(map(code, cells))), given)
        assert made.code[0].source == first, cells
        assert f"the cell “{first}” was missing and was run as handed out" in made.repairs


def test_the_course_itself_needs_no_repair(demo: Built) -> None:
    slug = "02-nearest-neighbour"
    for built in (demo, build.build(REPOSITORY / "solutions" / slug / f"{slug}.py")):
        for data in (built.student, built.solution):
            notebook = notebooks.read(data)
            assert heal(notebook, built.assignment) is notebook


def test_a_comprehension_binds_nothing(honest: Notebook, assignment: Assignment) -> None:
    """Since Python 3.12, symbol tables list its variables among the module's, and repairs ended."""
    scratch = Cell(kind="code", source="print([len(str(numbers)) for numbers in range(3)])")
    damaged = replace(honest, cells=(scratch, *without("start-given-2")(list(honest.cells))))
    assert heal(damaged, assignment).repairs == (
        "the cell “import numpy as np” was missing and was run as handed out",
    )


def test_a_question_is_attempted_where_its_names_are_bound(
    demo: Built, assignment: Assignment
) -> None:
    blank = list(notebooks.read(demo.student).code)

    def attempted(source: str) -> dict[str, int]:
        return find_answers([*blank, Cell(kind="code", source=source)], assignment)

    assert attempted("[double for double in range(3)]") == {}
    assert attempted("%time total = 5") == {"total": len(blank)}
    assert attempted("def set_all():\n    global total\n    total = 5") == {"total": len(blank)}
    assert attempted("double = lambda values: 2 * values\ntotal = 1") == {
        "double": len(blank),
        "total": len(blank),
    }


def test_an_untouched_blank_stays_one(demo: Built, assignment: Assignment) -> None:
    """A draft kept as text beside the blank is not an answer."""
    cells = [*notebooks.read(demo.student).cells, Cell(kind="raw", source=DOUBLE)]
    assert heal(Notebook(cells=tuple(cells)), assignment).repairs == ()


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("\n" * 60_000 + ")", id="nothing but lines"),
        pytest.param(" " * 60_000 + ")", id="nothing but spaces"),
        pytest.param("(" * 60_000, id="brackets"),
        pytest.param("-" * 60_000 + "1", id="signs"),
        pytest.param("x." * 30_000 + "y", id="attributes"),
        pytest.param("x = " * 15_000 + "1", id="assignments"),
        pytest.param("lambda: " * 7_000 + "1", id="functions"),
        pytest.param(
            "if 1:\n" + "\n".join(" " * n + "if 1:" for n in range(1, 300)), id="indentation"
        ),
        pytest.param("%%a\n" * 15_000, marks=pytest.mark.slow, id="magics"),
        pytest.param("\\\n" * 30_000, id="continued lines"),
        pytest.param("é" * 60_000, id="one name"),
        pytest.param("a\0b", id="a zero"),
        pytest.param("x = 1\n" * 150_000, id="longer than is parsed"),
        pytest.param("\n" * 1_000_000 + ")", id="a megabyte of lines"),
    ],
)
def test_a_hostile_cell_is_understood_or_left_alone(
    source: str, honest: Notebook, assignment: Assignment
) -> None:
    understand(source)
    heal(
        replace(
            honest,
            cells=(
                *honest.cells,
                Cell(kind="code", source=source),
                Cell(kind="raw", source=source),
            ),
        ),
        assignment,
    )


@pytest.mark.parametrize(
    "sources",
    [
        pytest.param([f"total = b{n + 1}; b{n} = 1" for n in range(1_900)], id="a long chain"),
        pytest.param(
            [f"total = b{n + 1} + b{n + 2}; b{n} = 1" for n in range(1_900)], id="a wide chain"
        ),
        pytest.param(
            [";".join(f"a{n}_{m}" for m in range(99)) for n in range(1_000)],
            marks=pytest.mark.slow,
            id="many names",
        ),
        pytest.param(
            ['grader.check("double")\nx = 1\ngrader.check("total")\ny = 2'] * 1_900,
            id="many checks",
        ),
        pytest.param(["x = (1,"] * 1_900, id="many halves"),
    ],
)
def test_hostile_cells_are_healed_or_left_alone(
    sources: list[str], honest: Notebook, assignment: Assignment
) -> None:
    cells = tuple(Cell(kind="code", source=source) for source in sources)
    made = heal(replace(honest, cells=cells), assignment)
    assert len(cells) <= len(made.code) <= len(cells) + 200
