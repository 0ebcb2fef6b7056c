"""What editors, tools and accidents do to honest notebooks: seeded mangles, bytes -> bytes, named.

A mangle leaves the student's work in the file, though perhaps in another place, type or encoding.
Answers are never deleted. `several` applies one to three of them: first those of cells, then those
of the document, then one encoding.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from mangle_cells import (
    Document,
    add_cells,
    code,
    comment_cells,
    delete_cells,
    delete_set_up,
    merge,
    merge_a_timed_cell,
    move_cells,
    repeat_cells,
    retype,
    retype_and_back,
    reverse_cells,
    shuffle_cells,
    source,
    split,
    swap_neighbours,
    text_as_code,
)
from mangle_editors import PICTURE, classic, colab, jupyterlab, vs_code


@dataclass(frozen=True, slots=True)
class Mangle:
    name: str
    change: Callable[[bytes, Random], bytes]


def several(data: bytes, rng: Random) -> tuple[str, bytes]:
    """Return the names of one to three mangles, and the notebook after them."""
    count = rng.randint(1, 3)
    chosen = [mangle for stage in STAGES for mangle in rng.sample(stage, min(count, len(stage)))]
    while sum(mangle in ENCODINGS for mangle in chosen) > 1 or len(chosen) > count:
        chosen.pop(rng.randrange(len(chosen)))
    for mangle in chosen:
        data = mangle.change(data, rng)
    return " + ".join(mangle.name for mangle in chosen), data


def document_mangle(change: Callable[[Document, Random], None]) -> Callable[[bytes, Random], bytes]:
    """Return the mangle that changes the parsed document in place."""

    def changed(data: bytes, rng: Random) -> bytes:
        document = json.loads(data)
        change(document, rng)
        return json.dumps(document, indent=1, ensure_ascii=False).encode()

    return changed


def strip_metadata(document: Document, rng: Random) -> None:
    document["metadata"] = {}
    for cell in document["cells"]:
        cell["metadata"] = {}


def drop_ids(document: Document, rng: Random) -> None:
    document["nbformat_minor"] = rng.randint(0, 4)
    for cell in document["cells"]:
        cell.pop("id", None)


def change_ids(document: Document, rng: Random) -> None:
    for cell in document["cells"]:
        cell["id"] = f"{rng.getrandbits(32):08x}"


def equal_ids(document: Document, rng: Random) -> None:
    for cell in document["cells"]:
        cell["id"] = rng.choice(["a", "b", "", "no id: spaces and ümläuts" * 9, 7, None])


def change_kernel(document: Document, rng: Random) -> None:
    names = [None, "conda-env-deep-py", "python311", "venv", "ir", 5, ""]
    document["metadata"]["kernelspec"] = {
        "name": rng.choice(names),
        "display_name": "Python (deep)",
    }
    document["metadata"].pop(rng.choice(["kernelspec", "language_info"]), None)


def as_format_3(document: Document, rng: Random) -> None:
    cells = []
    for cell in document.pop("cells"):
        old = {"cell_type": cell["cell_type"], "metadata": cell["metadata"]}
        if cell["cell_type"] == "code":
            old |= {
                "input": cell["source"],
                "language": "python",
                "collapsed": False,
                "outputs": [],
                "prompt_number": 3,
            }
        elif source(cell).startswith("# ") and "\n" not in source(cell):
            old |= {"cell_type": "heading", "level": 1, "source": source(cell)[2:]}
        else:
            old |= {"source": cell["source"]}
        cells.append(old)
    document |= {
        "worksheets": [{"cells": cells, "metadata": {}}],
        "nbformat": 3,
        "nbformat_minor": 0,
    }
    document["metadata"]["name"] = ""


def outputs(document: Document, rng: Random) -> None:
    """A training log, a picture, an interactive figure and an error, a megabyte a cell."""
    log = [f"\x1b[1m{n}/9000\x1b[0m ━━━━ loss: 0.{n}\x08\x08\r" for n in range(5_000)]
    made = [
        {"output_type": "stream", "name": "stdout", "text": log},
        {
            "output_type": "display_data",
            "data": {"image/png": PICTURE * 5_000, "text/plain": "<Figure>"},
            "metadata": {},
        },
        {
            "output_type": "display_data",
            "data": {"application/vnd.plotly.v1+json": {"y": list(range(20_000))}},
            "metadata": {},
        },
        {
            "output_type": "error",
            "ename": "NameError",
            "evalue": "<<<<<<< HEAD",
            "traceback": ["\x1b[0;31m", "\u2028"],
        },
    ]
    for number in rng.sample(code(document), min(len(code(document)), 3)):
        document["cells"][number]["outputs"] = made


def widgets(document: Document, rng: Random) -> None:
    state = {
        f"{n:032x}": {"model_name": "HTMLModel", "state": {"layout": "IPY", "value": "█" * 50}}
        for n in range(3_000)
    }
    document["metadata"]["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {"state": state, "version_major": 2}
    }


def attachments(document: Document, rng: Random) -> None:
    cell = {
        "cell_type": "markdown",
        "id": "pasted",
        "metadata": {},
        "source": "![a.png](attachment:a.png)",
    }
    pasted = f"[image1]: <data:image/png;base64,{PICTURE * 20_000}>"
    document["cells"] += [
        cell | {"attachments": {"a.png": {"image/png": PICTURE * 9_000}}},
        cell | {"id": "colab", "source": pasted},
    ]


def windows_lines(document: Document, rng: Random) -> None:
    for cell in document["cells"]:
        cell["source"] = (
            source(cell).replace("\n", rng.choice(["\r\n", "\r"])).splitlines(keepends=True)
        )


def one_text(document: Document, rng: Random) -> None:
    for cell in document["cells"]:
        cell["source"] = source(cell)


def byte_order_mark(data: bytes, rng: Random) -> bytes:
    return codecs.BOM_UTF8 + data


def utf_16(data: bytes, rng: Random) -> bytes:
    return data.decode().encode(rng.choice(["utf-16", "utf-16-le", "utf-16-be"]))


def windows_1252(data: bytes, rng: Random) -> bytes:
    return data.decode().encode("cp1252", errors="replace")


def damaged_bytes(data: bytes, rng: Random) -> bytes:
    """One letter of a comment is broken, in a file with other letters beyond ASCII."""
    document = json.loads(data)
    last = document["cells"][-1]
    last["source"] = f"{source(last)}\n\n# ä: the end ß?"
    return json.dumps(document, ensure_ascii=False).encode().replace("ß".encode(), b"\xff")


def windows_file(data: bytes, rng: Random) -> bytes:
    return data.replace(b"\n", b"\r\n")


def escaped(data: bytes, rng: Random) -> bytes:
    return json.dumps(json.loads(data), separators=(",", ":")).encode()


def cut_off(data: bytes, rng: Random) -> bytes:
    return data[: rng.randint(1, len(data.rstrip()) - 1)]


def conflict(data: bytes, rng: Random) -> bytes:
    lines = data.decode().split("\n")
    place = rng.randrange(len(lines) - 1)
    lines[place : place + 1] = [
        "<<<<<<< HEAD",
        lines[place],
        "=======",
        lines[place],
        ">>>>>>> theirs",
    ]
    return "\n".join(lines).encode()


def _named(*changes: Callable[[Document, Random], None]) -> list[Mangle]:
    return [
        Mangle(change.__name__.replace("_", " "), document_mangle(change)) for change in changes
    ]


CELLS = _named(
    *(
        move_cells,
        swap_neighbours,
        shuffle_cells,
        reverse_cells,
        repeat_cells,
        delete_cells,
        delete_set_up,
    ),
    *(
        retype,
        retype_and_back,
        text_as_code,
        merge,
        merge_a_timed_cell,
        split,
        add_cells,
        comment_cells,
    ),
)
DOCUMENT = _named(
    *(
        strip_metadata,
        drop_ids,
        change_ids,
        equal_ids,
        change_kernel,
        outputs,
        widgets,
        attachments,
        windows_lines,
    ),
    *(one_text, colab, vs_code, jupyterlab, classic),
)
BYTES = (byte_order_mark, utf_16, windows_1252, damaged_bytes, windows_file, escaped)
ENCODINGS = [
    *_named(as_format_3),
    *(Mangle(change.__name__.replace("_", " "), change) for change in BYTES),
]
STAGES = (CELLS, DOCUMENT, ENCODINGS)
UNREADABLE = [Mangle(change.__name__.replace("_", " "), change) for change in (cut_off, conflict)]
