"""A stamp of code, not of prose: the same for two texts that differ in words or layout only.

`thresholds` stamps what it measures with, and `mutants` names each mutant by its stamp, so that a
reworded message, docstring, comment or hint asks for no new measurement, and any change of the code
does. Syntax trees print differently in each version of Python, so `_dump` is our own.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable

from IPython.core.inputtransformer2 import TransformerManager

DIGITS = 16


def stamp(sources: Iterable[str]) -> str:
    """Return hex digits for the code of cells and checks, in their order. Raises SyntaxError."""
    text = "\n".join(map(normalise, sources))
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def normalise(source: str) -> str:
    """Return a syntax tree in one line, without the words meant for people. Raises SyntaxError."""
    translate = TransformerManager().transform_cell  # type: ignore[no-untyped-call]  # IPython
    tree = ast.parse(translate(source))
    return _dump(_Wordless().visit(tree))


class _Wordless(ast.NodeTransformer):
    """Removes docstrings, messages, hints and points; empties texts that are raised or printed."""

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        text = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return None if text else self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.decorator_list = [one for one in node.decorator_list if _called(one) != "test_case"]
        return self.generic_visit(node)

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        node.msg = None
        return self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        node.values = [one for one in node.values if not _is_empty(one)]  # Python 3.12 adds some
        return self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        return _Textless().generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        printed = _called(node) == "print"
        return (_Textless() if printed else self).generic_visit(node)


class _Textless(ast.NodeTransformer):
    """Empties every text, and keeps what is filled in."""

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant("") if isinstance(node.value, str) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        node.values = [one for one in node.values if isinstance(one, ast.FormattedValue)]
        return self.generic_visit(node)


def _is_empty(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == ""


def _called(node: ast.expr) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def _dump(node: object) -> str:
    """Return a tree as text, without empty fields: each version of Python adds some."""
    if isinstance(node, ast.AST):
        fields = ((name, getattr(node, name, None)) for name in node._fields if name != "kind")
        parts = (f"{name}={_dump(value)}" for name, value in fields if value not in (None, []))
        return f"{type(node).__name__}({', '.join(parts)})"
    if isinstance(node, list):
        return f"[{', '.join(map(_dump, node))}]"
    return repr(node)
