"""The student's own notebook, annotated: a Markdown cell on top, one after each question's check.

The student's cells keep their source, order and type; outputs go. What students made is shown in
fences longer than any run of backticks inside, so it stays text in every viewer. Feedback cells of
an earlier grading are replaced.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from autograder import files
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell, Notebook, Unreadable
from autograder.records import Assignment, Grade, Standing, Verdict
from autograder.report import outcomes, text
from autograder.report.outcomes import CheckLine, QuestionLine, State
from autograder.report.student_page import RAN, banners, cell_lines, headline, next_steps

ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
MARK = {"role": "feedback"}
MAX_METADATA_DEPTH = 20
MAX_CELLS = 20
OTHERS = "## Feedback on the other questions"


def student_notebook(
    assignment: Assignment,
    standing: Standing,
    notebook: Notebook | Unreadable | None = None,
) -> bytes:
    """Return the bytes of the annotated notebook; `notebook` is the student's if parsed already.

    What could not be read becomes a notebook of feedback only.
    """
    lines = outcomes.question_lines(assignment, standing.grade)
    readable = standing.grade.verdict is not Verdict.UNREADABLE
    feedback = {line.question.name: _question(line) for line in lines if readable}
    cells = [_cell(_top(assignment, standing, lines))]
    handed_in = _student_cells(notebook or _parse(standing.submission.data))
    places = notebooks.check_points(handed_in)
    for number, cell in enumerate(handed_in):
        cells.append(cell)
        here = [name for name in feedback if places.get(name) == number]
        cells += [_cell(feedback.pop(name)) for name in here]
    if feedback:  # the student deleted these check cells
        cells.append(_cell("\n\n".join([OTHERS, *feedback.values()])))
    return notebooks.write(_with_ids(cells), assignment.slug)


def _parse(data: bytes) -> Notebook | Unreadable:
    try:
        return notebooks.read(data)
    except Unreadable as error:
        return error


def _student_cells(notebook: Notebook | Unreadable) -> list[Cell]:
    if isinstance(notebook, Unreadable):
        return []
    return [_writable(cell) for cell in notebook.cells if not _is_feedback(cell)]


def _is_feedback(cell: Cell) -> bool:
    return (
        cell.kind == "markdown"
        and cell.id.startswith("feedback")
        and cell.metadata.get("course") == MARK
    )


def _writable(cell: Cell) -> Cell:
    """Return the cell with metadata that JSON can carry: a lone surrogate or NaN breaks a file."""
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
        kind="markdown",
        source=source,
        id="",
        metadata={"course": dict(MARK), "deletable": True, "editable": False},
    )


def _with_ids(cells: list[Cell]) -> list[Cell]:
    """Give every cell an id that nbformat allows and no other cell has; sound ids stay."""
    used = {cell.id for cell in cells}
    kept: set[str] = set()
    named = []
    for number, cell in enumerate(cells):
        sound = ID.fullmatch(cell.id) and cell.id not in kept
        name = cell.id if sound else _new_id(cell, number, used | kept)
        kept.add(name)
        named.append(replace(cell, id=name))
    return named


def _new_id(cell: Cell, number: int, used: set[str]) -> str:
    stem = f"{'feedback' if cell.metadata.get('course') == MARK else 'cell'}-{number}"
    names = (stem if again == 0 else f"{stem}-{again}" for again in itertools.count())
    return next(name for name in names if name not in used)


def _top(assignment: Assignment, standing: Standing, lines: Sequence[QuestionLine]) -> str:
    """Return the Markdown of the first cell: the points and what must be known of the run."""
    grade = standing.grade
    parts = [f"# Feedback: {headline(assignment, standing)}"]
    if standing.note:
        parts.append(_plain(standing.note))
    if standing.submission.late:
        parts.append("Handed in **late**.")
    parts += [f"> **{banner}**" for banner in banners(lines, grade)]
    if grade.verdict is not Verdict.UNREADABLE:
        parts.append(_table(lines))
    parts += _run(grade)
    parts.append("**Where to go next**")
    steps = enumerate(next_steps(lines, grade), start=1)
    parts.append("\n".join(f"{number}. {_words(step)}" for number, step in steps))
    return "\n\n".join(parts)


def _table(lines: Sequence[QuestionLine]) -> str:
    rows = [
        f"| {line.number} · {_words(line.question.title)} | {_badge(line.state)} "
        f"| {_points(line)} |"
        for line in lines
    ]
    return "\n".join(["| question | outcome | points |", "|:--|:--|--:|", *rows])


def _run(grade: Grade) -> Iterator[str]:
    yield RAN[grade.verdict]
    if note := outcomes.run_note(grade):
        yield _fenced(text.terminal(note))
    yield from _troubles(grade)
    if grade.repairs:
        yield "Repaired before grading (no points deducted):"
        yield "\n".join(f"- {_plain(repair)}" for repair in grade.repairs)


def _troubles(grade: Grade) -> Iterator[str]:
    troubled = [cell for cell in cell_lines(grade, images=False) if cell.trouble and not cell.blank]
    for cell in troubled[:MAX_CELLS]:
        yield f"Code cell {cell.number} {cell.trouble}:"
        first = next((row for row in cell.source.split("\n") if row.strip()), "")
        yield _fenced(
            "\n".join(part for part in (first, text.terminal(cell.note), cell.reason) if part)
        )


def _question(line: QuestionLine) -> str:
    title = f"Feedback on question {line.number} · {_words(line.question.title)}"
    head = f"**{title}: {_badge(line.state)}, {_points(line)}**"
    return "\n\n".join(
        [head, *(part for check in line.checks for part in _check(check, line.state))]
    )


def _check(check: CheckLine, state: State) -> Iterator[str]:
    kind = "hidden" if check.hidden else "public"
    hint = f" — {_words(check.hint)}" if check.hint else ""
    if check.by_hand:
        yield f"**{check.earned}**, {_words(check.title)}"
    else:
        yield f"{_badge(check.state)} · **{_words(check.title)}** ({kind}, {check.earned}){hint}"
    if check.message and (check.by_hand or state is not State.NOT_ATTEMPTED):
        yield _fenced(check.message)


def _badge(state: State) -> str:
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
