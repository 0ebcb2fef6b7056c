"""What a student reads of a question whose public checks ran: never more than they decide.

A public check shows that an answer has the right form, or is right for one case. Hidden checks
decide the rest after handing in, so no word here says that a question is done while they are open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .found import Asked, Found

RIGHT, SO_FAR, FORM, WRONG, BLANK, MANUAL = (
    "right",
    "right so far",
    "form is right",
    "not right yet",
    "not attempted",
    "graded manually",
)
SIGNS = {RIGHT: "✓", SO_FAR: "◐", FORM: "◐", WRONG: "✗", BLANK: "○", MANUAL: "✎"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One question in the table of the last cell, as words."""

    question: str
    state: str
    secured: str
    hidden: str
    open: str
    seconds: str


def judge(found: Found) -> str:
    """Return the state of a question, as its heading and the table call it."""
    if found.asked.manual:
        return MANUAL
    if found.faults:
        return BLANK if found.blank else WRONG
    if not found.asked.hidden:
        return RIGHT
    return SO_FAR if found.secured else FORM


def head(asked: Asked, state: str) -> str:
    """Return the first line about a question."""
    return f"Question {asked.number} · {asked.title} · {state}"


def tell_points(found: Found) -> str:
    """Return what is secured, and what hidden checks decide."""
    asked = found.asked
    secured = f"{_number(found.secured)} of {_points(asked.points)} secured."
    if judge(found) == MANUAL:
        return f"Your instructor grades this answer: {_points(asked.points)}."
    if not asked.hidden:
        return secured
    count = len(asked.hidden)
    who = f"{count} hidden checks decide" if count > 1 else "1 hidden check decides"
    what = "; ".join(check.about for check in asked.hidden)
    hidden = f"{who} {_points(asked.hidden_points)} after you hand in: {what}."
    if judge(found) == FORM:
        return f"The form is right; the answer counts after you hand in. {hidden}"
    return f"{secured} {hidden}"


def fill_table(founds: Iterable[Found]) -> list[Row]:
    """Return a row for each question, in their order."""
    return [
        Row(
            question=f"{found.asked.number} · {found.asked.title}",
            state=judge(found),
            secured=_number(found.secured),
            hidden=_number(_decide(found)),
            open=_number(_left(found)),
            seconds=f"{found.seconds:.1f}",
        )
        for found in founds
    ]


def sum_up(founds: Sequence[Found]) -> str:
    """Return the sentence below the table."""
    total = sum(found.asked.points for found in founds)
    secured, hidden = sum(map(_secure, founds)), sum(map(_decide, founds))
    blank = [str(found.asked.number) for found in founds if judge(found) == BLANK]
    seconds = sum(found.seconds for found in founds)
    parts = [
        f"{_number(secured)} of {_points(total)} secured.",
        f"Hidden checks decide {_points(hidden)} after you hand in." if hidden else "",
        _tell_manual(founds),
        f"Not attempted: question {', '.join(blank)}." if blank else "Every question is attempted.",
        f"The public checks took {seconds:.1f} seconds.",
    ]
    return " ".join(part for part in parts if part)


def _tell_manual(founds: Sequence[Found]) -> str:
    points = sum(found.asked.points for found in founds if found.asked.manual)
    return f"Your instructor gives {_points(points)}." if points else ""


def _secure(found: Found) -> float:
    return found.secured


def _decide(found: Found) -> float:
    """Return the points that hidden checks decide; of a blank they give nothing."""
    return 0.0 if judge(found) == BLANK else found.asked.hidden_points


def _left(found: Found) -> float:
    """Return the points that neither a hidden check nor an instructor can still give."""
    if found.asked.manual:
        return 0.0
    return found.asked.points - found.secured - _decide(found)


def _number(value: float) -> str:
    return f"{round(value, 2):g}"


def _points(value: float) -> str:
    return f"{_number(value)} point{'' if round(value, 2) == 1 else 's'}"
