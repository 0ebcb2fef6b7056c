"""The annotated notebook: the student's own cells, valid, with the feedback between."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import nbformat
import pytest
from classroom import (
    ASSIGNMENT,
    SHAPE,
    handed_in,
    hostile_standing,
    hostile_text,
    notebook,
    sample_class,
)
from hypothesis import given, settings
from markdown_it import MarkdownIt

from autograder import report
from autograder.handed_in import HandedIn
from autograder.notebook import format as notebooks
from autograder.records import (
    Verdict,
)


def _student_cells(data: bytes) -> list[tuple[str, str]]:
    return [
        (c.kind, c.source)
        for c in notebooks.read(data).cells
        if c.metadata.get("course") != {"role": "feedback"}
    ]


@pytest.mark.parametrize("number", range(10))
def test_a_feedback_notebook_is_the_students_own_with_feedback_between(number: int) -> None:
    one = sample_class()[number]

    data = report.student_notebook(ASSIGNMENT, one)

    document = json.loads(data)
    nbformat.validate(document)
    assert not [cell for cell in document["cells"] if cell.get("outputs")]
    assert len({cell["id"] for cell in document["cells"]}) == len(document["cells"])
    assert document["cells"][0]["source"][0].startswith("# Feedback: ")
    if one.grade.verdict is not Verdict.UNREADABLE:
        assert _student_cells(data) == [
            (c.kind, c.source) for c in notebooks.read(one.submission.data).cells
        ]
    assert notebooks.write(notebooks.read(data).cells, ASSIGNMENT.slug) == data


def test_the_results_of_a_question_follow_its_check_cell() -> None:
    cells = notebooks.read(report.student_notebook(ASSIGNMENT, sample_class()[1])).cells

    after = [
        now.source
        for before, now in pairwise(cells)
        if before.source.startswith('grader.check("one_nn_many")')
    ]
    assert len(after) == 1
    assert after[0].startswith(
        "**Feedback on question 4 · All points at once: ! crashed, 0 of 4 points**"
    )
    assert SHAPE in after[0]


def test_a_question_whose_check_cell_is_gone_is_told_at_the_end() -> None:
    cells = [c for c in notebooks.read(notebook()).cells if "one_nn_many" not in c.id]
    submission = handed_in(2, data=notebooks.write(cells, ASSIGNMENT.slug))

    one = replace(sample_class()[1], submission=submission)
    told = notebooks.read(report.student_notebook(ASSIGNMENT, one)).cells

    assert told[-1].source.startswith("## Feedback on the other questions")
    assert SHAPE in told[-1].source


def test_feedback_given_before_is_replaced_when_the_notebook_comes_back() -> None:
    one = sample_class()[1]
    once = report.student_notebook(ASSIGNMENT, one)

    back = replace(one, submission=replace(one.submission, file=HandedIn.of(once)))
    again = report.student_notebook(ASSIGNMENT, back)

    assert again == once


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(
            [{"cell_type": "code", "metadata": {"x": "\ud800"}, "source": "1"}], id="lone surrogate"
        ),
        pytest.param(
            [{"cell_type": "code", "metadata": {"\ud800": 1}, "source": "1"}],
            id="lone surrogate in a key",
        ),
        pytest.param(
            [{"cell_type": "code", "metadata": {"x": float("nan")}, "source": "1"}],
            id="not a number",
        ),
        pytest.param(
            [
                {
                    "cell_type": "code",
                    "metadata": {"x": json.loads("[" * 800 + "]" * 800)},
                    "source": "1",
                }
            ],
            id="deep",
        ),
        pytest.param(
            [{"cell_type": "code", "id": "a b", "metadata": {}, "source": "1"}] * 2, id="bad ids"
        ),
        pytest.param(
            [{"cell_type": "code", "id": "feedback-0", "metadata": {}, "source": "1"}] * 3,
            id="our ids",
        ),
        pytest.param(
            [{"cell_type": "markdown", "id": "x" * 300, "metadata": {}, "source": "1"}],
            id="long id",
        ),
    ],
)
def test_a_mangled_notebook_goes_back_as_a_valid_one(cells: list[dict[str, object]]) -> None:
    data = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()

    one = replace(sample_class()[1], submission=handed_in(2, data=data))
    made = report.student_notebook(ASSIGNMENT, one)

    nbformat.validate(json.loads(made))
    assert _student_cells(made) == [(cell["cell_type"], "1") for cell in cells]


@settings(max_examples=60, deadline=None)
@given(hostile_text)
def test_hostile_text_stays_text_in_a_feedback_notebook(text: str) -> None:
    hostile = hostile_standing(text)
    submission = replace(hostile.submission, file=HandedIn.of(notebook()))
    made = report.student_notebook(ASSIGNMENT, replace(hostile, submission=submission))

    told = [
        cell
        for cell in notebooks.read(made).cells
        if cell.metadata.get("course") == {"role": "feedback"}
    ]

    assert len(told) == 1 + len(ASSIGNMENT.questions)
    for cell in told:
        tokens = MarkdownIt("commonmark").enable("table").parse(cell.source)
        kinds = {token.type for token in tokens} | {
            t.type for token in tokens for t in token.children or ()
        }
        assert not kinds & {"html_block", "html_inline", "link_open", "image"}
        assert len([t for t in tokens if t.type == "heading_open"]) == (cell is told[0])
