"""`autograder new`: what is typed wrong is one line. What it writes is tested with scaffold, and by the quickstart."""

from __future__ import annotations

from pathlib import Path

import pytest
from console import complaint


def test_a_name_that_is_not_one_is_one_line(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "'my topic' is not a name for an assignment" in complaint(capsys, "new", "my topic")
