"""The cells of each question, wherever the student put them."""

from __future__ import annotations

from dataclasses import replace

from served import ANSWER, grade, submission, with_essay

from autograder.desk import answers
from autograder.handed_in import HandedIn
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.records import Assignment, CellReport, Standing


def found(assignment: Assignment, standing: Standing) -> dict[str, list[str]]:
    """Return the sources that are shown, by question."""
    return {
        name: [cell.source for cell in cells]
        for name, cells in answers.find(assignment, standing).items()
    }


def standing(assignment: Assignment) -> Standing:
    return Standing(
        submission=submission("student01"), grade=grade(assignment, "student01"), points=0.0
    )


def test_an_answer_at_the_end_is_shown_with_its_question(assignment: Assignment) -> None:
    whole = with_essay(assignment)

    shown = found(whole, standing(whole))

    assert shown["double"] == ["print('try it')", ANSWER]


def test_a_text_is_the_answer_to_a_manual_question(assignment: Assignment) -> None:
    whole = with_essay(assignment)

    assert found(whole, standing(whole))["essay"] == ["Since it adds up.", ANSWER]


def test_a_cell_brings_what_it_showed(assignment: Assignment) -> None:
    whole = with_essay(assignment)

    first = answers.find(whole, standing(whole))["double"][0]

    assert first.ran is not None
    assert (first.ran.number, first.ran.stdout) == (1, "one line")


def test_a_cell_as_handed_out_is_shown_only_where_it_says_something(
    assignment: Assignment,
) -> None:
    given = assignment.shipped[1]
    one = standing(assignment)
    quiet = CellReport(number=4, source=given)

    without = found(assignment, replace(one, grade=replace(one.grade, cells=(quiet,))))
    loud = replace(quiet, stdout="numbers")
    with_output = found(assignment, replace(one, grade=replace(one.grade, cells=(loud,))))

    assert given not in [source for cells in without.values() for source in cells]
    assert with_output[""] == [given]


def test_what_is_not_a_notebook_has_no_cells(assignment: Assignment) -> None:
    one = standing(assignment)
    broken = replace(one.submission, file=HandedIn.of(b"<<<<<<< HEAD"))

    assert (
        found(assignment, replace(one, submission=broken, grade=replace(one.grade, cells=()))) == {}
    )


def test_a_heading_of_a_question_that_does_not_exist_leads_nowhere(assignment: Assignment) -> None:
    one = standing(assignment)
    data = one.submission.data.replace(b"## Question 1 ", b"## Question 0 ").replace(
        b'"double-text"', b'"mine-too"'
    )

    shown = found(
        assignment, replace(one, submission=replace(one.submission, file=HandedIn.of(data)))
    )

    assert "print('try it')" in shown[""]


def test_a_page_has_room_for_so_much_of_a_notebook(assignment: Assignment) -> None:
    cells = [Cell(kind="markdown", source="x" * 70_000) for _ in range(20)]
    one = standing(assignment)
    handed_in = replace(one.submission, file=HandedIn.of(notebooks.write(cells, assignment.slug)))

    shown = found(
        assignment, replace(one, submission=handed_in, grade=replace(one.grade, cells=()))
    )

    kept = [source.count("x") for source in shown[""]]
    assert kept == [60_000] * 16 + [40_000] + [0] * 3
    assert shown[""][-1].endswith("… 70,000 more characters …")
