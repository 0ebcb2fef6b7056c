"""Frames: all that ever crosses between the grader and a student's process.

A frame is ``u32 json_bytes | u32 buffers | json | (u64 bytes | data)*``, little-endian. The JSON is
`plain`'s tree of values, the buffers hold its arrays. Both ends use this module; the student's may
have been taken over, so `receive` believes nothing: every deviation is a `BadFrame`, after which
the sender is killed. A frame may announce more than it holds, so its values are counted before it
is parsed.

Not msgpack: it would save about 70 lines here, and put a parser written in C before hostile bytes.
"""

from __future__ import annotations

import json
import math
import re
import socket
import struct
from collections.abc import Callable, Sequence
from typing import Any

from autograder.sandbox.faults import BadFrame, NotPlain
from autograder.sandbox.policy import BUFFER_BYTES, BUFFERS, FRAME_BYTES, JSON_BYTES, MARKS

STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
HEADER = struct.Struct("<II")
LENGTH = struct.Struct("<Q")


def pack(tree: Any, buffers: Sequence[bytes | memoryview]) -> list[bytes | memoryview]:
    """Return the parts of one frame. Raises `NotPlain` when it would break a cap."""
    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    total = len(text) + sum(map(len, buffers))
    if len(text) > JSON_BYTES:
        told = f"{len(text):,} bytes, not counting its arrays,"
        raise NotPlain(f"a value of {told} is larger than {JSON_BYTES:,}")
    if total > FRAME_BYTES:
        raise NotPlain(f"a value of {total:,} bytes is larger than {FRAME_BYTES:,}")
    parts: list[bytes | memoryview] = [HEADER.pack(len(text), len(buffers)), text]
    for buffer in buffers:
        parts += [LENGTH.pack(len(buffer)), buffer]
    return parts


def send(sock: socket.socket, tree: Any, buffers: Sequence[bytes | memoryview] = ()) -> None:
    """Send one frame, blocking."""
    sock.sendall(b"".join(pack(tree, buffers)))


def receive(read: Callable[[int], bytearray]) -> tuple[Any, list[bytearray]]:
    """Read one frame through `read(count)`, which returns exactly that many bytes.

    Raises `BadFrame`.
    """
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
    """Parse a frame's JSON strictly.

    Refused: NaN, numbers that overflow, repeated keys, lone surrogates, too many values.
    """
    if _marks(data) > MARKS and _too_many_values(data):
        raise BadFrame("too many values")
    try:
        tree = json.loads(
            data.decode("utf-8"),
            parse_constant=_refuse,
            parse_float=_finite,
            object_pairs_hook=_unique,
        )
        if b"\\ud" in data or b"\\uD" in data:  # perhaps half a surrogate pair
            json.dumps(tree, ensure_ascii=False).encode()
    except BadFrame:
        raise
    except (ValueError, RecursionError) as error:
        raise BadFrame(f"the frame is not JSON: {type(error).__name__}") from None
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
