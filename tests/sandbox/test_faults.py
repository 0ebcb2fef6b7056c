"""A lost process is the student's doing, but for a failure of the sandbox itself."""

from __future__ import annotations

import pytest

from autograder.records import Verdict
from autograder.sandbox.faults import SandboxFailed, StudentStopped, lose


@pytest.mark.parametrize("verdict", [*Verdict])
def test_only_a_sandbox_failure_is_the_graders_fault(verdict: Verdict) -> None:
    lost = lose(verdict, "why")
    ours = verdict is Verdict.SANDBOX_FAILURE
    assert type(lost) is (SandboxFailed if ours else StudentStopped)
    assert (lost.verdict, lost.note) == (verdict, "why")
