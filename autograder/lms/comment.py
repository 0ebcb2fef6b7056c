"""A grade as a few lines of HTML in one table cell, for an LMS that takes text beside the points.

One line, no backslash (Moodle's reader lets `\\"` swallow the rest of the table), nothing unescaped.
"""

from __future__ import annotations

import html

from autograder.lms import tables
from autograder.lms.exchange import Graded
from autograder.records import Assignment, Outcome

MAX_MESSAGE = 400
MAX_COMMENT = 8_000


def cell(item: Graded, assignment: Assignment) -> str:
    """Return points by question and, for each check that was not passed, what the student is told."""
    raw = item.grade.points
    late = (
        f" ({tables.number(raw)} before the late penalty)"
        if round(raw - item.points, 2) > 0
        else ""
    )
    lines = [
        f"<p>{tables.number(item.points)} of {tables.number(assignment.points)} points{late}.</p>",
        "<ul>",
    ]
    if item.grade.note:
        lines.insert(1, f"<p>{_text(item.grade.note)}</p>")
    for question in assignment.questions:
        results = [
            result for result in item.grade.results if result.check.question == question.name
        ]
        points = tables.number(sum(result.points for result in results))
        lines.append(f"<li>{_text(question.title)}: {points} of {tables.number(question.points)}")
        told = [_text(r.message) for r in results if r.outcome is not Outcome.PASSED and r.message]
        lines.append("".join(f"<br>{message}" for message in told) + "</li>")
    lines.append("</ul>")
    whole = "".join(lines)
    return (
        whole
        if len(whole) <= MAX_COMMENT
        else lines[0] + "<p>The details are in the feedback file.</p>"
    )


def _text(message: str) -> str:
    cut = message if len(message) <= MAX_MESSAGE else message[:MAX_MESSAGE] + "…"
    safe = "".join(c if c.isprintable() or c == "\n" else " " for c in cut)
    return html.escape(safe).replace("\\", "&#92;").replace("\n", "<br>")
