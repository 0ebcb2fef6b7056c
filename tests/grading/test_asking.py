"""A regrade request waits until something is decided, waits again when that is undone, and changes no points."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder import report
from autograder.errors import CourseError
from autograder.grading import asking, deciding, differences, standings
from autograder.grading.gradebook import Gradebook, open_gradebook
from autograder.grading.roll import Roll
from autograder.grading.task import Basis
from autograder.handed_in import HandedIn
from autograder.records import Assignment, Grade, Outcome, Result, Standing, Submission

WHO = ("folder", "student01")
TEXT = "My <b>array</b> has the right values."


@pytest.fixture
def book(tmp_path: Path, assignment: Assignment) -> Iterator[Gradebook]:
    """A gradebook of one student who passed nothing."""
    results = tuple(
        Result(check=check, outcome=Outcome.FAILED)
        for question in assignment.questions
        for check in question.checks
    )
    with open_gradebook(tmp_path / "gradebook.sqlite") as opened:
        opened.save(
            Submission(
                student=WHO[1], name="a", filename="a", file=HandedIn.of(b""), slug="99-demo"
            ),
            Grade(student=WHO[1], slug="99-demo", results=results),
            Basis(cells="c", fingerprint="f", environment="e"),
        )
        yield opened


def say(book: Gradebook, assignment: Assignment, **asked: str) -> Standing:
    """Commit what was typed; return how the student stands then."""
    book.decide(
        [deciding.decide(assignment, {WHO}, {"student": WHO[1], "question": "double", **asked})]
    )
    (standing,) = standings.read(book, assignment, standings.Given())
    return standing


def test_a_request_waits_is_answered_and_waits_again(
    book: Gradebook, assignment: Assignment
) -> None:
    (asked,) = say(book, assignment, request=TEXT).requests
    assert (asked.text, asked.waits) == (TEXT, True)

    decided = say(book, assignment, points="1.5", reason="You are right.")
    assert (decided.points, decided.requests[0].reason) == (1.5, "You are right.")

    undone = say(book, assignment, points="undo")
    assert (undone.points, undone.requests[0].waits) == (0, True)


def test_an_answer_can_keep_the_points(book: Gradebook, assignment: Assignment) -> None:
    """Those of an override, too."""
    say(book, assignment, points="1.5", reason="Nearly right.")
    say(book, assignment, request=TEXT)

    kept = say(book, assignment, points="keep", reason="The order is wrong.")

    (request,) = kept.requests
    assert (kept.points, request.kept, request.reason) == (1.5, True, "The order is wrong.")


def test_what_was_decided_before_is_no_answer(book: Gradebook, assignment: Assignment) -> None:
    say(book, assignment, points="1.5", reason="Nearly right.")

    assert say(book, assignment, request=TEXT).requests[0].waits


def test_a_request_is_taken_back(book: Gradebook, assignment: Assignment) -> None:
    say(book, assignment, request=TEXT)

    assert say(book, assignment, request="undo").requests == ()
    assert len(book.requests("99-demo")) == 2, "nothing that was asked is forgotten"


def test_a_decision_about_everybody_answers_it(book: Gradebook, assignment: Assignment) -> None:
    say(book, assignment, request=TEXT)

    told = say(book, assignment, student="everybody", points="full", reason="It was wrong.")

    assert not told.requests[0].waits


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param({"student": "everybody"}, "of one student", id="everybody"),
        pytest.param({"check": "paper"}, "whole question", id="a check"),
        pytest.param({"points": "2"}, "Leave out check and points", id="points"),
        pytest.param({"question": "triple"}, "no question 'triple'", id="no such question"),
        pytest.param({"request": "  "}, "no text", id="empty"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    book: Gradebook, assignment: Assignment, asked: dict[str, str], told: str
) -> None:
    with pytest.raises(CourseError, match=told):
        say(book, assignment, **{"request": TEXT, **asked})


def test_the_student_reads_what_was_asked_and_decided(
    book: Gradebook, assignment: Assignment
) -> None:
    asked = report.student_page(assignment, book.complete(say(book, assignment, request=TEXT)))
    kept = say(book, assignment, points="keep", reason="<i>No</i>, the order is wrong.")
    answered = report.student_page(assignment, book.complete(kept))

    assert "You asked for a regrade on" in asked
    assert "It is not decided yet." in asked
    assert "<pre>My &lt;b&gt;array&lt;/b&gt; has the right values.</pre>" in asked
    assert "Decided on" in answered
    assert "&lt;i&gt;No&lt;/i&gt;, the order is wrong." in answered


def test_the_list_of_changes_names_the_request(book: Gradebook, assignment: Assignment) -> None:
    before = Roll(points={WHO: 0.0})
    asked = say(book, assignment, request=TEXT).requests[0].made[:10]
    decided = say(book, assignment, points="2", reason="You are right.")

    (change,) = differences.find(book, [decided], before, {})

    assert change.why == f"regrade request of {asked} about double"


def test_who_is_forgotten_asked_nothing(book: Gradebook, assignment: Assignment) -> None:
    say(book, assignment, request=TEXT)

    book.forget("99-demo", [WHO])

    assert book.requests("99-demo") == []


def test_an_instructor_reads_those_that_wait(book: Gradebook, assignment: Assignment) -> None:
    (request,) = say(book, assignment, request=TEXT).requests

    assert asking.describe([request]) == [
        f"99-demo  student01  double  asked on {request.made[:10]}: {TEXT}"
    ]
