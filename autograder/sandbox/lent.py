"""What the grader lent to a call: its arguments, and what student code has changed of them since.

A result that comes bit by bit, such as a generator, may change them long after the call returned.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.sandbox import plain

MUTABLE = (list, dict, set, bytearray, np.ndarray, np.random.Generator)


class Lent:
    """The arguments of one call."""

    def __init__(
        self, values: Sequence[Any], trees: Sequence[Any], buffers: Sequence[bytearray]
    ) -> None:
        """Remember what was sent before the call: decoded arrays share the buffers' memory."""
        self._values = {n: value for n, value in enumerate(values) if type(value) in MUTABLE}
        self._seen = {n: _expand(trees[n], buffers) for n in self._values}

    def changes(self, encoder: plain.Encoder) -> list[list[Any]]:
        """Return place and new tree of each argument that changed since the grader saw it last."""
        changed = []
        for number, value in self._values.items():
            probe = plain.Encoder(lambda value: {"object": None})  # unlike all that was sent
            tree = probe.encode(value)
            now = _expand(tree, probe.buffers)
            if now != self._seen[number]:
                self._seen[number] = now
                changed.append([number, encoder.encode(value)])
        return changed


def _expand(tree: Any, buffers: Sequence[Any]) -> Any:
    """Replace buffer numbers by the bytes they stand for, so that two frames can be compared."""
    if isinstance(tree, list):
        return [_expand(item, buffers) for item in tree]
    if not isinstance(tree, dict):
        return tree
    ((tag, body),) = tree.items()
    if tag in ("a", "n"):
        return {tag: [*body[:-1], bytes(buffers[body[-1]])]}
    if tag == "b":
        return {tag: bytes(buffers[body])}
    return {tag: _expand(body, buffers)} if isinstance(body, list) else tree
