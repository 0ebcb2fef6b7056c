"""Marks and decisions from the page: where the command line stores them, and never over another's."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from served import ESSAY, STUDENTS, Desk, fill, served, submission, with_essay

from autograder.course import Outputs
from autograder.grading import marking, overrides, rubric, sheet
from autograder.grading.gradebook import open_gradebook
from autograder.grading.marking import Mark
from autograder.grading.rubric import Typed
from autograder.grading.sheet import Sheet
from autograder.records import Assignment

PATH = re.compile(r'href="/[0-9a-f]+/(99-demo/[0-9a-f]{20})"')
FORM = re.compile(r'<form method="post".*?</form>', re.DOTALL)
FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


@pytest.fixture
def grades(tmp_path: Path, assignment: Assignment) -> Path:
    fill(tmp_path, with_essay(assignment))
    return tmp_path


@pytest.fixture
def desk(grades: Path, assignment: Assignment) -> Iterator[Desk]:
    with served(grades, with_essay(assignment)) as running:
        yield running


def first(desk: Desk) -> str:
    """Return the address of the first student."""
    return PATH.findall(desk.ask("99-demo/")[1].partition("<tbody>")[2])[0]


def form(page: str, question: str, kind: str) -> dict[str, str]:
    """Return the hidden fields of a form on a page."""
    made = [dict(FIELD.findall(one)) for one in FORM.findall(page)]
    return next(one for one in made if (one["question"], one["form"]) == (question, kind))


def read_marks(grades: Path, assignment: Assignment) -> list[Mark]:
    rows = marking.read(Outputs(grades).marking_sheet("99-demo"), with_essay(assignment))
    return [row.marks["essay"] for row in rows.values()]


def test_a_mark_lies_in_the_sheet_and_counts(
    desk: Desk, grades: Path, assignment: Assignment
) -> None:
    path = first(desk)
    fields = form(desk.ask(path)[1], "essay", "mark")

    status, _, headers = desk.post(path, fields | {"points": "3,5", "comment": "Well\r\nargued."})

    assert status == 303
    assert headers["location"].endswith(f"{path}#essay")
    assert read_marks(grades, assignment) == [
        Mark(points=3.5, comment="Well\nargued."),
        Mark(),
        Mark(),
    ]
    assert "3.5 of 7 points" in desk.ask(path)[1]


def test_of_two_markers_the_later_one_is_told_and_nothing_is_overwritten(
    desk: Desk, grades: Path, assignment: Assignment
) -> None:
    path = first(desk)
    fields = form(desk.ask(path)[1], "essay", "mark")
    desk.post(path, fields | {"points": "3", "comment": "Mine."})

    status, page, _ = desk.post(path, fields | {"points": "1", "comment": "No, mine."})

    assert status == 409
    assert "Somebody else changed this" in page
    assert "Now: 3, “Mine.”" in page
    assert "No, mine.</textarea>" in page
    assert read_marks(grades, assignment)[0] == Mark(points=3, comment="Mine.")
    again = form(page, "essay", "mark") | {"points": "1", "comment": "No, mine."}
    assert desk.post(path, again)[0] == 303
    assert read_marks(grades, assignment)[0] == Mark(points=1, comment="No, mine.")


def test_the_same_mark_twice_is_one_mark(desk: Desk) -> None:
    path = first(desk)
    fields = form(desk.ask(path)[1], "essay", "mark") | {"points": "3", "comment": ""}

    assert [desk.post(path, fields)[0] for _ in range(2)] == [303, 303]


def test_an_item_of_the_rubric_counts_for_everybody_who_has_it_and_is_changed_for_all(
    desk: Desk, grades: Path, assignment: Assignment
) -> None:
    paths = PATH.findall(desk.ask("99-demo/")[1].partition("<tbody>")[2])
    new = {"question": "essay", "form": "item", "seen": "", "points": "2", "text": "Names a reason"}
    assert desk.post(paths[0], new)[0] == 303
    for path in paths[:2]:
        fields = form(desk.ask(path)[1], "essay", "mark")
        ticked = {"points": "", "comment": "Clear.", "item-1": "on"}
        assert desk.post(path, fields | ticked)[0] == 303
    assert read_marks(grades, assignment) == [
        *[Mark(points=2, comment="+2: Names a reason\nClear.")] * 2,
        Mark(),
    ]

    page = desk.ask(paths[2])[1]
    changed = form(page, "essay", "item") | {"points": "3", "text": "Names one reason"}
    assert desk.post(paths[2], changed)[0] == 303

    assert read_marks(grades, assignment) == [
        *[Mark(points=3, comment="+3: Names one reason\nClear.")] * 2,
        Mark(),
    ]
    assert desk.post(paths[2], changed)[0] == 409
    assert '<button type="button" class="comment">Clear.</button>' in page
    assert ' checked data-key="1"> <strong>+3</strong> Names one reason' in desk.ask(paths[0])[1]
    assert "3 of 7 points" in desk.ask(paths[1])[1]


def test_a_rubric_of_a_question_with_checks_adds_to_them_and_is_taken_back_as_easily(
    desk: Desk,
) -> None:
    paths = PATH.findall(desk.ask("99-demo/")[1].partition("<tbody>")[2])
    new = {"question": "double", "form": "item", "seen": "", "points": "1", "text": "A good idea"}
    assert desk.post(paths[0], new)[0] == 303
    for path in paths[:2]:
        fields = form(desk.ask(path)[1], "double", "adjust")
        assert desk.post(path, fields | {"item-1": "on", "comment": "Go on."})[0] == 303

    pages = [desk.ask(path)[1] for path in paths]

    assert ["1 of 3 points" in page for page in pages] == [True, True, False]
    assert "0 from the checks, +1 from the rubric: 1 of 2 points" in pages[0]
    assert '<button type="button" class="comment">Go on.</button>' in pages[2]
    changed = form(pages[2], "double", "item") | {"points": "0,5", "text": "A good idea"}
    assert desk.post(paths[2], changed)[0] == 303
    assert "0.5 of 3 points" in desk.ask(paths[1])[1]
    fields = form(desk.ask(paths[0])[1], "double", "adjust")
    assert desk.post(paths[0], fields | {"comment": ""})[0] == 303
    status, page, _ = desk.post(paths[0], fields | {"item-1": "on", "comment": "Theirs?"})
    assert (status, "0 of 3 points" in page) == (409, True)
    assert "Theirs?</textarea>" in page
    assert "Now: nothing given" in page


@pytest.mark.parametrize("points", ["5", "-1", "many", "nan", "1e9"])
def test_what_is_not_a_mark_is_refused_and_what_was_typed_stays(desk: Desk, points: str) -> None:
    path = first(desk)
    fields = form(desk.ask(path)[1], "essay", "mark")

    status, page, _ = desk.post(path, fields | {"points": points, "comment": "<b>kept</b>"})

    assert status == 400
    assert "is not a mark for `essay`" in page
    assert "&lt;b&gt;kept&lt;/b&gt;</textarea>" in page


def test_a_decision_is_one_of_the_command_line_and_is_undone_as_easily(
    desk: Desk, grades: Path
) -> None:
    path = first(desk)
    asked = {"points": "1.5", "check": "", "who": "student", "reason": "Your way is right, too."}
    fields = form(desk.ask(path)[1], "double", "override")

    assert desk.post(path, fields | asked)[0] == 303

    page = desk.ask(path)[1]
    assert "1.5 of 3 points" in page
    assert decided(grades) == ["99-demo  student01  double  1.5  Your way is right, too."]
    undo = form(page, "double", "override") | {"points": "undo"}
    assert desk.post(path, undo)[0] == 303
    assert decided(grades) == []
    assert "0 of 3 points" in desk.ask(path)[1]


def test_a_check_that_was_wrong_is_dropped_for_everybody(desk: Desk, grades: Path) -> None:
    path = first(desk)
    asked = {"points": "full", "check": "paper", "who": "everybody", "reason": "It was wrong."}
    fields = form(desk.ask(path)[1], "double", "override")

    assert desk.post(path, fields | asked)[0] == 303

    assert decided(grades) == ["99-demo  everybody  double/paper  full marks  It was wrong."]
    page = desk.ask("99-demo/")[1].partition("<tbody>")[2]
    assert page.count('<td class="right">1</td>') == len(STUDENTS)


def test_a_regrade_request_waits_until_it_is_answered(desk: Desk, grades: Path) -> None:
    path = first(desk)
    asked = form(desk.ask(path)[1], "double", "request") | {"request": "It is <b>right</b>."}
    waiting = desk.ask("99-demo/")[1]

    assert desk.post(path, asked)[0] == 303

    page = desk.ask(path)[1]
    assert '<p class="soft">It is &lt;b&gt;right&lt;/b&gt;.</p>' in page
    assert "not decided yet" in page
    assert desk.post(path, asked)[0] == 409, "somebody noted one meanwhile"
    answer = form(page, "double", "override") | {"points": "keep", "check": "", "who": "student"}
    assert desk.post(path, answer | {"reason": "See question 2."})[0] == 303
    page = desk.ask(path)[1]
    assert "decided on" in page
    assert "See question 2." in page
    assert decided(grades) == []
    assert desk.post(path, form(page, "double", "request") | {"request": "undo"})[0] == 303
    assert "Take back" not in desk.ask(path)[1]
    assert desk.ask("99-demo/")[1] == waiting


def test_of_two_who_decide_the_later_one_is_told(desk: Desk, grades: Path) -> None:
    path = first(desk)
    fields = form(desk.ask(path)[1], "double", "override") | {"check": "", "who": "student"}
    desk.post(path, fields | {"points": "2", "reason": "Right."})

    status, page, _ = desk.post(path, fields | {"points": "0", "reason": "Copied."})

    assert status == 409
    assert "Copied.</textarea>" in page
    assert decided(grades) == ["99-demo  student01  double  2  Right."]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param({"points": "1", "reason": ""}, "no reason", id="no reason"),
        pytest.param({"points": "9", "reason": "x"}, "is not a number of points", id="too many"),
        pytest.param({"points": "1", "reason": "x", "check": "no"}, "has no check", id="no check"),
    ],
)
def test_what_cannot_be_meant_is_refused(desk: Desk, asked: dict[str, str], told: str) -> None:
    path = first(desk)
    fields = form(desk.ask(path)[1], "double", "override")

    status, page, _ = desk.post(path, {"who": "student", **fields, **asked})

    assert status == 400
    assert told in page


def test_a_student_called_everybody_is_one_student(tmp_path: Path, assignment: Assignment) -> None:
    whole = with_essay(assignment)
    fill(tmp_path, whole, {"everybody": "", "student02": ""})
    with served(tmp_path, whole) as desk:
        path = first(desk)
        fields = form(desk.ask(path)[1], "double", "override")
        desk.post(path, fields | {"who": "student", "points": "2", "reason": "Right."})
        page = desk.ask("99-demo/")[1].partition("<tbody>")[2]

    assert re.findall(r'<td class="right">(\S+)</td>', page) == ["2", "0"]


def test_a_form_without_end_is_refused(desk: Desk) -> None:
    path = first(desk)

    assert desk.post(path, {"comment": "x" * 300_000})[0] == 413


@pytest.mark.slow  # SQLite waits for seconds
def test_a_gradebook_that_is_in_use_is_told_and_keeps_what_it_has(desk: Desk, grades: Path) -> None:
    path = first(desk)
    fields = form(desk.ask(path)[1], "double", "override") | {"points": "2", "reason": "Right."}
    other = sqlite3.connect(Outputs(grades).gradebook)
    other.execute("BEGIN EXCLUSIVE")

    status, told, _ = desk.post(path, fields)

    other.rollback()
    other.close()
    assert status == 503
    assert "the gradebook is in use by another run" in told
    assert desk.post(path, fields)[0] == 303


def test_a_sheet_that_cannot_be_read_is_told(desk: Desk, grades: Path) -> None:
    path = first(desk)
    sheet_path = Outputs(grades).marking_sheet("99-demo")
    sheet_path.parent.mkdir(exist_ok=True)
    sheet_path.write_text("something else\n")

    status, told, _ = desk.ask(path)

    assert status == 503
    assert "its first line must be" in told


def test_no_mark_is_lost_where_two_give_them_at_once(
    tmp_path: Path, assignment: Assignment
) -> None:
    whole = with_essay(assignment)
    handed_in = [submission(f"student{number:02}") for number in range(8)]
    shared = Sheet(
        path=tmp_path / "marking.csv", assignment=whole, present=handed_in, known=handed_in
    )
    with ThreadPoolExecutor(2) as markers:
        given = list(markers.map(mark_all, [shared] * 2, range(2)))

    assert given == [[True] * 4] * 2
    found = [row.marks["essay"].points for row in marking.read(shared.path, whole).values()]
    assert found == [float(number % 4) for number in range(8)]


def mark_all(shared: Sheet, turn: int) -> list[bool]:
    """Mark every other student; tell which marks were written."""
    seen = sheet.fingerprint(Mark())
    return [
        rubric.give(
            shared,
            shared.present[number],
            ESSAY,
            Typed(mark=Mark(points=float(number % 4)), seen=seen),
        )
        for number in range(turn, 8, 2)
    ]


def decided(grades: Path) -> list[str]:
    """Return the decisions that hold, as `autograder override` lists them."""
    with open_gradebook(Outputs(grades).gradebook, writable=False) as book:
        return overrides.describe(list(overrides.current(book.decisions("99-demo")).values()))
