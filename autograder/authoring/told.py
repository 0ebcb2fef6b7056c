"""Answers that a public check tells: values that only the solution and the check state.

`leaks` asks after otter stripped the answers. Students can read a public check, so `answer = 42`
beside `assert answer == 42` asks for nothing. An answer counts where it is a literal: assigned to a
name that the check takes, or returned by a function that it takes. Shapes, counts, tolerances and
inputs of a check are not that, nor is a value that the notebook states, in its code or its text. A
letter or a truth value counts even so: what a text states there is the choice, not the answer.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from autograder.authoring.master import Master
from autograder.notebook.format import Cell
from autograder.notebook.syntax import parse

COMPARING = frozenset(
    "isclose allclose array_equal array_equiv approx assert_equal assert_allclose "
    "assert_array_equal assert_almost_equal assert_array_almost_equal".split()
)
USUAL = frozenset({"0.0", "1.0", "-1.0", "True", "False", "None", "''", "[]", "()", "{}"})
TRUTHS = frozenset({"True", "False"})
LETTER = re.compile(r"'\w'")
NUMBER = re.compile(r"(?<![\w.])-?\d[\d_,]*(?:\.\d+)?(?:e[-+]?\d+)?")
Functions = ast.FunctionDef | ast.AsyncFunctionDef


def find(master: Master, cells: Sequence[Cell], public: Mapping[str, str]) -> Iterator[str]:
    """Yield a problem for each public check that tells an answer; `public` is their source."""
    answers = _find_answers(cell.source for cell in master.cells if cell.role == "answer")
    shown = [cell for cell in cells if cell.id != "setup"]
    answers = {name: found - _stated(shown) for name, found in answers.items()}
    lines = {question.name: question.line for question in master.questions}
    for question, source in public.items():
        for check in _functions(ast.parse(source)):
            compared = _compared(check)
            for name in (argument.arg for argument in check.args.args):
                for value in sorted(answers.get(name, set()) & compared):
                    yield (
                        f"{master.slug}.py, question `{question}`, line {lines[question]}: the "
                        f"public check `{check.name.removeprefix('test_')}` holds {value}, which "
                        f"is the solution's `{name}`, and students can read it there. Compute what "
                        "you expect, make the check hidden, or state the value in the text."
                    )


def _find_answers(sources: Iterable[str]) -> dict[str, set[str]]:
    """Return the literals that answers assign or return, by the name of variable or function."""
    answers: dict[str, set[str]] = {}
    for source in sources:
        for statement in _parse(source).body:
            if isinstance(statement, ast.Assign):
                for name, value in _assigned(statement):
                    answers.setdefault(name, set()).add(value)
            elif isinstance(statement, Functions | ast.ClassDef):
                values = {value for node in _returned(statement) for value in _spell(node)}
                answers.setdefault(statement.name, set()).update(values - USUAL)
    return answers


def _assigned(statement: ast.Assign) -> Iterator[tuple[str, str]]:
    """Yield the names that an assignment gives a literal, each with it; not `...` nor None."""
    for target in statement.targets:
        pairs = [(target, statement.value)]
        if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
            pairs = list(zip(target.elts, statement.value.elts, strict=False))
        for place, node in pairs:
            if isinstance(place, ast.Name):
                yield from ((place.id, value) for value in _spell(node) if value != "None")


def _returned(node: ast.AST) -> Iterator[ast.expr]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Return) and inner.value is not None:
            yield inner.value


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node


def _compared(check: ast.FunctionDef) -> set[str]:
    """Return the literals that a check compares something with; not one of several, as in `in`."""
    found: set[str] = set()
    for node in ast.walk(check):
        sides: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            operators = zip(node.ops, node.comparators, strict=True)
            sides = [node.left, *(s for o, s in operators if not isinstance(o, ast.In | ast.NotIn))]
        elif isinstance(node, ast.Call) and _compares(node.func):
            sides = node.args
        inner = (one for side in sides for one in ast.walk(side) if isinstance(one, ast.expr))
        found.update(value for one in inner for value in _spell(one))
    return found


def _compares(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else None
    return (function.id if isinstance(function, ast.Name) else name) in COMPARING


def _stated(cells: Sequence[Cell]) -> set[str]:
    """Return what the notebook states: literals of its code, numbers and words of its text."""
    text = "\n".join(cell.source for cell in cells)
    found = {_number(word) for word in NUMBER.findall(text)}
    found |= {repr(word) for word in re.findall(r"[\w-]{2,}", text)}
    for cell in cells:
        tree = _parse(cell.source) if cell.kind == "code" else ast.Module([], [])
        found |= {v for node in ast.walk(tree) if isinstance(node, ast.expr) for v in _spell(node)}
    return {value for value in found if value not in TRUTHS and not LETTER.fullmatch(value)}


def _number(word: str) -> str:
    return repr(float(word.replace(",", "").replace("_", "") or 0))


def _spell(node: ast.expr) -> list[str]:
    """Return a literal in one spelling, in a list; an empty one for what is not a literal."""
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return []
    if value is ...:
        return []
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return [repr(float(value))] if is_number and abs(value) < 1e300 else [repr(value)]


def _parse(source: str) -> ast.Module:
    try:
        return parse(source)
    except SyntaxError:
        return ast.Module([], [])
