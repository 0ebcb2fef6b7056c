"""`autograder release`: students get the notebook, what to install, and how to begin; nothing else."""

from __future__ import annotations

import importlib.metadata
import zipfile
from pathlib import Path

import pytest

from autograder.cli.build import build_notebooks
from autograder.cli.release import release_assignments
from autograder.errors import CourseError


def test_students_get_three_files(here: Path) -> None:
    build_notebooks([])
    assert release_assignments([]) == 0
    path = here / "build" / "release" / "99-demo.zip"
    with zipfile.ZipFile(path) as archive:
        names = {Path(name).name: archive.read(name).decode() for name in archive.namelist()}
    assert set(names) == {"99-demo.ipynb", "requirements.txt", "START-HERE.txt"}
    versions = importlib.metadata.version("otter-grader"), importlib.metadata.version("numpy")
    assert names["requirements.txt"].split() == [
        f"otter-grader=={versions[0]}",
        f"numpy=={versions[1]}",
    ]
    assert "There are 2 questions, worth 3 points." in names["START-HERE.txt"]
    assert "test_negative" not in "".join(names.values())
    first = path.read_bytes()
    release_assignments([])
    assert path.read_bytes() == first


def test_an_assignment_that_is_not_built_is_named(here: Path) -> None:
    with pytest.raises(CourseError, match=r"99-demo\.ipynb: missing\. Run `autograder build"):
        release_assignments([])
