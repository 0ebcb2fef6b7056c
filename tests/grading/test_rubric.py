"""Items of a rubric make marks, change them for everybody, and leave alone what a person changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.grading import marking, rubric, sheet
from autograder.grading.marking import Mark
from autograder.grading.rubric import Item, Ticked, Typed
from autograder.grading.sheet import Sheet
from autograder.handed_in import HandedIn
from autograder.records import Assignment, Question, Submission

ESSAY = Question(name="essay", title="Essay", points=4.0, difficulty=1, minutes=5, manual=True)
ASSIGNMENT = Assignment(slug="99-demo", title="Demo", questions=(ESSAY,))
STUDENTS = [
    Submission(
        student=f"student{number:02}",
        name=f"student{number:02}",
        filename="a.ipynb",
        file=HandedIn.of(f"{number}".encode()),
        slug="99-demo",
    )
    for number in range(3)
]


@pytest.fixture
def whole(tmp_path: Path) -> Sheet:
    """A sheet without marks, and a rubric of two items."""
    made = Sheet(
        path=tmp_path / "marking.csv", assignment=ASSIGNMENT, present=STUDENTS, known=STUDENTS
    )
    for text, points in (("Names a reason", "2"), ("=Vague", "-0,5")):
        assert rubric.change_item(made, rubric.read_item(ESSAY, text, points), None)
    return made


def give(whole: Sheet, student: int, points: str = "", comment: str = "", *items: int) -> Mark:
    """Mark as a form would whose page has just been opened; return the mark in the sheet."""
    seen = sheet.fingerprint(marks(whole)[student])
    typed = Typed(mark=marking.read_mark(ESSAY, points, comment), seen=seen, items=items)
    assert rubric.give(whole, STUDENTS[student], ESSAY, typed)
    return marks(whole)[student]


def marks(whole: Sheet) -> list[Mark]:
    rows = whole.read()
    return [sheet.find(rows, one, "essay") for one in STUDENTS]


def item(whole: Sheet, number: int) -> Item:
    return rubric.read(rubric.path_beside(whole.path)).items[number - 1]


def test_ticked_items_make_points_and_comment(whole: Sheet) -> None:
    assert give(whole, 0, "", "See line 3.", 1, 2) == Mark(
        points=1.5, comment="+2: Names a reason\n−0.5: =Vague\nSee line 3."
    )


def test_a_formula_in_an_item_is_text_in_the_sheet(whole: Sheet) -> None:
    give(whole, 0, "", "", 1)

    assert "'+2: Names a reason" in whole.path.read_text(encoding="utf-8-sig")
    assert marks(whole)[0].comment == "+2: Names a reason"


@pytest.mark.parametrize(
    ("steps", "points"),
    [
        pytest.param([("", (1,)), ("2", ())], None, id="the last item is taken away"),
        pytest.param([("1", ()), ("1", (1,))], 3.0, id="an item adds to what was given"),
        pytest.param([("1", ()), ("1", (1,)), ("3", ())], 1.0, id="and takes only its own away"),
        pytest.param([("", (1,)), ("3.5", (1,)), ("3.5", (1, 2))], 3.0, id="typed, then ticked"),
        pytest.param([("", (1,)), ("0", (1,))], 0.0, id="typed counts as typed"),
        pytest.param([("4", ()), ("4", (1,)), ("4", (1, 2))], 4.0, id="never above the most"),
        pytest.param([("0", ())], 0.0, id="nothing for nothing is a mark"),
        pytest.param([("3", ()), ("", ())], None, id="a mark is taken back"),
    ],
)
def test_points_move_with_the_items(
    whole: Sheet, steps: list[tuple[str, tuple[int, ...]]], points: float | None
) -> None:
    for typed, items in steps:
        give(whole, 0, typed, "", *items)

    assert marks(whole)[0].points == points


def test_a_changed_item_changes_every_mark_that_rests_on_it(whole: Sheet) -> None:
    give(whole, 0, "", "A.", 1)
    give(whole, 1, "3", "B.", 1)
    give(whole, 2, "1", "C.")

    assert rubric.change_item(whole, rubric.read_item(ESSAY, "A reason", "1"), item(whole, 1))

    assert marks(whole) == [
        Mark(points=1, comment="+1: A reason\nA."),
        Mark(points=2, comment="+1: A reason\nB."),
        Mark(points=1, comment="C."),
    ]


def test_an_item_that_is_removed_takes_its_points_and_words_along(whole: Sheet) -> None:
    give(whole, 0, "", "A.", 1, 2)

    assert rubric.change_item(whole, rubric.read_item(ESSAY, "", ""), item(whole, 1))

    assert marks(whole)[0] == Mark(points=0, comment="−0.5: =Vague\nA.")
    assert [one.number for one in rubric.read(rubric.path_beside(whole.path)).of("essay")] == [2]


def test_a_mark_that_was_changed_in_the_sheet_is_left_alone(whole: Sheet) -> None:
    give(whole, 0, "", "A.", 1)
    give(whole, 1, "", "", 1)
    whole.write(marking.change(whole.read(), STUDENTS[0], "essay", Mark(points=4, comment="Mine.")))

    assert rubric.change_item(whole, rubric.read_item(ESSAY, "A reason", "1"), item(whole, 1))

    assert marks(whole)[:2] == [
        Mark(points=4, comment="Mine."),
        Mark(points=1, comment="+1: A reason"),
    ]


def test_what_a_kill_cut_short_is_completed_by_the_next_who_writes(whole: Sheet) -> None:
    """The rubric is written first: a kill leaves the item changed and the marks as they were."""
    give(whole, 0, "", "A.", 1)
    old = whole.path.read_bytes()
    path = rubric.path_beside(whole.path)
    cut = (
        path.read_text()
        .replace('"points": 2.0', '"points": 1.0')
        .replace('"was": null', '"was": ["Names a reason", 2.0]', 1)
    )
    path.write_text(cut)
    assert whole.path.read_bytes() == old

    give(whole, 1, "", "", 1)

    assert [mark.points for mark in marks(whole)[:2]] == [1, 1]
    assert item(whole, 1).was is None


def test_an_item_that_somebody_else_changed_stays(whole: Sheet) -> None:
    seen = item(whole, 1)
    rubric.change_item(whole, rubric.read_item(ESSAY, "Theirs", "1"), seen)

    assert not rubric.change_item(whole, rubric.read_item(ESSAY, "Mine", "4"), seen)
    assert item(whole, 1).text == "Theirs"


@pytest.mark.parametrize("points", ["", "many", "5", "-5", "nan"])
def test_an_item_without_proper_points_is_refused(points: str) -> None:
    with pytest.raises(CourseError, match="is not a number of points for an item"):
        rubric.read_item(ESSAY, "A reason", points)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"items": [1], "ticked": []}', '{"items": []}'])
def test_a_damaged_rubric_is_told_with_its_remedy(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rubric.json"
    path.write_text(text)

    with pytest.raises(CourseError, match="Move it aside"):
        rubric.read(path)


def test_what_was_ticked_is_read_back(whole: Sheet) -> None:
    give(whole, 0, "3", "A.", 1)

    read = rubric.read(rubric.path_beside(whole.path))

    key = marking.key_of(STUDENTS[0])
    assert dict(read.ticked) == {(key, "essay"): Ticked(items=(1,), more=1.0, comment="A.")}
    assert rubric.find_ticked(read, ESSAY, key, marks(whole)[0]) == read.ticked[key, "essay"]
    assert rubric.find_ticked(read, ESSAY, key, replace(marks(whole)[0], points=0.0)) is None
