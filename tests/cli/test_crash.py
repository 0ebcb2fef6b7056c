"""Wherever a run is killed, the next one ends with the same files, byte for byte."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from conftest import edited, python

from autograder import cli
from autograder.authoring.build import Built, ready
from autograder.course import Outputs, find
from autograder.grading import intake, regrade
from autograder.grading.session import grader
from autograder.records import Grade, Outcome, Result

SCRIPT = Path(__file__).parents[1] / "killed.py"
MOMENTS = random.Random(17).sample(range(1, 33), 5)  # of 32; the same ones every time


@pytest.fixture
def graded(here: Path, demo: Built) -> Path:
    """A course whose four submissions have grades, none of them published yet."""
    for number in range(4):
        data = edited(demo.solution, {"total-answer": f"total = {number}"})
        (here / "submissions" / f"student0{number}.ipynb").write_bytes(data)
    course, assignment = find(here), ready(find(here), "99-demo")
    outcomes = (Outcome.PASSED, Outcome.FAILED)
    with grader(course.cache, Outputs(here / "grades").gradebook) as session:
        for number, one in enumerate(intake.collect(course, Path("submissions")).placed):
            task = session.prepare(one.submission, assignment, sketch=one.sketch)
            results = tuple(
                Result(check=check, outcome=outcomes[number % 2])
                for question in assignment.questions
                for check in question.checks
            )
            made = Grade(
                student=task.submission.student, slug="99-demo", results=results, key=task.key
            )
            regrade.save(session.book, task, made)
    return here


def published(here: Path) -> dict[str, bytes]:
    """Return all that people get, but for the gradebook and the cache."""
    folder = here / "grades" / "99-demo"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_a_run_that_is_killed_while_it_publishes_is_completed_by_the_next(graded: Path) -> None:
    saved = graded.parent / "saved"
    shutil.copytree(graded / "grades", saved)
    assert cli.main(["grade"]) == 0
    expected = published(graded)
    assert {"grades.csv", "index.html", "99-demo-folder.zip"} < set(expected)
    ended = []
    for moment in MOMENTS:
        shutil.rmtree(graded / "grades")
        shutil.copytree(saved, graded / "grades")
        command = python(str(SCRIPT), str(moment), "grade")
        ended.append(subprocess.run(command, capture_output=True, check=False).returncode)
        assert cli.main(["grade"]) == 0
        assert published(graded) == expected
    assert ended == [-signal.SIGKILL] * len(MOMENTS)
