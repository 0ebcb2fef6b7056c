"""Answers that are unusually alike, at the desk: questions, side by side, and how to get them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import HOSTILE, Desk, fill, served, submission, with_essay

from autograder.course import Outputs
from autograder.grading import pairs
from autograder.records import Assignment
from autograder.report import AlikePair, Likeness, Line, Similarity

PATH = re.compile(r'href="/[0-9a-f]+/(99-demo/[0-9a-f]{20})"')
ASKED = "1 question about likeness"


@pytest.fixture(scope="module")
def grades(tmp_path_factory: pytest.TempPathFactory, assignment: Assignment) -> Path:
    folder = tmp_path_factory.mktemp("grades")
    fill(folder, with_essay(assignment), {"student01": HOSTILE, "student02": "", "student03": ""})
    return folder


@pytest.fixture(scope="module")
def desk(grades: Path, assignment: Assignment) -> Iterator[Desk]:
    with served(grades, with_essay(assignment)) as running:
        yield running


@pytest.fixture
def compared(grades: Path, assignment: Assignment) -> Iterator[Path]:
    """What was found: the first two are alike, and the second has handed in again since."""
    members = (submission("student01", HOSTILE, HOSTILE), submission("student02", essay="Older."))
    lines = (Line(text=HOSTILE, holders=2, rare=True), Line(text="return 2", holders=3))
    alike = Likeness(
        question=assignment.questions[0], share=0.9, shared=30, rare=20, sides=(lines, lines)
    )
    pair = AlikePair(members=members, alike=(alike,), also=("1 cell",))
    found = Similarity(assignment=assignment, students=3, pairs=(pair,))
    path = pairs.path_beside(Outputs(grades).similarity("99-demo"))
    pairs.write(path, found, {one.digest for one in members})
    yield path
    path.unlink()


def students(desk: Desk) -> list[str]:
    return PATH.findall(desk.ask("99-demo/")[1].partition("<tbody>")[2])


@pytest.mark.usefixtures("compared")
def test_a_pair_is_shown_side_by_side_and_leads_to_both_students(desk: Desk) -> None:
    assert ASKED in desk.ask("99-demo/")[1]
    listed = desk.ask("99-demo/similar")[1]

    status, page, _ = desk.ask("99-demo/similar/1")

    assert 'href="/' in listed
    assert "/99-demo/similar/1" in listed
    assert "1 notebook has come since" in listed
    assert status == 200
    assert page.count('<li class="rare">') == page.count('<li class="shared">') == 2
    assert "90 % alike, 30 shared pieces, 20 rare" in page
    assert "<script>document" not in page
    assert page.count("handed in another notebook since") == 1
    assert sorted(PATH.findall(page)) == sorted(students(desk)[:2])


@pytest.mark.usefixtures("compared")
def test_a_students_page_says_how_many_questions_there_are_and_where_names_are_hidden_nothing(
    desk: Desk,
) -> None:
    told = [ASKED in desk.ask(path)[1] for path in students(desk)]
    hidden = [ASKED in desk.ask(f"{path}?names=hidden")[1] for path in students(desk)]
    who = students(desk)[1].partition("/")[2]

    theirs = desk.ask(f"99-demo/similar?who={who}")[1]

    assert told == [True, True, False]
    assert hidden == [False, False, False]
    assert "Questions about likeness" in theirs
    assert "/99-demo/similar/1" in theirs


def test_where_nobody_compared_the_page_says_how(desk: Desk) -> None:
    page = desk.ask("99-demo/similar")[1]

    assert ".venv/bin/autograder similar 99-demo" in page
    assert "Similarity <kbd>s</kbd></a>" in desk.ask("99-demo/")[1]
    assert desk.ask("99-demo/similar/1")[0] == 404


def test_a_damaged_file_is_told_on_its_own_page_alone(desk: Desk, compared: Path) -> None:
    compared.write_text("{}")

    status, told, _ = desk.ask("99-demo/similar")

    assert (status, "Run it again." in told) == (503, True)
    assert [desk.ask(path)[0] for path in ("99-demo/", students(desk)[0])] == [200, 200]
