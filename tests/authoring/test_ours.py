"""Notebooks of ours: seeds are moved, answers replaced, cells cut, and runs kept by their code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder import assignments
from autograder.authoring import ours
from autograder.authoring.build import Built
from autograder.grading.session import Grader
from autograder.notebook import format as notebooks
from autograder.notebook.format import Notebook
from autograder.records import Assignment, Outcome


@pytest.fixture
def solution(demo: Built) -> Notebook:
    return notebooks.read(demo.solution)


def test_an_answers_seeds_are_moved_and_those_of_given_data_stay(solution: Notebook) -> None:
    code = "rng = np.random.default_rng(3)\nkeras.utils.set_random_seed(4)"
    answered, _ = ours.replace_answer(solution, "total", code)
    cells = {cell.id: cell.source for cell in ours.add_seed(answered, 10).cells}
    assert cells["total-answer"] == code.replace("3", "13").replace("4", "14")
    given = replace(solution.cells[0], kind="code", source=code, metadata={})
    (moved,) = ours.add_seed(replace(solution, cells=(given,)), 10).cells
    assert moved.source == code.replace("4", "14")


def test_an_answer_is_replaced_in_its_own_cell(solution: Notebook) -> None:
    changed, cell_id = ours.replace_answer(solution, "double", "double = None")
    differing = [new for old, new in zip(solution.cells, changed.cells, strict=True) if old != new]
    assert [(cell.id, cell.source) for cell in differing] == [(cell_id, "double = None")]


def test_a_question_without_an_answer_cell_cannot_be_answered(solution: Notebook) -> None:
    with pytest.raises(LookupError, match="`triple` has no answer cell"):
        ours.replace_answer(solution, "triple", "pass")


def test_what_cannot_matter_is_cut(solution: Notebook) -> None:
    cut = ours.cut(solution, {"total": frozenset({"total"})})
    assert [cell.id for cell in cut.cells] == ["start-given-2", "total-answer", "total-check"]


def reworded(assignment: Assignment, old: str, new: str) -> Assignment:
    questions = tuple(
        replace(question, source=question.source.replace(old, new))
        for question in assignment.questions
    )
    assert questions != assignment.questions
    return assignments.sealed(replace(assignment, questions=questions))


def test_a_change_of_words_runs_nothing_again(
    assignment: Assignment, solution: Notebook, light_grader: Grader
) -> None:
    task = ours.make_task(light_grader, "ours", solution, assignment)
    ((_, grade),) = ours.grade([ours.stamp_task(task)], light_grader)
    assert {result.outcome for result in grade.results} == {Outcome.PASSED}
    nowhere = replace(light_grader, warm=lambda: pytest.fail("it was run again"))
    other = reworded(assignment, "negative numbers come out wrong", "look at the signs")
    again = ours.make_task(nowhere, "ours", solution, other)
    assert [known for _, known in ours.grade([ours.stamp_task(again)], nowhere)] == [grade]


def test_a_change_of_code_has_another_key(
    assignment: Assignment, solution: Notebook, light_grader: Grader
) -> None:
    other = reworded(assignment, "7.0", "8.0")
    keys = {
        ours.stamp_task(ours.make_task(light_grader, "ours", solution, one)).key
        for one in (assignment, other)
    }
    assert len(keys) == 2
