"""A plan follows from its costs: what is divided takes less time, what is done one by one does not."""

from __future__ import annotations

from dataclasses import replace

import plan
import pytest

COSTS = plan.Costs(
    grading=(1.0, 3.0),
    keeping=0.0,
    publishing=0.0,
    sent_bytes=1e5,
    kept_bytes=2e5,
    upload_bytes=3e5,
)
START = plan.ZYGOTE_SECONDS


@pytest.mark.parametrize(
    ("costs", "submissions", "graders", "cores", "seconds"),
    [
        pytest.param(COSTS, 1, 1, 1, START + 3, id="one submission"),
        pytest.param(COSTS, 4, 1, 2, START + 4, id="the longest first, so that no core waits"),
        pytest.param(COSTS, 400, 1, 40, START + 20, id="forty cores"),
        pytest.param(replace(COSTS, keeping=9), 4, 1, 9, START + 37, id="kept one by one"),
        pytest.param(replace(COSTS, publishing=2), 4, 1, 2, START + 12, id="published alone"),
        pytest.param(replace(COSTS, publishing=2), 8, 2, 4, START + 12, id="by two graders"),
    ],
)
def test_a_plan_takes_as_long_as_its_slowest_part(
    costs: plan.Costs, submissions: int, graders: int, cores: int, seconds: float
) -> None:
    made = plan.simulate(costs, submissions, graders, cores)
    assert made.hours == pytest.approx(seconds / 3600)
    assert 0 < made.busy < 1
    assert made.upload_bytes == submissions * 3e5


def test_costs_are_those_of_the_largest_class_and_of_all_assignments() -> None:
    ours = {"student": 1.0, "checks": 0.5, "ours": 0.25, "wall": 9.0}
    sizes = {
        "notebook_kb": 50.0,
        "gradebook_kb_a_submission": 40.0,
        "kept_kb_a_submission": 100.0,
        "upload_mb": 3.0,
    }
    large = {
        "sizes": sizes,
        "keeping one grade": {"milliseconds": 20.0},
        "first publishing": {"cpu_seconds": 25.0},
    }
    notes = {
        "assignments": {"figures": {"each": {"01-a": {"ours": ours}}}},
        "class of 10": {"figures": {}},
        "class of 1000": {"figures": large},
    }
    assert plan.read_costs(notes) == plan.Costs(
        grading=(1.75,),
        keeping=0.02,
        publishing=0.025,
        sent_bytes=90_000.0,
        kept_bytes=100_000.0,
        upload_bytes=3_000.0,
    )


def test_the_table_names_hours_and_bytes() -> None:
    made = plan.simulate(COSTS, 100, 1, 2)
    assert plan.show(COSTS, [made]).splitlines()[-1] == (
        "| 100 | 1 | 2 | 2 min | 91 % | 10 MB | 20 MB | 30 MB |"
    )
