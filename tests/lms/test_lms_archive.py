"""Hostile archives: what could do harm is refused by name, and the rest is read."""

from __future__ import annotations

import stat
import struct
import warnings
import zipfile
from pathlib import Path

import pytest
from downloads import notebook, zipped

from autograder import lms
from autograder.characters import shorten
from autograder.errors import SubmissionError
from autograder.lms import archive

GOOD = {"student01.ipynb": b"good", "student02.ipynb": b"also good"}


def refused(path: Path) -> dict[str, str]:
    """Read a class with two good notebooks and return what was refused."""
    reading = lms.read(path)
    assert {s.entry: s.data for s in reading.submissions} == GOOD
    return {skipped.entry: skipped.reason for skipped in reading.skipped}


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/evil.ipynb",
        "a/../../evil.ipynb",
        "..\\evil.ipynb",
        "/etc/evil.ipynb",
        "\\evil.ipynb",
        "C:\\evil.ipynb",
        "x/" * 25 + "evil.ipynb",
        "x" * 1001 + ".ipynb",
    ],
)
def test_a_name_that_climbs_or_is_endless_is_refused(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "x.zip", {**GOOD, name: notebook()})

    assert list(refused(path)) == [shorten(name)]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_device_is_refused(tmp_path: Path, kind: int) -> None:
    path = zipped(tmp_path / "x.zip", GOOD)
    with zipfile.ZipFile(path, "a") as opened:
        info = zipfile.ZipInfo("student03.ipynb")
        info.external_attr = (kind | 0o777) << 16
        opened.writestr(info, "/etc/passwd")

    assert "link or a device" in refused(path)["student03.ipynb"]


def test_a_name_that_occurs_twice_is_refused_in_every_copy(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", GOOD)
    with zipfile.ZipFile(path, "a") as opened, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        opened.writestr("student03.ipynb", b"mine")
        opened.writestr("student03.ipynb", b"yours")

    assert "2 times" in refused(path)["student03.ipynb"]


def test_a_bomb_is_refused_unread(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "x.zip",
        {**GOOD, "bomb.ipynb": bytes(30 << 20), "large.ipynb": bytes(archive.MAX_BYTES + 1)},
    )

    assert "zip bomb" in refused(path)["bomb.ipynb"]
    assert "more than" in refused(path)["large.ipynb"]


def test_a_member_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {**GOOD, "zz.ipynb": bytes(5000)})
    data = bytearray(path.read_bytes())
    entry = data.rfind(b"PK\1\2")
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)
    path.write_bytes(data)

    assert "damaged" in refused(path)["zz.ipynb"]


def test_a_damaged_member_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {**GOOD, "zz.ipynb": bytes(range(256)) * 40})
    data = bytearray(path.read_bytes())
    start = data.find(b"zz.ipynb") + 10
    data[start : start + 20] = b"\xff" * 20
    path.write_bytes(data)

    assert "damaged" in refused(path)["zz.ipynb"]


@pytest.mark.parametrize(
    ("offset", "value", "word"),
    [(8, 1, "encrypted"), (10, 99, "compressed"), (10, 14, "compressed")],
)
def test_encryption_and_rare_methods_are_refused(
    tmp_path: Path, offset: int, value: int, word: str
) -> None:
    path = zipped(tmp_path / "x.zip", {**GOOD, "zz.ipynb": notebook()})
    data = bytearray(path.read_bytes())
    entry = data.rfind(b"PK\1\2")
    data[entry + offset : entry + offset + 2] = struct.pack("<H", value)
    path.write_bytes(data)

    assert word in refused(path)["zz.ipynb"]


def test_the_total_of_an_archive_is_capped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 20)
    path = zipped(tmp_path / "x.zip", {**GOOD, "student03.ipynb": bytes(10)})

    assert "Split the download" in refused(path)["student03.ipynb"]


def test_the_total_of_an_archive_grows_with_its_class(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 20)
    monkeypatch.setattr(archive, "FOR_MEMBERS", 2)
    path = zipped(tmp_path / "x.zip", {**GOOD, "student03.ipynb": bytes(10)})

    assert [s.entry for s in lms.read(path).submissions] == [*GOOD, "student03.ipynb"]


def test_an_archive_with_an_endless_table_of_contents_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_DIRECTORY_BYTES", 100)
    path = zipped(tmp_path / "x.zip", GOOD)

    with pytest.raises(SubmissionError, match="table of contents"):
        lms.read(path)


@pytest.mark.parametrize("cut", [1, 30, 100])
def test_half_a_download_says_to_download_again(tmp_path: Path, cut: int) -> None:
    path = zipped(tmp_path / "x.zip", GOOD)
    path.write_bytes(path.read_bytes()[:-cut])

    with pytest.raises(SubmissionError, match="Download it again"):
        lms.read(path)


def test_names_in_utf_8_without_the_flag_are_read_as_utf_8(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"Zoë.ipynb": b"1"})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(mark) + offset
        data[at + 1] &= ~0x08
    path.write_bytes(data)

    assert [s.student for s in lms.read(path).submissions] == ["Zoë"]


def test_macos_litter_is_ignored_without_a_word(tmp_path: Path) -> None:
    litter = [
        "__MACOSX/._student01.ipynb",
        "._student01.ipynb",
        ".DS_Store",
        "a/.DS_Store",
        "Thumbs.db",
    ]
    path = zipped(tmp_path / "x.zip", {**GOOD, **dict.fromkeys(litter, b"x")})

    assert refused(path) == {}


def test_links_in_a_folder_are_refused_and_hidden_folders_left_alone(tmp_path: Path) -> None:
    for name, data in GOOD.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "student03.ipynb").symlink_to("/etc/hostname")
    (tmp_path / "student04").symlink_to("/etc")
    (tmp_path / ".ipynb_checkpoints").mkdir()
    (tmp_path / ".ipynb_checkpoints" / "student01-checkpoint.ipynb").touch()

    assert set(refused(tmp_path)) == {"student03.ipynb", "student04"}


def test_a_name_keeps_its_wide_spaces(tmp_path: Path) -> None:
    """A gradebook writes them, too; escaped, the two names would not match."""
    entry = "1-2 - 山田\u3000太郎 - Mar 3, 2025 405 PM/x.ipynb"
    path = zipped(tmp_path / "x.zip", {entry: b""})

    assert [s.name for s in lms.read(path).submissions] == ["山田\u3000太郎"]


def test_a_name_cannot_move_the_cursor_of_a_terminal() -> None:
    assert shorten("\x1b[2Ja\u202eb\n") == "\\x1b[2Ja\\u202eb\\n"
