"""Plain data as a tree that JSON can carry, and back: the values that cross, and no others.

`Encoder` and `Decoder` are used at both ends, one for each frame, which `wire` packs. None,
bool, int, float, str and list are JSON's own; every other value is an object with one tag, and
arrays travel as raw C-order buffers beside the tree, named by number:

tag | value                    | body            tag | value           | body
----|--------------------------|---------        ----|-----------------|---------------
i   | int beyond 2**53         | hex             b   | bytes           | buffer
f   | nan, inf, -inf           | name            a   | array           | [dtype, shape, buffer]
c   | complex                  | [real, imag]    n   | NumPy scalar    | [dtype, buffer]
t   | tuple                    | [...]           r   | range           | [start, stop, step]
s   | set                      | [...]           l   | slice           | [start, stop, step]
z   | frozenset                | [...]           e   | Ellipsis        | 0
d   | dict                     | [[k, v], ...]   g   | Generator       | [name, state, seed]
m   | named tuple              | [names, items]      |                 |
o   | what stays where it is: the caller's `other` makes and takes the body, and its `value`, if
    | any, is the array that NumPy reads it as. A subclass's value crosses as its base (`reading`).

There is no pickle, no eval, no class name that is looked up. A decoder makes only these types, of
the exact type, within policy's caps on items, depth, bytes and shape. The student's end may have
been taken over, so every deviation is a `BadFrame`: values are counted before they are made, each
buffer serves one value, a range and an integer have a length.
"""

from __future__ import annotations

import math
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

import numpy as np

from autograder.characters import replace_surrogates
from autograder.sandbox import dtypes, named, policy, reading, seeds
from autograder.sandbox.faults import BadFrame, NotPlain

DIMENSIONS = 16
EXACT = 1 << 53  # larger integers are not every JSON reader's, and long ones are slow: tagged
DICTS = (dict, Counter, OrderedDict, defaultdict)  # exact types; all arrive as dict
SEQUENCES: dict[type, str | None] = {list: None, deque: None, tuple: "t", set: "s", frozenset: "z"}
SPECIAL = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}

Other = Callable[[Any], Any]
Kind = TypeVar("Kind")


class Encoder:
    """Encode values for one frame, and what `other` takes as NumPy `reads` it, into `buffers`."""

    def __init__(self, other: Other | None = None, *, reads: bool = False) -> None:
        self.buffers: list[bytes | memoryview] = []
        self._other = other
        self._items = 0
        self._objects = 0
        self._room = policy.READ_BYTES if reads else 0

    def encode(self, value: Any, depth: int = 0) -> Any:
        """Return the tree of a value. Raises `NotPlain` when something in it has no form here."""
        self._items += 1
        if depth > policy.DEPTH or self._items > policy.ITEMS:
            raise NotPlain(
                f"the value is nested deeper than {policy.DEPTH} "
                f"or has more than {policy.ITEMS:,} items"
            )
        kind = type(value)
        if value is None or kind is bool:
            return value
        scalar = _SCALARS.get(kind)
        if scalar:
            return scalar(value)
        if kind in SEQUENCES:
            items = [self.encode(item, depth + 1) for item in value]
            tag = SEQUENCES[kind]
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
        if kind is np.ndarray and dtypes.is_allowed(value.dtype):
            array = np.ascontiguousarray(value, dtype=value.dtype.newbyteorder("<"))
            data = _sound(array, NotPlain).reshape(-1).view(np.uint8).data  # no copy
            return {"a": [array.dtype.str, list(value.shape), self._buffer(data)]}
        if (
            kind.__module__ == "numpy"
            and isinstance(value, np.generic)
            and dtypes.is_allowed(value.dtype)
        ):
            scalar = np.asarray(value, dtype=value.dtype.newbyteorder("<"))
            return {"n": [scalar.dtype.str, self._buffer(_sound(scalar, NotPlain).tobytes())]}
        if seeds.is_known(value):
            state, seed = seeds.describe(value)
            trees = [self.encode(part, depth + 1) for part in (state, seed)]
            return {"g": [state["bit_generator"], *trees]}
        if names := named.find_names(value):
            items = [self.encode(item, depth + 1) for item in tuple.__iter__(value)]
            return {"m": [list(names), items]}
        derived = reading.derive(value)
        if derived is not value:
            return self.encode(derived, depth)
        if self._other is None:
            raise NotPlain(f"a {kind.__name__} is not plain data")
        self._objects += 1
        if self._objects > policy.OBJECTS:
            raise NotPlain(f"the value holds more than {policy.OBJECTS:,} objects")
        body = self._other(value)
        return {"o": body | self._read(value, depth) if self._room else body}

    def _read(self, value: Any, depth: int) -> dict[str, Any]:
        """Return what NumPy reads an object as, unless that is too large to be sent unasked."""
        array = reading.read(value)
        if array is None or not dtypes.is_allowed(array.dtype) or array.nbytes > self._room:
            return {}
        self._room -= array.nbytes
        return {"value": self.encode(array, depth + 1)}

    def _buffer(self, data: bytes | memoryview) -> int:
        if len(data) > policy.BUFFER_BYTES or len(self.buffers) >= policy.BUFFERS:
            raise NotPlain(
                f"an array of {len(data):,} bytes is larger than {policy.BUFFER_BYTES:,}, "
                "or there are too many"
            )
        self.buffers.append(data)
        return len(self.buffers) - 1


def _encode_int(value: int) -> Any:
    if -EXACT <= value <= EXACT:
        return value
    if value.bit_length() > policy.INT_BITS:
        raise NotPlain(
            f"an integer of {value.bit_length():,} bits is longer than {policy.INT_BITS:,}"
        )
    return {"i": hex(value)}


def _encode_float(value: float) -> Any:
    return value if math.isfinite(value) else {"f": repr(value)}


_SCALARS: dict[type, Callable[[Any], Any]] = {
    str: replace_surrogates,
    int: _encode_int,
    float: _encode_float,
    complex: lambda value: {"c": [_encode_float(value.real), _encode_float(value.imag)]},
    type(...): lambda value: {"e": 0},
    range: lambda value: {"r": [_encode_int(part) for part in _short(value, NotPlain)]},
    slice: lambda value: {
        "l": [_encode_index(part) for part in (value.start, value.stop, value.step)]
    },
}


def _encode_index(value: Any) -> Any:
    if value is None:
        return None
    if type(value) is int:
        return _encode_int(value)
    raise NotPlain("a slice of anything but integers is not plain data")


def _short(value: range, fault: type[Exception]) -> tuple[int, int, int]:
    """Return the parts of a range that has no more items than a frame: it may become a list."""
    if value[policy.ITEMS :]:
        raise fault(f"a range of more than {policy.ITEMS:,} numbers")
    return value.start, value.stop, value.step


def _sound(array: np.ndarray, fault: type[Exception]) -> np.ndarray:
    """Return the array if its bytes are values of its type."""
    if damage := dtypes.find_damage(array):
        raise fault(damage)
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
        if depth > policy.DEPTH or self._items > policy.ITEMS:
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
        if type(body) is not str or len(body) > policy.INT_BITS // 4 + 4:
            raise BadFrame("a damaged integer")
        return int(body, 16)

    def _float(self, body: Any, depth: int) -> float:
        return SPECIAL[body]

    def _complex(self, body: Any, depth: int) -> complex:
        real, imag = (self.decode(part, depth + 1) for part in body)
        return complex(_exactly(real, float), _exactly(imag, float))

    def _items_of(self, body: Any, depth: int) -> list[Any]:
        return [self.decode(item, depth + 1) for item in _exactly(body, list)]

    def _dict(self, body: Any, depth: int) -> dict[Any, Any]:
        made = {}
        for key, value in _exactly(body, list):
            # No comprehension: keys that are made to collide must stay interruptible.
            made[self.decode(key, depth + 1)] = self.decode(value, depth + 1)
        return made

    def _set(self, body: Any, depth: int) -> set[Any]:
        made = set()
        for item in _exactly(body, list):
            made.add(self.decode(item, depth + 1))
        return made

    def _named(self, body: Any, depth: int) -> named.Named:
        names, trees = (_exactly(part, list) for part in body)
        if not named.are_names(names, len(trees)):
            raise BadFrame("names that are none, or not one for each item")
        return named.name(self._items_of(trees, depth), names)

    def _bytes(self, body: Any, depth: int) -> bytes:
        return bytes(self._take(body))

    def _array(self, body: Any, depth: int) -> np.ndarray:
        name, shape, number = body
        dtype = _dtype(name)
        sides = [_exactly(side, int) for side in _exactly(shape, list)]
        if len(sides) > DIMENSIONS or any(not 0 <= side <= policy.SIDE for side in sides):
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
        scalar: np.generic = _sound(np.frombuffer(data, dtype=dtype), BadFrame)[0]
        return scalar

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
        name, *trees = body
        state, seed = (self.decode(tree, depth + 1) for tree in trees)
        return seeds.restore(_exactly(name, str), _exactly(state, dict), seed)

    def _other_value(self, body: Any, depth: int) -> Any:
        if self._other is None:
            raise BadFrame("a handle where none may be")
        self._objects += 1
        if self._objects > policy.OBJECTS:
            raise BadFrame("too many objects")
        if "value" in body:
            array = _exactly(self.decode(body["value"], depth + 1), np.ndarray)
            body = body | {"value": array}
        return self._other(body)

    def _take(self, number: Any) -> bytearray:
        """Return a buffer, once: a frame could name one a thousand times, and each be a copy."""
        place = _exactly(number, int)
        data = self._buffers[place] if place >= 0 else None
        if data is None:
            raise BadFrame("a buffer counted from the end, or used twice")
        self._buffers[place] = None
        return data

    _READERS: ClassVar[dict[str, Callable[[Decoder, Any, int], Any]]] = {
        "i": _int,
        "f": _float,
        "c": _complex,
        "t": lambda self, body, depth: tuple(self._items_of(body, depth)),
        "s": _set,
        "z": lambda self, body, depth: frozenset(self._set(body, depth)),
        "d": _dict,
        "m": _named,
        "b": _bytes,
        "a": _array,
        "n": _scalar,
        "r": _range,
        "l": _slice,
        "e": lambda self, body, depth: ...,
        "g": _generator,
        "o": _other_value,
    }


def _exactly(value: Any, kind: type[Kind]) -> Kind:
    if type(value) is not kind:
        raise BadFrame(f"a {type(value).__name__} where a {kind.__name__} is expected")
    return value


def _dtype(name: Any) -> np.dtype:
    dtype = dtypes.find(_exactly(name, str))
    if dtype is None:
        raise BadFrame("a type of array that is not allowed")
    return dtype
