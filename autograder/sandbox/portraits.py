"""What student code may see of a check's function: the names of its parameters, to call it by.

Never its code, and never its default values, which may hold what the check expects. A function that
a check defines tells nothing else: its name and docstring are words of the check, which may be a
hidden one. One that everybody can import, such as `np.tanh`, has its own name and docstring.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Sequence
from typing import Any

NAME = "function"  # of one that only a check knows
KINDS = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
    inspect.Parameter.VAR_POSITIONAL,
    inspect.Parameter.KEYWORD_ONLY,
    inspect.Parameter.VAR_KEYWORD,
)


def describe(function: Callable[..., Any]) -> dict[str, Any]:
    """Return what crosses of a function; `parameters` is None where Python cannot tell."""
    name = _public_name(function)
    return {
        "name": name or NAME,
        "doc": inspect.getdoc(function) if name and inspect.isroutine(function) else None,
        "parameters": _read_parameters(function),
    }


def _public_name(function: Callable[..., Any]) -> str:
    """Return the name by which everybody can import a function; "" where there is none."""
    name = str(getattr(function, "__name__", ""))
    module = sys.modules.get(getattr(function, "__module__", None) or "numpy")
    return name if name and getattr(module, name, None) is function else ""


def _read_parameters(function: Callable[..., Any]) -> list[list[Any]] | None:
    try:
        found = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    return [[p.name, KINDS.index(p.kind), p.default is not p.empty] for p in found]


def rebuild(parameters: Sequence[Sequence[Any]]) -> inspect.Signature:
    """Return the signature; a parameter that has a default has `...`."""
    made = []
    for name, kind, optional in parameters:
        default = ... if optional else inspect.Parameter.empty
        made.append(inspect.Parameter(name, KINDS[kind], default=default))
    return inspect.Signature(made)
