"""A source notebook of nbgrader, read into the parts of a master of ours.

nbgrader marks cells by metadata: an answer (`solution`), a test (`grade`), or an answer that is
graded manually (both). Each test cell is all or nothing: what it hides decides its points, too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from autograder.authoring.doctests import find_imports, write_function
from autograder.authoring.import_otter import Read
from autograder.authoring.imports import (
    Check,
    Part,
    Question,
    find_title,
    mark,
    write_config,
    write_question,
)

SOLUTION = re.compile(r"^([ \t]*)###\s*(BEGIN|END) SOLUTION[ \t]*$", re.MULTILINE)
HIDDEN = re.compile(
    r"^[ \t]*###\s*BEGIN HIDDEN TESTS[^\n]*\n.*?^[ \t]*###\s*END HIDDEN TESTS[^\n]*\n?",
    re.MULTILINE | re.DOTALL,
)
HIDDEN_MARK = re.compile(r"^[ \t]*###\s*(BEGIN|END) HIDDEN TESTS[^\n]*\n?", re.MULTILINE)


def claims(notebook: Any) -> bool:
    """Tell whether a notebook has nbgrader's metadata."""
    return any("nbgrader" in cell.metadata for cell in notebook.cells)


def read(notebook: Any, slug: str) -> Read:
    """Return the parts of a master of ours, with problems and notes."""
    imports = find_imports(cell.source for cell in notebook.cells if cell.cell_type == "code")
    top: list[Part | Question] = []
    problems: list[str] = []
    for number, cell in enumerate(notebook.cells, 1):
        told = cell.metadata.get("nbgrader", {})
        solution, grade = bool(told.get("solution")), bool(told.get("grade"))
        if told.get("task"):
            problems.append(f"cell {number}: a task cell. Make it a question with one answer cell.")
        elif solution:
            top.append(_begin(number, cell, told))
        elif grade:
            problems += _add_test(number, cell, top, imports)
        else:
            top.append(Part(kind=cell.cell_type, source=cell.source))
    questions = [one for one in top if isinstance(one, Question)]
    problems += [
        f"cell {one.cell}, question `{one.name}`: no test cell below it. Add one."
        for one in questions
        if not one.manual and not one.checks
    ]
    if problems:
        return [], problems, []
    texts = [one for one in top if isinstance(one, Part)]
    parts = [write_config(slug, find_title(texts) or slug, questions)]
    for one in top:
        parts += write_question(one) if isinstance(one, Question) else [one]
    return parts, [], []


def _begin(number: int, cell: Any, told: Any) -> Question:
    name = re.sub(r"\W", "_", str(told.get("grade_id", f"cell_{number}")))
    source = SOLUTION.sub(r"\1# \2 SOLUTION", cell.source)
    if cell.cell_type == "code":
        source = _add_prompt(source)
    return Question(
        cell=number,
        name=name if name.isidentifier() else f"q_{name}",
        manual=bool(told.get("grade")),
        points=told.get("points"),
        parts=[
            mark("BEGIN SOLUTION"),
            Part(kind=cell.cell_type, source=source),
            mark("END SOLUTION"),
        ],
    )


def _add_prompt(source: str) -> str:
    """Return an answer whose blank raises, as nbgrader's does."""
    begin = re.search(r"^([ \t]*)# BEGIN SOLUTION$", source, re.MULTILINE)
    if begin is None:
        return source
    space = begin[1]
    prompt = (
        # What students get there, as in every blank: it tells checks that nothing is written yet.
        f'{space}""" # BEGIN PROMPT\n{space}raise NotImplementedError()\n{space}"""  # END PROMPT\n'
    )
    rest = source[begin.start() :].replace("# BEGIN SOLUTION", "# BEGIN SOLUTION NO PROMPT", 1)
    return source[: begin.start()] + prompt + rest


def _add_test(number: int, cell: Any, top: list[Part | Question], imports: Any) -> list[str]:
    """Add a test to the question above it; return why that cannot be."""
    questions = [one for one in top if isinstance(one, Question) and not one.manual]
    if not questions:
        return [f"cell {number}: a test cell above the first answer. Move it below its answer."]
    question, told = questions[-1], cell.metadata["nbgrader"]
    points, shown = float(told.get("points", 0)), HIDDEN.sub("", cell.source)
    try:
        question.checks += _write_checks(len(question.checks) + 1, cell.source, shown, imports)
    except SyntaxError as error:
        return [f"cell {number}: the test does not parse: {error.msg}. Fix it."]
    question.checks[-1] = replace(question.checks[-1], points=points)
    return []


def _write_checks(number: int, source: str, shown: str, imports: Any) -> list[Check]:
    """Return a public check, and where the cell hides something, a hidden one of all of it."""
    public = shown if shown.strip() else "pass"
    body = write_function(f"test_{number}", public, imports)
    checks = [Check(name=f"test_{number}", body=body, points=0)]
    if shown != source:
        whole = HIDDEN_MARK.sub("", source)
        name = f"test_{number}_whole"
        hidden = write_function(name, whole, imports)
        checks.append(Check(name=name, body=hidden, hidden=True, points=0))
    return checks
