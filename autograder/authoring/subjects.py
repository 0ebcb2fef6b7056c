"""What calibration measures: for each declared threshold, the solution and its weak answers.

The number measured is the check's own: its comparison is replaced by a note of the left side, and
nothing is recomputed here. A subject carries the stamp of the code it is measured with.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace

from autograder.assignments import parameters
from autograder.authoring import handwritten, ours, thresholds
from autograder.authoring.build import Built
from autograder.authoring.master import Master
from autograder.authoring.stamp import stamp
from autograder.authoring.thresholds import Declared, Threshold
from autograder.course import Course
from autograder.errors import CourseError
from autograder.notebook import format as notebooks
from autograder.notebook.format import Notebook
from autograder.records import Assignment, Check, Question

MEASURED = "measured "  # begins the message with which a measuring check fails
SOLUTION = "solution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One solution as one threshold measures it."""

    threshold: Threshold
    solution: str  # "solution", or a file of mistakes/
    notebook: Notebook  # the cells that matter to the number
    measuring: Assignment  # with the one check, which fails with the number
    fingerprint: str
    varies_check: bool

    @property
    def slug(self) -> str:
        return self.measuring.slug

    @property
    def question(self) -> Question:
        return self.measuring.questions[0]

    @property
    def code(self) -> tuple[str, ...]:
        return tuple(cell.source for cell in self.notebook.code)


def find(course: Course, master: Master, built: Built) -> list[Subject]:
    """Return what is to be measured: for each declared threshold the solution and its weak ones."""
    return [
        _subject(course, built, declared, solution)
        for declared in thresholds.read_plan(course, master).declared
        for solution in (SOLUTION, *declared.weak)
    ]


def _subject(course: Course, built: Built, declared: Declared, solution: str) -> Subject:
    question = _measuring(built.assignment, declared.threshold)
    whole = _notebook(course, built, declared, solution)
    notebook = ours.cut(whole, {question.name: parameters(question)})
    code = [cell.source for cell in notebook.code]
    return Subject(
        threshold=declared.threshold,
        solution=solution,
        notebook=notebook,
        measuring=replace(built.assignment, questions=(question,)),
        fingerprint=stamp([*code, question.source, f"seeds = {declared.seeds!r}"]),
        varies_check=declared.seeds == "check",
    )


def _notebook(course: Course, built: Built, declared: Declared, solution: str) -> Notebook:
    right = notebooks.read(built.solution)
    if solution == SOLUTION:
        return right
    path = course.master(built.assignment.slug).parent / f"{solution}.py"
    if not path.is_file():
        check = declared.threshold.check
        what = f"calibrate.toml names it as weak for `{check}`. Write it, or remove its name."
        raise CourseError(f"{path}: missing, but {what}")
    return handwritten.read(path, built.assignment, right).notebook


def _measuring(assignment: Assignment, threshold: Threshold) -> Question:
    """Return the question with that check alone, changed to fail with the number it compares."""
    question_name, _, name = threshold.check.partition("/")
    question = assignment.question(question_name)
    body = list(_measuring_body(question.source, name, threshold))
    source = ast.unparse(ast.fix_missing_locations(ast.Module(body, [])))
    check = Check(question=question.name, name=name, points=1.0)
    # no blanks: the cell that is asked for may be cut out
    return replace(question, source=source, checks=(check,), blanks=())


def _measuring_body(source: str, name: str, threshold: Threshold) -> Iterator[ast.stmt]:
    """Yield a test file's statements with one of its functions, which measures."""
    worst = "min" if threshold.sign == 1 else "max"
    before = ast.parse("_measured = []").body
    after = ast.parse(f"assert False, {MEASURED!r} + repr(float({worst}(_measured)))").body
    for node in ast.parse(source).body:
        if not isinstance(node, ast.FunctionDef):
            yield node
        elif node.name == f"test_{name}":
            _Observe(threshold.statistic).visit(node)
            node.body = [*before, *node.body, *after]
            yield node


class _Observe(ast.NodeTransformer):
    """Replaces the assert that compares a statistic by a note of it."""

    def __init__(self, statistic: str) -> None:
        self._statistic = statistic

    def visit_Assert(self, node: ast.Assert) -> ast.stmt:
        if isinstance(node.test, ast.Compare) and ast.unparse(node.test.left) == self._statistic:
            return ast.parse(f"_measured.append({self._statistic})").body[0]
        return node
