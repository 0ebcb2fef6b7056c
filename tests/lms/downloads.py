"""Downloads as each LMS makes them, from the documented name patterns, and grades to send back."""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from autograder.lms import Export, Graded, Roster
from autograder.records import (
    Assignment,
    Check,
    Grade,
    Outcome,
    Question,
    Received,
    Result,
    Standing,
    Submission,
)

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


def place(received: Received, slug: str = ASSIGNMENT.slug) -> Submission:
    """Return what was handed in, told to be for this assignment."""
    known = {field.name: getattr(received, field.name) for field in fields(Received)}
    return Submission(**known, slug=slug)


def export(
    name: str, graded: Sequence[Graded], roster: Roster | None = None, column: str | None = None
) -> Export:
    rosters = (roster,) if roster else ()
    return Export(lms=name, graded=tuple(graded), rosters=rosters, column=column)


def graded(
    received: Received,
    points: float = 8.5,
    *,
    grade: Grade | None = None,
    page: str = "",
    excused: bool = False,
) -> Graded:
    """Return a grade with its feedback; by default that of a partly right answer."""
    student = received.student
    standing = Standing(
        submission=place(received),
        grade=grade or half_right(student),
        points=points,
        excused=excused,
    )
    page = page or f"<!doctype html><title>{student}</title>"
    return Graded(standing=standing, page=page.encode(), notebook=notebook(f"# {student}"))


def half_right(student: str) -> Grade:
    results = (
        Result(check=CHECKS[0], outcome=Outcome.PASSED),
        Result(check=CHECKS[1], outcome=Outcome.FAILED, message="Look at the last row."),
        Result(
            check=CHECKS[2], outcome=Outcome.FAILED, message='Look at the type: "a\\" <b>&\nnext'
        ),
    )
    return Grade(student=student, slug=ASSIGNMENT.slug, results=results)


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
    """Return the name that Canvas gives a member: sortable name, ids, the file's display name."""
    name = re.sub(r"_([0-9]+)_", r"\1", sortable).lower()
    name = "".join(
        c
        for c in name
        if unicodedata.category(c)[0] in "LM" or unicodedata.category(c) in ("Nd", "Pc")
    )
    file = re.sub(r'[\x00/\\:*?"<>|]+', "_", file)
    ids = f"{user}_{attachment}" if attachment is not None else f"{user}"
    return f"{name}_{'LATE_' if late else ''}{ids}_{file}"
