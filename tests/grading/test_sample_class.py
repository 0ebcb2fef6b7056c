"""The sample class gets exactly what it must: through the real box and judge, and honest ones from `otter run`, too.

Set `EVERY_SOLUTION=1` to run all the honest ones through `otter run`, not only those that differ in kind.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sample_class

from autograder import course
from autograder.authoring import build
from autograder.grading import batch
from autograder.grading.task import prepare
from autograder.handed_in import HandedIn
from autograder.records import Assignment, Grade, Outcome, Submission, Verdict
from autograder.sandbox.policy import THREAD_ENVIRONMENT

pytestmark = pytest.mark.slow
HERE = course.find(sample_class.ROOT)
SLUGS = [folder.name for folder in sorted(sample_class.CASES.iterdir())]
CASES = [(slug, student) for slug in SLUGS for student in sample_class.cases(slug)]
HONEST = [(slug, student) for slug, student in CASES if sample_class.cases(slug)[student]["honest"]]
# Written otherwise, half done, with an error, with Keras: `otter run` takes long, and CI has a quarter of an hour.
DIFFERENT = {
    "02-nearest-neighbour": {"student03", "student07"},
    "05-multi-layer-perceptron": {"student03"},
}
PARITY = [
    (slug, student)
    for slug, student in HONEST
    if os.environ.get("EVERY_SOLUTION") or student in DIFFERENT[slug]
]


@pytest.fixture(scope="module")
def assignments() -> dict[str, Assignment]:
    return {slug: build.ready(HERE, slug) for slug in SLUGS}


@pytest.fixture(scope="module")
def grades(assignments: dict[str, Assignment], full_zygote: str) -> dict[tuple[str, str], Grade]:
    tasks = [
        prepare(_submission(slug, student), _hasty(assignments[slug], student))
        for slug, student in CASES
    ]
    done = batch.grade_all(tasks, full_zygote, 2)
    return {(task.submission.slug, task.submission.student): grade for task, grade in done}


@pytest.mark.parametrize("slug", SLUGS)
def test_the_shipped_download_is_the_one_described(
    slug: str, assignments: dict[str, Assignment]
) -> None:
    shipped = HERE.sample / "submissions" / f"{slug} submissions.zip"

    assert shipped.read_bytes() == sample_class.make_archive(slug), (
        "run `make assignments` and commit"
    )


@pytest.mark.every_python
@pytest.mark.parametrize(("slug", "student"), CASES)
def test_a_sample_gets_exactly_its_expected_points(
    slug: str,
    student: str,
    grades: dict[tuple[str, str], Grade],
    assignments: dict[str, Assignment],
) -> None:
    case = sample_class.cases(slug)[student]
    grade = grades[slug, student]

    lost = {
        result.check.key: result.message
        for result in grade.results
        if result.outcome is not Outcome.PASSED
    }
    assert lost.keys() == sample_class.lost(case, assignments[slug]), lost
    assert (grade.points, str(grade.verdict)) == (
        case["expect"]["points"],
        case["expect"]["verdict"],
    ), grade.note
    assert not grade.needs_review


@pytest.mark.parametrize("slug", SLUGS)
def test_a_blank_notebook_is_not_attempted_throughout(
    slug: str, grades: dict[tuple[str, str], Grade]
) -> None:
    blanks = [
        student
        for student, case in sample_class.cases(slug).items()
        if set(case) == {"from", "honest", "expect"}
    ]
    untouched = [s for s in blanks if sample_class.cases(slug)[s]["from"] == "blank"]

    assert untouched
    for student in untouched:
        assert {result.outcome for result in grades[slug, student].results} == {
            Outcome.NOT_ATTEMPTED
        }


@pytest.mark.parametrize("slug", SLUGS)
def test_no_neighbour_changes_a_result(
    slug: str,
    grades: dict[tuple[str, str], Grade],
    assignments: dict[str, Assignment],
    full_zygote: str,
) -> None:
    """Graded alone or among cheats, crashes and endless loops: the same results, to the bit."""
    task = prepare(_submission(slug, "student02"), assignments[slug])

    ((_, alone),) = batch.grade_all([task], full_zygote, 1)

    assert alone.results == grades[slug, "student02"].results
    assert [cell.stdout for cell in _still(alone)] == [
        cell.stdout for cell in _still(grades[slug, "student02"])
    ]


def test_nothing_is_left_behind(grades: dict[tuple[str, str], Grade]) -> None:
    """No cheat leaves a file; that no process is left, tests/sandbox/test_box.py shows for each way of leaving one."""
    assert not [
        path
        for path in (Path("/tmp/results.json"), Path("/autograder/results/results.json"))
        if path.exists()
    ]
    assert {grade.verdict for grade in grades.values()} >= {
        Verdict.TIMEOUT,
        Verdict.KILLED,
        Verdict.UNREADABLE,
    }


@pytest.mark.parametrize(("slug", "student"), PARITY)
def test_otter_run_gives_an_honest_sample_the_same_points(
    slug: str, student: str, grades: dict[tuple[str, str], Grade], tmp_path: Path
) -> None:
    case = sample_class.cases(slug)[student]
    notebook = tmp_path / f"{slug}.ipynb"
    notebook.write_bytes(
        sample_class.make({**case, "metadata": ""}, slug)
    )  # otter refuses one without its name in it

    subprocess.run(
        [
            *(sys.executable, "-m", "otter", "run", "-a", HERE.built(slug) / "autograder.zip"),
            *("-o", tmp_path, "--no-logo", notebook),
        ],
        check=True,
        capture_output=True,
        cwd=tmp_path,
        env=os.environ
        | THREAD_ENVIRONMENT
        | {"CUDA_VISIBLE_DEVICES": "-1", "TF_ENABLE_ONEDNN_OPTS": "0"},
    )

    results = json.loads((tmp_path / "results.json").read_text())
    scores = {test["name"]: test["score"] for test in results["tests"] if "score" in test}
    ours = grades[slug, student]
    by_question = {
        question: sum(r.points for r in ours.results if r.check.question == question)
        for question in {r.check.question for r in ours.results}
    }
    assert {name: scores[name] for name in by_question} == pytest.approx(by_question)


def _hasty(assignment: Assignment, student: str) -> Assignment:
    """Return the assignment, for an endless loop with a shorter limit: still more than twice what the longest cell takes."""
    if sample_class.cases(assignment.slug)[student]["expect"]["verdict"] != Verdict.TIMEOUT:
        return assignment
    seconds = {"02-nearest-neighbour": 4.0, "05-multi-layer-perceptron": 12.0}[assignment.slug]
    return replace(assignment, limits=replace(assignment.limits, cell_seconds=seconds))


def _submission(slug: str, student: str) -> Submission:
    case = sample_class.cases(slug)[student]
    return Submission(
        student=student,
        name=student,
        filename=f"{slug}.ipynb",
        file=HandedIn.of(sample_class.make(case, slug)),
        slug=slug,
    )


def _still(grade: Grade) -> list:
    """Return the cells whose output says nothing of time."""
    return [replace(cell, seconds=0.0) for cell in grade.cells if "time" not in cell.source]
