"""A master whose bounds are not supported by values, measured with its own code, is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from calibrated import SLUG, WEAK, Bench, make_bench, normal

from autograder.authoring import (
    calibrate,
    evidence,
)


@pytest.fixture
def bench(tmp_path: Path, light_zygote: str) -> Bench:
    return make_bench(tmp_path, light_zygote)


def test_a_bound_that_the_seeds_support_is_built(bench: Bench) -> None:
    bench.write(normal)
    assert bench.faults() == []


def test_build_refuses_a_threshold_that_was_never_calibrated(bench: Bench) -> None:
    (fault,) = bench.faults()
    assert fault.endswith(
        "score + 2 >= 0.75 has no calibration. Name it in calibrate.toml and run `autograder calibrate 99`."
    )


def test_build_refuses_where_a_run_of_the_solution_failed_outright(bench: Bench) -> None:
    bench.write(lambda subject, seed: None if seed == 3 else normal(subject, seed))
    assert "some runs fail before it" in bench.faults()[0]


@pytest.mark.parametrize(
    ("edit", "which"),
    [
        pytest.param(("total = 0.9 +", "total = 0.95 +"), "solution", id="the solution"),
        pytest.param(("gen.integers(2, 3)", "gen.integers(1, 2)"), "solution", id="the check"),
    ],
)
def test_build_refuses_a_calibration_of_something_older(
    bench: Bench, edit: tuple[str, str], which: str
) -> None:
    bench.write(normal)
    bench.edit(*edit)
    assert (
        f"`total/value` was calibrated with another `{which}`. Run `autograder calibrate 99`."
        in bench.faults()[0]
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('"no number"', '"total is not a number"', id="message"),
        pytest.param("the score is {score}", "{score} is your score", id="message of the bound"),
        pytest.param(
            "    import numpy as np\n", '    """One."""\n    import numpy as np\n', id="docstring"
        ),
        pytest.param("# SOLUTION\ntotal", "# a guess # SOLUTION\ntotal", id="comment"),
        pytest.param("Add all numbers up.", "All of them count.", id="hint"),
        pytest.param("the sum of all numbers", "what all numbers add up to", id="markdown"),
    ],
)
def test_another_word_needs_no_new_runs(bench: Bench, old: str, new: str) -> None:
    bench.write(normal)
    bench.edit(old, new)
    assert bench.faults() == []


def test_build_refuses_a_calibration_with_an_older_weak_solution(bench: Bench) -> None:
    bench.write(normal)
    path = bench.course.master(SLUG).parent / "mistakes" / "weak.py"
    path.write_text(WEAK.replace("0.5", "0.6"))
    assert [fault.partition(": ")[2] for fault in bench.faults()] == [
        "`total/value` was calibrated with another `mistakes/weak`. Run `autograder calibrate 99`."
    ]


def test_another_bound_needs_no_new_runs(bench: Bench) -> None:
    bench.write(normal)
    bench.edit(">= 0.75", ">= 0.8")
    assert bench.faults() == []


def test_where_less_is_better_the_upper_tail_counts(bench: Bench) -> None:
    bench.edit(">= 0.75", "<= 1.1")
    bench.write(normal)
    assert bench.faults() == []
    bench.edit("<= 1.1", "<= 0.93")
    assert "<= 0.93, but 50 seeds support 0.9" in bench.faults()[0]


def test_a_message_gives_the_number_that_was_measured_and_the_one_asked_for(bench: Bench) -> None:
    bench.edit("the score is {score}", "the score is {score}, required 0.75, typical 0.9")
    bench.write(normal)
    assert bench.faults() == []
    bench.edit("required 0.75, typical 0.9", "required 0.8, typical 0.95")
    assert [fault.partition(": ")[2] for fault in bench.faults()] == [
        "the message of `total/value` calls 0.8 required, but it is 0.75. Correct it, and what the question's text says of it.",
        "the message of `total/value` calls 0.95 typical, but it is 0.90. Correct it, and what the question's text says of it.",
    ]


def test_a_threshold_without_chance_may_be_called_fixed(bench: Bench) -> None:
    path = bench.course.master(SLUG).parent / "calibrate.toml"
    path.write_text('[[fixed]]\ncheck = "total/value"\nwhy = "a formula"\n')
    assert evidence.find_missing(bench.course, bench.master) == []


def test_fresh_seeds_with_which_the_solution_fails_are_named(bench: Bench) -> None:
    swept = bench.runs(lambda _, seed: 0.7 + 0.1 * (seed - 1_000), range(1_000, 1_002))
    assert evidence.find_failed(calibrate.collect(bench.subjects(), {}, swept)) == [
        "total/value: score + 2 >= 0.75: the solution fails with seed 1000: 0.7000"
    ]
