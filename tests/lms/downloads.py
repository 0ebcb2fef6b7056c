"""Downloads as each LMS makes them, from the documented name patterns, and grades to send back."""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path

from autograder.lms import Graded
from autograder.records import Assignment, Check, Grade, Outcome, Question, Result, Submission

CHECKS = (
    Check(question="one_hot", name="shape", points=5.0),
    Check(
        question="one_hot", name="values", points=15.0, hidden=True, hint="Look at the last row."
    ),
    Check(question="one_hot", name="dtype", points=0.0),
)
ASSIGNMENT = Assignment(
    slug="05-neuron",
    title="A Neuron",
    questions=(
        Question(
            name="one_hot", title="One-hot", points=20.0, difficulty=1, minutes=10, checks=CHECKS
        ),
    ),
)


def notebook(text: str = "x = 1") -> bytes:
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": text,
    }
    return json.dumps(
        {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    ).encode()


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return path


def graded(submission: Submission, points: float = 8.5, **changes: object) -> Graded:
    results = (
        Result(check=CHECKS[0], outcome=Outcome.PASSED),
        Result(check=CHECKS[1], outcome=Outcome.FAILED, message="Look at the last row."),
        Result(
            check=CHECKS[2], outcome=Outcome.FAILED, message='Look at the type: "a\\" <b>&\nnext'
        ),
    )
    grade = Grade(student=submission.student, slug=ASSIGNMENT.slug, results=results)
    page = f"<!doctype html><title>{submission.student}</title>"
    return Graded(submission, grade, page, notebook(f"# {submission.student}"), points, **changes)


def outcome(person: object, outcome: Outcome) -> Grade:
    """Return a grade whose only check came out so."""
    return Grade(
        student=str(person),
        slug=ASSIGNMENT.slug,
        results=(Result(check=CHECKS[0], outcome=outcome),),
    )


def canvas_name(
    sortable: str, user: int, attachment: int | None, file: str, *, late: bool = False
) -> str:
    """Return the name that Canvas gives a member: its sanitised sortable name, ids, and the file's display name."""
    name = re.sub(r"_([0-9]+)_", r"\1", sortable).lower()
    name = "".join(
        c
        for c in name
        if unicodedata.category(c)[0] in "LM" or unicodedata.category(c) in ("Nd", "Pc")
    )
    file = re.sub(r'[\x00/\\:*?"<>|]+', "_", file)
    ids = f"{user}_{attachment}" if attachment is not None else f"{user}"
    return f"{name}_{'LATE_' if late else ''}{ids}_{file}"
