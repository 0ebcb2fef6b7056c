"""The same words as HTML and as plain text: what a cell displays.

It is read in light and dark, in JupyterLab, VS Code and Colab, and by screen readers: text keeps
the page's own colour, a state is always a word with a sign before it, and a coloured edge only
repeats it. A program that shows no HTML has the text.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

from . import words
from .found import Fault, Found
from .handing_in import Receipt

EDGES = {
    words.RIGHT: "#1a9850",
    words.SO_FAR: "#3690c8",
    words.FORM: "#3690c8",
    words.WRONG: "#d55e00",
}
OTHER_EDGE = "#888888"
COLUMNS = ("Question", "State", "Secured", "Hidden checks decide", "Still open", "Seconds")
CELL = "padding: 0.15em 0.8em; text-align: left; vertical-align: top"
NUMBER = "padding: 0.15em 0.8em; text-align: right; vertical-align: top"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What `grader.check` returns: otter's result, and how a notebook shows it."""

    result: Any  # otter's own
    found: Found

    @property
    def test_case_results(self) -> Any:
        """otter's result of each public check."""
        return self.result.test_case_results

    def __repr__(self) -> str:
        state = words.judge(self.found)
        lines = [f"{words.SIGNS[state]} {words.head(self.found.asked, state)}"]
        lines += [line for fault in self._told for line in _write_fault(fault)]
        lines += [f"✓ {check.about}" for check in self.found.right]
        return "\n".join([*lines, words.tell_points(self.found)])

    def _repr_html_(self) -> str:
        state = words.judge(self.found)
        right = "".join(f"<li>✓ {html.escape(check.about)}</li>" for check in self.found.right)
        parts = [
            _draw_head(self.found, state),
            *map(_draw_fault, self._told),
            f'<ul style="list-style: none; padding-left: 0">{right}</ul>' if right else "",
            f"<p>{html.escape(words.tell_points(self.found))}</p>",
        ]
        return _frame(state, "".join(parts))

    @property
    def _told(self) -> Sequence[Fault]:
        """The faults to name: of a blank, one, since its checks all say the same."""
        return self.found.faults[:1] if self.found.blank else self.found.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What `grader.check_all` returns: every question, in order."""

    founds: tuple[Found, ...]

    def __repr__(self) -> str:
        rows = [COLUMNS, *map(astuple, words.fill_table(self.founds))]
        widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
        lines = [_align(row, widths) for row in rows]
        return "\n".join([*lines, "", words.sum_up(self.founds)])

    def _repr_html_(self) -> str:
        head = "".join(
            f'<th scope="col" style="{_style(n)}">{name}</th>' for n, name in enumerate(COLUMNS)
        )
        rows = "".join(map(_draw_row, words.fill_table(self.founds)))
        return (
            '<table><caption style="text-align: left; caption-side: top">'
            "The public checks, question by question</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
            f"<p><strong>{html.escape(words.sum_up(self.founds))}</strong></p>"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """What `grader.hand_in` returns: the table, and the file to hand in or why there is none."""

    table: Table
    receipt: Receipt

    def __repr__(self) -> str:
        return f"{self.table!r}\n\n{self.receipt.words}"

    def _repr_html_(self) -> str:
        state = words.RIGHT if self.receipt.digits else words.WRONG
        told = f"<p>{_sign(state)}{html.escape(self.receipt.words)}</p>"
        return self.table._repr_html_() + _frame(state, told)


def _write_fault(fault: Fault) -> list[str]:
    hint = [f"    Hint: {fault.hint}"] if fault.hint and not fault.blank else []
    message = [f"    {line}" for line in fault.message.splitlines()]
    return [*message, *hint, f"    ({fault.about})"]


def _draw_head(found: Found, state: str) -> str:
    head = html.escape(words.head(found.asked, state))
    return f"<p><strong>{_sign(state)}{head}</strong></p>"


def _draw_fault(fault: Fault) -> str:
    hint = f"<br>Hint: {html.escape(fault.hint)}" if fault.hint and not fault.blank else ""
    return (
        '<p style="margin-left: 1em"><span style="white-space: pre-wrap">'
        f"{html.escape(fault.message)}</span>{hint}<br><em>{html.escape(fault.about)}</em></p>"
    )


def _sign(state: str) -> str:
    return f'<span aria-hidden="true">{words.SIGNS[state]} </span>'


def _frame(state: str, body: str) -> str:
    edge = EDGES.get(state, OTHER_EDGE)
    return f'<div style="border-left: 4px solid {edge}; padding-left: 0.8em">{body}</div>'


def _draw_row(row: words.Row) -> str:
    first, state, *numbers = map(html.escape, astuple(row))
    cells = "".join(f'<td style="{NUMBER}">{number}</td>' for number in numbers)
    return (
        f'<tr><th scope="row" style="{CELL}; font-weight: normal">{first}</th>'
        f'<td style="{CELL}; white-space: nowrap">{_sign(row.state)}{state}</td>{cells}</tr>'
    )


def _style(column: int) -> str:
    return CELL if column < 2 else NUMBER


def _align(row: Sequence[str], widths: Sequence[int]) -> str:
    pairs = zip(row, widths, strict=True)
    cells = [
        text.ljust(width) if column < 2 else text.rjust(width)
        for column, (text, width) in enumerate(pairs)
    ]
    return "  ".join(cells).rstrip()
