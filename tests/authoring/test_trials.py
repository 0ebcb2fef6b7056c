"""Cheats that earn points and harmless changes that lose some are named, one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import DEMO, make_course
from test_audit import CHECK, END, SLUG

from autograder.authoring import audit, cheats, harmless, trials, verify
from autograder.authoring.build import ready
from autograder.authoring.cheats import Earned
from autograder.course import Course
from autograder.errors import CourseError
from autograder.grading.session import Grader
from autograder.records import Check, Question

LAX = "def test_lax(double):\n    found = double([1.0, 2.0])\n    assert len(found) == 2"
STRICT = "def test_strict(double):\n    found = double([3.0])\n    assert found.dtype == float, 'not float64'\n    assert found[0] == 6"
CHOSEN = (
    *("nothing", "zeros", "ones", "first rows", "right, then overwrites its arguments"),
    *("float32", "helper cells", "type hints", "%%time", "comment", "callable object"),
)
ROW = Earned(of="double/lax", cheats=("zeros", "nan"), why="a check of form")


WEAK = (
    "np.array_equal(double(secret), secret + secret)",
    "np.array_equal(double(secret)[:2], 2 * secret[:2])",
)
DOUBLE = Question(
    name="double",
    title="Twice as much",
    points=1,
    difficulty=1,
    minutes=1,
    checks=(Check(question="double", name="paper", points=1),),
    source="def test_paper(double):\n    assert double(2) == 4\n",
)


@pytest.mark.slow
def test_cheats_that_earn_points_and_changes_that_lose_them_are_faults(
    tmp_path: Path, light_grader: Grader
) -> None:
    """One lax and one strict check join the demonstration's, and one of these is weakened."""
    more = "".join(CHECK.format(source=source) for source in (LAX, STRICT))
    master = DEMO.read_text().replace(END, more.replace("points: 0", "points: 1") + END, 1)
    for old, new in (("points: 2", "points: 4"), ("points: 3", "points: 5"), WEAK):
        master = master.replace(old, new, 1)
    here = make_course(tmp_path / "course", master)
    assignment = ready(here, SLUG)
    planted = trials.plant(assignment, verify.read_built(here, SLUG, "solution"))
    chosen = [one for one in planted if one.question == "double" and one.mutant.change in CHOSEN]
    tried = trials.judge(assignment, audit.run(chosen, assignment, light_grader), [ROW])
    assert [(one.of, one.cheat, one.why) for one in tried[0].earning] == [
        ("double/lax", "zeros", "a check of form"),
        ("double/lax", "ones", ""),
        ("double", "first rows", ""),
    ]
    advice = "keeps its points. Strengthen the check, or list it in cheats.toml."
    assert trials.find_faults(tried, [ROW]) == [
        f"double/lax: the cheat “ones” {advice}",
        f"double: the cheat “first rows” {advice}",
        "double/strict is failed: not float64 None., by the harmless change “float32”",
        "cheats.toml lists “nan” for double/lax, which earns nothing there. Remove it.",
    ]
    assert trials.tally(tried) == {"cheats": 5, "earning": 3, "harmless": 6, "losing": 1}
    assert "| double | first rows | not listed |" in trials.write_page(tried)


@pytest.mark.parametrize(
    ("returns", "lacking"),
    [
        pytest.param("an array (n,)", {"list for array", "tensor", "pandas"}, id="array"),
        pytest.param("a list of ints", {"array for list", "tensor", "pandas"}, id="list"),
        pytest.param("float array, exact to 15 digits", {"float32", "tensor"}, id="digits"),
        pytest.param("one number. float32 is exact enough", set(), id="number"),
        pytest.param("an int", {"array of no axes", "tensor"}, id="int"),
        pytest.param(
            "arrays of the same shapes and types", {"float32", "float64", "int32"}, id="same types"
        ),
    ],
)
def test_a_type_that_the_contract_names_is_respected(returns: str, lacking: set[str]) -> None:
    source = (
        f'def double(z):\n    """Double z.\n\n    Returns: {returns}\n    """\n    return 2 * z\n'
    )
    names = {change.name for change in harmless.make(source, DOUBLE)}
    assert not names & lacking
    every = {one.name for one in harmless.TYPES}
    assert {"named tuple", "masked array", "order of memory"} <= names & every


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('[[earns]]\nof = "a/b"\n', id="incomplete"),
        pytest.param('[[earns]]\nof = "a"\ncheats = ["zeros"]\nwhy = ""\n', id="no reason"),
        pytest.param('[[earns]]\nof = "a"\ncheats = []\nwhy = "b"\nid = 1\n', id="unknown key"),
        pytest.param("[[earn]]\n", id="another table"),
    ],
)
def test_an_error_in_cheats_toml_is_named(course: Course, text: str) -> None:
    (course.master(SLUG).parent / "cheats.toml").write_text(text)
    with pytest.raises(CourseError, match=r"cheats\.toml.*Each \[\[earns\]\] has"):
        cheats.read(course, SLUG)
