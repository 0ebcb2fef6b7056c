"""Plain files: the key is the folder's or the file's name, whatever lies around them."""

from __future__ import annotations

import csv
import io
from datetime import UTC
from pathlib import Path

import importers
import pytest
from downloads import ASSIGNMENT, canvas_name, export, graded, notebook, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import lms
from autograder.errors import AutograderError, SubmissionError


@pytest.mark.parametrize(
    ("archive", "names", "students"),
    [
        pytest.param(
            "x.zip", ["student01.ipynb", "student02.ipynb"], ["student01", "student02"], id="files"
        ),
        pytest.param(
            "x.zip",
            ["student01/a.ipynb", "student02/a.ipynb"],
            ["student01", "student02"],
            id="folders",
        ),
        pytest.param(
            "hw1.zip",
            ["hw1/student01.ipynb", "hw1/student02.ipynb"],
            ["student01", "student02"],
            id="wrapper",
        ),
        pytest.param(
            "hw1 (2).zip",
            ["hw1/a.ipynb", "hw1/b.ipynb"],
            ["a", "b"],
            id="wrapper, downloaded again",
        ),
        pytest.param(
            "x.zip",
            ["c/student01/a.ipynb", "c/student02/a.ipynb"],
            ["student01", "student02"],
            id="wrapper, folders",
        ),
        pytest.param(
            "x.zip", ["a/submissions/student01.ipynb"], ["a"], id="a student's own folder"
        ),
        pytest.param(
            "x.zip",
            ["student01/a.ipynb", "student01/b.ipynb"],
            ["student01", "student01"],
            id="two of one student",
        ),
        pytest.param(
            "x.zip",
            ["student01.ipynb.txt", "student02.IPYNB"],
            ["student01", "student02"],
            id="odd endings",
        ),
        pytest.param(
            "x.zip",
            ["hw\\student01.ipynb", "hw\\b\\x.ipynb", "hw\\c\\x.ipynb"],
            ["student01", "b", "c"],
            id="backslashes",
        ),
    ],
)
def test_a_zip_tells_its_students(
    tmp_path: Path, archive: str, names: list[str], students: list[str]
) -> None:
    path = zipped(tmp_path / archive, {name: name.encode() for name in names})

    reading = lms.read(path)

    assert [(s.student, s.data.decode()) for s in reading.submissions] == list(
        zip(students, names, strict=True)
    )
    assert (reading.lms, reading.skipped) == ("folder", ())


def test_a_folder_may_hold_zips_named_files_and_plain_notebooks(tmp_path: Path) -> None:
    (tmp_path / "student01.ipynb").write_bytes(b"plain")
    (tmp_path / "student02").mkdir()
    (tmp_path / "student02" / "x.ipynb").write_bytes(b"in a folder")
    (tmp_path / "doejane_1234_5678_hw1.ipynb").write_bytes(b"loose")
    (tmp_path / "gradebook.csv").write_text("Student,ID")
    (tmp_path / ".gitkeep").touch()
    (tmp_path / "sub").mkdir()
    zipped(tmp_path / "sub" / "canvas.zip", {canvas_name("Roe, R", 7, 8, "a.ipynb"): b"zipped"})
    (tmp_path / "broken.zip").write_bytes(b"<html>Please log in</html>")

    reading = lms.read(tmp_path)

    found = {(s.lms, s.student, s.data) for s in reading.submissions}
    assert found == {
        ("folder", "student01", b"plain"),
        ("folder", "student02", b"in a folder"),
        ("canvas", "1234", b"loose"),
        ("canvas", "7", b"zipped"),
    }
    assert reading.lms == "mixed"
    assert {s.entry for s in reading.skipped} == {"gradebook.csv", "broken.zip"}
    assert all(s.reason for s in reading.skipped)


HOMEWORK = {"03-neurons.ipynb": b"theirs", "helper.py": b"x=1", ".ipynb_checkpoints/a.ipynb": b""}


def test_a_zip_in_a_students_folder_is_that_students(tmp_path: Path) -> None:
    for student in ("student02", "student35"):
        (tmp_path / student).mkdir()
        zipped(tmp_path / student / "homework.zip", {**HOMEWORK, "me.ipynb": student.encode()})
    (tmp_path / "student36").mkdir()
    zipped(tmp_path / "student36" / "scans.zip", {"scan.pdf": b"1"})
    (tmp_path / "student37").mkdir()
    (tmp_path / "student37" / "broken.zip").write_bytes(b"PK")

    reading = lms.read(tmp_path)

    assert [(s.student, s.filename, s.data) for s in reading.submissions[:4]] == [
        ("student02", "03-neurons.ipynb", b"theirs"),
        ("student02", "me.ipynb", b"student02"),
        ("student35", "03-neurons.ipynb", b"theirs"),
        ("student35", "me.ipynb", b"student35"),
    ]
    assert [(s.student, s.filename) for s in reading.submissions[4:]] == [
        ("student36", "scans.zip"),
        ("student37", "broken.zip"),
    ]
    assert [[one.path for one in s.companions] for s in reading.submissions] == [
        *4 * [["helper.py"]],
        [],
        [],
    ]
    assert reading.skipped == ()


@pytest.mark.parametrize(
    ("name", "lms_name", "student"),
    [
        pytest.param("student02/homework.zip", "folder", "student02", id="a class of folders"),
        pytest.param(canvas_name("Roe, R", 7, 8, "hw.zip"), "canvas", "7", id="Canvas"),
    ],
)
def test_a_students_zip_in_a_download_is_that_students(
    tmp_path: Path, name: str, lms_name: str, student: str
) -> None:
    inner = zipped(tmp_path / "inner.zip", HOMEWORK).read_bytes()
    other = name.replace("student02", "student03").replace("roer_7_8", "poep_9_1")
    path = zipped(tmp_path / "class.zip", {name: inner, other: inner})

    reading = lms.read(path)

    assert reading.lms == lms_name
    assert [s.data for s in reading.submissions] == [b"theirs", b"theirs"]
    assert reading.submissions[0].student == student
    assert reading.submissions[0].entry == f"{name}/03-neurons.ipynb"


def test_a_notebook_beside_a_students_zip_is_the_one_that_an_lms_received(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", HOMEWORK).read_bytes()
    files = {
        canvas_name("Roe, R", 7, 8, "hw.zip"): inner,
        canvas_name("Roe, R", 7, 9, "a.ipynb"): b"plain",
    }

    reading = lms.read(zipped(tmp_path / "class.zip", files))

    assert [s.data for s in reading.submissions] == [b"plain"]
    assert [one.path for one in reading.submissions[0].companions] == ["hw.zip"]
    assert reading.skipped == ()


def test_one_notebook_is_one_submission(tmp_path: Path) -> None:
    path = tmp_path / "student01.ipynb"
    path.write_bytes(notebook())
    (tmp_path / "student02.ipynb").write_bytes(notebook())

    reading = lms.read(path)

    assert [(s.student, s.filename, s.data) for s in reading.submissions] == [
        ("student01", "student01.ipynb", notebook())
    ]


def test_a_student_without_a_notebook_is_not_lost(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "x.zip",
        {"student01/scan.pdf": b"1", "student01/scan2.pdf": b"2", "student02.docx": b"3"},
    )

    reading = lms.read(path)

    assert [(s.student, s.filename) for s in reading.submissions] == [
        ("student01", "scan.pdf"),
        ("student02", "student02.docx"),
    ]
    assert [s.entry for s in reading.skipped] == ["student01/scan2.pdf"]


def test_a_path_that_holds_nothing_readable_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "page.zip").write_text("<html>Please log in</html>")

    with pytest.raises(SubmissionError, match=r"page\.zip.*Download it again"):
        lms.read(tmp_path / "page.zip")
    with pytest.raises(SubmissionError, match=r"nowhere.*no such file"):
        lms.read(tmp_path / "nowhere.zip")


def test_an_unknown_lms_is_named(tmp_path: Path) -> None:
    with pytest.raises(AutograderError, match=r"`sakai` is not an LMS\. Use one of: moodle"):
        lms.write(tmp_path, ASSIGNMENT, export("sakai", []))


NAME = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="/\\\0"), min_size=1, max_size=30
).filter(
    lambda name: (
        not name.startswith((".", "__MACOSX")) and ".." not in name and not name.startswith("C:")
    )
)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(NAME, st.tuples(NAME, st.floats(0, 20)), min_size=1, max_size=5))
def test_any_names_and_points_come_back(
    tmp_path_factory: pytest.TempPathFactory, people: dict
) -> None:
    folder = tmp_path_factory.mktemp("plain")
    people = {f"student {name}": value for name, value in people.items()}
    files = {f"{name}/x{file}.ipynb": name.encode() for name, (file, _) in people.items()}

    reading = lms.read(zipped(folder / "zipped.zip", files))
    points = {s.entry: people[s.data.decode()][1] for s in reading.submissions}
    written = lms.write(
        folder,
        ASSIGNMENT,
        export("folder", [graded(s, points[s.entry]) for s in reading.submissions]),
    )

    assert {s.entry: s.data for s in reading.submissions} == files
    outer = importers.members(written.path.read_bytes())
    rows = list(csv.DictReader(io.StringIO(outer["grades.csv"].decode(), newline="")))
    assert len(rows) + len(written.upload.unmapped) == len(people)
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values()
    )
    if not written.upload.unmapped:
        assert sorted(float(row["points"]) for row in rows) == pytest.approx(
            sorted(points.values()), abs=0.005001
        )
        pages = [name for name in outer if name.startswith("feedback/") and name.endswith(".html")]
        assert len({name.casefold() for name in pages}) == len(people)


JUNK = {f"student01/{n}.txt": b"" for n in range(3_000)}


@pytest.mark.parametrize(
    ("files", "taken", "named"),
    [
        pytest.param(
            {"a.ipynb": notebook()} | JUNK, 2, "student01/21.txt and 2,978 more", id="junk"
        ),
        pytest.param(
            {"student02.ipynb": notebook()}
            | {f"student01/../{n}.ipynb": b"" for n in range(3_000)},
            1,
            "student01/../40.ipynb and 2,959 more",
            id="refused notebooks",
        ),
        pytest.param(
            {f"student01/{n}.ipynb": notebook(f"x = {n}") for n in range(3_000)},
            50,
            "and 2,929 more",
            id="notebooks",
        ),
    ],
)
def test_many_files_of_one_student_are_a_few_lines(
    tmp_path: Path, files: dict[str, bytes], taken: int, named: str
) -> None:
    reading = lms.read(zipped(tmp_path / "x.zip", files), UTC)
    assert len(reading.submissions) == taken
    assert len(reading.skipped) <= 42
    assert any(one.entry.endswith(named) for one in reading.skipped), reading.skipped


def test_of_many_zips_of_one_student_a_few_are_opened(tmp_path: Path) -> None:
    inner = [
        zipped(tmp_path / "in.zip", {"a.ipynb": notebook(f"x = {n}")}).read_bytes()
        for n in range(9)
    ]
    files = {f"student01/{n}.zip": data for n, data in enumerate(inner)}
    reading = lms.read(zipped(tmp_path / "x.zip", files | {"student02/a.ipynb": notebook()}), UTC)
    assert [one.student for one in reading.submissions] == ["student01"] * 5 + ["student02"]
    assert len(reading.skipped) == 4
