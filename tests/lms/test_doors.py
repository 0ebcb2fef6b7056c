"""No text that reaches a student, by whatever way, tells a hidden check's name or message."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from downloads import export, notebook, place, zipped

import autograder
from autograder import files, lms, report
from autograder.lms import gradescope
from autograder.records import (
    Assignment,
    Check,
    Grade,
    Outcome,
    Question,
    Result,
    Standing,
    Submission,
)
from autograder.report import summary

HIDDEN = Check(
    question="q",
    name="secret_trick",
    points=3.0,
    hidden=True,
    about="another order of the rows",
    hint="Shuffle the rows and try again.",
)
PUBLIC = Check(question="q", name="shape", points=2.0, about="the shape")
ASSIGNMENT = Assignment(
    slug="05-neuron",
    title="A Neuron",
    questions=(
        Question(
            name="q", title="Trick", points=5.0, difficulty=1, minutes=1, checks=(PUBLIC, HIDDEN)
        ),
    ),
)
SECRETS = ("secret", "expected 42")
TOLD = ("Shuffle the rows and try again.", "expected (2, 3)", "the shape")
UPLOADS = {
    "moodle": ("Zoe Roe_77_assignsubmission_file_/a.ipynb", None),
    "blackboard": ("HW_zroe_attempt_2025-03-03-16-05-06_a.ipynb", "A [Total Pts: 5 Score] |11"),
    "canvas": ("roezoe_77_88_a.ipynb", "99"),
    "brightspace": ("7-9 - Zoe Roe - Mar 3, 2025 405 PM/a.ipynb", None),
    "gradescope": ("submission_77/a.ipynb", None),
    "folder": ("zroe.ipynb", None),
}


def grade(student: str, outcome: Outcome = Outcome.FAILED) -> Grade:
    return Grade(
        student=student,
        slug=ASSIGNMENT.slug,
        results=(
            Result(check=PUBLIC, outcome=Outcome.FAILED, message="expected (2, 3)"),
            Result(check=HIDDEN, outcome=outcome, message="SECRET expected 42"),
        ),
    )


def texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield each file of an upload, zips inside it unpacked."""
    if not name.endswith(".zip"):
        yield name, data.decode("utf-8-sig")
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            yield from texts(info.filename, archive.read(info))


def assert_masked(name: str, text: str) -> None:
    assert not [secret for secret in SECRETS if secret in text.lower()], name


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("name", UPLOADS)
def test_no_upload_holds_the_secret_of_a_hidden_check(
    name: str, outcome: Outcome, tmp_path: Path
) -> None:
    entry, column = UPLOADS[name]
    (submission,) = lms.read(zipped(tmp_path / "x.zip", {entry: notebook()})).submissions
    made = grade(submission.student, outcome)

    uploaded = upload(name, place(submission), made, column)

    for file, text in texts(f"{name}.zip", uploaded):
        assert_masked(file, text)


@pytest.mark.parametrize("name", ["moodle", "blackboard"])
def test_a_comment_says_what_the_page_says(name: str, tmp_path: Path) -> None:
    entry, column = UPLOADS[name]
    (submission,) = lms.read(zipped(tmp_path / "x.zip", {entry: notebook()})).submissions

    contents = dict(
        texts("x.zip", upload(name, place(submission), grade(submission.student), column))
    )

    for told in TOLD[:2]:
        assert told in contents["1-grades.csv"]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_gradescopes_results_hold_no_secret_of_a_hidden_check(outcome: Outcome) -> None:
    results = gradescope.results_json(grade("s", outcome), ASSIGNMENT)

    assert_masked("results.json", json.dumps(results))


def test_gradescopes_results_say_what_the_page_says() -> None:
    results = json.dumps(gradescope.results_json(grade("s"), ASSIGNMENT))

    for told in TOLD:
        assert told in results


@pytest.mark.parametrize("outcome", list(Outcome))
def test_autograder_check_prints_no_secret_of_a_hidden_check(outcome: Outcome) -> None:
    """Its JSON names each check by its key, for programs, and says no more than a page does."""
    made = grade("s", outcome)

    document = summary.to_document("a.ipynb", ASSIGNMENT, made)

    assert_masked("terminal", summary.summarise("a.ipynb", ASSIGNMENT, made))
    assert_masked("json", json.dumps([check["message"] for check in document["checks"]]))


def test_outcomes_alone_reads_what_the_judge_wrote_for_students() -> None:
    """The class page, its statistics, what carrying errors forward gives, and `autograder check` are the instructor's."""
    package = Path(autograder.__file__).parent
    reading = re.compile(r"\.results\b|\bResult\b")

    readers = {
        path.relative_to(package).as_posix()
        for room in ("report", "lms")
        for path in (package / room).iterdir()
        if path.suffix in (".py", ".html") and reading.search(path.read_text(encoding="utf-8"))
    }

    assert readers == {
        "report/outcomes.py",
        "report/checks_csv.py",
        "report/class_page.py",
        "report/gains.py",
        "report/statistics.py",
        "report/summary.py",
    }


def upload(name: str, submission: Submission, made: Grade, column: str | None) -> bytes:
    """Return the grade zip of one student."""
    standing = Standing(submission=submission, grade=made, points=made.points)
    item = lms.Graded(
        standing=standing,
        page=report.student_page(ASSIGNMENT, standing).encode(),
        notebook=report.student_notebook(ASSIGNMENT, standing),
    )
    return files.pack(lms.prepare(ASSIGNMENT, export(name, [item], column=column)).files)
