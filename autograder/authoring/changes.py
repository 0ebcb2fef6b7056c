"""What a cell or a function may change in place, without giving a name a new value.

A part of a value is set, a method is called that is not known to be pure, or a function is called
that may change what it is given. The last depends on the notebook's other functions, so a cell's
`Actions` are collected first and `find_changed` looks at them with all `Changers` known.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.notebook.scope import NOTHING
from autograder.notebook.syntax import root

PURE = frozenset(
    """
    all any argmax argmin argsort astype ceil copy count count_params cumsum difference dot
    endswith evaluate find flatten format get get_weights index intersection isdisjoint isin
    item items join keys lower max mean min nonzero predict ravel read_text repeat reshape round
    split splitlines startswith std strip sum summary take tobytes tolist transpose union upper
    values var bar barh contour contourf fill_between hist imshow legend plot savefig scatter
    set set_title set_xlabel set_ylabel show
    """.split()
)  # methods that do not change what they are called on; those of a plot change only the plot
Keys = frozenset[int | str]  # positions and names of arguments
Changers = Mapping[str, Keys]  # functions, with the arguments that they may change
EVERY: Keys = frozenset({"*"})
DEFINITIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument of a call: the name its expression begins with, and where it stands."""

    name: str
    position: int = -1
    keyword: str | None = None
    starred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call: the name that its function begins with, the method called if it is one."""

    name: str
    method: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """What may change a value as a cell or a function runs."""

    stored: frozenset[str]  # names of which a part is set, or that are added to
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A function or class of a cell, at any depth. A class may change everything it is given."""

    name: str
    is_class: bool
    positions: Mapping[str, int]  # by parameter
    others: frozenset[str]  # parameters without a position
    actions: Actions


def find_actions(tree: ast.AST) -> Actions:
    """Return what may change a value as this runs; an inner function is taken to be called."""
    nodes = tuple(_running(tree))
    stored = {
        root(node.target if isinstance(node, ast.AugAssign) else node)
        for node in nodes
        if isinstance(node, ast.AugAssign) or _sets_part(node)
    }
    calls = tuple(_read_call(node) for node in nodes if isinstance(node, ast.Call))
    return Actions(stored=frozenset(stored), calls=calls)


def find_definitions(tree: ast.Module) -> tuple[Definition, ...]:
    """Return the functions and classes of a cell."""
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef))
    return tuple(map(_read_definition, nodes))


def find_changers(definitions: Sequence[Definition]) -> Changers:
    """Return the functions that may change what is passed to them, with which."""
    changers: dict[str, Keys] = {one.name: EVERY for one in definitions if one.is_class}
    while True:
        grown = dict(changers)
        for one in definitions:
            if not one.is_class:
                grown[one.name] = grown.get(one.name, frozenset()) | _find_hits(one, changers)
        if grown == changers:
            return changers
        changers = grown


def find_changed(actions: Actions, changers: Changers) -> frozenset[str]:
    """Return the names whose values these actions may change."""
    found = actions.stored.union(*(_changed_by(call, changers) for call in actions.calls))
    return found - {""}


def _find_hits(one: Definition, changers: Changers) -> Keys:
    """Return the arguments that a function may change, by position and name."""
    # A function that is passed may change what it is called with.
    passed = dict.fromkeys([*one.positions, *one.others], EVERY)
    changed = find_changed(one.actions, {**changers, **passed})
    by_name = changed & (one.positions.keys() | one.others)
    return by_name | {one.positions[name] for name in changed & one.positions.keys()}


def _changed_by(call: Call, changers: Changers) -> set[str]:
    changed = {call.name} if call.method and call.method not in PURE else set()
    hits = _hits_of(call, changers)
    changed |= {argument.name for argument in call.arguments if _is_hit(argument, hits)}
    return changed


def _hits_of(call: Call, changers: Changers) -> Keys:
    if call.method:
        return EVERY if call.method == "shuffle" else frozenset()
    return changers.get(call.name, frozenset())


def _is_hit(argument: Argument, hits: Keys) -> bool:
    if argument.position >= 0:
        return bool(hits & {argument.position, "*"}) or (bool(hits) and argument.starred)
    return argument.keyword == "out" or "*" in hits or argument.keyword in hits


def _read_call(node: ast.Call) -> Call:
    positional = [
        Argument(name=root(value), position=number, starred=isinstance(value, ast.Starred))
        for number, value in enumerate(node.args)
    ]
    named = [Argument(name=root(part.value), keyword=part.arg) for part in node.keywords]
    method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    return Call(name=root(node.func), method=method, arguments=(*positional, *named))


def _read_definition(node: ast.FunctionDef | ast.ClassDef) -> Definition:
    if isinstance(node, ast.ClassDef):
        nothing = Actions(stored=NOTHING, calls=())
        return Definition(
            name=node.name, is_class=True, positions={}, others=NOTHING, actions=nothing
        )
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    others = [*arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    return Definition(
        name=node.name,
        is_class=False,
        positions={argument.arg: number for number, argument in enumerate(positional)},
        others=frozenset(argument.arg for argument in others if argument),
        actions=find_actions(node),
    )


def _sets_part(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load)


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that run with a cell or a function; a cell does not run its functions."""
    pending = list(ast.iter_child_nodes(tree))
    while pending:
        node = pending.pop()
        if not (isinstance(tree, ast.Module) and isinstance(node, DEFINITIONS)):
            yield node
            pending.extend(ast.iter_child_nodes(node))
