"""On a Dask cluster, every submission comes back with the grade it gets here, whoever dies, joins late or cannot grade.

A real scheduler and real workers, started by Dask's own commands on ports that the kernel chooses.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil
import pytest
from conftest import LIGHT, edited, python, submission
from distributed import Client

from autograder import cli
from autograder.authoring.build import Built
from autograder.errors import MachineError
from autograder.grading import batch, cluster
from autograder.grading.cluster import NOBODY, grade_all
from autograder.grading.environment import read_versions
from autograder.grading.host import Answer, Order
from autograder.grading.task import Task, prepare
from autograder.records import Assignment, Grade
from autograder.sandbox.policy import SANDBOXED

pytestmark = pytest.mark.slow
START_SECONDS = 120
NO_SANDBOX = """
import errno, os, sys, pyseccomp
rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
for call in ("unshare", "landlock_create_ruleset"):
    rules.add_rule(pyseccomp.ERRNO(errno.EPERM), call)
rules.load()
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


@dataclass(kw_only=True)
class Cluster:
    """A scheduler that runs, and how to start workers for it."""

    folder: Path
    address: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *arguments: str) -> None:
        with (self.folder / f"log-{len(self.processes)}").open("wb") as log:
            self.processes.append(subprocess.Popen(arguments, stdout=log, stderr=log))

    def start_scheduler(self) -> None:
        told = self.folder / "scheduler.json"
        command = python("-m", "dask", "scheduler", "--host", "127.0.0.1", "--port", "0")
        self.start(*command, "--scheduler-file", str(told), "--dashboard-address", "127.0.0.1:0")
        deadline = time.monotonic() + START_SECONDS
        while not self.address:
            assert time.monotonic() < deadline, (self.folder / "log-0").read_text()
            with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
                self.address = json.loads(told.read_text())["address"]
            time.sleep(0.02)

    def start_worker(self, *options: str, prefix: tuple[str, ...] = ()) -> None:
        arguments = ("-m", "dask", "worker", self.address, "--nthreads", "1", "--no-dashboard")
        place = ("--host", "127.0.0.1", "--local-directory", str(self.folder))
        self.start(*python(*prefix, *arguments, *place, *options))

    def stop(self) -> None:
        started = [psutil.Process(process.pid) for process in self.processes]
        family = [
            one for process in started for one in (process, *process.children(recursive=True))
        ]
        for one in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
        for process in self.processes:
            process.wait(timeout=START_SECONDS)


@dataclass(kw_only=True)
class Run:
    """The first run on the cluster, which began before a worker was there: its grades, and what was told."""

    cluster: Cluster
    grades: dict[str, Grade]
    told: list[str]


@pytest.fixture(scope="module")
def tasks(assignment: Assignment, demo: Built) -> list[Task]:
    data = [
        demo.solution,
        demo.student,
        edited(demo.solution, {"total-answer": "total = 6"}),
        edited(demo.solution, {}, add=[(2, "1 / 0")]),
        b"no notebook",
    ]
    made = [submission(one, f"student{number:02}") for number, one in enumerate(data)]
    return [prepare(one, assignment) for one in made]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, tasks: list[Task]) -> Iterator[Run]:
    cluster = Cluster(folder=tmp_path_factory.mktemp("dask"))
    told: list[str] = []

    def tell(text: str) -> None:
        told.append(text)
        if text == NOBODY:
            cluster.start_worker("--name", "watched by Dask's nanny")
            cluster.start_worker("--name", "alone", "--no-nanny")

    try:
        cluster.start_scheduler()
        grades = by_student(grade_all(tasks, cluster.address, order(), tell))
        yield Run(cluster=cluster, grades=grades, told=told)
    finally:
        cluster.stop()


def order() -> Order:
    return Order(versions=read_versions(), libraries=LIGHT, tiers=SANDBOXED)


def by_student(graded: Iterator[tuple[Task, Grade]]) -> dict[str, Grade]:
    """Return the grades without the time that the student's cells took."""
    return {
        task.submission.student: replace(
            grade, seconds=0, cells=tuple(replace(cell, seconds=0) for cell in grade.cells)
        )
        for task, grade in graded
    }


@pytest.fixture(scope="module")
def local(tasks: list[Task], light_zygote: str) -> dict[str, Grade]:
    return by_student(batch.grade_all(tasks, light_zygote, 1))


def test_workers_that_join_late_make_the_grades_of_this_machine(
    first: Run, local: dict[str, Grade]
) -> None:
    assert first.told[0] == NOBODY
    assert len(local) == 5
    assert first.grades == local


def test_a_worker_that_is_killed_costs_nobody_a_grade(
    first: Run, tasks: list[Task], local: dict[str, Grade]
) -> None:
    """Each has a task and the next one when the first grade is there; the nanny starts it again."""
    with Client(first.cluster.address, set_as_default=False) as client:
        pids = set(client.run(os.getpid).values())
    watched = next(pid for pid in pids if pid not in {p.pid for p in first.cluster.processes})
    running = grade_all(tasks, first.cluster.address, order(), lambda _: None)
    task, grade = next(running)
    os.kill(watched, signal.SIGKILL)
    assert by_student(iter([(task, grade), *running])) == local


def test_a_worker_without_a_sandbox_is_named_with_its_reason_and_grades_nothing(
    first: Run, tasks: list[Task], local: dict[str, Grade]
) -> None:
    told: list[str] = []

    def find_refusals() -> list[str]:
        return [text for text in told if "does not grade" in text]

    def until_told() -> Iterator[Task]:
        while not find_refusals():
            yield tasks[0]

    first.cluster.start_worker("--no-nanny", prefix=("-c", NO_SANDBOX))
    made = by_student(grade_all(until_told(), first.cluster.address, order(), told.append))
    assert made == {"student00": local["student00"]}
    (line,) = find_refusals()
    assert line.startswith("the worker at tcp://127.0.0.1:")
    assert "does not grade: the sandbox is unavailable on this machine" in line


def test_workers_with_other_versions_are_refused_by_name(first: Run, tasks: list[Task]) -> None:
    newer = replace(order(), versions=read_versions() | {"numpy": "99.1"})
    with pytest.raises(MachineError) as error:
        list(grade_all(tasks, first.cluster.address, newer, lambda _: None))
    for line in str(error.value).splitlines():
        assert "does not grade: it has numpy " in line
        assert "instead of 99.1. Install the same commit" in line


@dataclass(kw_only=True)
class Lying:
    """The future of a worker that answers with another's grade."""

    answer: Answer

    def result(self, timeout: float) -> Answer:
        return self.answer


@pytest.mark.parametrize(
    ("change", "taken"),
    [
        pytest.param({}, True, id="its own"),
        pytest.param({"student": "student99"}, False, id="of another student"),
        pytest.param({"key": "0" * 64}, False, id="of other cells"),
        pytest.param({"results": ()}, False, id="without its checks"),
    ],
)
def test_a_grade_that_is_of_another_submission_is_not_taken(
    tasks: list[Task], local: dict[str, Grade], change: dict[str, object], taken: bool
) -> None:
    told: list[str] = []
    came = replace(local["student00"], **change)
    fleet = cluster._Fleet(client=None, order=order(), tell=told.append)
    future = Lying(answer=Answer(where="tcp://127.0.0.1:1", came=came))
    sent = cluster._Sent(task=tasks[0], tries=0, future=future, workers=frozenset())
    assert (fleet.take(sent) is came, not told) == (taken, taken)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        pytest.param("nowhere://x", "nowhere://x: not the address of a scheduler", id="no address"),
        pytest.param("tls://127.0.0.1:1", "no certificate to connect with", id="no certificate"),
    ],
)
def test_an_address_that_cannot_be_used_is_said(
    here: Path, capsys: pytest.CaptureFixture[str], demo: Built, address: str, said: str
) -> None:
    (here / "submissions" / "student01.ipynb").write_bytes(demo.solution)
    assert cli.main(["grade", "--cluster", address]) == 1
    assert said in capsys.readouterr().err


def test_the_command_writes_the_same_tables_with_a_cluster(
    first: Run, here: Path, tasks: list[Task]
) -> None:
    for task in tasks:
        path = here / "submissions" / f"{task.submission.student}.ipynb"
        path.write_bytes(task.submission.data)
    tables = []
    for options in ([], ["--cluster", first.cluster.address]):
        assert cli.main(["grade", *options]) == 0
        tables.append(
            [
                (here / "grades" / "99-demo" / name).read_bytes()
                for name in ("grades.csv", "checks.csv")
            ]
        )
        shutil.rmtree(here / "grades")
    assert tables[0] == tables[1]
