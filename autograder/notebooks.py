"""Every read and canonical write of a notebook. The only module that knows the .ipynb format.

`read` takes bytes that nobody vouches for and returns a `Notebook` of plain cells, or raises `Unreadable` with the
place; whatever it mends on the way it lists in `repairs`. It parses JSON within caps and checks the shape itself,
since nbformat accepts much that breaks later (`"source": 5`) and recurses on hostile nesting. `write` gives one byte
sequence for one notebook: sorted keys, no outputs, no execution counts, ids as given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

MAX_BYTES = 64 << 20
MAX_CELLS = 2_000
MAX_SOURCE_BYTES = 1 << 20  # of one cell; a frame must hold it, six times as long where JSON escapes all of it
CELL_TYPES = ("code", "markdown", "raw")
CHECK_CALL = re.compile(r"\.\s*check\s*\(\s*[rbuRBU]?(['\"])(?P<question>\w+)\1")
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}


class Unreadable(ValueError):
    """These bytes are no notebook. The message says where; a value of the batch, not a fault of ours."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its source as one string, and what else of it is kept."""

    kind: str
    source: str
    id: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    attachments: dict[str, Any] = field(default_factory=dict)  # pictures pasted into Markdown


@dataclass(frozen=True, slots=True)
class Notebook:
    """The cells in the student's order, the assignment that the metadata names (or None), and what was mended."""

    cells: tuple[Cell, ...]
    slug: str | None = None
    repairs: tuple[str, ...] = ()

    @property
    def code(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.kind == "code")


def read(data: bytes) -> Notebook:
    """Parse a notebook from untrusted bytes (nbformat 3 or 4). Raises `Unreadable`."""
    if len(data) > MAX_BYTES:
        raise Unreadable(
            f"the file has {len(data):,} bytes, more than {MAX_BYTES:,}. Clear the outputs and submit again."
        )
    repairs: list[str] = []
    document = _parse(_decode(data, repairs))
    raw_cells = _raw_cells(document, repairs)
    if len(raw_cells) > MAX_CELLS:
        raise Unreadable(f"the notebook has {len(raw_cells):,} cells, more than {MAX_CELLS:,}.")
    cells = (_cell(number, raw, repairs) for number, raw in enumerate(raw_cells, start=1))
    return Notebook(tuple(cell for cell in cells if cell), _slug(document), tuple(repairs))


def write(cells: Iterable[Cell], slug: str, *, ids: bool = True) -> bytes:
    """Return the canonical bytes of a notebook. Without `ids` the format is 4.4, in which otter invents none."""
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


def check_points(cells: Iterable[Cell]) -> dict[str, int]:
    """Return, by question, the position of the last code cell that calls `….check("question")`."""
    return {
        match["question"]: number
        for number, cell in enumerate(cells)
        if cell.kind == "code"
        for match in CHECK_CALL.finditer(cell.source)
    }


def _decode(data: bytes, repairs: list[str]) -> str:
    for encoding in ("utf-8-sig", "utf-16"):
        if encoding == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-16" or data.startswith(b"\xef\xbb\xbf"):
            repairs.append(f"read as {encoding.upper().removesuffix('-SIG')} with a byte-order mark")
        return text
    repairs.append("bytes that are no UTF-8 were replaced")
    return data.decode("utf-8", errors="replace")


def _parse(text: str) -> dict[str, Any]:
    if not text.strip():
        raise Unreadable("the file is empty.")
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        conflict = next((n for n, line in enumerate(text.splitlines(), 1) if line.startswith("<<<<<<< ")), None)
        if conflict:
            raise Unreadable(
                f"line {conflict} is a merge-conflict mark. Resolve the conflict and submit again."
            ) from None
        raise Unreadable(f"not a notebook: {error.msg} at line {error.lineno}, column {error.colno}.") from None
    except (RecursionError, ValueError):
        raise Unreadable("not a notebook: its JSON is nested too deeply or holds a number too long.") from None
    if not isinstance(document, dict):
        raise Unreadable(f"not a notebook: a JSON {type(document).__name__} where an object is expected.")
    return document


def _raw_cells(document: dict[str, Any], repairs: list[str]) -> list[Any]:
    cells = document.get("cells")
    if cells is None and isinstance(document.get("worksheets"), list):
        sheets = [sheet.get("cells") for sheet in document["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets if isinstance(sheet, list) for cell in sheet]
        repairs.append("converted from notebook format 3")
    if not isinstance(cells, list):
        raise Unreadable("not a notebook: it has no list of cells.")
    return cells


def _cell(number: int, raw: Any, repairs: list[str]) -> Cell | None:
    if not isinstance(raw, dict):
        repairs.append(f"cell {number} was no cell and was left out")
        return None
    kind = raw.get("cell_type")
    if kind == "heading":
        kind = "markdown"
    if kind not in CELL_TYPES:
        repairs.append(f"cell {number} had no known type and was read as text")
        kind = "raw"
    source = _source(raw, number)
    cell_id = raw.get("id")
    attachments = _plain(raw.get("attachments")) if kind == "markdown" else {}
    return Cell(kind, source, cell_id if isinstance(cell_id, str) else "", _plain(raw.get("metadata")), attachments)


def _plain(value: Any) -> dict[str, Any]:
    """Return a JSON object that can be written again: nothing for one with NaN, lone surrogates or deep nesting."""
    try:
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _source(raw: dict[str, Any], number: int) -> str:
    source = raw.get("source", raw.get("input", ""))
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise Unreadable(f"cell {number} has a source of type {type(source).__name__} where text is expected.")
    data = source.encode("utf-8", errors="replace")  # lone surrogates
    if len(data) > MAX_SOURCE_BYTES:
        raise Unreadable(f"cell {number} holds {len(data):,} bytes of text, more than {MAX_SOURCE_BYTES:,}.")
    source = data.decode()
    return source.replace("\r\n", "\n").replace("\r", "\n")


def _slug(document: dict[str, Any]) -> str | None:
    metadata = document.get("metadata")
    otter = metadata.get("otter") if isinstance(metadata, dict) else None
    slug = otter.get("assignment_name") if isinstance(otter, dict) else None
    return slug if isinstance(slug, str) else None


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
