"""A handed-out cell to which a student added lines of his own.

Where such a cell stops, at the import of a library that only the student has, say, `grading` runs
it once more, piece by piece: so the names that it was handed out to give are there whatever stands
around its lines. Cells are parsed, never run; which of them stopped is not known here.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

from autograder.notebook.code import Code, shapes, understand
from autograder.notebook.shipped import Shipped
from autograder.notebook.syntax import split

IMPORTS = (ast.Import, ast.ImportFrom)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some lines of a cell: handed out, or the student's own."""

    source: str
    given: bool


def find_pieces(source: str, shipped: Shipped) -> tuple[Piece, ...]:
    """Return the pieces of a cell that holds a handed-out one and more; of any other nothing.

    Of one that does not parse, only what was handed out.
    """
    code = understand(source)
    if code.shape in shipped.shapes:
        return ()
    held = [text for text in _candidates(shipped) if _holds(source, code, text)]
    if not held:
        return ()
    try:
        parts = split(source)
    except SyntaxError:
        return tuple(Piece(source=text, given=True) for text in held)
    statements, imports = _given(held)
    pieces = [
        Piece(source=text, given=_is_given(tree, statements, imports)) for text, tree in parts
    ]
    if sum(piece.given for piece in pieces) == 0:  # `%%timeit`, which keeps what it binds
        return tuple(Piece(source=text, given=True) for text in held)
    return tuple(pieces)


def find_lines(source: str) -> frozenset[str]:
    """Return the lines of a cell without their indentation, but for empty ones."""
    return frozenset(line.strip() for line in source.splitlines() if line.strip())


def _candidates(shipped: Shipped) -> list[str]:
    """Return the handed-out cells that bind something."""
    cells = zip(shipped.sources, shipped.codes, strict=True)
    return [text for text, code in cells if code.binds and text not in shipped.blanks]


def _holds(source: str, code: Code, text: str) -> bool:
    """Return whether all of a handed-out cell is in another: by its statements, else its lines."""
    if find_lines(source) >= find_lines(text):
        return True
    statements, imports = _given([text])
    return code.parses and statements <= code.statements and imports <= code.imports


def _given(texts: list[str]) -> tuple[frozenset[bytes], frozenset[str]]:
    """Return the statements of cells but their imports, and the names that these import."""
    trees = [node for text in texts for _, tree in split(text) for node in tree]
    return frozenset(shapes(_work(trees))), _imported(trees)


def _is_given(tree: list[ast.stmt], statements: frozenset[bytes], imports: frozenset[str]) -> bool:
    return statements.issuperset(shapes(_work(tree))) and _imported(tree) <= imports


def _work(trees: list[ast.stmt]) -> list[ast.stmt]:
    return [node for node in trees if not isinstance(node, IMPORTS)]


def _imported(trees: list[ast.stmt]) -> frozenset[str]:
    imports = (ast.unparse(node) for node in trees if isinstance(node, IMPORTS))
    return understand("\n".join(imports)).binds
