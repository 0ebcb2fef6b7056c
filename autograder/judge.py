"""One question's checks against a box. Runs in the trusted process; the only place where points are earned.

otter's own `ExceptionTestFile` runs each check and decides whether it passed; the names a check takes are looked up
in the box, so that it receives plain data or proxies. What becomes of an exception here:

- AssertionError: a wrong answer, FAILED.
- marked as the student's (raised by their code behind a proxy): CRASHED, or NOT_ATTEMPTED for an unwritten blank.
- ImportError, NameError, SyntaxError or NotPlain of the check itself: BROKEN, our fault, for a human.
- anything else: the check met a value it did not expect, FAILED.

A hidden check tells its hint and nothing else.
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from typing import Any

from otter.test_files.exception_test import ExceptionTestFile

from autograder.box.client import Box, BoxLost, OverLimit
from autograder.box.wire import NotPlain
from autograder.records import Check, Outcome, Question, Result, Verdict

MESSAGE_CHARACTERS = 2_000
JUDGE_SECONDS = 30.0  # CPU seconds of the trusted process for one check: a hostile value must not stall it
GRACE_SECONDS = 30.0  # after which the judging process ends, if it is stuck in one operation


class _TooLong(Exception):
    """The check itself, in this process, ran too long on what it was given."""


class _Environment:
    """The student's names as otter's runner wants them: a mapping with `get`."""

    def __init__(self, box: Box) -> None:
        self._box = box

    def get(self, name: str, default: Any = None) -> Any:
        return self._box.get(name, default)


class _Recorded:
    """A check's body that remembers what it raised; otter keeps only a text."""

    def __init__(self, body: Any) -> None:
        self._body = body
        self.error: Exception | None = None

    def call_func(self, environment: _Environment) -> None:
        try:
            self._body.call_func(environment)
        except Exception as error:
            self.error = error
            raise


def judge(question: Question, box: Box, done: tuple[Result, ...] = ()) -> Iterator[Result]:
    """Yield a `Result` per check, in order, leaving out the first `len(done)`. `BoxLost` passes through.

    The caller replays the notebook in a new box and goes on after the check during which the old one was lost.
    """
    file = ExceptionTestFile.from_string(question.source, path=f"{question.name}.py")
    for check, case in list(zip(question.checks, file.test_cases, strict=True))[len(done) :]:
        yield _one(check, case, file, box)


def lost(check: Check, loss: BoxLost) -> Result:
    """Return the result of the check during which the box was lost."""
    outcome = Outcome.BROKEN if loss.verdict is Verdict.SANDBOX_FAILURE else Outcome.CRASHED
    return Result(check, outcome, _told(check, f"Your code {_ended(loss)} during this check."))


def _one(check: Check, case: Any, file: ExceptionTestFile, box: Box) -> Result:
    body = _Recorded(case.body)
    case.body = body
    single = ExceptionTestFile(file.name, file.path, [case], all_or_nothing=False)
    single.source = file.source
    with _judge_limit():
        single.run(_Environment(box))
    (verdict,) = single.test_case_results
    if verdict.passed:
        return Result(check, Outcome.PASSED)
    return _failed(check, body.error)


def _failed(check: Check, error: Exception | None) -> Result:
    student = getattr(error, "student_error", None)
    text = str(getattr(error, "student_message", error))[:MESSAGE_CHARACTERS]
    if student == "NotImplementedError":
        return Result(check, Outcome.NOT_ATTEMPTED, _told(check, f"Not written yet: {text}."))
    if student or isinstance(error, OverLimit):
        what = f"Your code {text}." if isinstance(error, OverLimit) else f"Your code raised {student}: {text}"
        return Result(check, Outcome.CRASHED, _told(check, what))
    if isinstance(error, ImportError | NameError | SyntaxError | NotPlain):
        return Result(check, Outcome.BROKEN, "This check is broken; it costs you nothing and a person will look at it.")
    if isinstance(error, AssertionError):
        return Result(check, Outcome.FAILED, _told(check, text))
    return Result(
        check, Outcome.FAILED, _told(check, f"The check could not use your answer: {type(error).__name__}: {text}")
    )


def _told(check: Check, text: str) -> str:
    """Return what the student is told: for a hidden check its hint alone."""
    if check.hidden:
        return check.hint
    return "\n".join(part for part in (text, check.hint) if part)


def _ended(loss: BoxLost) -> str:
    return {
        Verdict.TIMEOUT: loss.note,
        Verdict.MEMORY: loss.note,
        Verdict.DISK: loss.note,
        Verdict.KILLED: "ended its own process",
    }.get(loss.verdict, "was stopped")


@contextlib.contextmanager
def _judge_limit() -> Iterator[None]:
    """Bound the CPU time of this process for one check. Only in the main thread, where signals arrive.

    One long operation in C (a power of huge integers) lets no Python handler run: the second timer ends the process.
    """

    def stop(*_: object) -> None:
        raise _TooLong(f"judging it took more than {JUDGE_SECONDS:g} s")

    previous = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, JUDGE_SECONDS)
    signal.setitimer(signal.ITIMER_VIRTUAL, JUDGE_SECONDS + GRACE_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)
