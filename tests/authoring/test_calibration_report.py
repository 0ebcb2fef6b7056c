"""What a calibration found, for people."""

from __future__ import annotations

from pathlib import Path

import pytest
from calibrated import Bench, make_bench, normal

from autograder.authoring import (
    calibrate,
    calibration_report,
)
from autograder.authoring.subjects import Subject


@pytest.fixture
def bench(tmp_path: Path, light_zygote: str) -> Bench:
    return make_bench(tmp_path, light_zygote)


def test_the_report_tells_how_often_right_fails_and_wrong_passes(bench: Bench) -> None:
    def values(subject: Subject, seed: int) -> float:
        lucky = seed == 0 and subject.solution != "solution"
        return 0.8 if lucky else normal(subject, seed)

    first, second, third = calibration_report.report(
        calibrate.collect(bench.subjects(), {}, bench.runs(values, range(50)))
    )
    assert first.startswith(
        "total/value: score + 2 >= 0.75; 50 seeds, 0.1 CPU seconds each: worst 0.8"
    )
    assert second.endswith("at 0.75 0.00 in 1,000")
    assert third == "  mistakes/weak passes 1 of 50 (95 %: 0.1% to 10.6%)"


def test_the_plot_is_a_picture(bench: Bench, tmp_path: Path) -> None:
    swept = bench.runs(normal, range(20))
    calibration_report.plot(tmp_path / "plot.png", calibrate.collect(bench.subjects(), {}, swept))
    assert (tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")
