"""A master's text, read into cells, questions and checks as they are written.

A master is one py:percent file: raw cells hold otter's block marks (`# BEGIN QUESTION` … `# END
QUESTION`) and settings, every other cell stands in the blocks that are open before it. `read` is
lenient: whatever is wrong inside a cell stays in the draft as written, for `traps` to name. Only a
text that cannot be cut into cells is refused here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext
import yaml

from autograder.errors import MasterError

MARKER = re.compile(r"^# %%(?:\s|$)")
BOUNDARY = re.compile(r"^#\s*(BEGIN|END)\s+(QUESTION|SOLUTION|PROMPT|TESTS)\s*$", re.IGNORECASE)
CONFIG = re.compile(r"^#\s*ASSIGNMENT\s+CONFIG\s*$", re.IGNORECASE)
TEST_CONFIG = re.compile(
    r'\A""" # BEGIN TEST CONFIG\n(?P<yaml>.*?)\n""" # END TEST CONFIG\n(?P<body>.*)\Z', re.DOTALL
)
ROLES = {"TESTS": "check", "SOLUTION": "answer", "PROMPT": "answer", "QUESTION": "text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One open block: what stands behind its BEGIN, in which line, and a question's name."""

    kind: str  # QUESTION | SOLUTION | PROMPT | TESTS
    line: int
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MasterCell:
    """One cell of the text, with the line of its marker and the part it plays."""

    kind: str
    source: str
    line: int
    role: str  # given | text | answer | check | boundary | config
    open: tuple[Block, ...] = ()  # before the cell, outermost first
    begins: Block | None = None
    ends: str = ""

    @property
    def question(self) -> str:
        """The name of the question it belongs to; empty outside of questions."""
        begun = (self.begins,) if self.begins else ()
        names = [block.question for block in (*self.open, *begun) if block.kind == "QUESTION"]
        return names[-1] if names else ""

    @property
    def open_after(self) -> tuple[Block, ...]:
        if self.begins:
            return (*self.open, self.begins)
        closes = bool(self.open) and self.open[-1].kind == self.ends
        return self.open[:-1] if closes else self.open


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The `key: value` lines of one config; `fault` says why they cannot be read."""

    values: dict[str, Any]
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCheck:
    """One cell of a TESTS block, cut into its settings and the function that otter will see."""

    cell: MasterCell
    settings: Settings
    body: str

    @property
    def name(self) -> str:
        function = only_function(self.body)
        return function.name.removeprefix("test_") if function else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftQuestion:
    """What stands between BEGIN QUESTION and END QUESTION."""

    name: str
    line: int
    settings: Settings
    answers: tuple[MasterCell, ...]
    checks: tuple[DraftCheck, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A whole master as written."""

    slug: str
    config: Settings | None
    cells: tuple[MasterCell, ...]
    questions: tuple[DraftQuestion, ...]


def read(path: Path) -> Draft:
    """Read a master. Raises `MasterError` when it cannot be cut into cells."""
    cells: list[MasterCell] = []
    for kind, source, line in _split(path):
        cells.append(_place(kind, source, line, cells[-1].open_after if cells else ()))
    configs = [read_settings(cell.source) for cell in cells if cell.role == "config"]
    return Draft(
        slug=path.stem,
        config=configs[-1] if configs else None,
        cells=tuple(cells),
        questions=tuple(_questions(cells)),
    )


def read_settings(text: str) -> Settings:
    """Return the keys of a YAML text."""
    try:
        values = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        return Settings(values={}, fault=f"is not YAML ({str(error).splitlines()[0]})")
    if not isinstance(values, dict):
        return Settings(values={}, fault="is not a list of keys")
    return Settings(values={str(key): value for key, value in values.items()})


def read_check(cell: MasterCell) -> DraftCheck | None:
    """Return the check that a cell of a TESTS block holds; None when it has no TEST CONFIG."""
    match = TEST_CONFIG.match(cell.source)
    if cell.kind != "code" or not match:
        return None
    return DraftCheck(cell=cell, settings=read_settings(match["yaml"]), body=match["body"])


def only_function(body: str) -> ast.FunctionDef | None:
    """Return the function that a check consists of; None when it is anything else."""
    try:
        statements = ast.parse(body).body
    except SyntaxError:
        return None
    only = statements[0] if len(statements) == 1 else None
    return only if isinstance(only, ast.FunctionDef) else None


def _split(path: Path) -> Iterator[tuple[str, str, int]]:
    """Yield kind, source and line of each cell."""
    text = _decode(path)
    lines = [number for number, line in enumerate(text.splitlines(), 1) if MARKER.match(line)]
    cells = jupytext.reads(text, fmt="py:percent").cells
    for cell, line in zip(cells, lines, strict=False):
        if any(MARKER.match(inner) for inner in cell.source.splitlines()):
            what = 'the cell swallows the `# %%` after it: a `"""` is not closed. Close it.'
            raise MasterError([f"{path.name}, line {line}: {what}"])
    if len(lines) != len(cells):
        what = f"{len(lines)} cell marks give {len(cells)} cells. Begin every cell with `# %%`."
        raise MasterError([f"{path.name}, line {lines[0] if lines else 1}: {what}"])
    for cell, line in zip(cells, lines, strict=True):
        yield cell.cell_type, cell.source, line


def _decode(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = "invalid UTF-8 bytes. Save the file as UTF-8."
        raise MasterError([f"{path.name}, line {line}: {what}"]) from None


def _place(kind: str, source: str, line: int, open_blocks: tuple[Block, ...]) -> MasterCell:
    """Return a cell with the part that it plays where it stands."""
    first = source.split("\n", 1)[0]
    inner = open_blocks[-1].kind if open_blocks else ""
    role, begins, ends = ROLES.get(inner, "given"), None, ""
    boundary = BOUNDARY.match(first) if kind == "raw" else None
    if kind == "raw" and CONFIG.match(first):
        role = "config"
    elif boundary:
        role, block = "boundary", boundary[2].upper()
        if boundary[1].upper() == "END":
            ends = block
        else:
            name = read_settings(source).values.get("name", "") if block == "QUESTION" else ""
            begins = Block(kind=block, line=line, question=str(name))
    return MasterCell(
        kind=kind, source=source, line=line, role=role, open=open_blocks, begins=begins, ends=ends
    )


def _questions(cells: list[MasterCell]) -> Iterator[DraftQuestion]:
    for begin in cells:
        block = begin.begins
        if block is None or block.kind != "QUESTION":
            continue
        inside = [cell for cell in cells if block in cell.open]
        checks = [read_check(cell) for cell in inside if cell.role == "check"]
        yield DraftQuestion(
            name=block.question,
            line=begin.line,
            settings=read_settings(begin.source),
            answers=tuple(cell for cell in inside if cell.role == "answer"),
            checks=tuple(check for check in checks if check),
        )
