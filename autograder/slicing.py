"""Which cells of a notebook can matter for what: so that `verify` need not train every network for every wrong
one-liner.

A notebook is taken as a set of cells that give values to names, may change values, and use names. `affected` goes
forward from a name to all that may come out differently; `needed` goes backward from a name to all cells that may
have a say in it. Both lean to the safe side and ignore order: a method call on a name, or passing it to a function of
the notebook, counts as a change to it. This is for notebooks that we wrote; a submission is always run whole.
"""

from __future__ import annotations

import ast
import builtins
import symtable
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from IPython.core.inputtransformer2 import TransformerManager


@dataclass(frozen=True, slots=True)
class Names:
    """What one cell does to the notebook's names: those it gives values to or may change, and those it uses."""

    sets: frozenset[str]
    uses: frozenset[str]


def names(source: str, modules: frozenset[str] = frozenset()) -> Names:
    """Return the names of one cell; `modules` are names that no call changes. Raises SyntaxError."""
    code = TransformerManager().transform_cell(source)
    table = symtable.symtable(code, "<cell>", "exec")
    sets = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    uses = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
    inner = list(table.get_children())
    while inner:
        scope = inner.pop()
        inner += scope.get_children()
        uses |= {symbol.get_name() for symbol in scope.get_symbols() if symbol.is_global()}
    changed = _changed(ast.parse(code), modules)
    return Names(frozenset(sets | changed), frozenset(name for name in uses if not hasattr(builtins, name)))


def imported(sources: Iterable[str]) -> frozenset[str]:
    """Return the names that the cells import at top level."""
    found: set[str] = set()
    for source in sources:
        for node in ast.walk(ast.parse(TransformerManager().transform_cell(source))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                found |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    return frozenset(found)


def affected(cells: Sequence[Names], start: frozenset[str]) -> frozenset[str]:
    """Return all names whose value may depend on those of `start`."""
    reached = set(start)
    while True:
        grown = reached.union(*(cell.sets for cell in cells if cell.uses & reached))
        if grown == reached:
            return frozenset(reached)
        reached = grown


def needed(cells: Sequence[Names], wanted: frozenset[str]) -> frozenset[int]:
    """Return the positions of all cells that may have a say in the wanted names."""
    live, chosen = set(wanted), set()
    while True:
        new = {number for number, cell in enumerate(cells) if number not in chosen and cell.sets & live}
        if not new:
            return frozenset(chosen)
        chosen |= new
        live = live.union(*(cells[number].uses for number in new))


def _changed(tree: ast.Module, modules: frozenset[str]) -> set[str]:
    """Return the names that statements outside functions may change without assigning them."""
    changed: set[str] = set()
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            continue
        pending.extend(ast.iter_child_nodes(node))
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            changed.add(_root(node))
        elif isinstance(node, ast.Call):
            callee = _root(node.func)
            if isinstance(node.func, ast.Attribute) and callee not in modules:
                changed.add(callee)
            if callee not in modules and not hasattr(builtins, callee):
                arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
                changed |= {argument.id for argument in arguments if isinstance(argument, ast.Name)}
    return changed - {""} - modules


def _root(node: ast.AST) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call | ast.Starred):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""
