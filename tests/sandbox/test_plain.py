"""Values: what is plain comes back equal and of its exact type; other values are refused."""

from __future__ import annotations

import enum
import itertools
import math
import struct
from array import array as typed_array
from collections import Counter, OrderedDict, defaultdict, deque
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.sandbox import named, plain, policy, wire
from autograder.sandbox.faults import BadFrame, NotPlain

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
INTEGERS = st.integers() | st.integers(-(1 << 200), 1 << 200)
FLOATS = st.floats(allow_nan=False) | st.sampled_from([math.inf, -math.inf, -0.0, 5e-324])
DTYPES = st.sampled_from("? b B h H i I l L e f d g F D S1 S7 U1 U5 >i4 >f8 >U3 >c16".split())
ARRAYS = hnp.arrays(
    DTYPES,
    hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4),
    elements={"allow_nan": False},
)
HASHABLE = st.recursive(
    st.none() | st.booleans() | INTEGERS | FLOATS | TEXT | st.binary(max_size=9),
    lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=3),
    max_leaves=4,
)
LEAVES = (
    HASHABLE
    | st.complex_numbers(allow_nan=False)
    | st.just(...)
    | st.builds(
        lambda start, count, step: range(start, start + count, step),
        INTEGERS,
        st.integers(-9, 9),
        st.integers(1, 9),
    )
    | st.builds(slice, st.none() | INTEGERS, st.none() | INTEGERS, st.none() | INTEGERS)
    | st.sets(HASHABLE, max_size=3)
    | ARRAYS
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(HASHABLE, inner, max_size=3)
    ),
    max_leaves=12,
)


def frame(value: Any) -> bytes:
    encoder = plain.Encoder()
    tree = encoder.encode(value)
    return b"".join(wire.pack(tree, encoder.buffers))


def raw_frame(text: str | bytes, *buffers: bytes) -> bytes:
    data = text.encode() if isinstance(text, str) else text
    parts = [struct.pack("<II", len(data), len(buffers)), data]
    return b"".join([*parts, *(struct.pack("<Q", len(b)) + b for b in buffers)])


class Ended(Exception):
    """The stream ended, which is the reader's affair."""


def read_frame(data: bytes) -> Any:
    rest = memoryview(data)

    def read(count: int) -> bytearray:
        nonlocal rest
        if count > len(rest):
            raise Ended
        taken, rest = bytearray(rest[:count]), rest[count:]
        return taken

    tree, buffers = wire.receive(read)
    return plain.Decoder(buffers).decode(tree)


def same(one: Any, other: Any) -> bool:
    """Return whether two values are equal, of the same exact types all the way down."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        little = one.dtype.newbyteorder("<")
        return other.dtype == little and one.shape == other.shape and np.array_equal(one, other)
    if isinstance(one, dict):
        return len(one) == len(other) and all(map(same, one.items(), other.items()))
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float):
        return one == other and math.copysign(1, one) == math.copysign(1, other)
    return one == other


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(VALUES)
def test_every_plain_value_comes_back(value: Any) -> None:
    assert same(value, read_frame(frame(value)))


@pytest.mark.parametrize(
    ("value", "arrives"),
    [
        pytest.param(Counter("aab"), {"a": 2, "b": 1}, id="Counter"),
        pytest.param(OrderedDict(b=1, a=2), {"b": 1, "a": 2}, id="OrderedDict"),
        pytest.param(defaultdict(list, a=[1]), {"a": [1]}, id="defaultdict"),
        pytest.param(deque([1, 2], maxlen=2), [1, 2], id="deque"),
        pytest.param(bytearray(b"ab"), b"ab", id="bytearray"),
        pytest.param("half \ud800 a character", "half ? a character", id="lone surrogate"),
        pytest.param(-(1 << 4095), -(1 << 4095), id="large integer"),
    ],
)
def test_a_relative_arrives_as_the_plain_type(value: Any, arrives: Any) -> None:
    assert same(arrives, read_frame(frame(value)))


def test_nan_comes_back() -> None:
    value, number, scalar = read_frame(frame([math.nan, complex(math.nan, 1), np.float32("nan")]))
    assert math.isnan(value)
    assert math.isnan(number.real)
    assert type(scalar) is np.float32


@pytest.mark.parametrize(
    "array",
    [
        pytest.param(np.zeros((0, 3)), id="no rows"),
        pytest.param(np.zeros((3, 0, 2), np.int8), id="no columns"),
        pytest.param(np.array(5.0), id="no dimensions"),
        pytest.param(np.array("text"), id="one text"),
        pytest.param(np.asfortranarray(np.arange(6.0).reshape(2, 3)), id="columns first"),
        pytest.param(np.arange(10)[::-2], id="backwards"),
        pytest.param(np.broadcast_to(np.arange(3), (4, 3)), id="repeated"),
        pytest.param(np.array([[True, False]]), id="bool"),
        pytest.param(np.array(["ä", "漢字"]), id="text"),
        pytest.param(np.array([b"a", b"bc"]), id="bytes"),
        pytest.param(np.array([1 + 2j], np.complex64), id="complex"),
        pytest.param(np.zeros((1,) * 16), id="sixteen dimensions"),
    ],
)
def test_an_array_comes_back(array: np.ndarray) -> None:
    arrived = read_frame(frame(array))
    assert same(array, arrived)
    assert arrived.flags.writeable


@pytest.mark.parametrize(
    "code", ["?", "b", "B", "h", "H", "i", "I", "l", "L", "e", "f", "d", "g", "F", "D"]
)
def test_a_numpy_scalar_comes_back(code: str) -> None:
    scalar = np.dtype(code).type(1)
    assert same(scalar, read_frame(frame(scalar)))
    assert type(read_frame(frame(np.array("ab")[()]))) is np.str_


@pytest.mark.parametrize("name", policy.BIT_GENERATORS)
def test_a_generator_goes_on_as_it_would_have(name: str) -> None:
    generator = np.random.Generator(getattr(np.random, name)(7))
    generator.integers(0, 9, 5, dtype=np.int32)  # leaves half a draw behind
    arrived = read_frame(frame(generator))
    assert arrived.random(9).tolist() == generator.random(9).tolist()


@pytest.mark.parametrize(
    "seed",
    [7, 0, 1 << 200, [1, 2, 1 << 40], np.arange(3, dtype=np.uint32), np.random.SeedSequence(5)],
)
def test_a_generators_children_are_those_it_would_have_had(seed: Any) -> None:
    generator = np.random.default_rng(seed).spawn(2)[1]
    generator.spawn(3)
    (arrived,) = read_frame(frame([generator]))
    ours, theirs = ([child.random() for child in one.spawn(2)] for one in (generator, arrived))
    assert ours == theirs


@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(5, id="a number"),
        pytest.param([], id="nothing"),
        pytest.param((-1, (), 4, 0), id="negative entropy"),
        pytest.param(("1", (), 4, 0), id="entropy in words"),
        pytest.param(([1] * 100, (), 4, 0), id="too much entropy"),
        pytest.param((1, (1.5,), 4, 0), id="a broken key"),
        pytest.param((1, [1], 4, 0), id="a key that is a list"),
        pytest.param((1, (), 1 << 30, 0), id="a pool of 4 GB"),
        pytest.param((1, (), 4, -1), id="children that are missing"),
        pytest.param((1, (), 4, 1 << 40), id="more children than NumPy counts"),
    ],
)
def test_a_damaged_seed_is_a_bad_frame(seed: Any) -> None:
    encoder = plain.Encoder()
    parts = [encoder.encode(part) for part in (np.random.PCG64(0).state, seed)]
    with pytest.raises(BadFrame):
        read_frame(b"".join(wire.pack({"g": ["PCG64", *parts]}, encoder.buffers)))


class Text(str):
    __slots__ = ()

    def __str__(self) -> str:
        raise AssertionError


class Bags(NamedTuple):
    train: list[int]
    size: int


class Grown(list):
    def __iter__(self) -> Any:
        return itertools.count()


class Empty(dict):
    def items(self) -> Any:
        return ()


class Colour(enum.IntEnum):
    RED = 1


class Third(np.float64):
    pass


class Named(np.ndarray):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None

    def __array__(self, *_: object, **__: object) -> Any:
        raise AssertionError


@pytest.mark.parametrize(
    ("value", "arrives"),
    [
        pytest.param(Bags([1], 2), named.name(([1], 2), ("train", "size")), id="named tuple"),
        pytest.param(Grown([1, 2]), [1, 2], id="list that iterates forever"),
        pytest.param(Empty(a=1), {"a": 1}, id="dict that says it is empty"),
        pytest.param(type("S", (set,), {})({1}), {1}, id="set"),
        pytest.param(type("Q", (deque,), {})([1]), [1], id="deque"),
        pytest.param(Text("a"), "a", id="text"),
        pytest.param(type("B", (bytes,), {})(b"a"), b"a", id="bytes"),
        pytest.param(type("F", (float,), {})(-0.0), -0.0, id="float"),
        pytest.param(Colour.RED, 1, id="IntEnum"),
        pytest.param(enum.StrEnum("Kind", {"ONE": "one"}).ONE, "one", id="StrEnum"),
        pytest.param(Third(0.5), np.float64(0.5), id="NumPy scalar"),
        pytest.param(np.array([[1, 2]]).view(np.matrix), np.array([[1, 2]]), id="matrix"),
        pytest.param(np.ma.masked_array([1.5], [False]), np.array([1.5]), id="masked array"),
        pytest.param(np.arange(3).view(Named), np.arange(3), id="array that equals everything"),
        pytest.param(
            [{"a": Bags([], 0)}],
            [{"a": named.name(([], 0), ("train", "size"))}],
            id="deep inside",
        ),
    ],
)
def test_a_subclass_arrives_as_what_it_derives_from(value: Any, arrives: Any) -> None:
    assert same(arrives, read_frame(frame(value)))


class Always:
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None


def _nested(depth: int) -> Any:
    value: Any = 0
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(np.array([(1, 2)], "i4,i4").view(np.recarray), id="a record array"),
        pytest.param(Fraction(1, 2), id="a fraction"),
        pytest.param(memoryview(b"ab"), id="a view of memory"),
        pytest.param(np.array([object()]), id="an array of objects"),
        pytest.param(np.array([(1, 2)], [("a", "i4"), ("b", "i4")]), id="an array of records"),
        pytest.param(np.array(["2020-01-01"], "M8[D]"), id="an array of dates"),
        pytest.param(np.array(["x" * 2_000]), id="an array of long texts"),
        pytest.param(np.array(["\ud800"]), id="an array with half a character"),
        pytest.param(len, id="a function"),
        pytest.param(int, id="a class"),
        pytest.param(Always(), id="always equal"),
        pytest.param(iter([]), id="an iterator"),
        pytest.param(np.random.RandomState(0), id="the old generator"),
        pytest.param([{"a": (object(),)}], id="an object deep inside"),
        pytest.param(_nested(40), id="too deep"),
        pytest.param([0] * (policy.ITEMS + 1), id="too many"),
        pytest.param(1 << 4_096, id="too long a number"),
        pytest.param(range(10**18), id="too long a range"),
        pytest.param(slice("a", None), id="a slice of texts"),
        pytest.param(np.zeros(9_000_000), id="too large an array"),
        pytest.param([np.zeros(7_000_000)] * 2, id="too large together"),
        pytest.param([b""] * 5_000, id="too many arrays"),
        pytest.param("x" * (9 << 20), id="too long a text"),
    ],
)
def test_what_is_not_plain_is_refused_where_it_is(value: Any) -> None:
    with pytest.raises(NotPlain):
        frame(value)


def test_a_list_that_holds_itself_is_refused() -> None:
    value: list[Any] = []
    value.append(value)
    with pytest.raises(NotPlain, match="nested deeper"):
        frame(value)


@pytest.mark.parametrize("place", [-1, 625, 1 << 30, 1 << 40])
def test_a_twisters_place_outside_its_key_is_refused(place: int) -> None:
    """NumPy takes any place and reads memory there."""
    encoder = plain.Encoder()
    state = np.random.MT19937(0).state
    state["state"]["pos"] = place
    tree = {"g": ["MT19937", encoder.encode(state), None]}
    with pytest.raises(BadFrame):
        read_frame(b"".join(wire.pack(tree, encoder.buffers)))


@pytest.mark.parametrize("place", [-1, 5, 1 << 20])
def test_a_philox_place_outside_its_buffer_is_refused(place: int) -> None:
    encoder = plain.Encoder()
    state = np.random.Philox(0).state
    state["buffer_pos"] = place
    tree = {"g": ["Philox", encoder.encode(state), None]}
    with pytest.raises(BadFrame):
        read_frame(b"".join(wire.pack(tree, encoder.buffers)))


def test_an_object_goes_through_the_callers_hook_both_ways() -> None:
    encoder = plain.Encoder(lambda value: {"number": 7, "type": type(value).__name__})
    tree = encoder.encode([1, len])
    assert tree == [1, {"o": {"number": 7, "type": "builtin_function_or_method"}}]
    assert plain.Decoder([], lambda body: body["number"]).decode(tree) == [1, 7]


@pytest.mark.parametrize(
    ("value", "dtype", "items"),
    [
        pytest.param(Fraction(1, 4), "<f8", 0.25, id="Fraction"),
        pytest.param(Decimal("0.5"), "<f8", 0.5, id="Decimal"),
        pytest.param(typed_array("f", [1, 2]), "<f4", [1, 2], id="array.array"),
        pytest.param(memoryview(b"\1\2"), "|u1", [1, 2], id="memoryview"),
        pytest.param(np.poly1d([1, 2]), "<i8", [1, 2], id="anything with __array__"),
    ],
)
def test_an_object_takes_along_what_numpy_reads(value: Any, dtype: str, items: Any) -> None:
    encoder = plain.Encoder(lambda value: {}, reads=True)
    tree = encoder.encode(value)
    body = plain.Decoder([bytearray(b) for b in encoder.buffers], lambda body: body).decode(tree)
    assert (body["value"].dtype.str, body["value"].tolist()) == (dtype, items)


class Holds:
    """An object that NumPy reads as what it is given."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __array__(self, *_: object, **__: object) -> Any:
        if isinstance(self.value, Exception):
            raise self.value
        return self.value


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(len, id="a function"),
        pytest.param(Holds, id="a class"),
        pytest.param(Always(), id="an object without __array__"),
        pytest.param(Holds(np.array([None])), id="an array of objects"),
        pytest.param(Holds(ValueError()), id="a refusal"),
        pytest.param(Holds("text"), id="not an array"),
        pytest.param(Holds(np.zeros(policy.READ_BYTES)), id="too large"),
        pytest.param(Fraction(10**400), id="a fraction beyond floats"),
    ],
)
def test_an_object_that_numpy_does_not_read_goes_alone(value: Any) -> None:
    assert plain.Encoder(lambda value: {}, reads=True).encode(value) == {"o": {}}


@pytest.mark.parametrize("value", [5, [], "x", {"n": ["<f8", 0]}, {"o": {}}])
def test_what_an_object_is_read_as_must_be_an_array(value: Any) -> None:
    with pytest.raises(BadFrame):
        plain.Decoder([bytearray(8)], lambda body: body).decode({"o": {"value": value}})


def test_a_crowd_of_objects_is_refused_at_both_ends() -> None:
    """Each becomes a class of its own."""
    with pytest.raises(NotPlain, match="more than 4,096 objects"):
        plain.Encoder(lambda value: {}).encode([len] * 5_000)
    with pytest.raises(BadFrame, match="too many objects"):
        plain.Decoder([], lambda body: body).decode([{"o": {}}] * 5_000)


def test_an_array_is_encoded_without_a_copy() -> None:
    array = np.arange(6.0).reshape(2, 3)
    encoder = plain.Encoder()
    encoder.encode(array)
    assert np.shares_memory(np.frombuffer(encoder.buffers[0]), array)


def test_a_hook_that_fails_on_hostile_bytes_is_a_bad_frame() -> None:
    with pytest.raises(BadFrame):
        plain.Decoder([], lambda body: body["number"]).decode({"o": {}})
