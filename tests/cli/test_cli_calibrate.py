"""`autograder calibrate` writes the evidence, and `autograder build` refuses what lacks it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from calibrated import SLUG, Bench, make_bench, normal

from autograder import cli
from autograder.authoring import (
    thresholds,
)


@pytest.fixture
def bench(tmp_path: Path, light_zygote: str) -> Bench:
    return make_bench(tmp_path, light_zygote)


def test_build_refuses_a_bound_above_what_the_seeds_support(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bound that all fifty runs met is refused, too, when more than one in a thousand would miss it."""
    bench.edit(">= 0.75", ">= 0.879")
    bench.write(lambda subject, seed: max(normal(subject, seed), 0.88))
    monkeypatch.chdir(bench.course.root)
    line = thresholds.find(bench.master)[0].line
    assert cli.main(["build"]) == 1
    message = capsys.readouterr().err
    assert (
        f"99-demo.py, line {line}: total/value: score + 2 >= 0.879, but 50 seeds support 0.8"
        in message
    )
    assert "Ask for less" in message
    assert not bench.course.student(SLUG).exists()


def test_what_is_not_calibrated_is_listed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(bench.course.root)
    (bench.course.master(SLUG).parent / "calibrate.toml").unlink()
    assert cli.main(["calibrate", "--missing"]) == 1
    line = thresholds.find(bench.master)[0].line
    assert (
        f"99-demo.py, line {line}: total/value: score + 2 >= 0.75 has no calibration."
        in capsys.readouterr().out
    )


@pytest.mark.slow
def test_the_command_writes_evidence_and_plot_and_tries_fresh_seeds(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(bench.course.root)
    assert cli.main(["calibrate", "99", "--seeds", "4", "--workers", "1"]) == 0
    path = bench.course.master(SLUG).parent / "calibration.json"
    written = path.read_bytes()
    assert (bench.course.root / "build" / "calibrate" / "99-demo.png").is_file()
    assert json.loads(written)["thresholds"]["total/value"]["weak"]["mistakes/weak"]["passes"] == 0
    bench.edit(">= 0.75", ">= 0.895")
    assert cli.main(["calibrate", "99", "--fresh", "6", "--workers", "1"]) == 1
    missed = [
        k for k in range(1_000, 1_006) if 0.9 + 0.01 * np.random.default_rng(5 + k).normal() < 0.895
    ]
    complaints = capsys.readouterr().err.splitlines()
    assert missed
    assert [line.partition("seed ")[2].partition(":")[0] for line in complaints] == [
        str(k) for k in missed
    ]
    assert path.read_bytes() == written


@pytest.mark.slow
def test_one_threshold_can_be_measured_alone(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(bench.course.root)
    assert (
        cli.main(["calibrate", "99", "--check", "total/value", "--fresh", "2", "--workers", "1"])
        == 0
    )
    assert "total/value: " in capsys.readouterr().out
    assert cli.main(["calibrate", "99", "--check", "total/none"]) == 1
    assert (
        "--check `total/none` is not a threshold of a calibrate.toml. Use one of: total/value"
        in capsys.readouterr().err
    )
