"""`autograder gradescope`: one zip for each assignment, or one line about what is missing."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from autograder.cli.gradescope import bundle_for_gradescope


def test_a_zip_is_written_for_each_assignment(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bundle_for_gradescope([]) == 0
    assert capsys.readouterr().out == "wrote  build/99-demo/gradescope.zip\n"
    with zipfile.ZipFile(here / "build" / "99-demo" / "gradescope.zip") as archive:
        assert {"setup.sh", "run_autograder", "assignment.json"} < set(archive.namelist())
