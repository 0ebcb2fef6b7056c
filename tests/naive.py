"""A grader as they mostly are: it runs the notebook and the checks in one interpreter, as otter
does. It exists to be fooled.

Every attack on points is tried here first (tests/sandbox/test_attacks.py): what gains nothing here
would prove nothing elsewhere.

`python naive.py ASSIGNMENT NOTEBOOK…` makes a folder beside each notebook, grades it there in a
fork, and prints a JSON object: the points that each notebook's results.json says. Never run it on
what you did not write.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from otter.test_files.exception_test import ExceptionTestFile

from autograder import assignments
from autograder.notebook import format as notebooks
from autograder.records import Assignment

SECONDS = 20


class Grader:
    """What a notebook calls `grader`.

    It runs the checks of a question on the student's own objects.
    """

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names
        self.results: dict[str, float] = {}

    def check(self, question: str) -> None:
        source = Path("tests", f"{question}.py").read_text()
        file = ExceptionTestFile.from_string(source, path=f"{question}.py")
        file.run(self.names)
        self.results[question] = sum(
            result.test_case.points for result in file.test_case_results if result.passed
        )


def grade(assignment: Assignment, data: bytes) -> None:
    """Run the cells, then the checks, and write results.json in the current folder.

    The file appears whole, under its name: an attack may wait for it, and two writers at once would
    leave what is not JSON.
    """
    Path("tests").mkdir()
    for question in assignment.questions:
        Path("tests", f"{question.name}.py").write_text(question.source)
    names: dict[str, Any] = {"__name__": "__main__"}
    grader = names["grader"] = Grader(names)
    for cell in notebooks.read(data).code:
        with contextlib.suppress(Exception):
            exec(compile(cell.source, "<cell>", "exec"), names)
    for question in assignment.questions:
        with contextlib.suppress(Exception):
            grader.check(question.name)
    written = Path("results.json.new")
    written.write_text(json.dumps({"points": sum(grader.results.values())}))
    written.rename("results.json")


def main(assignment_path: str, *paths: str) -> object:
    assignment = assignments.load(Path(assignment_path).read_bytes())
    points = {}
    for path in map(Path, paths):
        folder = path.with_suffix("")
        folder.mkdir()
        child = os.fork()
        if child == 0:  # it goes on to the interpreter's ordinary end, where exit handlers run
            signal.alarm(SECONDS)
            os.chdir(folder)
            return grade(assignment, path.read_bytes())
        os.waitpid(child, 0)
        results = folder / "results.json"
        points[path.stem] = json.loads(results.read_text())["points"] if results.is_file() else 0
    return sys.stdout.write(json.dumps(points))


if __name__ == "__main__":
    main(*sys.argv[1:])
