"""The lower tail of a figure that chance decides: from some fifty values, what only one run in a
thousand falls below.

Peaks over threshold: what lies below a low quantile is taken for the tail, and a generalised Pareto
distribution is fitted to how far below it lies (Balkema and de Haan 1974, Pickands 1975; for the
bounds of assertions: Dutta et al., FLEX, ESEC/FSE 2021). The fit uses probability-weighted moments,
which do better than maximum likelihood on fewer than 500 values (Hosking and Wallis, Technometrics
1987). A tail that ends early is not believed of so few values: a shape below zero is taken as zero,
the exponential tail, which gives a lower bound.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

TAIL_SHARE = 0.2
TAIL_VALUES = 10  # at least as many make the tail
BOOTSTRAPS = 2_000
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Tail:
    """The lowest values, in rising order, of `total`; how far they lie below `start` is generalised
    Pareto.
    """

    lowest: tuple[float, ...]
    start: float
    total: int
    shape: float
    scale: float

    @property
    def share(self) -> float:
        return len(self.lowest) / self.total

    def bound(self, rate: float) -> float:
        """Return the bound below which a share `rate` of values falls; never one that more of those
        seen fall below.
        """
        place = int(rate * self.total)
        if place >= len(self.lowest):
            return self.start
        if self.scale == 0:
            return self.lowest[place]
        below = stats.genpareto.ppf(1 - rate / self.share, self.shape, scale=self.scale)
        return min(self.start - float(below), self.lowest[place])

    def rate(self, bound: float) -> float:
        """Return the share of values that fall below a bound, which lies below `start`."""
        if self.scale == 0:
            return 0.0
        return self.share * float(
            stats.genpareto.sf(self.start - bound, self.shape, scale=self.scale)
        )


def fit(values: Sequence[float]) -> Tail:
    """Return the lower tail of at least two values."""
    ordered = np.sort(np.asarray(values, dtype=float))
    count = min(max(TAIL_VALUES, math.ceil(TAIL_SHARE * len(ordered))), len(ordered) - 1)
    start = float(ordered[count])
    shape, scale = _pareto(np.sort(start - ordered[:count]))
    return Tail(tuple(ordered[:count].tolist()), start, len(ordered), shape, scale)


def interval(values: Sequence[float], rate: float) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of `fit(values).bound(rate)`; the same for the same
    values.
    """
    rng = np.random.default_rng(0)
    data = np.asarray(values, dtype=float)
    bounds = [fit(rng.choice(data, len(data)).tolist()).bound(rate) for _ in range(BOOTSTRAPS)]
    low, high = np.quantile(bounds, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return float(low), float(high)


def proportion(hits: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a rate of which `hits` of `total` were seen (Clopper and Pearson,
    Biometrika 1934).
    """
    found = stats.binomtest(hits, total).proportion_ci(CONFIDENCE, method="exact")
    return float(found.low), float(found.high)


def _pareto(excesses: np.ndarray) -> tuple[float, float]:
    """Return shape (at least 0) and scale of a generalised Pareto distribution, from excesses in
    rising order.
    """
    mean = float(excesses.mean())
    places = (np.arange(1, len(excesses) + 1) - 0.35) / len(excesses)
    weighted = float(np.mean((1 - places) * excesses))
    if mean - 2 * weighted <= 0:  # all alike
        return 0.0, mean
    shape = 2 - mean / (mean - 2 * weighted)
    return (shape, 2 * mean * weighted / (mean - 2 * weighted)) if shape > 0 else (0.0, mean)
