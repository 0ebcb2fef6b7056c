"""`make bench`, a class: what a large one costs that has been graded before.

One submission is graded; its grade is kept for every student of a made-up class, whose notebooks differ in the ids of
their cells and have the outputs that the run showed. Then `autograder grade` runs as an instructor runs it: once to
publish, once with nothing changed, once with one new submission. CPU seconds and peak memory are those of that process and
its children, as the kernel counts them.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bench_notes import ROOT

from autograder import course
from autograder.authoring import build
from autograder.grading.session import grader
from autograder.handed_in import HandedIn
from autograder.records import Grade, Submission

SLUG = "05-multi-layer-perceptron"


def main(students: int = 1_000, slug: str = SLUG) -> dict[str, dict[str, float]]:
    """Return what each run cost: CPU and wall seconds, peak MB, and what lies in grades/."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        keeping = fill(folder, slug, students)
        runs = {
            "first publishing": _run(folder),
            "nothing changed": _run(folder),
        }
        (folder / "submissions" / "student00001.ipynb").write_bytes(
            _notebook(slug, None, 1, extra="# another comment")
        )
        runs["one new submission"] = _run(folder)
        sizes = _sizes(folder, slug, students)
        runs["keeping one grade"] = {"milliseconds": keeping}
        return runs | {"sizes": sizes}


def fill(folder: Path, slug: str, students: int) -> float:
    """Grade one submission and keep its grade for everybody; return milliseconds for each."""
    here = course.find(ROOT)
    assignment = build.ready(here, slug)
    (folder / "submissions").mkdir()
    with grader(here.cache, folder / "grades" / "gradebook.sqlite") as session:
        first = session.prepare(_submission(slug, _notebook(slug, None, 0), 0), assignment)
        ((_, grade),) = session.grade([first])
        began, writing = time.perf_counter(), 0.0
        for number in range(1, students + 1):
            data = _notebook(slug, grade, number)
            submission = _submission(slug, data, number)
            (folder / "submissions" / submission.filename).write_bytes(data)
            task = session.prepare(submission, assignment)
            began = time.perf_counter()
            theirs = replace(grade, student=submission.student, key=task.key)
            session.book.save(task.submission, theirs, task.basis)
            writing += time.perf_counter() - began
    return 1_000 * writing / students


def _submission(slug: str, data: bytes, number: int) -> Submission:
    name = f"student{number:05}"
    return Submission(
        student=name,
        name=name,
        filename=f"{name}.ipynb",
        entry=f"{name}.ipynb",
        origin="submissions",
        file=HandedIn.of(data),
        slug=slug,
    )


def _notebook(slug: str, grade: Grade | None, number: int, extra: str = "") -> bytes:
    """Return the solution as student `number` saved it, with the outputs of the run."""
    data = (course.find(ROOT).built(slug) / "solution.ipynb").read_bytes()
    document = json.loads(data)
    reports = {report.number: report for report in grade.cells} if grade else {}
    code = [cell for cell in document["cells"] if cell["cell_type"] == "code"]
    for place, cell in enumerate(code, start=1):
        cell["id"] = f"{number}-{place}"
        report = reports.get(place)
        if report and report.stdout:
            stream = {"output_type": "stream", "name": "stdout", "text": report.stdout}
            cell["outputs"].append(stream)
        for image in report.images if report else ():
            shown = {"image/png": base64.b64encode(image).decode()}
            cell["outputs"].append({"output_type": "display_data", "data": shown, "metadata": {}})
    code[0]["source"] += [f"\n{extra}"] if extra else []
    return json.dumps(document).encode()


def _run(folder: Path) -> dict[str, float]:
    """Run the command; return CPU seconds and peak memory of it and what it started."""
    command = [sys.executable, "-m", "autograder", "grade", str(folder / "submissions")]
    command += ["--grades", str(folder / "grades")]
    log = folder / "log"
    began = time.perf_counter()
    with log.open("wb") as file:
        actions = [(os.POSIX_SPAWN_DUP2, file.fileno(), 1), (os.POSIX_SPAWN_DUP2, file.fileno(), 2)]
        child = os.posix_spawn(sys.executable, command, os.environ, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - began
    if status:
        sys.stderr.write(log.read_text())
        raise SystemExit(f"autograder grade ended with {os.waitstatus_to_exitcode(status)}")
    return {
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "wall_seconds": wall,
        "peak_mb": usage.ru_maxrss / 1024,
    }


def _sizes(folder: Path, slug: str, students: int) -> dict[str, float]:
    grades, notebooks = folder / "grades", list((folder / "submissions").iterdir())
    kept = [path for path in grades.rglob("*") if path.is_file()]
    pages = list((grades / slug / "feedback").glob("*.html"))
    return {
        "notebook_kb": sum(path.stat().st_size for path in notebooks) / 1e3 / len(notebooks),
        "kept_kb_a_submission": sum(path.stat().st_size for path in kept) / 1e3 / students,
        "gradebook_kb_a_submission": (grades / "gradebook.sqlite").stat().st_size / 1e3 / students,
        "page_kb": max(page.stat().st_size for page in pages) / 1e3,
        "class_page_kb": (grades / slug / "index.html").stat().st_size / 1e3,
        "upload_mb": sum(path.stat().st_size for path in (grades / slug).glob("*.zip")) / 1e6,
    }
