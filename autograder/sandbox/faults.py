"""Whose fault is it? Every exception of the sandbox, and what becomes of it.

name             | at fault           | what becomes of it
---------------- | ------------------ | ------------------------------------------------------------
MachineRefused   | the machine        | the next tier is tried; after the last, `MachineError`
SandboxFailed    | the grader         | checks are *broken*: no points lost, the grade needs review
StudentStopped   | the student's code | its process is gone; verdict and note go into the grade
StudentOverLimit | the student's code | interrupted, its process lives on: *timeout*, *crashed*
StudentRaised    | the student's code | the cause of the builtin exception that a proxy raises
BadFrame         | the other process  | it is ended: `StudentStopped`, *protocol violation*
NotPlain         | the sender         | a wrong answer; *broken* if it was only ours

`MachineError` (in `autograder.errors`) is the machine's fault as a person is told it.
`BoxLost` derives from BaseException, since otter's test runner swallows every Exception of a check.
"""

from __future__ import annotations

from typing import Any

from autograder.records import Verdict


class MachineRefused(Exception):
    """A step of closing the sandbox that this machine refuses: which, why, and what to do."""


class BoxLost(BaseException):
    """The student's process is gone: `verdict` says why, `note` in one sentence."""

    def __init__(self, verdict: Verdict, note: str) -> None:
        super().__init__(note)
        self.verdict = verdict
        self.note = note


class StudentStopped(BoxLost):
    """The student's code ended its process, or had to be ended."""


class SandboxFailed(BoxLost):
    """The grader's own machinery failed."""

    def __init__(self, note: str) -> None:
        super().__init__(Verdict.SANDBOX_FAILURE, note)


def lose(verdict: Verdict, note: str) -> BoxLost:
    """Return the `BoxLost` of a verdict, as it was in another process."""
    if verdict is Verdict.SANDBOX_FAILURE:
        return SandboxFailed(note)
    return StudentStopped(verdict, note)


class StudentOverLimit(Exception):
    """A request took too long and was interrupted; `answer` is the frame that ended it."""

    def __init__(self, why: str, answer: tuple[dict[str, Any], list[bytearray]]) -> None:
        super().__init__(why)
        self.answer = answer


class StudentRaised(Exception):
    """The student's code raised `name`; the `__cause__` of the exception that a check sees."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(name, message)
        self.name = name
        self.message = message


class BadFrame(Exception):
    """The other process sent what an honest one never sends."""


class NotPlain(TypeError):
    """A value has no plain form, or breaks a cap."""
