"""What the machine does to us is one line and exit code 1; a bug of ours is 3, with all it takes to report it."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, python

from autograder import cli
from autograder.authoring.build import Built
from autograder.cli import trouble

root_only = pytest.mark.skipif(not ROOT, reason="mounts a small disk")
# Root, too, is refused by a file's mode without these.
REFUSABLE = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return the one line that a command complains with."""
    assert cli.main(list(arguments)) == 1
    (line,) = capsys.readouterr().err.splitlines()
    return line


@contextlib.contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_bug_is_reported_with_versions_platform_and_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.answer(lambda: 1 // 0) == 3
    said = capsys.readouterr().err
    assert "ZeroDivisionError" in said
    for part in ("autograder 0.", "Python 3.", "otter-grader 7.", "keras", "platform:", "command:"):
        assert part in said
    assert "Please open an issue" in said


@pytest.mark.parametrize("code", sorted(trouble.REMEDIES))
def test_trouble_with_the_machine_names_the_file_and_the_remedy(
    capsys: pytest.CaptureFixture[str], code: int
) -> None:
    def fails() -> int:
        raise OSError(code, os.strerror(code), "/some/file")

    assert cli.answer(fails) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"/some/file: {os.strerror(code)}. ")
    assert line.endswith("then run the same command again.")


def test_a_file_of_ours_that_is_missing_is_a_bug(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.answer(lambda: len(Path("/nowhere/at/all").read_bytes())) == 3
    assert "FileNotFoundError" in capsys.readouterr().err
    assert trouble.explain(OSError(errno.EBADF, "Bad file descriptor")) is None


@root_only
def test_a_full_disk_is_one_line(
    here: Path, demo: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "submissions" / "student01.ipynb").write_bytes(demo.solution)
    cli.main(["grade", "--dry-run"])  # builds what is needed
    capsys.readouterr()
    with mounted(here / "small", "size=8k"):
        line = complaint(capsys, "grade", "--grades", "small/grades")
    assert "small/grades/gradebook.sqlite: the gradebook cannot be read or written" in line
    assert "Check the free space" in line


@root_only
def test_a_disk_that_is_full_when_the_build_is_written_is_one_line(
    here: Path, demo: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "submissions" / "student01.ipynb").write_bytes(demo.solution)
    with mounted(here / "build", "size=8k"):
        line = complaint(capsys, "grade")
    assert "build/" in line
    assert "free space" in line


@root_only
@pytest.mark.parametrize("folder", ["grades", "build"])
def test_a_folder_that_is_read_only_is_one_line(
    here: Path, demo: Built, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    (here / "submissions" / "student01.ipynb").write_bytes(demo.solution)
    with mounted(here / folder, "ro"):
        line = complaint(capsys, "grade")
    assert f"{folder}/" in line


@root_only
def test_zip_reads_a_gradebook_on_a_read_only_disk_and_says_where_it_cannot_write(
    here: Path, demo: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    from autograder.grading.gradebook import open_gradebook

    with mounted(here / "grades", "size=1m"):
        with open_gradebook(here / "grades" / "gradebook.sqlite"):
            pass
        subprocess.run(["mount", "-o", "remount,ro", str(here / "grades")], check=True)
        assert "no grades yet" in complaint(capsys, "zip")


@pytest.mark.parametrize("name", ["course.toml", "submissions", "submissions/student01.ipynb"])
def test_what_may_not_be_read_is_one_line(here: Path, demo: Built, name: str) -> None:
    (here / "submissions" / "student01.ipynb").write_bytes(demo.solution)
    command = python("-m", "autograder", "grade")
    (here / name).chmod(0)
    try:
        done = subprocess.run(
            [*REFUSABLE, *command] if ROOT else command,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        (here / name).chmod(0o755)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert name in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["grade", "--roster", "submissions"], id="a folder as roster"),
        pytest.param(["grade", "--roster", "nowhere.csv"], id="no roster"),
        pytest.param(["grade", "--grades", "course.toml"], id="a file as folder of grades"),
        pytest.param(["grade", "course.toml"], id="a file as folder of submissions"),
        pytest.param(["zip", "--grades", "course.toml"], id="a file as grades to zip"),
        pytest.param(["zip", "--lms", "canvas"], id="nothing to zip"),
        pytest.param(["container", "nowhere"], id="no container"),
    ],
)
def test_a_path_of_the_wrong_kind_is_one_line(
    here: Path, demo: Built, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    (here / "submissions" / "student01.ipynb").write_bytes(demo.solution)
    line = complaint(capsys, *arguments)
    assert any(word in line for word in [*arguments[1:], "grades"])


def test_a_current_folder_that_is_gone_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    script = f"import os, sys; os.rmdir({str(tmp_path / 'gone')!r}); from autograder.cli import main; sys.exit(main(['build']))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path / "gone",
        env=os.environ | {"PYTHONPATH": str(Path(cli.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.strip()) == (1, trouble.NO_FOLDER)


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_encoding_without_our_characters_loses_the_characters_only(
    here: Path, demo: Built, encoding: str
) -> None:
    (here / "submissions" / "Zoë → 老.ipynb").write_bytes(demo.solution)
    done = subprocess.run(
        python("-m", "autograder", "grade", "--dry-run"),
        cwd=here,
        env=os.environ
        | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(Path(cli.__file__).parents[2])},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"?" in done.stdout


@pytest.mark.slow
def test_a_reader_that_has_seen_enough_gets_no_traceback(here: Path, demo: Built) -> None:
    (here / "submissions" / "student01.ipynb").write_bytes(demo.solution)
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        python("-m", "autograder", "grade", "--dry-run"),
        cwd=here,
        env=os.environ
        | {"PYTHONUNBUFFERED": "1", "PYTHONPATH": str(Path(cli.__file__).parents[2])},
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (1, "")
