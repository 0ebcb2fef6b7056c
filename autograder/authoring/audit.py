"""Do the checks catch mistakes, and spare right answers? Every question's mutants, mistakes and variants, graded in the box.

A mutant (`mutants`) is the reference answer with one slip, judged by its own question's checks, with the cells that can matter to
these and with less time than a student has. It is killed when a check fails; one that survives is a mistake that nobody would be
told about, unless it is another way to be right. Those are listed by hand in `solutions/<slug>/equivalent.toml`:

    [[equivalent]]
    id = "923ff0bf"                                or: question = "better" and operator = "constant", for all of a kind
    change = "line 8: … < radius ** 2 → … <= radius ** 2"        (for the reader)
    why = "no float lies exactly on the circle"

The score of a question is the share of its mutants that are killed, equivalents left out. A check is of no use when it
fails none of the wrong answers whose cell runs, and asks for more than the task does when it fails a variant.
"""

from __future__ import annotations

import ast
import difflib
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder import assignments
from autograder.assignments import parameters
from autograder.authoring import mutants, slicing, verify
from autograder.authoring.mutants import Mutant
from autograder.course import Course
from autograder.errors import CourseError
from autograder.grading.session import Grader
from autograder.grading.task import Task
from autograder.notebook import format as notebooks
from autograder.records import Assignment, Check, Grade, Limits, Outcome, Question, Verdict

LEAST_SCORE = 0.95  # of a question
LEAST_COURSE_SCORE = 0.98
CELL_SECONDS, NOTEBOOK_SECONDS, IDLE_SECONDS = (
    10.0,
    40.0,
    15.0,
)  # what a mutant may use, where a student may more
KILLED = (Outcome.FAILED, Outcome.CRASHED, Outcome.NOT_ATTEMPTED)


@dataclass(frozen=True, slots=True)
class Planted:
    """One mutant in the solution's notebook, cut down to what its question needs."""

    question: str
    mutant: Mutant
    original: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A mutant, or all of a question's mutants by one operator, that is no mistake; `why` says so."""

    why: str
    id: str = ""
    question: str = ""
    operator: str = ""
    change: str = ""

    def means(self, planted: Planted) -> bool:
        if self.id:
            return self.id == planted.mutant.id
        return (self.question, self.operator) == (planted.question, planted.mutant.operator)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a mutant: the checks that killed it, and whether it was called equivalent, and why."""

    planted: Planted
    killers: frozenset[str]
    broken: frozenset[str]  # checks that cannot be run on it: a fault of theirs
    ran: bool  # the mutated cell raised nothing
    equivalent: str = ""


@dataclass(frozen=True, slots=True)
class Audited:
    """One question: its mutants' fates, what each check lost over mutants and mistakes, and which variants it failed."""

    question: Question
    fates: tuple[Fate, ...]
    mistakes: dict[str, frozenset[str]]  # by name: the question's checks that it loses
    failed_variants: dict[str, tuple[str, ...]]  # by check

    @property
    def hidden(self) -> frozenset[str]:
        return frozenset(check.key for check in self.question.checks if check.hidden)

    @property
    def counted(self) -> tuple[Fate, ...]:
        return tuple(fate for fate in self.fates if not fate.equivalent)

    @property
    def survivors(self) -> tuple[Fate, ...]:
        return tuple(fate for fate in self.counted if not fate.killers)

    @property
    def by_hidden(self) -> int:
        """How many mutants pass all public checks and are killed by a hidden one."""
        return sum(bool(fate.killers) and fate.killers <= self.hidden for fate in self.counted)

    @property
    def killed(self) -> int:
        return len(self.counted) - len(self.survivors)

    @property
    def score(self) -> float:
        return score([self])

    def kills(self, check: Check) -> int:
        """How many mutants and mistakes a check fails, of those whose cell runs: without its names any check fails."""
        mutants = sum(check.key in fate.killers for fate in self.counted if fate.ran)
        return mutants + sum(check.key in lost for lost in self.mistakes.values())

    def alone(self, check: Check) -> int:
        """How many mutants and mistakes no other check of the question fails."""
        cases = [*(fate.killers for fate in self.counted), *self.mistakes.values()]
        return sum(lost == {check.key} for lost in cases)


def score(audited: Iterable[Audited]) -> float:
    """Return the share of mutants killed, equivalents left out; 1 where there is none."""
    killed, total = 0, 0
    for one in audited:
        killed, total = killed + one.killed, total + len(one.counted)
    return killed / total if total else 1.0


def plant(assignment: Assignment, solution: bytes) -> list[Planted]:
    """Return every mutant of every question with checks, in the notebook's order."""
    notebook = notebooks.read(solution)
    every = frozenset(
        name
        for names in slicing.names([cell.source for cell in notebook.code])
        for name in names.sets
    )
    found = []
    for question in (question for question in assignment.questions if not question.manual):
        answers = [
            cell
            for cell in notebook.code
            if cell.metadata.get("course") == {"question": question.name, "role": "answer"}
        ]
        made = [
            (cell, mutant) for cell in answers for mutant in mutants.mutants(cell.source, every)
        ]
        made += [
            (cell, mutant) for cell in answers for mutant in _only_public(cell.source, question)
        ]
        data = verify.sliced(
            solution, {question.name: _wanted(question, [cell.source for cell in answers], made)}
        )
        for cell, mutant in made:
            cells = [
                replace(old, source=mutant.source) if old.id == cell.id else old
                for old in notebooks.read(data).cells
            ]
            planted = notebooks.write(cells, assignment.slug)
            found.append(Planted(question.name, mutant, cell.source, planted))
    return found


def run(
    planted: Sequence[Planted], assignment: Assignment, grader: Grader
) -> Iterator[tuple[Planted, Grade]]:
    """Grade the mutants; yield each with its grade."""
    hasty = replace(assignment, limits=_hasty(assignment.limits))
    by_name = {f"{assignment.slug}/mutants/{one.question}/{one.mutant.id}": one for one in planted}
    tasks: list[Task] = []
    for name, one in by_name.items():
        only = assignments.sealed(replace(hasty, questions=(hasty.question(one.question),)))
        tasks.append(verify.task(grader, name, one.data, only))
    for task, grade in verify.graded(tasks, grader):
        yield by_name[task.submission.student], grade


def judge(
    assignment: Assignment,
    graded: Iterable[tuple[Planted, Grade]],
    verified: Sequence[verify.Verified],
    equivalents: Sequence[Equivalent],
) -> list[Audited]:
    """Return what is to be said of every question with checks."""
    fates: dict[str, list[Fate]] = {}
    for planted, grade in graded:
        why = next((one.why for one in equivalents if one.means(planted)), "")
        ran = all(
            cell.verdict is Verdict.OK
            for cell in grade.cells
            if cell.source == planted.mutant.source
        )
        fate = Fate(planted, _keys(grade, *KILLED), _keys(grade, Outcome.BROKEN), ran, why)
        fates.setdefault(planted.question, []).append(fate)
    lost = {v.case.name: _keys(v.grade, *KILLED) for v in verified}
    mistakes = {name: keys for name, keys in lost.items() if name.startswith("mistakes/")}
    variants = {name: keys for name, keys in lost.items() if name.startswith("variants/")}
    audited = []
    for question in (question for question in assignment.questions if not question.manual):
        keys = {check.key for check in question.checks}
        mine = sorted(fates.get(question.name, ()), key=lambda fate: fate.planted.mutant.id)
        lost_here = {name: found & keys for name, found in mistakes.items() if found & keys}
        failed = {
            key: tuple(sorted(name for name, found in variants.items() if key in found))
            for key in sorted(keys)
        }
        audited.append(
            Audited(
                question,
                tuple(mine),
                lost_here,
                {key: names for key, names in failed.items() if names},
            )
        )
    return audited


def equivalents(course: Course, slug: str) -> list[Equivalent]:
    """Return what equivalent.toml lists. Raises `CourseError`."""
    path = course.master(slug).parent / "equivalent.toml"
    if not path.is_file():
        return []
    try:
        rows = [
            Equivalent(**row)
            for row in tomllib.loads(path.read_text(encoding="utf-8"))["equivalent"]
        ]
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CourseError(
            f"{path}: {error}. Each [[equivalent]] has id, change and why, or question, operator and why."
        ) from None
    for row in rows:
        if not row.why or bool(row.id) == bool(row.question and row.operator):
            raise CourseError(
                f"{path}: {row}. Give a why, and either an id or a question and an operator."
            )
    return rows


def faults(audited: Sequence[Audited], listed: Sequence[Equivalent]) -> list[str]:
    """Return what is not as it should be, a line each."""
    planted = [fate.planted for one in audited for fate in one.fates]
    return [
        *(fault for one in audited for fault in _faults(one)),
        *(
            f"equivalent.toml lists {row.id or f'{row.question}, {row.operator}'}, and there is no such mutant"
            for row in listed
            if not any(row.means(one) for one in planted)
        ),
    ]


def _faults(one: Audited) -> Iterator[str]:
    if one.score < LEAST_SCORE:
        yield f"{one.question.name}: {one.score:.1%} of its mutants are killed, expected {LEAST_SCORE:.0%}"
    for check in one.question.checks:
        if not one.kills(check):
            yield f"{check.key} is of no use: no mutant and no mistake that runs fails it"
        for name in one.failed_variants.get(check.key, ()):
            yield f"{check.key} fails {name}, which is right: it asks for more than the task does"
    for fate in one.fates:
        mutant = f"mutant {fate.planted.mutant.id} ({fate.planted.mutant.change})"
        if fate.equivalent and fate.killers:
            yield f"{mutant} is listed as equivalent, but {', '.join(sorted(fate.killers))} kills it"
        if fate.broken:
            yield f"{mutant} breaks {', '.join(sorted(fate.broken))}: a check must fail on a wrong answer, not break"


def text(audited: Sequence[Audited]) -> list[str]:
    """Return a line for each question and one for all."""
    width = max((len(one.question.name) for one in audited), default=0)
    lines = [
        f"  {one.question.name:{width}}  {len(one.fates):4} mutants: {one.killed - one.by_hidden:4} killed by public checks, "
        f"{one.by_hidden:3} by hidden ones only, {len(one.survivors):2} survive, {len(one.fates) - len(one.counted):2} equivalent"
        f"  {one.score:6.1%}"
        for one in audited
    ]
    return [*lines, f"  {'all':{width}}  {score(audited):.1%}"]


def page(slug: str, audited: Sequence[Audited], complaints: Sequence[str]) -> str:
    """Return the report in Markdown: every check with what it kills, every survivor and every equivalent with its diff."""
    lines = [
        f"# Audit of {slug}",
        "",
        f"{score(audited):.1%} of all mutants that are mistakes are killed.",
        "",
    ]
    lines += [f"- {complaint}" for complaint in complaints]
    for one in audited:
        lines += ["", f"## {one.question.name}: {one.score:.1%}", "", *text([one])[:1], ""]
        lines += ["| check | | kills | alone |", "|---|---|--:|--:|"]
        for check in one.question.checks:
            kind = "hidden" if check.hidden else "public"
            lines.append(f"| {check.name} | {kind} | {one.kills(check)} | {one.alone(check)} |")
        for fate in one.fates:
            if fate.equivalent or not fate.killers:
                planted = fate.planted
                what = f"equivalent: {fate.equivalent}" if fate.equivalent else "survives"
                lines += [
                    "",
                    f"{planted.mutant.id} ({planted.mutant.operator}) {what}",
                    "",
                    "```diff",
                    *_diff(planted),
                    "```",
                ]
        lines += ["", *(f"- {_killed(fate)}" for fate in one.fates if fate.killers)]
    return "\n".join(lines) + "\n"


def tally(audited: Sequence[Audited]) -> dict[str, int]:
    """Return how many mutants of an assignment came to which end."""
    hidden, killed = (
        sum(getattr(one, name) for one in audited) for name in ("by_hidden", "killed")
    )
    survive = sum(len(one.survivors) for one in audited)
    planted = sum(len(one.fates) for one in audited)
    equivalent = planted - killed - survive
    return {
        "public": killed - hidden,
        "hidden": hidden,
        "survive": survive,
        "equivalent": equivalent,
    }


def write(path: Path, slug: str, audited: Sequence[Audited], complaints: Sequence[str]) -> None:
    """Write the report."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(slug, audited, complaints), encoding="utf-8")


def _killed(fate: Fate) -> str:
    return f"{fate.planted.mutant.id} ({fate.planted.mutant.change}): {', '.join(sorted(fate.killers))}"


def _diff(planted: Planted) -> Iterator[str]:
    """Yield the changed lines, from the original in the mutant's layout."""
    before = ast.unparse(ast.parse(planted.original)).splitlines()
    lines = difflib.unified_diff(before, planted.mutant.source.splitlines(), lineterm="", n=1)
    return (line for line in lines if not line.startswith(("---", "+++", "@@")))


def _only_public(source: str, question: Question) -> Iterator[Mutant]:
    """Yield the answer that knows the public checks' inputs, where the cell defines a function that the checks take."""
    taken = parameters(question)
    names = [
        node.name
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef) and node.name in taken
    ]
    hidden = {f"test_{check.name}" for check in question.checks if check.hidden}
    if not names or not hidden:
        return
    checks = [node for node in ast.parse(question.source).body if isinstance(node, ast.FunctionDef)]
    for node in checks:
        node.decorator_list = []
    yield mutants.only_public(
        source, names[-1], [ast.unparse(node) for node in checks if node.name not in hidden]
    )


def _wanted(
    question: Question, answers: Sequence[str], made: Sequence[tuple[notebooks.Cell, Mutant]]
) -> frozenset[str]:
    """Return the names that the question's checks, its answers and its mutants need."""
    data = slicing.names([mutant.source for _, mutant in made if mutant.operator == "data"])
    sets = [names.sets for names in slicing.names(answers)]
    return parameters(question).union(*(names.uses | names.late for names in data), *sets)


def _hasty(limits: Limits) -> Limits:
    return replace(
        limits,
        cell_seconds=min(limits.cell_seconds, CELL_SECONDS),
        notebook_seconds=min(limits.notebook_seconds, NOTEBOOK_SECONDS),
        idle_seconds=min(limits.idle_seconds, IDLE_SECONDS),
    )


def _keys(grade: Grade, *outcomes: Outcome) -> frozenset[str]:
    return frozenset(result.check.key for result in grade.results if result.outcome in outcomes)
