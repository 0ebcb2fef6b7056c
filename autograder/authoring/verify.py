"""Do the checks do what the instructor says? Each assignment's solution, blank, mistakes and
variants, graded like submissions.

The solution must get every point, the untouched notebook none with every question *not attempted*.
A mistake (`handwritten`) must lose exactly the checks it names, but for those that it may lose, and
a variant none. Where chance has a say, the solution with other seeds is a case, too: a check that
it loses with one of them fails a right answer.

Solution and blank are run whole. A mistake or variant is run with the checks that it can touch and
the cells that can matter to these (`slicing`); the rest would be the solution again. `whole` runs
everything, which takes many times as long.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder import assignments
from autograder.assignments import taken
from autograder.authoring import handwritten, ours, slicing
from autograder.course import Course
from autograder.grading.session import Grader
from autograder.grading.task import Task
from autograder.notebook import format as notebooks
from autograder.notebook.format import Notebook
from autograder.records import Assignment, Grade, Outcome, Verdict

KINDS = ("mistakes", "variants")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One notebook with the checks that it must lose, no fewer and, but for those that it may lose,
    no more. Whole, until `verify` cuts it.
    """

    slug: str
    name: str  # solution, blank, mistakes/<name>, variants/<name>, seeds/<number>
    notebook: Notebook
    loses: frozenset[str]
    judged: frozenset[str]  # the checks that are run
    changed: str = ""  # the id of the cell that is not the solution's
    may_lose: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found about one assignment, as lines, and how many faults they name."""

    lines: tuple[str, ...]
    faults: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """One case with its grade; `faults` says in what it is not as promised."""

    case: Case
    grade: Grade
    faults: tuple[str, ...]


def find_cases(
    course: Course, assignment: Assignment, *, only: Sequence[str] = (), seeds: int = 0
) -> list[Case]:
    """Return an assignment's cases; with `only`, those whose `slug/name` contains such a text.

    With `seeds`, a solution that has some comes that many times more, each time with another number
    added to them. Raises `CourseError` for a header of a mistake or variant that does not fit.
    """

    solution = read_built(course, assignment.slug, "solution")
    return [
        *(
            case
            for case in _whole_cases(course, assignment, solution, seeds)
            if _is_chosen(f"{case.slug}/{case.name}", only)
        ),
        *(
            _handwritten(handwritten.read(path, assignment, solution), assignment)
            for kind in KINDS
            for path in sorted((course.master(assignment.slug).parent / kind).glob("*.py"))
            if _is_chosen(f"{assignment.slug}/{kind}/{path.stem}", only)
        ),
    ]


def verify(
    cases: Iterable[Case],
    assignments: Mapping[str, Assignment],
    grader: Grader,
    *,
    whole: bool = False,
    kept: Callable[[Task], Task] | None = None,
) -> Iterator[Verified]:
    """Grade the cases and yield each with its faults, as they are done.

    They are cut while others are graded, unless they are to be run `whole`. With `kept`, which
    gives a task its key (`ours`), what came out without a fault is not run again.
    """
    by_task: dict[str, Case] = {}

    def tasks() -> Iterator[Task]:
        for given in cases:
            assignment = assignments[given.slug]
            case = _cut(given, assignment) if given.changed and not whole else given
            name = f"{case.slug}/{case.name}"
            by_task[name] = case
            yield ours.make_task(grader, name, case.notebook, _restrict(assignment, case.judged))

    def is_faulty(task: Task, grade: Grade) -> bool:
        return any(_find_faults(by_task[task.submission.student], grade))

    graded = ours.grade(map(kept, tasks()), grader, is_faulty) if kept else grader.grade(tasks())
    for task, grade in graded:
        case = by_task[task.submission.student]
        yield Verified(case=case, grade=grade, faults=tuple(_find_faults(case, grade)))


def read_built(course: Course, slug: str, name: str) -> Notebook:
    """Return a notebook that `build` made: `solution` or `student`."""
    return notebooks.read((course.built(slug) / f"{name}.ipynb").read_bytes())


def find_unlost(verified: Iterable[Verified], assignment: Assignment) -> list[str]:
    """Return the checks of an assignment that no mistake loses."""
    lost = {
        key for one in verified if one.case.name.startswith("mistakes/") for key in _lost(one.grade)
    }
    return sorted(_keys(assignment) - lost)


def report(
    verified: Iterable[Verified], assignment: Assignment, only: Sequence[str] = ()
) -> Report:
    """Return what was found about an assignment.

    Where all its cases ran, not `only` some, also the checks that no mistake loses.
    """
    mine = [one for one in verified if one.case.slug == assignment.slug]
    mine.sort(key=lambda one: one.case.name)
    spent = [one.grade.seconds for one in mine if one.case.name == "solution"]
    takes = f", the solution takes {max(spent):.1f} CPU seconds" if spent else ""
    head = f"{assignment.slug}: {len(mine)} cases{takes}"
    faults = [f"  {one.case.name}: {fault}" for one in mine for fault in one.faults]
    if _is_chosen(assignment.slug, only):
        faults += [f"  no mistake loses {key}" for key in find_unlost(mine, assignment)]
    return Report(lines=(head, *faults), faults=len(faults))


def _is_chosen(name: str, only: Sequence[str]) -> bool:
    return not only or any(text in name for text in only)


def _whole_cases(
    course: Course, assignment: Assignment, solution: Notebook, seeds: int
) -> Iterator[Case]:
    slug, checks = assignment.slug, _keys(assignment)
    right = Case(slug=slug, name="solution", notebook=solution, loses=frozenset(), judged=checks)
    yield right
    yield replace(right, name="blank", notebook=read_built(course, slug, "student"), loses=checks)
    if seeds and ours.add_seed(solution, 1) != solution:
        for number in range(1, seeds + 1):
            notebook = ours.add_seed(solution, number)
            yield replace(right, name=f"seeds/{number}", notebook=notebook)


def _handwritten(written: handwritten.Handwritten, assignment: Assignment) -> Case:
    return Case(
        slug=assignment.slug,
        name=written.name,
        notebook=written.notebook,
        loses=written.loses,
        judged=_keys(assignment),
        changed=written.changed,
        may_lose=written.may_lose,
    )


def _keys(assignment: Assignment) -> frozenset[str]:
    return frozenset(check.key for question in assignment.questions for check in question.checks)


def _restrict(assignment: Assignment, judged: frozenset[str]) -> Assignment:
    """Return the assignment with these checks alone."""
    questions = []
    for question in assignment.questions:
        kept = [check.key in judged for check in question.checks]
        if all(kept):
            questions.append(question)
        elif any(kept):
            checks = tuple(itertools.compress(question.checks, kept))
            source = _keep_cases(question.source, kept)
            questions.append(replace(question, checks=checks, source=source))
    return assignments.sealed(replace(assignment, questions=tuple(questions)))


def _keep_cases(source: str, kept: Sequence[bool]) -> str:
    """Return a test file with some of its test cases, in their order."""
    tree = ast.parse(source)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    dropped = [node for node, keep in zip(functions, kept, strict=True) if not keep]
    tree.body = [node for node in tree.body if node not in dropped]
    return ast.unparse(tree)


def _cut(case: Case, assignment: Assignment) -> Case:
    """Return the case with the checks that its cell can touch, and the cells that can matter to
    these.
    """
    code = case.notebook.code
    changed = [cell.id for cell in code].index(case.changed)
    reached = slicing.affected(slicing.find_effects([cell.source for cell in code]), changed)
    places = ours.locate_checks(code)
    judged: set[str] = set()
    wanted: dict[str, frozenset[str]] = {}
    for question in assignment.questions:
        for key, names in taken(question).items():
            if names & reached[places[question.name]]:
                judged.add(key)
                wanted[question.name] = wanted.get(question.name, frozenset()) | names
    return replace(case, notebook=ours.cut(case.notebook, wanted), judged=frozenset(judged))


def _lost(grade: Grade) -> frozenset[str]:
    return frozenset(
        result.check.key for result in grade.results if result.outcome is not Outcome.PASSED
    )


def _find_faults(case: Case, grade: Grade) -> Iterator[str]:
    lost = _lost(grade)
    messages = {result.check.key: result.message for result in grade.results}
    for key in sorted(lost - case.loses - case.may_lose):
        yield f"loses {key}, which it should not: {messages[key]}"
    for key in sorted(case.loses - lost):
        yield f"passes {key}, which it should lose"
    if case.name == "solution" and grade.verdict is not Verdict.OK:
        yield f"the solution does not run clean: {grade.note}"
    if case.name == "blank":
        for result in grade.results:
            if result.outcome is not Outcome.NOT_ATTEMPTED:
                key = result.check.key
                yield f"the untouched notebook's {key} is `{result.outcome}`, not `not attempted`"
    if grade.needs_review:
        yield f"the grader failed: {grade.note or 'a check is broken'}"
