"""`autograder override`: decisions are committed all or none, listed, undone, and in the next zip."""

from __future__ import annotations

from pathlib import Path

import pytest
from console import complaint

from autograder import cli
from autograder.authoring.build import Built
from autograder.grading.gradebook import open_gradebook
from autograder.grading.task import Basis
from autograder.handed_in import HandedIn
from autograder.records import Grade, Outcome, Result, Submission

REASON = "Well argued."


@pytest.fixture
def graded(here: Path, demo: Built) -> Path:
    """A course whose gradebook has two students who passed nothing."""
    results = tuple(
        Result(check=check, outcome=Outcome.FAILED)
        for question in demo.assignment.questions
        for check in question.checks
    )
    with open_gradebook(here / "grades" / "gradebook.sqlite") as book:
        for student in ("student01", "student02"):
            book.save(
                Submission(
                    student=student,
                    name=student,
                    filename="a.ipynb",
                    file=HandedIn.of(demo.student),
                    slug="99-demo",
                ),
                Grade(student=student, slug="99-demo", results=results),
                Basis(cells="c", fingerprint="f", environment="e"),
            )
    return here


def test_points_are_decided_listed_published_and_undone(
    graded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = ("override", "99", "--student", "student01", "--question", "double")
    assert cli.main([*one, "--points", "1.5", "--reason", REASON]) == 0
    assert capsys.readouterr().out == "99-demo: student01: 0 → 1.5\n"
    assert cli.main(["override", "99"]) == 0
    assert capsys.readouterr().out == "99-demo  student01  double  1.5  Well argued.\n"
    assert cli.main(["zip"]) == 0
    table = (graded / "grades" / "99-demo" / "grades.csv").read_text()
    assert "student01,student01,a.ipynb,1.5,1.5," in table
    assert "student02,student02,a.ipynb,0,0," in table
    capsys.readouterr()
    assert cli.main([*one, "--points", "undo"]) == 0
    assert capsys.readouterr().out == "99-demo: student01: 1.5 → 0\n"
    assert cli.main(["override", "99"]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "2 more in the gradebook, undone or replaced since" in printed.err


def test_one_wrong_row_of_a_table_and_none_is_committed(
    graded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = graded / "decisions.csv"
    table.write_text(
        f"student,question,points,reason\neverybody,double,full,{REASON}\nstudent09,double,1,x\n"
    )
    line = complaint(capsys, "override", "99", "--table", str(table))
    assert f"{table}, row 3: 'student09' has no grade" in line
    assert cli.main(["override", "99"]) == 0
    assert "no overrides" in capsys.readouterr().err
    table.write_text(f"student,question,points,reason\neverybody,double,full,{REASON}\n")
    assert cli.main(["override", "99", "--table", str(table)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "99-demo: student01: 0 → 2",
        "99-demo: student02: 0 → 2",
    ]


def test_before_anything_is_graded_there_is_nothing_to_override(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "no grades yet" in complaint(capsys, "override", "99")
    assert not (here / "grades").exists()
