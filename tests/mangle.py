"""What editors, tools and slips of the hand do to honest notebooks: seeded mangles, each bytes -> bytes with a name.

A mangle leaves the student's work in the file, though perhaps in another place, type or encoding. Answers are never
deleted. `several` applies one to three of them: first those of cells, then those of the document, then one encoding.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

Document = dict[str, Any]
MINIMUM_SPLIT = 3  # lines
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


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


def source(cell: Document) -> str:
    return "".join(cell["source"])


def code(document: Document) -> list[int]:
    return [number for number, cell in enumerate(document["cells"]) if cell["cell_type"] == "code"]


def is_answer(cell: Document) -> bool:
    return "otter_answer_cell" in cell["metadata"].get("tags", []) or "-answer" in str(
        cell.get("id")
    )


# -- cells


def move_cells(document: Document, rng: Random) -> None:
    cells = document["cells"]
    for _ in range(rng.randint(1, 3)):
        cell = cells.pop(rng.randrange(len(cells)))
        cells.insert(rng.randint(0, len(cells)), cell)


def swap_neighbours(document: Document, rng: Random) -> None:
    cells, (first, second) = document["cells"], sorted(rng.sample(code(document), 2))
    cells[first], cells[second] = cells[second], cells[first]


def shuffle_cells(document: Document, rng: Random) -> None:
    rng.shuffle(document["cells"])


def reverse_cells(document: Document, rng: Random) -> None:
    document["cells"].reverse()


def repeat_cells(document: Document, rng: Random) -> None:
    cells = document["cells"]
    for _ in range(rng.randint(1, 3)):
        number = rng.randrange(len(cells))
        cells.insert(
            rng.choice([number + 1, rng.randint(number + 1, len(cells))]),
            json.loads(json.dumps(cells[number])),
        )


def delete_cells(document: Document, rng: Random) -> None:
    cells = document["cells"]
    for _ in range(rng.randint(1, 4)):
        others = [cell for cell in cells if not is_answer(cell)]
        if others:
            cells.remove(rng.choice(others))


def delete_set_up(document: Document, rng: Random) -> None:
    """Everything handed out before the first answer is gone."""
    cells = document["cells"]
    first = next((number for number, cell in enumerate(cells) if is_answer(cell)), 0)
    del cells[:first]


def retype(document: Document, rng: Random) -> None:
    """Y, M and R are commands in Jupyter, pressed by chance."""
    for number in rng.sample(code(document), min(len(code(document)), rng.randint(1, 3))):
        cell = document["cells"][number]
        document["cells"][number] = {
            "cell_type": rng.choice(["markdown", "raw"]),
            "id": cell.get("id", ""),
            "metadata": cell["metadata"],
            "source": cell["source"],
        }


def retype_and_back(document: Document, rng: Random) -> None:
    for number in code(document):
        document["cells"][number] |= {"metadata": {}, "outputs": [], "execution_count": None}


def text_as_code(document: Document, rng: Random) -> None:
    texts = [cell for cell in document["cells"] if cell["cell_type"] == "markdown"]
    for cell in rng.sample(texts, min(len(texts), 2)):
        cell |= {"cell_type": "code", "outputs": [], "execution_count": None}


def merge(document: Document, rng: Random) -> None:
    for _ in range(rng.randint(1, 2)):
        numbers = code(document)
        if len(numbers) < 2:
            return
        place = rng.randrange(len(numbers) - 1)
        first, second = (document["cells"][numbers[place + step]] for step in (0, 1))
        _paste(document, first, second, rng.choice(["\n", "\n\n"]))


def merge_a_timed_cell(document: Document, rng: Random) -> None:
    """The second of the cells begins with a magic that must be the first line of its cell."""
    numbers = code(document)
    place = rng.randrange(len(numbers) - 1)
    first, second = (document["cells"][numbers[place + step]] for step in (0, 1))
    _paste(document, first, second, "\n\n%%time\n")


def _paste(document: Document, first: Document, second: Document, between: str) -> None:
    first["source"] = source(first) + between + source(second)
    first |= {key: second[key] for key in ("id", "metadata") if is_answer(second)}
    document["cells"].remove(second)


def split(document: Document, rng: Random) -> None:
    cells = document["cells"]
    long = [n for n in code(document) if len(source(cells[n]).splitlines()) >= MINIMUM_SPLIT]
    for number in sorted(rng.sample(long, min(len(long), rng.randint(1, 2))), reverse=True):
        lines = source(cells[number]).splitlines()
        cut = rng.randint(1, len(lines) - 1)
        second = {
            **cells[number],
            "id": f"{cells[number].get('id', '')}-2",
            "source": "\n".join(lines[cut:]),
        }
        cells[number]["source"] = "\n".join(lines[:cut])
        cells.insert(number + 1, second)


def add_cells(document: Document, rng: Random) -> None:
    sources = [
        "",
        "# to do",
        "numbers",
        "1 / 0",
        "x = 5",
        "%%time\nsum(range(9))",
        "!ls",
        "help(print)",
        "this is no Python",
    ]
    for text in rng.sample(sources, 3):
        cell = {
            "cell_type": "code",
            "metadata": {},
            "source": text,
            "outputs": [],
            "execution_count": 9,
            "id": text[:3],
        }
        document["cells"].insert(rng.randint(0, len(document["cells"])), cell)


def comment_cells(document: Document, rng: Random) -> None:
    """Blank lines, trailing spaces and a comment in handed-out and own cells alike."""
    for number in code(document):
        document["cells"][number]["source"] = (
            f"# student01\n\n{source(document['cells'][number])}   \n\n"
        )


# -- the document


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


# -- as each editor saves


def colab(document: Document, rng: Random) -> None:
    document["metadata"] = {
        "colab": {
            "provenance": [],
            "collapsed_sections": ["x1"],
            "toc_visible": True,
            "name": "Copy of 99-demo.ipynb",
        },
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
        "accelerator": "GPU",
    }
    document |= {"nbformat": 4, "nbformat_minor": 0}
    for number, cell in enumerate(document["cells"]):
        cell.pop("id", None)
        cell["metadata"] = {"id": f"{rng.getrandbits(60):x}"[:12]}
        if cell["cell_type"] == "code":
            cell["metadata"] |= {
                "colab": {"base_uri": "https://localhost:8080/"},
                "outputId": f"out-{number}",
            }
            cell["execution_count"] = number


def vs_code(document: Document, rng: Random) -> None:
    version = {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "version": "3.11.7",
    }
    document["metadata"] = {
        "kernelspec": {"display_name": ".venv", "language": "python", "name": "python3"},
        "language_info": {
            "name": "python",
            "mimetype": "text/x-python",
            "pygments_lexer": "ipython3",
            **version,
        },
    }
    document |= {"nbformat": 4, "nbformat_minor": 2}
    for cell in document["cells"]:
        cell.pop("id", None)
        if cell["cell_type"] == "code":
            cell["metadata"] = {"vscode": {"languageId": "python"}}


def jupyterlab(document: Document, rng: Random) -> None:
    document["metadata"] |= {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "toc-autonumbering": False,
    }
    for number, cell in enumerate(document["cells"]):
        cell["id"] = (
            f"{rng.getrandbits(32):08x}-{rng.getrandbits(16):04x}-4a0b-9c1d-{rng.getrandbits(48):012x}"
        )
        if cell["cell_type"] == "code":
            times = {
                "iopub.execute_input": "2026-01-05T10:00:00.000000Z",
                "shell.execute_reply": None,
            }
            cell["metadata"] |= {"execution": times, "scrolled": True}
            cell["execution_count"] = number


def classic(document: Document, rng: Random) -> None:
    document["metadata"]["toc"] = {
        "base_numbering": 1,
        "toc_cell": False,
        "toc_window_display": False,
    }
    document["metadata"]["hide_input"] = False
    document |= {"nbformat": 4, "nbformat_minor": 1}
    for cell in document["cells"]:
        cell.pop("id", None)
        if cell["cell_type"] == "code":
            cell["metadata"] |= {
                "scrolled": True,
                "collapsed": True,
                "trusted": True,
                "ExecuteTime": {"end_time": "x"},
            }


# -- bytes


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


# -- what cannot be read


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
