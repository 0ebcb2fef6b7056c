"""What stays in the student's process, as a check sees it; and what a call returns and changes.

A `Proxy` stands for a function, model or other object of one `Box`. Every use of it is one request
to the box, which answers with plain data or another proxy. `Objects` turns both ways: a proxy into
the number that the box knows it by, a function of the check into one that student code may call.
"""

from __future__ import annotations

import builtins
import contextlib
import operator
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from autograder.sandbox import plain, portraits, seeds
from autograder.sandbox.faults import BadFrame, NotPlain, StudentRaised
from autograder.sandbox.policy import MESSAGE_CHARACTERS

NAME_CHARACTERS = 100
Callback = tuple[Callable[..., Any], list[Any], dict[str, Any]]


class Requests(Protocol):
    """What a proxy needs of its box."""

    def request(self, tree: dict[str, Any]) -> Any: ...

    def call(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any: ...

    def next(self, source: int, iterator: int) -> Any: ...

    def key(self, number: int, key: Any) -> Any: ...


class Proxy:
    """An object that stayed there: attribute, item, iteration, `np.asarray`, call, len.

    Everything comes back as plain data or another proxy. Comparing, arithmetic and truth are those
    of a plain object: no method of the student's runs for them.
    """

    __slots__ = ("_box", "_number")

    def __init__(self, box: Requests, number: int) -> None:
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
            raise TypeError("the student's iterator is not an iterator")
        while True:
            try:
                item = self._box.next(self._number, iterator._number)
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


class Readable(Proxy, NDArrayOperatorsMixin):
    """A proxy of what NumPy reads as an array or a number: a tensor, a table, a fraction.

    It counts and compares as that array, which came with it; all else is asked of the object.
    """

    __slots__ = ("_value",)
    _value: np.ndarray

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        return self._value.astype(self._value.dtype if dtype is None else dtype)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        return getattr(ufunc, method)(*map(_unwrap, inputs), **options)

    @property
    def shape(self) -> tuple[int, ...]:
        return self._value.shape

    @property
    def ndim(self) -> int:
        return self._value.ndim

    @property
    def size(self) -> int:
        return self._value.size

    @property
    def dtype(self) -> np.dtype:
        return self._value.dtype

    def __eq__(self, other: object) -> Any:
        return self._value == _unwrap(other)

    def __ne__(self, other: object) -> Any:
        return self._value != _unwrap(other)

    def __hash__(self) -> int:
        return hash(self._value[()])

    def __bool__(self) -> bool:
        return bool(self._value)

    def __int__(self) -> int:
        return int(self._value)

    def __float__(self) -> float:
        return float(self._value)

    def __complex__(self) -> complex:
        return complex(self._value)

    def __index__(self) -> int:
        return operator.index(self._value)

    def __round__(self, digits: int | None = None) -> Any:
        number: Any = self._value[()]
        return round(number, digits)

    def __format__(self, form: str) -> str:
        return format(self._value[()], form)

    def __repr__(self) -> str:
        return str(self._value)


def _unwrap(value: Any) -> Any:
    return value._value if isinstance(value, Readable) else value


def _call(self: Proxy, *args: Any, **kwargs: Any) -> Any:
    return self._box.call(self._number, args, kwargs)


def _length(self: Proxy) -> int:
    length = self._box.request({"op": "length", "object": self._number})
    if type(length) is not int or length < 0:
        raise TypeError("the student's length is not an integer")
    return length


PROTOCOLS = (("callable", "__call__", _call), ("sized", "__len__", _length))


def proxy(
    box: Requests, number: int, name: str, value: np.ndarray | None, protocols: dict[str, Any]
) -> Proxy:
    """Return a proxy whose class has the claimed name, for messages, and the object's protocols."""
    body: dict[str, Any] = {"__slots__": ()} | protocols
    clean = "".join(c for c in name if c.isprintable()) or "object"
    kind: type[Proxy] = type(clean, (Proxy if value is None else Readable,), body)
    made = kind(box, number)
    if value is not None:
        object.__setattr__(made, "_value", value)
    return made


def redirect(value: Proxy, box: Requests) -> Proxy:
    """Return a proxy of the same object, and with what came with it, that asks another box."""
    made = type(value)(box, value._number)
    if isinstance(value, Readable):
        object.__setattr__(made, "_value", value._value)
    return made


class Objects:
    """The handles of one box: objects that stayed there, functions of a check called from there."""

    def __init__(self, box: Requests) -> None:
        self._box = box
        self._callbacks: list[Callable[..., Any]] = []

    def encoder(self) -> plain.Encoder:
        return plain.Encoder(self._handle)

    def decoder(self, buffers: list[bytearray]) -> plain.Decoder:
        return plain.Decoder(buffers, self._resolve)

    def read_callback(self, request: dict[str, Any], buffers: list[bytearray]) -> Callback:
        """Return which function the student's code calls, and with what."""
        decoder = self.decoder(buffers)
        function = self._callbacks[request["callback"]]
        args = [decoder.decode(tree) for tree in request["args"]]
        kwargs = {str(name): decoder.decode(tree) for name, tree in request["kwargs"]}
        return function, args, kwargs

    def _handle(self, value: Any) -> dict[str, Any]:
        if isinstance(value, Proxy):
            return {"object": value._number}
        if callable(value):
            self._callbacks.append(value)
            return {"callback": len(self._callbacks) - 1} | portraits.describe(value)
        raise NotPlain(f"{_name_kind(value)} cannot leave the process that it is in")

    def _resolve(self, body: Any) -> Any:
        if type(body) is not dict:
            raise BadFrame("a damaged handle")
        if "callback" in body:
            return self._callbacks[body["callback"]]
        number, name = body["object"], body["type"]
        if type(number) is not int or type(name) is not str or len(name) > NAME_CHARACTERS:
            raise BadFrame("a damaged handle")
        protocols = {
            method: function for claim, method, function in PROTOCOLS if body.get(claim) is True
        }
        return proxy(self._box, number, name, body.get("value"), protocols)


def _name_kind(value: Any) -> str:
    """Return what a value is that cannot cross."""
    if isinstance(value, np.ndarray):
        mixed = " (numbers mixed with None or texts, or rows of different lengths)"
        return f"an array of dtype {value.dtype}{mixed if value.dtype == object else ''}"
    return f"a value of type {type(value).__name__}"


def overwrite(value: Any, changed: Any) -> None:
    """Change an argument in place to what the student's function made of it."""
    if isinstance(value, np.ndarray) and type(changed) is np.ndarray:
        _overwrite_array(value, changed)
    elif isinstance(value, np.random.Generator) and type(changed) is np.random.Generator:
        seeds.move(value, changed)
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
        raise BadFrame("an argument that changed its type")


def _overwrite_array(value: np.ndarray, changed: np.ndarray) -> None:
    if value.shape != changed.shape or value.dtype != changed.dtype:
        raise RuntimeError(
            f"the function gave the array it was given another shape, {changed.shape}"
        )
    if value.flags.writeable:
        value[...] = changed


def rebuild(raw: dict[str, Any]) -> tuple[Exception, StudentRaised]:
    """Return the builtin exception for one that student code raised, and its cause: that it did.

    Where its type wants more than a message, it is one of the nearest base that does not: of a
    `UnicodeEncodeError`, say, the `ValueError` that a check expects remains.
    """
    kind = getattr(builtins, str(raw["type"]), RuntimeError)
    name = str(raw["name"])[:NAME_CHARACTERS]
    message = str(raw["message"])[:MESSAGE_CHARACTERS]
    cause = StudentRaised(name, message)
    if not (isinstance(kind, type) and issubclass(kind, Exception)) or kind is StopIteration:
        return RuntimeError(f"{name}: {message}" if message else name), cause
    return make_error(kind, message), cause


def make_error(kind: type[BaseException], message: str) -> Exception:
    """Return an exception of a type, or of its nearest base that takes no more than a message."""
    for base in kind.__mro__:
        with contextlib.suppress(TypeError):
            error = base(message)
            if isinstance(error, Exception):
                return error
    raise AssertionError("every exception has the base Exception")
