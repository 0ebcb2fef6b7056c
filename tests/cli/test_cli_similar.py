"""`autograder similar`: asks about pairs in the terminal and on a page, and touches nothing that students get."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import edited
from console import complaint

from autograder import cli
from autograder.authoring.build import Built
from autograder.grading.gradebook import open_gradebook
from autograder.grading.task import Basis
from autograder.handed_in import HandedIn
from autograder.records import Grade, Outcome, Result, Submission

COPIED = """def double(values):
    found = []
    for place, value in enumerate(values):
        if not isinstance(value, (int, float)):
            raise TypeError(f"value {place} is not a number: {value!r}")
        found.append(sum([value, value]))
    return found
"""


@pytest.fixture
def graded(here: Path, demo: Built) -> Path:
    """A course whose gradebook has three students, of whom two share an answer."""
    answers = {
        "student01": COPIED,
        "student02": COPIED.replace("found", "mine"),
        "student03": "def double(v): return v * 2",
    }
    results = tuple(
        Result(check=check, outcome=Outcome.FAILED)
        for question in demo.assignment.questions
        for check in question.checks
    )
    with open_gradebook(here / "grades" / "gradebook.sqlite") as book:
        for student, answer in answers.items():
            data = edited(demo.student, {"double-answer": answer})
            one = Submission(
                student=student,
                name=student,
                filename="a.ipynb",
                file=HandedIn.of(data),
                slug="99-demo",
            )
            grade = Grade(student=student, slug="99-demo", results=results)
            book.save(one, grade, Basis(cells=student, fingerprint="f", environment="e"))
    return here


def test_who_is_alike_is_printed_and_written_and_reaches_no_student(
    graded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["zip"]) == 0
    before = {path: path.read_bytes() for path in (graded / "grades" / "99-demo").rglob("*.*")}
    capsys.readouterr()

    assert cli.main(["similar", "99"]) == 0

    printed = capsys.readouterr().out
    assert "99-demo: student01 and student02: double 100%" in printed
    assert "student03" not in printed
    page = graded / "grades" / "99-demo" / "similar.html"
    assert "not isinstance(value" in page.read_text()
    assert "student01,student01,student02" in page.with_suffix(".csv").read_text()
    assert "student02" in page.with_suffix(".json").read_text()
    assert cli.main(["zip"]) == 0
    after = {path: path.read_bytes() for path in before}
    assert after == before


@pytest.mark.parametrize(
    "command", [("similar",), ("zip",), ("override", "99")], ids=["similar", "zip", "override"]
)
def test_while_only_the_sample_class_was_graded_it_is_meant(
    graded: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    (graded / "sample").mkdir()
    (graded / "sample" / "settings.toml").touch()
    (graded / "build").mkdir(exist_ok=True)
    (graded / "grades").rename(graded / "build" / "sample-grades")

    assert cli.main([*command]) == 0

    assert "so this is the sample class, in" in capsys.readouterr().err
    assert not (graded / "grades").exists()


def test_without_grades_it_says_what_to_do(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "grades: no grades yet. Run `make grade` first." in complaint(capsys, "similar")


def test_an_assignment_without_grades_is_named(
    graded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "is not an assignment" in complaint(capsys, "similar", "07")
