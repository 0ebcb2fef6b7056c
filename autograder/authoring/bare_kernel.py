"""A notebook in a plain IPython kernel with otter's own checks, as a student runs it: no sandbox.

Run as ``python -m autograder.authoring.bare_kernel [LIBRARY…]`` by `agree`, for notebooks of ours
alone. It imports the libraries once, then forks for each line on its standard input, a request:

    {"setup": source, "cells": [{"source": …} or {"check": question}, …],
     "cpu_seconds": n, "wall_seconds": n, "data_bytes": n}

The fork runs the cells in order, and writes a line for each check that otter ran: ``[question,
check, passed]``. What was not run, because a limit ended the fork, has no line. Behind them stands
the line ``null``.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping
from typing import Any

from autograder.sandbox import kernel


def main(libraries: list[str]) -> None:
    """Serve until the input ends."""
    kernel.die_with_parent()
    for name in ("otter", *libraries):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    tell = os.dup(1)
    for line in sys.stdin.buffer:
        child = os.fork()
        if child == 0:
            _serve(json.loads(line), tell)
        os.waitpid(child, 0)
        os.write(tell, b"null\n")


def _serve(request: Mapping[str, Any], tell: int) -> None:
    """Run one notebook in this process, which ends here."""
    try:
        kernel.die_with_parent()
        os.setpgid(0, 0)
        _limit(request)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nowhere, number)
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            for found in _run(request):
                os.write(tell, json.dumps(found).encode() + b"\n")
    finally:
        os._exit(0)


def _limit(request: Mapping[str, Any]) -> None:
    """Set the kernel's limits, each of which ends the process or refuses memory."""
    seconds = int(request["cpu_seconds"])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    with open("/proc/self/statm") as statm:  # noqa: PTH123 - the kernel's own
        used = int(statm.read().split()[5]) * resource.getpagesize()
    most = used + int(request["data_bytes"])
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(int(request["wall_seconds"]))


def _run(request: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    from IPython.core.interactiveshell import InteractiveShell

    shell: Any = InteractiveShell.instance()
    shell.run_cell(request["setup"], store_history=True)
    for cell in request["cells"]:
        if "source" in cell:
            shell.run_cell(cell["source"], store_history=True)
        else:
            names = shell.user_ns
            for one in names["grader"].check(cell["check"], names).test_case_results:
                yield cell["check"], one.test_case.name, bool(one.passed)


if __name__ == "__main__":
    main(sys.argv[1:])
