"""Code and prose as a row of tokens, in which what is easily disguised looks the same.

`grading.likeness` compares such rows to find answers that are alike. Names that the answer binds
itself all read `v`, whatever they are called; names of libraries, attributes and keywords stay,
since a copier cannot rename those. Comments, docstrings, annotations, layout, parameters and
imports are gone; `x += 1` reads as `x = x + 1`, a comprehension as the loop it stands for, a lambda
as a function. A cell that does not parse is read word by word. Nothing is run.
"""

from __future__ import annotations

import ast
import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from autograder.notebook.syntax import MAX_CHARACTERS, parse

OWN = "v"
SMALL = 2  # a whole number up to it says what is meant: an axis, a column, a square
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[^\w\s]")
COMMENT = re.compile(r"#[^\n]*")
SILENT = (ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal, ast.Pass, ast.expr_context)


@dataclass(frozen=True, slots=True)
class Token:
    """One token, and the line of its text on which it stands, counted from 0."""

    text: str
    line: int


def read_code(source: str, aliases: Mapping[str, str]) -> list[Token]:
    """Return a cell's tokens; `aliases` tells what the names of imported modules stand for."""
    try:
        tree = parse(source)
    except SyntaxError:
        return list(_read_words(COMMENT.sub("", source[:MAX_CHARACTERS])))
    return list(_Reader(tree, {**aliases, **find_aliases(tree)}).read())


def read_prose(source: str) -> list[Token]:
    """Return the words of a text, without their case."""
    return list(_read_words(source[:MAX_CHARACTERS].casefold()))


def read_aliases(sources: Iterable[str]) -> dict[str, str]:
    """Return what the names stand for that any of these cells imports."""
    found: dict[str, str] = {}
    for source in sources:
        with contextlib.suppress(SyntaxError):
            found |= find_aliases(parse(source))
    return found


def find_aliases(tree: ast.AST) -> dict[str, str]:
    """Return what each imported name stands for: `np` for numpy."""
    imports = (n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom))
    return {
        alias.asname or alias.name.partition(".")[0]: alias.name
        for node in imports
        for alias in node.names
    }


def _read_words(text: str) -> Iterator[Token]:
    for number, line in enumerate(text.split("\n")):
        yield from (Token(word, number) for word in WORD.findall(line))


class _Reader:
    """Reads one tree; knows which names are the answer's own."""

    def __init__(self, tree: ast.AST, aliases: Mapping[str, str]) -> None:
        self._tree = tree
        self._aliases = aliases
        self._own = set(_find_own(tree)) - aliases.keys()

    def read(self) -> Iterator[Token]:
        return self._read(self._tree, 0)

    def _read(self, node: ast.AST, line: int) -> Iterator[Token]:
        line = getattr(node, "lineno", line + 1) - 1
        if isinstance(node, SILENT) or _is_docstring(node):
            return
        if told := self._tell(node):
            yield Token(told, line)
        for child in _parts(node):
            yield from self._read(child, line)

    def _tell(self, node: ast.AST) -> str:
        """Return what a node says by itself, apart from its parts."""
        match node:
            case ast.Name(id=name):
                return OWN if name in self._own else self._aliases.get(name, name)
            case ast.Attribute(attr=name):
                return "." + (OWN if name in self._own else name)
            case ast.keyword(arg=name):
                return "**" if name is None else (OWN if name in self._own else name) + "="
            case ast.Constant(value=value):
                return _tell_constant(value)
        return TOLD.get(type(node), type(node).__name__)


def _find_own(tree: ast.AST) -> Iterator[str]:
    """Yield the names that a tree binds, attributes and parameters among them."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name
            case ast.arg(arg=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name


TOLD: Mapping[type[ast.AST], str] = {
    ast.Module: "",
    ast.Expr: "",
    ast.arguments: "",
    ast.Starred: "*",
    ast.BinOp: "",
    ast.UnaryOp: "",
    ast.BoolOp: "",
    ast.Compare: "",
    ast.Call: "",
    ast.FormattedValue: "",
    ast.JoinedStr: "text",
    ast.AugAssign: "Assign",
    ast.AnnAssign: "Assign",
    ast.Lambda: "def",
    ast.Return: "",
    ast.FunctionDef: "def",
    ast.AsyncFunctionDef: "def",
    ast.IfExp: "If",
    ast.AsyncFor: "For",
    ast.comprehension: "For",
    ast.ListComp: "",
    ast.SetComp: "",
    ast.DictComp: "",
    ast.GeneratorExp: "",
}

ORDER: Mapping[type[ast.AST], tuple[str, ...]] = {  # of parts; those not named are not read
    ast.BinOp: ("op", "left", "right"),
    ast.Compare: ("ops", "left", "comparators"),
    ast.AugAssign: ("target", "op", "target", "value"),
    ast.AnnAssign: ("target", "value"),
    ast.ListComp: ("generators", "elt"),
    ast.SetComp: ("generators", "elt"),
    ast.GeneratorExp: ("generators", "elt"),
    ast.DictComp: ("generators", "key", "value"),
    ast.FunctionDef: ("args", "body"),
    ast.AsyncFunctionDef: ("args", "body"),
    ast.arguments: ("defaults", "kw_defaults"),
    ast.ClassDef: ("bases", "body"),
}


def _tell_constant(value: object) -> str:
    if isinstance(value, bool | None):
        return str(value)
    if isinstance(value, int) and abs(value) <= SMALL:
        return str(value)
    return "text" if isinstance(value, str | bytes) else "number"


def _is_docstring(node: ast.AST) -> bool:
    """Return whether a statement is a value alone: a docstring, or the dots of a blank."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant | ast.JoinedStr)


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a node in the order in which they are read."""
    for name in ORDER.get(type(node), node._fields):
        part = getattr(node, name, None)
        found = part if isinstance(part, list) else [part]
        yield from (one for one in found if isinstance(one, ast.AST))
