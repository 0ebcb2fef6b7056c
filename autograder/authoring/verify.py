"""Do the checks do what the instructor says? Each assignment's solution, blank, mistakes and variants, graded like
submissions.

A mistake is `solutions/<slug>/mistakes/<name>.py`: header lines `# question:`, `# loses:` (check keys), `# why:`,
then the code that replaces the answer to that question in the solution notebook. A variant is the same without
`loses`. The solution must get every point, the untouched notebook none with every question *not attempted*, a mistake
must lose exactly the checks it names, a variant none. Where chance has a say, the solution is the solution with other seeds, too:
a check that it loses with one of them calls right wrong.

Solution and blank are run whole. A mistake or variant is run with the checks that it can touch and the cells that can
matter to these (`slicing`); the rest would be the solution again. `whole` runs everything, which takes many times as long.
"""

from __future__ import annotations

import ast
import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder import assignments
from autograder.assignments import taken
from autograder.authoring import slicing
from autograder.course import Course
from autograder.errors import CourseError
from autograder.grading.session import Grader
from autograder.grading.task import Task
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.records import Assignment, Grade, Outcome, Submission, Verdict

NOTEBOOK_SEED = re.compile(r"(\bset_random_seed\(|\bseed=)(\d+)\b")
GENERATOR_SEED = re.compile(r"(\bdefault_rng\()(\d+)\b")
HEADER = re.compile(r"^# (question|loses|why): *(.*?) *$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """One notebook with what must come of it: the checks it must lose, no more and no fewer. Whole, until `verify` slices it."""

    slug: str
    name: str  # solution, blank, mistakes/<name>, variants/<name>, seeds/<number>
    data: bytes
    loses: frozenset[str]
    judged: frozenset[str]  # the checks that are run
    changed: str = ""  # the id of the cell that is not the solution's


@dataclass(frozen=True, slots=True)
class Verified:
    """One case with its grade; `faults` says in what it is not as promised."""

    case: Case
    grade: Grade
    faults: tuple[str, ...]


def cases(
    course: Course, assignment: Assignment, *, only: Sequence[str] = (), seeds: int = 0
) -> list[Case]:
    """Return the cases of an assignment, all or those whose `slug/name` holds one of the texts `only`.

    With `seeds` a solution that has some comes that many times more, each time with another number added to them.
    Raises `CourseError` for a header that names what is not there.
    """

    def wanted(name: str) -> bool:
        return not only or any(text in f"{assignment.slug}/{name}" for text in only)

    folder = course.built(assignment.slug)
    solution, blank = (
        (folder / "solution.ipynb").read_bytes(),
        (folder / "student.ipynb").read_bytes(),
    )
    checks = frozenset(check.key for question in assignment.questions for check in question.checks)
    found = [
        Case(assignment.slug, "solution", solution, frozenset(), checks),
        Case(assignment.slug, "blank", blank, checks, checks),
    ]
    if seeds and seeded(solution, 1) != seeded(solution, 0):
        found += [
            Case(assignment.slug, f"seeds/{n}", seeded(solution, n), frozenset(), checks)
            for n in range(1, seeds + 1)
        ]
    found = [case for case in found if wanted(case.name)]
    for kind in ("mistakes", "variants"):
        for path in sorted((course.master(assignment.slug).parent / kind).glob("*.py")):
            if wanted(f"{kind}/{path.stem}"):
                found.append(handwritten(path, assignment, solution))
    return found


def verify(
    cases: Iterable[Case],
    assignments: dict[str, Assignment],
    grader: Grader,
    *,
    whole: bool = False,
    kept: bool = False,
) -> Iterator[Verified]:
    """Grade the cases and yield each with its faults, as they are done.

    They are sliced while others are graded, unless they are to be run `whole`. With `kept` the
    session's gradebook keeps their grades, and what it holds is not run again.
    """
    by_task: dict[str, Case] = {}

    def tasks() -> Iterator[Task]:
        for given in cases:
            assignment = assignments[given.slug]
            case = _sliced(given, assignment) if given.changed and not whole else given
            name = f"{case.slug}/{case.name}"
            by_task[name] = case
            yield task(grader, name, case.data, _restricted(assignment, case.judged))

    for done, grade in graded(tasks(), grader) if kept else grader.grade(tasks()):
        case = by_task[done.submission.student]
        yield Verified(case, grade, tuple(_faults(case, grade)))


def seeded(notebook: bytes, seed: int) -> bytes:
    """Return a notebook of ours with a number added to its seeds; data that are given keep theirs."""
    cells = []
    for cell in _read(notebook).cells:
        source = shifted(NOTEBOOK_SEED, cell.source, seed)
        if cell.metadata.get("course", {}).get("role") == "answer":
            source = shifted(GENERATOR_SEED, source, seed)
        cells.append(replace(cell, source=source))
    return notebooks.write(cells, _read(notebook).slug or "")


def shifted(pattern: re.Pattern[str], source: str, seed: int) -> str:
    """Return code with a number added to each seed that the pattern finds."""
    return pattern.sub(lambda match: f"{match[1]}{int(match[2]) + seed}", source)


def task(grader: Grader, name: str, data: bytes, assignment: Assignment) -> Task:
    """Return the task of grading a notebook of ours."""
    submission = Submission(
        student=name,
        name=name,
        filename=f"{assignment.slug}.ipynb",
        data=data,
        slug=assignment.slug,
    )
    return grader.prepare(submission, assignment)


def graded(tasks: Iterable[Task], grader: Grader) -> Iterator[tuple[Task, Grade]]:
    """Yield each task with its grade, keeping new ones: what the gradebook holds is not run again."""
    new = []
    for known in tasks:
        grade = grader.book.find(known.key)
        if grade is None or grade.needs_review:
            new.append(known)
        else:
            yield known, replace(grade, student=known.submission.student)
    for done, grade in grader.grade(new) if new else ():
        cells = tuple(replace(cell, stdout="", images=()) for cell in grade.cells)
        kept = replace(grade, cells=cells)
        grader.book.save(replace(done.submission, data=b""), kept, done.basis)
        yield done, kept


def unlost(verified: Iterable[Verified], assignment: Assignment) -> list[str]:
    """Return the checks of an assignment that no mistake loses."""
    lost = {key for v in verified if v.case.name.startswith("mistakes/") for key in _lost(v.grade)}
    return sorted(
        c.key for question in assignment.questions for c in question.checks if c.key not in lost
    )


def handwritten(path: Path, assignment: Assignment, solution: bytes) -> Case:
    """Return the whole case of one file of mistakes/ or variants/. Raises `CourseError`."""
    kind = path.parent.name
    every = frozenset(check.key for question in assignment.questions for check in question.checks)
    text = path.read_text(encoding="utf-8")
    header = dict(HEADER.findall(text))
    loses = frozenset(part.strip() for part in header.get("loses", "").split(",") if part.strip())
    where = f"{path.parent.parent.name}/{kind}/{path.name}"
    if header.get("question") not in {question.name for question in assignment.questions}:
        raise CourseError(
            f"{where}: `# question: {header.get('question')}` names no question of the assignment."
        )
    if loses - every:
        raise CourseError(
            f"{where}: `# loses:` names {', '.join(sorted(loses - every))}, which is no check."
        )
    if bool(loses) != (kind == "mistakes"):
        raise CourseError(
            f"{where}: a mistake has a line `# loses: question/check, …`, a variant has none."
        )
    data, changed = _replaced(solution, header["question"], text, where)
    return Case(assignment.slug, f"{kind}/{path.stem}", data, loses, every, changed)


def _restricted(assignment: Assignment, judged: frozenset[str]) -> Assignment:
    """Return the assignment with these checks alone."""
    questions = []
    for question in assignment.questions:
        kept = [check.key in judged for check in question.checks]
        if all(kept):
            questions.append(question)
        elif any(kept):
            checks = tuple(itertools.compress(question.checks, kept))
            questions.append(replace(question, checks=checks, source=_only(question.source, kept)))
    return assignments.sealed(replace(assignment, questions=tuple(questions)))


def _only(source: str, kept: Sequence[bool]) -> str:
    """Return a test file with some of its test cases, in their order."""
    tree = ast.parse(source)
    wanted = iter(kept)
    tree.body = [
        node for node in tree.body if not isinstance(node, ast.FunctionDef) or next(wanted)
    ]
    return ast.unparse(tree)


def _sliced(case: Case, assignment: Assignment) -> Case:
    """Return the case with the checks that its cell can touch, and the cells that can matter to these."""
    code = _read(case.data).code
    changed = [cell.id for cell in code].index(case.changed)
    reached = slicing.affected(slicing.names([cell.source for cell in code]), changed)
    places, judged, wanted = _places(code), set(), {}
    for question in assignment.questions:
        for key, names in taken(question).items():
            if names & reached[places[question.name]]:
                judged.add(key)
                wanted[question.name] = wanted.get(question.name, frozenset()) | names
    return replace(case, data=sliced(case.data, wanted), judged=frozenset(judged))


def sliced(data: bytes, wanted: Mapping[str, frozenset[str]]) -> bytes:
    """Return a notebook of ours with the questions' check cells, and the cells that can matter to the names wanted there."""
    notebook = _read(data)
    places = _places(notebook.code)
    at = {places[question]: names for question, names in wanted.items()}
    kept = slicing.needed(slicing.names([cell.source for cell in notebook.code]), at) | at.keys()
    chosen = [cell for number, cell in enumerate(notebook.code) if number in kept]
    return notebooks.write(chosen, notebook.slug or "")


_read = functools.lru_cache(maxsize=4)(notebooks.read)  # a solution, and the case at hand


def _places(code: Sequence[Cell]) -> dict[str, int]:
    """Return for each question the position of its check cell among the code cells."""
    return {
        cell.id.removesuffix("-check"): number
        for number, cell in enumerate(code)
        if cell.id.endswith("-check")
    }


def _replaced(solution: bytes, question: str, source: str, where: str) -> tuple[bytes, str]:
    """Return the solution with another answer in place of a question's, and the id of the cell that holds it."""
    notebook = _read(solution)
    answers = [
        cell
        for cell in notebook.cells
        if cell.metadata.get("course") == {"question": question, "role": "answer"}
    ]
    if not answers:
        raise CourseError(f"{where}: question `{question}` has no answer cell to replace.")
    first, *rest = answers
    cells = [
        replace(cell, source=source) if cell is first else cell
        for cell in notebook.cells
        if cell not in rest
    ]
    return notebooks.write(cells, notebook.slug or ""), first.id


def _lost(grade: Grade) -> frozenset[str]:
    return frozenset(
        result.check.key for result in grade.results if result.outcome is not Outcome.PASSED
    )


def _faults(case: Case, grade: Grade) -> Iterator[str]:
    lost = _lost(grade)
    messages = {result.check.key: result.message for result in grade.results}
    for key in sorted(lost - case.loses):
        yield f"loses {key}, which it should not: {messages[key]}"
    for key in sorted(case.loses - lost):
        yield f"passes {key}, which it should lose"
    if case.name == "solution" and grade.verdict is not Verdict.OK:
        yield f"the solution does not run clean: {grade.note}"
    if case.name == "blank":
        for result in grade.results:
            if result.outcome is not Outcome.NOT_ATTEMPTED:
                yield f"the untouched notebook's {result.check.key} is `{result.outcome}`, not `not attempted`"
    if grade.needs_review:
        yield f"the grader failed: {grade.note or 'a check is broken'}"
