"""What a student may be told about each question and check: the only door from a `Result` to one.

Feedback page, annotated notebook, the comments for Moodle and Blackboard, and Gradescope's
results.json all take their words from here; tests/lms/test_doors.py holds them to it. A hidden
check passes with its category (`about`) and, when it failed, its hint. Its name, message, inputs
and source stay behind, whatever the judge wrote into them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from autograder import files
from autograder.records import (
    OVERRIDE,
    RUBRIC,
    Assignment,
    Check,
    Grade,
    Outcome,
    Question,
    Result,
    Verdict,
)
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
    MANUAL = "manual grading"
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
    State.MANUAL: "✎",
    State.NOT_GRADED: "–",
}
STATES = {
    Outcome.PASSED: State.PASSED,
    Outcome.FAILED: State.FAILED,
    Outcome.NOT_ATTEMPTED: State.NOT_ATTEMPTED,
    Outcome.CRASHED: State.CRASHED,
    Outcome.BROKEN: State.BROKEN,
}
CARRIED = "Passed with the reference's answer to {} in place of yours."
LOST = (Outcome.CRASHED, Outcome.FAILED, Outcome.NOT_ATTEMPTED)  # the one to name first


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One check as a student may see it."""

    title: str
    state: State
    hidden: bool
    points: float
    possible: float
    message: str = ""  # expected and got, of public checks; comments of manual grading
    hint: str = ""
    by_hand: bool = False  # a mark, with the instructor's comment as `message`

    @property
    def told(self) -> tuple[str, ...]:
        """What the student is told beside title and points."""
        return tuple(part for part in (self.message, self.hint) if part)

    @property
    def earned(self) -> str:
        """Its points in words; a check of an answer's form may carry none."""
        if self.by_hand:
            return _given(self.points, self.possible)
        if not self.possible:
            return "no points"
        return f"{files.number(self.points)} of {files.number(self.possible)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """One question as a student may see it.

    `waiting` are the points of checks that broke: an instructor gives them.
    """

    number: int
    question: Question
    state: State
    points: float
    possible: float
    waiting: float
    checks: tuple[CheckLine, ...]

    @property
    def open(self) -> float:
        """Points that the student can still get."""
        return self.possible - self.points - self.waiting

    @property
    def missing(self) -> str:
        """What a public check says of a question that was not attempted."""
        public = (one for one in self.checks if not (one.hidden or one.by_hand))
        return next((one.message for one in public if one.message), "")


def question_lines(assignment: Assignment, grade: Grade) -> tuple[QuestionLine, ...]:
    """Return every question of the assignment in order, with what is known of it."""
    by_question = _group(grade)
    titles = {question.name: question.title for question in assignment.questions}
    return tuple(
        _question_line(number, question, by_question.get(question.name, []), titles)
        for number, question in enumerate(assignment.questions, start=1)
    )


def question_states(assignment: Assignment, grade: Grade) -> tuple[tuple[State, float], ...]:
    """Return state and points of each question, which takes no words of checks to be cleaned."""
    by_question = _group(grade)
    found = ((question, by_question.get(question.name, [])) for question in assignment.questions)
    return tuple((_state(q, results), sum(one.points for one in results)) for q, results in found)


def _group(grade: Grade) -> dict[str, list[Result]]:
    """Return the results by question; none after a failure of ours."""
    by_question: dict[str, list[Result]] = {}
    for result in grade.results if was_graded(grade) else ():
        by_question.setdefault(result.check.question, []).append(result)
    return by_question


def run_note(grade: Grade) -> str:
    """Return what a student is told of the run; of a failure of ours an instructor reads more."""
    return grade.note if was_graded(grade) else ""


def was_graded(grade: Grade) -> bool:
    """Tell whether the points mean anything; after a failure of ours they are shown nowhere."""
    return grade.verdict is not Verdict.SANDBOX_FAILURE


def decisions(grade: Grade) -> Iterator[tuple[str, str]]:
    """Yield what an instructor decided beside the checks: `override` or `rubric`, and the words."""
    for result in grade.results:
        if result.overridden or result.check.name == RUBRIC:
            yield OVERRIDE if result.overridden else RUBRIC, result.message


def possible(assignment: Assignment, grade: Grade | None = None) -> float:
    """Return the points that checks can give, and those of questions marked in `grade`."""
    marked = {result.check.question for result in grade.results} if grade else set()
    return sum(q.points for q in assignment.questions if not q.manual or q.name in marked)


def _question_line(
    number: int, question: Question, results: list[Result], titles: Mapping[str, str]
) -> QuestionLine:
    judged = tuple(_check_line(result, titles) for result in results)
    broken = [result.check for result in results if result.broken]
    return QuestionLine(
        number=number,
        question=question,
        state=_state(question, results),
        points=sum(result.points for result in results),
        possible=question.points,
        waiting=sum(check.points for check in broken),
        checks=judged or tuple(_not_graded(check) for check in question.checks),
    )


def _state(question: Question, results: list[Result]) -> State:
    outcomes = {_settled(result) for result in results}
    if _is_settled(results):
        return _earned_state(question, sum(result.points for result in results))
    if not results:
        return State.MANUAL if question.manual else State.NOT_GRADED
    if Outcome.BROKEN in outcomes:
        return State.BROKEN
    if outcomes == {Outcome.PASSED}:
        return State.PASSED
    if any(result.points for result in results):
        return State.PARTLY
    return STATES[next(outcome for outcome in LOST if outcome in outcomes)]


def _is_settled(results: list[Result]) -> bool:
    """Tell whether a person decided what the question is worth, not only one check of it."""
    names = {
        result.check.name for result in results if result.check.name != RUBRIC or result.points
    }
    broken = any(result.broken for result in results)
    return OVERRIDE in names or (RUBRIC in names and not broken)


def _earned_state(question: Question, points: float) -> State:
    if points >= question.points:
        return State.PASSED
    return State.PARTLY if points > 0 else State.FAILED


def _settled(result: Result) -> Outcome:
    """Return the outcome, after what a person gave for it and what was carried forward."""
    if result.given is None:
        return Outcome.PASSED if result.carried else result.outcome
    return Outcome.PASSED if result.given >= result.check.points else Outcome.FAILED


def _check_state(result: Result) -> State:
    """Return what became of a check; a mark below the full one still earned something."""
    settled = _settled(result)
    partly = result.given and settled is Outcome.FAILED
    return State.PARTLY if partly else STATES[settled]


def _given(points: float, possible: float) -> str:
    """Return what a person gave; without a maximum of its own, what it changes."""
    if possible:
        return f"{files.number(points)} of {files.points(possible)}"
    sign = "+" if points > 0 else "−" if points < 0 else ""
    return f"{sign}{files.points(abs(points))}"


def _check_line(result: Result, titles: Mapping[str, str]) -> CheckLine:
    carried = result.carried and result.given is None
    message, hint = ("", _tell_carried(result, titles)) if carried else _words(result)
    return CheckLine(
        title=_title(result.check, decided=result.overridden, carried=carried),
        state=_check_state(result),
        hidden=result.check.hidden,
        points=result.points,
        possible=result.check.points,
        message=message,
        hint=hint,
        by_hand=result.given is not None,
    )


def _tell_carried(result: Result, titles: Mapping[str, str]) -> str:
    """Return on whose references it passed; of what its own answers gave, nothing is said."""
    named = [f"“{titles[name]}”" for name in result.stood_on if name in titles]
    *most, last = named or ["an earlier question"]
    return CARRIED.format(f"{', '.join(most)} and {last}" if most else last)


def _words(result: Result) -> tuple[str, str]:
    """Return message and hint, and the hint only once."""
    lost = _settled(result) in (Outcome.FAILED, Outcome.CRASHED)
    hint = result.check.hint if lost else ""
    message = text.block(result.message) if _may_speak(result) else ""
    if result.given is None:
        message = text.excerpt(message, lines=MESSAGE_LINES, characters=MESSAGE_CHARACTERS)
    if message.strip() == hint:
        return "", hint
    return message, "" if hint in message else hint


def _may_speak(result: Result) -> bool:
    """Tell whether a result's message is for students: comments of manual grading always are."""
    by_hand = result.given is not None
    return by_hand or not (result.check.hidden or result.outcome is Outcome.PASSED)


def _not_graded(check: Check) -> CheckLine:
    return CheckLine(
        title=_title(check),
        state=State.NOT_GRADED,
        hidden=check.hidden,
        points=0.0,
        possible=check.points,
    )


def _title(check: Check, *, decided: bool = False, carried: bool = False) -> str:
    about = check.about or ("a hidden check" if check.hidden else check.name.replace("_", " "))
    if carried:
        return f"{about} (error carried forward)"
    return f"{about} (your instructor's decision)" if decided and check.name != OVERRIDE else about
