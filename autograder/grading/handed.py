"""A student's notebook as `similarity` compares it: the answers in pieces, without what was given.

Notebooks are untrusted: they are parsed, never run, with the caps of `notebook.format` and
`notebook.syntax`. One that cannot be read holds no answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from autograder.grading import likeness, traces
from autograder.grading.likeness import Bag, Cut, Piece
from autograder.grading.traces import Traces
from autograder.notebook import format as notebooks
from autograder.notebook import sections, tokens
from autograder.notebook.format import Cell, Unreadable
from autograder.records import Assignment, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What was handed out: whatever an answer has of it says nothing."""

    aliases: Mapping[str, str] = field(default_factory=dict)  # of imported modules
    pieces: frozenset[Piece] = frozenset()
    traces: Traces = field(default_factory=Traces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A student's answer to one question: its lines, and its own pieces with where they stand."""

    lines: tuple[str, ...] = ()
    cuts: tuple[Cut, ...] = ()

    @property
    def bag(self) -> Bag:
        return Counter(cut.piece for cut in self.cuts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What is kept of one student's notebook while a class is compared."""

    bags: Mapping[str, Bag]  # by question
    traces: Traces

    @property
    def answered(self) -> bool:
        """Whether anything was done in it."""
        return any(self.bags.values())


def read_template(assignment: Assignment, student_notebook: bytes) -> Template:
    """Return what was handed out, given the student notebook as built."""
    cells = read_cells(student_notebook)
    aliases = tokens.read_aliases(assignment.shipped)
    code = [tokens.read_code(source, aliases) for source in assignment.shipped]
    prose = [tokens.read_prose(cell.source) for cell in cells if cell.kind == "markdown"]
    return Template(
        aliases=aliases,
        pieces=frozenset(cut.piece for row in code + prose for cut in likeness.cut(row)),
        traces=traces.read(cells, ()),
    )


def read(assignment: Assignment, standing: Standing, template: Template) -> Handed:
    """Return what is kept of a student's notebook; `standing` has its file and cells."""
    cells = read_cells(standing.submission.data)
    printed = (cell.stdout for cell in standing.grade.cells)
    return Handed(
        bags={name: one.bag for name, one in read_answers(assignment, cells, template).items()},
        traces=traces.read(cells, printed, template.traces),
    )


def read_answers(
    assignment: Assignment, cells: Sequence[Cell], template: Template
) -> dict[str, Answer]:
    """Return a notebook's answers by question; each cell belongs to one of them."""
    order = {question.name: n for n, question in enumerate(assignment.questions)}
    found: dict[str, Answer] = {}
    for placed in sections.place(assignment, cells):
        homes = (placed.answers or placed.questions) & order.keys()
        if homes and not placed.given:
            home = min(homes, key=order.__getitem__)
            found[home] = extend(found.get(home, Answer()), placed.cell, template)
    return found


def extend(answer: Answer, cell: Cell, template: Template) -> Answer:
    """Return an answer with one more cell; no piece goes across the border of cells."""
    if cell.kind == "markdown":
        row = tokens.read_prose(cell.source)
    else:
        row = tokens.read_code(cell.source, template.aliases)
    above = len(answer.lines)
    own = (cut for cut in likeness.cut(row) if cut.piece not in template.pieces)
    cuts = (replace(cut, lines=tuple(line + above for line in cut.lines)) for cut in own)
    return Answer(lines=(*answer.lines, *cell.source.split("\n")), cuts=(*answer.cuts, *cuts))


def read_cells(data: bytes) -> Sequence[Cell]:
    """Return a notebook's cells; none of a file that cannot be read."""
    try:
        return notebooks.read(data).cells
    except Unreadable:
        return ()
