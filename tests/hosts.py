"""A cluster of three hosts with TLS, one of which is cut off midway, ends with the grades of one machine: run by hand as root.

    tests/hosts.py

Each host is a network namespace with a cable to a bridge; the scheduler and the grader stand at the bridge. All speak TLS with
a certificate made here. When a few grades are there, the cable of a host that grades is pulled: its worker neither answers
nor hangs up. The tables must be those of a run without a cluster, byte for byte, and the gradebook must hold one grade of each.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from conftest import python
from crashes import Class, end, find_family, find_faults, make_class, read_tables, start

HOSTS, STUDENTS, FIRST = 3, 12, 3  # the cable is pulled when so many grades are there
BRIDGE, PREFIX, NETWORK = "aghub", "aghost", "10.77.77"
WAIT_SECONDS = 300
LOST_SECONDS = "10s"  # until a worker that does not answer is given up
SUBJECT = ["-nodes", "-days", "1", "-subj", "/CN=course"]


def main() -> int:
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        group = make_class(folder / "course", STUDENTS)
        settings = make_certificate(folder)
        stack.enter_context(lay_cables())
        address = stack.enter_context(serve(folder, settings))
        wrong = grade(group, address, settings)
    sys.stdout.write("\n".join(wrong) or f"{STUDENTS} students, {HOSTS} hosts: the same grades")
    sys.stdout.write("\n")
    return int(bool(wrong))


def make_certificate(folder: Path) -> dict[str, str]:
    """Make one certificate for all; return the settings that docs/scale.md names."""
    key, certificate = str(folder / "key.pem"), str(folder / "cert.pem")
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    command = ["openssl", "req", "-x509", *kind, *SUBJECT, "-keyout", key, "-out", certificate]
    subprocess.run(command, check=True, capture_output=True)
    tls = "DASK_DISTRIBUTED__COMM__TLS__"
    roles = ("SCHEDULER", "WORKER", "CLIENT")
    return {
        "DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "true",
        "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": LOST_SECONDS,
        f"{tls}CA_FILE": certificate,
        **{f"{tls}{role}__CERT": certificate for role in roles},
        **{f"{tls}{role}__KEY": key for role in roles},
    }


@contextlib.contextmanager
def lay_cables() -> Iterator[None]:
    """Make the hosts, each with a cable to the bridge."""
    run_ip(f"link add {BRIDGE} type bridge")
    try:
        run_ip(f"addr add {NETWORK}.1/24 dev {BRIDGE}")
        run_ip(f"link set {BRIDGE} up")
        for number in range(HOSTS):
            host = f"{PREFIX}{number}"
            run_ip(f"netns add {host}")
            run_ip(f"link add {host} type veth peer name eth0 netns {host}")
            run_ip(f"link set {host} master {BRIDGE} up")
            run_ip(f"-n {host} addr add {NETWORK}.{10 + number}/24 dev eth0")
            run_ip(f"-n {host} link set eth0 up")
            run_ip(f"-n {host} link set lo up")
        yield
    finally:
        for number in range(HOSTS):
            run_ip(f"netns del {PREFIX}{number}", check=False)
        run_ip(f"link del {BRIDGE}", check=False)


def run_ip(arguments: str, *, check: bool = True) -> None:
    subprocess.run(["ip", *arguments.split()], check=check, capture_output=not check)


@contextlib.contextmanager
def serve(folder: Path, settings: dict[str, str]) -> Iterator[str]:
    """Start a scheduler at the bridge and a worker on each host; yield the scheduler's address."""
    told = folder / "scheduler.json"
    place = ["--protocol", "tls", "--host", f"{NETWORK}.1", "--port", "0", "--no-dashboard"]
    command = python("-m", "dask", "scheduler", *place, "--scheduler-file", str(told))
    with contextlib.ExitStack() as stack:
        stack.enter_context(keep(command, settings, folder / "scheduler.log"))
        wait_until(told.is_file)
        address = str(json.loads(told.read_text())["address"])
        for number in range(HOSTS):
            options = ["--protocol", "tls", "--nthreads", "1", "--no-dashboard"]
            where = ["--host", f"{NETWORK}.{10 + number}", "--local-directory", str(folder)]
            dask = python("-m", "dask", "worker", address, *options, *where)
            host = ["ip", "netns", "exec", f"{PREFIX}{number}"]
            stack.enter_context(keep([*host, *dask], settings, folder / f"worker-{number}.log"))
        yield address


@contextlib.contextmanager
def keep(command: list[str], settings: dict[str, str], log: Path) -> Iterator[None]:
    """Run a program until the end of the block, and end all that it started."""
    with log.open("wb") as file:
        running = subprocess.Popen(command, stdout=file, stderr=file, env=os.environ | settings)
    try:
        yield
    finally:
        for process in find_family(running.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, 9)
        running.wait()


def grade(group: Class, address: str, settings: dict[str, str]) -> list[str]:
    """Grade on the cluster, cut a host off meanwhile; return what is wrong."""
    book = group.root / "grades" / "gradebook.sqlite"
    run = start(group.root, "--cluster", address, environment=settings)
    wait_until(lambda: run.poll() is not None or count(book) >= FIRST)
    before = count(book)
    run_ip(f"link set {PREFIX}0 down")
    code = end(run)
    log = (group.root / "log").read_text()
    sys.stdout.write(f"{log}cut off when {before} of {STUDENTS} were graded\n")
    wrong = [f"the run ended with {code}"] if code else []
    wrong += [] if not code and read_tables(group.root) == group.expected else ["other tables"]
    wrong += [] if FIRST <= before < STUDENTS else ["it was not cut off midway"]
    wrong += find_faults(book, STUDENTS)
    shutil.rmtree(group.root / "grades")
    return wrong


def count(book: Path) -> int:
    """Return how many grades a gradebook holds."""
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(f"file:{book}?mode=ro", uri=True)) as connection,
    ):
        return int(connection.execute("SELECT count(*) FROM grades").fetchone()[0])
    return 0


def wait_until(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not reached():
        assert time.monotonic() < deadline, "nothing happens"
        time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main())
