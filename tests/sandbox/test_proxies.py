"""What comes back of a call beside its value: a student's exception, and changed arguments."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import Any

import numpy as np
import pytest

from autograder.sandbox.faults import BadFrame
from autograder.sandbox.proxies import overwrite, rebuild


@pytest.mark.parametrize(
    ("claimed", "kind", "text"),
    [
        pytest.param("ValueError", ValueError, "why", id="a builtin"),
        pytest.param("StopIteration", RuntimeError, "Mine: why", id="the end of an iteration"),
        pytest.param("SystemExit", RuntimeError, "Mine: why", id="a way out"),
        pytest.param("eval", RuntimeError, "Mine: why", id="a function"),
        pytest.param("object", RuntimeError, "Mine: why", id="a class"),
        pytest.param("no_such_name", RuntimeError, "why", id="an unknown name"),
        pytest.param("UnicodeDecodeError", UnicodeError, "why", id="five arguments"),
        pytest.param("UnicodeEncodeError", UnicodeError, "why", id="five arguments, too"),
        pytest.param("ExceptionGroup", Exception, "why", id="two arguments"),
    ],
)
def test_a_claimed_exception_becomes_an_ordinary_one(claimed: str, kind: type, text: str) -> None:
    error, cause = rebuild({"type": claimed, "name": "Mine", "message": "why"})
    assert (type(error), str(error)) == (kind, text)
    assert (cause.name, cause.message) == ("Mine", "why")


@pytest.mark.parametrize(
    ("value", "changed"),
    [
        pytest.param([1, 2], [3], id="a list"),
        pytest.param({1: 2}, {3: 4}, id="a dict"),
        pytest.param({1, 2}, {3}, id="a set"),
        pytest.param(OrderedDict(a=1), {"b": 2}, id="an ordered dict"),
        pytest.param(deque([1]), [2, 3], id="a deque"),
    ],
)
def test_a_changed_argument_is_changed_here(value: Any, changed: Any) -> None:
    overwrite(value, changed)
    assert value == type(value)(changed)


@pytest.mark.parametrize(
    ("value", "changed"),
    [
        pytest.param([1], {1}, id="a list that became a set"),
        pytest.param({1}, {1: 2}, id="a set that became a dict"),
        pytest.param(np.zeros(2), [0, 0], id="an array that became a list"),
        pytest.param(5, 6, id="a number"),
    ],
)
def test_a_change_of_type_is_a_bad_frame(value: Any, changed: Any) -> None:
    with pytest.raises(BadFrame):
        overwrite(value, changed)
