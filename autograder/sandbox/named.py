"""A named tuple of the student's as a check sees it: a tuple whose items have names, too.

`plain` sends the names beside the items. What arrives is a `Named`, whatever class it was: no class
is made, and a tuple's own methods stay what they are. A name by which NumPy would read a shape or
a type off any object gives nothing here, nor does one of its methods that leads to a function of
the student's: what NumPy says of the answer must come from its values.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

NAME_CHARACTERS = 100


class Named(tuple[Any, ...]):
    """A tuple whose items can be had by name."""

    _fields: tuple[str, ...] = ()

    def __getattr__(self, name: str) -> Any:
        if name in self._fields:
            item = self[self._fields.index(name)]
            if not _misleads(name, item):
                return item
        raise AttributeError(f"a tuple of ({', '.join(self._fields)}) has no attribute {name!r}")

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))


def name(items: Sequence[Any], names: Sequence[str]) -> Named:
    """Return a tuple of some items with their names."""
    made = Named(items)
    made._fields = tuple(names)
    return made


def find_names(value: Any) -> tuple[str, ...]:
    """Return the names of a named tuple's items, none for any other value."""
    if not isinstance(value, tuple) or type(value) is tuple:
        return ()
    names = getattr(value, "_fields", ())
    return names if isinstance(names, tuple) and are_names(names, tuple.__len__(value)) else ()


def are_names(names: Sequence[object], count: int) -> bool:
    """Tell whether these can be the names of so many items."""
    return len(names) == count == len(set(map(str, names))) and all(map(_is_name, names))


def _is_name(name: object) -> bool:
    return (
        type(name) is str
        and len(name) <= NAME_CHARACTERS
        and name.isidentifier()
        and not name.startswith("_")
    )


def _misleads(name: str, item: Any) -> bool:
    """Tell whether NumPy would take an item for what it asks of any object by this name."""
    if name not in dir(np.ndarray):
        return False
    return callable(item) or not callable(getattr(np.ndarray, name))
