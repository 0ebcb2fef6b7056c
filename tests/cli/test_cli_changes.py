"""A changed check changes no points in an LMS unseen: who, by which check, old and new, then a question."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from console import run

from autograder import cli, course
from autograder.authoring.build import Built
from autograder.cli import zip as zips
from autograder.grading import differences
from autograder.grading.gradebook import Gradebook, open_gradebook
from autograder.grading.rendered import open_rendered
from autograder.grading.roll import Roll
from autograder.grading.task import Basis
from autograder.handed_in import HandedIn
from autograder.lms.terms import Terms
from autograder.records import Assignment, Grade, Outcome, Result, Submission

WHO = ("folder", "student01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """A class of one in its open gradebook."""

    here: Path
    book: Gradebook
    assignment: Assignment

    def grade(self, outcome: Outcome, fingerprint: str, cells: str = "c") -> None:
        checks = [check for question in self.assignment.questions for check in question.checks]
        results = tuple(Result(check=check, outcome=outcome) for check in checks)
        self.book.save(
            Submission(
                student=WHO[1],
                name=WHO[1],
                filename="a.ipynb",
                file=HandedIn.of(b"{}"),
                slug="99-demo",
            ),
            Grade(student=WHO[1], slug="99-demo", results=results),
            Basis(cells=cells, fingerprint=fingerprint, environment="e"),
        )

    def publish(self, *, yes: bool = False) -> bool:
        """Publish as `autograder grade` does; tell whether uploads were written."""
        release = zips.Release(
            course=course.find(self.here), outputs=self.outputs, rosters=[], yes=yes
        )
        if self.book.roll("99-demo") is None:
            self.book.note_roll("99-demo", Roll(graded={WHO: Terms()}))
        with open_rendered(None) as store:
            roll = zips.publish(self.book, store, self.assignment, release)
        if roll:
            self.book.note_roll("99-demo", roll)
        return roll is not None

    @property
    def outputs(self) -> course.Outputs:
        return course.Outputs(self.here / "grades")

    @property
    def upload(self) -> bytes:
        return (self.outputs.folder("99-demo") / "99-demo-folder.zip").read_bytes()


@pytest.fixture
def group(here: Path, demo: Built, monkeypatch: pytest.MonkeyPatch) -> Iterator[Class]:
    """A class that failed everything, whose points are published; nobody is at the terminal."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    with open_gradebook(here / "grades" / "gradebook.sqlite") as book:
        made = Class(here=here, book=book, assignment=demo.assignment)
        made.grade(Outcome.FAILED, "old checks")
        assert made.publish()
        yield made


def test_what_a_changed_check_changes_is_told_before_an_upload_is_written(
    group: Class, capsys: pytest.CaptureFixture[str]
) -> None:
    before = group.upload
    group.grade(Outcome.PASSED, "new checks")
    capsys.readouterr()

    assert not group.publish()

    told = capsys.readouterr()
    assert "99-demo: student01: 0 → 3" in told.out
    assert "  student01: double/paper: failed, 0 of 1 → passed, 1 of 1" in told.out
    assert "the points of 1 student change, whose notebook is the same." in told.err
    assert "no upload was written" in told.err
    page = group.outputs.changes("99-demo").read_text()
    assert "<code>double/negative</code>: failed, 0 of 1 → passed, 1 of 1" in page
    assert group.upload == before
    assert not group.publish(), "it is asked again until somebody agreed"


def test_once_agreed_it_is_written_and_not_asked_again(
    group: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = group.upload
    group.grade(Outcome.PASSED, "new checks")
    monkeypatch.setattr(sys, "stdin", io.StringIO("yes\n"))

    assert group.publish()
    assert group.upload != before
    assert group.publish()
    assert not group.outputs.changes("99-demo").exists()


def test_with_yes_nobody_is_asked(group: Class) -> None:
    before = group.upload
    group.grade(Outcome.PASSED, "new checks")

    assert group.publish(yes=True)
    assert group.upload != before
    assert group.outputs.changes("99-demo").exists()


def test_a_new_notebook_changes_points_without_a_question(
    group: Class, capsys: pytest.CaptureFixture[str]
) -> None:
    group.grade(Outcome.PASSED, "old checks", cells="others")

    assert group.publish()
    assert "double/paper: failed, 0 of 1 → passed, 1 of 1" in capsys.readouterr().out


def test_a_failure_of_ours_is_asked_about_neither_when_it_comes_nor_when_it_goes(
    group: Class, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its points go nowhere, so what was published before is what the next grade is compared with."""
    group.grade(Outcome.PASSED, "old checks", cells="others")
    assert group.publish()
    capsys.readouterr()

    group.grade(Outcome.BROKEN, "old checks", cells="others")
    assert group.publish()
    group.grade(Outcome.PASSED, "old checks", cells="others")
    assert group.publish()
    assert "→" not in capsys.readouterr().out

    group.grade(Outcome.BROKEN, "old checks", cells="others")
    assert group.publish()
    group.grade(Outcome.FAILED, "new checks", cells="others")
    assert not group.publish(), "3 points were published, and this is not what the student changed"
    assert "3 → 0" in capsys.readouterr().out


def test_what_an_instructor_decided_changes_points_without_a_question(
    group: Class, capsys: pytest.CaptureFixture[str]
) -> None:
    decide = ["override", "99", "--student", "student01", "--question", "double"]
    assert cli.main([*decide, "--points", "full", "--reason", "Right."]) == 0
    capsys.readouterr()

    assert group.publish()
    assert "0 → 2" in capsys.readouterr().out


def test_zip_writes_what_is_told_and_notes_it(
    group: Class, capsys: pytest.CaptureFixture[str]
) -> None:
    group.grade(Outcome.PASSED, "new checks")

    assert cli.main(["zip"]) == 0
    assert "0 → 3" in capsys.readouterr().out
    assert group.publish()
    roll = group.book.roll("99-demo")
    assert roll is not None
    assert differences.find(group.book, [], roll, {}) == []


@pytest.mark.slow
def test_the_whole_way_from_a_changed_check(here: Path, demo: Built) -> None:
    (here / "submissions" / "student01.ipynb").write_bytes(demo.solution)
    assert run("grade", "--workers", "1").returncode == 0
    upload = here / "grades" / "99-demo" / "99-demo-folder.zip"
    before = upload.read_bytes()
    master = here / "solutions" / "99-demo" / "99-demo.py"
    master.write_text(master.read_text().replace("assert total == 6", "assert total != 6"))

    refused = run("grade", "--workers", "1")
    assert refused.returncode == 1, refused.stderr
    assert "total/value: passed, 1 of 1 → failed, 0 of 1" in refused.stdout
    assert upload.read_bytes() == before
