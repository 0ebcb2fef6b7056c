"""`autograder container`: the results are written where Gradescope looks for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from console import complaint

from autograder import assignments
from autograder.authoring.build import Built
from autograder.cli.container import grade_in_container


def test_the_results_are_written_for_an_upload_without_a_notebook(
    tmp_path: Path, demo: Built
) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "assignment.json").write_bytes(assignments.dump(demo.assignment))
    (tmp_path / "submission").mkdir()
    (tmp_path / "submission" / "essay.txt").write_text("hello")
    assert grade_in_container(tmp_path) == 0
    made = json.loads((tmp_path / "results" / "results.json").read_text())
    assert made["score"] == 0
    assert "Submit 99-demo.ipynb" in made["output"]


def test_a_folder_that_is_not_gradescopes_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    message = complaint(capsys, "container", str(tmp_path / "nowhere"))
    assert str(tmp_path / "nowhere") in message
    assert "source/assignment.json" in message
