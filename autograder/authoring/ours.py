"""The kit for notebooks of ours: solutions and what is made of them, which `verify`, `calibrate`
and `audit` grade.

They come from `build`, so their cells say which question they answer or check. Everything here
takes a notebook and returns another one. `grade` keeps what it has run, so that an interrupted run
goes on where it stopped: by the stamp of its code (`stamp_task`), where a change of words alone
runs nothing again, or by its text (`seal_task`), where a grade is used for what it says, too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace

from autograder.authoring import slicing
from autograder.authoring.stamp import stamp
from autograder.grading.session import Grader
from autograder.grading.task import Task
from autograder.handed_in import HandedIn
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell, Notebook
from autograder.records import Assignment, Grade, Submission

NOTEBOOK_SEED = re.compile(r"(\bset_random_seed\(|\bseed=)(\d+)\b")
GENERATOR_SEED = re.compile(r"(\bdefault_rng\()(\d+)\b")
CHECK_SUFFIX = "-check"


def add_seed(notebook: Notebook, seed: int) -> Notebook:
    """Return a notebook with a number added to its seeds; data that are given keep theirs."""
    cells = []
    for cell in notebook.cells:
        source = shift_seeds(NOTEBOOK_SEED, cell.source, seed)
        if cell.metadata.get("course", {}).get("role") == "answer":
            source = shift_seeds(GENERATOR_SEED, source, seed)
        cells.append(replace(cell, source=source))
    return replace(notebook, cells=tuple(cells))


def shift_seeds(pattern: re.Pattern[str], source: str, seed: int) -> str:
    """Return code with a number added to each seed that the pattern finds."""
    return pattern.sub(lambda match: f"{match[1]}{int(match[2]) + seed}", source)


def find_answers(notebook: Notebook, question: str) -> list[Cell]:
    """Return the cells that answer a question."""
    role = {"question": question, "role": "answer"}
    return [cell for cell in notebook.cells if cell.metadata.get("course") == role]


def replace_answer(notebook: Notebook, question: str, source: str) -> tuple[Notebook, str]:
    """Return the notebook with another answer to a question, and the id of the cell that holds it.

    Raises LookupError when the question has no answer cell.
    """
    answers = find_answers(notebook, question)
    if not answers:
        raise LookupError(f"question `{question}` has no answer cell to replace")
    first, *rest = answers
    cells = tuple(
        replace(cell, source=source) if cell is first else cell
        for cell in notebook.cells
        if cell not in rest
    )
    return replace(notebook, cells=cells), first.id


def locate_checks(code: Sequence[Cell]) -> dict[str, int]:
    """Return for each question the position of its check cell among the code cells."""
    return {
        cell.id.removesuffix(CHECK_SUFFIX): number
        for number, cell in enumerate(code)
        if cell.id.endswith(CHECK_SUFFIX)
    }


def cut(notebook: Notebook, wanted: Mapping[str, frozenset[str]]) -> Notebook:
    """Return the notebook with those cells alone that can matter to the names wanted at each
    question's check.
    """
    code = notebook.code
    places = locate_checks(code)
    at = {places[question]: names for question, names in wanted.items()}
    kept = slicing.needed(slicing.find_effects([cell.source for cell in code]), at) | at.keys()
    chosen = tuple(cell for number, cell in enumerate(code) if number in kept)
    return replace(notebook, cells=chosen)


def make_task(grader: Grader, name: str, notebook: Notebook, assignment: Assignment) -> Task:
    """Return the task of grading a notebook under a name of its own."""
    submission = Submission(
        student=name,
        name=name,
        filename=f"{assignment.slug}.ipynb",
        file=HandedIn.of(notebooks.write(notebook.cells, assignment.slug)),
        slug=assignment.slug,
    )
    return grader.prepare(submission, assignment, notebook)


def needs_review(_: Task, grade: Grade) -> bool:
    """Tell whether a grade is our own failure, which another run may not see."""
    return grade.needs_review


def stamp_task(task: Task) -> Task:
    """Return the task with a key that covers the code of its cells and checks, and no words.

    Code that reads grades by such a key may look at outcomes and verdicts, not at messages.
    """
    assignment, notebook = task.assignment, task.notebook
    code = notebook.code if isinstance(notebook, Notebook) else ()
    questions = assignment.questions
    parts = (
        task.basis.environment,
        stamp(cell.source for cell in code),
        stamp(question.source for question in questions),
        repr([check.key for question in questions for check in question.checks]),
        repr(asdict(assignment.limits)),
    )
    return replace(task, key=hashlib.sha256("\0".join(parts).encode()).hexdigest())


def seal_task(task: Task) -> Task:
    """Return the task with a key that covers the text of its cells and questions.

    The set-up cell is left out: it holds every public check, also of other questions, and in the
    sandbox it does nothing.
    """
    assignment, notebook = task.assignment, task.notebook
    code = notebook.code if isinstance(notebook, Notebook) else ()
    parts = (
        task.basis.environment,
        repr([(cell.id, cell.source) for cell in code if cell.id != "setup"]),
        repr([asdict(question) for question in assignment.questions]),
        repr(asdict(assignment.limits)),
    )
    return replace(task, key=hashlib.sha256("\0".join(parts).encode()).hexdigest())


def grade(
    tasks: Iterable[Task], grader: Grader, renewed: Callable[[Task, Grade], bool] = needs_review
) -> Iterator[tuple[Task, Grade]]:
    """Yield each task with its grade; what the gradebook holds by its key is not run again.

    `renewed` says which grades are not to be trusted when they are found again. A kept grade has
    its outcomes, verdicts and messages, and nothing that was printed or drawn.
    """
    new = []
    for task in tasks:
        known = grader.book.find(task.key)
        if known is None or renewed(task, known):
            new.append(task)
        else:
            yield task, replace(known, student=task.submission.student)
    for task, found in grader.grade(new) if new else ():
        cells = tuple(replace(cell, stdout="", images=()) for cell in found.cells)
        kept = replace(found, cells=cells, key=task.key)
        grader.book.save(replace(task.submission, file=HandedIn.of(b"")), kept, task.basis)
        yield task, kept
