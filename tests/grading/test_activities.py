"""A notebook that was handed in to another assignment's activity reaches no upload, and is named."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.grading.intake import Intake, collect
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell

HOME, OTHER = "05-neuron", "06-other"
ANN, BEN, CEM = ("Ann_71", "Ben_72", "Cem_73")
NAMES = {
    "moodle": "{}_assignsubmission_file_/hw.ipynb",
    "flat": "{}_assignsubmission_file_hw.ipynb",
    "canvas": "{}_50{}_hw.ipynb",
    "brightspace": "{1}-640693 - {0} - Oct 10, 2025 1022 AM/hw.ipynb",
    "blackboard": "HW_{}_attempt_2025-03-03-16-05-06_hw.ipynb",
}


def homework(slug: str, text: str = "x = 1") -> bytes:
    return notebooks.write([Cell(kind="code", source=text, id="a")], slug)


def name(lms: str, student: str) -> str:
    """Return the name that an LMS gives a student's file; `student` is a name and a number."""
    who, number = student.split("_")
    of = {"brightspace": (who, number), "canvas": (student.lower(), number)}
    return NAMES[lms].format(
        *of.get(lms, (student.replace("_", "") if lms == "blackboard" else student,))
    )


def take(root: Path, downloads: Mapping[str, Mapping[str, str]], lms: str = "moodle") -> Intake:
    """Take in zips that hold a notebook of an assignment for each student, or a folder if no zip."""
    (root / "submissions").mkdir(exist_ok=True)
    for at, (where, students) in enumerate(downloads.items()):
        files = {
            name(lms, student): homework(slug, f"x = {at}") for student, slug in students.items()
        }
        put(root / "submissions" / where, files)
    return collect(Course(root=root, slugs=(HOME, OTHER)), root / "submissions")


def put(path: Path, files: Mapping[str, bytes]) -> None:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            for entry, data in files.items():
                archive.writestr(entry, data)
        return
    for entry, data in files.items():
        (path / entry).parent.mkdir(parents=True, exist_ok=True)
        (path / entry).write_bytes(data)


def graded(taken: Intake) -> dict[str, set[str]]:
    people = {slug: set[str]() for slug in taken.slugs}
    for one in taken.submissions:
        people[one.slug].add(one.student)
    return people


@pytest.mark.parametrize("lms", NAMES)
@pytest.mark.parametrize("where", ["a.zip", "a"], ids=["zip", "unpacked"])
def test_it_is_graded_nowhere_and_listed_where_it_was_handed_in(
    tmp_path: Path, lms: str, where: str
) -> None:
    taken = take(tmp_path, {where: {ANN: HOME, BEN: HOME, CEM: OTHER}}, lms)

    assert list(graded(taken)) == [HOME]
    assert len(taken.submissions) == 2
    (lost,) = taken.roll(HOME).left_out
    assert lost.student.endswith("73") or lost.name == "Cem"
    (problem,) = taken.problems
    assert problem.startswith("a.zip: ") == (where == "a.zip")
    assert f"handed in a notebook of {OTHER} where {HOME} is collected" in problem
    assert "Ask the student for the right one." in problem
    assert taken.roll(OTHER).left_out == ()


def test_what_the_student_handed_in_to_the_other_activity_counts_there(tmp_path: Path) -> None:
    """Two different notebooks for one assignment would be a question: here one is a stray."""
    first = {ANN: HOME, BEN: HOME, CEM: OTHER}
    taken = take(tmp_path, {"a.zip": first, "b.zip": {ANN: OTHER, CEM: OTHER}}, "canvas")

    assert graded(taken) == {HOME: {"71", "72"}, OTHER: {"71", "73"}}
    assert [one.student for one in taken.roll(HOME).left_out] == ["73"]
    assert len(taken.problems) == 1


def test_beside_the_right_notebook_it_is_skipped_with_a_note(tmp_path: Path) -> None:
    (tmp_path / "submissions").mkdir()
    files = {name("canvas", one): homework(HOME) for one in (ANN, BEN)}
    put(tmp_path / "submissions" / "a.zip", files | {"ann_71_999_old.ipynb": homework(OTHER)})

    taken = take(tmp_path, {})

    assert graded(taken) == {HOME: {"71", "72"}}
    assert taken.problems == ()
    (note,) = taken.notes
    assert note.startswith(f"ann_71_999_old.ipynb: a notebook of {OTHER} where {HOME} is collected")


def test_the_name_of_the_download_tells_what_it_collects(tmp_path: Path) -> None:
    few = {ANN: HOME, BEN: OTHER, CEM: OTHER}
    taken = take(tmp_path, {f"My {HOME} submissions.zip": few})

    assert graded(taken) == {HOME: {"71"}}
    assert {one.student for one in taken.roll(HOME).left_out} == {"72", "73"}


@pytest.mark.parametrize(
    ("where", "inside", "found"),
    [
        pytest.param("a.zip", OTHER, False, id="a folder in a zip"),
        pytest.param(f"{HOME}.zip", OTHER, True, id="a folder in a zip that was renamed"),
        pytest.param(OTHER, "", False, id="a folder"),
        pytest.param(OTHER, HOME, True, id="a folder in a folder"),
        pytest.param("a", "", True, id="no name of an assignment"),
    ],
)
def test_a_name_that_tells_another_assignment_can_be_put_right(
    tmp_path: Path, where: str, inside: str, found: bool
) -> None:
    (tmp_path / "submissions").mkdir()
    prefix = f"{inside} submissions/" if inside else ""
    files = {prefix + name("canvas", one): homework(HOME) for one in (ANN, BEN)}
    put(tmp_path / "submissions" / where, files)

    taken = take(tmp_path, {})

    assert len(taken.submissions) == (2 if found else 0)
    assert all(f"put {HOME} into its name" in problem for problem in taken.problems)
    assert len(taken.problems) == (0 if found else 2)


def test_where_as_many_are_of_either_all_are_listed_until_the_download_has_a_name(
    tmp_path: Path,
) -> None:
    taken = take(tmp_path, {"a.zip": {ANN: HOME, BEN: OTHER}})

    assert taken.submissions == []
    assert all("into the download's name" in problem for problem in taken.problems)
    assert len(taken.roll(HOME).left_out) == len(taken.roll(OTHER).left_out) == 2

    (tmp_path / "submissions" / "a.zip").rename(tmp_path / "submissions" / f"{HOME}.zip")
    assert graded(take(tmp_path, {})) == {HOME: {"71"}}


def test_a_file_that_cannot_be_read_is_of_what_its_download_collects(tmp_path: Path) -> None:
    (tmp_path / "submissions").mkdir()
    slugs = {ANN: HOME, BEN: HOME, CEM: OTHER}
    files = {name("canvas", one): homework(slug) for one, slug in slugs.items()}
    put(tmp_path / "submissions" / "a.zip", files | {"eve_74_999_hw.ipynb": b"{"})

    assert graded(take(tmp_path, {})) == {HOME: {"71", "72", "74"}}


def test_files_of_two_activities_in_one_folder_are_graded_and_remarked_on(tmp_path: Path) -> None:
    taken = take(tmp_path, {".": {ANN: HOME, BEN: HOME, CEM: OTHER}})

    assert graded(taken) == {HOME: {"71", "72"}, OTHER: {"73"}}
    (remark,) = taken.remarks
    assert f"submissions: files of {HOME} and {OTHER} lie unpacked side by side" in remark
    assert "Keep each download zipped, or in a folder of its own." in remark


def test_without_an_lms_nothing_strays(tmp_path: Path) -> None:
    (tmp_path / "submissions").mkdir()
    files = {f"student{n}/hw.ipynb": homework(HOME if n else OTHER) for n in range(3)}
    put(tmp_path / "submissions" / "class.zip", files)

    taken = take(tmp_path, {})

    assert graded(taken) == {HOME: {"student1", "student2"}, OTHER: {"student0"}}
    assert (taken.problems, taken.remarks) == ((), ())
