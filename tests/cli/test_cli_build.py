"""`autograder build`."""

from __future__ import annotations

import contextlib
import signal
import subprocess
from pathlib import Path

import pytest
from conftest import DEMO, python
from console import complaint

from autograder import cli


def test_figures_that_do_not_parse(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "solutions" / "audited.json").write_text("{")
    said = complaint(capsys, "build")
    assert "audited.json: " in said
    assert "Restore it, or delete it" in said


def test_an_assignment_that_is_none(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "`77` is not an assignment. Use one of: 99-demo." in complaint(capsys, "build", "77")


def test_a_master_with_problems_names_them_all(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = here / "solutions" / "99-demo" / "99-demo.py"
    path.write_text(
        DEMO.read_text()
        .replace("# points: 3", "# pionts: 3")
        .replace("hidden: true", "hiden: true")
    )
    said = complaint(capsys, "build")
    assert "99-demo.py, line 6: unknown key `pionts`" in said
    assert "99-demo.py, question `double`, line" in said
    assert "unknown key `hiden`" in said


def test_build_writes_and_check_compares(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "--check"]) == 1
    first = capsys.readouterr()
    assert not (here / "assignments").exists()
    assert cli.main(["build"]) == 0
    wrote = capsys.readouterr()
    assert cli.main(["build", "--check"]) == 0
    paths = ["assignments/99-demo/99-demo.ipynb", "solutions/99-demo/99-demo.ipynb"]
    stale = [
        word for path in [*paths, "README.md", "solutions/README.md"] for word in ("stale", path)
    ]
    assert first.out.split() == stale
    assert "Run `make assignments`" in first.err
    assert wrote.out.split() == [word.replace("stale", "wrote") for word in stale]
    assert capsys.readouterr() == ("", "")
    (here / paths[0]).write_bytes((here / paths[0]).read_bytes() + b"\n")
    assert cli.main(["build", "--check", "99"]) == 1


@pytest.mark.slow
def test_watching_builds_what_is_saved_and_outlives_a_faulty_master(here: Path) -> None:
    master = here / "solutions" / "99-demo" / "99-demo.py"
    good = master.read_text()
    command = python("-m", "autograder", "build", "--watch")
    with (
        subprocess.Popen(
            command, cwd=here, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as watching,
        contextlib.ExitStack() as end,
    ):
        end.callback(watching.kill)
        assert "wrote  assignments/99-demo/99-demo.ipynb\n" in _read_round(watching)
        master.write_text(good.replace("# points: 3", "# pionts: 3"))
        assert any("unknown key `pionts`" in line for line in _read_round(watching))
        master.write_text(good.replace("# title: ", "# title: Again ", 1))
        assert "wrote  README.md\n" in _read_round(watching)
        watching.send_signal(signal.SIGINT)
        assert watching.communicate() == ("", None)
        assert watching.returncode == 0


def _read_round(watching: subprocess.Popen[str]) -> list[str]:
    """Return the lines until it waits for the next change."""
    assert watching.stdout
    lines = [watching.stdout.readline()]
    while lines[-1] and not lines[-1].startswith("Watching"):
        lines.append(watching.stdout.readline())
    return lines
