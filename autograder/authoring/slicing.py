"""Which cells of a notebook can matter for what: so that `verify` need not train every network for every wrong
one-liner.

A notebook is a sequence of cells that give values to names, may change values, and use names. `affected` goes forward
from one cell to all names that may come out differently; `needed` goes backward from the places where names are looked at to all
cells that may have a say in them. Both lean to the safe side: what a function's body uses may be set after the function was
defined, a method call changes its object unless it is known not to (`PURE`), and a function of the notebook changes what is
passed to it where its body could. This is for notebooks that we wrote; a submission is always run whole.
"""

from __future__ import annotations

import ast
import builtins
import symtable
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from IPython.core.inputtransformer2 import TransformerManager

PURE = frozenset(
    """
    all any argmax argmin argsort astype ceil copy count count_params cumsum difference dot endswith evaluate find flatten format
    get get_weights index intersection isdisjoint isin item items join keys lower max mean min nonzero predict ravel read_text
    repeat reshape round split splitlines startswith std strip sum summary take tobytes tolist transpose union upper values var
    bar barh contour contourf fill_between hist imshow legend plot savefig scatter set set_title set_xlabel set_ylabel show
    """.split()
)  # methods that do not change what they are called on; those of a plot change only the plot
Changers = Mapping[
    str, frozenset[int | str]
]  # functions, with the positions and names of the arguments that they may change
EVERY = frozenset({"*"})


@dataclass(frozen=True, slots=True)
class Names:
    """What one cell does to the notebook's names.

    `sets`: those it gives values to or may change. `assigns`: those it surely gives a new value. `uses`: those whose
    earlier value it reads as it runs. `bodies`: for each function or class it defines, the names that one reads when called.
    """

    sets: frozenset[str]
    assigns: frozenset[str]
    uses: frozenset[str]
    bodies: Mapping[str, frozenset[str]]

    @property
    def late(self) -> frozenset[str]:
        """The names that anything defined here may read later."""
        return frozenset().union(*self.bodies.values())


def names(sources: Sequence[str]) -> list[Names]:
    """Return the names of each cell of a notebook. Raises SyntaxError."""
    return list(_all_names(tuple(sources)))


@lru_cache(maxsize=8)
def _all_names(sources: tuple[str, ...]) -> tuple[Names, ...]:
    cells = [_parsed(source) for source in sources]
    changers = _changers(cells)
    classes = frozenset().union(*(cell.classes for cell in cells)) - frozenset().union(
        *(cell.stored for cell in cells)
    )
    fixed = frozenset().union(classes, *(cell.fixed for cell in cells)) - frozenset().union(
        *(c.varying for c in cells)
    )
    return tuple(_names(cell, changers, fixed) for cell in cells)


def affected(cells: Sequence[Names], changed: int) -> list[frozenset[str]]:
    """Return, as it stands behind each cell, the names whose value or behaviour may depend on what cell `changed` does."""
    reached: frozenset[str] = frozenset()
    behind = []
    for number, cell in enumerate(cells):
        if number == changed or cell.uses & reached:
            reached |= cell.sets
        reached = _callers(cells[: number + 1], reached)
        behind.append(reached)
    return behind


def _callers(cells: Sequence[Names], reached: frozenset[str]) -> frozenset[str]:
    """Return these names with those of all functions that read one of them when called."""
    while True:
        grown = reached.union(
            name for cell in cells for name, body in cell.bodies.items() if body & reached
        )
        if grown == reached:
            return reached
        reached = grown


def needed(cells: Sequence[Names], wanted: Mapping[int, frozenset[str]]) -> frozenset[int]:
    """Return the positions of all cells that may have a say in the names that are looked at behind cells `wanted`."""
    late: frozenset[str] = frozenset()
    while True:
        chosen = _backward(cells, wanted, late)
        grown = late.union(*(cells[number].late for number in chosen))
        if grown == late:
            return chosen
        late = grown


def _backward(
    cells: Sequence[Names], wanted: Mapping[int, frozenset[str]], late: frozenset[str]
) -> frozenset[int]:
    """Walk from the last look to the first cell; `late` names are alive throughout, since a function may read them any time."""
    live: frozenset[str] = frozenset()
    chosen = set()
    for number in reversed(range(max(wanted, default=-1) + 1)):
        live |= wanted.get(number, frozenset()) | late
        cell = cells[number]
        if cell.sets & live:
            chosen.add(number)
            live = (live - cell.assigns) | cell.uses
    return frozenset(chosen)


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a cell says by itself, without regard to the others. Kept: a notebook's cells are the same in nearly every case."""

    tree: ast.Module
    defined: tuple[ast.FunctionDef | ast.ClassDef, ...]  # at any depth
    bound: frozenset[str]
    bodies: Mapping[str, frozenset[str]]
    assigned: frozenset[str]
    read: frozenset[str]
    fixed: frozenset[str]  # names that only modules, functions and constants are given to here
    varying: frozenset[str]  # names that something else is given to
    classes: frozenset[str]  # names of classes that keep nothing but what their objects keep
    stored: frozenset[str]  # names whose attributes or items are set


@lru_cache(maxsize=4096)
def _parsed(source: str) -> _Cell:
    code = TransformerManager().transform_cell(source)
    tree = ast.parse(code)
    table = symtable.symtable(code, "<cell>", "exec")
    bound = {s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_imported()}
    bodies: dict[str, set[str]] = {}
    for child in table.get_children():
        holders = (
            bound if child.get_name() == "lambda" else {child.get_name()} & bound
        )  # a comprehension runs at once
        for name in holders:
            bodies.setdefault(name, set()).update(_globals(child))
    flow = _Flow()
    flow.run(tree.body)
    kept = {name: _ours(body) for name, body in bodies.items()}
    defined = tuple(
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)
    )
    return _Cell(
        tree,
        defined,
        frozenset(bound),
        kept,
        frozenset(flow.assigned),
        frozenset(flow.read),
        *_holds(tree),
    )


def _names(cell: _Cell, changers: Changers, fixed: frozenset[str]) -> Names:
    changed = _changed(cell.tree, changers) - fixed
    return Names(
        cell.bound | changed,
        cell.assigned - changed,
        _ours(cell.read | (changed - cell.assigned)),
        cell.bodies,
    )


class _Flow(ast.NodeVisitor):
    """Follow a cell's statements in order: which names are read before the cell gives them a value, which are surely given one.

    A loop is taken to run at least once; what only one branch assigns is not sure.
    """

    def __init__(self) -> None:
        self.assigned: set[str] = set()
        self.read: set[str] = set()

    def run(self, body: Sequence[ast.stmt]) -> None:
        for statement in body:
            self.visit(statement)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self.assigned.add(node.id)
        elif node.id not in self.assigned:
            self.read.add(node.id)

    def visit_Assign(self, node: ast.Assign) -> None:
        self._each(node.value, *node.targets)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._each(*([node.value] if node.value else []), node.target)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        name = _root(node.target)
        if name not in self.assigned:
            self.read.add(name)
        self._each(node.value, node.target)

    def visit_For(self, node: ast.For) -> None:
        self._each(node.iter, node.target)
        self.run([*node.body, *node.orelse])

    def visit_If(self, node: ast.If) -> None:
        self.visit(node.test)
        before = set(self.assigned)
        self.run(node.body)
        then, self.assigned = self.assigned, set(before)
        self.run(node.orelse)
        self.assigned &= then

    def visit_Try(self, node: ast.Try) -> None:
        before = set(self.assigned)
        self.run(node.body)
        self.assigned = set(before)
        for handler in node.handlers:
            self.run(handler.body)
            self.assigned = set(before)
        self.run([*node.orelse, *node.finalbody])

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        self.assigned |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}

    visit_ImportFrom = visit_Import  # noqa: N815 - the visitor's own naming

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.ClassDef) -> None:
        arguments = node.args if isinstance(node, ast.FunctionDef) else None
        self._each(
            *node.decorator_list,
            *([*arguments.defaults, *filter(None, arguments.kw_defaults)] if arguments else []),
        )
        if isinstance(node, ast.ClassDef):
            self._each(*node.bases)
        self.assigned.add(node.name)

    visit_ClassDef = visit_FunctionDef  # noqa: N815

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._inner(node, {argument.arg for argument in node.args.args})

    def _comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
    ) -> None:
        targets = {
            n.id
            for part in node.generators
            for n in ast.walk(part.target)
            if isinstance(n, ast.Name)
        }
        self._inner(node, targets)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension  # noqa: N815

    def _inner(self, node: ast.AST, own: set[str]) -> None:
        inner = _Flow()
        inner.assigned = self.assigned | own
        inner.generic_visit(node)
        self.read |= inner.read

    def _each(self, *nodes: ast.AST) -> None:
        for node in nodes:
            self.visit(node)


def _ours(found: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in found if not hasattr(builtins, name))


def _globals(table: symtable.SymbolTable) -> set[str]:
    """Return the notebook's names that a function or class reads, at any depth."""
    found = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
    return found.union(*(_globals(child) for child in table.get_children()))


def _holds(
    tree: ast.Module,
) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Return the names that no call can change (modules, functions, names that hold constants), those given other values, classes
    without a memory, and the names whose parts are set.
    """
    fixed: set[str] = set()
    other: set[str] = set()
    classes: set[str] = set()
    stored: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            fixed |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.FunctionDef):
            fixed.add(node.name)
        elif isinstance(node, ast.ClassDef):
            (classes if _forgetful(node) else other).add(node.name)
        elif isinstance(node, ast.Attribute | ast.Subscript) and isinstance(
            node.ctx, ast.Store | ast.Del
        ):
            stored.add(_root(node))
        elif isinstance(node, ast.Assign) and _constant(node.value):
            fixed |= _bound(node.targets)
        elif isinstance(
            node, ast.Assign | ast.AnnAssign | ast.For | ast.comprehension | ast.NamedExpr
        ):
            other |= _bound(node.targets if isinstance(node, ast.Assign) else [node.target])
    return frozenset(fixed), frozenset(other), frozenset(classes), frozenset(stored)


def _bound(targets: Iterable[ast.expr]) -> set[str]:
    """Return the names that an assignment to these gives a value to; not those whose parts it sets."""
    return {
        n.id
        for t in targets
        for n in ast.walk(t)
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }


def _forgetful(node: ast.ClassDef) -> bool:
    """Return whether a class surely keeps no state of its own: undecorated methods, constant defaults, no way to name itself."""
    methods = [
        part for part in node.body if isinstance(part, ast.FunctionDef) and not part.decorator_list
    ]
    docstring = [
        part
        for part in node.body
        if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
    ]
    defaults = [
        d for m in methods for d in (*m.args.defaults, *m.args.kw_defaults) if d is not None
    ]
    named = {
        n.id if isinstance(n, ast.Name) else n.attr
        for n in ast.walk(node)
        if isinstance(n, ast.Name | ast.Attribute)
    }
    return (
        len(methods) + len(docstring) == len(node.body)
        and all(map(_constant, defaults))
        and not (
            node.bases
            or node.keywords
            or node.decorator_list
            or named & {node.name, "type", "__class__", "super"}
        )
    )


def _constant(node: ast.AST) -> bool:
    if isinstance(node, ast.Tuple):
        return all(map(_constant, node.elts))
    return isinstance(node, ast.Constant)


def _changers(cells: Sequence[_Cell]) -> Changers:
    """Return the notebook's functions that may change what is passed to them, with which; a class may change everything."""
    defined = [node for cell in cells for node in cell.defined]
    functions = [node for node in defined if isinstance(node, ast.FunctionDef)]
    changers: dict[str, frozenset[int | str]] = {
        node.name: EVERY for node in defined if isinstance(node, ast.ClassDef)
    }
    while True:
        grown = dict(changers)
        for node in functions:
            own = {argument.arg: number for number, argument in enumerate(node.args.args)}
            rest = {a.arg for a in (*node.args.kwonlyargs, node.args.vararg, node.args.kwarg) if a}
            called = dict.fromkeys(
                [*own, *rest], EVERY
            )  # a function that is passed may change what it is called with
            changed = _changed(node, {**changers, **called})
            hits = {key for name in changed & own.keys() for key in (name, own[name])} | (
                changed & rest
            )
            grown[node.name] = grown.get(node.name, frozenset()) | hits
        if grown == changers:
            return changers
        changers = grown


def _changed(tree: ast.AST, changers: Changers) -> set[str]:
    """Return the names that statements may change without assigning them; of inner functions those of the outer's names."""
    changed: set[str] = set()
    for node in _changing(tree):
        if isinstance(node, ast.Call):
            changed |= _changed_by(node, changers)
        else:
            changed.add(_root(node.target if isinstance(node, ast.AugAssign) else node))
    return changed - {""}


@lru_cache(maxsize=8192)
def _changing(tree: ast.AST) -> tuple[ast.AST, ...]:
    """Return what may change a name's value as a cell or a function runs: calls, and assignments to parts. Kept with the cell."""
    return tuple(
        node
        for node in _running(tree)
        if isinstance(node, ast.Call | ast.AugAssign)
        or (
            isinstance(node, ast.Attribute | ast.Subscript)
            and isinstance(node.ctx, ast.Store | ast.Del)
        )
    )


def _changed_by(call: ast.Call, changers: Changers) -> set[str]:
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    changed = {_root(call.func)} if method and method not in PURE else set()
    hits = (
        EVERY
        if method == "shuffle"
        else frozenset()
        if method
        else changers.get(_root(call.func), frozenset())
    )
    for number, argument in enumerate(call.args):
        if hits & {number, "*"} or (hits and isinstance(argument, ast.Starred)):
            changed.add(_root(argument))
    for keyword in call.keywords:
        if hits & {keyword.arg, "*"} or keyword.arg == "out":
            changed.add(_root(keyword.value))
    return changed


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that run when a cell or a function does; an inner function is taken to be called."""
    pending = list(ast.iter_child_nodes(tree))
    while pending:
        node = pending.pop()
        if isinstance(tree, ast.Module) and isinstance(
            node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
        ):
            continue
        yield node
        pending.extend(ast.iter_child_nodes(node))


def _root(node: ast.AST) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call | ast.Starred):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""
