"""What `make bench` measured: each part in build/bench.json, with the machine and the date it was measured on."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.sandbox.policy import THREAD_ENVIRONMENT

ROOT = Path(__file__).parents[1]
PATH = ROOT / "build" / "bench.json"


def note(part: str, figures: Mapping[str, Any]) -> None:
    """Put what was measured in place of what an earlier run measured."""
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    date = datetime.now(UTC).date().isoformat()
    load = os.getloadavg()[1]  # of five minutes: on a busy machine wall seconds say little
    entry = {"machine": machine, "date": date, "load": load, "figures": figures}
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text(json.dumps(read() | {part: entry}, indent=1, sort_keys=True) + "\n")


def read() -> dict[str, Any]:
    """Return every part that was measured so far."""
    return json.loads(PATH.read_text()) if PATH.is_file() else {}


def run(command: Sequence[str | Path], folder: Path = ROOT) -> dict[str, float]:
    """Run a program to its end; return wall and CPU seconds of it and its children, and peak MB.

    It finds what is installed beside it.
    """
    environment = {"PATH": f"{Path(command[0]).parent}{os.pathsep}{os.environ['PATH']}"}
    began = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | THREAD_ENVIRONMENT | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as child:
        told = child.stdout.read() if child.stdout else b""
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{told.decode(errors='replace')}")
    return {
        "wall": time.perf_counter() - began,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak_mb": usage.ru_maxrss / 1024,
    }
