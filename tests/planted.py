"""Copies as students disguise them: the same answer renamed, commented, reordered, its loops rewritten.

For the tests and the bench of similarity. A disguised answer means the same, but it need not run: nothing here is graded.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from autograder.notebook.syntax import loaded, stored

WORDS = ("alpha", "result", "tmp", "thing", "current", "my_value", "item", "res", "buffer", "out2")


def rename(source: str) -> str:
    """Give every name that the answer binds another one."""
    tree = ast.parse(source)
    names = sorted(
        {
            node.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        | {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    )
    fresh = {name: f"{WORDS[n % len(WORDS)]}_{n}" for n, name in enumerate(names)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = fresh.get(node.id, node.id)
        elif isinstance(node, ast.arg):
            node.arg = fresh[node.arg]
    return ast.unparse(tree)


def comment(source: str) -> str:
    """Replace the comments and the layout."""
    lines = ast.unparse(ast.parse(source)).splitlines()
    return "\n".join(f"{line}  # step {number}, my own idea\n" for number, line in enumerate(lines))


def reorder(source: str) -> str:
    """Swap what may be swapped: neighbouring statements, functions, keywords."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            node.keywords.reverse()
        for part in ("body", "orelse"):
            block = getattr(node, part, None)
            if isinstance(block, list):
                _swap(block)
    return ast.unparse(tree)


def rewrite_loops(source: str) -> str:
    """Make loops of comprehensions, and `while` of `for … in range(n)`."""
    tree = ast.parse(source)
    for node in list(ast.walk(tree)):
        for part in ("body", "orelse"):
            block = getattr(node, part, None)
            if isinstance(block, list):
                setattr(node, part, [new for old in block for new in _unroll(old)])
    return ast.unparse(ast.fix_missing_locations(tree))


def disguise(source: str) -> str:
    """Do all of it."""
    return comment(rename(reorder(rewrite_loops(source))))


DISGUISES: dict[str, Callable[[str], str]] = {
    "identical": str,
    "renamed": rename,
    "comments changed": comment,
    "reordered": reorder,
    "loops rewritten": rewrite_loops,
    "all at once": disguise,
}


def _swap(block: list[ast.stmt]) -> None:
    place = 0
    while place + 1 < len(block):
        first, second = block[place : place + 2]
        if _may_swap(first, second):
            block[place : place + 2] = [second, first]
            place += 1
        place += 1


def _may_swap(first: ast.stmt, second: ast.stmt) -> bool:
    kinds = (ast.Assign, ast.FunctionDef)
    if not (isinstance(first, kinds) and isinstance(second, kinds)):
        return False
    apart = not stored(first) & (loaded(second) | stored(second))
    return apart and not stored(second) & loaded(first)


def _unroll(statement: ast.stmt) -> Iterator[ast.stmt]:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.ListComp() as made):
            yield from _loop(name, made)
        case ast.Return(value=ast.ListComp() as made):
            yield from _loop("collected", made)
            yield ast.parse("return collected").body[0]
        case ast.For(
            target=ast.Name(id=name), iter=ast.Call(func=ast.Name(id="range"), args=[end])
        ):
            yield ast.parse(f"{name} = 0").body[0]
            step = ast.parse(f"{name} = {name} + 1").body[0]
            test = ast.parse(f"{name} < {ast.unparse(end)}", mode="eval").body
            yield ast.While(test=test, body=[*statement.body, step], orelse=[])
        case _:
            yield statement


def _loop(name: str, made: ast.ListComp) -> Iterator[ast.stmt]:
    """Return the statements that gather what a comprehension makes."""
    inner: ast.stmt = ast.parse(f"{name}.append({ast.unparse(made.elt)})").body[0]
    for generator in reversed(made.generators):
        for test in generator.ifs:
            inner = ast.If(test=test, body=[inner], orelse=[])
        inner = ast.For(target=generator.target, iter=generator.iter, body=[inner], orelse=[])
    yield ast.parse(f"{name} = []").body[0]
    yield inner
