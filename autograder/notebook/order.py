"""The order in which code cells are run: the student's, but for cells that others above need.

Handed-out cells and answers can be moved up or put back where they were deleted, and only where the
code would stop with a NameError without them and the student's order breaks the order handed out.
`_Run` goes through the cells once, from top to bottom, and before each runs what it lacks.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.notebook.code import Code, Part, understand
from autograder.notebook.format import Cell, check_points
from autograder.notebook.given import find_lines
from autograder.notebook.scope import NOTHING
from autograder.notebook.shipped import Shipped

MOST_NAMES = 20_000  # used in all cells: a notebook with more is not honest, and keeps its order
MOST_LINKS = 2_000  # looked at for cells that need each other
MOST_LOOKS = 300  # cells for which the functions that they call are followed
DEEPEST_CHAIN = 50
QUOTED = 60  # characters of a cell's first line


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Unit:
    """A code cell, its place among those handed out, and the questions judged at it."""

    cell: Cell
    code: Code
    place: int | None  # None: the student's own
    checks: frozenset[str] = NOTHING
    missing: bool = False  # handed out, and not in the notebook


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """The notebook's cells in their order, and for each name the cells that may be run early."""

    units: tuple[_Unit, ...]
    providers: Mapping[str, tuple[_Unit, ...]]
    gone: frozenset[str]  # names that missing cells alone give
    shipped: Shipped


def put_in_order(parts: Sequence[Part], shipped: Shipped) -> tuple[list[Part], list[str]]:
    """Return the code cells in the order to run them, and a sentence for each repair."""
    code = [part for part in parts if part.code]
    if (
        sum(len(part.code.uses) + len(part.code.uses_later) for part in code if part.code)
        > MOST_NAMES
    ):
        return code, []
    plan = _plan(code, shipped)
    done = _Run(plan=plan, waiting=list(plan.units)).finish()
    repairs = [_explain(unit) for unit, early in done.items() if early]
    return [Part(cell=unit.cell, code=unit.code) for unit in _lift(done)], repairs


def quote(source: str) -> str:
    """Return the first line of a cell without the comment behind it, as a repair names it."""
    line = next((line.strip() for line in source.splitlines() if line.strip()), "")
    line = line.partition("  # ")[0].rstrip()
    shown = "".join(character for character in line[: QUOTED + 1] if character.isprintable())
    return f"“{shown if len(shown) <= QUOTED else shown[:QUOTED] + '…'}”"


def _explain(unit: _Unit) -> str:
    if unit.missing:
        return f"the cell {quote(unit.cell.source)} was missing and was run as handed out"
    return (
        f"the cell {quote(unit.cell.source)} stood below cells that need it and was run before them"
    )


def _plan(parts: Sequence[Part], shipped: Shipped) -> _Plan:
    units = tuple(_find_units(parts, shipped))
    missing = tuple(_find_missing(units, shipped))
    providers: dict[str, tuple[_Unit, ...]] = {}
    for unit in (*units, *missing):
        for name in unit.code.binds if unit.place is not None else ():
            providers[name] = (*providers.get(name, ()), unit)
    here, there = ({n for one in some for n in one.code.binds} for some in (units, missing))
    return _Plan(units=units, providers=providers, gone=frozenset(there - here), shipped=shipped)


def _find_units(parts: Sequence[Part], shipped: Shipped) -> Iterator[_Unit]:
    judged: dict[int, set[str]] = {}
    for question, position in check_points(part.cell for part in parts).items():
        if question in shipped.taken:
            judged.setdefault(position, set()).add(question)
    for number, part in enumerate(parts):
        if part.code:
            yield _Unit(
                cell=part.cell,
                code=part.code,
                place=shipped.find_place(part.code),
                checks=frozenset(judged.get(number, ())),
            )


def _find_missing(units: Sequence[_Unit], shipped: Shipped) -> Iterator[_Unit]:
    """Yield the handed-out cells that bind something and do not stand here as they were.

    One that stands in a cell that does not parse is found there when that cell has stopped.
    """
    here = {unit.code.shape for unit in units} | shipped.blank_shapes
    broken = [find_lines(unit.cell.source) for unit in units if not unit.code.parses]
    for number, code in enumerate(shipped.codes):
        source = shipped.sources[number]
        lines = find_lines(source)
        held = any(lines <= others for others in broken)
        if code.shape not in here and code.binds and not held:
            cell = Cell(kind="code", source=source)
            yield _Unit(cell=cell, code=code, place=number, missing=True)


def _lift(done: Iterable[_Unit]) -> list[_Unit]:
    """Return the cells with the missing ones as far up as handed out, below what they need.

    A student's own cell that gives the same names, an edited copy say, so has the last word.
    """
    lifted: list[_Unit] = []
    for unit in done:
        place = len(lifted)
        if unit.missing:
            needs = _reach(unit, lifted)
            while place and _may_pass(unit, lifted[place - 1], needs):
                place -= 1
        lifted.insert(place, unit)
    return lifted


def _may_pass(unit: _Unit, above: _Unit, needs: frozenset[str]) -> bool:
    """Return whether a missing cell may be run before the one above it."""
    later = above.place is None or (unit.place is not None and above.place > unit.place)
    return later and not needs & above.code.binds


def _reach(unit: _Unit, above: Iterable[_Unit]) -> frozenset[str]:
    """Return the names that a cell uses, and those that the cells above it use to give them."""
    givers: dict[str, list[_Unit]] = {}
    for one in above:
        for name in one.code.binds:
            givers.setdefault(name, []).append(one)
    pending, found, seen = [unit], set[str](), {unit}
    while pending:
        code = pending.pop().code
        new = (code.uses | code.uses_later) - found
        found |= new
        fresh = {one for name in new for one in givers.get(name, ())} - seen
        seen |= fresh
        pending += fresh
    return frozenset(found)


@dataclass(slots=True)
class _Run:
    """One pass through the notebook, noting what has run."""

    plan: _Plan
    waiting: list[_Unit]
    done: dict[_Unit, bool] = field(default_factory=dict)  # in the order of running; True: early
    bound: dict[str, _Unit] = field(default_factory=dict)  # by name, the last that gave it a value
    links: Iterator[int] = field(default_factory=lambda: iter(range(MOST_LINKS)))
    looks: Iterator[int] = field(default_factory=lambda: iter(range(MOST_LOOKS)))

    def finish(self) -> dict[_Unit, bool]:
        """Run all cells, then what the questions need that no cell checks."""
        here = 0
        while self.waiting:
            unit = self.waiting[0]
            here = here if unit.place is None else unit.place
            self._provide(unit, here)
            self._do(unit, early=False)
        taken = self.plan.shipped.taken
        unchecked = frozenset(taken).difference(*(unit.checks for unit in self.done))
        end = _Unit(
            cell=Cell(kind="code", source=""), code=understand(""), place=None, checks=unchecked
        )
        self._provide(end, len(self.plan.shipped.sources))
        return self.done

    def _do(self, unit: _Unit, *, early: bool) -> None:
        if not unit.missing:
            self.waiting.remove(unit)
        self.done[unit] = early
        self.bound.update(dict.fromkeys(unit.code.binds, unit))

    def _provide(self, unit: _Unit, below: int) -> None:
        """Run now what the cell lacks, if it was handed out before `below` and can be run here."""
        tried: set[str] = set()
        while links := self._first_chain(unit, below, tried):
            for link in links:  # may lack something itself when it is checked
                self._do(link, early=True)

    def _first_chain(self, unit: _Unit, below: int, tried: set[str]) -> list[_Unit]:
        """Return the cells to run for the first lacking, untried name that can get a value."""
        for name in (*self._find_lacking(unit), *self._find_gone(unit)):
            if name not in tried:
                tried.add(name)
                if links := self._chain(name, below, (unit,)):
                    return links
        return []

    def _find_lacking(self, unit: _Unit) -> list[str]:
        """Return the names for which the cell, or a check it calls, would raise a NameError."""
        lacking = self._find_unbound(unit.code.uses)
        if unit.checks:
            taken = (self.plan.shipped.taken[name] for name in unit.checks)
            called = unit.code.uses_later.union(*taken)
            lacking |= self._find_unbound(called, deep=True) - unit.code.binds
        return sorted(lacking)

    def _find_gone(self, unit: _Unit) -> list[str]:
        """Return the deleted names that functions need which the cell defines or may call."""
        if not self.plan.gone or next(self.looks, None) is None:
            return []
        names = unit.code.uses | unit.code.uses_later
        return sorted(self._find_unbound(names, deep=True) & self.plan.gone)

    def _find_unbound(self, names: Iterable[str], *, deep: bool = False) -> set[str]:
        """Return those of the names, if `deep` with those their cells use, without a value."""
        pending, seen, unbound = list(names), set(names), set()
        while pending:
            name = pending.pop()
            unit = self.bound.get(name)
            if unit is None and not hasattr(builtins, name):
                unbound.add(name)
            elif unit is not None and deep:
                new = (unit.code.uses | unit.code.uses_later) - seen
                seen |= new
                pending += new
        return unbound

    def _chain(self, name: str, below: int, users: tuple[_Unit, ...]) -> list[_Unit] | None:
        """Return the cells that must run for a name to get its value, None if it cannot."""
        unit = self._choose(name, below, users)
        if unit is None or unit.place is None:
            return None
        chain: list[_Unit] = []
        for needed in sorted(self._find_unbound(unit.code.uses)):
            if not any(needed in link.code.binds for link in chain):
                links = self._chain(needed, unit.place, (*users, unit))
                if links is None and needed not in unit.code.binds:
                    return None
                chain += [link for link in links or () if link not in chain]
        return [*chain, unit]

    def _choose(self, name: str, below: int, users: tuple[_Unit, ...]) -> _Unit | None:
        """Return the cell to take a value from: the student's last, else one that is missing."""
        if next(self.links, None) is None or len(users) >= DEEPEST_CHAIN:
            return None
        found = [
            (not unit.missing, unit.place, unit)
            for unit in self.plan.providers.get(name, ())
            if unit.place is not None
            and unit.place <= below
            and unit not in users
            and unit not in self.done
        ]
        return max(found, key=lambda one: one[:2])[2] if found else None
