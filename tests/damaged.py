"""Damaged but honest notebooks, one for each kind of repair, with what must come of them.

Each is the demonstration's solution after one accident. `python tests/damaged.py` grades them all
with the running Python, prints one line of JSON for each (name, points, repairs), and exits with 1
where points or repairs are not those expected; so every Python must find the same.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Raw = dict[str, Any]
SCRATCH = "print([len(str(numbers)) for numbers in range(3)])"
SET_UP = "#@title Set-up: run this cell first (nothing to fill in)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Damaged:
    """One accident, the repairs that must be listed, and the points of the repaired notebook."""

    name: str
    damage: Callable[[bytes], bytes]
    repairs: tuple[str, ...]
    points: float = 3.0  # all


def on_cells(change: Callable[[list[Raw]], list[Raw]]) -> Callable[[bytes], bytes]:
    """Return the accident that happens to the list of cells."""

    def damage(data: bytes) -> bytes:
        document = json.loads(data)
        return json.dumps(document | {"cells": change(document["cells"])}, indent=1).encode()

    return damage


def find(cells: list[Raw], name: str) -> int:
    return next(number for number, cell in enumerate(cells) if cell["id"] == name)


def code(source: str) -> Raw:
    empty: Raw = {"execution_count": None, "metadata": {}, "outputs": []}
    return {"cell_type": "code", "id": "pasted", "source": source, **empty}


def move(name: str, place: int) -> Callable[[bytes], bytes]:
    def change(cells: list[Raw]) -> list[Raw]:
        moved = cells.pop(find(cells, name))
        return [*cells[:place], moved, *cells[place:]]

    return on_cells(change)


def delete(*names: str, scratch: str = "") -> Callable[[bytes], bytes]:
    """Return the accident that deletes cells; `scratch` is one of the student's own at the top."""
    own = [code(scratch)] if scratch else []
    return on_cells(lambda cells: own + [cell for cell in cells if cell["id"] not in names])


def put(name: str, *others: Raw | str) -> Callable[[bytes], bytes]:
    """Return the accident that leaves other cells, or what is none, in the place of one."""

    def change(cells: list[Raw]) -> list[Raw]:
        place = find(cells, name)
        return [*cells[:place], *others, *cells[place + 1 :]]

    return on_cells(change)


def put_below(name: str, other: Raw) -> Callable[[bytes], bytes]:
    """Return the accident that moves a cell to the bottom and leaves another in its place."""

    def change(cells: list[Raw]) -> list[Raw]:
        place = find(cells, name)
        return [*cells[:place], other, *cells[place + 1 :], cells[place]]

    return on_cells(change)


def paste_together(first: str, second: str) -> Callable[[bytes], bytes]:
    def change(cells: list[Raw]) -> list[Raw]:
        below = cells.pop(find(cells, second))
        above = cells[find(cells, first)]
        above["source"] = [*above["source"], "\n\n", *below["source"]]
        return cells

    return on_cells(change)


def tear(name: str, lines: int) -> Callable[[bytes], bytes]:
    """Return the accident that splits a cell after some of its lines."""

    def change(cells: list[Raw]) -> list[Raw]:
        place = find(cells, name)
        source = cells[place]["source"]
        halves = [code("".join(source[:lines])), code("".join(source[lines:]))]
        return [*cells[:place], *halves, *cells[place + 1 :]]

    return on_cells(change)


def retype(name: str, kind: str | None) -> Callable[[bytes], bytes]:
    def change(cells: list[Raw]) -> list[Raw]:
        place = find(cells, name)
        kept = {key: cells[place][key] for key in ("id", "metadata", "source")}
        cells[place] = kept | ({"cell_type": kind} if kind else {})
        return cells

    return on_cells(change)


def to_format_3(data: bytes) -> bytes:
    """Save as the notebooks of IPython 1 and 2 were: cells in a worksheet, code as `input`."""
    cells = json.loads(data)["cells"]
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
    return json.dumps({"worksheets": [{"cells": cells}], "nbformat": 3, "metadata": {}}).encode()


def comment(data: bytes, text: str, encoding: str) -> bytes:
    """Write a comment into an answer in another encoding than the file's."""
    return data.replace(b"total = ", b"# " + text.encode(encoding) + rb"\ntotal = ", 1)


def to_windows(data: bytes) -> bytes:
    """Save in the encoding of Western Windows, without a character that it lacks."""
    plain = data.decode().encode("ascii", errors="ignore")
    return comment(plain, "größer", "cp1252")


DAMAGED = (
    Damaged(
        name="a cell dragged below those that need it",
        damage=move("start-given-2", 99),
        repairs=(
            "the cell “import numpy as np” stood below cells that need it and was run before them",
        ),
    ),
    Damaged(
        name="a deleted cell, and a comprehension with its names",
        damage=delete("start-given-2", scratch=SCRATCH),
        repairs=("the cell “import numpy as np” was missing and was run as handed out",),
    ),
    Damaged(
        name="a deleted set-up",
        damage=delete("setup"),
        repairs=(f"the cell “{SET_UP}” was missing and was run as handed out",),
    ),
    Damaged(
        name="a deleted set-up, and a loop with its names",
        damage=delete("setup", scratch="for name, source in []:\n    missing = checks = name"),
        repairs=(f"the cell “{SET_UP}” was missing and was run as handed out",),
    ),
    Damaged(
        name="an import cut from its cell, and other data",
        damage=put("start-given-2", code("numbers = np.array([0, 1, 2, 3, 0.0])")),
        repairs=("the cell “import numpy as np” was missing and was run as handed out",),
    ),
    Damaged(
        name="an answer saved as text",
        damage=retype("double-answer", "markdown"),
        repairs=("the cell “def double(values):” was saved as text and was run as code",),
    ),
    Damaged(
        name="a torn answer",
        damage=tear("double-answer", 1),
        repairs=("the cell “def double(values):” was torn into 2 and was run as one",),
    ),
    Damaged(
        name="two cells pasted into one",
        damage=put(
            "start-given-2", code("import numpy as np\n\nnumbers = np.arange(4.0)\n%%time\n1")
        ),
        repairs=("the cell “import numpy as np” held 2 cells pasted into one and was run as 2",),
    ),
    Damaged(
        name="a check pasted above an answer",
        damage=paste_together("double-check", "total-answer"),
        repairs=(
            'the cell “grader.check("double")” held 2 cells pasted into one and was run as 2',
        ),
    ),
    Damaged(
        name="an answer below its check",
        damage=put_below("total-answer", code("total = ...")),
        repairs=("the answer to “All together” stands below its check and was judged at the end",),
    ),
    Damaged(
        name="notebook format 3",
        damage=to_format_3,
        repairs=("converted from notebook format 3",),
    ),
    Damaged(
        name="UTF-16",
        damage=lambda data: data.decode().encode("utf-16"),
        repairs=("read as UTF-16 with a byte-order mark",),
    ),
    Damaged(
        name="a byte-order mark",
        damage=lambda data: data.decode().encode("utf-8-sig"),
        repairs=("read as UTF-8 with a byte-order mark",),
    ),
    Damaged(
        name="Windows-1252",
        damage=to_windows,
        repairs=("read as Windows-1252, since it is not valid UTF-8",),
    ),
    Damaged(
        name="a pasted byte that is not UTF-8",
        damage=lambda data: comment(data, "größer", "cp1252"),
        repairs=("invalid UTF-8 bytes were replaced",),
    ),
    Damaged(
        name="a cell that is none",
        damage=put("start-given", "lost"),
        repairs=("cell 1 was not a cell and was left out",),
    ),
    Damaged(
        name="a cell without a type",
        damage=retype("double-text", None),
        repairs=("cell 4 had no known type and was read as text",),
    ),
)


def main() -> int:
    """Grade all with the running Python; print what came of each."""
    from conftest import DEMO, LIGHT, submission

    from autograder.authoring import build
    from autograder.grading.grade import grade
    from autograder.grading.task import prepare
    from autograder.sandbox.box import Box
    from autograder.sandbox.start import zygote

    demo, wrong = build.build(DEMO), 0
    with tempfile.TemporaryDirectory() as folder, zygote(Path(folder), LIGHT) as warm:
        for one in DAMAGED:
            task = prepare(submission(one.damage(demo.solution)), demo.assignment)
            made = grade(task, lambda: Box(warm.path, demo.assignment.limits))
            told = {"name": one.name, "points": made.points, "repairs": made.repairs}
            sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
            wrong += (made.points, made.repairs) != (one.points, one.repairs)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
