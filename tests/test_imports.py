"""The arrows of import point one way, one module prints, and few start processes."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "autograder"
ORDER = [
    "errors",
    "records",
    "assignments",
    "notebook.format",
    "notebook.heal",
    "sandbox.wire",
    "sandbox.processes",
    "sandbox.proxies",
    "sandbox.box",
    "grading.judge",
    "grading.grade",
    "grading.batch",
    "cli.terminal",
    "authoring.verify",
    "authoring.thresholds",
    "authoring.calibrate",
    "authoring.audit",
    "cli.parser",
    "cli.__init__",
]
PRINT = {"cli/terminal.py"}
START = {
    "sandbox/box.py",
    "grading/batch.py",
    "sandbox/inside.py",
}  # the last: a student's own `!command`, inside the jail
STARTERS = {"subprocess", "multiprocessing", "concurrent.futures"}
SOURCES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Return the modules that a file imports, at any depth."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("name", ORDER)
def test_a_module_imports_only_those_before_it(name: str) -> None:
    later = {f"autograder.{other}" for other in ORDER[ORDER.index(name) + 1 :]}
    assert not imported(PACKAGE / f"{name.replace('.', '/')}.py") & later


def test_one_module_prints() -> None:
    prints = {
        path.relative_to(PACKAGE).as_posix()
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    }
    assert prints == PRINT


def test_only_box_and_batch_start_processes() -> None:
    starts = {path.relative_to(PACKAGE).as_posix() for path in SOURCES if imported(path) & STARTERS}
    assert starts <= START


def test_the_students_end_imports_nothing_of_the_graders() -> None:
    ours = {
        name
        for name in imported(PACKAGE / "sandbox" / "inside.py")
        if name.startswith("autograder.")
    }
    assert ours <= {
        "autograder.sandbox",
        "autograder.sandbox.wire",
        "autograder.sandbox.jail",
        "autograder.records",
        "autograder.records.Limits",
    }
