"""Thresholds are measured with the check's own number, over seeds, in the sandbox."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from calibrated import SLUG, Bench, make_bench, normal

from autograder.authoring import (
    calibrate,
    calibration,
)


@pytest.fixture
def bench(tmp_path: Path, light_zygote: str) -> Bench:
    return make_bench(tmp_path, light_zygote)


@pytest.mark.slow
def test_the_values_are_the_checks_own_with_the_seeds_of_the_answer_moved(bench: Bench) -> None:
    values = {(run.subject.solution, run.seed): run.value for run in bench.sweep(range(3))}
    assert values == {
        **{
            ("solution", k): round(0.9 + 0.01 * np.random.default_rng(5 + k).normal(), 6)
            for k in range(3)
        },
        **{
            ("mistakes/weak", k): round(0.5 + 0.01 * np.random.default_rng(1 + k).normal(), 6)
            for k in range(3)
        },
    }


def test_the_seed_of_the_check_moves_where_it_is_said_to(bench: Bench) -> None:
    bench.edit("gen.integers(2, 3)", "(2 + gen.random())")
    (bench.course.master(SLUG).parent / "calibrate.toml").write_text(
        '[[threshold]]\ncheck = "total/value"\nseeds = "check"\n'
    )
    values = [run.value for run in bench.sweep(range(3))]
    truth = [
        0.9 + 0.01 * np.random.default_rng(5 + k).normal() - np.random.default_rng(7 + k).random()
        for k in range(3)
    ]
    assert values == pytest.approx(truth, abs=1e-6)


def test_a_loop_is_measured_at_its_worst(bench: Bench) -> None:
    bench.edit("score = total - gen.integers(2, 3)\n", "scores = [total - 1, total - 2]\n")
    bench.edit(
        '    assert score + 2 >= 0.75, f"the score is {score}"',
        "    for score in scores:\n        assert score >= 0.75",
    )
    values = [run.value for run in bench.sweep([0]) if run.subject.solution == "solution"]
    assert values == [pytest.approx(-1.1 + 0.01 * np.random.default_rng(5).normal(), abs=1e-6)]


def test_a_run_that_fails_before_the_comparison_has_no_value(bench: Bench) -> None:
    bench.edit("total = 0.9 + 0.01 * gen.normal()", 'total = "much"')
    values = [run.value for run in bench.sweep([0]) if run.subject.solution == "solution"]
    assert values == [None]


def test_an_interrupted_sweep_goes_on_where_it_stopped(bench: Bench) -> None:
    """The second run has no box to run anything in: all it yields it must have kept."""
    stopped = bench.sweep(range(2))
    first = [next(stopped), next(stopped)]
    stopped.close()
    again = bench.sweep(range(2), zygote="/nowhere")
    assert [(run.seed, run.value) for run in (next(again), next(again))] == [
        (run.seed, run.value) for run in first
    ]


@pytest.mark.slow
def test_what_calibration_json_holds_is_not_run_again(bench: Bench) -> None:
    bench.write(normal, seeds=range(4))
    known = calibration.find_known(bench.course, SLUG)
    assert list(bench.sweep(range(4), known, zygote="/nowhere")) == []
    assert {run.seed for run in bench.sweep(range(5), known)} == {4}


def test_a_threshold_of_which_a_subject_was_not_measured_is_left_out(bench: Bench) -> None:
    subjects = bench.subjects()
    swept = bench.runs(normal, range(3))
    assert [one.subject for one in calibrate.collect(subjects, {}, swept)] == subjects
    assert (
        calibrate.collect(
            subjects, {}, [run for run in swept if run.subject.solution == "solution"]
        )
        == []
    )
