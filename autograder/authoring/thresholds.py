"""Which numbers a check compares with a bound, and which of them are calibrated.

A threshold is an assert of a check that compares a computed number with a written one, such as
`assert share >= 0.93`. `find` reads them from a master. Which of them are calibrated, and against
which wrong answers, stands in `solutions/<slug>/calibrate.toml`, which `read_plan` reads:

    [[threshold]]
    check = "better/fresh"
    weak = ["mistakes/better_deep_sigmoid"]    wrong answers that must stay below it
    seeds = "notebook"                         where chance enters: "notebook" (default) or "check"
    statistic = "share"                        which, where a check compares several numbers

    [[fixed]]
    check = "my_classifier/accuracy"
    why = "a formula by hand against fixed points: no chance in it"
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.authoring.master import Master, MasterCell
from autograder.course import Course
from autograder.errors import CourseError

SEEDS = ("notebook", "check")
OPERATORS: dict[type[ast.cmpop], str] = {ast.GtE: ">=", ast.Gt: ">", ast.LtE: "<=", ast.Lt: "<"}
FILLED_IN = "{…}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """One assert that compares a number, its left side as written, with a bound."""

    check: str
    statistic: str
    operator: str  # >=, >, <= or <
    bound: float
    message: str  # told to students who miss it, with {…} for what is filled in
    line: int  # in the master

    @property
    def sign(self) -> int:
        """1 when more is better; -1 when less is, so that sign · value has its bad end below."""
        return 1 if self.operator.startswith(">") else -1

    def met(self, value: float | None) -> bool:
        """Return whether a run passes; None is a run that failed before the comparison."""
        if value is None:
            return False
        above = self.sign * (value - self.bound)
        return above > 0 or (above == 0 and self.operator.endswith("="))

    def __str__(self) -> str:
        return f"{self.check}: {self.statistic} {self.operator} {self.bound:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One [[threshold]] of calibrate.toml, as written."""

    check: str
    weak: tuple[str, ...] = ()
    seeds: str = SEEDS[0]
    statistic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A threshold to calibrate, with the wrong answers that must stay below it."""

    threshold: Threshold
    weak: tuple[str, ...]
    seeds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What calibrate.toml says: the thresholds to calibrate, and the checks without chance."""

    declared: tuple[Declared, ...] = ()
    fixed: frozenset[str] = frozenset()


def find(master: Master) -> list[Threshold]:
    """Return every threshold of a master's checks, whatever it measures, in the master's order."""
    return [
        threshold for cell in master.cells if cell.role == "check" for threshold in _find_in(cell)
    ]


def read_plan(course: Course, master: Master) -> Plan:
    """Return what calibrate.toml says; an empty plan where there is none. Raises `CourseError`."""
    path = course.master(master.slug).parent / "calibrate.toml"
    if not path.is_file():
        return Plan()
    rows, fixed = _read_tables(path)
    found = find(master)
    for check in sorted(fixed - {threshold.check for threshold in found}):
        what = f"`{check}` is not a check with a threshold. Remove its [[fixed]]."
        raise CourseError(f"{path}: {what}")
    return Plan(declared=tuple(_declare(row, found, path) for row in rows), fixed=fixed)


def _find_in(cell: MasterCell) -> Iterator[Threshold]:
    for function in ast.parse(cell.source).body:
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Assert):
                yield from _read_assert(node, cell, function.name.removeprefix("test_"))


def _read_assert(node: ast.Assert, cell: MasterCell, name: str) -> Iterator[Threshold]:
    """Yield the threshold that an assert is, if it compares with one written number."""
    match node.test:
        case ast.Compare(left=left, ops=[operator], comparators=[ast.Constant(value=bound)]):
            known = type(operator) in OPERATORS and not isinstance(bound, bool)
            if known and isinstance(bound, int | float):
                yield Threshold(
                    check=f"{cell.question}/{name}",
                    statistic=ast.unparse(left),
                    operator=OPERATORS[type(operator)],
                    bound=float(bound),
                    message=_read_message(node.msg),
                    line=cell.line + node.lineno,
                )


def _read_message(message: ast.expr | None) -> str:
    """Return the text of an assert's message, with a mark where a value is filled in."""
    parts = message.values if isinstance(message, ast.JoinedStr) else [message]
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else FILLED_IN
        for part in parts
        if part is not None
    )


def _read_tables(path: Path) -> tuple[list[Row], frozenset[str]]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        rows = [_read_row(row) for row in tables.pop("threshold", ())]
        fixed = frozenset(row["check"] for row in tables.pop("fixed", ()) if row["why"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CourseError(
            f"{path}: {error}. A [[threshold]] has check, weak, seeds and statistic; "
            "a [[fixed]] has check and why."
        ) from None
    if tables:
        what = f"unknown table `{next(iter(tables))}`. Use [[threshold]] and [[fixed]]."
        raise CourseError(f"{path}: {what}")
    return rows, fixed


def _read_row(row: dict[str, Any]) -> Row:
    return Row(**{**row, "weak": tuple(row.get("weak", ()))})


def _declare(row: Row, found: Sequence[Threshold], path: Path) -> Declared:
    """Return the threshold that a row means. Raises `CourseError` unless there is exactly one."""
    hits = [one for one in found if one.check == row.check and row.statistic in ("", one.statistic)]
    if len(hits) != 1:
        have = ", ".join(f"`{threshold.statistic}`" for threshold in hits) or "none"
        raise CourseError(
            f"{path}: `{row.check}` must have one assert that compares with a number, "
            f'found {have}. Name it: statistic = "…".'
        )
    if row.seeds not in SEEDS:
        choices = " or ".join(map(repr, SEEDS))
        raise CourseError(f"{path}: `{row.check}`: seeds = {row.seeds!r}. Use {choices}.")
    return Declared(threshold=hits[0], weak=row.weak, seeds=row.seeds)
