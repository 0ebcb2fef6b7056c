"""`autograder check`: grade notebooks on the spot and print the result; no names, no gradebook."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import complain, progress, say
from autograder.errors import SubmissionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.course import Course
    from autograder.grading.intake import Placed
    from autograder.records import Grade


def check_notebooks(
    notebooks: Sequence[Path],
    *,
    assignment: str | None = None,
    as_json: bool = False,
    unsafe: bool = False,
    workers: int = 1,
) -> int:
    """Grade notebooks and print each result, in the order given; `assignment` where none is told.

    One that cannot be graded is one line on stderr, and the exit code is 1.
    """
    from autograder import course
    from autograder.authoring import build
    from autograder.grading.session import grader
    from autograder.grading.standings import carry_forward
    from autograder.report import summary

    here = course.find(Path.cwd())
    (slug,) = course.select(here, [assignment]) if assignment else (None,)
    placed = _read(here, notebooks, slug)
    assignments = {
        s: build.ready_for_class(here, s) for s in sorted({p.submission.slug for p in placed})
    }
    with grader(here.cache, unsafe=unsafe, workers=workers) as session:
        tasks = [
            session.prepare(one.submission, assignments[one.submission.slug], sketch=one.sketch)
            for one in placed
        ]
        made: dict[str, Grade] = {}
        with progress(len(tasks), "checking") as advance:
            for task, grade in session.grade(tasks) if tasks else ():
                made[task.submission.student] = carry_forward(task.assignment.carry_forward, grade)
                advance()
    for task in tasks:
        name, grade = task.submission.name, made[task.submission.student]
        if as_json:
            document = summary.to_document(name, task.assignment, grade)
            say(json.dumps(document, allow_nan=False))
        else:
            say(summary.summarise(name, task.assignment, grade))
    return 0 if len(placed) == len(notebooks) else 1


def _read(here: Course, notebooks: Sequence[Path], slug: str | None) -> list[Placed]:
    """Return the notebooks that can be graded; complain of each other one."""
    from autograder.grading import intake

    placed = []
    for number, path in enumerate(notebooks):
        try:
            one = intake.read_notebook(here, path, slug)
        except SubmissionError as error:
            complain(str(error))
        else:
            submission = replace(one.submission, student=str(number))
            placed.append(replace(one, submission=submission))
    return placed
