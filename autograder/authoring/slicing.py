"""Which cells of a notebook can matter for what: so that `verify` need not train every network for
every wrong one-liner.

A notebook is a sequence of cells that give values to names, may change values, and use names.
`affected` goes forward from one cell to all names that may come out differently; `needed` goes
backward from the places where names are looked at to all cells that may have a say in them. Both
lean to the safe side: what a function's body uses may be set after the function was defined, a
method call changes its object unless it is known not to (`PURE`), and a function of the notebook
changes what is passed to it where its body could (`changes`). This is for notebooks that we wrote;
a submission is always run whole.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from autograder.authoring.changes import (
    Actions,
    Changers,
    Definition,
    find_actions,
    find_changed,
    find_changers,
    find_definitions,
)
from autograder.authoring.holders import Holders, find_holders
from autograder.notebook.names import Names, analyse
from autograder.notebook.scope import NOTHING
from autograder.notebook.syntax import parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one cell does to its notebook's names."""

    sets: frozenset[str]  # gives a value to, or may change
    assigns: frozenset[str]  # surely gives a new value
    uses: frozenset[str]  # reads the earlier value of, as it runs
    bodies: Mapping[str, frozenset[str]]  # by function or class defined: what it reads when called

    @property
    def late(self) -> frozenset[str]:
        """The names that anything defined here may read later."""
        return NOTHING.union(*self.bodies.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """What a cell says by itself, without regard to the others."""

    names: Names
    actions: Actions
    definitions: tuple[Definition, ...]
    holders: Holders


def find_effects(sources: Sequence[str]) -> list[Effect]:
    """Return what each cell of a notebook does to its names. Raises SyntaxError."""
    return list(_find_effects(tuple(sources)))


def affected(cells: Sequence[Effect], changed: int) -> list[frozenset[str]]:
    """Return, as it stands behind each cell, the names that may depend on what cell `changed` does.

    Their values may, or their behaviour where they are functions.
    """
    reached = NOTHING
    behind = []
    for number, cell in enumerate(cells):
        if number == changed or cell.uses & reached:
            reached |= cell.sets
        reached = _add_callers(cells[: number + 1], reached)
        behind.append(reached)
    return behind


def needed(cells: Sequence[Effect], wanted: Mapping[int, frozenset[str]]) -> frozenset[int]:
    """Return the cells that may have a say in the names looked at behind cells `wanted`."""
    late = NOTHING
    while True:
        chosen = _walk_back(cells, wanted, late)
        grown = late.union(*(cells[number].late for number in chosen))
        if grown == late:
            return chosen
        late = grown


def _add_callers(cells: Sequence[Effect], reached: frozenset[str]) -> frozenset[str]:
    """Return these names with those of all functions that read one of them when called."""
    while True:
        grown = reached.union(
            name for cell in cells for name, body in cell.bodies.items() if body & reached
        )
        if grown == reached:
            return reached
        reached = grown


def _walk_back(
    cells: Sequence[Effect], wanted: Mapping[int, frozenset[str]], late: frozenset[str]
) -> frozenset[int]:
    """Walk from the last look to the first cell; a function may read `late` names at any time."""
    live = NOTHING
    chosen = set()
    for number in reversed(range(max(wanted, default=-1) + 1)):
        live |= wanted.get(number, NOTHING) | late
        cell = cells[number]
        if cell.sets & live:
            chosen.add(number)
            live = (live - cell.assigns) | cell.uses
    return frozenset(chosen)


@lru_cache(maxsize=8)
def _find_effects(sources: tuple[str, ...]) -> tuple[Effect, ...]:
    cells = [_read(source) for source in sources]
    changers = find_changers([one for cell in cells for one in cell.definitions])
    fixed = _find_fixed(cells)
    setters = _find_setters(cells)
    every = NOTHING.union(*(cell.names.uses | cell.names.uses_later for cell in cells))
    return tuple(_find_effect(cell, changers, fixed, setters, every) for cell in cells)


@lru_cache(maxsize=4096)  # a notebook's cells are the same in nearly every case
def _read(source: str) -> _Cell:
    tree = parse(source)
    return _Cell(
        names=analyse(tree, bodies=True),
        actions=find_actions(tree),
        definitions=find_definitions(tree),
        holders=find_holders(tree),
    )


def _find_effect(
    cell: _Cell,
    changers: Changers,
    fixed: frozenset[str],
    setters: Mapping[str, frozenset[str]],
    every: frozenset[str],
) -> Effect:
    names = cell.names
    read = names.needs | names.lambdas
    changed = find_changed(cell.actions, changers) - fixed
    changed = changed.union(*(setters[name] for name in read & setters.keys()))
    if names.stars:
        changed |= _leave_builtins(every)
    return Effect(
        sets=names.binds | names.deletes | changed,
        assigns=names.sure - changed,
        uses=_leave_builtins(read | (changed - names.sure)),
        bodies={name: _leave_builtins(body) for name, body in names.bodies.items()},
    )


def _find_fixed(cells: Sequence[_Cell]) -> frozenset[str]:
    """Return the names whose values no call can change."""
    holders = [cell.holders for cell in cells]
    stored = NOTHING.union(*(cell.names.stores for cell in cells))
    forgetful = NOTHING.union(*(one.forgetful for one in holders)) - stored
    fixed = forgetful.union(*(one.fixed for one in holders))
    return fixed.difference(*(one.varying for one in holders))


def _find_setters(cells: Sequence[_Cell]) -> dict[str, frozenset[str]]:
    """Return, by function, the names that it gives values to by `global`, itself or by a call."""
    setting = [cell.names for cell in cells if cell.names.binds_later]
    setters = {name: names.binds_later for names in setting for name in names.bodies}
    bodies = [item for cell in cells for item in cell.names.bodies.items()]
    while (grown := _add_setters(setters, bodies)) != setters:
        setters = grown
    return setters


def _add_setters(
    setters: dict[str, frozenset[str]], bodies: Iterable[tuple[str, frozenset[str]]]
) -> dict[str, frozenset[str]]:
    """Return these functions with those that call one of them."""
    grown = dict(setters)
    for name, body in bodies:
        if called := body & setters.keys():
            found = (setters[other] for other in called)
            grown[name] = grown.get(name, NOTHING).union(*found)
    return grown


def _leave_builtins(found: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in found if not hasattr(builtins, name))
