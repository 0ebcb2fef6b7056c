"""`make` takes a Python that TensorFlow is built for, and says in one line when there is none."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import REPOSITORY

SCRIPT = REPOSITORY / ".ci" / "find-python"
SUPPORTED = subprocess.run(
    [SCRIPT, "--versions"], capture_output=True, text=True, check=True
).stdout.split()
SUPPORTS = "This course runs on Python 3.11, 3.12 or 3.13 (TensorFlow is built for no other)."


def fake(folder: Path, name: str, version: str, *, complete: bool = True) -> Path:
    """Write a program that answers like a Python of a version; not `complete`, it lacks `venv`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    asked_for_venv = f"echo {path}" if complete else "exit 1"
    path.write_text(
        f'#!/bin/sh\ncase "$2" in *venv*) {asked_for_venv} ;; *) echo {version} ;; esac\n'
    )
    path.chmod(0o755)
    return path


def find(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script on a machine whose only Pythons are in `folder`."""
    return subprocess.run(
        ["/bin/sh", SCRIPT, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": f"{folder}:{folder.parent}/tools", "HOME": str(folder)},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for Pythons, on a machine with the few tools that the script needs."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("ls", "sort"):
        (tools / name).symlink_to(
            next(p for p in (Path("/bin", name), Path("/usr/bin", name)) if p.exists())
        )
    (tmp_path / "bin").mkdir()
    return tmp_path / "bin"


def test_pyproject_and_the_script_name_the_same_versions() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    oldest, newest = SUPPORTED[-1], SUPPORTED[0]
    above = f"3.{int(newest.partition('.')[2]) + 1}"

    assert project["requires-python"] == f">={oldest},<{above}"
    assert f"{sys.version_info.major}.{sys.version_info.minor}" in SUPPORTED


@pytest.mark.parametrize(
    ("present", "chosen"),
    [
        pytest.param({"python3.11": "3.11", "python3.13": "3.13"}, "python3.13", id="the newest"),
        pytest.param({"python3": "3.14", "python3.12": "3.12"}, "python3.12", id="none too new"),
        pytest.param({"python3": "3.12"}, "python3", id="one without its version in its name"),
        pytest.param(
            {"python3": "3.11", ".pyenv/versions/3.13.2/bin/python3": "3.13"},
            ".pyenv/versions/3.13.2/bin/python3",
            id="pyenv's",
        ),
        pytest.param(
            {f".pyenv/versions/3.12.{n}/bin/python3": "3.12" for n in (9, 10)},
            ".pyenv/versions/3.12.10/bin/python3",
            id="pyenv's newest",
        ),
    ],
)
def test_the_newest_supported_python_is_taken(
    present: dict[str, str], chosen: str, folder: Path
) -> None:
    for name, version in present.items():
        fake(folder, name, version)

    done = find(folder)

    assert (done.stdout, done.stderr) == (f"{folder / chosen}\n", "")


def test_a_python_without_venv_is_passed_for_an_older_one(folder: Path) -> None:
    fake(folder, "python3.13", "3.13", complete=False)
    older = fake(folder, "python3.12", "3.12")

    assert find(folder).stdout == f"{older}\n"


def test_a_named_python_is_taken_as_it_is(folder: Path) -> None:
    fake(folder, "python3.13", "3.13")
    named = fake(folder, "mine", "3.11")

    assert find(folder, str(named)).stdout == f"{named}\n"


@pytest.mark.parametrize(
    ("present", "named", "problem"),
    [
        pytest.param({"python3": "3.14"}, (), "Found only Python 3.14 ({}/python3).", id="too new"),
        pytest.param({"python3": "3.9"}, (), "Found only Python 3.9 ({}/python3).", id="too old"),
        pytest.param({}, (), "No Python was found.", id="none"),
        pytest.param({"mine": "3.10"}, ("mine",), "{}/mine is Python 3.10.", id="the named one"),
        pytest.param({}, ("mine",), "{}/mine does not run as a Python.", id="no Python"),
        pytest.param({"python3": "3.14"}, ("3.12",), "No Python 3.12 was found.", id="a version"),
    ],
)
def test_without_a_supported_python_one_line_says_what_was_found(
    present: dict[str, str], named: tuple[str, ...], problem: str, folder: Path
) -> None:
    for name, version in present.items():
        fake(folder, name, version)

    done = find(folder, *(str(folder / name) if name == "mine" else name for name in named))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{problem.format(folder)} {SUPPORTS}")
    assert done.stderr.count("\n") == 1


def test_a_python_without_venv_says_what_to_install(folder: Path) -> None:
    path = fake(folder, "python3", "3.12", complete=False)

    assert find(folder).stderr.startswith(f"{path.name} cannot make virtual environments")
