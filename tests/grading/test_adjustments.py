"""Items of a rubric on questions with checks: clear arithmetic, whatever is graded later, for everybody at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder import report
from autograder.grading import adjustments, rubric, standings
from autograder.grading.gradebook import open_gradebook
from autograder.grading.overrides import Decision
from autograder.grading.rubric import Ticked
from autograder.grading.sheet import Sheet
from autograder.grading.standings import Given
from autograder.grading.task import Basis
from autograder.handed_in import HandedIn
from autograder.lms import gradescope
from autograder.records import Assignment, Check, Grade, Outcome, Question, Result, Submission
from autograder.report import outcomes
from autograder.report.outcomes import State

CHECKS = (Check(question="q", name="a", points=1.0), Check(question="q", name="b", points=1.0))
CODE = Question(name="q", title="Code", points=2.0, difficulty=1, minutes=5, checks=CHECKS)
ESSAY = Question(name="e", title="Essay", points=4.0, difficulty=1, minutes=5, manual=True)
ASSIGNMENT = Assignment(slug="99-demo", title="Demo", questions=(CODE, ESSAY))
ITEMS = (("No docstring", "-0.5"), ("Twice as slow", "−2"), ("=Elegant", "1"))


def hand_in(student: str = "student01", data: bytes = b"first") -> Submission:
    return Submission(
        student=student, name=student, filename="a.ipynb", file=HandedIn.of(data), slug="99-demo"
    )


def judge(*passed: str, outcome: Outcome = Outcome.FAILED, key: str = "") -> Grade:
    """Return a grade in which these checks passed, and the others ended otherwise."""
    ends = {check: Outcome.PASSED if check.name in passed else outcome for check in CHECKS}
    results = tuple(Result(check=check, outcome=end) for check, end in ends.items())
    return Grade(student="student01", slug="99-demo", results=results, key=key)


@pytest.fixture
def whole(tmp_path: Path) -> Sheet:
    """A sheet without marks, and a rubric of three items for the question with checks."""
    made = Sheet(path=tmp_path / "marking.csv", assignment=ASSIGNMENT, present=[], known=[])
    for text, points in ITEMS:
        assert rubric.change_item(made, rubric.read_item(CODE, text, points), None)
    return made


def read(whole: Sheet) -> rubric.Rubric:
    return rubric.read(rubric.path_beside(whole.path))


def give(whole: Sheet, *items: int, comment: str = "", student: str = "student01") -> bool:
    """Adjust as a form would whose page has just been opened."""
    submission = hand_in(student)
    seen = adjustments.fingerprint(adjustments.find(read(whole), submission, "q"))
    return adjustments.give(whole, submission, CODE, Ticked(items=items, comment=comment), seen)


def apply(whole: Sheet, grade: Grade, student: str = "student01") -> Grade:
    return adjustments.apply(ASSIGNMENT, hand_in(student), grade, read(whole))


@pytest.mark.parametrize(
    ("passed", "items", "points", "told"),
    [
        pytest.param("ab", (1,), 1.5, "2 from the checks, −0.5 from the rubric: 1.5 of 2 points"),
        pytest.param("a", (1, 3), 1.5, "1 from the checks, +0.5 from the rubric: 1.5 of 2 points"),
        pytest.param(
            "a",
            (1, 2),
            0.0,
            "1 from the checks, −2.5 from the rubric: 0 of 2 points; a question cannot have less than 0",
        ),
        pytest.param(
            "ab",
            (3,),
            2.0,
            "2 from the checks, +1 from the rubric: 2 of 2 points; a question cannot have more",
        ),
    ],
)
def test_items_add_to_the_checks_within_the_points_of_the_question(
    whole: Sheet, passed: str, items: tuple[int, ...], points: float, told: str
) -> None:
    assert give(whole, *items)

    grade = apply(whole, judge(*passed))

    assert grade.points == points
    assert grade.results[-1].message.splitlines()[-1] == told


def test_the_student_reads_items_sum_and_comment_and_tables_have_them(whole: Sheet) -> None:
    give(whole, 1, 3, comment="See <b>line</b> 3.")
    grade = apply(whole, judge("a"))
    standing = standings.Standing(submission=hand_in(), grade=grade, points=grade.points)

    page = report.student_page(ASSIGNMENT, standing)

    assert "<strong>+0.5 points</strong>, your instructor&#39;s rubric" in page
    assert "−0.5: No docstring\n+1: =Elegant\n1 from the checks, +0.5" in page
    assert "See &lt;b&gt;line&lt;/b&gt; 3." in page
    assert "1.5 of 2 points" in page
    assert "rubric: −0.5: No docstring" in report.grades_csv(ASSIGNMENT, [standing])
    assert "q,rubric,no,passed,0.5,0" in report.checks_csv(ASSIGNMENT, [standing])
    assert "1 rubric" in report.class_table(ASSIGNMENT, [standing])
    assert "−0.5: No docstring" in report.student_notebook(ASSIGNMENT, standing).decode()
    sent = gradescope.results_json(grade, ASSIGNMENT)["tests"]
    assert sum(line["score"] for line in sent) == 1.5


@pytest.mark.parametrize(
    ("passed", "outcome", "items", "state"),
    [
        pytest.param("ab", Outcome.FAILED, (1,), State.PARTLY, id="taken off"),
        pytest.param("a", Outcome.FAILED, (3,), State.PASSED, id="made whole"),
        pytest.param("", Outcome.FAILED, (2,), State.FAILED, id="nothing to take"),
        pytest.param("", Outcome.NOT_ATTEMPTED, (), State.NOT_ATTEMPTED, id="a comment alone"),
        pytest.param("a", Outcome.BROKEN, (1,), State.BROKEN, id="still needs review"),
    ],
)
def test_the_state_of_a_question_is_what_it_earned(
    whole: Sheet, passed: str, outcome: Outcome, items: tuple[int, ...], state: State
) -> None:
    give(whole, *items, comment="Well.")

    line, _ = outcomes.question_lines(ASSIGNMENT, apply(whole, judge(*passed, outcome=outcome)))

    assert line.state is state


def test_a_comment_on_a_blank_answer_is_read_and_what_was_taken_off_is_nothing_to_fix(
    whole: Sheet,
) -> None:
    give(whole, comment="Come and see me.")
    give(whole, 1, student="student02")
    blank = apply(whole, judge(outcome=Outcome.NOT_ATTEMPTED))
    whole_points = apply(whole, judge("a", "b"), "student02")

    pages = [
        report.student_page(
            ASSIGNMENT, standings.Standing(submission=hand_in(), grade=one, points=one.points)
        )
        for one in (blank, whole_points)
    ]

    assert "The blank is still as you got it" in pages[0]
    assert "Come and see me." in pages[0]
    assert "grader.check" not in pages[1]


def decide(check: str, points: float | None) -> Decision:
    return Decision(
        slug="99-demo",
        question="q",
        check=check,
        lms="folder",
        student="student01",
        points=points,
        reason="Read again.",
    )


def test_it_survives_another_grading_and_another_notebook_and_an_override_counts_instead(
    whole: Sheet,
) -> None:
    give(whole, 1)
    given = Given(rubric=read(whole))
    basis = Basis(cells="c", fingerprint="f", environment="e")
    points = []
    with open_gradebook(None) as book:
        book.save(hand_in(), judge("a", "b"), basis)
        points.append(standings.read(book, ASSIGNMENT, given)[0].points)
        book.save(hand_in(), judge("a", key="another check"), basis)
        points.append(standings.read(book, ASSIGNMENT, given)[0].points)
        book.save(hand_in(data=b"second"), judge("a", "b"), basis)
        points.append(standings.read(book, ASSIGNMENT, given)[0].points)
        for check, worth in (("b", 0.0), ("", 2.0), ("", None)):
            book.decide([decide(check, worth)])
            points.append(standings.read(book, ASSIGNMENT, given)[0].points)

    assert points == [1.5, 0.5, 1.5, 0.5, 2.0, 0.5]


def test_a_changed_item_counts_for_everybody_and_one_that_is_removed_for_nobody(
    whole: Sheet,
) -> None:
    for student in ("student01", "student02"):
        give(whole, 1, student=student)
    item = read(whole).items[0]

    rubric.change_item(whole, rubric.read_item(CODE, "No docstring", "-1"), item)
    changed = [apply(whole, judge("a", "b"), s).points for s in ("student01", "student02")]
    rubric.change_item(whole, rubric.read_item(CODE, "", ""), read(whole).items[0])

    assert changed == [1.0, 1.0]
    assert apply(whole, judge("a", "b")) == judge("a", "b")
    assert not whole.path.exists(), "questions with checks have no marks in the sheet"


def test_what_is_taken_back_leaves_nothing(whole: Sheet) -> None:
    before = rubric.path_beside(whole.path).read_bytes()
    assert give(whole, 1, 2, comment="Mine.")
    assert apply(whole, judge("a", "b")).points == 0.0

    assert give(whole)

    assert rubric.path_beside(whole.path).read_bytes() == before


def test_nothing_of_somebody_else_is_overwritten(whole: Sheet) -> None:
    seen = adjustments.fingerprint(adjustments.NOTHING)
    one, two = Ticked(items=(1,)), Ticked(items=(2,))
    assert adjustments.give(whole, hand_in(), CODE, one, seen)

    assert not adjustments.give(whole, hand_in(), CODE, two, seen)
    assert adjustments.give(whole, hand_in(), CODE, one, seen), "the same is the same"
    assert adjustments.find(read(whole), hand_in(), "q") == one
