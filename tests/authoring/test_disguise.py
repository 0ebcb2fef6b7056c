"""What cheats and harmless changes do to a right answer, act by act."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.authoring import disguise
from autograder.authoring.disguise import Act


def shift(values: Any, by: float = 1.0) -> Any:
    return np.asarray(values) + by


def pair(values: Any) -> Any:
    return np.asarray(values), float(np.sum(values))


def outer(values: Any) -> Any:
    return lambda more: np.asarray(values) + more


NAN = float("nan")
ROWS = np.arange(10.0).reshape(5, 2)


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        pytest.param(disguise.say_nothing, None, id="nothing"),
        pytest.param(disguise.empty, (np.empty((0, 2)), np.empty(0)), id="empty"),
        pytest.param(disguise.fill(0.0), (0 * ROWS, 0.0), id="zeros"),
        pytest.param(disguise.fill(NAN), (NAN * ROWS, NAN), id="NaN"),
        pytest.param(disguise.return_argument(0), ROWS, id="its argument"),
        pytest.param(disguise.overwrite(False, True), (0 * ROWS, 0.0), id="overwritten before"),
        pytest.param(disguise.change(disguise.to_list), (ROWS.tolist(), 45.0), id="list"),
        pytest.param(
            disguise.change(disguise.to_numpy), (ROWS, np.float64(45)), id="NumPy numbers"
        ),
        pytest.param(disguise.swap_sequence, [ROWS, 45.0], id="other sequence"),
    ],
)
def test_an_act_changes_what_a_function_returns(act: Act, expected: Any) -> None:
    found = disguise.wrap(pair, act)(ROWS.copy())
    assert type(found) is type(expected)
    assert repr(found) == repr(expected)


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        pytest.param(disguise.repeat_first, np.ones((5, 2)), id="constant"),
        pytest.param(disguise.add_front, ROWS[np.newaxis] + 1, id="axis in front"),
        pytest.param(disguise.add_back, ROWS[..., np.newaxis] + 1, id="axis behind"),
        pytest.param(disguise.keep_one, ROWS[:1] + 1, id="one row"),
        pytest.param(
            disguise.keep_few, np.vstack([ROWS[:3] + 1, np.zeros((2, 2))]), id="first rows"
        ),
        pytest.param(disguise.to_float32, (ROWS + 1).astype(np.float32), id="float32"),
        pytest.param(disguise.to_columns, np.asfortranarray(ROWS + 1), id="order of memory"),
    ],
)
def test_an_act_changes_an_array(leaf: disguise.Leaf, expected: Any) -> None:
    found = disguise.wrap(shift, disguise.change(leaf))(ROWS)
    assert (found.dtype, found.shape, found.flags.f_contiguous) == (
        expected.dtype,
        expected.shape,
        expected.flags.f_contiguous,
    )
    assert np.array_equal(found, expected)


def test_functions_that_functions_return_and_methods_are_disguised_too() -> None:
    class Scaler:
        def fit(self, data: Any) -> Any:
            self.top = np.max(data)
            return self

        def transform(self, data: Any) -> Any:
            return data / self.top

    zeros = disguise.fill(0.0)
    assert np.array_equal(disguise.wrap(outer, zeros)(ROWS)(3), 0 * ROWS)
    assert np.array_equal(disguise.wrap(Scaler, zeros)().fit(ROWS).transform(ROWS), 0 * ROWS)


def test_a_first_answer_is_given_again_and_arguments_are_overwritten_behind() -> None:
    again = disguise.wrap(shift, disguise.repeat_answer())
    assert np.array_equal(again(ROWS), again(ROWS * 2))
    given = ROWS.copy()
    assert np.array_equal(disguise.wrap(shift, disguise.overwrite(True, False))(given), ROWS + 1)
    assert np.array_equal(given, 0 * ROWS)


def test_a_value_that_cannot_be_disguised_is_lost() -> None:
    scope: dict[str, Any] = {"slope": 0.25, "letter": "d"}
    disguise.put_on(["slope", "letter"], scope, disguise.change(disguise.add_front))
    assert scope == {"slope": None, "letter": None}
