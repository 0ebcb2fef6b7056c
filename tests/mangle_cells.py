"""What accidents do to the cells of a notebook's document, in place: a part of `mangle`."""

from __future__ import annotations

import json
from random import Random
from typing import Any

Document = dict[str, Any]
MINIMUM_SPLIT = 3  # lines


def source(cell: Document) -> str:
    return "".join(cell["source"])


def code(document: Document) -> list[int]:
    return [number for number, cell in enumerate(document["cells"]) if cell["cell_type"] == "code"]


def is_answer(cell: Document) -> bool:
    return "otter_answer_cell" in cell["metadata"].get("tags", []) or "-answer" in str(
        cell.get("id")
    )


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
        "this is not Python",
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
