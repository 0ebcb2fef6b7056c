"""The marking sheet: a person's marks merge into the grade, belong to one notebook, and are never lost or guessed."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import DEMO, REPOSITORY, make_course

from autograder import cli, files, report
from autograder.authoring.build import build
from autograder.errors import CourseError
from autograder.grading import marking
from autograder.grading.gradebook import open_gradebook
from autograder.grading.task import Basis
from autograder.handed_in import HandedIn
from autograder.lms import tables
from autograder.records import (
    Assignment,
    Check,
    Grade,
    Outcome,
    Question,
    Result,
    Standing,
    Submission,
)

CHECK = Check(question="code", name="one", points=3.0)
CODE = Question(name="code", title="Code", points=3, difficulty=1, minutes=1, checks=(CHECK,))
ESSAY = Question(name="essay", title="An essay", points=5, difficulty=1, minutes=1, manual=True)
PLAN = Question(name="plan", title="A plan", points=2, difficulty=1, minutes=1, manual=True)
ASSIGNMENT = Assignment(slug="99-demo", title="Demo", questions=(PLAN, CODE, ESSAY))
GRADE = Grade(
    student="student01", slug="99-demo", results=(Result(check=CHECK, outcome=Outcome.PASSED),)
)


def handed_in(student: str = "student01", data: bytes = b"a", name: str = "") -> Submission:
    return Submission(
        student=student,
        name=name or student,
        filename="a.ipynb",
        file=HandedIn.of(data),
        slug="99-demo",
    )


def filled(path: Path, *submissions: Submission, **marks: str) -> None:
    """Write the sheet and fill cells of its first row, as a person would."""
    path.write_bytes(marking.table(ASSIGNMENT, submissions, marking.read(path, ASSIGNMENT)))
    head, first, *rest = tables.read(path)
    for name, value in marks.items():
        column = next(
            n
            for n, cell in enumerate(head)
            if cell.startswith(name.replace("_comment", ": comment"))
        )
        first[column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        # as a spreadsheet of many countries saves it
        csv.writer(file, delimiter=";").writerows([head, first, *rest])


def merged(path: Path, submission: Submission) -> Grade:
    return marking.merge(ASSIGNMENT, submission, GRADE, marking.read(path, ASSIGNMENT))


def test_a_new_sheet_has_a_row_for_each_notebook_and_marks_nothing(tmp_path: Path) -> None:
    path = tmp_path / "marking.csv"
    path.write_bytes(marking.table(ASSIGNMENT, [handed_in("student02"), handed_in()], {}))
    head, *rows = tables.read(path)
    assert head[5:] == ["plan (of 2)", "plan: comment", "essay (of 5)", "essay: comment"]
    assert [row[1] for row in rows] == ["student01", "student02"]
    assert merged(path, handed_in()) == GRADE
    assert ASSIGNMENT.unmarked(GRADE) == (PLAN, ESSAY)


def test_marks_count_and_comments_reach_the_student(tmp_path: Path) -> None:
    path = tmp_path / "marking.csv"
    filled(path, handed_in(), plan="2", essay="3,5", essay_comment="Say what you would try next.")
    grade = merged(path, handed_in())
    assert (grade.points, ASSIGNMENT.unmarked(grade)) == (8.5, ())
    standing = Standing(submission=handed_in(), grade=grade, points=grade.points)
    page = report.student_page(ASSIGNMENT, standing)
    assert "8.5 of 10 points" in page
    assert "3.5 of 5" in page
    assert "Say what you would try next." in page
    assert "graded manually" not in page


def test_a_mark_of_nothing_is_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "marking.csv"
    filled(path, handed_in(), plan="0")
    grade = merged(path, handed_in())
    assert (grade.points, ASSIGNMENT.unmarked(grade)) == (3, (ESSAY,))


def test_writing_the_sheet_again_keeps_every_mark(tmp_path: Path) -> None:
    path = tmp_path / "marking.csv"
    filled(path, handed_in(), plan="1.25", plan_comment="=1+1 is not a plan", essay="5")
    once = marking.table(ASSIGNMENT, [handed_in()], marking.read(path, ASSIGNMENT))
    path.write_bytes(once)
    assert marking.table(ASSIGNMENT, [handed_in()], marking.read(path, ASSIGNMENT)) == once
    assert merged(path, handed_in()).points == 9.25
    assert b"\n=1+1" not in once
    assert b",=1+1" not in once


def test_a_mark_belongs_to_the_notebook_it_was_given_to(tmp_path: Path) -> None:
    path = tmp_path / "marking.csv"
    filled(path, handed_in(data=b"first"), plan="2", essay="5")
    second = handed_in(data=b"second")
    assert merged(path, second) == GRADE
    path.write_bytes(marking.table(ASSIGNMENT, [second], marking.read(path, ASSIGNMENT)))
    assert len(tables.read(path)) == 3
    assert merged(path, handed_in(data=b"first")).points == 10


def test_a_row_without_marks_goes_with_its_notebook(tmp_path: Path) -> None:
    path = tmp_path / "marking.csv"
    filled(path, handed_in(data=b"first"))
    path.write_bytes(
        marking.table(ASSIGNMENT, [handed_in(data=b"second")], marking.read(path, ASSIGNMENT))
    )
    assert len(tables.read(path)) == 2


@pytest.mark.parametrize("value", ["6", "-1", "good", "nan", "1e9", "inf"])
def test_what_is_no_mark_is_told_with_its_place(tmp_path: Path, value: str) -> None:
    path = tmp_path / "marking.csv"
    filled(path, handed_in(), essay=value)
    with pytest.raises(
        CourseError,
        match=rf"marking.csv, student01: `{value}` is not a mark for `essay`.*from 0 to 5",
    ):
        marking.read(path, ASSIGNMENT)


def test_a_changed_head_is_told(tmp_path: Path) -> None:
    path = tmp_path / "marking.csv"
    filled(path, handed_in(), essay="5")
    path.write_bytes(path.read_bytes().replace(b"essay (of 5)", b"essay"))
    with pytest.raises(CourseError, match="its first line must be"):
        marking.read(path, ASSIGNMENT)


def test_two_rows_for_one_notebook_are_a_question_to_a_person(tmp_path: Path) -> None:
    path = tmp_path / "marking.csv"
    filled(path, handed_in(), essay="5")
    head, row = tables.read(path)
    path.write_bytes(tables.write([head, row, row]))
    with pytest.raises(CourseError, match="student01 has two rows"):
        marking.read(path, ASSIGNMENT)


def saved_by_excel(path: Path, ids: dict[str, str]) -> None:
    """Save the sheet as Excel does: ids that look like numbers are numbers now."""
    head, *rows = tables.read(path)
    changed = [[row[0], ids.get(row[1], row[1]), *row[2:]] for row in rows]
    path.write_bytes(tables.write([head, *changed], mark=True))


def mark_all(path: Path, *submissions: Submission) -> None:
    path.write_bytes(marking.table(ASSIGNMENT, submissions, {}))
    head, *rows = tables.read(path)
    path.write_bytes(tables.write([head, *([*row[:5], "2", "", "5", ""] for row in rows)]))


def test_ids_that_excel_changed_are_found_by_their_notebooks(tmp_path: Path) -> None:
    path = tmp_path / "marking.csv"
    people = [handed_in("0012345", b"a"), handed_in("1E5", b"b"), handed_in("student01", b"c")]
    mark_all(path, *people)
    right = path.read_bytes()
    saved_by_excel(path, {"0012345": "12345", "1E5": "1.00E+05"})

    rows, orphans = marking.match(marking.read(path, ASSIGNMENT), people)

    assert orphans == []
    for one in people:
        assert marking.merge(ASSIGNMENT, one, GRADE, rows).points == 10
    written = marking.table(ASSIGNMENT, people, rows)
    path.write_bytes(right)
    assert written == marking.table(ASSIGNMENT, people, marking.read(path, ASSIGNMENT))


def test_a_changed_id_takes_the_place_of_the_empty_row_that_was_added(tmp_path: Path) -> None:
    path = tmp_path / "marking.csv"
    mark_all(path, handed_in("0012345"))
    saved_by_excel(path, {"0012345": "12345"})
    path.write_bytes(
        marking.table(ASSIGNMENT, [handed_in("0012345")], marking.read(path, ASSIGNMENT))
    )
    assert len(tables.read(path)) == 3

    rows, orphans = marking.match(marking.read(path, ASSIGNMENT), [handed_in("0012345")])

    assert orphans == []
    assert [row.who[1] for row in rows.values()] == ["0012345"]
    assert marking.merge(ASSIGNMENT, handed_in("0012345"), GRADE, rows).points == 10


@pytest.mark.parametrize(
    ("people", "orphans"),
    [
        pytest.param([("0012345", b"a"), ("0067", b"a")], ["12345"], id="two with this notebook"),
        pytest.param([("0012345", b"b")], ["12345"], id="nobody with this notebook"),
        pytest.param([("0012345", b"a"), ("12345", b"b")], [], id="an older notebook of another's"),
    ],
)
def test_marks_whose_student_is_not_certain_are_given_to_nobody(
    tmp_path: Path, people: list[tuple[str, bytes]], orphans: list[str]
) -> None:
    path = tmp_path / "marking.csv"
    mark_all(path, handed_in("0012345"))
    saved_by_excel(path, {"0012345": "12345"})
    submissions = [handed_in(*one) for one in people]

    rows, lost = marking.match(marking.read(path, ASSIGNMENT), submissions)

    assert [row.who[1] for row in lost] == orphans
    assert [marking.merge(ASSIGNMENT, one, GRADE, rows).points for one in submissions] == [3] * len(
        people
    )


@pytest.mark.parametrize(
    "comment",
    [
        "First line.\nSecond, with a comma; and a semicolon.\n\nLast.",
        "She said \"well done\", and 'no'.",
        "- a list\n- of two",
        "=1+1 is not a plan",
        "'quoted' from the start",
        "@anna: see `relu`",
    ],
)
def test_a_comment_arrives_as_typed(tmp_path: Path, comment: str) -> None:
    path = tmp_path / "marking.csv"
    filled(path, handed_in(), plan="1", plan_comment=comment)
    once = marking.table(ASSIGNMENT, [handed_in()], marking.read(path, ASSIGNMENT))
    path.write_bytes(once)
    again = marking.table(ASSIGNMENT, [handed_in()], marking.read(path, ASSIGNMENT))

    assert again == once
    assert [result.message for result in merged(path, handed_in()).results[1:]] == [comment]
    assert not any(files.is_formula(cell) for row in tables.read(path) for cell in row)


def test_a_partial_mark_reads_as_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "marking.csv"
    long = "\n".join(f"{n}. Say why step {n} helps." for n in range(200))
    filled(path, handed_in(), plan="0", essay="3", essay_comment=long)
    grade = merged(path, handed_in())
    standing = Standing(submission=handed_in(), grade=grade, points=grade.points)

    page = report.student_page(ASSIGNMENT, standing)
    notebook = report.student_notebook(ASSIGNMENT, standing).decode()

    assert "<strong>3 of 5 points</strong>, your instructor&#39;s mark" in page
    assert "<strong>0 of 2 points</strong>, your instructor&#39;s mark" in page
    assert "**3 of 5 points**, your instructor's mark" in notebook
    assert long in page
    assert page.count("public check") == 1  # that of the question with a check
    assert page.count("◐") == 2  # in the overview, and beside the question's title


def test_who_awaits_marks_counts_in_no_mean(tmp_path: Path) -> None:
    path = tmp_path / "marking.csv"
    filled(path, handed_in(), plan="2", essay="4")
    done = merged(path, handed_in())
    standings = [
        Standing(submission=handed_in(grade.student), grade=grade, points=grade.points)
        for grade in (done, replace(GRADE, student="student02"))
    ]

    page = report.class_page(ASSIGNMENT, standings)

    assert "<dt>mean</dt><dd>9 of 10</dd>" in page
    assert "<dt>lowest</dt><dd>9</dd>" in page
    assert "tried by 1 of 1" in page
    assert "1 of 2 awaits marks and counts in no mean" in page
    assert "Nothing has been graded" not in report.class_page(ASSIGNMENT, standings[1:])
    assert "awaits marks" not in report.class_page(ASSIGNMENT, standings[:1])


def test_an_assignment_without_such_questions_has_no_sheet() -> None:
    assert marking.by_hand(replace(ASSIGNMENT, questions=(CODE,))) == ()


def test_the_project_is_marked_by_hand_for_half_its_points() -> None:
    project = build(REPOSITORY / "solutions" / "10-project" / "10-project.py").assignment
    assert sum(question.points for question in marking.by_hand(project)) == 10
    assert project.points == 20


ESSAY_CELLS = """
# %% [raw]
# # BEGIN QUESTION
# name: essay
# title: An essay
# points: 5
# difficulty: 1
# minutes: 5
# manual: true

# %% [markdown]
# Write an essay.

# %% [raw]
# # BEGIN PROMPT

# %% [markdown]
# *Your essay.*

# %% [raw]
# # END PROMPT

# %% [raw]
# # BEGIN SOLUTION

# %% [markdown]
# An essay.

# %% [raw]
# # END SOLUTION

# %% [raw]
# # END QUESTION
"""


@pytest.mark.slow
def test_the_whole_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Grade, fill in the sheet, write the zips: without marks nobody is in an upload, with them the points are whole."""
    course = make_course(
        tmp_path / "course",
        DEMO.read_text().replace("# points: 3\n", "# points: 8\n", 1) + ESSAY_CELLS,
    )
    monkeypatch.chdir(course.root)
    (course.root / "submissions").mkdir(exist_ok=True)
    built = build(course.master("99-demo"))
    (course.root / "submissions" / "student01.ipynb").write_bytes(built.solution)
    checked = built.assignment.points - 5

    assert cli.main(["grade", "--workers", "1"]) == 0
    first = capsys.readouterr()
    assert "1 of 1 are awaiting marks and are not in any upload yet" in first.err
    sheet = course.root / "grades" / "99-demo" / "marking.csv"
    assert f"wrote  {sheet.relative_to(course.root)}" in first.out
    with zipfile.ZipFile(course.root / "grades" / "99-demo" / "99-demo-folder.zip") as upload:
        assert sorted(upload.namelist()) == ["README.txt", "grades.csv"]
        assert b"student01" not in upload.read("grades.csv")
        assert "student01 (student01): awaits marks" in upload.read("README.txt").decode()

    sheet.write_bytes(sheet.read_bytes().rstrip(b"\n").removesuffix(b",,") + b",4,Well said.\n")
    assert cli.main(["zip"]) == 0
    second = capsys.readouterr()
    assert f"{checked + 4:g}/{checked + 5:g}" in second.out
    assert "awaiting marks" not in second.err
    assert (course.root / "grades" / "99-demo" / "99-demo-folder.zip").exists()

    sheet.write_bytes(sheet.read_bytes().replace(b"folder,student01,", b"folder,12345,"))
    assert cli.main(["zip"]) == 0
    third = capsys.readouterr()
    assert f"{checked + 4:g}/{checked + 5:g}" in third.out
    assert "folder,student01," in sheet.read_text()

    sheet.write_bytes(
        sheet.read_bytes().replace(b"folder,student01,", b"folder,12345,").replace(b",v", b",w")
    )
    assert cli.main(["zip"]) == 0
    assert (
        "marking.csv: the marks of 12345 belong to no notebook in the gradebook"
        in capsys.readouterr().err
    )


def test_an_override_tells_its_change_with_the_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    master = DEMO.read_text().replace("# points: 3\n", "# points: 8\n", 1) + ESSAY_CELLS
    course = make_course(tmp_path / "course", master)
    monkeypatch.chdir(course.root)
    assignment = build(course.master("99-demo")).assignment
    sheet = Path("grades/99-demo/marking.csv")
    sheet.parent.mkdir(parents=True)
    with open_gradebook(Path("grades/gradebook.sqlite")) as book:
        grade = Grade(student="student01", slug="99-demo", results=())
        book.save(handed_in(), grade, Basis(cells="c", fingerprint="f", environment="e"))
    made = marking.table(assignment, [handed_in()], {})
    sheet.write_bytes(made.rstrip(b"\n").removesuffix(b",,") + b",4,Good.\n")

    asked = ("--student", "student01", "--question", "double", "--points", "1.5")
    assert cli.main(["override", "99", *asked, "--reason", "Well argued."]) == 0

    assert capsys.readouterr().out == "99-demo: student01: 4 → 5.5\n"
