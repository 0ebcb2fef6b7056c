"""A threshold is read from a check; calibrate.toml says which are measured."""

from __future__ import annotations

from pathlib import Path

import pytest
from calibrated import DECLARED, SLUG, Bench, make_bench

from autograder.authoring import (
    thresholds,
)
from autograder.errors import CourseError


@pytest.fixture
def bench(tmp_path: Path, light_zygote: str) -> Bench:
    return make_bench(tmp_path, light_zygote)


def test_a_threshold_is_an_assert_that_compares_with_a_number(bench: Bench) -> None:
    (found,) = thresholds.find(bench.master)
    line = bench.course.master(SLUG).read_text().splitlines()[found.line - 1]
    assert (str(found), line.strip()) == (
        "total/value: score + 2 >= 0.75",
        'assert score + 2 >= 0.75, f"the score is {score}"',
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            '[[threshold]]\ncheck = "total/other"\n',
            "`total/other` must have one assert",
            id="no such check",
        ),
        pytest.param(
            DECLARED + "seed = 1\n",
            "A [[threshold]] has check, weak, seeds and statistic",
            id="unknown key",
        ),
        pytest.param(
            DECLARED + 'seeds = "luck"\n',
            "seeds = 'luck'. Use 'notebook' or 'check'",
            id="unknown seeds",
        ),
        pytest.param(
            DECLARED.replace("weak.py", "").replace("/weak", "/none"),
            "none.py: missing",
            id="no such mistake",
        ),
        pytest.param(
            '[[fixed]]\ncheck = "double/paper"\nwhy = "x"\n',
            "is not a check with a threshold",
            id="fixed without one",
        ),
        pytest.param(
            '[[treshold]]\ncheck = "total/value"\n', "unknown table `treshold`", id="unknown table"
        ),
    ],
)
def test_an_error_in_calibrate_toml_is_named(bench: Bench, text: str, message: str) -> None:
    (bench.course.master(SLUG).parent / "calibrate.toml").write_text(text)
    with pytest.raises(CourseError) as raised:
        bench.subjects()
    assert "calibrate.toml" in str(raised.value)
    assert message in str(raised.value)
