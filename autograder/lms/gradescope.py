"""Gradescope: the export of submissions, and `results.json`, which its container hands back.

An export holds `submission_<id>/<files>` and `submission_metadata.yml`, which says who submitted; a
group's files count for every member. There is no upload of grades for programming assignments:
grades come out of the autograder, so what `upload` makes is for entering by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any

import yaml

from autograder.files import number
from autograder.lms import archive, folder
from autograder.lms.archive import Archive, Member
from autograder.lms.exchange import Claim, Export, Upload
from autograder.lms.roster import Roster
from autograder.records import Assignment, Grade, Submission
from autograder.report import outcomes, text
from autograder.report.outcomes import CheckLine, QuestionLine, State

METADATA = "submission_metadata.yml"
SUBMISSION = re.compile(r"submission_[0-9]+")
STEPS = (
    "Gradescope takes no upload of grades. `grades.csv` holds the points, `feedback/` each "
    "student's page.",
)
NEEDS_REVIEW = "The grader failed; nobody loses points. Your instructor will run it again."
# In C where there is one.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def recognises(member: Member) -> bool:
    """Tell whether Gradescope gives such names."""
    return member.parts[-1] == METADATA or _submission(member) is not None


def claims(source: Archive, members: Sequence[Member], zone: tzinfo) -> dict[Member, list[Claim]]:
    """Return whose file each member is, as the metadata say, or else by the submission's id."""
    known: dict[str, Any] = {}
    found: dict[Member, list[Claim]] = {}
    for member in members:
        if member.parts[-1] == METADATA and _submission(member) is None:
            known |= _metadata(source, member)
            found[member] = []
    for member in members:
        if submission := _submission(member):
            found[member] = list(_claims(submission, known.get(submission), member.parts[-1], zone))
    return found


def find_known(roster: Roster, submissions: Sequence[Submission]) -> set[str]:
    """Return nobody: Gradescope takes no grades, so it has no gradebook to read people from."""
    return set()


def upload(assignment: Assignment, export: Export) -> Upload:
    """Return a table of points and each student's feedback, to enter by hand."""
    return replace(folder.upload(assignment, export), steps=STEPS)


def results_json(grade: Grade, assignment: Assignment) -> dict[str, Any]:
    """Return what a Gradescope autograder writes to results/results.json.

    A hidden check shows when the grades are published, with its hint only. A grade that needs
    review is sent without a total, which Gradescope shows as a failed run, not as points lost.
    """
    lines = [] if grade.needs_review else outcomes.question_lines(assignment, grade)
    checks = [(line, check) for line in lines for check in line.checks]
    results: dict[str, Any] = {
        "output": "\n".join(text.terminal(part) for part in (grade.note, *grade.repairs) if part),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "stdout_visibility": "hidden",
        "tests": [_test(place, *pair) for place, pair in enumerate(checks, start=1)],
    }
    if grade.needs_review:
        return {**results, "output": NEEDS_REVIEW}
    return {"score": _points(grade.points), **results}


def _test(place: int, question: QuestionLine, check: CheckLine) -> dict[str, Any]:
    return {
        "number": str(place),
        "name": text.terminal(f"{question.question.title}: {check.title}"),
        "score": _points(check.points),
        "max_score": _points(check.possible),
        "status": "passed" if check.state is State.PASSED else "failed",
        "output": "\n".join(check.told),
        "visibility": "after_published" if check.hidden else "visible",
    }


def _points(value: float) -> float:
    """Return points as JSON's number, rounded as everywhere."""
    return float(number(value))


def _submission(member: Member) -> str | None:
    return next((part for part in member.parts[:-1] if SUBMISSION.fullmatch(part)), None)


def _metadata(source: Archive, member: Member) -> dict[str, Any]:
    """Return the metadata by submission.

    Results and history, which make it large, are cut out before it is parsed.
    """
    try:
        metadata = source.read(member).decode("utf-8-sig", errors="replace")
        known = yaml.load("\n".join(_wanted(metadata)), LOADER)  # noqa: S506 - a safe loader
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


def _claims(submission: str, known: object, filename: str, zone: tzinfo) -> Iterator[Claim]:
    known = known if isinstance(known, dict) else {}
    when = _moment(known.get(":created_at"), zone)
    people = list(_submitters(known.get(":submitters"))) or [(submission, submission)]
    for key, name in people:
        yield Claim(
            student=key or submission,
            name=name or key or submission,
            filename=filename,
            submitted=when,
        )


def _moment(when: object, zone: tzinfo) -> datetime | None:
    if not isinstance(when, datetime):
        return None
    return when if when.tzinfo else when.replace(tzinfo=zone)


def _submitters(people: object) -> Iterator[tuple[str, str]]:
    """Yield the key and the name of each submitter: its id, else its address, else its name."""
    for person in people if isinstance(people, list) else ():
        if isinstance(person, dict):
            words = [str(person.get(key) or "").strip() for key in (":sid", ":email", ":name")]
            yield next((word for word in words if word), ""), words[2]
