"""`autograder grade`: bad input is a message with its remedy, and the whole way from zip to table."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import REPOSITORY, edited, python
from console import complaint

from autograder import cli, course
from autograder.authoring.build import Built

COLUMN = "429904299042990"  # too long to stand in a gradebook by chance, as four digits once did


def test_no_folder_of_submissions(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = complaint(capsys, "grade", "nowhere")
    assert "nowhere: no such folder. Put the downloads of your LMS there" in said
    assert not (here / "grades").exists()


def test_no_submissions(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "submissions: no submissions. Put the downloads of your LMS there" in complaint(
        capsys, "grade"
    )


@pytest.fixture
def sample(here: Path, demo: Built) -> Path:
    """A course with a sample class of one."""
    folder = here / "sample" / "submissions"
    folder.mkdir(parents=True)
    (folder / "zyxdoe_77_88_99-demo.ipynb").write_bytes(demo.solution)
    (here / "sample" / "settings.toml").write_text(f'[assignments.99-demo]\ncolumn = "{COLUMN}"\n')
    (here / "submissions" / ".gitkeep").touch()
    return here


@pytest.mark.slow
def test_the_sample_class_is_graded_apart_while_nobody_handed_in(
    sample: Path, demo: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["grade", "--workers", "1"]) == 0
    first = capsys.readouterr()
    assert (
        "submissions/ is empty, so the sample class in sample/submissions/ is graded" in first.err
    )
    assert "zyxdoe" in first.out
    with zipfile.ZipFile("build/sample-grades/99-demo/99-demo-canvas.zip") as upload:
        assert any(COLUMN.encode() in upload.read(name) for name in upload.namelist())
    assert not (sample / "grades").exists()

    (sample / "submissions" / "roe_7_8_99-demo.ipynb").write_bytes(demo.student)
    assert cli.main(["grade", "--workers", "1"]) == 0
    second = capsys.readouterr()
    assert "sample" not in second.err
    for path in (sample / "grades").rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        assert b"zyxdoe" not in data
        assert COLUMN.encode() not in data
    with zipfile.ZipFile("grades/99-demo/99-demo-canvas.zip") as upload:
        readme = upload.read("README.txt").decode()
        assert "1 student in the download = 0 in the upload + 1 listed with a reason" in readme
        assert "roe (7): no gradebook column is known" in readme
        assert upload.getinfo("2-feedback.zip").file_size

    (sample / "course.toml").write_text('[assignments.99-demo]\ncolumn = "77"\n')
    assert cli.main(["grade"]) == 0
    with zipfile.ZipFile("grades/99-demo/99-demo-canvas.zip") as upload:
        table = upload.read("1-grades.csv").decode().splitlines()
    assert [line.split(",")[:2] for line in table] == [["Student", "ID"], ["roe", "7"]]


@pytest.mark.slow
def test_pages_and_uploads_are_of_those_who_are_handed_in_now(
    here: Path, demo: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the earlier class one line tells; with its download back, nothing is graded again."""
    folder, sheet = here / "submissions", here / "grades" / "99-demo" / "grades.csv"
    for name in ("student01", "student02"):
        (folder / f"{name}.ipynb").write_bytes(demo.solution)
    assert cli.main(["grade", "--workers", "1"]) == 0
    assert "earlier runs" not in capsys.readouterr().err
    (folder / "student01.ipynb").unlink()
    said = (
        "99-demo: 1 student of earlier runs is not in submissions/: kept in the gradebook, in no "
        "page or upload; `autograder forget` removes"
    )

    for arguments in (["grade", "--dry-run"], ["grade"], ["zip"]):
        assert cli.main(arguments) == 0
        told = capsys.readouterr()
        assert said in told.err
        assert "student01" not in told.out
    assert "student01" not in sheet.read_text()
    assert "student01" not in sheet.with_name("index.html").read_text()
    with zipfile.ZipFile(sheet.with_name("99-demo-folder.zip")) as upload:
        assert not any("student01" in name for name in upload.namelist())

    (folder / "student01.ipynb").write_bytes(demo.solution)
    assert cli.main(["grade"]) == 0
    told = capsys.readouterr()
    assert "2 submissions, 0 to grade" in told.err
    assert "student01" in sheet.read_text()


def test_a_folder_that_is_named_is_never_replaced_by_the_sample_class(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (sample / "other").mkdir()
    assert "other: no submissions." in complaint(capsys, "grade", "other")
    assert "sample" not in complaint(capsys, "grade", "--grades", "mine")


def test_the_course_ships_without_columns_of_a_site() -> None:
    shipped = course.find(REPOSITORY)
    assert [shipped.column(slug) for slug in shipped.slugs] == [None] * len(shipped.slugs)
    assert course.read_sample(shipped).column("02-nearest-neighbour") == "4202"


def test_a_zip_that_cannot_be_read(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "submissions" / "canvas.zip").write_bytes(b"PK\x03\x04 cut off")
    assert "canvas.zip" in complaint(capsys, "grade")


def test_an_unknown_assignment(here: Path, demo: Built, capsys: pytest.CaptureFixture[str]) -> None:
    data = demo.solution.replace(b'"assignment_name": "99-demo"', b'"assignment_name": "00-other"')
    (here / "submissions" / "student01.ipynb").write_bytes(data)
    said = complaint(capsys, "grade")
    assert "student01" in said
    assert "Rename it to one of 99-demo" in said


def test_two_notebooks_of_one_student(
    here: Path, demo: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = here / "submissions" / "student01"
    folder.mkdir()
    (folder / "a.ipynb").write_bytes(demo.solution)
    (folder / "b.ipynb").write_bytes(demo.student)
    with zipfile.ZipFile(here / "submissions" / "99-demo.zip", "w") as archive:
        archive.writestr("roe_7_8_99-demo.ipynb", demo.solution)
        archive.getinfo("roe_7_8_99-demo.ipynb").flag_bits |= 1
    said = complaint(capsys, "grade", "--dry-run")
    assert "99-demo.zip: roe (7): roe_7_8_99-demo.ipynb: it is encrypted. Ask the student" in said
    assert "student01" in said
    assert "2 different notebooks for 99-demo" in said
    assert "a.ipynb" in said
    assert "b.ipynb" in said


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(b"no database at all, but long enough to look at" * 100, id="another file"),
        pytest.param(b"SQLite format 3\x00" + bytes(4_000), id="a header alone"),
    ],
)
def test_a_damaged_gradebook_is_left_as_it_is(
    here: Path, demo: Built, capsys: pytest.CaptureFixture[str], damage: bytes
) -> None:
    (here / "submissions" / "student01.ipynb").write_bytes(demo.solution)
    (here / "grades").mkdir()
    book = here / "grades" / "gradebook.sqlite"
    book.write_bytes(damage)
    said = complaint(capsys, "grade")
    assert "gradebook.sqlite: the gradebook is damaged" in said
    assert "Move it aside and grade again" in said
    assert book.read_bytes() == damage


@pytest.mark.slow
def test_without_a_sandbox_nothing_is_graded_unless_asked_and_then_every_report_says_so(
    here: Path, demo: Built
) -> None:
    (here / "submissions" / "student01.ipynb").write_bytes(demo.solution)
    script = """
import errno, sys, pyseccomp
rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
for name in ("unshare", "landlock_create_ruleset"):
    rules.add_rule(pyseccomp.ERRNO(errno.EPERM), name)
rules.load()
from autograder.cli import main
sys.exit(main(sys.argv[1:]))
"""

    def grade(*options: str) -> subprocess.CompletedProcess[str]:
        command = python("-c", script, "grade", *options)
        return subprocess.run(command, capture_output=True, text=True, cwd=here, check=False)

    refused = grade()
    assert refused.returncode == 1, refused.stderr
    assert (
        "the sandbox is unavailable on this machine: namespaces: unshare: Operation not permitted"
        in refused.stderr
    )
    assert "Traceback" not in refused.stderr
    assert "student01" not in refused.stdout

    unsafe = grade("--unsafe")
    assert unsafe.returncode == 0, unsafe.stderr
    assert "WITHOUT A SANDBOX" in unsafe.stderr
    assert "graded without a sandbox" in unsafe.stdout
    (row,) = csv.DictReader(
        (here / "grades" / "99-demo" / "grades.csv").read_text("utf-8-sig").splitlines()
    )
    assert row["unsafe"] == "yes"
    pages = list((here / "grades" / "99-demo").rglob("*.html"))
    assert len(pages) == 2
    assert all("sandbox" in page.read_text() for page in pages)
    assert (
        "1 to grade" in grade("--dry-run").stdout
    )  # with a sandbox, or without the word, it does not count


@pytest.mark.slow
def test_grade_ends_with_a_table_and_files_and_grades_nothing_twice(
    here: Path, demo: Built
) -> None:
    half = edited(demo.student, {"total-answer": "total = 6"})
    wild = edited(demo.solution, {"double-answer": "import os; os._exit(0)"})
    members = {
        "student01_101_1001_99-demo.ipynb": demo.solution,
        "student02_LATE_102_1002_99-demo.ipynb": half,
        "student03_103_1003_99-demo-1.ipynb": wild,
        "student04_104_1004_99-demo.ipynb": b"no notebook",
    }
    with zipfile.ZipFile(here / "submissions" / "canvas.zip", "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    first = subprocess.run(
        python("-m", "autograder", "grade"),
        capture_output=True,
        text=True,
        cwd=here,
        check=False,
        env=os.environ,
    )
    assert first.returncode == 0, first.stderr
    lines = {
        line.split()[0]: line for line in first.stdout.splitlines() if line.startswith("  student0")
    }
    assert [
        "3/3" in lines["student01"],
        "1/3" in lines["student02"],
        "1/3" in lines["student03"],
    ] == [True] * 3
    assert "late" in lines["student02"]
    assert "killed" in lines["student03"]
    assert "unreadable" in lines["student04"]
    told = "4 students in the download = 0 in the upload + 4 listed with a reason"
    assert f"99-demo, canvas: {told}" in first.stdout
    page = (here / "grades" / "99-demo" / "index.html").read_text()
    assert f"canvas: {told}." in page
    files = sorted(path.name for path in (here / "grades" / "99-demo").iterdir())
    assert {"grades.csv", "index.html", "feedback"} <= set(files)
    assert any(name.endswith("canvas.zip") for name in files)

    second = run_in(here)
    assert second.returncode == 0
    assert "0 to grade" in second.stderr
    assert second.stdout == first.stdout


def run_in(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "autograder", "grade"],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )


def test_a_file_name_of_several_lines_is_one_line(
    here: Path, demo: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else a student could write a line that looks like the grader's."""
    folder = here / "submissions" / "student01"
    folder.mkdir()
    forged = "x\nwould grade     99-demo  student02 (student02)  y.ipynb"
    (folder / forged).write_bytes(demo.solution)
    (folder / f"{forged}\rz.ipynb").write_bytes(demo.student)
    (here / "submissions" / "student03.ipynb").write_bytes(demo.solution)
    assert cli.main(["grade", "--dry-run"]) == 1
    told = capsys.readouterr()
    assert [line.split()[:4] for line in told.out.splitlines() if line[:5] == "would"] == [
        ["would", "grade", "99-demo", "student03"]
    ]
    assert not [line for line in told.err.splitlines() if line.startswith("would")]

    (folder / f"{forged}\rz.ipynb").unlink()
    assert cli.main(["grade", "--dry-run"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("would")]
    assert [line.split()[3] for line in lines] == ["student01", "student03"]


@pytest.mark.slow
def test_students_of_earlier_runs_are_forgotten_after_asking(
    here: Path, demo: Built, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, grades = here / "submissions", here / "grades"
    for number in (1, 2):
        (folder / f"student0{number}.ipynb").write_bytes(demo.solution)
    assert cli.main(["grade", "--workers", "1"]) == 0
    (folder / "student01.ipynb").unlink()
    assert cli.main(["grade"]) == 0
    assert "is in submissions/ now" in complaint(capsys, "forget", "student02")
    assert "nobody in the gradebook has this key" in complaint(capsys, "forget", "student09")

    monkeypatch.setattr("sys.stdin", io.StringIO("no\n"))
    assert "Nothing was removed." in complaint(capsys, "forget")
    assert b"student01" in (grades / "gradebook.sqlite").read_bytes()

    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert cli.main(["forget"]) == 0
    told = capsys.readouterr()
    assert "99-demo  student01 (folder)" in told.out
    assert "Removed this student" in told.err
    assert cli.main(["grade"]) == 0
    told = capsys.readouterr()
    assert "earlier runs" not in told.err
    assert "student02" in told.out
    assert not [path for path in grades.rglob("*") if "student01" in path.name]
    assert b"student01" not in (grades / "gradebook.sqlite").read_bytes()
    assert cli.main(["forget", "--yes"]) == 0
    assert "Nothing was removed" in capsys.readouterr().out
