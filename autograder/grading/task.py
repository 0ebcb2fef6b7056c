"""One submission to grade, with the hash of all that its grade depends on.

`prepare` makes it in the main process from a `Sketch` of the notebook. What it holds is plain data,
so a worker gets it as it is, and reads the notebook where it was not given one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.grading.remarks import is_newer
from autograder.handed_in import HandedIn
from autograder.notebook import format as notebooks
from autograder.notebook.format import Notebook, Unreadable
from autograder.records import Assignment, Submission
from autograder.sandbox.policy import NAMED, Needs

UNREADABLE = "Your file could not be read as a notebook."  # told of each check


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a grade was made from, each as a hash: to say why a later one differs."""

    cells: str
    fingerprint: str
    environment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What must be known of a file before it is graded.

    `problem` is why it cannot be read, or empty. `digest` is the hash of what is run, and `needs`
    the libraries that it names.
    """

    slug: str | None
    problem: str
    digest: str
    needs: Needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One submission to grade for its assignment.

    `notebook` is what was read already: the notebook, or why it could not be read. Without it the
    worker that grades it reads the submission's file.
    """

    submission: Submission
    assignment: Assignment
    key: str  # equal keys, equal grades
    basis: Basis
    needs: Needs
    notebook: Notebook | Unreadable | None = None
    several: bool = False  # the same student's other attempts are graded in this run, too

    def read(self) -> Notebook | Unreadable:
        """Return the notebook, or why it cannot be read."""
        return parse(self.submission.data) if self.notebook is None else self.notebook

    def without_file(self) -> Task:
        """Return what a worker needs: of a file that was read already, the text of each cell.

        And the companions with their bytes. Raises `SubmissionError` where a file has changed.
        """
        notebook = self.notebook
        companions = tuple(one.keep() for one in self.submission.companions)
        file = self.submission.file.keep() if notebook is None else self.submission.file.leave()
        submission = replace(self.submission, companions=companions, file=file)
        if isinstance(notebook, Notebook):
            cells = tuple(replace(cell, metadata={}, attachments={}) for cell in notebook.cells)
            notebook = replace(notebook, cells=cells)
        return replace(self, submission=submission, notebook=notebook)


def prepare(
    submission: Submission,
    assignment: Assignment,
    environment: str = "",
    notebook: Notebook | Unreadable | None = None,
    sketch: Sketch | None = None,
) -> Task:
    """Return the task of grading a submission, from what is known of its notebook already.

    `environment` stands for the libraries and the grader's version: see `grading.environment`.
    """
    known = sketch or draw(submission.file, notebook)
    questions = [question.source for question in assignment.questions]
    needs = max(known.needs, _find_needs([*assignment.shipped, *questions]))
    parts = [assignment.fingerprint, environment, known.digest, *_hash_companions(submission)]
    return Task(
        submission=submission,
        assignment=assignment,
        key=hashlib.sha256("\0".join(parts).encode()).hexdigest(),
        basis=Basis(
            cells=hash_files(submission),
            fingerprint=assignment.fingerprint,
            environment=environment,
        ),
        needs=Needs.NETWORKS if _has_module(submission) else needs,
        notebook=notebook,
    )


def hash_files(submission: Submission) -> str:
    """Return the hash of what was handed in: of the notebook alone, or with its companions."""
    parts = [submission.digest, *_hash_companions(submission)]
    return parts[0] if len(parts) == 1 else hashlib.sha256("\0".join(parts).encode()).hexdigest()


def draw(file: HandedIn, notebook: Notebook | Unreadable | None = None) -> Sketch:
    """Return the sketch of a file, or of the notebook that was read from it."""
    found = parse(file.load()) if notebook is None else notebook
    if isinstance(found, Unreadable):
        return Sketch(slug=None, problem=str(found), digest=file.sha, needs=Needs.BASICS)
    needs = _find_needs([cell.source for cell in found.code])
    return Sketch(slug=found.slug, problem="", digest=_hash_cells(found), needs=needs)


def parse(data: bytes) -> Notebook | Unreadable:
    """Return the notebook in a file, or why it cannot be read."""
    try:
        return notebooks.read(data)
    except Unreadable as error:
        return error


def _hash_companions(submission: Submission) -> list[str]:
    return [part for one in submission.companions for part in (one.path, one.sha)]


def _has_module(submission: Submission) -> bool:
    """Tell whether a companion may import what the notebook does not name."""
    return any(one.path.lower().endswith(".py") for one in submission.companions)


def _find_needs(sources: Sequence[str]) -> Needs:
    """Return the least that has all the libraries that these name."""
    text = "\n".join(sources)
    named = (needs for needs, names in NAMED.items() if any(name in text for name in names))
    return max(named, default=Needs.BASICS)


def _hash_cells(notebook: Notebook) -> str:
    """Return the hash of what is run, and of what the grade tells of the notebook besides."""
    digest = hashlib.sha256()
    cells = (f"{cell.kind}\0{cell.source}" for cell in notebook.cells)
    newer = [notebook.python] if is_newer(notebook.python) else []  # its remark is in the grade
    for part in (*newer, *cells):
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()
