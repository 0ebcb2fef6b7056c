"""What stays in the student's process, as the judge sees it: proxies; and what comes back of a call beside its value.

A `Proxy` stands for a function, model or other object of one `Box`. Every use of it is one request to the box, which answers
with plain data or another proxy.
"""

from __future__ import annotations

import builtins
from collections import deque
from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np

from autograder.sandbox import wire


class Asked(Protocol):
    """Whoever sends a proxy's requests: the box."""

    def request(self, tree: dict[str, Any]) -> Any: ...

    def call(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any: ...

    def key(self, number: int, key: Any) -> Any: ...


class Proxy:
    """An object that stayed in the student's process: attribute, item, iteration, `np.asarray`; call and len where it has them.

    Everything comes back as plain data or another proxy. Comparing, arithmetic and truth are a plain object's own: no method
    of the student's runs for them.
    """

    __slots__ = ("_box", "_number")

    def __init__(self, box: Asked, number: int) -> None:
        object.__setattr__(self, "_box", box)
        object.__setattr__(self, "_number", number)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._box.request({"op": "attr", "object": self._number, "name": name})

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"a check may not set `{name}` in the student's process")

    def __getitem__(self, key: Any) -> Any:
        return self._box.key(self._number, key)

    def __iter__(self) -> Iterator[Any]:
        iterator = self._box.request({"op": "iterate", "object": self._number})
        if not isinstance(iterator, Proxy):
            raise TypeError("the student's iterator is no iterator")
        while True:
            try:
                item = self._box.request({"op": "next", "object": iterator._number})
            except StopIteration:
                return
            yield item

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        array = self._box.request({"op": "array", "object": self._number})
        if type(array) is not np.ndarray:
            raise TypeError("the student's object has no plain array form")
        return array if dtype is None else array.astype(dtype)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"  # no address: messages must not differ from run to run


def _call(self: Proxy, *args: Any, **kwargs: Any) -> Any:
    return self._box.call(self._number, args, kwargs)


def _length(self: Proxy) -> int:
    length = self._box.request({"op": "length", "object": self._number})
    if type(length) is not int or length < 0:
        raise TypeError("the student's length is no integer")
    return length


def proxy(box: Asked, number: int, name: str, *, callable_: bool, sized: bool) -> Proxy:
    """Return a proxy whose class carries the claimed type name, for messages, and only the protocols the object has."""
    body: dict[str, Any] = {"__slots__": ()}
    if callable_:
        body["__call__"] = _call
    if sized:
        body["__len__"] = _length
    clean = "".join(c for c in name if c.isprintable()) or "object"
    return type(clean, (Proxy,), body)(box, number)


def overwrite(value: Any, changed: Any) -> None:
    """Change an argument in place to what the student's function made of it."""
    if isinstance(value, np.ndarray) and type(changed) is np.ndarray:
        if value.shape != changed.shape or value.dtype != changed.dtype:
            raise RuntimeError(
                f"the function gave the array it was given another shape, {changed.shape}"
            )
        if value.flags.writeable:
            value[...] = changed
    elif isinstance(value, np.random.Generator) and type(changed) is np.random.Generator:
        value.bit_generator.state = changed.bit_generator.state
    elif isinstance(value, list) and type(changed) is list:
        value[:] = changed
    elif isinstance(value, deque) and type(changed) is list:
        value.clear()
        value.extend(changed)
    elif (isinstance(value, dict) and type(changed) is dict) or (
        isinstance(value, set) and type(changed) is set
    ):
        value.clear()
        value.update(changed)
    else:
        raise wire.BadFrame("an argument that changed its type")


def exception(raw: dict[str, Any]) -> Exception:
    """Return the builtin exception that stands for one raised by student code, marked as the student's."""
    kind = getattr(builtins, str(raw["type"]), RuntimeError)
    name, message = str(raw["name"])[:100], str(raw["message"])[:2_000]
    if not (isinstance(kind, type) and issubclass(kind, Exception)) or kind is StopIteration:
        kind, message = RuntimeError, f"{name}: {message}" if message else name
    try:
        error = kind(message)
    except TypeError:  # UnicodeDecodeError and its like want more than a message
        error = RuntimeError(f"{name}: {message}")
    error.student_error, error.student_message = name, str(raw["message"])[:2_000]
    return error
