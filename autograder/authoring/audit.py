"""Do the checks catch mistakes, and spare right answers? Every question's mutants, mistakes and
variants, graded in the sandbox.

A mutant (`mutants`) is the reference answer with one small change, judged by its own question's
checks, with the cells that can matter to these and with less time than a student has. It is killed
when a check fails; one that survives is a mistake that no student would be told about, unless it is
another way to be right (`equivalents`).

The score of a question is the share of its mutants that are killed, equivalents left out. A check
is redundant when it fails none of the wrong answers whose cell runs, and asks for more than the
task does when it fails a variant. `audit_report` says so.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder import assignments
from autograder.assignments import parameters
from autograder.authoring import mutants, ours, slicing
from autograder.authoring.equivalents import Equivalent
from autograder.authoring.mutants import Mutant
from autograder.authoring.only_public import know_only_public
from autograder.authoring.verify import Verified
from autograder.grading.session import Grader
from autograder.grading.task import Task
from autograder.notebook.format import Cell, Notebook
from autograder.records import Assignment, Check, Grade, Limits, Outcome, Question, Verdict

# What a mutant may use, where a student may use more.
CELL_SECONDS = 10.0
NOTEBOOK_SECONDS = 40.0
IDLE_SECONDS = 15.0
KILLED = (Outcome.FAILED, Outcome.CRASHED, Outcome.NOT_ATTEMPTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """One mutant in the solution's notebook, cut down to what its question needs."""

    question: str
    mutant: Mutant
    original: str  # the cell's source
    notebook: Notebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of a mutant."""

    planted: Planted
    killers: frozenset[str]  # checks that failed
    broken: frozenset[str]  # checks that cannot be run on it: a fault of theirs
    ran: bool  # the mutated cell raised nothing
    equivalent: str = ""  # why it is right, where it is listed as such


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """One question with the fates of its mutants, and what its checks lost elsewhere."""

    question: Question
    fates: tuple[Fate, ...]
    mistakes: Mapping[str, frozenset[str]]  # by name: the question's checks that it loses
    failed_variants: Mapping[str, tuple[str, ...]]  # by check

    @property
    def counted(self) -> tuple[Fate, ...]:
        """The fates of the mutants that are mistakes."""
        return tuple(fate for fate in self.fates if not fate.equivalent)

    @property
    def survivors(self) -> tuple[Fate, ...]:
        return tuple(fate for fate in self.counted if not fate.killers)

    @property
    def killed(self) -> int:
        return len(self.counted) - len(self.survivors)

    @property
    def killed_by_hidden(self) -> int:
        """How many mutants pass all public checks and fail a hidden one."""
        hidden = {check.key for check in self.question.checks if check.hidden}
        return sum(bool(fate.killers) and fate.killers <= hidden for fate in self.counted)

    @property
    def score(self) -> float:
        return score([self])

    def count_kills(self, check: Check) -> int:
        """Return how many mutants and mistakes a check fails, of those whose cell runs.

        A cell that raises defines no names, and without these any check fails.
        """
        killed = sum(check.key in fate.killers for fate in self.counted if fate.ran)
        return killed + sum(check.key in lost for lost in self.mistakes.values())

    def count_lone_kills(self, check: Check) -> int:
        """Return how many mutants and mistakes no other check of the question fails."""
        cases = [*(fate.killers for fate in self.counted), *self.mistakes.values()]
        return sum(lost == {check.key} for lost in cases)


def score(audited: Iterable[Audited]) -> float:
    """Return the share of mutants killed, equivalents left out; 1 where there is none."""
    questions = list(audited)
    total = sum(len(one.counted) for one in questions)
    return sum(one.killed for one in questions) / total if total else 1.0


def plant(assignment: Assignment, solution: Notebook) -> list[Planted]:
    """Return every mutant of every question with checks, in the notebook's order."""
    names = slicing.find_effects([cell.source for cell in solution.code])
    every = frozenset(name for cell in names for name in cell.sets)
    return [
        planted
        for question in assignment.questions
        if not question.manual
        for planted in _plant(question, solution, every)
    ]


def run(
    planted: Sequence[Planted], assignment: Assignment, grader: Grader
) -> Iterator[tuple[Planted, Grade]]:
    """Grade the mutants; yield each with its grade."""
    hasty = replace(assignment, limits=_shorten(assignment.limits))
    by_name = {
        f"{assignment.slug}/mutants/{one.question}/{one.mutant.id}-{number}": one
        for number, one in enumerate(planted)
    }
    tasks: list[Task] = []
    for name, one in by_name.items():
        only = assignments.sealed(replace(hasty, questions=(hasty.question(one.question),)))
        tasks.append(ours.make_task(grader, name, one.notebook, only))
    for task, grade in ours.grade(map(ours.stamp_task, tasks), grader):
        yield by_name[task.submission.student], grade


def judge(
    assignment: Assignment,
    graded: Iterable[tuple[Planted, Grade]],
    verified: Sequence[Verified],
    equivalents: Sequence[Equivalent],
) -> list[Audited]:
    """Return what was found about every question with checks."""
    fates = [_fate(planted, grade, equivalents) for planted, grade in graded]
    lost = {one.case.name: _keys(one.grade, *KILLED) for one in verified}
    return [
        _judge_question(question, fates, lost)
        for question in assignment.questions
        if not question.manual
    ]


def _plant(question: Question, solution: Notebook, every: frozenset[str]) -> Iterator[Planted]:
    answers = [cell for cell in ours.find_answers(solution, question.name) if cell.kind == "code"]
    made = [(cell, mutant) for cell in answers for mutant in mutants.mutate(cell.source, every)]
    made += [(cell, mutant) for cell in answers for mutant in _only_public(cell, question)]
    notebook = cut(question, solution, [mutant for _, mutant in made])
    for cell, mutant in made:
        yield put(mutant, question, cell, notebook)


def cut(question: Question, solution: Notebook, made: Sequence[Mutant] = ()) -> Notebook:
    """Return the solution with what can matter to a question and its mutants."""
    answers = [cell for cell in ours.find_answers(solution, question.name) if cell.kind == "code"]
    return ours.cut(solution, {question.name: _find_wanted(question, answers, made)})


def put(mutant: Mutant, question: Question, cell: Cell, notebook: Notebook) -> Planted:
    """Return a notebook with a mutant in place of one of its cells."""
    cells = tuple(
        replace(old, source=mutant.source) if old.id == cell.id else old for old in notebook.cells
    )
    return Planted(
        question=question.name,
        mutant=mutant,
        original=cell.source,
        notebook=replace(notebook, cells=cells),
    )


def _only_public(cell: Cell, question: Question) -> Iterator[Mutant]:
    """Yield the answer that knows only the public checks' inputs, if they take a function of it."""
    taken = parameters(question)
    functions = [node for node in ast.parse(cell.source).body if isinstance(node, ast.FunctionDef)]
    names = [function.name for function in functions if function.name in taken]
    hidden = {f"test_{check.name}" for check in question.checks if check.hidden}
    if not names or not hidden:
        return
    checks = [node for node in ast.parse(question.source).body if isinstance(node, ast.FunctionDef)]
    for node in checks:
        node.decorator_list = []
    public = [ast.unparse(node) for node in checks if node.name not in hidden]
    yield know_only_public(cell.source, names[-1], public)


def _find_wanted(
    question: Question, answers: Sequence[Cell], made: Sequence[Mutant]
) -> frozenset[str]:
    """Return the names that the question's checks, its answers and its mutants need."""
    data = slicing.find_effects([mutant.source for mutant in made if mutant.operator == "data"])
    sets = [names.sets for names in slicing.find_effects([cell.source for cell in answers])]
    return parameters(question).union(*(names.uses | names.late for names in data), *sets)


def _shorten(limits: Limits) -> Limits:
    return replace(
        limits,
        cell_seconds=min(limits.cell_seconds, CELL_SECONDS),
        notebook_seconds=min(limits.notebook_seconds, NOTEBOOK_SECONDS),
        idle_seconds=min(limits.idle_seconds, IDLE_SECONDS),
    )


def _fate(planted: Planted, grade: Grade, equivalents: Sequence[Equivalent]) -> Fate:
    mutant = planted.mutant
    mutated = [cell for cell in grade.cells if cell.source == mutant.source]
    covering = (one.why for one in equivalents if one.covers(planted.question, mutant))
    return Fate(
        planted=planted,
        killers=_keys(grade, *KILLED),
        broken=_keys(grade, Outcome.BROKEN),
        ran=all(cell.verdict is Verdict.OK for cell in mutated),
        equivalent=next(covering, ""),
    )


def _judge_question(
    question: Question, fates: Sequence[Fate], lost: Mapping[str, frozenset[str]]
) -> Audited:
    keys = {check.key for check in question.checks}
    mine = [fate for fate in fates if fate.planted.question == question.name]
    found = {name: lost[name] & keys for name in sorted(lost) if lost[name] & keys}
    mistakes = {name: hit for name, hit in found.items() if name.startswith("mistakes/")}
    variants = {name: hit for name, hit in found.items() if name.startswith("variants/")}
    failed = {key: tuple(name for name, hit in variants.items() if key in hit) for key in keys}
    return Audited(
        question=question,
        fates=tuple(sorted(mine, key=lambda fate: fate.planted.mutant.id)),
        mistakes=mistakes,
        failed_variants={key: names for key, names in sorted(failed.items()) if names},
    )


def _keys(grade: Grade, *outcomes: Outcome) -> frozenset[str]:
    return frozenset(result.check.key for result in grade.results if result.outcome in outcomes)
