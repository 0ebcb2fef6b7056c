"""Frames of plain data: all that ever crosses between the judge and the student's process.

A frame is ``u32 json_bytes | u32 buffers | json | (u64 bytes | data)*``, little-endian. The JSON is a tree of tagged values;
arrays travel as raw C-order buffers beside it. No pickle, no eval, no class names that would be looked up: a decoder only ever
makes the builtin and NumPy types named here, of the exact type, within caps on bytes, items, depth and shape. What is no plain
data goes through the caller's `other` hook (a handle for an object that stays where it is) or is refused.

A frame may announce more than it holds: its values are counted before they are made, each buffer serves one value, and a range
or an integer has a length.

Both ends use this module. The student's end may have been taken over, so `decode` believes nothing: every deviation is a
`BadFrame`, after which the peer is killed.

Tags: ``{"i": hex}`` large int · ``{"f": name}`` nan/inf · ``{"c": [re, im]}`` · ``{"t": [...]}`` tuple · ``{"s": [...]}``
set · ``{"z": [...]}`` frozenset · ``{"d": [[k, v], ...]}`` dict · ``{"b": n}`` bytes · ``{"a": [dtype, shape, n]}`` array ·
``{"n": [dtype, n]}`` NumPy scalar · ``{"r": [a, b, c]}`` range · ``{"l": [a, b, c]}`` slice · ``{"e": 0}`` Ellipsis ·
``{"g": [name, state]}`` Generator · ``{"o": {...}}`` other. None, bool, int, float, str, list are JSON's own.
"""

from __future__ import annotations

import json
import math
import re
import socket
import struct
import sys
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import numpy as np

from autograder.sandbox.faults import BadFrame, NotPlain
from autograder.sandbox.policy import (
    BIT_GENERATORS,
    BUFFER_BYTES,
    BUFFERS,
    DEPTH,
    DTYPE_KINDS,
    FRAME_BYTES,
    INT_BITS,
    ITEM_BYTES,
    ITEMS,
    JSON_BYTES,
    MARKS,
    OBJECTS,
    SIDE,
)

DTYPE_NAME = re.compile(
    r"\|b1|\|[iu]1|<[iu][248]|<f(2|4|8|16)|<c(8|16)|\|S[1-9]\d{0,3}|<U[1-9]\d{0,3}"
)
EXACT = 1 << 53  # larger integers are not every JSON reader's, and long ones are slow: tagged
STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
HEADER = struct.Struct("<II")
LENGTH = struct.Struct("<Q")
DICTS = (dict, Counter, OrderedDict, defaultdict)  # exact types; all arrive as dict

Other = Callable[[Any], Any]


class Encoder:
    """Encode values for one frame; `buffers` collects the arrays' bytes."""

    def __init__(self, other: Other | None = None) -> None:
        self.buffers: list[bytes | memoryview] = []
        self._other = other
        self._items = 0
        self._objects = 0

    def encode(self, value: Any, depth: int = 0) -> Any:
        """Return the tree of a value. Raises `NotPlain` when something in it has no form here."""
        self._items += 1
        if depth > DEPTH or self._items > ITEMS:
            raise NotPlain(
                f"the value is nested deeper than {DEPTH} or has more than {ITEMS:,} items"
            )
        kind = type(value)
        if value is None or kind is bool:
            return value
        scalar = _SCALARS.get(kind)
        if scalar:
            return scalar(value)
        if kind in _SEQUENCES:
            items = [self.encode(item, depth + 1) for item in value]
            tag = _SEQUENCES[kind]
            return items if tag is None else {tag: items}
        if kind in DICTS:
            return {
                "d": [
                    [self.encode(k, depth + 1), self.encode(v, depth + 1)] for k, v in value.items()
                ]
            }
        if kind in (bytes, bytearray):
            return {"b": self._buffer(bytes(value))}
        return self._numpy_or_other(kind, value, depth)

    def _numpy_or_other(self, kind: type, value: Any, depth: int) -> Any:
        if kind is np.ndarray and _allowed(value.dtype):
            array = np.ascontiguousarray(value, dtype=value.dtype.newbyteorder("<"))
            data = memoryview(_sound(array, NotPlain).reshape(-1).view(np.uint8))  # no copy
            return {"a": [array.dtype.str, list(value.shape), self._buffer(data)]}
        if kind.__module__ == "numpy" and isinstance(value, np.generic) and _allowed(value.dtype):
            scalar = np.asarray(value, dtype=value.dtype.newbyteorder("<"))
            return {"n": [scalar.dtype.str, self._buffer(_sound(scalar, NotPlain).tobytes())]}
        if kind is np.random.Generator and type(value.bit_generator).__name__ in BIT_GENERATORS:
            state = value.bit_generator.state
            return {"g": [state["bit_generator"], self.encode(state, depth + 1)]}
        if self._other is None:
            raise NotPlain(f"a {kind.__name__} is no plain data")
        self._objects += 1
        if self._objects > OBJECTS:
            raise NotPlain(f"the value holds more than {OBJECTS:,} objects")
        return {"o": self._other(value)}

    def _buffer(self, data: bytes | memoryview) -> int:
        if len(data) > BUFFER_BYTES or len(self.buffers) >= BUFFERS:
            raise NotPlain(
                f"an array of {len(data):,} bytes is larger than {BUFFER_BYTES:,}, or there are too many"
            )
        self.buffers.append(data)
        return len(self.buffers) - 1


def sendable(text: str) -> str:
    """Return a text without lone surrogates, which no frame can hold: question marks instead."""
    return text.encode("utf-8", "replace").decode()


def _encode_int(value: int) -> Any:
    if -EXACT <= value <= EXACT:
        return value
    if value.bit_length() > INT_BITS:
        raise NotPlain(f"an integer of {value.bit_length():,} bits is longer than {INT_BITS:,}")
    return {"i": hex(value)}


def _encode_float(value: float) -> Any:
    return value if math.isfinite(value) else {"f": repr(value)}


_SCALARS: dict[type, Callable[[Any], Any]] = {
    str: lambda value: sendable(value),
    int: _encode_int,
    float: _encode_float,
    complex: lambda value: {"c": [_encode_float(value.real), _encode_float(value.imag)]},
    type(...): lambda value: {"e": 0},
    range: lambda value: {"r": [_encode_int(part) for part in _short(value, NotPlain)]},
    slice: lambda value: {
        "l": [_encode_index(part) for part in (value.start, value.stop, value.step)]
    },
}
_SEQUENCES: dict[type, str | None] = {list: None, deque: None, tuple: "t", set: "s", frozenset: "z"}


def _encode_index(value: Any) -> Any:
    if value is None:
        return None
    if type(value) is int:
        return _encode_int(value)
    raise NotPlain("a slice of anything but integers is no plain data")


def _short(value: range, fault: type[Exception]) -> tuple[int, int, int]:
    """Return the parts of a range, unless it counts more than a frame has items: a bomb for whoever makes a list of it."""
    if value[ITEMS:]:
        raise fault(f"a range of more than {ITEMS:,} numbers")
    return value.start, value.stop, value.step


def _allowed(dtype: np.dtype) -> bool:
    return dtype.kind in DTYPE_KINDS and 0 < dtype.itemsize <= (
        ITEM_BYTES if dtype.kind in "US" else 16
    )


def _sound(array: np.ndarray, fault: type[Exception]) -> np.ndarray:
    """Return the array, unless its bytes are no values of its type: a bool neither true nor false, half a character."""
    if array.dtype.kind == "b" and array.size and array.view(np.uint8).max() > 1:
        raise fault("an array of bools holds one that is neither true nor false")
    if array.dtype.kind == "U" and array.size:
        codes = np.frombuffer(array.tobytes(), "<u4")
        if np.any((codes > sys.maxunicode) | ((codes >= 0xD800) & (codes < 0xE000))):
            raise fault("an array of texts holds what is no character")
    return array


class Decoder:
    """Decode one frame's tree, trusting nothing in it."""

    def __init__(self, buffers: list[bytearray], other: Other | None = None) -> None:
        self._buffers: list[bytearray | None] = list(buffers)
        self._other = other
        self._items = 0
        self._objects = 0

    def decode(self, tree: Any, depth: int = 0) -> Any:
        """Return the value of a tree. Raises `BadFrame`."""
        self._items += 1
        if depth > DEPTH or self._items > ITEMS:
            raise BadFrame("too deep or too many items")
        if type(tree) is int and not -EXACT <= tree <= EXACT:
            raise BadFrame("a large integer without its tag")
        if tree is None or type(tree) in (bool, int, float, str):
            return tree
        if type(tree) is list:
            return [self.decode(item, depth + 1) for item in tree]
        if type(tree) is not dict or len(tree) != 1:
            raise BadFrame("a value has no tag")
        ((tag, body),) = tree.items()
        reader = self._READERS.get(tag)
        if reader is None:
            raise BadFrame(f"unknown tag {tag[:20]!r}")
        try:
            return reader(self, body, depth)
        except BadFrame:
            raise
        except (
            TypeError,
            ValueError,
            KeyError,
            IndexError,
            OverflowError,
            AttributeError,
        ) as error:
            raise BadFrame(f"a damaged {tag!r}: {error}") from None

    def _int(self, body: Any, depth: int) -> int:
        if type(body) is not str or len(body) > INT_BITS // 4 + 4:
            raise BadFrame("a damaged integer")
        return int(body, 16)

    def _float(self, body: Any, depth: int) -> float:
        return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[body]

    def _complex(self, body: Any, depth: int) -> complex:
        real, imag = (self.decode(part, depth + 1) for part in body)
        return complex(_exactly(real, float), _exactly(imag, float))

    def _items_of(self, body: Any, depth: int) -> list[Any]:
        return [self.decode(item, depth + 1) for item in _exactly(body, list)]

    def _dict(self, body: Any, depth: int) -> dict[Any, Any]:
        made = {}
        for key, value in _exactly(
            body, list
        ):  # no comprehension of pairs: keys made to collide must stay interruptible
            made[self.decode(key, depth + 1)] = self.decode(value, depth + 1)
        return made

    def _set(self, body: Any, depth: int) -> set[Any]:
        made = set()
        for item in _exactly(body, list):
            made.add(self.decode(item, depth + 1))
        return made

    def _bytes(self, body: Any, depth: int) -> bytes:
        return bytes(self._take(body))

    def _array(self, body: Any, depth: int) -> np.ndarray:
        name, shape, number = body
        dtype = _dtype(name)
        sides = [_exactly(side, int) for side in _exactly(shape, list)]
        if len(sides) > 16 or any(not 0 <= side <= SIDE for side in sides):
            raise BadFrame("an array of absurd shape")
        data = self._take(number)
        if math.prod(sides) * dtype.itemsize != len(data):
            raise BadFrame("an array whose bytes do not fit its shape")
        return _sound(np.frombuffer(data, dtype=dtype), BadFrame).reshape(sides)

    def _scalar(self, body: Any, depth: int) -> np.generic:
        name, number = body
        dtype = _dtype(name)
        data = self._take(number)
        if len(data) != dtype.itemsize:
            raise BadFrame("a scalar whose bytes do not fit its type")
        return _sound(np.frombuffer(data, dtype=dtype), BadFrame)[0]

    def _range(self, body: Any, depth: int) -> range:
        made = range(*(_exactly(self.decode(part, depth + 1), int) for part in body))
        return range(*_short(made, BadFrame))

    def _slice(self, body: Any, depth: int) -> slice:
        start, stop, step = (self.decode(part, depth + 1) for part in body)
        for part in (start, stop, step):
            if part is not None:
                _exactly(part, int)
        return slice(start, stop, step)

    def _generator(self, body: Any, depth: int) -> np.random.Generator:
        name, tree = body
        if name not in BIT_GENERATORS:
            raise BadFrame("an unknown bit generator")
        bits = getattr(np.random, name)(0)
        state = _exactly(self.decode(tree, depth + 1), dict)
        last = {"MT19937": 624, "Philox": 4}.get(
            name, 0
        )  # NumPy takes any place, and would read memory there
        place = (
            state["buffer_pos"]
            if name == "Philox"
            else _exactly(state["state"], dict).get("pos", 0)
        )
        if not 0 <= _exactly(place, int) <= last:
            raise BadFrame("a generator that reads outside its state")
        bits.state = state
        return np.random.Generator(bits)

    def _other_value(self, body: Any, depth: int) -> Any:
        if self._other is None:
            raise BadFrame("a handle where none may be")
        self._objects += 1
        if self._objects > OBJECTS:
            raise BadFrame("too many objects")
        return self._other(body)

    def _take(self, number: Any) -> bytearray:
        """Return a buffer, once: a frame that names one a thousand times is a bomb of its copies."""
        if _exactly(number, int) < 0 or self._buffers[number] is None:
            raise BadFrame("a buffer counted from the end, or used twice")
        data, self._buffers[number] = self._buffers[number], None
        return data

    _READERS: ClassVar[dict[str, Callable[[Decoder, Any, int], Any]]] = {
        "i": _int,
        "f": _float,
        "c": _complex,
        "t": lambda self, body, depth: tuple(self._items_of(body, depth)),
        "s": _set,
        "z": lambda self, body, depth: frozenset(self._set(body, depth)),
        "d": _dict,
        "b": _bytes,
        "a": _array,
        "n": _scalar,
        "r": _range,
        "l": _slice,
        "e": lambda self, body, depth: ...,
        "g": _generator,
        "o": _other_value,
    }


def _exactly(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise BadFrame(f"a {type(value).__name__} where a {kind.__name__} is expected")
    return value


def _dtype(name: Any) -> np.dtype:
    if not DTYPE_NAME.fullmatch(_exactly(name, str)) or not _allowed(np.dtype(name)):
        raise BadFrame("a type of array that is not allowed")
    return np.dtype(name)


def pack(tree: Any, buffers: Sequence[bytes | memoryview]) -> list[bytes | memoryview]:
    """Return the parts of one frame. Raises `NotPlain` when it would break a cap."""
    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    total = len(text) + sum(map(len, buffers))
    if len(text) > JSON_BYTES or total > FRAME_BYTES:
        raise NotPlain(f"a value of {total:,} bytes is larger than {FRAME_BYTES:,}")
    parts: list[bytes | memoryview] = [HEADER.pack(len(text), len(buffers)), text]
    for buffer in buffers:
        parts += [LENGTH.pack(len(buffer)), buffer]
    return parts


def send(sock: socket.socket, tree: Any, buffers: Sequence[bytes | memoryview] = ()) -> None:
    """Send one frame, blocking."""
    sock.sendall(b"".join(pack(tree, buffers)))


def receive(read: Callable[[int], bytearray]) -> tuple[Any, list[bytearray]]:
    """Read one frame through `read(count)`, which returns exactly that many bytes. Raises `BadFrame`."""
    size, count = HEADER.unpack(read(HEADER.size))
    if size > JSON_BYTES or count > BUFFERS:
        raise BadFrame("a frame larger than allowed")
    tree = parse(read(size))
    buffers: list[bytearray] = []
    room = FRAME_BYTES - size
    for _ in range(count):
        (length,) = LENGTH.unpack(read(LENGTH.size))
        room -= length
        if length > BUFFER_BYTES or room < 0:
            raise BadFrame("a buffer larger than allowed")
        buffers.append(read(length))
    return tree, buffers


def parse(data: bytes | bytearray) -> Any:
    """Parse a frame's JSON strictly: no NaN, no overflow to infinity, no repeated key, no lone surrogate, few values."""
    if _marks(data) > MARKS and _too_many_values(data):
        raise BadFrame("too many values")
    try:
        tree = json.loads(
            data.decode("utf-8"),
            parse_constant=_refuse,
            parse_float=_finite,
            object_pairs_hook=_unique,
        )
        if (
            b"\\ud" in data or b"\\uD" in data
        ):  # perhaps half a surrogate pair, which no later UTF-8 write would take
            json.dumps(tree, ensure_ascii=False).encode()
    except BadFrame:
        raise
    except (ValueError, RecursionError) as error:
        raise BadFrame(f"the frame is no JSON: {type(error).__name__}") from None
    return tree


def _marks(data: bytes | bytearray) -> int:
    return data.count(b",") + data.count(b"[") + data.count(b"{")


def _too_many_values(data: bytes | bytearray) -> bool:
    """Count what is outside of texts, which may hold as many commas as they like."""
    values, end = 0, 0
    for text in STRING.finditer(data):
        values += _marks(data[end : text.start()]) + 1
        end = text.end()
        if values > MARKS:
            return True
    return values + _marks(data[end:]) > MARKS


def _refuse(name: str) -> Any:
    raise BadFrame(f"{name} in JSON")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise BadFrame("a number that overflows")
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise BadFrame("a key twice")
    return value
