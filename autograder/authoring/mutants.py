"""Wrong answers made from a right one: one small mistake in each, of the kind that students make.

`mutate` takes the source of an answer cell and returns it with one change at a time (`operators`).
Whether a mutant is wrong is for `audit` to find out; some are another way to be right. Libraries
that mutate Python change files and run a test suite on them; these change one cell in memory and
leave running to the sandbox, so `ast` serves.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.authoring.operators import OPERATORS, Place, name_called
from autograder.authoring.stamp import stamp
from autograder.notebook.syntax import root

SEEDED = {"default_rng", "set_random_seed"}
SHOWN = ("print", "plt", "axis", "axes", "figure")  # names that calls for people's eyes begin with
SPARED = ast.Import | ast.ImportFrom | ast.arguments | ast.JoinedStr
SHORT = 60  # characters of code in a change


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """An answer cell with one mistake in it. `change` says which in a line."""

    operator: str
    change: str
    source: str

    @property
    def id(self) -> str:
        """Eight hex digits that depend on the mutated cell's code, not on its words."""
        return stamp([self.source])[:8]


def mutate(source: str, names: frozenset[str] = frozenset()) -> list[Mutant]:
    """Return all mutants of a cell, each once. Raises SyntaxError.

    `names` are the notebook's, from which other parts of the data are taken.
    """
    tree = ast.parse(source)
    found = {ast.unparse(tree): Mutant(operator="", change="", source="")}
    original, *_ = found
    for place in list(_find_places(tree, names)):
        for operator, act in OPERATORS.items():
            for node in act(place):
                after = _unparse_with(tree, place, node)
                change = f"line {place.line}: {_shorten(place.node)} → {_shorten(node)}"
                mutant = Mutant(operator=operator, change=change, source=after + "\n")
                found.setdefault(after, mutant)
    return [mutant for after, mutant in found.items() if after != original]


def _unparse_with(tree: ast.AST, place: Place, node: ast.AST) -> str:
    """Return the source with another node in a place; the tree is left as it was."""
    place.put(ast.fix_missing_locations(ast.copy_location(node, place.node)))
    after = ast.unparse(tree)
    place.put(place.node)
    return after


def _find_places(tree: ast.AST, names: frozenset[str]) -> Iterator[Place]:
    """Yield every place that may be mutated: nothing that no check can see."""
    for field, value in ast.iter_fields(tree):
        for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(node, ast.AST) and not _is_spared(tree, field, node):
                line = getattr(node, "lineno", None)
                if line and not isinstance(node, ast.keyword):
                    yield Place(
                        parent=tree, field=field, index=index, node=node, line=line, names=names
                    )
                if not isinstance(node, ast.Raise):
                    yield from _find_places(node, names)


def _is_spared(parent: ast.AST, field: str, node: ast.AST) -> bool:
    """Return whether this is a docstring, message, annotation, import or seed, or shown."""
    if isinstance(node, SPARED) or field in ("annotation", "returns"):
        return True
    if isinstance(node, ast.Expr):
        shown = isinstance(node.value, ast.Call) and root(node.value) in SHOWN
        return shown or isinstance(node.value, ast.Constant)
    if isinstance(parent, ast.Call) and field == "args" and name_called(parent) in SEEDED:
        return True
    return isinstance(node, ast.keyword) and node.arg in ("axis", "seed", "verbose")


def _shorten(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= SHORT else text[: SHORT - 3] + "…"
