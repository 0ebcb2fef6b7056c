"""Many submissions: every one comes back with its grade, whoever dies on the way; nothing is lost to kill -9."""

from __future__ import annotations

import csv
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from conftest import REPOSITORY, edited, make_course, python, submission

from autograder.authoring.build import Built
from autograder.grading.batch import Task, environment, grade_all
from autograder.grading.task import prepare
from autograder.records import Assignment, Outcome, Verdict

WAIT = "import time; time.sleep(1.5)"


def test_every_task_comes_back_with_its_grade(
    light_zygote: str, assignment: Assignment, demo: Built
) -> None:
    half = edited(demo.student, {"total-answer": "total = 6"})
    data = {
        "student01": demo.solution,
        "student02": demo.student,
        "student03": half,
        "student04": b"no notebook",
    }
    tasks = [prepare(submission(data[student], student), assignment) for student in data]
    done = list(grade_all(tasks, light_zygote, 2))
    assert {task.submission.student: grade.points for task, grade in done} == {
        "student01": 3,
        "student02": 0,
        "student03": 1,
        "student04": 0,
    }
    assert all(task.submission.student == grade.student for task, grade in done)


def test_a_task_is_asked_for_when_a_worker_is_free(
    light_zygote: str, assignment: Assignment, demo: Built
) -> None:
    asked: list[str] = []

    def tasks() -> Iterator[Task]:
        for student in ("student01", "student02", "student03"):
            asked.append(student)
            yield prepare(submission(demo.student, student), assignment)

    behind = [
        (task.submission.student, len(asked)) for task, _ in grade_all(tasks(), light_zygote, 1)
    ]
    assert behind == [("student01", 1), ("student02", 2), ("student03", 3)]


def test_no_tasks_need_no_workers() -> None:
    assert list(grade_all([], "no zygote", 2)) == []


def test_a_killed_worker_costs_a_second_try_and_no_points(
    light_zygote: str, assignment: Assignment, demo: Built
) -> None:
    data = edited(demo.solution, {}, add=[(2, WAIT)])
    killed = []

    def kill_one() -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not killed:
            for worker in multiprocessing.active_children():
                if psutil.Process(worker.pid).num_fds() and _has_box(worker.pid):
                    os.kill(worker.pid, signal.SIGKILL)
                    killed.append(worker.pid)
                    return
            time.sleep(0.02)

    tasks = [prepare(submission(data, f"student0{n}"), assignment) for n in (1, 2)]
    thread = threading.Thread(target=kill_one)
    thread.start()
    done = list(grade_all(tasks, light_zygote, 1))
    thread.join()
    assert len(killed) == 1
    assert [(grade.points, grade.verdict) for _, grade in done] == [(3, Verdict.OK)] * 2


def _has_box(pid: int) -> bool:
    """Return whether a worker holds a process of a student (by a pidfd)."""
    try:
        return any("pidfd" in str(fd.readlink()) for fd in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return False


def test_a_judge_that_dies_twice_is_a_failure_for_a_human(
    light_zygote: str, assignment: Assignment, demo: Built
) -> None:
    deadly = assignment.question("total")
    deadly = replace(
        deadly,
        source=deadly.source.replace(
            "assert total", "import os; os.kill(os.getppid(), 9); assert total"
        ),
    )
    broken = replace(assignment, questions=(assignment.question("double"), deadly))
    tasks = [
        prepare(submission(demo.solution, "student01"), broken),
        prepare(submission(demo.solution, "student02"), assignment),
    ]
    grades = {task.submission.student: grade for task, grade in grade_all(tasks, light_zygote, 1)}
    assert grades["student02"].points == 3
    assert grades["student01"].verdict is Verdict.SANDBOX_FAILURE
    assert {result.outcome for result in grades["student01"].results} == {Outcome.BROKEN}
    assert grades["student01"].needs_review


def test_without_a_zygote_every_grade_says_so(
    assignment: Assignment, demo: Built, tmp_path: Path
) -> None:
    (done,) = grade_all(
        [prepare(submission(demo.solution), assignment)],
        str(tmp_path / "none"),
        1,
    )
    assert (done[1].verdict, done[1].needs_review) == (Verdict.SANDBOX_FAILURE, True)


def test_stopping_in_the_middle_leaves_no_worker(
    light_zygote: str, assignment: Assignment, demo: Built
) -> None:
    tasks = [prepare(submission(demo.solution, f"student0{n}"), assignment) for n in range(4)]
    running = grade_all(tasks, light_zygote, 2)
    next(running)
    running.close()
    assert multiprocessing.active_children() == []


def test_the_environments_hash_is_the_same_in_every_process() -> None:
    command = python("-c", "from autograder.grading.batch import environment; print(environment())")
    told = {
        subprocess.run(
            command,
            env={"PYTHONHASHSEED": seed},
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in "12"
    }
    assert told == {environment() + "\n"}


# -- kill -9


def _start(root: Path, grades: str) -> subprocess.Popen[str]:
    command = python(
        "-m", "autograder", "grade", "submissions", "--grades", grades, "--workers", "2"
    )
    return subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _graded(path: Path) -> list[tuple[str, str]]:
    if not path.is_file():
        return []
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return connection.execute(
                "SELECT s.student, g.made FROM grades g JOIN submissions s ON s.id = g.submission"
            ).fetchall()
    except sqlite3.OperationalError:  # not made yet
        return []


@pytest.mark.slow
def test_after_kill_9_the_next_run_goes_on_to_the_same_grades(tmp_path: Path, demo: Built) -> None:
    course = make_course(tmp_path)
    (tmp_path / "submissions").mkdir()
    for number in range(1, 7):
        answer = f"def double(values):\n    return {number % 3} * np.asarray(values)"
        data = edited(demo.solution, {"double-answer": answer}, add=[(2, f"{WAIT}  # {number}")])
        (tmp_path / "submissions" / f"student0{number}.ipynb").write_bytes(data)

    whole = _start(tmp_path, "whole")
    output, errors = whole.communicate(timeout=200)
    assert whole.returncode == 0, output + errors

    killed = _start(tmp_path, "killed")
    book = tmp_path / "killed" / "gradebook.sqlite"
    while len(_graded(book)) < 2:
        assert killed.poll() is None, killed.communicate()
        time.sleep(0.02)
    family = psutil.Process(killed.pid).children(recursive=True)
    killed.kill()
    killed.communicate()
    before = _graded(book)
    _, alive = psutil.wait_procs(family, timeout=20)

    again = _start(tmp_path, "killed")
    output, errors = again.communicate(timeout=200)
    after = _graded(book)

    assert again.returncode == 0, output + errors
    assert [process for process in alive if process.is_running()] == []
    assert 2 <= len(before) < 6
    assert after[: len(before)] == before
    assert sorted(student for student, _ in after) == [f"student0{n}" for n in range(1, 7)]
    tables = [
        (tmp_path / name / course.slugs[0] / "grades.csv").read_bytes()
        for name in ("whole", "killed")
    ]
    assert tables[0] == tables[1]
    points = {
        row["student"]: float(row["points"])
        for row in csv.DictReader(tables[0].decode("utf-8-sig").splitlines())
    }
    assert points == {f"student0{n}": 3.0 if n % 3 == 2 else 1.0 for n in range(1, 7)}
    assert f"{6 - len(before)} to grade" in errors
