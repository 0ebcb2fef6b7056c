"""The answer that knows the public checks' inputs and nothing else: a hidden check must fail it."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from autograder.authoring.mutants import Mutant

ONLY_PUBLIC = """
def _plain(value):
    if hasattr(value, "tobytes"):
        return (str(value.dtype), value.shape, value.tobytes())
    if hasattr(value, "bit_generator"):
        return repr(value.bit_generator.state)
    if hasattr(value, "get_weights"):
        return _plain(value.get_weights())
    if isinstance(value, (list, tuple)):
        return (type(value).__name__, *map(_plain, value))
    return repr(value)


def _knows_only_the_public_checks(right):
    def answer(*args, **kwargs):
        key = _plain([*args, *kwargs.items()])
        if answer.learning:
            seen.add(key)
        if key in seen:
            last[0] = right(*args, **kwargs)
        return last[0]

    seen, last, answer.learning = set(), [None], True
    return answer


{name} = _knows_only_the_public_checks({name})


{checks}


for _check in [{names}]:
    try:
        _check(
            *(
                globals()[name]
                for name in _check.__code__.co_varnames[: _check.__code__.co_argcount]
            )
        )
    except Exception:
        continue
{name}.learning = False
"""


def know_only_public(source: str, name: str, checks: Sequence[str]) -> Mutant:
    """Return an answer whose function is right for what the public checks ask; else repeats itself.

    `name` is the function's; `checks` are the public checks, which the cell runs to learn.
    """
    wrapped = ONLY_PUBLIC.format(
        name=name,
        checks="\n\n\n".join(checks),
        names=", ".join(_find_name(check) for check in checks),
    )
    return Mutant(
        operator="only public",
        change=f"`{name}` knows the inputs of the public checks only",
        source=source.rstrip("\n") + "\n" + wrapped,
    )


def _find_name(check: str) -> str:
    return next(node.name for node in ast.parse(check).body if isinstance(node, ast.FunctionDef))
