"""A second course, from nothing to the file for the LMS, by six commands."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from console import complaint

from autograder import cli


@pytest.mark.slow
def test_a_course_of_ones_own_grades_three_submissions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["init", "own"]) == 0
    monkeypatch.chdir(tmp_path / "own")
    assert cli.main(["new", "01-far"]) == 0
    assert cli.main(["build"]) == 0
    blank, right = (Path(place, "01-far", "01-far.ipynb") for place in ("assignments", "solutions"))
    for student, notebook in (("student01", blank), ("student02", right)):
        shutil.copy(notebook, f"submissions/{student}.ipynb")
    half = right.read_text().replace(
        "np.sum((a - b) ** 2)", "(a[0] - b[0]) ** 2 + (a[-1] - b[-1]) ** 2"
    )
    Path("submissions/student03.ipynb").write_text(half)
    assert cli.main(["grade"]) == 0
    with Path("grades/01-far/grades.csv").open(encoding="utf-8") as table:
        points = {row["student"]: row["points"] for row in csv.DictReader(table)}
    assert points == {"student01": "0", "student02": "3", "student03": "1"}
    assert Path("grades/01-far/01-far-folder.zip").is_file()


def test_a_name_that_is_not_one_is_one_line(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "'my topic' is not a name for an assignment" in complaint(capsys, "new", "my topic")
