"""What an instructor decides holds over the checks, through whatever is graded later, until undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from autograder import report
from autograder.course import Course
from autograder.errors import CourseError
from autograder.grading import deciding, overrides, standings
from autograder.grading.gradebook import Gradebook, open_gradebook
from autograder.grading.overrides import FULL, Decision
from autograder.grading.task import Basis
from autograder.handed_in import HandedIn
from autograder.lms import gradescope
from autograder.records import Assignment, Grade, Outcome, Result, Standing, Submission, Verdict

BASIS = Basis(cells="c", fingerprint="f", environment="e")
PEOPLE = {("moodle", "student01"), ("moodle", "student02"), ("canvas", "student02")}
ASKED = {"student": "student01", "question": "double", "points": "1.5", "reason": "Well argued."}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Gradebook]:
    with open_gradebook(tmp_path / "gradebook.sqlite") as opened:
        yield opened


def handed_in(student: str = "student01", data: bytes = b"a") -> Submission:
    return Submission(
        student=student,
        name=student,
        filename="a.ipynb",
        file=HandedIn.of(data),
        slug="99-demo",
        lms="moodle",
    )


def judged(assignment: Assignment, outcome: Outcome = Outcome.FAILED, **parts: object) -> Grade:
    results = tuple(
        Result(check=check, outcome=outcome, message="expected 2")
        for question in assignment.questions
        for check in question.checks
    )
    return Grade(student="student01", slug="99-demo", results=results, **parts)


def decided(points: float | None, check: str = "", student: str = "student01") -> Decision:
    return Decision(
        slug="99-demo",
        question="double",
        check=check,
        lms="moodle" if student else "",
        student=student,
        points=points,
        reason="The text <b>could</b> be read so.",
    )


def apply(
    assignment: Assignment,
    submission: Submission,
    grade: Grade,
    decisions: Mapping[overrides.Target, Decision],
) -> Grade:
    """Return the grade with what was decided about checks, then about questions."""
    checks = overrides.apply_to_checks(submission, grade, decisions)
    return overrides.apply_to_questions(assignment, submission, checks, decisions)


def stand(book: Gradebook, course: Course, assignment: Assignment) -> list[Standing]:
    return standings.read(book, assignment, standings.Given(policy=course.policy("99-demo")))


def test_the_newest_decision_counts_and_what_is_undone_does_not(
    book: Gradebook, course: Course, assignment: Assignment
) -> None:
    book.save(handed_in(), judged(assignment), BASIS)
    points = []
    for given in (1.5, FULL, 0.5, None):
        book.decide([decided(given)])
        points.append(stand(book, course, assignment)[0].points)
    assert points == [1.5, 2.0, 0.5, 0.0]
    assert len(book.decisions("99-demo")) == 4, "nothing that was decided is forgotten"


def test_it_survives_another_grading_and_another_notebook(
    book: Gradebook, course: Course, assignment: Assignment
) -> None:
    book.save(handed_in(), judged(assignment), BASIS)
    book.decide([decided(1.5)])
    book.save(handed_in(data=b"b"), judged(assignment, key="new checks"), BASIS)
    assert [one.points for one in stand(book, course, assignment)] == [1.5]


def test_a_check_that_was_wrong_gives_everybody_its_points_but_for_decisions_about_one(
    book: Gradebook, course: Course, assignment: Assignment
) -> None:
    for student in ("student01", "student02"):
        book.save(handed_in(student), judged(assignment), BASIS)
    check = assignment.question("double").checks[0]
    book.decide([decided(FULL, check.name, student=""), decided(0, check.name, "student02")])
    assert [one.points for one in stand(book, course, assignment)] == [check.points, 0.0]


def test_a_broken_check_needs_no_review_once_it_is_decided(assignment: Assignment) -> None:
    grade = judged(assignment, Outcome.BROKEN)
    every = {
        ("", "", c.question, c.name): replace(decided(FULL, c.name, ""), question=c.question)
        for question in assignment.questions
        for c in question.checks
    }
    settled = apply(assignment, handed_in(), grade, every)
    assert grade.needs_review
    assert not settled.needs_review
    assert settled.points == assignment.points


def test_the_page_says_what_was_given_and_why_and_escapes_it(assignment: Assignment) -> None:
    grade = apply(assignment, handed_in(), judged(assignment), {decided(1.5).target: decided(1.5)})
    standing = Standing(submission=handed_in(), grade=grade, points=grade.points)
    page = report.student_page(assignment, standing)
    assert "<strong>+1.5 points</strong>, your instructor&#39;s decision" in page
    assert "The text &lt;b&gt;could&lt;/b&gt; be read so." in page
    assert "1.5 of 2 points" in page
    table = report.grades_csv(assignment, [standing])
    assert "override: The text <b>could</b> be read so." in table
    assert "1 override" in report.class_table(assignment, [standing])


def test_a_hidden_check_that_was_decided_tells_the_reason_and_not_its_own_words(
    assignment: Assignment,
) -> None:
    hidden = next(c for q in assignment.questions for c in q.checks if c.hidden)
    decision = replace(decided(FULL, hidden.name), question=hidden.question)
    grade = judged(assignment)
    secret = replace(grade, results=tuple(replace(r, message="numbers[3]") for r in grade.results))
    settled = apply(assignment, handed_in(), secret, {decision.target: decision})
    sent = gradescope.results_json(settled, assignment)
    (line,) = [t for t in sent["tests"] if "instructor's decision" in t["name"]]
    assert line["output"] == decision.reason
    assert (line["score"], line["status"]) == (hidden.points, "passed")


def test_a_question_graded_manually_can_be_decided_before_it_is_marked(
    assignment: Assignment,
) -> None:
    manual = replace(assignment.question("double"), checks=(), manual=True)
    project = replace(assignment, questions=(manual,))
    grade = Grade(student="student01", slug="99-demo", results=())
    settled = apply(project, handed_in(), grade, {decided(1.5).target: decided(1.5)})
    assert project.unmarked(grade) == (manual,)
    assert project.unmarked(settled) == ()
    assert (settled.points, settled.possible) == (1.5, 2.0)


def test_what_the_assignment_has_no_longer_is_found(assignment: Assignment) -> None:
    gone = replace(decided(1), question="gone")
    assert overrides.find_lost(assignment, [decided(1), gone, decided(1, "gone")]) == [
        gone,
        decided(1, "gone"),
    ]


def test_a_grade_that_failed_on_our_side_stays_without_points(assignment: Assignment) -> None:
    failed = Grade(student="student01", slug="99-demo", results=(), verdict=Verdict.SANDBOX_FAILURE)
    settled = apply(assignment, handed_in(), failed, {decided(1).target: decided(1)})
    assert settled.needs_review


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"student": "student09"}, "'student09' has no grade for this assignment"),
        ({"student": "student02"}, "is a student in canvas, moodle. Say which with `lms`"),
        ({"question": "treble"}, "99-demo has no question 'treble'. It has double, total"),
        ({"check": "treble"}, "double has no check 'treble'"),
        (
            {"points": "2.5"},
            "'2.5' is not a number of points. Write 0 to 2, `full`, `keep` or `undo`",
        ),
        ({"points": "nan"}, "'nan' is not a number of points"),
        ({"reason": " "}, "no reason. Students read it beside the points"),
    ],
)
def test_what_cannot_be_meant_is_one_line(
    assignment: Assignment, change: dict[str, str], message: str
) -> None:
    with pytest.raises(CourseError) as caught:
        deciding.decide(assignment, PEOPLE, ASKED | change, "decisions.csv, row 2: ")
    assert str(caught.value).startswith("decisions.csv, row 2: ")
    assert message in str(caught.value)


def test_a_table_is_read_as_a_spreadsheet_saves_it(tmp_path: Path, assignment: Assignment) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(
        "student;question;points;reason;check\nstudent01;double;1,5;'=Well argued;\n"
        "everybody;total;full;The check was wrong;\n",
        encoding="utf-8-sig",
    )
    made = [deciding.decide(assignment, PEOPLE, row) for row in deciding.read_table(path)]
    assert [(one.student, one.question, one.points, one.reason) for one in made] == [
        ("student01", "double", 1.5, "=Well argued"),
        ("", "total", FULL, "The check was wrong"),
    ]


def test_a_table_with_other_columns_is_named(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("who,what\nstudent01,double\n")
    with pytest.raises(CourseError, match=r"its first line is `who,what`\. Name the columns"):
        deciding.read_table(path)
