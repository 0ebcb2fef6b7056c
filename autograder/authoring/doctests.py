"""Lines of a test that stand in a cell → the body of a check: a function of the names they use."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterable, Mapping

from autograder.notebook.names import free_names
from autograder.notebook.syntax import parse


def find_imports(sources: Iterable[str]) -> dict[str, str]:
    """Return the import statement behind each name that the cells import."""
    found: dict[str, str] = {}
    for source in sources:
        try:
            nodes = list(ast.walk(parse(source)))
        except SyntaxError:
            continue
        for node in nodes:
            if isinstance(node, ast.Import | ast.ImportFrom):
                for alias in node.names:
                    bound = alias.asname or alias.name.partition(".")[0]
                    found[bound] = _write_import(node, alias)
    return found


def write_function(name: str, source: str, imports: Mapping[str, str]) -> str:
    """Return the statements as a check, which imports what the notebook imports. SyntaxError."""
    free = free_names(parse(source))
    taken = [one for one in free if one not in imports]
    lines = [imports[one] for one in free if one in imports]
    body = textwrap.indent("\n".join([*lines, source.strip("\n")]), "    ")
    return f"def {name}({', '.join(taken)}):\n{body}"


def compare_output(source: str, expected: str) -> str:
    """Return a doctest's statements so that a wrong last value raises. Raises SyntaxError.

    As in a doctest, the value is compared as it would be shown; None shows nothing.
    """
    tree = ast.parse(source)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        return source
    before = "\n".join(source.splitlines()[: last.lineno - 1])
    shown = ast.unparse(last.value)
    wanted = expected.strip() or "None"
    message = f"{shown!r} + ' is ' + repr(found) + {', expected ' + wanted!r}"
    check = f"assert repr(found) == {wanted!r}, {message}"
    return "\n".join(part for part in (before, f"found = {shown}", check) if part)


def _write_import(node: ast.Import | ast.ImportFrom, alias: ast.alias) -> str:
    if isinstance(node, ast.Import):
        return ast.unparse(ast.Import([alias]))
    return ast.unparse(ast.ImportFrom(node.module, [alias], node.level))
