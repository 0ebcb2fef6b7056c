"""The tail's bound keeps its promise on distributions whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from autograder.authoring import pareto


@pytest.mark.parametrize(
    ("draw", "truth"),
    [
        pytest.param(lambda rng, n: -rng.exponential(size=n), np.log(0.001), id="exponential"),
        pytest.param(lambda rng, n: -rng.pareto(4, size=n), 1 - 0.001 ** (-1 / 4), id="heavy"),
    ],
)
def test_many_values_give_the_true_bound(draw, truth: float) -> None:
    found = pareto.fit(draw(np.random.default_rng(1), 20_000)).bound(0.001)
    assert found == pytest.approx(truth, rel=0.1)


@pytest.mark.parametrize(
    "distribution",
    [
        pytest.param(stats.norm(0.93, 0.01), id="normal"),
        pytest.param(stats.beta(97, 3), id="near one"),
        pytest.param(stats.gumbel_l(0.95, 0.008), id="long below"),
    ],
)
def test_fifty_values_give_a_bound_that_seldom_fails(distribution) -> None:
    """What the course promises: of 200 calibrations, the typical one has at most one false fail in
    a thousand.
    """
    rng = np.random.default_rng(2)
    rates = [
        distribution.cdf(pareto.fit(distribution.rvs(50, random_state=rng)).bound(0.001))
        for _ in range(200)
    ]
    assert np.median(rates) <= 0.001


def test_the_rate_at_the_bound_is_the_rate_asked_for() -> None:
    fitted = pareto.fit(np.random.default_rng(3).normal(size=200))
    assert fitted.rate(fitted.bound(0.001)) == pytest.approx(0.001)


def test_a_bound_never_fails_more_of_the_values_than_it_says() -> None:
    values = np.random.default_rng(4).uniform(size=60)
    fitted = pareto.fit(values)
    assert all(np.mean(values < fitted.bound(rate)) <= rate for rate in (0.001, 0.05, 0.15, 0.9))


def test_values_that_are_all_alike_are_their_own_bound() -> None:
    fitted = pareto.fit([0.75] * 50)
    assert (fitted.bound(0.001), fitted.rate(0.7), pareto.interval([0.75] * 50, 0.001)) == (
        0.75,
        0.0,
        (0.75, 0.75),
    )


def test_the_interval_holds_the_bound_and_repeats() -> None:
    values = np.random.default_rng(5).normal(0.95, 0.01, 50)
    low, high = pareto.interval(values, 0.001)
    assert low < pareto.fit(values).bound(0.001) < high
    assert pareto.interval(values, 0.001) == (low, high)


def test_none_of_fifty_may_still_be_seven_in_a_hundred() -> None:
    assert pareto.proportion(0, 50) == pytest.approx((0, 1 - 0.025 ** (1 / 50)))
