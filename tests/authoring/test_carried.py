"""What a student reads below a check: the message, never the check, and never more than is decided."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import otter
import pytest
from contrast import find_contrast

from autograder.authoring import setup_cell
from autograder.authoring.build import Built
from autograder.handed_in import HandedIn
from autograder.notebook import format as notebooks
from autograder.records import Submission
from autograder.report.student_page import RECEIPT_DIGITS

Check = Callable[[str], Any]
RIGHT = "def double(values):\n    return [2 * value for value in values]"
WRONG = "def double(values):\n    return list(values)"
RAISING = "def double(values):\n    factor = 'two'\n    return values[0] - factor"
BLANKS = {
    "double-answer": 'def double(values):\n    """Return an array of every value times two."""\n'
    '    raise NotImplementedError("write double")'
}
BLANK = 'def double(values):\n    raise NotImplementedError("write double")'


@pytest.fixture
def carried(demo: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The grader of the demo's student notebook, unpacked as its first cell does."""
    cells = notebooks.read(demo.student).code
    set_up = next(cell.source for cell in cells if cell.id == "setup")
    for name, source in setup_cell.unpack(set_up).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(source, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    return importlib.import_module("carried").Grader(tmp_path, otter)


def run(source: str) -> dict[str, Any]:
    """Return the names of a notebook with one cell."""
    names: dict[str, Any] = {}
    exec(source, names)
    return names


@pytest.mark.parametrize(
    ("question", "source", "text"),
    [
        pytest.param(
            "double",
            RIGHT,
            "◐ Question 1 · Twice as much · right so far\n"
            "✓ a case for paper\n"
            "1 of 2 points secured. 1 hidden check decides 1 point after you hand in: negative numbers.",
            id="hidden checks decide the rest",
        ),
        pytest.param(
            "double",
            WRONG,
            "✗ Question 1 · Twice as much · not right yet\n"
            "    double([1, 2]) is [1, 2], expected [2, 4]\n"
            "    Hint: Multiply every value by two.\n"
            "    (a case for paper)\n"
            "0 of 2 points secured. 1 hidden check decides 1 point after you hand in: negative numbers.",
            id="a wrong answer: the message first",
        ),
        pytest.param(
            "double",
            BLANK,
            "○ Question 1 · Twice as much · not attempted\n"
            "    Not written yet: write double.\n"
            "    (a case for paper)\n"
            "0 of 2 points secured. 1 hidden check decides 1 point after you hand in: negative numbers.",
            id="a blank",
        ),
        pytest.param(
            "double",
            "",
            "✗ Question 1 · Twice as much · not right yet\n"
            "    `double` is not defined. Run the cell with your answer first, then this one.\n"
            "    Hint: Multiply every value by two.\n"
            "    (a case for paper)\n"
            "0 of 2 points secured. 1 hidden check decides 1 point after you hand in: negative numbers.",
            id="a cell that was not run",
        ),
        pytest.param(
            "total",
            "total = 6",
            "✓ Question 2 · All together · right\n✓ its value\n1 of 1 point secured.",
            id="nothing hidden",
        ),
        pytest.param(
            "total",
            "total = ...",
            "○ Question 2 · All together · not attempted\n"
            "    Not written yet: `total` is still `...`.\n"
            "    (its value)\n"
            "0 of 1 point secured.",
            id="a blank value",
        ),
        pytest.param(
            "total",
            "total = {}['six'] if False else None",
            "✗ Question 2 · All together · not right yet\n"
            "    total is None, expected 6\n"
            "    Hint: Add all numbers up.\n"
            "    (its value)\n"
            "0 of 1 point secured.",
            id="no value",
        ),
    ],
)
def test_a_check_says_what_it_decides(carried: Any, question: str, source: str, text: str) -> None:
    assert repr(carried.check(question, run(source))) == text


def test_an_error_names_the_students_line_and_none_of_ours(carried: Any) -> None:
    shown = repr(carried.check("double", run(RAISING)))
    assert "Your code raised TypeError: unsupported operand type(s) for -: 'int' and 'str'" in shown
    assert "In line 3 of `double`:" in shown
    assert "test_paper" not in shown
    assert "Error at line" not in shown


def test_what_the_check_could_not_use_keeps_its_quotes(carried: Any) -> None:
    shown = repr(carried.check("double", run("double = None")))
    assert "The check could not use your answer: TypeError: 'NoneType' object is not" in shown


def test_the_same_words_are_html_without_markup_of_the_students(carried: Any) -> None:
    source = "def double(values):\n    return ['<b>']"
    html = carried.check("double", run(source))._repr_html_()
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    assert "Question 1 · Twice as much · not right yet" in html
    assert "Hint: Multiply every value by two." in html


@pytest.mark.parametrize("source", [RIGHT, WRONG, BLANK])
def test_no_word_says_passed_while_hidden_checks_decide(carried: Any, source: str) -> None:
    checked = carried.check("double", run(source))
    assert "passed" not in repr(checked) + checked._repr_html_()


PAPERS = (
    "#ffffff",
    "#111111",
    "#1f1f1f",
    "#383838",
)  # JupyterLab's two, VS Code's and Colab's dark


def test_an_edge_stands_out_in_every_theme(carried: Any) -> None:
    from carried.shown import EDGES, OTHER_EDGE

    low = [
        (edge, paper)
        for edge in {*EDGES.values(), OTHER_EDGE}
        for paper in PAPERS
        if find_contrast(edge, paper) < 3
    ]
    assert low == []


def test_text_keeps_the_colour_of_its_page(carried: Any) -> None:
    for source in (RIGHT, WRONG, BLANK):
        html = carried.check("double", run(source))._repr_html_()
        assert not re.search(r"[^-]color:|background|opacity", html)


def test_a_check_without_points_speaks_of_the_form_alone(carried: Any) -> None:
    from carried.found import About, Asked, Found
    from carried.words import head, judge, tell_points

    form = About(name="form", about="one letter", points=0, hidden=False)
    reason = About(name="", about="the reason", points=1, hidden=True)
    asked = Asked(number=3, name="why", title="Why?", points=1, checks=(form, reason))
    found = Found(asked=asked, right=(form,))
    assert head(asked, judge(found)) == "Question 3 · Why? · form is right"
    assert tell_points(found) == (
        "The form is right; the answer counts after you hand in. "
        "1 hidden check decides 1 point after you hand in: the reason."
    )


def test_otter_decides_what_a_check_finds(carried: Any) -> None:
    for source, passed in ((RIGHT, True), (WRONG, False), ("", False)):
        (result,) = carried.check("double", run(source)).test_case_results
        assert (result.test_case.name, result.passed) == ("paper", passed)


def test_the_table_is_in_the_order_of_the_questions(carried: Any) -> None:
    names = {"carried": carried, **run(f"{RIGHT}\ntotal = ...")}
    exec("table = carried.check_all()", names)
    head, *rows, _, end = repr(names["table"]).splitlines()
    assert head.split("  ")[0] == "Question"
    assert [row.split()[:-1] for row in rows] == [
        "1 · Twice as much right so far 1 1 0".split(),
        "2 · All together not attempted 0 0 1".split(),
    ]
    assert end.startswith(
        "1 of 3 points secured. Hidden checks decide 1 point after you hand in. "
        "Not attempted: question 2. The public checks took "
    )
    html = names["table"]._repr_html_()
    assert html.count('<th scope="row"') == 2
    assert html.count('<th scope="col"') == 6


@pytest.fixture
def saved(demo: Built, tmp_path: Path) -> Path:
    """The student notebook where its kernel runs."""
    path = tmp_path / "99-demo.ipynb"
    path.write_bytes(demo.student)
    return path


def ran(source: str, name: str = "double-answer", when: float = 0.0) -> Any:
    from carried.handing_in import Ran

    return Ran({name: (source, when)})


def test_the_file_to_hand_in_is_the_saved_one_and_its_receipt_is_what_the_page_shows(
    carried: Any, saved: Path
) -> None:
    from carried.handing_in import hand_in

    receipt = hand_in("99-demo", {}, ran(BLANKS["double-answer"]))
    handed_in = (saved.parent / receipt.file).read_bytes()
    assert handed_in == saved.read_bytes()
    submission = Submission(
        student="student01",
        name="",
        filename="99-demo.ipynb",
        file=HandedIn.of(handed_in),
        slug="99-demo",
    )
    assert receipt.digits == submission.digest[:RECEIPT_DIGITS]
    assert receipt.words == (
        f"Hand in hand-in/99-demo.ipynb. Receipt: {receipt.digits}. "
        "Your feedback page will show it again."
    )


@pytest.mark.parametrize(
    ("source", "name", "when"),
    [
        pytest.param("double = abs", "double-answer", 0.0, id="changed since it was saved"),
        pytest.param("mine = 1", "of-my-own", 4e9, id="a new cell"),
    ],
)
def test_what_is_not_saved_is_not_written(
    carried: Any, saved: Path, source: str, name: str, when: float
) -> None:
    from carried.handing_in import hand_in

    receipt = hand_in("99-demo", {}, ran(source, name, when))
    assert receipt.words == (
        f"Nothing to hand in yet: what you ran is not what is saved, at “{source}”. "
        "Save the notebook (Ctrl+S, on a Mac Cmd+S) and run this cell again."
    )
    assert not (saved.parent / "hand-in").exists()


def test_a_cell_that_was_deleted_before_saving_is_not_missed(carried: Any, saved: Path) -> None:
    from carried.handing_in import hand_in

    assert hand_in("99-demo", {}, ran("mine = 1", "of-my-own", 1.0)).digits


def test_where_no_notebook_is_found_it_says_what_to_hand_in(carried: Any, tmp_path: Path) -> None:
    from carried.handing_in import Ran, hand_in

    (tmp_path / "other.ipynb").write_text("{}")
    assert hand_in("99-demo", {}, Ran()).words == (
        "Save this notebook and hand in 99-demo.ipynb itself."
    )


def test_the_last_cell_shows_table_and_receipt(carried: Any, saved: Path) -> None:
    names = {"carried": carried, **run(f"{RIGHT}\ntotal = 6")}
    exec("shown = carried.hand_in()", names)
    for text in (repr(names["shown"]), names["shown"]._repr_html_()):
        assert "2 of 3 points secured." in text
        assert "Every question is attempted." in text
        assert "Hand in hand-in/99-demo.ipynb. Receipt: " in text


def test_a_question_that_is_not_there_is_otters_to_name(carried: Any) -> None:
    with pytest.raises(FileNotFoundError, match="other"):
        carried.check("other", {})
