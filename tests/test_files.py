"""Files, zips, file names, table cells and points: written one way everywhere."""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from autograder import files
from autograder.errors import MachineError

KEYS = st.text(max_size=80) | st.text(st.characters(categories=("Cs", "Cc", "Cf")), max_size=5)


def test_a_file_is_written_with_its_folders_and_no_part_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "grades.csv"

    assert files.write_whole(path, b"one")

    assert [p.name for p in path.parent.iterdir()] == ["grades.csv"]
    assert path.read_bytes() == b"one"


def test_a_file_that_holds_the_same_bytes_keeps_its_date(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"same")
    os.utime(path, (1, 1))

    assert not files.write_whole(path, b"same")
    assert path.stat().st_mtime == 1
    assert files.write_whole(path, b"else")
    assert path.read_bytes() == b"else"


def test_the_part_of_an_interrupted_run_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "page.html.part").write_bytes(b"half of a lo")

    files.write_whole(tmp_path / "page.html", b"whole")

    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_a_folder_in_the_way_is_one_line_with_a_remedy_and_leaves_no_part(tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()

    with pytest.raises(MachineError, match=r"page\.html: cannot be written \(.+\)\. Check") as said:
        files.write_whole(tmp_path / "page.html", b"x")

    assert "\n" not in str(said.value)
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_a_file_where_a_folder_must_be_is_one_line_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "grades").write_bytes(b"")

    with pytest.raises(MachineError, match="cannot be written"):
        files.write_whole(tmp_path / "grades" / "page.html", b"x")


def test_the_same_files_give_the_same_zip_in_any_order() -> None:
    assert files.pack({"b": b"1", "a/ä": b"2"}) == files.pack({"a/ä": b"2", "b": b"1"})


def test_a_zip_keeps_zips_as_they_are_and_marks_what_runs() -> None:
    made = files.pack({"in.zip": b"PK" * 99, "run": b"#!/bin/sh", "ä": b"x" * 99}, {"run"})

    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        infos = {info.filename: info for info in archive.infolist()}
    assert infos["in.zip"].compress_type == zipfile.ZIP_STORED
    assert infos["ä"].compress_type == zipfile.ZIP_DEFLATED
    modes = {name: oct(info.external_attr >> 16) for name, info in infos.items()}
    assert modes == {
        "in.zip": oct(stat.S_IFREG | 0o644),
        "run": oct(stat.S_IFREG | 0o755),
        "ä": oct(stat.S_IFREG | 0o644),
    }
    assert {info.date_time for info in infos.values()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_zip_of_another_maker_is_repacked_with_what_is_added() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as theirs:
        theirs.mkdir("tests")
        theirs.writestr("tests/q1.py", b"old")
        theirs.writestr("run.sh", b"#!")

    made = files.repack(buffer.getvalue(), {"tests/q1.py": b"new"}, {"run.sh"})

    assert made == files.pack({"tests/q1.py": b"new", "run.sh": b"#!"}, {"run.sh"})


@given(KEYS)
def test_a_file_name_is_plain_whatever_the_key(key: str) -> None:
    name = files.stem(key)

    assert re.fullmatch(r"[a-z0-9]+([-_.]+[a-z0-9]+)*", name)
    assert len(name) <= 50
    assert name.split(".")[0] not in files.RESERVED


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(("student01", "Student01", "STUDENT01"), id="letter case"),
        pytest.param(("zoë", "zoe\u0308", "zoe"), id="composed and decomposed"),
        pytest.param(("a/b", "a\\b", "a b", "a-b", "a--b", "../a/b"), id="paths"),
        pytest.param(("con", "CON", "con.x", "nul", "index", "class"), id="reserved names"),
        pytest.param(("x" * 300, "x" * 301, "x" * 40), id="very long"),
        pytest.param(("", " ", "\x00", "\ud800", "."), id="nothing to read"),
    ],
)
def test_two_keys_never_share_a_file_name(keys: tuple[str, ...]) -> None:
    assert len({files.stem(key).casefold() for key in keys}) == len(keys)


@pytest.mark.parametrize("key", ["student01", "12345", "ann.lee", "a_b-c"])
def test_a_plain_key_is_its_own_file_name(key: str) -> None:
    assert files.stem(key) == key


def test_a_key_that_looks_like_the_name_made_for_another_gets_a_name_of_its_own() -> None:
    made = files.stem("Student01")

    assert files.stem(made) != made


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        "\u200b=1",
        "\t=1",
        "\rx",
        "\n=1",
    ],
)
def test_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert files.is_formula(cell)
    assert files.guard(cell) == f"'{cell}"
    assert files.guard(files.guard(cell)) == files.guard(cell)


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [("a;=1", "a;'=1"), ("a; -1 ;@b", "a; '-1 ;'@b"), ("=1;＝2", "'=1;'＝2"), ("a;b;", "a;b;")],
)
def test_a_formula_behind_a_semicolon_gets_an_apostrophe_too(cell: str, guarded: str) -> None:
    assert files.guard(cell) == files.guard(guarded) == guarded
    assert files.unguard(guarded) == cell


@pytest.mark.parametrize("cell", ["", " ", "Ann", "'=1", "王", "1-1", "a=b", "−3 %"])
def test_other_text_stays_as_it_is(cell: str) -> None:
    assert files.guard(cell) == cell


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (-0.0, "0"),
        (-0.004, "0"),
        (1e-9, "0"),
        (0.005, "0.01"),
        (0.125, "0.13"),
        (2.675, "2.68"),
        (8.5, "8.5"),
        (20 / 3, "6.67"),
        (20.0, "20"),
        (100, "100"),
        (1234567.5, "1234567.5"),
    ],
)
def test_points_have_at_most_two_decimals_and_halves_go_up(value: float, written: str) -> None:
    assert files.number(value) == written


@pytest.mark.parametrize(
    ("value", "written"), [(1, "1 point"), (0.999, "1 point"), (0, "0 points"), (2.5, "2.5 points")]
)
def test_points_agree_with_their_unit(value: float, written: str) -> None:
    assert files.points(value) == written


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_not_a_number_is_never_written_as_points(value: float) -> None:
    with pytest.raises(ValueError, match="not a number of points"):
        files.number(value)


@given(st.floats(-1e6, 1e6))
def test_points_read_back_as_the_number_they_were_rounded_to(value: float) -> None:
    read = files.parse_number(files.number(value))

    assert read is not None
    assert abs(read - value) <= 0.005000001


@pytest.mark.parametrize("cell", ["", "x", "nan", "inf", "-inf", "1,5", "12 points"])
def test_what_is_not_a_number_reads_as_none(cell: str) -> None:
    assert files.parse_number(cell) is None


@given(st.text(max_size=20))
def test_a_guarded_cell_is_never_a_formula(cell: str) -> None:
    assume(not cell.startswith("'"))

    assert not files.is_formula(files.guard(cell))


def test_zips_are_made_here_and_those_from_outside_read_by_lms_archive_and_again_alone() -> None:
    package = Path(files.__file__).parent
    importing = re.compile(r"^\s*(?:import|from) (?:zipfile|shutil|tarfile)\b", re.M)

    doors = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if importing.search(path.read_text(encoding="utf-8"))
    }

    assert doors == {"files.py", "lms/archive.py", "lms/again.py"}


def test_a_zip_of_members_has_the_bytes_of_a_zip_of_files(tmp_path: Path) -> None:
    contents = {"a.html": b"page" * 1_000, "é.txt": b"", "b.zip": {"c.html": b"inner" * 99}}
    members = {
        "a.html": member(b"page" * 1_000),
        "é.txt": member(b""),
        "b.zip": {"c.html": member(b"inner" * 99)},
    }
    flat = contents | {"b.zip": files.pack({"c.html": b"inner" * 99})}
    files.write_zip(tmp_path / "new" / "a.zip", members)
    assert files.pack(members) == files.pack(contents) == files.pack(flat)
    assert (tmp_path / "new" / "a.zip").read_bytes() == files.pack(flat)
    assert zipfile.ZipFile(tmp_path / "new" / "a.zip").testzip() is None


def test_a_zip_that_fails_on_the_way_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    files.write_zip(path, {"a": b"old"})
    before = path.read_bytes()

    def fail() -> files.Deflated:
        raise OSError(28, "No space left on device")

    with pytest.raises(MachineError, match=r"a\.zip: cannot be written \(No space left"):
        files.write_zip(path, {"a": b"new", "b": files.Member(key="b", load=fail)})
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"a": b"2"}, id="another file"),
        pytest.param({"b": b"1"}, id="another name"),
        pytest.param({"a": b"1", "b": b""}, id="one more"),
        pytest.param({"a": {"a": b"1"}}, id="deeper"),
    ],
)
def test_a_fingerprint_tells_contents_apart_and_makes_nothing(other: files.Contents) -> None:
    lazy = files.Member(key="1", load=lambda: pytest.fail("made"))
    assert files.fingerprint({"a": b"1"}) != files.fingerprint(other)
    assert files.fingerprint({"a": lazy}) == files.fingerprint({"a": lazy})
    assert files.fingerprint({"a": lazy}) != files.fingerprint(
        {"a": files.Member(key="2", load=lazy.load)}
    )


def member(data: bytes) -> files.Member:
    return files.Member(key="key", load=lambda: files.Deflated.of(data))
