"""The class on the terminal: every fact in its column, whatever the script of a name."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from autograder import report
from autograder.handed_in import HandedIn
from autograder.records import (
    Assignment,
    Check,
    Grade,
    Outcome,
    Question,
    Result,
    Standing,
    Submission,
    Verdict,
)

CHECK = Check(question="q", name="c", points=2.0)
QUESTION = Question(name="q", title="Q", points=2.0, difficulty=1, minutes=1, checks=(CHECK,))
ASSIGNMENT = Assignment(slug="01-x", title="Neighbours", questions=(QUESTION,))


def standing(
    name: str = "Ann",
    filename: str = "a.ipynb",
    outcome: Outcome = Outcome.PASSED,
    grade: dict[str, object] | None = None,
    **fields: object,
) -> Standing:
    submission = Submission(
        student="s1", name=name, filename=filename, file=HandedIn.of(b""), slug="01-x"
    )
    result = Result(check=CHECK, outcome=outcome)
    made = Grade(student="s1", slug="01-x", results=(result,), **(grade or {}))
    return Standing(submission=submission, grade=made, **{"points": made.points, **fields})


def test_a_class_is_a_title_a_header_and_a_line_for_each_student() -> None:
    penalty = standing("Bob", "b.ipynb", points=1.5, note="1 day late: −25 %")
    failed = {"verdict": Verdict.SANDBOX_FAILURE, "note": "the judge ended twice"}
    troubled = {"verdict": Verdict.TIMEOUT, "note": "cell 3", "repairs": ("a", "b"), "unsafe": True}

    table = report.class_table(
        ASSIGNMENT,
        [
            standing(),
            penalty,
            standing("Eve", "evening.ipynb", Outcome.FAILED, grade=troubled),
            standing("Kim", grade=failed),
            standing("Lou", note="late by an unknown amount", unclear=True),
            standing("Max", grade={"verdict": Verdict.KILLED}),
        ],
    )

    assert table.splitlines() == [
        "01-x  Neighbours",
        "  student  points  file           remarks",
        "  Ann      2/2     a.ipynb",
        "  Bob      1.5/2   b.ipynb        1 day late: −25 %; 2 before the penalty",
        "  Eve      0/2     evening.ipynb  timeout: cell 3; 2 repairs; graded without a sandbox",
        "  Kim      –/2     a.ipynb        needs review; sandbox failure: the judge ended twice",
        "  Lou      2/2     a.ipynb        needs review; late by an unknown amount",
        "  Max      2/2     a.ipynb        killed",
    ]


def test_names_of_wide_characters_keep_the_columns_aligned() -> None:
    names = ["Ann", "王小明", "김민준", "Zoe\u0308 A\u030angström"]

    lines = report.class_table(ASSIGNMENT, [standing(name) for name in names]).splitlines()[2:]

    assert {cell_len(line[: line.index("2/2")]) for line in lines} == {16}


def test_a_long_name_is_cut_and_a_long_remark_is_not() -> None:
    line = report.class_table(ASSIGNMENT, [standing("x" * 99, note="y" * 500)]).splitlines()[2]

    assert line.startswith(f"  {'x' * 39}…  2/2")
    assert line.endswith("y" * 500)


@pytest.mark.parametrize("name", ["a\nb", "\x1b[2Jab", "[red]ab[/red]", "a\u202eb", "\ud800"])
def test_a_name_can_neither_break_the_table_nor_colour_it(name: str) -> None:
    table = report.class_table(ASSIGNMENT, [standing(name)])

    assert len(table.splitlines()) == 3
    assert report.terminal(name) in table
    assert "\x1b" not in table
