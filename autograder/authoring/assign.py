"""`otter assign` as a function: a master goes in; both notebooks, the checks of each question and
otter's zip come out.

Otter strips the answers and writes the test files. It reads one notebook from the disk and writes a
folder, so this works in a temporary folder. Its cells are marked with their line in the master on
the way in, and known by it on the way out; test cases get our names in place of otter's numbers.
"""

from __future__ import annotations

import contextlib
import io
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from autograder.authoring.master import Master, MasterCell, MasterQuestion
from autograder.errors import MasterError
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell

TEST_CASE = re.compile(r"^(?=@test_case\()", re.MULTILINE)
TEST_FUNCTION = re.compile(r"^def test_(\w+)\(", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """What otter left: the cells of both notebooks, the test file of each question, and its zip."""

    student: tuple[Cell, ...]
    solution: tuple[Cell, ...]
    checks: dict[str, str]
    public: dict[str, str]  # the same without hidden checks
    archive: bytes


def assign(master: Master) -> Assigned:
    """Run otter on a master. Raises `MasterError` when otter refuses it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        notebook = folder / f"{master.slug}.ipynb"
        notebook.write_bytes(notebooks.write(_otter_cells(master), master.slug, ids=False))
        _run_otter(notebook, folder / "made")
        student, solution = folder / "made" / "student", folder / "made" / "autograder"
        return Assigned(
            student=notebooks.read((student / notebook.name).read_bytes()).cells,
            solution=notebooks.read((solution / notebook.name).read_bytes()).cells,
            checks=_read_checks(solution, master),
            public=_read_checks(student, master),
            archive=next(solution.glob("*.zip")).read_bytes(),
        )


def line_of(cell: Cell) -> int | None:
    """Return a cell's line in the master; None for a cell of otter's own making."""
    line = cell.metadata.get("course", {}).get("line")
    return line if isinstance(line, int) else None


def _run_otter(notebook: Path, target: Path) -> None:
    # heavy, and needed only where a master changed
    from otter.assign import main as otter_assign

    try:
        with contextlib.redirect_stdout(io.StringIO()):
            otter_assign(str(notebook), str(target), no_pdfs=True, no_run_tests=True)
    except Exception as error:  # whatever otter raises is a fault of the master to its author
        what = f"{notebook.stem}.py: otter assign refuses it: {error}. Fix that in the master."
        raise MasterError([what]) from error


def _otter_cells(master: Master) -> Iterator[Cell]:
    """Yield the cells as otter wants them: without our keys, each marked with its line."""
    questions = {question.name: question for question in master.questions}
    checks: Counter[str] = Counter()
    for cell in master.cells:
        source = cell.source
        if cell.role == "config":
            source = _otter_config(master)
        elif cell.begins and cell.begins.kind == "QUESTION":
            source = _otter_question(questions[cell.question])
        elif cell.role == "check":
            source = _otter_check(questions[cell.question], checks[cell.question])
            checks[cell.question] += 1
        yield _otter_cell(cell, source)


def _otter_cell(cell: MasterCell, source: str) -> Cell:
    return Cell(
        kind=cell.kind, source=source.rstrip("\n"), metadata={"course": {"line": cell.line}}
    )


def _otter_config(master: Master) -> str:
    settings = {
        "name": master.slug,
        "init_cell": False,
        "export_cell": False,
        "tests": {"files": True, "ok_format": False},
        "generate": {"show_hidden": False},
        "run_tests": False,
    }
    return "# ASSIGNMENT CONFIG\n" + _yaml(settings)


def _otter_question(question: MasterQuestion) -> str:
    settings = {"name": question.name, "points": question.points, "manual": question.manual}
    return "# BEGIN QUESTION\n" + _yaml(settings)


def _otter_check(question: MasterQuestion, number: int) -> str:
    check = question.checks[number]
    settings = {"points": check.points, "hidden": check.hidden, "failure_message": check.hint}
    config = _yaml(settings, width=10_000, allow_unicode=True).rstrip()
    return f'""" # BEGIN TEST CONFIG\n{config}\n""" # END TEST CONFIG\n{question.bodies[number]}'


def _yaml(settings: dict[str, Any], **layout: Any) -> str:
    return str(yaml.safe_dump(settings, sort_keys=True, **layout))


def _read_checks(folder: Path, master: Master) -> dict[str, str]:
    """Return the test files that otter wrote, by question."""
    questions = {question.name: question for question in master.questions}
    files = sorted((folder / "tests").glob("*.py"))
    return {file.stem: _restore(file, questions[file.stem]) for file in files}


def _restore(file: Path, question: MasterQuestion) -> str:
    """Return a test file whose cases have our names, and their functions as the author wrote them.

    Otter prints functions from their trees, which each version of Python does in its own way.
    """
    checks = zip(question.checks, question.bodies, strict=True)
    bodies = {check.name: body for check, body in checks}
    head, *cases = TEST_CASE.split(file.read_text(encoding="utf-8"))
    return "\n\n".join([head.rstrip() + "\n", *(_restore_case(case, bodies) for case in cases)])


def _restore_case(case: str, bodies: dict[str, str]) -> str:
    function = TEST_FUNCTION.search(case)
    if function is None:
        raise ValueError(f"otter wrote a test case without a function: {case!r}")
    settings = re.sub(r", \n    ", ", ", case[: function.start()].rstrip())
    named = settings.replace("@test_case(", f"@test_case(name={function[1]!r}, ", 1)
    return f"{named}\n{bodies[function[1]]}"
