"""What `cheats` and `harmless` put around a right answer. Runs in the sandbox, below the answer.

`cheats.wrap` copies the text of this module into the answer's cell, where `put_on` wraps what the
answer defines. So it imports nothing of the grader, and what it
imports beside NumPy it imports late. An act gets the right function and the arguments of one call,
and returns what the disguised function returns. A plain value is a call without arguments.

An act that cannot be applied to a value raises TypeError: the check crashes, and earns nothing.
"""

from __future__ import annotations

import collections
import contextlib
import functools
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

Act = Callable[[Callable[..., Any], tuple[Any, ...], dict[str, Any]], Any]
Leaf = Callable[[Any], Any]
FEW = 3  # rows that the cheat "first rows" gets right


def put_on(names: list[str], scope: dict[str, Any], act: Act) -> None:
    """Disguise what some names of a notebook hold. What cannot be disguised is lost."""
    for name in names:
        right, scope[name] = scope[name], None
        with contextlib.suppress(TypeError):
            scope[name] = wrap(right, act)


def wrap(right: Any, act: Act) -> Any:
    """Return a function, a class or a value in its disguise."""
    if isinstance(right, type):
        methods = {
            name: wrap(one, act) for name, one in vars(right).items() if _is_method(name, one)
        }
        return type(right.__name__, (right,), methods)
    if not callable(right) or is_model(right):
        return act(lambda: right, (), {})

    @functools.wraps(right)
    def answer(*args: Any, **kwargs: Any) -> Any:
        result = act(right, args, kwargs)
        return wrap(result, act) if callable(result) and not is_model(result) else result

    return answer


def is_model(value: Any) -> bool:
    return hasattr(value, "get_weights")


def _is_method(name: str, value: Any) -> bool:
    return callable(value) and not name.startswith("_")


def change(leaf: Leaf) -> Act:
    """Return the act that changes each array, number and text of the right result."""

    def act(right: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        result = right(*args, **kwargs)
        itself = bool(args) and result is args[0]  # `fit` returns the object that it belongs to
        return result if itself and not isinstance(result, np.ndarray) else each(result, leaf)

    return act


def each(value: Any, leaf: Leaf) -> Any:
    """Return a value with each array, number and text in it changed; containers stay."""
    if isinstance(value, tuple | list):
        return type(value)([each(one, leaf) for one in value])
    if isinstance(value, dict):
        return {key: each(one, leaf) for key, one in value.items()}
    if callable(value) and not is_model(value):
        return value
    return leaf(value)


# Cheats.


def blind(act: Act) -> Act:
    """Return an act that knows nothing of errors: where the right function raises, it has None."""

    def blinded(right: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        def quiet(*args: Any, **kwargs: Any) -> Any:
            try:
                return right(*args, **kwargs)
            except Exception:
                return None

        return act(quiet, args, kwargs)

    return blinded


def say_nothing(right: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Return None, also from the functions that the right one returns."""
    result = right(*args, **kwargs)
    return result if callable(result) and not is_model(result) else None


def empty(right: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Return the right kind of container with nothing in it."""
    result = right(*args, **kwargs)
    if callable(result) and not is_model(result):
        return result
    if isinstance(result, tuple):
        return tuple(_empty(one) for one in result)
    return _empty(result)


def _empty(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value[:0] if value.ndim else value.reshape(1)[:0]
    if isinstance(value, list | dict | str):
        return type(value)()
    return np.empty(0)


def fill(number: float) -> Act:
    """Return the act that gives one number in place of every one, in the right type and shape."""
    return change(functools.partial(_fill, number=number))


def _fill(value: Any, number: float) -> Any:
    if is_model(value):
        value.set_weights([np.full_like(one, number) for one in value.get_weights()])
        return value
    if isinstance(value, str):
        return f"{number:g}"
    array = np.asarray(value)
    kind = np.float64 if number != number and array.dtype.kind in "biu" else array.dtype
    filled = np.full(array.shape, f"{number:g}" if array.dtype.kind in "US" else number, kind)
    return filled if isinstance(value, np.ndarray) else filled.item()


def repeat_first(value: Any) -> Any:
    """Return an array full of its first element."""
    if not isinstance(value, np.ndarray) or value.size < 2:
        raise TypeError("one value is constant as it is")
    return np.full_like(value, value.flat[0])


def add_front(value: Any) -> Any:
    return _need_numbers(value)[np.newaxis]


def add_back(value: Any) -> Any:
    return _need_numbers(value)[..., np.newaxis]


def keep_one(value: Any) -> Any:
    """Return the first row alone, which broadcasts against all."""
    array = _need_numbers(value)
    if len(array) < 2:
        raise TypeError("there is one row only")
    return array[:1]


def keep_few(value: Any) -> Any:
    """Return an array that is right in its first rows, and 0 below."""
    array = _need_numbers(value).copy()
    array[FEW:] = np.zeros_like(array[FEW:])
    return array


def _need_numbers(value: Any) -> Any:
    """Return an array; a single number with an axis more is a number still."""
    if not isinstance(value, np.ndarray) or value.ndim == 0:
        raise TypeError("it has no axes")
    return value


def return_argument(number: int) -> Act:
    """Return the act that gives back an argument as it came."""

    def act(right: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        result = right(*args, **kwargs)
        inner = callable(result) and not is_model(result)
        return result if inner else [*args, *kwargs.values()][number]

    return act


def overwrite(first: bool, before: bool) -> Act:
    """Return the act that overwrites its arguments, by their `first` element or 0.

    It does so `before` it works out the answer, which is then right for what a check finds in its
    own arrays; or else behind, where the answer is right.
    """

    def act(right: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        result = None if before else right(*args, **kwargs)
        overwritten = [_overwrite(one, first) for one in (*args, *kwargs.values())]
        if not any(overwritten):
            raise TypeError("there is nothing to overwrite")
        return right(*args, **kwargs) if before else result

    return act


def _overwrite(value: Any, first: bool) -> bool:
    """Overwrite an array or a list; return whether it was one."""
    if isinstance(value, np.ndarray) and value.size:
        empty: Any = "" if value.dtype.kind in "US" else 0
        value[...] = value.flat[0] if first else empty
        return True
    if isinstance(value, list) and value:
        value[:] = [value[0] if first else 0] * len(value)
        return True
    return False


def repeat_answer() -> Act:
    """Return the act that answers every call as the first one of its function."""
    known: dict[str, Any] = {}

    def act(right: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        name = getattr(right, "__qualname__", "")
        if name not in known:
            known[name] = right(*args, **kwargs)
        return known[name]

    return act


# Harmless changes.


def to_float32(value: Any) -> Any:
    return _to_type(value, "f", np.float32)


def to_float64(value: Any) -> Any:
    return _to_type(value, "f", np.float64)


def to_int32(value: Any) -> Any:
    return _to_type(value, "i", np.int32)


def _to_type(value: Any, kind: str, wanted: type) -> Any:
    numpy = isinstance(value, np.ndarray | np.generic)
    return value.astype(wanted) if numpy and value.dtype.kind == kind else value


def to_numpy(value: Any) -> Any:
    """Return a Python number as NumPy's."""
    return np.asarray(value)[()] if isinstance(value, bool | int | float) else value


def to_python(value: Any) -> Any:
    """Return a NumPy number as Python's."""
    return value.item() if isinstance(value, np.generic) else value


def to_point(value: Any) -> Any:
    """Return a number as an array without axes."""
    return np.array(value) if isinstance(value, bool | int | float | np.number) else value


def to_columns(value: Any) -> Any:
    """Return an array in another order of its memory."""
    return np.asfortranarray(value) if isinstance(value, np.ndarray) and value.ndim else value


def to_masked(value: Any) -> Any:
    return np.ma.asarray(value) if isinstance(value, np.ndarray) and value.ndim else value


def to_list(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) else value


def to_series(value: Any) -> Any:
    """Return a row of numbers as a Series of pandas, a table as a DataFrame."""
    import pandas

    if not isinstance(value, np.ndarray) or value.ndim not in (1, 2):
        return value
    return pandas.Series(value) if value.ndim == 1 else pandas.DataFrame(value)


def to_tensor(value: Any) -> Any:
    import tensorflow

    kinds = "biuf"
    numbers = isinstance(value, np.ndarray | np.generic) and value.dtype.kind in kinds
    return tensorflow.constant(value) if numbers else value


def to_array(right: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Return a list of numbers as an array."""
    result = right(*args, **kwargs)
    return np.asarray(result) if isinstance(result, list) else result


def swap_sequence(right: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Return a tuple as a list, a list as a tuple."""
    result = right(*args, **kwargs)
    if isinstance(result, list):
        return tuple(result)
    return list(result) if isinstance(result, tuple) else result


def name_parts(right: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Return a tuple as a named one."""
    result = right(*args, **kwargs)
    if type(result) is not tuple:
        return result
    fields = [f"part{number}" for number in range(len(result))]
    return collections.namedtuple("Parts", fields)(*result)


def print_more(right: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    sys.stdout.write(f"{len(args)} arguments\n")
    return right(*args, **kwargs)


def to_capitals(value: Any) -> Any:
    return value.upper() if isinstance(value, str) else value


def add_blanks(value: Any) -> Any:
    return f" {value} " if isinstance(value, str) else value
