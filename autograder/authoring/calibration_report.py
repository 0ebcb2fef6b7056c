"""What a calibration found, for people: a few lines on the terminal, and a plot of every value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.authoring import calibration, pareto
from autograder.authoring.calibration import FALSE_FAILS, Measured
from autograder.authoring.evidence import show

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RIGHT_COLOUR, WEAK_COLOUR = "#0072B2", "#D55E00"
WIDTH, TITLE_HEIGHT, PANEL_HEIGHT = 8.0, 0.6, 1.6  # inches


def report(measured: Sequence[Measured]) -> list[str]:
    """Return a line or two for each threshold and each weak answer."""
    return [
        line
        for one in measured
        for line in (_report_right(one) if one.is_right else _report_weak(one))
    ]


def plot(path: Path, measured: Sequence[Measured]) -> None:
    """Draw every value, the bound and the supported bound as a PNG, a panel for each threshold."""
    from matplotlib.figure import Figure  # slow to import

    panels: dict[str, list[Measured]] = {}
    for one in measured:
        panels.setdefault(one.subject.threshold.check, []).append(one)
    height = TITLE_HEIGHT + PANEL_HEIGHT * len(panels)
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    axes = figure.subplots(len(panels), squeeze=False)[:, 0]
    for axis, rows in zip(axes, panels.values(), strict=True):
        _draw_panel(axis, rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)


def _report_right(one: Measured) -> Iterator[str]:
    threshold, total = one.subject.threshold, len(one.values)
    summary = calibration.summarise(threshold, one.values)
    yield (
        f"{threshold}; {total} seeds, {one.seconds:.1f} CPU seconds each: "
        f"worst {show(summary.worst)}, typical {show(summary.typical)}, {total - one.passed} fail"
    )
    if summary.supported is not None and summary.interval and summary.rate is not None:
        low, high = summary.interval
        yield (
            f"  supports {summary.supported:.4f} (95 %: {low:.4f} to {high:.4f}) at 1 false fail "
            f"in {1 / FALSE_FAILS:,.0f}; at {threshold.bound:g} {1000 * summary.rate:.2f} in 1,000"
        )


def _report_weak(one: Measured) -> Iterator[str]:
    total = len(one.values)
    low, high = pareto.proportion(one.passed, total)
    span = f"{low:.1%} to {high:.1%}"
    yield f"  {one.subject.solution} passes {one.passed} of {total} (95 %: {span})"


def _draw_panel(axis: Axes, rows: Sequence[Measured]) -> None:
    right = rows[0]
    threshold = right.subject.threshold
    for place, one in enumerate(rows):
        values = [value for value in one.values.values() if value is not None]
        colour = RIGHT_COLOUR if one.is_right else WEAK_COLOUR
        axis.plot(values, [-place] * len(values), "|", color=colour, markersize=14)
    axis.axvline(threshold.bound, color="black", label=f"required {threshold.bound:g}")
    supported = calibration.find_support(threshold, right.values)
    if supported is not None:
        label = f"supported {supported:.3f}"
        axis.axvline(supported, color=RIGHT_COLOUR, linestyle="--", label=label)
    names = [one.subject.solution for one in rows]
    axis.set_yticks([-place for place in range(len(rows))], names, fontsize=8)
    axis.set_title(threshold.check, fontsize=9)
    axis.margins(y=0.4)
    axis.legend(fontsize=7, loc="upper left")
