"""Run one check on what a student's box holds, in the judge's fork.

`judge` calls `run_check`. otter's own `ExceptionTestFile` runs the check and decides whether it
passed; the names that it takes are looked up in the box, so that it receives plain data or proxies.
`involved` says from when on a value of the student's may be what the check fails on: a function of
theirs that was not asked for anything yet is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from autograder.grading import clock
from autograder.grading.clock import TooLong
from autograder.grading.otter_tests import ExceptionTestFile
from autograder.grading.outcome import Missing, judge_error
from autograder.records import Check, Outcome, Result
from autograder.sandbox.box import Box
from autograder.sandbox.proxies import Proxy, Readable, redirect

JUDGED = "judging it took more than {:g} CPU seconds"


class Flag(Protocol):
    """One byte that the judge and its fork share."""

    def __getitem__(self, place: int, /) -> int: ...

    def __setitem__(self, place: int, value: int, /) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all checks of a question run with."""

    box: Box
    involved: Flag
    absent: frozenset[str]  # modules that checks name and this machine lacks


class _Environment:
    """The student's names as otter's runner wants them: a mapping with `get`.

    A check that takes a name which does not exist fails: None in its place would hide the reason.
    """

    def __init__(self, box: Box, involved: Flag) -> None:
        self._box, self._involved = box, involved
        self.gave_none = ""  # the function that a check called last, if it returned None

    def get(self, name: str, default: Any = None) -> Any:
        before = self._involved[0]
        value = self._box.get(name, self)  # asking involves
        if value is self:
            raise Missing(name)
        if isinstance(value, Proxy) and not isinstance(value, Readable):
            self._involved[0] = before
        if isinstance(value, Proxy):
            return redirect(value, _Listener(name, self._box, self))
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


def run_check(
    check: Check, case: Any, file: ExceptionTestFile, setting: Setting
) -> tuple[Result, str]:
    """Return a check's result, and the name that it takes and the notebook lacks."""
    box, involved = setting.box, setting.involved
    environment = _Environment(box, involved)
    box.involve = lambda: involved.__setitem__(0, 1)
    body = _Recorded(case.body)
    case.body = body
    single = ExceptionTestFile(file.name, file.path, [case], all_or_nothing=False)
    single.source = file.source
    try:
        with clock.limit(box.limits.judge_seconds, JUDGED):
            single.run(environment)
    except (TooLong, MemoryError) as error:  # beside the check itself: as otter made its message
        return judge_error(check, error, ours=not involved[0]), ""
    (verdict,) = single.test_case_results
    if verdict.passed:
        return Result(check=check, outcome=Outcome.PASSED), ""
    missing = body.error.name if isinstance(body.error, Missing) else ""
    ours = not involved[0] or getattr(body.error, "name", None) in setting.absent
    return judge_error(check, body.error, environment.gave_none, ours=ours), missing
