"""What an exception of a check means, and what a student is told of it. Pure functions.

`check` asks for each check that raised, `judge` for one during which the box was lost.

exception                                         | outcome
--------------------------------------------------|----------------------------------------------
AssertionError                                    | FAILED: a wrong answer, or a name is missing
caused by `StudentRaised`: NotImplementedError    | NOT_ATTEMPTED: the blank is not written
caused by `StudentRaised`: any other              | CRASHED
`StudentOverLimit`                                | CRASHED
no time or memory left in the judge               | CRASHED: by what the student's code gave it
ImportError, NameError, SyntaxError, `NotPlain`   | before any value of theirs is involved:
                                                  | BROKEN, the check's own fault, needs review
any other, and these from then on                 | FAILED: a value that the check did not expect

So nobody can make a check *broken*: whatever comes out of the student's process is the student's.
Of a hidden check a student is told the hint and nothing else.
"""

from __future__ import annotations

from autograder.grading.clock import TooLong
from autograder.records import Check, Outcome, Result, Verdict
from autograder.sandbox.faults import (
    BoxLost,
    NotPlain,
    SandboxFailed,
    StudentOverLimit,
    StudentRaised,
)
from autograder.sandbox.start import ENDED

MESSAGE_CHARACTERS = 2_000
BROKEN = "This check is broken. You lose no points; an instructor will review it."
NAMELESS = "an exception without a name"
NO_MEMORY = "judging it needs more memory than there is"


class Missing(AssertionError):
    """The notebook has no such name. The caller of `Judge`, who knows its cells, says why."""

    def __init__(self, name: str) -> None:
        super().__init__(f"`{name}` is not defined.")
        self.name = name


def charge(check: Check, loss: BoxLost) -> Result:
    """Return the result of the check during which the box was lost."""
    outcome = Outcome.BROKEN if isinstance(loss, SandboxFailed) else Outcome.CRASHED
    ended = _describe_end(loss)
    message = tell_student(check, f"Your code {ended} during this check.")
    return Result(check=check, outcome=outcome, message=message)


def judge_error(
    check: Check, error: Exception | None, gave_none: str = "", *, ours: bool
) -> Result:
    """Return the result of a check that raised.

    `ours` says that no value of theirs was involved when it did; `gave_none` is the function that
    was called last, if it returned None.
    """
    outcome, text = _classify(error, ours)
    if gave_none and outcome is Outcome.FAILED:
        text = f"`{gave_none}` returned None: is a `return` missing?\n{text}"
    message = BROKEN if outcome is Outcome.BROKEN else tell_student(check, text)
    return Result(check=check, outcome=outcome, message=message)


def _classify(error: Exception | None, ours: bool) -> tuple[Outcome, str]:
    """Return what an exception of a check means, and what a student may be told of it."""
    cause = error.__cause__ if error else None
    if isinstance(cause, StudentRaised):
        text = cause.message[:MESSAGE_CHARACTERS]
        if cause.name == "NotImplementedError":  # what a blank raises
            return Outcome.NOT_ATTEMPTED, f"Not written yet: {text}."
        if cause.name == NotPlain.__name__:
            return Outcome.FAILED, f"Your answer cannot be checked: {text}."
        return Outcome.CRASHED, f"Your code raised {cause.name or NAMELESS}: {text}"
    text = str(error)[:MESSAGE_CHARACTERS]
    match error:
        case StudentOverLimit():
            return Outcome.CRASHED, f"Your code {text}."
        case TooLong():
            return Outcome.CRASHED, f"Your answer is too large: {error}."
        case MemoryError():
            return Outcome.CRASHED, f"Your answer is too large: {NO_MEMORY}."
        case ImportError() | NameError() | SyntaxError() | NotPlain() if ours:
            return Outcome.BROKEN, ""
        case NotPlain():
            return Outcome.FAILED, f"Your answer cannot be given to a function: {text}."
        case AssertionError():
            return Outcome.FAILED, text
    kind = type(error).__name__
    return Outcome.FAILED, f"The check could not use your answer: {kind}: {text}"


def tell_student(check: Check, text: str) -> str:
    """Return what a student is told: of a hidden check its hint alone."""
    if check.hidden:
        return check.hint
    return "\n".join(part for part in (text, check.hint) if part)


def _describe_end(loss: BoxLost) -> str:
    if loss.verdict in (Verdict.TIMEOUT, Verdict.MEMORY, Verdict.DISK):
        return loss.note
    if loss.verdict is Verdict.KILLED:
        return "ended its own process" if loss.note == ENDED else loss.note
    return "was stopped"
