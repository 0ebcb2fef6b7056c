"""`make bench`, beside nbgrader: `nbgrader autograde` of the same solutions, with the same checks as cells of the notebook.

It is installed into an environment of its own below build/, on top of the packages that run this. Each check becomes a
locked cell with its points, as nbgrader's authors write them, and runs in the student's kernel.
"""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench_notes import ROOT, run

from autograder import course
from autograder.authoring import build
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.records import Assignment, Question

ENVIRONMENT = ROOT / "build" / "bench" / "nbgrader"
CONFIG = "c = get_config()\nc.Execute.timeout = 600\nc.ExecutePreprocessor.timeout = 600\n"
CHECK = "grader.check("
OURS = ("setup", "submit-text", "submit-check")  # ids of cells that nbgrader has no use for


def main(slugs: Iterable[str]) -> dict[str, dict[str, float]]:
    """Return wall and CPU seconds of `nbgrader autograde` for each solution."""
    python = install(ENVIRONMENT)
    here = course.find(ROOT)
    return {slug: _measure(python, here, build.ready(here, slug)) for slug in slugs}


def install(folder: Path) -> Path:
    """Return the Python of an environment with nbgrader, made where it is not there yet."""
    python = folder / "bin" / "python"
    if not (folder / "ready").is_file():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        (packages,) = folder.glob("lib/python*/site-packages")
        (packages / "course.pth").write_text(sysconfig.get_path("purelib") + "\n")
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "nbgrader"], check=True)
        (folder / "ready").touch()
    return python


def _measure(python: Path, here: course.Course, assignment: Assignment) -> dict[str, float]:
    slug = assignment.slug
    data = convert(assignment, (here.built(slug) / "solution.ipynb").read_bytes())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "nbgrader_config.py").write_text(CONFIG)
        for place in (f"source/{slug}", f"submitted/student01/{slug}"):
            (folder / place).mkdir(parents=True)
            (folder / place / f"{slug}.ipynb").write_bytes(data)
        command = [python, "-m", "nbgrader"]
        run([*command, "generate_assignment", slug], folder)
        shutil.rmtree(folder / "release")
        costs = run([*command, "autograde", slug], folder)
        graded = folder / "autograded" / "student01" / slug / f"{slug}.ipynb"
        _refuse_errors(slug, json.loads(graded.read_text()))
    return costs


def _refuse_errors(slug: str, document: dict[str, Any]) -> None:
    outputs = (output for cell in document["cells"] for output in cell.get("outputs", ()))
    wrong = [output["evalue"] for output in outputs if output["output_type"] == "error"]
    assert not wrong, f"{slug}: nbgrader's run of the solution raised {wrong}"


def convert(assignment: Assignment, data: bytes) -> bytes:
    """Return a notebook for nbgrader: each check of the assignment is a cell that earns points."""
    cells = [cell for cell in notebooks.read(data).cells if cell.id not in OURS]
    places = {f'{CHECK}"{question.name}")': question for question in assignment.questions}
    made: list[Cell] = []
    for cell in cells:
        question = places.get(cell.source.partition("  #")[0].strip())
        made += _grade_cells(question) if question else [cell]
    return notebooks.write(made, assignment.slug)


def _grade_cells(question: Question) -> Iterator[Cell]:
    functions = (one for one in ast.parse(question.source).body if isinstance(one, ast.FunctionDef))
    for check, function in zip(question.checks, functions, strict=True):
        function.decorator_list = []
        function.name = f"check_{check.key.replace('/', '_')}"  # its own may be a name of theirs
        names = ", ".join(one.arg for one in function.args.args)
        marks = {"grade": True, "solution": False, "locked": True, "task": False}
        about = {"grade_id": check.key.replace("/", "-"), "points": check.points}
        more = {"schema_version": 3, "cell_type": "code"}
        yield Cell(
            kind="code",
            source=f"{ast.unparse(function)}\n\n{function.name}({names})",
            id=f"{question.name}-{check.name}"[:64],
            metadata={"nbgrader": marks | about | more},
        )
