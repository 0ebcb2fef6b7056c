"""What a value is to NumPy: its plain ancestor, or the array or number that it is read as.

`plain.Encoder` asks here about a value whose exact type has no form of its own. Contents are read
by the base class's own methods: what a subclass overrides is not run. An object of another type,
such as a tensor, is left as it is, with the array that NumPy makes of it (`read`).
"""

from __future__ import annotations

import array
import numbers
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np

PROTOCOLS = ("__array__", "__array_interface__", "__array_struct__")
BUFFERS = (memoryview, array.array)
SMALL_FLOATS = "ml_dtypes"  # the module of bfloat16 and its like, which plain NumPy lacks
BASES: dict[type, Callable[[Any], Any]] = {
    tuple: lambda value: tuple(tuple.__iter__(value)),
    list: lambda value: list(list.__iter__(value)),
    dict: lambda value: dict(dict.items(value)),
    set: lambda value: set(set.__iter__(value)),
    frozenset: lambda value: frozenset(frozenset.__iter__(value)),
    deque: lambda value: list(deque.__iter__(value)),
    str: str.__str__,
    bytes: lambda value: bytes.__getitem__(value, slice(None)),
    bytearray: lambda value: bytes(memoryview(value)),
    int: int.__pos__,
    float: float.__pos__,
    complex: complex.__pos__,
}


def derive(value: Any) -> Any:
    """Return the plain value that a subclass's value is, or the value itself.

    Enums with a value of their own (`IntEnum`) and named tuples are such subclasses.
    """
    kind = type(value)
    if issubclass(kind, np.ndarray | np.generic):
        return _derive_array(value)
    for base, plain in BASES.items():
        if kind is not base and issubclass(kind, base):
            return plain(value)
    return value


def _derive_array(value: Any) -> Any:
    array = _widen(np.asarray(value))
    if issubclass(type(value), np.ndarray):
        same = type(value) is np.ndarray and array.dtype == value.dtype
        return value if same else array
    scalar = array[()]
    return value if type(scalar) is type(value) else scalar


def read(value: Any) -> np.ndarray | None:
    """Return the array that NumPy reads an object as, or that of the number it is; else None.

    Objects that are inside of it make it none: `np.asarray` takes anything as an object.
    """
    try:
        if _has_array(value):
            return _widen(np.asarray(value))
        if issubclass(type(value), numbers.Number):
            return np.asarray(float(value))
    except Exception:
        return None  # a symbolic tensor, say: it has the protocol, and no values
    return None


def _has_array(value: Any) -> bool:
    kind = type(value)
    return kind in BUFFERS or any(
        name in vars(ancestor) for ancestor in kind.__mro__ for name in PROTOCOLS
    )


def _widen(array: np.ndarray) -> np.ndarray:
    return array.astype(np.float32) if array.dtype.type.__module__ == SMALL_FLOATS else array
