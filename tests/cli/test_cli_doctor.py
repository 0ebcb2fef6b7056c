"""`autograder doctor`: a line for each probe, and the machine's fitness as the exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.cli.doctor import examine_machine
from autograder.sandbox import doctor


@pytest.mark.slow
def test_each_probe_has_its_line_and_the_last_one_is_the_verdict(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert examine_machine() == 0
    tier, *probes, verdict = capsys.readouterr().out.splitlines()
    assert tier.startswith("ok  the sandbox is available: ")
    rest = ["a crash is not dumped", "waiting is told from standing in line for a processor"]
    assert probes == [f"ok  {what}" for what in (*doctor.PROBES, *rest)]
    assert verdict == "This machine is fit to grade."
