"""Answers that are alike stand side by side; hostile names and answers stay text, in the table too."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from classroom import ASSIGNMENT, HOSTILE, assert_safe, handed_in

from autograder import report

LINES = (
    report.Line(text="def one(x):"),
    report.Line(text="    return x @ x", holders=2, rare=True),
    report.Line(text="one(3)", holders=9),
)


def similarity(name: str = "Ann", line: str = "") -> report.Similarity:
    lines = (*LINES, report.Line(text=line))
    alike = report.Likeness(
        question=ASSIGNMENT.questions[1], share=0.875, shared=40, rare=30, sides=(lines, lines)
    )
    members = handed_in(1, name=name), handed_in(2)
    pair = report.AlikePair(members=members, alike=(alike,), also=("2 cells with an id in common",))
    return report.Similarity(
        assignment=ASSIGNMENT,
        students=40,
        pairs=(pair, replace(pair, alike=())),
        same=(members,),
        silent=(("k_nn", "most answers are alike"),),
        left_out=3,
    )


def test_shared_lines_say_how_many_answers_have_them() -> None:
    html = report.similarity_page(similarity())

    assert (
        html.count('<li class="rare"><code>    return x @ x</code><span>2 answers</span></li>') == 2
    )
    assert html.count('<li class="shared"><code>one(3)</code><span>9 answers</span></li>') == 2
    assert "5 pairs have answers that are unusually alike" in html
    assert "88 % alike, 40 shared pieces, 30 rare" in html
    assert "<code>k_nn</code>: most answers are alike" in html
    assert "3 more pairs are left out here" in html


def test_a_small_class_is_told_that_rarity_says_little() -> None:
    assert "says little" in report.similarity_page(replace(similarity(), students=9))
    assert "says little" not in report.similarity_page(similarity())


def test_hostile_names_and_answers_stay_text() -> None:
    for text in HOSTILE:
        assert_safe(report.similarity_page(similarity(text, text)))


def test_the_table_has_a_row_for_each_question_and_file() -> None:
    head, *rows = csv.reader(io.StringIO(report.similarity_csv(similarity("=1+1"))))

    assert rows == [
        [
            "student01",
            "'=1+1",
            "student02",
            "Student 02",
            "one_nn",
            "0.88",
            "40",
            "30",
            "2 cells with an id in common",
        ],
        [
            "student01",
            "'=1+1",
            "student02",
            "Student 02",
            "",
            "",
            "",
            "",
            "2 cells with an id in common",
        ],
        ["student01", "'=1+1", "student02", "Student 02", "", "", "", "", "the same file"],
    ]
    assert len(head) == len(rows[0])
