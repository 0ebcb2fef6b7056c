"""What a student handed in beside the notebook is there when it runs: in every LMS's way of naming it, and nothing that is hostile."""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

import pytest
from downloads import canvas_name, notebook, zipped

from autograder import lms
from autograder.companions import MOST, MOST_BYTES
from autograder.lms import beside
from autograder.records import Received

MOODLE = "Zoe Roe_77_assignsubmission_file_/"
BRIGHTSPACE = "7-9 - Zoe Roe - Mar 3, 2025 405 PM/"
BLACKBOARD = "HW_zroe_attempt_2025-03-03-16-05-06_"
HELPER, TABLE = b"def relu(z):\n    return z\n", b"x,y\n1,2\n"
NAMES = {
    "moodle": (MOODLE + "a.ipynb", MOODLE + "helper.py", MOODLE + "data/x.csv"),
    "moodle, flat": (MOODLE[:-1] + "a.ipynb", MOODLE[:-1] + "helper.py", ""),
    "canvas": (
        canvas_name("Roe, Zoe", 7, 8, "a.ipynb"),
        canvas_name("Roe, Zoe", 7, 9, "helper.py"),
        "",
    ),
    "brightspace": (BRIGHTSPACE + "a.ipynb", BRIGHTSPACE + "helper.py", BRIGHTSPACE + "data/x.csv"),
    "blackboard": (BLACKBOARD + "a.ipynb", BLACKBOARD + "helper.py", ""),
    "gradescope": ("submission_7/a.ipynb", "submission_7/helper.py", "submission_7/data/x.csv"),
    "folder": ("zroe/a.ipynb", "zroe/helper.py", "zroe/data/x.csv"),
    "folder, deep": ("zroe/hw/a.ipynb", "zroe/hw/helper.py", "zroe/hw/data/x.csv"),
}


def contents(one: Received) -> dict[str, bytes]:
    return {companion.path: companion.read() for companion in one.companions}


def unpack(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path) as opened:
        opened.extractall(folder)
    return folder


@pytest.mark.parametrize("unpacked", [False, True], ids=["zip", "folder"])
@pytest.mark.parametrize("name", NAMES)
def test_files_beside_a_notebook_are_its_companions(
    name: str, unpacked: bool, tmp_path: Path
) -> None:
    mine, module, table = NAMES[name]
    files = {mine: notebook(), module: HELPER} | ({table: TABLE} if table else {})
    path = zipped(tmp_path / "x.zip", files)

    reading = lms.read(unpack(path, tmp_path / "x") if unpacked else path)

    (received,) = reading.submissions
    expected = {"helper.py": HELPER} | ({"data/x.csv": TABLE} if table else {})
    assert contents(received) == expected
    assert reading.skipped == ()


def test_a_zip_that_a_student_made_holds_companions_too(tmp_path: Path) -> None:
    (tmp_path / "zroe").mkdir()
    theirs = {"hw/a.ipynb": notebook(), "hw/helper.py": HELPER, "scan.pdf": b"1"}
    zipped(tmp_path / "zroe" / "homework.zip", theirs)
    whole = zipped(
        tmp_path / "class.zip",
        {
            canvas_name("Roe, Zoe", 7, 8, "hw.zip"): (
                tmp_path / "zroe" / "homework.zip"
            ).read_bytes()
        },
    )

    for path in (whole, tmp_path):
        (*_, received) = lms.read(path).submissions
        assert contents(received) == {"helper.py": HELPER}


def test_a_zip_beside_a_notebook_is_a_file_like_any_other(tmp_path: Path) -> None:
    data = zipped(tmp_path / "points.zip", {"x.csv": TABLE}).read_bytes()
    path = zipped(tmp_path / "c.zip", {"zroe/a.ipynb": notebook(), "zroe/points.zip": data})

    (received,) = lms.read(path).submissions

    assert contents(received) == {"points.zip": data}


def test_nobody_gets_the_files_of_somebody_else(tmp_path: Path) -> None:
    files = {
        canvas_name("Roe, Zoe", 7, 8, "a.ipynb"): notebook(),
        canvas_name("Doe, Jan", 6, 5, "a.ipynb"): notebook("x = 2"),
        canvas_name("Doe, Jan", 6, 4, "helper.py"): HELPER,
    }

    found = {
        s.student: contents(s) for s in lms.read(zipped(tmp_path / "c.zip", files)).submissions
    }

    assert found == {"7": {}, "6": {"helper.py": HELPER}}


def test_an_attempt_has_the_files_that_came_with_it(tmp_path: Path) -> None:
    later = BLACKBOARD.replace("16-05", "17-05")
    files = {
        BLACKBOARD + "a.ipynb": notebook(),
        BLACKBOARD + "helper.py": b"first",
        later + "a.ipynb": notebook("x = 2"),
        later + "helper.py": b"second",
    }

    found = [contents(s) for s in lms.read(zipped(tmp_path / "c.zip", files)).submissions]

    assert found == [{"helper.py": b"first"}, {"helper.py": b"second"}]


def test_of_two_files_with_one_name_none_is_taken(tmp_path: Path) -> None:
    names = [canvas_name("Roe, Zoe", 7, number, "helper.py") for number in (8, 9)]
    files = {canvas_name("Roe, Zoe", 7, 5, "a.ipynb"): notebook()} | dict.fromkeys(names, HELPER)

    reading = lms.read(zipped(tmp_path / "c.zip", files))

    assert contents(reading.submissions[0]) == {}
    assert {one.entry: one.reason for one in reading.skipped} == dict.fromkeys(names, beside.TWICE)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("zroe/../../helper.py", id="above"),
        pytest.param("/zroe/helper.py", id="absolute"),
        pytest.param("zroe\\..\\..\\helper.py", id="above on Windows"),
        pytest.param("C:\\zroe\\helper.py", id="a drive"),
        pytest.param("zroe/" + "a" * 300, id="too long a name"),
        pytest.param("zroe/a\nb.csv", id="a line end"),
    ],
)
def test_a_hostile_name_is_not_a_companion(name: str, tmp_path: Path) -> None:
    path = zipped(tmp_path / "c.zip", {"zroe/a.ipynb": notebook(), name: HELPER})

    reading = lms.read(path)

    assert [contents(one) for one in reading.submissions if one.student == "zroe"] == [{}]
    assert any(one.reason for one in reading.skipped)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO], ids=hex)
def test_a_link_or_a_device_in_a_zip_is_not_a_companion(kind: int, tmp_path: Path) -> None:
    path = zipped(tmp_path / "c.zip", {"zroe/a.ipynb": notebook()})
    info = zipfile.ZipInfo("zroe/helper.py")
    info.external_attr = (kind | 0o777) << 16
    with zipfile.ZipFile(path, "a") as opened:
        opened.writestr(info, "/etc/passwd")

    (received,) = lms.read(path).submissions

    assert received.companions == ()


def test_a_link_or_a_pipe_in_a_folder_is_not_a_companion(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("of the instructor")
    home = tmp_path / "class" / "zroe"
    home.mkdir(parents=True)
    (home / "a.ipynb").write_bytes(notebook())
    (home / "helper.py").symlink_to(tmp_path / "secret.txt")
    (home / "data").symlink_to(tmp_path)
    os.mkfifo(home / "pipe.csv")

    (received,) = lms.read(tmp_path / "class").submissions

    assert received.companions == ()


def test_only_so_many_files_are_taken(tmp_path: Path) -> None:
    files = {f"zroe/{number:03}.csv": b"" for number in range(MOST + 2)}
    path = zipped(tmp_path / "c.zip", {"zroe/a.ipynb": notebook(), **files})

    reading = lms.read(path)

    assert len(reading.submissions[0].companions) == MOST
    assert [(one.entry, one.reason) for one in reading.skipped] == [
        (f"zroe/{number}.csv", beside.TOO_MUCH) for number in (MOST, MOST + 1)
    ]


def test_only_so_many_bytes_are_taken(tmp_path: Path) -> None:
    home = tmp_path / "zroe"
    home.mkdir()
    (home / "a.ipynb").write_bytes(notebook())
    (home / "small.csv").write_bytes(TABLE)
    for name, size in (("half.bin", MOST_BYTES // 2), ("rest.bin", MOST_BYTES // 2 + 1)):
        with (home / name).open("wb") as file:
            file.truncate(size)

    reading = lms.read(tmp_path)

    assert [one.path for one in reading.submissions[0].companions] == ["half.bin", "small.csv"]
    assert [one.reason for one in reading.skipped] == [beside.TOO_MUCH]


def test_a_damaged_file_costs_nothing_but_itself(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "c.zip",
        {"zroe/a.ipynb": notebook(), "zroe/b.csv": b"here it is", "zroe/c.csv": TABLE},
    )
    with zipfile.ZipFile(path) as opened:
        place = opened.getinfo("zroe/b.csv").header_offset + 30 + len("zroe/b.csv")
    data = bytearray(path.read_bytes())
    data[place] ^= 0xFF
    path.write_bytes(bytes(data))

    reading = lms.read(path)

    assert [one.path for one in reading.submissions[0].companions] == ["c.csv"]
    assert [one.entry for one in reading.skipped] == ["zroe/b.csv"]
