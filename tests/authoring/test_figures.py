"""Figures are evaluated in the solution, in the sandbox, and must lie where figures.toml says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.authoring import build, figures
from autograder.authoring.figures import Figure, Measured
from autograder.course import Course
from autograder.errors import CourseError
from autograder.sandbox.box import Box

SLUG = "99-demo"
FIGURE = """[[figure]]
what = "the sum"
tutorial = "6"
value = "total"
low = 5.5
high = 6
"""
Open = Callable[..., Box]


@pytest.fixture
def declared(course: Course) -> Course:
    build.ready(course, SLUG)
    (course.master(SLUG).parent / "figures.toml").write_text(FIGURE)
    return course


def test_a_figure_is_a_value_of_the_solution(declared: Course, open_box: Open) -> None:
    measured = figures.measure(declared, SLUG, open_box(cell_seconds=5.0))
    assert measured.figures == {"the sum": 6.0}
    assert measured.megabytes > 0
    assert list(figures.find_faults(declared, SLUG, measured)) == []


def test_an_expression_that_fails_is_named(declared: Course, open_box: Open) -> None:
    path = declared.master(SLUG).parent / "figures.toml"
    path.write_text(FIGURE.replace('"total"', '"sum(nothing)"'))
    with pytest.raises(CourseError, match=r"`sum\(nothing\)` fails in the solution"):
        figures.measure(declared, SLUG, open_box(cell_seconds=5.0))


def test_figures_out_of_range_and_exceeded_budgets_are_named(declared: Course) -> None:
    measured = Measured(seconds=31.5, megabytes=2_000, figures={"the sum": 7.0})
    assert list(figures.find_faults(declared, SLUG, measured)) == [
        "99-demo: the sum: 7 is not between 5.5 and 6",
        "99-demo: the solution takes 31.5 CPU seconds, more than 30",
        "99-demo: the solution takes 2000 MB, more than 1,024",
    ]


def test_an_assignment_without_figures_has_none(course: Course) -> None:
    assert figures.read(course, SLUG) == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[[figure]\n", id="not TOML"),
        pytest.param('[[figures]]\nwhat = "x"\n', id="another table"),
        pytest.param(FIGURE + "colour = 1\n", id="unknown key"),
        pytest.param('[[figure]]\nwhat = "x"\n', id="missing keys"),
    ],
)
def test_an_error_in_figures_toml_is_named(declared: Course, text: str) -> None:
    (declared.master(SLUG).parent / "figures.toml").write_text(text)
    with pytest.raises(CourseError, match=r"figures\.toml: .* Each \[\[figure\]\] has what"):
        figures.read(declared, SLUG)


def test_figures_are_read_as_records(declared: Course) -> None:
    assert figures.read(declared, SLUG) == (
        Figure(what="the sum", tutorial="6", value="total", low=5.5, high=6),
    )
