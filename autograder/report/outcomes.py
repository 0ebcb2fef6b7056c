"""What a student may be told about each question and check: the only door from a `Result` to a student.

A hidden check passes it with its category (`about`) and, when it failed, its hint. Its name, message, inputs and source
stay behind, whatever the judge wrote into them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from autograder import files
from autograder.records import Assignment, Check, Grade, Outcome, Question, Result, Verdict
from autograder.report import text

MESSAGE_LINES, MESSAGE_CHARACTERS = 25, 2_500


class State(StrEnum):
    """What became of a question, or of one check, in the words that every report uses."""

    PASSED = "passed"
    PARTLY = "partly"
    FAILED = "failed"
    NOT_ATTEMPTED = "not attempted"
    CRASHED = "crashed"
    BROKEN = "broken check"
    BY_HAND = "read by a person"
    NOT_GRADED = "not graded"

    @property
    def symbol(self) -> str:
        return SYMBOLS[self]

    @property
    def slug(self) -> str:
        """The name of its CSS class."""
        return self.name.lower().replace("_", "-")


SYMBOLS = {
    State.PASSED: "✓",
    State.PARTLY: "◐",
    State.FAILED: "✗",
    State.NOT_ATTEMPTED: "○",
    State.CRASHED: "!",
    State.BROKEN: "?",
    State.BY_HAND: "✎",
    State.NOT_GRADED: "–",
}
STATES = {
    Outcome.PASSED: State.PASSED,
    Outcome.FAILED: State.FAILED,
    Outcome.NOT_ATTEMPTED: State.NOT_ATTEMPTED,
    Outcome.CRASHED: State.CRASHED,
    Outcome.BROKEN: State.BROKEN,
}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check as a student may see it."""

    title: str
    state: State
    hidden: bool
    points: float
    possible: float
    message: str = ""  # expected and got; public checks only
    hint: str = ""

    @property
    def told(self) -> tuple[str, ...]:
        """What the student is told beside title and points."""
        return tuple(part for part in (self.message, self.hint) if part)

    @property
    def earned(self) -> str:
        """Its points in words; a check of the form of an answer may have none."""
        return (
            f"{files.number(self.points)} of {files.number(self.possible)}"
            if self.possible
            else "no points"
        )


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question as a student may see it. `waiting` points belong to checks that broke: a person gives them."""

    number: int
    question: Question
    state: State
    points: float
    possible: float
    waiting: float
    checks: tuple[CheckLine, ...]

    @property
    def open(self) -> float:
        """Points that the student can still win."""
        return self.possible - self.points - self.waiting


def question_lines(assignment: Assignment, grade: Grade) -> tuple[QuestionLine, ...]:
    """Return every question of the assignment in order, with what is known of it."""
    by_question: dict[str, list[Result]] = {}
    for result in grade.results if was_graded(grade) else ():
        by_question.setdefault(result.check.question, []).append(result)
    return tuple(
        _question_line(number, question, by_question.get(question.name, []))
        for number, question in enumerate(assignment.questions, start=1)
    )


def was_graded(grade: Grade) -> bool:
    """Tell whether the points mean anything: after a failure of ours they do not, and are shown nowhere."""
    return grade.verdict is not Verdict.SANDBOX_FAILURE


def possible(assignment: Assignment, grade: Grade | None = None) -> float:
    """Return the points that checks can give, with those of questions that a person has marked in `grade`."""
    marked = {result.check.question for result in grade.results} if grade else set()
    return sum(q.points for q in assignment.questions if not q.manual or q.name in marked)


def _question_line(number: int, question: Question, results: list[Result]) -> QuestionLine:
    return QuestionLine(
        number,
        question,
        _state(question, results),
        sum(result.points for result in results),
        question.points,
        sum(result.check.points for result in results if result.outcome is Outcome.BROKEN),
        tuple(_told(result) for result in results)
        or tuple(_not_graded(check) for check in question.checks),
    )


def _state(question: Question, results: list[Result]) -> State:
    if not results:
        return State.BY_HAND if question.manual else State.NOT_GRADED
    outcomes = {result.outcome for result in results}
    if outcomes == {Outcome.PASSED} or Outcome.BROKEN in outcomes:
        return State.BROKEN if Outcome.BROKEN in outcomes else State.PASSED
    if any(result.points for result in results):
        return State.PARTLY
    worst = next(
        o for o in (Outcome.CRASHED, Outcome.FAILED, Outcome.NOT_ATTEMPTED) if o in outcomes
    )
    return STATES[worst]


def _told(result: Result) -> CheckLine:
    check, state = result.check, STATES[result.outcome]
    lost = state in (State.FAILED, State.CRASHED)
    hint = check.hint if lost else ""
    by_hand = result.given is not None
    message = (
        text.block(result.message) if by_hand or not (check.hidden or state is State.PASSED) else ""
    )
    message = text.excerpt(message, lines=MESSAGE_LINES, characters=MESSAGE_CHARACTERS)
    if message.strip() == hint:
        message = ""
    elif hint in message:
        hint = ""
    return CheckLine(_title(check), state, check.hidden, result.points, check.points, message, hint)


def _not_graded(check: Check) -> CheckLine:
    return CheckLine(_title(check), State.NOT_GRADED, check.hidden, 0.0, check.points)


def _title(check: Check) -> str:
    return check.about or ("a hidden check" if check.hidden else check.name.replace("_", " "))
