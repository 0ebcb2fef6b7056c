"""What counts as waiting: told from computing, and from standing in line on a busy machine."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import pytest
from conftest import LIMITS

from autograder.sandbox.budget import Budget


@dataclass
class Line:
    """A student's process that stood in line so long."""

    longest: float = 0.0
    together: float = 0.0
    ready: bool = False

    def queued_seconds(self) -> tuple[float, float]:
        return self.longest, self.together

    def is_ready(self) -> bool:
        return self.ready


@pytest.mark.parametrize(
    ("cpu_seconds", "line", "waits"),
    [
        pytest.param(0.0, Line(), True, id="asleep"),
        pytest.param(0.2, Line(), True, id="computes less than half of the time"),
        pytest.param(0.6, Line(), False, id="computes"),
        pytest.param(0.0, Line(longest=0.6, together=0.6), False, id="stands in line"),
        pytest.param(0.1, Line(0.3, 0.9, ready=True), False, id="threads in turn, one in line"),
        pytest.param(0.1, Line(0.1, 9.0, ready=False), True, id="threads that woke together"),
    ],
)
def test_a_busy_machine_changes_nothing_that_threads_could_feign(
    cpu_seconds: float, line: Line, waits: bool
) -> None:
    budget = Budget(replace(LIMITS, notebook_idle_seconds=0.5))
    budget.open(0.0, line)
    assert budget.ask(1.0)
    budget.count(cpu_seconds, line)
    budget.ask(1.0)
    budget.count(2 * cpu_seconds, line)
    assert budget.overdue == ("waited longer than 0.5 seconds in all" if waits else "")


def test_looking_is_not_work_of_the_graders() -> None:
    budget, line = Budget(replace(LIMITS, notebook_idle_seconds=9.8)), Line()
    budget.open(0.0, line)
    end = time.thread_time() + 0.4
    with budget.looking():
        while time.thread_time() < end:
            pass
    budget.ask(10.0)
    assert budget.count(0.0, line) == "waited longer than 9.8 seconds in all"
