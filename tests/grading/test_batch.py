"""Many submissions: every one comes back with its grade, whoever dies on the way; nothing is lost to kill -9."""

from __future__ import annotations

import csv
import functools
import os
import pickle
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from conftest import REPOSITORY, edited, make_course, python, submission

from autograder.authoring.build import Built
from autograder.grading.batch import grade_all
from autograder.grading.clock import INTRICATE
from autograder.grading.environment import environment
from autograder.grading.task import Task, prepare
from autograder.records import Assignment, Outcome, Verdict

UNSTARTED = """
import pickle
from pathlib import Path
from autograder.errors import MachineError
from autograder.grading import batch, worker
tasks = pickle.loads(Path("tasks").read_bytes())
broken = Path("autograder", "grading")
broken.mkdir(parents=True)
broken.with_name("__init__.py").write_text("raise ImportError('half a file')")
worker.PACKAGES = Path.cwd()
try:
    list(batch.grade_all(tasks, "none", 2))
except MachineError as error:
    print(error)
"""
UNGUARDED = """
import pickle
from pathlib import Path
from autograder.grading.batch import grade_all
((task, grade),) = grade_all(pickle.loads(Path("tasks").read_bytes()), {zygote!r}, 1)
print(grade.points)
"""
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


@pytest.mark.slow
def test_a_killed_worker_costs_a_second_try_and_no_points(
    light_zygote: str, assignment: Assignment, demo: Built
) -> None:
    data = edited(demo.solution, {}, add=[(2, WAIT)])
    killed = []

    def kill_one() -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not killed:
            for worker in _workers():
                if _has_box(worker.pid):
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


def test_a_killed_judge_costs_a_second_try_and_no_points(
    light_zygote: str, assignment: Assignment, demo: Built, tmp_path: Path
) -> None:
    """It is killed in the middle of a check, while a value of the student's is in it."""
    kill = f"""
    import os, signal
    double([1.0])
    if not os.path.exists({str(tmp_path / "killed")!r}):
        os.mkdir({str(tmp_path / "killed")!r})
        os.kill(os.getpid(), signal.SIGKILL)
"""
    first, *others = assignment.questions
    head = "def test_paper(double):\n"
    assert head in first.source
    deadly = replace(first, source=first.source.replace(head, head + kill, 1))
    task = prepare(submission(demo.solution), replace(assignment, questions=(deadly, *others)))
    ((_, made),) = grade_all([task], light_zygote, 1)
    assert (tmp_path / "killed").is_dir()
    assert (made.points, made.verdict, made.note) == (3, Verdict.OK, "")


def _workers() -> list[psutil.Process]:
    found = []
    for process in psutil.Process().children():
        with suppress(psutil.Error):
            if "autograder.grading.worker" in process.cmdline():
                found.append(process)
    return found


def _has_box(pid: int) -> bool:
    """Return whether a worker holds a process of a student (by a pidfd)."""
    try:
        return any("pidfd" in str(fd.readlink()) for fd in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return False


def _with_check(assignment: Assignment, line: str) -> Assignment:
    """Return the assignment with one question more lines in a check of `total`: ours, not theirs."""
    total = assignment.question("total")
    source = total.source.replace("assert total", f"{line}; assert total")
    return replace(
        assignment, questions=(assignment.question("double"), replace(total, source=source))
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "how"),
    [
        pytest.param("import os; os.kill(os.getppid(), 9)", "signal 9", id="killed"),
        pytest.param(
            "import os; os.write(2, b'the last words\\n'); os.kill(os.getppid(), 15)",
            "signal 15: the last words",
            id="with a last line",
        ),
    ],
)
def test_a_worker_that_dies_twice_is_a_failure_for_a_human_and_says_how(
    light_zygote: str, assignment: Assignment, demo: Built, line: str, how: str
) -> None:
    tasks = [
        prepare(submission(demo.solution, "student01"), _with_check(assignment, line)),
        prepare(submission(demo.solution, "student02"), assignment),
    ]
    grades = {task.submission.student: grade for task, grade in grade_all(tasks, light_zygote, 1)}
    assert grades["student02"].points == 3
    failed = grades["student01"]
    assert failed.verdict is Verdict.SANDBOX_FAILURE
    assert {result.outcome for result in failed.results} == {Outcome.BROKEN}
    assert failed.needs_review
    assert failed.note == f"the process that judges it ended twice ({how}); it needs review"


def test_a_worker_that_is_held_too_long_is_ended_and_the_submission_timed_out(
    light_zygote: str, assignment: Assignment, demo: Built
) -> None:
    """Whatever holds it: here the assignment's cells, the first of which takes hours to come."""
    tasks = [
        prepare(submission(demo.solution, name), assignment) for name in ("student01", "student02")
    ]
    limits = replace(assignment.limits, notebook_seconds=0.01, notebook_idle_seconds=0.01)
    cells = iter(functools.partial(time.sleep, 10_000), "no end")
    tasks[0] = replace(tasks[0], assignment=replace(assignment, limits=limits, shipped=cells))
    grades = {task.submission.student: grade for task, grade in grade_all(tasks, light_zygote, 1)}
    overdue = grades["student01"]
    assert (overdue.verdict, overdue.points, overdue.needs_review) == (Verdict.TIMEOUT, 0, False)
    assert {result.outcome for result in overdue.results} == {Outcome.CRASHED}
    assert overdue.key == tasks[0].key  # so that it is not run again
    assert grades["student02"].points == 3
    assert _workers() == []


def test_a_worker_that_the_kernel_stops_over_the_cells_is_not_run_again(
    light_zygote: str, assignment: Assignment, demo: Built
) -> None:
    """One operation in C goes on for ever as they are read, which no exception ends."""
    task = prepare(submission(demo.solution), assignment)
    limits = replace(assignment.limits, reading_seconds=0.1)
    cells = iter(functools.partial(pow, 7, 10**9), "no end")
    held = replace(task, assignment=replace(assignment, limits=limits, shipped=cells))
    ((_, grade),) = grade_all([held], light_zygote, 1)
    assert (grade.verdict, grade.note, grade.key) == (Verdict.UNREADABLE, INTRICATE, task.key)
    assert {result.outcome for result in grade.results} == {Outcome.NOT_ATTEMPTED}


def test_workers_that_do_not_start_are_no_submissions_fault(
    assignment: Assignment, demo: Built, tmp_path: Path
) -> None:
    """The grader's files are changed while it runs, say."""
    script = tmp_path / "grade.py"
    script.write_text(UNSTARTED)
    (tmp_path / "tasks").write_bytes(pickle.dumps([prepare(submission(demo.solution), assignment)]))
    done = subprocess.run(
        python(str(script)), cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == (
        "the processes that grade do not start: exit status 1: ImportError: half a file. If the "
        "grader's files or the machine's memory changed while it ran, grade again: what is graded "
        "is kept.\n"
    )


def test_workers_start_whatever_the_main_program_is(
    light_zygote: str, assignment: Assignment, demo: Built, tmp_path: Path
) -> None:
    """A script without a guard, given on standard input."""
    (tmp_path / "tasks").write_bytes(pickle.dumps([prepare(submission(demo.solution), assignment)]))
    script = UNGUARDED.format(zygote=light_zygote)
    done = subprocess.run(
        python("-"), input=script, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "3\n"


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
    assert _workers() == []


def test_the_environments_hash_is_the_same_in_every_process() -> None:
    command = python(
        "-c", "from autograder.grading.environment import environment; print(environment())"
    )
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
