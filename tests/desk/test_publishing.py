"""Uploads are written by a button, after everybody saw whose points change; by the code of `make zip`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from served import Desk, fill, served

from autograder.course import Outputs
from autograder.grading.gradebook import open_gradebook
from autograder.grading.overrides import Decision
from autograder.grading.roll import Roll
from autograder.lms.terms import Terms
from autograder.records import Assignment

SEEN = re.compile(r'name="seen" value="(\w+)"')
WHO = ("folder", "student01")


@pytest.fixture
def grades(tmp_path: Path, assignment: Assignment) -> Path:
    """A class of one, whose points were published as 0."""
    fill(tmp_path, assignment, {"student01": ""})
    with open_gradebook(Outputs(tmp_path).gradebook) as book:
        book.note_roll("99-demo", Roll(graded={WHO: Terms()}, points={WHO: 0.0}))
    return tmp_path


def decide(grades: Path, points: float) -> None:
    with open_gradebook(Outputs(grades).gradebook) as book:
        lms, student = WHO
        one = Decision(
            slug="99-demo",
            question="double",
            lms=lms,
            student=student,
            points=points,
            reason="Right.",
        )
        book.decide([one])


def show(desk: Desk) -> tuple[str, dict[str, str]]:
    """Return the page and what its form carries."""
    page = desk.ask("99-demo/publish")[1]
    return page, {"seen": SEEN.findall(page)[0]}


def test_changes_are_shown_then_written_and_then_published(
    grades: Path, assignment: Assignment
) -> None:
    decide(grades, 1.5)
    with served(grades, assignment) as desk:
        page, form = show(desk)
        assert "1 has other points than those that were published last" in page
        assert '<td class="right">0</td><td class="right">1.5</td>' in page
        assert not list(grades.rglob("*.zip"))

        status, page, _ = desk.post("99-demo/publish", form)

        assert status == 200
        assert "Written: 99-demo-folder.zip." in page
        assert "Nobody has other points than those that were published last." in page
    assert (grades / "99-demo" / "99-demo-folder.zip").is_file()
    assert "1.5" in (grades / "99-demo" / "grades.csv").read_text()


def test_what_changed_meanwhile_is_shown_first(grades: Path, assignment: Assignment) -> None:
    with served(grades, assignment) as desk:
        _, form = show(desk)
        decide(grades, 2)

        status, page, _ = desk.post("99-demo/publish", form)

        assert status == 409
        assert "nothing was written" in page
        assert not list(grades.rglob("*.zip"))
        assert desk.post("99-demo/publish", show(desk)[1])[0] == 200


def test_a_page_of_another_origin_publishes_nothing(grades: Path, assignment: Assignment) -> None:
    with served(grades, assignment) as desk:
        _, form = show(desk)

        assert desk.ask("99-demo/publish", form, Origin="http://example.org")[0] == 403

    assert not list(grades.rglob("*.zip"))
