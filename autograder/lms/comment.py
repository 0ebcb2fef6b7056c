"""A grade as a few lines of HTML in one table cell, for an LMS that takes text beside the points.

It says what the feedback page says, as `report.outcomes` gives it. One line, no backslash (Moodle's
reader lets `\\"` swallow the rest of the table), nothing unescaped.
"""

from __future__ import annotations

import html

from autograder import files
from autograder.lms.exchange import Graded
from autograder.records import Assignment
from autograder.report.outcomes import QuestionLine, question_lines

MAX_MESSAGE = 400
MAX_COMMENT = 8_000


def cell(item: Graded, assignment: Assignment) -> str:
    """Return points by question and, for each check that did not pass, what the student is told."""
    total = f"<p>{_earned(item.standing.points, assignment.points)} points{_penalty(item)}.</p>"
    note = f"<p>{_text(item.grade.note)}</p>" if item.grade.note else ""
    questions = "".join(_question(line) for line in question_lines(assignment, item.grade))
    comment = f"{total}{note}<ul>{questions}</ul>"
    if len(comment) <= MAX_COMMENT:
        return comment
    return f"{total}<p>The details are in the feedback file.</p>"


def _penalty(item: Graded) -> str:
    if round(item.grade.points - item.standing.points, 2) <= 0:
        return ""
    return f" ({files.number(item.grade.points)} before the late penalty)"


def _question(line: QuestionLine) -> str:
    told = [
        _safe(text) if check.by_hand else _text(text)
        for check in line.checks
        for text in check.told
    ]
    title = f"{_text(line.question.title)}: {_earned(line.points, line.possible)}"
    return f"<li>{'<br>'.join([title, *told])}</li>"


def _earned(points: float, possible: float) -> str:
    return f"{files.number(points)} of {files.number(possible)}"


def _text(message: str) -> str:
    cut = message if len(message) <= MAX_MESSAGE else message[:MAX_MESSAGE] + "…"
    return _safe(cut)


def _safe(message: str) -> str:
    safe = "".join(c if c.isprintable() or c == "\n" else " " for c in message)
    return html.escape(safe).replace("\\", "&#92;").replace("\n", "<br>")
