"""Text that students made, cleaned for people's eyes.

No escape codes, controls, direction overrides or lone surrogates are left. Cleaning is not
escaping: HTML is escaped by the templates, Markdown by `student_notebook`, CSV by `grades_csv`.
Every pattern here is linear in the text's length, since the text is hostile.
"""

from __future__ import annotations

import re
from itertools import pairwise

ESCAPE_SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]?"  # CSI: colours, cursor
    r"|\x1b[\]PX^_][^\x07\x1b]*+(?:\x07|\x1b\\)"  # OSC, DCS and their kin: titles, links, clipboard
    r"|\x1b[ -/]*[0-~]?"
)
LINE_END = re.compile(r"\r?\n|[\x0b\x0c\x85\u2028\u2029]")
# C0 without TAB and LF, DEL, C1, direction marks and overrides, byte-order marks inside the text
CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
SURROGATE = re.compile(r"[\ud800-\udfff]")


def terminal(text: str, *, lines: bool = False) -> str:
    """Return text that is safe to print on a terminal: one line, or with `lines` all it has.

    It does not touch the mark-up of the `rich` library: wrap it in `rich.text.Text`, or print
    without mark-up.
    """
    text = LINE_END.sub("\n", ESCAPE_SEQUENCE.sub("", text))
    text = SURROGATE.sub("\ufffd", CONTROL.sub("", text))
    return text if lines else text.replace("\n", " ").replace("\t", " ")


def block(text: str) -> str:
    """Return lines as a terminal would have shown them: a progress bar leaves its last state."""
    text = LINE_END.sub("\n", ESCAPE_SEQUENCE.sub("", text))
    shown = (
        next((part for part in reversed(line.split("\r")) if part.strip("\x08 ")), "")
        for line in text.split("\n")
    )
    return terminal("\n".join(shown), lines=True).strip("\n")


def excerpt(text: str, *, lines: int, characters: int) -> str:
    """Return both ends of a long text; a line between them says how much is left out."""
    rows, last = text.split("\n"), lines // 3
    first = [_shorten(row) for row in rows[: lines - last]]
    head = first[: _count_fitting(first, characters * 2 // 3)]
    rest = [_shorten(row) for row in rows[max(len(head), len(rows) - last) :]]
    tail = rest[len(rest) - _count_fitting(rest[::-1], characters // 3) :]
    left_out = len(rows) - len(head) - len(tail)
    lines_word = "line" if left_out == 1 else "lines"
    middle = [f"… {left_out:,} {lines_word} left out …"] if left_out else []
    return "\n".join([*head, *middle, *tail])


def code_spans(text: str) -> list[tuple[bool, str]]:
    """Split an author's sentence at its backticks: (is code, piece), in order.

    An odd backtick stays a character.
    """
    marks = [-1, *(place for place, character in enumerate(text) if character == "`"), len(text)]
    if len(marks) % 2:
        marks.pop(-2)
    pieces = [
        (bool(turn % 2), text[start + 1 : end]) for turn, (start, end) in enumerate(pairwise(marks))
    ]
    return [(code, piece) for code, piece in pieces if piece]


def _shorten(row: str, characters: int = 500) -> str:
    if len(row) <= characters:
        return row
    return f"{row[:characters]} … {len(row) - characters:,} more characters"


def _count_fitting(rows: list[str], characters: int) -> int:
    """Return how many of the first rows fit into so many characters."""
    for count, row in enumerate(rows):
        characters -= len(row) + 1
        if characters < 0:
            return count
    return len(rows)
