"""What only the built student notebook shows: a cell that no longer parses, a mark that is left, a
hidden check told, or an answer that a public check tells.

`find` runs after otter stripped the answers and before anything is written; one problem refuses the
master.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from IPython.core.inputtransformer2 import TransformerManager

from autograder.authoring import told
from autograder.authoring.assign import Assigned
from autograder.authoring.master import Master
from autograder.notebook.format import Cell

ANY_MARK = re.compile(r"# ?(BEGIN |END )?(SOLUTION|PROMPT|TEST CONFIG)\b")
TELLING_CHARACTERS = 24  # a shorter line of a check may well stand in the notebook by chance
FRAME = ("import ", "from ", "@test_case", "name =")  # lines that say nothing of a check


def find(master: Master, cells: Sequence[Cell], assigned: Assigned) -> list[str]:
    """Return the problems of the student notebook that `cells` make."""
    return [
        *_find_broken(master, cells),
        *_find_marks(master, cells),
        *_find_told(master, cells, assigned),
        *told.find(master, cells, assigned.public),
    ]


def _find_broken(master: Master, cells: Sequence[Cell]) -> Iterator[str]:
    translate = TransformerManager().transform_cell  # type: ignore[no-untyped-call]  # IPython
    for cell in cells:
        try:
            ast.parse(translate(cell.source) if cell.kind == "code" else "")
        except SyntaxError as error:
            question = cell.metadata.get("course", {}).get("question", "")
            yield (
                f"{_where(master, question)}: after stripping, the student's cell `{cell.id}` does "
                f"not parse: {error.msg} at {(error.text or '').strip()!r}. "
                "Use BEGIN SOLUTION … END SOLUTION around whole statements."
            )


def _where(master: Master, question: str) -> str:
    answers = (c.line for c in master.cells if c.question == question and c.role == "answer")
    return f"{master.slug}.py, question `{question}`, line {next(answers, 1)}"


def _find_marks(master: Master, cells: Sequence[Cell]) -> Iterator[str]:
    for cell in cells:
        mark = ANY_MARK.search(cell.source) if cell.id != "setup" else None
        if mark:
            where = f"{master.slug}.py: the student's cell `{cell.id}`"
            yield f"{where} still holds `{mark[0]}`. Move the mark."


def _find_told(master: Master, cells: Sequence[Cell], assigned: Assigned) -> Iterator[str]:
    public = [_spell(source) for source in assigned.public.values()]
    text = "\n".join([*(cell.source for cell in cells), *public])
    shared = {line.strip() for source in public for line in source.splitlines()}
    for question in master.questions:
        for line in _telling_lines(assigned.checks.get(question.name, "")):
            if line in text and line not in shared:
                yield (
                    f"{master.slug}.py, question `{question.name}`, line {question.line}: "
                    f"the student notebook holds {line!r}, a line of a hidden check. "
                    "Write the hidden check with other names and values."
                )


def _telling_lines(checks: str) -> list[str]:
    """Return the lines of a question's checks that are long enough to say something."""
    lines = [line.strip() for line in _spell(checks).splitlines()]
    return [
        line for line in lines if len(line) >= TELLING_CHARACTERS and not line.startswith(FRAME)
    ]


def _spell(source: str) -> str:
    """Return code in one spelling, a statement on a line, wherever its author broke lines."""
    return ast.unparse(ast.parse(source))
