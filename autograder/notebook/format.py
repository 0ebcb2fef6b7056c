"""Every read and canonical write of a notebook. The only module that knows the .ipynb format.

`read` takes untrusted bytes and returns a `Notebook` of plain cells, or raises
`Unreadable` with the place and what to do; whatever it repairs on the way it lists in `repairs`.
`raw` has cut the outputs out and set caps; the rest is JSON whose shape is checked here, since
nbformat accepts much that breaks later (`"source": 5`). `write` gives one byte sequence for one
notebook: sorted keys, no outputs, no execution counts, ids as given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.characters import replace_surrogates
from autograder.notebook.raw import AGAIN, MAX_BYTES, MAX_KEPT_BYTES, Repairs, Unreadable, read_text

__all__ = [
    "CHECK_CALL",
    "MAX_BYTES",
    "MAX_KEPT_BYTES",
    "Cell",
    "Notebook",
    "Unreadable",
    "check_points",
    "read",
    "strip",
    "write",
]

MAX_CELLS = 2_000
MAX_SOURCE_BYTES = 1 << 20  # of one code cell; a frame must hold it, six times as long if escaped
MAX_CODE_BYTES = 1 << 20  # of all code cells together
CELL_TYPES = ("code", "markdown", "raw")
MOST_NUMBERED = 10  # cells that a repair names one by one
CHECK_CALL = re.compile(r"\.\s*check\s*\(\s*[rbuRBU]?(['\"])(?P<question>\w+)\1")
SET_UP = re.compile(
    r'^print\("Ready: ([\w-]{1,100})"\)$', re.MULTILINE
)  # last line of the set-up cell as handed out
PYTHON = re.compile(r"3\.\d{1,3}(?:\.\d{1,3})?", re.ASCII)
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: its source as one string, and what else of it is kept."""

    kind: str
    source: str
    id: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    attachments: dict[str, Any] = field(default_factory=dict)  # pictures pasted into Markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Notebook:
    """The cells in the student's order, the assignment that the metadata names, and the repairs."""

    cells: tuple[Cell, ...]
    slug: str | None = None
    python: str = ""  # the version that the metadata names
    repairs: tuple[str, ...] = ()

    @property
    def code(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.kind == "code")


def read(data: bytes) -> Notebook:
    """Parse a notebook from untrusted bytes (nbformat 3 or 4). Raises `Unreadable`."""
    text, decoded = read_text(data)
    document = _parse(text)
    raw_cells, converted = _find_cells(document)
    if len(raw_cells) > MAX_CELLS:
        raise Unreadable(
            f"the notebook has {len(raw_cells):,} cells, more than {MAX_CELLS:,}. "
            "Delete cells that you don't need and submit again."
        )
    cells, changed = _read_cells(raw_cells)
    code_bytes = sum(len(cell.source.encode()) for cell in cells if cell.kind == "code")
    if code_bytes > MAX_CODE_BYTES:
        raise Unreadable(
            f"its code cells hold {code_bytes:,} bytes of text, more than {MAX_CODE_BYTES:,}. "
            "Take pasted data out of them and submit again."
        )
    return Notebook(
        cells=cells,
        slug=_find_slug(document, cells),
        python=_find_python(document),
        repairs=(*decoded, *converted, *changed),
    )


def write(cells: Iterable[Cell], slug: str, *, ids: bool = True) -> bytes:
    """Return the canonical bytes of a notebook.

    Without `ids` the format is 4.4, in which otter invents none.
    """
    document = {
        "cells": [_document_cell(cell, ids) for cell in cells],
        "metadata": {
            "kernelspec": KERNELSPEC,
            "language_info": {"name": "python"},
            "otter": {"assignment_name": slug},
        },
        "nbformat": 4,
        "nbformat_minor": 5 if ids else 4,
    }
    return (json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def strip(data: bytes) -> bytes:
    """Return a file that `read` reads as it reads this one, without outputs if that is possible.

    Raises `Unreadable`, for some of the files for which `read` does.
    """
    text, repairs = read_text(data)
    return data if repairs else text.encode()


def check_points(cells: Iterable[Cell]) -> dict[str, int]:
    """Return, by question, the position of the last code cell that calls `….check("question")`."""
    return {
        match["question"]: number
        for number, cell in enumerate(cells)
        if cell.kind == "code"
        for match in CHECK_CALL.finditer(cell.source)
    }


def _parse(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"at line {error.lineno}, column {error.colno}"
        raise Unreadable(f"not a notebook: {error.msg} {where}. {AGAIN}") from None
    except (RecursionError, ValueError):
        raise Unreadable(
            f"not a notebook: nested too deeply, or a number in it is too long. {AGAIN}"
        ) from None
    if not isinstance(document, dict):
        raise Unreadable(
            f"not a notebook: a JSON {type(document).__name__} where an object is expected. {AGAIN}"
        )
    return document


def _find_cells(document: dict[str, Any]) -> tuple[list[Any], Repairs]:
    cells = document.get("cells")
    repairs: Repairs = ()
    if cells is None and isinstance(document.get("worksheets"), list):
        sheets = [sheet.get("cells") for sheet in document["worksheets"] if isinstance(sheet, dict)]
        cells = [_end_lines(cell) for sheet in sheets if isinstance(sheet, list) for cell in sheet]
        repairs = ("converted from notebook format 3",)
    if not isinstance(cells, list):
        raise Unreadable(f"not a notebook: it has no list of cells. {AGAIN}")
    return cells, repairs


def _end_lines(cell: Any) -> Any:
    """Return a cell whose lines end as in format 4; in format 2 they have no line ends."""
    key = "input" if isinstance(cell, dict) and "input" in cell else "source"
    lines = cell.get(key) if isinstance(cell, dict) else None
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        return cell
    return cell if any(line.endswith("\n") for line in lines) else cell | {key: "\n".join(lines)}


def _read_cells(raw_cells: Sequence[Any]) -> tuple[tuple[Cell, ...], Repairs]:
    numbered = list(enumerate(raw_cells, start=1))
    found = [(number, raw) for number, raw in numbered if isinstance(raw, dict)]
    lost = [number for number, raw in numbered if not isinstance(raw, dict)]
    unknown = [number for number, raw in found if _kind(raw) is None]
    cells = tuple(_read_cell(number, raw, _kind(raw) or "raw") for number, raw in found)
    return cells, (
        *_list(lost, "was not a cell and was left out", "were not cells and were left out"),
        *_list(
            unknown,
            "had no known type and was read as text",
            "had no known type and were read as text",
        ),
    )


def _list(numbers: Sequence[int], one: str, several: str) -> Iterator[str]:
    """Yield the repair of these cells, if there are any."""
    if len(numbers) > MOST_NUMBERED:
        yield f"{len(numbers):,} cells {several}"
    elif len(numbers) > 1:
        yield f"cells {', '.join(map(str, numbers[:-1]))} and {numbers[-1]} {several}"
    elif numbers:
        yield f"cell {numbers[0]} {one}"


def _kind(raw: dict[str, Any]) -> str | None:
    """Return the type of a cell; one without a type that has outputs or a count can only have
    been code.
    """
    kind = raw.get("cell_type")
    if isinstance(kind, str) and kind in CELL_TYPES:
        return kind
    if kind in ("heading", "html"):
        return "markdown"
    return "code" if kind is None and ("outputs" in raw or "execution_count" in raw) else None


def _read_cell(number: int, raw: dict[str, Any], kind: str) -> Cell:
    cell_id = raw.get("id")
    return Cell(
        kind=kind,
        source=_read_source(raw, number, kind),
        id=replace_surrogates(cell_id) if isinstance(cell_id, str) else "",
        metadata=_keep_plain(raw.get("metadata")),
        attachments=_keep_plain(raw.get("attachments")) if kind == "markdown" else {},
    )


def _keep_plain(value: Any) -> dict[str, Any]:
    """Return a JSON object that can be written again, or nothing: for NaN, say, or deep nesting."""
    try:
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _read_source(raw: dict[str, Any], number: int, kind: str) -> str:
    source = raw.get("source", raw.get("input"))
    if source is None:
        return ""
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise Unreadable(
            f"cell {number} has a source of type {type(source).__name__} where text is expected. "
            "Copy its text into a new cell, delete this one, and submit again."
        )
    source = replace_surrogates(source)
    size = len(source.encode()) if kind == "code" else 0
    if size > MAX_SOURCE_BYTES:
        raise Unreadable(
            f"cell {number} holds {size:,} bytes of text, more than {MAX_SOURCE_BYTES:,}. "
            "Take pasted data out of it and submit again."
        )
    return source.replace("\r\n", "\n").replace("\r", "\n")


def _find_slug(document: dict[str, Any], cells: Iterable[Cell]) -> str | None:
    """Return the assignment that the metadata names, or else the set-up cell."""
    metadata = document.get("metadata")
    otter = metadata.get("otter") if isinstance(metadata, dict) else None
    slug = otter.get("assignment_name") if isinstance(otter, dict) else None
    if isinstance(slug, str):
        return replace_surrogates(slug)
    found = (SET_UP.search(cell.source) for cell in cells if cell.kind == "code")
    return next((match[1] for match in found if match), None)


def _find_python(document: dict[str, Any]) -> str:
    """Return the version of Python that the notebook was saved with, where it is told."""
    metadata = document.get("metadata")
    info = metadata.get("language_info") if isinstance(metadata, dict) else None
    version = info.get("version") if isinstance(info, dict) else None
    return version if isinstance(version, str) and PYTHON.fullmatch(version) else ""


def _document_cell(cell: Cell, ids: bool) -> dict[str, Any]:
    lines = cell.source.splitlines(keepends=True)
    document: dict[str, Any] = {"cell_type": cell.kind, "metadata": cell.metadata, "source": lines}
    if ids:
        document["id"] = cell.id
    if cell.attachments:
        document["attachments"] = cell.attachments
    if cell.kind == "code":
        document |= {"execution_count": None, "outputs": []}
    return document
