"""What a student is told about a question and a check."""

from __future__ import annotations

from dataclasses import replace

import pytest
from classroom import (
    ASSIGNMENT,
    B,
    C,
    F,
    N,
    P,
    notebook,
    standing,
)

from autograder import report
from autograder.handed_in import HandedIn
from autograder.records import (
    Assignment,
    Check,
    Grade,
    Outcome,
    Question,
    Result,
    Submission,
)
from autograder.report.outcomes import question_lines

SECRET = "probe = [0.125, 0.875]"


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_hidden_check_shows_its_category_and_hint_and_nothing_else(outcome: Outcome) -> None:
    """Promise 9: a student sees what the author meant, whatever the judge wrote into a result."""
    check = Check(
        question="q",
        name=f"name {SECRET}",
        points=2,
        hidden=True,
        about="ties",
        hint="The nearer neighbour wins.",
    )
    question = Question(
        name="q",
        title="Vote",
        points=2,
        difficulty=1,
        minutes=5,
        checks=(check,),
        source=f"# {SECRET}",
        blanks=(f"# {SECRET}",),
    )
    assignment = Assignment(slug="a", title="A", questions=(question,))
    grade = Grade(
        student="s",
        slug="a",
        results=(
            Result(
                check=check,
                outcome=outcome,
                message=f"{SECRET} gives 3, expected 4. The nearer neighbour wins.",
            ),
        ),
    )
    submission = Submission(
        student="s", name="S", filename="a.ipynb", file=HandedIn.of(notebook()), slug="a"
    )

    one = standing(submission, grade)
    page = report.student_page(assignment, one)
    annotated = report.student_notebook(assignment, one).decode()

    for made in (page, annotated):
        assert "ties" in made
        assert ("The nearer neighbour wins." in made) == (outcome in (F, C))
        assert "0.125" not in made
        assert "expected 4" not in made
    class_page = report.class_page(assignment, [one] * 2)
    assert "expected 4" not in class_page
    assert f"# {SECRET}" not in class_page
    assert "0.125" not in report.grades_csv(assignment, [one])


@pytest.mark.parametrize(
    ("outcomes", "state", "earned"),
    [
        pytest.param((P, P), "passed", "3 of 3", id="all passed"),
        pytest.param((P, F), "partly", "1 of 3", id="some points"),
        pytest.param((P, C), "partly", "1 of 3", id="some points, then a crash"),
        pytest.param((F, N), "failed", "0 of 3", id="wrong"),
        pytest.param((C, F), "crashed", "0 of 3", id="crashed"),
        pytest.param((N, N), "not attempted", "0 of 3", id="blank"),
        pytest.param((P, B), "broken check", "1 of 3", id="ours"),
        pytest.param((), "not graded", "0 of 3", id="nothing known"),
    ],
)
def test_a_question_stands_as_its_checks_say(
    outcomes: tuple[Outcome, ...], state: str, earned: str
) -> None:
    question = ASSIGNMENT.questions[0]
    made = tuple(
        Result(check=check, outcome=outcome)
        for check, outcome in zip(question.checks, outcomes, strict=False)
    )

    (line,) = question_lines(
        replace(ASSIGNMENT, questions=(question,)), Grade(student="s", slug="a", results=made)
    )

    assert line.state == state
    assert f"{line.points:g} of {line.possible:g}" == earned
