"""One submission to grade, its notebook parsed, with the hash of all that its grade depends on.

`prepare` makes it in the main process; what it holds is plain data, so a worker gets it as it is
and parses nothing again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from autograder.grading.remarks import is_newer
from autograder.notebook import format as notebooks
from autograder.notebook.format import Notebook, Unreadable
from autograder.records import Assignment, Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a grade was made from, each as a hash: to say why a later one differs."""

    cells: str
    fingerprint: str
    environment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One submission to grade for its assignment; `notebook` is why, where it could not be read."""

    submission: Submission
    assignment: Assignment
    notebook: Notebook | Unreadable
    key: str  # equal keys, equal grades
    basis: Basis
    several: bool = False  # the same student's other attempts are graded in this run, too


def prepare(
    submission: Submission,
    assignment: Assignment,
    environment: str = "",
    notebook: Notebook | Unreadable | None = None,
) -> Task:
    """Return the task of grading a submission, whose notebook is parsed here unless it has been.

    `environment` stands for the libraries and the grader's version: see `batch.environment`.
    """
    known = parse(submission.data) if notebook is None else notebook
    return Task(
        submission=submission,
        assignment=assignment,
        notebook=known,
        key=_key(known, submission.data, assignment.fingerprint, environment),
        basis=Basis(
            cells=submission.digest,
            fingerprint=assignment.fingerprint,
            environment=environment,
        ),
    )


def names_any(task: Task, libraries: Iterable[str]) -> bool:
    """Tell whether a notebook, or what was handed out or checks it, says one of these names."""
    notebook = task.notebook
    cells = notebook.code if isinstance(notebook, Notebook) else ()
    sources = (
        *(cell.source for cell in cells),
        *task.assignment.shipped,
        *(question.source for question in task.assignment.questions),
    )
    return any(library in source for library in libraries for source in sources)


def parse(data: bytes) -> Notebook | Unreadable:
    """Return the notebook in a file, or why it cannot be read."""
    try:
        return notebooks.read(data)
    except Unreadable as error:
        return error


def _key(notebook: Notebook | Unreadable, data: bytes, fingerprint: str, environment: str) -> str:
    """Return the hash of all that a grade depends on; of an unreadable file, its bytes are that."""
    if isinstance(notebook, Unreadable):
        return hashlib.sha256(data + fingerprint.encode() + environment.encode()).hexdigest()
    digest = hashlib.sha256()
    cells = (f"{cell.kind}\0{cell.source}" for cell in notebook.cells)
    newer = [notebook.python] if is_newer(notebook.python) else []  # its remark is in the grade
    for part in (fingerprint, environment, *newer, *cells):
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()
