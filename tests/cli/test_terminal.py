"""What is printed is safe for a terminal."""

from __future__ import annotations

import pytest

from autograder.cli import terminal


def test_nothing_a_student_wrote_reaches_the_terminal_as_a_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    terminal.say("a\x1b]52;c;x\x07b\rc\u202ed")
    terminal.complain("a\x1b[2Jb")
    printed = capsys.readouterr()
    assert not set("\x1b\x07\r\u202e") & set(printed.out + printed.err)


def test_a_log_has_a_line_every_half_minute_with_rate_and_time_left(
    capsys: pytest.CaptureFixture[str],
) -> None:
    times = iter([0.0, 10.0, 29.9, 30.0, 31.0, 59.9, 60.0, 3600.0])
    log = terminal.Log(total=9, what="grading", clock=lambda: next(times))
    for _ in range(7):
        log.advance()
    assert capsys.readouterr().err.splitlines() == [
        "grading 3/9, 6/min, about 1 minute left",
        "grading 6/9, 6/min, about 1 minute left",
        "grading 7/9, 0.117/min, about 18 minutes left",
    ]
