"""A code cell understood: what it equals, and what it does to names. It is parsed, never run."""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from autograder.notebook import names
from autograder.notebook.format import Cell
from autograder.notebook.scope import NOTHING
from autograder.notebook.syntax import parse

INDENT = r"(?:[^\S\n]|[\ufeff\u200b\u2060])*+"  # with what is pasted along and nobody sees
DEFINITION = re.compile(
    rf"^{INDENT}(?:def|class)[ \t]++(\w+)|^{INDENT}(\w+)[ \t]*+=(?!=)", re.MULTILINE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What one cell says. Sources that differ in layout and comments only have one `shape`."""

    shape: bytes
    parses: bool = False
    statements: frozenset[bytes] = frozenset()  # their shapes
    binds: frozenset[str] = NOTHING
    imports: frozenset[str] = NOTHING  # those of `binds` that are imported
    uses: frozenset[str] = NOTHING  # as the cell runs, before it gives them a value itself
    uses_later: frozenset[str] = NOTHING  # when a function that it defines is called


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A cell of a notebook, and what it says; of a text cell nothing is known."""

    cell: Cell
    code: Code | None


def understand(source: str) -> Code:
    """Return what a cell says; one that does not parse is read by pattern."""
    try:
        tree = parse(source)
    except SyntaxError:
        return read_by_pattern(source)
    found = names.analyse(tree)
    statements = shapes(tree.body)
    return Code(
        shape=hashlib.sha256(b"".join(statements)).digest(),
        parses=True,
        statements=frozenset(statements),
        binds=found.binds | found.binds_later,
        imports=found.imports,
        uses=found.needs,
        uses_later=found.uses_later,
    )


def read_by_pattern(source: str) -> Code:
    """Return what a cell says by the look of its lines: quick, whatever it holds."""
    bound = {name for match in DEFINITION.finditer(source) for name in match.groups() if name}
    return Code(shape=_digest(" ".join(source.split())), binds=frozenset(bound))


@lru_cache(maxsize=2)  # asked for repairs, for answers, and again for each question
def understand_sources(sources: tuple[str, ...]) -> tuple[Code, ...]:
    """Return what the cells of one notebook say."""
    return tuple(map(understand, sources))


def understand_cells(cells: Iterable[Cell]) -> list[Part]:
    """Return the cells with what the code cells among them say."""
    known = list(cells)
    codes = iter(understand_sources(tuple(cell.source for cell in known if cell.kind == "code")))
    return [Part(cell=cell, code=next(codes) if cell.kind == "code" else None) for cell in known]


def shapes(statements: Iterable[ast.stmt]) -> list[bytes]:
    """Return what tells each statement from others, whatever its layout."""
    return [_digest(ast.dump(statement)) for statement in statements]


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()
