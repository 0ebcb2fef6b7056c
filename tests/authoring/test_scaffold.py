"""A new course and a new assignment work at once, and nothing that exists is overwritten."""

from __future__ import annotations

import fnmatch
import re
import tomllib
from pathlib import Path

import pytest
from conftest import REPOSITORY

from autograder import course
from autograder.authoring import scaffold
from autograder.authoring.readme import BEGIN, END
from autograder.errors import CourseError

RECIPE = re.compile(
    r"^([a-z]+):.*## .*\n\t@\$\((?:RUN\) -m autograder|AUTOGRADER\)) (.*)$", re.MULTILINE
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    scaffold.make_course(tmp_path / "own")
    return tmp_path / "own"


def test_a_new_course_is_found_as_soon_as_it_has_an_assignment(own: Path) -> None:
    with pytest.raises(CourseError, match="no masters"):
        course.find(own)
    scaffold.make_assignment(own / "submissions", "01-my-topic")
    assert course.find(own).slugs == ("01-my-topic",)


def test_a_course_is_not_made_where_one_is(own: Path) -> None:
    with pytest.raises(CourseError, match=r"course\.toml: there is a course already"):
        scaffold.make_course(own)


def test_files_of_the_folder_are_kept(tmp_path: Path) -> None:
    for name in (".gitignore", "README.md"):
        (tmp_path / name).write_text("mine\n")
    written = scaffold.make_course(tmp_path)
    assert {path.name for path in written} == {"course.toml", "Makefile"}
    assert (tmp_path / ".gitignore").read_text() == "mine\n"


def test_a_new_courses_readme_has_a_place_for_its_assignments(own: Path) -> None:
    readme = (own / "README.md").read_text()
    for mark in (BEGIN, END):
        assert mark.format(name="overview") in readme


def test_a_new_courses_targets_are_those_of_ours() -> None:
    """So that what messages and documents say of `make` holds there, too."""
    ours = RECIPE.findall((REPOSITORY / "Makefile").read_text())
    theirs = RECIPE.findall(scaffold._read("Makefile.txt"))
    assert len(theirs) == 9
    assert set(theirs) <= set(ours)


def test_an_assignment_is_not_overwritten(own: Path) -> None:
    scaffold.make_assignment(own, "01-my-topic")
    with pytest.raises(CourseError, match="01-my-topic: exists already"):
        scaffold.make_assignment(own, "01-my-topic")


@pytest.mark.parametrize("slug", ["topic", "1-topic", "01-My-Topic", "01_topic", "../01-a", "01-"])
def test_what_is_not_a_slug_is_refused(own: Path, slug: str) -> None:
    with pytest.raises(CourseError, match="such as 11-my-topic"):
        scaffold.make_assignment(own, slug)


def test_outside_of_a_course_the_way_to_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"no course\.toml here or above\. `autograder init"):
        scaffold.make_assignment(tmp_path, "01-my-topic")


def test_the_installed_package_holds_every_file_of_the_source() -> None:
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    packed = [
        f"{package.replace('.', '/')}/{pattern}"
        for package, patterns in settings["tool"]["setuptools"]["package-data"].items()
        for pattern in patterns
    ]
    lost = [
        path
        for path in (REPOSITORY / "autograder").rglob("*")
        if path.is_file()
        and path.suffix not in (".py", ".pyc")
        and not any(
            fnmatch.fnmatch(path.relative_to(REPOSITORY).as_posix(), pattern) for pattern in packed
        )
    ]
    assert lost == []
