"""What student code may see of a check's function: name, docstring, names of its parameters.

Never its code, and never its default values, which may hold what the check expects.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

KINDS = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
    inspect.Parameter.VAR_POSITIONAL,
    inspect.Parameter.KEYWORD_ONLY,
    inspect.Parameter.VAR_KEYWORD,
)


def describe(function: Callable[..., Any]) -> dict[str, Any]:
    """Return what crosses of a function; `parameters` is None where Python cannot tell."""
    kind = type(function)
    return {
        "name": str(getattr(function, "__name__", kind.__name__)),
        "doc": inspect.getdoc(function) if inspect.isroutine(function) else None,
        "parameters": _read_parameters(function),
    }


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
