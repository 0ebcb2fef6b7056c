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
