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
    Check("one_hot", "shape", 5.0),
    Check("one_hot", "values", 15.0, hidden=True, hint="Look at the last row."),
    Check("one_hot", "dtype", 0.0),
)
ASSIGNMENT = Assignment(
    "05-neuron", "A Neuron", (Question("one_hot", "One-hot", 20.0, 1, 10, CHECKS),)
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
        Result(CHECKS[0], Outcome.PASSED),
        Result(CHECKS[1], Outcome.FAILED, "Look at the last row."),
        Result(CHECKS[2], Outcome.FAILED, 'Look at the type: "a\\" <b>&\nnext'),
    )
    grade = Grade(submission.student, ASSIGNMENT.slug, results)
    page = f"<!doctype html><title>{submission.student}</title>"
    return Graded(submission, grade, page, notebook(f"# {submission.student}"), points, **changes)


def outcome(person: object, outcome: Outcome) -> Grade:
    """Return a grade whose only check came out so."""
    return Grade(str(person), ASSIGNMENT.slug, (Result(CHECKS[0], outcome),))


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
