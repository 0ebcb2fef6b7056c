"""A grade zip, whatever the LMS: who is held back and why, where their pages are, what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from downloads import ASSIGNMENT, CHECKS, export, graded, notebook, zipped

from autograder import lms
from autograder.errors import CourseError
from autograder.lms import Roster, comment, tables
from autograder.records import Grade, Outcome, Received, Result

ENTRIES = {
    "moodle": "Zoe Roe_77_assignsubmission_file_/a.ipynb",
    "blackboard": "HW_zroe_attempt_2025-03-03-16-05-06_a.ipynb",
    "canvas": "roezoe_77_88_a.ipynb",
    "brightspace": "7-9 - Zoe Roe - Mar 3, 2025 405 PM/a.ipynb",
    "gradescope": "submission_77/a.ipynb",
    "folder": "zroe.ipynb",
}
COLUMNS = {"canvas": "99", "blackboard": "A Neuron [Total Pts: 20 Score] |11"}
BRIGHTSPACE = (
    "OrgDefinedId,Username,First Name,Last Name,A Neuron Points Grade,End-of-Line Indicator\n"
    "#12,#zroe,Zoe,Roe,,#\n"
)


def received(name: str, folder: Path) -> Received:
    (one,) = lms.read(zipped(folder / f"{name}.zip", {ENTRIES[name]: notebook()})).submissions
    return one


def roster(name: str, folder: Path) -> Roster | None:
    if name != "brightspace":
        return None
    (folder / "grades.csv").write_text(BRIGHTSPACE, encoding="utf-8")
    return Roster.read(folder / "grades.csv")


@pytest.mark.parametrize("name", ENTRIES)
def test_two_grades_for_one_student_are_a_question_to_the_instructor(
    name: str, tmp_path: Path
) -> None:
    one = received(name, tmp_path)

    made = lms.prepare(ASSIGNMENT, export(name, [graded(one, 3.0), graded(one, 4.0)]))

    assert {person.reason for person in made.unmapped} == {
        "several grades for one student: decide which one counts"
    }
    assert made.changes == ()
    assert "decide which one counts" in made.files["README.txt"].decode()


@pytest.mark.parametrize("name", ENTRIES)
def test_an_excused_student_gets_no_points_and_is_never_forgotten(
    name: str, tmp_path: Path
) -> None:
    item = graded(received(name, tmp_path), excused=True)

    made = lms.prepare(ASSIGNMENT, export(name, [item], roster(name, tmp_path), COLUMNS.get(name)))

    words = {change.after for change in made.changes}
    words |= {person.reason.partition(":")[0] for person in made.unmapped}
    assert words in ({"EX"}, {"excused"})


def test_the_readme_counts_students_and_says_where_the_other_pages_are(tmp_path: Path) -> None:
    one = received("moodle", tmp_path)

    alone = lms.prepare(ASSIGNMENT, export("moodle", [graded(one)]))
    held = lms.prepare(ASSIGNMENT, export("moodle", [graded(one, excused=True)]))

    assert "Students whose points are in these files: 1." in alone.files["README.txt"].decode()
    assert "Zoe Roe (77): excused" in held.files["README.txt"].decode()
    assert [name for name in held.files if name.startswith("by-hand/zoe-roe-77--")]


def test_a_comment_longer_than_a_cell_points_to_the_file(tmp_path: Path) -> None:
    results = tuple(
        Result(check=CHECKS[0], outcome=Outcome.FAILED, message=f"{n}" + "x" * 500)
        for n in range(40)
    )
    grade = Grade(student="77", slug=ASSIGNMENT.slug, results=results)

    cell = comment.cell(graded(received("moodle", tmp_path), 0.0, grade=grade), ASSIGNMENT)

    assert cell == "<p>0 of 20 points.</p><p>The details are in the feedback file.</p>"


def test_a_blackboard_column_without_an_id_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "gc.csv"
    path.write_text(
        '"Last Name","First Name","Username","A Neuron [Total Pts: 20]"\n"Roe","Zoe","zroe",""\n'
    )
    item = graded(received("blackboard", tmp_path))

    made = lms.prepare(ASSIGNMENT, export("blackboard", [item], Roster.read(path)))

    assert "1-grades.csv" not in made.files
    assert "has no id after `|`" in made.notes[0]


def test_a_table_that_is_too_large_or_not_one_is_named(tmp_path: Path) -> None:
    large, wrong = tmp_path / "large.csv", tmp_path / "wrong.csv"
    with large.open("wb") as file:
        file.truncate(tables.MAX_BYTES + 1)
    wrong.write_text('a,b\n1,"' + "x" * 200_000 + '"\n')

    with pytest.raises(CourseError, match=r"large\.csv: more than 67,108,864 bytes"):
        tables.read(large)
    with pytest.raises(CourseError, match=r"wrong\.csv: not a table .*Export it again as CSV"):
        tables.read(wrong)
