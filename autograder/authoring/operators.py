"""The operators of mutation: each takes a place of an answer cell and yields what a student might
have written there by mistake.

Another comparison, sign, constant, axis, index or slice, swapped arguments, a dropped statement, a
negated condition, a near relative of a function, a type that cuts fractions off, and what goes
wrong in deep learning: another activation or loss, no bias, no shuffling, logits for probabilities,
the wrong part of the data.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import TypeVar

from autograder.notebook.syntax import loaded, root, stored

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
}
RELATIVES = dict(
    pair.split(":")
    for pair in """
    min:max max:min argmin:argmax argmax:argmin minimum:maximum maximum:minimum sum:mean
    mean:sum median:mean std:var var:std any:all all:any floor:ceil ceil:floor round:floor
    zeros:ones ones:zeros vstack:hstack hstack:vstack repeat:tile tile:repeat sin:cos cos:sin
    tanh:sinh exp:expm1 log:log2 log1p:log cumsum:cumprod logical_and:logical_or
    logical_or:logical_and logical_xor:logical_or int:float float:int
    """.split()
)
DROPPABLE = set("abs sqrt square exp log round sorted astype copy float int ravel reshape".split())
WORDS = {
    "softmax": ("sigmoid", "linear"),  # the last: logits where the loss wants probabilities
    "sigmoid": ("tanh", "linear"),
    "tanh": ("sigmoid", "linear"),
    "relu": ("sigmoid", "linear"),
    "categorical_crossentropy": ("binary_crossentropy", "mean_squared_error"),
    "sparse_categorical_crossentropy": ("mean_squared_error",),
    "binary_crossentropy": ("mean_squared_error",),
    "mean_squared_error": ("mean_absolute_error",),
    "adam": ("sgd",),
}
ADDED_KEYWORDS = {  # what a call gets that does not have it
    "Dense": ("use_bias", False),
    "fit": ("shuffle", False),
    "CategoricalCrossentropy": ("from_logits", True),
    "SparseCategoricalCrossentropy": ("from_logits", True),
    "BinaryCrossentropy": ("from_logits", True),
}
SYMMETRIC = set(
    "hypot maximum minimum max min array_equal allclose isclose add multiply print".split()
)
CHOICES = "abcd"  # answers to a question of which one is right
PARTS = ("train", "valid", "test")  # words in the names of the parts of the data

NOT_BUILTIN = {"sum", "round", "floor", "ceil"}  # as plain names they have no builtin relative
DROPPED = ast.Expr | ast.AugAssign | ast.If | ast.Raise | ast.For | ast.While
Node = TypeVar("Node", bound=ast.AST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a node hangs: a field of its parent, or one place of a list there."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST
    line: int
    names: frozenset[str]  # the notebook's

    def put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


Operator = Callable[[Place], Iterator[ast.AST]]


def name_called(call: ast.Call) -> str:
    """Return the last part of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _comparison(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if isinstance(node, ast.Compare):
        for number, operator in enumerate(node.ops):
            for other in COMPARISONS[type(operator)]:
                yield _change(node, ops=[*node.ops[:number], other(), *node.ops[number + 1 :]])


def _arithmetic(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in ARITHMETIC:
        yield _change(node, op=ARITHMETIC[type(node.op)]())
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        yield node.left  # counts that are not normalised
    if isinstance(node, ast.UnaryOp) and not isinstance(node.operand, ast.Constant):
        yield node.operand


def _condition(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if isinstance(node, ast.BoolOp):
        yield _change(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    negated = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    if isinstance(node, ast.expr) and not negated and _is_condition(place):
        yield ast.UnaryOp(ast.Not(), node)


def _is_condition(place: Place) -> bool:
    branches = isinstance(place.parent, ast.If | ast.While | ast.IfExp)
    return place.field == "ifs" or (place.field == "test" and branches)


def _constant(place: Place) -> Iterator[ast.AST]:
    value = place.node.value if isinstance(place.node, ast.Constant) else None
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield from (ast.Constant(value + 1), ast.Constant(value - 1))
    elif isinstance(value, float):
        yield ast.Constant(value * 1.5 if value else 1.0)


def _axis(place: Place) -> Iterator[ast.AST]:
    """Yield the call that works along another axis, or along all."""
    node = place.node
    if isinstance(node, ast.Call):
        for number, keyword in enumerate(node.keywords):
            if keyword.arg == "axis":
                others = [*node.keywords[:number], *node.keywords[number + 1 :]]
                yield _change(node, keywords=others)
                wrong = 1 if ast.unparse(keyword.value) == "0" else 0
                yield _change(node, keywords=[*others, ast.keyword("axis", ast.Constant(wrong))])


def _index(place: Place) -> Iterator[ast.AST]:
    if isinstance(place.node, ast.Tuple) and place.field == "slice" and len(place.node.elts) == 2:
        yield _change(place.node, elts=place.node.elts[::-1])


def _slice(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if not isinstance(node, ast.Slice):
        return
    for end, missing in (("lower", 1), ("upper", -1)):
        value = getattr(node, end)
        if value is None:
            yield _change(node, **{end: ast.Constant(missing)})
        elif not isinstance(value, ast.Constant):  # a written number is changed as a constant
            yield _change(node, **{end: ast.BinOp(value, ast.Add(), ast.Constant(1))})
            yield _change(node, **{end: ast.BinOp(value, ast.Sub(), ast.Constant(1))})
    if node.step is not None:
        yield _change(node, step=None)


def _arguments(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if isinstance(node, ast.Call) and len(node.args) > 1 and name_called(node) not in SYMMETRIC:
        first, second, *rest = node.args
        if not isinstance(first, ast.Starred) and not isinstance(second, ast.Starred):
            yield _change(node, args=[second, first, *rest])
    if isinstance(node, ast.Tuple) and len(node.elts) > 1 and isinstance(place.parent, ast.Return):
        yield _change(node, elts=[node.elts[1], node.elts[0], *node.elts[2:]])


def _function(place: Place) -> Iterator[ast.AST]:
    """Yield a near relative of a function or type, or the call's own argument for the call."""
    match place.node:
        case ast.Attribute(attr=name) as node if name in RELATIVES:
            yield _change(node, attr=RELATIVES[name])
        case ast.Name(id=name, ctx=ast.Load()) as node if name in RELATIVES.keys() - NOT_BUILTIN:
            yield _change(node, id=RELATIVES[name])
        case ast.Call() as node if name_called(node) in DROPPABLE:
            yield from _drop_call(node)
        case ast.Call() as node if name_called(node) == "permutation" and node.args:
            yield ast.Call(ast.Name("range", ast.Load()), node.args, [])  # no shuffling


def _drop_call(call: ast.Call) -> Iterator[ast.AST]:
    if isinstance(call.func, ast.Attribute) and root(call.func) not in ("np", "math", "numpy"):
        yield call.func.value
    elif call.args:
        yield call.args[0]


def _word(place: Place) -> Iterator[ast.AST]:
    """Yield another activation, loss or optimiser, or another letter where one is chosen."""
    value = place.node.value if isinstance(place.node, ast.Constant) else None
    if isinstance(value, str):
        yield from (ast.Constant(word) for word in WORDS.get(value, ()))
        if value in CHOICES and isinstance(place.parent, ast.Assign):
            yield from (ast.Constant(letter) for letter in CHOICES if letter != value)


def _keyword(place: Place) -> Iterator[ast.AST]:
    node = place.node
    if isinstance(node, ast.Call) and name_called(node) in ADDED_KEYWORDS:
        name, value = ADDED_KEYWORDS[name_called(node)]
        if name not in {keyword.arg for keyword in node.keywords}:
            yield _change(node, keywords=[*node.keywords, ast.keyword(name, ast.Constant(value))])


def _statement(place: Place) -> Iterator[ast.AST]:
    """Yield nothing for a statement that is not a name's first value; another error for one."""
    node = place.node
    if isinstance(node, DROPPED) or _binds_again(node):
        yield ast.Pass()
    if isinstance(node, ast.Break):
        yield ast.Continue()
    if isinstance(node, ast.Continue):
        yield ast.Break()
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        yield _change(node, exc=_change(node.exc, func=ast.Name("RuntimeError", ast.Load())))


def _binds_again(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and stored(node) <= loaded(node.value)


def _data(place: Place) -> Iterator[ast.AST]:
    """Yield the same name of another part of the data, such as test_inputs for train_inputs."""
    node = place.node
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        for part in PARTS:
            if part in node.id:
                others = (node.id.replace(part, other) for other in PARTS if other != part)
                yield from (_change(node, id=other) for other in others if other in place.names)


def _change(node: Node, **fields: object) -> Node:
    """Return a copy of a node with some fields changed."""
    changed = deepcopy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


OPERATORS: dict[str, Operator] = {
    "comparison": _comparison,
    "arithmetic": _arithmetic,
    "condition": _condition,
    "constant": _constant,
    "axis": _axis,
    "index": _index,
    "slice": _slice,
    "arguments": _arguments,
    "function": _function,
    "word": _word,
    "keyword": _keyword,
    "statement": _statement,
    "data": _data,
}
