"""Settings that would do nothing are errors, and docs/settings.md shows each setting as it is read."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import REPOSITORY, submission

from autograder import course as courses
from autograder import rules
from autograder.course import Course
from autograder.errors import CourseError
from autograder.grading.settings import Seen, check
from autograder.rules import Policy, Rules

DUE = datetime(2026, 11, 30, 18, tzinfo=UTC)
ONE = submission(b"", "student01")
TWO = replace(submission(b"", "student02"), submitted=DUE)


def having(course: Course, policy: Policy) -> Course:
    return replace(course, rules={"99-demo": Rules(policy=policy)})


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        pytest.param(Policy(excused=frozenset({"student09"})), "`excused` names 'student09'", id="excused"),
        pytest.param(Policy(extensions={"9": DUE}), "`extensions` names '9'", id="extensions"),
        pytest.param(Policy(due=DUE), "`due` does nothing: no submission has a time", id="due"),
    ],
)  # fmt: skip
def test_a_setting_that_does_nothing_is_an_error_with_its_place(
    course: Course, policy: Policy, said: str
) -> None:
    with pytest.raises(CourseError) as caught:
        check(having(course, policy), Seen(submissions=[ONE]))

    assert said in str(caught.value).splitlines()[0]
    assert str(caught.value).startswith(f"{course.root / 'course.toml'}, [assignments.99-demo]: ")


@pytest.mark.parametrize(
    ("names", "idle"),
    [
        pytest.param(["moodle"], True, id="Moodle"),
        pytest.param(["moodle", "gradescope", "folder"], True, id="none with columns"),
        pytest.param(["moodle", "canvas"], False, id="Canvas, too"),
        pytest.param(["folder"], False, id="a folder, to try something"),
    ],
)
def test_a_column_is_an_error_where_no_lms_has_columns(
    course: Course, names: list[str], idle: bool
) -> None:
    here = replace(course, rules={"99-demo": Rules(column="4202")})
    seen = Seen(submissions=[replace(ONE, lms=name) for name in names])
    try:
        told = "\n".join(check(here, seen))
    except CourseError as error:
        told = str(error)
    assert ("`column` does nothing" in told) == idle


def test_a_setting_that_does_something_is_none(course: Course) -> None:
    policy = Policy(due=DUE, excused=frozenset({"student01", "gone"}), extensions={"early": DUE})
    seen = Seen(submissions=[replace(ONE, submitted=DUE), TWO], others={"gone", "early"})

    assert check(having(course, policy), seen) == []
    assert check(having(course, Policy()), Seen(submissions=[ONE])) == []


def test_whose_time_is_unknown_is_named_once(course: Course) -> None:
    policy = Policy(due=DUE, late_per_day=0.1)

    (note,) = check(having(course, policy), Seen(submissions=[ONE, TWO]))

    assert note.startswith("99-demo: no penalty applied, since it is not known when these came: ")
    assert "student01 (student01)." in note


def test_canvas_tells_who_is_late_but_not_when(course: Course) -> None:
    one = replace(ONE, lms="canvas")
    policy = Policy(due=DUE, late_per_day=0.1)

    (note,) = check(having(course, policy), Seen(submissions=[one]))

    assert "Late Policies" in note
    with pytest.raises(CourseError, match="`due` does nothing"):
        check(having(course, Policy(due=DUE)), Seen(submissions=[one]))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"grace_minutes": 15}, "`grace_minutes` without `due`"),
        ({"late_per_day": 0.1}, "`late_per_day` without `due`"),
        ({"due": DUE, "late_cap": 0.5}, "`late_cap` without `late_per_day`"),
    ],
)
def test_a_setting_that_needs_another_is_an_error(table: dict[str, object], said: str) -> None:
    with pytest.raises(CourseError, match=said):
        rules.read(table, UTC, "course.toml")


def test_the_page_of_settings_has_an_example_for_each_and_each_is_valid(course: Course) -> None:
    page = (REPOSITORY / "docs" / "settings.md").read_text(encoding="utf-8")
    examples = re.findall(r"```toml\n(.*?)```", page, re.S)
    used: set[str] = set()
    for example in examples:
        text = example.replace("02-nearest-neighbour", "99-demo")
        (course.root / "course.toml").write_text(text, encoding="utf-8")
        courses.find(course.root)
        table = tomllib.loads(text)
        used |= table.keys() | table.get("assignments", {}).get("99-demo", {}).keys()

    assert rules.KEYS.keys() | courses.KEYS.keys() <= used
    named = set(re.findall(r"`(\w+)`", page))
    assert courses.LIMITS.keys() <= named
    assert Path(REPOSITORY / "README.md").read_text(encoding="utf-8").count("docs/settings.md")
