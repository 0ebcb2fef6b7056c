"""Frames: what is plain comes back equal and of its exact type; what is hostile is a `BadFrame` and nothing else."""

from __future__ import annotations

import json
import math
import socket
import struct
import tracemalloc
import warnings
from collections import Counter, OrderedDict, defaultdict, deque
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.sandbox import wire
from autograder.sandbox.wire import BadFrame, NotPlain

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
    encoder = wire.Encoder()
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
    return wire.Decoder(buffers).decode(tree)


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


@pytest.mark.parametrize("name", wire.BIT_GENERATORS)
def test_a_generator_goes_on_as_it_would_have(name: str) -> None:
    generator = np.random.Generator(getattr(np.random, name)(7))
    generator.integers(0, 9, 5, dtype=np.int32)  # leaves half a draw behind
    arrived = read_frame(frame(generator))
    assert arrived.random(9).tolist() == generator.random(9).tolist()


class Text(str):
    __slots__ = ()


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
        pytest.param(Text("a"), id="a subclass of str"),
        pytest.param(type("L", (list,), {})([1]), id="a subclass of list"),
        pytest.param(type("D", (dict,), {})(a=1), id="a subclass of dict"),
        pytest.param(type("I", (int,), {})(1), id="a subclass of int"),
        pytest.param(np.ma.masked_array([1]), id="a masked array"),
        pytest.param(np.zeros(3).view(type("A", (np.ndarray,), {})), id="a subclass of array"),
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
        pytest.param([0] * (wire.ITEMS + 1), id="too many"),
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


@pytest.mark.parametrize(
    ("text", "buffers"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("{", [], id="no JSON"),
        pytest.param(b"\xff\xfe", [], id="no UTF-8"),
        pytest.param("NaN", [], id="NaN"),
        pytest.param("[-Infinity]", [], id="infinity"),
        pytest.param("1e999", [], id="a float that overflows"),
        pytest.param("9" * 5_000, [], id="5,000 digits"),
        pytest.param("9" * 4_000, [], id="4,000 digits"),
        pytest.param("9007199254740993", [], id="an integer beyond the exact ones"),
        pytest.param('"\\ud800"', [], id="half a character"),
        pytest.param('"\\uD83d"', [], id="half a character, spelt otherwise"),
        pytest.param('{"i": "0x1", "i": "0x2"}', [], id="a key twice"),
        pytest.param("[" * 100_000, [], id="100,000 levels"),
        pytest.param("[" * 100_000 + "]" * 100_000, [], id="100,000 levels, closed"),
        pytest.param("[" * 40 + "]" * 40, [], id="40 levels"),
        pytest.param("[" + "null," * 1_000_000 + "null]", [], id="a million nulls"),
        pytest.param("[" + "[]," * 2_000_000 + "[]]", [], id="two million lists"),
        pytest.param('["",' + '{"t":[]},' * 500_000 + '""]', [], id="half a million tuples"),
        pytest.param('{"r": [0, 1000000000000, 1]}', [], id="a range of 10^12"),
        pytest.param(
            '{"r": [0, {"i": "-0x' + "f" * 99 + '"}, -1]}', [], id="a range without a length"
        ),
        pytest.param('[{"b": 0}, {"b": 0}]', [b"a"], id="a buffer twice"),
        pytest.param('{"x": 1}', [], id="an unknown tag"),
        pytest.param('{"o": {"object": 0, "type": "f"}}', [], id="an object where none may be"),
        pytest.param('{"t": [], "s": []}', [], id="two tags"),
        pytest.param("{}", [], id="no tag"),
        pytest.param('{"i": 5}', [], id="a large integer that is no text"),
        pytest.param('{"i": "zz"}', [], id="a large integer that is none"),
        pytest.param('{"i": "' + "f" * 9_000 + '"}', [], id="too large an integer"),
        pytest.param('{"f": "nan2"}', [], id="an unknown float"),
        pytest.param('{"f": []}', [], id="a float that is a list"),
        pytest.param('{"c": [1, 2]}', [], id="a complex number of integers"),
        pytest.param('{"c": [1.0]}', [], id="half a complex number"),
        pytest.param('{"t": "ab"}', [], id="a tuple of a text"),
        pytest.param('{"t": 5}', [], id="a tuple of a number"),
        pytest.param('{"s": [[1]]}', [], id="a set of lists"),
        pytest.param('{"d": [[1]]}', [], id="a dict without values"),
        pytest.param('{"d": [[[1], 2]]}', [], id="a dict with a list for a key"),
        pytest.param('{"d": {"a": 1}}', [], id="a dict that is an object"),
        pytest.param('{"b": 0}', [], id="bytes without a buffer"),
        pytest.param('{"b": -1}', [b"a"], id="bytes counted from the end"),
        pytest.param('{"b": true}', [b"a", b"b"], id="bytes by a bool"),
        pytest.param('{"a": ["<f8", [1000000000000], 0]}', [b""], id="10^12 elements"),
        pytest.param('{"a": ["<f8", [0, 1000000000000], 0]}', [b""], id="none of 10^12 elements"),
        pytest.param(
            '{"a": ["<f8", [4294967296, 4294967296], 0]}', [b""], id="a product that overflows"
        ),
        pytest.param('{"a": ["<f8", [-1], 0]}', [b""], id="a negative side"),
        pytest.param('{"a": ["<f8", [1.0], 0]}', [bytes(8)], id="a broken side"),
        pytest.param('{"a": ["<f8", [true], 0]}', [bytes(8)], id="a bool for a side"),
        pytest.param('{"a": ["<f8", [2], 0]}', [bytes(8)], id="too few bytes"),
        pytest.param('{"a": ["<f8", [], 0]}', [b""], id="no bytes for one number"),
        pytest.param('{"a": ["<f8", [' + "1," * 40 + "1], 0]}", [bytes(8)], id="40 dimensions"),
        pytest.param('{"a": ["|O", [1], 0]}', [bytes(8)], id="objects"),
        pytest.param('{"a": [">f8", [1], 0]}', [bytes(8)], id="big-endian"),
        pytest.param('{"a": ["float64", [1], 0]}', [bytes(8)], id="a type by its other name"),
        pytest.param('{"a": ["(9,9,9)f8", [1], 0]}', [bytes(8)], id="a type with a shape"),
        pytest.param('{"a": ["(1,f8", [1], 0]}', [bytes(8)], id="a type that is no type"),
        pytest.param('{"a": ["f8,f8", [1], 0]}', [bytes(16)], id="records"),
        pytest.param('{"a": ["<M8[D]", [1], 0]}', [bytes(8)], id="dates"),
        pytest.param('{"a": ["<U0", [1], 0]}', [b""], id="texts of no length"),
        pytest.param('{"a": ["<U9999", [0], 0]}', [b""], id="texts of absurd length"),
        pytest.param(
            '{"a": ["<U99999999999999999999", [0], 0]}', [b""], id="texts of overflowing length"
        ),
        pytest.param(
            '{"a": ["<U1", [1], 0]}', [b"\xff\xff\xff\xff"], id="a character that is none"
        ),
        pytest.param(
            '{"a": ["<U1", [1], 0]}', [b"\x00\xd8\x00\x00"], id="half a character in an array"
        ),
        pytest.param(
            '{"n": ["<U1", 0]}', [b"\xff\xff\xff\xff"], id="a scalar character that is none"
        ),
        pytest.param('{"a": ["|b1", [2], 0]}', [b"\x01\x02"], id="a bool that is neither"),
        pytest.param('{"n": ["|b1", 0]}', [b"\xff"], id="a scalar bool that is neither"),
        pytest.param('{"n": ["<f8", 0]}', [bytes(16)], id="a scalar of two"),
        pytest.param('{"n": ["<f8"]}', [], id="a scalar without bytes"),
        pytest.param('{"r": [1, 2, 0]}', [], id="a range that stands still"),
        pytest.param('{"r": [1, 2, 3, 4]}', [], id="a range of four"),
        pytest.param('{"r": [1.5]}', [], id="a range of fractions"),
        pytest.param('{"l": [1, 2]}', [], id="a slice of two"),
        pytest.param('{"l": ["a", 1, 1]}', [], id="a slice of texts"),
        pytest.param('{"g": ["PCG64", {"d": []}]}', [], id="a generator without a state"),
        pytest.param('{"g": ["RandomState", {"d": []}]}', [], id="an unknown generator"),
        pytest.param('{"g": [["PCG64"], 1]}', [], id="a generator by a list"),
        pytest.param('{"g": 5}', [], id="a generator by a number"),
    ],
)
def test_a_hostile_frame_is_a_bad_frame(text: str | bytes, buffers: list[bytes]) -> None:
    with pytest.raises(BadFrame):
        read_frame(raw_frame(text, *buffers))


@pytest.mark.parametrize("place", [-1, 625, 1 << 30, 1 << 40])
def test_a_twisters_place_outside_its_key_is_refused(place: int) -> None:
    """NumPy takes any place and reads memory there."""
    encoder = wire.Encoder()
    state = np.random.MT19937(0).state
    state["state"]["pos"] = place
    tree = {"g": ["MT19937", encoder.encode(state)]}
    with pytest.raises(BadFrame):
        read_frame(b"".join(wire.pack(tree, encoder.buffers)))


@pytest.mark.parametrize("place", [-1, 5, 1 << 20])
def test_a_philox_place_outside_its_buffer_is_refused(place: int) -> None:
    encoder = wire.Encoder()
    state = np.random.Philox(0).state
    state["buffer_pos"] = place
    tree = {"g": ["Philox", encoder.encode(state)]}
    with pytest.raises(BadFrame):
        read_frame(b"".join(wire.pack(tree, encoder.buffers)))


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(struct.pack("<II", 0xFFFFFFFF, 0), id="4 GB of JSON"),
        pytest.param(struct.pack("<II", 4, 0xFFFFFFFF) + b"null", id="4 billion buffers"),
        pytest.param(
            struct.pack("<II", 4, 1) + b"null" + struct.pack("<Q", 1 << 40), id="a terabyte"
        ),
        pytest.param(
            struct.pack("<II", 4, 2)
            + b"null"
            + 2 * (struct.pack("<Q", 60 << 20) + bytes(60 << 20)),
            id="too much together",
        ),
    ],
)
def test_a_lie_about_length_costs_no_memory(header: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(BadFrame, match="larger than allowed"):
        read_frame(header)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 130 << 20


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_noise_is_a_bad_frame_or_ends(data: bytes) -> None:
    with pytest.raises((BadFrame, Ended)):
        read_frame(data)


TREES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(1 << 70), 1 << 70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*wire.Decoder._READERS, "x"]), inner, max_size=2)
        | st.builds(
            lambda name, sides, number: {"a": [name, sides, number]},
            st.sampled_from(["<f8", "|u1", "|b1", "<U2", "|S3", "|O", "<V8", ""]) | TEXT,
            st.lists(st.integers(-1, 3), max_size=3),
            st.integers(-1, 3),
        )
        | st.builds(
            lambda name, state: {"g": [name, state]}, st.sampled_from(wire.BIT_GENERATORS), inner
        )
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREES, st.lists(st.binary(max_size=24), max_size=3))
def test_any_tree_is_a_value_or_a_bad_frame(tree: Any, buffers: list[bytes]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            value = read_frame(raw_frame(json.dumps(tree), *buffers))
        except BadFrame:
            return
    frame(value)  # what was let in is plain


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(VALUES, st.data())
def test_a_mutated_frame_is_a_value_or_a_bad_frame(value: Any, data: st.DataObject) -> None:
    mutated = bytearray(frame(value))
    for _ in range(data.draw(st.integers(1, 4))):
        mutated[data.draw(st.integers(0, len(mutated) - 1))] = data.draw(st.integers(0, 255))
    try:
        repr(read_frame(bytes(mutated)))
    except (BadFrame, Ended):
        return


def test_a_frame_crosses_a_socket() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        encoder = wire.Encoder()
        tree = encoder.encode({"a": np.arange(5)})
        wire.send(ours, tree, encoder.buffers)
        received, buffers = wire.receive(
            lambda count: bytearray(theirs.recv(count, socket.MSG_WAITALL))
        )
    assert same({"a": np.arange(5)}, wire.Decoder(buffers).decode(received))


def test_an_object_goes_through_the_callers_hook_both_ways() -> None:
    encoder = wire.Encoder(lambda value: {"number": 7, "type": type(value).__name__})
    tree = encoder.encode([1, len])
    assert tree == [1, {"o": {"number": 7, "type": "builtin_function_or_method"}}]
    assert wire.Decoder([], lambda body: body["number"]).decode(tree) == [1, 7]


def test_a_crowd_of_objects_is_refused_at_both_ends() -> None:
    """Each becomes a class of its own."""
    with pytest.raises(NotPlain, match="more than 4,096 objects"):
        wire.Encoder(lambda value: {}).encode([len] * 5_000)
    with pytest.raises(BadFrame, match="too many objects"):
        wire.Decoder([], lambda body: body).decode([{"o": {}}] * 5_000)


def test_a_text_may_hold_as_many_commas_as_it_likes() -> None:
    text = '[{,"\\' * (wire.MARKS // 2)
    assert read_frame(frame(text)) == text


def test_an_array_is_encoded_without_a_copy() -> None:
    array = np.arange(6.0).reshape(2, 3)
    encoder = wire.Encoder()
    encoder.encode(array)
    assert np.shares_memory(np.frombuffer(encoder.buffers[0]), array)


def test_a_hook_that_fails_on_hostile_bytes_is_a_bad_frame() -> None:
    with pytest.raises(BadFrame):
        wire.Decoder([], lambda body: body["number"]).decode({"o": {}})
