"""Every file finds its student and assignment, or a person is told which did not and what to do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.errors import SubmissionError
from autograder.grading.intake import collect
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell


def notebook(source: str = "x = 1", slug: str = "99-demo") -> bytes:
    return notebooks.write([Cell(kind="code", source=source, id="a")], slug)


@pytest.fixture
def folder(course: Course) -> Path:
    (course.root / "submissions").mkdir()
    return course.root / "submissions"


def put(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def who(course: Course, folder: Path) -> list[tuple[str, str]]:
    return [
        (submission.student, submission.slug) for submission in collect(course, folder).submissions
    ]


@pytest.mark.parametrize(
    ("filename", "data"),
    [
        pytest.param("student01.ipynb", notebook(), id="by its metadata"),
        pytest.param("student01/99-demo.ipynb", notebook(slug=""), id="by its name"),
        pytest.param(
            "student01/My 99_DEMO (1).ipynb", notebook(slug="gone"), id="by a mangled name"
        ),
        pytest.param("student01/homework.ipynb", notebook(), id="renamed"),
    ],
)
def test_a_notebook_finds_its_assignment(
    course: Course, folder: Path, filename: str, data: bytes
) -> None:
    put(folder, {filename: data})
    assert who(course, folder) == [("student01", "99-demo")]


def test_a_file_that_is_no_notebook_belongs_where_the_rest_belongs(
    course: Course, folder: Path
) -> None:
    with zipfile.ZipFile(folder / "canvas.zip", "w") as archive:
        archive.writestr("student01_1_11_99-demo.ipynb", notebook())
        archive.writestr("student02_2_12_work.ipynb", b"%PDF")
    assert who(course, folder) == [("1", "99-demo"), ("2", "99-demo")]


def test_a_notebook_of_no_assignment_is_a_problem_with_its_remedy(
    course: Course, folder: Path
) -> None:
    put(folder, {"student01.ipynb": notebook(), "student02.ipynb": notebook(slug="00-other")})
    taken = collect(course, folder)
    assert [submission.student for submission in taken.submissions] == ["student01"]
    (problem,) = taken.problems
    assert "student02" in problem
    assert "Rename it to one of 99-demo." in problem


def test_two_different_notebooks_of_one_student_are_a_problem_and_neither_is_taken(
    course: Course, folder: Path
) -> None:
    put(
        folder,
        {
            "student01/a.ipynb": notebook("1"),
            "student01/b.ipynb": notebook("2"),
            "student02.ipynb": notebook(),
        },
    )
    taken = collect(course, folder)
    assert [submission.student for submission in taken.submissions] == ["student02"]
    assert (
        "2 different notebooks for 99-demo: student01/a.ipynb, student01/b.ipynb"
        in taken.problems[0]
    )


def test_two_copies_of_one_notebook_are_one(course: Course, folder: Path) -> None:
    put(folder, {"student01/a.ipynb": notebook(), "student01/b.ipynb": notebook()})
    taken = collect(course, folder)
    assert (len(taken.submissions), taken.problems) == (1, ())


def test_a_damaged_zip_is_a_problem_and_the_rest_is_taken(course: Course, folder: Path) -> None:
    put(folder, {"broken.zip": b"PK\x03\x04", "student01.ipynb": notebook()})
    taken = collect(course, folder)
    assert [submission.student for submission in taken.submissions] == ["student01"]
    assert any("broken.zip" in problem for problem in taken.problems)


@pytest.mark.parametrize("present", [[], [".gitkeep"], ["README.md"]])
def test_nothing_there_is_told(course: Course, folder: Path, present: list[str]) -> None:
    put(folder, dict.fromkeys(present, b""))
    with pytest.raises(SubmissionError, match=r"submissions: no submissions\. Put the downloads"):
        collect(course, folder)


def test_no_folder_is_told(course: Course, tmp_path: Path) -> None:
    with pytest.raises(SubmissionError, match="none: no such folder"):
        collect(course, tmp_path / "none")


def test_the_order_is_the_same_every_time(course: Course, folder: Path) -> None:
    put(folder, {f"student{n:02}.ipynb": notebook(str(n)) for n in (3, 1, 2)})
    assert [student for student, _ in who(course, folder)] == [
        "student01",
        "student02",
        "student03",
    ]
