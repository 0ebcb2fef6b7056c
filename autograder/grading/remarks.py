"""What a student should know of a notebook that was graded as it is: told beside the repairs.

`grade` asks here once the notebook has run. Nothing here changes a result.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable, Iterator, Mapping

from autograder.notebook.code import understand_sources
from autograder.notebook.format import Notebook, check_points
from autograder.notebook.shipped import Shipped
from autograder.records import CellReport

SAVED_WITH = "the notebook was saved with Python "


def tell_newer_python(notebook: Notebook, reports: Iterable[CellReport]) -> Iterator[str]:
    """Yield that cells stopped at their syntax and that the student's Python is the newer one."""
    if not is_newer(notebook.python):
        return
    stopped = [str(one.number) for one in reports if "SyntaxError: " in one.error]
    if stopped:
        cells = "cells" if len(stopped) > 1 else "cell"
        yield (
            f"{SAVED_WITH}{notebook.python} and graded with Python "
            f"{platform.python_version()}, which may lack newer syntax: {cells} "
            f"{', '.join(stopped)} stopped with a SyntaxError"
        )


def warn_newer_python(remarks: Iterable[str]) -> Iterator[str]:
    """Yield for the instructor, once, how many notebooks stopped at syntax of a newer Python.

    `remarks` are those of all grades of a run, with their repairs.
    """
    told = [
        remark.removeprefix(SAVED_WITH).split()[0]
        for remark in remarks
        if remark.startswith(SAVED_WITH)
    ]
    if told:
        newest = max(told, key=lambda version: [int(part) for part in version.split(".")])
        yield (
            f"Cells of {len(told)} notebook{'s' * (len(told) > 1)} stopped at syntax that Python "
            f"{platform.python_version()}, which grades here, may not know; saved with up to "
            f"Python {newest}. Install a Python as new as your students', run `make clean`, and "
            "grade again."
        )


def is_newer(version: str) -> bool:
    """Return whether a version of Python, if it is known, has syntax that this one may lack."""
    return tuple(map(int, version.split(".")[:2])) > sys.version_info[:2] if version else False


def tell_later_answers(
    notebook: Notebook, shipped: Shipped, lost: Mapping[str, float]
) -> Iterator[str]:
    """Yield where a question lost points and a cell below its check answers it again."""
    codes = understand_sources(tuple(cell.source for cell in notebook.code))
    for question, place in check_points(notebook.code).items():
        for name in sorted(shipped.given.get(question, ()) if lost.get(question) else ()):
            again = [
                number
                for number, code in enumerate(codes, start=1)
                if number > place + 1 and name in code.binds and code.shape not in shipped.shapes
            ]
            above = any(name in code.binds for code in codes[: place + 1])
            if again and above:
                yield (
                    f"cell {again[-1]} defines “{name}” again, below its check: the answer above "
                    "the check was judged"
                )
