"""Which names hold what no call can change: modules, functions, constants, plain classes."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.notebook.syntax import stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """The names to which a cell gives values, by the kind of value, at any depth."""

    fixed: frozenset[str]  # modules, functions and constants
    varying: frozenset[str]  # anything else
    forgetful: frozenset[str]  # classes that keep nothing but what their objects keep


def find_holders(tree: ast.Module) -> Holders:
    """Return what kinds of values a cell's names hold."""
    nodes = tuple(ast.walk(tree))
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    forgetful = frozenset(node.name for node in classes if _is_forgetful(node))
    others = frozenset(node.name for node in classes if not _is_forgetful(node))
    return Holders(
        fixed=frozenset(name for node in nodes for name in _find_fixed(node)),
        varying=others.union(*map(_find_varying, nodes)),
        forgetful=forgetful,
    )


def _find_fixed(node: ast.AST) -> Iterable[str]:
    match node:
        case ast.Import() | ast.ImportFrom():
            return {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        case ast.FunctionDef():
            return {node.name}
        case ast.Assign() if _is_constant(node.value):
            return stored(*node.targets)
    return ()


def _find_varying(node: ast.AST) -> Iterable[str]:
    match node:
        case ast.Assign() if not _is_constant(node.value):
            return stored(*node.targets)
        case ast.AnnAssign() | ast.For() | ast.comprehension() | ast.NamedExpr():
            return stored(node.target)
    return ()


def _is_forgetful(node: ast.ClassDef) -> bool:
    """Return whether a class surely keeps no state: plain methods, and no way to name itself."""
    return (
        not (node.bases or node.keywords or node.decorator_list)
        and all(_is_docstring(part) or _is_plain_method(part) for part in node.body)
        and not {node.name, "type", "__class__", "super"} & set(_find_mentioned(node))
    )


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_plain_method(node: ast.stmt) -> bool:
    """Return whether this is a method without decorators whose defaults are constants."""
    if not isinstance(node, ast.FunctionDef) or node.decorator_list:
        return False
    defaults = [*node.args.defaults, *node.args.kw_defaults]
    return all(default is None or _is_constant(default) for default in defaults)


def _find_mentioned(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            yield inner.id
        elif isinstance(inner, ast.Attribute):
            yield inner.attr


def _is_constant(node: ast.AST) -> bool:
    if isinstance(node, ast.Tuple):
        return all(map(_is_constant, node.elts))
    return isinstance(node, ast.Constant)
