"""docs/quickstart.md is true: its commands, run as they stand there by an ordinary user with a built wheel alone, print what it says.

Two builds of the wheel and of the source archive have the same bytes, whatever the umask and the hour.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REPOSITORY, ROOT, python, shown

pytestmark = pytest.mark.slow

USER = 23_456
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```", re.MULTILINE | re.DOTALL)
MOST_COMMANDS = 10


def build(folder: Path, umask: int = 0o022) -> list[Path]:
    """Build both into a folder; return them."""
    subprocess.run(
        [REPOSITORY / ".ci" / "dist", folder],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHON": sys.executable},
        umask=umask,
        check=True,
        capture_output=True,
    )
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return build(tmp_path_factory.mktemp("built") / "dist")


@pytest.fixture
def home(built: list[Path]) -> Iterator[Path]:
    """The folder of a user who has installed the wheel, and nothing of the repository."""
    with tempfile.TemporaryDirectory(prefix="quickstart-") as name:
        home = Path(name)
        install = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target")
        subprocess.run(python(*install, f"{name}/installed", str(built[0])), check=True)
        command = home / "autograder"
        command.write_text(f'#!/bin/sh\nexec {sys.executable} -m autograder "$@"\n')
        command.chmod(0o755)
        if ROOT:
            os.chown(home, USER, USER)
        yield home


def test_two_builds_make_the_same_bytes(built: list[Path], tmp_path: Path) -> None:
    again = build(tmp_path / "dist", umask=0o077)
    assert [path.suffix for path in again] == [".whl", ".gz"]
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in built]


def test_a_course_of_ones_own_takes_ten_commands(home: Path) -> None:
    text = (REPOSITORY / "docs" / "quickstart.md").read_text(encoding="utf-8")
    _, _, section = text.partition("\n## A course of your own\n")
    (_, commands), (_, promised) = BLOCK.findall(section)[:2]
    assert len(commands.splitlines()) <= MOST_COMMANDS
    printed = run(home, commands)
    assert printed.endswith(f"wrote  build/release/01-distance.zip\n{promised}")


def run(home: Path, commands: str) -> str:
    """Run commands in a home; return what they printed."""
    command = ["sh", "-e", "-c", commands]
    environment = {
        "PATH": f"{home}:{os.environ['PATH']}",
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(home / "installed"),
    }
    done = subprocess.run(
        shown(command, USER) if ROOT else command,
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
