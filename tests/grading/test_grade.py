"""One submission becomes a grade: check points, what a broken cell costs, what counts as not attempted, the key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import edited, submission

from autograder.authoring.build import Built
from autograder.grading.grade import grade
from autograder.grading.task import prepare
from autograder.notebook import format as notebooks
from autograder.notebook.answers import find_answers
from autograder.notebook.format import Cell
from autograder.records import Assignment, Grade, Outcome, Verdict
from autograder.sandbox.box import Box
from autograder.sandbox.faults import BoxLost

PASSED, FAILED, CRASHED, LEFT = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CRASHED,
    Outcome.NOT_ATTEMPTED,
)
DOUBLE = "def double(values):\n    return 2 * np.asarray(values)"
TOTAL = "total = numbers.sum()"
Graded = Callable[[bytes], Grade]


@pytest.fixture
def graded(light_zygote: str, assignment: Assignment) -> Graded:
    limits = replace(assignment.limits, cell_seconds=1.0)  # what hangs takes all of it
    return lambda data: grade(
        prepare(submission(data), assignment), lambda: Box(light_zygote, limits)
    )


def outcomes(made: Grade) -> list[Outcome]:
    """Return what became of double/paper, double/negative and total/value."""
    return [result.outcome for result in made.results]


def test_the_solution_gets_every_point(graded: Graded, demo: Built) -> None:
    made = graded(demo.solution)
    assert (made.points, made.possible, made.verdict, made.note) == (3, 3, Verdict.OK, "")
    assert [result.message for result in made.results] == ["", "", ""]
    assert all(not report.error for report in made.cells)


def test_the_untouched_notebook_is_not_attempted(graded: Graded, demo: Built) -> None:
    made = graded(demo.student)
    assert (made.points, outcomes(made)) == (0, [LEFT] * 3)
    assert {result.message for result in made.results} == {"The blank is still empty."}


def test_a_wrong_answer_fails_its_own_checks_only(graded: Graded, demo: Built) -> None:
    made = graded(
        edited(
            demo.solution,
            {"double-answer": "def double(values): return [abs(2 * v) for v in values]"},
        )
    )
    assert outcomes(made) == [PASSED, FAILED, PASSED]
    assert made.results[1].message == "The sign does not matter."


BARS = """
from tqdm import tqdm
from tqdm.auto import trange
from tqdm.notebook import tqdm as drawn

def double(values):
    return [2 * value for value in drawn(values)]

for number in tqdm(trange(10)):
    pass
"""
THEME = """
import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns

sns.set_theme()
sns.histplot(pd.DataFrame({"values": [1, 2, 2]}), x="values")
plt.show()

def double(values):
    return (2 * pd.Series(values)).to_numpy()
"""


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(BARS, id="progress bars"),
        pytest.param(THEME, marks=pytest.mark.slow, id="a theme"),
    ],
)
def test_what_students_like_to_import_costs_no_point(
    answer: str, light_zygote: str, assignment: Assignment, demo: Built
) -> None:
    limits = replace(assignment.limits, cell_seconds=30.0)  # seaborn is seconds away
    task = prepare(submission(edited(demo.solution, {"double-answer": answer})), assignment)
    made = grade(task, lambda: Box(light_zygote, limits))
    assert (outcomes(made), made.verdict) == ([PASSED] * 3, Verdict.OK)


# -- check points


def test_a_question_is_judged_where_it_is_checked_not_at_the_end(
    graded: Graded, demo: Built
) -> None:
    spoilt = edited(demo.solution, {}, add=[(99, "double = None; total = 0")])
    assert outcomes(graded(spoilt)) == [PASSED] * 3


def test_a_notebook_handed_out_before_checks_had_a_reminder_is_not_damaged(
    graded: Graded, demo: Built
) -> None:
    bare = {
        cell.id: cell.source.partition("  # NameError")[0]
        for cell in notebooks.read(demo.solution).code
        if cell.source.startswith("grader.")
    }
    assert len(bare) == 3
    made = graded(edited(demo.solution, bare))
    assert (outcomes(made), made.repairs) == ([PASSED] * 3, ())


def test_the_last_check_of_a_question_wins(graded: Graded, demo: Built) -> None:
    spoilt = edited(demo.solution, {}, add=[(99, "double = None"), (100, "grader.check('double')")])
    assert outcomes(graded(spoilt)) == [FAILED, FAILED, PASSED]


def test_without_its_check_cell_a_question_is_judged_at_the_end(
    graded: Graded, demo: Built
) -> None:
    assert (
        outcomes(graded(edited(demo.solution, {"double-check": None, "total-check": None})))
        == [PASSED] * 3
    )
    late = edited(
        demo.student, {"double-check": None, "total-check": None}, add=[(99, f"{DOUBLE}\n{TOTAL}")]
    )
    assert outcomes(graded(late)) == [PASSED] * 3


def test_answer_and_check_in_one_cell_are_judged_after_it(graded: Graded, demo: Built) -> None:
    merged = edited(
        demo.student,
        {
            "double-answer": f'{DOUBLE}\ngrader.check("double")',
            "double-check": None,
            "total-answer": TOTAL,
        },
    )
    assert outcomes(graded(merged)) == [PASSED] * 3


def test_everything_in_one_cell_is_graded(graded: Graded, demo: Built) -> None:
    sources = [cell.source for cell in notebooks.read(demo.solution).code]
    one = notebooks.write([Cell(kind="code", source="\n".join(sources), id="all")], "99-demo")
    assert outcomes(graded(one)) == [PASSED] * 3


def test_an_answer_below_its_check_is_judged_at_the_end(graded: Graded, demo: Built) -> None:
    cells = [cell.id for cell in notebooks.read(demo.student).cells]
    below = edited(demo.student, {}, add=[(cells.index("double-check") + 1, DOUBLE)])
    made = graded(below)
    assert outcomes(made) == [PASSED, PASSED, LEFT]
    assert made.repairs == (
        "the answer to “Twice as much” stands below its check and was judged at the end",
    )


# -- broken cells


@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        pytest.param("1 / 0", Verdict.STUDENT_ERROR, id="raises"),
        pytest.param("this is not Python", Verdict.STUDENT_ERROR, id="does not parse"),
        pytest.param("import sys; sys.exit()", Verdict.STUDENT_ERROR, id="exits"),
        pytest.param("exit()", Verdict.OK, id="exits politely"),
        pytest.param("import os; os._exit(0)", Verdict.KILLED, id="ends the process"),
        pytest.param(
            "import ctypes; ctypes.string_at(0)", Verdict.KILLED, id="crashes the interpreter"
        ),
        pytest.param("while True: pass", Verdict.TIMEOUT, marks=pytest.mark.slow, id="hangs"),
        pytest.param(
            "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass",
            Verdict.TIMEOUT,
            marks=pytest.mark.slow,
            id="hangs on",
        ),
        pytest.param(
            "import os; os.write(3, b'x' * 99)", Verdict.PROTOCOL_VIOLATION, id="sends noise"
        ),
        pytest.param("print('x' * 3_000_000)", Verdict.OUTPUT_LIMIT, id="floods"),
    ],
)
def test_a_cell_between_the_questions_costs_none_of_them(
    graded: Graded, demo: Built, source: str, verdict: Verdict
) -> None:
    cells = [cell.id for cell in notebooks.read(demo.solution).cells]
    made = graded(edited(demo.solution, {}, add=[(cells.index("double-check") + 1, source)]))
    assert (outcomes(made), made.verdict) == ([PASSED] * 3, verdict)
    assert not made.needs_review


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("def double(values): 1 / 0", CRASHED, id="raises"),
        pytest.param("def double(values): ...", FAILED, id="returns nothing"),
        pytest.param(
            "def double(values):\n    while True: pass", CRASHED, marks=pytest.mark.slow, id="hangs"
        ),
        pytest.param(
            "def double(values):\n    import os; os._exit(0)", CRASHED, id="ends the process"
        ),
        pytest.param("def double(values) return 2", FAILED, id="does not parse"),
        pytest.param(
            "while True: double = 5", FAILED, marks=pytest.mark.slow, id="hangs before it is called"
        ),
        pytest.param("import os; double = os._exit(1)", FAILED, id="ends the process at once"),
        pytest.param(
            "def double(values): raise NotImplementedError", LEFT, id="says it is not written"
        ),
    ],
)
def test_a_broken_answer_costs_its_own_question(
    graded: Graded, demo: Built, source: str, expected: Outcome
) -> None:
    made = graded(edited(demo.solution, {"double-answer": source}))
    assert outcomes(made) == [expected, expected, PASSED]


def test_a_replay_runs_the_other_cells_again_without_the_killer(
    graded: Graded, demo: Built
) -> None:
    killer = "seen = 1\nimport os; os._exit(0)"
    made = graded(
        edited(demo.solution, {"start-given": lambda s: s + "\nkept = 5"}, add=[(3, killer)])
    )
    notes = {report.note for report in made.cells}
    assert (made.points, made.verdict) == (3, Verdict.KILLED)
    assert notes == {"", "the student's process ended"}
    assert [report.number for report in made.cells] == list(range(1, len(made.cells) + 1))


@pytest.mark.slow
def test_time_is_counted_anew_in_a_replay(
    light_zygote: str, assignment: Assignment, demo: Built
) -> None:
    """Else one crash at the end would use up the time of the honest cells before it."""
    limits = replace(assignment.limits, notebook_seconds=1.5)
    busy = "import time\nstart = time.process_time()\nwhile time.process_time() - start < 1: pass"
    data = edited(demo.solution, {}, add=[(2, busy), (3, "import os; os._exit(0)")])
    made = grade(prepare(submission(data), assignment), lambda: Box(light_zygote, limits))
    assert (made.points, made.verdict) == (3, Verdict.KILLED)


@pytest.mark.slow
def test_a_notebook_that_used_up_its_time_keeps_what_it_had(
    light_zygote: str, assignment: Assignment, demo: Built
) -> None:
    limits = replace(assignment.limits, notebook_seconds=1.5)
    cells = [cell.id for cell in notebooks.read(demo.solution).cells]
    busy = "import time\nstart = time.process_time()\nwhile time.process_time() - start < 2: pass"
    data = edited(demo.solution, {}, add=[(cells.index("double-check") + 1, busy)])
    made = grade(prepare(submission(data), assignment), lambda: Box(light_zygote, limits))
    assert outcomes(made) == [PASSED, PASSED, FAILED]
    assert (made.verdict, made.cells[-1].note) == (
        Verdict.TIMEOUT,
        "not run: the notebook had used up its time",
    )


def test_endless_crashes_end(graded: Graded, demo: Built) -> None:
    made = graded(edited(demo.solution, {}, add=[(2, "import os; os._exit(0)")] * 12))
    assert made.verdict is Verdict.KILLED
    assert outcomes(made) == [CRASHED] * 3
    assert (
        made.results[0].message
        == "Not reached: your notebook was stopped too many times before this question."
    )


def test_a_sandbox_failure_breaks_every_check_and_reaches_a_human(
    assignment: Assignment, demo: Built
) -> None:
    def fails() -> Box:
        raise BoxLost(Verdict.SANDBOX_FAILURE, "no box")

    made = grade(prepare(submission(demo.solution), assignment), fails)
    assert (made.verdict, made.note, outcomes(made)) == (
        Verdict.SANDBOX_FAILURE,
        "no box",
        [Outcome.BROKEN] * 3,
    )
    assert made.needs_review


def test_a_file_that_is_no_notebook_is_a_grade_that_says_so(assignment: Assignment) -> None:
    made = grade(
        prepare(submission(b"%PDF-1.7"), assignment), lambda: pytest.fail("no box is needed")
    )
    assert (made.verdict, made.points, made.possible, outcomes(made)) == (
        Verdict.UNREADABLE,
        0,
        3,
        [LEFT] * 3,
    )
    assert "not a notebook" in made.note


def test_an_empty_notebook_is_not_attempted(graded: Graded) -> None:
    assert outcomes(graded(notebooks.write([], "99-demo"))) == [LEFT] * 3


# -- not attempted


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(None, True, id="a cell of one's own"),
        pytest.param("def double(values):\n    return 5", True, id="written"),
        pytest.param("double = lambda v: 5", True, id="as a lambda"),
        pytest.param("if True:\n    def double(v): pass", True, id="below an if"),
        pytest.param("from elsewhere import double", True, id="imported"),
        pytest.param("def double(values)\n    return 5", True, id="with a syntax error"),
        pytest.param("", False, id="emptied"),
        pytest.param("# def double", False, id="commented out"),
        pytest.param("def other(): double = 5", False, id="only inside another function"),
    ],
)
def test_a_question_is_attempted_when_its_name_is_given_a_value(
    assignment: Assignment, demo: Built, source: str | None, expected: bool
) -> None:
    cells = list(notebooks.read(demo.student).code)
    if source is None:
        cells.append(Cell(kind="code", source=DOUBLE))
    else:
        cells = [
            replace(cell, source=source) if cell.id == "double-answer" else cell for cell in cells
        ]
    assert ("double" in find_answers(cells, assignment)) is expected


def test_layout_and_comments_in_a_blank_are_no_attempt(assignment: Assignment, demo: Built) -> None:
    blank = next(
        cell.source for cell in notebooks.read(demo.student).cells if cell.id == "double-answer"
    )
    touched = "# my answer\n\n" + blank.replace("\n", "   \n") + "\n\n"
    assert find_answers([Cell(kind="code", source=touched)], assignment) == {}


def test_an_untouched_blank_with_a_lucky_value_still_passes(graded: Graded, demo: Built) -> None:
    """What passed has passed, whoever wrote it where."""
    data = edited(demo.student, {"total-check": lambda s: "globals()['total'] = 6\n" + s})
    assert outcomes(graded(data)) == [LEFT, LEFT, PASSED]


# -- the key


def test_the_key_changes_with_all_that_can_change_a_grade_and_nothing_else(
    assignment: Assignment, demo: Built
) -> None:
    def of(data: bytes, fingerprint: str = "f", environment: str = "e") -> str:
        changed = replace(assignment, fingerprint=fingerprint)
        return prepare(submission(data), changed, environment).key

    same = of(demo.solution)
    document = demo.solution.replace(
        b'"outputs": []', b'"outputs": [{"output_type": "stream", "text": "x"}]'
    )
    assert of(document) == same
    assert of(demo.solution.replace(b'"id": "double-answer"', b'"id": "another"')) == same
    others = {
        of(demo.student),
        of(demo.solution, fingerprint="g"),
        of(demo.solution, environment="d"),
        of(edited(demo.solution, {"double-answer": DOUBLE + " "})),
        of(notebooks.write(reversed(notebooks.read(demo.solution).cells), "99-demo")),
    }
    assert len(others) == 5
    assert same not in others


def test_two_gradings_are_equal_but_for_their_times(graded: Graded, demo: Built) -> None:
    data = edited(
        demo.solution,
        {"double-answer": "def double(v): return object()"},
        add=[(2, "{1, 'a'}, print(object)")],
    )
    first, second = (
        replace(
            made,
            seconds=0,
            cells=tuple(replace(c, seconds=0) for c in made.cells),
        )
        for made in (graded(data), graded(data))
    )
    assert first == second
