"""A zygote that cannot start, and a process that never comes, are told apart and told plainly."""

from __future__ import annotations

import os
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import LIMITS
from towers import build_tower

from autograder.errors import MachineError
from autograder.records import Tier, Verdict
from autograder.sandbox import jail, waiter
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


def test_whatever_is_left_in_the_zygotes_folder_is_removed(tmp_path: Path) -> None:
    """A waiter that was killed leaves what its student wrote: deeper than Python counts calls."""
    with zygote(tmp_path, ["json"], [Tier.NONE]) as warm:
        folder = Path(warm.path).parent
        build_tower(folder, 1_200)
        (folder / "shut").mkdir(mode=0)
    assert not folder.exists()


def test_a_process_is_announced_before_it_greets(light_zygote: str) -> None:
    channel, process = start(light_zygote, LIMITS)
    assert process.alive
    assert {process.pid, process.waiter} & {0} == set()
    process.kill()
    channel.close()
    assert not process.alive


def test_a_process_whose_waiter_ends_before_it_announces_it_never_begins() -> None:
    """Nobody would end it, nor remove what it writes: on the lower tier it would stay."""
    ours, theirs = socket.socketpair()
    plan = replace(jail.plan(LIMITS, Tier.NONE), tier=object())  # which no frame can carry
    ending = os.fork()
    if ending == 0:
        ours.close()
        try:
            waiter._start(theirs, plan, os.getuid(), "", lambda sock, limits: sock.send(b"begun"))
        finally:
            os._exit(0)
    theirs.close()
    os.waitpid(ending, 0)
    with ours:
        assert ours.recv(100) == b""
