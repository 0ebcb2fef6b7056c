"""Gradescope's autograder: what is in the upload, and what it makes of a submission where root has only Docker's rights."""

from __future__ import annotations

import io
import json
import stat
import subprocess
import zipfile
from pathlib import Path

import pytest
from conftest import REPOSITORY, ROOT, make_course, python, shown

from autograder.authoring import build
from autograder.authoring.build import Built
from autograder.course import Course
from autograder.errors import CourseError
from autograder.grading import container

DOCKER = ("setpriv", "--bounding-set=-sys_admin,-sys_ptrace", "--inh-caps=-all")


@pytest.fixture
def here(tmp_path: Path) -> Course:
    return make_course(tmp_path / "course")


@pytest.fixture
def root(here: Course, tmp_path: Path) -> Path:
    """A folder as Gradescope lays it out, with the bundle unpacked as its source."""
    root = tmp_path / "autograder"
    (root / "submission").mkdir(parents=True)
    with zipfile.ZipFile(
        io.BytesIO(container.bundle(here, build.ready(here, "99-demo")))
    ) as archive:
        archive.extractall(root / "source")
    return root


def results(root: Path) -> dict:
    return json.loads((root / "results" / "results.json").read_text())


def test_the_scripts_lie_at_the_root_and_can_be_run(here: Course) -> None:
    with zipfile.ZipFile(
        io.BytesIO(container.bundle(here, build.ready(here, "99-demo")))
    ) as archive:
        modes = {info.filename: info.external_attr >> 16 for info in archive.infolist()}
        scripts = [archive.read(name) for name in ("setup.sh", "run_autograder")]
        package = {name for name in modes if name.startswith("autograder/")}
        text = b"".join(archive.read(name) for name in modes)
    assert all(stat.S_IMODE(modes[name]) == 0o755 for name in ("setup.sh", "run_autograder"))
    assert all(
        script.startswith(b"#!/usr/bin/env bash\n") and b"\r" not in script for script in scripts
    )
    assert {
        "autograder/grading/judge.py",
        "autograder/sandbox/inside.py",
        "autograder/report/page.html",
    } <= package
    assert not [name for name in modes if "__pycache__" in name or name.endswith(".ipynb")]
    assert str(REPOSITORY).encode() not in text


def test_the_same_sources_make_the_same_bytes(here: Course) -> None:
    assert container.bundle(here, build.ready(here, "99-demo")) == container.bundle(
        here, build.ready(here, "99-demo")
    )


def test_a_courses_own_lock_is_installed_from(here: Course, tmp_path: Path) -> None:
    for home in (tmp_path, tmp_path / "home"):
        home.mkdir(exist_ok=True)
        for name in container.INSTALLED_FROM:
            (home / name).write_text(f"of {home.name}")
    (tmp_path / "LICENSE").unlink()
    homes = (tmp_path, tmp_path / "home")
    assert container.read_installed_from(here, homes) == dict.fromkeys(
        container.INSTALLED_FROM, b"of home"
    )
    (here.root / "requirements.lock").write_text("own")
    (here.root / "pyproject.toml").write_text("of another project")
    found = container.read_installed_from(here, homes)
    assert found["requirements.lock"] == b"own"
    assert found["pyproject.toml"] == b"of home"


def test_an_incomplete_installation_is_told(here: Course, tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"requirements\.lock, LICENSE are not all there"):
        container.read_installed_from(here, [tmp_path / "nowhere"])


@pytest.mark.parametrize("script", [container.SETUP, container.RUN])
def test_the_scripts_parse(script: str) -> None:
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_no_notebook_is_said_in_the_results(root: Path) -> None:
    (root / "submission" / "essay.txt").write_text("hello")
    container.run(root)
    assert results(root)["score"] == 0
    assert "Submit 99-demo.ipynb" in results(root)["output"]


def test_several_notebooks_are_not_guessed_among(root: Path, demo: Built) -> None:
    for name in ("a.ipynb", "b.ipynb"):
        (root / "submission" / name).write_bytes(demo.solution)
    container.run(root)
    assert results(root)["score"] == 0
    assert "a.ipynb, b.ipynb" in results(root)["output"]


@pytest.mark.slow
def test_a_submission_is_graded_as_in_docker(root: Path, demo: Built) -> None:
    """Root's zygote without the capabilities that Docker takes; another notebook beside it does not matter."""
    (root / "submission" / "mine.ipynb").write_bytes(demo.solution)
    (root / "submission" / "scratch.ipynb").write_text(
        '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    )
    command = python("-m", "autograder", "container", str(root))
    command = shown([*DOCKER, *command]) if ROOT else command
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=False)
    assert done.returncode == 0, done.stderr
    made = results(root)
    assert made["score"] == demo.assignment.points
    assert {test["status"] for test in made["tests"]} == {"passed"}
    hidden = [
        check for question in demo.assignment.questions for check in question.checks if check.hidden
    ]
    assert sum(test["visibility"] == "after_published" for test in made["tests"]) == len(hidden) > 0
