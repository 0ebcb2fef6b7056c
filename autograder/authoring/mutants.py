"""Wrong answers made from a right one: one small slip in each, of the kind that students make.

`mutants` takes the source of an answer cell and returns it with one change at a time: another comparison, sign, constant, axis,
index or slice, swapped arguments, a dropped statement, a negated condition, a near relative of a function, a type that cuts
fractions off, and the slips of deep learning (another activation or loss, no bias, no shuffling, logits for probabilities, the
wrong part of the data). `only_public` makes the answer that knows the inputs of the public checks and nothing else.

Whether a mutant is wrong is for `audit` to find out; some are another way to be right. Libraries that mutate Python change files
and run a test suite on them; these change one cell in memory and leave running to the box, so `ast` serves.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from autograder.authoring.stamp import stamp

COMPARISONS: dict[type, tuple[type, ...]] = {
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
ARITHMETIC: dict[type, type] = {
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
    min:max max:min argmin:argmax argmax:argmin minimum:maximum maximum:minimum sum:mean mean:sum median:mean
    std:var var:std any:all all:any floor:ceil ceil:floor round:floor zeros:ones ones:zeros vstack:hstack
    hstack:vstack repeat:tile tile:repeat sin:cos cos:sin tanh:sinh exp:expm1 log:log2 log1p:log cumsum:cumprod
    logical_and:logical_or logical_or:logical_and logical_xor:logical_or int:float float:int
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
SEEDED = {"default_rng", "set_random_seed"}
ONLY_PUBLIC = """
def _plain(value):
    if hasattr(value, "tobytes"):
        return (str(value.dtype), value.shape, value.tobytes())
    if hasattr(value, "bit_generator"):
        return repr(value.bit_generator.state)
    if hasattr(value, "get_weights"):
        return _plain(value.get_weights())
    if isinstance(value, (list, tuple)):
        return (type(value).__name__, *map(_plain, value))
    return repr(value)


def _knows_only_the_public_checks(right):
    def answer(*args, **kwargs):
        key = _plain([*args, *kwargs.items()])
        if answer.learning:
            seen.add(key)
        if key in seen:
            last[0] = right(*args, **kwargs)
        return last[0]

    seen, last, answer.learning = set(), [None], True
    return answer


{name} = _knows_only_the_public_checks({name})


{checks}


for _check in [{names}]:
    try:
        _check(*(globals()[name] for name in _check.__code__.co_varnames[: _check.__code__.co_argcount]))
    except Exception:
        continue
{name}.learning = False
"""


@dataclass(frozen=True, slots=True)
class Mutant:
    """An answer cell with one slip in it. `change` says which in a line."""

    operator: str
    change: str
    source: str

    @property
    def id(self) -> str:
        """Eight hex digits that stay the same while the mutated cell's code does, whatever its words."""
        return stamp([self.source])[:8]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a node hangs: a field of its parent, or one place of a list there."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST

    def put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def mutants(source: str, names: frozenset[str] = frozenset()) -> list[Mutant]:
    """Return all mutants of a cell, each once. `names` are the notebook's, from which other parts of the data are taken.

    Raises SyntaxError.
    """
    tree = ast.parse(source)
    before = ast.unparse(tree)
    found: dict[str, Mutant] = {}
    for place in list(_places(tree)):
        for operator, act in _operators(names).items():
            for node in act(place):
                place.put(ast.fix_missing_locations(ast.copy_location(node, place.node)))
                after = ast.unparse(tree)
                place.put(place.node)
                if after != before and after not in found:
                    change = f"line {place.node.lineno}: {_short(place.node)} → {_short(node)}"
                    found[after] = Mutant(operator, change, after + "\n")
    return list(found.values())


def only_public(source: str, name: str, checks: Sequence[str]) -> Mutant:
    """Return the answer whose function `name` is right for what the public checks ask it, and repeats itself for all else.

    `checks` are the public checks' functions, which the cell runs to learn.
    """
    names = ", ".join(ast.parse(check).body[0].name for check in checks)
    wrapped = ONLY_PUBLIC.format(name=name, checks="\n\n\n".join(checks), names=names)
    return Mutant(
        "only public",
        f"`{name}` knows the inputs of the public checks only",
        source.rstrip("\n") + "\n" + wrapped,
    )


def _operators(names: frozenset[str]) -> dict[str, Callable[[_Place], Iterator[ast.AST]]]:
    return {
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
        "data": lambda place: _data(place, names),
    }


def _places(tree: ast.AST) -> Iterator[_Place]:
    """Yield every place that may be mutated: no docstring, message, annotation, import or seed, and nothing printed or drawn."""
    for field, value in ast.iter_fields(tree):
        for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(node, ast.AST) or _spared(tree, field, node):
                continue
            if hasattr(node, "lineno") and not isinstance(node, ast.keyword):
                yield _Place(tree, field, index, node)
            if not isinstance(node, ast.Raise):
                yield from _places(node)


def _spared(parent: ast.AST, field: str, node: ast.AST) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom | ast.arguments | ast.JoinedStr) or field in (
        "annotation",
        "returns",
    ):
        return True
    if isinstance(node, ast.Expr):
        call = node.value
        return isinstance(call, ast.Constant) or (
            isinstance(call, ast.Call) and _root(call) in ("print", "plt", "axis", "axes", "figure")
        )
    if isinstance(parent, ast.Call) and field == "args" and _name(parent) in SEEDED:
        return True
    return isinstance(node, ast.keyword) and node.arg in ("axis", "seed", "verbose")


def _comparison(place: _Place) -> Iterator[ast.AST]:
    if isinstance(place.node, ast.Compare):
        for number, operator in enumerate(place.node.ops):
            for other in COMPARISONS[type(operator)]:
                yield _changed(
                    place.node,
                    ops=[*place.node.ops[:number], other(), *place.node.ops[number + 1 :]],
                )


def _arithmetic(place: _Place) -> Iterator[ast.AST]:
    node = place.node
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in ARITHMETIC:
        yield _changed(node, op=ARITHMETIC[type(node.op)]())
    if isinstance(node, ast.BinOp) and isinstance(
        node.op, ast.Div
    ):  # counts that are not normalised
        yield node.left
    if isinstance(node, ast.UnaryOp) and not isinstance(node.operand, ast.Constant):
        yield node.operand


def _condition(place: _Place) -> Iterator[ast.AST]:
    node = place.node
    if isinstance(node, ast.BoolOp):
        yield _changed(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    negated = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    if (
        isinstance(node, ast.expr)
        and not negated
        and (
            place.field == "ifs"
            or (place.field == "test" and isinstance(place.parent, ast.If | ast.While | ast.IfExp))
        )
    ):
        yield ast.UnaryOp(ast.Not(), node)


def _constant(place: _Place) -> Iterator[ast.AST]:
    value = place.node.value if isinstance(place.node, ast.Constant) else None
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield from (ast.Constant(value + 1), ast.Constant(value - 1))
    elif isinstance(value, float):
        yield ast.Constant(value * 1.5 if value else 1.0)


def _axis(place: _Place) -> Iterator[ast.AST]:
    """Yield the call that works along another axis, or along all."""
    for number, keyword in enumerate(
        place.node.keywords if isinstance(place.node, ast.Call) else ()
    ):
        if keyword.arg == "axis":
            others = [*place.node.keywords[:number], *place.node.keywords[number + 1 :]]
            yield _changed(place.node, keywords=others)
            wrong = 1 if ast.unparse(keyword.value) == "0" else 0
            yield _changed(place.node, keywords=[*others, ast.keyword("axis", ast.Constant(wrong))])


def _index(place: _Place) -> Iterator[ast.AST]:
    if isinstance(place.node, ast.Tuple) and place.field == "slice" and len(place.node.elts) == 2:
        yield _changed(place.node, elts=place.node.elts[::-1])


def _slice(place: _Place) -> Iterator[ast.AST]:
    node = place.node
    if not isinstance(node, ast.Slice):
        return
    for end, missing in (("lower", 1), ("upper", -1)):
        value = getattr(node, end)
        if value is None:
            yield _changed(node, **{end: ast.Constant(missing)})
        elif not isinstance(
            value, ast.Constant
        ):  # a number that is written is changed as a constant
            yield _changed(node, **{end: ast.BinOp(value, ast.Add(), ast.Constant(1))})
            yield _changed(node, **{end: ast.BinOp(value, ast.Sub(), ast.Constant(1))})
    if node.step is not None:
        yield _changed(node, step=None)


def _arguments(place: _Place) -> Iterator[ast.AST]:
    node = place.node
    if isinstance(node, ast.Call) and len(node.args) > 1 and _name(node) not in SYMMETRIC:
        first, second, *rest = node.args
        if not isinstance(first, ast.Starred) and not isinstance(second, ast.Starred):
            yield _changed(node, args=[second, first, *rest])
    if isinstance(node, ast.Tuple) and len(node.elts) > 1 and isinstance(place.parent, ast.Return):
        yield _changed(node, elts=[node.elts[1], node.elts[0], *node.elts[2:]])


def _function(place: _Place) -> Iterator[ast.AST]:
    """Yield a near relative of a function or type, and the call's own argument in place of the call."""
    node = place.node
    if isinstance(node, ast.Attribute) and node.attr in RELATIVES:
        yield _changed(node, attr=RELATIVES[node.attr])
    if (
        isinstance(node, ast.Name)
        and isinstance(node.ctx, ast.Load)
        and node.id in RELATIVES
        and not _is_sum(place)
    ):
        yield _changed(node, id=RELATIVES[node.id])
    if isinstance(node, ast.Call) and _name(node) in DROPPABLE:
        method = isinstance(node.func, ast.Attribute) and _root(node.func) not in (
            "np",
            "math",
            "numpy",
        )
        if method:
            yield node.func.value
        elif node.args:
            yield node.args[0]
    if isinstance(node, ast.Call) and _name(node) == "permutation" and node.args:  # no shuffling
        yield ast.Call(ast.Name("range", ast.Load()), node.args, [])


def _is_sum(place: _Place) -> bool:
    """Return whether this is the builtin `sum` or `round`, whose relatives are no builtins."""
    return place.node.id in ("sum", "round", "floor", "ceil")


def _word(place: _Place) -> Iterator[ast.AST]:
    """Yield another activation, loss or optimiser, or another letter where one is chosen."""
    value = place.node.value if isinstance(place.node, ast.Constant) else None
    if isinstance(value, str):
        yield from (ast.Constant(word) for word in WORDS.get(value, ()))
        if value in CHOICES and isinstance(place.parent, ast.Assign):
            yield from (ast.Constant(letter) for letter in CHOICES if letter != value)


def _keyword(place: _Place) -> Iterator[ast.AST]:
    node = place.node
    if isinstance(node, ast.Call) and _name(node) in ADDED_KEYWORDS:
        name, value = ADDED_KEYWORDS[_name(node)]
        if name not in {keyword.arg for keyword in node.keywords}:
            yield _changed(node, keywords=[*node.keywords, ast.keyword(name, ast.Constant(value))])


def _statement(place: _Place) -> Iterator[ast.AST]:
    """Yield nothing in place of a statement, unless it is the first to give a name its value; another error in place of one."""
    node = place.node
    if isinstance(node, ast.Expr | ast.AugAssign | ast.If | ast.Raise | ast.For | ast.While) or (
        isinstance(node, ast.Assign) and _stored(node) <= _loaded(node)
    ):
        yield ast.Pass()
    if isinstance(node, ast.Break):
        yield ast.Continue()
    if isinstance(node, ast.Continue):
        yield ast.Break()
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        yield _changed(node, exc=_changed(node.exc, func=ast.Name("RuntimeError", ast.Load())))


def _stored(node: ast.Assign) -> set[str]:
    return {
        inner.id
        for inner in ast.walk(node)
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)
    }


def _loaded(node: ast.Assign) -> set[str]:
    return {inner.id for inner in ast.walk(node.value) if isinstance(inner, ast.Name)}


def _data(place: _Place, names: frozenset[str]) -> Iterator[ast.AST]:
    """Yield the same name of another part of the data, such as test_inputs for train_inputs."""
    node = place.node
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        for part in PARTS:
            if part in node.id:
                others = (node.id.replace(part, other) for other in PARTS if other != part)
                yield from (_changed(node, id=other) for other in others if other in names)


def _changed(node: Any, **fields: Any) -> Any:
    """Return a copy of a node with some fields changed."""
    changed = deepcopy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _name(call: ast.Call) -> str:
    """Return the last part of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _root(node: ast.AST) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return getattr(node, "id", "")


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 60 else text[:57] + "…"
