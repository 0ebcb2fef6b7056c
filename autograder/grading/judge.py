"""Judge a question: run its checks on what a student's box holds. Points are earned here alone.

`grade` makes one `Judge` for a box and asks it for the results of each question. The judge is a
fork of the trusted process, in which `check` runs each check.

Plain data can hurt the process that computes with it: a power of two large integers is one
operation in C, which no signal handler of Python ends. So the fork has limits of its own and sends
each result as soon as it is known. When it ends, the check that it was at has crashed, and the
caller goes on behind that check with a new box. That is our failure only where no value of the
student's was involved yet: both processes share a flag that says so. A fork that ends while none is
may still have been hurt by an earlier check's; so one that has judged before is forked again first.
One that was killed is our failure, too, which `batch` tries once more: no value sends that signal,
and what takes too much memory meets the fork's own limit.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import gc
import importlib
import json
import mmap
import os
import resource
import select
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from autograder.grading.check import Setting, run_check
from autograder.grading.clock import GRACE_SECONDS
from autograder.grading.otter_tests import ExceptionTestFile
from autograder.grading.outcome import tell_student
from autograder.records import Limits, Outcome, Question, Result, Verdict
from autograder.sandbox import kernel
from autograder.sandbox.box import Box
from autograder.sandbox.faults import BoxLost, SandboxFailed, StudentStopped, lose

LOOK_SECONDS = 0.25
LEAVE_SECONDS = 2.0  # after which a fork that waited for a question is killed, too
LINE_BYTES = 1 << 16


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
        self._fresh = True  # the fork has told no result yet
        self._idle = False  # whether the fork waits for a question
        self._involved = mmap.mmap(-1, 1)

    def __enter__(self) -> Judge:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def results(self, name: str, done: int = 0) -> Iterator[Result]:
        """Yield a `Result` for each check of a question, in order, but the first `done`.

        Raises `BoxLost`: the caller replays the notebook in a new box and goes on after the check
        during which the old one was lost.
        """
        self._box.budget.begin()
        while done < len(self._questions[name].checks):
            for result in self._ask(name, done):
                done += 1
                yield result

    def _ask(self, name: str, done: int) -> Iterator[Result]:
        """Ask the fork for a question's results. Gives fewer where a new fork should go on."""
        left = self._questions[name].checks[done:]
        if not self._child:
            self._fork()
        self._idle = False
        with contextlib.suppress(BrokenPipeError):  # it has ended, which is seen below
            self._asks.write(json.dumps([name, done]).encode() + b"\n")
        crashed, status = False, 0
        try:
            for check, line in zip(left, self._lines(), strict=False):
                told = json.loads(line)
                if "bug" in told:
                    raise RuntimeError(f"judging {check.key} failed:\n{told['bug']}")
                if "lost" in told:
                    raise lose(Verdict(told["lost"]), told["note"])
                crashed |= told["outcome"] == Outcome.CRASHED
                message = told["message"]
                if told["missing"]:
                    message = tell_student(check, self._explain(told["missing"]))
                left, self._fresh = left[1:], False
                yield Result(check=check, outcome=Outcome(told["outcome"]), message=message)
            self._idle = not left and not crashed
        finally:
            if left or crashed:
                status = self.close()
        if left and (self._fresh or self._involved[0] or _is_ended_by(signal.SIGVTALRM, status)):
            raise _explain_end(status, self._box.limits, ours=not self._involved[0])

    def _lines(self) -> Iterator[bytes]:
        """Yield what the fork tells, line by line, looking at the box meanwhile."""
        rest = b""
        while True:
            if not select.select([self._tells], [], [], LOOK_SECONDS)[0]:
                self._box.look()
                continue
            got = os.read(self._tells.fileno(), LINE_BYTES)
            if not got:
                return
            *lines, rest = (rest + got).split(b"\n")
            yield from lines

    def close(self) -> int:
        """End the fork; return its status for the caller who finds that it had ended by itself."""
        if not self._child:
            return 0
        self._asks.close()  # one that waits for a question ends by itself
        ended = os.pidfd_open(self._child)
        if not (self._idle and select.select([ended], [], [], LEAVE_SECONDS)[0]):
            os.kill(self._child, signal.SIGKILL)
        _, status = os.waitpid(self._child, 0)
        os.close(ended)
        self._child = 0
        self._tells.close()
        return status

    def _fork(self) -> None:
        for question in self._questions.values():
            _import_what_checks_name(question.source)
        self._involved[0], self._fresh = 0, True
        asked, ask = os.pipe()
        told, tell = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(ask)
            self._serve(os.fdopen(asked, "rb"), tell)
        os.close(asked)
        os.close(tell)
        self._child, self._asks, self._tells = (
            child,
            os.fdopen(ask, "wb", 0),
            os.fdopen(told, "rb", 0),
        )

    def _serve(self, asks: Iterable[bytes], write: int) -> None:
        """Run the checks that are asked for, writing one line for each; never returns."""
        try:
            kernel.die_with_parent()
            gc.freeze()
            _limit_memory(self._box.limits.judge_bytes)
            for line in asks:
                name, done = json.loads(line)
                self._run_checks(name, done, write)
        except BoxLost as loss:
            _write(write, _encode(lost=loss.verdict, note=loss.note))
        except MemoryError:  # what an earlier check's value took is not the fault of this one
            pass
        except BaseException:
            if not self._involved[0]:
                _write(write, _encode(bug=traceback.format_exc()))
        finally:
            os._exit(0)

    def _run_checks(self, name: str, done: int, write: int) -> None:
        question = self._questions[name]
        file = ExceptionTestFile.from_string(question.source, path=f"{question.name}.py")
        absent = _import_what_checks_name(question.source)
        setting = Setting(box=self._box, involved=self._involved, absent=absent)
        for check, case in list(zip(question.checks, file.test_cases, strict=True))[done:]:
            self._box.budget.begin_check()
            result, missing = run_check(check, case, file, setting)
            line = _encode(outcome=result.outcome, message=result.message, missing=missing)
            self._involved[0] = 0  # first: who has the result may end this process at once
            _write(write, line)


@functools.cache
def _import_what_checks_name(source: str) -> frozenset[str]:
    """Import it before the fork, else every submission pays for it again; return what is absent."""
    absent = set()
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            # What is imported from it may be a module, too.
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            try:
                importlib.import_module(name)
            except ImportError:  # the check itself will say so
                absent.add(name)
    return frozenset(absent)


def _encode(**what: str) -> bytes:
    return json.dumps(what).encode() + b"\n"


def _write(write: int, line: bytes) -> None:
    rest = memoryview(line)
    while rest:
        rest = rest[os.write(write, rest) :]


def _limit_memory(more: int) -> None:
    """Let this process take so many bytes more than it has; then it is a MemoryError."""
    pages = int(Path("/proc/self/statm").read_text().split()[5])
    limit = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _is_ended_by(sent: signal.Signals, status: int) -> bool:
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == sent


def _explain_end(status: int, limits: Limits, *, ours: bool) -> BoxLost:
    if _is_ended_by(signal.SIGKILL, status):
        return SandboxFailed("the process that judges it was killed, perhaps for want of memory")
    if _is_ended_by(signal.SIGVTALRM, status):
        seconds = f"{limits.judge_seconds + GRACE_SECONDS:g}"
        note = f"gave an answer that took more than {seconds} CPU seconds to judge"
        return StudentStopped(Verdict.TIMEOUT, note)
    if ours:
        return SandboxFailed(f"the judge ended with status {status}")
    return StudentStopped(Verdict.KILLED, "gave an answer that ended the process which judges it")
