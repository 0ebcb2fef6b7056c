"""course.toml: every mistake in it is one line that names the file, the value and the remedy."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from autograder.course import Course, find, select
from autograder.errors import CourseError

TABLE = "[assignments.99-demo]\n"


def write(course: Course, text: str) -> Path:
    path = course.root / "course.toml"
    path.write_text(text)
    return path


def test_what_is_right_is_read(course: Course) -> None:
    write(
        course,
        f'[limits]\ncell_seconds = 5\n{TABLE}column = "42"\ndue = 2026-11-30\ngrace_minutes = 15\n',
    )
    read = find(course.root)
    assert read.limits == {"cell_seconds": 5}
    assert read.column("99-demo") == "42"
    assert read.policy("99-demo").grace == timedelta(minutes=15)
    assert read.policy("98-other").grace == timedelta()


def test_outside_a_course(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"no course\.toml here or above\. Run the command"):
        find(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("title = Deep", "Invalid value", id="no TOML"),
        pytest.param("x = " + 2_000 * "[" + 2_000 * "]", "Fix that line", id="deep nesting"),
        pytest.param('titel = "Deep"', "unknown key `titel`. Use one of", id="an unknown key"),
        pytest.param("time_zone = 5", "`time_zone = 5`. Write text", id="a zone of a wrong type"),
        pytest.param("upload_megabytes = 0", "in one upload, at least 0.1", id="no upload at all"),
        pytest.param('time_zone = "Mars"', "`Mars` is not a time zone", id="an unknown zone"),
        pytest.param('limits = "x"', "`limits = 'x'`. Write a line [limits]", id="limits as text"),
        pytest.param("assignments = 3", "`assignments = 3`. Write a line", id="no table of tables"),
        pytest.param("[assignments]\n99-demo = 1", "`1` is not a table", id="no table"),
        pytest.param("[assignments.98-x]", "`98-x` is not an assignment", id="no assignment"),
        pytest.param("[limits]\nseconds = 1", "unknown key `seconds`", id="an unknown limit"),
        pytest.param("[limits]\nimages = 0", "`images = 0`. Write a positive", id="zero"),
        pytest.param("[limits]\nimages = 1.5", "`images = 1.5`", id="half an image"),
        pytest.param("[limits]\nimages = true", "`images = True`", id="a truth value"),
        pytest.param("[limits]\ncell_seconds = nan", "`cell_seconds = nan`", id="not a number"),
        pytest.param("[limits]\ncell_seconds = inf", "`cell_seconds = inf`", id="no limit at all"),
        pytest.param(f"[limits]\nfile_bytes = 1{30 * '0'}", "of at most", id="too much"),
        pytest.param(f"{TABLE}column = 42", "`column = 42`. Write text in quotes", id="a number"),
        pytest.param(f'{TABLE}due = "1 May"', "Write a date or a time", id="a date as text"),
        pytest.param(f"{TABLE}due = 9999-12-31", "Write a date or a time", id="the last day ever"),
        pytest.param(f"{TABLE}extensions = 5", "`extensions = 5`", id="extensions of a wrong type"),
        pytest.param(f"{TABLE}grace_minutes = 1{18 * '0'}", "`grace_minutes", id="for ever"),
        pytest.param(f"{TABLE}excused = [7]", 'Write a list of students: ["student01"]', id="ids"),
        pytest.param(f"{TABLE}attempts = []", 'Write "last" or "best"', id="attempts as a list"),
    ],
)
def test_a_mistake_is_named_with_its_remedy(course: Course, text: str, said: str) -> None:
    path = write(course, text)
    with pytest.raises(CourseError) as caught:
        find(course.root)
    assert said in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert len(str(caught.value).splitlines()) == 1


def test_all_mistakes_of_a_table_are_named_at_once(course: Course) -> None:
    write(course, f"{TABLE}due = 1\nlate_cap = 2\ncolour = 3\n")
    with pytest.raises(CourseError) as caught:
        find(course.root)
    assert len(str(caught.value).splitlines()) == 3


@pytest.mark.parametrize("wanted", ["77", ""])
def test_an_assignment_that_is_none_is_named(course: Course, wanted: str) -> None:
    slugs = ("99-demo", "98-other")
    several = Course(root=course.root, slugs=slugs)
    with pytest.raises(CourseError, match=r"Use one of: 99-demo, 98-other\."):
        select(several, [wanted])


def test_a_unique_beginning_selects_an_assignment(course: Course) -> None:
    several = Course(root=course.root, slugs=("09-a", "09-a-longer"))
    assert select(several, ["09-a", "09-a-l"]) == several.slugs
    assert select(several, []) == several.slugs
