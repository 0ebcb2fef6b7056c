"""What otter found for one question, as records that `words` can speak of.

otter keeps a text of each exception, with the line of the check that raised it. `test_case` keeps
the exception itself, so that a student reads the message and not the check.
"""

from __future__ import annotations

import inspect
import linecache
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

try:
    from otter.test_files import test_case as otter_test_case
except ImportError:  # in the grader's sandbox, where a stand-in of otter runs no checks
    otter_test_case = object

CODE_CHARACTERS = 100  # of the line at which a student's code stopped


class test_case(otter_test_case):  # type: ignore[misc] # noqa: N801 - otter's, which has no types
    """otter's decorator of a check; it remembers what the check raised."""

    error: Exception | None = None

    def call_func(self, names: dict[str, Any]) -> None:
        """Run the check as otter does."""
        self.error = None
        try:
            super().call_func(names)
        except Exception as error:
            self.error = error
            raise

    def __getstate__(self) -> dict[str, Any]:
        """Return what otter's log keeps; an exception of a student's may not be pickled."""
        state: dict[str, Any] = super().__getstate__()
        return {key: value for key, value in state.items() if key != "error"}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the notebook carries of a check; of a hidden one, no more than its question's text."""

    name: str
    about: str
    points: float
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question, as the notebook carries it."""

    number: int
    name: str
    title: str
    points: float
    checks: tuple[About, ...] = ()
    manual: bool = False

    @property
    def hidden(self) -> tuple[About, ...]:
        return tuple(check for check in self.checks if check.hidden)

    @property
    def hidden_points(self) -> float:
        return sum(check.points for check in self.hidden)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a public check is not satisfied: words that begin with the message, and the hint.

    `blank` says that the answer is not written yet.
    """

    about: str
    message: str
    hint: str
    blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One question after its public checks ran, in `seconds`."""

    asked: Asked
    right: tuple[About, ...] = ()
    faults: tuple[Fault, ...] = ()
    seconds: float = 0.0

    @property
    def secured(self) -> float:
        return sum(check.points for check in self.right)

    @property
    def blank(self) -> bool:
        return any(fault.blank for fault in self.faults)


def read_asked(rows: Sequence[Mapping[str, Any]]) -> dict[str, Asked]:
    """Return the questions by name, in their order, from the JSON that the notebook carries."""
    asked = (
        Asked(
            number=number,
            **{**row, "checks": tuple(About(**check) for check in row["checks"])},
        )
        for number, row in enumerate(rows, 1)
    )
    return {one.name: one for one in asked}


def read_result(asked: Asked, result: Any, names: Mapping[str, Any], seconds: float) -> Found:
    """Return what otter's result of a question says; `names` are the notebook's."""
    public = [check for check in asked.checks if not check.hidden]
    pairs = list(zip(public, result.test_case_results, strict=False))
    return Found(
        asked=asked,
        right=tuple(check for check, one in pairs if one.passed),
        faults=tuple(_find_fault(check, one, names) for check, one in pairs if not one.passed),
        seconds=seconds,
    )


def _find_fault(check: About, result: Any, names: Mapping[str, Any]) -> Fault:
    case = result.test_case
    error = getattr(case.body, "error", None)
    taken = list(inspect.signature(case.body.test_func).parameters)
    blanks = {names.get(name) is ... for name in taken}
    blank = isinstance(error, NotImplementedError) or blanks == {True}
    return Fault(
        about=check.about,
        message=_find_gap(taken, names) or _explain(error, names),
        hint=case.failure_message or "",
        blank=blank,
    )


def _find_gap(taken: Sequence[str], names: Mapping[str, Any]) -> str:
    """Return a sentence about the first name that a check takes and that has no value yet."""
    for name in taken:
        if name not in names:
            return f"`{name}` is not defined. Run the cell with your answer first, then this one."
        if names[name] is ...:
            return f"Not written yet: `{name}` is still `...`."
    return ""


def _explain(error: Exception | None, names: Mapping[str, Any]) -> str:
    """Return what went wrong, in the words that the feedback after handing in uses, too."""
    kind, text = type(error).__name__, str(error)
    if isinstance(error, NotImplementedError):
        return f"Not written yet: {text}."
    place = next(_find_lines(error, names), "") if error else ""
    if place:
        return f"Your code raised {kind}: {text}\n{place}"
    if isinstance(error, AssertionError):
        return text or "The check does not hold."
    return f"The check could not use your answer: {kind}: {text}"


def _find_lines(error: Exception, names: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of the student's own code at which it stopped, the innermost first."""
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        if frame.f_globals is names:
            code = frame.f_code
            text = linecache.getline(code.co_filename, line).strip()[:CODE_CHARACTERS]
            function = "" if code.co_name.startswith("<") else f" of `{code.co_name}`"
            yield f"In line {line}{function}: {text}"
