"""The file to hand in: a copy of the notebook as it is saved, and a receipt for it.

A kernel cannot save a notebook. So `hand_in` compares the saved file with the cells that this
kernel ran, by their ids, and copies it only where they agree. The receipt is the beginning of the
copy's SHA-256; the feedback page shows the same digits for the file that was graded.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RECEIPT_DIGITS = 12
FOLDER = "hand-in"
SAVE = "Save the notebook (Ctrl+S, on a Mac Cmd+S) and run this cell again."
LINE_CHARACTERS = 50  # of a cell's first line


@dataclass(frozen=True, slots=True)
class Ran:
    """The cells that this kernel ran: by id, the source and the time of the last run."""

    cells: dict[str, tuple[str, float]] = field(default_factory=dict)

    def follow(self, shell: Any) -> None:
        """Have IPython tell of each cell before it runs."""
        if shell is not None and self._note not in shell.events.callbacks["pre_run_cell"]:
            shell.events.register("pre_run_cell", self._note)

    def _note(self, info: Any) -> None:
        name = getattr(info, "cell_id", None)
        if name:
            self.cells[name] = (info.raw_cell, time.time())


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of handing in: where the file is and its digits, or why there is none."""

    words: str
    file: str = ""
    digits: str = ""


def hand_in(slug: str, names: Mapping[str, Any], ran: Ran) -> Receipt:
    """Copy the saved notebook to where it can be handed in, if it is what this kernel ran."""
    path = find_notebook(slug, names)
    if path is None:
        return Receipt(words=f"Save this notebook and hand in {slug}.ipynb itself.")
    try:
        data, saved = path.read_bytes(), path.stat().st_mtime
        stale = list(find_unsaved(json.loads(data), ran, saved))
    except (OSError, ValueError, KeyError, TypeError) as error:
        return Receipt(
            words=f"Nothing to hand in yet: {path.name} cannot be read ({error}). {SAVE}"
        )
    if stale:
        told = ", ".join(stale[:3]) + (", …" if len(stale) > 3 else "")
        return Receipt(
            words=f"Nothing to hand in yet: what you ran is not what is saved, at {told}. {SAVE}"
        )
    return _copy(path, f"{slug}.ipynb", data, compared=bool(ran.cells))


def find_notebook(slug: str, names: Mapping[str, Any]) -> Path | None:
    """Return the file of the notebook that this kernel runs, as far as its program tells."""
    told = [names.get("__vsc_ipynb_file__"), os.environ.get("JPY_SESSION_NAME")]
    here = [Path(one) for one in told if one] + sorted(Path.cwd().glob("*.ipynb"))
    return next((path for path in here if path.is_file() and _is_of(path, slug)), None)


def find_unsaved(document: Mapping[str, Any], ran: Ran, saved: float) -> Iterator[str]:
    """Yield the first line of each cell whose run source is not the saved one, or is not saved."""
    sources = {cell["id"]: "".join(cell["source"]) for cell in document["cells"] if cell.get("id")}
    for name, (source, when) in ran.cells.items():
        known = sources.get(name)
        new = known is None and when > saved
        if new or (known is not None and known.strip() != source.strip()):
            yield f"“{(source.strip().splitlines() or [''])[0][:LINE_CHARACTERS]}”"


def _is_of(path: Path, slug: str) -> bool:
    try:
        document = json.loads(path.read_bytes())
        return bool(document["metadata"]["otter"]["assignment_name"] == slug)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _copy(path: Path, name: str, data: bytes, *, compared: bool) -> Receipt:
    target = path.parent / FOLDER / name
    try:
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)
    except OSError as error:
        return Receipt(words=f"{target} cannot be written ({error}). Hand in {path.name} itself.")
    digits = hashlib.sha256(data).hexdigest()[:RECEIPT_DIGITS]
    shown = f"{FOLDER}/{name}"
    unsure = "" if compared else " Make sure that it was saved after your last change."
    words = f"Hand in {shown}. Receipt: {digits}. Your feedback page will show it again.{unsure}"
    return Receipt(words=words, file=shown, digits=digits)
