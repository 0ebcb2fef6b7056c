"""Judge a question: run its checks on what a student's box holds. Points are earned here alone.

`grade` makes one `Judge` for a box and asks it for the results of each question. The judge is a
fork of the trusted process. There otter's own `ExceptionTestFile` runs each check and decides
whether it passed; the names that a check takes are looked up in the box, so that it receives plain
data or proxies. What an exception means:

exception                                         | outcome
--------------------------------------------------|----------------------------------------------
AssertionError                                    | FAILED: a wrong answer, or a name is missing
caused by `StudentRaised`: NotImplementedError    | NOT_ATTEMPTED: the blank is not written
caused by `StudentRaised`: any other              | CRASHED
`StudentOverLimit`                                | CRASHED
no time or memory left in the judge               | CRASHED: by what the student's code gave it
ImportError, NameError, SyntaxError, `NotPlain`   | BROKEN: the check's own fault, needs review
any other                                         | FAILED: a value that the check did not expect

Of a hidden check a student is told the hint and nothing else.

Plain data can hurt the process that computes with it: a power of two large integers is one
operation in C, which no signal handler of Python ends. So the fork has limits of its own and sends
each result as soon as it is known. When the kernel ends it, the check that it was at has crashed,
and the caller goes on behind that check with a new box.
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
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from otter.test_files.exception_test import ExceptionTestFile

from autograder.records import Check, Limits, Outcome, Question, Result, Verdict
from autograder.sandbox import kernel
from autograder.sandbox.box import Box
from autograder.sandbox.faults import (
    BoxLost,
    NotPlain,
    SandboxFailed,
    StudentOverLimit,
    StudentRaised,
    StudentStopped,
    lose,
)
from autograder.sandbox.proxies import Proxy

MESSAGE_CHARACTERS = 2_000
GRACE_SECONDS = 1.0  # CPU, from the exception to the kernel's own limit
BROKEN = "This check is broken. You lose no points; an instructor will review it."
NO_MEMORY = "judging it needs more memory than there is"


class _TooLong(Exception):
    """The check itself, in this process, ran too long on what it was given."""


class _Missing(AssertionError):
    """The notebook has no such name. The caller of `Judge`, who knows its cells, says why."""

    def __init__(self, name: str) -> None:
        super().__init__(f"`{name}` is not defined.")
        self.name = name


class _Environment:
    """The student's names as otter's runner wants them: a mapping with `get`.

    A check that takes a name which does not exist fails: None in its place would hide the reason.
    """

    def __init__(self, box: Box) -> None:
        self._box = box
        self.gave_none = ""  # the function that a check called last, if it returned None

    def get(self, name: str, default: Any = None) -> Any:
        value = self._box.get(name, self)
        if value is self:
            raise _Missing(name)
        if isinstance(value, Proxy):
            return type(value)(_Listener(name, self._box, self), value._number)
        return value


class _Listener:
    """A box as the proxy of one of the notebook's names sees it: notes what its calls return."""

    def __init__(self, name: str, box: Box, environment: _Environment) -> None:
        self._name, self._environment = name, environment
        self._box, self.request, self.key, self.next = box, box.request, box.key, box.next

    def call(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        self._environment.gave_none = ""
        result = self._box.call(number, args, kwargs)
        self._environment.gave_none = self._name if result is None else ""
        return result


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
    """A fork of this process that judges the questions of one box in turn. A context manager.

    It is made at the first question, and again after one that crashed, since what hurt it may have
    left it little memory.
    """

    def __init__(
        self,
        box: Box,
        questions: Sequence[Question],
        explain: Callable[[str], str] = "`{}` is not defined.".format,
    ) -> None:
        """Take the box, and what says of a name that a check takes why it does not exist."""
        self._box = box
        self._explain = explain
        self._questions = {question.name: question for question in questions}
        self._child = 0

    def __enter__(self) -> Judge:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def results(self, name: str, done: int = 0) -> Iterator[Result]:
        """Yield a `Result` for each check of a question, in order, but the first `done`.

        Raises `BoxLost`: the caller replays the notebook in a new box and goes on after the check
        during which the old one was lost.
        """
        left = self._questions[name].checks[done:]
        if not self._child:
            self._fork()
        with contextlib.suppress(BrokenPipeError):  # it has ended, which is seen below
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
                message = told["message"]
                if told["missing"]:
                    message = _tell_student(check, self._explain(told["missing"]))
                yield Result(check=check, outcome=Outcome(told["outcome"]), message=message)
                left = left[1:]
        finally:
            if left or crashed:
                status = self.close()
        if left:
            raise _explain_end(status, self._box.limits)

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
            self._serve(os.fdopen(asked, "rb"), tell)
        os.close(asked)
        os.close(tell)
        self._child, self._asks, self._tells = child, os.fdopen(ask, "wb", 0), os.fdopen(told, "rb")

    def _serve(self, asks: Iterable[bytes], write: int) -> None:
        """Run the checks that are asked for, writing one line for each; never returns."""
        try:
            kernel.die_with_parent()
            gc.freeze()
            _limit_memory(self._box.limits.judge_bytes)
            for line in asks:
                name, done = json.loads(line)
                question = self._questions[name]
                file = ExceptionTestFile.from_string(question.source, path=f"{question.name}.py")
                for check, case in list(zip(question.checks, file.test_cases, strict=True))[done:]:
                    result, missing = _run_check(check, case, file, self._box)
                    _send(write, outcome=result.outcome, message=result.message, missing=missing)
        except BoxLost as loss:
            _send(write, lost=loss.verdict, note=loss.note)
        except BaseException:
            _send(write, bug=traceback.format_exc())
        finally:
            os._exit(0)


def charge(check: Check, loss: BoxLost) -> Result:
    """Return the result of the check during which the box was lost."""
    outcome = Outcome.BROKEN if isinstance(loss, SandboxFailed) else Outcome.CRASHED
    ended = _describe_end(loss)
    message = _tell_student(check, f"Your code {ended} during this check.")
    return Result(check=check, outcome=outcome, message=message)


@functools.cache
def _import_what_checks_name(source: str) -> None:
    """Import it before the fork, else every submission pays for it again."""
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            # What is imported from it may be a module, too.
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            with contextlib.suppress(ImportError):  # the check itself will say so
                importlib.import_module(name)


def _send(write: int, **what: str) -> None:
    line = memoryview(json.dumps(what).encode() + b"\n")
    while line:
        line = line[os.write(write, line) :]


def _limit_memory(more: int) -> None:
    """Let this process take so many bytes more than it has; then it is a MemoryError."""
    pages = int(Path("/proc/self/statm").read_text().split()[5])
    limit = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _explain_end(status: int, limits: Limits) -> BoxLost:
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGVTALRM:
        seconds = f"{limits.judge_seconds + GRACE_SECONDS:g}"
        note = f"gave an answer that took more than {seconds} CPU seconds to judge"
        return StudentStopped(Verdict.TIMEOUT, note)
    return SandboxFailed(f"the judge ended with status {status}")


def _run_check(check: Check, case: Any, file: ExceptionTestFile, box: Box) -> tuple[Result, str]:
    """Return a check's result, and the name that it takes and the notebook lacks."""
    environment = _Environment(box)
    body = _Recorded(case.body)
    case.body = body
    single = ExceptionTestFile(file.name, file.path, [case], all_or_nothing=False)
    single.source = file.source
    try:
        with _time_limit(box.limits.judge_seconds):
            single.run(environment)
    except (_TooLong, MemoryError) as error:  # beside the check itself: as otter made its message
        return _judge_error(check, error), ""
    (verdict,) = single.test_case_results
    if verdict.passed:
        return Result(check=check, outcome=Outcome.PASSED), ""
    missing = body.error.name if isinstance(body.error, _Missing) else ""
    return _judge_error(check, body.error, environment.gave_none), missing


def _judge_error(check: Check, error: Exception | None, gave_none: str = "") -> Result:
    """Return the result of a check that raised."""
    outcome, text = _classify(error)
    if gave_none and outcome is Outcome.FAILED:
        text = f"`{gave_none}` returned None: is a `return` missing?\n{text}"
    message = BROKEN if outcome is Outcome.BROKEN else _tell_student(check, text)
    return Result(check=check, outcome=outcome, message=message)


def _classify(error: Exception | None) -> tuple[Outcome, str]:
    """Return what an exception of a check means, and what a student may be told of it."""
    cause = error.__cause__ if error else None
    if isinstance(cause, StudentRaised):
        text = cause.message[:MESSAGE_CHARACTERS]
        if cause.name == "NotImplementedError":
            return Outcome.NOT_ATTEMPTED, f"Not written yet: {text}."
        return Outcome.CRASHED, f"Your code raised {cause.name}: {text}"
    text = str(error)[:MESSAGE_CHARACTERS]
    match error:
        case StudentOverLimit():
            return Outcome.CRASHED, f"Your code {text}."
        case _TooLong():
            return Outcome.CRASHED, f"Your answer is too large: {error}."
        case MemoryError():
            return Outcome.CRASHED, f"Your answer is too large: {NO_MEMORY}."
        case ImportError() | NameError() | SyntaxError() | NotPlain():
            return Outcome.BROKEN, ""
        case AssertionError():
            return Outcome.FAILED, text
    kind = type(error).__name__
    return Outcome.FAILED, f"The check could not use your answer: {kind}: {text}"


def _tell_student(check: Check, text: str) -> str:
    """Return what a student is told: of a hidden check its hint alone."""
    if check.hidden:
        return check.hint
    return "\n".join(part for part in (text, check.hint) if part)


def _describe_end(loss: BoxLost) -> str:
    if loss.verdict in (Verdict.TIMEOUT, Verdict.MEMORY, Verdict.DISK):
        return loss.note
    return "ended its own process" if loss.verdict is Verdict.KILLED else "was stopped"


@contextlib.contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Bound the CPU time of one check: first by an exception, then the kernel ends the process."""

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
