"""Statistics of a class, against NumPy and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from classroom import (
    ASSIGNMENT,
    CHECKS,
    B,
    C,
    F,
    N,
    P,
    graded,
)

from autograder.records import (
    Outcome,
)
from autograder.report.statistics import question_statistics


def test_discrimination_is_the_correlation_with_the_rest_of_the_score() -> None:
    rng = np.random.default_rng(0)
    passes = rng.random((40, len(CHECKS))) < np.linspace(0.2, 0.9, 40)[:, None]
    grades = [graded(n, *(P if hit else F for hit in row)) for n, row in enumerate(passes)]
    points = passes * [check.points for check in CHECKS]

    seen = [item for q in question_statistics(ASSIGNMENT, grades) for item in q.checks]

    for column, item in enumerate(seen):
        rest = points.sum(axis=1) - points[:, column]
        assert item.passed == pytest.approx(passes[:, column].mean())
        assert item.discrimination == pytest.approx(np.corrcoef(passes[:, column], rest)[0, 1])


@pytest.mark.parametrize(
    ("rows", "passed", "discrimination", "remark"),
    [
        pytest.param([P] * 5, 1.0, None, "everyone passes", id="too easy"),
        pytest.param([F, N, C, F], 0.0, None, "nobody passes", id="too hard"),
        pytest.param([P, F], 0.5, None, "", id="two students say nothing"),
        pytest.param([B, P, P, P], 1.0, None, "broke while it ran", id="broken"),
        pytest.param([], 0.0, None, "", id="nobody"),
        pytest.param(
            [F, F, P, P], 0.5, -1.0, "students who do well elsewhere fail it", id="upside down"
        ),
    ],
)
def test_a_check_that_is_worth_a_look_is_remarked(
    rows: list[Outcome], passed: float, discrimination: float | None, remark: str
) -> None:
    strong, weak = (P,) * 10, (F,) * 10
    grades = [graded(n, outcome, *(strong if n < 2 else weak)) for n, outcome in enumerate(rows)]

    item = question_statistics(ASSIGNMENT, grades)[0].checks[0]

    assert item.passed == passed
    assert item.discrimination == (
        discrimination if discrimination is None else pytest.approx(discrimination)
    )
    assert item.remark == remark
