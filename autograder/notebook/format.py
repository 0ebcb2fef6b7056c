"""Every read and canonical write of a notebook. The only module that knows the .ipynb format.

`read` takes bytes that nobody vouches for and returns a `Notebook` of plain cells, or raises `Unreadable` with the
place and what to do; whatever it mends on the way it lists in `repairs`. What is large in an honest notebook, its outputs and the
state of its widgets, is cut out of the bytes before anything is parsed, so a file of the largest size costs little
more memory than it has bytes. The rest is JSON within caps on bytes, values and depth, whose shape is checked here,
since nbformat accepts much that breaks later (`"source": 5`). `write` gives one byte sequence for one notebook: sorted
keys, no outputs, no execution counts, ids as given.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from autograder.characters import replace_surrogates

MAX_BYTES = 64 << 20
MAX_KEPT_BYTES = 16 << 20  # without outputs
MAX_TOKENS = 5_000_000  # texts and brackets of the whole file, or its lines: about two seconds
MAX_VALUES = 300_000  # of what is parsed
MAX_DEPTH = 900  # Python's own parser ends at 1,000
MAX_CELLS = 2_000
MAX_SOURCE_BYTES = (
    1 << 20
)  # of one code cell; a frame must hold it, six times as long where JSON escapes all of it
MAX_CODE_BYTES = 1 << 20  # of all code cells together
CELL_TYPES = ("code", "markdown", "raw")
CHECK_CALL = re.compile(r"\.\s*check\s*\(\s*[rbuRBU]?(['\"])(?P<question>\w+)\1")
SET_UP = re.compile(
    r'^print\("Ready: ([\w-]{1,100})"\)$', re.MULTILINE
)  # last line of the set-up cell as handed out
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
CONFLICT = re.compile(rb"^(?:<{7}|>{7})", re.MULTILINE)  # no line of JSON can begin so
TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|["\[\]{}]', re.DOTALL)
LARGE = (b'"outputs"', b'"widgets"')  # keys whose values nobody here reads
OTHER_FILES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip",
    b"<": "a web page",
    b"\x89PNG": "a picture",
}
CUT_OFF = "It was cut off while it was saved or sent: save it again, look whether it opens, and submit again."
AGAIN = "Open it in Jupyter, save it there, and submit again."


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
    kept = _without_outputs(_one_byte_wide(data, repairs))
    document = _parse(_decode(kept, repairs))
    raw_cells = _raw_cells(document, repairs)
    if len(raw_cells) > MAX_CELLS:
        raise Unreadable(f"the notebook has {len(raw_cells):,} cells, more than {MAX_CELLS:,}.")
    cells = _cells(raw_cells, repairs)
    code_bytes = sum(len(cell.source.encode()) for cell in cells if cell.kind == "code")
    if code_bytes > MAX_CODE_BYTES:
        raise Unreadable(
            f"its code cells hold {code_bytes:,} bytes of text, more than {MAX_CODE_BYTES:,}. Take pasted data out of them."
        )
    return Notebook(cells, _slug(document, cells), tuple(repairs))


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


def _one_byte_wide(data: bytes, repairs: list[str]) -> bytes:
    """Return the file in an encoding whose brackets and quotes are single bytes."""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(
            "the file is empty. Save the notebook again, look whether it opens, and submit again."
        )
    if data.startswith(codecs.BOM_UTF8):
        repairs.append("read as UTF-8 with a byte-order mark")
        return data
    encoding = json.detect_encoding(data[:8])
    if encoding.startswith("utf-8"):
        return data
    if 4 * len(data) > MAX_BYTES:
        raise Unreadable(
            f"{len(data):,} bytes of {encoding.upper()}, more than {MAX_BYTES // 4:,}. Save it as UTF-8."
        )
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
    repairs.append(f"read as {encoding.upper()}" + " with a byte-order mark" * marked)
    return data.decode(encoding, errors="replace").encode("utf-8", errors="replace")


def _without_outputs(data: bytes) -> bytes:
    """Return the JSON with the values of `LARGE` keys emptied but for their line ends, so that errors keep their lines."""
    _refuse_others(data)
    crowded = (
        f"not a notebook: nested too deeply, or more than {MAX_TOKENS:,} values or lines. {AGAIN}"
    )
    if data.count(b"\n") > MAX_TOKENS:
        raise Unreadable(crowded)
    parts: list[bytes] = []
    tokens = depth = kept_from = drop_from = 0
    drop_depth: int | None = None  # of the value that is being dropped
    key_end = 0
    for token in TOKEN.finditer(data):
        start, end, tokens = token.start(), token.end(), tokens + 1
        mark = data[start]
        if mark == 0x22:  # a text
            if end == start + 1:
                raise Unreadable(
                    f"the file breaks off at {_line(data, start)}, in the middle of a text. {CUT_OFF}"
                )
            key_end = end if end - start == 9 and data[start:end] in LARGE else 0
        elif mark in b"[{":
            if key_end and drop_depth is None and data[key_end:start].strip() == b":":
                drop_depth, drop_from = depth, start
            depth += 1
            key_end = 0
        else:
            depth -= 1
            if depth == drop_depth:
                parts += [
                    data[kept_from:drop_from],
                    b"[",
                    b"\n" * data.count(b"\n", drop_from, end),
                    b"]",
                ]
                kept_from, drop_depth = end, None
        if depth > MAX_DEPTH or tokens > MAX_TOKENS:
            raise Unreadable(crowded)
    if depth > 0:
        raise Unreadable(
            f"the file breaks off at {_line(data, len(data))}, before its brackets are closed. {CUT_OFF}"
        )
    parts.append(data[kept_from:])
    return _bounded(b"".join(parts))


def _refuse_others(data: bytes) -> None:
    conflict = CONFLICT.search(data)
    if conflict:
        raise Unreadable(
            f"{_line(data, conflict.start())} is a merge-conflict mark. Resolve the conflict and submit again."
        )
    head = data[:100].lstrip(codecs.BOM_UTF8 + b" \t\r\n")
    for mark, kind in OTHER_FILES.items():
        if head.startswith(mark):
            raise Unreadable(f"not a notebook but {kind}. Submit the .ipynb file itself.")


def _line(data: bytes, place: int) -> str:
    return f"line {data.count(bytes([10]), 0, place) + 1}"


def _bounded(data: bytes) -> bytes:
    """Return what is to be parsed, unless it is far more than any notebook holds."""
    if len(data) > MAX_KEPT_BYTES:
        raise Unreadable(
            f"without its outputs the notebook still has {len(data):,} bytes, more than {MAX_KEPT_BYTES:,}. "
            "Take large pictures and data out of its cells and submit again."
        )
    if data.count(b",") + data.count(b"[") + data.count(b"{") > MAX_VALUES:
        raise Unreadable(
            f"without its outputs the notebook still has more than {MAX_VALUES:,} values. {AGAIN}"
        )
    return data


def _decode(data: bytes, repairs: list[str]) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    damaged = data.decode("utf-8-sig", errors="replace")
    if any(
        character > "\x7f" and character != "\ufffd" for character in damaged
    ):  # UTF-8, but for a few bytes
        repairs.append("bytes that are no UTF-8 were replaced")
        return damaged
    repairs.append("read as Windows-1252, since it is no UTF-8")
    return data.decode("cp1252", errors="replace")


def _parse(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"at line {error.lineno}, column {error.colno}"
        raise Unreadable(f"not a notebook: {error.msg} {where}. {AGAIN}") from None
    except (RecursionError, ValueError):
        raise Unreadable(
            f"not a notebook: nested too deeply, or it holds a number too long. {AGAIN}"
        ) from None
    if not isinstance(document, dict):
        raise Unreadable(
            f"not a notebook: a JSON {type(document).__name__} where an object is expected. {AGAIN}"
        )
    return document


def _raw_cells(document: dict[str, Any], repairs: list[str]) -> list[Any]:
    cells = document.get("cells")
    if cells is None and isinstance(document.get("worksheets"), list):
        sheets = [sheet.get("cells") for sheet in document["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets if isinstance(sheet, list) for cell in sheet]
        repairs.append("converted from notebook format 3")
    if not isinstance(cells, list):
        raise Unreadable(f"not a notebook: it has no list of cells. {AGAIN}")
    return cells


def _cells(raw_cells: list[Any], repairs: list[str]) -> tuple[Cell, ...]:
    none = [number for number, raw in enumerate(raw_cells, start=1) if not isinstance(raw, dict)]
    cells = {number: raw for number, raw in enumerate(raw_cells, start=1) if isinstance(raw, dict)}
    kinds = {number: _kind(raw) for number, raw in cells.items()}
    unknown = [number for number, kind in kinds.items() if kind is None]
    if none:
        repairs.append(
            f"{_numbered(none, 'was no cell and was', 'were no cells and were')} left out"
        )
    if unknown:
        repairs.append(
            f"{_numbered(unknown, 'had no known type and was', 'had no known type and were')} read as text"
        )
    return tuple(_cell(number, raw, kinds[number] or "raw") for number, raw in cells.items())


def _numbered(numbers: list[int], one: str, several: str) -> str:
    if len(numbers) == 1:
        return f"cell {numbers[0]} {one}"
    if len(numbers) > 10:
        return f"{len(numbers):,} cells {several}"
    return f"cells {', '.join(map(str, numbers[:-1]))} and {numbers[-1]} {several}"


def _kind(raw: dict[str, Any]) -> str | None:
    """Return the type of a cell; one without a type that has outputs or a count can only have been code."""
    kind = raw.get("cell_type")
    if kind in CELL_TYPES:
        return kind
    if kind in ("heading", "html"):
        return "markdown"
    return "code" if kind is None and ("outputs" in raw or "execution_count" in raw) else None


def _cell(number: int, raw: dict[str, Any], kind: str) -> Cell:
    source = _source(raw, number, kind)
    cell_id = raw.get("id") if isinstance(raw.get("id"), str) else ""
    attachments = _plain(raw.get("attachments")) if kind == "markdown" else {}
    return Cell(kind, source, replace_surrogates(cell_id), _plain(raw.get("metadata")), attachments)


def _plain(value: Any) -> dict[str, Any]:
    """Return a JSON object that can be written again: nothing for one with NaN, lone surrogates or deep nesting."""
    try:
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _source(raw: dict[str, Any], number: int, kind: str) -> str:
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
            f"cell {number} holds {size:,} bytes of text, more than {MAX_SOURCE_BYTES:,}. Take pasted data out of it."
        )
    return source.replace("\r\n", "\n").replace("\r", "\n")


def _slug(document: dict[str, Any], cells: Iterable[Cell]) -> str | None:
    """Return the assignment that the metadata name, else the set-up cell."""
    metadata = document.get("metadata")
    otter = metadata.get("otter") if isinstance(metadata, dict) else None
    slug = otter.get("assignment_name") if isinstance(otter, dict) else None
    if isinstance(slug, str):
        return replace_surrogates(slug)
    found = (SET_UP.search(cell.source) for cell in cells if cell.kind == "code")
    return next((match[1] for match in found if match), None)


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
