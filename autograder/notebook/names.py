"""What a cell does to the names of its notebook: binds, reads, deletes, imports, keeps for later.

The one analyser of names: repairs ask it what a cell lacks, slicing what a cell can change, a
master what a check takes from outside. It works on the syntax tree alone, so its answer does not
depend on the interpreter (that of Python's own symbol tables does: since 3.12 they list a
comprehension's variables among the module's). Statements are followed in the order of evaluation
(`scope`), by Python's scopes: a comprehension runs at once, and only its variables are its own; the
body of a function runs later; a class body runs at once, and the functions in it do not see its
names. A loop is taken to run at least once.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping
from dataclasses import dataclass, field

from autograder.notebook.scope import NOTHING, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What one cell does to the notebook's names. Builtins count like any other name."""

    binds: frozenset[str] = NOTHING  # may have a value from this cell when it ends
    sure: frozenset[str] = NOTHING  # those of `binds` that surely have one
    binds_later: frozenset[str] = NOTHING  # by `global`, when a function defined here is called
    imports: frozenset[str] = NOTHING  # bound by an import
    stars: bool = False  # imports names that only the module knows
    deletes: frozenset[str] = NOTHING  # by `del`, or at the end of an `except … as`
    stores: frozenset[str] = NOTHING  # whose attributes or items are set or deleted, at any depth
    uses: frozenset[str] = NOTHING  # read as the cell runs
    needs: frozenset[str] = NOTHING  # those of `uses` that are read before they surely have a value
    lambdas: frozenset[str] = NOTHING  # needed when a lambda of the cell is called
    uses_later: frozenset[str] = NOTHING  # read when any function that the cell makes is called
    bodies: Mapping[str, frozenset[str]] = field(
        default_factory=dict
    )  # the same by what is called,
    # where asked for: each lambda may be held by any name, which is a product of two crowds


def analyse(tree: ast.Module, *, bodies: bool = False) -> Names:
    """Return what a module or cell does to names; `bodies` only for sources of our own."""
    scope = Scope(lazy_annotations=_has_lazy_annotations(tree))
    scope.run(tree.body)
    return Names(
        binds=frozenset(scope.holds),
        sure=frozenset(scope.sure),
        binds_later=frozenset().union(*(later.writes for later in scope.later)),
        imports=frozenset(scope.imports),
        stars=scope.stars,
        deletes=frozenset(scope.deletes),
        stores=frozenset(scope.stores),
        uses=frozenset(scope.reads),
        needs=frozenset(scope.needs),
        lambdas=frozenset(scope.lambda_needs),
        bodies=_bodies(scope) if bodies else {},
        uses_later=frozenset().union(*(later.names | later.outermost for later in scope.later)),
    )


def free_names(tree: ast.Module) -> list[str]:
    """Return the names that a module takes from outside itself, apart from builtins, in order."""
    found = analyse(tree)
    free = found.needs | (found.uses_later - found.binds)
    return sorted(name for name in free if not hasattr(builtins, name))


def _has_lazy_annotations(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "__future__"
        and any(alias.name == "annotations" for alias in node.names)
        for node in tree.body
    )


def _bodies(scope: Scope) -> dict[str, frozenset[str]]:
    """Return what each name's function reads later; a lambda may be held by any name."""
    bodies: dict[str, frozenset[str]] = {}
    for later in scope.later:
        for holder in (later.holder,) if later.holder else scope.owned:
            bodies[holder] = bodies.get(holder, NOTHING) | later.names | later.outermost
    return bodies
