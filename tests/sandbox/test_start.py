"""A zygote that cannot start, and a process that never comes, are told apart and told plainly."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import LIMITS

from autograder.errors import MachineError
from autograder.records import Verdict
from autograder.sandbox.faults import SandboxFailed
from autograder.sandbox.start import start, zygote


def test_without_a_zygote_there_is_no_process(tmp_path: Path) -> None:
    with pytest.raises(SandboxFailed, match="the zygote is gone") as caught:
        start(str(tmp_path / "none"), LIMITS)
    assert caught.value.verdict is Verdict.SANDBOX_FAILURE


def test_a_zygote_that_cannot_start_says_why(tmp_path: Path) -> None:
    with (
        pytest.raises(MachineError, match="No module named 'no_such_library'"),
        zygote(tmp_path, ["no_such_library"]),
    ):
        pass


def test_a_process_is_announced_before_it_greets(light_zygote: str) -> None:
    channel, process = start(light_zygote, LIMITS)
    assert process.alive
    assert {process.pid, process.waiter} & {0} == set()
    process.kill()
    channel.close()
    assert not process.alive
