"""The questions' checks against a box, in a fork of the trusted process; the only place where points are earned.

otter's own `ExceptionTestFile` runs each check and decides whether it passed; the names a check takes are looked up
in the box, so that it receives plain data or proxies. What becomes of an exception here:

- AssertionError: a wrong answer, FAILED.
- marked as the student's (raised by their code behind a proxy): CRASHED, or NOT_ATTEMPTED for an unwritten blank.
- ImportError, NameError, SyntaxError or NotPlain of the check itself: BROKEN, our fault, for a human.
- the check ran out of its time or memory in this process, on what the student's code gave it: CRASHED.
- anything else: the check met a value it did not expect, FAILED.

A hidden check tells its hint and nothing else.

Plain data can hurt whoever computes with it: a power of two large integers is one operation in C, which no signal handler of
Python ends. So the fork has limits of its own, and tells each result as soon as it is known; when the kernel ends it, that
costs the check it was at, and the caller goes on behind it with a new box.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import gc
import importlib
import json
import os
import resource
import signal
import traceback
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from otter.test_files.exception_test import ExceptionTestFile

from autograder.records import Check, Limits, Outcome, Question, Result, Verdict
from autograder.sandbox import jail
from autograder.sandbox.box import Box
from autograder.sandbox.faults import (
    BoxLost,
    SandboxFailed,
    StudentOverLimit,
    StudentRaised,
    StudentStopped,
    lose,
)
from autograder.sandbox.wire import NotPlain

MESSAGE_CHARACTERS = 2_000
GRACE_SECONDS = 1.0  # CPU, from the exception to the kernel's own limit


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


class Judge:
    """A fork of this process that judges the questions of one box, one after the other. A context manager.

    It is made at the first question, and anew behind one that crashed: what hurt it may have left it little memory.
    """

    def __init__(self, box: Box, questions: Sequence[Question]) -> None:
        self._box = box
        self._questions = {question.name: question for question in questions}
        self._child = 0

    def __enter__(self) -> Judge:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def results(self, name: str, done: int = 0) -> Iterator[Result]:
        """Yield a `Result` per check of a question, in order, leaving out the first `done`. Raises `BoxLost`.

        The caller replays the notebook in a new box and goes on after the check during which the old one was lost.
        """
        left = self._questions[name].checks[done:]
        if not self._child:
            self._fork()
        with contextlib.suppress(
            BrokenPipeError
        ):  # it was ended from outside: it has no answer, which is seen below
            self._asks.write(json.dumps([name, done]).encode() + b"\n")
        crashed, status = False, 0
        try:
            for check, line in zip(left, self._tells, strict=False):
                told = json.loads(line)
                if "bug" in told:
                    raise RuntimeError(f"judging {check.key} failed:\n{told['bug']}")
                if "lost" in told:
                    raise lose(Verdict(told["lost"]), told["note"])
                crashed |= told["outcome"] == Outcome.CRASHED
                yield Result(check=check, outcome=Outcome(told["outcome"]), message=told["message"])
                left = left[1:]
        finally:
            if left or crashed:
                status = self.close()
        if left:
            raise _ended_early(status, self._box.limits)

    def close(self) -> int:
        """End the fork; return its status for the caller who finds that it had ended by itself."""
        if not self._child:
            return 0
        os.kill(self._child, signal.SIGKILL)
        _, status = os.waitpid(self._child, 0)
        self._child = 0
        self._asks.close()
        self._tells.close()
        return status

    def _fork(self) -> None:
        for question in self._questions.values():
            _import_what_checks_name(question.source)
        asked, ask = os.pipe()
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(ask)
            self._serve(open(asked, "rb"), tell)  # noqa: PTH123, SIM115 - a descriptor, open until the end
        os.close(asked)
        os.close(tell)
        self._child, self._asks, self._tells = child, open(ask, "wb", 0), open(told, "rb")  # noqa: PTH123, SIM115

    def _serve(self, asks: Iterable[bytes], write: int) -> None:
        """Run the checks that are asked for in this process, writing one line for each; never returns."""
        try:
            jail.die_with_parent()
            gc.freeze()
            _limit_memory(self._box.limits.judge_bytes)
            for line in asks:
                name, done = json.loads(line)
                question = self._questions[name]
                file = ExceptionTestFile.from_string(question.source, path=f"{question.name}.py")
                for check, case in list(zip(question.checks, file.test_cases, strict=True))[done:]:
                    result = _one(check, case, file, self._box)
                    _tell(write, outcome=result.outcome, message=result.message)
        except BoxLost as loss:
            _tell(write, lost=loss.verdict, note=loss.note)
        except BaseException:
            _tell(write, bug=traceback.format_exc())
        finally:
            os._exit(0)


def lost(check: Check, loss: BoxLost) -> Result:
    """Return the result of the check during which the box was lost."""
    outcome = Outcome.BROKEN if loss.verdict is Verdict.SANDBOX_FAILURE else Outcome.CRASHED
    return Result(
        check=check,
        outcome=outcome,
        message=_told(check, f"Your code {_ended(loss)} during this check."),
    )


@functools.cache
def _import_what_checks_name(source: str) -> None:
    """Import it before the fork, else every submission pays for it again."""
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if (
            isinstance(node, ast.ImportFrom) and node.module
        ):  # what is imported from it may be a module, too
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            with contextlib.suppress(ImportError):  # the check itself will say so
                importlib.import_module(name)


def _tell(write: int, **what: str) -> None:
    line = memoryview(json.dumps(what).encode() + b"\n")
    while line:
        line = line[os.write(write, line) :]


def _limit_memory(more: int) -> None:
    """Let this process take so many bytes more than it has; then it is a MemoryError."""
    pages = int(Path("/proc/self/statm").read_text().split()[5])
    limit = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _ended_early(status: int, limits: Limits) -> BoxLost:
    signal_number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if signal_number == signal.SIGVTALRM:
        seconds = f"{limits.judge_seconds + GRACE_SECONDS:g}"
        return StudentStopped(
            Verdict.TIMEOUT, f"gave an answer that took more than {seconds} CPU seconds to judge"
        )
    return SandboxFailed(f"the judge ended with status {status}")


def _one(check: Check, case: Any, file: ExceptionTestFile, box: Box) -> Result:
    body = _Recorded(case.body)
    case.body = body
    single = ExceptionTestFile(file.name, file.path, [case], all_or_nothing=False)
    single.source = file.source
    try:
        with _time_limit(box.limits.judge_seconds):
            single.run(_Environment(box))
    except (_TooLong, MemoryError) as error:  # beside the check itself: as otter made its message
        return _failed(check, error)
    (verdict,) = single.test_case_results
    if verdict.passed:
        return Result(check=check, outcome=Outcome.PASSED)
    return _failed(check, body.error)


def _failed(check: Check, error: Exception | None) -> Result:
    cause = error.__cause__ if error else None
    student = cause.name if isinstance(cause, StudentRaised) else ""
    text = (cause.message if isinstance(cause, StudentRaised) else str(error))[:MESSAGE_CHARACTERS]
    if student == "NotImplementedError":
        return Result(
            check=check,
            outcome=Outcome.NOT_ATTEMPTED,
            message=_told(check, f"Not written yet: {text}."),
        )
    if student or isinstance(error, StudentOverLimit):
        what = (
            f"Your code {text}."
            if isinstance(error, StudentOverLimit)
            else f"Your code raised {student}: {text}"
        )
        return Result(check=check, outcome=Outcome.CRASHED, message=_told(check, what))
    if isinstance(error, _TooLong | MemoryError):
        needs = (
            str(error)
            if isinstance(error, _TooLong)
            else "judging it needs more memory than there is"
        )
        return Result(
            check=check,
            outcome=Outcome.CRASHED,
            message=_told(check, f"Your answer is too large: {needs}."),
        )
    if isinstance(error, ImportError | NameError | SyntaxError | NotPlain):
        return Result(
            check=check,
            outcome=Outcome.BROKEN,
            message="This check is broken; it costs you nothing and a person will look at it.",
        )
    if isinstance(error, AssertionError):
        return Result(check=check, outcome=Outcome.FAILED, message=_told(check, text))
    return Result(
        check=check,
        outcome=Outcome.FAILED,
        message=_told(
            check, f"The check could not use your answer: {type(error).__name__}: {text}"
        ),
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
def _time_limit(seconds: float) -> Iterator[None]:
    """Bound the CPU time of this process for one check: first by an exception, then the kernel ends the process."""

    def stop(*_: object) -> None:
        raise _TooLong(f"judging it took more than {seconds:g} CPU seconds")

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds + GRACE_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
