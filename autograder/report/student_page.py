"""One student's feedback page: points, each question and check, what happened when the notebook ran, where to go next.

`headline`, `RAN`, `banners` and `next_steps` are the words that the feedback notebook says, too.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

from autograder import files
from autograder.records import Assignment, CellReport, Grade, Submission, Verdict
from autograder.report import outcomes, page, text
from autograder.report.outcomes import QuestionLine, State
from autograder.sandbox.images import shown

MAX_CELLS = 100  # shown on one page, of each sort
MAX_IMAGE_BYTES = 8 << 20  # all images of one page together
NEXT_STEPS = 3

RAN = {
    Verdict.OK: "Your notebook ran from top to bottom.",
    Verdict.STUDENT_ERROR: "Some cells raised an error. Every other cell still ran, and each question was checked.",
    Verdict.TIMEOUT: "A cell took too long and was stopped. It cost its own question only; the others were checked.",
    Verdict.MEMORY: "A cell used more memory than the course allows and was stopped.",
    Verdict.OUTPUT_LIMIT: "A cell printed more than the course allows and was stopped.",
    Verdict.DISK: "A cell wrote more to disk than the course allows and was stopped.",
    Verdict.KILLED: "A cell ended the Python process, as `sys.exit()`, `os._exit()` or a crash inside a library would.",
    Verdict.PROTOCOL_VIOLATION: "Your notebook sent the grader something that is no value, and was stopped there.",
    Verdict.UNREADABLE: "This file could not be read as a notebook, so nothing in it was run.",
    Verdict.SANDBOX_FAILURE: "The grader failed before it was done. That is our fault, not yours.",
}
STOPPED = {
    Verdict.STUDENT_ERROR: "raised an error",
    Verdict.TIMEOUT: "took too long",
    Verdict.MEMORY: "used too much memory",
    Verdict.OUTPUT_LIMIT: "printed too much",
    Verdict.DISK: "wrote too much",
    Verdict.KILLED: "ended the process",
    Verdict.PROTOCOL_VIOLATION: "sent what no value looks like",
}


@dataclass(frozen=True, slots=True)
class CellLine:
    """One code cell as a student may see it: `trouble` says in words what went wrong, empty when nothing did."""

    number: int
    trouble: str
    blank: bool  # it only met a blank that is not written yet
    reason: str  # the last line of the traceback
    note: str
    source: str
    error: str
    stdout: str
    images: tuple[str, ...]  # base64 of PNG
    images_left_out: int


def feedback(
    assignment: Assignment,
    submission: Submission,
    grade: Grade,
    *,
    points: float | None = None,
    points_note: str = "",
) -> str:
    """Return one student's page. `points` replaces the grade's own (a late policy, say), and `points_note` says why."""
    lines = outcomes.question_lines(assignment, grade)
    cells = cell_lines(grade)
    troubled = [cell for cell in cells if cell.trouble and not cell.blank]
    quiet = [cell for cell in cells if not cell.trouble and (cell.stdout or cell.images)]
    return page.render(
        "feedback.html",
        assignment=assignment,
        submission=submission,
        grade=grade,
        headline=headline(assignment, grade, points),
        share=_share(assignment, grade, points),
        points_note=points_note,
        submitted=submission.submitted.strftime("%Y-%m-%d %H:%M %Z").strip()
        if submission.submitted
        else "",
        banners=banners(lines, grade),
        lines=lines,
        readable=grade.verdict is not Verdict.UNREADABLE,
        ran=RAN[grade.verdict],
        unwritten=[cell for cell in cells if cell.blank],
        troubled=troubled,
        quiet=quiet,
        most=MAX_CELLS,
        steps=next_steps(lines, grade),
    )


def headline(assignment: Assignment, grade: Grade, points: float | None = None) -> str:
    """Return the sentence that a student reads first: `14.5 of 20 points`."""
    if points is None and not outcomes.was_graded(grade):
        return "Not graded yet"
    total = grade.points if points is None else points
    return f"{files.number(total)} of {files.points(outcomes.possible(assignment, grade))}"


def _share(assignment: Assignment, grade: Grade, points: float | None) -> float:
    """Return the length of the bar below the points, 0 to 100."""
    total = (grade.points if outcomes.was_graded(grade) else 0.0) if points is None else points
    return 100 * max(0.0, min(1.0, total / (outcomes.possible(assignment, grade) or 1)))


def banners(lines: tuple[QuestionLine, ...], grade: Grade) -> list[str]:
    """Return what must be known before the points are read."""
    said = []
    if grade.needs_review:
        said.append(
            f"A person will look at this. {_cause(lines, grade)} It is not your fault and costs you no points."
        )
    by_hand = [line for line in lines if line.state is State.BY_HAND]
    if by_hand:
        numbers = ", ".join(str(line.number) for line in by_hand)
        total = files.points(sum(line.possible for line in by_hand))
        said.append(f"A person will read and mark question {numbers} ({total}).")
    if grade.unsafe:
        said.append(
            "Graded without a jail: your notebook ran unprotected, so an instructor has to vouch for this result."
        )
    return said


def _cause(lines: tuple[QuestionLine, ...], grade: Grade) -> str:
    if not outcomes.was_graded(grade):
        return "The grader failed."
    waiting = sum(line.waiting for line in lines)
    return (
        f"Checks worth {files.points(waiting)} could not be run."
        if waiting
        else "A check could not be run."
    )


def cell_lines(grade: Grade, *, images: bool = True) -> list[CellLine]:
    """Return every cell of the run as it may be shown. Unsound images and those beyond the budget are counted."""
    budget, lines = MAX_IMAGE_BYTES, []
    for cell in grade.cells:
        kept = []
        for image in filter(None, map(shown, cell.images if images else ())):
            if len(image) <= budget:
                budget -= len(image)
                kept.append(base64.b64encode(image).decode("ascii"))
        lines.append(_cell_line(cell, tuple(kept), len(cell.images) - len(kept)))
    return lines


def next_steps(lines: tuple[QuestionLine, ...], grade: Grade) -> list[str]:
    """Return what to do now, most useful first: sentences of ours, where backticks mark code."""
    if grade.verdict is Verdict.UNREADABLE:
        return [
            "Open the file in JupyterLab, VS Code or Colab. If it does not open there, take your last good copy.",
            "Save it as a notebook (`.ipynb`) and hand it in again.",
        ]
    if not outcomes.was_graded(grade):
        return ["There is nothing to do for you: your notebook will be graded again."]
    unfinished = [
        line
        for line in lines
        if line.open > 0
        and not line.question.manual
        and line.state not in (State.BY_HAND, State.BROKEN)
    ]
    if not unfinished:
        return ["Every check that could run has passed. There is nothing left to mend."]
    steps = [_step(line) for line in unfinished[:NEXT_STEPS]]
    if len(unfinished) > NEXT_STEPS:
        steps.append(f"Then {len(unfinished) - NEXT_STEPS} more: see the table above.")
    if any(check.hidden and check.hint for line in unfinished for check in line.checks):
        steps.append(
            "For a hidden check, try inputs of your own, and read again what the docstring promises."
        )
    steps.append("Before you hand in again: Kernel ▸ Restart Kernel and Run All Cells.")
    return steps


def _step(line: QuestionLine) -> str:
    place = f"Question {line.number} ({files.points(line.open)} to win)"
    if line.state is State.NOT_ATTEMPTED:
        return f"{place} is still blank. Its hints are in the notebook, below the question."
    if line.state is State.NOT_GRADED:
        return f"{place} was not reached. Mend what stopped the notebook first."
    lost = [check for check in line.checks if check.state is not State.PASSED]
    if any(not check.hidden for check in lost):
        return f'{place}: run `grader.check("{line.question.name}")` in your notebook; it shows what this page shows.'
    looks_at = "; ".join(check.title for check in lost)
    return f"{place}: the public checks pass. Now the hidden {'ones' if len(lost) > 1 else 'one'}: {looks_at}."


def _cell_line(cell: CellReport, images: tuple[str, ...], left_out: int) -> CellLine:
    error = text.block(cell.error)
    reason = next((line for line in reversed(error.split("\n")) if line.strip()), "")
    verdict = cell.verdict if cell.verdict is not Verdict.OK or not error else Verdict.STUDENT_ERROR
    return CellLine(
        cell.number,
        STOPPED.get(verdict, "" if verdict is Verdict.OK else str(verdict)),
        verdict is Verdict.STUDENT_ERROR and reason.startswith("NotImplementedError"),
        text.excerpt(reason, lines=1, characters=600),
        cell.note,
        text.excerpt(text.block(cell.source), lines=24, characters=3_000),
        text.excerpt(error, lines=40, characters=5_000),
        text.excerpt(text.block(cell.stdout), lines=40, characters=5_000),
        images,
        left_out,
    )
