"""Values of other types: a check meets in the sandbox what it would meet in the student's kernel."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.records import Limits
from autograder.sandbox.box import Box
from autograder.sandbox.proxies import Proxy

TENSOR = """
import numpy as np
class Tensor:  # as TensorFlow's: an array form, few operations, no methods of an array
    def __init__(self, value): self.value = np.float32(value)
    def __array__(self, dtype=None, copy=None): return np.array(self.value, dtype)
    def __len__(self): return len(self.value)
    def __getitem__(self, key): return Tensor(self.value[key])
    def __iter__(self): return (Tensor(v) for v in self.value)
    def __float__(self): return float(self.value)
    def __abs__(self): return Tensor(abs(self.value))
    def __add__(self, other): return Tensor(self.value + np.asarray(other))
    __radd__ = __add__
    def __sub__(self, other): return Tensor(self.value - np.asarray(other))
    def __rsub__(self, other): return Tensor(np.asarray(other) - self.value)
    def __eq__(self, other): return Tensor(self.value == np.asarray(other))
    def __lt__(self, other): return bool(self.value < other)
    def __le__(self, other): return bool(self.value <= other)
    def __ge__(self, other): return bool(self.value >= other)
    def __bool__(self): return bool(self.value)
    def numpy(self): return self.value
    shape = property(lambda self: self.value.shape)
    ndim = property(lambda self: self.value.ndim)
"""
BAGS = "from collections import namedtuple\nx = namedtuple('B', 'size_of_all mean a b')(1, 3, 3, 5)"
USES = [
    pytest.param("x = Tensor(0.5)", "float(x)", id="float"),
    pytest.param("x = Tensor(0.5)", "abs(x - 0.25) < 1e-6", id="difference"),
    pytest.param("x = Tensor(0.5)", "1 - x == 0.5", id="difference from the right"),
    pytest.param("x = Tensor(0.5)", "0 <= x <= 1", id="between"),
    pytest.param("x = Tensor(0.5)", "np.shape(x), np.ndim(x)", id="shape"),
    pytest.param("x = Tensor(0.5)", "bool(np.isfinite(x))", id="finite"),
    pytest.param("x = [Tensor(0.5)]", "sorted([0.25, *x])[0]", id="order"),
    pytest.param("x = Tensor(0.5)", "f'{float(x):.2f}'", id="text"),
    pytest.param("x = Tensor(0.5)", "isinstance(x, (float, np.floating))", id="no float"),
    pytest.param("x = Tensor([1, 2])", "isinstance(x, np.ndarray)", id="no array"),
    pytest.param("x = Tensor([1, 2])", "type(x).__name__", id="name of the type"),
    pytest.param("x = Tensor([1, 2])", "np.asarray(x).dtype.name", id="type of numbers"),
    pytest.param("x = Tensor([1, 2])", "len(x), [float(v) for v in x]", id="items"),
    pytest.param("x = Tensor([1, 2])", "float(x[1])", id="item"),
    pytest.param("x = Tensor([1, 2])", "bool(np.allclose(x, [1, 2]))", id="close"),
    pytest.param("x = Tensor([1, 2])", "np.argmax(x), float(np.sum(x))", id="functions"),
    pytest.param("x = Tensor([1, 2])", "x.numpy().tolist()", id="its own method"),
    pytest.param("x = Tensor([1, 2])", "hasattr(x, 'astype')", id="no other method"),
    pytest.param("x = [Tensor(1), Tensor(2)]", "np.asarray(x, float).tolist()", id="in a list"),
    pytest.param("x = [Tensor(1), Tensor(2)]", "x[-1] < x[0], min(map(float, x))", id="losses"),
    pytest.param("x = {'a': Tensor(1)}", "float(x['a'] + 1)", id="in a dict"),
    pytest.param("from fractions import Fraction\nx = Fraction(1, 4)", "x == 0.25", id="Fraction"),
    pytest.param(
        "from fractions import Fraction\nx = Fraction(1, 4)", "abs(x - 1) < 0.8", id="a fraction's"
    ),
    pytest.param("from decimal import Decimal\nx = Decimal('0.5')", "0 <= x <= 1", id="Decimal"),
    pytest.param(
        "from array import array\nx = array('d', [1, 2])", "np.mean(x), len(x), x[1]", id="array"
    ),
    pytest.param("x = memoryview(b'ab')", "np.asarray(x).tolist(), len(x)", id="memoryview"),
    pytest.param("import enum\nx = enum.IntEnum('E', 'A B').B", "x == 2, x + 1", id="IntEnum"),
    pytest.param(
        "from collections import namedtuple\nx = namedtuple('Bags', 'a b')(np.arange(2), 3)",
        "isinstance(x, tuple), len(x), x[1]",
        id="named tuple",
    ),
    pytest.param(BAGS, "x.size_of_all, x.mean, x._fields", id="items by name"),
    pytest.param(BAGS, "x._asdict()['mean'], getattr(x, 'median', None)", id="names"),
    pytest.param(BAGS, "[*x[:2]], (lambda a, b, c, d: b)(*x), x + (1,)", id="still a tuple"),
    pytest.param(BAGS, "x.count(3), x.index(3)", id="a tuple's own methods"),
    pytest.param(BAGS, "np.shape(x), np.ndim(x), np.size(x)", id="no shape of its own"),
    pytest.param(
        "from typing import NamedTuple\nclass P(NamedTuple):\n  loss: float\n  at: list\n"
        "x = {'best': [P(0.5, [1]), P(0.25, [2])]}",
        "min(one.loss for one in x['best']), x['best'][1].at[0]",
        id="named tuples inside",
    ),
    pytest.param(
        "x = np.ma.masked_array([1.0, 2.0])", "isinstance(x, np.ndarray), x.shape", id="masked"
    ),
    pytest.param(
        "x = np.random.default_rng(5); x.spawn(2)",
        "[child.integers(0, 99) for child in x.spawn(2)]",
        id="children of a generator",
    ),
]


@pytest.mark.parametrize(("source", "use"), USES)
def test_a_value_serves_as_in_the_students_kernel(box: Box, source: str, use: str) -> None:
    names: dict[str, Any] = {}
    exec(TENSOR + source, names)
    expected = eval(use, names)
    assert box.run(TENSOR + source, 1).error == ""
    assert eval(use, {"np": np, "x": box.get("x")}) == expected


def test_a_name_that_numpy_asks_any_object_for_is_no_shape(box: Box) -> None:
    """In the student's kernel `np.shape` believes it; here the shape is that of the values."""
    box.run("from collections import namedtuple\nx = namedtuple('X', 'shape sum')((9,), max)", 1)
    x = box.get("x")
    assert not hasattr(x, "shape")
    assert not hasattr(x, "sum")
    assert x._fields == ("shape", "sum")


def test_a_named_tuple_goes_back_with_its_names(box: Box) -> None:
    box.run("from collections import namedtuple\nx = namedtuple('X', 'loss at')(0.5, [1])", 1)
    box.run("total = lambda y: y.loss + y.at[0]", 2)
    assert box.get("total")(box.get("x")) == 1.5


def test_a_symbol_without_values_stays_an_object(box: Box) -> None:
    box.run("class S:\n  def __array__(self, *a, **k): raise TypeError('symbolic')\nx = S()", 1)
    x = box.get("x")
    assert type(x).__base__ is Proxy
    with pytest.raises(TypeError, match="symbolic"):
        np.asarray(x)


def test_an_object_that_is_read_goes_back_as_itself(box: Box) -> None:
    box.run(TENSOR + "x = Tensor([1, 2])\nis_it = lambda y: y is x", 1)
    assert box.get("is_it")(box.get("x")) is True


def test_a_check_that_spawns_or_lets_spawn_is_where_it_would_be(box: Box) -> None:
    box.run("def f(rng): return [child.random() for child in rng.spawn(2)]", 1)
    ours, twin = np.random.default_rng(3), np.random.default_rng(3)
    ours.spawn(1)
    twin.spawn(1)
    assert box.get("f")(ours) == [child.random() for child in twin.spawn(2)]
    assert [c.random() for c in ours.spawn(2)] == [c.random() for c in twin.spawn(2)]


LIBRARIES = {
    "tf.constant(0.5)": "float(x), 1 - float(x), tuple(np.shape(x)), bool(abs(x - 0.25) < 0.3)",
    "tf.constant([1., 2.])": "x.numpy().tolist(), len(x), tuple(x.shape), hasattr(x, 'mean')",
    "[tf.constant(1.), tf.constant(2.)]": "np.asarray(x).tolist(), bool(x[0] < x[1])",
    "tf.constant(3)": "[1, 2, 3, 4][x], int(x), isinstance(x, int)",
    "tf.Variable([1., 2.])": "np.asarray(x).sum(), x.shape == (2,)",
    "keras.Variable(2.)": "abs(float(x) - 2) < 1e-6, x.dtype == 'float32'",
    "keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])": (
        "x.count_params(), [tuple(w.shape) for w in x.weights], type(x).__name__"
    ),
    "tf.cast(tf.constant([1., 2.]), tf.bfloat16)": "np.asarray(x).astype(float).tolist()",
    "tf.sparse.from_dense([[0, 1]])": "type(x).__name__",
    "pd.Series([1, 2, 1])": "x.sum(), np.unique(x).tolist(), x[1], x.mean()",
    "pd.Series([1, 2], index=[5, 6])": "(x == [1, 2]).all(), x[6], len(x)",
    "pd.DataFrame({'a': [1., 2.], 'b': [0, 1]})": "x.shape, list(x), np.asarray(x).tolist()",
    "pd.Index([3, 4])": "np.asarray(x).tolist(), list(x), isinstance(x, np.ndarray)",
}


@pytest.mark.slow
def test_a_librarys_value_serves_as_in_the_students_kernel(full_zygote: str) -> None:
    with Box(full_zygote, Limits(cell_seconds=60)) as box:
        assert box.run("import keras, numpy as np, pandas as pd, tensorflow as tf", 1).error == ""
        expected, found = {}, {}
        for value, uses in LIBRARIES.items():
            assert box.run(f"x = {value}\nexpected = ({uses},)", 2).error == ""
            expected[value] = list(box.get("expected"))
            found[value] = list(eval(f"({uses},)", {"np": np, "x": box.get("x")}))
    assert found == expected
