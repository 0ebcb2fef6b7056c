"""One scope of Python, its statements followed in the order of evaluation: the working part of
`names`.

A `Scope` is a cell, the body of a function, or that of a class. Functions inside it are looked at
when they are met, each in a scope of its own, and leave behind what they will read when they are
called (`Later`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from autograder.notebook.syntax import NAMELESS, loaded, root, stored

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What code that runs later takes from the scopes around it."""

    names: frozenset[str]  # looked up from the innermost scope outwards
    outermost: frozenset[str] = NOTHING  # declared global: the notebook's own
    writes: frozenset[str] = NOTHING  # those of `outermost` that are given a value
    holder: str = ""  # the name it is bound to


class Scope(ast.NodeVisitor):
    """A cell, the body of a function or of a class, followed in the order of evaluation."""

    def __init__(self, *, lazy_annotations: bool, is_class: bool = False) -> None:
        self.lazy_annotations = lazy_annotations
        self.is_class = is_class
        self.owned: set[str] = set()  # ever bound here, or declared
        self.holds: set[str] = set()  # may have a value at this point
        self.sure: set[str] = set()  # surely has one
        self.hidden: frozenset[str] = NOTHING  # variables of the comprehensions around this point
        self.reads: set[str] = set()
        self.needs: set[str] = set()
        self.lambda_needs: set[str] = set()
        self.imports: set[str] = set()
        self.deletes: set[str] = set()
        self.stores: set[str] = set()
        self.outermost: set[str] = set()  # declared global
        self.outer: set[str] = set()  # declared nonlocal
        self.later: list[Later] = []
        self.stars = False

    def run(self, nodes: Iterable[ast.AST | None]) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def bind(self, name: str) -> None:
        if name not in self.hidden:
            self.owned.add(name)
            self.holds.add(name)
            self.sure.add(name)

    def read(self, name: str) -> None:
        if name in self.hidden:
            return
        self.reads.add(name)
        if name not in self.sure or (self.is_class and self.hidden):
            self.needs.add(name)

    def unbind(self, name: str) -> None:
        self.owned.add(name)
        self.deletes.add(name)
        self.holds.discard(name)
        self.sure.discard(name)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self.bind(node.id)
        elif isinstance(node.ctx, ast.Del):
            self.read(node.id)
            self.unbind(node.id)
        else:
            self.read(node.id)

    def visit_Global(self, node: ast.Global) -> None:
        self.outermost.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.outer.update(node.names)

    def visit_Attribute(self, node: ast.Attribute | ast.Subscript) -> None:
        self.generic_visit(node)
        if not isinstance(node.ctx, ast.Load):
            self.stores.add(root(node))

    visit_Subscript = visit_Attribute  # noqa: N815 - the visitor's own naming

    def visit_Assign(self, node: ast.Assign) -> None:
        self.run([node.value, *node.targets])

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self.read(node.target.id)
        self.run([node.value, node.target])

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.visit_annotations([node.annotation])
        if node.value is None and isinstance(node.target, ast.Name):
            self.owned.add(node.target.id)
        else:
            self.run([node.value, node.target])

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.run([node.value, node.target])

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            if alias.name == "*":
                self.stars = True
            else:
                name = (alias.asname or alias.name).split(".")[0]
                self.imports.add(name)
                self.bind(name)

    visit_ImportFrom = visit_Import  # noqa: N815 - the visitor's own naming

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self.run([node.iter, node.target, *node.body, *node.orelse])

    visit_AsyncFor = visit_For  # noqa: N815 - the visitor's own naming

    def visit_If(self, node: ast.If) -> None:
        self.visit(node.test)
        self.branch(node.body, node.orelse)

    def visit_Match(self, node: ast.Match) -> None:
        self.visit(node.subject)
        others: list[list[ast.AST]] = [] if _is_irrefutable(node.cases[-1]) else [[]]
        self.branch(*([case] for case in node.cases), *others)

    def visit_MatchAs(self, node: ast.MatchAs | ast.MatchStar) -> None:
        self.generic_visit(node)
        if node.name:
            self.bind(node.name)

    visit_MatchStar = visit_MatchAs  # noqa: N815 - the visitor's own naming

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        self.generic_visit(node)
        if node.rest:
            self.bind(node.rest)

    def visit_Try(self, node: ast.Try | ast.TryStar) -> None:
        before = set(self.sure)
        self.branch_from(before, [*node.body, *node.orelse], *([h] for h in node.handlers))
        after, self.sure = self.sure, before & self.sure
        self.run(node.finalbody)
        self.sure |= after & self.holds

    visit_TryStar = visit_Try  # noqa: N815 - the visitor's own naming

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self.run([node.type])
        if node.name:
            self.bind(node.name)
        self.run(node.body)
        if node.name:
            self.unbind(node.name)

    def branch(self, *paths: Sequence[ast.AST]) -> None:
        """Follow one of several paths: sure is what is sure on all of them."""
        self.branch_from(set(self.sure), *paths)

    def branch_from(self, sure: set[str], *paths: Sequence[ast.AST]) -> None:
        ends, held = [], set(self.holds)
        holds: set[str] = set()
        for path in paths:
            self.sure, self.holds = set(sure), set(held)
            self.run(path)
            ends.append(self.sure)
            holds |= self.holds
        self.sure, self.holds = set.intersection(*ends), holds

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self.visit(node.test)
        self.branch([node.body], [node.orelse])

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        first, *others = node.values
        self.visit(first)
        self.branch(others, [])

    def visit_Compare(self, node: ast.Compare) -> None:
        first, *others = node.comparators
        self.run([node.left, first])
        self.branch(others, [])

    def visit_comprehension_of(self, *made: ast.expr, parts: list[ast.comprehension]) -> None:
        self.visit(parts[0].iter)
        sure = set(self.sure)
        with self.hiding(stored(*(part.target for part in parts))):
            for number, part in enumerate(parts):
                self.run([*([part.iter] if number else []), part.target, *part.ifs])
            self.run(made)
        self.sure = sure

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> None:
        self.visit_comprehension_of(node.elt, parts=node.generators)

    visit_SetComp = visit_GeneratorExp = visit_ListComp  # noqa: N815 - the visitor's own naming

    def visit_DictComp(self, node: ast.DictComp) -> None:
        self.visit_comprehension_of(node.key, node.value, parts=node.generators)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.run(_defaults(node.args))
        before = set(self.sure)
        found = self.put_off([node.body], node.args)
        self.lambda_needs |= (found.names | found.outermost) - before

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.run([*node.decorator_list, *_defaults(node.args)])
        with self.hiding(self.visit_type_parameters(node)):
            self.visit_annotations([a.annotation for a in _arguments(node.args)] + [node.returns])
            self.put_off(node.body, node.args, holder=node.name)
        self.keep(node.name, *node.decorator_list)
        self.bind(node.name)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - the visitor's own naming

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.run(node.decorator_list)
        with self.hiding(self.visit_type_parameters(node)):
            self.run([*node.bases, *node.keywords])
            self.visit_class_body(node)
        self.keep(node.name, *node.decorator_list)
        if node.name != NAMELESS:
            self.bind(node.name)

    def visit_class_body(self, node: ast.ClassDef) -> None:
        inner = Scope(lazy_annotations=self.lazy_annotations, is_class=True)
        inner.run(node.body)
        for name in sorted(inner.needs):
            self.read(name)
        self.stores |= inner.stores
        later = [
            *inner.later,
            Later(
                names=frozenset(inner.needs),
                outermost=frozenset(inner.reads & inner.outermost),
                writes=frozenset(inner.owned & inner.outermost),
            ),
        ]
        self.add(_join(later, drop={"__class__"}, holder=node.name))

    def visit_TypeAlias(self, node: Any) -> None:
        name = node.name.id
        with self.hiding(self.visit_type_parameters(node)):
            self.put_off([node.value], holder=name)
        self.bind(name)

    def visit_type_parameters(self, node: ast.AST) -> frozenset[str]:
        """Return the names of type parameters; their bounds and defaults run when asked for."""
        parameters = getattr(node, "type_params", [])
        own = frozenset(parameter.name for parameter in parameters)
        with self.hiding(own):
            for parameter in parameters:
                parts = [getattr(parameter, part, None) for part in ("bound", "default_value")]
                self.put_off([part for part in parts if part is not None])
        return own

    def visit_annotations(self, found: Iterable[ast.expr | None]) -> None:
        annotations = [annotation for annotation in found if annotation is not None]
        if self.lazy_annotations:
            self.put_off(annotations)
        else:
            self.run(annotations)

    @contextmanager
    def hiding(self, names: Iterable[str]) -> Iterator[None]:
        """Keep names that stand for something else in an inner scope out of this one."""
        before, self.hidden = self.hidden, self.hidden.union(names)
        yield
        self.hidden = before

    def put_off(
        self, body: Iterable[ast.AST], arguments: ast.arguments | None = None, holder: str = ""
    ) -> Later:
        """Note what code reads that runs later, in a scope of its own."""
        inner = Scope(lazy_annotations=self.lazy_annotations)
        for argument in _arguments(arguments) if arguments else ():
            inner.bind(argument.arg)
        inner.run(body)
        self.stores |= inner.stores - inner.owned
        return self.add(_leave(inner, holder))

    def keep(self, holder: str, *nodes: ast.AST) -> None:
        """Note that what a decorator reads may be read again when the decorated name is called."""
        self.add(Later(names=frozenset(loaded(*nodes)), holder=holder))

    def add(self, later: Later) -> Later:
        later = _join([later], drop=self.hidden, holder=later.holder)
        self.later.append(later)
        return later


def _leave(scope: Scope, holder: str) -> Later:
    """Return what a function takes from outside: what is looked up and not found in it."""
    inner = _join(scope.later)
    own = scope.owned - scope.outer
    looked_up = inner.names | scope.reads
    return Later(
        names=(looked_up - own - scope.outermost) | scope.outer,
        outermost=(looked_up & scope.outermost) | inner.outermost,
        writes=inner.writes | (scope.owned & scope.outermost),
        holder=holder,
    )


def _join(parts: Iterable[Later], *, drop: Iterable[str] = (), holder: str = "") -> Later:
    parts = list(parts)
    return Later(
        names=NOTHING.union(*(part.names for part in parts)).difference(drop),
        outermost=NOTHING.union(*(part.outermost for part in parts)),
        writes=NOTHING.union(*(part.writes for part in parts)),
        holder=holder,
    )


def _arguments(arguments: ast.arguments) -> list[ast.arg]:
    found = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return found + [rest for rest in (arguments.vararg, arguments.kwarg) if rest]


def _defaults(arguments: ast.arguments) -> list[ast.expr]:
    return [*arguments.defaults, *(default for default in arguments.kw_defaults if default)]


def _is_irrefutable(case: ast.match_case) -> bool:
    pattern = case.pattern
    return case.guard is None and isinstance(pattern, ast.MatchAs) and pattern.pattern is None
