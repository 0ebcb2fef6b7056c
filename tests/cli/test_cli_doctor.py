"""`autograder doctor`: a line for each probe, and the machine's fitness as the exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.cli.doctor import examine_machine
from autograder.sandbox import doctor, probes


@pytest.mark.slow
def test_each_probe_has_its_line_and_the_last_one_is_the_verdict(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert examine_machine() == 0
    tier, *told, verdict = capsys.readouterr().out.splitlines()
    assert tier.startswith("ok  the sandbox is available: ")
    rest = [
        "processes that nobody waits for are counted",
        "what a submission leaves running ends with it",
        "a crash is not dumped",
        "waiting is told from standing in line for a processor",
    ]
    tried = (*probes.PROBES, *probes.BOUNDED, *doctor.BORDER, *rest)
    assert told == [f"ok  {what}" for what in tried]
    assert verdict == "This machine is fit to grade."
