"""calibration.json holds what was measured, as one byte sequence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from calibrated import SLUG, Bench, make_bench, normal

from autograder.authoring import (
    calibrate,
    calibration,
)


@pytest.fixture
def bench(tmp_path: Path, light_zygote: str) -> Bench:
    return make_bench(tmp_path, light_zygote)


def test_other_libraries_measure_anew(bench: Bench) -> None:
    document = json.loads(bench.write(normal))
    document["libraries"]["numpy"] = "0.1"
    (bench.course.master(SLUG).parent / "calibration.json").write_text(json.dumps(document))
    assert calibration.find_known(bench.course, SLUG) == {}


def test_the_file_is_one_byte_sequence_whatever_the_order_of_the_runs(bench: Bench) -> None:
    swept = bench.runs(normal, range(20))
    there, back = (
        calibration.dump(calibrate.collect(bench.subjects(), {}, order))
        for order in (swept, swept[::-1])
    )
    assert there == back
