"""Which numbers a check compares with a bound, and how to take such a number out of the check itself.

A threshold is an assert of a check that compares a computed number with a written one, such as `assert share >= 0.93`. Which
thresholds are calibrated, and against whom, stands in `solutions/<slug>/calibrate.toml`:

    [[threshold]]
    check = "better/fresh"
    weak = ["mistakes/better_deep_sigmoid"]    wrong answers that must stay below it
    seeds = "notebook"                         where chance enters: "notebook" (default) or "check"
    statistic = "share"                        which, where a check compares several numbers

    [[fixed]]
    check = "my_classifier/accuracy"
    why = "a formula by hand against fixed points: no chance in it"

The number measured is the check's own: its comparison is replaced by a note of the left side, nothing is computed anew here.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.assignments import parameters
from autograder.authoring import build, verify
from autograder.authoring.master import Master
from autograder.authoring.stamp import stamp
from autograder.course import Course
from autograder.errors import CourseError
from autograder.notebook import format as notebooks
from autograder.records import Assignment, Check, Question

SEEDS = ("notebook", "check")
MEASURED = "measured "  # begins the message with which a measuring check fails


@dataclass(frozen=True, slots=True)
class Threshold:
    """One assert that compares a number with a bound: `statistic` is its left side as written, `line` its line in the master."""

    check: str
    statistic: str
    operator: str  # >=, >, <= or <
    bound: float
    message: str  # what a student is told who misses it, with {…} for what is filled in
    line: int

    @property
    def sign(self) -> int:
        """1 when more is better; -1 when less is, so that sign · value has its bad end below."""
        return 1 if self.operator.startswith(">") else -1

    def met(self, value: float | None) -> bool:
        """Return whether a run passes; None is a run that failed before anything was measured."""
        if value is None:
            return False
        above = self.sign * (value - self.bound)
        return above > 0 or (above == 0 and self.operator.endswith("="))

    def __str__(self) -> str:
        return f"{self.check}: {self.statistic} {self.operator} {self.bound:g}"


@dataclass(frozen=True, slots=True)
class Declared:
    """What calibrate.toml says of one check."""

    check: str
    weak: tuple[str, ...] = ()
    seeds: str = "notebook"
    statistic: str = ""  # which, where a check has several


@dataclass(frozen=True, slots=True)
class Subject:
    """One solution as one threshold measures it: the notebook with the cells that matter, and the check that takes the number."""

    threshold: Threshold
    solution: str  # "solution", or a file of mistakes/
    notebook: bytes
    measuring: Assignment
    fingerprint: str
    varies_check: bool


def find(master: Master) -> list[Threshold]:
    """Return every threshold of a master's checks, whatever it measures, in the master's order."""
    return [
        Threshold(f"{cell.question}/{name}", *found, cell.line + line)
        for cell in master.cells
        if cell.role == "check"
        for name, found, line in _comparisons(cell.source)
    ]


def declared(
    course: Course, slug: str, master: Master
) -> tuple[list[tuple[Threshold, Declared]], frozenset[str]]:
    """Return what calibrate.toml names, each with its threshold, and the checks it says to have no chance in them."""
    path = course.master(slug).parent / "calibrate.toml"
    if not path.is_file():
        return [], frozenset()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        rows = [
            Declared(**row | {"weak": tuple(row.get("weak", ()))})
            for row in table.pop("threshold", ())
        ]
        fixed = frozenset(row["check"] for row in table.pop("fixed", ()) if row["why"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CourseError(
            f"{path}: {error}. A [[threshold]] has check, weak, seeds and statistic; a [[fixed]] check and why."
        ) from None
    if table:
        raise CourseError(
            f"{path}: unknown table `{next(iter(table))}`. Use [[threshold]] and [[fixed]]."
        )
    found = find(master)
    for check in fixed - {threshold.check for threshold in found}:
        raise CourseError(f"{path}: `{check}` is no check with a threshold. Remove its [[fixed]].")
    return [(_threshold(row, found, path), row) for row in rows], fixed


def subjects(course: Course, master: Master, built: build.Built) -> list[Subject]:
    """Return what is to be measured: for every declared threshold the solution and its weak ones."""
    return [
        _subject(course, built, threshold, row, solution)
        for threshold, row in declared(course, master.slug, master)[0]
        for solution in ("solution", *row.weak)
    ]


def _comparisons(source: str) -> Iterator[tuple[str, tuple[str, str, float, str], int]]:
    """Yield check name, (statistic, operator, bound, message) and line for every assert that compares with a number."""
    operators = {ast.GtE: ">=", ast.Gt: ">", ast.LtE: "<=", ast.Lt: "<"}
    for function in (node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)):
        for node in ast.walk(function):
            test = node.test if isinstance(node, ast.Assert) else None
            if (
                not isinstance(test, ast.Compare)
                or len(test.ops) != 1
                or type(test.ops[0]) not in operators
            ):
                continue
            bound = test.comparators[0]
            if isinstance(bound, ast.Constant) and type(bound.value) in (int, float):
                name = function.name.removeprefix("test_")
                found = (
                    ast.unparse(test.left),
                    operators[type(test.ops[0])],
                    float(bound.value),
                    _text(node.msg),
                )
                yield name, found, node.lineno


def _text(message: ast.expr | None) -> str:
    """Return the text of an assert's message, with {…} where a value is filled in."""
    parts = message.values if isinstance(message, ast.JoinedStr) else [message]
    return "".join(
        part.value if isinstance(part, ast.Constant) else "{…}"
        for part in parts
        if part is not None
    )


def _threshold(row: Declared, found: list[Threshold], path: Path) -> Threshold:
    """Return the threshold that a row means. Raises `CourseError` unless there is exactly one."""
    hits = [t for t in found if t.check == row.check and row.statistic in ("", t.statistic)]
    if len(hits) != 1:
        have = ", ".join(f"`{threshold.statistic}`" for threshold in hits) or "none"
        raise CourseError(
            f'{path}: `{row.check}` must have one assert that compares with a number, found {have}. Name it: statistic = "…".'
        )
    if row.seeds not in SEEDS:
        raise CourseError(
            f"{path}: `{row.check}`: seeds = {row.seeds!r}. Use {' or '.join(map(repr, SEEDS))}."
        )
    return hits[0]


def _subject(
    course: Course, built: build.Built, threshold: Threshold, row: Declared, solution: str
) -> Subject:
    data = built.solution
    if solution != "solution":
        path = course.master(built.assignment.slug).parent / f"{solution}.py"
        if not path.is_file():
            raise CourseError(
                f"{path}: missing, but calibrate.toml names it as weak for `{row.check}`."
            )
        data = verify.handwritten(path, built.assignment, built.solution).data
    question = _measuring(built.assignment, threshold)
    notebook = verify.sliced(data, {question.name: parameters(question)})
    measuring = replace(built.assignment, questions=(question,))
    code = [cell.source for cell in notebooks.read(notebook).code]
    fingerprint = stamp([*code, question.source, f"seeds = {row.seeds!r}"])
    return Subject(threshold, solution, notebook, measuring, fingerprint, row.seeds == "check")


def _measuring(assignment: Assignment, threshold: Threshold) -> Question:
    """Return the question with that check alone, changed to fail with the number it would have compared."""
    name = threshold.check.partition("/")[2]
    question = assignment.question(threshold.check.partition("/")[0])
    tree = ast.parse(question.source)
    kept = [
        node
        for node in tree.body
        if not isinstance(node, ast.FunctionDef) or node.name == f"test_{name}"
    ]
    function = next(node for node in kept if isinstance(node, ast.FunctionDef))
    _Observe(threshold.statistic).visit(function)
    worst = "min" if threshold.sign == 1 else "max"
    function.body.insert(0, ast.parse("_measured = []").body[0])
    function.body += ast.parse(f"assert False, {MEASURED!r} + repr(float({worst}(_measured)))").body
    source = ast.unparse(ast.fix_missing_locations(ast.Module(kept, [])))
    return replace(
        question,
        source=source,
        checks=(Check(question=question.name, name=name, points=1.0),),
        blanks=(),
    )  # its cell may be cut out


class _Observe(ast.NodeTransformer):
    """Replaces the assert that compares a statistic by a note of it."""

    def __init__(self, statistic: str) -> None:
        self._statistic = statistic

    def visit_Assert(self, node: ast.Assert) -> ast.stmt:
        if isinstance(node.test, ast.Compare) and ast.unparse(node.test.left) == self._statistic:
            return ast.parse(f"_measured.append({self._statistic})").body[0]
        return node
