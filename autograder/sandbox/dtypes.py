"""Which arrays may cross: the names of their types, and bytes that are values of these types."""

from __future__ import annotations

import re
import sys

import numpy as np

from autograder.sandbox import policy

NAME = re.compile(r"\|b1|\|[iu]1|<[iu][248]|<f(2|4|8|16)|<c(8|16)|\|S[1-9]\d{0,3}|<U[1-9]\d{0,3}")


def is_allowed(dtype: np.dtype) -> bool:
    """Tell whether arrays of a type may cross."""
    return dtype.kind in policy.DTYPE_KINDS and 0 < dtype.itemsize <= (
        policy.ITEM_BYTES if dtype.kind in "US" else 16
    )


def find(name: str) -> np.dtype | None:
    """Return the type of this name, if it is one that may cross."""
    dtype: np.dtype | None = np.dtype(name) if NAME.fullmatch(name) else None
    return dtype if dtype is not None and is_allowed(dtype) else None


def find_damage(array: np.ndarray) -> str:
    """Return which bytes are not values of the array's type; "" where all are.

    No third bool, no half a character.
    """
    if array.dtype.kind == "b" and array.size and array.view(np.uint8).max() > 1:
        return "an array of bools holds one that is neither true nor false"
    if array.dtype.kind == "U" and array.size:
        codes = np.frombuffer(array.tobytes(), "<u4")
        if np.any((codes > sys.maxunicode) | ((codes >= 0xD800) & (codes < 0xE000))):
            return "an array of texts holds what is not a character"
    return ""
