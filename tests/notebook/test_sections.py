"""Cells are told by the names that they bind, in a bounded time whatever they hold."""

from __future__ import annotations

import pytest

from autograder.notebook import sections
from autograder.notebook.format import Cell
from autograder.records import Assignment

PARSED = "print(1)\nfor double in [len]: pass"  # no line looks as if it bound the name


@pytest.mark.parametrize(
    ("before", "answer", "questions"),
    [
        pytest.param(1, PARSED, {"double"}, id="parsed"),
        pytest.param(sections.PARSED, PARSED, {""}, id="beyond what is parsed"),
        pytest.param(sections.PARSED, "def double(values): ...", {"double"}, id="by its look"),
    ],
)
def test_so_much_of_a_notebook_is_parsed(
    assignment: Assignment, before: int, answer: str, questions: set[str]
) -> None:
    cells = [Cell(kind="code", source=source) for source in ("#" * before, answer)]
    *_, last = sections.place(assignment, cells)
    assert last.questions == questions
