"""What a damaged but honest notebook is run as. A notebook that is not damaged comes back
unchanged.

`heal` undoes what an accident or a tool does to cells, judged by the cells as they were
handed out: a code cell saved as text, several cells pasted into one, a cell torn in two; `order`
then puts back a handed-out cell that was deleted or dragged below those that need it. Work that the
notebook could not do from top to bottom earns nothing new. Every repair is one sentence for student
and instructor. Cells are parsed, never run; ids and metadata play no part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from autograder.notebook import format as notebooks
from autograder.notebook.code import Code, Part, understand, understand_cells
from autograder.notebook.format import Notebook
from autograder.notebook.order import put_in_order, quote
from autograder.notebook.scope import NOTHING
from autograder.notebook.shipped import Shipped, understand_shipped
from autograder.notebook.syntax import MAX_CHARACTERS
from autograder.records import Assignment

SHORTEST_GIVEN = 40  # characters of a handed-out cell recognised inside another; less may be chance
TORN = 3  # pieces of one cell that are joined again
MOST_PIECES = 100  # of all cells that were pasted into others
MOST_TEXT = 1 << 20  # characters of text cells: with more of them, none is taken for code
LATER_MAGIC = re.compile(r"^%%[a-z]", re.MULTILINE)
ONLY_CHECKS = re.compile(r"\s*(?:\w+\.check\([^()\n]*\)(?:[ \t]*#[^\n]*)?\s*)+")
Repaired = tuple[list[Part], list[str]]  # the parts, and a sentence for each repair


def heal(notebook: Notebook, assignment: Assignment) -> Notebook:
    """Return the notebook to run, its repairs listed after those of reading."""
    shipped = understand_shipped(assignment)
    parts, repairs = understand_cells(notebook.cells), list[str]()
    for repair in (_join_torn, _split_pasted, _read_as_code, put_in_order):
        parts, made = repair(parts, shipped)
        repairs += made
    if not repairs:
        return notebook
    cells = tuple(part.cell for part in parts)
    return replace(notebook, cells=cells, repairs=(*notebook.repairs, *dict.fromkeys(repairs)))


def _join_torn(parts: Sequence[Part], shipped: Shipped) -> Repaired:
    """Join cells that were torn in two or three: apart they do not parse, together they do."""
    joined, repairs, place = list[Part](), list[str](), 0
    while place < len(parts):
        count, part = _join_first(parts[place : place + TORN], shipped)
        if count > 1:
            repairs.append(
                f"the cell {quote(part.cell.source)} was torn into {count} and was run as one"
            )
        joined.append(part)
        place += count
    return joined, repairs


def _join_first(parts: Sequence[Part], shipped: Shipped) -> tuple[int, Part]:
    """Return how many of the first cells are one, and that one.

    A sound cell before the pieces of another is not one of them.
    """
    for count in range(2, len(parts) + 1):
        if _are_torn(parts[:count], shipped):
            whole = _join(parts[:count])
            if whole.code and whole.code.parses and not _begins_at_second(parts[:count]):
                return count, whole
    return 1, parts[0]


def _join(parts: Sequence[Part]) -> Part:
    source = "\n".join(part.cell.source for part in parts)
    return Part(cell=replace(parts[0].cell, source=source), code=understand(source))


def _begins_at_second(parts: Sequence[Part]) -> bool:
    """Return whether the first is sound, and so are the others together without it."""
    others = _join(parts[1:]).code
    return all(code is not None and code.parses for code in (parts[0].code, others))


def _are_torn(parts: Sequence[Part], shipped: Shipped) -> bool:
    """Return whether these may be pieces of one cell: all code, not all sound, none handed out."""
    codes = [part.code for part in parts if part.code]
    if len(codes) < len(parts) or all(code.parses for code in codes):
        return False
    return not shipped.shapes & {code.shape for code in codes}


def _split_pasted(parts: Sequence[Part], shipped: Shipped) -> Repaired:
    """Split cells into which others were pasted."""
    marks = _find_marks(parts, shipped)
    split, repairs, room = list[Part](), list[str](), MOST_PIECES
    for part in parts:
        pieces = _cut(part, marks, shipped)
        if not 0 < len(pieces) <= room:
            split.append(part)
            continue
        room -= len(pieces)
        split += [
            Part(cell=replace(part.cell, source=piece), code=understand(piece)) for piece in pieces
        ]
        repairs.append(
            f"the cell {quote(part.cell.source)} held {len(pieces)} cells pasted into one "
            f"and was run as {len(pieces)}"
        )
    return split, repairs


def _find_marks(parts: Sequence[Part], shipped: Shipped) -> list[str]:
    """Return the handed-out cells that are missing and can be recognised inside another cell."""
    alone = {part.cell.source.strip("\n") for part in parts}
    given = {text.strip("\n") for text in shipped.sources if text not in shipped.blanks} - alone
    return [
        text for text in given if len(text) >= SHORTEST_GIVEN or notebooks.CHECK_CALL.search(text)
    ]


def _cut(part: Part, marks: Sequence[str], shipped: Shipped) -> list[str]:
    """Return a text cut at handed-out cells and cell magics; nothing where it is one cell,
    if with lines that the student added to it.
    """
    source = part.cell.source
    magics = {match.start() for match in LATER_MAGIC.finditer(source) if match.start()}
    if len(source) > MAX_CHARACTERS or not (part.code or magics or LATER_MAGIC.match(source)):
        return []
    pieces = _cut_at(source, magics.union(_find_ends(source, marks)))
    if len(pieces) < 2 or (not magics and all(map(ONLY_CHECKS.fullmatch, pieces[1:]))):
        return []  # many students write the checks at the end of their cell
    if not magics and sum(_is_cell(understand(piece), shipped) for piece in pieces) < 2:
        return []
    return pieces if _is_cut_well(part.code or understand(source), pieces) else []


def _is_cell(code: Code, shipped: Shipped) -> bool:
    """Return whether this was a cell of its own: handed out, or an answer."""
    known = shipped.find_place(code) is not None
    return code.shape in shipped.shapes or (known and bool(code.binds - code.imports))


def _cut_at(source: str, places: Iterable[int]) -> list[str]:
    texts = (source[a:b].strip("\n") for a, b in pairwise([0, *sorted(places), len(source)]))
    return [text for text in texts if text.strip()]


def _find_ends(source: str, marks: Sequence[str]) -> Iterator[int]:
    """Yield where handed-out cells begin and end in a text."""
    for text in marks:
        start = f"\n{source}\n".find(f"\n{text}\n")
        if start >= 0:
            yield from (start, start + len(text))


def _is_cut_well(whole: Code, pieces: Sequence[str]) -> bool:
    return not whole.parses or all(understand(piece).parses for piece in pieces)


def _read_as_code(parts: Sequence[Part], shipped: Shipped) -> Repaired:
    """Make code of text cells that were code: handed-out cells, or an answer's only place."""
    texts = [part.cell.source for part in parts if not part.code]
    if sum(len(text) for text in texts if len(text) <= MAX_CHARACTERS) > MOST_TEXT:
        return list(parts), []
    codes = [part.code for part in parts if part.code]
    shapes = shipped.shapes - {code.shape for code in codes}
    names = NOTHING.union(*shipped.given.values()).difference(*(code.binds for code in codes))
    read, repairs = list[Part](), list[str]()
    for part in parts:
        code = None if part.code else understand(part.cell.source)
        if code and code.statements and (code.shape in shapes or code.binds & names):
            named = quote(part.cell.source)
            repairs.append(f"the cell {named} was saved as text and was run as code")
            read.append(Part(cell=replace(part.cell, kind="code"), code=code))
        else:
            read.append(part)
    return read, repairs
