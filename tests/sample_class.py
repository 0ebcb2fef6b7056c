"""The sample class: notebooks made from the built solutions by small edits, each with its expected outcome.

`tests/submissions/<slug>/<student>.toml` is one submission: what it starts from, what is changed, what must come of
it. `make_archive` turns an assignment's folder into the Canvas-style zip that is shipped in sample/; `python
tests/sample_class.py` writes these (run it after the course has changed), and tests/grading/test_sample_class.py grades them.

    from = "solution" | "blank"            the notebook to start from, or that of another student: "student02"
    honest = true                          otter run must give the same points (false: an attack, or no notebook)
    late = true                            Canvas marks it late
    filename = "…"                         default: <slug>.ipynb
    text = "…"                             the whole file, instead of a notebook
    blank = ["question", …]                questions left as they were
    delete = ["cell id", …]                cells taken out
    metadata = "cleared"                   notebook and cell metadata and ids removed
    [answers] question = "code"            the code that replaces the answer
    [insert] "cell id" = "code"            a code cell put after that cell
    [expect] points, verdict, lost = […]   checks lost; for whole questions, "question/*"
"""

from __future__ import annotations

import io
import json
import sys
import tomllib
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder import course
from autograder.authoring import build
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell, Notebook
from autograder.records import Assignment

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "submissions"
FIRST_USER, FIRST_ATTACHMENT = 1_000, 50_000


def cases(slug: str) -> dict[str, dict[str, Any]]:
    """Return the cases of an assignment by student."""
    return {
        path.stem: tomllib.loads(path.read_text()) for path in sorted((CASES / slug).glob("*.toml"))
    }


def make(case: dict[str, Any], slug: str) -> bytes:
    """Return the file that this student hands in."""
    if "text" in case:
        return case["text"].encode()
    blank = notebooks.read(_start("blank", slug))
    start = notebooks.read(_start(case["from"], slug))
    data = notebooks.write(_edited(start, blank, case), slug)
    return _cleared(data) if case.get("metadata") == "cleared" else data


def _start(name: str, slug: str) -> bytes:
    """Return the notebook that another is made from: a built one, or what a student hands in."""
    built = {"blank": "student.ipynb", "solution": "solution.ipynb"}
    if name in built:
        return (course.find(ROOT).built(slug) / built[name]).read_bytes()
    return make(cases(slug)[name], slug)


def lost(case: dict[str, Any], assignment: Assignment) -> set[str]:
    """Return the keys of the checks that this student must lose."""
    wanted = case["expect"]["lost"]
    keys = {check.key for question in assignment.questions for check in question.checks}
    unknown = {name for name in wanted if not name.endswith("*") and name not in keys}
    assert not unknown, f"expected to lose {unknown}, which are not checks"
    return {
        key
        for key in keys
        for name in wanted
        if key == name or (name.endswith("*") and key.startswith(name[:-1]))
    }


def make_archive(slug: str) -> bytes:
    """Return the download as Canvas makes it: flat, `<name>_[LATE_]<user>_<attachment>_<file>`; always the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for student, case in cases(slug).items():
            number = int(student.removeprefix("student"))
            late = "LATE_" if case.get("late") else ""
            filename = case.get("filename", f"{slug}.ipynb")
            name = f"{student}_{late}{FIRST_USER + number}_{FIRST_ATTACHMENT + number}_{filename}"
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, make(case, slug))
    return buffer.getvalue()


def _edited(start: Notebook, blank: Notebook, case: dict[str, Any]) -> list[Cell]:
    shipped = {cell.id: cell for cell in blank.cells}
    answers, insert = dict(case.get("answers", {})), dict(case.get("insert", {}))
    cells: list[Cell] = []
    for cell in start.cells:
        question = cell.metadata.get("course", {}).get("question") if "answer" in cell.id else None
        if question in case.get("blank", ()):
            cells.append(shipped[cell.id])
        elif question in answers:
            cells.append(replace(cell, source=answers[question].strip("\n")))
        elif cell.id not in case.get("delete", ()):
            cells.append(cell)
        if cell.id in insert:
            cells.append(
                Cell(kind="code", source=insert.pop(cell.id).strip("\n"), id=f"extra-{len(cells)}")
            )
    assert not insert, f"no cells {list(insert)} to insert after"
    return cells


def _cleared(data: bytes) -> bytes:
    document = json.loads(data)
    document["metadata"], document["nbformat_minor"] = {}, 4
    for cell in document["cells"]:
        cell["metadata"] = {}
        del cell["id"]
    return json.dumps(document).encode()


if __name__ == "__main__":
    here = course.find(ROOT)
    for folder in sorted(CASES.iterdir()):
        build.ready(here, folder.name)
        path = here.sample / "submissions" / f"{folder.name} submissions.zip"
        path.parent.mkdir(exist_ok=True, parents=True)
        archive = make_archive(folder.name)
        if not path.is_file() or path.read_bytes() != archive:
            path.write_bytes(archive)
            sys.stdout.write(f"wrote  {path.relative_to(ROOT)}\n")
