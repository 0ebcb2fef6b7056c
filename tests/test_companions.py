"""Files beside a notebook: which paths may be written, and bytes that are those of before."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.companions import Companion, is_inside
from autograder.errors import SubmissionError
from autograder.handed_in import hash_bytes


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("helper.py", id="a module"),
        pytest.param("data/my points.csv", id="a file in a folder"),
        pytest.param("größe.csv", id="an umlaut"),
        pytest.param("..data", id="a name that begins with dots"),
    ],
)
def test_a_path_below_the_folder_is_inside(path: str) -> None:
    assert is_inside(path)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("", id="nothing"),
        pytest.param("../helper.py", id="above"),
        pytest.param("data/../../helper.py", id="above by a detour"),
        pytest.param("/etc/passwd", id="absolute"),
        pytest.param("data//x.csv", id="an empty part"),
        pytest.param("./x.csv", id="the folder itself"),
        pytest.param("data\\..\\..\\x.csv", id="above on Windows"),
        pytest.param("C:x.csv", id="a drive"),
        pytest.param("a\0b", id="a zero byte"),
        pytest.param("a\nb", id="a line end"),
        pytest.param("\udcff.csv", id="not a character"),
        pytest.param("a" * 256, id="a name that no file system takes"),
        pytest.param("ä" * 128, id="the same in bytes"),
        pytest.param("/".join(["a" * 99] * 12), id="too long a path"),
        pytest.param("/".join(["a"] * 21), id="too many folders"),
    ],
)
def test_any_other_path_is_not(path: str) -> None:
    assert not is_inside(path)


def test_a_file_that_changed_meanwhile_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "helper.py"
    path.write_bytes(b"x = 1")
    companion = Companion(path="helper.py", sha=hash_bytes(b"x = 1"), load=path.read_bytes)
    kept = companion.keep()
    path.write_bytes(b"x = 2")
    with pytest.raises(SubmissionError, match=r"helper\.py: the file changed"):
        companion.read()
    path.unlink()
    with pytest.raises(SubmissionError, match=r"helper\.py: the file changed"):
        companion.read()
    assert kept.read() == b"x = 1"
    assert kept == companion
