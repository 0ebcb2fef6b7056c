"""Does a student's own kernel say what the sandbox says? Cases of `verify`, run in both.

`compare` takes a case as `verify` graded it and runs the same cells in a `bare_kernel`, where
otter's own `grader.check` runs the public checks. Each of these must pass in both or in neither; a
check that was not reached, or crashed, did not pass.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from autograder.authoring.ours import CHECK_SUFFIX
from autograder.authoring.verify import Verified
from autograder.notebook.format import Notebook
from autograder.records import Assignment, Outcome
from autograder.sandbox import policy

Ask = Callable[[Mapping[str, object]], dict[str, bool]]  # a request → checks that ran: passed?
WALL_SECONDS = 300  # for one notebook; the machine may be busy


@contextlib.contextmanager
def bare_kernel(
    libraries: Sequence[str] = policy.LIBRARIES[policy.Needs.NETWORKS],
) -> Iterator[Ask]:
    """Start the plain kernel's warm process; give what runs a request in a fork of it."""
    with tempfile.TemporaryDirectory() as home:
        own = {"HOME": home, "IPYTHONDIR": f"{home}/ipython", "MPLCONFIGDIR": home}
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "autograder.authoring.bare_kernel", *libraries],
            env=policy.ENVIRONMENT | own | {"KERAS_HOME": f"{home}/keras"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield lambda request: _ask(process, request)
        finally:
            process.kill()
            process.communicate()


def compare(verified: Verified, assignment: Assignment, setup: str, ask: Ask) -> Verified:
    """Return the case with a fault for each public check on which the two do not agree.

    `setup` is the source of the student notebook's set-up cell, which holds the public checks.
    """
    limits = assignment.limits
    found = ask(
        {
            "setup": setup,
            "cells": list(_cells(verified.case.notebook)),
            "cpu_seconds": limits.notebook_seconds,
            "wall_seconds": WALL_SECONDS,
            "data_bytes": limits.memory_bytes,
        }
    )
    return replace(verified, faults=(*verified.faults, *_find_differences(verified, found)))


def find_setup(student: Notebook) -> str:
    """Return the source of a student notebook's set-up cell."""
    return next(cell.source for cell in student.code if cell.id == "setup")


def _ask(process: subprocess.Popen[bytes], request: Mapping[str, object]) -> dict[str, bool]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the plain kernel has no pipes")
    process.stdin.write(json.dumps(request).encode() + b"\n")
    process.stdin.flush()
    passed: dict[str, bool] = {}
    while line := process.stdout.readline():
        told = json.loads(line)
        if told is None:
            return passed
        question, check, good = told
        passed[f"{question}/{check}"] = good
    raise RuntimeError("the plain kernel ended by itself")


def _cells(notebook: Notebook) -> Iterator[dict[str, str]]:
    for cell in notebook.code:
        if cell.id.endswith(CHECK_SUFFIX):
            yield {"check": cell.id.removesuffix(CHECK_SUFFIX)}
        elif cell.id not in ("setup", "submit-check"):
            yield {"source": cell.source}


def _find_differences(verified: Verified, found: Mapping[str, bool]) -> Iterator[str]:
    for result in verified.grade.results:
        here, there = result.outcome is Outcome.PASSED, found.get(result.check.key, False)
        if not result.check.hidden and here != there:
            passes, fails = ("the sandbox", "a plain kernel")[:: 1 if here else -1]
            yield f"{result.check.key} passes in {passes}, not in {fails}: {result.message}"
