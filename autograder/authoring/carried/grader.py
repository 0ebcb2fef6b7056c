"""What a student notebook calls `grader`: otter runs the checks, and `shown` says what it found.

Where `otter run` grades, and in the sandbox, everything is handed through: otter puts its own
tests in place of the public checks there, and the sandbox runs none.
"""

from __future__ import annotations

import inspect
import json
import sys
import time
from pathlib import Path
from typing import Any

from . import figures
from .found import Asked, Found, read_asked, read_result
from .handing_in import Ran, hand_in
from .shown import Checked, HandedIn, Table

RAN = Ran()  # one in a kernel: the set-up cell may be run again


class Grader:
    """The public checks of one notebook, unpacked into a folder."""

    def __init__(self, folder: Path, otter: Any) -> None:
        """Take where the set-up cell unpacked the checks, and otter's module."""
        self._otter = otter.Notebook(tests_dir=str(folder / "checks"))
        # In the sandbox, whose stand-in of otter has whatever is asked of it, this holds, too.
        self._graded = bool(getattr(self._otter, "_grading_mode", False))
        told = json.loads((folder / "assignment.json").read_text(encoding="utf-8"))
        self._slug = str(told["slug"])
        self._asked: dict[str, Asked] = read_asked(told["questions"])
        if not self._graded:
            RAN.follow(_find_shell())
            figures.follow(_find_shell())

    def check(self, question: str, global_env: dict[str, Any] | None = None) -> Any:
        """Run the public checks of a question on the notebook's names; return what they found."""
        names = _names_of_caller() if global_env is None else global_env
        if self._graded or question not in self._asked:
            return self._otter.check(question, names)
        result, found = self._look(self._asked[question], names)
        return Checked(result=result, found=found)

    def check_all(self) -> Table | None:
        """Run all public checks; return the table of the questions."""
        return None if self._graded else self._tabulate(_names_of_caller())

    def hand_in(self) -> HandedIn | None:
        """Run all public checks, and write the file to hand in; return the table and a receipt."""
        if self._graded:
            return None
        names = _names_of_caller()
        table = self._tabulate(names)
        return HandedIn(table=table, receipt=hand_in(self._slug, names, RAN))

    def _tabulate(self, names: dict[str, Any]) -> Table:
        looked = (
            self._look(asked, names)[1] if asked.checks else Found(asked=asked)
            for asked in self._asked.values()
        )
        return Table(founds=tuple(looked))

    def _look(self, asked: Asked, names: dict[str, Any]) -> tuple[Any, Found]:
        begun = time.perf_counter()
        result = self._otter.check(asked.name, names)
        return result, read_result(asked, result, names, time.perf_counter() - begun)


def _find_shell() -> Any:
    """Return IPython's shell; None in a plain interpreter."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def _names_of_caller() -> dict[str, Any]:
    """Return the global names of the cell that called the function that calls this one."""
    frame = inspect.currentframe()
    for _ in range(2):
        frame = frame.f_back if frame else None
    return frame.f_globals if frame else {}
