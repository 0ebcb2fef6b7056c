"""What a student's process says of a cell is believed in its shape, never in its size."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from conftest import LIMITS

from autograder.sandbox import policy
from autograder.sandbox.box import DAMAGED
from autograder.sandbox.outputs import Outputs, Shown

IMAGE = {"b": 0}
RAISED = {"type": "ValueError", "name": "ValueError", "message": "no", "traceback": "a\nb"}


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        pytest.param({}, ("", 0, 0, ""), id="nothing"),
        pytest.param({"stdout": "x" * 20_000, "dropped": 0}, ("x" * 10_000, 0, 0, ""), id="a lie"),
        pytest.param({"stdout": 5, "dropped": "7"}, ("5", 7, 0, ""), id="other types"),
        pytest.param({"images": [IMAGE] * 100}, ("", 0, 1, ""), id="one image a hundred times"),
        pytest.param({"raised": RAISED}, ("", 0, 0, "a\nb"), id="an error"),
        pytest.param({"raised": {"traceback": "x" * 9_000}}, ("", 0, 0, "x" * 8_000), id="long"),
        pytest.param({"raised": 5}, ("", 0, 0, ""), id="an error that is a number"),
    ],
)
def test_a_report_is_taken_within_limits(
    report: dict[str, Any], expected: tuple[str, int, int, str]
) -> None:
    shown = Outputs(LIMITS).take(report, [bytearray(9)])
    assert (shown.stdout, shown.dropped, len(shown.images), shown.error) == expected


@pytest.mark.parametrize(
    "report",
    [
        pytest.param(5, id="a number"),
        pytest.param([], id="a list"),
        pytest.param({"dropped": "many"}, id="a word for a number"),
        pytest.param({"images": 3}, id="images that are a number"),
        pytest.param({"images": [{"a": 0}]}, id="an image that is none"),
        pytest.param({"images": [{"b": 7}]}, id="a missing buffer"),
    ],
)
def test_a_damaged_report_raises_what_the_box_expects(report: Any) -> None:
    with pytest.raises(DAMAGED):
        Outputs(LIMITS).take(report, [bytearray(9)])


def test_what_is_left_of_a_notebook_shrinks() -> None:
    outputs = Outputs(replace(LIMITS, cell_output_bytes=10, notebook_output_bytes=25, images=1))
    kept = [outputs.take({"stdout": "x" * 99, "images": [IMAGE]}, [bytearray(1)]) for _ in range(4)]
    assert [len(shown.stdout) for shown in kept] == [10, 10, 5, 0]
    assert [len(shown.images) for shown in kept] == [1, 0, 0, 0]
    assert outputs.room() == 0


def test_an_image_that_is_too_large_is_left_out() -> None:
    buffers = [bytearray(policy.IMAGE_BYTES + 1), bytearray(policy.IMAGE_BYTES)]
    shown = Outputs(LIMITS).take({"images": [{"b": 0}, {"b": 1}]}, buffers)
    assert shown == Shown(stdout="", dropped=0, images=(bytes(buffers[1]),), error="")
