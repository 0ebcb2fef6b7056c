"""One door for each dangerous thing: who prints, who starts processes, and who opens zips.

The arrows of import between the rooms are contracts in pyproject.toml, which `make lint` holds.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "autograder"
SOURCES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
PRINTS = {"cli/terminal.py"}
STARTS = {  # processes
    "sandbox/start.py",
    "sandbox/shell.py",  # a student's own `!command`, in the sandbox
    "grading/worker.py",
    "authoring/agree.py",  # our own notebooks, in a plain kernel
}
FORKS = {"sandbox/waiter.py", "grading/judge.py", "authoring/bare_kernel.py"}
ZIPS = {"files.py", "lms/archive.py", "lms/again.py"}  # writes them, reads them twice
STARTERS = {"subprocess", "multiprocessing", "concurrent", "pty"}
FORKERS = ("fork", "exec", "spawn", "posix_spawn", "system", "popen", "startfile")


@cache
def tree(source: str) -> ast.Module:
    return ast.parse((PACKAGE / source).read_text(encoding="utf-8"))


def imported(source: str) -> set[str]:
    """Return the top names of the modules that a file imports, at any depth."""
    found: set[str] = set()
    for node in ast.walk(tree(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def prints(source: str) -> bool:
    return any(isinstance(node, ast.Name) and node.id == "print" for node in ast.walk(tree(source)))


def forks(source: str) -> bool:
    """Say whether a file forks or turns into another program by way of `os`."""
    return any(
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
        and node.attr.startswith(FORKERS)
        for node in ast.walk(tree(source))
    )


def starts(source: str) -> bool:
    return bool(imported(source) & STARTERS)


def opens_zips(source: str) -> bool:
    return "zipfile" in imported(source)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("does", "allowed"),
    [
        pytest.param(prints, PRINTS, id="prints"),
        pytest.param(starts, STARTS, id="starts processes"),
        pytest.param(forks, FORKS, id="forks"),
        pytest.param(opens_zips, ZIPS, id="opens zips"),
    ],
)
def test_only_these_modules_do_it(does: Callable[[str], bool], allowed: set[str]) -> None:
    assert {source for source in SOURCES if does(source)} == allowed
