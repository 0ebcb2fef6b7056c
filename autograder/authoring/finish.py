"""The last hand on what otter made: its cells become those of a student notebook or a solution
notebook.

Cells otter cannot name get ids from their place (`one_nn-answer`, `one_nn-text-2`), so that one
edited line in a master is one edited line in the notebooks. Each question gets its header; the
notebook gets its set-up cell, which carries the public checks, and the cells about submitting.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from autograder import files
from autograder.authoring import setup_cell
from autograder.authoring.assign import line_of
from autograder.authoring.master import Master, MasterQuestion
from autograder.notebook.format import Cell

LOCKED = {"deletable": False, "editable": False}
FOLDED = {"cellView": "form", "jupyter": {"source_hidden": True}, "tags": ["hide-input"]}
ID_CHARACTERS = 56  # nbformat allows 64; a number may follow
CHECK_CELL = re.compile(r'grader\.check\("(\w+)"\)')
FORGOTTEN = "  # NameError? Run the first cell."  # a traceback shows it where the name is missing
PROMPT_BLOCK = re.compile(
    r'^[ \t]*""" # BEGIN PROMPT\n.*?^[ \t]*""";?\s*# END PROMPT\n?', re.DOTALL | re.MULTILINE
)
WHOLE_LINE_MARK = re.compile(r"^[ \t]*# (BEGIN|END) SOLUTION( NO PROMPT)?[ \t]*\n?", re.MULTILINE)
END_OF_LINE_MARK = re.compile(r"[ \t]*# SOLUTION( NO PROMPT)?[ \t]*$", re.MULTILINE)
SUBMIT = """\
## Hand in

Run everything once from the top (*Kernel ▸ Restart Kernel and Run All Cells*) and save. Then run \
the cell below again: it shows what the public checks say, and writes the file to hand in, \
`hand-in/{slug}.ipynb`, with a receipt. In Google Colab, choose *File ▸ Download ▸ Download \
.ipynb* and hand in that file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A cell that otter left, with its question (or `start`) and its part there."""

    cell: Cell
    section: str
    role: str


def finish(master: Master, cells: Iterable[Cell], public: Mapping[str, str]) -> list[Cell]:
    """Return the cells of a notebook of ours from those that otter made of a master."""
    placed = list(_place(master, cells))
    ids = _name_cells(placed)
    headers = _headers(master, placed)
    finished = [
        Cell(
            kind=one.cell.kind,
            source=headers.get(number, "") + one.cell.source + _reminder(one),
            id=ids[number],
            metadata=_metadata(one),
        )
        for number, one in enumerate(placed)
    ]
    first_code = next((n for n, cell in enumerate(finished) if cell.kind == "code"), 0)
    set_up = _set_up(master, public)
    return [*finished[:first_code], set_up, *finished[first_code:], *_submit(master.slug)]


def _reminder(placed: _Placed) -> str:
    """Return what to do where the set-up cell did not run in this kernel, behind a check."""
    return FORGOTTEN if placed.role == "check" else ""


def strip_marks(cell: Cell) -> Cell:
    """Return a cell of the solution without otter's marks, so that it reads as the code it is."""
    if cell.kind != "code" or cell.id == "setup":
        return cell
    source = WHOLE_LINE_MARK.sub("", PROMPT_BLOCK.sub("", cell.source))
    return replace(cell, source=END_OF_LINE_MARK.sub("", source).rstrip("\n"))


def _place(master: Master, cells: Iterable[Cell]) -> Iterator[_Placed]:
    by_line = {cell.line: cell for cell in master.cells}
    section = "start"
    for cell in cells:
        check = CHECK_CELL.fullmatch(cell.source)
        line = line_of(cell)
        if line is None:
            where, role = (check[1], "check") if check else (section, "given")
            yield _Placed(cell=cell, section=where, role=role)
        else:
            section = by_line[line].question or section
            yield _Placed(cell=cell, section=section, role=by_line[line].role)


def _name_cells(placed: Iterable[_Placed]) -> list[str]:
    """Return an id for each cell: its place, numbered from the second cell of one place."""
    seen: Counter[str] = Counter()
    ids = []
    for one in placed:
        stem = f"{one.section}-{one.role}"[:ID_CHARACTERS]
        seen[stem] += 1
        ids.append(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
    return ids


def _metadata(placed: _Placed) -> dict[str, Any]:
    course = {"course": {"question": placed.section, "role": placed.role}}
    if placed.role == "answer":
        return {**course, "tags": ["otter_answer_cell"]}
    if placed.role == "check":
        return {**course, **LOCKED}
    return dict(LOCKED) if placed.role == "text" else {}


def _headers(master: Master, placed: list[_Placed]) -> dict[int, str]:
    """Return what goes before the first text of each question, by the position of that text."""
    first: dict[str, int] = {}
    for position, one in enumerate(placed):
        if one.role == "text":
            first.setdefault(one.section, position)
    return {
        first[question.name]: _header(number, question) + "\n\n"
        for number, question in enumerate(master.questions, 1)
        if question.name in first
    }


def _header(number: int, question: MasterQuestion) -> str:
    stars = "●" * question.difficulty + "○" * (3 - question.difficulty)
    effort = f"{files.points(question.points)} · {stars} · about {question.minutes} minutes"
    hidden = [check.about for check in question.checks if check.hidden]
    if question.manual:
        effort += " · graded manually"
    elif hidden:
        count = f"{len(hidden)} hidden checks look" if len(hidden) > 1 else "1 hidden check looks"
        effort += (
            "  \nThe checks below the blank are public. "
            f"After you submit, {count} at: {'; '.join(hidden)}."
        )
    return f"## Question {number} · {question.title}\n\n{effort}"


def _set_up(master: Master, public: Mapping[str, str]) -> Cell:
    source = setup_cell.write(master, public)
    return Cell(kind="code", source=source, id="setup", metadata={**LOCKED, **FOLDED})


def _submit(slug: str) -> list[Cell]:
    text, check = SUBMIT.format(slug=slug), f"grader.hand_in(){FORGOTTEN}"
    return [
        Cell(kind="markdown", source=text, id="submit-text", metadata=dict(LOCKED)),
        Cell(kind="code", source=check, id="submit-check", metadata=dict(LOCKED)),
    ]
