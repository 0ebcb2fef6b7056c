"""Gradescope: the export of submissions, and `results.json`, which its autograder container hands back.

An export holds `submission_<id>/<files>` and `submission_metadata.yml`, which says who submitted; a group's files count
for every member. There is no upload of grades for programming assignments: grades come out of the autograder, so what
`upload` makes is for entering by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from typing import Any

import yaml

from autograder.lms import archive, folder
from autograder.lms.exchange import Claim, Graded, Upload
from autograder.lms.roster import Roster
from autograder.records import Assignment, Grade
from autograder.report import outcomes, text
from autograder.report.outcomes import CheckLine, QuestionLine, State

METADATA = "submission_metadata.yml"
SUBMISSION = re.compile(r"submission_[0-9]+")
NEEDS_REVIEW = "The grader failed; nobody loses points. Your instructor will run it again."
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def recognises(member: archive.Member) -> bool:
    """Is this a name that Gradescope gives?"""
    return member.parts[-1] == METADATA or _submission(member) is not None


def claims(
    source: archive.Archive, members: Sequence[archive.Member], zone: tzinfo
) -> dict[archive.Member, list[Claim]]:
    """Return whose file each member is, as the metadata say; without metadata, by the submission's id."""
    known: dict[str, Any] = {}
    found: dict[archive.Member, list[Claim]] = {}
    for member in members:
        if member.parts[-1] == METADATA and _submission(member) is None:
            known |= _metadata(source, member)
            found[member] = []
    for member in members:
        if submission := _submission(member):
            found[member] = list(_claims(submission, known.get(submission), member.parts[-1], zone))
    return found


def upload(
    assignment: Assignment, graded: Sequence[Graded], roster: Roster | None, column: str | None
) -> Upload:
    """Return a table of points and each student's feedback, to enter by hand."""
    made = folder.upload(assignment, graded, roster, column)
    step = "Gradescope takes no upload of grades. `grades.csv` holds the points, `feedback/` a page for each student."
    return Upload(made.files, (step,), made.changes)


def results_json(grade: Grade, assignment: Assignment) -> dict[str, Any]:
    """Return what a Gradescope autograder writes to results/results.json.

    A hidden check shows when the grades are published, with its hint only. A grade that needs
    review is sent without a total, which Gradescope shows as a failed run, not as points lost.
    """
    lines = [] if grade.needs_a_human else outcomes.question_lines(assignment, grade)
    checks = [(line, check) for line in lines for check in line.checks]
    results: dict[str, Any] = {
        "output": "\n".join(text.terminal(part) for part in (grade.note, *grade.repairs) if part),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "stdout_visibility": "hidden",
        "tests": [_test(number, *pair) for number, pair in enumerate(checks, start=1)],
    }
    if grade.needs_a_human:
        return {**results, "output": NEEDS_REVIEW}
    return {"score": round(grade.points, 2), **results}


def _test(number: int, question: QuestionLine, check: CheckLine) -> dict[str, Any]:
    return {
        "number": str(number),
        "name": text.terminal(f"{question.question.title}: {check.title}"),
        "score": round(check.points, 2),
        "max_score": round(check.possible, 2),
        "status": "passed" if check.state is State.PASSED else "failed",
        "output": "\n".join(check.told),
        "visibility": "after_published" if check.hidden else "visible",
    }


def _submission(member: archive.Member) -> str | None:
    return next((part for part in member.parts[:-1] if SUBMISSION.fullmatch(part)), None)


def _metadata(source: archive.Archive, member: archive.Member) -> dict[str, Any]:
    """Return the metadata by submission. Results and history, which make it large, are cut out before it is parsed."""
    try:
        metadata = source.read(member).decode("utf-8-sig", errors="replace")
        known = yaml.load("\n".join(_wanted(metadata)), LOADER)  # noqa: S506 - a safe loader, in C where there is one
    except (archive.RefusedError, yaml.YAMLError, RecursionError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _wanted(metadata: str) -> Iterator[str]:
    wanted = True
    for line in metadata.split("\n"):
        if re.match(r"\S|  :\w+:", line):
            wanted = not re.match(r"  :(?:results|history):", line)
        if wanted:
            yield line


def _claims(submission: str, known: Any, filename: str, zone: tzinfo) -> Iterator[Claim]:
    known = known if isinstance(known, dict) else {}
    people = known.get(":submitters")
    people = (
        [person for person in people if isinstance(person, dict)]
        if isinstance(people, list)
        else []
    )
    when = known.get(":created_at")
    when = (
        (when if when.tzinfo else when.replace(tzinfo=zone)) if isinstance(when, datetime) else None
    )
    for person in people:
        words = [str(person.get(key) or "").strip() for key in (":sid", ":email", ":name")]
        key = next((word for word in words if word), submission)
        yield Claim(key, words[2] or key, filename, submitted=when)
    if not people:
        yield Claim(submission, submission, filename, submitted=when)
