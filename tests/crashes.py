"""Whatever ends at whatever moment, the next run ends with the same grades: seeded trials, run by hand since they take hours.

    tests/crashes.py [MOMENTS] [SEED] [KIND…]

Each trial grades a small class, and at a random moment of the run kills what KIND names with SIGKILL, or takes away the room on
the disk, or lets the disk fail, or makes the clock jump. Then `autograder grade` runs again. After that grades.csv and checks.csv must be
those of an undisturbed run, byte for byte; the gradebook must be sound, hold one grade of each submission (but for sandbox
failures, which are graded again), and nothing that was started may still run. A student's own process is not among the kinds: killed from
outside, it looks as if its code had ended it. Root and ext4 are needed for the disks, a C compiler for the clock.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
from conftest import DEMO, edited, make_course, python

from autograder.authoring import build

STUDENTS = 5
END_SECONDS = 600
DISK = 200 << 20  # bytes
KINDS = (
    "grader",
    "worker",
    "judge",
    "zygote",
    "scheduler",
    "dask worker",
    "full disk",
    "read-only disk",
    "clock",
)
CLOCK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
int clock_gettime(clockid_t which, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    static long jumps;
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(which, now);
    if (which == CLOCK_REALTIME) now->tv_sec += (jumps++ * 48271 % 61 - 30) * 86400L * 30;
    return result;
}
"""
Tables = tuple[bytes, bytes]


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One moment: what is hit, and when, as a share of what an undisturbed run takes."""

    kind: str
    share: float


@dataclass(frozen=True, kw_only=True)
class Class:
    """A course with submissions, what its undisturbed run wrote, and how long that took."""

    root: Path
    expected: Tables
    seconds: float


def draw(moments: int, seed: int, kinds: tuple[str, ...]) -> list[Trial]:
    """Return trials: equal seeds, equal trials."""
    chance = random.Random(seed)
    return [Trial(kind=kinds[n % len(kinds)], share=chance.random()) for n in range(moments)]


def make_class(root: Path, students: int = STUDENTS) -> Class:
    """Write a small course with a class, and grade it undisturbed."""
    make_course(root)
    (root / "submissions").mkdir()
    demo = build.build(DEMO)
    for number in range(students):
        answer = f"def double(values):\n    return {number} * np.asarray(values)"
        data = edited(demo.solution, {"double-answer": answer}, add=[(2, f"print({number})")])
        (root / "submissions" / f"student{number:02}.ipynb").write_bytes(data)
    began = time.monotonic()
    end(start(root))
    tables = read_tables(root)
    shutil.rmtree(root / "grades")
    return Class(root=root, expected=tables, seconds=time.monotonic() - began)


def start(
    root: Path, *options: str, environment: dict[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start a run that is allowed to fail."""
    with (root / "log").open("wb") as log:
        return subprocess.Popen(
            python("-m", "autograder", "grade", *options),
            cwd=root,
            stdout=log,
            stderr=log,
            env=os.environ | (environment or {}),
        )


def end(run: subprocess.Popen[bytes]) -> int:
    """Wait until a run and all that it started have ended; return its exit code."""
    family = [process for process in find_family(run.pid) if process.pid != run.pid]
    code = run.wait(timeout=END_SECONDS)
    _, alive = psutil.wait_procs(family, timeout=60)
    assert not alive, f"still there: {[process.cmdline() for process in alive]}"
    return code


def read_tables(root: Path) -> Tables:
    folder = root / "grades" / DEMO.stem
    return (folder / "grades.csv").read_bytes(), (folder / "checks.csv").read_bytes()


def find_family(pid: int) -> list[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    return []


def find(run: subprocess.Popen[bytes], kind: str) -> list[psutil.Process]:
    """Return the processes of a run that a kind names."""
    family = find_family(run.pid)
    modules = {"worker": "autograder.grading.worker", "zygote": "autograder.sandbox.zygote"}

    def running(module: str) -> list[psutil.Process]:
        named = []
        for process in family:
            with contextlib.suppress(psutil.Error):
                if module in process.cmdline():
                    named.append(process)
        return named

    if kind == "grader":
        return family[:1]
    if kind in modules:
        ours = running(modules[kind])
        return [process for process in ours if process.ppid() == run.pid]
    with contextlib.suppress(psutil.Error):
        return [judge for worker in find(run, "worker") for judge in worker.children()]
    return []


def wait_for(moment: float, run: subprocess.Popen[bytes]) -> None:
    """Wait until a moment, or until the run has ended."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        run.wait(timeout=max(0.0, moment - time.monotonic()))


def kill_processes(trial: Trial, of: Class) -> None:
    """Kill one process of the kind, as soon as there is one after the moment."""
    run = start(of.root, "--workers", "2")
    wait_for(time.monotonic() + trial.share * of.seconds, run)
    while run.poll() is None and not (found := find(run, trial.kind)):
        time.sleep(0.005)
    if run.poll() is None:
        with contextlib.suppress(psutil.Error):
            found[0].kill()
    end(run)


def kill_cluster(trial: Trial, of: Class) -> None:
    """Kill the scheduler or one of two workers of a Dask cluster."""
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        told = Path(name) / "scheduler.json"

        def dask(*arguments: str) -> psutil.Popen:
            log = (Path(name) / "log").open("ab")
            process = psutil.Popen(
                python("-m", "dask", *arguments), stdout=log, stderr=log, cwd=name
            )
            stack.callback(log.close)
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        scheduler = dask(
            "scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--dashboard-address",
            "127.0.0.1:0",
            "--scheduler-file",
            str(told),
        )
        options = ("--nthreads", "1", "--no-dashboard", "--no-nanny", "--scheduler-file", str(told))
        workers = [dask("worker", *options) for _ in range(2)]
        while not told.is_file() or not told.read_bytes().strip().endswith(b"}"):
            time.sleep(0.02)
        run = start(of.root, "--cluster", json.loads(told.read_text())["address"])
        wait_for(time.monotonic() + trial.share * 2 * of.seconds, run)
        (scheduler if trial.kind == "scheduler" else workers[0]).kill()
        end(run)


def fill_disk(trial: Trial, of: Class) -> None:
    """Leave no room below grades/ from the moment on."""
    grades = of.root / "grades"
    with mounted(grades, "-t", "tmpfs", "-o", f"size={DISK}", "none"):
        run = start(of.root)
        wait_for(time.monotonic() + trial.share * of.seconds, run)
        shrunk = 1
        while shrunk:  # refused where more was written since the look
            room = shutil.disk_usage(grades).used + 4096
            shrunk = subprocess.run(["mount", "-o", f"remount,size={room}", str(grades)]).returncode
        end(run)
        subprocess.run(["mount", "-o", f"remount,size={DISK}", str(grades)], check=True)
        shutil.copytree(grades, of.root / "kept")
    (of.root / "kept").rename(grades)


def lose_disk(trial: Trial, of: Class) -> None:
    """Have the disk below grades/ fail at the moment: what is open can be written no more, either."""
    grades, image = of.root / "grades", of.root / "disk"
    image.write_bytes(b"")
    os.truncate(image, DISK)
    subprocess.run(["mkfs.ext4", "-q", str(image)], check=True)
    with mounted(grades, "-o", "loop", str(image)):
        run = start(of.root)
        wait_for(time.monotonic() + trial.share * of.seconds, run)
        subprocess.run(["mount", "-o", "remount,abort", str(grades)], check=True)
        end(run)
    with mounted(grades, "-o", "loop", str(image)):  # as after the next start of the machine
        shutil.copytree(grades, of.root / "kept", ignore=shutil.ignore_patterns("lost+found"))
    (of.root / "kept").rename(grades)


@contextlib.contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    folder.mkdir()
    subprocess.run(["mount", *options, str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


def jump_clock(trial: Trial, of: Class) -> None:
    """Grade with a clock that jumps by months at every look, and kill that run at the moment."""
    library = of.root / "clock.so"
    if not library.is_file():
        command = ["cc", "-shared", "-fPIC", "-o", str(library), "-x", "c", "-"]
        subprocess.run(command, input=CLOCK.encode(), check=True)
    run = start(of.root, environment={"LD_PRELOAD": str(library)})
    wait_for(time.monotonic() + 1.5 * trial.share * of.seconds, run)
    run.kill()
    end(run)


def hit(trial: Trial, of: Class) -> list[str]:
    """Run one trial and the run after it; return what is wrong."""
    disturb: Callable[[Trial, Class], None] = {
        "scheduler": kill_cluster,
        "dask worker": kill_cluster,
        "full disk": fill_disk,
        "read-only disk": lose_disk,
        "clock": jump_clock,
    }.get(trial.kind, kill_processes)
    disturb(trial, of)
    code = end(start(of.root))
    faults = [f"the next run ended with {code}: {(of.root / 'log').read_text()}"] if code else []
    faults += [] if code or read_tables(of.root) == of.expected else ["the tables differ"]
    faults += find_faults(of.root / "grades" / "gradebook.sqlite")
    shutil.rmtree(of.root / "grades")
    return faults


def find_faults(book: Path, students: int = STUDENTS) -> Iterator[str]:
    """Yield what is wrong with a gradebook."""
    counted = "SELECT s.student, count(*) FROM grades g JOIN submissions s ON s.id = g.submission WHERE g.verdict != 'sandbox failure' GROUP BY 1"
    with contextlib.closing(sqlite3.connect(book)) as connection:
        if (sound := connection.execute("PRAGMA integrity_check").fetchall()) != [("ok",)]:
            yield f"the gradebook is damaged: {sound}"
        made = dict(connection.execute(counted))
    if made != {f"student{number:02}": 1 for number in range(students)}:
        yield f"not one grade each: {made}"


def main(moments: int, seed: int, kinds: tuple[str, ...]) -> int:
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        group = make_class(Path(name) / "course")
        for number, trial in enumerate(draw(moments, seed, kinds)):
            faults = hit(trial, group)
            failed += bool(faults)
            sys.stdout.write(
                f"{number:3} {trial.kind} at {trial.share:.3f}: {'; '.join(faults) or 'the same grades'}\n"
            )
            sys.stdout.flush()
    sys.stdout.write(
        f"{moments - failed} of {moments} moments ended with the same grades (seed {seed})\n"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    numbers = [int(text) for text in sys.argv[1:3]]
    sys.exit(main(*(numbers + [200, 17][len(numbers) :]), tuple(sys.argv[3:]) or KINDS))
