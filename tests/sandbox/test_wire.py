"""Frames: what is hostile is a `BadFrame` and nothing else, and costs nothing."""

from __future__ import annotations

import json
import socket
import struct
import tracemalloc
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_plain import TEXT, VALUES, Ended, frame, raw_frame, read_frame, same

from autograder.sandbox import plain, policy, wire
from autograder.sandbox.faults import BadFrame, NotPlain


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
        pytest.param('{"i": 5}', [], id="a large integer that is not text"),
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
        pytest.param('{"m": [["a"], [1, 2]]}', [], id="a name too few"),
        pytest.param('{"m": [["a", "a"], [1, 2]]}', [], id="a name twice"),
        pytest.param('{"m": [["__class__"], [1]]}', [], id="a name of Python's own"),
        pytest.param('{"m": [["_fields"], [1]]}', [], id="a name that begins with a line"),
        pytest.param('{"m": [["a b"], [1]]}', [], id="a name that is none"),
        pytest.param('{"m": [[1], [1]]}', [], id="a number for a name"),
        pytest.param('{"m": [[["a"]], [1]]}', [], id="a list for a name"),
        pytest.param('{"m": ["a", [1]]}', [], id="a text for names"),
        pytest.param('{"m": [["' + "a" * 200 + '"], [1]]}', [], id="too long a name"),
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
        pytest.param('{"a": ["(1,f8", [1], 0]}', [bytes(8)], id="a type that is not one"),
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
        pytest.param('{"g": ["PCG64", {"d": []}, null]}', [], id="a generator of an empty state"),
        pytest.param('{"g": ["RandomState", {"d": []}, null]}', [], id="an unknown generator"),
        pytest.param('{"g": [["PCG64"], 1, null]}', [], id="a generator by a list"),
        pytest.param('{"g": 5}', [], id="a generator by a number"),
    ],
)
def test_a_hostile_frame_is_a_bad_frame(text: str | bytes, buffers: list[bytes]) -> None:
    with pytest.raises(BadFrame):
        read_frame(raw_frame(text, *buffers))


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
        | st.dictionaries(st.sampled_from([*plain.Decoder._READERS, "x"]), inner, max_size=2)
        | st.builds(
            lambda name, sides, number: {"a": [name, sides, number]},
            st.sampled_from(["<f8", "|u1", "|b1", "<U2", "|S3", "|O", "<V8", ""]) | TEXT,
            st.lists(st.integers(-1, 3), max_size=3),
            st.integers(-1, 3),
        )
        | st.builds(
            lambda name, state: {"g": [name, state, None]},
            st.sampled_from(policy.BIT_GENERATORS),
            inner,
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
        encoder = plain.Encoder()
        tree = encoder.encode({"a": np.arange(5)})
        wire.send(ours, tree, encoder.buffers)
        received, buffers = wire.receive(
            lambda count: bytearray(theirs.recv(count, socket.MSG_WAITALL))
        )
    assert same({"a": np.arange(5)}, plain.Decoder(buffers).decode(received))


def test_a_text_may_hold_as_many_commas_as_it_likes() -> None:
    text = '[{,"\\' * (policy.MARKS // 2)
    assert read_frame(frame(text)) == text


@pytest.mark.parametrize(
    ("tree", "buffers", "told"),
    [
        pytest.param(
            "a" * policy.JSON_BYTES,
            [],
            "a value of 8,388,610 bytes, not counting its arrays, is larger than 8,388,608",
            id="text",
        ),
        pytest.param(
            None,
            [bytes(60 << 20)] * 2,
            "a value of 125,829,124 bytes is larger than 100,663,296",
            id="arrays",
        ),
    ],
)
def test_a_value_that_is_too_large_is_told_with_the_limit_it_meets(
    tree: object, buffers: list[bytes], told: str
) -> None:
    with pytest.raises(NotPlain) as caught:
        wire.pack(tree, buffers)
    assert str(caught.value) == told
