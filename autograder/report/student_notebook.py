"""The student's own notebook with the feedback in it: one Markdown cell on top, one after each question's check cell.

The student's cells keep their source, order and type; outputs go. What students made is shown in fences longer than any
run of backticks inside, so it stays text in every viewer. Feedback cells of an earlier grading are replaced.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace

from autograder import files
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.records import Assignment, Grade, Submission, Verdict
from autograder.report import outcomes, text
from autograder.report.outcomes import CheckLine, QuestionLine, State
from autograder.report.student_page import RAN, banners, cell_lines, headline, next_steps

ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
MARK = {"role": "feedback"}
MAX_METADATA_DEPTH = 20
MAX_CELLS = 20


def feedback_notebook(
    assignment: Assignment,
    submission: Submission,
    grade: Grade,
    *,
    points: float | None = None,
    points_note: str = "",
) -> bytes:
    """Return the bytes of the notebook that goes back; what could not be read becomes a notebook of feedback only."""
    lines = outcomes.question_lines(assignment, grade)
    top = _top(assignment, submission, grade, lines, points, points_note)
    told = {
        line.question.name: _question(line)
        for line in lines
        if grade.verdict is not Verdict.UNREADABLE
    }
    cells: list[Cell] = [_cell(top)]
    handed_in = _student_cells(submission.data)
    places = notebooks.check_points(handed_in)
    for number, cell in enumerate(handed_in):
        cells.append(cell)
        here = [name for name in told if places.get(name) == number]
        cells += [_cell(told.pop(name)) for name in here]
    if told:  # the student deleted these check cells
        cells.append(_cell("\n\n".join(["## Feedback on the other questions", *told.values()])))
    return notebooks.write(_with_ids(cells), assignment.slug)


def _student_cells(data: bytes) -> list[Cell]:
    try:
        cells = notebooks.read(data).cells
    except notebooks.Unreadable:
        return []
    return [_writable(cell) for cell in cells if not _is_feedback(cell)]


def _is_feedback(cell: Cell) -> bool:
    return (
        cell.kind == "markdown"
        and cell.id.startswith("feedback")
        and cell.metadata.get("course") == MARK
    )


def _writable(cell: Cell) -> Cell:
    """Return the cell with metadata that JSON can carry: a lone surrogate or a NaN would break the file."""
    return cell if _sound(cell.metadata, MAX_METADATA_DEPTH) else replace(cell, metadata={})


def _sound(value: object, depth: int) -> bool:
    if isinstance(value, dict | list):
        items = [*value, *value.values()] if isinstance(value, dict) else value
        return depth > 0 and all(_sound(item, depth - 1) for item in items)
    try:
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
    except ValueError:
        return False
    return True


def _cell(source: str) -> Cell:
    return Cell(
        "markdown", source, "", {"course": dict(MARK), "deletable": True, "editable": False}
    )


def _with_ids(cells: list[Cell]) -> list[Cell]:
    """Give every cell an id that nbformat allows and no other cell has; sound ids of the student's stay."""
    used = {cell.id for cell in cells}
    kept: set[str] = set()
    named = []
    for number, cell in enumerate(cells):
        name = cell.id
        if not ID.fullmatch(name) or name in kept:
            stem = "feedback" if cell.metadata.get("course") == MARK else "cell"
            name = next(
                n
                for k in range(len(cells) + 1)
                if (n := f"{stem}-{number}" + f"-{k}" * (k > 0)) not in used | kept
            )
        kept.add(name)
        named.append(replace(cell, id=name))
    return named


def _top(
    assignment: Assignment,
    submission: Submission,
    grade: Grade,
    lines: tuple[QuestionLine, ...],
    points: float | None,
    points_note: str,
) -> str:
    parts = [f"# Feedback: {headline(assignment, grade, points)}"]
    if points_note:
        parts.append(_plain(points_note))
    if submission.late:
        parts.append("Handed in **late**.")
    parts += [f"> **{banner}**" for banner in banners(lines, grade)]
    if grade.verdict is not Verdict.UNREADABLE:
        rows = [
            f"| {line.number} · {_words(line.question.title)} | {_mark(line.state)} | {_points(line)} |"
            for line in lines
        ]
        parts.append("\n".join(["| question | outcome | points |", "|:--|:--|--:|", *rows]))
    parts.append(RAN[grade.verdict])
    if grade.note:
        parts.append(_fenced(text.terminal(grade.note)))
    parts += _troubles(grade)
    if grade.repairs:
        parts.append("Mended before grading, at no cost of points:")
        parts.append("\n".join(f"- {_plain(repair)}" for repair in grade.repairs))
    parts.append("**Where to go next**")
    parts.append(
        "\n".join(
            f"{n}. {_words(step)}" for n, step in enumerate(next_steps(lines, grade), start=1)
        )
    )
    return "\n\n".join(parts)


def _troubles(grade: Grade) -> Iterable[str]:
    troubled = [cell for cell in cell_lines(grade, images=False) if cell.trouble and not cell.blank]
    for cell in troubled[:MAX_CELLS]:
        yield f"Code cell {cell.number} {cell.trouble}:"
        first = next((row for row in cell.source.split("\n") if row.strip()), "")
        yield _fenced(
            "\n".join(part for part in (first, text.terminal(cell.note), cell.reason) if part)
        )


def _question(line: QuestionLine) -> str:
    title = f"Feedback on question {line.number} · {_words(line.question.title)}"
    head = f"**{title}: {_mark(line.state)}, {_points(line)}**"
    return "\n\n".join(
        [head, *(part for check in line.checks for part in _check(check, line.state))]
    )


def _check(check: CheckLine, state: State) -> Iterable[str]:
    kind = "hidden" if check.hidden else "public"
    hint = f" — {_words(check.hint)}" if check.hint else ""
    yield f"{_mark(check.state)} · **{_words(check.title)}** ({kind}, {check.earned}){hint}"
    if check.message and state is not State.NOT_ATTEMPTED:
        yield _fenced(check.message)


def _mark(state: State) -> str:
    return f"{state.symbol} {state.value}"


def _points(line: QuestionLine) -> str:
    return f"{files.number(line.points)} of {files.points(line.possible)}"


def _fenced(words: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", words)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{words}\n{fence}"


def _words(words: str) -> str:
    """Escape an author's sentence for Markdown; its backticks keep their meaning."""
    return "".join(
        f"`{piece}`" if code else _plain(piece)
        for code, piece in text.code_spans(text.terminal(words))
    )


def _plain(words: str) -> str:
    """Escape for Markdown and the HTML inside it."""
    words = text.terminal(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|~$!])", r"\\\1", words)
