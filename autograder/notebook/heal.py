"""What a damaged but honest notebook is run as. A notebook that is not damaged comes back unchanged.

`healed` undoes what a slip of the hand or of a tool does to cells, judged by the cells as they were handed out: a code cell saved
as text, several cells pasted into one, a cell torn in two, a handed-out cell that was deleted, a cell dragged below
those that need it. Nothing is moved or put back unless the code would stop with a NameError there, and only where the
student's order breaks the order handed out; so work that the notebook could not do from top to bottom earns nothing new.
Every repair is one sentence for student and instructor. Cells are parsed, never run; ids and metadata play no part.
"""

from __future__ import annotations

import ast
import builtins
import hashlib
import re
import symtable
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from autograder.assignments import parameters
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell, Notebook
from autograder.records import Assignment, Question

PARSED_CHARACTERS = 1 << 16  # of one cell; what is longer is looked at by pattern only
SHORTEST_GIVEN = 40  # characters of a handed-out cell that is recognised inside another; less may stand there by chance
TORN = 3  # pieces of one cell that are put together again
MOST_PIECES = 100  # of all cells that were pasted into others
MOST_NAMES = (
    20_000  # used in all cells together: more is no honest notebook, and is run in the order it has
)
MOST_TEXT = (
    1 << 20
)  # characters of text cells that are looked at: with more of them, none is taken for code
MOST_LINKS = 2_000  # looked at for cells that need each other
DEEPEST_CHAIN = 50
MAGIC = re.compile(r"^([ \t]*)[%!][^\n]*", re.MULTILINE)
CELL_MAGIC = re.compile(r"\A\s*%%(\w+)[^\n]*")
PYTHON_MAGICS = ("time", "timeit", "capture", "prun")
LATER_MAGIC = re.compile(r"^%%[a-z]", re.MULTILINE)
DEFINITION = re.compile(
    r"^[ \t]*+(?:def|class)[ \t]++(\w+)|^[ \t]*+(\w+)[ \t]*+=(?!=)", re.MULTILINE
)
ONLY_CHECKS = re.compile(r"\s*(?:\w+\.check\([^()\n]*\)\s*)+")
EAGER_SCOPES = ("listcomp", "genexpr", "setcomp", "dictcomp")


@dataclass(frozen=True, slots=True)
class Code:
    """What one cell's source does to names. `shape` is the same for sources that differ in layout and comments only."""

    shape: bytes
    parses: bool = False
    statements: frozenset[bytes] = frozenset()  # their shapes
    binds: frozenset[str] = frozenset()
    imports: frozenset[str] = frozenset()  # those of `binds` that are imported
    uses: frozenset[str] = frozenset()  # while the cell runs
    uses_later: frozenset[str] = frozenset()  # when a function that it defines is called


@lru_cache(maxsize=4096)  # of one notebook: `healed` forgets the one before
def understood(source: str) -> Code:
    """Return what a cell's source does; what does not parse is read by pattern."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an escape that is none, say: the student's affair
            code, tree = _parsed(source)
            table = symtable.symtable(code, "<cell>", "exec")
        statements = [_digest(ast.dump(statement)) for statement in tree.body]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        bound = {name for match in DEFINITION.finditer(source) for name in match.groups() if name}
        return Code(_digest(" ".join(source.split())), binds=frozenset(bound))
    symbols = table.get_symbols()
    imports = {symbol.get_name() for symbol in symbols if symbol.is_imported()}
    binds = imports | {symbol.get_name() for symbol in symbols if symbol.is_assigned()}
    uses = {symbol.get_name() for symbol in symbols if symbol.is_referenced()}
    later: set[str] = set()
    for scope, eager in _scopes(table):
        (uses if eager else later).update(
            symbol.get_name() for symbol in scope.get_symbols() if symbol.is_global()
        )
    shape = hashlib.sha256(b"".join(statements)).digest()
    return Code(shape, True, *map(frozenset, (statements, binds, imports, uses, later)))


def attempted(question: Question, cells: Iterable[Cell], shipped: tuple[str, ...]) -> bool:
    """Return whether any cell that is not as shipped gives a value to a name that the question's blanks define.

    A question without blanks leaves nothing to attempt, so it counts as attempted.
    """
    if not question.blanks:
        return True
    untouched = {understood(source).shape for source in shipped}
    return any(
        _gives(question) & code.binds for code in _codes(cells) if code.shape not in untouched
    )


def comes_late(
    question: Question, cells: tuple[Cell, ...], checked: int, shipped: tuple[str, ...]
) -> bool:
    """Return whether the answer, or a part of it, stands below the cell at position `checked` only."""
    above, all_of_it = set[str](), set[str]()
    untouched = {understood(source).shape for source in shipped}
    for number, code in enumerate(_codes(cells)):
        if code.shape not in untouched:
            all_of_it |= _gives(question) & code.binds
            above |= _gives(question) & code.binds if number <= checked else set()
    return above != all_of_it


def healed(notebook: Notebook, assignment: Assignment) -> Notebook:
    """Return the notebook to run, its repairs listed after those of reading."""
    understood.cache_clear()
    repairs: list[str] = []
    cells = _whole(list(notebook.cells), assignment, repairs)
    cells = list(_parted(cells, assignment, repairs))
    cells = _as_code(cells, assignment, repairs)
    code = _Order([cell for cell in cells if cell.kind == "code"], assignment, repairs).run()
    return (
        replace(notebook, cells=tuple(code), repairs=(*notebook.repairs, *dict.fromkeys(repairs)))
        if repairs
        else notebook
    )


def quoted(source: str) -> str:
    """Return the first line of a cell, as a repair names it."""
    line = next((line.strip() for line in source.splitlines() if line.strip()), "")
    shown = "".join(character for character in line[:61] if character.isprintable())
    return f"“{shown if len(shown) <= 60 else shown[:60] + '…'}”"


def _parsed(source: str) -> tuple[str, ast.Module]:
    """Return the source as Python and its tree: line magics become `pass`, a cell of another language is empty."""
    if len(source) > PARSED_CHARACTERS:
        raise ValueError("too long to parse")
    magic = CELL_MAGIC.match(source)
    if magic:
        source = source[magic.end() :] if magic[1] in PYTHON_MAGICS else ""
    try:
        return source, ast.parse(source)
    except SyntaxError:
        source = MAGIC.sub(r"\1pass", source)
        return source, ast.parse(source)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def _scopes(table: symtable.SymbolTable) -> Iterator[tuple[symtable.SymbolTable, bool]]:
    """Yield all scopes inside a module, and whether each runs while the module does."""
    pending = [(child, True) for child in table.get_children()]
    while pending:
        scope, eager = pending.pop()
        eager = eager and (scope.get_type() == "class" or scope.get_name() in EAGER_SCOPES)
        yield scope, eager
        pending += [(child, eager) for child in scope.get_children()]


def _codes(cells: Iterable[Cell]) -> Iterator[Code]:
    return (understood(cell.source) for cell in cells)


def _gives(question: Question) -> frozenset[str]:
    return frozenset().union(*(understood(blank).binds for blank in question.blanks))


# -- one cell


def _as_code(cells: list[Cell], assignment: Assignment, repairs: list[str]) -> list[Cell]:
    """Make code of text cells that were code: as handed out, or the only place where an answer's names get a value."""
    code = [understood(cell.source) for cell in cells if cell.kind == "code"]
    here, bound = {c.shape for c in code}, set().union(*(c.binds for c in code))
    shipped = {understood(source).shape for source in assignment.shipped} - here
    wanted = {name for question in assignment.questions for name in _gives(question)} - bound
    texts = [
        cell.source
        for cell in cells
        if cell.kind != "code" and len(cell.source) <= PARSED_CHARACTERS
    ]
    if sum(map(len, texts)) > MOST_TEXT:
        return cells
    healed = []
    for cell in cells:
        made = understood(cell.source) if cell.kind != "code" else None
        if made and made.statements and (made.shape in shipped or made.binds & wanted):
            repairs.append(f"the cell {quoted(cell.source)} was saved as text and was run as code")
            cell = replace(cell, kind="code")
        healed.append(cell)
    return healed


def _parted(cells: list[Cell], assignment: Assignment, repairs: list[str]) -> Iterator[Cell]:
    """Yield the cells, those that were pasted into one apart again."""
    blanks = {blank for question in assignment.questions for blank in question.blanks}
    alone = {cell.source.strip("\n") for cell in cells}
    given = {source.strip("\n") for source in assignment.shipped if source not in blanks} - alone
    told = [
        text for text in given if len(text) >= SHORTEST_GIVEN or notebooks.CHECK_CALL.search(text)
    ]
    room = MOST_PIECES
    for cell in cells:
        pieces = (
            _pieces(cell.source, told)
            if cell.kind == "code" or LATER_MAGIC.search(cell.source)
            else []
        )
        count = len(pieces)
        if count > room:
            pieces = []
        elif pieces:
            room -= count
            repairs.append(
                f"the cell {quoted(cell.source)} held {count} cells pasted into one and was run as {count}"
            )
        yield from (replace(cell, source=piece) for piece in pieces or [cell.source])


def _pieces(source: str, given: list[str]) -> list[str]:
    """Return a cell's text parted at handed-out cells and where a cell magic begins; nothing where that changes nothing."""
    if len(source) > PARSED_CHARACTERS:
        return []
    magics = {match.start() for match in LATER_MAGIC.finditer(source) if match.start()}
    cuts = set(magics)
    for text in given:
        start = f"\n{source}\n".find(f"\n{text}\n")
        cuts |= {start, start + len(text)} if start >= 0 else set()
    texts = (source[a:b].strip("\n") for a, b in pairwise([0, *sorted(cuts), len(source)]))
    pieces = [text for text in texts if text.strip()]
    checks_at_the_end = all(
        ONLY_CHECKS.fullmatch(piece) for piece in pieces[1:]
    )  # written by many, and no damage
    if checks_at_the_end and not magics:
        return []
    if understood(source).parses and not all(understood(piece).parses for piece in pieces):
        return []
    return pieces


def _whole(cells: list[Cell], assignment: Assignment, repairs: list[str]) -> list[Cell]:
    """Put cells together that were torn in two or three: apart they do not parse, together they do."""
    untouched = {understood(source).shape for source in assignment.shipped}
    mended: list[Cell] = []
    while cells:
        first, *cells = cells
        for count in range(1, TORN):
            torn = [first, *cells[:count]]
            if len(torn) <= count or any(cell.kind != "code" for cell in torn):
                break
            codes = [understood(cell.source) for cell in torn]
            source = "\n".join(cell.source for cell in torn)
            if any(code.shape in untouched for code in codes) or all(code.parses for code in codes):
                continue
            if understood(source).parses:
                repairs.append(
                    f"the cell {quoted(source)} was torn into {count + 1} and was run as one"
                )
                first, cells = replace(first, source=source), cells[count:]
                break
        mended.append(first)
    return mended


# -- the order of cells


@dataclass(frozen=True, slots=True, eq=False)
class _Unit:
    """A code cell, its place among the cells handed out (None for the student's own), and the questions judged at it."""

    cell: Cell
    code: Code
    place: int | None
    checks: frozenset[str]


@dataclass(slots=True)
class _Order:
    """The order in which code cells are run: the student's, but for cells that something above them cannot do without."""

    cells: list[Cell]
    assignment: Assignment
    repairs: list[str]
    units: list[_Unit] = field(default_factory=list)
    missing: list[_Unit] = field(default_factory=list)  # handed out, and not in the notebook
    providers: dict[str, list[_Unit]] = field(
        default_factory=dict
    )  # by name, the cells that may be moved or put back
    done: dict[_Unit, None] = field(default_factory=dict)  # in the order of running
    links: int = 0  # looked at so far
    bound: dict[str, _Unit] = field(
        default_factory=dict
    )  # by the cells done, the last one for each name

    def run(self) -> list[Cell]:
        if sum(len(code.uses) + len(code.uses_later) for code in _codes(self.cells)) > MOST_NAMES:
            return self.cells
        self._place()
        here = 0
        while self.units:
            unit = self.units[0]
            here = unit.place if unit.place is not None else here
            self._provide(unit, here)
            self.units.remove(unit)
            self._do(unit)
        asked = {q.name for q in self.assignment.questions} - {
            name for unit in self.done for name in unit.checks
        }
        self._provide(
            _Unit(Cell("code", ""), understood(""), None, frozenset(asked)),
            len(self.assignment.shipped),
        )
        return [unit.cell for unit in self.done]

    def _place(self) -> None:
        shipped = [understood(source) for source in self.assignment.shipped]
        places: dict[bytes, set[int]] = {}  # of every statement handed out
        for number, code in enumerate(shipped):
            for part in code.statements or {code.shape}:
                places.setdefault(part, set()).add(number)
        blanks = {
            understood(blank).shape
            for question in self.assignment.questions
            for blank in question.blanks
        }
        answers = {
            name: n for n, code in enumerate(shipped) if code.shape in blanks for name in code.binds
        }
        judged = notebooks.check_points(self.cells)
        for number, cell in enumerate(self.cells):
            code = understood(cell.source)
            common = [places.get(part, set()) for part in code.statements or {code.shape}]
            place = min(set.intersection(*common), default=None)
            if place is None:
                place = min((answers[name] for name in code.binds if name in answers), default=None)
            checks = frozenset(
                question for question, position in judged.items() if position == number
            )
            self.units.append(_Unit(cell, code, place, checks))
        here = {unit.code.shape for unit in self.units}
        bound = set().union(*(unit.code.binds for unit in self.units))
        self.missing = [
            _Unit(Cell("code", source), code, number, frozenset())
            for number, (source, code) in enumerate(
                zip(self.assignment.shipped, shipped, strict=True)
            )
            if code.shape not in here | blanks
            and code.binds
            and not (code.binds - code.imports) & bound
        ]
        for unit in [*self.units, *self.missing]:
            for name in unit.code.binds if unit.place is not None else ():
                self.providers.setdefault(name, []).append(unit)

    def _do(self, unit: _Unit) -> None:
        self.done[unit] = None
        self.bound.update(dict.fromkeys(unit.code.binds, unit))

    def _lacking(self, unit: _Unit) -> list[str]:
        """Return the names for which the cell, or the checks it calls, would stop with a NameError."""
        taken = (
            parameters(question)
            for question in self.assignment.questions
            if question.name in unit.checks
        )
        later = unit.code.uses_later.union(*taken) if unit.checks else frozenset()
        lacking = {*self._unbound(unit.code.uses), *self._unbound(later, deep=True)}
        return sorted(lacking - unit.code.binds)

    def _unbound(self, names: Iterable[str], *, deep: bool = False) -> list[str]:
        """Return those names, and if `deep` those their cells may use, that no cell done so far gives a value to."""
        pending, seen, unbound = list(names), set(names), []
        while pending:
            name = pending.pop()
            unit = self.bound.get(name)
            if unit is None and not hasattr(builtins, name):
                unbound.append(name)
            elif unit is not None and deep:
                new = (unit.code.uses | unit.code.uses_later) - seen
                seen |= new
                pending += new
        return sorted(unbound)

    def _provide(self, unit: _Unit, below: int) -> None:
        """Run now what the cell lacks and was handed out before place `below`, if that can be run here."""
        tried: set[str] = set()
        while chain := self._first_chain(
            unit, below, tried
        ):  # what is run now may lack something when it is checked
            for link in chain:
                self._pull(link)

    def _first_chain(self, unit: _Unit, below: int, tried: set[str]) -> list[_Unit]:
        for name in self._lacking(unit):
            if name not in tried:
                tried.add(name)
                chain = self._chain(name, below, [unit])
                if chain:
                    return chain
        return []

    def _chain(self, name: str, below: int, users: list[_Unit]) -> list[_Unit] | None:
        """Return the cells that must run for a name to get its value, or None where that cannot be had."""
        self.links += 1
        providers = (
            self.providers.get(name, ())
            if self.links < MOST_LINKS and len(users) < DEEPEST_CHAIN
            else ()
        )
        found = [u for u in providers if u.place <= below and u not in users and u not in self.done]
        if not found:
            return None
        unit = max(found, key=lambda unit: (unit not in self.missing, unit.place))
        chain: list[_Unit] = []
        for needed in self._unbound(unit.code.uses - unit.code.binds):
            if not any(needed in link.code.binds for link in chain):
                links = self._chain(needed, unit.place, [*users, unit])
                if links is None:
                    return None
                chain += [link for link in links if link not in chain]
        return [*chain, unit]

    def _pull(self, unit: _Unit) -> None:
        named = quoted(unit.cell.source)
        if unit in self.missing:
            self.missing.remove(unit)
            self.repairs.append(f"the cell {named} was missing and was run as handed out")
        else:
            self.units.remove(unit)
            self.repairs.append(
                f"the cell {named} stood below cells that need it and was run before them"
            )
        self._do(unit)
