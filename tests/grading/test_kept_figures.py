"""A grade keeps the figures that explain it: of questions that lost points, within a budget."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pytest
from classroom import TINY
from PIL import Image

from autograder.grading import figures
from autograder.records import CellReport, Check, Outcome, Question, Result
from autograder.sandbox.images import small


def ask(name: str, *, manual: bool = False) -> Question:
    checks = () if manual else (Check(question=name, name="one", points=1.0),)
    return Question(
        name=name, title=name, points=1, difficulty=1, minutes=1, checks=checks, manual=manual
    )


FIRST, SECOND, LAST = ask("first"), ask("second"), ask("last")


def judge(*lost: Question) -> list[Result]:
    return [
        Result(check=check, outcome=Outcome.FAILED if question in lost else Outcome.PASSED)
        for question in (FIRST, SECOND, LAST)
        for check in question.checks
    ]


def run(count: int, image: bytes = TINY) -> list[CellReport]:
    return [CellReport(number=n, source="show()", images=(image,)) for n in range(1, count + 1)]


def find_kept(reports: Sequence[CellReport]) -> list[int]:
    return [report.number for report in reports if report.images]


@pytest.mark.parametrize(
    ("lost", "kept"),
    [
        pytest.param([], [], id="all points"),
        pytest.param([FIRST], [1, 2], id="up to its check"),
        pytest.param([SECOND], [3, 4, 5, 6], id="the last check keeps what follows"),
        pytest.param([LAST], [5, 6], id="judged at the end"),
        pytest.param([FIRST, LAST], [1, 2, 5, 6], id="two"),
    ],
)
def test_figures_of_questions_that_lost_points_are_kept(
    lost: list[Question], kept: list[int]
) -> None:
    points = {2: [FIRST], 4: [SECOND]}
    made = figures.keep(run(6), [FIRST, SECOND, LAST], points, judge(*lost))
    assert find_kept(made) == kept
    assert [report.source for report in made] == ["show()"] * 6
    assert {report.images for report in made if report.images} <= {(small(TINY),)}


def test_without_a_check_in_the_notebook_any_lost_point_keeps_them_all() -> None:
    assert find_kept(figures.keep(run(2), [FIRST, SECOND], {}, judge(FIRST))) == [1, 2]
    assert find_kept(figures.keep(run(2), [FIRST, SECOND], {}, judge())) == []


def test_what_a_person_grades_keeps_every_figure() -> None:
    questions = [FIRST, ask("essay", manual=True)]
    assert find_kept(figures.keep(run(3), questions, {2: [FIRST]}, judge())) == [1, 2, 3]


def test_figures_beyond_the_budget_and_damaged_ones_are_left_out() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (120, 120, 3), np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(noise).save(buffer, "PNG")
    reports = [*run(1, b"<svg/>"), *run(9, buffer.getvalue())]
    made = figures.keep(reports, [FIRST], {}, judge(FIRST))
    images = [image for report in made for image in report.images]
    assert 1 < len(images) < 9
    assert sum(map(len, images)) <= figures.KEPT_BYTES
