"""Nothing of a submission outlives those who grade it: whoever of them is interrupted or killed.

The submission does what a process can to stay: it heeds no signal, asks the kernel to forget its
parent, leaves a session of its own behind, and turns into another program from a thread, whose
parent's end the kernel does not tell. Each case runs the real grader as a process.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from conftest import REPOSITORY, python, submission

from autograder.grading.task import prepare
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.records import Assignment, Tier

pytestmark = pytest.mark.kernel

GONE_SECONDS = 60.0  # much less than it would stay; on a quiet machine it is gone in a second
BEGIN_SECONDS = 60.0
STAY = """
import ctypes, os, signal, subprocess, threading, time
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
    signal.signal(number, signal.SIG_IGN)
for option, value in ((1, 0), (1 << 32 | 1, 0), (36, 1), (4, 0)):
    ctypes.CDLL(None).prctl(ctypes.c_ulong(option), ctypes.c_ulong(value), 0, 0, 0)
subprocess.Popen(["sleep", "600"], start_new_session=True)
os.set_inheritable(3, True)
def stay():
    threading.Thread(target=os.execv, args=("/bin/sleep", ["sleep", "600"])).start()
    time.sleep(600)
"""
SCRIPT = """
import pickle, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import LIGHT, lower
from autograder.grading.batch import grade_all
from autograder.records import Tier
from autograder.sandbox.start import zygote
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    folder, tier = Path(sys.argv[2]), Tier(sys.argv[3])
    made = lower(folder) if tier is Tier.LANDLOCK else zygote(folder, LIGHT, [tier])
    with made as warm:
        list(grade_all(pickle.loads((folder / "tasks").read_bytes()), warm.path, 1))
"""
Find = Callable[[psutil.Process], psutil.Process]


def grader(process: psutil.Process) -> psutil.Process:
    return process


def zygote(process: psutil.Process) -> psutil.Process:
    (found,) = (c for c in process.children() if "autograder.sandbox.zygote" in c.cmdline())
    return found


def worker(process: psutil.Process) -> psutil.Process:
    (found,) = (c for c in process.children() if "autograder.grading.worker" in c.cmdline())
    return found


def judge(process: psutil.Process) -> psutil.Process:
    (found,) = worker(process).children()
    return found


@pytest.mark.parametrize("tier", [Tier.NAMESPACES, Tier.LANDLOCK])
@pytest.mark.parametrize(
    ("find", "sent"),
    [
        pytest.param(grader, signal.SIGINT, id="Ctrl-C"),
        pytest.param(grader, signal.SIGKILL, id="the grader killed"),
        pytest.param(zygote, signal.SIGKILL, id="the zygote killed"),
        pytest.param(worker, signal.SIGKILL, id="a worker killed"),
        pytest.param(judge, signal.SIGKILL, id="a judge killed"),
    ],
)
def test_nothing_outlives(
    find: Find, sent: signal.Signals, tier: Tier, assignment: Assignment, tmp_path: Path
) -> None:
    with grading(STAY, find is judge, tier, assignment, tmp_path) as process:
        left = wait_for_box(process)
        if sent is signal.SIGINT:
            os.killpg(process.pid, sent)
        else:
            find(psutil.Process(process.pid)).send_signal(sent)
        assert psutil.wait_procs(left, timeout=GONE_SECONDS)[1] == []


@contextmanager
def grading(
    source: str, in_check: bool, tier: Tier, assignment: Assignment, folder: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Grade a submission that stays, in its cell or in a check, in a process of its own."""
    last = "def double(values):\n    stay()" if in_check else "stay()"
    cells = [Cell(kind="code", source=text, id=f"c{n}") for n, text in enumerate([source, last])]
    task = prepare(submission(notebooks.write(cells, "99-demo")), assignment)
    (folder / "tasks").write_bytes(pickle.dumps([task]))
    script = folder / "grader.py"
    script.write_text(SCRIPT)
    command = python(str(script), str(REPOSITORY / "tests"), str(folder), tier)
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(
        command, env=environment, cwd=REPOSITORY, start_new_session=True, stderr=subprocess.PIPE
    ) as process:
        try:
            yield process
        finally:
            process.kill()
            process.communicate()


def wait_for_box(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Wait until both of the submission's processes sleep; return all processes of its box."""
    seen, deadline = psutil.Process(process.pid), time.monotonic() + BEGIN_SECONDS
    while time.monotonic() < deadline:
        with suppress(subprocess.TimeoutExpired):
            raise AssertionError(f"the grader ended: {process.wait(timeout=0.1)}")
        with suppress(psutil.NoSuchProcess):
            sleeping = [p for p in seen.children(recursive=True) if p.name() == "sleep"]
            if len(sleeping) == 2:
                waiter = next(p for p in sleeping[0].parents() if p.ppid() == zygote(seen).pid)
                return [waiter, *waiter.children(recursive=True)]
    raise AssertionError("the submission did not begin")
