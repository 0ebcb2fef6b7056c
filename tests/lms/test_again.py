"""A file of a download is read once more when it is needed: the same bytes, or an error that says what to do."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from downloads import notebook, zipped

from autograder import lms
from autograder.errors import SubmissionError
from autograder.notebook.raw import KEPT_WHOLE_BYTES
from autograder.records import Received

NAME = "student01/hw.ipynb"


def in_a_zip(folder: Path, data: bytes) -> Path:
    return zipped(folder / "class.zip", {NAME: data, "student02/hw.ipynb": notebook()})


def stored(folder: Path, data: bytes) -> Path:
    path = folder / "class.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.comment = b"made by hand"
        made.writestr(NAME, data)
    return path


def behind_a_program(folder: Path, data: bytes) -> Path:
    """A zip that unpacks itself."""
    path = in_a_zip(folder, data)
    path.write_bytes(b"#!/bin/sh" * 99 + path.read_bytes())
    return path


def in_a_folder(folder: Path, data: bytes) -> Path:
    path = folder / "class" / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return folder / "class"


def in_a_zip_of_the_students(folder: Path, data: bytes) -> Path:
    inner = zipped(folder / "inner.zip", {"hw.ipynb": data}).read_bytes()
    return zipped(folder / "class.zip", {"student01/hw.zip": inner, "student02/hw.zip": inner})


def alone(folder: Path, data: bytes) -> Path:
    path = folder / "student01.ipynb"
    path.write_bytes(data)
    return path


PLACES = [in_a_zip, stored, behind_a_program, in_a_folder, in_a_zip_of_the_students, alone]


def first(path: Path) -> Received:
    return min(lms.read(path).submissions, key=lambda one: one.student)


@pytest.mark.parametrize("put", PLACES)
def test_a_file_is_read_again_after_its_download_was_closed(
    tmp_path: Path, put: Callable[[Path, bytes], Path]
) -> None:
    one = first(put(tmp_path, notebook()))
    assert (one.data, one.data) == (notebook(), notebook())
    assert one.file.keep().load() == notebook()


@pytest.mark.parametrize("put", PLACES)
@pytest.mark.parametrize("later", [notebook("x = 2"), notebook("x = 2" * 999)])
def test_a_file_that_is_another_one_by_then_is_never_graded(
    tmp_path: Path, put: Callable[[Path, bytes], Path], later: bytes
) -> None:
    path = put(tmp_path, notebook())
    one = first(path)
    put(tmp_path, later)
    with pytest.raises(SubmissionError, match=r"Run the command again\.") as told:
        one.file.keep()
    assert str(told.value).startswith(str(path if put != alone else tmp_path))


@pytest.mark.parametrize("put", [in_a_zip, in_a_zip_of_the_students, alone])
def test_a_file_that_is_gone_is_named(tmp_path: Path, put: Callable[[Path, bytes], Path]) -> None:
    path = put(tmp_path, notebook())
    one = first(path)
    path.unlink()
    with pytest.raises(SubmissionError, match=r"cannot be read any more \(No such file"):
        one.file.keep()


def test_a_large_file_is_read_again_without_its_outputs(tmp_path: Path) -> None:
    data = notebook().replace(b'"outputs": []', b'"outputs": [' + b" " * KEPT_WHOLE_BYTES + b"]")
    one = first(in_a_zip(tmp_path, data))
    assert len(one.data) < KEPT_WHOLE_BYTES < len(data)


@pytest.mark.parametrize("ending", ["", ".zip"])
def test_the_bytes_of_a_class_are_not_kept(tmp_path: Path, ending: str) -> None:
    noise = Random(1).randbytes(100_000)
    names = [f"student{number:02}/hw.ipynb" for number in range(60)]
    path = zipped(tmp_path / "class.zip", dict.fromkeys(names, noise))
    if not ending:
        zipfile.ZipFile(path).extractall(tmp_path / "class")
    tracemalloc.start()
    try:
        reading = lms.read(tmp_path / f"class{ending}")
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(reading.submissions) == 60
    assert held < 1_000_000
