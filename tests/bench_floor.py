"""The floor: students' cells alone, without checks, jail or grader, in forks of one warm process.

    tests/bench_floor.py NOTEBOOK…

Prints wall and CPU seconds of each notebook as JSON. A process of its own, since nothing else may have run in it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from autograder.notebook import format as notebooks
from autograder.sandbox import policy
from autograder.sandbox.zygote import _import_libraries

INLINE = "module://matplotlib_inline.backend_inline"
OURS = ("grader.", "carried")  # marks of the cells that are not the student's


def main(paths: list[Path]) -> None:
    _import_libraries(policy.LIBRARIES[policy.Needs.NETWORKS])
    sys.stdout.write(json.dumps({path.parent.name: _measure(path) for path in paths}))


def _measure(path: Path) -> dict[str, float]:
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        os._exit(_run(path))
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{path}: a cell raised")
    return {"wall": time.perf_counter() - began, "cpu": usage.ru_utime + usage.ru_stime}


def _run(path: Path) -> int:
    """Run the student's cells in this process; return whether one of them raised."""
    from IPython.core.interactiveshell import InteractiveShell
    from matplotlib_inline.backend_inline import configure_inline_support

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    shell = InteractiveShell.instance()
    configure_inline_support(shell, INLINE)  # pictures are drawn after each cell, as in Jupyter
    cells = notebooks.read(path.read_bytes()).code
    sources = [cell.source for cell in cells if not any(mark in cell.source for mark in OURS)]
    return int(any(not shell.run_cell(source).success for source in sources))


if __name__ == "__main__":
    os.environ["MPLBACKEND"] = INLINE
    main([Path(name).resolve() for name in sys.argv[1:]])
