"""What a student wrote is measured up to the limit and removed whole, however it is built."""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from conftest import LIMITS
from towers import build_tower

from autograder.records import Limits
from autograder.sandbox import scratch

SMALL = replace(LIMITS, scratch_bytes=8 << 20, scratch_files=80)
LIBC = ctypes.CDLL(None)
LIBC.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
LIBC.mmap.restype = ctypes.c_void_p
LIBC.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
Hold = Callable[[BinaryIO], AbstractContextManager[Any]]


@pytest.fixture
def tower(tmp_path: Path) -> Iterator[Path]:
    build_tower(tmp_path, 20)
    yield tmp_path
    subprocess.run([*scratch.REMOVE, str(tmp_path)], check=True)
    assert not tmp_path.exists()


@pytest.mark.parametrize(
    ("limits", "excess"),
    [
        pytest.param(SMALL, "", id="within the limits"),
        pytest.param(replace(SMALL, scratch_files=2), "wrote more than 2 files", id="files"),
        pytest.param(
            replace(SMALL, scratch_bytes=1 << 20), "wrote more than 1 MB to disk", id="bytes"
        ),
    ],
)
def test_the_limit_that_is_exceeded_is_named(tmp_path: Path, limits: Limits, excess: str) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "big").write_bytes(b"x" * (2 << 20))
    assert scratch.find_excess(str(tmp_path), limits) == scratch.Found(excess=excess)


def test_folders_that_nobody_can_look_into_are_named(tower: Path) -> None:
    assert scratch.find_excess(str(tower), SMALL).excess == scratch.CLOSED


def test_nothing_is_looked_at_beyond_the_limit(tower: Path) -> None:
    for name in "abc":
        (tower / name).touch()
    found = scratch.find_excess(str(tower), replace(SMALL, scratch_files=3))
    assert found.excess == "wrote more than 3 files"


def test_a_folder_that_is_gone_is_empty(tmp_path: Path) -> None:
    assert scratch.find_excess(str(tmp_path / "gone"), SMALL) == scratch.Found(whole=False)
    assert scratch.read_fill(str(tmp_path / "gone")) == (0, 0)


@contextlib.contextmanager
def _mapped(file: BinaryIO) -> Iterator[None]:
    """Map a page of a file and close the file, as C does: Python's `mmap` keeps a descriptor."""
    page = LIBC.mmap(None, mmap.PAGESIZE, mmap.PROT_READ, mmap.MAP_SHARED, file.fileno(), 0)
    assert page != ctypes.c_void_p(-1).value
    file.close()
    yield
    assert LIBC.munmap(page, mmap.PAGESIZE) == 0


@pytest.mark.parametrize("name", ["big", "of several\r\n\x1clines"])
@pytest.mark.parametrize("hold", [contextlib.nullcontext, _mapped], ids=["open", "mapped"])
def test_a_file_without_a_name_counts_while_somebody_holds_it(
    tmp_path: Path, hold: Hold, name: str
) -> None:
    path, mine = tmp_path / name, {os.getpid()}
    path.write_bytes(b"x" * (2 << 20))
    limits = replace(SMALL, scratch_bytes=1 << 20, file_bytes=2 << 20)
    with path.open("rb") as file, hold(file):
        path.unlink()
        found = scratch.find_excess(str(tmp_path), limits, mine)
        assert scratch.find_excess(str(tmp_path), limits) == scratch.Found()
    assert found.excess == "wrote more than 1 MB to disk"
    assert scratch.find_excess(str(tmp_path), limits, mine) == scratch.Found()


@pytest.mark.parametrize(
    ("now", "grown"),
    [
        pytest.param((1 << 20, 10), False, id="an eighth of the bytes"),
        pytest.param((1 + (1 << 20), 0), True, id="more bytes"),
        pytest.param((0, 11), True, id="more files"),
        pytest.param((-5, -5), False, id="less"),
    ],
)
def test_a_disk_that_fills_is_a_reason_to_look(now: scratch.Fill, grown: bool) -> None:
    assert scratch.has_grown((0, 0), now, SMALL) == grown
