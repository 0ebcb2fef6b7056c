"""Errors carried forward in what people read: students where it counts, instructors wherever it is looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from classroom import Page, assert_safe, handed_in

from autograder import report
from autograder.records import (
    OVERRIDE,
    Assignment,
    CarryForward,
    Check,
    Grade,
    Outcome,
    Question,
    Result,
    Standing,
)
from autograder.report import summary
from autograder.report.gains import find_gains
from autograder.report.outcomes import State, question_lines

NAMES = ("shift", "spread", "total")
TITLES = ("One more", "Twice <as> far", "All together")
CHECKS = (
    Check(question="shift", name="paper", points=1.0, about="on paper", hint="Add one."),
    Check(question="spread", name="paper", points=2.0, about="on paper", hint="Double it."),
    Check(question="total", name="secret_sum", points=3.0, hidden=True, about="its value"),
)
ASSIGNMENT = Assignment(
    slug="99-demo",
    title="A chain",
    questions=tuple(
        Question(
            name=name, title=title, points=check.points, difficulty=1, minutes=1, checks=(check,)
        )
        for name, title, check in zip(NAMES, TITLES, CHECKS, strict=True)
    ),
    carry_forward=CarryForward.ON,
)
STOOD_ON = ((), ("shift",), ("shift", "spread"))
SHOWN = replace(ASSIGNMENT, carry_forward=CarryForward.SHOW)
OFF = replace(ASSIGNMENT, carry_forward=CarryForward.OFF)


def grade(*, carried: bool) -> Grade:
    return Grade(
        student="student01",
        slug="99-demo",
        results=tuple(
            Result(
                check=check,
                outcome=Outcome.FAILED,
                message=f"{check.question} is off",
                stood_on=stood_on,
                carried=carried and bool(stood_on),
            )
            for check, stood_on in zip(CHECKS, STOOD_ON, strict=True)
        ),
    )


def stand(made: Grade) -> Standing:
    return Standing(submission=handed_in(1), grade=made, points=made.points)


def test_a_student_reads_on_whose_references_a_check_passed_and_no_more() -> None:
    lines = question_lines(ASSIGNMENT, grade(carried=True))
    assert [line.state for line in lines] == [State.FAILED, State.PASSED, State.PASSED]
    assert [line.points for line in lines] == [0, 2, 3]
    assert [check.title for line in lines[1:] for check in line.checks] == [
        "on paper (error carried forward)",
        "its value (error carried forward)",
    ]
    assert [check.told for line in lines[1:] for check in line.checks] == [
        ("Passed with the reference's answer to “One more” in place of yours.",),
        (
            "Passed with the reference's answer to “One more” and “Twice <as> far” in place of yours.",
        ),
    ]


def test_the_page_and_the_notebook_of_a_student_say_so() -> None:
    standing = stand(grade(carried=True))
    page = assert_safe(report.student_page(ASSIGNMENT, standing))
    assert "reference's answer to “One more” and “Twice <as> far” in place" in page.words
    assert "5 of 6 points" in page.words
    assert "spread is off" not in page.words


def test_where_it_is_only_shown_a_student_reads_nothing_of_it() -> None:
    shown, off = stand(grade(carried=False)), stand(grade(carried=False))
    for make in (report.student_page, report.student_notebook):
        assert make(SHOWN, shown) == make(OFF, off)
    assert "carried" not in report.student_page(SHOWN, shown)


@pytest.mark.parametrize(
    ("assignment", "said"),
    [
        pytest.param(ASSIGNMENT, "These points are given", id="on"),
        pytest.param(SHOWN, "these points would be given", id="show"),
    ],
)
def test_the_class_page_says_whom_it_gives_what(assignment: Assignment, said: str) -> None:
    counts = assignment is ASSIGNMENT
    html = report.class_page(assignment, [stand(grade(carried=counts))])
    words = " ".join(assert_safe(html, frozenset({"student01.html"})).words.split())
    assert said in words
    assert "Twice <as> far1+2 All together1+3" in words
    assert ": +5 (Twice <as> far +2, All together +3)" in words


def test_the_class_page_of_a_class_whom_it_gives_nothing_says_so_and_off_it_says_no_word() -> None:
    made = replace(grade(carried=False), results=grade(carried=False).results[:1])
    assert "Nobody would get points by it." in Page(report.class_page(SHOWN, [stand(made)])).words
    off = report.class_page(OFF, [stand(grade(carried=False))])
    assert "carried" not in off


def test_what_an_instructor_decided_is_no_gain() -> None:
    made = grade(carried=True)
    check = Check(question="total", name=OVERRIDE, points=0.0)
    decided = Result(check=check, outcome=Outcome.FAILED, message="agreed", given=-3.0)
    marked = replace(made.results[1], given=0.5)
    given = replace(made, results=(made.results[0], marked, made.results[2], decided))
    assert find_gains(made) == {"spread": 2.0, "total": 3.0}
    assert find_gains(given) == {}


def test_the_tables_have_a_column_for_it_only_where_it_is_asked_for() -> None:
    one = stand(grade(carried=True))
    rows = [line.split(",") for line in report.grades_csv(ASSIGNMENT, [one]).splitlines()]
    assert (rows[0][-1], rows[1][-1]) == ("carried_forward", "5")
    checks = [line.split(",") for line in report.checks_csv(ASSIGNMENT, [one]).splitlines()]
    assert [row[-1] for row in checks] == ["stood_on", "", "shift", "shift spread"]
    assert "carried_forward" not in report.grades_csv(OFF, [one])
    assert "stood_on" not in report.checks_csv(OFF, [one])


def test_the_terminal_says_so() -> None:
    told = summary.summarise("a.ipynb", ASSIGNMENT, grade(carried=True))
    assert told.count("error carried forward") == 2
    assert "Passed with the reference's answer to “One more” in place of yours." in told


def test_another_program_is_told_too() -> None:
    told = summary.to_document("a.ipynb", ASSIGNMENT, grade(carried=True))["checks"]
    assert [(one["outcome"], one["points"], one["carried"]) for one in told] == [
        ("failed", 0.0, False),
        ("failed", 2.0, True),
        ("failed", 3.0, True),
    ]
