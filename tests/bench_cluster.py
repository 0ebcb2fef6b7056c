"""`make bench ONLY=cluster`: a class on this machine's two workers, and on two of a Dask cluster of this machine.

The class is one solution of each assignment, and a second one of the quicker half. It is graded twice in each way, by the
command that instructors type: the first time libraries are imported, the second time a cluster is warm, as it stays. The
tables of points must be the same, byte for byte; *of local* is the share of the local throughput, which has to be 0.9.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench_notes import ROOT, run

from autograder import course

WORKERS, QUICK = 2, 5  # of ten assignments, so many train nothing, or little
START_SECONDS = 120
PLACE = ("--host", "127.0.0.1")


def main(slugs: Iterable[str]) -> dict[str, float]:
    """Return wall seconds of each run, and the cluster's share of the local throughput."""
    here = course.find(ROOT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _hand_in(here, list(slugs), folder / "submissions")
        local = [_grade(folder, f"local-{n}", "--workers", str(WORKERS)) for n in range(2)]
        with _serve(folder) as address:
            cluster = [_grade(folder, f"cluster-{n}", "--cluster", address) for n in range(2)]
        tables = [_read_tables(folder / place) for place in ("local-0", "cluster-0", "cluster-1")]
        assert tables[0] == tables[1] == tables[2], "the tables of points differ"
    return {
        "local": min(local),
        "cluster, cold": cluster[0],
        "cluster": cluster[1],
        "of local": min(local) / cluster[1],
    }


def _hand_in(here: course.Course, slugs: list[str], folder: Path) -> None:
    folder.mkdir()
    for number, slug in enumerate([*slugs, *slugs[:QUICK]]):
        data = (here.built(slug) / "solution.ipynb").read_bytes()
        (folder / f"student{number:02}.ipynb").write_bytes(data)


def _grade(folder: Path, place: str, *options: str) -> float:
    command = [sys.executable, "-m", "autograder", "grade", folder / "submissions"]
    return run([*command, "--grades", folder / place, *options])["wall"]


def _read_tables(grades: Path) -> dict[str, bytes]:
    return {path.parent.name: path.read_bytes() for path in grades.glob("*/grades.csv")}


@contextlib.contextmanager
def _serve(folder: Path) -> Iterator[str]:
    """Start a scheduler and the workers; yield the scheduler's address."""
    told = folder / "scheduler.json"
    where = ("--scheduler-file", str(told))
    ports = ("--port", "0", "--dashboard-address", "127.0.0.1:0")
    options = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(folder))
    with contextlib.ExitStack() as stack:
        stack.enter_context(_keep(folder, "scheduler", *PLACE, *ports, *where))
        address = _wait_for_address(told)
        for _ in range(WORKERS):
            stack.enter_context(_keep(folder, "worker", *PLACE, *options, "--no-nanny", *where))
        yield address


@contextlib.contextmanager
def _keep(folder: Path, *arguments: str) -> Iterator[None]:
    """Run one of Dask's commands until the end of the block."""
    with (folder / "dask.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments], stdout=log, stderr=log, cwd=ROOT
        )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_for_address(told: Path) -> str:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
            return str(json.loads(told.read_text())["address"])
        time.sleep(0.02)
    raise SystemExit(f"Dask's scheduler did not start: {told.with_name('dask.log').read_text()}")
