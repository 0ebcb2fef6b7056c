"""The tables of both READMEs are made from the masters and from what was measured and audited."""

from __future__ import annotations

import pytest
from conftest import REPOSITORY

from autograder.authoring import readme
from autograder.authoring.master import parse
from autograder.course import Course, find
from autograder.errors import CourseError

SLUG = "99-demo"
FIGURE = '[[figure]]\nwhat = "the sum"\ntutorial = "6"\nvalue = "total"\nlow = 5.5\nhigh = 6\n'
LINK = "[99 A demonstration](assignments/99-demo/99-demo.ipynb)"


def filled(course: Course) -> dict[str, list[str]]:
    """Return the last rows of the tables of each README."""
    found = readme.fill(course, [parse(course.master(SLUG))])
    return {
        str(path.relative_to(course.root)): [
            line for line in text.decode().splitlines() if line.startswith("| ")
        ]
        for path, text in found.items()
    }


def test_what_was_not_measured_is_a_dash(course: Course) -> None:
    (course.master(SLUG).parent / "figures.toml").write_text(FIGURE)
    tables = filled(course)
    assert tables["README.md"][1] == f"| {LINK} | none | 2 | 3 | 5 | – |"
    assert tables["solutions/README.md"][1] == "| 99-demo | the sum | 6 | – | 5.5 – 6 |"


def test_what_was_measured_and_audited_is_shown(course: Course) -> None:
    (course.master(SLUG).parent / "figures.toml").write_text(FIGURE)
    measured = {"seconds": 8.2, "megabytes": 168, "figures": {"the sum": 6.0}}
    readme.write(course, readme.MEASURED, {SLUG: measured})
    counts = {"public": 6, "hidden": 3, "survive": 1, "equivalent": 2}
    readme.write(course, readme.AUDITED, {SLUG: counts})
    untried = "| 99-demo | 12 | 6 | 3 | 1 | 2 | 90.0% | – | – | – | – |"
    assert untried in filled(course)["README.md"]
    counts |= {"cheats": 30, "earning": 2, "harmless": 40, "losing": 0}
    readme.write(course, readme.AUDITED, {SLUG: counts})
    tables = filled(course)
    assert tables["README.md"] == [
        f"| {readme.OVERVIEW} |",
        f"| {LINK} | none | 2 | 3 | 5 | 8 |",
        f"| {readme.AUDIT} |",
        "| 99-demo | 12 | 6 | 3 | 1 | 2 | 90.0% | 30 | 2 | 40 | 0 |",
        "| all | 12 | 6 | 3 | 1 | 2 | 90.0% | 30 | 2 | 40 | 0 |",
    ]
    assert tables["solutions/README.md"][1] == "| 99-demo | the sum | 6 | 6 | 5.5 – 6 |"


def test_what_is_kept_comes_in_the_order_of_the_course_without_strangers(course: Course) -> None:
    readme.write(course, readme.MEASURED, {"98-gone": {}, SLUG: {"seconds": 1.0}})
    assert readme.read(course, readme.MEASURED) == {SLUG: {"seconds": 1.0}}


def test_a_second_filling_changes_nothing(course: Course) -> None:
    master = parse(course.master(SLUG))
    for path, data in readme.fill(course, [master]).items():
        path.write_bytes(data)
    assert all(path.read_bytes() == data for path, data in readme.fill(course, [master]).items())


@pytest.mark.parametrize("mark", [readme.BEGIN, readme.END])
def test_a_mark_without_the_other_is_refused(course: Course, mark: str) -> None:
    (course.root / "README.md").write_text(f"# A course\n\n{mark.format(name='overview')}\n")
    with pytest.raises(CourseError, match=r"README\.md: no place for the table of overview"):
        filled(course)


def test_a_readme_of_somebody_elses_is_left_alone(course: Course) -> None:
    (course.root / "README.md").write_text("# A course\n")
    assert filled(course)["README.md"] == []


def test_our_own_readmes_hold_every_table() -> None:
    ours = find(REPOSITORY)
    made = readme.fill(ours, [])
    for table in (readme.OVERVIEW, readme.AUDIT, readme.FIGURES):
        assert any(f"| {table} |" in text.decode() for text in made.values())


def test_a_course_without_readmes_has_no_tables(course: Course) -> None:
    (course.root / "README.md").unlink()
    (course.root / "solutions" / "README.md").unlink()
    assert readme.fill(course, []) == {}


def test_a_damaged_file_is_named(course: Course) -> None:
    (course.root / readme.MEASURED).write_text("{")
    with pytest.raises(CourseError, match=r"measured\.json: .* delete it and measure again"):
        readme.read(course, readme.MEASURED)
