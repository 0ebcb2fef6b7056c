"""`autograder gradescope`: one zip for each assignment, or one line about what is missing."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from conftest import REPOSITORY

from autograder.cli.gradescope import bundle_for_gradescope
from autograder.errors import CourseError


def test_a_zip_is_written_for_each_assignment(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("pyproject.toml", "requirements.lock", "LICENSE"):
        shutil.copy(REPOSITORY / name, here)
    assert bundle_for_gradescope([]) == 0
    assert capsys.readouterr().out == "wrote  build/99-demo/gradescope.zip\n"
    with zipfile.ZipFile(here / "build" / "99-demo" / "gradescope.zip") as archive:
        assert {"setup.sh", "run_autograder", "assignment.json"} < set(archive.namelist())


def test_what_the_container_installs_from_must_be_there(here: Path) -> None:
    with pytest.raises(CourseError, match=r"pyproject\.toml: missing\. The container installs"):
        bundle_for_gradescope(["99"])
